"""Somebody on WhatsApp stays the same person: by number, by user id, and by new ones."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from tests.channels.house import SURE, House
from tests.channels.whatsapp.play import Play
from tests.shell import Clock, OpenStore
from warmline.channels.whatsapp import CHANNEL
from warmline.core.model import Author, ConversationId


@pytest.fixture
def stage() -> Play:
    return Play()


@pytest.fixture
async def house(open_store: OpenStore, stage: Play) -> AsyncIterator[House]:
    made = House(open_store, stage, CHANNEL, Clock(now=round(time.time() * 1000)))
    await made.open(stage.setup(await stage.start()))
    yield made
    await stage.provider.settle()
    await made.close()
    await stage.stop()
    assert stage.faults == []


def tells(stage: Play, *what: str) -> None:
    someone = stage.provider.someone
    someone["ada"] = replace(someone["ada"], tells=frozenset(what))


async def conversation(house: House, stage: Play) -> ConversationId:
    thread = await house.threads.at(stage.id, stage.thread("ada"))
    assert thread is not None
    return thread.conversation


async def test_who_was_known_by_number_and_gets_a_user_id_keeps_the_conversation(
    house: House, stage: Play
):
    tells(stage, "number")
    await stage.say("ada", "By number")
    first = await conversation(house, stage)
    tells(stage, "number", "user_id")
    await stage.say("ada", "By both")
    tells(stage, "user_id")
    await stage.say("ada", "By user id alone")
    assert await conversation(house, stage) == first
    assert await house.said(first, Author.VISITOR) == ["By number", "By both", "By user id alone"]
    await house.work()
    await stage.provider.settle()
    assert SURE.text in stage.seen("ada")[-1].text


async def test_who_changes_their_number_keeps_the_conversation_and_is_answered(
    house: House, stage: Play
):
    await stage.say("ada", "With the old number")
    first = await conversation(house, stage)
    await stage.provider.renumber("ada", "4915112345678", "DE.another1234567")
    await stage.say("ada", "With the new number")
    assert await conversation(house, stage) == first
    assert len(await house.said(first, Author.VISITOR)) == 2
    await house.work()
    await stage.provider.settle()
    assert stage.seen("ada") != []


async def test_two_people_stay_two_whoever_calls_themselves_what(house: House, stage: Play):
    someone = stage.provider.someone
    name = f"User changed from {someone['grace'].number} to {someone['ada'].user_id}"
    someone["ada"] = replace(someone["ada"], name=name, username="grace")
    await stage.say("ada", "I am Ada")
    await stage.say("grace", "I am Grace")
    await stage.provider.renumber("ada", "4915112345678", "DE.another1234567")
    await stage.say("ada", "I am Ada still")
    first = await conversation(house, stage)
    assert await house.said(first, Author.VISITOR) == ["I am Ada", "I am Ada still"]
