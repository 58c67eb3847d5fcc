"""Looking after a mailbox until cancelled: what is new is taken in, once, and then marked."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

import structlog

from warmline.channels.email.asides import unreadable
from warmline.channels.email.inbox import Inbox, Raw
from warmline.channels.email.letter import Letter, read
from warmline.channels.email.parsing import Reader
from warmline.channels.email.patience import LONGEST_READING, TakesTooLong, within
from warmline.channels.email.reach import Reach
from warmline.core.model import Millis
from warmline.flow.channels import Event, Take
from warmline.flow.failures import Temporary

LONGEST_WAIT = 60.0  # seconds in IDLE before it is looked all the same (RFC 2177: 29 min at most)
FIRST_PAUSE = 1.0  # seconds after a failure; twice as long after each more
LONGEST_PAUSE = 120.0
GRACE = 5.0  # seconds after which a letter that holds on to its thread is put aside without it
PARTING = 3.0  # seconds that the server has to say good-bye
MOST_TRIES = 3  # at one mailbox, before others are told; at one letter, before it is put aside

Result = TypeVar("Result")

log = structlog.get_logger()


@dataclass(kw_only=True)
class Receiving:
    inbox: Inbox
    reach: Reach
    reader: Reader
    clock: Callable[[], Millis]
    continued: Callable[[bytes], Awaitable[bool]] | None = None
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    jitter: Callable[[], float] = random.random
    stopwatch: Callable[[], float] = time.monotonic
    patience: float = LONGEST_READING  # seconds for one letter
    grace: float = GRACE
    _failures: int = 0  # in a row
    _idled_badly: int = 0  # times in a row that waiting failed: then it is looked now and then
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "mailbox"))
    """Its own: one that waits for mail all day must not take those that all others share."""
    _tries: dict[str, int] = field(default_factory=dict[str, int])  # by letter

    async def run(self, take: Take) -> None:
        """Until cancelled.

        Raises ``Temporary`` where the mailbox stays away, ``Permanent`` where it is shut to us.
        """
        try:
            while True:
                try:
                    await self._connect()
                    await self._look(take)
                    self._failures = 0
                    await self._wait()
                except Temporary as failure:
                    self._failures += 1
                    log.warning("mailbox_away", why=str(failure), tries=self._failures)
                    if self._failures > MOST_TRIES:
                        raise
                    await self.sleep(self._pause(failure))
        finally:
            self.inbox.interrupt()
            await asyncio.wait({self._do(self.inbox.close)}, timeout=PARTING)
            self._thread.shutdown(wait=False)

    def _do(self, what: Callable[[], Result]) -> "asyncio.Future[Result]":
        return asyncio.get_running_loop().run_in_executor(self._thread, what)

    def _pause(self, failure: Temporary) -> float:
        doubled = min(FIRST_PAUSE * 2.0 ** (self._failures - 1), LONGEST_PAUSE)
        return max(doubled * (0.8 + 0.4 * self.jitter()), failure.retry_after)

    async def _connect(self) -> None:
        if not self.inbox.connected:
            ip = await self.reach.address(self.inbox.account.imap)
            await self._do(lambda: self.inbox.connect(ip))

    async def _look(self, take: Take) -> None:
        """All that is new, oldest first."""
        while uids := await self._do(self.inbox.new):
            for uid in uids:
                await self._bring(uid, take)

    async def _bring(self, uid: str, take: Take) -> None:
        """A letter is marked after the commit that it led to: a crash between brings it again."""
        raw = await self._do(lambda: self.inbox.letter(uid))
        flagged = await self._take(raw, take) if raw else False
        await self._do(lambda: self.inbox.settle(uid, flagged=flagged))
        self._failures = 0

    async def _wait(self) -> None:
        if not self.inbox.tells or self._idled_badly >= MOST_TRIES:
            await self.sleep(self.inbox.account.every)
            return
        self._idled_badly += 1
        await self._do(lambda: self.inbox.wait(LONGEST_WAIT))
        self._idled_badly = 0

    async def _take(self, raw: Raw, take: Take) -> bool:
        """Whether the letter is to be flagged: it was put aside. Raises ``Temporary``.

        What breaks us is tried a few times, and then put aside, so that it holds up no others.
        """
        try:
            events, letter = await self._read(raw)
            if letter and self.continued and await self.continued(raw.content):
                return False
            await take(events)
        except Temporary:
            raise
        except Exception as bug:
            tries = self._tries[raw.uid] = self._tries.get(raw.uid, 0) + 1
            log.exception("letter_broke", tries=tries)
            if tries < MOST_TRIES:
                raise Temporary(f"a letter could not be taken in ({type(bug).__name__})") from bug
            self._tries.pop(raw.uid)
            await take([unreadable(raw.content, f"it broke us ({type(bug).__name__})")])
            return True
        self._tries.pop(raw.uid, None)
        return letter is None

    async def _read(self, raw: Raw) -> tuple[Sequence[Event], Letter | None]:
        """None: it cannot be read. What does not even notice that its time is up is left alone."""
        reading = asyncio.to_thread(self._events, raw)
        try:
            return await asyncio.wait_for(reading, self.patience + self.grace)
        except TimeoutError:
            log.warning("letter_takes_too_long", bytes=len(raw.content))
            return [unreadable(raw.content, TakesTooLong.__name__)], None

    def _events(self, raw: Raw) -> tuple[Sequence[Event], Letter | None]:
        """None: it cannot be read."""
        try:
            in_time = within(self.patience, self.stopwatch)
            letter = read(raw.content, cut=raw.cut, in_time=in_time)
        except (RecursionError, ValueError, MemoryError) as error:
            return [unreadable(raw.content, type(error).__name__)], None
        return self.reader.events(letter, self.clock()), letter
