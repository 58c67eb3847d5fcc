"""Rounds: what nobody brings in is looked for, in every process, and handed in as an input.

Two processes may find the same thing. What they hand in has a key that names it, and is decided
again under the conversation's lock: it happens once, or is refused.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Protocol

import structlog

from warmline.core.drills import rehearses
from warmline.core.elsewhere import ELSEWHERE, holder
from warmline.core.facts import (
    AssignmentEnded,
    Claimed,
    HandoffRequested,
    PriorityChanged,
    Released,
    Resolved,
    ReturnedToAssistant,
    Transferred,
)
from warmline.core.inputs import Input, OperatorAssigned, OperatorVanished
from warmline.core.model import Conversation, Millis, OperatorId, Presence, Seat, TeamId
from warmline.core.refusals import Refused
from warmline.core.routing import Given, Waiting, assign, waiting, with_one_more
from warmline.core.teams import Team
from warmline.core.transfers import put_aside
from warmline.flow.desk import Waitlist
from warmline.flow.failures import Temporary
from warmline.flow.ports import Bus, Command, Outcome, Whisper
from warmline.flow.tasks import ended

EVERY = 2.0  # seconds between two rounds that nothing woke
LEAST = 0.1  # seconds between two of them, however much happens
GRACE: Millis = 30_000  # after an outage of ours, operators' browsers have so long to come back
BLINK: Millis = 20_000  # whoever did not look for longer was away
STIRRING = (
    AssignmentEnded,
    Claimed,
    HandoffRequested,
    PriorityChanged,
    Released,
    Resolved,
    ReturnedToAssistant,
    Transferred,
)
"""Facts after which somebody may be given something."""
Round = Callable[[], Awaitable[None]]

log = structlog.get_logger()


class Handles(Protocol):
    async def handle(self, command: Command) -> Outcome: ...


class People(Protocol):
    async def seats(self) -> Sequence[Seat]: ...


class Teams(Protocol):
    async def all(self) -> Sequence[Team]: ...


class Rounds:
    """Runs its rounds one after another, woken by whatever may have changed something."""

    def __init__(self, rounds: Iterable[Round], *, every: float = EVERY) -> None:
        self._rounds = tuple(rounds)
        self._every = every
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    def wake(self) -> None:
        self._wake.set()

    async def stop(self) -> None:
        await ended(self._task)

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            await self.once()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._every):
                    await self._wake.wait()
                    await asyncio.sleep(LEAST)

    async def once(self) -> None:
        """Every round once; one that fails is looked at again, and spoils no other."""
        for look in self._rounds:
            try:
                await look()
            except Temporary:
                pass
            except Exception:
                log.exception("round_stumbled")


# ── giving out what waits ─────────────────────────────────────────────────────────────────────────


class Assigning:
    """Gives waiting conversations to people, in the teams that do not take them themselves."""

    def __init__(
        self,
        handles: Handles,
        waitlist: Waitlist,
        people: People,
        teams: Teams,
        clock: Callable[[], Millis],
    ) -> None:
        self._handles = handles
        self._waitlist = waitlist
        self._people = people
        self._teams = teams
        self._clock = clock

    async def __call__(self) -> None:
        line = [one for one in await self._waitlist.lines() if not one.drill]
        if not line:
            return
        seats, teams = await self._people.seats(), await self._teams.all()
        known = {now.id: now for now in line}
        for id, operator, why in given_out(line, seats, teams, self._clock()):
            now = known[id]
            if now.handoff:
                input = OperatorAssigned(operator=operator, handoff=now.handoff.number, why=why)
                key = f"assign:{now.id}:{now.seq}:{operator}"
                await hand_in(self._handles, Command(now.id, input, key))


def given_out(
    line: Iterable[Conversation], seats: Sequence[Seat], teams: Iterable[Team], now: Millis
) -> list[Given]:
    """Who gets what, over all teams: whoever is in several is given one in one of them."""
    lines = _by_team(line)
    given = list[Given]()
    for team in teams:
        for one in assign(lines.get(team.id, ()), seats, team, now):
            given.append(one)
            seats = [with_one_more(s, now) if s.operator == one[1] else s for s in seats]
    return given


def _by_team(line: Iterable[Conversation]) -> dict[TeamId, list[Waiting]]:
    found = dict[TeamId, list[Waiting]]()
    for one in filter(None, map(waiting, line)):
        found.setdefault(one.team, []).append(one)
    return found


# ── who has vanished ──────────────────────────────────────────────────────────────────────────────


class Vanished:
    """Takes back what somebody has who is no longer there, and tells the screens who is.

    A process that has just started, or stood still, or had no database, saw nobody: it waits for
    those who come back before it says that anybody has vanished.
    """

    def __init__(
        self,
        handles: Handles,
        waitlist: Waitlist,
        people: People,
        bus: Bus,
        clock: Callable[[], Millis],
        *,
        grace: Millis = GRACE,
    ) -> None:
        self._handles = handles
        self._waitlist = waitlist
        self._people = people
        self._bus = bus
        self._clock = clock
        self._grace = grace
        self._known: dict[OperatorId, Presence] = {}
        self._looked: Millis = 0
        self._awake: Millis = 0

    async def __call__(self) -> None:
        seats = await self._people.seats()
        await self._tell(seats)
        if not self._watched(self._clock()):
            return
        known = {seat.operator: seat for seat in seats}
        there = {s.operator for s in seats if s.presence is not Presence.OFFLINE}
        gone = [one for one in await self._waitlist.busy() if one not in there | {ELSEWHERE}]
        for now in await self._waitlist.held(gone) if gone else ():
            for operator in _whose(now, known):
                if operator in gone and not rehearses(operator):
                    await hand_in(self._handles, _lost(now, operator))

    def _watched(self, now: Millis) -> bool:
        """Whether somebody who is not there now has had the time to be."""
        if now - self._looked > BLINK:
            self._awake = now
        self._looked = now
        return now - self._awake >= self._grace

    async def _tell(self, seats: Sequence[Seat]) -> None:
        """Nobody else does when a socket dies with its process."""
        now = {seat.operator: seat.presence for seat in seats}
        if self._known and now != self._known:
            await self._bus.whisper(Whisper(kind="presence"))
        self._known = now


def _whose(now: Conversation, known: Mapping[OperatorId, Seat]) -> Iterator[OperatorId]:
    """Who would lose it by not being there."""
    has = holder(now)
    if has and not put_aside(now, known.get(has)):
        yield has
    if now.assigned:
        yield now.assigned


def _lost(now: Conversation, operator: OperatorId) -> Command:
    input: Input = OperatorVanished(operator=operator, epoch=now.epoch)
    return Command(now.id, input, f"vanished:{now.id}:{now.seq}:{operator}")


async def hand_in(handles: Handles, command: Command) -> None:
    """What has changed in the meantime is refused, and looked at again.

    What breaks in one conversation is told, and keeps no other waiting.
    """
    try:
        await handles.handle(command)
    except Refused:
        pass
    except Temporary:
        raise
    except Exception:
        log.exception("round_stumbled", conversation=command.conversation)
