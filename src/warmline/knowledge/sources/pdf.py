"""PDF files that hold text; scanned pages are refused with a clear word."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from warmline.knowledge.passages import MAX_CHARACTERS, MAX_PAGES, BadSource, Document, Problem
from warmline.knowledge.sources import prose
from warmline.knowledge.splitting import Section

if TYPE_CHECKING:
    from pypdf import PdfReader

_HYPHEN_AT_LINE_END = re.compile(r"(?<=[a-zà-ÿ])-\n(?=[a-zà-ÿ])")


def read_pdf(title: str, content: bytes) -> Document:
    if b"%PDF-" not in content[:1024]:
        raise BadSource(f"expected a PDF, which begins with %PDF-; came {content[:8]!r}")
    with _quiet_reader():
        reader = _opened(content)
        named = _title(reader) or title
        pages = list(_pages(reader))
    problems = tuple(found for found in pages if isinstance(found, Problem))
    texts = dict(page for page in pages if not isinstance(page, Problem))
    if not any(text.strip() for text in texts.values()):
        raise BadSource("expected a PDF with text, came one without (scanned pages?)")
    sections = [_section(named, number, text) for number, text in texts.items()]
    return prose.document(named, sections, problems)


@contextmanager
def _quiet_reader() -> Generator[None]:
    """The library logs each flaw of a file; the owner hears of those that matter from us."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _opened(content: bytes) -> PdfReader:
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - takes 0.2 s and 30 MiB

        reader = PdfReader(io.BytesIO(content), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except Exception as broken:  # noqa: BLE001 - a hostile file raises whatever it likes
        raise BadSource(f"expected a PDF, came a broken one: {_said(broken)}") from None
    if locked:
        raise BadSource("expected an open PDF, came one that is locked with a password")
    if not 1 <= count <= MAX_PAGES:
        raise BadSource(f"expected 1 to {MAX_PAGES:,} pages, came {count:,}")
    return reader


def _said(broken: Exception) -> str:
    return f"{type(broken).__name__}: {broken}"[:120]


def _title(reader: PdfReader) -> str:
    try:
        return str((reader.metadata and reader.metadata.title) or "").strip()
    except Exception:  # noqa: BLE001 - a title is not worth a refusal
        return ""


def _pages(reader: PdfReader) -> Iterator[tuple[int, str] | Problem]:
    """Page number and text; a page that cannot be read is told instead."""
    room = MAX_CHARACTERS
    for number in range(1, len(reader.pages) + 1):
        try:
            text = reader.pages[number - 1].extract_text()
        except Exception as broken:  # noqa: BLE001 - as above, page by page
            told = f"page {number}: expected readable text; {_said(broken)}"
            yield Problem(line=0, message=told)
            continue
        room -= len(text)
        if room < 0:
            raise BadSource(f"expected at most {MAX_CHARACTERS:,} characters, came more")
        yield number, text.encode("utf-8", "replace").decode().replace("\0", "")


def _section(title: str, number: int, text: str) -> Section:
    joined = _HYPHEN_AT_LINE_END.sub("", text)
    return Section(headings=(title, f"p. {number}"), paragraphs=tuple(prose.paragraphs(joined)))
