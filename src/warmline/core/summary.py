"""The summary of a thread in its own sentences: what is wanted, what was tried, what is open.

Nothing is phrased anew, so nothing can be wrong; the art is in the choice. Greetings, thanks,
plain consent and calls for a person are passed over. Of what is left, the sentences that carry the
matter are those with words that the thread comes back to, with numbers, and with a question.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SHORT: Final = 300  # characters of each line
GAP: Final = " … "  # between sentences that did not stand together
_FIRST: Final = 190  # characters of the line that the first statement of the matter may take
_STEPS: Final = 3  # answers of the assistant that are told, the newest
_ALIKE: Final = 0.7  # of the words of two answers: they came to the same
_LOOKED_AT: Final = 8  # sentences of an answer
_FEW: Final = 4  # words that no common word is shorter than
_ENOUGH: Final = 3  # words of a sentence that can stand for itself
_FRESH: Final = 0.5  # of a sentence's words that were not said before: it adds to the matter
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+(?=\S)|(?<=[。！？])|\n+")
_LISTED: Final = re.compile(r"(?:(?<=[.:;!?]\s)|^\s*)(?:\d{1,2}[.)]|[-*•])\s+(?=\S)", re.MULTILINE)
_NUMBERED: Final = re.compile(
    r"(?<=[.:)])\s+\d{1,2}\.$"
)  # the mark of an item whose line end was lost
_WORD: Final = re.compile(r"[^\W\d_]+|\d[\w.,:/#-]*")
_WIDE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_MARKS: Final = re.compile(
    r"\*\*|__|`|(?<!\w)#{1,6}\s|\[(?=[^\]]*\]\()|(?<=\w)\]\([^)]*\)|\s?\[\d{1,2}\]"
)
_COURTEOUS: Final = frozenset(
    """
    hi hello hey there dear good morning afternoon evening day thanks thank you very much so a lot
    for your help all that is thats it great perfect wonderful excellent fine awesome nice cool ok
    okay alright sure yes yeah yep no nope please correct right exactly bye goodbye have one the
    and can could would will assist with this me do how does sound about confirm anything else if
    need ll m d ve s reach out set further let take some other questions i'll could're patience
    time now again trying checking everything looks got get back to later i appreciate assistance
    sounds works too welcome sorry hope understand see lovely hallo guten tag morgen abend moin
    servus danke vielen dank schön sehr bitte ja nein gut super prima alles klar genau tschüss
    grüß gott für die ihre hilfe hola buenos buenas días tardes noches gracias muchas sí vale bien
    perfecto adiós por su ayuda bonjour bonsoir salut merci beaucoup oui non parfait au revoir
    pour votre aide olá oi bom dia boa tarde noite obrigado obrigada sim não perfeito tchau pela
    ajuda ciao buongiorno buonasera salve grazie mille sì va bene perfetto arrivederci per il
    aiuto goedemorgen goedemiddag bedankt je wel u nee dag cześć dzień dobry dziękuję tak nie
    dobrze widzenia merhaba selam iyi günler teşekkürler teşekkür ederim evet hayır tamam مرحبا
    السلام عليكم شكرا نعم لا حسنا
    नमस्ते धन्यवाद हाँ नहीं ठीक
    你好 谢谢 您好 好的 是的
    こんにちは ありがとう ございます はい
    """.split()  # noqa: SIM905 - reads best as words
)
_OPENERS: Final = re.compile(
    r"^(?:i(?:'m| am) )?(?:so |very )?(?:sorry|certainly|of course|absolutely|sure|thank you|"
    r"thanks|great|you(?:'re| are) (?:very )?welcome|take care|safe travels|have a|i'll be here|"
    r"whenever|"
    r"i understand|i see|i can (?:help|assist)|i(?:'d| would)(?: be)? (?:happy|glad|love)|"
    r"to (?:assist|help|proceed)|here(?:'s| is| are) (?:the|what|how)|"
    r"please (?:let me know|hold|provide|confirm|share|wait|give)|is there anything|if you|"
    r"feel free|don't hesitate|once you|let me|gerne|"
    r"natürlich|vielen dank|wenn sie|bitte (?:nennen|geben|teilen)|lo siento|claro|gracias|si "
    r"(?:tienes|necesitas|desea)|désolé|bien sûr|n'hésitez|si vous|desculpe|se (?:precisar|você)|"
    r"mi dispiace|se hai)\b",
    re.IGNORECASE,
)
_WANTING: Final = re.compile(
    r"\b(?:i(?:'d| would)? (?:want|need|like|wish|have|am|cannot|can't|tried|was|received|ordered|"
    r"bought|booked|paid)|i'm|can (?:you|i|we)|could (?:you|i|we)|how|why|when|where|what|is it "
    r"possible|my|please|ich (?:möchte|will|brauche|habe|kann)|meine?|wie|warum|wann|können|quiero|"
    r"necesito|tengo|mi|puedo|cómo|je (?:veux|voudrais|dois|ne)|j'ai|mon|ma|comment|quero|preciso|"
    r"tenho|meu|minha|como|voglio|vorrei|ho|mio|mia|come|ik (?:wil|heb|kan)|mijn|hoe|chcę|mam|mój|"
    r"moja|jak)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the visitor wants, what was tried, what is open: sentences of the thread itself."""

    wants: str
    tried: str
    open: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A visitor's message, as far as a summary looks at it."""

    text: str
    aside: tuple[str, ...] = ()  # words in it that settle only whether a person comes
    answered: bool = True  # the assistant said something to it that was no "I do not know"


