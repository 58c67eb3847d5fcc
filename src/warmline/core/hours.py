"""Business hours: when a team is there, to the millisecond, whatever its clocks are put to.

A window names times of the clock on the team's wall. It begins at the first moment at which that
clock shows its start or later, and ends in the same way. So a start that is skipped in spring
counts from the moment of the change; an end that comes twice in autumn is the first of the two; and
a window that spans the change lasts as long as it really lasts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from warmline.core.model import Millis

Window = tuple[int, int]
"""From and to, in minutes after the midnight that begins its day; ``to`` over 1440 is tomorrow."""
Span = tuple[Millis, Millis]
"""From one moment until before another."""

DAY_MINUTES = 1440
DAY: Millis = 86_400_000
HORIZON = 400  # days; a calendar that is closed for longer counts as never open
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALL_DAY: tuple[Window, ...] = ((0, DAY_MINUTES),)
_BEFORE = timedelta(days=2)  # the longest window reaches to the end of the next day
_MILLI = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A week of windows in a time zone, and the days that are not as usual.

    ``exceptions`` are named by date ("2026-12-24") or, for every year, by day ("12-25"); a date
    wins. Their windows are instead of the week's; none: closed. A window belongs to the day on
    which it begins, also after midnight.
    """

    zone: str = "UTC"  # an IANA name
    week: tuple[tuple[Window, ...], ...] = (ALL_DAY,) * 7  # Monday first
    exceptions: Mapping[str, tuple[Window, ...]] = field(
        default_factory=dict[str, tuple[Window, ...]]
    )


def is_open(hours: Hours | None, at: Millis) -> bool:
    """``None`` is always open, here and below."""
    return hours is None or any(begin <= at for begin, _ in _pieces(hours, at, 1))


def next_opening(hours: Hours | None, at: Millis) -> Millis | None:
    """The first open moment from ``at`` on; None: it does not open within ``HORIZON``."""
    if hours is None:
        return at
    return next((max(begin, at) for begin, _ in _pieces(hours, at)), None)


def after_business(hours: Hours | None, at: Millis, millis: Millis) -> Millis | None:
    """The first moment at which ``millis`` of open time have passed since ``at``.

    None: so much will not have passed within ``HORIZON``.
    """
    if hours is None or millis <= 0:
        return at + max(0, millis)
    left = millis
    for begin, end in _pieces(hours, at):
        start = max(begin, at)
        if end - start >= left:
            return start + left
        left -= end - start
    return None


def business_between(hours: Hours | None, start: Millis, end: Millis) -> Millis:
    """How much open time lies in it; 0 where ``end`` is not after ``start``."""
    if hours is None or end <= start:
        return max(0, end - start)
    pieces = _pieces(hours, start, (end - start) // DAY + 1)
    return sum(max(0, min(close, end) - max(begin, start)) for begin, close in pieces)


def openings(hours: Hours, at: Millis, most: int) -> list[Span]:
    """The next times at which it is open, the present one included, however long they are."""
    found = list[Span]()
    for begin, end in _pieces(hours, at):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        elif len(found) < most:
            found.append((begin, end))
        else:
            break
    return found


# ── from windows to moments ───────────────────────────────────────────────────────────────────────


def _pieces(hours: Hours, at: Millis, days: int = HORIZON) -> Iterator[Span]:
    """When it is open, from ``at`` on for at least so many days: in order, none overlaps."""
    done = at
    for begin, end in _windows(hours, at, days):
        if end > max(done, begin):
            yield (begin if done == at else max(begin, done)), end
            done = end


def _windows(hours: Hours, at: Millis, days: int) -> Iterator[Span]:
    """Each window as moments, by its start; from those that may still be open at ``at``."""
    zone = ZoneInfo(hours.zone)
    first = (_EPOCH + at * _MILLI).astimezone(zone).date() - _BEFORE
    for passed in range(days + 2 * _BEFORE.days):
        day = first + timedelta(days=passed)
        for start, end in sorted(windows_of(hours, day)):
            number = day.toordinal()
            yield _moment(hours.zone, number, start), _moment(hours.zone, number, end)


def windows_of(hours: Hours, day: date) -> tuple[Window, ...]:
    """The windows that begin on a day."""
    named = hours.exceptions
    usual = hours.week[day.weekday()]
    if not named:
        return usual
    iso = day.isoformat()
    return named.get(iso, named.get(iso[5:], usual))


@lru_cache(maxsize=8192)
def _moment(zone: str, day: int, minutes: int) -> Millis:
    """The first moment at which the wall clock shows ``minutes`` of that day, or later."""
    there = ZoneInfo(zone)
    wall = datetime.fromordinal(day) + timedelta(minutes=minutes)
    first = wall.replace(tzinfo=there, fold=0).astimezone(UTC)
    other = wall.replace(tzinfo=there, fold=1).astimezone(UTC)
    if first > other:  # the wall clock skips it
        return _change(there, other, first)
    return (first - _EPOCH) // _MILLI


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> Millis:
    """The moment between the two at which the clocks are put forward."""
    low, high = (before - _EPOCH) // _MILLI, (after - _EPOCH) // _MILLI
    old = before.astimezone(zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        same = (_EPOCH + middle * _MILLI).astimezone(zone).utcoffset() == old
        low, high = (middle, high) if same else (low, middle)
    return high
