"""The path of a message, beside the bare server: throughput, latency, with and without answers."""

from collections.abc import Callable, Sequence
from pathlib import Path

from bench.dialects import Asking, Bare, Held
from bench.figures import Figure, Runs, Scale, at_least, at_most
from bench.load import Job, Measured, measure
from bench.servers import bare, owner_of, warmline
from bench.shop import LESSONS, QUESTIONS


async def hot_path(folder: Path, scale: Scale) -> list[Figure]:
    """Alternating, so that a noisy neighbour meets both."""
    runs = Runs()
    for number in range(scale.rounds):
        await _bare_round(folder / f"bare{number}", scale, runs)
        await _held_round(folder / f"held{number}", scale, runs)
        await _asking_round(folder / f"asking{number}", scale, runs)
    return [*_ratios(runs), *_answers(runs), _nothing_lost(runs)]


def _jobs(scale: Scale) -> Sequence[tuple[str, Job]]:
    window = Job(visitors=scale.visitors, window=8, seconds=scale.seconds)
    return (
        ("window 8", window),
        ("200/s", Job(visitors=scale.visitors, rate=200, seconds=scale.seconds)),
    )


async def _bare_round(folder: Path, scale: Scale, runs: Runs) -> None:
    with bare(folder) as running:
        for name, job in _jobs(scale):
            runs.add(f"bare {name}", await measure(running.server, Bare(), job))


async def _held_round(folder: Path, scale: Scale, runs: Runs) -> None:
    with warmline(folder) as running:
        async with owner_of(running) as owner:
            seats = await owner.hold(await owner.seats(scale.visitors))
            for name, job in _jobs(scale):
                dialect = Held(visitors=seats, operators=[owner.door])
                runs.add(f"warmline {name}", await measure(running.server, dialect, job))
                seats = await owner.caught_up(seats)


async def _asking_round(folder: Path, scale: Scale, runs: Runs) -> None:
    with warmline(folder) as running:
        async with owner_of(running) as owner:
            await owner.learn("shop.csv", LESSONS)
            seats = await owner.seats(scale.visitors)
            dialect = Asking(visitors=seats, operators=[owner.door], questions=QUESTIONS)
            job = Job(visitors=scale.visitors, window=1, seconds=scale.seconds)
            runs.add("assistant, window 1", await measure(running.server, dialect, job))
            dialect.visitors = await owner.caught_up(seats)
            job = Job(visitors=scale.visitors, rate=20, seconds=scale.seconds)
            runs.add("assistant, 20/s", await measure(running.server, dialect, job))


def _ratios(runs: Runs) -> list[Figure]:
    def beside(job: str, of: Callable[[Measured], float]) -> tuple[float, float, float]:
        names = f"warmline {job}", f"bare {job}"
        return (runs.ratio(*names, of), *(runs.median(name, of) for name in names))

    ratio, ours, theirs = beside("window 8", lambda run: run.per_second)
    shown = f"{ratio:.2f} ({ours:,.0f}/s of {theirs:,.0f}/s)"
    rows = [at_least("throughput, window 8, ratio to bare", ratio, 0.15, shown)]
    ratio, ours, theirs = beside("200/s", lambda run: run.shown.p50)
    shown = f"{ratio:.1f} ({ours:.1f} ms, bare {theirs:.1f} ms)"
    rows.append(Figure(name="p50 at 200/s, ratio to bare", measured=shown))
    ratio, ours, theirs = beside("200/s", lambda run: run.shown.p99)
    shown = f"{ratio:.1f} ({ours:.1f} ms, bare {theirs:.1f} ms)"
    rows.append(at_most("p99 at 200/s, ratio to bare", ratio, 3, shown))
    for job in ("window 8", "200/s"):
        _, ours, theirs = beside(job, lambda run: run.cpu_us)
        shown = f"{ours:,.0f} µs, bare {theirs:,.0f} µs"
        rows.append(Figure(name=f"CPU of one message, {job}", measured=shown))
    return rows


def _answers(runs: Runs) -> list[Figure]:
    """With the assistant on: a question, its answer, both durable and on the operator's screen."""
    full = runs.median("assistant, window 1", lambda run: run.per_second)
    p50 = runs.median("assistant, 20/s", lambda run: run.settled.p50)
    p99 = runs.median("assistant, 20/s", lambda run: run.settled.p99)
    return [
        Figure(name="assistant answers, saturated", measured=f"{full:,.0f} questions/s"),
        Figure(name="question → answer at 20/s", measured=f"p50 {p50:.0f} ms, p99 {p99:.0f} ms"),
    ]


def _nothing_lost(runs: Runs) -> Figure:
    every = [run for some in runs.by_name.values() for run in some]
    lost, closed = sum(run.lost for run in every), sum(run.closed for run in every)
    sent = sum(run.settled.count for run in every)
    shown = f"{lost} of {sent:,} messages, {closed} sockets"
    return Figure(name="lost under load", goal="0", measured=shown, ok=lost == closed == 0)
