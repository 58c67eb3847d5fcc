"""Tables as CSV files that are safe to open: no cell is ever a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from fastapi.responses import Response

MEDIA = "text/csv"
CSV_RESPONSE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "A table.", "content": {MEDIA: {"schema": {"type": "string"}}}}
}
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet may run: OWASP, "CSV Injection"."""

INNER: Final = re.compile(r"([;\t\r\n][ \u00a0\ufeff'\"]*)(?=[=+\-@|%＝＋－＠])")
"""Where one begins inside a text, for a spreadsheet that takes ";" to part cells, as those of many
countries do: quotation marks around the text mean nothing to it, so that a line of it is a line.
"""


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """RFC 4180, with a byte order mark, so that spreadsheets read it as UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_MINIMAL)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return "\ufeff" + text.getvalue()


def csv_response(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    disposition = f'attachment; filename="{name}.csv"'
    return Response(
        csv_text(head, rows),
        media_type=f"{MEDIA}; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )


def _cell(value: object) -> object:
    """Numbers stay numbers; a text that could be a formula gets a quote before it."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    begins = value.lstrip(" \u00a0\ufeff").startswith(DANGEROUS)
    return ("'" if begins else "") + INNER.sub(r"\1'", value)