def summarise(said: Sequence[Said], answers: Sequence[str]) -> Summary:
    """``said`` by the visitor since the matter began; ``answers`` that were shown; oldest first."""
    told = [one for one in said if _weighty(one)] or list(said)
    weigh = _Weights(told)
    return Summary(
        wants=_wants(told, weigh),
        tried=_tried(answers, weigh),
        open=_open(told, weigh),
    )


class _Weights:
    """How much of the matter a sentence carries."""

    def __init__(self, told: Sequence[Said]) -> None:
        self._seen = Counter(word for one in told for word in words_of(one.text))

    def of(self, sentence: str) -> float:
        words = words_of(sentence)
        if not words:
            return 0.0
        back = sum(min(self._seen[word], 3) for word in words) / len(words) ** 0.5
        numbers = sum(any(c.isdigit() for c in word) for word in words)
        asks = sentence.rstrip().endswith(("?", "？", "؟"))
        return back + 1.5 * min(numbers, 2) + 1.5 * asks + 2 * bool(_WANTING.search(sentence))


def sentences(text: str) -> list[str]:
    """In order, without list marks, emphasis and line ends; each at most ``SHORT`` long."""
    plain = _LISTED.sub("\n", _MARKS.sub(_gap, text))
    flat = (_NUMBERED.sub("", " ".join(part.split())) for part in _SENTENCE.split(plain))
    return [shorten(part) for part in flat if part]


def _gap(mark: re.Match[str]) -> str:
    """Nothing in place of a mark; a space where two words, or two numbers, would become one."""
    before, after = mark.string[: mark.start()][-1:], mark.string[mark.end() :][:1]
    return " " if before.isalnum() and after.isalnum() else ""


def words_of(sentence: str) -> frozenset[str]:
    """The words that a sentence is remembered by."""
    found = (word.strip(".,:/#-").lower() for word in _WORD.findall(sentence))
    return frozenset(w[:6] for w in found if _weighs(w))


def _weighs(word: str) -> bool:
    if word in _COURTEOUS:
        return False
    return len(word) >= _FEW or any(c.isdigit() for c in word) or bool(_WIDE.search(word))


def is_courtesy(sentence: str) -> bool:
    """Whether it only greets, thanks, agrees or takes leave."""
    words = [word.lower() for word in _WORD.findall(sentence)]
    return all(word in _COURTEOUS for word in words)


def _weighty(one: Said) -> list[str]:
    """The sentences that say something of the matter; of a short reply, all of it."""
    parts = [part for part in sentences(one.text) if not _passed_over(part, one.aside)]
    long = [part for part in parts if len(_WORD.findall(part)) >= _ENOUGH or _WIDE.search(part)]
    return long or parts


