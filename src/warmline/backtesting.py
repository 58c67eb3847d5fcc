"""``warmline backtest``: policies over a transcript file, or over the installation's history."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncGenerator, Callable, Generator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from warmline.app import FIRST_ASSISTANT, database_url
from warmline.backtest.in_words import in_words
from warmline.backtest.plan import Done, Plan
from warmline.backtest.report import case_json, summary_of
from warmline.backtest.result import Result, run
from warmline.backtest.workers import examine_all
from warmline.core.model import AssistantId
from warmline.core.policy import Policy
from warmline.dialogue import load_policy
from warmline.flow.history import told_again
from warmline.progress import Progress
from warmline.settings import Settings
from warmline.store import migrate
from warmline.store.history import SqlHistory
from warmline.store.sql import SqlStore
from warmline.transcripts import BadLine, Transcript, open_source, read_transcripts

LIVE = "live"

Talks = Iterator[Transcript | BadLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was asked for on the command line."""

    policy: str  # a policy file, or ``LIVE``
    against: str = ""  # the same; "": nothing
    input: str = ""  # a transcript file; "": the installation's own history
    output: Path | None = None  # where everything goes as JSON
    assistant: AssistantId = FIRST_ASSISTANT
    workers: int = 0  # processes; 0: as many as there are cores

    @property
    def names(self) -> tuple[str, ...]:
        return (self.policy, self.against) if self.against else (self.policy,)


def backtest(settings: Settings, order: Order) -> bool:
    """Run it and print what it found; whether every line could be read.

    Raises ``OSError``, ``BadPolicy``, ``Temporary``, ``WorkerLost``.
    """
    return asyncio.run(_backtest(settings, order))


async def _backtest(settings: Settings, order: Order) -> bool:
    async with _opened(settings, order) as store:
        policies = [await _policy(name, order, store) for name in order.names]
        plan = Plan(policies=tuple(policies), meaning=settings.meaning)
        loop = asyncio.get_running_loop()
        return await asyncio.to_thread(_run, order, plan, store, loop)


@asynccontextmanager
async def _opened(settings: Settings, order: Order) -> AsyncGenerator[SqlStore | None]:
    """The store, where the order needs it."""
    if order.input and LIVE not in order.names:
        yield None
        return
    url = database_url(settings)
    await migrate.upgrade(url)
    store = SqlStore(url)
    try:
        yield store
    finally:
        await store.close()


async def _policy(name: str, order: Order, store: SqlStore | None) -> Policy:
    if name == LIVE and store:
        return await store.policy(order.assistant)
    return load_policy(name)


def _run(order: Order, plan: Plan, store: SqlStore | None, loop: asyncio.AbstractEventLoop) -> bool:
    progress = Progress(sys.stderr, "conversations")
    result = Result.begun(plan)
    with _talks(order, store, loop) as (talks, share), _document(order.output) as keep:

        def told(done: Done) -> None:
            for case in done.cases:
                keep(case_json(case))
            count = result.tally.conversations
            progress.tell(count, share(count))

        workers = order.workers or os.cpu_count() or 1
        run(examine_all(_readable(talks, result), plan, workers=workers), result, told)
        progress.end()
        summary = summary_of(result, order.names)
        keep.end(summary)
    sys.stdout.write(in_words(summary, [case_json(case) for case in result.cases]))
    return not result.bad


def _readable(talks: Talks, result: Result) -> Iterator[Transcript]:
    for one in talks:
        if isinstance(one, BadLine):
            result.add_bad(one)
        else:
            yield one


@contextmanager
def _talks(
    order: Order, store: SqlStore | None, loop: asyncio.AbstractEventLoop
) -> Generator[tuple[Talks, Callable[[int], float | None]]]:
    """The transcripts, and how much of them is done when so many conversations are."""
    if order.input:
        with open_source(order.input) as source:
            yield read_transcripts(source.stream, source.name), lambda _: source.share()
    elif store:
        history = SqlHistory(store)
        count = asyncio.run_coroutine_threadsafe(history.count(order.assistant), loop).result()
        yield told_again(history, order.assistant, loop), lambda done: done / max(count, 1)


class _Document:
    """A JSON object written while its parts come: first the conversations, then the summary."""

    def __init__(self, out: TextIO | None) -> None:
        self._out = out
        self._before = '{"conversations": [\n'

    def __call__(self, case: Mapping[str, Any]) -> None:
        if self._out:
            self._out.write(self._before + json.dumps(case, ensure_ascii=False))
            self._before = ",\n"

    def end(self, summary: Mapping[str, Any]) -> None:
        if self._out:
            begun = "" if self._before == ",\n" else self._before
            told = json.dumps(summary, ensure_ascii=False, indent=1)
            self._out.write(f'{begun}\n], "summary": {told}}}\n')


@contextmanager
def _document(path: Path | None) -> Generator[_Document]:
    if path is None:
        yield _Document(None)
        return
    with path.open("w", encoding="utf-8") as out:
        yield _Document(out)
