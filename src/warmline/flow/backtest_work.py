"""One backtest at work: in a thread beside the server's loop, its policies in another process."""

import asyncio
import json
import time
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from warmline.backtest.plan import Done, Plan
from warmline.backtest.report import result_json
from warmline.backtest.result import Result, run
from warmline.backtest.workers import Cancelled, WorkerLost, examine_all
from warmline.flow.backtests import Backtest, Beat, State, Unwanted
from warmline.flow.failures import Temporary
from warmline.flow.history import History, told_again
from warmline.transcripts import BadLine, Transcript, open_source, read_transcripts

BEAT: Final = 1.0  # seconds between two words on how far a job is
WORKERS: Final = 1  # processes beside the server's; visitors need the other cores

T = TypeVar("T")


class Work:
    """One job at work, in a thread of its own; what it needs of the store it asks the loop for."""

    def __init__(
        self, job: Backtest, plan: Plan, beat: Beat, loop: asyncio.AbstractEventLoop
    ) -> None:
        self._job = job
        self._plan = plan
        self._beat = beat
        self._loop = loop
        self._due = 0.0
        self._result = Result.begun(plan)

    def run(self, history: History, file: Path | None) -> str:
        """What it found, as JSON. Raises ``Unwanted``, ``Temporary``, ``OSError``."""
        try:
            result = self._of_file(file) if file else self._of_history(history)
        except Cancelled as error:
            raise Unwanted from error
        except WorkerLost as error:
            raise Temporary(str(error)) from error
        return json.dumps(result_json(result, self._job.names))

    def ended(self, state: State, error: str = "") -> Backtest:
        share = 1.0 if state is State.DONE else self._job.share
        return replace(self._job, state=state, error=error, share=share)

    def _of_history(self, history: History) -> Result:
        assistant, since = self._job.assistant, self._job.since
        count = self._ask(history.count(assistant, since=since))
        talks = told_again(history, assistant, self._loop, since=since)
        return self._examine(talks, lambda done: min(1.0, done / count) if count else None)

    def _of_file(self, file: Path) -> Result:
        with open_source(str(file)) as source:
            read = self._readable(read_transcripts(source.stream, self._job.file))
            return self._examine(read, lambda _: source.share())

    def _examine(self, talks: Iterator[Transcript], share: Callable[[int], float | None]) -> Result:
        def told(done: Done) -> None:
            count = self._result.tally.conversations
            self._job = replace(self._job, conversations=count, share=share(count))

        parts = examine_all(talks, self._plan, workers=WORKERS, wanted=self._wanted, alone=0)
        return run(parts, self._result, told)

    def _readable(self, talks: Iterator[Transcript | BadLine]) -> Iterator[Transcript]:
        for one in talks:
            if isinstance(one, BadLine):
                self._result.add_bad(one)
            else:
                yield one

    def _wanted(self) -> bool:
        """Says now and then how far it is, and hears whether to go on."""
        now = time.monotonic()
        if now < self._due:
            return True
        self._due = now + BEAT
        return self._ask(self._beat(self._job))

    def _ask(self, what: Coroutine[None, None, T]) -> T:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result()
