"""Who looks at what, on every screen: faces within a second, and never a ghost (I-7)."""

import asyncio
from dataclasses import replace

import pytest

from tests.web.conftest import serving, until
from tests.web.scripted import Quick
from warmline.flow.ports import Whisper
from warmline.store.clock import SteadyClock
from warmline.web.viewing import FORGOTTEN


class Clock:
    """The real time, moved forward by hand."""

    def __init__(self, real):
        self.real, self.ahead = real, 0

    def __call__(self):
        return self.real() + self.ahead


@pytest.fixture
async def server(settings):
    async with serving(settings, assistants={"auto": Quick()}) as running:
        yield running


async def waiting(visitor):
    await visitor.do("request_person", text="Talk to a person")
    return visitor.welcome["conversation"]


def shows(id, *names):
    def fits(frame):
        return frame["conversation"] == id and [v["name"] for v in frame["viewers"]] == [*names]

    return fits


async def test_a_colleague_sees_who_looks_who_replies_and_who_left(server):
    async with (
        server.operator() as ann,
        server.operator("bob", "operator") as bob,
        server.visitor() as visitor,
    ):
        id = await waiting(visitor)
        await bob.send({"type": "view", "conversation": id})
        faces = await ann.next("viewing", shows(id, "Bob"))
        assert faces["viewers"][0]["replying"] is False
        await bob.send({"type": "view", "conversation": id, "replying": True})
        faces = await ann.next("viewing", shows(id, "Bob"))
        assert faces["viewers"][0]["replying"] is True
        await bob.send({"type": "view", "conversation": ""})
        await ann.next("viewing", shows(id))


async def test_a_tab_that_is_closed_leaves_no_face_and_another_of_the_same_operator_keeps_it(
    server,
):
    async with server.operator() as ann, server.visitor() as visitor:
        id = await waiting(visitor)
        async with server.operator("bob", "operator") as one:
            await one.send({"type": "view", "conversation": id})
            await ann.next("viewing", shows(id, "Bob"))
            async with server.operator("bob") as two:
                await two.send({"type": "view", "conversation": id})
                await two.do("ping")
            await one.send({"type": "view", "conversation": id, "replying": True})
            faces = await ann.next("viewing", shows(id, "Bob"))
            assert faces["viewers"][0]["replying"] is True
        await ann.next("viewing", shows(id))


async def test_who_comes_later_is_shown_the_faces_that_are_there(server):
    async with server.operator() as ann, server.visitor() as visitor:
        id = await waiting(visitor)
        await ann.send({"type": "view", "conversation": id})
        await ann.next("viewing", shows(id, "Ann"))
        async with server.operator("bob", "operator") as bob:
            (faces,) = bob.welcome["viewing"]
            assert shows(id, "Ann")(faces)
            await bob.send({"type": "watch", "conversation": id, "after": 0})
            await bob.next("viewing", shows(id, "Ann"))


async def test_without_a_beat_a_face_is_gone_after_thirty_seconds(settings):
    clock = Clock(SteadyClock())
    answers = {"auto": Quick()}
    async with (
        serving(settings, assistants=answers, clock=clock) as server,
        server.operator() as ann,
        server.visitor() as visitor,
    ):
        id = await waiting(visitor)
        ghost = Whisper(
            kind="viewing", conversation=id, operator="bob", name="Bob", tab="t", on=False
        )
        await server.desk.bus.whisper(ghost)
        await ann.next("viewing", shows(id, "Bob"))
        clock.ahead += FORGOTTEN - 10_000
        await server.desk.bus.whisper(replace(ghost, on=True))  # a beat that can be seen
        await ann.next("viewing", lambda frame: frame["viewers"][0]["replying"])
        clock.ahead += FORGOTTEN - 10_000
        await asyncio.sleep(1.1)  # the next look of the server
        assert server.app.state.inbox_feed.viewing.faces(id)
        clock.ahead += 10_000
        await ann.next("viewing", shows(id))


async def test_what_another_process_whispers_is_seen_here(server):
    async with server.operator() as ann, server.visitor() as visitor:
        id = await waiting(visitor)
        there = Whisper(
            kind="viewing", conversation=id, operator="zed", name="Zed", tab="far", on=True
        )
        await server.desk.bus.whisper(there)
        faces = await ann.next("viewing", shows(id, "Zed"))
        assert faces["viewers"] == [{"id": "zed", "name": "Zed", "replying": True}]


async def test_a_view_of_what_is_not_there_or_not_theirs_is_shown_to_nobody(server):
    async with server.operator() as ann, server.visitor() as visitor:
        await waiting(visitor)
        for forged in ("no-such-one", "../x", "a" * 64):
            await ann.send({"type": "view", "conversation": forged})
        assert (await ann.do("ping"))["type"] == "ack"
        assert not [frame for frame in ann.heard if frame["type"] == "viewing"]
        await until(lambda: not list(server.app.state.inbox_feed.viewing.conversations()))
