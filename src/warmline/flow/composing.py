"""What becomes of a message on a channel: its parts, in the order in which they go out."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from warmline.core.facts import MessageAdded
from warmline.core.model import Author, Button, ConversationId, File
from warmline.flow.channels import Abilities, Attachment
from warmline.flow.failures import Permanent
from warmline.flow.pressing import numbered
from warmline.flow.splitting import split

MOST_SOURCES: Final = 3
ELLIPSIS: Final = "…"
SHUT: Final = "the reply window is shut"
REPLY: Final[Mapping[str, str]] = {
    "en": "Reply with a number.",
    "es": "Responda con un número.",
    "fr": "Répondez par un numéro.",
    "de": "Antworten Sie mit einer Zahl.",
    "pt": "Responda com um número.",
    "it": "Risponda con un numero.",
    "nl": "Antwoord met een nummer.",
    "pl": "Odpowiedz numerem.",
    "tr": "Bir numarayla yanıtlayın.",
    "ar": "أجب برقم.",
    "hi": "किसी नंबर से उत्तर दें।",
    "zh": "请回复数字。",
    "ja": "番号で返信してください。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One message of the provider's. Its file's bytes are read when it goes out."""

    text: str = ""
    buttons: tuple[Button, ...] = ()
    file: File | None = None


def parts_of(
    facts: Sequence[MessageAdded], abilities: Abilities, language: str = "en"
) -> list[Part]:
    """Messages that go out together: their words as few parts as can be, then their files."""
    text = "\n\n".join(filter(None, (words_of(fact) for fact in facts)))
    buttons = facts[-1].buttons
    if buttons and numbered(buttons, abilities):
        text, buttons = f"{text}\n\n{_as_numbers(buttons, language)}", ()
    files = [file for fact in facts for file in fact.files]
    if len(files) == 1 and not buttons and len(text) <= abilities.caption:
        return [Part(text=text, file=files[0])]
    return [*_said(text, buttons, abilities), *(Part(file=file) for file in files)]


def carried_by_template(abilities: Abilities, switch: str) -> int:
    """Characters of a reply that go within the template; 0: it goes in place of them.

    ``switch``: the setting "template_carries".
    """
    return abilities.carries if abilities.templates and switch == "on" else 0


def in_template(left: Sequence[Part], most: int) -> Part:
    """What is left to go out, as an approved message can have it: one paragraph of words.

    ``most`` characters of them; 0: it has none. Raises ``Permanent`` where not all of it fits.
    """
    if not most:
        return Part()
    if any(one.file for one in left):
        raise Permanent(f"{SHUT}, and the approved message carries no files")
    labels = (f"{n}. {one.label}" for n, one in enumerate(left[-1].buttons, 1))
    text = " ".join(" ".join((*(one.text for one in left), *labels)).split())
    if not 0 < len(text) <= most:
        came = f"the reply has {len(text)}"
        raise Permanent(f"{SHUT}, the approved message carries 1 to {most} characters, and {came}")
    return Part(text=text)


def words_of(fact: MessageAdded) -> str:
    """With the addresses of what an answer rests on."""
    found = {one.url: one.title for one in fact.sources if one.url.startswith("http")}
    lines = [f"{title}: {url}" if title else url for url, title in found.items()]
    return "\n\n".join(filter(None, (fact.text.strip(), "\n".join(lines[:MOST_SOURCES]))))


def _said(text: str, buttons: tuple[Button, ...], abilities: Abilities) -> Iterator[Part]:
    """The last piece carries the buttons, and may have to be shorter for it."""
    pieces = split(text, abilities.length, abilities.unit)
    if buttons and abilities.length_with_buttons and pieces:
        pieces[-1:] = split(pieces[-1], abilities.length_with_buttons, abilities.unit)
    for n, piece in enumerate(pieces, 1):
        last = n == len(pieces)
        yield Part(text=piece, buttons=tuple(_labelled(buttons, abilities)) if last else ())


def _labelled(buttons: Sequence[Button], abilities: Abilities) -> Iterator[Button]:
    most = abilities.button_length
    for one in buttons:
        short = one.label if len(one.label) <= most else one.label[: most - 1] + ELLIPSIS
        yield replace(one, label=short)


def _as_numbers(buttons: Sequence[Button], language: str) -> str:
    lines = (f"{n}. {one.label}" for n, one in enumerate(buttons, 1))
    return "\n".join((*lines, "", REPLY.get(language, REPLY["en"])))


def carried(attachment: Attachment, abilities: Abilities) -> Attachment:
    """As the channel takes it. Raises ``Permanent`` where it does not."""
    for medium in (attachment.medium, "document"):
        most = abilities.media.get(medium, 0)
        if len(attachment.content) <= most:
            return replace(attachment, medium=medium)
    if not abilities.media:
        raise Permanent("this channel takes no files")
    most = max(abilities.media.get(attachment.medium, 0), abilities.media.get("document", 0))
    if most:
        raise Permanent(f"the file is larger than the {_in_words(most)} that this channel takes")
    raise Permanent(f"this channel takes no files of the type {attachment.file.type}")


def _in_words(size: int) -> str:
    return f"{size // 2**20} MiB" if size >= 2**20 else f"{size // 2**10} KiB"


def key_of(conversation: ConversationId, seq: int, part: int) -> str:
    """Of one part, however often it is sent: 24 small letters and digits."""
    named = hashlib.blake2b(f"{conversation}\n{seq}\n{part}".encode(), digest_size=15).digest()
    return base64.b32encode(named).decode().lower()


def together(entries: Sequence[tuple[int, MessageAdded]]) -> int:
    """How many of these, which follow each other, may go out as one message.

    What a person writes goes by itself, and choices and files belong under the last of the words.
    """
    count = 0
    for _, fact in entries:
        if fact.author in (Author.OPERATOR, Author.VISITOR):
            break
        count += 1
        if fact.buttons or fact.files:
            break
    return count
