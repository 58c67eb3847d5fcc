"""Names of people whose events tell an id alone: asked for behind everything, and never a must."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from tests.channels.house import SURE, House
from tests.channels.instagram.play import Play as Instagram
from tests.channels.messenger.play import Play as Messenger
from tests.shell import Clock, OpenStore
from warmline.channels import CHANNELS
from warmline.core.inputs import ContactLeft, PersonRequested
from warmline.flow.channel_records import Thread
from warmline.flow.channels import Person
from warmline.flow.naming import AGAIN
from warmline.flow.ports import Whisper
from warmline.store.inbox import SqlInbox

STAGES = {"messenger": Messenger, "instagram": Instagram}


@pytest.fixture
def clock() -> Clock:
    return Clock(now=round(time.time() * 1000))


@pytest.fixture(params=STAGES)
async def house(
    request: pytest.FixtureRequest, open_store: OpenStore, clock: Clock
) -> AsyncIterator[House]:
    stage = STAGES[request.param]()
    stage.provider.now = lambda: clock.now / 1000
    house = House(open_store, stage, CHANNELS[stage.kind], clock)
    await house.open(stage.setup(await stage.start()))
    yield house
    stage.provider.profiles.tells.set()
    await stage.provider.settle()
    await house.close()
    await stage.stop()
    assert stage.faults == []


async def thread_of(house: House, person: str = "ada") -> Thread:
    found = await house.threads.at(house.stage.id, house.stage.thread(person))
    assert found
    return found


async def shown(house: House) -> str:
    """By which name the inbox has Ada."""
    id = await house.conversation("ada")
    return (await SqlInbox(house.store).lines_of([id]))[id].contact_name


async def until_asked(house: House, times: int = 1) -> None:
    """Until the provider was asked so often, and what it said was dealt with."""
    async with asyncio.timeout(30):
        while len(house.stage.provider.profiles.asked) < times:
            await asyncio.sleep(0.01)
        while house.wired.naming._asking:
            await asyncio.sleep(0.01)


async def test_somebody_is_asked_about_once_and_keeps_the_name(house: House):
    await house.stage.say("ada", "Hello?")
    await until_asked(house)
    await house.stage.say("ada", "Anybody?")
    house.clock.move(2 * AGAIN)
    await house.stage.say("ada", "Somebody?")
    assert (await thread_of(house)).person.name == "Ada Pretend"
    assert await shown(house) == "Ada Pretend"
    assert house.stage.provider.profiles.asked == ["ada"]


async def test_nothing_waits_for_the_name(house: House):
    """The webhook is answered and the message out while the provider still thinks about it."""
    house.stage.provider.profiles.tells.clear()
    await house.stage.say("ada", "Hello?")
    await house.work()
    assert [one.text for one in house.stage.seen("ada")] == [SURE.text]
    assert await shown(house) == ""
    house.stage.provider.profiles.tells.set()
    await until_asked(house)
    assert await shown(house) == "Ada Pretend"


@pytest.mark.parametrize("why", ["permission", "rate_limit", "gone"])
async def test_who_may_not_be_known_stays_nameless_and_is_not_asked_about_at_each_message(
    house: House, why: str
):
    provider = house.stage.provider
    if why == "gone":
        provider.gone.add("ada")
    else:
        provider.profiles.refuses = why
    for n in range(5):
        await house.stage.say("ada", f"Hello {n}?")
    await until_asked(house)
    assert (provider.profiles.asked, await shown(house)) == (["ada"], "")
    provider.profiles.refuses = ""
    provider.gone.clear()
    house.clock.move(AGAIN)
    await house.stage.say("ada", "And now?")
    await until_asked(house, 2)
    assert await shown(house) == "Ada Pretend"


async def test_who_begins_without_a_word_is_named_too(house: House):
    if house.stage.kind == "instagram":
        house.stage.provider.started = {"payload": "WARMLINE_START"}
    await house.stage.begin("ada")
    await until_asked(house)
    assert await shown(house) == "Ada Pretend"


async def test_a_name_that_was_typed_stays(house: House):
    house.stage.provider.profiles.tells.clear()
    await house.stage.say("ada", "Hello?")
    await left(house, name="Countess Ada")
    house.stage.provider.profiles.tells.set()
    await until_asked(house)
    assert await shown(house) == "Countess Ada"
    assert (await thread_of(house)).person.name == "Ada Pretend"


async def left(house: House, name: str) -> None:
    """They ask for a person while nobody is there, and leave an address."""
    house.clock.move(2 * AGAIN)
    id = await house.conversation("ada")
    await house.hand_in(id, PersonRequested(text="A person, please."), "ask")
    form = ContactLeft(ticket="T-1", email="ada@example.com", name=name, message="")
    await house.hand_in(id, form, "form")


async def test_an_address_that_is_left_in_words_does_not_take_the_name_away(house: House):
    await house.stage.say("ada", "Hello?")
    await until_asked(house)
    house.clock.move(2 * AGAIN)  # nobody is there any more
    await house.stage.say("ada", "I want to talk to a human being, please.")
    await house.work()
    await house.stage.say("ada", "ada@example.com")
    id = await house.conversation("ada")
    line = (await SqlInbox(house.store).lines_of([id]))[id]
    assert (line.contact_name, line.contact_email) == ("Ada Pretend", "ada@example.com")


async def test_screens_are_told_that_somebody_has_a_name(house: House):
    heard = list[Whisper]()

    async def listen() -> None:
        async for one in house.bus.listen():
            if one and one.kind == "named":
                heard.append(one)

    listening = asyncio.create_task(listen())
    await asyncio.sleep(0)
    await house.stage.say("ada", "Hello?")
    await until_asked(house)
    async with asyncio.timeout(30):
        while not heard:
            await asyncio.sleep(0.01)
    listening.cancel()
    assert [one.conversation for one in heard] == [await house.conversation("ada")]


async def test_an_event_without_a_name_leaves_the_known_one_and_one_with_a_name_changes_it(
    house: House,
):
    setup, _, _ = await house.wired.switchboard.adapter(house.stage.id)
    for person, name in (
        (Person(identity="1", name="Ada", handle="ada.l"), "Ada"),
        (Person(identity="1"), "Ada"),
        (Person(identity="1", name="Ada King"), "Ada King"),
    ):
        thread = await house.threads.open(setup, "1", person)
        assert thread.person.name == name
        assert (await house.threads.at(setup.id, "1")) == thread
