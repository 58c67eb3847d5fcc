"""Who reads slowly, or never, costs bounded memory and nobody else's time."""

import asyncio
import json
import socket
from types import SimpleNamespace

import pytest
import websockets

from tests.web.conftest import end_of, serving, until
from tests.web.scripted import Quick
from warmline.core.inputs import OperatorSaid
from warmline.core.model import ConversationId, OperatorId
from warmline.flow.ports import Command
from warmline.web.desk import Limits
from warmline.web.socket import MOST_BYTES, MOST_QUEUED, RESUME_NEEDED, Hangup, Line

LONG = "x" * 9_000
FLOOD = 400


@pytest.fixture
async def small_pipes(settings):
    limits = Limits(stalled=1.5)
    async with serving(
        settings, limits=limits, send_buffer=262_144, assistants={"auto": Quick()}
    ) as server:
        yield server


async def not_reading(server, path, hello, **headers):
    """A socket whose other end takes next to nothing until it is read."""
    pipe = socket.socket()
    pipe.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    pipe.setblocking(False)  # noqa: FBT003
    port = int(server.url.rsplit(":", 1)[1])
    await asyncio.get_running_loop().sock_connect(pipe, ("127.0.0.1", port))
    ws = await websockets.connect(
        server.url.replace("http", "ws") + path,
        sock=pipe,
        additional_headers=headers,
        compression=None,
        max_size=None,
        max_queue=1,
    )
    await ws.send(json.dumps(hello))
    return ws


async def flood(server, id):
    ann = OperatorId("nobody")
    said = (
        Command(
            ConversationId(id),
            OperatorSaid(operator=ann, text=f"{number} {LONG}", alongside=True),
            f"flood{number}",
        )
        for number in range(FLOOD)
    )
    await asyncio.gather(*map(server.installation.store.handle, said))


async def test_a_visitor_who_never_reads_is_closed_as_resume_needed_and_others_are_not(
    small_pipes,
):
    server = small_pipes
    async with server.visitor() as visitor:
        await visitor.say("hello there")
        hello = {"type": "hello", "token": visitor.token, "after": 0}
        deaf = await not_reading(server, "/api/visitor/socket", hello)
        flooding = asyncio.create_task(flood(server, visitor.welcome["conversation"]))
        await visitor.until(lambda e: e.get("text", "").startswith(f"{FLOOD - 1} "))
        await flooding
        following = server.installation.tail._by_conversation
        await until(lambda: len(following[visitor.welcome["conversation"]]) == 1)  # given up
        assert await end_of(deaf) == RESUME_NEEDED
        inside = server.app.state.visitor_turnstile._inside
        await until(lambda: inside == {"127.0.0.1": 1})
        assert (await visitor.do("ping"))["type"] == "ack"


async def test_an_operator_who_never_reads_is_closed_as_resume_needed_and_others_are_not(
    small_pipes,
):
    server = small_pipes
    async with server.operator() as operator, server.visitor() as visitor:
        await visitor.say("hello there")
        cookie = "; ".join(f"{k}={v}" for k, v in operator.http.cookies.items())
        hello = {"type": "hello", "csrf": operator.http.headers["X-CSRF-Token"], "position": 0}
        headers = {"Cookie": cookie, "Origin": server.url}
        deaf = await not_reading(server, "/api/operator/socket", hello, **headers)
        flooding = asyncio.create_task(flood(server, visitor.welcome["conversation"]))
        await operator.until(lambda e: e.get("text", "").startswith(f"{FLOOD - 1} "))
        await flooding
        await until(lambda: len(server.app.state.inbox_feed._subscribers) == 1)  # given up
        assert await end_of(deaf) == RESUME_NEEDED
        assert (await operator.do("ping"))["type"] == "ack"


class Deaf:
    """A socket that takes nothing."""

    def __init__(self, limits: Limits) -> None:
        desk = SimpleNamespace(limits=limits, clock=lambda: 0)
        self.app = SimpleNamespace(state=SimpleNamespace(desk=desk))

    async def send_text(self, text: str) -> None:
        await asyncio.Event().wait()


@pytest.mark.parametrize("size", [10, 100_000])
async def test_what_waits_for_a_slow_reader_is_bounded(size):
    line = Line(Deaf(Limits(stalled=0.01)))
    writing = asyncio.create_task(line.write())
    taken = 0
    with pytest.raises(Hangup) as end:  # noqa: PT012 - it is the last of many that raises
        while True:
            await line.send_text("x" * size)
            taken += 1
    writing.cancel()
    assert end.value.code == RESUME_NEEDED
    assert taken <= MOST_QUEUED + 1
    assert taken * size <= MOST_BYTES + 2 * size
