"""Pictures without what they tell of their maker: place, time, device, author. Nothing is redrawn.

Formats: JPEG (ITU-T T.81, B.1.1; Exif 3.0, 4.5), PNG (11.3), WebP (RFC 9649, 2.7). A picture that
is not built as it should be comes back as it was: it is judged elsewhere. One of more pieces than
any camera or program makes is refused here: each of them takes memory of ours.
"""

import struct
from collections.abc import Iterator
from itertools import repeat
from typing import Final

from warmline.flow.file_parts import BadFile

MOST: Final = 10_000  # segments or chunks; libpng writes a large picture in pieces of 8 KiB
_JPEG_DROPPED: Final = frozenset({*range(0xE1, 0xF0), 0xFE}) - {0xE2, 0xEE}
"""APP1 to APP15 and comments, but for colour profiles (APP2) and Adobe's transform (APP14)."""
_PNG_DROPPED: Final = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_WEBP_DROPPED: Final = frozenset({b"EXIF", b"XMP "})
_WEBP_FLAGS: Final = 0x0C  # of VP8X: there is Exif, there is XMP
_ORIENTATION: Final = 0x0112


class _Odd(Exception):
    """Not built as the format says."""


def stripped(content: bytes, kind: str) -> bytes:
    """``content``, a file of the media type ``kind``, without its metadata. Raises ``BadFile``."""
    strip = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}.get(kind)
    if strip is None:
        return content
    try:
        return strip(content)
    except (_Odd, struct.error, IndexError):
        return content


def _jpeg(content: bytes) -> bytes:
    kept, turned = [content[:2]], 1
    for marker, start, end in _segments(content):
        if marker == 0xE1:
            turned = _orientation(content[start + 4 : end]) or turned
        if marker not in _JPEG_DROPPED:
            kept.append(content[start:end])
    if turned != 1:
        kept.insert(1, _exif(turned))
    return b"".join(kept)


def _pieces() -> Iterator[None]:
    """One step for each piece that may be there. Raises ``BadFile`` when there are too many."""
    yield from repeat(None, MOST)
    raise BadFile("unreadable")


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Each segment's marker with where it begins and ends; the last is all from the scan on."""
    at = 2
    for _ in _pieces():
        if at >= len(content):
            return
        if content[at] != 0xFF:
            raise _Odd
        marker = content[at + 1]
        if marker == 0xFF:  # fill bytes
            at += 1
            continue
        if marker in (0xDA, 0xD9):
            yield marker, at, len(content)
            return
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if end > len(content) or end < at + 4:
            raise _Odd
        yield marker, at, end
        at = end


def _orientation(body: bytes) -> int:
    """How a camera was held, 1 to 8; 0: the segment does not say."""
    if not body.startswith(b"Exif\0\0"):
        return 0
    tiff = body[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        at = struct.unpack_from(f"{order}I", tiff, 4)[0]
        for n in range(min(struct.unpack_from(f"{order}H", tiff, at)[0], 200)):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, at + 2 + 12 * n)
            if tag == _ORIENTATION and kind == 3 and 1 <= value <= 8:
                return int(value)
    except struct.error:
        pass
    return 0


def _exif(turned: int) -> bytes:
    """A segment that says how the camera was held, and nothing else."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(content: bytes) -> bytes:
    kept, at = [content[:8]], 8
    for _ in _pieces():
        if at >= len(content):
            break
        size, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + size
        if end > len(content):
            raise _Odd
        if kind not in _PNG_DROPPED:
            kept.append(content[at:end])
        at = end
        if kind == b"IEND":
            break  # what hangs on behind is no part of the picture
    return b"".join(kept)


def _webp(content: bytes) -> bytes:
    kept, at = list[bytes](), 12
    for _ in _pieces():
        if at >= len(content):
            break
        kind, size = struct.unpack_from("<4sI", content, at)
        end = at + 8 + size + size % 2
        if end > len(content) + 1:
            raise _Odd
        chunk = content[at:end]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS]) + chunk[9:]
        if kind not in _WEBP_DROPPED:
            kept.append(chunk)
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body
