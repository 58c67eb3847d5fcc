"""Settings of an assistant's policy: read it, check and publish another, look at older ones."""

from dataclasses import replace
from difflib import unified_diff
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, StringConstraints

from warmline.core.model import AssistantId
from warmline.core.policy import Policy
from warmline.flow.desk import PolicyVersion, Session, Setup, VersionMoved
from warmline.policies import BadPolicy, default_policy, dump, from_json, load, to_json, warnings
from warmline.teams import policy_doubts
from warmline.web import frames as f
from warmline.web.assistants import IdPath, setup_of
from warmline.web.auth import LoggedIn, Manager
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Strict
from warmline.web.problems import Problem

router = APIRouter(prefix="/api/assistants/{id}/policy", tags=["assistants"])
TheDesk = Annotated[Desk, Depends(the_desk)]
VersionPath = Annotated[int, Path(ge=1, le=f.LARGEST_SEQ)]
OldPath = Annotated[int, Path(ge=0, le=f.LARGEST_SEQ)]


class PolicyBody(Strict):
    text: Annotated[str, StringConstraints(max_length=256 * 1024)] | None = None
    policy: dict[str, Any] | None = None
    base_version: int


class Draft(Strict):
    text: Annotated[str, StringConstraints(max_length=256 * 1024)] | None = None
    policy: dict[str, Any] | None = None


class Rollback(Strict):
    base_version: int


class CheckedView(BaseModel):
    """A policy that could be published."""

    text: str  # YAML; as it was sent, where it was sent as text
    policy: dict[str, Any]
    warnings: list[str]


class DiffView(BaseModel):
    """What changed from one version to another, as a unified diff of their texts."""

    old: int
    new: int
    diff: str  # "": nothing did


class PolicyView(BaseModel):
    version: int  # 0: the built-in one
    text: str  # YAML
    policy: dict[str, Any]  # the same, parsed
    warnings: list[str]
    published_at: int
    by: str


class VersionLine(BaseModel):
    version: int
    published_at: int
    by: str


@router.get("")
async def policy(id: IdPath, session: LoggedIn, desk: TheDesk) -> PolicyView:
    """The policy that is live: as text, parsed, and with what looks doubtful in it."""
    return await _policy_view(desk, await setup_of(desk, id))


@router.put("")
async def publish_policy(
    id: IdPath, body: PolicyBody, session: Manager, desk: TheDesk
) -> PolicyView:
    """Check a policy whole, and make it the live one."""
    setup = await setup_of(desk, id)
    return await _publish(desk, session, setup, checked(body), body.base_version)


async def _publish(desk: Desk, session: Session, setup: Setup, text: str, base: int) -> PolicyView:
    id = setup.profile.id
    try:
        made = await desk.assistants.publish(id, text, base=base, by=session.operator.name)
    except VersionMoved as error:
        detail = f"Somebody published version {error.version} in the meantime. Load it again."
        raise Problem(409, "version_moved", detail) from error
    await desk.accounts.note(session.operator.id, "policy_published", f"{id}:{made.version}")
    return await _policy_view(desk, replace(setup, policy=made.version))


@router.post("/check")
async def check_policy(id: IdPath, body: Draft, session: LoggedIn, desk: TheDesk) -> CheckedView:
    """Say what is wrong or doubtful in a draft, and give it as a form and as text."""
    await setup_of(desk, id)
    text = checked(body)
    parsed = load(text)
    return CheckedView(text=text, policy=to_json(parsed), warnings=await _doubts(desk, parsed))


async def _doubts(desk: Desk, policy: Policy) -> list[str]:
    teams, seats = await desk.teams.all(), await desk.accounts.seats()
    return [*warnings(policy), *policy_doubts(policy, teams, seats)]


def checked(body: PolicyBody | Draft) -> str:
    """The policy as a text that can be loaded. Raises ``Problem`` with all its faults."""
    try:
        text = body.text if body.text is not None else dump(from_json(body.policy or {}))
        load(text)
    except BadPolicy as error:
        faults = [
            {"where": one.where, "expected": one.expected, "came": one.came} for one in error.errors
        ]
        raise Problem(422, "bad_policy", "The policy has faults.", errors=faults) from error
    return text


@router.get("/versions")
async def policy_versions(id: IdPath, session: LoggedIn, desk: TheDesk) -> list[VersionLine]:
    """Every version ever published, newest first."""
    await setup_of(desk, id)
    found = await desk.assistants.versions(AssistantId(id))
    return [
        VersionLine(version=one.version, published_at=one.published_at, by=one.by) for one in found
    ]


@router.get("/versions/{version}")
async def policy_version(
    id: IdPath, version: VersionPath, session: LoggedIn, desk: TheDesk
) -> PolicyVersion:
    """One version."""
    found = await desk.assistants.version(AssistantId(id), version)
    if found is None:
        raise Problem(404, "unknown_version", "There is no such version.")
    return found


@router.get("/versions/{version}/diff")
async def policy_diff(
    id: IdPath,
    version: VersionPath,
    session: LoggedIn,
    desk: TheDesk,
    against: Annotated[int | None, Query(ge=0, le=f.LARGEST_SEQ)] = None,
) -> DiffView:
    """What a version changed: against another one (0: the built-in), by default the one before."""
    old = version - 1 if against is None else against
    before, after = await _text(desk, id, old), await _text(desk, id, version)
    lines = unified_diff(
        before.splitlines(), after.splitlines(), f"version {old}", f"version {version}", lineterm=""
    )
    return DiffView(old=old, new=version, diff="\n".join(lines))


@router.post("/versions/{version}/publish")
async def publish_version(
    id: IdPath, version: OldPath, body: Rollback, session: Manager, desk: TheDesk
) -> PolicyView:
    """Go back: make an older version (0: the built-in policy) the live one, as a new version."""
    setup = await setup_of(desk, id)
    text = checked(Draft(text=await _text(desk, id, version)))
    return await _publish(desk, session, setup, text, body.base_version)


async def _text(desk: Desk, id: str, version: int) -> str:
    """The text of a version; of 0, the built-in policy."""
    if not version:
        return dump(default_policy())
    found = await desk.assistants.version(AssistantId(id), version)
    if found is None:
        raise Problem(404, "unknown_version", "There is no such version.")
    return found.text


async def _policy_view(desk: Desk, setup: Setup) -> PolicyView:
    kept = await desk.assistants.version(setup.profile.id, setup.policy) if setup.policy else None
    parsed = load(kept.text) if kept else default_policy()
    return PolicyView(
        version=setup.policy,
        text=kept.text if kept else dump(parsed),
        policy=to_json(parsed),
        warnings=await _doubts(desk, parsed),
        published_at=kept.published_at if kept else 0,
        by=kept.by if kept else "",
    )
