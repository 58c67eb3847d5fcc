"""Processes that examine conversations, so that a backtest uses every core and holds little."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final

from warmline.backtest.plan import Done, Examiner, Plan
from warmline.transcripts import Transcript

CHUNK: Final = 400  # utterances that are examined between two words with the main process
WORTH_IT: Final = 4  # chunks; less is done sooner than processes are started
LOOK_UP: Final = 0.5  # seconds between looks whether the work is still wanted
NICENESS: Final = 5  # visitors' conversations go first

Chunk = tuple[Transcript, ...]


class Cancelled(Exception):
    """Nobody wants the result any more."""


class WorkerLost(Exception):
    """A process ended before its work was done, as when memory runs out."""


def examine_all(
    transcripts: Iterable[Transcript],
    plan: Plan,
    *,
    workers: int,
    wanted: Callable[[], bool] = lambda: True,
    alone: int = WORTH_IT,
) -> Iterator[Done]:
    """The work in parts, in any order. Raises ``Cancelled`` once it is not ``wanted``.

    Less than ``alone`` chunks are examined in this process, however many ``workers`` there may be.
    """
    chunks = _chunks(transcripts)
    first = tuple(islice(chunks, alone))
    if len(first) < alone or workers < 1:
        yield from _alone(chain(first, chunks), plan, wanted)
    else:
        yield from _together(chain(first, chunks), plan, workers, wanted)


def _chunks(transcripts: Iterable[Transcript]) -> Iterator[Chunk]:
    held: list[Transcript] = []
    size = 0
    for one in transcripts:
        held.append(one)
        size += len(one.utterances) + 1
        if size >= CHUNK:
            yield tuple(held)
            held, size = [], 0
    if held:
        yield tuple(held)


def _alone(chunks: Iterable[Chunk], plan: Plan, wanted: Callable[[], bool]) -> Iterator[Done]:
    examiner = Examiner(plan)
    for chunk in chunks:
        if not wanted():
            raise Cancelled
        yield examiner.examine(chunk)


def _together(
    chunks: Iterator[Chunk], plan: Plan, workers: int, wanted: Callable[[], bool]
) -> Iterator[Done]:
    """Each worker has one chunk at a time, so at most so many are in memory."""
    crew = [_hire(plan) for _ in range(workers)]
    try:
        busy = {line for _, line in crew if _give(line, next(chunks, None))}
        while busy:
            if not wanted():
                raise Cancelled
            for line in wait(busy, LOOK_UP):
                assert isinstance(line, Connection)  # noqa: S101 only those are waited for
                yield _taken(line)
                if not _give(line, next(chunks, None)):
                    busy.discard(line)
    finally:
        _dismiss(crew)


def _hire(plan: Plan) -> tuple[BaseProcess, Connection]:
    """A fresh process: none of this one's threads, locks and connections goes along."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    worker = context.Process(target=_work, args=(plan, theirs), daemon=True)
    worker.start()
    theirs.close()
    return worker, ours


def _work(plan: Plan, line: Connection) -> None:
    """What a worker does until the line is closed."""
    with suppress(OSError):
        os.nice(NICENESS)
    examiner = Examiner(plan)
    with suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        while True:
            line.send(examiner.examine(line.recv()))


def _give(line: Connection, chunk: Chunk | None) -> bool:
    if chunk is None:
        return False
    try:
        line.send(chunk)
    except OSError as error:
        raise WorkerLost("a worker process ended early") from error
    return True


def _taken(line: Connection) -> Done:
    try:
        return line.recv()
    except EOFError as error:
        raise WorkerLost("a worker process ended early") from error


def _dismiss(crew: Sequence[tuple[BaseProcess, Connection]]) -> None:
    for _, line in crew:
        line.close()
    for worker, _ in crew:
        worker.terminate()
        worker.join()
