"""Finds two words near each other that make a matter together, whatever stands between them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from warmline.signals.alike import SMALL
from warmline.signals.phrasebook import HEAD
from warmline.signals.roles import NEAR, ROLES
from warmline.signals.turn import normalise
from warmline.signals.typos import typos_of

_BITS: Final = {role: 1 << at for at, role in enumerate(ROLES)}
_PAIRS: Final = tuple(
    (f"near {one} {other}", _BITS[one], _BITS[other], window) for _, one, other, window in NEAR
)
NEAR_MARKS: Final = tuple(mark for mark, *_ in _PAIRS)
_MOST_WORDS: Final = 400
_REFUSED_BEFORE: Final = 5


def _words() -> dict[str, int]:
    """Whole words, and stems with their asterisk: all the parts each plays, as bits."""
    known: dict[str, int] = {}
    for role, listing in ROLES.items():
        for written in listing.replace(",", " ").split():
            word = normalise(written)
            known[word] = known.get(word, 0) | _BITS[role]
    return known


_KNOWN: Final = _words()
_STEMS: Final = tuple((word[:-1], bits) for word, bits in _KNOWN.items() if word[-1] == "*")
_BY_HEAD: Final = {
    head: tuple((stem, bits) for stem, bits in _STEMS if stem[:HEAD] == head)
    for head in {stem[:HEAD] for stem, _ in _STEMS}
}
_SHORT_STEMS: Final = tuple((stem, bits) for stem, bits in _STEMS if len(stem) < HEAD)
_TYPOS: Final = typos_of(word for word in _KNOWN if word[-1] != "*")


@lru_cache(maxsize=32_768)
def parts_of_word(word: str) -> int:
    """The parts that a word plays, as bits; a slip of one letter is forgiven."""
    return _exact(word) or _exact(_TYPOS.meant(word))


def _exact(word: str) -> int:
    bits = _KNOWN.get(word, 0)
    for stem, more in (*_BY_HEAD.get(word[:HEAD], ()), *_SHORT_STEMS):
        if word.startswith(stem):
            bits |= more
    return bits


def near_marks(words: Sequence[str]) -> Iterator[str]:
    """The marks of ``NEAR_MARKS`` that ``words`` show."""
    played = [parts_of_word(word) for word in words[:_MOST_WORDS]]
    everywhere = 0
    for bits in played:
        everywhere |= bits
    for mark, one, other, window in _PAIRS:
        if everywhere & one and everywhere & other and _within(played, one, other, window):
            yield mark


def refused(words: Sequence[str], start: int) -> bool:
    """Whether what begins at ``start`` is what somebody does not want: "I don't need a refund".

    Between the refusal and the thing stand only words of wanting and small ones: "I have not got my
    refund" refuses nothing.
    """
    for word in reversed(words[max(0, start - _REFUSED_BEFORE) : start]):
        played = parts_of_word(word)
        if played & _BITS["refuses"]:
            return True
        if not played & _BITS["needs"] and word not in SMALL:
            return False
    return False


def _within(played: Sequence[int], one: int, other: int, window: int) -> bool:
    places = [at for at, bits in enumerate(played) if bits & other]
    return any(
        0 < abs(at - place) <= window
        for at, bits in enumerate(played)
        if bits & one
        for place in places
    )
