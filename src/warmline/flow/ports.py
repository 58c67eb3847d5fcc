"""Ports: what the flow needs from the world, stated from its own side."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from warmline.core.effects import Effect, Notify
from warmline.core.engine import Step
from warmline.core.facts import Entry
from warmline.core.inputs import FlowTurn, Input
from warmline.core.model import (
    AssistantId,
    Button,
    Conversation,
    ConversationId,
    Millis,
    OperatorId,
    Source,
)
from warmline.core.package import Package
from warmline.core.policy import Context, Policy
from warmline.flow.wishes import Subscription, Target

# ── the way in ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Command:
    """An input on its way to a conversation. ``key`` is unique for ever: felt once."""

    conversation: ConversationId
    input: Input
    key: str
    check: Callable[[Conversation], None] | None = None
    """Asked under the lock, before anything is decided; raises ``Refused``. What was done before
    under the same key is answered as then, whatever it would say now."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did: its entries are numbered ``first`` to ``last``; 0 and 0 where none."""

    first: int
    last: int
    replayed: bool = False  # the key was handled before; this is the answer it got then


@dataclass(frozen=True, slots=True)
class Remembered:
    outcome: Outcome
    digest: bytes  # of the input, in ASCII, so that another input under the same key is noticed


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that a command took, and what is remembered of it under the command's key."""

    command: Command
    step: Step
    remembered: Remembered


class Tx(Protocol):
    """One open transaction. It holds the lock of every conversation that it loaded."""

    def load(self, ids: Sequence[ConversationId]) -> dict[ConversationId, Conversation]:
        """Lock and read; an unknown id gives a blank conversation."""
        ...

    def hold(self, operators: Sequence[OperatorId]) -> None:
        """Let nobody else weigh what these operators have until this is committed."""
        ...

    def remembered(self, keys: Sequence[str]) -> Mapping[str, Remembered]: ...
    def context(self, conversation: Conversation, input: Input) -> Context: ...
    def history(self, id: ConversationId) -> Sequence[Entry]:
        """The whole log of a conversation, this transaction's entries included once recorded."""
        ...

    def record(self, taken: Sequence[Taken]) -> None: ...
    def keep_package(self, package: Package) -> None: ...
    @property
    def added(self) -> "Added":
        """What the steps recorded so far add; true once the transaction is committed."""
        ...

    @property
    def now(self) -> Millis: ...


# ── the log, live ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class News:
    """An entry with its place in the log of all conversations: 1, 2, 3 … without gaps."""

    position: int
    conversation: ConversationId
    entry: Entry


@dataclass(frozen=True, slots=True)
class Added:
    """What one commit added for others to see and to do."""

    news: tuple[News, ...] = ()  # in order, without gaps
    jobs: bool = False  # something is to be performed


EVERY_KIND = ("ask_assistant", "deliver", "notify", "later", "summarise", "learn")
"""The kinds of jobs: those of ``core.effects``."""


@dataclass(frozen=True, slots=True)
class Job:
    """An effect that is due. ``id`` is also the idempotency key handed to the outside world."""

    id: str
    conversation: ConversationId
    effect: Effect
    attempts: int  # this one included


class Store(Protocol):
    async def handle(self, command: Command) -> Outcome:
        """Take one step and make it durable. Raises ``Refused``, ``Temporary``."""
        ...

    async def conversation(self, id: ConversationId) -> Conversation | None: ...
    async def entries(
        self, id: ConversationId, *, after: int = 0, before: int = 0, limit: int = 500
    ) -> Sequence[Entry]:
        """Entries in order; with ``before``, the newest ``limit`` below it (0: no bound)."""
        ...

    async def newest_position(self) -> int: ...
    async def news(self, *, after: int, limit: int) -> Sequence[News]: ...
    async def claim(
        self, *, limit: int, lease: float, kinds: Collection[str] = EVERY_KIND
    ) -> Sequence[Job]:
        """Take due jobs for ``lease`` seconds; unsettled ones come due again afterwards.

        Of the ``Deliver`` jobs of one conversation only the oldest is ever due.
        """
        ...

    async def next_due(self, kinds: Collection[str] = EVERY_KIND) -> Millis | None:
        """When the next job of these kinds can be claimed; in the past: now."""
        ...

    async def renew(self, jobs: Sequence[Job], *, lease: float) -> None:
        """Keep claimed jobs for another ``lease`` seconds from now."""
        ...

    async def settle(self, job: Job) -> None: ...
    async def postpone(self, job: Job, *, by: float, why: str) -> None:
        """Nothing happens where another worker has claimed it since; nor does ``bury``."""
        ...

    async def bury(self, job: Job, why: str) -> None: ...
    async def policy(self, assistant: AssistantId) -> Policy: ...
    async def profile(self, assistant: AssistantId) -> "Profile": ...
    async def package(self, id: ConversationId) -> Package | None: ...
    async def amend_package(self, package: Package) -> None:
        """Keep a newer revision of a package in place of the one before."""
        ...


