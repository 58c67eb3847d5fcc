"""What a turn leans to: one small linear model over hashed words, with a head for each question.

A word counts by itself, by its letter groups and by its neighbour. All that a word adds to all
heads is one long integer of signed 32-bit fields, so that reading a turn is adding integers: about
ten microseconds. The weights are made by ``tools/train_mood.py``.
"""

import json
import math
import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from struct import Struct
from typing import TYPE_CHECKING, Final
from zlib import crc32

if TYPE_CHECKING:
    from numpy import int8
    from numpy.typing import NDArray

SHIPPED: Final = Path(__file__).parent / "models"
HEADS: Final = (
    "anger", "unhappy", "delight", "rejects", "unhelped",
    "billing", "refund", "complaint", "legal", "account_security", "cancellation",
)  # fmt: skip
ROWS: Final = 2**17
WORDS_REMEMBERED: Final = 32_768
MOST_LETTERS: Final = 2_000  # of a longer turn the head and the tail
_TAIL: Final = 700
_SHOWN_FROM: Final = 400  # words in which the strongest are looked for
_CLAUSE: Final = 8  # words after which the end of a sentence ends what is read together
_ENDS: Final = frozenset(".!?\n。！？؟।")
_WIDE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")
_LONGEST_WORD: Final = 80
_FIELD: Final = 32
_FIELDS: Final = len(HEADS) + 1  # the last one counts
_UNSIGNED: Final = Struct(f"<{_FIELDS}I")
_HALF: Final = 1 << (_FIELD - 1)
_OFFSET: Final = sum(_HALF << (_FIELD * field) for field in range(_FIELDS))
_COUNTED: Final = 1 << (_FIELD * len(HEADS))

Logits = tuple[float, ...]
"""One number a head, in the order of ``HEADS``: above 0 is more likely than not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """``table`` has a row of int8 for each hash, ``scales`` what one of its steps is worth.

    ``marks`` holds what is added whole for a thing that was found in the turn by other means (a
    phrase of a word list, shouting): mark -> one weight a head.
    """

    table: "NDArray[int8]"  # (ROWS, heads)
    scales: tuple[float, ...]
    bias: tuple[float, ...]
    marks: Mapping[str, tuple[float, ...]]


@cache
def shipped() -> Weights:
    """The weights of ``models/``, read once."""
    told = json.loads((SHIPPED / "leanings.json").read_text(encoding="utf-8"))
    if tuple(told["heads"]) != HEADS:
        raise ValueError(f"leanings.json: expected the heads {HEADS}, got {told['heads']}")
    import numpy as np  # noqa: PLC0415 - takes 0.1 s to load

    return Weights(
        table=np.load(SHIPPED / "leanings.npy"),
        scales=tuple(told["scales"]),
        bias=tuple(told["bias"]),
        marks={mark: tuple(weights) for mark, weights in told["marks"].items()},
    )


def leanings(words: tuple[str, ...], marks: frozenset[str] = frozenset()) -> Logits:
    """How much a turn of ``words`` leans to each head; of several sentences the strongest."""
    weights = shipped()
    best = _of_words(words)
    for mark in marks:
        if found := weights.marks.get(mark):
            best = tuple(map(float.__add__, best, found))
    return best


@lru_cache(maxsize=512)  # three readers ask for the same turn
def _of_words(words: tuple[str, ...]) -> Logits:
    weights = shipped()
    if not words:
        return weights.bias
    read = [_logits(clause, weights) for clause in clauses(words)]
    return read[0] if len(read) == 1 else tuple(map(max, zip(*read, strict=True)))


def _logits(words: Sequence[str], weights: Weights) -> Logits:
    total = sum(map(_word, words)) + sum(map(_pair, words, words[1:])) + _word("^" + words[0])
    *sums, count = _UNSIGNED.unpack((total + _OFFSET).to_bytes(_FIELD // 8 * _FIELDS, "little"))
    per = 1 / math.sqrt(max(count - _HALF, 1))
    return tuple([
        bias + (found - _HALF) * scale * per
        for bias, found, scale in zip(weights.bias, sums, weights.scales, strict=True)
    ])  # fmt: skip


def strongest_words(words: tuple[str, ...], head: str, most: int = 3) -> tuple[int, int]:
    """Where the words stand that speak most for ``head``: their start and end in ``words``."""
    at = HEADS.index(head)
    kept = words[:_SHOWN_FROM]
    alone = [_field(_word(word), at) for word in kept]
    both = [_field(_pair(one, other), at) for one, other in pairwise(kept)]
    spans = (
        (sum(alone[start:end]) + sum(both[start : end - 1]), start, end)
        for start in range(len(kept))
        for end in range(start + 1, min(len(kept), start + most) + 1)
    )
    _, start, end = max(spans, default=(0, 0, 0), key=lambda span: span[0])
    return start, end


def clauses(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Sentences, short ones together with the next; of very long turns the head and the tail."""
    words, start = _ends_of(words), 0
    for at, word in enumerate(words):
        if word in _ENDS and at - start >= _CLAUSE and len(words) - at > _CLAUSE:
            yield words[start : at + 1]
            start = at + 1
    yield words[start:]


def _ends_of(words: tuple[str, ...]) -> tuple[str, ...]:
    lengths = [len(word) for word in words]
    if sum(lengths) <= MOST_LETTERS:
        return words
    head = bisect(list(accumulate(lengths)), MOST_LETTERS - _TAIL)
    tail = bisect(list(accumulate(reversed(lengths))), _TAIL)
    return (words[:head] + words[len(words) - tail :]) or words[:1]


@lru_cache(maxsize=WORDS_REMEMBERED)
def _word(word: str) -> int:
    return _packed(rows_of_word(word))


@lru_cache(maxsize=WORDS_REMEMBERED)
def _pair(one: str, other: str) -> int:
    return _packed([row_of_pair(one, other)])


def _packed(rows: Sequence[int]) -> int:
    sums = shipped().table[list(rows)].sum(axis=0, dtype="int64")
    packed = sum(int(value) << (_FIELD * field) for field, value in enumerate(sums))
    return packed + _COUNTED * len(rows)


def _field(packed: int, field: int) -> int:
    return ((packed + _OFFSET) >> (_FIELD * field) & (2 * _HALF - 1)) - _HALF


def rows_of(words: Sequence[str]) -> list[int]:
    """Every row that ``words``, read together, touch: what the training counts."""
    rows = [row for word in words for row in rows_of_word(word)]
    rows += [row_of_pair(one, other) for one, other in pairwise(words)]
    return rows + rows_of_word("^" + words[0])


def rows_of_word(word: str) -> list[int]:
    """The word itself and its letter groups: 3 to 5 letters, in unspaced writing 1 to 4."""
    if word[0] == "^":
        return [_row(word)]
    word = word[:_LONGEST_WORD]
    if _WIDE.search(word):
        return [_row(group) for group in _groups(word, 1, 4)]
    return [_row("w" + word), *(_row(group) for group in _groups(f"<{word}>", 3, 5))]


def row_of_pair(one: str, other: str) -> int:
    return _row(f"{one[:_LONGEST_WORD]} {other[:_LONGEST_WORD]}")


def _groups(word: str, least: int, most: int) -> Iterator[str]:
    for size in range(least, most + 1):
        for at in range(len(word) - size + 1):
            yield word[at : at + size]


def _row(feature: str) -> int:
    return crc32(feature.encode("utf-8", "replace")) % ROWS
