"""How a file is answered: in pieces, with headers that keep it from being anything but a file."""

import re
from collections.abc import AsyncIterator
from typing import Final
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from warmline.flow.file_parts import DRAWN, Stored
from warmline.flow.files import Files

PLAYED: Final = frozenset(
    {
        *("audio/mpeg", "audio/ogg", "audio/wav", "audio/mp4", "audio/aac", "audio/flac"),
        *("audio/webm", "video/mp4", "video/webm"),
    }
)
"""What a browser plays where it stands."""
TOLD: Final = frozenset({"application/pdf"})
"""What is saved by whoever opens it, and is told to providers as what it is."""
UNTYPED: Final = "application/octet-stream"
PIECE: Final = 512 * 1024  # bytes that are read at a time
_STRETCH: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


async def given(
    files: Files, request: Request, stored: Stored, *, small: bool = False, told: bool = False
) -> Response:
    """All of it, or the stretch that was asked for. Raises ``Permanent``: its bytes are gone.

    ``told``: to a program that goes by the type, and takes nothing without one.
    """
    whole = len(await files.read(stored, thumbnail=True)) if small else stored.size
    headers = headers_of(stored, small=small, told=told)
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    stretch = stretch_of(request.headers.get("range", ""), whole)
    if stretch is None:
        headers |= {"Content-Range": f"bytes */{whole}"}
        return Response(status_code=416, headers=headers)
    start, end = stretch
    headers |= {"Content-Length": str(end - start)}
    if (start, end) != (0, whole):
        headers |= {"Content-Range": f"bytes {start}-{end - 1}/{whole}"}
    status = 206 if "Content-Range" in headers else 200
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers)
    first = await files.read(stored, start, min(end, start + PIECE), thumbnail=small)

    async def pieces() -> AsyncIterator[bytes]:
        yield first
        for at in range(start + PIECE, end, PIECE):
            yield await files.read(stored, at, min(end, at + PIECE), thumbnail=small)

    return StreamingResponse(pieces(), status, headers=headers)


def headers_of(stored: Stored, *, small: bool, told: bool) -> dict[str, str]:
    """Pictures, sounds and films are shown; all else is saved, and has no type to be opened by."""
    shown = small or stored.type in DRAWN | PLAYED
    typed = shown or (told and stored.type in TOLD)
    kind = "image/webp" if small else stored.type if typed else UNTYPED
    return {
        "Content-Type": kind,
        "Content-Disposition": disposition("inline" if shown else "attachment", stored.name),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "cross-origin",  # other sites' pages hold the widget
        "Cache-Control": "private, no-cache",  # the right to it is asked for each time
        "Accept-Ranges": "bytes",
        "ETag": f'"{stored.sha256[:32]}{"-small" if small else ""}"',
    }


def disposition(way: str, name: str) -> str:
    """RFC 6266: a plain name for old browsers, and the whole one."""
    plain = re.sub(r"[^A-Za-z0-9 ._()-]", "_", name)
    return f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def stretch_of(asked: str, whole: int) -> tuple[int, int] | None:
    """From where to where of ``whole`` bytes; None: there is nothing there (416).

    One range alone is heeded (RFC 9110, 14.2); whoever asks for more of them gets everything.
    """
    found = _STRETCH.fullmatch(asked) if len(asked) < 50 else None
    if found is None or not (found[1] or found[2]):
        return 0, whole
    if not found[1]:
        start, end = max(0, whole - int(found[2])), whole
    else:
        start = int(found[1])
        end = min(int(found[2]) + 1, whole) if found[2] else whole
    return (start, end) if start < end else None
