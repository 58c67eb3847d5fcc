"""How hard the followers of the log may work."""

import asyncio

import pytest

from warmline.flow.pace import (
    LONGEST,
    PAGE,
    PATIENCE,
    REST,
    RUSH,
    RUSH_PAGE,
    RUSH_SHARE,
    SHARE,
    Pace,
    keep_up,
)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def in_a_second(entries: int) -> tuple[Pace, Clock]:
    clock = Clock()
    pace = Pace(clock)
    pace.committed(entries)
    clock.now += 1.0
    return pace, clock


def test_a_follower_that_is_behind_works_for_a_tenth_of_the_time():
    pace, _ = in_a_second(RUSH)
    assert pace.page(late=0) == PAGE
    assert pace.rest(0.2, late=0, behind=True) == pytest.approx(0.2 * (SHARE - 1))


def test_in_a_rush_it_works_for_a_thousandth_of_the_time_and_little_at_a_go():
    pace, _ = in_a_second(RUSH + 1)
    assert pace.page(late=0) == RUSH_PAGE
    assert pace.rest(0.002, late=0, behind=True) == pytest.approx(0.002 * (RUSH_SHARE - 1))


def test_a_rush_keeps_it_waiting_for_so_long_at_most():
    pace, _ = in_a_second(RUSH + 1)
    assert pace.rest(0.5, late=0, behind=True) == LONGEST
    a_tenth = 2.0 * (SHARE - 1)
    assert pace.rest(2.0, late=0, behind=True) == a_tenth


def test_a_rush_that_does_not_end_leaves_nobody_behind_for_good():
    pace, _ = in_a_second(1_000)
    assert pace.page(late=PATIENCE - 1) == RUSH_PAGE
    assert pace.page(late=PATIENCE) == PAGE
    assert pace.rest(0.002, late=PATIENCE, behind=True) == pytest.approx(0.002 * (SHARE - 1))


def test_when_the_rush_is_over_it_catches_up():
    pace, clock = in_a_second(1_000)
    assert pace.rush()
    clock.now += 1.0
    assert not pace.rush()


def test_a_log_that_was_read_to_its_end_is_looked_at_again_after_a_while():
    pace, _ = in_a_second(0)
    assert pace.rest(0.001, late=0, behind=False) == REST


class Busy:
    """A log into which entries come without end, and somebody who follows it."""

    def __init__(self, per_second: int) -> None:
        self.clock = Clock()
        self.pace = Pace(self.clock)
        self.per_second = per_second
        self.lags = list[float]()
        self._read = 0.0

    def passes(self, seconds: float) -> None:
        self.clock.now += seconds
        self.pace.committed(round(seconds * self.per_second))

    async def turn(self, page: int) -> int:
        there = (self.clock.now - 100.0) * self.per_second - self._read
        self.passes(0.005)
        done = min(page, round(there))
        self._read += done
        self.lags.append((there - done) / self.per_second)
        return done

    async def sleep(self, seconds: float) -> None:
        self.passes(seconds)
        if self.clock.now > 100.0 + 3_600:
            raise asyncio.CancelledError


async def test_in_an_hour_of_rush_nobody_is_behind_by_much_more_than_the_patience_of_a_minute():
    busy = Busy(per_second=RUSH * 6)
    with pytest.raises(asyncio.CancelledError):
        await keep_up(busy.turn, busy.pace, "broke", busy.sleep)
    assert 30 < max(busy.lags) < PATIENCE + 2 * LONGEST
    assert sum(lag < 1 for lag in busy.lags) > 10
