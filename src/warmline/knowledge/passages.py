"""The values that sources are made into, and the limits that every source obeys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

MAX_BYTES = 20 * 1024 * 1024  # of one file
MAX_CHARACTERS = 4_000_000  # of text in one file
MAX_PAGES = 1_000
MAX_PASSAGES = 20_000  # of one file
MAX_PASSAGE = 8_000  # characters; longer stored answers are cut with a problem reported
MAX_QUESTION = 1_000  # characters
MAX_QUESTIONS = 100  # of one entry
MAX_PROBLEMS = 1_000  # a file with more is not what it says


class BadSource(Exception):
    """The file cannot be taken in; the message tells its owner what was expected and what came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The unit that is found and quoted: a stored pair, or one to a few paragraphs."""

    id: str  # stable while the content stays the same
    title: str  # where it stands: headings joined by " › "
    text: str  # empty for an entry that only names a need
    questions: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that was left out or guessed; ``line`` counts from 1, 0 means the whole file."""

    line: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    title: str
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...] = ()


def content_id(*parts: str) -> str:
    """Sixteen hex digits that depend on nothing but ``parts``."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def with_unique_ids(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The same passages; a repeated id gets ``-2``, ``-3`` … in order."""
    seen: dict[str, int] = {}
    return tuple(_numbered(passage, seen) for passage in passages)


def _numbered(passage: Passage, seen: dict[str, int]) -> Passage:
    count = seen[passage.id] = seen.get(passage.id, 0) + 1
    if count == 1:
        return passage
    return Passage(
        id=f"{passage.id}-{count}",
        title=passage.title,
        text=passage.text,
        questions=passage.questions,
        url=passage.url,
    )
