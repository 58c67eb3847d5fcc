"""What Discord tells, as events. Pure; any document makes some."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from warmline.channels._loose import items, mapping, text, whole
from warmline.flow.channels import Edited, Event, Person, Remote, Said, Typed, Unread

TALK: Final = (0, 19)  # types of messages that somebody wrote: plain ones and replies
COMPONENT: Final = 3  # the type of an interaction: a button was pressed
COMMAND: Final = 2  # a slash command; we have one, which asks for a person
LONGEST_RAW: Final = 4000  # characters

Document = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """Which channels are conversations: each without a server, and threads of one channel."""

    parent: str = ""  # the support channel; "": none
    threads: frozenset[str] = field(default_factory=frozenset[str])

    def has(self, channel: str, guild: str) -> bool:
        return not guild or channel in self.threads

    def after(self, name: str, data: Document) -> "Rooms":
        """As the gateway tells of threads."""
        match name:
            case "GUILD_CREATE" | "THREAD_LIST_SYNC":
                return self._with(listed(data.get("threads")))
            case "THREAD_CREATE" | "THREAD_UPDATE":
                return self._with([data])
            case "THREAD_DELETE":
                return replace(self, threads=self.threads - {said(data, "id")})
            case _:
                return self

    def _with(self, threads: Sequence[Document]) -> "Rooms":
        mine = {said(one, "id") for one in threads if said(one, "parent_id") == self.parent}
        return replace(self, threads=self.threads | mine) if self.parent else self


def dispatched(name: str, data: Document, rooms: Rooms) -> Sequence[Event]:
    """The events of one dispatch of the gateway."""
    room = rooms.has(said(data, "channel_id"), said(data, "guild_id"))
    match name:
        case "MESSAGE_CREATE" if room:
            return tuple(_written(data))
        case "MESSAGE_UPDATE" if room and data.get("edited_timestamp") and not _of_a_bot(data):
            changed = Edited(
                id=said(data, "id"),
                thread=said(data, "channel_id"),
                text=text(data.get("content")),
                at=millis(data.get("edited_timestamp")),
            )
            return (changed,)
        case "MESSAGE_DELETE" if room:
            return (Edited(id=said(data, "id"), thread=said(data, "channel_id"), gone=True),)
        case "TYPING_START" if room:
            return (Typed(thread=said(data, "channel_id")),)
        case "INTERACTION_CREATE":
            return interaction(data, rooms)
        case _:
            return ()


def _written(data: Document) -> Iterator[Event]:
    if _of_a_bot(data):
        return  # our own, and those of other bots: none answers another
    files = tuple(_files(data))
    words = text(data.get("content"))
    stickers = (f"[{text(one.get('name'))}]" for one in listed(data.get("sticker_items")))
    words = "\n".join(filter(None, (words, *stickers)))
    if data.get("type", 0) not in TALK or not (words or files):
        yield unread(data, "message_without_words")
        return
    answered = mapping(data.get("message_reference"))
    yield Said(
        id=said(data, "id"),
        thread=said(data, "channel_id"),
        person=person(mapping(data.get("author"))),
        text=words,
        files=files,
        answers=said(answered, "message_id"),
        at=millis(data.get("timestamp")),
        crowd=bool(said(data, "guild_id")),
    )


def interaction(data: Document, rooms: Rooms) -> Sequence[Event]:
    """A button that was pressed, or a command; nothing where others read along."""
    if not rooms.has(said(data, "channel_id"), said(data, "guild_id")):
        return ()
    member = mapping(mapping(data.get("member")).get("user"))
    user = mapping(data.get("user")) or member
    given = mapping(data.get("data"))
    pressed = {COMPONENT: text(given.get("custom_id")), COMMAND: "person"}.get(
        whole(data.get("type"))
    )
    if not pressed or not said(user, "id") or not said(data, "channel_id"):
        return ()
    label = _label(mapping(data.get("message")), pressed) or text(given.get("name"))
    return (
        Said(
            id=said(data, "id"),
            thread=said(data, "channel_id"),
            person=person(user, text(data.get("locale"))),
            text=label or pressed,
            button=pressed,
            crowd=bool(said(data, "guild_id")),
        ),
    )


def _label(message: Document, id: str) -> str:
    rows = (listed(row.get("components")) for row in listed(message.get("components")))
    found = (text(one.get("label")) for row in rows for one in row if one.get("custom_id") == id)
    return next(found, "")


def person(user: Document, locale: str = "") -> Person:
    """Known by the number that never changes; names are shown, and never matched."""
    name = text(user.get("global_name")) or text(user.get("username"))
    handle = text(user.get("username"))
    return Person(identity=said(user, "id"), name=name[:200], handle=handle[:200], language=locale)


def _files(data: Document) -> Iterator[Remote]:
    for one in listed(data.get("attachments")):
        yield Remote(
            reference=text(one.get("url")),
            name=text(one.get("filename"))[:200],
            type=text(one.get("content_type"))[:100],
            size=max(0, whole(one.get("size"))),
        )


def _of_a_bot(data: Document) -> bool:
    author = mapping(data.get("author"))
    return bool(author.get("bot") or data.get("webhook_id") or not said(author, "id"))


def unread(data: Document, what: str) -> Unread:
    raw = json.dumps(data, ensure_ascii=True, default=str)[:LONGEST_RAW]
    return Unread(id=said(data, "id") or what, what=what, raw=raw)


# ── documents that nobody vouches for ─────────────────────────────────────────────────────────────


def listed(value: object) -> Sequence[Document]:
    return [mapping(one) for one in items(value)]


def said(data: Document, key: str) -> str:
    """An id: Discord writes its numbers as text."""
    value = data.get(key)
    return value if isinstance(value, str) and value.isdecimal() and len(value) <= 22 else ""


def millis(value: object) -> int:
    """Of a time in ISO 8601; 0: it cannot be read."""
    try:
        return (
            round(datetime.fromisoformat(value).timestamp() * 1000) if isinstance(value, str) else 0
        )
    except (ValueError, OverflowError, OSError):
        return 0
