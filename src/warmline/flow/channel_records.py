"""What is kept of channels: setups, threads, what became of messages; ``store`` keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from warmline.core.model import Author, ContactId, ConversationId, File, Millis
from warmline.flow.channels import Abilities, Attachment, Finding, Setup, answers_window
from warmline.flow.events import Person, Receipt, Remote, State, Unread


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


class Setups(Protocol):
    """The channels that are set up: ``store.channels``."""

    async def all(self) -> Sequence[Setup]: ...
    async def by_id(self, id: str) -> Setup | None: ...
    async def save(self, setup: Setup) -> Setup: ...
    async def remove(self, id: str) -> bool: ...
    async def version(self) -> int:
        """Moves with each change, so that every process sees it."""
        ...

    async def noted(self, id: str, note: Health) -> None:
        """Keep the newest of each: what it names is put in place of what was there."""
        ...

    async def health(self, id: str) -> Health: ...


def closes_at(thread: Thread, abilities: Abilities, author: Author) -> Millis:
    """When the thread takes no more free replies of that author; 0: never."""
    window = answers_window(abilities, author)
    return thread.heard_at + window if window else 0
