"""Business hours against a clock on the wall that is watched second by second."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.wall import DAY, watched
from warmline.core.hours import (
    Hours,
    Window,
    after_business,
    business_between,
    is_open,
    next_opening,
    openings,
)

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # changes by half an hour
    "Asia/Kathmandu",  # a quarter of an hour off
    "Africa/Casablanca",  # changes twice around Ramadan
    "America/St_Johns",
    "Pacific/Apia",  # left out a whole day in 2011
    "Asia/Tehran",
    "America/Sao_Paulo",  # used to change at midnight
)
CHANGES = (  # moments near which the wall clock does something
    "2026-03-29T01:00",
    "2026-10-25T01:00",
    "2026-03-08T07:00",
    "2026-11-01T06:00",
    "2026-04-04T15:00",
    "2026-10-03T15:30",
    "2026-02-15T02:00",
    "2026-03-22T02:00",
    "2011-12-30T10:00",
    "2018-11-04T03:00",
    "2018-02-18T02:00",
    "2028-02-29T12:00",
    "2026-12-31T23:00",
)
NINE_TO_FIVE: Window = (540, 1020)
OFFICE = Hours(zone="Europe/Berlin", week=((NINE_TO_FIVE,),) * 5 + ((), ()))
NEVER = Hours(week=((),) * 7)


def at(text: str) -> int:
    """Milliseconds of a time in UTC."""
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


# ── what the oracle is asked ──────────────────────────────────────────────────────────────────────


@st.composite
def windows(draw: st.DrawFn) -> tuple[Window, ...]:
    found = list[Window]()
    for _ in range(draw(st.sampled_from((0, 1, 1, 2)))):
        begin = draw(st.integers(0, 1439))
        found.append((begin, begin + draw(st.integers(1, 1440))))
    return tuple(found)


@st.composite
def calendars(draw: st.DrawFn) -> Hours:
    near = datetime.fromisoformat(draw(st.sampled_from(CHANGES)))
    special = {
        format(near + timedelta(days=draw(st.integers(-2, 2))), draw(st.sampled_from(NAMES))): draw(
            windows()
        )
        for _ in range(draw(st.integers(0, 2)))
    }
    week = tuple(draw(windows()) for _ in range(7))
    return Hours(zone=draw(st.sampled_from(ZONES)), week=week, exceptions=special)


NAMES = ("%Y-%m-%d", "%m-%d")
MOMENTS = st.builds(
    lambda near, minutes: at(near) // 1000 + 60 * minutes,
    st.sampled_from(CHANGES),
    st.integers(-2 * 1440, 1440),
)


@given(hours=calendars(), start=MOMENTS)
@settings(max_examples=40, deadline=None)
def test_it_is_open_at_exactly_the_minutes_at_which_the_clock_on_the_wall_says_so(
    hours: Hours, start: int
) -> None:
    seen = watched(hours, start, 3 * DAY, step=60)
    asked = [is_open(hours, (start + 60 * minute) * 1000) for minute in range(len(seen))]
    assert asked == seen


@given(hours=calendars(), start=MOMENTS, length=st.integers(1, 3 * 1440))
@settings(max_examples=40, deadline=None)
def test_open_time_between_two_moments_is_what_a_watcher_counts(
    hours: Hours, start: int, length: int
) -> None:
    counted = sum(watched(hours, start, 60 * length, step=60))
    found = business_between(hours, start * 1000, (start + 60 * length) * 1000)
    assert found == counted * 60_000


@given(hours=calendars(), start=MOMENTS, wanted=st.integers(1, 2 * 1440))
@settings(max_examples=40, deadline=None)
def test_open_time_has_passed_at_the_very_minute_at_which_a_watcher_has_counted_it(
    hours: Hours, start: int, wanted: int
) -> None:
    seen = watched(hours, start, 4 * DAY, step=60)
    counted = [minute for minute, is_it in enumerate(seen, 1) if is_it]
    found = after_business(hours, start * 1000, wanted * 60_000)
    if len(counted) >= wanted:
        assert found == (start + 60 * counted[wanted - 1]) * 1000
    else:
        assert found is None or found > (start + 4 * DAY) * 1000


@given(hours=calendars(), start=MOMENTS)
@settings(max_examples=40, deadline=None)
def test_the_next_opening_is_the_first_a_watcher_sees(hours: Hours, start: int) -> None:
    seen = watched(hours, start, 4 * DAY, step=60)
    first = next((n for n, is_open_then in enumerate(seen) if is_open_then), None)
    moment = next_opening(hours, start * 1000)
    if first is None:
        assert moment is None or moment >= (start + 4 * DAY) * 1000
    else:
        assert moment == (start + 60 * first) * 1000


@pytest.mark.parametrize("change", CHANGES[:6])
@pytest.mark.parametrize("zone", ZONES[1:4])
def test_to_the_second_over_a_change_of_the_clocks(zone: str, change: str) -> None:
    hours = Hours(zone=zone, week=(((7, 121), (125, 150), (170, 1500)),) * 7)
    start = at(change) // 1000 - 3 * 3600 + 11
    seen = watched(hours, start, 6 * 3600)
    assert [is_open(hours, (start + n) * 1000) for n in range(0, len(seen), 7)] == seen[::7]
    for length in (1, 3599, 7201, 6 * 3600):
        found = business_between(hours, start * 1000, (start + length) * 1000)
        assert found == sum(seen[:length]) * 1000


# ── laws ──────────────────────────────────────────────────────────────────────────────────────────


@given(hours=calendars(), start=MOMENTS, millis=st.integers(1, 5 * 86_400_000))
@settings(max_examples=40, deadline=None)
def test_what_has_passed_until_it_is_due_is_what_was_asked_for_and_not_a_millisecond_before(
    hours: Hours, start: int, millis: int
) -> None:
    begin = start * 1000 + 137
    due = after_business(hours, begin, millis)
    if due is not None:
        assert business_between(hours, begin, due) == millis
        assert business_between(hours, begin, due - 1) == millis - 1


@given(hours=calendars(), start=MOMENTS, parts=st.lists(st.integers(0, 10**8), max_size=4))
@settings(max_examples=40, deadline=None)
def test_open_time_of_parts_adds_up_to_that_of_the_whole(
    hours: Hours, start: int, parts: list[int]
) -> None:
    cuts = [start * 1000]
    for part in parts:
        cuts.append(cuts[-1] + part)
    pieces = sum(business_between(hours, one, two) for one, two in pairwise(cuts))
    assert pieces == business_between(hours, cuts[0], cuts[-1])


# ── by hand ───────────────────────────────────────────────────────────────────────────────────────


def test_an_evening_ends_when_business_does_and_the_rest_is_counted_on_monday() -> None:
    friday = at("2026-11-20T15:30")  # half past four in Berlin
    assert after_business(OFFICE, friday, 3_600_000) == at("2026-11-23T08:30")
    assert next_opening(OFFICE, at("2026-11-21T12:00")) == at("2026-11-23T08:00")


def test_a_night_shift_belongs_to_the_day_on_which_it_begins() -> None:
    night = Hours(zone="UTC", week=(((1320, 1800),), (), (), (), (), (), ()))  # Monday 22 to 6
    assert is_open(night, at("2026-11-24T05:59"))  # Tuesday
    assert not is_open(night, at("2026-11-24T06:00"))
    assert not is_open(night, at("2026-11-23T05:59"))  # Monday morning
    closed = Hours(zone="UTC", week=night.week, exceptions={"2026-11-24": ()})
    assert is_open(closed, at("2026-11-24T05:59"))


def test_a_night_shift_is_an_hour_shorter_in_spring_and_longer_in_autumn() -> None:
    night = Hours(zone="Europe/Berlin", week=(((1320, 1800),),) * 7)
    lengths = {
        day: next(end - begin for begin, end in openings(night, at(day), 1)) // 3_600_000
        for day in ("2026-03-28T21:00", "2026-10-24T20:00", "2026-06-01T20:00")
    }
    assert list(lengths.values()) == [7, 9, 8]


def test_a_window_that_spring_skips_is_not_there_and_one_that_autumn_repeats_is_open_once() -> None:
    small = Hours(zone="Europe/Berlin", week=(((130, 170),),) * 7)  # 02:10 to 02:50
    assert business_between(small, at("2026-03-28T12:00"), at("2026-03-29T12:00")) == 0
    assert business_between(small, at("2026-10-24T12:00"), at("2026-10-25T12:00")) == 40 * 60_000


def test_an_exception_by_date_wins_over_one_for_every_year() -> None:
    hours = Hours(
        zone="UTC",
        week=((NINE_TO_FIVE,),) * 7,
        exceptions={"12-25": (), "2026-12-25": ((600, 660),)},
    )
    assert is_open(hours, at("2026-12-25T10:30"))
    assert not is_open(hours, at("2027-12-25T10:30"))


def test_a_calendar_that_never_opens_says_so() -> None:
    assert next_opening(NEVER, at("2026-01-01T00:00")) is None
    assert after_business(NEVER, 0, 1) is None


def test_none_is_always_open() -> None:
    assert is_open(None, 7)
    assert next_opening(None, 7) == 7
    assert after_business(None, 7, 5) == 12
    assert business_between(None, 7, 12) == 5