def _passed_over(part: str, aside: Sequence[str]) -> bool:
    low = part.casefold()
    settled = (words.casefold() for words in aside if words)
    return is_courtesy(part) or any(words in low or low in words for words in settled)


def _wants(told: Sequence[Said], weigh: _Weights) -> str:
    """The first statement of the matter, and what later messages added to it."""
    start = next((at for at, one in enumerate(told) if _states(one)), None)
    if start is None:
        return shorten(_flat(told[0].text)) if told else ""
    parts = _weighty(told[start])
    first = _best(parts, weigh, _FIRST)
    known = words_of(" ".join(first))
    added: list[str] = []
    for one in told[start + 1 :]:
        for part in _weighty(one):
            words = words_of(part)
            fresh = len(words - known) / len(words) if words else 0.0
            if fresh >= _FRESH and _WANTING.search(part):
                added.append(part)
                known |= words
    if not added:
        return " ".join(_best(parts, weigh, SHORT))
    more = _best(added, weigh, SHORT - len(" ".join(first)) - len(GAP))
    return GAP.join(part for part in (" ".join(first), " ".join(more)) if part)


def _states(one: Said) -> bool:
    return any(len(_WORD.findall(part)) >= _ENOUGH or _WIDE.search(part) for part in _weighty(one))


def _best(parts: Sequence[str], weigh: _Weights, room: int) -> list[str]:
    """As many of the weightiest as fit, in their order; at least the weightiest, cut to fit."""
    if not parts or room < _FEW:
        return []
    order = sorted(range(len(parts)), key=lambda at: (-weigh.of(parts[at]), at))
    kept: list[int] = []
    for at in order:
        if sum(len(parts[one]) + 1 for one in kept) + len(parts[at]) <= room:
            kept.append(at)
    return [parts[at] for at in sorted(kept)] or [shorten(parts[order[0]], room)]


def _tried(answers: Sequence[str], weigh: _Weights) -> str:
    """What the newest answers came to, one sentence each, oldest first."""
    steps: list[str] = []
    for answer in reversed(answers):
        step = _gist(answer, weigh)
        if step and not any(_same(step, other) for other in steps):
            steps.insert(0, step)
        if len(steps) == _STEPS:
            break
    room = SHORT // max(1, len(steps)) - len(GAP)
    return shorten(GAP.join(shorten(step, max(room, 60)) for step in steps))


def _gist(answer: str, weigh: _Weights) -> str:
    """Its weightiest statement; "" where it only asks back, or is polite."""
    parts = [part for part in sentences(answer) if not is_courtesy(part)]
    told = [part for part in parts if not part.endswith(("?", "？", "؟", ":"))]
    telling = [part for part in told if not _OPENERS.search(part)]
    return max(
        telling[:_LOOKED_AT], key=lambda part: _said_whole(part) * weigh.of(part), default=""
    )


def _said_whole(part: str) -> float:
    """An item of a list, which has no full stop, tells little beside a sentence."""
    return 1.0 if part.endswith((".", "!", "。", "！", "…")) else 0.25


def _same(one: str, other: str) -> bool:
    """Whether two answers came to the same."""
    mine, theirs = words_of(one), words_of(other)
    return len(mine & theirs) >= _ALIKE * max(1, min(len(mine), len(theirs)))


def _open(told: Sequence[Said], weigh: _Weights) -> str:
    """What the assistant had no answer to; else the newest request, else the newest statement."""
    left = [one for one in told if not one.answered and _weighty(one)]
    asking = [one for one in told if any(_asks(part) for part in _weighty(one))]
    newest = left or asking or [one for one in told if _states(one)] or list(told)
    if not newest:
        return ""
    parts = _weighty(newest[-1])
    asked = [part for part in parts if _asks(part)]
    return " ".join(_best(asked or parts, weigh, SHORT)) or shorten(_flat(newest[-1].text))


def _asks(part: str) -> bool:
    return part.endswith(("?", "？", "؟")) or _WANTING.search(part) is not None


def _flat(text: str) -> str:
    return " ".join(text.split())


def shorten(text: str, most: int = SHORT) -> str:
    """At most so many characters, cut between words."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,;:–-") + "…"
