"""One visitor turn, normalised and cut into words once and shared by every reader."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 6_000
"""Characters that are read of one turn; of longer ones the head and the tail."""
_TAIL: Final = 2_500

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What every reader sees of one turn.

    ``normal`` is lower case without accents; ``words`` are its words and single punctuation
    marks in order; ``vocabulary`` is the set of them; ``heads`` the first four letters of each;
    ``wide`` says whether Chinese or Japanese characters occur (then ``words`` are runs, not words).
    """

    original: str
    normal: str
    words: tuple[str, ...]
    vocabulary: frozenset[str]
    heads: frozenset[str]
    wide: bool

    def quoted(self, start: int, end: int) -> str:
        """The words ``start`` to ``end`` as the visitor wrote them (normalised if they differ)."""
        written = _JOINED.sub(" ", self.original.replace("’", "'"))
        if len(spans := [m.span() for m in _WRITTEN.finditer(written)]) == len(self.words):
            return self.original[spans[start][0] : spans[end - 1][1]]
        return _as_written(self.original, self.words[start], self.words[end - 1]) or " ".join(
            self.words[start:end]
        )


def _as_written(original: str, first: str, last: str) -> str:
    low = original.lower()
    start = low.find(first)
    end = low.find(last, start) if start >= 0 else -1
    return original[start : end + len(last)] if 0 <= start <= end else ""


def normalise(text: str) -> str:
    """Lower case, compatibility forms, one kind of quote, no accents or invisible characters.

    Words joined by a hyphen or an apostrophe come apart ("l'agent"); "don't" becomes "dont".
    """
    if text.isascii():
        low = text.lower()
    else:
        split = unicodedata.normalize("NFKD", text.casefold()).translate(_FOLDED)
        low = unicodedata.normalize("NFC", _MARKS.sub("", split))
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
    words = tuple(_WORD.findall(normal))
    return Turn(
        original=text,
        normal=normal,
        words=words,
        vocabulary=frozenset(words),
        heads=frozenset([word[:4] for word in words]),
        wide=not text.isascii() and _WIDE.search(normal) is not None,
    )
