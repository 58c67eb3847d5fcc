"""Sections of running text made into a document: what all prose formats share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from warmline.knowledge.passages import (
    MAX_CHARACTERS,
    MAX_PASSAGES,
    MAX_QUESTION,
    BadSource,
    Document,
    Passage,
    Problem,
    content_id,
    with_unique_ids,
)
from warmline.knowledge.splitting import Section, split

PATH_JOINT = " › "
LONGEST_TITLE = 300  # characters
_LIST_MARK = re.compile(r"\s*(?:[-*•‣–]|\d{1,3}[.)])\s")


def document(
    title: str, sections: Iterable[Section], problems: Sequence[Problem] = (), url: str = ""
) -> Document:
    """Passages of each section in order; raises BadSource where there is no text at all."""
    kept = list(sections)
    characters = sum(len(paragraph) for section in kept for paragraph in section.paragraphs)
    if characters > MAX_CHARACTERS:
        raise BadSource(f"expected at most {MAX_CHARACTERS:,} characters, came {characters:,}")
    passages = with_unique_ids(p for section in kept for p in _passages(section, url))
    if not passages:
        raise BadSource("expected text, came none")
    if len(passages) > MAX_PASSAGES:
        raise BadSource(f"expected at most {MAX_PASSAGES:,} passages, came {len(passages):,}")
    return Document(title=title, passages=passages, problems=tuple(problems))


def _passages(section: Section, url: str) -> list[Passage]:
    """A heading that asks makes the first passage under it the answer to that question."""
    title = PATH_JOINT.join(section.headings)[:LONGEST_TITLE]
    asked = tuple(h for h in section.headings[-1:] if h.endswith(("?", "？", "؟")))
    return [
        Passage(
            id=content_id(title, text),
            title=title,
            text=text,
            questions=() if number else asked,
            url=url,
        )
        for number, text in enumerate(split(section.paragraphs))
    ]


def nested(path: Sequence[tuple[int, str]], level: int, heading: str) -> list[tuple[int, str]]:
    """The heading path after a new heading of ``level``, 1 being the outermost."""
    text = heading.strip()[:MAX_QUESTION]
    return [*(step for step in path if step[0] < level), *([(level, text)] if text else [])]


def paragraphs(text: str) -> list[str]:
    """Blocks between empty lines, each unwrapped to one line but for its list items."""
    blocks = re.split(r"\n[^\S\n]*\n", text)
    return [unwrapped for block in blocks if (unwrapped := _unwrapped(block.split("\n")))]


def _unwrapped(lines: Sequence[str]) -> str:
    joined = ""
    for line in lines:
        words = " ".join(line.split())
        if words:
            joint = "\n" if _LIST_MARK.match(line) else " "
            joined = f"{joined}{joint}{words}" if joined else words
    return joined
