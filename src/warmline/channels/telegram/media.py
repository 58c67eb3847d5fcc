"""What a Telegram message holds: its words, and its files by their ids."""

from collections.abc import Mapping, Sequence
from typing import Final

from warmline.channels._loose import items, mapping, text, whole
from warmline.flow.channels import Remote

Fields = Mapping[str, object]

KINDS: Final[Mapping[str, tuple[str, str]]] = {  # the name and type where none is said
    "animation": ("animation.mp4", "video/mp4"),
    "document": ("document", ""),
    "video": ("video.mp4", "video/mp4"),
    "video_note": ("video.mp4", "video/mp4"),
    "voice": ("voice.ogg", "audio/ogg"),
    "audio": ("audio.mp3", "audio/mpeg"),
}


def words_of(message: Fields) -> str:
    """Its text; of what has none, what can be said in words. A place is a ``geo:`` (RFC 5870)."""
    said = text(message.get("text")) or text(message.get("caption"))
    sticker = text(mapping(message.get("sticker")).get("emoji"))
    return said or sticker or _place(message) or _contact(mapping(message.get("contact")))


def files_of(message: Fields) -> tuple[Remote, ...]:
    if photo := _largest(items(message.get("photo"))):
        return (photo,)
    for kind, (name, type) in KINDS.items():  # an animation comes as a document as well
        if found := _file(mapping(message.get(kind)), name, type):
            return (found,)
    return ()


def content_of(message: Fields) -> str:
    """The name of what it holds, for what nobody can read: ``poll``, ``dice``."""
    rest = [name for name in message if name not in _ENVELOPE]
    return clean_name(rest[0]) if rest else "nothing"


def clean_name(name: str) -> str:
    return text(name, 60)


_ENVELOPE: Final = {
    *("message_id", "message_thread_id", "from", "sender_chat", "chat", "date", "edit_date"),
    *("reply_to_message", "via_bot", "forward_origin", "media_group_id"),
    *("has_protected_content", "reply_markup", "entities"),
}


def _largest(sizes: Sequence[object]) -> Remote | None:
    """A photo comes in several sizes: the one with most pixels."""
    found = [mapping(one) for one in sizes]
    found.sort(key=lambda one: whole(one.get("width")) * whole(one.get("height")))
    return _file(found[-1], "photo.jpg", "image/jpeg") if found else None


def _file(found: Fields, name: str, type: str) -> Remote | None:
    if not (id := text(found.get("file_id"), 500)):
        return None
    return Remote(
        reference=id,
        name=text(found.get("file_name"), 255) or name,
        type=text(found.get("mime_type"), 100) or type,
        size=max(0, whole(found.get("file_size"))),
    )


def _place(message: Fields) -> str:
    venue = mapping(message.get("venue"))
    place = mapping(venue.get("location") or message.get("location"))
    where = [place.get("latitude"), place.get("longitude")]
    if not all(isinstance(one, int | float) and abs(one) <= 180 for one in where):
        return ""
    names = [text(venue.get(key), 300) for key in ("title", "address")]
    return "\n".join([*filter(None, names), f"geo:{where[0]},{where[1]}"])


def _contact(found: Fields) -> str:
    parts = [text(found.get(key), 100) for key in ("first_name", "last_name", "phone_number")]
    return " ".join(filter(None, parts))
