"""The owner's own entities: a pattern for each kind, searched in bounded time.

A pattern's time may grow with a power of the text: one more for each endless repeat. So the more of
them it has, the shorter are the overlapping pieces of the turn in which it is searched; patterns
whose time could explode (a repeat within an endless repeat, references to groups) are refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from warmline.core.model import Signal

_READ: Final = (3_000, 3_000, 2_000, 1_000)  # characters of a turn, by the number of such repeats
_PIECE: Final = (3_000, 200, 80, 32)  # characters of a piece, likewise
_MOST_FOUND: Final = 20  # of one kind in one turn
_LONGEST: Final = 120  # characters of an entity
_ESCAPED: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_ENDLESS: Final = re.compile(r"[*+]|\{\d*,\}|\{\d*,?\d{3,}\}")
_BACK_REFERENCE: Final = re.compile(r"\\[1-9]|\(\?P=|\(\?\(")


@dataclass(frozen=True, slots=True)
class Pattern:
    kind: str
    shape: re.Pattern[str]
    endless: int  # how many endless repeats it has


def patterns_of(entities: Mapping[str, str]) -> tuple[Pattern, ...]:
    """Compile a policy's patterns. Raises ValueError where one is none, or could take for ever."""
    return tuple(_pattern(kind, source) for kind, source in entities.items())


def _pattern(kind: str, source: str) -> Pattern:
    try:
        shape = re.compile(source, re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"entity {kind}: expected a regular expression, got {source!r}") from error
    bare = _ESCAPED.sub("x", source)
    endless = len(_ENDLESS.findall(bare))
    if _BACK_REFERENCE.search(source) or endless >= len(_PIECE) or _nested(bare):
        raise ValueError(
            f"entity {kind}: expected at most {len(_PIECE) - 1} endless repeats, none in another, "
            f"and no references to groups, got {source!r}"
        )
    return Pattern(kind, shape, endless)


def _nested(bare: str) -> bool:
    """Whether an endless repeat holds a repeat or a choice: ``(a+)+`` takes exponential time."""
    groups: list[bool] = [False]
    for at, character in enumerate(bare):
        if character == "(":
            groups.append(False)
        elif character == ")" and len(groups) > 1:
            varies = groups.pop()
            if varies and _ENDLESS.match(bare, at + 1):
                return True
            groups[-1] |= varies
        elif character in "*+|{" or (character == "?" and bare[at - 1 : at] != "("):
            groups[-1] = True
    return False


def found_by(patterns: tuple[Pattern, ...], text: str) -> Iterator[Signal]:
    """An ``entity`` for each match: its first group, where there is one that matched."""
    for pattern in patterns:
        values = dict[str, str]()
        for found in _matches(pattern, text):
            value = next(filter(None, found.groups()), found[0]).strip()[:_LONGEST]
            if value and len(values) < _MOST_FOUND:
                values.setdefault(value, found[0].strip()[:_LONGEST])
        for value, words in values.items():
            yield Signal(name="entity", score=0.9, words=words, value=f"{pattern.kind}:{value}")


def _matches(pattern: Pattern, text: str) -> Iterator[re.Match[str]]:
    """Matches in overlapping pieces; one that a piece cuts off is whole in the next."""
    length, piece = min(len(text), _READ[pattern.endless]), _PIECE[pattern.endless]
    for start in range(0, length, piece // 2):
        end = min(length, start + piece)
        for found in pattern.shape.finditer(text, start, end):
            if found.end() < end or end == length:
                yield found
        if end == length:
            return
