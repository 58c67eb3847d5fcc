"""The parts of the fault rig: schedules, wires, clocks, planted bugs."""

import asyncio
import random
import subprocess
import sys
from contextlib import asynccontextmanager

import pytest

from faults import bent_clock
from faults.bugs import BUGS
from faults.faulting import FAULTS
from faults.planted import patch
from faults.proxy import Proxy, Weather, proxy_to
from faults.schedule import plan
from faults.servers import ROOT
from faults.visitors import canary

PROMISES = range(1, 17)


def test_the_same_seed_makes_the_same_schedule():
    assert plan("pair", 7, 60) == plan("pair", 7, 60)
    assert plan("pair", 7, 60) != plan("pair", 8, 60)


@pytest.mark.parametrize("world", ["one", "pair", "clock"])
def test_a_long_schedule_holds_every_fault_of_its_world(world):
    there = {name for name, fault in FAULTS.items() if world in fault.worlds}
    assert {blow.fault for blow in plan(world, 1, 2_000)} == there


def test_each_blow_lasts_as_long_as_its_fault_may():
    for blow in plan("one", 3, 500):
        fault = FAULTS[blow.fault]
        assert fault.shortest <= blow.lasts <= fault.longest


def test_canaries_do_not_repeat():
    dice = random.Random(1)
    assert len({canary(dice) for _ in range(1_000)}) == 1_000


# ── planted bugs ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("bug", BUGS, ids=[bug.bug.replace(" ", "_") for bug in BUGS])
def test_each_planted_bug_can_still_be_planted(bug, tmp_path):
    source = (ROOT / "src/warmline" / bug.file).read_text()
    copy = tmp_path / "copy.py"
    copy.write_text(source)
    patch(bug, copy)
    compile(copy.read_text(), bug.file, "exec")


@pytest.mark.parametrize("promise", PROMISES)
def test_each_promise_has_a_planted_bug(promise):
    assert any(bug.promise == promise for bug in BUGS)


def test_the_original_of_a_planted_bug_stays_as_it_is(tmp_path):
    (tmp_path / "original.py").write_text(BUGS[0].old)
    (tmp_path / "copy.py").hardlink_to(tmp_path / "original.py")
    patch(BUGS[0], tmp_path / "copy.py")
    assert (tmp_path / "original.py").read_text() == BUGS[0].old


def test_a_bug_that_can_no_longer_be_planted_is_an_error(tmp_path):
    (tmp_path / "x.py").write_text("nothing of the kind\n")
    with pytest.raises(LookupError, match="expected this text once"):
        patch(BUGS[0], tmp_path / "x.py")


# ── clock ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_bent_clock_moves_while_it_is_read_and_the_steady_one_does_not(tmp_path):
    file = tmp_path / "offset"
    bent_clock.write(file, 3_600_000)
    program = f"""
import time
from pathlib import Path
from faults import bent_clock
true, steady = time.time_ns, time.monotonic
bent_clock.bend(Path({str(file)!r}))
print(round((time.time_ns() - true()) / 1e9), round(time.time() - true() / 1e9))
bent_clock.write(Path({str(file)!r}), -86_400_000)
print(round((time.time_ns() - true()) / 1e9), time.monotonic is steady)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["3600", "3600", "-86400", "True"]


# ── wires ─────────────────────────────────────────────────────────────────────────────────────────


@asynccontextmanager
async def echo():
    """A server that says everything twice over a proxy, and how many connections it had."""
    heard: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(1000):
            heard.append(data)
            writer.write(data)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with proxy_to(server.sockets[0].getsockname()[1], random.Random(1)) as proxy:
        yield proxy, heard
    server.close()


async def wire_to(proxy: Proxy):
    return await asyncio.open_connection("127.0.0.1", proxy.port)


async def ended(reader: asyncio.StreamReader) -> bool:
    try:
        return await reader.read(1) == b""
    except ConnectionError:
        return True


async def test_a_calm_proxy_hands_everything_on():
    async with echo() as (proxy, _):
        reader, writer = await wire_to(proxy)
        writer.write(b"hello")
        assert await reader.readexactly(5) == b"hello"
        writer.close()


async def test_a_sliced_wire_loses_nothing():
    async with echo() as (proxy, _):
        proxy.change(Weather(sliced=True))
        reader, writer = await wire_to(proxy)
        words = bytes(range(256)) * 8
        writer.write(words)
        assert await reader.readexactly(len(words)) == words
        writer.close()


async def test_a_cut_wire_throws_out_who_is_in_and_lets_nobody_in():
    async with echo() as (proxy, _):
        reader, writer = await wire_to(proxy)
        writer.write(b"hello")
        await reader.readexactly(5)
        proxy.change(Weather(cut=True))
        assert await ended(reader)
        late, _ = await wire_to(proxy)
        assert await ended(late)
        writer.close()


async def test_what_a_half_open_wire_holds_back_comes_when_it_heals():
    async with echo() as (proxy, heard):
        proxy.change(Weather(held=frozenset({"down"})))
        reader, writer = await wire_to(proxy)
        writer.write(b"hello")
        answer = asyncio.create_task(reader.readexactly(5))
        async with asyncio.timeout(30):
            while not heard:
                await asyncio.sleep(0.01)
        done, _ = await asyncio.wait({answer}, timeout=0.1)
        assert not done
        assert heard == [b"hello"]
        proxy.change(Weather())
        assert await answer == b"hello"
        writer.close()


async def test_a_post_is_delivered_twice_where_the_network_doubles_it():
    async with echo() as (proxy, heard):
        proxy.change(Weather(doubled=True))
        reader, writer = await wire_to(proxy)
        request = b"POST /api/visitor/say HTTP/1.1\r\n\r\n"
        writer.write(request)
        assert await reader.readexactly(len(request)) == request
        assert heard == [request, request]
        assert proxy.doubled == 1
        writer.close()
