"""Words that carry a matter, in any script: enough to see what two texts have in common."""

import re
import unicodedata
from typing import Final

from warmline.signals.turn import normalise

_ASCII_WORD: Final = re.compile(r"[a-z0-9]+")
_STEM: Final = 5  # letters: "refund", "refunds" and "refunded" count as one word
_SHORTEST: Final = 4  # letters, in scripts with long function words
_WIDE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]+")  # written without spaces
_NUMBER: Final = re.compile(r"\d+(?:[.,:\u00a0]\d+)*")
_LISTED: Final = re.compile(r"^[ \t]*\d{1,2}[.)]\s", re.MULTILINE)
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")

_FUNCTION_WORDS: Final = frozenset(
    normalise(
        "about above after again also always another because been before being between both "
        "could does doing down each from have having here hers himself into itself just more "
        "most much must need only other ours over please same said shall should some such "
        "tell than that their them then there these they this those through told under until "
        "upon very want were what when where which while whom will with within would your "
        "yours aber alle als auch beim bitte dann dass denn dein deine diese dieser dieses "
        "doch eine einem einen einer etwas euch haben habe hatte ihre ihren ihnen kann kannst "
        "können mein meine meinen nicht noch oder ohne schon sehr sein seine sind über unser "
        "wann warum weil welche wenn werden wieder wird wurde algo como cual cuando cuanto "
        "donde desde ella ellos entre esta este esto está estoy hace hasta mucho otra otro "
        "para pero pour porque puede puedo quién quiero sobre sino tiene todo unos usted "
        "ustedes vous votre vos avec avez avoir cela ces cette comme dans depuis elle elles "
        "encore être fait leur mais même notre nous pas peut plus pouvez quand quel quelle "
        "quoi sans sont suis tout très aonde você vocês com como quando onde qual isso isto "
        "este esta essa esse meu minha muito não pode posso quero seus suas também tenho tem "
        "uma umas anche ancora avete dalla dello della delle dove essere hanno loro molto "
        "nella nelle ogni perché posso puoi quale quanto quando quello questa questo sono suo "
        "sua sulla tutto deze door geen hebben hebt heeft hier hoeveel jouw jullie kunnen "
        "maar meer mijn naar niet voor waar waarom wanneer welke wordt worden zijn albo "
        "bardzo czego dlaczego gdzie jaki jaka jakie jest jestem kiedy która który które mnie "
        "może mogę oraz przez sobie swój tego tylko wasz wasze żeby ama bana benim bunu daha "
        "için kadar nasıl neden nerede olan olarak sizin sonra zaman على الى إلى التي الذي "
        "كيف لماذا متى هذا هذه هل ماذا من في عن مع मैं मेरा मेरी मेरे मुझे आप आपका आपकी आपके "
        "क्या कब कहाँ कैसे क्यों है हैं था थी के की को से में पर और यह वह "
    ).split()
)


def spaced(text: str) -> list[str]:
    """Lower-case words without accents; all but letters, marks and digits separates them."""
    normal = normalise(text)
    if normal.isascii():
        return _ASCII_WORD.findall(normal)  # what most texts are: ten times as fast
    return "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in normal).split()


def has_wide(text: str) -> bool:
    """Whether Chinese or Japanese characters occur."""
    return _WIDE.search(text) is not None


def content(text: str) -> frozenset[str]:
    """The words that say what ``text`` is about, shortened; pairs where writing has no spaces."""
    found: set[str] = set()
    for word in spaced(text):
        if wide := _WIDE.findall(word):
            found.update(run[i : i + 2] for run in wide for i in range(max(1, len(run) - 1)))
        elif word not in _FUNCTION_WORDS and _carries(word):
            found.add(word if any(c.isdigit() for c in word) else word[:_STEM])
    return frozenset(found)


def _carries(word: str) -> bool:
    if any(c.isdigit() for c in word):
        return True
    return len(word) >= (_SHORTEST if word.isascii() else _SHORTEST - 1)


def numbers(text: str) -> frozenset[str]:
    """Every number as bare digits ("1,000" and "1.000" alike); the numbering of a list is none."""
    return frozenset(
        re.sub(r"\D", "", number) for number in _NUMBER.findall(_LISTED.sub(" ", text))
    )


def share(words: frozenset[str], of: frozenset[str]) -> float:
    """How many of ``words`` stand in ``of``, 0..1; 0 where there are none."""
    return len(words & of) / len(words) if words else 0.0


def sentences(text: str) -> tuple[str, ...]:
    parts = _SENTENCE.split(_LISTED.sub("", text))
    return tuple(part.strip() for part in parts if part.strip())
