"""What the web layer is handed by the composition root: ports, limits and the clock."""

import asyncio
import ipaddress
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from fastapi import Request
from starlette.requests import HTTPConnection

from warmline.core.elsewhere import ELSEWHERE
from warmline.core.mailing import MAILBOX
from warmline.core.model import AssistantId, ConversationId, Millis
from warmline.flow.backtests import Backtester
from warmline.flow.channel_records import Threads
from warmline.flow.contacts import Contacts
from warmline.flow.desk import (
    SUPERVISORS,
    Accounts,
    Assistants,
    Audience,
    DeadLetters,
    FlowShelf,
    Inbox,
    Kind,
    Operator,
    Role,
    SourceLine,
    Teams,
    Waitlist,
)
from warmline.flow.drill import Report
from warmline.flow.ears import Ears
from warmline.flow.failures import Temporary
from warmline.flow.feed import Tail
from warmline.flow.gaps import Gaps
from warmline.flow.learning import Judgements
from warmline.flow.lines import Lines
from warmline.flow.links import Links
from warmline.flow.ports import Bus, Store
from warmline.flow.proposals import KnowledgeLoop
from warmline.flow.reports import Reports
from warmline.flow.searching import Searching
from warmline.flow.shadows import Shadows
from warmline.flow.tasks import ended
from warmline.web.beside import Places
from warmline.web.channel_parts import Channels
from warmline.web.file_views import FileDesk
from warmline.web.limits import Rate
from warmline.web.noticing import Notices
from warmline.web.veil import Veil

REFRESH = 10.0  # seconds between looks at who works here

IPV6_SITE = 64  # bits of an address that one household or office has

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    visitor_says: Rate = field(default_factory=lambda: Rate(burst=10, per_second=1))
    visitor_reads: Rate = field(default_factory=lambda: Rate(burst=60, per_second=5))
    visitor_sessions: Rate = field(default_factory=lambda: Rate(burst=60, per_second=2))
    visitor_sockets: int = 200  # open at once from one address
    frames: Rate = field(default_factory=lambda: Rate(burst=200, per_second=100))  # of a socket
    hello_within: float = 5.0  # seconds for a socket's first frame
    session_looked_at: float = 4.0  # seconds between two looks, should nobody tell of its end
    stalled: float = 10.0  # seconds that a reader may leave a full queue standing
    logins: Rate = field(default_factory=lambda: Rate(burst=10, per_second=0.2))  # per address
    logins_of_one: Rate = field(default_factory=lambda: Rate(burst=30, per_second=0.5))
    passwords_at_once: int = 4  # each takes 19 MiB and some milliseconds of a core to check
    operator_acts: Rate = field(default_factory=lambda: Rate(burst=60, per_second=20))
    operator_bulks: Rate = field(default_factory=lambda: Rate(burst=5, per_second=0.5))
    operator_looks: Rate = field(default_factory=lambda: Rate(burst=150, per_second=5))  # far back
    operator_tests: Rate = field(default_factory=lambda: Rate(burst=5, per_second=1 / 120))
    providers: Rate = field(default_factory=lambda: Rate(burst=500, per_second=200))  # a channel
    strangers: Rate = field(default_factory=lambda: Rate(burst=30, per_second=1))  # who proves none
    hook_bytes: int = 1024 * 1024
    uploads: Rate = field(default_factory=lambda: Rate(burst=30, per_second=0.5))  # of messages
    uploads_at_once: int = 4  # in memory; more of them wait on the disk
    upload_within: float = 180.0  # seconds that one of them may take
    upload_bytes: int = 20 * 1024 * 1024
    file_bytes: int = 20 * 1024 * 1024  # of a message's file
    transcript_bytes: int = 64 * 1024 * 1024  # of a backtest's file
    body_bytes: int = 512 * 1024


class Library(Protocol):
    """The knowledge base as the settings see it."""

    async def sources(self) -> Sequence[SourceLine]: ...
    async def put(self, name: str, content: bytes, audience: Audience | None = None) -> SourceLine:
        """Add a file, or replace the one of that name. Raises ``BadSource``."""
        ...

    async def show_to(self, id: str, audience: Audience) -> SourceLine | None: ...
    async def remove(self, id: str) -> bool: ...
    async def look(self, query: str, *, bar: float) -> Mapping[str, object]:
        """What a visitor would be answered from."""
        ...

    async def look_inside(self, query: str) -> Sequence[Mapping[str, object]]:
        """What is found in internal sources: for staff alone."""
        ...


