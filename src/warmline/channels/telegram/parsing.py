"""What a Telegram update tells. Whatever comes as JSON is taken; nothing raises.

core.telegram.org/bots/api#update. Only private chats are conversations.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from warmline.channels._loose import document, items, mapping, raw, text, whole
from warmline.channels.telegram.envelope import (
    at_of,
    id_of,
    key_of,
    not_a_visitors,
    person_of,
    thread_of,
    unread,
)
from warmline.channels.telegram.media import Fields, clean_name, content_of, files_of, words_of
from warmline.flow.channels import Began, Edited, Event, Moved, Said, Unread

TAKEN: Final = ("message", "edited_message", "callback_query", "my_chat_member")
STOPPED: Final = "stopped"  # a note: the visitor's newest message said that nothing may come
LONG: Final = "~"  # begins the data of a button whose id is longer than Telegram carries
_COMMAND: Final = re.compile(r"/(start|human|stop)(?:@\w+)?(?:\s+(.*))?", re.DOTALL | re.IGNORECASE)


def events_of(body: bytes) -> Sequence[Event]:
    """The events of one update, as a webhook brings it."""
    found = document(body)
    if update := mapping(found):
        return update_of(update)
    digest = hashlib.sha256(body).hexdigest()[:32]
    return (Unread(id=f"body:{digest}", what="not an update", raw=raw(body)),)


def update_of(update: Fields) -> Sequence[Event]:
    id = id_of(update)
    for name in TAKEN:
        if found := mapping(update.get(name)):
            return _READERS[name](id, found)
    rest = [name for name in update if name != "update_id"]
    return (unread(id, clean_name(rest[0]) if rest else "nothing", update),)


def number_of(update: object) -> int:
    return whole(mapping(update).get("update_id"))


def query_of(update: object) -> str:
    """The id of a button's press, which has to be answered; "": it is none."""
    return text(mapping(mapping(update).get("callback_query")).get("id"), 100)


# ── messages ──────────────────────────────────────────────────────────────────────────────────────


def _message(id: str, message: Fields) -> Sequence[Event]:
    if to := whole(message.get("migrate_to_chat_id")):
        return (Moved(id=id, thread=thread_of(message), to=str(to)),)
    if odd := not_a_visitors(id, message):
        return (odd,)
    words = words_of(message)
    if command := _COMMAND.fullmatch(words):
        return _command(message, command[1].lower(), (command[2] or "").strip())
    files = files_of(message)
    if not words and not files:
        return (unread(id, content_of(message), message),)
    return (_said(message, words),)


def _command(message: Fields, name: str, rest: str) -> Sequence[Event]:
    if name == "start":
        began = Began(
            id=key_of(message),
            thread=thread_of(message),
            person=person_of(message),
            payload=rest[:64],
            at=at_of(message, "date"),
        )
        return (began,)
    if name == "stop":
        return (_said(message, words_of(message), notes={STOPPED: "/stop"}),)
    if not rest:
        return (_said(message, words_of(message), button="person"),)
    return (_said(message, rest), _said(message, "/human", button="person", id=":human"))


def _said(
    message: Fields,
    words: str,
    *,
    button: str = "",
    id: str = "",  # what sets it apart from the other of the same message
    notes: Mapping[str, str] = {},
) -> Said:
    answered = mapping(message.get("reply_to_message"))
    return Said(
        id=key_of(message) + id,
        thread=thread_of(message),
        person=person_of(message),
        text=words,
        files=() if id else files_of(message),
        button=button,
        answers=f"{thread_of(message)}:{whole(answered.get('message_id'))}" if answered else "",
        at=at_of(message, "date"),
        notes=notes,
    )


def _edited(id: str, message: Fields) -> Sequence[Event]:
    """A caption that was taken away is none of this: its picture is still there."""
    if odd := not_a_visitors(id, message):
        return (odd,)
    if not (words := words_of(message)):
        return (Unread(id=id, what="a change that left no words", raw=""),)
    key, thread = key_of(message), thread_of(message)
    return (Edited(id=key, thread=thread, text=words, at=at_of(message, "edit_date")),)


# ── presses, and who has blocked us ───────────────────────────────────────────────────────────────


def _pressed(id: str, query: Fields) -> Sequence[Event]:
    message = mapping(query.get("message"))
    theirs = {**message, "from": query.get("from")}
    data, press = text(query.get("data"), 64), text(query.get("id"), 100)
    label = _label(message, data)
    if odd := not_a_visitors(id, theirs):
        return (odd,)
    if not data or not press or (data.startswith(LONG) and not label):
        return (unread(id, "a press of nothing known", query),)
    said = Said(
        id=f"press:{press}",
        thread=thread_of(theirs),
        person=person_of(theirs),
        text=label or data,
        button="" if data.startswith(LONG) else data,
        answers=key_of(theirs),
    )
    return (said,)


def _label(message: Fields, data: str) -> str:
    """What stands on the button; "" where the message is too old to come along."""
    rows = items(mapping(message.get("reply_markup")).get("inline_keyboard"))
    buttons = [mapping(button) for row in rows for button in items(row)]
    labels = [text(one.get("text"), 200) for one in buttons if one.get("callback_data") == data]
    return labels[0] if labels else ""


def _membership(id: str, change: Fields) -> Sequence[Event]:
    """Blocking us leads to nothing here: the next message of ours is refused, with the reason."""
    if text(mapping(change.get("chat")).get("type"), 20) != "private":
        return (Unread(id=id, what="our place in a group", raw=""),)
    status = text(mapping(change.get("new_chat_member")).get("status"), 20)
    return (Unread(id=id, what="blocked by a visitor", raw=""),) if status == "kicked" else ()


_READERS: Final[Mapping[str, Callable[[str, Fields], Sequence[Event]]]] = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _pressed,
    "my_chat_member": _membership,
}
