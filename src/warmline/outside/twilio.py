"""Twilio's Messages API, or one that speaks it: whose account, which request, what an answer means.

twilio.com/docs/messaging/api/message-resource: Basic authentication, a form, 201 with the message;
errors are a JSON with Twilio's own ``code``. The API knows no idempotency key, so what may have
been sent before is looked for among the newest messages.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, cast
from urllib.parse import urlencode

from warmline.flow.failures import Temporary
from warmline.outside.posting import Post, Reply

FORM: Final = "application/x-www-form-urlencoded"
LOST: Final = ("failed", "undelivered", "canceled")  # states of a message that reached nobody
NEWEST: Final = 50  # messages looked through for one that may have been sent
API: Final = "https://api.twilio.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whose messages they are. ``sender``: a number like +4915112345678, or MG…, a service."""

    id: str
    secret: str = field(repr=False)  # of the account, or of the key
    sender: str
    base_url: str = API
    key: str = ""  # SK…, an API key that ``secret`` belongs to; "": to the account itself


def request(
    account: Account,
    resource: str,
    *,
    query: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
) -> Post:
    """Of ``Messages.json`` and the like: with a form it is posted, else it is read."""
    base = f"{account.base_url.rstrip('/')}/2010-04-01/Accounts/{account.id}"
    url = f"{base}{resource}" + (f"?{urlencode(query)}" if query else "")
    headers = {"Authorization": authorization(account), "Content-Type": FORM}
    method: Literal["POST", "GET"] = "GET" if form is None else "POST"
    return Post(url=url, body=urlencode(form or {}).encode(), headers=headers, method=method)


def authorization(account: Account) -> str:
    name = f"{account.key or account.id}:{account.secret}"
    return f"Basic {base64.b64encode(name.encode()).decode()}"


def by_sender(account: Account) -> Mapping[str, str]:
    """The field that says who sends."""
    service = account.sender.startswith("MG")
    return {"MessagingServiceSid" if service else "From": account.sender}


def newest_to(account: Account, number: str) -> Post:
    return request(account, "/Messages.json", query={"To": number, "PageSize": str(NEWEST)})


def found_with(reply: Reply, body: str) -> Sequence[Mapping[str, Any]]:
    """Of the newest messages, those with these very words that are not lost; newest first."""
    messages = document(reply).get("messages")
    listed = cast("list[Mapping[str, Any]]", messages if isinstance(messages, list) else [])
    return [one for one in listed if one.get("body") == body and one.get("status") not in LOST]


# ── answers ───────────────────────────────────────────────────────────────────────────────────────


def document(reply: Reply) -> Mapping[str, Any]:
    """Raises ``Temporary`` where it is no JSON."""
    try:
        found = json.loads(reply.body)
    except (ValueError, RecursionError):
        raise Temporary("the SMS service's answer could not be read") from None
    return cast("Mapping[str, Any]", found) if isinstance(found, dict) else {}


def code_of(reply: Reply) -> int:
    """Twilio's own, of an answer that is none of success; 0: it has none."""
    try:
        code = document(reply).get("code")
    except Temporary:
        return 0
    return code if isinstance(code, int) else 0


def fault(reply: Reply) -> str:
    """Twilio's code and words. The number is left out of them: logs are no address books."""
    if 200 <= reply.status < 300:
        return ""
    return in_words(code_of(reply))


def in_words(code: int) -> str:
    """A code, in words for operators; nothing of 0."""
    return f"{WORDS.get(code, 'error')} ({code})" if code else ""


BUSY: Final = frozenset({14107, 20429, 21611, 30001, 63018})
"""Codes of what will pass by itself."""

WORDS: Final[Mapping[int, str]] = {
    11200: "our address could not be reached",
    12300: "the file at our address is of a type that is not taken",
    14107: "too many messages to that number at once",
    20003: "the account or its secret is wrong",
    20404: "there is no such account",
    20429: "too many requests",
    21211: "the number is not one that can get an SMS",
    21212: "the sender is not a valid number",
    21408: "SMS to that country are not allowed in the account",
    21602: "the message has no words",
    21604: "the number is missing",
    21606: "the sender cannot send SMS",
    21608: "a trial account sends to verified numbers only",
    21610: "whoever has the number has said STOP",
    21611: "too many messages of the sender are waiting",
    21612: "the sender cannot reach that number",
    21614: "the number is no mobile number",
    21617: "the message is too long",
    21620: "the file's address is not one that can be fetched",
    21635: "the number is a landline",
    21660: "the sender does not belong to the account",
    21703: "the messaging service has no sender",
    21704: "the messaging service has no sender for that number",
    30001: "the provider's queue is full",
    30002: "the account is suspended",
    30003: "the phone is off or out of reach",
    30004: "the phone or its network blocks the message",
    30005: "nobody has the number, or it can no longer be reached",
    30006: "the number is a landline, or its network takes no SMS",
    30007: "the network filtered the message out",
    30008: "the network did not say why",
    30011: "the number takes no MMS in its country",
    30019: "the file is larger than the network takes",
    30022: "the network takes no more messages of the sender for now",
    30034: "the sender is not registered with the networks of that country",
    30036: "it could not be delivered before it expired",
    30410: "the network took too long",
    63018: "too many messages of the sender",
}
