"""Waits: how long a visitor will wait for a person, said as a range, or not said at all.

A wait is made of two things: how long people take to pick up what they have room for, and how long
it takes until they have room. The first is the median of the waits that began with room for them.
The second is the number of conversations that must end first, each of which takes a share of the
slots that are staffed: ``ahead / slots`` times what a slot is held for. What that predicts is then
multiplied by what recent predictions were off by, at the median and at the level that four in five
recent promises would have been kept at (conformal prediction, Vovk et al. 2005; the level follows
the promises that were kept, as in Gibbs and Candès 2021). So the range is right about its own
errors even where the model is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

from warmline.core.model import Millis, Seat, TeamId

KEPT = 0.8  # of the promises
WAITS_READ = 120  # the newest waits of a team
FEWEST = 8  # waits of a kind, below which nothing is said of it
FEWEST_ALIKE = 30  # waits for the same skills, from which on only these are asked
LEVELS = (0.5, 0.97)  # between which the level may move
GAIN = 1.5  # how far the level moves for promises that were kept too rarely, or too often
LEARNT_FROM = 40  # promises that the level follows
SHORTEST: Millis = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Half of the visitors wait no longer than ``low``, four in five no longer than ``high``."""

    low: Millis
    high: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """Who could take the visitor: members of the team who are there and have the skills."""

    slots: int = 0  # conversations that they can hold together
    free: int = 0  # of these, with nobody in them


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A wait that ended with a person, and how the line stood when it began."""

    waited: Millis
    place: int  # in line, from 1
    staffing: Staffing
    high: Millis = 0  # what was told; 0: nothing was
    skills: tuple[str, ...] = ()  # that were asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """How a team's line stands when somebody joins it."""

    waiting: int = 0  # conversations already in line
    recent: tuple[Wait, ...] = ()  # newest first


def could_take(team: TeamId, seats: Sequence[Seat], skills: tuple[str, ...] = ()) -> list[Seat]:
    """The members who are there and have the skills, whether or not they have room."""
    asked = set(skills)
    return [one for one in seats if one.online and team in one.teams and asked <= {*one.skills}]


def staffing(team: TeamId, seats: Sequence[Seat], skills: tuple[str, ...] = ()) -> Staffing:
    """Of those who have the skills; of all who are there, where nobody has them."""
    able = could_take(team, seats, skills) or could_take(team, seats)
    return Staffing(
        slots=sum(one.capacity for one in able),
        free=sum(max(0, one.capacity - one.load) for one in able),
    )


def estimate(
    place: int, staffed: Staffing, recent: Sequence[Wait], skills: tuple[str, ...] = ()
) -> Estimate | None:
    """None where too little is known to say anything. ``recent``: newest first."""
    alike = [wait for wait in recent if wait.skills == skills]
    waits = alike if len(alike) >= FEWEST_ALIKE else recent
    pace = _pace(waits)
    expected = pace.expected(place, staffed) if pace else None
    if pace is None or expected is None:
        return None
    ratios = sorted(
        wait.waited / predicted
        for wait in waits
        if (predicted := pace.expected(wait.place, wait.staffing))
    )
    if len(ratios) < FEWEST:
        return None
    low, high = (_quantile(ratios, at) for at in (0.5, _level(waits)))
    return Estimate(low=round(expected * min(low, high)), high=ceil(expected * high))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pace:
    """How fast a line moves; None: of that too little is known."""

    pickup: float | None  # milliseconds until somebody with room takes a visitor
    holding: float | None  # milliseconds that a slot is held for

    def expected(self, place: int, staffed: Staffing) -> float | None:
        """Milliseconds, as the model has it; None where it cannot say."""
        if not staffed.slots:
            return None
        shares = _shares(place, staffed)
        if not shares:
            return self.pickup and max(self.pickup, SHORTEST)
        return self.holding and max(self.holding * shares + (self.pickup or 0.0), SHORTEST)


def _pace(waits: Sequence[Wait]) -> _Pace | None:
    staffed = [wait for wait in waits if wait.staffing.slots]
    at_once = [wait.waited for wait in staffed if not _shares(wait.place, wait.staffing)]
    queued = [wait for wait in staffed if _shares(wait.place, wait.staffing)]
    pickup = float(median(at_once)) if len(at_once) >= FEWEST else None
    if pickup is None and len(queued) < FEWEST:
        return None
    return _Pace(pickup=pickup, holding=_holding(queued, pickup or 0.0))


def _holding(queued: Sequence[Wait], pickup: float) -> float | None:
    """What one full turn of all slots takes: the ratio of all waiting to all turns."""
    if len(queued) < FEWEST:
        return None
    waiting = sum(max(0.0, wait.waited - pickup) for wait in queued)
    turns = sum(_shares(wait.place, wait.staffing) for wait in queued)
    return max(waiting / turns, float(SHORTEST))


def _shares(place: int, staffed: Staffing) -> float:
    """How many turns of all the slots must pass before the visitor's; 0: there is room now."""
    return max(0, place - staffed.free) / staffed.slots


def _level(waits: Sequence[Wait]) -> float:
    """The quantile to promise: higher after promises that were broken, lower after easy ones."""
    told = [wait for wait in waits if wait.high][:LEARNT_FROM]
    if not told:
        return KEPT
    kept = sum(wait.waited <= wait.high for wait in told) / len(told)
    surely = len(told) / LEARNT_FROM  # a few promises move it little
    low, high = LEVELS
    return min(max(KEPT + GAIN * surely * (KEPT - kept), low), high)


def _quantile(ordered: Sequence[float], at: float) -> float:
    """The conformal one: rounded up, as if one more value were to come."""
    return ordered[min(ceil((len(ordered) + 1) * at), len(ordered)) - 1]
