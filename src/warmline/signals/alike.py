"""How alike two texts are in their words and letters, from 0 to 1."""

from functools import lru_cache
from typing import Final

from warmline.signals.stop_words import STOP_WORDS
from warmline.signals.turn import turn_of

_STEM: Final = 5
SMALL: Final = frozenset[str]().union(*STOP_WORDS.values())
"""Words that say little of the matter, in every language."""

Prints = tuple[frozenset[str], frozenset[str], tuple[str, ...]]


@lru_cache(maxsize=4096)  # pure; a turn is compared with the five before it, each read already
def fingerprints(text: str) -> Prints:
    """The stems of a text's content words, its letter trigrams, and its words."""
    turn = turn_of(text)
    words = tuple(word for word in turn.words if word[0].isalnum())
    content = frozenset(word[:_STEM] for word in words if word not in SMALL)
    joined = " ".join(words)
    letters = frozenset([joined[at : at + 3] for at in range(len(joined) - 2)])
    return content or frozenset(words), letters or frozenset(words), words


def likeness(one: Prints, other: Prints) -> float:
    """0..1: the Dice coefficients of words and of trigrams, the larger where both speak."""
    words, letters = dice(one[0], other[0]), dice(one[1], other[1])
    if words == 1.0 and len(one[0]) > 1:
        return max(letters, 0.9)
    return max(letters, 0.5 * words + 0.5 * letters)


def exchanged(one: Prints, other: Prints) -> bool:
    """Whether two texts differ in one content word alone: "to Austria?" and "to Germany?"."""
    words, others = one[2], other[2]
    if len(words) != len(others) or words == others:
        return False
    differ = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(differ) == 1 and not _slip(*differ[0]) and not {*differ[0]} <= SMALL


def _slip(word: str, other: str) -> bool:
    """Whether one may be a misspelling or another form of the other."""
    if word.isdigit() or other.isdigit():
        return False
    if word[:4] == other[:4] or sorted(word) == sorted(other):
        return True
    return dice(_pairs_of(word), _pairs_of(other)) >= 0.5  # half of the letter pairs


def _pairs_of(word: str) -> frozenset[str]:
    return frozenset(f"^{word}$"[at : at + 2] for at in range(len(word) + 1))


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """The Dice coefficient of two sets."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0
