"""The words by which conversations are searched: the same for what was said and what is looked for.

Made here and not by the databases, so that both find the same. Case, accents and widths do not
count. Chinese and Japanese have no spaces: of a run of their characters each two neighbours are a
term, so that any part of it of two characters or more is found, and its last character alone.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

LONGEST: Final = 64  # characters of a term that count
MOST_TERMS: Final = 12_000  # of one entry
MOST_ASKED: Final = 16  # of a query
_FOLDED: Final = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "\u0640": ""})
_MARKS_STAY: Final = ("DEVANAGARI", "BENGALI", "TAMIL", "THAI", "GURMUKHI", "TELUGU")
_NO_SPACES: Final = (
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3134F),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that must be said: these terms next to each other."""

    terms: tuple[str, ...]
    begins: bool  # words that begin with the last term count, too


def terms(text: str) -> list[str]:
    """What an entry is found by, in order."""
    found = list[str]()
    for run in _runs(text):
        found += _of_entry(run)
        if len(found) >= MOST_TERMS:
            break
    return found[:MOST_TERMS]


def wanted(query: str) -> tuple[Wanted, ...]:
    """What a query asks for: each word, or its beginning; ``"…"``: these words, as they stand."""
    found = list[Wanted]()
    for place, part in enumerate(query.split('"')):
        found += _phrase(part) if place % 2 else _words(part)
    return tuple(found[:MOST_ASKED])


def folded(text: str) -> str:
    """Text as it is compared: small letters, no accents, plain widths."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_FOLDED)
    parts = unicodedata.normalize("NFD", plain)
    kept = "".join(c for c in parts if unicodedata.category(c) != "Mn" or _stays(c))
    return unicodedata.normalize("NFC", kept)


def _stays(mark: str) -> bool:
    """Where it is a vowel, and no accent."""
    return unicodedata.name(mark, "").startswith(_MARKS_STAY) or mark in "\u3099\u309a"


def _phrase(part: str) -> Iterator[Wanted]:
    found = [term for run in _runs(part) for term in _of_query(run)]
    if found:
        yield Wanted(tuple(found), begins=False)


def _words(part: str) -> Iterator[Wanted]:
    for run in _runs(part):
        together = _of_query(run)
        yield Wanted(tuple(together), begins=len(together) == 1)


def _runs(text: str) -> Iterator[str]:
    """Words, and runs of characters that are written without spaces."""
    run, spaced = list[str](), True
    for c in folded(text):
        if not _counts(c):
            yield from ["".join(run)] if run else ()
            run = []
            continue
        if run and spaced is _unspaced(c):
            yield "".join(run)
            run = []
        spaced = not _unspaced(c)
        run.append(c)
    if run:
        yield "".join(run)


def _counts(c: str) -> bool:
    return c.isalnum() or (not c.isascii() and unicodedata.category(c).startswith("M"))


def _unspaced(c: str) -> bool:
    code = ord(c)
    return code >= 0x3040 and any(low <= code <= high for low, high in _NO_SPACES)


def _of_entry(run: str) -> list[str]:
    if _unspaced(run[0]):
        return [*map("".join, pairwise(run)), run[-1]]
    return [run[:LONGEST]]


def _of_query(run: str) -> list[str]:
    if _unspaced(run[0]) and len(run) > 1:
        return list(map("".join, pairwise(run)))
    return [run[:LONGEST]]
