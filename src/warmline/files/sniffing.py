"""What a file is, by its bytes. What its sender calls it counts only among kinds that look alike.

The first match wins, and what could run anywhere is looked for first: a file that is two things
at once is the worse of them. Formats: the registrations at IANA, and the specifications that they
name (PNG 5.2, RFC 2083; RIFF; ISO/IEC 14496-12, 4.3; RFC 9559; APPNOTE 4.3.16; MS-CFB 2.2).
"""

import re
from collections.abc import Callable
from typing import Final

from warmline.files.archives import inside_zip

UNKNOWN: Final = "application/octet-stream"
PROGRAM: Final = "application/x-executable"
HTML, SVG, XML, SCRIPT = "text/html", "image/svg+xml", "application/xml", "text/javascript"
LOOK: Final = 4096  # bytes of a text in which a mark-up language shows itself
_CFB: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Microsoft's older documents, and installers
_AMR: Final = b"#!AMR"
_PROGRAMS: Final = (
    *(
        b"\x7fELF",
        b"\xca\xfe\xba\xbe",
        b"\xfe\xed\xfa\xce",
        b"\xfe\xed\xfa\xcf",
        b"\xce\xfa\xed\xfe",
    ),
    *(b"\xcf\xfa\xed\xfe", b"L\x00\x00\x00\x01\x14\x02\x00", b"dex\n", b"!<arch>", b"\x00asm"),
)
_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (_AMR, "audio/amr"),
    (b"{\\rtf", "application/rtf"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
)
_BRANDS: Final = {  # of the boxed media (ISO/IEC 14496-12)
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heic",
    b"msf1": "image/heic",
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"3gp4": "video/3gpp",
    b"3gp5": "video/3gpp",
    b"3gp6": "video/3gpp",
}
_OLD_OFFICE: Final = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "msg": "application/vnd.ms-outlook",
}
_TEXTS: Final = {
    "csv": "text/csv",
    "eml": "message/rfc822",
    "vcf": "text/vcard",
    "ics": "text/calendar",
}
_MARKUP: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|script|iframe|img|a\s|div|p\b|table|style|meta|link|form|"
    r"object|embed|base|title|h1|br\b|font|b\b|!--)",
    re.IGNORECASE,
)
_SVG: Final = re.compile(r"<(?:\w+:)?svg[\s>]", re.IGNORECASE)
_XML: Final = re.compile(r"\s*<(?:\?xml|!doctype|!entity|\w+:\w)", re.IGNORECASE)
_CODE: Final = frozenset(
    {
        *("js", "mjs", "cjs", "jse", "ts", "vbs", "vbe", "wsf", "wsh", "hta", "bat", "cmd", "com"),
        *(
            "ps1",
            "psm1",
            "sh",
            "bash",
            "zsh",
            "command",
            "py",
            "pl",
            "rb",
            "php",
            "jsp",
            "asp",
            "aspx",
        ),
        *("reg", "inf", "scf", "url", "lnk", "desktop", "applescript", "jar", "htaccess", "xbap"),
    }
)
"""Extensions under which a text runs when somebody opens it."""


def sniffed(content: bytes, name: str = "") -> str:
    """The media type of ``content``; ``UNKNOWN`` where it is none of those that are known."""
    for look in _LOOKS:
        if found := look(content, _extension(name)):
            return found
    return UNKNOWN


def _program(content: bytes, _: str) -> str:
    script = content.startswith(b"#!") and not content.startswith(_AMR)
    dos = content.startswith(b"MZ") and b"\0" in content[:64]
    return PROGRAM if script or dos or content.startswith(_PROGRAMS) else ""


def _beginning(content: bytes, _: str) -> str:
    return next((kind for begins, kind in _BEGINNINGS if content.startswith(begins)), "")


def _riff(content: bytes, _: str) -> str:
    if content[:4] != b"RIFF":
        return ""
    return {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}.get(
        content[8:12], ""
    )


def _boxed(content: bytes, _: str) -> str:
    return _BRANDS.get(content[8:12], "video/mp4") if content[4:8] == b"ftyp" else ""


def _matroska(content: bytes, extension: str) -> str:
    if not content.startswith(b"\x1a\x45\xdf\xa3"):
        return ""
    if b"webm" not in content[:64]:
        return "video/x-matroska"
    return "audio/webm" if extension == "weba" else "video/webm"


def _mpeg_audio(content: bytes, _: str) -> str:
    """A frame's head: eleven bits set, then what it is (ISO/IEC 11172-3, 2.4.1.3)."""
    if len(content) < 4 or content[0] != 0xFF or content[1] & 0xE0 != 0xE0:
        return ""
    if content[1] & 0xF6 == 0xF0:
        return "audio/aac"
    fits = content[1] & 0x06 == 0x02 and content[1] & 0x18 != 0x08  # layer III, of a version
    fits = fits and content[2] & 0xF0 not in (0, 0xF0)  # at a rate that there is
    return "audio/mpeg" if fits else ""


def _old_office(content: bytes, extension: str) -> str:
    return _OLD_OFFICE.get(extension, PROGRAM) if content.startswith(_CFB) else ""


def _zip(content: bytes, _: str) -> str:
    return inside_zip(content)


def _text(content: bytes, extension: str) -> str:
    """Words in UTF-8 or UTF-16; what a browser would draw or run among them is called so."""
    words = _decoded(content)
    if words is None:
        return ""
    head = words[:LOOK]
    if _SVG.search(head):
        return SVG
    if _MARKUP.search(head) or extension in ("html", "htm", "xhtml", "shtml", "mht", "mhtml"):
        return HTML
    if _XML.match(head) or extension in ("xml", "xsl", "xslt", "svg"):
        return XML
    return SCRIPT if extension in _CODE else _TEXTS.get(extension, "text/plain")


def _decoded(content: bytes) -> str | None:
    coding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        words = content.decode(coding)
    except UnicodeDecodeError:
        words = content.decode("cp1252", "replace")  # older programs write so
    strange = sum(c < " " and c not in "\t\n\r\f\x1b" for c in words[:LOOK])
    return None if strange or "\0" in words or words.count("\ufffd") else words


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


_LOOKS: Final[tuple[Callable[[bytes, str], str], ...]] = (
    _program,
    _beginning,
    _riff,
    _boxed,
    _matroska,
    _old_office,
    _zip,
    _mpeg_audio,
    _text,
)
