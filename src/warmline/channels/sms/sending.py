"""What the SMS provider is asked to send, and what its answers mean."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

from warmline.channels._loose import clean
from warmline.channels.sms.parsing import HOOK, NUMBER, STOPPED
from warmline.core.model import Millis
from warmline.flow.channels import Attachment, Outgoing, Setup
from warmline.flow.failures import Permanent, Temporary
from warmline.outside import twilio
from warmline.outside.posting import Reply

RECENT: Final = timedelta(hours=1)  # how far back a message that may have been sent is looked for
NO_FILES: Final = (
    "files do not go out by SMS: send a link in words, or switch “Send files (MMS)” on in the"
    " channel's settings if the number can send MMS"
)
TAKEN: Final = frozenset(
    {
        *("image/jpeg", "image/png", "image/gif", "application/pdf", "video/mp4", "video/webm"),
        *("audio/mpeg", "audio/mp4", "audio/ogg", "audio/webm"),
    }
)
"""Types that the provider takes as they are given out at a file's link."""
_PASSING: Final = frozenset({408, 425, 429})  # besides all from 500


def account_of(setup: Setup) -> twilio.Account:
    key = setup["api_key"] if setup["api_secret"] else ""
    return twilio.Account(
        id=setup["account"],
        secret=setup["api_secret"] if key else setup["auth_token"],
        sender=setup["sender"],
        base_url=setup["base_url"] or twilio.API,
        key=key,
    )


def form_of(message: Outgoing, account: twilio.Account, setup: Setup) -> Mapping[str, str]:
    """The fields of the message. Raises ``Permanent`` where it may not go."""
    if word := message.notes.get(STOPPED):
        raise Permanent(f"the visitor said {word}: nothing may come until they write again")
    if not NUMBER.fullmatch(message.thread):
        raise Permanent("expected a number such as +4915112345678")
    form = {"To": message.thread, **twilio.by_sender(account), "Body": clean(message.text)}
    if message.file:
        form |= _with_file(message.file, form["Body"], on=setup["mms"] == "on")
    if where := message.notes.get(HOOK):
        form["StatusCallback"] = where
    return {**form, "ValidityPeriod": validity} if (validity := setup["validity"]) else form


def _with_file(file: Attachment, words: str, *, on: bool) -> Mapping[str, str]:
    """It is fetched from its link. Its name goes along where no words do: see ``sent_before``."""
    if not on:
        raise Permanent(NO_FILES)
    if file.file.type not in TAKEN:
        raise Permanent(f"MMS take no files of the type {file.file.type}")
    if not file.link:
        raise Permanent("there is no address at which the SMS provider could fetch the file")
    return {"Body": words or clean(file.file.name), "MediaUrl": file.link}


def sid_of(reply: Reply) -> str:
    """The id of the message that was taken. Raises ``Temporary``, ``Permanent``."""
    check(reply)
    document = twilio.document(reply)
    status, sid = str(document.get("status", "")), document.get("sid")
    if status in twilio.LOST:
        code = document.get("error_code")
        why = twilio.in_words(code) if isinstance(code, int) else ""
        raise Permanent(why or f"the message is {status}")
    if not isinstance(sid, str):
        raise Temporary("the SMS service gave the message no id")
    return sid


def check(reply: Reply) -> None:
    """Raises ``Temporary`` or ``Permanent`` where the answer is none of success."""
    if 200 <= reply.status < 300:
        return
    code = twilio.code_of(reply)
    words = twilio.fault(reply) or f"the SMS service answered {reply.status}"
    passing = reply.status in _PASSING or reply.status >= 500 or code in twilio.BUSY
    if passing:
        raise Temporary(words, retry_after=reply.retry_after)
    raise Permanent(words)


def sent_before(reply: Reply, body: str, now: Millis) -> str:
    """The id of a message with these very words that was made lately; "": there is none."""
    check(reply)
    found = [one for one in twilio.found_with(reply, body) if _lately(one, now)]
    return str(found[0].get("sid", "")) if found else ""


def _lately(one: Mapping[str, Any], now: Millis) -> bool:
    """Those that came in are no messages of ours."""
    try:
        made = parsedate_to_datetime(str(one.get("date_created")))
    except ValueError:
        return False
    ours = str(one.get("direction", "")).startswith("outbound")
    age = datetime.fromtimestamp(now / 1_000, tz=UTC) - made.replace(tzinfo=made.tzinfo or UTC)
    return ours and age <= RECENT


def listed(document: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found = document.get(name)
    return found if isinstance(found, list) else []  # pyright: ignore[reportUnknownVariableType]