# ── the bus ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Whisper:
    """Something passing and never stored: a draft of an answer, typing, presence, a revocation."""

    kind: str  # draft, typing, presence, seen, revoked, package, viewing, drilled, notice,
    # delivery (of a message that went out), file (of a message), named (who the visitor is)
    conversation: str = ""
    operator: str = ""
    name: str = ""
    who: str = ""  # typing: visitor, operator
    on: bool = True
    text: str = ""  # file: its id
    answers: int = 0
    epoch: int = 0
    number: int = 0  # seen: visitor messages seen; package: its revision; delivery: the entry's
    tab: str = ""  # viewing: which of the operator's tabs shows the conversation


class Bus(Protocol):
    """Pokes ("look again") and whispers between all processes. Losing one costs latency only."""

    async def poke(self) -> None: ...
    async def whisper(self, whisper: Whisper) -> None: ...
    def listen(self) -> AsyncIterator[Whisper | None]:
        """Every whisper, and None for each poke (many at once may come as one)."""
        ...

    async def close(self) -> None: ...


# ── who answers, who is told, who delivers ────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An assistant as its owner set it up."""

    id: AssistantId
    name: str = "Assistant"
    kind: str = "auto"  # a key of ASSISTANTS; auto: the language model where one is set up
    public_key: str = ""
    greeting: str = ""
    starters: tuple[str, ...] = ()
    instructions: str = ""
    accent: str = ""
    origins: tuple[str, ...] = ()  # sites that may embed the widget; none: any
    identity: int = 0  # which of its secrets signs who visitors are; a new one voids the old
    options: Mapping[str, str] = field(default_factory=dict[str, str])  # the kind's own settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an assistant is asked: the visitor's newest words, and everything said before."""

    conversation: Conversation
    text: str
    log: tuple[Entry, ...]  # oldest first; notes are left out: no assistant ever reads them
    profile: Profile
    policy: Policy
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    text: str
    confidence: float | None  # probability that it is right, 0..1; None: it does not say
    signs: Mapping[str, float] = field(default_factory=dict[str, float])  # what it rests on
    abstained: bool = False
    sources: tuple[Source, ...] = ()
    handoff: str = ""  # why it wants a person; "": it does not
    judged: bool = False  # a language model weighed the described rules
    rule: str = ""  # the one of them that it found to hold; "": none
    buttons: tuple[Button, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])  # learnt of the visitor
    flow: FlowTurn | None = None
    team: str = ""  # with ``handoff``, as are the next two
    priority: int | None = None
    data: Mapping[str, str] = field(default_factory=dict[str, str])


Draft = Callable[[str], None]
"""Shows the visitor the whole text so far while the answer is being written."""


class Assistant(Protocol):
    async def answer(self, question: Question, draft: Draft) -> Answer:
        """Raises ``Temporary`` or ``Permanent``; cancelled when the floor changes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """An entry on its way to the visitor by mail, with what was said before it."""

    conversation: Conversation
    entry: Entry
    log: tuple[Entry, ...]  # the newest entries up to it, oldest first
    speaker: str = ""  # the operator's public name; "": the house speaks
    house: str = ""  # the assistant's name


class Mailer(Protocol):
    async def send(self, parcel: Parcel) -> None:
        """The same entry twice is the same mail again. Raises ``Temporary``, ``Permanent``."""
        ...


class Notifier(Protocol):
    async def notify(self, notify: Notify, letter: "Letter", *, key: str) -> str:
        """Send it; what was answered, for people. The same ``key`` twice: the same notice again.

        Raises ``Temporary`` and ``Permanent``.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a notice is made of, and where it goes."""

    operator: OperatorId  # "": it goes to what a team shares
    name: str
    email: str
    conversation: Conversation  # with no id: a test
    package: Package | None
    phone: str = ""
    subscriptions: tuple[Subscription, ...] = ()  # the operator's browsers
    target: Target | None = None  # a service or room of the team
    consoles: tuple[OperatorId, ...] = ()  # whose consoles show it
    text: bool = False  # they want words of the conversation in it
    more: int = 0  # other matters, held back, for which it stands too
    last_until: Millis = 0  # after it none goes there before then; 0: there is room
    tried: bool = False  # it may have been sent before, by who did not live to say so
    at: Millis = 0
