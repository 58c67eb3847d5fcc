"""Who wrote a Telegram message, where and when; and what is kept of what nobody could read."""

import hashlib
import json

from warmline.channels._loose import RAW, clean, mapping, text, whole
from warmline.channels.telegram.media import Fields
from warmline.flow.channels import Person, Unread


def thread_of(message: Fields) -> str:
    chat = whole(mapping(message.get("chat")).get("id"))
    return str(chat) if chat else ""


def key_of(message: Fields) -> str:
    """The id of a message is unique in its chat alone, so ours is ``chat:message``."""
    return f"{thread_of(message)}:{whole(message.get('message_id'))}"


def at_of(message: Fields, name: str) -> int:
    """In milliseconds; Telegram counts seconds."""
    return max(0, whole(message.get(name))) * 1_000


def person_of(message: Fields) -> Person:
    found = mapping(message.get("from"))
    id, handle = whole(found.get("id")), text(found.get("username"), 64)
    names = [text(found.get(key), 100) for key in ("first_name", "last_name")]
    return Person(
        identity=str(id) if id else "",
        name=" ".join(filter(None, names)),
        handle=f"@{handle}" if handle else "",
        language=text(found.get("language_code"), 20),
    )


def not_a_visitors(id: str, message: Fields) -> Unread | None:
    """What is no message of one person to us. Of groups, no word is kept."""
    kind = text(mapping(message.get("chat")).get("type"), 20)
    if kind not in ("", "private"):
        return Unread(id=id, what=f"in a {kind}", raw="")
    if mapping(message.get("from")).get("is_bot"):
        return Unread(id=id, what="of an automatic sender", raw="")
    known = thread_of(message) and person_of(message).identity and whole(message.get("message_id"))
    return None if known and kind else unread(id, "a message without its sender", message)


def id_of(update: Fields) -> str:
    if number := whole(update.get("update_id")):
        return f"update:{number}"
    return f"body:{hashlib.sha256(_dump(update).encode()).hexdigest()[:32]}"


def unread(id: str, what: str, found: Fields) -> Unread:
    return Unread(id=id, what=what, raw=_dump(found)[:RAW])


def _dump(found: Fields) -> str:
    """As JSON; "" of what is nested too deep to be written down again."""
    try:
        return clean(json.dumps(found, ensure_ascii=False))
    except (ValueError, RecursionError):
        return ""
