"""CSV: each row one turn, the rows of a conversation one below the other; or only texts."""

import csv
from collections.abc import Iterator, Mapping
from io import BufferedReader, TextIOWrapper
from typing import Final, NamedTuple

from warmline.transcripts.fields import Fault
from warmline.transcripts.forms import transcript_of
from warmline.transcripts.transcript import BadLine, Transcript

OF_A_CONVERSATION: Final = ("channel", "page", "language", "lang")
DELIMITERS: Final = (",", ";", "\t")
MOST_ROWS: Final = 10_000  # of one conversation


class Row(NamedTuple):
    line: int  # where it begins
    fields: Mapping[str, str]
    bad: str = ""  # why it cannot be read


def read_rows(stream: BufferedReader) -> Iterator[Transcript | BadLine]:
    text = TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        yield from _conversations(text)
    finally:
        text.detach()  # it is not ours to close


def _conversations(text: TextIOWrapper) -> Iterator[Transcript | BadLine]:
    header = text.readline()
    try:
        names = _names(header)
    except Fault as fault:
        yield BadLine(line=1, reason=str(fault))
        return
    rows = _rows(text, names, _delimiter(header))
    if "role" in names:
        for group in _grouped(rows):
            yield from _dialogue(group)
    else:
        yield from map(_single, rows)


def _grouped(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """The rows of one conversation after those of another; a bad row belongs where it stands."""
    group: list[Row] = []
    for row in rows:
        id = row.fields.get("conversation")
        if group and id and id != _conversation(group):
            yield group
            group = []
        group.append(row)
        if len(group) > 2 * MOST_ROWS:  # bounded also where a file is one conversation
            yield group
            group = []
    if group:
        yield group


def _conversation(group: list[Row]) -> str:
    return next((id for row in group if (id := row.fields.get("conversation"))), "")


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=header.count)


def _names(header: str) -> list[str]:
    """The columns by their names in lower case. Raises ``Fault``."""
    [cells] = [*csv.reader([header], delimiter=_delimiter(header))] or [[]]
    names = [name.strip().lower() for name in cells]
    if "role" in names and "conversation" not in names:
        names = ["conversation" if one == "id" else one for one in names]
    if "text" not in names:
        raise Fault("", "a header with the column text", header.strip())
    if "role" in names and "conversation" not in names:
        raise Fault("", "a column conversation beside role", header.strip())
    return names


def _rows(text: TextIOWrapper, names: list[str], delimiter: str) -> Iterator[Row]:
    reader = csv.reader(text, delimiter=delimiter)
    line = 2
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line, {}, f"expected CSV, came {error}")
        else:
            if any(cell.strip() for cell in cells):
                yield _row(line, names, cells)
        line = reader.line_num + 2


def _row(line: int, names: list[str], cells: list[str]) -> Row:
    if len(cells) != len(names):
        return Row(line, {}, f"expected {len(names)} columns, came {len(cells)}")
    fields = dict(zip(names, cells, strict=True))
    if any("\udc80" <= letter <= "\udcff" for cell in cells for letter in cell):
        return Row(line, {"conversation": fields.get("conversation", "")}, "expected UTF-8")
    return Row(line, fields)


def _single(row: Row) -> Transcript | BadLine:
    try:
        if row.bad:
            return BadLine(line=row.line, reason=row.bad)
        return transcript_of(row.fields, row.line)
    except Fault as fault:
        return BadLine(line=row.line, reason=str(fault))


def _dialogue(group: list[Row]) -> Iterator[Transcript | BadLine]:
    """The conversation of these rows; one bad row is told and the others still count."""
    good: list[Row] = []
    for row in group:
        bad = row.bad or _fault(row)
        if not bad and len(good) >= MOST_ROWS:
            bad = f"conversation: expected at most {MOST_ROWS} turns, came more"
        if bad:
            yield BadLine(line=row.line, reason=bad)
        else:
            good.append(row)
    if good:
        yield transcript_of(_fields(good), good[0].line)


def _fault(row: Row) -> str:
    """Why the row makes no turn; "" where it does."""
    try:
        transcript_of(_fields([row]), row.line)
    except Fault as fault:
        return str(fault).replace("turns[0].", "")
    return ""


def _fields(rows: list[Row]) -> Mapping[str, object]:
    first = rows[0].fields
    whole = {name: first[name] for name in OF_A_CONVERSATION if first.get(name)}
    told = {name[5:]: value for name, value in first.items() if name.startswith("attr_") and value}
    return {
        "id": first.get("conversation", ""),
        "turns": [row.fields for row in rows],
        "attributes": told,
        **whole,
    }
