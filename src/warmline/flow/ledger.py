"""The ledger: a follower of the log that writes what happened into rows, for the reports.

It lags on purpose (``flow.pace``): messages come first. Each page of the log is told
(``reports.telling``) and its rows are kept together with how far it came, in one transaction; of
several processes one wins, and the others read on from there. So each entry is told exactly once,
and the rows can be thrown away and told anew at any time.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Protocol

import structlog

from warmline.core.hours import Hours, business_between
from warmline.core.model import Millis, TeamId
from warmline.flow.pace import PAGE, Pace, keep_up
from warmline.flow.ports import News
from warmline.flow.tasks import ended
from warmline.reports.rows import Presence, Row
from warmline.reports.telling import Telling, told

SEEN_EVERY: Final[Millis] = 10_000
SEEN_APART: Final[Millis] = 60_000  # an operator seen again after longer was away between

HoursOf = Callable[[], Awaitable[Mapping[TeamId, Hours | None]]]
"""The teams' hours as they are set up now; a team that is not named is always open."""
Seen = Callable[[], Awaitable[Mapping[str, str]]]
"""Who is there now: online or away, by operator."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What follows in the log, and how the conversations in it were told so far."""

    after: int  # the position that everything is told up to
    news: Sequence[News]
    tellings: Mapping[str, Telling]


class Rows(Protocol):
    """Where the rows are kept, with how far the log is told."""

    async def page(self, limit: int) -> Page:
        """While rows are being thrown away, there is nothing in it."""
        ...

    async def keep(
        self, *, after: int, upto: int, tellings: Sequence[Telling], rows: Sequence[Row]
    ) -> bool:
        """Keep what a page made, all or nothing; False: somebody else has told it already."""
        ...

    async def restart(self) -> None:
        """Have all rows thrown away, and the log told from its beginning."""
        ...

    async def clear(self) -> bool:
        """Throw some rows away, where that is due; whether there may be more."""
        ...

    async def seen(self, states: Mapping[str, str], now: Millis, apart: Millis) -> None:
        """Lengthen the presence of these operators, or begin it."""
        ...

    async def presence(self, since: Millis, until: Millis) -> Sequence[Presence]: ...


class Ledger:
    """Follows the log in the background of a process."""

    def __init__(
        self,
        rows: Rows,
        clock: Callable[[], Millis],
        hours: HoursOf,
        seen: Seen | None = None,
        pace: Pace | None = None,
    ) -> None:
        """``seen``: None where nobody is looked for. ``pace``: None where nothing else goes on."""
        self._rows = rows
        self._clock = clock
        self._hours = hours
        self._seen = seen
        self._pace = pace or Pace()
        self._looked_at: Millis = 0
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(keep_up(self._turn, self._pace, "ledger_broke"))

    async def stop(self) -> None:
        await ended(self._task)

    async def catch_up(self) -> int:
        """Tell everything that is in the log now; how many entries those were."""
        entries = 0
        while await self._rows.clear():
            pass
        while made := await self._tell(PAGE):
            entries += made
        return entries

    async def _turn(self, page: int) -> int:
        """How many entries were told; a whole page where there are rows to be thrown away first."""
        if await self._rows.clear():
            return page
        await self._look()
        return await self._tell(page)

    async def _look(self) -> None:
        now = self._clock()
        if self._seen and now - self._looked_at >= SEEN_EVERY:
            self._looked_at = now
            await self._rows.seen(await self._seen(), now, SEEN_APART)

    async def _tell(self, limit: int) -> int:
        """Tell the next page; how many entries it had."""
        page = await self._rows.page(limit)
        if not page.news:
            return 0
        hours = await self._hours()
        tellings, rows = await asyncio.to_thread(telling_of, page, hours)
        await self._rows.keep(
            after=page.after, upto=page.news[-1].position, tellings=tellings, rows=rows
        )
        return len(page.news)


def telling_of(page: Page, hours: Mapping[TeamId, Hours | None]) -> tuple[list[Telling], list[Row]]:
    """What a page makes of the conversations in it, and their rows."""

    def business(team: str, since: Millis, until: Millis) -> Millis:
        return business_between(hours.get(TeamId(team)), since, until)

    tellings, rows = list[Telling](), list[Row]()
    news = sorted(page.news, key=lambda one: (one.conversation, one.entry.seq))
    for id, some in groupby(news, key=lambda one: one.conversation):
        before = page.tellings.get(id) or Telling(conversation=id)
        try:
            now, made = told(before, [one.entry for one in some], business)
        except Exception:
            log.exception("telling_broke", conversation=id)  # the others' figures go on
            continue
        tellings.append(now)
        rows.extend(made)
    return tellings, rows
