"""A day at a help desk, simulated: who comes, who is there, who waits how long, what was promised.

Written without a line of the product but the estimate itself. Visitors come at random, in rushes;
some need a skill; some give up. Operators come and go by shifts, hold several conversations at
once, and take a while to pick one up, less when they are pressed.
"""

import heapq
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from warmline.core.model import Millis, OperatorId, Presence, Seat, TeamId
from warmline.core.waits import Estimate, Wait, estimate, staffing

SECOND: Millis = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
TEAM = TeamId("support")
READ = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    begins: Millis
    ends: Millis
    capacity: int = 4
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    shifts: tuple[Shift, ...]
    per_hour: Callable[[Millis], float]  # visitors, at that time of day
    holding: Callable[[Millis], float]  # minutes, on average, of a conversation begun then
    skilled: float = 0.0  # share of the visitors who need the skill "de"
    gives_up: Millis = 25 * MINUTE  # on average
    pickup: Millis = 20 * SECOND
    length: Millis = 10 * HOUR


@dataclass(slots=True, kw_only=True)
class Visitor:
    came: Millis
    skills: tuple[str, ...]
    leaves: Millis
    place: int = 0
    told: Estimate | None = None
    wait: Wait | None = None


@dataclass(slots=True)
class Floor:
    day: Day
    chance: random.Random
    now: Millis = 0
    line: list[Visitor] = field(default_factory=list["Visitor"])
    load: list[int] = field(default_factory=list[int])
    events: list[tuple[Millis, int, str, int]] = field(
        default_factory=list[tuple[Millis, int, str, int]]
    )
    ended: list[Wait] = field(default_factory=list[Wait])
    seen: list[Visitor] = field(default_factory=list["Visitor"])
    reaching: set[int] = field(default_factory=set[int])
    count: int = 0

    def at(self, when: Millis, what: str, who: int = 0) -> None:
        self.count += 1
        heapq.heappush(self.events, (when, self.count, what, who))

    def seats(self) -> list[Seat]:
        return [
            Seat(
                operator=OperatorId(str(n)),
                teams=(TEAM,),
                skills=shift.skills,
                capacity=shift.capacity,
                load=self.load[n],
                presence=Presence.ONLINE,
            )
            for n, shift in enumerate(self.day.shifts)
            if shift.begins <= self.now < shift.ends
        ]

    def arrive(self) -> None:
        skills = ("de",) if self.chance.random() < self.day.skilled else ()
        leaves = self.now + round(self.chance.expovariate(1 / self.day.gives_up))
        visitor = Visitor(came=self.now, skills=skills, leaves=leaves)
        staffed = staffing(TEAM, self.seats(), skills)
        visitor.place = len(self.line) + 1
        visitor.told = estimate(visitor.place, staffed, tuple(self.ended[: -READ - 1 : -1]), skills)
        high = visitor.told.high if visitor.told else 0
        visitor.wait = Wait(
            waited=0, place=visitor.place, staffing=staffed, high=high, skills=skills
        )
        self.line.append(visitor)
        self.seen.append(visitor)
        self.reach()

    def reach(self) -> None:
        """Whoever has room, and is not busy taking one already, goes for the next in line."""
        for seat in self.seats():
            n = int(seat.operator)
            if n not in self.reaching and self.load[n] < seat.capacity and self.line:
                self.reaching.add(n)
                self.at(self.now + self.soon(self.day.pickup), "take", n)

    def soon(self, mean: Millis) -> Millis:
        return round(mean * self.chance.lognormvariate(-0.3, 0.75))

    def take(self, n: int) -> None:
        self.reaching.discard(n)
        shift = self.day.shifts[n]
        there = shift.begins <= self.now < shift.ends and self.load[n] < shift.capacity
        self.line = [one for one in self.line if one.leaves > self.now]
        fits = (one for one in self.line if set(one.skills) <= {*shift.skills})
        visitor = next(fits, None) if there else None
        if visitor is None or visitor.wait is None:
            return
        self.line.remove(visitor)
        waited = self.now - visitor.came
        visitor.wait = Wait(
            waited=waited,
            place=visitor.wait.place,
            staffing=visitor.wait.staffing,
            high=visitor.wait.high,
            skills=visitor.skills,
        )
        self.ended.append(visitor.wait)
        self.load[n] += 1
        minutes = self.day.holding(self.now) * self.chance.lognormvariate(-0.25, 0.7)
        self.at(self.now + round(minutes * MINUTE), "done", n)
        self.reach()


def run(day: Day, seed: int) -> Iterator[Visitor]:
    """The visitors whose wait ended with a person, in the order in which they came."""
    floor = Floor(day, random.Random(seed), load=[0] * len(day.shifts))
    for when in comings(day, floor.chance):
        floor.at(when, "arrive")
    for shift in day.shifts:
        floor.at(shift.begins, "begin")
    while floor.events:
        floor.now, _, what, n = heapq.heappop(floor.events)
        if what == "arrive":
            floor.arrive()
        elif what == "take":
            floor.take(n)
        elif what == "done":
            floor.load[n] -= 1
        floor.reach()
    return (one for one in floor.seen if one.wait and one.wait.waited)


def comings(day: Day, chance: random.Random) -> Iterator[Millis]:
    when, most = 0.0, max(day.per_hour(at) for at in range(0, day.length, MINUTE))
    while when < day.length:
        when += chance.expovariate(most / HOUR)
        if chance.random() < day.per_hour(int(when)) / most:
            yield int(when)
