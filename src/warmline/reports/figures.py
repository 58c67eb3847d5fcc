"""Every figure of the reports: which rows it looks at, which of them count, what it makes of them.

One table. Whatever draws, lists or exports a figure goes by it, so that a number and the
conversations behind it are always the same rows. ``docs/reports.md`` says each in a sentence.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, assert_never

from warmline.reports.rows import Holding, Reply, Request, Row, Stretch, Target, Verdict

Made = Literal["count", "sum", "share", "spread"]
"""How many rows there are, their total, a part of a whole, or median and 90th percentile."""

Counts = Callable[[Any], bool]  # of a row of the figure's own kind
Value = Callable[[Any, bool], int | None]  # of a row, and whether business time is meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    name: str
    rows: type[Row]
    made: Made
    of: Counts = lambda _: True  # the rows that it looks at
    hits: Counts = lambda _: True  # of those, the ones that count; the part, of a share
    value: Value = lambda _, __: None  # of a sum or spread; None: the row does not count
    timed: bool = False  # whether business time makes another number of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A figure over some rows."""

    hits: int  # rows that count
    of: int  # rows looked at
    value: float | None  # the number itself: times in milliseconds, shares 0..1; None: no rows
    p90: int | None = None  # of a spread


NONE: Final = Measured(hits=0, of=0, value=None)


# ── which rows count ──────────────────────────────────────────────────────────────────────────────


def spoken_in(row: Stretch) -> bool:
    return row.visitor_messages > 0


def handed_off(row: Stretch) -> bool:
    return row.handoffs > 0


def contained(row: Stretch) -> bool:
    """The assistant had it to itself."""
    return row.handoffs == 0 and row.replies == 0


def resolved(row: Stretch) -> bool:
    return row.ended_at is not None


def confirmed(row: Stretch) -> bool:
    """An operator resolved it, or the visitor's last word was that an answer was right."""
    return bool(row.ended_by) or row.helped


def wanted_a_person(row: Stretch) -> bool:
    return row.asked or row.upset


def missed(row: Stretch) -> bool:
    """They got none, do not wait for one, and did not say that none is needed."""
    return row.replies == 0 and not row.withdrawn and not row.in_line


def in_person(row: Request) -> bool:
    """Whether how long it took says something about the line: nobody waited for mail."""
    return row.taken_at is not None and not row.fallback


def stood(row: Request) -> bool:
    """The visitor did not take it back, or ask anew in its place."""
    return row.end not in ("withdrawn", "renewed") or row.taken_at is not None


def looked_into(row: Request) -> bool:
    """Somebody can tell whether it was needed: they took it up, sent it back, or said so."""
    return row.needed is not None or row.taken_at is not None or row.end == "cancelled"


def needless(row: Request) -> bool:
    """An operator said so; else it was given back without a word to the visitor."""
    if row.needed is not None:
        return not row.needed
    return row.end in ("returned", "cancelled") and row.replies == 0


def decided(row: Target) -> bool:
    return row.met is not None


def _timed(calendar: str, business: str) -> Value:
    def value(row: Any, in_business: bool) -> int | None:  # noqa: ANN401, FBT001 - see ``Value``
        found: int | None = getattr(row, business if in_business else calendar)
        return found

    return value


def _kept(target: str) -> Figure:
    return Figure(
        name=f"kept_{target}",
        rows=Target,
        made="share",
        of=lambda row: decided(row) and row.target == target,
        hits=lambda row: bool(row.met),
    )


# ── the table ─────────────────────────────────────────────────────────────────────────────────────

