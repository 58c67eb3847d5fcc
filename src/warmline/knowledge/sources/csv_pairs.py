"""Question/answer pairs from a table with a line of column names."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from warmline.knowledge.passages import BadSource, Document, Problem
from warmline.knowledge.sources.decoding import decode
from warmline.knowledge.sources.pairs import Pair, document

COLUMNS = ("question", "answer", "url", "title", "id")


def read_csv(title: str, content: bytes) -> Document:
    """Columns ``question``, ``answer``, perhaps ``url``, ``title``, ``id``; by comma or alike."""
    text, guessed = decode(content)
    lines = text.split("\n")
    delimiter = max(",;\t", key=lines[0].count)
    names = [name.strip().strip('"').strip().lower() for name in lines[0].split(delimiter)]
    if not {"question", "answer"} <= set(names):
        came = lines[0][:80]
        raise BadSource(f"line 1: expected column names with question and answer, came {came!r}")
    return document(title, [*guessed, *_pairs(lines, delimiter, names)])


def _pairs(lines: Sequence[str], delimiter: str, names: Sequence[str]) -> Iterator[Pair | Problem]:
    for line, row in _rows(lines, delimiter):
        if isinstance(row, Problem):
            yield row
        elif any(cell.strip() for cell in row):
            yield _pair(line, row, names)


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str] | Problem]]:
    """Rows with the line each begins on. After a broken one, reading goes on at the next line."""
    start = 1
    while start < len(lines):
        text = (f"{lines[i]}\n" for i in range(start, len(lines)))
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        begun = 0
        try:
            for row in reader:
                yield start + begun + 1, row
                begun = reader.line_num
        except csv.Error as broken:
            line = start + begun + 1
            yield line, Problem(line=line, message=f"expected a row of cells; {broken}")
            start += begun + 1
        else:
            return


def _pair(line: int, row: Sequence[str], names: Sequence[str]) -> Pair | Problem:
    if len(row) != len(names):
        told = f"expected {len(names)} cells ({', '.join(names)}), came {len(row)}"
        return Problem(line=line, message=told)
    cells = {name: cell.strip() for name, cell in zip(names, row, strict=True) if name in COLUMNS}
    for name in ("question", "answer"):
        if not cells[name]:
            return Problem(line=line, message=f"expected text in column {name}, came nothing")
    return Pair(
        line=line,
        questions=(cells["question"],),
        answer=cells["answer"],
        id=cells.get("id", ""),
        title=cells.get("title", ""),
        url=cells.get("url", ""),
    )
