"""The desk: what the screens read and settings change, as ports. Stores implement them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from warmline.core.model import (
    AssistantId,
    Conversation,
    ConversationId,
    Millis,
    OperatorId,
    Seat,
    TeamId,
)
from warmline.core.policy import Mode
from warmline.core.teams import SUPPORT, Route, Team
from warmline.flow.ports import Profile
from warmline.flows import Flows


class Role(StrEnum):
    OWNER = "owner"
    ADMIN = "admin"
    SUPERVISOR = "supervisor"  # watches, whispers and takes over
    OPERATOR = "operator"
    VIEWER = "viewer"  # reads and does nothing


SUPERVISORS = frozenset({Role.OWNER, Role.ADMIN, Role.SUPERVISOR})
"""Who may watch, whisper and take over."""

CAPACITY = 5

# ── the inbox ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A conversation as the inbox shows it."""

    conversation: Conversation
    updated_at: Millis
    preview: str = ""
    preview_author: str = ""
    contact: str = ""  # whose it is; "": nothing is known of who began it
    contact_name: str = ""
    contact_email: str = ""
    contact_number: str = ""  # the telephone by which a channel knows them
    seen: int = 0  # visitor messages that the asking operator has seen


@dataclass(frozen=True, slots=True)
class Page:
    lines: Sequence[Line]
    next: str  # cursor of the following page; "": this is the last


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    waiting: int
    mine: int
    assistant: int
    active: int


class BadCursor(ValueError):
    """A page cursor that we did not make."""


class Inbox(Protocol):
    async def lines(self, name: str, me: OperatorId, *, cursor: str, limit: int) -> Page:
        """One page of a list: waiting, mine, assistant, active, open, all, resolved."""
        ...

    async def line(self, id: ConversationId, me: OperatorId) -> Line | None: ...
    async def lines_of(self, ids: Sequence[ConversationId]) -> Mapping[ConversationId, Line]: ...
    async def tally(self, me: OperatorId) -> Tally: ...
    async def see(self, me: OperatorId, id: ConversationId, messages: int) -> None: ...
    async def next_ticket(self) -> str: ...


# ── people ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    id: OperatorId
    email: str
    name: str
    role: Role
    password: str  # argon2 hash
    teams: tuple[TeamId, ...] = (SUPPORT,)
    skills: tuple[str, ...] = ()  # lower case
    capacity: int = CAPACITY  # conversations at once
    disabled: bool = False
    email_notices: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    operator: Operator
    csrf: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """Who did what, and when; never what was said."""

    id: int
    at: Millis
    operator: str
    action: str
    object: str


class LastOwner(Exception):
    """The last owner cannot be demoted or disabled."""


class EmailTaken(Exception):
    """Another operator has that address."""


class Accounts(Protocol):
    async def operators(self) -> Sequence[Operator]: ...
    async def by_email(self, email: str) -> Operator | None: ...
    async def add(self, operator: Operator, *, first: bool = False) -> None:
        """Raises ``EmailTaken``; with ``first``, also where anybody is there already."""
        ...

    async def change(self, operator: Operator, *, was: Operator | None = None) -> None:
        """Raises ``LastOwner``, ``EmailTaken``. A disabled operator's sessions end.

        With ``was``, only what differs from it is written: what somebody else changed stays.
        """
        ...

    async def open_session(self, session: Session, expires_at: Millis) -> None: ...
    async def session(self, hash: str) -> Session | None: ...
    async def close_session(self, hash: str) -> None: ...
    async def close_sessions(self, operator: OperatorId, *, but: str = "") -> None: ...
    async def beat(self, socket: str, operator: OperatorId, until: Millis) -> None: ...
    async def gone(self, socket: str) -> None: ...
    async def acted(self, operator: OperatorId) -> None:
        """They did something, with or without a socket: a sign of life as good as a beat."""
        ...

    async def choose(self, operator: OperatorId, *, away: bool) -> None:
        """Whether they want to be given nothing, on whichever device they are."""
        ...

    async def seats(self) -> Sequence[Seat]:
        """Everybody who answers, as the engine sees them now."""
        ...

    async def online(self) -> frozenset[str]: ...
    async def note(self, operator: OperatorId, action: str, object: str = "") -> None:
        """Write a line of the audit log."""
        ...

    async def audited(self, *, before: int, limit: int) -> Sequence[AuditLine]:
        """The audit log's lines with a lower id than ``before``, newest first."""
        ...


# ── teams and the routes to them ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingVersion:
    """The routes as they were published together; the newest is live."""

    version: int
    text: str
    published_at: Millis
    by: str


