"""What a channel tells: the same few events, whatever its provider calls them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from warmline.core.model import Millis

State = Literal["sending", "sent", "delivered", "read", "failed"]
"""What is known of a message of ours; ``failed`` is final, ``sending`` may be tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """One request of a provider, as it came. Nothing in it is believed before ``verify``."""

    method: str
    url: str  # under the address that the owner gave the provider; never from the Host header
    headers: Mapping[str, str]  # names in small letters
    query: Mapping[str, str]
    body: bytes
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class HookReply:
    """What a provider is answered once everything is durable."""

    status: int = 200
    body: bytes = b""
    media_type: str = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who wrote, as the provider says. ``identity`` never changes; nothing else is matched."""

    identity: str
    name: str = ""
    handle: str = ""  # a name that can be changed: shown, and never matched
    phone: str = ""
    email: str = ""
    language: str = ""
    verified: bool = False  # ``email`` or ``phone`` was proved (DMARC, the provider's own number)

    def still(self, before: "Person") -> "Person":
        """With the names from before where none are told now: an event may tell an id alone."""
        if self.name or self.handle:
            return self
        return replace(self, name=before.name, handle=before.handle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """A file at the provider, by what its adapter needs to ``fetch`` it."""

    reference: str  # an id or address there; never a secret
    name: str = ""
    type: str = ""  # as claimed
    size: int = 0  # in bytes, as claimed; 0: not said
    content: bytes = field(default=b"", repr=False)  # where it came along (mail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    id: str  # the provider's, unique in its channel for ever
    thread: str  # where replies go: a chat, a number, a direct message
    person: Person
    text: str = ""
    files: tuple[Remote, ...] = ()
    button: str = ""  # the id of the button that was pressed; ``text`` is its label
    answers: str = ""  # the provider's id of the message that it answers
    at: Millis = 0  # as the provider says; 0: it does not
    notes: Mapping[str, str] = field(default_factory=dict[str, str])  # what the adapter keeps
    aside: str = ""  # why operators alone may see it: the thread's person may not have written it
    crowd: bool = False  # others can write in that thread, too


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """Somebody opened the thread without a word (``/start``), maybe by a link of ours."""

    id: str
    thread: str
    person: Person
    payload: str = ""  # what our link carried
    at: Millis = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The visitor changed a message; with no text and no files they took it back."""

    id: str  # of the message
    thread: str
    text: str = ""
    gone: bool = False
    at: Millis = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Echoed:
    """A person of the owner's answered in the provider's own program: they have the floor."""

    id: str
    thread: str
    text: str
    files: tuple[Remote, ...] = ()
    at: Millis = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of messages of ours: of those ids, or of all up to ``until``."""

    state: State
    thread: str = ""
    ids: tuple[str, ...] = ()
    until: Millis = 0  # a watermark
    why: str = ""  # of a failure, in the provider's words
    at: Millis = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    thread: str
    on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The same thread or person has another id from now on."""

    id: str
    thread: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Something that the adapter does not know: kept raw, so that nothing is lost unseen."""

    id: str
    what: str  # the provider's name of it
    raw: str  # bounded


Event = Said | Began | Edited | Echoed | Receipt | Typed | Moved | Unread
