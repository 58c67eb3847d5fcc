"""What is written to a socket in one turn of the loop leaves as one piece, and nothing is lost."""

import asyncio
import contextlib
import socket
from typing import Any

import pytest
import uvloop

from warmline.web.wire import MOST_GATHERED, Gathering


class Recording(asyncio.Transport):
    def __init__(self) -> None:
        super().__init__()
        self.sent: list[bytes] = []
        self.closed = False

    def write(self, data: bytes) -> None:  # type: ignore[override]
        assert not self.closed
        self.sent.append(data)

    def get_write_buffer_size(self) -> int:
        return 5

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed


async def test_frames_of_one_turn_of_the_loop_are_sent_together_and_in_order():
    below = Recording()
    wire = Gathering(below, asyncio.get_running_loop())
    wire.write(b"one ")
    wire.write(b"two")
    assert below.sent == []
    await asyncio.sleep(0)
    wire.write(b"three")
    await asyncio.sleep(0)
    assert below.sent == [b"one two", b"three"]


async def test_much_is_sent_at_once_so_that_a_slow_reader_is_noticed():
    below = Recording()
    wire = Gathering(below, asyncio.get_running_loop())
    wire.write(b"a")
    wire.write(b"b" * MOST_GATHERED)
    assert below.sent == [b"a" + b"b" * MOST_GATHERED]
    await asyncio.sleep(0)
    assert len(below.sent) == 1


async def test_what_was_written_before_the_end_is_sent_before_it():
    below = Recording()
    wire = Gathering(below, asyncio.get_running_loop())
    wire.write(b"goodbye")
    wire.close()
    assert (below.sent, below.closed) == ([b"goodbye"], True)
    await asyncio.sleep(0)
    assert below.sent == [b"goodbye"]


async def test_what_is_gathered_counts_as_not_yet_sent():
    wire = Gathering(Recording(), asyncio.get_running_loop())
    wire.write(b"four")
    assert wire.get_write_buffer_size() == 9


class Gone(asyncio.Protocol):
    """Says goodbye to a connection that it has just been told is lost."""

    def __init__(self) -> None:
        self.told = asyncio.Event()

    def connection_made(self, transport: Any) -> None:
        self.wire = Gathering(transport, asyncio.get_running_loop())
        self.wire.write(b"hello")

    def connection_lost(self, exc: Exception | None) -> None:
        self.wire.write(b"goodbye")
        self.told.set()


@pytest.mark.parametrize("runs", [asyncio.run, uvloop.run], ids=["asyncio", "uvloop"])
def test_what_is_written_to_a_lost_connection_is_dropped_quietly(runs: Any):
    complaints: list[dict[str, Any]] = []

    async def lost() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: complaints.append(context))
        ours, theirs = socket.socketpair()
        with contextlib.closing(theirs):
            _, gone = await loop.create_connection(Gone, sock=ours)
            gone.wire.abort()
            await gone.told.wait()
            await asyncio.sleep(0)
            gone.wire.write(b"more")
            gone.wire.close()
            gone.wire.write(b"and more")
            await asyncio.sleep(0)

    runs(lost())
    assert complaints == []
