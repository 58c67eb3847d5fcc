"""Figures by something: a series of points that is ready to draw, none left out between."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from warmline.core.model import Millis
from warmline.reports.figures import NONE, Figure, Measured, measured
from warmline.reports.rows import Request, Row, Target

NAMES: Final = ("team", "channel", "assistant", "operator", "rule")
TIMES: Final = ("day", "hour", "weekday", "weekday_hour")
HOURS: Final = tuple(f"{hour:02}" for hour in range(24))
WEEKDAYS: Final = tuple(str(day) for day in range(1, 8))  # ISO: 1 is Monday
OWN: Final[Mapping[str, type[Row]]] = {"trigger": Request, "fallback": Request, "target": Target}
"""What only rows of one kind can be looked at by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From one moment to just before another, read in a time zone."""

    since: Millis
    until: Millis
    zone: ZoneInfo

    def before(self) -> "Period":
        """The period of the same length just before it."""
        length = self.until - self.since
        return Period(since=self.since - length, until=self.since, zone=self.zone)

    def today(self) -> date:
        """The day of its last moment."""
        return _local(self.until - 1, self.zone).date()

    def days(self) -> Iterator[str]:
        """Every day that it touches, as ISO dates."""
        day, last = _local(self.since, self.zone).date(), _local(self.until - 1, self.zone).date()
        while day <= last:
            yield day.isoformat()
            day += timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    key: str  # a name, an ISO date, "09", "1" for Monday, "1 09"
    measured: Measured


def may_be_by(figure: Figure, by: str) -> bool:
    """Whether a figure's rows can be told apart by that."""
    return by in NAMES or by in TIMES or OWN.get(by) is figure.rows


def series(
    figure: Figure, rows: Iterable[Row], by: str, period: Period, *, business: bool = False
) -> tuple[Point, ...]:
    """A point for each key, in order: of times every one in the period, of names those there are.

    Names come with the most rows looked at first.
    """
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    key = key_of(by, period.zone)
    for row in rows:
        groups[key(row)].append(row)
    found = {name: measured(figure, some, business=business) for name, some in groups.items()}
    if by in TIMES:
        every = tuple(_every(by, period))
        return tuple(Point(key=one, measured=found.get(one, NONE)) for one in every)
    names = sorted(found, key=lambda name: (-found[name].of, name))
    return tuple(Point(key=name, measured=found[name]) for name in names if found[name].of)


def key_of(by: str, zone: ZoneInfo) -> Callable[[Row], str]:
    """By what a row is told apart."""
    match by:
        case "day":
            return lambda row: _local(row.at, zone).date().isoformat()
        case "hour":
            return lambda row: f"{_local(row.at, zone).hour:02}"
        case "weekday":
            return lambda row: str(_local(row.at, zone).isoweekday())
        case "weekday_hour":
            return lambda row: _weekday_hour(_local(row.at, zone))
        case _:
            return lambda row: str(getattr(row, by))


def _every(by: str, period: Period) -> Iterator[str]:
    match by:
        case "day":
            yield from period.days()
        case "hour":
            yield from HOURS
        case "weekday":
            yield from WEEKDAYS
        case _:
            yield from (f"{day} {hour}" for day in WEEKDAYS for hour in HOURS)


def _weekday_hour(at: datetime) -> str:
    return f"{at.isoweekday()} {at.hour:02}"


def _local(at: Millis, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(at / 1000, zone)


def midnight(day: date, zone: ZoneInfo) -> Millis:
    """When a day begins there."""
    return round(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp() * 1000)
