"""Whether a clause says yes or no: negations and opposites counted, to compare two texts."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from warmline.assistants._quantities import wording
from warmline.assistants._words import has_wide, spaced
from warmline.signals.context import Around
from warmline.signals.language import language
from warmline.signals.turn import turn_of

_UNNEGATED: Final = 3  # letters of a word that a Turkish negating ending needs before it


@cache
def _negators() -> Mapping[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in wording()["negators"].items()}


@cache
def _opposites() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in wording()["opposites"]:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


def tongue(text: str, usual: str = "en") -> str:
    """The language that ``text`` is written in; ``usual`` where its words do not tell."""
    found = next(language(turn_of(text), Around(hint=usual)), None)
    return found.value if found else usual


def negations(text: str, code: str) -> int:
    """How many words of ``text``, in the language ``code``, turn it into its contrary."""
    if has_wide(text):
        return sum(text.count(sign) for sign in wording()["negators_wide"])
    words = spaced(text)
    line = f" {' '.join(words)} "
    for phrase in wording()["not_negating"]:
        line = line.replace(f" {phrase} ", " ")
    words = line.split()
    known = _negators().get(code, _negators()["en"])
    return sum(word in known for word in words) + (_by_ending(words) if code == "tr" else 0)


def _by_ending(words: Sequence[str]) -> int:
    endings = tuple(wording()["negating_ends"])
    return sum(word.endswith(endings) and len(word) > _UNNEGATED for word in words)


def opposed(text: str, other: str) -> int:
    """How many words of ``text`` have their contrary in ``other``, and are not there themselves."""
    mine, theirs = frozenset(spaced(text)), _roots(other)
    own = _roots(text)
    return sum(
        bool(contraries & theirs) and word not in theirs and not contraries & own
        for word, contraries in _opposites().items()
        if word in mine
    )


def _roots(text: str) -> frozenset[str]:
    """The words, and each without an ending of a plural or a verb."""
    words = frozenset(spaced(text))
    return (
        words
        | {word.removesuffix("s") for word in words}
        | {word.removesuffix("ed") for word in words}
    )
