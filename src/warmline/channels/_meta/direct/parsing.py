"""Webhooks of Messenger and Instagram: entries of messaging events.

Events of ``standby`` are about threads that another app answers, and are left alone.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from warmline.channels._loose import items, mapping, text
from warmline.channels._meta.direct.content import content
from warmline.channels._meta.direct.flavour import Flavour
from warmline.channels._meta.envelope import digest, entries, instant, name_of, odd
from warmline.flow.channels import Began, Echoed, Edited, Event, Person, Receipt, Said

STARTS: Final = frozenset({"WARMLINE_START", "GET_STARTED"})
"""What the button "Get started" carries: the first is what the check sets up."""

Body = Mapping[str, object]


def parse(body: bytes, flavour: Flavour, mark: str, app_id: str) -> list[Event]:
    """What is told of the flavour's account. Messages with our ``mark`` or ``app_id`` are ours."""
    return [
        event
        for entry in entries(body, flavour.object)
        if name_of(entry.get("id")) == flavour.account
        for event in _entry(entry, flavour.account, mark, app_id)
    ]


def marks(body: bytes, flavour: Flavour, mark: str) -> list[tuple[str, str]]:
    """What our messages were marked with, as their echoes tell it, and their ids."""
    messages = (
        mapping(mapping(event).get("message"))
        for entry in entries(body, flavour.object)
        for event in items(entry.get("messaging"))
    )
    found = ((text(one.get("metadata"), 1_000), name_of(one.get("mid"))) for one in messages)
    return [(given, mid) for given, mid in found if given.startswith(mark) and mid]


def _entry(entry: Body, account: str, mark: str, app_id: str) -> Iterator[Event]:
    for messaging in items(entry.get("messaging")):
        yield from _event(mapping(messaging), account, mark, app_id)
    for change in map(mapping, items(entry.get("changes"))):  # comments, feeds, Meta's test button
        yield odd(f"change {text(change.get('field'), 60)}", change)


def _event(event: Body, account: str, mark: str, app_id: str) -> Iterator[Event]:
    sender = name_of(mapping(event.get("sender")).get("id"))
    message = mapping(event.get("message"))
    if message.get("is_echo") is True:
        yield from _echo(event, message, mark, app_id)
    elif not sender or sender == account:
        yield odd("event without a sender", event)
    elif "message" in event:
        yield from _message(event, message, sender)
    else:
        yield from _other(event, sender)


def _message(event: Body, message: Body, sender: str) -> Iterator[Event]:
    at = instant(event.get("timestamp"))
    mid = name_of(message.get("mid")) or digest(event)
    if message.get("is_deleted") is True:
        yield Edited(id=mid, thread=sender, gone=True, at=at)
        return
    words, files = content(message)
    yield Said(
        id=mid,
        thread=sender,
        person=Person(identity=sender),
        text=words,
        files=files,
        button=text(mapping(message.get("quick_reply")).get("payload"), 1_000),
        answers=name_of(mapping(message.get("reply_to")).get("mid")),
        at=at,
    )


def _echo(event: Body, message: Body, mark: str, app_id: str) -> Iterator[Event]:
    """A message of the account's: ours comes back as well, which is nothing new."""
    ours = text(message.get("metadata"), 1_000).startswith(mark)
    if ours or (app_id and name_of(message.get("app_id")) == app_id):
        return
    thread = name_of(mapping(event.get("recipient")).get("id"))
    if not thread or message.get("is_deleted") is True:
        yield odd("echo", event)
        return
    words, files = content(message)
    yield Echoed(
        id=name_of(message.get("mid")) or digest(event),
        thread=thread,
        text=words,
        files=files,
        at=instant(event.get("timestamp")),
    )


def _other(event: Body, sender: str) -> Iterator[Event]:
    kind = next((kind for kind in _KINDS if kind in event), "")
    body = mapping(event.get(kind))
    at = instant(event.get("timestamp"))
    match kind:
        case "postback":
            yield from _postback(event, body, sender)
        case "referral":
            yield _began(event, sender, text(body.get("ref"), 2_000))
        case "message_edit" if "text" in body and body.get("mid"):
            yield Edited(
                id=name_of(body.get("mid")), thread=sender, text=text(body.get("text")), at=at
            )
        case "delivery" | "read":
            yield _receipt(kind, body, sender, at)
        case "reaction":
            return
        case _:
            yield odd("event", event)


_KINDS: Final = ("postback", "referral", "message_edit", "delivery", "read", "reaction")


def _postback(event: Body, body: Body, sender: str) -> Iterator[Event]:
    """A button that stays: "Get started", the menu, an opening question."""
    payload = text(body.get("payload"), 1_000)
    ref = text(mapping(body.get("referral")).get("ref"), 2_000)
    if payload in STARTS or ref:
        yield _began(event, sender, ref)
        return
    words = text(body.get("title"), 1_000) or payload
    if not words.strip():
        yield odd("postback", event)
        return
    yield Said(
        id=name_of(body.get("mid")) or digest(event),
        thread=sender,
        person=Person(identity=sender),
        text=words,
        button=payload,
        at=instant(event.get("timestamp")),
    )


def _began(event: Body, sender: str, ref: str) -> Began:
    return Began(
        id=digest(event),
        thread=sender,
        person=Person(identity=sender),
        payload=ref,
        at=instant(event.get("timestamp")),
    )


def _receipt(kind: str, body: Body, sender: str, at: int) -> Receipt:
    """Messenger tells up to when all is read; Instagram the newest message that was."""
    told = (*items(body.get("mids"))[:1_000], body.get("mid"))
    ids = tuple(id_ for id_ in map(name_of, told) if id_)
    return Receipt(
        state="read" if kind == "read" else "delivered",
        thread=sender,
        ids=ids,
        until=instant(body.get("watermark")),
        at=at,
    )
