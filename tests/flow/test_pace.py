"""How hard the followers of the log may work."""

import pytest

from warmline.flow.pace import LONGEST, PAGE, REST, RUSH, RUSH_PAGE, RUSH_SHARE, SHARE, Pace


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
    assert pace.page() == PAGE
    assert pace.rest(0.2, behind=True) == pytest.approx(0.2 * (SHARE - 1))


def test_in_a_rush_it_works_for_a_thousandth_of_the_time_and_little_at_a_go():
    pace, _ = in_a_second(RUSH + 1)
    assert pace.page() == RUSH_PAGE
    assert pace.rest(0.002, behind=True) == pytest.approx(0.002 * (RUSH_SHARE - 1))


def test_a_rush_keeps_it_waiting_for_so_long_at_most():
    pace, _ = in_a_second(RUSH + 1)
    assert pace.rest(0.5, behind=True) == LONGEST
    assert pace.rest(2.0, behind=True) == 2.0 * (
        SHARE - 1
    )  # a tenth of the time at most, all the same


def test_when_the_rush_is_over_it_catches_up():
    pace, clock = in_a_second(1_000)
    assert pace.rush()
    clock.now += 1.0
    assert not pace.rush()


def test_a_log_that_was_read_to_its_end_is_looked_at_again_after_a_while():
    pace, _ = in_a_second(0)
    assert pace.rest(0.001, behind=False) == REST
