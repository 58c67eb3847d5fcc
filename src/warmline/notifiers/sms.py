"""Notices by SMS, through Twilio's Messages API or one that speaks it.

twilio.com/docs/messaging/api/message-resource: Basic authentication, a form, 201 with the message;
errors are a JSON with Twilio's own ``code``. The API knows no idempotency key, so what may have
been sent before is looked for first: each text ends in a mark of its own.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast
from urllib.parse import quote, urlencode

from warmline.core.effects import Notify
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Letter
from warmline.notifiers import _words
from warmline.notifiers._sending import check, send
from warmline.outside.posting import Outside, Post, Reply

FORM: Final = "application/x-www-form-urlencoded"
LOST: Final = ("failed", "undelivered", "canceled")  # states of a message that reached nobody
NEWEST: Final = 50  # messages looked through for one that may have been sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whose messages they are. ``sender``: a number like +4915112345678, or MG…, a service."""

    id: str
    secret: str
    sender: str
    base_url: str = "https://api.twilio.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sms:
    """Short, and never with a word of the conversation."""

    outside: Outside
    account: Account
    console: str  # address of the console

    async def notify(self, notify: Notify, letter: Letter, *, key: str) -> str:
        body = self._body(notify, letter, key)
        if letter.tried and (found := await self._sent_before(letter.phone, body)):
            return f"{found} (it had been sent already)"
        sender = self.account.sender
        by = "MessagingServiceSid" if sender.startswith("MG") else "From"
        form = urlencode({"To": letter.phone, by: sender, "Body": body}).encode()
        reply = await send(self.outside, self._post("", form))
        return _taken(reply)

    async def _sent_before(self, phone: str, body: str) -> str:
        """The state of the message with these very words; "": there is none that went out."""
        query = f"?To={quote(phone)}&PageSize={NEWEST}"
        reply = await send(self.outside, self._post(query, b"", method="GET"))
        check(reply, _fault(reply))
        messages = _document(reply).get("messages")
        for one in cast("list[Mapping[str, Any]]", messages if isinstance(messages, list) else []):
            if one.get("body") == body and one.get("status") not in LOST:
                return f"message {one.get('sid')} is {one.get('status')}"
        return ""

    def _post(self, query: str, body: bytes, *, method: str = "POST") -> Post:
        account = self.account
        name = base64.b64encode(f"{account.id}:{account.secret}".encode()).decode()
        url = f"{account.base_url}/2010-04-01/Accounts/{account.id}/Messages.json{query}"
        headers = {"Authorization": f"Basic {name}", "Content-Type": FORM}
        return Post(
            url=url, body=body, headers=headers, method="GET" if method == "GET" else "POST"
        )

    def _body(self, notify: Notify, letter: Letter, key: str) -> str:
        mark = key.removeprefix("msg_")[:8]
        parts = (f"{_words.title(notify)}.", *_words.asides(letter))
        return f"{' '.join(parts)} {_words.address(self.console, letter)} ({mark})"


def _taken(reply: Reply) -> str:
    check(reply, _fault(reply))
    document = _document(reply)
    status = str(document.get("status", ""))
    if status in LOST:
        raise Permanent(f"the message is {status}: {document.get('error_message') or ''}")
    return f"message {document.get('sid')} is {status}"


def _fault(reply: Reply) -> str:
    """Twilio's code and words. The number is left out of them: logs are no address books."""
    if 200 <= reply.status < 300:
        return ""
    try:
        found = _document(reply)
    except Temporary:
        return ""
    return f"{WORDS.get(cast('int', found.get('code')), 'error')} ({found.get('code')})"


WORDS: Final[Mapping[int, str]] = {
    20003: "the account or its secret is wrong",
    20404: "there is no such account",
    20429: "too many requests",
    21211: "the number is not one that can get an SMS",
    21212: "the sender is not a valid number",
    21408: "SMS to that country are not allowed in the account",
    21606: "the sender cannot send SMS",
    21608: "a trial account sends to verified numbers only",
    21610: "whoever has the number has said STOP",
    21614: "the number is no mobile number",
    30001: "the provider's queue is full",
}


def _document(reply: Reply) -> Mapping[str, Any]:
    try:
        found = json.loads(reply.body)
    except (ValueError, RecursionError):
        raise Temporary("the SMS service's answer could not be read") from None
    return cast("Mapping[str, Any]", found) if isinstance(found, dict) else {}
