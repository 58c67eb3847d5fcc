"""One visitor turn, normalised and cut into words once and shared by every reader."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

LONGEST: Final = 12_000
"""Characters that are read of one turn; of longer ones the head and the tail."""
_TAIL: Final = 4_000

_WORD: Final = re.compile(r"[\w\u0900-\u0963\u0966-\u097f]+|[^\w\s]|\n")
_CONTRACTION: Final = re.compile(r"(?<=[a-z])'(?=(?:t|s|d|m|re|ve|ll)\b)")
_JOINED: Final = re.compile(r"(?<=\w)['-](?=\w)")
_WRITTEN: Final = re.compile(
    r"[\w\u0900-\u0963\u0966-\u097f]+(?:['’](?:t|s|d|m|re|ve|ll)\b)?|[^\w\s]|\n"
)
_QUOTE: Final = re.compile(r"(?<!\w)'|'(?!\w)")
_MARKS: Final = re.compile(
    "[\u0300-\u036f\u064b-\u065f\u0670\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f]+"
)
_WIDE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")
_QUOTES: Final = {ord(c): '"' for c in "“”„‟«»「」『』″"} | {ord(c): "'" for c in "‘’‛`´ʼ′"}
_LETTERS: Final = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"}
_ARABIC: Final = {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}
_FOLDED: Final = _QUOTES | {ord(k): v for k, v in (_LETTERS | _ARABIC).items()}


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What every reader sees of one turn.

    ``normal`` is lower case without accents; ``words`` are its words and single punctuation
    marks in order; ``wide`` says whether Chinese or Japanese characters occur (then ``words`` are
    runs, not words).
    """

    original: str
    normal: str
    words: tuple[str, ...]
    wide: bool

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The set of ``words``."""
        return frozenset(self.words)

    @cached_property
    def heads(self) -> frozenset[str]:
        """The first four letters of each."""
        return frozenset([word[:4] for word in self.words])

    def quoted(self, start: int, end: int) -> str:
        """The words ``start`` to ``end`` as the visitor wrote them (normalised if they differ)."""
        text = self.original
        if text.isascii() and "'" not in text and "-" not in text:  # nothing moved when folding
            first = self.place(start)
            return text[first : self.place(end - 1, start, first) + len(self.words[end - 1])]
        written = _JOINED.sub(" ", text.replace("’", "'"))
        spans = [found.span() for found in islice(_WRITTEN.finditer(written), start, end)]
        words = self.words[start:end]
        quote = text[spans[0][0] : spans[-1][1]] if spans else ""
        if _WORD.findall(normalise(quote)) == list(words):
            return quote
        return _as_written(text, words[0], words[-1]) or " ".join(words)

    def place(self, at: int, after: int = 0, place: int = 0) -> int:
        """Where word ``at`` begins in ``normal``: only white space stands between words."""
        for word in self.words[after:at]:
            place = self.normal.find(word, place) + len(word)
        return self.normal.find(self.words[at], place)


def _as_written(original: str, first: str, last: str) -> str:
    low = original.lower()
    start = low.find(first)
    end = low.find(last, start) if start >= 0 else -1
    return original[start : end + len(last)] if 0 <= start <= end else ""


def _folded(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold()).translate(_FOLDED)
    return unicodedata.normalize("NFC", _MARKS.sub("", split))


_FOREIGN: Final = re.compile(r"[^\x00-\x7f]")
_PLAIN: Final = {
    letter: _folded(letter) for letter in [*map(chr, range(0xA0, 0x250)), *map(chr, _QUOTES)]
}


_BEYOND: Final = re.compile(f"[^\x00-\u024f{''.join(map(chr, _QUOTES))}]")


def _plain(letter: re.Match[str]) -> str:
    return _PLAIN.get(letter[0], letter[0])


def normalise(text: str) -> str:
    """Lower case, compatibility forms, one kind of quote, no accents or invisible characters.

    Words joined by a hyphen or an apostrophe come apart ("l'agent"); "don't" becomes "dont".
    """
    low = text
    if not text.isascii() and not _BEYOND.search(text):
        low = _FOREIGN.sub(_plain, text)
    low = low.lower() if low.isascii() else _folded(text)
    if "'" in low:
        low = _QUOTE.sub('"', _CONTRACTION.sub("", low))
    return _JOINED.sub(" ", low) if "-" in low or "'" in low else low


def words_in(listing: str) -> frozenset[str]:
    """The words of a listing, as they stand."""
    return frozenset(listing.split())


def turn_of(text: str) -> Turn:
    """Read ``text`` once: any string is a turn, also an empty one."""
    if len(text) > LONGEST:
        text = text[: LONGEST - _TAIL] + "\n" + text[-_TAIL:]
    normal = normalise(text)
    return Turn(
        original=text,
        normal=normal,
        words=tuple(_WORD.findall(normal)),
        wide=not normal.isascii() and _WIDE.search(normal) is not None,
    )
