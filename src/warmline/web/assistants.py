"""Settings of the assistants: what they are called, where they may stand, whom they hand to."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from warmline.core.model import AssistantId
from warmline.core.policy import Mode
from warmline.flow.desk import Setup
from warmline.web import frames as f
from warmline.web import kinds
from warmline.web.auth import LoggedIn, Manager
from warmline.web.cleaning import clean_line, clean_prose
from warmline.web.desk import Desk, the_desk
from warmline.web.identity import secret_of
from warmline.web.operator import Strict
from warmline.web.problems import Problem
from warmline.web.visiting import web_address

router = APIRouter(prefix="/api/assistants", tags=["assistants"])
TheDesk = Annotated[Desk, Depends(the_desk)]
IdPath = Annotated[str, Path(max_length=64, pattern=f.ID)]
Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(clean_line)]
Prose = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(clean_prose)]
AUTO = "auto"


class AssistantPatch(Strict):
    name: Annotated[Line, StringConstraints(min_length=1, max_length=80)] | None = None
    greeting: Annotated[Prose, StringConstraints(max_length=500)] | None = None
    starters: Annotated[list[Line], Field(max_length=20)] | None = None
    instructions: Prose | None = None
    accent: Annotated[str, StringConstraints(pattern=r"^(#[0-9A-Fa-f]{6})?$")] | None = None
    origins: Annotated[list[Line], Field(max_length=200)] | None = None
    handoff: bool | None = None
    mode: Mode | None = None
    kind: Annotated[str, StringConstraints(max_length=64)] | None = None
    options: kinds.Options | None = None  # of the kind; a secret that is left out stays


class Llm(BaseModel):
    model: str
    base_url: str
    has_key: bool


class AssistantView(BaseModel):
    id: str
    name: str
    greeting: str
    starters: list[str]
    instructions: str
    accent: str
    origins: list[str]
    public_key: str
    snippet: str
    kind: str  # what answers: extractive, llm
    chosen_kind: str  # as it was set: auto, or the name of a kind
    options: dict[str, str]  # of the kind; no secret is among them
    secrets: list[str]  # the names of those options that are secret, and set
    made_secrets: dict[str, str] = {}  # those that this very request had made; never told again
    llm: Llm | None  # the language model, where that answers
    handoff: bool
    mode: Mode
    bar: float
    policy: int  # the version that is live; 0: the built-in one


@router.get("")
async def assistants(session: LoggedIn, desk: TheDesk) -> list[AssistantView]:
    """All assistants."""
    return [await _assistant_view(desk, setup) for setup in await desk.assistants.all()]


@router.get("/{id}")
async def assistant(id: IdPath, session: LoggedIn, desk: TheDesk) -> AssistantView:
    """One assistant."""
    return await _assistant_view(desk, await setup_of(desk, id))


@router.patch("/{id}")
async def change_assistant(
    id: IdPath, body: AssistantPatch, session: Manager, desk: TheDesk
) -> AssistantView:
    """Change what is given; everything else stays."""
    setup = await setup_of(desk, id)
    said: dict[str, Any] = body.model_dump(exclude_none=True)
    switches = {name: said.pop(name) for name in ("handoff", "mode") if name in said}
    if body.starters is not None:
        said["starters"] = tuple(one for one in body.starters if one)
    if body.origins is not None:
        said["origins"] = _origins(body.origins)
    if body.kind is not None or body.options is not None:
        said |= kinds.chosen(desk, setup.profile, body.kind, body.options)
    changed = replace(setup, profile=replace(setup.profile, **said), **switches)
    await desk.assistants.save(changed)
    await desk.accounts.note(session.operator.id, "assistant_changed", id)
    view = await _assistant_view(desk, changed)
    made = kinds.made(setup.profile, changed.profile, body.options)
    return view.model_copy(update={"made_secrets": made})


def _origins(given: list[str]) -> tuple[str, ...]:
    """As browsers name them. Raises ``Problem``."""
    faults = [
        {"where": f"origins.{n}", "expected": "an origin like https://shop.example", "came": one}
        for n, one in enumerate(given)
        if one and (web_address(one) != one or one.count("/") != 2)
    ]
    if faults:
        raise Problem(422, "invalid", "An origin is not one.", errors=faults)
    return tuple(one.lower() for one in given if one)


def _llm(desk: Desk) -> Llm | None:
    brain = desk.brain
    if not brain.model:
        return None
    return Llm(model=brain.model, base_url=brain.base_url, has_key=brain.has_key)


class IdentityView(BaseModel):
    """How the site's server says who a visitor is: a JSON Web Token, HS256, with this secret."""

    secret: str


@router.get("/{id}/identity")
async def identity(id: IdPath, session: Manager, desk: TheDesk) -> IdentityView:
    """The secret that signs who visitors are."""
    return _identity(desk, await setup_of(desk, id))


@router.post("/{id}/identity")
async def new_identity(id: IdPath, session: Manager, desk: TheDesk) -> IdentityView:
    """Another secret; what was signed with the old one no longer counts."""
    setup = await setup_of(desk, id)
    profile = replace(setup.profile, identity=setup.profile.identity + 1)
    changed = replace(setup, profile=profile)
    await desk.assistants.save(changed)
    await desk.accounts.note(session.operator.id, "identity_renewed", id)
    return _identity(desk, changed)


def _identity(desk: Desk, setup: Setup) -> IdentityView:
    profile = setup.profile
    return IdentityView(secret=secret_of(desk.secret, profile.id, profile.identity))


async def setup_of(desk: Desk, id: str) -> Setup:
    setup = await desk.assistants.by_id(AssistantId(id))
    if setup is None:
        raise Problem(404, "unknown_assistant", "There is no such assistant.")
    return setup


async def _assistant_view(desk: Desk, setup: Setup) -> AssistantView:
    profile = setup.profile
    policy = await desk.store.policy(profile.id)
    src = f"{desk.base_url}/widget.js"
    return AssistantView(
        id=profile.id,
        name=profile.name,
        greeting=profile.greeting,
        starters=list(profile.starters),
        instructions=profile.instructions,
        accent=profile.accent,
        origins=list(profile.origins),
        public_key=profile.public_key,
        snippet=f'<script async src="{src}" data-key="{profile.public_key}"></script>',
        kind=desk.brain.kind if profile.kind == AUTO else profile.kind,
        chosen_kind=profile.kind,
        options=kinds.shown(desk, profile),
        secrets=kinds.secrets_of(desk, profile),
        llm=_llm(desk),
        handoff=setup.handoff,
        mode=setup.mode,
        bar=policy.bar,
        policy=setup.policy,
    )
