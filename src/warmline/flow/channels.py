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
    ContactId,
    ConversationId,
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
    "Delivery",
    "Echoed",
    "Edited",
    "Event",
    "Field",
    "Files",
    "Finding",
    "Health",
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
    "Setups",
    "State",
    "Take",
    "Thread",
    "Threads",
    "Typed",
    "Unit",
    "Unread",
    "Unreads",
    "answers_window",
    "closes_at",
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


# ── what is kept ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Where a conversation lives on a channel. One thread is one conversation, for ever."""

    channel: str  # id of its setup
    address: str  # ``thread`` of the events
    conversation: ConversationId
    contact: ContactId
    person: Person
    heard_at: Millis = 0  # when the visitor last wrote there
    newest: str = ""  # the provider's id of that message
    notes: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What is known of a message of ours, by its number in the conversation."""

    conversation: ConversationId
    seq: int
    state: State
    ids: tuple[str, ...] = ()  # the provider's, of each part
    parts: int = 0  # that went out, where it takes several
    why: str = ""
    at: Millis = 0


class Threads(Protocol):
    """Which conversation is which thread, and what became of messages: ``store.threads``."""

    async def open(self, setup: Setup, address: str, person: Person) -> Thread:
        """The thread; made, with its contact and conversation id, where it is new.

        Who was named before keeps the name where ``person`` has none.
        """
        ...

    async def at(self, channel: str, address: str) -> Thread | None: ...
    async def of(self, conversation: ConversationId) -> Thread | None:
        """Where its replies go: the thread that the visitor last wrote in."""
        ...

    async def turn_to(self, thread: Thread, id: str, at: Millis, notes: Mapping[str, str]) -> None:
        """What is replied from now on answers that message; an older one changes nothing.

        To be noted before the message is handed in: a reply may go out at once.
        """
        ...

    async def heard(self, thread: Thread, id: str, seq: int) -> None:
        """A message of the visitor's is entry ``seq``."""
        ...

    async def entry_of(self, channel: str, id: str) -> tuple[ConversationId, int] | None:
        """Which entry a provider's message is: the visitor's or ours."""
        ...

    async def move(self, channel: str, address: str, to: str) -> None: ...
    async def join(self, setup: Setup, address: str, person: Person, to: ConversationId) -> Thread:
        """A new thread that goes on with a conversation from elsewhere."""
        ...

    async def delivery(self, conversation: ConversationId, seq: int) -> Delivery | None: ...
    async def deliveries(self, conversation: ConversationId) -> Sequence[Delivery]: ...
    async def sent(self, channel: str, *deliveries: Delivery) -> None:
        """Keep how far messages have got; all of them, or none."""
        ...

    async def received(self, channel: str, receipt: Receipt) -> Sequence[Delivery]:
        """Note a receipt, whatever order they come in; the deliveries that it changed."""
        ...


class Unreads(Protocol):
    """What nobody here could read: ``store.unread``. The newest 1000 of each channel stay."""

    async def keep(self, channel: str, events: Sequence[Unread]) -> None: ...


class Files(Protocol):
    """The files of messages: ``flow.files``."""

    async def expect(self, conversation: ConversationId, channel: str, remote: Remote) -> File:
        """A file that came with a message; its bytes come later. The same one twice is one."""
        ...

    async def content(self, file: File) -> Attachment | None:
        """What goes out; None: it is gone or was refused. Raises ``Temporary`` while it waits."""
        ...


class Setups(Protocol):
    """The channels that are set up: ``store.channels``."""

    async def all(self) -> Sequence[Setup]: ...
    async def by_id(self, id: str) -> Setup | None: ...
    async def save(self, setup: Setup) -> Setup: ...
    async def remove(self, id: str) -> bool: ...
    async def version(self) -> int:
        """Moves with each change, so that every process sees it."""
        ...

    async def noted(self, id: str, note: "Health") -> None:
        """Keep the newest of each: what it names is put in place of what was there."""
        ...

    async def health(self, id: str) -> "Health": ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a channel is. 0 and "": nothing is known, or nothing is said of it."""

    heard_at: Millis = 0  # when something last came in
    sent_at: Millis = 0  # when something last went out
    failed_at: Millis = 0
    error: str = ""  # of the newest failure
    failures: int = 0  # since something last went well
    expires_at: Millis = 0  # of its token, where the provider says
    checked_at: Millis = 0
    findings: tuple[Finding, ...] = ()  # of the newest check


def answers_window(abilities: Abilities, author: Author) -> Millis:
    """How long after the visitor's newest message such an author may reply; 0: for ever."""
    people = author is Author.OPERATOR and abilities.window_of_people
    return abilities.window_of_people if people else abilities.window


def closes_at(thread: Thread, abilities: Abilities, author: Author) -> Millis:
    """When the thread takes no more free replies of that author; 0: never."""
    window = answers_window(abilities, author)
    return thread.heard_at + window if window else 0
