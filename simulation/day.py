"""The day itself: people act, the clock moves, rounds look, timers ring, until all is over."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulation.agenda import MINUTE, SECOND, Agenda
from simulation.database import DayStore, open_store
from simulation.operators import Operator
from simulation.reporting import reported
from simulation.rounds import Looks, Rounds, Worker
from simulation.sightings import ALIVE, Seen
from simulation.stand_ins import ScriptedAssistant, Told
from simulation.town import Town, routes
from simulation.visitors import Visitor, waits_until
from warmline.bus.local import LocalBus
from warmline.core.facts import MessageAdded
from warmline.core.inputs import Input
from warmline.core.model import (
    Author,
    Conversation,
    ConversationId,
    Millis,
    OperatorId,
    Presence,
    Seat,
    TeamId,
)
from warmline.core.refusals import Refused
from warmline.core.teams import Strategy, Team
from warmline.flow.feed import Tail
from warmline.flow.idle import Idling
from warmline.flow.ports import Added, Command, News
from warmline.flow.rounds import Assigning, Vanished
from warmline.flow.world import World
from warmline.store.accounts import SqlAccounts
from warmline.store.quiet import SqlQuiet
from warmline.store.teams import SqlTeams

BEAT: Millis = 15 * SECOND  # as ``web.operator_socket`` has it
LOOK: Millis = 30 * SECOND  # between two looks at who is there, for the checker
PHASES = 3  # not every browser beats at the same moment
BEFORE: Millis = 3 * MINUTE  # people are there before the first visitor comes
AFTER: Millis = 50 * MINUTE  # the last who came are seen out

Shown = tuple[Millis, Mapping[str, Presence]]
"""Who was there at that time, as the product had it."""
Progress = Callable[[Millis, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """What a day leaves behind, besides its database."""

    town: Town
    seen: dict[OperatorId, Seen]
    ended: Millis
    notices: int
    refused: dict[str, int]
    transactions: int
    presence: Sequence[Shown]  # each look at who is there
    reported: Mapping[str, float]  # what the product's own reports say of the day


class Day:
    """``visitors.Says`` and ``operators.Desk``, over one installation."""

    def __init__(self, town: Town, path: Path) -> None:
        self.agenda = Agenda(now=town.begins - BEFORE)
        self._town = town
        self._path = path
        self._teams = {team.id: team for team in town.teams}
        self._operators = {worker.id: Operator(self, worker) for worker in town.workers}
        self._visitors: dict[ConversationId, Visitor] = {}
        self._states: dict[ConversationId, Conversation] = {}
        self._lines: dict[TeamId, dict[ConversationId, None]] = {id: {} for id in self._teams}
        self._told = Told()
        self._refused: dict[str, int] = {}
        self._keys = 0
        self._given_out = [one.id for one in town.teams if one.strategy is not Strategy.PULL]
        self._presence: list[Shown] = []
        self._jobs = False  # something is new in the outbox

    async def run(self, progress: Progress) -> Lived:
        self.store = await open_store(self._path, self.agenda.clock, self._committed)
        bus = LocalBus()
        self._accounts, self._rosters = SqlAccounts(self.store), SqlTeams(self.store)
        self._worker = Worker(self.agenda, self.store, self._put_together(self.store, bus))
        self._rounds = Rounds(self.agenda, self._looks(bus))
        await self._set_up()
        try:
            await self._live(progress)
            told = await reported(self.store, self._town.begins - BEFORE, self.agenda.now)
        finally:
            await bus.close()
            await self.store.close()
        return Lived(
            town=self._town,
            seen={id: one.finish() for id, one in self._operators.items()},
            ended=self.agenda.now,
            notices=self._told.notices.total(),
            refused=dict(sorted(self._refused.items())),
            transactions=self.store.inline.transactions,
            presence=self._presence,
            reported=told,
        )

    def _put_together(self, store: DayStore, bus: LocalBus) -> World:
        return World(
            store=store,
            bus=bus,
            tail=Tail(store, bus),
            assistants={"auto": ScriptedAssistant()},
            telling=self._told,
            clock=self.agenda.clock,
        )

    async def _set_up(self) -> None:
        for team in self._town.teams:
            await self._rosters.save(team)
        await self._rosters.publish(routes(self._town.teams), base=0, by="the day")
        for worker in self._town.workers:
            await self._accounts.add(worker.account)
            self._operators[worker.id].plan_day(self.agenda.now)
        for number, (at, team) in enumerate(self._town.arrivals, 1):
            visitor = Visitor(self, self._town.seed, number, team)
            self._visitors[visitor.id] = visitor
            self.agenda.at(at, visitor.come)
        for phase in range(PHASES):
            self.agenda.after(phase * BEAT / PHASES, lambda phase=phase: self._beats(phase))
        self.agenda.after(LOOK, self._look_who_is_there)
        self._rounds.begin()

    async def _live(self, progress: Progress) -> None:
        over = self._town.ends + AFTER
        shown = 0
        while deeds := self.agenda.take(over):
            await asyncio.gather(*(deed() for deed in deeds))
            if self._jobs:
                self._jobs = False
                await self._worker.plan()
            if (minute := (self.agenda.now - self._town.begins) // (5 * MINUTE)) != shown:
                shown = minute
                progress(self.agenda.now, len(self._states))

    # ── what people do ────────────────────────────────────────────────────────────────────────────

    async def act(self, id: ConversationId, input: Input) -> bool:
        self._keys += 1
        try:
            await self.store.handle(Command(id, input, f"day:{self._keys}"))
        except Refused as refusal:
            self._refused[type(refusal).__name__] = self._refused.get(type(refusal).__name__, 0) + 1
            return False
        return True

    def state(self, id: ConversationId) -> Conversation:
        return self._states.get(id) or Conversation(id=id)

    def team(self, id: TeamId) -> Team:
        return self._teams[id]

    def team_ids(self) -> Sequence[TeamId]:
        return tuple(self._teams)

    def line(self, team: TeamId) -> Iterable[Conversation]:
        return (self._states[id] for id in self._lines[team])

    def held(self, team: TeamId, *, but: OperatorId) -> Sequence[ConversationId]:
        return sorted(
            id
            for operator in self._operators.values()
            for id in operator.work.mine
            if operator.id != but and (handoff := self.state(id).handoff) and handoff.team == team
        )

    async def seats(self) -> Iterable[Seat]:
        return await self._accounts.seats()

    async def beat(self, socket: str, operator: OperatorId) -> None:
        await self._accounts.beat(socket, operator, self.agenda.now + ALIVE)

    async def gone(self, socket: str) -> None:
        await self._accounts.gone(socket)

    async def choose(self, operator: OperatorId, *, away: bool) -> None:
        await self._accounts.choose(operator, away=away)

    async def _beats(self, phase: int) -> None:
        operators = list(self._operators.values())[phase::PHASES]
        await asyncio.gather(*(operator.beats() for operator in operators))
        self.agenda.after(BEAT, lambda: self._beats(phase))

    async def _look_who_is_there(self) -> None:
        seats = await self.seats()
        self._presence.append((self.agenda.now, {seat.operator: seat.presence for seat in seats}))
        self.agenda.after(LOOK, self._look_who_is_there)

    # ── what they see ─────────────────────────────────────────────────────────────────────────────

    def _committed(self, added: Added) -> None:
        """Called by the store after each commit."""
        self._jobs = self._jobs or added.jobs
        for news in added.news:
            self._see(news)
        self._rounds.heed(added)

    def _see(self, news: News) -> None:
        id, after = news.conversation, news.entry.after
        if after is None:
            raise AssertionError(f"expected the conversation after {news.entry}, came nothing")
        before = self.state(id)
        self._states[id] = after
        self._move(before, after)
        self._visitors[id].reads(news.entry.fact)
        for had in dict.fromkeys((before.operator, before.assigned)):
            if had and had not in (after.operator, after.assigned):
                self._operators[had].has_not(id)
        if after.operator and after.operator != before.operator:
            self._operators[after.operator].has(id)
        if after.assigned and after.assigned != before.assigned:
            self._operators[after.assigned].was_given(id)
        if after.operator and _is_words(news):
            self._operators[after.operator].work.hears(id)

    def _move(self, before: Conversation, after: Conversation) -> None:
        """Keep the lists that operators choose from."""
        was = before.handoff.team if waits_until(before) and before.handoff else None
        now = after.handoff.team if waits_until(after) and after.handoff else None
        if was != now:
            if was:
                self._lines[was].pop(after.id, None)
            if now:
                self._lines[now][after.id] = None
                for operator in self._operators.values():
                    if now in operator.worker.account.teams:
                        operator.look_around()

    # ── what goes by itself ───────────────────────────────────────────────────────────────────────

    def _looks(self, bus: LocalBus) -> Looks:
        store, rosters, people = self.store, self._rosters, self._accounts
        clock = self.agenda.clock
        return Looks(
            assigning=Assigning(store, rosters, people, rosters, clock),
            vanished=Vanished(store, rosters, people, bus, clock),
            idling=Idling(store, SqlQuiet(store), rosters, clock),
            anybody_waits=self._anybody_waits,
            anybody_missed=self._anybody_missed,
        )

    def _anybody_waits(self) -> bool:
        waiting = (self._states[id] for team in self._given_out for id in self._lines[team])
        return any(one.assigned is None for one in waiting)

    def _anybody_missed(self) -> bool:
        people = self._operators.values()
        return any((one.work.mine or one.offered) and not one.alive for one in people)


def _is_words(news: News) -> bool:
    fact = news.entry.fact
    return isinstance(fact, MessageAdded) and fact.author is Author.VISITOR