_ALL: Final = (
    Figure(name="conversations", rows=Stretch, made="count"),
    Figure(
        name="visitor_messages",
        rows=Stretch,
        made="sum",
        of=spoken_in,
        value=lambda row, _: row.visitor_messages,
    ),
    Figure(name="handoff_rate", rows=Stretch, made="share", of=spoken_in, hits=handed_off),
    Figure(name="containment", rows=Stretch, made="share", of=spoken_in, hits=contained),
    Figure(
        name="resolved_by_assistant",
        rows=Stretch,
        made="share",
        of=spoken_in,
        hits=lambda row: contained(row) and resolved(row),
    ),
    Figure(name="resolved_confirmed", rows=Stretch, made="share", of=resolved, hits=confirmed),
    Figure(
        name="resolved_assumed",
        rows=Stretch,
        made="share",
        of=resolved,
        hits=lambda row: not confirmed(row),
    ),
    Figure(
        name="resolution_time",
        rows=Stretch,
        made="spread",
        of=resolved,
        value=_timed("took", "took_business"),
        timed=True,
    ),
    Figure(name="missed", rows=Stretch, made="share", of=wanted_a_person, hits=missed),
    Figure(name="handoffs", rows=Request, made="count"),
    Figure(
        name="waiting_time",
        rows=Request,
        made="spread",
        of=in_person,
        value=_timed("waited", "waited_business"),
        timed=True,
    ),
    Figure(
        name="first_reply_time",
        rows=Request,
        made="spread",
        of=in_person,
        value=_timed("first_reply", "first_reply_business"),
        timed=True,
    ),
    Figure(
        name="taken_up",
        rows=Request,
        made="share",
        of=stood,
        hits=lambda row: row.taken_at is not None,
    ),
    Figure(name="fell_back", rows=Request, made="share", hits=lambda row: bool(row.fallback)),
    Figure(
        name="abandoned",
        rows=Request,
        made="share",
        hits=lambda row: row.end == "withdrawn" and row.taken_at is None,
    ),
    Figure(name="needless", rows=Request, made="share", of=looked_into, hits=needless),
    Figure(
        name="bounced",
        rows=Request,
        made="share",
        of=lambda row: row.end == "returned",
        hits=lambda row: row.bounced,
    ),
    Figure(name="replies", rows=Reply, made="count"),
    Figure(
        name="reply_time",
        rows=Reply,
        made="spread",
        of=lambda row: row.took is not None,
        value=_timed("took", "took_business"),
        timed=True,
    ),
    Figure(name="held", rows=Holding, made="count"),
    Figure(
        name="handling_time",
        rows=Holding,
        made="spread",
        of=lambda row: row.took is not None,
        value=lambda row, _: row.took,
    ),
    Figure(
        name="satisfaction",
        rows=Verdict,
        made="share",
        of=lambda row: not row.operator,
        hits=lambda row: row.right,
    ),
    Figure(
        name="answers_right",
        rows=Verdict,
        made="share",
        of=lambda row: bool(row.operator),
        hits=lambda row: row.right,
    ),
    Figure(name="kept", rows=Target, made="share", of=decided, hits=lambda row: bool(row.met)),
    *map(_kept, ("first_reply", "next_reply", "resolution")),
)
FIGURES: Final[Mapping[str, Figure]] = {figure.name: figure for figure in _ALL}


# ── measuring ─────────────────────────────────────────────────────────────────────────────────────


def measured(figure: Figure, rows: Iterable[Row], *, business: bool = False) -> Measured:
    """The figure over rows of its kind."""
    looked = [row for row in rows if figure.of(row)]
    match figure.made:
        case "count" | "share":
            hits = sum(figure.hits(row) for row in looked)
            whole = len(looked)
            number = hits if figure.made == "count" else hits / whole if whole else None
            return Measured(hits=hits, of=whole, value=number)
        case "sum" | "spread":
            values = [v for row in looked if (v := figure.value(row, business)) is not None]
            return _of_values(values, len(looked), total=figure.made == "sum")
        case _:
            assert_never(figure.made)


def _of_values(values: list[int], whole: int, *, total: bool) -> Measured:
    if total:
        return Measured(hits=len(values), of=whole, value=sum(values))
    values.sort()
    if not values:
        return Measured(hits=0, of=whole, value=None)
    return Measured(hits=len(values), of=whole, value=ranked(values, 50), p90=ranked(values, 90))


def ranked(ordered: Sequence[int], percent: int) -> int:
    """The nearest-rank percentile: the smallest value that so many percent do not exceed."""
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def counts(figure: Figure, row: Row, *, business: bool = False) -> bool:
    """Whether a row is among a figure's hits: the conversations behind the number."""
    if not figure.of(row):
        return False
    if figure.made in ("sum", "spread"):
        return figure.value(row, business) is not None
    return figure.hits(row)
