"""What a webhook of Twilio's tells: a message, or what became of one of ours. Nothing raises.

twilio.com/docs/messaging/guides/webhook-request. A message is known by its ``MessageSid``.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from warmline.channels._loose import RAW, clean, document, mapping, raw, text
from warmline.channels.sms.signing import fields, is_form
from warmline.flow.channels import Event, Hook, Person, Receipt, Remote, Said, State, Unread
from warmline.outside.twilio import in_words

Fields = Mapping[str, str]

STOPPED: Final = "stopped"  # a note: the visitor's newest message said that nothing may come
HOOK: Final = "hook"  # a note: where the provider tells what became of our replies
STOP: Final = frozenset(
    {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "arret"}
)
"""The provider's own words: who says one of them, and nothing else, gets no more messages."""
NUMBER: Final = re.compile(r"\+[1-9][0-9]{4,14}")
MOST_MEDIA: Final = 10
STATES: Final[Mapping[str, State]] = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "undelivered": "failed",
    "failed": "failed",
    "canceled": "failed",
}
PASSING: Final = frozenset({"accepted", "scheduled", "queued", "sending"})


def events_of(hook: Hook, *, account: str, sender: str) -> Sequence[Event]:
    found = _fields(hook)
    if not found:
        digest = hashlib.sha256(hook.body).hexdigest()[:32]
        return (Unread(id=f"body:{digest}", what="not a message", raw=raw(hook.body)),)
    if odd := _not_ours(found, account, sender):
        return (odd,)
    if "MessageStatus" in found and "Body" not in found:
        return _receipt(found)
    return _message(found, hook)


def _fields(hook: Hook) -> Fields:
    """Of a form, or of JSON; where one comes twice, the first."""
    if is_form(hook):
        return {name: clean(value) for name, value in reversed(fields(hook))}
    found = mapping(document(hook.body))
    return {name: text(value) for name, value in found.items() if isinstance(value, str)}


def _id(found: Fields) -> str:
    return text(found.get("MessageSid") or found.get("SmsSid"), 64)


def _not_ours(found: Fields, account: str, sender: str) -> Unread | None:
    """Of what is for another account or number, no word is kept."""
    id = _id(found)
    if not id:
        return _unread(found, "a message without an id")
    status = "MessageStatus" in found and "Body" not in found
    ours = found.get("From" if status else "To", "")
    if found.get("AccountSid") != account or (sender.startswith("+") and ours != sender):
        return Unread(id=id, what="for another account or number", raw="")
    if not status and not NUMBER.fullmatch(found.get("From", "")):
        return _unread(found, "a sender without a number")
    return None


def _unread(found: Fields, what: str) -> Unread:
    written = json.dumps(found, ensure_ascii=False)
    digest = hashlib.sha256(written.encode()).hexdigest()[:32]
    return Unread(id=_id(found) or f"body:{digest}", what=what, raw=written[:RAW])


def _receipt(found: Fields) -> Sequence[Event]:
    status = found["MessageStatus"].lower()
    if status in PASSING:
        return ()
    if (state := STATES.get(status)) is None:
        return (_unread(found, f"the state {status[:40]}"),)
    code = found.get("ErrorCode", "")
    why = in_words(int(code)) if code.isascii() and code.isdecimal() and len(code) < 9 else ""
    failed = why or f"the message is {status}"
    to = found.get("To", "")
    return (
        Receipt(state=state, thread=to, ids=(_id(found),), why=failed if state == "failed" else ""),
    )


def _message(found: Fields, hook: Hook) -> Sequence[Event]:
    """The words that stop everything are said like others, and noted.

    Who sends can be forged in some networks: a number alone proves nobody.
    """
    number, body = found["From"], found.get("Body", "")
    files = _media(found)
    if not body.strip() and not files:
        return (_unread(found, "a message without words"),)
    notes = {HOOK: urlsplit(hook.url)._replace(query="", fragment="").geturl()}
    if _stops(found):
        notes[STOPPED] = body.strip()[:20]
    person = Person(identity=number, phone=number)
    return (Said(id=_id(found), thread=number, person=person, text=body, files=files, notes=notes),)


def _stops(found: Fields) -> bool:
    """As the provider says; where it does not, by the words that it goes by itself."""
    if said := found.get("OptOutType"):
        return said.upper() == "STOP"
    return found.get("Body", "").strip().lower() in STOP


def _media(found: Fields) -> tuple[Remote, ...]:
    said = found.get("NumMedia", "")
    count = int(said) if said.isascii() and said.isdecimal() and len(said) < 4 else 0
    return tuple(
        _remote(n, url[:2_000], found.get(f"MediaContentType{n}", "")[:100])
        for n in range(min(count, MOST_MEDIA))
        if (url := found.get(f"MediaUrl{n}", ""))
    )


def _remote(n: int, url: str, type: str) -> Remote:
    kind = re.fullmatch(r"[a-z]+/([a-z0-9]{1,8})", type)
    return Remote(
        reference=url, name=f"file-{n + 1}.{kind[1]}" if kind else f"file-{n + 1}", type=type
    )
