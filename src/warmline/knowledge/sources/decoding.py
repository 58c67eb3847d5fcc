"""Bytes to text: what the file says it is, else UTF-8, else Latin-1 with a remark."""

from __future__ import annotations

import codecs

from warmline.knowledge.passages import MAX_CHARACTERS, BadSource, Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(content: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text with plain line ends, and what had to be guessed; BadSource for binary data."""
    text, problems = _decoded(content)
    if "\0" in text:
        raise BadSource("expected text, came binary data (it holds zero bytes)")
    if len(text) > MAX_CHARACTERS:
        raise BadSource(f"expected at most {MAX_CHARACTERS:,} characters, came {len(text):,}")
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _decoded(content: bytes) -> tuple[str, tuple[Problem, ...]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content.removeprefix(mark), encoding), ()
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as broken:
        line = content.count(b"\n", 0, broken.start) + 1
        came = f"expected UTF-8, came byte 0x{content[broken.start]:02X}; read as Latin-1"
        return content.decode("latin-1"), (Problem(line=line, message=came),)


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as broken:
        came = f"expected {encoding.upper()}, as its first bytes say; broken at byte {broken.start}"
        raise BadSource(came) from None
