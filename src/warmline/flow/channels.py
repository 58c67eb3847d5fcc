"""What a channel is to the rest of Warmline: what it tells, what it can do, how it sends.

An adapter verifies and parses what its provider sends, and sends what is to go out. Everything
else (whose conversation it is, what follows, when it is tried again) is the same for all channels
and stands in ``arrivals`` and ``delivering``.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from warmline.core.model import (
    AssistantId,
    Author,
    Button,
    File,
    Millis,
)
from warmline.flow.events import (
    Began,
    Echoed,
    Edited,
    Event,
    Hook,
    HookReply,
    Moved,
    Person,
    Receipt,
    Remote,
    Said,
    State,
    Typed,
    Unread,
)

__all__ = [
    "Abilities",
    "Adapter",
    "Attachment",
    "Began",
    "Echoed",
    "Edited",
    "Event",
    "Field",
    "Finding",
    "Hook",
    "HookReply",
    "Kind",
    "Medium",
    "Memory",
    "Moved",
    "Namer",
    "Outgoing",
    "Person",
    "Receipt",
    "Receiver",
    "Remote",
    "Said",
    "Setup",
    "State",
    "Take",
    "Typed",
    "Unit",
    "Unread",
    "answers_window",
]

# ── what a channel can do ─────────────────────────────────────────────────────────────────────────

Medium = Literal["image", "audio", "video", "document"]
Unit = Literal["characters", "utf16", "bytes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What a channel can do: all that the engine and the screens know of it."""

    length: int  # of the text of one message; longer ones are split
    unit: Unit = "characters"  # in which that length is counted
    buttons: int = 0  # choices under a message; where they do not fit they become numbers
    button_length: int = 20  # characters of a label
    length_with_buttons: int = 0  # of the text above buttons; 0: as ``length``
    media: Mapping[Medium, int] = field(default_factory=dict[Medium, int])  # largest, in bytes
    caption: int = 0  # length of the words that may go with a file; 0: they go by themselves
    typing: bool = False  # the visitor sees that somebody writes
    receipts: frozenset[State] = frozenset()  # that the provider tells, besides ``sent``
    edits: bool = False  # it tells of messages that the visitor changed or took back
    window: Millis = 0  # after the visitor's newest message, for free replies; 0: for ever
    window_of_people: Millis = 0  # the same for what a person writes; 0: as ``window``
    templates: bool = False  # with the window shut, messages that the provider approved may go
    carries: int = 0  # characters of a reply that such a message can have in it; 0: none
    pace: float = 0.0  # seconds between two messages to one person; 0: as fast as they come
    rate: float = 0.0  # messages a second to all; 0: no bound
    merges: bool = False  # messages of the assistant and the house that wait go as one
    idempotent: bool = False  # the same key twice is one message there
    asks_names: bool = False  # its events tell ids only; the adapter is a ``Namer``, too


