"""One file per format, and the table that picks one by a file's name or media type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from warmline.knowledge.passages import MAX_BYTES, BadSource, Document
from warmline.knowledge.sources.csv_pairs import read_csv
from warmline.knowledge.sources.docx import read_docx
from warmline.knowledge.sources.html import read_html
from warmline.knowledge.sources.jsonl_pairs import read_jsonl
from warmline.knowledge.sources.markdown import read_markdown
from warmline.knowledge.sources.pdf import read_pdf
from warmline.knowledge.sources.text import read_text

Reader = Callable[[str, bytes], Document]  # the title to fall back on, and the file's content

BY_EXTENSION: Mapping[str, Reader] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}

BY_MEDIA_TYPE: Mapping[str, Reader] = {
    "text/csv": read_csv,
    "text/tab-separated-values": read_csv,
    "application/jsonl": read_jsonl,
    "application/x-ndjson": read_jsonl,
    "text/markdown": read_markdown,
    "text/plain": read_text,
    "text/html": read_html,
    "application/xhtml+xml": read_html,
    "application/pdf": read_pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": read_docx,
}


def read_source(name: str, content: bytes, *, media_type: str = "") -> Document:
    """The passages of a file, by its extension or else its media type; raises BadSource."""
    path = PurePosixPath(name)
    reader = BY_EXTENSION.get(path.suffix.lower())
    reader = reader or BY_MEDIA_TYPE.get(media_type.partition(";")[0].strip().lower())
    if reader is None:
        known = ", ".join(BY_EXTENSION)
        raise BadSource(f"{name}: expected one of {known}; came {path.suffix or media_type or '?'}")
    if len(content) > MAX_BYTES:
        mib = len(content) / 2**20
        raise BadSource(f"{name}: expected at most {MAX_BYTES // 2**20} MiB, came {mib:.1f} MiB")
    return reader(path.stem, content)
