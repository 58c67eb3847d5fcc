"""Word documents, opened only after a look at what they would unpack to."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from warmline.knowledge.passages import BadSource, Document
from warmline.knowledge.sources import prose
from warmline.knowledge.splitting import Section

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table

MAX_ENTRIES = 2_000
MAX_UNPACKED = 100 * 1024 * 1024  # bytes
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def read_docx(title: str, content: bytes) -> Document:
    _check_archive(content)
    try:
        import docx  # noqa: PLC0415 - takes 0.1 s

        word = docx.Document(io.BytesIO(content))
        named = word.core_properties.title.strip() or title
        sections = list(_sections(word, named))
    except Exception as broken:  # noqa: BLE001 - a hostile file raises whatever it likes
        said = f"{type(broken).__name__}: {broken}"[:120]
        raise BadSource(f"expected a Word document, came a broken one: {said}") from None
    return prose.document(named, sections)


def _check_archive(content: bytes) -> None:
    """A file that unpacks to far more than it says is refused before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as broken:
        raise BadSource(
            f"expected a Word document (.docx), came something else: {broken}"
        ) from None
    if len(entries) > MAX_ENTRIES:
        raise BadSource(f"expected at most {MAX_ENTRIES:,} parts inside, came {len(entries):,}")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        mib = unpacked // 2**20
        raise BadSource(f"expected at most {MAX_UNPACKED // 2**20} MiB unpacked, came {mib:,} MiB")
    if not any(entry.filename == "word/document.xml" for entry in entries):
        raise BadSource("expected a Word document, came an archive without word/document.xml")


def _sections(word: WordDocument, title: str) -> Iterator[Section]:
    from docx.table import Table  # noqa: PLC0415 - see read_docx

    path: list[tuple[int, str]] = [(0, title)]
    block: list[str] = []
    for item in word.iter_inner_content():
        if isinstance(item, Table):
            block += _rows(item)
            continue
        text = " ".join(item.text.split())
        level = _level(item.style.name if item.style else None)
        if level is None:
            block += [text] if text else []
        elif text:
            yield Section(headings=_names(path), paragraphs=tuple(block))
            path, block = prose.nested(path, level, text), []
    yield Section(headings=_names(path), paragraphs=tuple(block))


def _names(path: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(heading for _, heading in path)


def _level(style: str | None) -> int | None:
    """The depth of a heading style, counted from 1; None for running text."""
    if style == "Title":
        return 0
    found = _HEADING.match(style or "")
    return int(found.group(1)) if found else None


def _rows(table: Table) -> list[str]:
    """A row is a paragraph; merged cells, which repeat themselves, are named once."""
    rows = [list(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in table.rows]
    return [" | ".join(cell for cell in row if cell) for row in rows]
