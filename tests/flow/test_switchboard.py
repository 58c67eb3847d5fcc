"""Channels opened and opened anew, and one process at a time that listens."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from tests.channels.toy.adapter import Provider, ToyAdapter, channel
from tests.shell import MAIN, Clock, OpenStore
from warmline.channels.parts import Parts
from warmline.flow.arrivals import TooEarly
from warmline.flow.channels import Event, Kind, Said, Setup
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.switchboard import Switchboard
from warmline.flow.vitals import Vitals
from warmline.outside.posting import Outside
from warmline.store.channels import SqlSetups
from warmline.store.leases import SqlLeases

SOON = 10.0
TOY = Setup(id="ch-1", kind="toy", name="Toy", assistant=MAIN, secrets={"secret": "there"})
SAID = b'[{"event": "Said", "id": "1", "thread": "t", "person": {"identity": "7"}, "text": "Hi"}]'


class Ear:
    """Takes events in; fails as often as it is told."""

    def __init__(self, fails: int = 0, why: Temporary | None = None) -> None:
        self.fails = fails
        self.why = why or Temporary("the database is away")
        self.heard: list[Event] = []
        self.came = asyncio.Event()

    async def take(self, setup: Setup, kind: Kind, events: Sequence[Event]) -> None:
        if self.fails:
            self.fails -= 1
            raise self.why
        self.heard += events
        self.came.set()


class Town:
    """Processes on one database with one provider."""

    def __init__(self, open_store: OpenStore, clock: Clock) -> None:
        self.provider = Provider()
        self.opened: list[ToyAdapter] = []
        self.channel = channel(self.provider, opened=self.opened.append, receives=True)
        self.open_store = open_store
        self.boards: list[Switchboard] = []
        self.setups = SqlSetups(open_store(), b"secret" * 8)
        self.clock = clock

    def board(self, name: str) -> Switchboard:
        store = self.open_store()
        setups = SqlSetups(store, b"secret" * 8)
        parts = Parts(outside=Outside(), clock=store.clock, secret=b"")
        made = Switchboard(
            setups=setups,
            kinds={"toy": self.channel.kind},
            build=lambda setup: self.channel.build(setup, parts),
            leases=SqlLeases(store),
            vitals=Vitals(setups, store.clock),
            holder=name,
            look_every=0.01,
            renew_every=0.01,
        )
        self.boards.append(made)
        return made


@pytest.fixture
async def town(open_store: OpenStore, clock: Clock):
    made = Town(open_store, clock)
    yield made
    for board in made.boards:
        await board.stop()


async def until(fits: Callable[[], object]) -> None:
    async with asyncio.timeout(SOON):
        while not fits():
            await asyncio.sleep(0.005)


async def test_a_channel_is_opened_when_it_is_set_up_and_once(town: Town):
    board = town.board("one")
    with pytest.raises(Permanent):
        await board.adapter("ch-1")
    await town.setups.save(TOY)
    first = await board.adapter("ch-1")
    assert await board.adapter("ch-1") == first
    assert len(town.opened) == 1


async def test_a_change_opens_it_anew_and_what_is_off_is_not_there(town: Town):
    board = town.board("one")
    await town.setups.save(TOY)
    await board.adapter("ch-1")
    await town.setups.save(replace(TOY, name="New"))
    await board.look()
    setup, _, _ = await board.adapter("ch-1")
    assert (setup.name, len(town.opened)) == ("New", 2)
    await town.setups.save(replace(TOY, on=False))
    await board.look()
    with pytest.raises(Permanent):
        await board.adapter("ch-1")


async def test_what_was_replaced_and_all_the_rest_is_closed_in_the_end(town: Town):
    board = town.board("one")
    await town.setups.save(TOY)
    await board.adapter("ch-1")
    await town.setups.save(replace(TOY, name="New"))
    await board.look()
    assert [one.closed for one in town.opened] == [False, False]
    await board.stop()
    assert [one.closed for one in town.opened] == [True, True]


async def test_one_that_cannot_be_opened_holds_up_no_other(town: Town):
    board = town.board("one")
    real = town.channel.build

    def build(setup: Setup, parts: Parts):
        if setup.id == "ch-bad":
            raise KeyError("token")
        return real(setup, parts)

    town.channel = replace(town.channel, build=build)
    await town.setups.save(replace(TOY, id="ch-bad"))
    await town.setups.save(TOY)
    await board.adapter("ch-1")
    with pytest.raises(Permanent):
        await board.adapter("ch-bad")


async def test_of_several_processes_one_listens_and_another_goes_on_when_it_stops(town: Town):
    await town.setups.save(TOY)
    ears = [Ear(), Ear(), Ear()]
    boards = [town.board(name) for name in ("one", "two", "three")]
    for board, ear in zip(boards, ears, strict=True):
        board.start(ear)
    town.provider.news.put_nowait(SAID)
    await until(lambda: any(ear.heard for ear in ears))
    first = next(n for n, ear in enumerate(ears) if ear.heard)
    await boards[first].stop()
    town.provider.news.put_nowait(SAID.replace(b'"1"', b'"2"'))
    await until(lambda: sum(len(ear.heard) for ear in ears) == 2)
    assert len(ears[first].heard) == 1
    assert town.provider.most_listeners == 1


async def test_when_the_listening_process_dies_another_finds_its_lease_over(
    town: Town, clock: Clock
):
    await town.setups.save(TOY)
    dying, ear = town.board("dying"), Ear()
    dying.start(Ear())
    await until(lambda: town.provider.listeners == 1)
    await kill(dying)
    other = town.board("other")
    other.start(ear)
    town.provider.news.put_nowait(SAID)
    clock.move(14_000)
    for _ in range(3):
        await other.listen()
    assert town.provider.listeners == 0
    clock.move(1_000)
    await until(lambda: ear.heard)


async def kill(board: Switchboard) -> None:
    """As if its process were gone: it neither says so nor leaves its lease."""
    tasks = [*board._tasks, *board._listening.values()]
    board._tasks, board._listening = [], {}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_what_could_not_be_taken_in_comes_again(town: Town, monkeypatch: pytest.MonkeyPatch):
    await town.setups.save(TOY)
    ear = Ear(fails=1)
    board = town.board("one")
    board.start(ear)
    town.provider.news.put_nowait(SAID)
    await until(lambda: ear.heard)
    assert [one.id for one in ear.heard if isinstance(one, Said)] == ["1"]
    health = await town.setups.health("ch-1")
    assert (health.failures, health.error) == (1, "the database is away")


async def test_who_hears_everything_in_order_does_not_wait_for_what_came_too_early(town: Town):
    await town.setups.save(TOY)
    ear = Ear(fails=1, why=TooEarly("a change came before its message", retry_after=2))
    town.board("one").start(ear)
    town.provider.news.put_nowait(SAID)
    town.provider.news.put_nowait(SAID.replace(b'"1"', b'"2"'))
    await until(lambda: ear.heard)
    assert [one.id for one in ear.heard if isinstance(one, Said)] == ["2"]
    assert (await town.setups.health("ch-1")).failures == 0
