"""Files made here: small ones of every kind that is told apart, and such as are built to harm."""

import io
import struct
import zipfile
import zlib

from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument."


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **more) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 90)).save(out, kind, **more)
    return out.getvalue()


def photograph(turned: int = 6) -> bytes:
    """A JPEG that says where it was taken, by whom, and how the camera was held."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x013B] = "Jane Author"
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 12.0)}
    return picture("JPEG", exif=exif, comment=b"taken at home")


def zipped(**entries: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of some hundred bytes that says it has so many pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(document.domain)</script>"
DOCX = zipped(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})
ODT = zipped(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<o/>"})
JAR = zipped(**{"META-INF/MANIFEST.MF": "Main-Class: Evil", "Evil.class": b"\xca\xfe\xba\xbe"})
MACROS = zipped(**{"word/document.xml": "<w/>", "word/vbaProject.bin": b"\xd0\xcf"})
SAMPLES = {
    "image/png": picture("PNG"),
    "image/jpeg": picture("JPEG"),
    "image/gif": picture("GIF"),
    "image/webp": picture("WEBP"),
    "image/avif": picture("AVIF"),
    "image/tiff": picture("TIFF"),
    "application/pdf": PDF,
    "image/svg+xml": SVG,
    "text/html": HTML,
    "application/xml": b"<?xml version='1.0'?><note/>",
    f"{WORD}wordprocessingml.document": DOCX,
    "application/vnd.oasis.opendocument.text": ODT,
    "application/zip": zipped(**{"a.txt": "hello"}),
    "application/x-executable": b"MZ\x90\x00\x03\x00" + bytes(200),
    "text/plain": "Grüße aus Köln\n".encode(),
    "audio/mpeg": b"ID3\x04\x00\x00\x00\x00\x00\x00" + bytes(64),
    "audio/ogg": b"OggS\x00\x02" + bytes(64),
    "audio/amr": b"#!AMR\n" + bytes(32),
    "audio/wav": b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(32),
    "video/mp4": b"\x00\x00\x00\x18ftypisom" + bytes(32),
    "audio/mp4": b"\x00\x00\x00\x18ftypM4A " + bytes(32),
    "image/heic": b"\x00\x00\x00\x18ftypheic" + bytes(32),
    "video/quicktime": b"\x00\x00\x00\x14ftypqt  " + bytes(32),
    "video/webm": b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + bytes(32),
}
