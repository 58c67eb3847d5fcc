"""What is wrong with hours, targets and idle times, before anybody goes by them."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Final
from zoneinfo import available_timezones

from warmline.core.hours import DAY_MINUTES, HORIZON, WEEKDAYS, Hours, Window, next_opening
from warmline.core.idle import Idle
from warmline.core.model import Millis, TeamId
from warmline.core.service import Deed, Service, Target
from warmline.core.teams import Team
from warmline.policies.errors import PolicyError, nearest, shown

DAY: Final[Millis] = 86_400_000
LONGEST: Final[Millis] = 366 * DAY  # of a target or a silence
SHORTEST: Final[Millis] = 1_000
LATEST: Final = 2 * DAY_MINUTES  # a window ends with the next day at the latest
PRIORITIES: Final = range(-100, 101)
MOST_WINDOWS: Final = 24  # of one day
MOST_EXCEPTIONS: Final = 1_000
_LEAP_YEAR: Final = "2028-"
_DAY_NAME: Final = re.compile(r"(\d{4}-)?\d{2}-\d{2}", re.ASCII)


def times_faults(team: Team, now: Millis, teams: Collection[TeamId]) -> Iterator[PolicyError]:
    """What nobody can go by, of the hours, targets and idle times of a team."""
    if team.hours:
        yield from hours_faults(team.hours, now)
    yield from service_faults(team.service, [id for id in teams if id != team.id])
    yield from idle_faults(team.idle)


def times_doubts(team: Team) -> Iterator[str]:
    """One sentence for each thing that is legal and probably not meant."""
    if team.hours:
        yield from _overlaps(team.hours)
    service = team.service
    targets = [t for t in (service.first_reply, service.next_reply, service.resolution) if t]
    if any(target.business for target in targets) and team.hours is None:
        yield "a target counts business hours, and the team has none: it is always there"
    if service.soon and not any(target.warn_before for target in targets):
        yield "something is to be done when a target is due soon, and no target has a warning"
    if service.late and not targets:
        yield "something is to be done when a target is late, and there is no target"


def _fault(where: str, expected: str, came: object) -> PolicyError:
    return PolicyError(where=where, expected=expected, came=shown(came))


@cache
def zones() -> frozenset[str]:
    return frozenset(available_timezones())


# ── hours ─────────────────────────────────────────────────────────────────────────────────────────


def hours_faults(hours: Hours, now: Millis) -> tuple[PolicyError, ...]:
    found = tuple(_shape(hours))
    if not found and next_opening(hours, now) is None:
        opens = f"a calendar that opens within {HORIZON} days"
        return (_fault("hours", opens, "one that never opens"),)
    return found


def _shape(hours: Hours) -> Iterator[PolicyError]:
    if hours.zone not in zones():
        close = nearest(hours.zone, zones())
        yield _fault("hours.zone", close or "a time zone such as Europe/Berlin", hours.zone)
    if len(hours.week) != len(WEEKDAYS):
        yield _fault("hours.week", "seven days, Monday first", f"{len(hours.week)} days")
    for place, windows in enumerate(hours.week):
        yield from _windows(f"hours.week[{place}]", windows)
    if len(hours.exceptions) > MOST_EXCEPTIONS:
        most = f"at most {MOST_EXCEPTIONS} days"
        yield _fault("hours.exceptions", most, f"{len(hours.exceptions)} days")
    for name, windows in hours.exceptions.items():
        if not _is_day(name):
            day = "a date such as 2026-12-24, or 12-24 for every year"
            yield _fault(f"hours.exceptions.{name}", day, name)
        yield from _windows(f"hours.exceptions.{name}", windows)


def _windows(where: str, windows: tuple[Window, ...]) -> Iterator[PolicyError]:
    if len(windows) > MOST_WINDOWS:
        yield _fault(where, f"at most {MOST_WINDOWS} windows", f"{len(windows)} windows")
    for begin, end in windows:
        if not 0 <= begin < DAY_MINUTES or not begin < end <= LATEST:
            expected = "from and to in minutes of the day, to after from"
            yield _fault(where, expected, f"{begin} to {end}")


def _is_day(name: str) -> bool:
    if not _DAY_NAME.fullmatch(name):
        return False
    try:
        date.fromisoformat(name if len(name) > len("12-24") else _LEAP_YEAR + name)
    except ValueError:
        return False
    return True


def _overlaps(hours: Hours) -> Iterator[str]:
    for name, windows in zip(WEEKDAYS, hours.week, strict=False):
        for one, two in pairwise(sorted(windows)):
            if two[0] < one[1]:
                yield f"two windows of {name} overlap: {_clock(one)} and {_clock(two)}"


def _clock(window: Window) -> str:
    return " to ".join(f"{minutes // 60:02}:{minutes % 60:02}" for minutes in window)


# ── service levels ────────────────────────────────────────────────────────────────────────────────


def service_faults(service: Service, others: Collection[TeamId]) -> Iterator[PolicyError]:
    """``others``: the teams to which something can be moved."""
    for goal in ("first_reply", "next_reply", "resolution"):
        if target := service.target(goal):
            yield from _target(f"service.{goal}", target)
    for name, deeds in (("soon", service.soon), ("late", service.late)):
        for place, deed in enumerate(deeds):
            yield from _deed(f"service.{name}[{place}]", deed, others)


def _target(where: str, target: Target) -> Iterator[PolicyError]:
    yield from _length(f"{where}.limit", target.limit)
    if not 0 <= target.warn_before < max(target.limit, 1):
        shorter = f"less than the limit of {target.limit} milliseconds"
        yield _fault(f"{where}.warn_before", shorter, target.warn_before)


def _deed(where: str, deed: Deed, others: Collection[TeamId]) -> Iterator[PolicyError]:
    if deed.do == "move" and deed.team not in others:
        yield _fault(f"{where}.team", nearest(deed.team, others) or "another team", deed.team)
    if deed.do == "raise" and deed.priority not in PRIORITIES:
        bounds = f"{PRIORITIES[0]} to {PRIORITIES[-1]}"
        yield _fault(f"{where}.priority", bounds, deed.priority)


# ── idle ──────────────────────────────────────────────────────────────────────────────────────────


def idle_faults(idle: Idle) -> Iterator[PolicyError]:
    for name, silence in (("assistant", idle.assistant), ("person", idle.person)):
        if silence is not None:
            yield from _length(f"idle.{name}", silence)
    if idle.person is not None and not 0 <= idle.warn_before < idle.person:
        shorter = f"less than the idle time of {idle.person} milliseconds"
        yield _fault("idle.warn_before", shorter, idle.warn_before)


def _length(where: str, length: Millis) -> Iterator[PolicyError]:
    if not SHORTEST <= length <= LONGEST:
        yield _fault(where, f"{SHORTEST} to {LONGEST} milliseconds", length)
