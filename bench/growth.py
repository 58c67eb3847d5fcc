"""What a message costs when much is stored: many conversations, or long ones."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from bench import stored
from bench.dialects import Held, Seat
from bench.figures import Figure, Runs, Scale, at_most
from bench.load import Job, measure
from bench.servers import owner_of, warmline


async def growth(folder: Path, scale: Scale) -> list[Figure]:
    few = folder / "few"
    ids = await _installed(few, visitors=10)
    many, long = folder / "many", folder / "long"
    shutil.copytree(few, many)
    shutil.copytree(few, long)
    await stored.fill(few, 10)
    await stored.fill(many, scale.stored)
    await stored.lengthen(long, ids, scale.history)
    runs = Runs()
    for _ in range(scale.rounds):
        for name, data in (("few", few), ("many", many), ("long", long)):
            await _growth_round(name, data, ids, scale, runs)
    return [
        _grown(f"send cost, 10 → {scale.stored:,} conversations", runs, "many"),
        _grown(f"send cost, 1 → {scale.history:,} entries in each", runs, "long"),
    ]


async def _installed(folder: Path, visitors: int) -> list[str]:
    """An installation where some visitors are held by its owner; their conversations' ids."""
    with warmline(folder) as running:
        async with owner_of(running) as owner:
            seats = await owner.hold(await owner.seats(visitors))
    (folder / "tokens").write_text("\n".join(seat.token for seat in seats))
    return [seat.conversation for seat in seats]


async def _growth_round(
    name: str, folder: Path, ids: Sequence[str], scale: Scale, runs: Runs
) -> None:
    with warmline(folder) as running:
        async with owner_of(running) as owner:
            tokens = (folder / "tokens").read_text().split()
            seats = await owner.caught_up([Seat(token=token) for token in tokens])
            job = Job(visitors=len(ids), rate=200, seconds=scale.seconds)
            dialect = Held(visitors=seats, operators=[owner.door])
            runs.add(name, await measure(running.server, dialect, job))


def _grown(name: str, runs: Runs, grown: str) -> Figure:
    """CPU of one message at 200/s: the one cost that a noisy machine leaves alone."""
    before = runs.median("few", lambda run: run.cpu_us)
    after = runs.median(grown, lambda run: run.cpu_us)
    was, now = (runs.median(one, lambda run: run.shown.p50) for one in ("few", grown))
    ratio = runs.ratio(grown, "few", lambda run: run.cpu_us)
    shown = f"{ratio:.2f} ({before:.0f} → {after:.0f} µs; p50 {was:.1f} → {now:.1f} ms)"
    return at_most(name, ratio, 1.5, shown, " ×")
