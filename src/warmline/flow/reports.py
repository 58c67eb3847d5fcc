"""Reports as they are asked for: which rows are looked at, by whom, and what is made of them."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, cast

from warmline.core.model import Millis
from warmline.flow.ledger import Rows
from warmline.reports.figures import FIGURES, Figure, Measured, counts, measured
from warmline.reports.rows import Holding, Presence, Reply, Row
from warmline.reports.series import NAMES, OWN, Period, Point, key_of, series
from warmline.reports.staff import Workload, workloads

MOST_ROWS: Final = 200_000  # of one kind that a report looks at
MOST_LINES: Final = 200  # that a series is split into
AT_ONCE: Final = 2  # reports that are made; the others wait, as conversations come first
PAGE: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whose rows somebody may see: a person's own and those of their teams."""

    operator: str
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a report is asked of."""

    period: Period
    only: Mapping[str, str] = field(default_factory=dict[str, str])  # by ``series.NAMES``
    scope: Scope | None = None  # None: everything
    business: bool = False

    def before(self) -> "Look":
        """The same, in the period before."""
        return Look(
            period=self.period.before(),
            only=self.only,
            scope=self.scope,
            business=self.business,
        )


Place = tuple[Millis, str, int]
"""Where a page of rows ended: ``at``, conversation, seq."""


class TooMuch(Exception):
    """More rows than a report looks at, or more lines than anybody does."""

    def __init__(self, most: str = f"{MOST_ROWS:,} rows") -> None:
        super().__init__(f"expected at most {most}; choose a shorter period, or look at one team")


class ReportRows(Protocol):
    async def rows(
        self, kind: type[Row], look: Look, *, after: Place | None, limit: int
    ) -> Sequence[Row]:
        """Rows of the look in the order of ``Place``, behind one of them."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Rows behind a number, and where the next ones begin; None: there are no more."""

    rows: Sequence[Row]
    next: Place | None


class Reports:
    def __init__(self, rows: ReportRows, ledger: Rows, clock: Callable[[], Millis]) -> None:
        self._rows = rows
        self._ledger = ledger
        self._clock = clock
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def figures(self, look: Look, names: Iterable[str]) -> Mapping[str, Measured]:
        """Each figure over the whole look. Raises ``TooMuch``."""
        asked = [FIGURES[name] for name in names]
        async with self._turn:
            found = {kind: await self._all(kind, look) for kind in {one.rows for one in asked}}
            return await asyncio.to_thread(_measured, asked, found, look)

    async def series(
        self, look: Look, figure: Figure, by: str, split: str = ""
    ) -> Mapping[str, tuple[Point, ...]]:
        """A series for each value of ``split``; of "" just one, named "". Raises ``TooMuch``."""
        async with self._turn:
            rows = await self._all(figure.rows, look)
            return await asyncio.to_thread(_split, figure, rows, by, split, look)

    async def behind(
        self,
        look: Look,
        figure: Figure,
        *,
        by: str = "",
        key: str = "",
        after: Place | None = None,
        limit: int = 50,
    ) -> Behind:
        """The rows that a figure counts, of one point of its series where ``by`` is given.

        A page looks at ``MOST_ROWS`` at most, and may hold fewer than ``limit``, or none.
        """
        key_is = key_of(by, look.period.zone) if by else None
        found = list[Row]()
        for _ in range(MOST_ROWS // PAGE):
            async with self._turn:
                some = await self._rows.rows(figure.rows, look, after=after, limit=PAGE)
            for row in some:
                if counts(figure, row, business=look.business) and (
                    key_is is None or key_is(row) == key
                ):
                    if len(found) == limit:
                        return Behind(rows=found, next=_place(found[-1]))
                    found.append(row)
            if len(some) < PAGE:
                return Behind(rows=found, next=None)
            after = _place(some[-1])
        return Behind(rows=found, next=after)

    async def staff(self, look: Look) -> Sequence[Workload]:
        """Everybody who was there or had something to do. Raises ``TooMuch``."""
        async with self._turn:
            return await self._staff(look)

    async def _staff(self, look: Look) -> Sequence[Workload]:
        period = look.period
        presences = await self._ledger.presence(period.since, period.until)
        holdings = cast("list[Holding]", await self._all(Holding, _reaching_into(look)))
        replies = cast("list[Reply]", await self._all(Reply, look))
        had = [one for one in holdings if (one.ended_at or period.until) > period.since]
        now = self._clock()

        def made() -> Sequence[Workload]:
            there = {one.operator for one in (*had, *replies)}
            shown = [one for one in presences if _may_see(one, look, there)]
            return workloads(shown, had, replies, period, now)

        return await asyncio.to_thread(made)

    async def _all(self, kind: type[Row], look: Look) -> list[Row]:
        found = list[Row]()
        after: Place | None = None
        while True:
            some = await self._rows.rows(kind, look, after=after, limit=PAGE)
            found += some
            if len(found) > MOST_ROWS:
                raise TooMuch
            if len(some) < PAGE:
                return found
            after = _place(some[-1])


REACH: Final[Millis] = 30 * 86_400_000  # how long before a period what lasts into it may begin


def _reaching_into(look: Look) -> Look:
    """A look that also holds what began before the period and may last into it."""
    period = look.period
    longer = Period(since=max(0, period.since - REACH), until=period.until, zone=period.zone)
    return Look(period=longer, only=look.only, scope=look.scope, business=look.business)


def _may_see(one: Presence, look: Look, there: Collection[str]) -> bool:
    """Presence has no team: narrowed, it is shown of those who had something there."""
    if look.scope is None and not look.only:
        return True
    if look.scope and one.operator == look.scope.operator and not look.only:
        return True
    return one.operator in there


def _measured(
    asked: Sequence[Figure], rows: Mapping[type[Row], Sequence[Row]], look: Look
) -> Mapping[str, Measured]:
    return {one.name: measured(one, rows[one.rows], business=look.business) for one in asked}


def _split(
    figure: Figure, rows: Sequence[Row], by: str, split: str, look: Look
) -> Mapping[str, tuple[Point, ...]]:
    if not split:
        return {"": series(figure, rows, by, look.period, business=look.business)}
    key = key_of(split, look.period.zone)
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    if len(groups) > MOST_LINES:
        raise TooMuch(f"{MOST_LINES} lines")
    return {
        name: series(figure, groups[name], by, look.period, business=look.business)
        for name in sorted(groups)
    }


def _place(row: Row) -> Place:
    return row.at, row.conversation, row.seq


def splits(figure: Figure) -> tuple[str, ...]:
    """By which names a figure's rows can be told apart."""
    own = tuple(name for name, kind in OWN.items() if kind is figure.rows)
    return (*NAMES, *own)
