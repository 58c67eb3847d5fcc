"""Long texts into passages of about 60 to 180 words that begin and end with a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FEWEST, MOST = 60, 180  # words of a passage
LONGEST_SENTENCE = 2_000  # characters; a longer one is a table or noise and is cut at a space
_ABBREVIATIONS = frozenset(
    """approx bzw ca cf co corp dr e.g eg etc evtl fig ggf i.e ie inc jr ltd max min mr mrs ms nr no
    p.ex pp prof sr st tel u.a usw vgl vs z.b""".split()  # noqa: SIM905 - reads best as words
)
_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s)|[。！？।؟]+[」』”’)]*""")
_LAST_WORD = re.compile(r"([^\s(\[\"'“‘«]+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Paragraphs that stand under one heading."""

    headings: tuple[str, ...]  # from the outermost inwards
    paragraphs: tuple[str, ...]


def sentences(paragraph: str) -> list[str]:
    """The sentences in order; nothing but white space between them is lost."""
    return [piece for rough in _rough_sentences(paragraph) for piece in _bounded(rough)]


def _rough_sentences(paragraph: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(paragraph):
        if _is_sentence_end(paragraph, end):
            yield paragraph[start : end.end()].strip()
            start = end.end()
    yield paragraph[start:].strip()


def _is_sentence_end(text: str, end: re.Match[str]) -> bool:
    if end.group()[0] != ".":
        return True
    before = _LAST_WORD.search(text, max(0, end.start() - 40), end.start())
    word = before.group(1).lower() if before else ""
    single_letter = len(word) == 1 and word.isalpha()
    if word in _ABBREVIATIONS or single_letter:
        return False
    following = text[end.end() : end.end() + 3].lstrip()[:1]
    return not following.islower()


def _bounded(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST_SENTENCE:
        cut = sentence.rfind(" ", 1, LONGEST_SENTENCE)
        cut = cut if cut > 0 else LONGEST_SENTENCE
        yield sentence[:cut].strip()
        sentence = sentence[cut:].strip()
    if sentence:
        yield sentence


def split(paragraphs: Sequence[str]) -> list[str]:
    """Passages in order. All words are kept; a paragraph is cut only where it would be too long."""
    packed: list[str] = []
    for paragraph in paragraphs:
        for number, piece in enumerate(_pieces(paragraph)):
            joint = "\n\n" if number == 0 else " "
            if packed and _belongs(packed[-1], piece, starts_paragraph=number == 0):
                packed[-1] += joint + piece
            else:
                packed.append(piece)
    return _without_stub(packed)


def _pieces(paragraph: str) -> list[str]:
    """The whole paragraph when it fits, else its sentences."""
    whole = paragraph.strip()
    if not whole:
        return []
    fits = size(whole) <= MOST and len(whole) <= LONGEST_SENTENCE
    return [whole] if fits else sentences(whole)


def _belongs(passage: str, piece: str, *, starts_paragraph: bool) -> bool:
    """A new paragraph opens a new passage once the last is long enough."""
    room = size(passage) + size(piece) <= MOST
    return room and not (starts_paragraph and size(passage) >= FEWEST)


def _without_stub(packed: list[str]) -> list[str]:
    """A short rest joins the passage before it where both fit together."""
    if len(packed) < 2 or size(packed[-1]) >= FEWEST or size(packed[-2]) + size(packed[-1]) > MOST:
        return packed
    return [*packed[:-2], f"{packed[-2]}\n\n{packed[-1]}"]


def size(text: str) -> int:
    """Words; in scripts without spaces two characters count as one."""
    dense = sum(1 for char in text if char >= "\u2e80" or "\u0e00" <= char < "\u0e80")
    return len(text.split()) + dense // 2
