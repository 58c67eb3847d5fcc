"""Plain text: paragraphs are what stands between empty lines."""

from __future__ import annotations

from warmline.knowledge.passages import Document
from warmline.knowledge.sources import prose
from warmline.knowledge.sources.decoding import decode
from warmline.knowledge.splitting import Section


def read_text(title: str, content: bytes) -> Document:
    text, problems = decode(content)
    section = Section(headings=(title,), paragraphs=tuple(prose.paragraphs(text)))
    return prose.document(title, [section], problems)
