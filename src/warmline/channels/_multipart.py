"""A body of multipart/form-data (RFC 7578), for files that go to a provider."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    name: str
    content: bytes
    type: str = "text/plain; charset=utf-8"
    filename: str = ""  # "": it is a field and no file


def multipart(*parts: Part) -> tuple[str, bytes]:
    """Its media type, and the body."""
    boundary = _boundary(parts)
    pieces = [b"--%b\r\n%b\r\n\r\n%b\r\n" % (boundary, _head(part), part.content) for part in parts]
    kind = f"multipart/form-data; boundary={boundary.decode()}"
    return kind, b"".join(pieces) + b"--%b--\r\n" % boundary


def _head(part: Part) -> bytes:
    lines = [f'Content-Disposition: form-data; name="{_quoted(part.name)}"']
    if part.filename:
        lines[0] += f'; filename="{_quoted(part.filename)}"'
    kind = " ".join(part.type.split()) or "application/octet-stream"
    return "\r\n".join((*lines, f"Content-Type: {kind}")).encode()


def _quoted(text: str) -> str:
    """As browsers write names: what would end the quotes or the line is percent-encoded."""
    for mark, code in (("\r", "%0D"), ("\n", "%0A"), ('"', "%22")):
        text = text.replace(mark, code)
    return text


def _boundary(parts: tuple[Part, ...]) -> bytes:
    """None that is within: it is made of what it parts."""
    digest = hashlib.sha256(b"".join(part.content for part in parts)).hexdigest()[:40]
    return f"warmline{digest}".encode()
