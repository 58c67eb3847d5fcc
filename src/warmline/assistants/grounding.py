"""How far an answer rests on what it cites: sentence by sentence, by what can be checked.

A sentence that states something is held against the cited passages and the owner's instructions:

- its numbers, codes and addresses must stand there, a number with the same unit;
- the sentence of the source that is nearest to it must not say the contrary;
- its names must be known, and enough of its words must stand in one place of the source, or mean
  the same to the sentence model where there is one;
- it must not tell of a deed: the assistant has none to tell of.

Deterministic, without I/O. What it cannot see: a contrary in words that are in none of its tables,
and whether an answer in another language than its source says the same.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final

from warmline.assistants._polarity import negations, opposed, tongue
from warmline.assistants._quantities import Quantity, codes, quantities
from warmline.assistants._words import content, sentences, share, spaced
from warmline.assistants.citations import numbers_cited, without_citations
from warmline.assistants.honesty import is_courtesy, tells_of_a_deed
from warmline.assistants.plain import addresses

ENOUGH: Final = 0.6  # of a statement's words in one place: it says what the source says
TOO_FEW: Final = 0.25  # it says something else
ONLY_CITED: Final = 0.85  # for a statement in another language than the source that it cites
NAME: Final = 0.25  # at most, for a statement with a name that no source knows
ALIKE: Final = 0.8  # cosine from which a statement means what the source says
UNLIKE: Final = 0.5
MEANT: Final = 0.85  # at most, for a statement that is only alike in meaning
_PLACES: Final = 8  # of the source that a doubtful statement is compared with
_QUESTION: Final = ("?", "？", "؟")
_FEWEST: Final = 3  # words with a matter; less is a courtesy and claims nothing
_ALIGNED: Final = 0.5  # of a clause's words in a clause of the source: they speak of the same
_NEAR: Final = 0.75  # of the best such share: as good a counterpart
_CLAUSE: Final = re.compile(
    r"[,;:()–—]\s+|\s+(?:but|except|unless|aber|sondern|jedoch|außer|pero|salvo|mais|sauf|mas|"
    r"exceto|ma|tranne|maar|behalve|ale|oprócz|ama)\s+"
)
_NAME: Final = re.compile(r"(?<=[\w,;:)] )[^\W\d_a-z][^\W\d_]{2,}")
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_HOST: Final = re.compile(r"(?<![\w.@/-])(?:[\w-]+\.)+[a-z]{2,24}(?![\w.-]*\w)")
_CAPITAL_NOUNS: Final = frozenset({"de"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One sentence of an answer."""

    sentence: str
    support: float  # 0..1
    faults: tuple[str, ...] = ()  # what was found against it, in words


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What statements may rest on. ``said``: the visitor's words, whose facts may be said back."""

    passages: tuple[str, ...]
    titles: str = ""  # of the passages, and their addresses: known words that state nothing
    owner: str = ""
    said: str = ""

    @cached_property
    def text(self) -> str:
        return "\n".join((*self.passages, self.titles, self.owner))

    @cached_property
    def language(self) -> str:
        return tongue(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        return content(self.text)

    @cached_property
    def every_word(self) -> frozenset[str]:
        return frozenset(spaced(f"{self.text}\n{self.said}"))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return quantities(f"{self.text}\n{self.said}")

    @cached_property
    def codes(self) -> frozenset[str]:
        return codes(f"{self.text}\n{self.said}")

    @cached_property
    def reachable(self) -> frozenset[str]:
        return _reachable(self.text)  # not what the visitor said: an order of theirs may name it

    @cached_property
    def sentences(self) -> tuple[tuple[tuple[str, frozenset[str]], ...], ...]:
        """By text: each sentence with its words."""
        return tuple(
            tuple((part, content(part)) for part in sentences(text))
            for text in (*self.passages, self.owner)
        )

    @cached_property
    def places(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Each sentence, and each two neighbours together, with their words."""
        pairs = (pair for text in self.sentences for pair in pairwise(text))
        two = ((f"{one} {other}", mine | theirs) for (one, mine), (other, theirs) in pairs)
        return (*(part for text in self.sentences for part in text), *two)

    @cached_property
    def clauses(self) -> tuple[tuple[str, frozenset[str]], ...]:
        return tuple(
            (clause, words if clause == part else content(clause))
            for text in self.sentences
            for part, words in text
            if not part.endswith(_QUESTION)  # asks, and says neither
            for clause in _clauses(part)
        )


def judge(answer: str, ground: Ground) -> tuple[Judgement, ...]:
    """Each sentence of ``answer`` that states something, in order."""
    return tuple(_judge(sentence, ground) for sentence in sentences(answer) if claims(sentence))


def claims(sentence: str) -> bool:
    """Whether it states something: not a question, not a courtesy."""
    words = without_citations(sentence).strip()
    if words.endswith(_QUESTION):
        return False
    if quantities(words) or codes(words) or _reachable(words) or tells_of_a_deed(words):
        return True
    if all(is_courtesy(clause) or len(content(clause)) < _FEWEST - 1 for clause in _clauses(words)):
        return False
    carried = len(content(words))
    told = numbers_cited(sentence) or _NAME.search(words)
    return carried >= _FEWEST or bool(carried and told)


def faults(sentence: str, ground: Ground) -> tuple[str, ...]:
    """What makes a sentence untenable whatever its words: cheap enough for every draft."""
    words = without_citations(sentence)
    found = [f"number {one.written}" for one in quantities(words) if not _known(one, ground)]
    found += (f"code {one}" for one in sorted(codes(words) - ground.codes))
    strange = _reachable(words) - ground.reachable
    found += (f"address {one}" for one in sorted(strange))
    if tells_of_a_deed(words):
        found.append("tells of a deed")
    return tuple(found)


def _judge(sentence: str, ground: Ground) -> Judgement:
    words = without_citations(sentence)
    if found := (*faults(sentence, ground), *_contrary(words, ground)):
        return Judgement(sentence=sentence, support=0.0, faults=found)
    strange = _strange_names(words, ground)
    support = min(_overlap(sentence, ground), NAME if strange else 1.0)
    found = tuple(f"name {name}" for name in strange)
    return Judgement(sentence=sentence, support=support, faults=found)


def _known(one: Quantity, ground: Ground) -> bool:
    same = [other for other in ground.quantities if other.readings & one.readings]
    return any(not one.unit or not other.unit or one.unit == other.unit for other in same)


def _mails(text: str) -> frozenset[str]:
    return frozenset(found.lower() for found in _MAIL.findall(text))


def _reachable(text: str) -> frozenset[str]:
    """Addresses of pages and mail, and bare names of hosts such as "shop.example"."""
    hosts = frozenset(found.lower() for found in _HOST.findall(text))
    return addresses(text) | _mails(text) | hosts


def _strange_names(words: str, ground: Ground) -> tuple[str, ...]:
    """Names inside the sentence; in German every noun looks like one, so none is told there."""
    code = tongue(words, ground.language)
    if code in _CAPITAL_NOUNS or code != ground.language:  # "Noruega" is Norway
        return ()
    names = (" ".join(spaced(name)) for name in _NAME.findall(words))
    return tuple(name for name in names if name and not _told(name, ground))


def _told(name: str, ground: Ground) -> bool:
    return all(
        part in ground.every_word or part.removesuffix("s") in ground.every_word
        for part in name.split()
    )


def _overlap(sentence: str, ground: Ground) -> float:
    """How much of the statement stands in the place of the source that has most of it."""
    words = content(without_citations(sentence))
    best = max((share(words, place) for _, place in ground.places), default=0.0)
    everywhere = share(words, ground.words)
    overlap = _ramp(max(best, 0.8 * everywhere), TOO_FEW, ENOUGH)
    if overlap < ONLY_CITED and numbers_cited(sentence) and _foreign(sentence, ground):
        return ONLY_CITED
    return overlap


def _ramp(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))


def _foreign(sentence: str, ground: Ground) -> bool:
    """Whether it is in another language than the source."""
    return tongue(without_citations(sentence), ground.language) != ground.language


# ── the contrary ──────────────────────────────────────────────────────────────────────────────────


def _clauses(sentence: str) -> list[str]:
    parts = [part.strip() for part in _CLAUSE.split(sentence)]
    return [part for part in parts if part]


def _contrary(words: str, ground: Ground) -> tuple[str, ...]:
    """The clauses whose nearest counterparts in the source all say the opposite."""
    code = tongue(words, ground.language)
    if code != ground.language:
        return ()
    return tuple(
        f"the source says the contrary: {clause}"
        for clause in _speaking(words)
        if _opposite(clause, ground, code)
    )[:1]


def _speaking(words: str) -> list[str]:
    """The clauses that say something by themselves; the whole where none does."""
    found = [part for part in _clauses(words) if len(content(part)) >= _FEWEST - 1]
    return found or [words]


def _opposite(clause: str, ground: Ground, code: str) -> bool:
    words = content(clause)
    if len(words) < _FEWEST - 1:
        return False
    shares = [(share(words, theirs), text) for text, theirs in ground.clauses]
    best = max((near for near, _ in shares), default=0.0)
    if best < _ALIGNED:
        return False
    near = [text for near, text in shares if near >= best * _NEAR]
    return all(_differ(clause, text, code) for text in near)


def _differ(clause: str, text: str, code: str) -> bool:
    turns = negations(clause, code) - negations(text, code) + opposed(clause, text)
    return turns % 2 == 1


# ── by meaning ────────────────────────────────────────────────────────────────────────────────────


def doubtful(judged: Sequence[Judgement], ground: Ground) -> Mapping[str, tuple[str, ...]]:
    """Statements without a fault that share few words with the source.

    Each comes with the places of the source that a sentence model should compare it with.
    """
    texts = [one.sentence for one in judged if one.support < MEANT and not one.faults]
    return {text: _nearest(text, ground) for text in texts}


def _nearest(sentence: str, ground: Ground) -> tuple[str, ...]:
    words = content(without_citations(sentence))
    places = sorted(ground.places, key=lambda place: -share(words, place[1]))
    return tuple(text for text, _ in places[:_PLACES])


def with_meaning(
    judged: Sequence[Judgement], cosines: Mapping[str, float]
) -> tuple[Judgement, ...]:
    """``cosines``: of each doubtful statement with the nearest of its places."""
    return tuple(
        replace(one, support=max(one.support, MEANT * _ramp(cosines[one.sentence], UNLIKE, ALIKE)))
        if one.sentence in cosines
        else one
        for one in judged
    )
