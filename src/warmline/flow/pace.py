"""How hard the followers of the log may work: messages come first.

A follower is a part of the program that reads the log behind everybody and keeps what it made of
it. It works for a tenth of the time, a page at a go; in a rush, while many entries come in, for a
thousandth and on small pages: even a hundredth is met by so many messages that it makes their slow
ones. It catches up after, or when it is a minute late: there are places where the rush never ends.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from warmline.flow.failures import Temporary

PAGE: Final = 50  # entries between two writes
SHARE: Final = 10  # of so many seconds a follower works for one
RUSH_PAGE: Final = 10
RUSH_SHARE: Final = 1000
RUSH: Final = 50  # entries a second from which on it is a rush
WINDOW: Final = 1.0  # seconds over which they are counted
REST: Final = 1.0  # seconds between two looks at a log that was read to its end
LONGEST: Final = 10.0  # seconds to rest because of a rush: it may be over by then
PATIENCE: Final = 60.0  # seconds since it had read everything, after which it heeds no rush

log = structlog.get_logger()


class Pace:
    """Shared by the followers of one process, and told of each commit in it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._since = clock()
        self._entries = 0
        self._rush = False

    def committed(self, entries: int) -> None:
        self._entries += entries

    def rush(self) -> bool:
        now = self.clock()
        if (passed := now - self._since) >= WINDOW:
            self._rush = self._entries > RUSH * passed
            self._since, self._entries = now, 0
        return self._rush

    def page(self, late: float) -> int:
        """Entries that a follower may take at a go that last had read everything so long ago."""
        return RUSH_PAGE if self._holds_back(late) else PAGE

    def rest(self, worked: float, late: float, *, behind: bool) -> float:
        """Seconds to rest after so many of work. ``behind``: there is more in the log."""
        rest = worked * (SHARE - 1)
        if self._holds_back(late):
            rest = max(rest, min(worked * (RUSH_SHARE - 1), LONGEST))
        return rest if behind else max(REST, rest)

    def _holds_back(self, late: float) -> bool:
        return self.rush() and late < PATIENCE


async def keep_up(
    turn: Callable[[int], Awaitable[int]],
    pace: Pace,
    broke: str,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Take turns for ever. A turn takes at most so many entries, and says how many it took.

    ``broke``: what the program's log says where a turn raised.
    """
    read_all = pace.clock()
    while True:
        began, done = pace.clock(), 0
        page = pace.page(began - read_all)
        try:
            done = await turn(page)
            read_all = read_all if done >= page else began
        except Temporary:
            pass  # the database is away: later
        except Exception:
            log.exception(broke)
        ended = pace.clock()
        await sleep(pace.rest(ended - began, ended - read_all, behind=done >= page))
