"""WordPiece tokens of a text, as the uncased BERT family was trained on them.

Equal to the reference tokenizer, token for token (``tests/knowledge/wordpiece_golden.jsonl``), but
for some five hundred characters of rare scripts that Unicode classified after the reference's
tables were made.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

LONGEST_WORD = 100  # letters; a longer word is unknown as a whole
UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
# Blocks whose characters are words by themselves (CJK ideographs).
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),  # the reference starts this block a hundred code points late; so do we
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
_DROPPED = frozenset({"Cc", "Cf", "Co", "Cs"})  # not Cn: unassigned code points are kept


def _is_ideograph(char: str) -> bool:
    return any(low <= ord(char) <= high for low, high in _IDEOGRAPHS)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] == "P" or (char.isascii() and char in "$+<=>^`|~")


@lru_cache(maxsize=8192)
def _cleaned(char: str) -> str:
    """What the normaliser makes of one character: nothing, a space, or the character."""
    if char in "\t\n\r" or unicodedata.category(char)[0] == "Z":
        return " "
    if char == "\ufffd" or unicodedata.category(char) in _DROPPED:
        return ""
    return f" {char} " if _is_ideograph(char) else char


def _folded(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text)
    return "".join(c.lower() for c in apart if unicodedata.category(c) != "Mn")


def words(text: str) -> Iterator[str]:
    """Lower-case words and single punctuation marks, in order."""
    for chunk in _folded("".join(map(_cleaned, text))).split():
        start = 0
        for i, char in enumerate(chunk):
            if _is_punctuation(char):
                if i > start:
                    yield chunk[start:i]
                yield char
                start = i + 1
        if start < len(chunk):
            yield chunk[start:]


class WordPiece:
    """Cuts words into the longest pieces that the vocabulary knows."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids: Mapping[str, int] = {piece: i for i, piece in enumerate(vocabulary)}
        self._unknown = self._ids[UNKNOWN]

    @classmethod
    def read(cls, path: Path) -> WordPiece:
        """A vocabulary file holds one piece a line; its id is its line number from 0."""
        return cls(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))

    def ids(self, text: str, *, limit: int) -> list[int]:
        """At most ``limit`` token ids, the marks for start and end included."""
        body: list[int] = []
        for word in words(text):
            body.extend(self._pieces(word))
            if len(body) >= limit - 2:
                break
        return [self._ids[START], *body[: limit - 2], self._ids[END]]

    def _pieces(self, word: str) -> list[int]:
        if len(word) > LONGEST_WORD:
            return [self._unknown]
        pieces: list[int] = []
        start = 0
        while start < len(word):
            found = self._longest(word, start)
            if found is None:
                return [self._unknown]
            piece, start = found
            pieces.append(piece)
        return pieces

    def _longest(self, word: str, start: int) -> tuple[int, int] | None:
        """Id of the longest known piece that begins at ``start``, and where it ends."""
        mark = "##" if start else ""
        for end in range(len(word), start, -1):
            piece = self._ids.get(mark + word[start:end])
            if piece is not None:
                return piece, end
        return None
