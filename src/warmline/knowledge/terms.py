"""Texts as bags of countable features: word stems and runs of letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, cast
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from warmline.knowledge.wordpiece import words

RUN = 4  # letters
RUN_LIMIT = 1_000  # characters of a text that the letter leg looks at
_STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hi": "hindi",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}


class Bag(NamedTuple):
    """Distinct features (ascending, uint32) and how often each stands in the text."""

    features: NDArray[np.uint32]
    counts: NDArray[np.float32]


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """The stem of a lower-case word; the word itself where no stemmer is known for the language."""
    name = _STEMMERS.get(language, "")
    import snowballstemmer  # noqa: PLC0415 - takes 0.15 s

    if name not in snowballstemmer.algorithms():
        return word
    return cast("str", snowballstemmer.stemmer(name).stemWord(word))


def content_words(text: str) -> list[str]:
    """Lower-case words with letters or digits, in order."""
    return [word for word in words(text) if word.isalnum()]


def stems(text: str, language: str) -> list[str]:
    return [stem(word, language) for word in content_words(text)]


def feature(stemmed: str) -> int:
    """The number under which a stem is counted, the same in every process."""
    return crc32(stemmed.encode("utf-8", "surrogatepass"))


def word_bag(text: str, language: str) -> Bag:
    return _bag(map(feature, stems(text, language)))


def _bag(features: Iterable[int]) -> Bag:
    counts = sorted(Counter(features).items())
    table = np.array(counts, np.int64).reshape(-1, 2)
    return Bag(table[:, 0].astype(np.uint32), table[:, 1].astype(np.float32))


def letter_bag(text: str) -> Bag:
    """Runs of four letters across word ends, and pairs in scripts that write without spaces."""
    line = " " + " ".join(content_words(text[:RUN_LIMIT])) + " "
    codes = np.frombuffer(line.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    runs = _hashed([codes[i : len(codes) - RUN + 1 + i] for i in range(RUN)])
    dense = codes[(codes >= 0x2E80) | ((codes >= 0x0E00) & (codes < 0x0E80))]
    pairs = _hashed([dense[:-1], dense[1:]])
    features, counts = np.unique(np.concatenate([runs, pairs]), return_counts=True)
    return Bag(features, counts.astype(np.float32))


def _hashed(columns: list[NDArray[np.uint64]]) -> NDArray[np.uint32]:
    """One number for each row of characters; multiplication wraps round, as hashes do."""
    mixed = np.zeros(max(0, len(columns[0])), np.uint64)
    for column in columns:
        mixed = (mixed ^ column) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(32)).astype(np.uint32)
