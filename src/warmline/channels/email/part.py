"""One part of a mail: its type, its name, its bytes. All of it is often wrong, and is read."""

import re
from collections.abc import Sequence
from email.message import Message
from email.parser import BytesFeedParser
from email.policy import Compat32
from email.utils import collapse_rfc2231_value
from typing import cast

from warmline.channels.email.charsets import decoded
from warmline.channels.email.heads import LONGEST, unbase64, words
from warmline.channels.email.patience import InTime

Part = Message
"""Of the standard library, by the policy that interprets nothing (``compat32``)."""

WRONG = (ValueError, LookupError, TypeError, AttributeError)
"""What the standard library raises over fields that are not as they should be."""
KIND = re.compile(r"[!-.0-~]{1,80}/[!-.0-~]{1,120}")
LONGEST_NAME = 120
MOST_PARAMETERS = 200  # of a field; the standard library takes the square of their number
AT_ONCE = 16 * 1024  # bytes that are read before it is asked whether there is time for more
BOUNDARY = re.compile(rb"(?:\A|\n)--([^\s\"]{1,70})[ \t]*\r?\n[A-Za-z-]{1,40}:")
META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
ODD = re.compile("[\x00-\x1f\x7f/\\\\\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
CODED = re.compile(rb"[A-Za-z0-9+/=]*[ \t\r]*")
NAMES = {
    "text/plain": "text.txt",
    "text/html": "page.html",
    "text/calendar": "invitation.ics",
    "text/csv": "table.csv",
    "text/vcard": "contact.vcf",
    "text/x-vcard": "contact.vcf",
    "image/jpeg": "picture.jpg",
    "image/png": "picture.png",
    "image/gif": "picture.gif",
    "image/webp": "picture.webp",
    "application/pdf": "document.pdf",
    "application/ms-tnef": "winmail.dat",
    "message/rfc822": "mail.eml",
}


class Bounded(Compat32):
    """Fields are cut before anything looks into them: the parser itself does, for boundaries."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        if not name.lower().startswith("content-"):
            return name, value[: LONGEST + 1]  # one too many: ``heads`` sees that it was cut
        return name, ";".join(value[:LONGEST].split(";", MOST_PARAMETERS)[:MOST_PARAMETERS])


BOUNDED = Bounded()


def parsed(raw: bytes, in_time: InTime) -> Part:
    """Any bytes. Raises ``TakesTooLong``; ``RecursionError`` where they are nested too deep."""
    parser = BytesFeedParser(policy=BOUNDED)
    for at in range(0, len(raw), AT_ONCE):
        in_time()
        parser.feed(raw[at : at + AT_ONCE])
    return parser.close()


def content_type(part: Part) -> str:
    """In small letters; what cannot be read is text (RFC 2045, 5.2)."""
    try:
        kind = part.get_content_type()
    except WRONG:
        return "text/plain"
    return kind if KIND.fullmatch(kind) else "application/octet-stream"


def parameter(part: Part, name: str, header: str = "content-type") -> str:
    """Of a field, with all that RFC 2231 and those who do not know it do to it."""
    try:
        found = _readable(part, header).get_param(name, "", header)
        value = collapse_rfc2231_value(found) if found else ""
    except WRONG:
        return ""
    return words(value.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape"))


def _readable(part: Part, header: str) -> Part:
    """A part with that field alone where bytes stand in it that are no ASCII: as text."""
    raw = next((str(value) for name, value in part.raw_items() if name.lower() == header), "")
    if raw.isascii():
        return part
    alone = Message()
    alone[header] = " ".join(decoded(raw.encode("utf-8", "surrogateescape")).split())
    return alone


def disposition(part: Part) -> str:
    return str(part.get("Content-Disposition", "")).partition(";")[0].strip().lower()


def file_name(part: Part, kind: str) -> str:
    """As its sender named it, or by its type; ``kind`` "": "" where it has no name."""
    name = parameter(part, "filename", "content-disposition") or parameter(part, "name")
    name = " ".join(ODD.sub(" ", name.replace("\\", "/").rpartition("/")[2]).split()).strip(". ")
    if len(name) > LONGEST_NAME:
        stem, dot, ending = name.rpartition(".")
        room = LONGEST_NAME - len(ending) - 1
        name = f"{stem[:room]}.{ending}" if dot and 0 < len(ending) < 12 else name[:LONGEST_NAME]
    if name or not kind:
        return name
    if kind == "message/rfc822" and (inner := children(part)):
        subject = " ".join(ODD.sub(" ", words(str(inner[0].get("Subject", ""))[:2000])).split())
        return f"{subject[:80].strip('. ')}.eml" if subject else NAMES[kind]
    return NAMES.get(kind, "file.bin")


def children(part: Part) -> Sequence[Part]:
    if not part.is_multipart():
        return []
    inner = cast("list[object]", part.get_payload())
    return [cast("Part", one) for one in inner if isinstance(one, Message)]


def content(part: Part) -> bytes:
    """Its bytes, in whatever they are wrapped, and however badly."""
    if inner := children(part):
        return _whole(inner[0]) if content_type(part).startswith("message/") else b""
    coded = _coded(part) if _coding(part) == "base64" else None
    return _plainly(part) if coded is None else unbase64(coded)


def _whole(mail: Part) -> bytes:
    """A mail within the mail as a file; what cannot be written as it came, by its words alone."""
    try:
        return mail.as_bytes()
    except WRONG:
        return _plainly(mail)


def _plainly(part: Part) -> bytes:
    """Unwrapped by the standard library, which leaves alone what it does not know."""
    try:
        found = part.get_payload(decode=True)
    except WRONG:
        return b""
    return found if isinstance(found, bytes) else b""


def _coded(part: Part) -> bytes | None:
    """As it is wrapped, where that can be had: what is not ASCII has no business in base64."""
    try:
        payload = part.get_payload()
    except WRONG:
        return None
    return payload.encode("utf-8", "replace") if isinstance(payload, str) else None


def _coding(part: Part) -> str:
    return str(part.get("Content-Transfer-Encoding", "")).partition(";")[0].strip().lower()


def without_tail(part: Part, whole: bytes) -> tuple[bytes, str]:
    """Text that a list's program put below what is in base64 is no base64: (bytes, that text)."""
    if _coding(part) != "base64":
        return whole, ""
    lines = (_coded(part) or b"").split(b"\n")
    end = next((n for n, one in enumerate(lines) if not CODED.fullmatch(one)), len(lines))
    if end == len(lines):
        return whole, ""
    tail = decoded(b"\n".join(lines[end:]))
    return unbase64(b"\n".join(lines[:end])), f"\n{tail}"


def charset_in(part: Part, raw: bytes, kind: str) -> str:
    """As the part says, or the page itself where the part does not."""
    said = parameter(part, "charset")
    if not said and kind == "text/html" and (found := META.search(raw[:4096])):
        return found[1].decode("ascii")
    return said


def recovered(part: Part, in_time: InTime) -> Part | None:
    """A multipart whose boundary is not the one that it names, read by the one that it has."""
    raw = _plainly(part)
    found = BOUNDARY.search(raw[:65_536])
    if found is None:
        return None
    head = b'Content-Type: multipart/mixed; boundary="' + found[1] + b'"\r\n\r\n'
    again = parsed(head + raw, in_time)
    return again if children(again) else None
