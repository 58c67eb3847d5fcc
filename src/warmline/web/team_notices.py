"""How a team is told of things: what its members get, and the services and rooms it shares."""

import base64
import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field, StringConstraints

from warmline.core.ladder import ESCALATED
from warmline.core.ladder_checks import LadderFault, ladder_faults
from warmline.core.model import TeamId
from warmline.core.teams import Team
from warmline.core.ways import CHOSEN
from warmline.flow.desk import Session
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.wishes import TARGETS, USUAL, Board, Target
from warmline.outside.reach import fault_of
from warmline.outside.signing import secret_bytes
from warmline.web.assistants import IdPath
from warmline.web.auth import Manager
from warmline.web.desk import Desk, the_desk
from warmline.web.notices import Faults, TriedView, Url, Way, event_faults, fault, insecure
from warmline.web.operator import Strict, trying_out
from warmline.web.problems import Problem

router = APIRouter(prefix="/api", tags=["notices"])
TheDesk = Annotated[Desk, Depends(the_desk)]


class TargetBody(Strict):
    way: Literal["webhook", "chat"]
    name: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    url: Url
    secret: Annotated[str, StringConstraints(max_length=200)] = ""
    """webhook: ``whsec_…``, which signs; "": one is made."""
    events: list[str] = Field(default_factory=lambda: list(CHOSEN))
    text: bool = False


class TargetView(BaseModel):
    id: str
    way: str
    name: str
    host: str  # the rest of the address may be a secret
    events: list[str]
    text: bool
    secret: str  # of a webhook, the once when it is made; "" afterwards


class BoardBody(Strict):
    """What members are told who chose nothing themselves; an event not named: the usual."""

    events: dict[str, list[Way]] = Field(default_factory=dict[str, list[Way]])


class BoardView(BaseModel):
    events: dict[str, list[str]]  # as it is for who chose nothing
    own: list[str]  # those that the team chose
    targets: list[TargetView]


@router.get("/admin/teams/{id}/notices")
async def team_notices(id: IdPath, session: Manager, desk: TheDesk) -> BoardView:
    """How a team is told of things."""
    return _board_view(await desk.notices.notebook.board(TeamId(id)))


@router.put("/admin/teams/{id}/notices")
async def change_team_notices(
    id: IdPath, body: BoardBody, session: Manager, desk: TheDesk
) -> BoardView:
    """Change what members are told who chose nothing themselves."""
    if faults := event_faults(body.events):
        raise Problem(422, "invalid", "Some settings do not fit.", errors=faults)
    events = {event: tuple(ways) for event, ways in body.events.items()}
    board = replace(await desk.notices.notebook.board(TeamId(id)), events=events)
    await _pin(desk, session, id, board)
    return _board_view(board)


@router.post("/admin/teams/{id}/notices/targets")
async def add_target(id: IdPath, body: TargetBody, session: Manager, desk: TheDesk) -> TargetView:
    """Tell a service or a room of a messenger, too. A webhook's secret is shown this once."""
    if faults := _target_faults(desk, body):
        raise Problem(422, "invalid", "That cannot be told of anything.", errors=faults)
    board = await desk.notices.notebook.board(TeamId(id))
    if len(board.targets) >= TARGETS:
        raise Problem(409, "too_many_targets", f"A team has at most {TARGETS}. Remove one first.")
    target = Target(
        id=secrets.token_hex(6),
        way=body.way,
        name=body.name,
        url=body.url,
        secret=(body.secret or _new_secret()) if body.way == "webhook" else "",
        events=tuple(dict.fromkeys(body.events)),
        text=body.text,
    )
    await _pin(desk, session, id, replace(board, targets=(*board.targets, target)))
    return _target_view(target, secret=target.secret)


@router.delete("/admin/teams/{id}/notices/targets/{target}")
async def remove_target(id: IdPath, target: IdPath, session: Manager, desk: TheDesk) -> BoardView:
    """Tell it nothing any more."""
    board = await desk.notices.notebook.board(TeamId(id))
    kept = tuple(one for one in board.targets if one.id != target)
    if len(kept) == len(board.targets):
        raise Problem(404, "unknown_target", "The team has no such service or room.")
    await _pin(desk, session, id, replace(board, targets=kept))
    return _board_view(replace(board, targets=kept))


@router.post("/admin/teams/{id}/notices/targets/{target}/test", dependencies=[Depends(trying_out)])
async def try_target(id: IdPath, target: IdPath, session: Manager, desk: TheDesk) -> TriedView:
    """Send it a test, now, and say what came of it."""
    board = await desk.notices.notebook.board(TeamId(id))
    found = next((one for one in board.targets if one.id == target), None)
    if found is None:
        raise Problem(404, "unknown_target", "The team has no such service or room.")
    key = f"msg_{secrets.token_hex(16)}"
    try:
        said = await desk.notices.telling.try_target(found, key=key, now=desk.clock())
    except (Temporary, Permanent) as error:
        return TriedView(ok=False, answer=str(error))
    return TriedView(ok=True, answer=said)


async def _pin(desk: Desk, session: Session, id: str, board: Board) -> None:
    await desk.notices.notebook.pin(TeamId(id), board)
    await desk.accounts.note(session.operator.id, "team_notices_changed", id)


def _new_secret() -> str:
    """``whsec_`` and 32 bytes in Base64, as Standard Webhooks have it."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def _target_faults(desk: Desk, body: TargetBody) -> Faults:
    faults: Faults = []
    if wrong := fault_of(body.url) or insecure(body.url, desk.notices.networks):
        faults.append(fault("url", expected=wrong, came=body.url[:200]))
    if body.way == "webhook" and body.secret:
        try:
            secret_bytes(body.secret)
        except Permanent as error:
            expected = str(error).removeprefix("expected ")
            faults.append(fault("secret", expected=expected, came="something else"))
    for event in body.events:
        if event not in CHOSEN:
            expected = f"one of {', '.join(CHOSEN)}"
            faults.append(fault("events", expected=expected, came=event[:80]))
    return faults


def _board_view(board: Board) -> BoardView:
    events = {**USUAL, **board.events}
    return BoardView(
        events={event: list(ways) for event, ways in events.items()},
        own=list(board.events),
        targets=[_target_view(one) for one in board.targets],
    )


def _target_view(target: Target, *, secret: str = "") -> TargetView:
    parts = target.url.split("/")
    return TargetView(
        id=target.id,
        way=target.way,
        name=target.name,
        host=parts[2] if len(parts) > 2 else "",
        events=list(target.events),
        text=target.text,
        secret=secret,
    )


# ── the ladder ────────────────────────────────────────────────────────────────────────────────────


async def reach_of(desk: Desk, team: Team) -> Sequence[LadderFault]:
    """Steps of a team's ladder that would reach nobody."""
    board = await desk.notices.notebook.board(team.id)
    shared = tuple((one.way, one.id) for one in board.targets)
    found = ladder_faults(
        team.id,
        team.ladder,
        roster=await desk.accounts.seats(),
        tells={team.id: {ESCALATED: shared}},
        set_up=desk.notices.ways,
    )
    return tuple(found)
