"""Settings of an assistant's policy: read it, check and publish another, look at older ones."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, StringConstraints

from warmline.core.model import AssistantId
from warmline.flow.desk import PolicyVersion, Setup, VersionMoved
from warmline.policies import BadPolicy, default_policy, dump, from_json, load, to_json, warnings
from warmline.web import frames as f
from warmline.web.assistants import IdPath, setup_of
from warmline.web.auth import LoggedIn, Manager
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Strict
from warmline.web.problems import Problem

router = APIRouter(prefix="/api/assistants/{id}/policy", tags=["assistants"])
TheDesk = Annotated[Desk, Depends(the_desk)]
VersionPath = Annotated[int, Path(ge=1, le=f.LARGEST_SEQ)]


class PolicyBody(Strict):
    text: Annotated[str, StringConstraints(max_length=256 * 1024)] | None = None
    policy: dict[str, Any] | None = None
    base_version: int


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
    text = _checked(body)
    try:
        made = await desk.assistants.publish(
            AssistantId(id), text, base=body.base_version, by=session.operator.name
        )
    except VersionMoved as error:
        detail = f"Somebody published version {error.version} in the meantime. Load it again."
        raise Problem(409, "version_moved", detail) from error
    await desk.accounts.note(session.operator.id, "policy_published", f"{id}:{made.version}")
    return await _policy_view(desk, replace(setup, policy=made.version))


def _checked(body: PolicyBody) -> str:
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


async def _policy_view(desk: Desk, setup: Setup) -> PolicyView:
    kept = await desk.assistants.version(setup.profile.id, setup.policy) if setup.policy else None
    parsed = load(kept.text) if kept else default_policy()
    return PolicyView(
        version=setup.policy,
        text=kept.text if kept else dump(parsed),
        policy=to_json(parsed),
        warnings=list(warnings(parsed)),
        published_at=kept.published_at if kept else 0,
        by=kept.by if kept else "",
    )