HOUSE: Mapping[str, str] = {MAILBOX: "Mailbox", ELSEWHERE: "Your team, elsewhere"}
"""Who acts and is nobody's account."""


class Staff:
    """Names of operators by id, refreshed now and then and whenever settings change them."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._operators: Mapping[str, Operator] = {}
        self._task: asyncio.Task[None] | None = None

    def name(self, id: str) -> str:
        if id in HOUSE:
            return HOUSE[id]
        found = self._operators.get(id)
        return found.name if found else "A colleague"

    def all(self) -> Sequence[Operator]:
        return list(self._operators.values())

    async def refresh(self) -> None:
        self._operators = {one.id: one for one in await self._accounts.operators()}

    async def start(self) -> None:
        await self.refresh()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        await ended(self._task)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(REFRESH)
            with suppress(Temporary):
                await self.refresh()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brain:
    """What answers where an assistant's kind is ``auto``."""

    kind: str
    model: str = ""
    base_url: str = ""
    has_key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    store: Store
    bus: Bus
    tail: Tail
    inbox: Inbox
    accounts: Accounts
    teams: Teams
    waitlist: Waitlist
    assistants: Assistants
    flows: FlowShelf
    kinds: Mapping[str, Kind]  # of assistants, by name
    channels: Channels
    dead_letters: DeadLetters
    library: Library
    judgements: Judgements
    reports: Reports
    searching: Searching
    contacts: Contacts
    links: Links
    gaps: Gaps
    loop: KnowledgeLoop
    backtester: Backtester
    shadows: Shadows
    staff: Staff
    ears: Ears  # text -> signals
    secret: bytes
    setup_token: str
    clock: Callable[[], Millis]
    hashing: asyncio.Semaphore  # how many passwords are checked at once
    base_url: str  # as the outside world sees this server
    base_url_given: bool = True  # by the owner; else it is a guess, and the Host header counts too
    static: Path  # the built front end
    limits: Limits = field(default_factory=Limits)
    healthy: Callable[[], Awaitable[bool]]
    demo: bool = False
    trusted_proxies: Sequence[Network] = ()
    brain: Brain = field(default_factory=lambda: Brain(kind="extractive"))
    begins_at: Callable[[ConversationId, str], Awaitable[None]] | None = None  # None: nobody asks
    lines: Lines  # where everybody who waits stands
    notices: Notices
    veil: Veil = field(default_factory=Veil)  # what operators see of cards and passwords
    unmasking: frozenset[Role] = SUPERVISORS  # who may look behind it
    threads: Threads | None = None  # what became of messages on channels; None: there are none
    places: Places | None = None  # where conversations live, likewise
    files: FileDesk | None = None  # None: messages have none
    drill: Callable[[AssistantId], Awaitable[Report]]  # plays one on this very installation


def desk_of(connection: HTTPConnection) -> Desk:
    found: Desk = connection.app.state.desk
    return found


def the_desk(request: Request) -> Desk:
    """For routes: ``desk: Annotated[Desk, Depends(the_desk)]``."""
    return desk_of(request)


def address(connection: HTTPConnection) -> str:
    """Whose limits count: the peer, or the nearest hop that is no trusted proxy. IPv6 by site."""
    proxies = desk_of(connection).trusted_proxies
    peer = connection.client.host if connection.client else ""
    if not proxies:
        return _site(peer) or peer
    seen = peer
    for hop in (peer, *reversed(_forwarded(connection))):
        site = _site(hop)
        if site is None:
            break
        seen = site
        if not any(ipaddress.ip_address(hop) in proxy for proxy in proxies):
            break
    return seen


def _forwarded(connection: HTTPConnection) -> list[str]:
    lines = connection.headers.getlist("x-forwarded-for")
    return [hop.strip() for line in lines for hop in line.split(",")]


def _site(hop: str) -> str | None:
    """The address, or the network of an IPv6 one; None where it is no address."""
    try:
        ip = ipaddress.ip_address(hop)
    except ValueError:
        return None
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    if ip.ipv4_mapped:
        return str(ip.ipv4_mapped)
    return str(ipaddress.ip_network((int(ip), IPV6_SITE), strict=False))
