"""The drill's button: POST /api/admin/drill plays one on this installation."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, StringConstraints

from warmline.core.model import AssistantId
from warmline.core.ways import team_of
from warmline.flow.drill import NoDrill, Report
from warmline.web.auth import Manager
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Strict
from warmline.web.problems import Problem

router = APIRouter(prefix="/api/admin", tags=["operators"])
TheDesk = Annotated[Desk, Depends(the_desk)]
Drill = Callable[[AssistantId], Awaitable[Report]]
BUSY = 30_000  # milliseconds after which to look whether the one that runs is over


class DrillBody(Strict):
    assistant: Annotated[str, StringConstraints(min_length=1, max_length=64)] = "main"


class StepView(BaseModel):
    name: str
    expected: str
    came: str
    ok: bool
    millis: int


class ToldView(BaseModel):
    """A notification that would have gone out; in a drill it goes to the drill alone."""

    notice: str
    to: str  # an operator's name, or a team's id
    way: str


class DrillView(BaseModel):
    """What a drill found, step by step; it ends at the first that fails."""

    ok: bool
    at: int
    millis: int
    conversation: str
    steps: list[StepView]
    told: list[ToldView]


@router.post("/drill")
async def play(body: DrillBody, session: Manager, desk: TheDesk, request: Request) -> DrillView:
    """Play a made-up visitor through a real handoff, here and now. It takes some seconds."""
    running: asyncio.Lock = request.app.state.drilling
    if running.locked():
        detail = "A drill runs already."
        raise Problem(409, "drill_runs", detail, retry_after_ms=BUSY)
    async with running:
        await desk.accounts.note(session.operator.id, "drill", body.assistant)
        try:
            report = await desk.drill(AssistantId(body.assistant))
        except NoDrill as error:
            raise Problem(422, "no_drill", f"It cannot be played: {error}.") from error
    return view(report, desk.staff.name)


def view(report: Report, name: Callable[[str], str]) -> DrillView:
    return DrillView(
        ok=report.ok,
        at=report.at,
        millis=report.millis,
        conversation=report.conversation,
        steps=[
            StepView(name=s.name, expected=s.expected, came=s.came, ok=s.ok, millis=s.millis)
            for s in report.steps
        ],
        told=[
            ToldView(notice=one.notice, to=team_of(one.to) or name(one.to), way=one.way)
            for one in report.told
        ],
    )
