"""Settings of who works here, and the jobs that were given up."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from warmline.core.model import TeamId
from warmline.flow.desk import CAPACITY, DeadJob, Operator, Role, Session
from warmline.flow.ports import Whisper
from warmline.web import acting, auth
from warmline.web.assistants import IdPath
from warmline.web.auth import LoggedIn, Manager
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Nothing, PersonName, Strict
from warmline.web.problems import Problem

router = APIRouter(prefix="/api", tags=["operators"])
TheDesk = Annotated[Desk, Depends(the_desk)]
MOST_TEAMS, MOST_SKILLS, MOST_AT_ONCE = 50, 50, 1000


def _once(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each skill once, in lower case: "German" and "german" are one."""
    return tuple(dict.fromkeys(word.lower() for word in words))


TeamIds = Annotated[tuple[TeamId, ...], Field(max_length=MOST_TEAMS)]
Skill = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Skills = Annotated[tuple[Skill, ...], Field(max_length=MOST_SKILLS), AfterValidator(_once)]
Capacity = Annotated[int, Field(ge=0, le=MOST_AT_ONCE)]


class NewOperator(Strict):
    email: Annotated[str, StringConstraints(max_length=254)]
    name: PersonName
    role: Role = Role.OPERATOR
    teams: TeamIds | None = None  # None: support
    skills: Skills = ()
    capacity: Capacity = CAPACITY
    password: Annotated[str, StringConstraints(max_length=200)]


class OperatorPatch(Strict):
    name: PersonName | None = None
    role: Role | None = None
    disabled: bool | None = None
    email_notices: bool | None = None
    teams: TeamIds | None = None
    skills: Skills | None = None
    capacity: Capacity | None = None
    password: Annotated[str, StringConstraints(max_length=200)] | None = None


class JobIds(Strict):
    ids: Annotated[list[Annotated[str, StringConstraints(max_length=18)]], Field(max_length=200)]


class ReplayedView(BaseModel):
    replayed: int  # jobs that are due again


class OperatorView(BaseModel):
    id: str
    email: str
    name: str
    role: Role
    teams: list[str]
    skills: list[str]
    capacity: int  # conversations at once
    disabled: bool
    online: bool
    email_notices: bool


@router.get("/operators")
async def operators(session: LoggedIn, desk: TheDesk) -> list[OperatorView]:
    """Everybody with an account."""
    online = await desk.accounts.online()
    return [_operator_view(one, online) for one in await desk.accounts.operators()]


@router.post("/operators")
async def add_operator(body: NewOperator, session: Manager, desk: TheDesk) -> OperatorView:
    """Make an account."""
    _may_give(session, body.role)
    await _check_teams(desk, body.teams)
    fresh = await acting.new_operator(
        email=body.email, name=body.name, role=body.role, password=body.password
    )
    fresh = replace(fresh, skills=body.skills, capacity=body.capacity)
    if body.teams is not None:
        fresh = replace(fresh, teams=body.teams)
    await acting.add(desk, fresh)
    await desk.accounts.note(session.operator.id, "operator_added", fresh.id)
    return _operator_view(fresh, frozenset())


@router.patch("/operators/{id}")
async def change_operator(
    id: IdPath, body: OperatorPatch, session: Manager, desk: TheDesk
) -> OperatorView:
    """Change what is given. A new role or password, or disabling, ends their sessions."""
    was = next((one for one in await desk.accounts.operators() if one.id == id), None)
    if was is None:
        raise Problem(404, "unknown_operator", "There is no such operator.")
    _may_give(session, was.role)
    _may_give(session, body.role or was.role)
    await _check_teams(desk, body.teams)
    fields: dict[str, Any] = body.model_dump(exclude_none=True)
    if body.password is not None:
        auth.check_new_password(body.password)
        fields["password"] = await auth.hash_password(body.password)
    changed = replace(was, **fields)
    await acting.change(desk, changed, was=was)
    if body.password is not None or body.role is not None or body.disabled:
        await desk.accounts.close_sessions(changed.id, but=session.hash)
        await desk.bus.whisper(Whisper(kind="revoked", operator=changed.id))
    await desk.bus.whisper(Whisper(kind="presence", operator=changed.id))
    await desk.accounts.note(session.operator.id, "operator_changed", changed.id)
    return _operator_view(changed, await desk.accounts.online())


async def _check_teams(desk: Desk, given: Sequence[TeamId] | None) -> None:
    known = {team.id for team in await desk.teams.all()}
    faults = [
        {"where": f"teams[{index}]", "expected": ", ".join(sorted(known)), "came": id}
        for index, id in enumerate(given or ())
        if id not in known
    ]
    if faults:
        raise Problem(422, "invalid", "There is no such team.", errors=faults)


def _may_give(session: Session, role: Role) -> None:
    if role is Role.OWNER and session.operator.role is not Role.OWNER:
        raise Problem(403, "forbidden", "Only an owner can make or change an owner.")


def _operator_view(operator: Operator, online: frozenset[str]) -> OperatorView:
    return OperatorView(
        id=operator.id,
        email=operator.email,
        name=operator.name,
        role=operator.role,
        teams=list(operator.teams),
        skills=list(operator.skills),
        capacity=operator.capacity,
        disabled=operator.disabled,
        online=operator.id in online,
        email_notices=operator.email_notices,
    )


# ── what could not be sent ────────────────────────────────────────────────────────────────────────


@router.get("/outbox/dead", tags=["outbox"])
async def dead_letters(session: Manager, desk: TheDesk) -> list[DeadJob]:
    """Jobs that were given up, and why."""
    return list(await desk.dead_letters.all())


@router.post("/outbox/replay", tags=["outbox"])
async def replay_many(
    body: JobIds, session: Manager, desk: TheDesk, request: Request
) -> ReplayedView:
    """Try several again. Those that are no longer dead are left alone."""
    replayed = await desk.dead_letters.replay_all(body.ids)
    await desk.accounts.note(session.operator.id, "jobs_replayed", str(replayed))
    request.app.state.wake()
    return ReplayedView(replayed=replayed)


@router.delete("/outbox/{id}", tags=["outbox"])
async def drop(id: IdPath, session: Manager, desk: TheDesk) -> Nothing:
    """Forget a job that was given up: it is never tried again."""
    if not await desk.dead_letters.drop(id):
        raise Problem(404, "unknown_job", "There is no such dead job.")
    await desk.accounts.note(session.operator.id, "job_dropped", id)
    return Nothing()


@router.post("/outbox/{id}/replay", tags=["outbox"])
async def replay(id: IdPath, session: Manager, desk: TheDesk, request: Request) -> Nothing:
    """Try a job again."""
    if not await desk.dead_letters.replay(id):
        raise Problem(404, "unknown_job", "There is no such dead job.")
    await desk.accounts.note(session.operator.id, "job_replayed", id)
    request.app.state.wake()
    return Nothing()
