"""Whether the visitor asks the same thing again, literally or in other words."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from warmline.core.model import Signal
from warmline.signals.context import Around
from warmline.signals.stop_words import STOP_WORDS
from warmline.signals.turn import Turn, turn_of

_LAST: Final = 5  # earlier turns that are compared
_LONGEST: Final = 600  # characters compared; more is a letter, not a question
_STEM: Final = 5
_SMALL: Final = frozenset[str]().union(*STOP_WORDS.values())
_LEAST_LETTERS: Final = 8  # shorter turns ("yes", "thanks") are answers, not questions
_LEAST_SCORE: Final = 0.3
_VERBATIM: Final = 0.85

Prints = tuple[frozenset[str], frozenset[str]]


def repetition(turn: Turn, around: Around) -> Iterator[Signal]:
    """Value ``verbatim`` or ``rephrased``; ``words`` are those of the earlier turn."""
    if not around.recent or len(turn.normal) < _LEAST_LETTERS:
        return
    now = fingerprints(turn.original[:_LONGEST])
    if not now[0]:
        return
    alike = [
        (likeness(now, fingerprints(past[:_LONGEST])), past)
        for past in around.recent[-_LAST:]
        if len(past) >= _LEAST_LETTERS
    ]
    score, past = max(alike, key=lambda found: found[0], default=(0.0, ""))
    if score >= _LEAST_SCORE:
        kind = "verbatim" if score >= _VERBATIM else "rephrased"
        yield Signal(name="repetition", score=round(score, 3), words=past[:200], value=kind)


@lru_cache(maxsize=4096)  # pure; a turn is compared with the five before it, each read already
def fingerprints(text: str) -> Prints:
    """The stems of a text's content words, and its letter trigrams."""
    turn = turn_of(text)
    words = [word for word in turn.words if word[0].isalnum()]
    content = frozenset(word[:_STEM] for word in words if word not in _SMALL)
    joined = " ".join(words)
    return content or frozenset(words), frozenset(
        [joined[at : at + 3] for at in range(len(joined) - 2)]
    )


def likeness(one: Prints, other: Prints) -> float:
    """0..1: the Dice coefficients of words and of trigrams, the larger where both speak."""
    words, letters = _dice(one[0], other[0]), _dice(one[1], other[1])
    if words == 1.0 and len(one[0]) > 1:
        return max(letters, 0.9)
    return max(letters, 0.5 * words + 0.5 * letters)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0
