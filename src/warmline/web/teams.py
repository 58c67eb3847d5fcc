"""Settings of the teams, and who is there now."""

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Annotated, Any, cast

from fastapi import APIRouter, Body, Depends
from pydantic import TypeAdapter, ValidationError

from warmline.core.model import TeamId
from warmline.core.teams import SUPPORT, Team
from warmline.flow.desk import TeamTaken
from warmline.teams import faults_of, team_doubts
from warmline.web import frames as f
from warmline.web.assistants import IdPath
from warmline.web.auth import LoggedIn, Manager
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Nothing
from warmline.web.problems import Problem
from warmline.web.rows import colleague
from warmline.web.team_notices import reach_of

router = APIRouter(prefix="/api", tags=["teams"])
TheDesk = Annotated[Desk, Depends(the_desk)]
TeamBody = Annotated[dict[str, Any], Body()]
TEAM: TypeAdapter[Team] = TypeAdapter(Team)
ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
MOST_TEAMS = 200


@router.get("/admin/teams")
async def teams(session: LoggedIn, desk: TheDesk) -> list[dict[str, Any]]:
    """Every team as it is set up, with its members and what looks doubtful. Times are in ms."""
    return [await _view(desk, team) for team in await desk.teams.all()]


@router.get("/admin/teams/{id}")
async def team(id: IdPath, session: LoggedIn, desk: TheDesk) -> dict[str, Any]:
    """One team."""
    return await _view(desk, await team_of(desk, id))


@router.post("/admin/teams")
async def add_team(body: TeamBody, session: Manager, desk: TheDesk) -> dict[str, Any]:
    """Make a team: an id and a name, and what is not as usual."""
    id = body.get("id")
    if not isinstance(id, str) or not ID.fullmatch(id):
        expected = "up to 40 small letters, digits, - and _"
        raise bad_team([{"where": "id", "expected": expected, "came": str(id)[:60]}])
    if len(await desk.teams.all()) >= MOST_TEAMS:
        raise Problem(409, "too_many_teams", f"At most {MOST_TEAMS} teams are expected.")
    made = await _checked(desk, Team(id=TeamId(id), name=id), body)
    try:
        await desk.teams.add(made)
    except TeamTaken as error:
        raise Problem(409, "team_taken", f"There is a team {id} already.") from error
    await desk.accounts.note(session.operator.id, "team_added", id)
    return await _view(desk, made)


@router.put("/admin/teams/{id}")
async def change_team(
    id: IdPath, body: TeamBody, session: Manager, desk: TheDesk
) -> dict[str, Any]:
    """Change what is given; the rest stays."""
    changed = await _checked(desk, await team_of(desk, id), body)
    await desk.teams.save(changed)
    await desk.accounts.note(session.operator.id, "team_changed", id)
    return await _view(desk, changed)


@router.delete("/admin/teams/{id}")
async def remove_team(id: IdPath, session: Manager, desk: TheDesk) -> Nothing:
    """Remove a team that nobody is in and nothing leads to. ``support`` always stays."""
    found = await team_of(desk, id)
    if found.id == SUPPORT:
        raise Problem(409, "team_needed", "The team support always exists.")
    members = [one.name for one in await desk.accounts.operators() if id in one.teams]
    if members:
        raise Problem(409, "team_in_use", f"{', '.join(members)} would be in no such team.")
    if ways := [way async for way in _ways_to(desk, found.id)]:
        raise Problem(409, "team_in_use", f"What leads to it: {', '.join(ways)}.")
    await desk.teams.remove(found.id)
    await desk.accounts.note(session.operator.id, "team_removed", id)
    return Nothing()


@router.get("/operator/staff")
async def staff(session: LoggedIn, desk: TheDesk) -> list[f.Colleague]:
    """Who is where: presence, teams, skills, and what each has now of what they can have."""
    seats = {seat.operator: seat for seat in await desk.accounts.seats()}
    people = (one for one in await desk.accounts.operators() if not one.disabled)
    return [colleague(one, seats.get(one.id)) for one in people]


async def _ways_to(desk: Desk, id: TeamId) -> AsyncIterator[str]:
    """What would send visitors to a team, in words."""
    for route in await desk.teams.routes():
        if route.team == id:
            yield f"the route {route.id}"
    for team in await desk.teams.all():
        if any(deed.team == id for deed in (*team.service.soon, *team.service.late)):
            yield f"the service levels of {team.name}"
    for setup in await desk.assistants.all():
        policy = await desk.store.policy(setup.profile.id)
        if id in (policy.team, *(rule.team for rule in policy.rules)):
            yield f"the policy of {setup.profile.name or setup.profile.id}"


async def team_of(desk: Desk, id: str) -> Team:
    found = next((team for team in await desk.teams.all() if team.id == id), None)
    if found is None:
        raise Problem(404, "unknown_team", "There is no such team.")
    return found


def bad_team(faults: list[dict[str, str]]) -> Problem:
    return Problem(422, "bad_team", "The team's settings have faults.", errors=faults)


async def _checked(desk: Desk, was: Team, body: Mapping[str, Any]) -> Team:
    """The team with the changes. Raises ``Problem`` with every fault."""
    plain: dict[str, Any] = TEAM.dump_python(was, mode="json")
    given = {key: value for key, value in body.items() if key not in ("members", "warnings")}
    try:
        changed = TEAM.validate_python({**plain, **given, "id": was.id}, strict=False)
    except ValidationError as error:
        raise bad_team([_misfit(one) for one in error.errors()]) from error
    if unknown := list(_unknown(given, TEAM.dump_python(changed, mode="json"))):
        raise bad_team(unknown)
    operators = {one.id for one in await desk.accounts.operators()}
    known = {team.id for team in await desk.teams.all()}
    found = faults_of(changed, desk.clock(), teams=known, operators=operators)
    if not found and changed.ladder != was.ladder:
        found = [one for one in await reach_of(desk, changed) if not one.doubt]
    if found:
        raise bad_team(
            [{"where": one.where, "expected": one.expected, "came": one.came} for one in found]
        )
    return changed


def _unknown(given: Any, read: Any, where: str = "") -> Iterator[dict[str, str]]:  # noqa: ANN401 - JSON
    """The keys of what was given that nothing was read of: they are misspelt."""
    if isinstance(given, dict) and isinstance(read, dict):
        for key, value in cast("dict[str, Any]", given).items():
            if key in read:
                yield from _unknown(value, read[key], f"{where}{key}.")
            else:
                expected = ", ".join(cast("dict[str, Any]", read))
                yield {"where": where + key, "expected": expected, "came": key[:60]}
    elif isinstance(given, list) and isinstance(read, list):
        pairs = zip(cast("list[Any]", given), cast("list[Any]", read), strict=True)
        for place, (one, other) in enumerate(pairs):
            yield from _unknown(one, other, f"{where.removesuffix('.')}[{place}].")


def _misfit(error: Any) -> dict[str, str]:  # noqa: ANN401 - pydantic's own
    where = ".".join(map(str, error["loc"]))
    return {"where": where, "expected": error["msg"], "came": str(error["input"])[:60]}


async def _view(desk: Desk, team: Team) -> dict[str, Any]:
    seats = await desk.accounts.seats()
    members = [seat.operator for seat in seats if team.id in seat.teams]
    shown: dict[str, Any] = TEAM.dump_python(team, mode="json")
    told = [f"{one.where}: {one.expected}, {one.came}" for one in await reach_of(desk, team)]
    return shown | {"members": members, "warnings": [*team_doubts(team, seats), *told]}
