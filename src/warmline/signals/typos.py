"""Finds what a misspelt word was meant to be: one letter added, lost, changed or swapped."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from warmline.signals.real_words import REAL_WORDS

SHORTEST: Final = 5
"""Shorter words are never corrected: too many real words lie one letter away from them."""
_LONGEST: Final = 20
_VOWELS: Final = "aeiouy"
_DRAWN_OUT: Final = re.compile(r"(.)\1{2,}")
WORDS_REMEMBERED: Final = 8192
"""What was found out about a word is kept for the words used lately: people repeat most of them."""


@dataclass(frozen=True, slots=True)
class Typos:
    """The words that may be misspelt, and each word that remains when one letter is left out."""

    words: frozenset[str]
    shortened: Mapping[str, tuple[str, ...]]

    def meant(self, word: str) -> str:
        """The known word one slip away from ``word``, or ``word`` itself."""
        return next(self.near(word), word)

    def near(self, word: str) -> Iterator[str]:
        """Every known word one slip away from ``word``; the first letter is hardly ever wrong."""
        if not SHORTEST - 1 <= len(word) <= _LONGEST or word in REAL_WORDS:
            return
        for near in self._near(word):
            if near[0] == word[0] or near[:2] == word[1::-1]:
                yield near

    def _near(self, word: str) -> Iterator[str]:
        shortened = self.shortened
        if len(word) < SHORTEST:  # "agnt", "humn": only a vowel may be missing
            yield from (near for near in shortened.get(word, ()) if _lost_a_vowel(near, word))
            return
        if (once := _DRAWN_OUT.sub(r"\1", word)) != word and once in self.words:
            yield once
        yield from shortened.get(word, ())
        for at in range(len(word)):
            shorter = word[:at] + word[at + 1 :]
            if shorter in self.words:
                yield shorter
            for near in shortened.get(shorter, ()):
                if one_slip(word, near):
                    yield near


def typos_of(words: Iterable[str]) -> Typos:
    """``words`` long enough to be recognised when misspelt."""
    known = frozenset(word for word in words if len(word) >= SHORTEST)
    shortened: dict[str, tuple[str, ...]] = {}
    for word in sorted(known):
        for at in range(len(word)):
            shorter = word[:at] + word[at + 1 :]
            shortened[shorter] = (*shortened.get(shorter, ()), word)
    return Typos(known, shortened)


def _lost_a_vowel(known: str, word: str) -> bool:
    return [c for c in known if c not in _VOWELS] == [c for c in word if c not in _VOWELS]


def one_slip(a: str, b: str) -> bool:
    """Whether equally long words differ in one letter, or in two neighbours swapped."""
    if len(a) != len(b):
        return False
    differ = [at for at, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    match differ:
        case [_]:
            return True
        case [i, j]:
            return j == i + 1 and a[i] == b[j] and a[j] == b[i]
        case _:
            return False
