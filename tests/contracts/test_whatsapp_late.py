"""WhatsApp, a day after they wrote: what an operator's late reply becomes, with a real house."""

import base64
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from tests.channels.house import DAY, House
from tests.channels.whatsapp.play import Play
from tests.shell import ANN, Clock, OpenStore
from warmline.channels import CHANNELS
from warmline.core.inputs import OperatorSaid
from warmline.flow.channel_records import Delivery
from warmline.flow.file_parts import Incoming

CARRYING = {"template": "our_answer", "template_carries": "on"}
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def clock() -> Clock:
    return Clock(now=round(time.time() * 1000))


@asynccontextmanager
async def late(open_store: OpenStore, clock: Clock, **settings: str) -> AsyncIterator[House]:
    """Ada wrote and was answered more than a day ago; the stand-in lives by the same clock."""
    stage = Play()
    stage.provider.now = lambda: clock.now / 1000
    house = House(open_store, stage, CHANNELS["whatsapp"], clock)
    setup = stage.setup(await stage.start())
    await house.open(replace(setup, settings={**setup.settings, **settings}))
    await stage.say("ada", "Hello?")
    await house.work()
    clock.move(DAY + 60_000)
    yield house
    await stage.provider.settle()
    await house.close()
    await stage.stop()
    assert stage.faults == []


async def replied(house: House, text: str, **more: object) -> tuple[list[str], Delivery]:
    """What Ada sees of a reply, and what became of it."""
    before = len(house.stage.seen("ada"))
    said = OperatorSaid(operator=ANN, text=text, **more)  # type: ignore[arg-type]
    await house.hand_in(await house.conversation("ada"), said, f"late:{len(text)}")
    await house.work()
    shown = [one.text for one in house.stage.seen("ada")[before:]]
    return shown, (await house.deliveries("ada"))[-1]


async def test_a_late_reply_goes_within_the_template_that_carries_it(
    open_store: OpenStore, clock: Clock
):
    async with late(open_store, clock, **CARRYING) as house:
        shown, delivery = await replied(house, "Sorry for the wait.\n\nIt\tcomes on Monday.")
        words = "Sorry for the wait. It comes on Monday."
        assert shown == [f"Here is our answer: {words} Reply to go on with the conversation."]
        assert delivery.state in ("sent", "delivered")


@pytest.mark.parametrize("carries", ["", "off"])
async def test_a_template_that_carries_nothing_goes_once_in_place_of_a_reply_however_long(
    open_store: OpenStore, clock: Clock, carries: str
):
    async with late(open_store, clock, template="hello_world", template_carries=carries) as house:
        shown, delivery = await replied(house, "Word for word. " * 600)
        assert shown == ["Hello World"]
        assert delivery.state in ("sent", "delivered")


async def test_a_reply_that_does_not_fit_is_refused_before_anybody_is_asked(
    open_store: OpenStore, clock: Clock
):
    async with late(open_store, clock, **CARRYING) as house:
        shown, delivery = await replied(house, "x" * 901)
        assert (shown, house.stage.provider.denials) == ([], [])
        assert delivery.state == "failed"
        assert "carries 1 to 900 characters, and the reply has 901" in delivery.why
        shown, _ = await replied(house, "x" * 900)
        assert len(shown) == 1


async def test_a_file_does_not_go_in_a_template_and_says_so(open_store: OpenStore, clock: Clock):
    async with late(open_store, clock, **CARRYING) as house:
        id = await house.conversation("ada")
        sent = Incoming(conversation=id, owner=f"operator:{ANN}", name="a.png", content=PICTURE)
        put = await house.files.put(sent)
        files = await house.files.claim(id, f"operator:{ANN}", [put.id], "reply")
        shown, delivery = await replied(house, "As you see:", files=files)
        assert (shown, delivery.state) == ([], "failed")
        assert "carries no files" in delivery.why


async def test_a_template_set_up_with_other_variables_is_told_as_such(
    open_store: OpenStore, clock: Clock
):
    settings = {**CARRYING, "template": "hello_world"}
    async with late(open_store, clock, **settings) as house:
        shown, delivery = await replied(house, "It comes on Monday.")
        assert (shown, delivery.state) == ([], "failed")
        assert "the template has other variables (code 132000)" in delivery.why


async def test_a_reply_that_failed_in_a_template_goes_whole_once_they_have_written(
    open_store: OpenStore, clock: Clock
):
    long = "One sentence of many. " * 220
    async with late(open_store, clock, template="hello_world") as house:
        house.stage.provider.gone.add("ada")
        await replied(house, long)
        await house.stage.provider.settle()
        failed = (await house.deliveries("ada"))[-1]
        assert failed.state == "failed"
        house.stage.provider.gone.clear()
        await house.stage.say("ada", "Still here.")
        before = len(house.stage.seen("ada"))
        assert await house.retry(await house.conversation("ada"), failed.seq)
        await house.work()
        shown = [one.text for one in house.stage.seen("ada")[before:]]
        assert " ".join(" ".join(shown).split()) == " ".join(long.split())


async def test_what_the_window_shut_upon_goes_on_in_one_template(
    open_store: OpenStore, clock: Clock
):
    """Its first part had gone out: the template carries the rest, and only that."""
    async with late(open_store, clock, **CARRYING) as house:
        await house.stage.say("ada", "And now?")
        await house.work()
        said = OperatorSaid(operator=ANN, text="a" * 4_000 + "\n\n" + "b" * 500)
        id, before = await house.conversation("ada"), len(house.stage.seen("ada"))
        await house.hand_in(id, said, "long")
        house.stage.provider.fates += ["well", "server_error"]
        await house.work(within=0)
        house.clock.move(DAY + 60_000)
        await house.work()
        first, second = [one.text for one in house.stage.seen("ada")[before:]]
        assert first == "a" * 4_000
        assert second.startswith("Here is our answer: " + "b" * 500 + " Reply")
