"""What the program weighs: in memory, on the wire, at the start, in a search."""

import asyncio
import gzip
import statistics
from pathlib import Path

from bench.dialects import Held
from bench.eval_d import speed
from bench.figures import Figure, Scale, at_most
from bench.load import connect_idle
from bench.machine import memory_kib
from bench.servers import ROOT, Owner, Running, owner_of, warmline
from bench.shop import LESSONS, QUESTIONS

STATIC = ROOT / "src/warmline/web/static"
MIB = 1024  # KiB


async def memory_and_start(folder: Path, scale: Scale) -> list[Figure]:
    starts, idle, rest, model = [], [], [], []
    for number in range(scale.rounds):
        with warmline(folder / f"rest{number}") as running:
            starts.append(running.started_in)
            async with owner_of(running) as owner:
                rest.append(memory_kib(running.process.pid, "Rss") / MIB)
                idle.append(await _idle(running, owner, scale.idle))
        with warmline(folder / f"model{number}") as running:
            async with owner_of(running) as owner:
                await owner.learn("shop.csv", LESSONS)
                await owner.ask("GET", "/api/knowledge/search", params={"q": QUESTIONS[0]})
                model.append(memory_kib(running.process.pid, "Rss") / MIB)
    kib, start = statistics.median(idle), statistics.median(starts)
    bare, full = statistics.median(rest), statistics.median(model)
    return [
        at_most(f"idle visitor, {scale.idle:,} open", kib, 40, f"{kib:.1f} KiB", " KiB"),
        at_most("start of serve → first page", start, 2, f"{start:.2f} s", " s"),
        at_most("RSS at rest", bare, 150, f"{bare:.0f} MiB", " MiB"),
        at_most("RSS with the sentence model", full, 350, f"{full:.0f} MiB", " MiB"),
    ]


async def _idle(running: Running, owner: Owner, count: int) -> float:
    """KiB that one more open and silent visitor costs."""
    dialect = Held(visitors=await owner.seats(count), operators=[])
    before = memory_kib(running.process.pid)
    sockets = await connect_idle(running.server, [dialect.visitor(i) for i in range(count)])
    await asyncio.sleep(1)
    after = memory_kib(running.process.pid)
    if len(alive := [socket for socket in sockets if socket.open]) < count:
        raise RuntimeError(f"{count - len(alive)} of {count} idle sockets were closed")
    for socket in sockets:
        socket.transport.disconnect()
    return (after - before) / count


def widget() -> list[Figure]:
    rows = []
    for name, goal in (("widget.js", 3), ("panel.js", 22)):
        size = len(gzip.compress((STATIC / name).read_bytes(), mtime=0)) / 1024
        rows.append(at_most(f"{name}, gzipped", size, goal, f"{size:.1f} KiB", " KiB"))
    return rows


def retrieval() -> list[Figure]:
    found = {metric: value for _, _, metric, value in speed()}
    p95 = found["search ms p95"]
    shown = f"{p95:.1f} ms (p50 {found['search ms p50']:.1f} ms)"
    return [at_most("search in 10,000 passages, p95", p95, 40, shown, " ms")]
