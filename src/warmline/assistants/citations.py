"""From the numbers that a model cites to the sources that the visitor sees."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_CITED: Final = re.compile(
    r"[ \t]{0,2}[\[【][ ]?(\d{1,3}(?:[ ]?[,;][ ]?\d{1,3})*)[ ]?[\]】](?![(:])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """``text`` with the numbers of ``order``: its [1] is the passage ``order[0]``, and so on."""

    text: str
    order: tuple[int, ...]  # places in the prompt's passages, from 0, in order of first mention


def cited(text: str, count: int) -> Cited:
    """Renumber the citations of ``count`` passages by first mention; unknown numbers go."""
    order: list[int] = []

    def renumbered(found: re.Match[str]) -> str:
        known = [n for part in re.split("[,;]", found[1]) if 0 <= (n := int(part) - 1) < count]
        order.extend(n for n in dict.fromkeys(known) if n not in order)
        marks = "".join(f"[{order.index(n) + 1}]" for n in dict.fromkeys(known))
        return f" {marks}" if marks else ""

    return Cited(text=_CITED.sub(renumbered, text).strip(), order=tuple(order))


def without_citations(text: str) -> str:
    return _CITED.sub("", text)


def numbers_cited(sentence: str) -> Sequence[int]:
    """The numbers in ``sentence``, counting from 1."""
    return [int(n) for found in _CITED.findall(sentence) for n in re.split("[,;]", found)]
