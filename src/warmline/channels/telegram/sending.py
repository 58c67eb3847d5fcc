"""What Telegram is asked to show a visitor, and what its answers mean.

core.telegram.org/bots/api#sendmessage. Words go without a ``parse_mode``: there is nothing to
escape, and nothing that a visitor wrote is read as markup.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from warmline.channels._loose import clean, document, mapping, text, whole
from warmline.channels.telegram.parsing import LONG, STOPPED
from warmline.core.model import Button
from warmline.flow.channels import Attachment, Outgoing
from warmline.flow.failures import Permanent, Temporary
from warmline.outside.posting import Reply

DATA: Final = 64  # bytes that a button carries
PHOTO: Final = 10 * 1024 * 1024  # bytes; larger ones go as documents
PHOTOS: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
MOST_WAIT: Final = 3_600.0  # seconds
NO_TOKEN: Final = "Telegram does not know the token"  # noqa: S105 - words


class MovedTo(Exception):
    """The chat has another id by now."""

    def __init__(self, thread: str) -> None:
        super().__init__("the chat has another id")
        self.thread = thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request: a method, its fields, and the file that goes in the field ``under``."""

    method: str
    fields: Mapping[str, object]
    file: Attachment | None = field(default=None, repr=False)
    under: str = ""


def ask_of(message: Outgoing) -> Ask:
    """The request that sends it. Raises ``Permanent`` where it may not go."""
    if word := message.notes.get(STOPPED):
        raise Permanent(f"the visitor said {word}: nothing may come until they write again")
    fields: dict[str, object] = {"chat_id": _chat(message.thread)}
    if message.buttons:
        rows = [[_button(one)] for one in message.buttons]
        fields["reply_markup"] = {"inline_keyboard": rows}
    if message.file is not None:
        return _with_file(message.file, message.text, fields)
    fields |= {"text": clean(message.text), "link_preview_options": {"is_disabled": True}}
    return Ask(method="sendMessage", fields=fields)


def typing_of(thread: str) -> Ask:
    """Shown for 5 seconds, or until a message comes."""
    return Ask(method="sendChatAction", fields={"chat_id": _chat(thread), "action": "typing"})


def as_document(ask: Ask) -> Ask:
    """The same file as it is, where Telegram would not take it as what it is."""
    return Ask(method="sendDocument", fields=ask.fields, file=ask.file, under="document")


def _chat(thread: str) -> int:
    try:
        return int(thread)
    except ValueError:
        raise Permanent(f"expected the number of a chat, got {thread[:20]!r}") from None


def _button(button: Button) -> Mapping[str, str]:
    return {"text": clean(button.label) or button.id, "callback_data": data_of(button.id)}


def data_of(id: str) -> str:
    """What a button carries: its id, or where that is too long, what stands for the label."""
    if len(id.encode()) <= DATA and not id.startswith(LONG):
        return id
    return LONG + hashlib.sha256(id.encode()).hexdigest()[:32]


def _with_file(file: Attachment, words: str, fields: dict[str, object]) -> Ask:
    if words:
        fields["caption"] = clean(words)
    photo = file.file.type in PHOTOS and len(file.content) <= PHOTO
    if photo and file.medium == "image":
        return Ask(method="sendPhoto", fields=fields, file=file, under="photo")
    return Ask(method="sendDocument", fields=fields, file=file, under="document")


# ── answers ───────────────────────────────────────────────────────────────────────────────────────


def result_of(reply: Reply) -> object:
    """What was asked for. Raises ``Temporary``, ``Permanent``, ``MovedTo``."""
    found = mapping(document(reply.body))
    if reply.status == 200 and found.get("ok") is True:
        return found.get("result")
    if reply.status == 200 and not found:
        raise Temporary("Telegram's answer could not be read")
    parameters = mapping(found.get("parameters"))
    if to := whole(parameters.get("migrate_to_chat_id")):
        raise MovedTo(str(to))
    code = whole(found.get("error_code")) or reply.status
    said = text(found.get("description"), 200)
    if code == 429:
        wait = float(whole(parameters.get("retry_after"))) or reply.retry_after
        raise Temporary("Telegram asks us to slow down (429)", retry_after=min(wait, MOST_WAIT))
    if code >= 500 or code in (408, 409):
        raise Temporary(_words(code, said), retry_after=reply.retry_after)
    raise Permanent(_words(code, said))


def _words(code: int, said: str) -> str:
    if code in (401, 404):
        return f"{NO_TOKEN} ({code})"
    for part, words in WORDS.items():
        if part in said.lower():
            return f"{words} ({code})"
    return f"Telegram said {code}" + (f": {said}" if said else "")


WORDS: Final[Mapping[str, str]] = {
    "blocked by the user": "the visitor has blocked us on Telegram",
    "user is deactivated": "the visitor's account on Telegram is gone",
    "can't initiate conversation": "the visitor has to write first on Telegram",
    "chat not found": "Telegram knows no such chat: the visitor has to write first",
    "peer_id_invalid": "Telegram knows no such chat: the visitor has to write first",
    "message is too long": "the message is too long for Telegram",
    "caption is too long": "the words with the file are too long for Telegram",
    "file is too big": "the file is too large for Telegram",
    "wrong file_id": "Telegram has the file no more",
}
