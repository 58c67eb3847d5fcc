"""Reports: figures, series ready to draw, the conversations behind each number, and all as CSV."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response
from pydantic import BaseModel

from warmline.flow.desk import Role, Session
from warmline.flow.reports import Look, Place, Scope, TooMuch, splits
from warmline.reports.figures import FIGURES, Figure, Measured
from warmline.reports.rows import Row
from warmline.reports.series import NAMES, TIMES, Period, Point, may_be_by, midnight
from warmline.web.auth import LoggedIn
from warmline.web.cursors import bad_cursor, cursor_of, place_of
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import looking_far
from warmline.web.problems import Problem
from warmline.web.spreadsheet import CSV_RESPONSE, csv_response

router = APIRouter(prefix="/api/reports", tags=["reports"], dependencies=[Depends(looking_far)])
TheDesk = Annotated[Desk, Depends(the_desk)]
LONGEST = 400  # days
USUAL = 30  # days
EARLIEST = date(1970, 1, 1)
READS_ALL = (Role.OWNER, Role.ADMIN, Role.SUPERVISOR, Role.VIEWER)
By = Literal[
    "team",
    "channel",
    "assistant",
    "operator",
    "rule",
    "trigger",
    "fallback",
    "target",
    "day",
    "hour",
    "weekday",
    "weekday_hour",
]
Name = Annotated[str, Query(max_length=100)]
Day = Annotated[date | None, Query()]


class MeasuredView(BaseModel):
    hits: int  # rows that count
    of: int  # rows looked at
    value: float | None  # times in milliseconds, shares 0 to 1; null: no rows
    p90: int | None = None  # of a spread


class FigureView(BaseModel):
    name: str
    rows: str  # what is counted: stretch, request, reply, holding, verdict, target
    made: Literal["count", "sum", "share", "spread"]
    timed: bool  # whether business time makes another number of it
    now: MeasuredView
    before: MeasuredView  # in the period of the same length before


class PeriodView(BaseModel):
    since: int
    until: int  # not included
    zone: str
    business: bool


class FiguresView(BaseModel):
    period: PeriodView
    figures: list[FigureView]


class PointView(MeasuredView):
    key: str  # an id, an ISO date, "09" for an hour, "1" for Monday, "1 09"
    label: str  # as people know it


class LineView(BaseModel):
    key: str
    label: str
    points: list[PointView]


class SeriesView(BaseModel):
    period: PeriodView
    figure: str
    by: str
    split: str
    lines: list[LineView]  # without a split just one, with the key ""


class CaseView(BaseModel):
    """A row behind a number."""

    conversation: str
    seq: int  # the entry that it begins with
    at: int
    team: str
    channel: str
    assistant: str
    operator: str
    rule: str
    value: int | None  # of this row, where the figure adds up or orders values


class CasesView(BaseModel):
    cases: list[CaseView]
    next: str  # cursor of the following page; "": this is the last


class WorkloadView(BaseModel):
    operator: str
    name: str
    online: int  # milliseconds of the period
    away: int
    held: int  # of all conversations together
    conversations: int
    replies: int
    at_once: float | None  # conversations at once while online, on average


class StaffView(BaseModel):
    period: PeriodView
    operators: list[WorkloadView]


# ── what is asked ─────────────────────────────────────────────────────────────────────────────────


def the_look(  # noqa: PLR0913, PLR0917 - the parameters of a request
    session: LoggedIn,
    desk: TheDesk,
    since: Day = None,
    until: Day = None,
    zone: Annotated[str, Query(max_length=64)] = "UTC",
    time: Literal["calendar", "business"] = "calendar",
    team: Name | None = None,
    channel: Name | None = None,
    assistant: Name | None = None,
    operator: Name | None = None,
    rule: Name | None = None,
) -> Look:
    """From the beginning of the day ``since`` to the end of the day ``until``, in the ``zone``.

    Operators see their own rows and those of their teams; everybody else sees all.
    """
    given = (team, channel, assistant, operator, rule)
    only = {name: value for name, value in zip(NAMES, given, strict=True) if value is not None}
    return Look(
        period=_period(desk, since, until, _zone(zone)),
        only=only,
        scope=scope_of(session),
        business=time == "business",
    )


def scope_of(session: Session) -> Scope | None:
    who = session.operator
    return None if who.role in READS_ALL else Scope(operator=who.id, teams=tuple(who.teams))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise _invalid("zone", "the name of a time zone, like Europe/Berlin", name) from error


def _period(desk: Desk, since: date | None, until: date | None, zone: ZoneInfo) -> Period:
    last = until or Period(since=0, until=desk.clock() + 1, zone=zone).today()
    if min(last, since or last) < EARLIEST:
        raise _invalid("since", f"a day from {EARLIEST.isoformat()} on", last.isoformat())
    first = since or last - timedelta(days=USUAL - 1)
    if not timedelta() <= last - first < timedelta(days=LONGEST):
        came = f"{first.isoformat()} to {last.isoformat()}"
        raise _invalid("since", f"a day at most {LONGEST - 1} days before the last one", came)
    try:
        end = midnight(last + timedelta(days=1), zone)
        return Period(since=midnight(first, zone), until=end, zone=zone)
    except (OverflowError, ValueError) as error:
        raise _invalid("until", "a day of our time", last.isoformat()) from error


def _invalid(where: str, expected: str, came: str) -> Problem:
    fault = {"where": where, "expected": expected, "came": came[:80]}
    detail = "The report cannot be made of that."
    return Problem(422, "invalid", detail, errors=[fault])


TheLook = Annotated[Look, Depends(the_look)]


def the_figure(figure: Annotated[str, Query(max_length=40)]) -> Figure:
    found = FIGURES.get(figure)
    if found is None:
        raise _invalid("figure", f"one of {', '.join(FIGURES)}", figure)
    return found


TheFigure = Annotated[Figure, Depends(the_figure)]


def _told_apart(figure: Figure, by: str, where: str) -> None:
    if by and not may_be_by(figure, by):
        own = ", ".join((*splits(figure), *TIMES))
        raise _invalid(where, f"of {figure.name}: {own}", by)


# ── what is answered ──────────────────────────────────────────────────────────────────────────────


@router.get("/figures")
async def figures(
    look: TheLook, desk: TheDesk, figure: Annotated[list[str] | None, Query(max_length=40)] = None
) -> FiguresView:
    """Figures over the whole period, each with the period before; all, where none is named."""
    names = list(dict.fromkeys(figure)) if figure else list(FIGURES)
    for name in names:
        the_figure(name)
    now, before = await _figures(desk, look, names), await _figures(desk, look.before(), names)
    shown = [_figure_view(FIGURES[name], now[name], before[name]) for name in names]
    return FiguresView(period=_period_view(look), figures=shown)


async def _figures(desk: Desk, look: Look, names: Sequence[str]) -> Mapping[str, Measured]:
    try:
        return await desk.reports.figures(look, names)
    except TooMuch as error:
        raise _too_much(error) from error


@router.get("/figures.csv", response_class=Response, responses=CSV_RESPONSE)
async def figures_csv(look: TheLook, desk: TheDesk) -> Response:
    """The same as a table."""
    found = await figures(look, desk)
    rows = [
        (one.name, one.made, one.now.hits, one.now.of, one.now.value, one.now.p90, one.before.value)
        for one in found.figures
    ]
    head = ("figure", "made", "hits", "of", "value", "p90", "before")
    return csv_response("figures", head, rows)


@router.get("/series")
async def series(
    look: TheLook, desk: TheDesk, figure: TheFigure, by: By = "day", split: By | Literal[""] = ""
) -> SeriesView:
    """A figure by something, ready to draw: no day or hour of the period is left out.

    ``by=weekday_hour`` is the heat map. ``split`` makes a line for each of its values.
    """
    _told_apart(figure, by, "by")
    _told_apart(figure, split, "split")
    try:
        found = await desk.reports.series(look, figure, by, split)
    except TooMuch as error:
        raise _too_much(error) from error
    label = _labels(desk)
    lines = [
        LineView(
            key=key,
            label=label(split, key),
            points=[_point_view(one, label(by, one.key)) for one in points],
        )
        for key, points in found.items()
    ]
    return SeriesView(
        period=_period_view(look), figure=figure.name, by=by, split=split, lines=lines
    )


@router.get("/series.csv", response_class=Response, responses=CSV_RESPONSE)
async def series_csv(
    look: TheLook, desk: TheDesk, figure: TheFigure, by: By = "day", split: By | Literal[""] = ""
) -> Response:
    """The same as a table."""
    found = await series(look, desk, figure, by, split)
    rows = [
        (line.label, one.label, one.key, one.hits, one.of, one.value, one.p90)
        for line in found.lines
        for one in line.points
    ]
    head = (split or "line", by, "key", "hits", "of", "value", "p90")
    return csv_response(f"{figure.name}_by_{by}", head, rows)


@router.get("/conversations")
async def conversations(  # noqa: PLR0913, PLR0917 - the parameters of a request
    look: TheLook,
    desk: TheDesk,
    figure: TheFigure,
    by: By | Literal[""] = "",
    key: Annotated[str, Query(max_length=100)] = "",
    cursor: Annotated[str, Query(max_length=400)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> CasesView:
    """The conversations behind a number, oldest first; of one point where ``by`` is given."""
    _told_apart(figure, by, "by")
    found = await desk.reports.behind(
        look, figure, by=by, key=key, after=_after(cursor), limit=limit
    )
    cases = [_case_view(row, figure, look) for row in found.rows]
    return CasesView(cases=cases, next=cursor_of(*found.next) if found.next else "")


@router.get("/conversations.csv", response_class=Response, responses=CSV_RESPONSE)
async def conversations_csv(
    look: TheLook,
    desk: TheDesk,
    figure: TheFigure,
    by: By | Literal[""] = "",
    key: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """The same as a table: the first 10,000."""
    _told_apart(figure, by, "by")
    found = await desk.reports.behind(look, figure, by=by, key=key, limit=10_000)
    cases = [_case_view(row, figure, look) for row in found.rows]
    head = tuple(CaseView.model_fields)
    rows = [tuple(case.model_dump().values()) for case in cases]
    return csv_response(f"{figure.name}_conversations", head, rows)


@router.get("/staff")
async def staff(look: TheLook, desk: TheDesk) -> StaffView:
    """Presence and workload of each operator in the period."""
    try:
        found = await desk.reports.staff(look)
    except TooMuch as error:
        raise _too_much(error) from error
    shown = [
        WorkloadView(**asdict(one), at_once=one.at_once, name=desk.staff.name(one.operator))
        for one in found
    ]
    return StaffView(period=_period_view(look), operators=shown)


@router.get("/staff.csv", response_class=Response, responses=CSV_RESPONSE)
async def staff_csv(look: TheLook, desk: TheDesk) -> Response:
    """The same as a table."""
    found = await staff(look, desk)
    rows = [tuple(one.model_dump().values()) for one in found.operators]
    return csv_response("staff", tuple(WorkloadView.model_fields), rows)


def _labels(desk: Desk) -> Callable[[str, str], str]:
    def label(by: str, key: str) -> str:
        return desk.staff.name(key) if by == "operator" and key else key

    return label


def _after(cursor: str) -> Place | None:
    if not cursor:
        return None
    match place_of(cursor):
        case [int() as at, str() as conversation, int() as seq]:
            return at, conversation, seq
        case _:
            raise bad_cursor()


def _too_much(error: TooMuch) -> Problem:
    return Problem(422, "too_much", str(error))


def _period_view(look: Look) -> PeriodView:
    period = look.period
    return PeriodView(
        since=period.since, until=period.until, zone=period.zone.key, business=look.business
    )


def _figure_view(figure: Figure, now: Measured, before: Measured) -> FigureView:
    return FigureView(
        name=figure.name,
        rows=figure.rows.__name__.lower(),
        made=figure.made,
        timed=figure.timed,
        now=MeasuredView.model_validate(now, from_attributes=True),
        before=MeasuredView.model_validate(before, from_attributes=True),
    )


def _point_view(point: Point, label: str) -> PointView:
    return PointView(key=point.key, label=label, **asdict(point.measured))


def _case_view(row: Row, figure: Figure, look: Look) -> CaseView:
    return CaseView(
        conversation=row.conversation,
        seq=row.seq,
        at=row.at,
        team=row.team,
        channel=row.channel,
        assistant=row.assistant,
        operator=row.operator,
        rule=row.rule,
        value=figure.value(row, look.business),
    )
