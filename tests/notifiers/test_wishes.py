"""When it is quiet, by the clock on the wall; and the ways that follow from who chose what."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.core.ways import CHOSEN
from warmline.flow.wishes import USUAL, Board, Quiet, Wishes, quiet_until, ways_of

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = Quiet(since=22 * 60, until=7 * 60)


def at(text: str) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp() * 1000)


def until(text: str, *quiet: Quiet) -> str:
    end = quiet_until(Wishes(quiet=quiet, zone="Europe/Berlin"), at(text))
    return datetime.fromtimestamp(end / 1000, BERLIN).strftime("%a %H:%M") if end else ""


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-11-20 21:59:59", ""),
        ("2026-11-20 22:00", "Sat 07:00"),
        ("2026-11-21 06:59:59", "Sat 07:00"),
        ("2026-11-21 07:00", ""),
        ("2026-03-29 01:30", "Sun 07:00"),  # the clocks go forward in that night
        ("2026-10-25 01:30", "Sun 07:00"),  # and back in that one
    ],
)
def test_a_night_is_quiet_across_midnight_and_when_the_clocks_change(now, end):
    assert until(now, NIGHT) == end


def test_quiet_hours_belong_to_the_day_on_which_they_begin():
    friday = Quiet(since=22 * 60, until=7 * 60, days=(4,))
    assert until("2026-11-21 03:00", friday) == "Sat 07:00"
    assert until("2026-11-22 03:00", friday) == ""


def test_hours_that_touch_are_one():
    weekend = Quiet(since=0, until=0, days=(5, 6))  # both whole days
    assert until("2026-11-20 23:00", NIGHT, weekend) == "Mon 07:00"


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(0, 10**9))
def test_the_end_of_quiet_hours_is_later_than_now_and_not_quiet_itself(since, to, second):
    if since == to:
        return
    wishes = Wishes(quiet=(Quiet(since=since, until=to),), zone="Europe/Berlin")
    now = (1_700_000_000 + second % 10**8) * 1000
    end = quiet_until(wishes, now)
    assert end == 0 or end > now
    assert not end or quiet_until(wishes, end) == 0


ABLE = ("console", "push", "email", "sms")


def test_who_chose_nothing_gets_the_usual_and_no_sms():
    ways = ways_of(Wishes(), (), ABLE)
    assert {event: ways.get(event, ()) for event in CHOSEN} == USUAL
    assert not any("sms" in ways[event] for event in CHOSEN)


def test_a_team_chooses_for_who_did_not_and_each_for_themselves():
    team = Board(events={"late": ("sms",), "woke": ("sms",)})
    ways = ways_of(Wishes(events={"woke": ()}), (team,), ABLE)
    assert ways["late"] == ("sms",)
    assert "woke" not in ways


def test_a_way_that_does_not_reach_somebody_is_none_of_theirs():
    ways = ways_of(Wishes(events={"late": ("sms", "push")}), (), ("console", "push"))
    assert ways["late"] == ("push",)
    assert ways["escalated"] == ("console", "push")