# ── what goes out ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of ours with its bytes, for an adapter that sends it."""

    file: File
    medium: Medium
    content: bytes
    link: str = field(default="", repr=False)
    """Where a provider may fetch it, for half a day at least; "": nothing gives it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message, cut to what the channel can do. ``key`` is the same however often it is sent."""

    key: str  # at most 25 characters of a-z, A-Z, 0-9 and "-"
    thread: str
    text: str = ""
    buttons: tuple[Button, ...] = ()  # no more than the channel has
    file: Attachment | None = None
    author: Author = Author.ASSISTANT
    speaker: str = ""  # the operator's public name; "": the assistant or the house speaks
    answers: str = ""  # the provider's id of the visitor's newest message; "": none
    late: bool = False  # the window for free replies is shut; only a person's is still open
    template: str = ""  # a template of the provider's to send, with the text in it if there is any
    tried: bool = False  # it may have been sent before, by who did not live to say so
    notes: Mapping[str, str] = field(default_factory=dict[str, str])  # as the visitor's message had


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """A channel as it is set up: ``settings`` may be shown, ``secrets`` never leave the server."""

    id: str  # stands in its webhook's address; not guessable
    kind: str  # a key of CHANNELS
    name: str
    assistant: AssistantId
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    secrets: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    on: bool = True
    version: int = 1

    def __getitem__(self, key: str) -> str:
        """A setting or a secret; "" where it was left empty."""
        return self.settings.get(key) or self.secrets.get(key, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One line of a channel's form. The console draws it; the server checks it."""

    key: str
    label: str
    kind: Literal["text", "secret", "number", "choice", "switch"] = "text"
    help: str = ""
    required: bool = True
    default: str = ""
    choices: tuple[str, ...] = ()
    pattern: str = ""  # the whole value must match it
    expected: str = ""  # in words, for who typed something else
    advanced: bool = False  # folded away


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One step of the guided check: what was looked at, and what to do where it is not well."""

    step: str
    well: bool
    words: str
    remedy: str = ""
    expires_at: Millis = 0  # of the token, where this step learned it


class Adapter(Protocol):
    """One channel, opened. All methods but ``verify`` and ``parse`` may be slow."""

    def verify(self, hook: Hook) -> None:
        """Raises ``Forged`` where it does not prove where it comes from, in constant time."""
        ...

    def parse(self, hook: Hook) -> Sequence[Event]:
        """What a verified request tells, in order. Any body does: see ``Unread``."""
        ...

    def reply(self, hook: Hook, events: Sequence[Event]) -> HookReply:
        """What the provider wants to read, after everything was taken in."""
        ...

    async def send(self, message: Outgoing) -> str:
        """The provider's id of it. Raises ``Temporary`` (with ``retry_after``), ``Permanent``."""
        ...

    async def typing(self, thread: str, answers: str) -> None:
        """Show that somebody writes; nothing where the channel cannot."""
        ...

    async def fetch(self, remote: Remote, most: int) -> bytes:
        """The bytes of a file, ``most`` at the most. Raises ``Temporary``, ``Permanent``."""
        ...

    async def check(self, hook_url: str) -> Sequence[Finding]:
        """Look whether everything is set up, and set up at the provider what can be."""
        ...

    async def close(self) -> None: ...


Take = Callable[[Sequence[Event]], Awaitable[None]]
"""Takes events in, durably, before it returns. Raises ``Temporary``."""


class Receiver(Protocol):
    """An adapter that asks its provider for news: a mailbox, a gateway, long polling."""

    async def receive(self, take: Take) -> None:
        """Ask until cancelled. One process at a time does, for each channel."""
        ...


class Namer(Protocol):
    """An adapter that can ask its provider who somebody is."""

    async def named(self, person: Person) -> Person:
        """The same with the names that they have there. Raises ``Temporary``, ``Permanent``."""
        ...


class Memory(Protocol):
    """What an adapter wants to know again when another process goes on: ``store.channels``."""

    async def recall(self, channel: str) -> str:
        """What was kept last; "": nothing. Raises ``Temporary``."""
        ...

    async def keep(self, channel: str, text: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of channel, as settings and screens see it."""

    name: str  # telegram
    label: str  # Telegram
    form: tuple[Field, ...]
    abilities: Abilities
    guide: tuple[str, ...] = ()  # the steps of setting it up, in words
    hooks: Callable[[Setup], bool] = lambda _: True  # the provider sends to a webhook
    receives: Callable[[Setup], bool] = lambda _: False  # the adapter is a ``Receiver``, too
    link: Callable[[Setup, str], str] = lambda _setup, _code: ""
    """The address that opens the thread on a visitor's device and carries a code; "": none."""


def answers_window(abilities: Abilities, author: Author) -> Millis:
    """How long after the visitor's newest message such an author may reply; 0: for ever."""
    people = author is Author.OPERATOR and abilities.window_of_people
    return abilities.window_of_people if people else abilities.window
