"""A file of transcripts as a stream: JSON lines or CSV, one conversation in memory at once."""

from collections.abc import Iterator
from io import BufferedReader
from typing import Final

from warmline.transcripts.lines import read_lines
from warmline.transcripts.rows import read_rows
from warmline.transcripts.transcript import BadLine, Transcript

JSON_NAMES: Final = (".jsonl", ".ndjson", ".json")
CSV_NAMES: Final = (".csv", ".tsv")

Read = Iterator[Transcript | BadLine]


def read_transcripts(stream: BufferedReader, name: str = "") -> Read:
    """Every conversation in order; what cannot be read comes as a ``BadLine`` in its place.

    The end of ``name`` says which format it is; without one, the first character does.
    """
    name = name.lower()
    if name.endswith(CSV_NAMES):
        return read_rows(stream)
    if name.endswith(JSON_NAMES) or stream.peek(1024).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return read_lines(stream)
    return read_rows(stream)
