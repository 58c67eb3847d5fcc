"""The estimate of a wait: right about its own errors, and silent where it knows too little."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.queue_day import HOUR, MINUTE, SECOND, TEAM, Day, Shift, Visitor, run
from warmline.core.model import Millis, OperatorId, Presence, Seat
from warmline.core.waits import Estimate, Staffing, Wait, could_take, estimate, staffing

FULL = Staffing(slots=10, free=0)
ROOM = Staffing(slots=10, free=5)


def queued(*waited: Millis, place: int = 5, high: Millis = 0) -> list[Wait]:
    return [Wait(waited=one, place=place, staffing=FULL, high=high) for one in waited]


def at_once(*waited: Millis, place: int = 1) -> list[Wait]:
    return [Wait(waited=one, place=place, staffing=ROOM) for one in waited]


# ── a day, simulated ──────────────────────────────────────────────────────────────────────────────


def shifts(many: int, *, skilled: int = 0, begins: int = 0, ends: int = 10) -> tuple[Shift, ...]:
    return tuple(
        Shift(begins=begins * HOUR, ends=ends * HOUR, skills=("de",) if n < skilled else ())
        for n in range(many)
    )


def rush(usual: float, more: float, *hours: int) -> Callable[[Millis], float]:
    return lambda at: usual + (more if at // HOUR in hours else 0)


DAYS = {
    "calm": Day(shifts=shifts(6), per_hour=rush(60, 0), holding=lambda _: 10),
    "overrun": Day(shifts=shifts(6), per_hour=rush(120, 160, 2, 3, 6), holding=lambda _: 10),
    "changing staff": Day(
        shifts=shifts(3) + shifts(5, begins=1, ends=5) + shifts(4, begins=4, ends=9),
        per_hour=rush(120, 110, 3, 7),
        holding=lambda at: 9 if at < 6 * HOUR else 14,
    ),
    "skills": Day(
        shifts=shifts(4, skilled=2) + shifts(4, skilled=1, begins=2, ends=8),
        per_hour=rush(110, 110, 3, 6),
        holding=lambda _: 10,
        skilled=0.3,
    ),
}


def promised(day: Day) -> list[tuple[Visitor, Estimate, Wait]]:
    """Whoever came to a person in three such days, and was told a wait when they joined."""
    seen = [visitor for seed in range(3) for visitor in run(day, seed)]
    told = [(one, one.told, one.wait) for one in seen if one.told and one.wait]
    assert len(told) > 0.85 * len(seen)
    return told


@pytest.mark.parametrize("name", DAYS)
def test_four_in_five_wait_no_longer_than_the_longest_wait_that_they_were_told(name: str):
    told = promised(DAYS[name])
    kept = sum(wait.waited <= guess.high for _, guess, wait in told) / len(told)
    assert 0.75 <= kept <= 0.85


@pytest.mark.parametrize("name", DAYS)
def test_about_half_wait_no_longer_than_the_shorter_one(name: str):
    told = promised(DAYS[name])
    kept = sum(wait.waited <= guess.low for _, guess, wait in told) / len(told)
    assert 0.4 <= kept <= 0.6


def test_who_joins_a_longer_line_is_told_a_longer_wait():
    told = promised(DAYS["overrun"])
    near = [guess.high for one, guess, _ in told if one.place <= 3]
    far = [guess.high for one, guess, _ in told if one.place > 12]
    assert sum(far) / len(far) > 3 * sum(near) / len(near)


# ── what is said of a line ────────────────────────────────────────────────────────────────────────


def test_nothing_is_said_where_too_few_have_waited():
    assert estimate(5, FULL, queued(*[MINUTE] * 7)) is None


def test_nothing_is_said_where_nobody_is_there():
    assert estimate(5, Staffing(), queued(*[MINUTE] * 20)) is None


def test_waits_behind_others_say_nothing_of_waits_with_room_for_one():
    assert estimate(1, ROOM, queued(*[MINUTE] * 20)) is None


def test_twice_as_many_people_halve_the_wait():
    waits = queued(*[4 * MINUTE] * 20)
    few = estimate(8, FULL, waits)
    many = estimate(8, Staffing(slots=20), waits)
    assert few
    assert many
    assert few.high == pytest.approx(2 * many.high, rel=0.01)


def test_alike_waits_are_told_as_they_were():
    told = estimate(5, FULL, queued(*[4 * MINUTE] * 20))
    assert told
    assert (told.low, told.high) == pytest.approx((4 * MINUTE, 4 * MINUTE), rel=0.01)


def test_a_longer_wait_is_told_after_promises_that_were_broken():
    spread = [SECOND * n for n in range(30, 330, 10)]
    plain = estimate(5, FULL, queued(*spread))
    broken = estimate(5, FULL, queued(*spread, high=SECOND))
    assert plain
    assert broken
    assert broken.high > plain.high


def test_a_shorter_wait_is_told_after_promises_that_were_all_kept():
    spread = [SECOND * n for n in range(30, 330, 10)]
    plain = estimate(5, FULL, queued(*spread))
    easy = estimate(5, FULL, queued(*spread, high=HOUR))
    assert plain
    assert easy
    assert easy.high < plain.high


def test_waits_for_a_skill_are_told_by_waits_for_that_skill():
    rare = [
        Wait(waited=20 * MINUTE, place=2, staffing=Staffing(slots=2), skills=("de",))
        for _ in range(30)
    ]
    common = queued(*[MINUTE] * 60, place=2)
    told = estimate(2, Staffing(slots=2), (*rare, *common), ("de",))
    assert told
    assert told.low == pytest.approx(20 * MINUTE, rel=0.01)


waits = st.builds(
    Wait,
    waited=st.integers(0, 10**9),
    place=st.integers(1, 500),
    staffing=st.builds(Staffing, slots=st.integers(0, 300), free=st.integers(0, 300)),
    high=st.integers(0, 10**9),
)


@given(st.lists(waits, max_size=150), st.integers(1, 500), st.integers(0, 300), st.integers(0, 300))
def test_a_range_is_never_upside_down_nor_nothing(
    recent: list[Wait], place: int, slots: int, free: int
):
    told = estimate(place, Staffing(slots=slots, free=free), recent)
    assert told is None or 0 <= told.low <= told.high


# ── who could take it ─────────────────────────────────────────────────────────────────────────────


def sits(name: str, *skills: str, load: int = 0, presence: Presence = Presence.ONLINE) -> Seat:
    id = OperatorId(name)
    return Seat(operator=id, teams=(TEAM,), skills=skills, capacity=3, load=load, presence=presence)


def test_only_who_is_there_and_has_the_skills_counts():
    away = sits("cleo", "de", presence=Presence.AWAY)
    seats = (sits("ann", "de", load=2), sits("bob"), away)
    assert staffing(TEAM, seats, ("de",)) == Staffing(slots=3, free=1)
    assert staffing(TEAM, seats) == Staffing(slots=6, free=4)
    assert [one.operator for one in could_take(TEAM, seats, ("de",))] == ["ann"]


def test_who_holds_more_than_they_should_has_no_room_and_takes_none_away():
    seats = (sits("ann", load=7), sits("bob", load=1))
    assert staffing(TEAM, seats) == Staffing(slots=6, free=2)
