"""Hours, targets and idle times that cannot be kept are refused, with the reason in words."""

import pytest

from tests.core.world import BILLING, SUPPORT
from warmline.core.hours import Hours
from warmline.core.idle import Idle
from warmline.core.service import Deed, Service, Target
from warmline.core.teams import Team
from warmline.teams import faults_of
from warmline.teams.doubts import team_doubts

WEEK = (((540, 1020),),) * 7
MINUTE = 60_000
NOW = 1_790_000_000_000


def faults(team: Team) -> list[str]:
    found = faults_of(team, NOW, teams={SUPPORT, BILLING}, operators=())
    return [str(fault) for fault in found]


def team(**more: object) -> Team:
    return Team(id=SUPPORT, name="Support", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (
            Hours(zone="Europe/Berlim", week=WEEK),
            "hours.zone: expected Europe/Berlin, came 'Europe/Berlim'",
        ),
        (
            Hours(zone="", week=WEEK),
            "hours.zone: expected a time zone such as Europe/Berlin, came ''",
        ),
        (Hours(week=WEEK[:5]), "hours.week: expected seven days, Monday first, came '5 days'"),
        (
            Hours(week=((),) * 7),
            "hours: expected a calendar that opens within 400 days, came 'one that never opens'",
        ),
        (
            Hours(week=((),) * 7, exceptions={"2020-01-01": ((1, 2),)}),
            "hours: expected a calendar that opens within 400 days, came 'one that never opens'",
        ),
        (
            Hours(week=WEEK, exceptions={"2026-02-30": ()}),
            (
                "hours.exceptions.2026-02-30: expected a date such as 2026-12-24, or 12-24 for"
                " every year, came '2026-02-30'"
            ),
        ),
    ],
)
def test_hours_that_nobody_can_go_by_are_refused_and_say_what_was_expected(
    hours: Hours, told: str
) -> None:
    (fault,) = faults(team(hours=hours))
    assert fault == told


@pytest.mark.parametrize("window", [(1020, 540), (-1, 540), (1440, 1500), (1, 2881), (9, 9)])
def test_a_window_begins_within_its_day_and_ends_after_that(window: tuple[int, int]) -> None:
    for hours in (
        Hours(week=((window,), *WEEK[1:])),
        Hours(week=WEEK, exceptions={"12-24": (window,)}),
    ):
        (fault,) = faults(team(hours=hours))
        assert f"came '{window[0]} to {window[1]}'" in fault


def test_usual_hours_with_holidays_and_night_shifts_are_fine() -> None:
    nights = Hours(zone="Asia/Kolkata", week=(((1320, 1800),),) * 7, exceptions={"02-29": ()})
    for hours in (nights, Hours(), None):
        assert faults(team(hours=hours)) == []


@pytest.mark.parametrize(
    ("service", "where"),
    [
        (Service(first_reply=Target(limit=0)), "first_reply.limit"),
        (Service(next_reply=Target(limit=MINUTE, warn_before=MINUTE)), "next_reply.warn_before"),
        (Service(resolution=Target(limit=10**12)), "resolution.limit"),
        (Service(late=(Deed(do="move"),), resolution=Target(limit=MINUTE)), "late[0].team"),
        (
            Service(late=(Deed(do="move", team=SUPPORT),), resolution=Target(limit=MINUTE)),
            "late[0].team",
        ),
        (
            Service(late=(Deed(do="raise", priority=101),), resolution=Target(limit=MINUTE)),
            "late[0].priority",
        ),
    ],
)
def test_targets_that_cannot_be_kept_are_refused(service: Service, where: str) -> None:
    (fault,) = faults(team(service=service))
    assert fault.startswith(f"service.{where}: ")


def test_a_warning_longer_than_the_silence_is_refused() -> None:
    (fault,) = faults(team(idle=Idle(person=60 * MINUTE, warn_before=60 * MINUTE)))
    assert fault == (
        "idle.warn_before: expected less than the idle time of 3600000 milliseconds, came 3600000"
    )
    assert faults(team(idle=Idle(assistant=None, person=None))) == []


@pytest.mark.parametrize(
    ("setup", "told"),
    [
        (
            team(hours=Hours(week=(((540, 720), (700, 1020)), *WEEK[1:]))),
            "two windows of mon overlap: 09:00 to 12:00 and 11:40 to 17:00",
        ),
        (
            team(service=Service(first_reply=Target(limit=MINUTE, business=True))),
            "a target counts business hours, and the team has none: it is always there",
        ),
        (
            team(service=Service(first_reply=Target(limit=1), soon=(Deed(do="raise"),))),
            "something is to be done when a target is due soon, and no target has a warning",
        ),
        (
            team(service=Service(late=(Deed(do="raise"),))),
            "something is to be done when a target is late, and there is no target",
        ),
    ],
)
def test_what_is_legal_and_probably_not_meant_is_doubted(setup: Team, told: str) -> None:
    assert told in team_doubts(setup, ())