class TeamTaken(Exception):
    """Another team has that id."""


class Teams(Protocol):
    async def all(self) -> Sequence[Team]:
        """Every team, ``support`` first."""
        ...

    async def add(self, team: Team) -> None:
        """Raises ``TeamTaken``."""
        ...

    async def save(self, team: Team) -> None: ...
    async def remove(self, id: TeamId) -> None: ...
    async def routes(self) -> tuple[Route, ...]:
        """Those that are live."""
        ...

    async def versions(self) -> Sequence[RoutingVersion]:
        """Newest first; none: nobody has written any routes."""
        ...

    async def publish(self, text: str, *, base: int, by: str) -> RoutingVersion:
        """Make a text the live routes. Raises ``VersionMoved`` where ``base`` is not live."""
        ...


class Waitlist(Protocol):
    """What the rounds go by: who waits for whom, and who has vanished."""

    async def lines(self) -> Sequence[Conversation]:
        """What waits in the lines of teams whose conversations are given out, in order."""
        ...

    async def busy(self) -> Collection[OperatorId]:
        """Who holds something or was assigned something, whether or not they still work here."""
        ...

    async def held(self, operators: Collection[OperatorId]) -> Sequence[Conversation]:
        """What these operators hold or were assigned."""
        ...


# ── assistants and their policies ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """An assistant with its switches."""

    profile: Profile
    handoff: bool = True
    mode: Mode = Mode.ESCALATION
    policy: int = 0  # version that is live


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A setting that only one kind of assistant has: what its form asks for."""

    name: str
    label: str
    hint: str = ""
    shape: Literal["text", "url", "secret", "webhook_secret"] = "text"
    needed: bool = False
    usual: str = ""
    choices: tuple[str, ...] = ()  # none: anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of assistant, as the settings offer it."""

    name: str
    label: str
    hint: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyVersion:
    version: int
    text: str
    published_at: Millis
    by: str


class VersionMoved(Exception):
    """Somebody else published in the meantime."""

    def __init__(self, version: int) -> None:
        super().__init__(f"version {version} is live now")
        self.version = version


class Assistants(Protocol):
    async def all(self) -> Sequence[Setup]: ...
    async def by_id(self, id: AssistantId) -> Setup | None: ...
    async def by_key(self, public_key: str) -> Setup | None: ...
    async def save(self, setup: Setup) -> None: ...
    async def versions(self, id: AssistantId) -> Sequence[PolicyVersion]: ...
    async def version(self, id: AssistantId, version: int) -> PolicyVersion | None: ...
    async def publish(self, id: AssistantId, text: str, *, base: int, by: str) -> PolicyVersion:
        """Make a text the live policy. Raises ``VersionMoved`` where ``base`` is not live."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowsVersion:
    """The scripted flows of an assistant, as they were published together; the newest is live."""

    version: int
    text: str
    published_at: Millis
    by: str


class FlowShelf(Protocol):
    """The scripted flows of the assistants, in all their versions."""

    async def of(self, id: AssistantId, version: int = 0) -> Flows:
        """Parsed; 0: the live ones. None at all where they cannot be read."""
        ...

    async def versions(self, id: AssistantId) -> Sequence[FlowsVersion]:
        """Newest first."""
        ...

    async def version(self, id: AssistantId, version: int) -> FlowsVersion | None: ...
    async def publish(self, id: AssistantId, text: str, *, base: int, by: str) -> FlowsVersion:
        """Make a text the live flows. Raises ``VersionMoved`` where ``base`` is not live."""
        ...


# ── jobs that were given up ───────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadJob:
    id: str
    conversation: ConversationId
    kind: str
    error: str
    at: Millis
    attempts: int
    channel: str = ""  # id of the one that it was to go out by; "": it is no message to a visitor
    seq: int = 0  # the entry that was to go out


class DeadLetters(Protocol):
    async def all(self) -> Sequence[DeadJob]: ...
    async def replay(self, id: str) -> bool: ...
    async def replay_all(self, ids: Collection[str]) -> int: ...
    async def drop(self, id: str) -> bool: ...


# ── the knowledge base ────────────────────────────────────────────────────────────────────────────


class Audience(StrEnum):
    """Whom a source may answer."""

    PUBLIC = "public"
    INTERNAL = "internal"  # staff alone: it reaches no visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source as the settings show it."""

    id: str
    name: str
    kind: str
    bytes: int
    passages: int
    status: str  # indexing, ready, failed
    problems: Sequence[Mapping[str, object]]  # line, message
    updated_at: Millis
    audience: Audience = Audience.PUBLIC
