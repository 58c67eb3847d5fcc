"""One run: a town, people in it, blows by a schedule, then quiet, and a last look."""

import asyncio
import random
import shutil
import signal
import time
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx2

from faults import checker
from faults.checker.record import Breach, Record, postgres_rows, sqlite_faults, sqlite_rows
from faults.databases import psql
from faults.faulting import Blow, strike
from faults.history import History, now
from faults.scenes import SCENES
from faults.schedule import plan
from faults.street import Street, street
from faults.town import ANSWER_WITHIN, HANDOFF, PATIENCE, Town, town
from faults.visitors import Visitor, brief

VISITORS = 6  # at a time
SETTLES_WITHIN = 30.0  # seconds from the last blow until all must be quiet
QUIET = 2.5  # seconds of it before the last look
Show = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What to play. ``scene``: a name of ``SCENES`` that is played besides; "": none."""

    world: str
    seed: int
    seconds: float
    source: Path
    only: Collection[str] = ()
    scene: str = ""
    channels: bool = False  # people write through channels, too


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    run: Run
    record: Record
    breaches: Sequence[Breach]
    broke: Sequence[str]  # what the servers said of bugs of their own
    seconds: float


async def play(run: Run, folder: Path, show: Show) -> Result:
    """Everything stays in ``folder``: the history, the data."""
    began, dice = time.monotonic(), random.Random(f"people {run.world} {run.seed}")
    history = _begin(folder)
    kind = "pair" if run.world == "pair" else "one"
    blows = plan(run.world, run.seed, run.seconds, run.only)
    async with town(kind, folder, run.source, history, dice) as here:
        note_params(here)
        visitors = list[Visitor]()
        async with _watched(here, show), AsyncExitStack() as stack:
            lane = await stack.enter_async_context(street(here)) if run.channels else None
            await _live(here, run, blows, visitors, lane)
            await _until_quiet(visitors)
            if lane:
                await lane.rest()
                lane.note()
        await _last_look(here, visitors)
        await _leave(here, visitors)
        record = await asyncio.to_thread(_read, here)
        broke = [line for server in here.servers for line in server.broke]
    seconds = time.monotonic() - began
    return Result(
        run=run, record=record, breaches=checker.check(record), broke=broke, seconds=seconds
    )


def _begin(folder: Path) -> History:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return History(folder / "history.jsonl")


def note_params(here: Town) -> None:
    here.history.note(
        "params",
        patience_ms=PATIENCE * 1000,
        answer_within_ms=ANSWER_WITHIN * 1000,
        handoff_text=HANDOFF,
    )


async def _live(
    here: Town, run: Run, blows: Sequence[Blow], visitors: list[Visitor], lane: Street | None
) -> None:
    for person in here.people:
        person.come()
    stop = asyncio.Event()
    crowd = [
        asyncio.create_task(_crowd(here, number, stop, visitors)) for number in range(VISITORS)
    ]
    if lane:
        crowd.append(asyncio.create_task(lane.live(stop)))
    try:
        if run.scene:
            await SCENES[run.scene](here)
        until = time.monotonic() + run.seconds
        for blow in blows:
            if time.monotonic() > until:  # a busy machine gets through less of the schedule
                break
            await strike(here, blow)
            await asyncio.sleep(blow.pause)
        await asyncio.sleep(max(0.0, until - time.monotonic()))
    finally:
        stop.set()
        _, late = await asyncio.wait(crowd, timeout=SETTLES_WITHIN)
        for task in late:
            task.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)
    for task in crowd:
        if not task.cancelled() and (error := task.exception()):
            raise error


async def _crowd(here: Town, number: int, stop: asyncio.Event, visitors: list[Visitor]) -> None:
    """Visitors one after the other; who has been there leaves the page open."""
    visit = 0
    while not stop.is_set():
        visit += 1
        dice = random.Random(here.dice.random())
        name = f"v{number}.{visit}"
        one = Visitor(name, here.ports, here.key, here.history, dice, here.http)
        visitors.append(one)
        await one.play(PATIENCE)


async def _until_quiet(visitors: Sequence[Visitor]) -> None:
    """Until nobody waits for anything; a promise that is broken ends it by the clock."""
    until = time.monotonic() + SETTLES_WITHIN
    calm_since = time.monotonic()
    while time.monotonic() < until:
        if any(_waits(one) for one in visitors):
            calm_since = time.monotonic()
        elif time.monotonic() - calm_since > QUIET:
            return
        await asyncio.sleep(0.2)


def _waits(one: Visitor) -> bool:
    handoff = one.state.get("handoff") or {}
    in_line = handoff.get("status") == "pending" and not handoff.get("fallback")
    owed = one.state.get("owed") and one.state.get("floor") == "assistant"
    return bool(in_line or owed)


# ── the last look ─────────────────────────────────────────────────────────────────────────────────


async def _last_look(here: Town, visitors: Sequence[Visitor]) -> None:
    """What the widget and the inbox are given by plain HTTP, from every server."""
    for at, one in enumerate(one for one in visitors if one.newest):
        server = at % len(here.servers)
        bearer = {"Authorization": f"Bearer {one.token}"}
        paths = {
            "the visitor's API": ("/api/visitor/entries?after={}", bearer),
            "the inbox's API": (
                f"/api/conversations/{one.conversation}/entries?limit=200&after={{}}",
                {"Cookie": here.owner.cookies if here.owner else ""},
            ),
        }
        for who, (path, headers) in paths.items():
            entries = await _pages(here.http, here.url(server) + path, headers)
            shown = [brief(entry) for entry in entries]
            here.history.note("view", who=who, conversation=one.conversation, entries=shown)


async def _pages(http: httpx2.AsyncClient, url: str, headers: dict[str, str]) -> list[dict]:
    found: list[dict] = []
    while True:
        after = found[-1]["seq"] if found else 0
        if "limit" in url and not after:  # there, 0 means: the newest
            answer = await http.get(url.replace("&after={}", ""), headers=headers)
        else:
            answer = await http.get(url.format(after), headers=headers)
        page = answer.raise_for_status().json()["entries"]
        found += page
        if len(page) < 200:
            return found


async def _leave(here: Town, visitors: Sequence[Visitor]) -> None:
    for person in here.people:
        person.leave()
    for one in visitors:
        if one.listening:
            one.listening.cancel()
    await asyncio.sleep(0.1)
    for server in here.servers:
        await server.end(signal.SIGTERM)
    here.history.note("end")
    here.history.close()


def _read(here: Town) -> Record:
    if here.database:
        port = here.database.port
        return checker.read(here.history.file, postgres_rows(lambda sql: psql(port, sql)))
    file = here.servers[0].data / "warmline.db"
    return checker.read(here.history.file, sqlite_rows(file), sqlite_faults(file))


# ── the rig itself ────────────────────────────────────────────────────────────────────────────────


@asynccontextmanager
async def _watched(here: Town, show: Show) -> AsyncIterator[None]:
    """Show how far it is, and note how long the rig itself was kept from running."""
    task = asyncio.create_task(_watch(here, show))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _watch(here: Town, show: Show) -> None:
    shown, begun = 0.0, now()
    while True:
        before = time.monotonic()
        await asyncio.sleep(0.2)
        lag = time.monotonic() - before - 0.2
        if lag > 0.5:
            here.history.note("lag", lag=round(lag * 1000))
        if before - shown > 1:
            shown, counts = before, here.history.counts
            faults = counts["fault"] // 2
            show(f"{(now() - begun) / 1000:4.0f} s, {faults} faults, {counts['ok']} acknowledged")
