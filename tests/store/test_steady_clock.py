"""The time that everything goes by does not follow a wall clock that somebody sets."""

import asyncio
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.core.model import Millis
from warmline.store.clock import STEP, SteadyClock, Timekeeper

SECOND, HOUR, DAY = 1_000, 3_600_000, 86_400_000
START = 1_790_000_000_000


@dataclass
class Machine:
    """Clocks of a machine: one on the wall, and one that counts since it was started. In ms."""

    wall: Millis = START
    up: Millis = 5_000

    def pass_(self, millis: int) -> None:
        self.wall += millis
        self.up += millis

    def clock(self) -> SteadyClock:
        return SteadyClock(wall=lambda: self.wall * 10**6, steady=lambda: self.up * 10**6)


@pytest.mark.parametrize("jump", [HOUR, -HOUR, DAY, -DAY, 1, -1, 366 * DAY])
def test_a_wall_clock_that_jumps_moves_no_time(jump: int) -> None:
    machine = Machine()
    clock = machine.clock()
    machine.pass_(7 * SECOND)
    machine.wall += jump
    assert clock() == START + 7 * SECOND
    machine.pass_(SECOND)
    assert clock() == START + 8 * SECOND
    assert clock.strayed() == jump


@given(st.lists(st.tuples(st.integers(0, DAY), st.integers(-DAY, DAY)), max_size=30))
def test_time_passes_as_it_really_does_whatever_is_set(steps: list[tuple[int, int]]) -> None:
    machine = Machine()
    clock, passed = machine.clock(), 0
    for really, jump in steps:
        machine.pass_(really)
        machine.wall += jump
        passed += really
        assert clock() == START + passed


def test_a_process_that_starts_takes_the_wall_clock_as_it_is() -> None:
    machine = Machine(wall=START - DAY)
    assert machine.clock()() == START - DAY


@given(ahead=st.integers(-DAY, DAY), asked=st.integers(0, 500), answered=st.integers(0, 500))
def test_it_agrees_with_the_database_to_within_the_time_that_asking_took(
    ahead: int, asked: int, answered: int
) -> None:
    machine = Machine()
    clock = machine.clock()
    before = clock.exactly()
    machine.pass_(asked)
    theirs = machine.wall + ahead
    machine.pass_(answered)
    clock.agree(theirs, before, clock.exactly())
    assert abs(clock.exactly() - (machine.wall + ahead)) <= asked + answered


@given(ahead=st.integers(-STEP, -1))
def test_a_small_correction_never_turns_time_back(ahead: int) -> None:
    machine = Machine()
    clock = machine.clock()
    before = clock()
    clock.agree(machine.wall + ahead, clock.exactly(), clock.exactly())
    assert clock() == before
    machine.pass_(-ahead + 1)
    assert clock() == before + 1


async def nothing_yet() -> Millis:
    return 0


@pytest.mark.parametrize(
    ("wall", "then"),
    [(START - HOUR, START), (START + HOUR, START + HOUR)],
    ids=["a wall clock that was set back", "a wall clock that went on"],
)
def test_a_restarted_server_never_falls_behind_what_its_log_knows(
    wall: Millis, then: Millis
) -> None:
    clock = Machine(wall=wall).clock()

    async def newest() -> Millis:
        return START

    async def started() -> None:
        keeper = Timekeeper(clock, newest=newest)
        await keeper.start()
        await keeper.stop()

    asyncio.run(started())
    assert clock() == then


def test_two_servers_with_wrong_clocks_agree_by_the_database() -> None:
    here, there, database = Machine(), Machine(wall=START + HOUR), Machine(wall=START - 5 * HOUR)

    async def theirs() -> Millis:
        return database.wall

    async def started(clock: SteadyClock) -> None:
        keeper = Timekeeper(clock, theirs=theirs, newest=nothing_yet)
        await keeper.start()
        await keeper.stop()

    clocks = [here.clock(), there.clock()]
    for clock in clocks:
        asyncio.run(started(clock))
    assert [clock() for clock in clocks] == [START - 5 * HOUR] * 2


def test_a_database_that_was_put_right_is_followed() -> None:
    machine, database = Machine(), Machine()

    async def theirs() -> Millis:
        return database.wall

    clock = machine.clock()
    keeper = Timekeeper(clock, theirs=theirs, newest=nothing_yet)
    asyncio.run(keeper.look())
    database.wall -= HOUR
    asyncio.run(keeper.look())
    assert clock() == START - HOUR
