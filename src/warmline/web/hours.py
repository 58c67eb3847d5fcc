"""Business hours tried out before they are saved: POST /api/admin/hours/preview."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field, StringConstraints

from warmline.core.hours import Hours, Window, is_open, openings
from warmline.core.model import Millis
from warmline.core.teams import SUPPORT, Team
from warmline.policies.errors import PolicyError, nearest, shown
from warmline.teams.doubts import team_doubts
from warmline.teams.times import MOST_EXCEPTIONS, MOST_WINDOWS, hours_faults, zones
from warmline.web.auth import LoggedIn
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Strict, slowed_down
from warmline.web.problems import Problem

router = APIRouter(prefix="/api/admin", tags=["teams"])
TheDesk = Annotated[Desk, Depends(the_desk)]
SHOWN = 10  # openings
LATEST: Millis = 4_102_444_800_000  # 2100: further nobody looks
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Zone = Annotated[str, StringConstraints(max_length=64)]
Day = Annotated[str, StringConstraints(max_length=10)]
Windows = Annotated[list[Window], Field(max_length=MOST_WINDOWS)]


class HoursForm(Strict):
    """As in a team: windows are minutes after midnight, [540, 1020] is 9 to 17 o'clock."""

    zone: Zone
    week: Annotated[list[Windows], Field(min_length=7, max_length=7)]  # Monday first
    exceptions: Annotated[
        dict[Day, Windows], Field(max_length=MOST_EXCEPTIONS, default_factory=dict)
    ]


class Preview(Strict):
    hours: HoursForm
    zone: Zone = "UTC"  # where a visitor looks from
    at: Annotated[int, Field(ge=0, le=LATEST)] | None = None  # when; None: now


class OpeningView(BaseModel):
    """From one moment until before another, with what the clocks on the walls show then."""

    opens_at: int
    closes_at: int
    opens: str  # at the team's place: 2026-11-23T09:00
    closes: str
    opens_there: str  # where the visitor is
    closes_there: str


class PreviewView(BaseModel):
    open: bool  # at the moment that was asked about
    openings: list[OpeningView]  # the present one first, where it is open
    warnings: list[str]  # what is legal, and probably not meant


@router.post("/hours/preview", dependencies=[Depends(slowed_down)])
async def preview(body: Preview, session: LoggedIn, desk: TheDesk) -> PreviewView:
    """When a team with these hours is there next, as it is read there and by a visitor elsewhere.

    Nothing is saved. Hours that nobody can go by are refused, with every fault.
    """
    hours = Hours(
        zone=body.hours.zone,
        week=tuple(map(tuple, body.hours.week)),
        exceptions={day: tuple(windows) for day, windows in body.hours.exceptions.items()},
    )
    at = desk.clock() if body.at is None else body.at
    faults = [*hours_faults(hours, at), *_zone_faults(body.zone)]
    if faults:
        errors = [{"where": f.where, "expected": f.expected, "came": f.came} for f in faults]
        raise Problem(422, "bad_hours", "Nobody can go by these hours.", errors=errors)
    return PreviewView(
        open=is_open(hours, at),
        openings=[_opening(span, hours.zone, body.zone) for span in openings(hours, at, SHOWN)],
        warnings=_warnings(hours),
    )


def _zone_faults(zone: str) -> list[PolicyError]:
    if zone in zones():
        return []
    expected = nearest(zone, zones()) or "a time zone such as Africa/Lagos"
    return [PolicyError(where="zone", expected=expected, came=shown(zone))]


def _warnings(hours: Hours) -> list[str]:
    """Of the hours alone: who is in the team, and what it promises, does not matter here."""
    plain = team_doubts(Team(id=SUPPORT), ())
    return [said for said in team_doubts(Team(id=SUPPORT, hours=hours), ()) if said not in plain]


def _opening(span: tuple[Millis, Millis], here: str, there: str) -> OpeningView:
    opens, closes = span
    return OpeningView(
        opens_at=opens,
        closes_at=closes,
        opens=_shown(opens, here),
        closes=_shown(closes, here),
        opens_there=_shown(opens, there),
        closes_there=_shown(closes, there),
    )


def _shown(at: Millis, zone: str) -> str:
    there = (EPOCH + timedelta(milliseconds=at)).astimezone(ZoneInfo(zone))
    return f"{there:%Y-%m-%dT%H:%M}"
