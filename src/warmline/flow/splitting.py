"""Cutting a text to the length that a channel takes, where a reader would."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from warmline.flow.channels import Unit

BREAKS: Final = (
    re.compile(r"\n[^\S\n]*\n+"),  # paragraphs
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…。！？۔।])[\"'”’»)\]]*\s+|(?<=[。！？])"),  # sentences
    re.compile(r"\s+"),
)
JOINED: Final = re.compile(
    r"https?://\S+"  # an address
    r"|(?:[\U0001F1E6-\U0001F1FF]{2})"  # a flag
    r"|.(?:[\u0300-\u036f\ufe0e\ufe0f\u20e3\U0001F3FB-\U0001F3FF\U000E0020-\U000E007F]"
    r"|\u200d.)+",  # marks, tones of skin, and what is joined
    re.DOTALL,
)
LEAST: Final = 0.4  # of the length: a break that leaves a shorter piece is not taken
Measure = Callable[[str], int]


def measure(unit: Unit) -> Measure:
    """How long a text is there."""
    match unit:
        case "characters":
            return len
        case "utf16":
            return lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2
        case "bytes":
            return lambda text: len(text.encode("utf-8", "surrogatepass"))


def split(text: str, most: int, unit: Unit = "characters") -> list[str]:
    """Pieces of at most ``most`` units, none of them empty; one where it fits.

    At the end of a paragraph, a sentence or a word; never inside of what is one sign to a reader,
    and inside of an address only where that is too long itself.
    """
    return list(_pieces(text.strip(), most, measure(unit)))


def _pieces(text: str, most: int, length: Measure) -> Iterator[str]:
    while length(text) > most:
        end = _end(text, most, length)
        if piece := text[:end].rstrip():
            yield piece
        text = text[end:].lstrip()
    if text:
        yield text


def _end(text: str, most: int, length: Measure) -> int:
    """Where the first piece ends: at the best break that leaves it long enough."""
    fits = _most_that_fits(text, most, length)
    head = text[: fits + 1]  # a break may stand just behind what fits
    for pattern in BREAKS:
        ends = [found.start() for found in pattern.finditer(head) if found.start() <= fits]
        if ends and ends[-1] >= fits * LEAST and not _inside(text, ends[-1]):
            return ends[-1]
    return _not_inside(text, fits)


def _most_that_fits(text: str, most: int, length: Measure) -> int:
    """How many characters do, at least one."""
    low, high = 1, min(len(text), most)
    while low < high:
        middle = (low + high + 1) // 2
        if length(text[:middle]) <= most:
            low = middle
        else:
            high = middle - 1
    return low


def _inside(text: str, end: int) -> bool:
    return _not_inside(text, end) != end


def _not_inside(text: str, end: int) -> int:
    """That place, or the beginning of what would be cut in two there."""
    start = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1
    for found in JOINED.finditer(text, max(start, end - 2100)):
        if found.start() >= end:
            break
        if found.end() > end:
            return found.start() or end
    return end
