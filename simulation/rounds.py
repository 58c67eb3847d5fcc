"""What goes by itself: the engine's rounds and its worker, each when its time has come.

The engine's own loops look every two seconds whether or not there is anything to see. Here a look
is left out where it could find nothing: while nobody waits to be given out, and for the vanished
while everybody who has work is at their desk, when one in ten seconds must do.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from simulation.agenda import MINUTE, SECOND, Agenda, Deed, on_the_beat
from simulation.database import DayStore
from warmline.core.effects import AskAssistant
from warmline.core.model import Millis
from warmline.flow.perform import perform
from warmline.flow.ports import Added, Job
from warmline.flow.rounds import STIRRING
from warmline.flow.world import World

ROUND: Millis = 2 * SECOND  # as ``flow.rounds`` has it
LEAST: Millis = 100
CALM: Millis = 10 * SECOND  # between looks for the vanished while nobody is missed
LEASE = 15.0  # seconds: as ``flow.perform`` has it
AT_ONCE = 32
HANGS = 151  # one answer in so many
TOO_LONG = 33.0  # seconds: longer than a visitor is left without a word


class Planned:
    """Something that is planned for one time at most: the earliest that anybody asked for."""

    def __init__(self, agenda: Agenda, deed: Deed) -> None:
        self._agenda = agenda
        self._deed = deed
        self._at: Millis = 0

    def by(self, when: Millis) -> None:
        if not self._agenda.now < self._at <= when:
            self._at = when
            self._agenda.exactly(when, self._do)

    async def _do(self) -> None:
        if self._at != self._agenda.now:
            return  # an older plan
        self._at = 0
        await self._deed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """The engine's own rounds, and what tells whether they may find anything."""

    assigning: Deed
    vanished: Deed
    idling: Deed
    anybody_waits: Callable[[], bool]  # to be given to somebody
    anybody_missed: Callable[[], bool]  # who has work, and is not at their desk


class Rounds:
    """``flow.rounds`` in the day's time."""

    def __init__(self, agenda: Agenda, looks: Looks) -> None:
        self._agenda = agenda
        self._looks = looks
        self._giving = Planned(agenda, self._give_out)
        self._missing = Planned(agenda, self._take_back)

    def begin(self) -> None:
        self._missing.by(on_the_beat(self._agenda.now + CALM))
        self._agenda.after(MINUTE, self._look_for_idle)

    def heed(self, added: Added) -> None:
        """Look soon after news that free or fill a place, as the engine does."""
        if not self._looks.anybody_waits():
            return
        stirred = any(isinstance(one.entry.fact, STIRRING) for one in added.news)
        self._giving.by(on_the_beat(self._agenda.now + (LEAST if stirred else ROUND)))

    async def _give_out(self) -> None:
        await self._looks.assigning()
        if self._looks.anybody_waits():
            self._giving.by(on_the_beat(self._agenda.now + ROUND))

    async def _take_back(self) -> None:
        await self._looks.vanished()
        again = ROUND if self._looks.anybody_missed() else CALM
        self._missing.by(on_the_beat(self._agenda.now + again))

    async def _look_for_idle(self) -> None:
        """Silences are of many minutes: a look a minute finds them soon enough."""
        await self._looks.idling()
        self._agenda.after(MINUTE, self._look_for_idle)


class Worker:
    """Performs what is due in the outbox, to the millisecond."""

    def __init__(self, agenda: Agenda, store: DayStore, world: World) -> None:
        self._agenda = agenda
        self._store = store
        self._world = world
        self._working = Planned(agenda, self._work)
        self._asked = 0

    async def plan(self) -> None:
        """Something new is in the outbox, or something is done."""
        due = await self._store.next_due()
        if due is not None:
            self._working.by(max(due, self._agenda.now))

    async def _work(self) -> None:
        jobs = await self._store.claim(limit=AT_ONCE, lease=LEASE)
        await asyncio.gather(*map(self._do, jobs))
        await self.plan()

    async def _do(self, job: Job) -> None:
        """The assistant takes a while, in which visitors may think of something else."""
        if not isinstance(job.effect, AskAssistant):
            return await perform(self._world, job)
        self._asked += 1
        if self._asked % HANGS == 0:
            return await self._store.postpone(job, by=TOO_LONG, why="it hangs")
        takes = 600 + self._asked * 7919 % 4000
        return self._agenda.after(takes, lambda: perform(self._world, job))
