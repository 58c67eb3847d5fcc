"""JSON lines: each line one object, a conversation or a single turn."""

import json
from collections.abc import Iterator
from io import BufferedReader
from typing import Final, cast

from warmline.transcripts.fields import Fault, Fields
from warmline.transcripts.forms import transcript_of
from warmline.transcripts.transcript import BadLine, Transcript

LONGEST: Final = 8 * 1024 * 1024  # bytes of a line


def read_lines(stream: BufferedReader) -> Iterator[Transcript | BadLine]:
    for number, line in enumerate(_lines(stream), 1):
        if line is None:
            yield BadLine(line=number, reason=f"expected at most {LONGEST // 2**20} MiB, came more")
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _transcript(line, number)


def _lines(stream: BufferedReader) -> Iterator[bytes | None]:
    """The lines; None for one that is too long to be held."""
    while line := stream.readline(LONGEST):
        whole = len(line) < LONGEST or line.endswith(b"\n")
        while len(line) == LONGEST and not line.endswith(b"\n"):
            line = stream.readline(LONGEST)
        yield line if whole else None


def _transcript(line: bytes, number: int) -> Transcript | BadLine:
    try:
        return transcript_of(_object(line), number)
    except Fault as fault:
        return BadLine(line=number, reason=str(fault))


def _object(line: bytes) -> Fields:
    """Raises ``Fault``, which names the byte or the column where it stands."""
    try:
        value: object = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Fault("", "UTF-8", f"byte {line[error.start]:#04x} at {error.start + 1}") from error
    except json.JSONDecodeError as error:
        raise Fault("", "a JSON object", f"{error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:  # digits without end, lists in lists without end
        raise Fault("", "a JSON object", type(error).__name__) from error
    if not isinstance(value, dict):
        raise Fault("", "a JSON object", value)
    return cast("Fields", value)
