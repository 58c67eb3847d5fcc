"""An operator: comes, takes, goes on a break, loses the browser, goes home."""

import random
from collections.abc import Iterable

from simulation.agenda import HOUR, MINUTE, SECOND, Deed
from simulation.desk import Desk, turn
from simulation.sightings import Seen, Sighting
from simulation.town import Worker
from simulation.visitors import around
from simulation.work import Work
from warmline.core.inputs import OperatorClaimed, OperatorPassed, OperatorTookOver
from warmline.core.model import ConversationId, Millis
from warmline.core.teams import Strategy, Team
from warmline.flow.desk import Role

BETWEEN_CRASHES: Millis = 2 * HOUR  # of one browser, on average
RELIEF: Millis = 20 * MINUTE  # between two conversations that a supervisor takes over


class Operator:
    """One person at their console."""

    def __init__(self, desk: Desk, worker: Worker) -> None:
        self.worker = worker
        self.id = worker.id
        self.seen = Seen()
        self.offered: set[ConversationId] = set()
        self._desk = desk
        self._chance = random.Random(worker.seed)
        self._session = 0  # counts browsers; what was meant to be done in an older one is void
        self._alive = False
        self._away_since: Millis = 0
        self._going = False  # home: nothing new is taken
        self._looking = False
        self.work = Work(desk, worker, self._chance, self._later)

    # ── coming and going ──────────────────────────────────────────────────────────────────────────

    def plan_day(self, begins: Millis) -> None:
        """Everything that a shift holds; of one that has begun, what is left."""
        chance, (first, last) = self._chance, self.worker.shift
        if last <= begins + 10 * MINUTE:
            return
        arrival = first + round(abs(chance.gauss(0, 40 * SECOND)))
        self._at(max(arrival, begins), self._arrive)
        rest = chance.uniform(0.35, 0.65) * (last - first) + first
        self._at(rest, lambda: self._break(chance.uniform(15 * MINUTE, 35 * MINUTE)))
        self._at(last - 8 * MINUTE, self._wind_up)
        self._at(last, self._leave)
        if self.worker.account.role is Role.SUPERVISOR:
            for place in range(1, round((last - first) / RELIEF)):
                self._at(first + place * RELIEF, self._relieve)
        crash = max(first, begins) + chance.expovariate(1 / BETWEEN_CRASHES)
        while crash < last:
            self._at(crash, self._crash)
            crash += chance.expovariate(1 / BETWEEN_CRASHES)

    def _at(self, when: float, deed: Deed) -> None:
        """Of a shift that has begun, what is over is left out."""
        if when >= self._desk.agenda.now:
            self._desk.agenda.at(round(when), deed)

    @property
    def alive(self) -> bool:
        return self._alive

    async def _arrive(self) -> None:
        """At the console, in a new browser."""
        if self._alive:
            return
        self._session += 1
        self._alive = True
        now = self._desk.agenda.now
        self.seen.there.append(Sighting(first=now, last=now))
        await self._desk.beat(self._socket, self.id)
        self.work.begin_again()
        for id in sorted(self.offered):
            self.was_given(id)
        self.look_around()

    @property
    def _socket(self) -> str:
        return f"{self.id}:{self._session}"

    async def beats(self) -> None:
        if self._alive:
            self.seen.there[-1].last = self._desk.agenda.now
            await self._desk.beat(self._socket, self.id)

    async def _crash(self) -> None:
        """The browser dies without a word; its socket is simply heard of no more."""
        if not self._alive:
            return
        self._alive, self._looking = False, False
        self._session += 1
        self.seen.crashes += 1
        roll = self._chance.random()
        pause = (8 * SECOND, 55 * SECOND) if roll < 0.4 else (MINUTE, 12 * MINUTE)
        back = self._desk.agenda.now + round(self._chance.uniform(*pause))
        if back < self.worker.shift[1]:
            self._desk.agenda.at(back, self._arrive)

    async def _break(self, length: float) -> None:
        """They choose to be left alone, and finish what they have."""
        if not self._alive:
            return
        await self._set_away(away=True)
        self._desk.agenda.after(length, self._back)

    async def _back(self) -> None:
        if not self._going:
            await self._set_away(away=False)
            self.look_around()

    async def _set_away(self, *, away: bool) -> None:
        now = self._desk.agenda.now
        if away and not self._away_since:
            self._away_since = now
        elif not away and self._away_since:
            self.seen.away.append((self._away_since, now))
            self._away_since = 0
        await self._desk.choose(self.id, away=away)

    async def _wind_up(self) -> None:
        self._going = True
        await self._set_away(away=True)

    async def _leave(self) -> None:
        """What is left is handed on, and the browser closed; or left, where it had crashed."""
        self._going = True
        if not self._alive:
            return
        await self.work.hand_all_on()
        self._alive = False
        self._session += 1
        self.seen.there[-1].last = self._desk.agenda.now
        self.seen.there[-1].closed = True
        await self._desk.gone(f"{self.id}:{self._session - 1}")

    def finish(self) -> Seen:
        """What was so, up to now."""
        if self._away_since:
            self.seen.away.append((self._away_since, self._desk.agenda.now))
            self._away_since = 0
        return self.seen

    def _later(self, after: float, do: Deed) -> None:
        session = self._session

        async def deed() -> None:
            if session == self._session and self._alive:
                await do()

        self._desk.agenda.after(after, deed)

    # ── taking ────────────────────────────────────────────────────────────────────────────────────

    @property
    def _room(self) -> bool:
        return len(self.work.mine) + len(self.offered) < self.worker.account.capacity

    @property
    def takes(self) -> bool:
        return self._alive and not self._away_since and self._room

    def was_given(self, id: ConversationId) -> None:
        self.offered.add(id)
        roll = self._chance.random()
        if roll < 0.04:
            return  # they do not notice
        wanted = self._pass if roll < 0.08 else self._take
        self._later(around(self._chance, 7 * SECOND), lambda: wanted(id))

    async def _take(self, id: ConversationId) -> None:
        if id in self.offered:
            await self._desk.act(id, OperatorClaimed(operator=self.id))

    async def _pass(self, id: ConversationId) -> None:
        if id in self.offered:
            await self._desk.act(id, OperatorPassed(operator=self.id))

    def look_around(self) -> None:
        """Where people choose themselves: look at the list soon, if there is room for more."""
        if self._looking or not self.takes or not any(self._choosing()):
            return
        self._looking = True
        self._later(around(self._chance, 9 * SECOND), self._look)

    def _choosing(self) -> Iterable[Team]:
        for id in self.worker.account.teams:
            team = self._desk.team(id)
            if team.strategy is Strategy.PULL:
                yield team

    async def _look(self) -> None:
        """Take the first of the list, though a colleague may be faster."""
        self._looking = False
        found = [one for team in self._choosing() for one in self._desk.line(team.id)]
        if not found or not self.takes:
            return
        first = min(found, key=turn)
        self._looking = True
        self._later(self._chance.uniform(0.5, 2.5) * SECOND, lambda: self._claim(first.id))

    async def _claim(self, id: ConversationId) -> None:
        self._looking = False
        if self.takes:
            await self._desk.act(id, OperatorClaimed(operator=self.id))
        self.look_around()

    def has(self, id: ConversationId) -> None:
        """It is theirs now."""
        self.offered.discard(id)
        self.work.has(id)

    def has_not(self, id: ConversationId) -> None:
        self.offered.discard(id)
        self.work.has_not(id)
        self.look_around()

    async def _relieve(self) -> None:
        """A supervisor takes something off a colleague."""
        theirs = self._desk.held(self.worker.account.teams[0], but=self.id)
        if self.takes and theirs:
            id = self._chance.choice(theirs)
            await self._desk.act(id, OperatorTookOver(operator=self.id))
