"""A mail as it came, as the values that are needed of it. Nothing in it is believed."""

import asyncio
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses, parseaddr

from warmline.channels.mail.codes import message_ids
from warmline.channels.mail.plain import plain
from warmline.channels.mail.quotes import own_words

LONGEST = 8000  # characters of a message
MOST_NAMED = 10  # attachments
LONGEST_NAME = 80
LONGEST_HEADER = 8 * 1024  # characters; reading one takes the square of its length
LONGEST_MIME = 2 * 1024  # of those that say what a part is: they are read many times
MOST_PARAMETERS = 50  # of one of those
LONGEST_READING = 30.0  # seconds
LONGEST_HTML = 128 * 1024  # characters that are read of a mail that is only HTML
ADDRESSED = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")
ROBOTS = re.compile(
    r"(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?(?:[-+=].*)?|listserv|majordomo)@",
    re.IGNORECASE,
)
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail. ``robot`` says why no person wrote it (RFC 3834); "" where one did."""

    id: str  # its Message-ID; one made of its bytes where it has none
    sender: str  # its address in small letters
    to: tuple[str, ...]
    answers: tuple[str, ...]  # ids of the mails that it answers, newest first
    text: str  # what was written, without quotations
    attachments: tuple[str, ...] = ()
    robot: str = ""


class _Bounded(policy.EmailPolicy):
    """A header that nobody's program writes so long is read as if it were empty."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        mime = name.lower().startswith("content-")
        long = len(value) > (LONGEST_MIME if mime else LONGEST_HEADER)
        odd = long or (mime and value.count(";") > MOST_PARAMETERS)
        return super().header_fetch_parse(name, "" if odd else value)


BOUNDED = _Bounded()


async def read_in_time(raw: bytes) -> Mail:
    """On another thread. Raises ``TimeoutError``: it is a trap, and the thread is left to it."""
    return await asyncio.wait_for(asyncio.to_thread(read, raw), LONGEST_READING)


def read(raw: bytes) -> Mail:
    """Any bytes make a mail: what cannot be read is left out."""
    message = message_from_bytes(raw, policy=BOUNDED)
    assert isinstance(message, EmailMessage)  # noqa: S101 - that is what this policy makes
    replies = (_header(message, name) for name in ("In-Reply-To", "References"))
    found = (id for header in replies for id in message_ids(header))
    return Mail(
        id=next(iter(message_ids(_header(message, "Message-ID"))), _unnamed(raw)),
        sender=parseaddr(_header(message, "From"))[1].lower(),
        to=tuple(_addressed(message)),
        answers=tuple(dict.fromkeys(found)),
        text=_words(message),
        attachments=tuple(_attachments(message)),
        robot=_robot(message),
    )


def _unnamed(raw: bytes) -> str:
    return f"<{hashlib.sha256(raw).hexdigest()[:32]}@unnamed.invalid>"


def _header(message: EmailMessage, name: str) -> str:
    """Its value; "" where there is none, or none that can be read."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except Exception:  # noqa: BLE001 - the header parser breaks on some malformed headers
        return ""


def _addressed(message: EmailMessage) -> Iterator[str]:
    headers = [_header(message, name) for name in ADDRESSED]
    for _, address in getaddresses([one for one in headers if one]):
        if address:
            yield address.lower()


def _words(message: EmailMessage) -> str:
    """The plain part, or the HTML one as text; what the person wrote of it."""
    part = message.get_body(("plain",))
    text = _content(part) if part else ""
    if not text.strip():
        html = message.get_body(("html",))
        text = plain(_content(html)[:LONGEST_HTML]) if html else ""
    text = text.replace("\0", "").replace("\xa0", " ")
    return UNSEEN.sub("", own_words(text))[:LONGEST].strip()


def _content(part: MIMEPart) -> str:
    """Its text in whatever it is encoded. Half surrogates cannot be kept, and are not."""
    try:
        text = part.get_content()
    except (LookupError, ValueError, KeyError, AttributeError):  # an unknown or wrong charset
        payload = part.get_payload(decode=True)
        text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    text = text if isinstance(text, str) else ""
    return text.encode("utf-8", "replace").decode("utf-8")


def _attachments(message: EmailMessage) -> Iterator[str]:
    for number, part in enumerate(message.iter_attachments()):
        if number == MOST_NAMED:
            return
        name = part.get_filename() or part.get_content_type()
        yield " ".join(str(name).encode("utf-8", "replace").decode().split())[:LONGEST_NAME]


def _robot(message: EmailMessage) -> str:
    """Why it must not be answered, nor taken for words of a visitor; "": a person wrote it."""
    automatic = _header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    if automatic not in ("", "no"):
        return f"Auto-Submitted: {automatic}"
    if _header(message, "Precedence").lower() in ("bulk", "list", "junk", "auto_reply"):
        return "Precedence"
    if "Return-Path" in message and _header(message, "Return-Path") in ("<>", ""):
        return "no sender to return it to"
    if any(name.lower().startswith("list-") for name in message):
        return "a mailing list"
    if message.get_content_type() == "multipart/report":
        return "a report"
    if any(name in message for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply-From")):
        return "an automatic reply"
    sender = parseaddr(_header(message, "From"))[1]
    return "the address of a machine" if ROBOTS.match(sender) else ""
