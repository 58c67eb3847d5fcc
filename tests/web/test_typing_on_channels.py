"""A visitor on a channel sees that an operator types, from whichever console."""

import asyncio
from dataclasses import replace

import pytest

from tests.web.conftest import serving
from tests.web.test_channel_settings import TOY, ToyAdapter
from tests.web.test_doors import LOOSE
from tests.web.test_who_is_whom import ROOM, in_room
from warmline.channels.parts import Channel, Parts
from warmline.flow.channels import Abilities, Person, Setup
from warmline.store.channels import SqlSetups

SHOWS = replace(TOY, name="room", form=(), abilities=Abilities(length=100, typing=True))


class Room(ToyAdapter):
    typed: "asyncio.Queue[str]"

    async def typing(self, thread: str, answers: str) -> None:
        self.typed.put_nowait(thread)


@pytest.fixture
def typed() -> "asyncio.Queue[str]":
    return asyncio.Queue()


@pytest.fixture
async def server(settings, typed: "asyncio.Queue[str]"):
    def build(setup: Setup, parts: Parts) -> Room:
        room = Room(setup)
        room.typed = typed
        return room

    channels = {"room": Channel(kind=SHOWS, build=build)}
    async with serving(settings, limits=LOOSE, channels=channels) as running:
        await SqlSetups(running.installation.store, running.installation.secret).save(ROOM)
        yield running


async def test_who_types_to_somebody_on_a_channel_is_seen_there_unless_they_may_only_watch(
    server, typed: "asyncio.Queue[str]"
):
    await server.login()
    await server.login("vic", "viewer")
    people = [Person(identity=name) for name in ("wim", "sam", "vera")]
    watched, stopped, written_to = [(await in_room(server, one)).conversation for one in people]
    async with server.operator("vic") as vic, server.operator() as ann:
        await vic.send({"type": "typing", "conversation": watched, "on": True})
        await vic.do("ping")
        await ann.send({"type": "typing", "conversation": stopped, "on": False})
        await ann.send({"type": "typing", "conversation": written_to, "on": True})
        assert await asyncio.wait_for(typed.get(), 30) == "room-vera"
    await server.installation.channels.typing.stop()
    assert typed.empty()
