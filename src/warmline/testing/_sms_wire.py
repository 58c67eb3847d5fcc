"""Twilio's side of SMS: its signatures, its error documents, and what it takes of a message."""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from warmline.testing._links import TooLarge, Unfetched, fetched, is_link
from warmline.testing._provider import Enclosed

LENGTH: Final = 1_600
NUMBER: Final = re.compile(r"\+[1-9][0-9]{6,14}")
FORM: Final = "application/x-www-form-urlencoded"
OPTIONS: Final = {
    *("To", "From", "MessagingServiceSid", "Body", "MediaUrl", "StatusCallback", "ValidityPeriod")
}
MMS: Final = ("+1", "+61")  # countries whose numbers take files
PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/gif"})
OTHERS: Final = frozenset(
    {
        *("audio/mpeg", "audio/mp4", "audio/ogg", "audio/webm", "audio/amr", "audio/3gpp"),
        *("video/mp4", "video/mpeg", "video/quicktime", "video/webm", "video/3gpp"),
        *("application/pdf", "text/vcard", "text/csv", "text/calendar"),
    }
)
LARGEST: Final = 5_000_000  # bytes of a picture
LARGEST_OTHER: Final = 500_000  # bytes of any other file


class Refused(Exception):
    """Twilio's own error document."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code

    @property
    def document(self) -> Mapping[str, object]:
        more = f"https://www.twilio.com/docs/errors/{self.code}"
        return {"code": self.code, "message": str(self), "more_info": more, "status": self.status}


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Who may ask: the account with its token, or with a key and its secret."""

    account: str
    token: str
    keys: Mapping[str, str]

    def check(self, request: Request) -> None:
        """Raises ``Refused``."""
        said = request.headers.get("authorization", "")
        known = {self.account: self.token, **self.keys}
        right = [base64.b64encode(f"{n}:{s}".encode()).decode() for n, s in known.items()]
        if said not in [f"Basic {one}" for one in right]:
            raise Refused(401, 20003, "Authenticate")
        if request.path_params["account"] != self.account:
            raise Refused(404, 20404, "The requested resource was not found")


async def form_of(request: Request) -> Mapping[str, str]:
    """Raises ``Refused``."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise Refused(400, 21602, f"expected a form, got {kind or 'nothing'}")
    found = parse_qsl((await request.body()).decode(), keep_blank_values=True)
    if len(found) != len(dict(found)):
        raise Refused(400, 20001, "A parameter was sent twice")
    return dict(found)


def check_message(form: Mapping[str, str]) -> None:
    """Raises ``Refused``."""
    if odd := sorted(set(form) - OPTIONS):
        raise Refused(400, 20001, f"Unknown parameter {odd[0]}")
    if len(set(form) & {"From", "MessagingServiceSid"}) != 1:
        raise Refused(400, 21603, "A 'From' phone number or a messaging service is required")
    if not NUMBER.fullmatch(form.get("To", "")):
        raise Refused(400, 21211, "The 'To' number is not a valid phone number.")
    if not form.get("Body", "") and "MediaUrl" not in form:
        raise Refused(400, 21602, "Message body is required.")
    if not is_link(form.get("MediaUrl", "https://example.com")):
        raise Refused(400, 21620, "Invalid media URL(s)")
    if len(form.get("Body", "").encode("utf-16-le")) // 2 > LENGTH:
        raise Refused(400, 21617, "The concatenated message body exceeds the 1600 character limit.")
    _check_options(form)


async def media_of(form: Mapping[str, str]) -> tuple[Enclosed | None, int]:
    """The file that a message is sent with; else the code of the error that stops it, or 0."""
    if not (url := form.get("MediaUrl", "")):
        return None, 0
    if not form["To"].startswith(MMS):
        return None, 30011
    try:
        file = await fetched(url, LARGEST)
    except Unfetched:
        return None, 11200
    except TooLarge:
        return None, 30019
    if file.type in PICTURES or (file.type in OTHERS and len(file.content) <= LARGEST_OTHER):
        return file, 0
    return None, 30019 if file.type in OTHERS else 12300


def _check_options(form: Mapping[str, str]) -> None:
    where = urlsplit(form.get("StatusCallback", "https://example.com"))
    if where.scheme not in ("http", "https") or not where.hostname or where.fragment:
        raise Refused(400, 21609, "The 'StatusCallback' URL is not a valid URL.")
    validity = form.get("ValidityPeriod", "1")
    if not validity.isdecimal() or not 1 <= int(validity) <= 36_000:
        raise Refused(400, 21623, "ValidityPeriod must be from 1 to 36000")


def signature(key: str, url: str, fields: Sequence[tuple[str, str]], *, sha256: bool) -> str:
    """Of a webhook with a form: its address, then the fields in order."""
    words = url + "".join(name + value for name, value in sorted(fields))
    hashed = hashlib.sha256 if sha256 else hashlib.sha1
    return base64.b64encode(hmac.new(key.encode(), words.encode(), hashed).digest()).decode()
