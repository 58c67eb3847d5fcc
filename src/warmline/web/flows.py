"""Settings of an assistant's scripted flows: check, try, publish, and look at older versions."""

from collections.abc import Sequence
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field, StringConstraints

from warmline.core.conditions import Scene
from warmline.core.model import AssistantId
from warmline.flow.desk import FlowsVersion, VersionMoved
from warmline.flows import BadFlows, Flows, Looked, Shown, load, opening, outline, preview, warnings
from warmline.web import frames as f
from warmline.web.assistants import IdPath, setup_of
from warmline.web.auth import LoggedIn, Manager
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Strict
from warmline.web.policies import VersionLine
from warmline.web.problems import Fault, Problem
from warmline.web.visiting import web_address

router = APIRouter(prefix="/api/assistants/{id}/flows", tags=["assistants"])
TheDesk = Annotated[Desk, Depends(the_desk)]
VersionPath = Annotated[int, Path(ge=1, le=f.LARGEST_SEQ)]
FlowsText = Annotated[str, StringConstraints(max_length=256 * 1024)]
Attributes = Annotated[dict[str, str], Field(max_length=200)]
MOST_INPUTS = 50  # words of a visitor's in one try


class FlowsBody(Strict):
    text: FlowsText
    base_version: int


class FlowsDraft(Strict):
    text: FlowsText


class Words(Strict):
    """What a visitor says, or the label and the id of a button that they press."""

    text: f.Text
    choice: Annotated[str, StringConstraints(max_length=500)] = ""


class Trial(Strict):
    """A conversation on paper."""

    text: FlowsText | None = None  # the flows to try; None: those that are live
    inputs: Annotated[list[Words], Field(max_length=MOST_INPUTS)]
    language: Annotated[str, StringConstraints(max_length=35, pattern=r"^[A-Za-z0-9-]*$")] = "en"
    page: Annotated[str, StringConstraints(max_length=2000)] = ""
    attributes: Attributes = Field(default_factory=dict[str, str])


class BoxView(BaseModel):
    """A step, as a drawing of the flow shows it."""

    id: str
    verb: str  # say, ask, branch, answer, look_up, set, hand_off, goto, end
    words: str
    field: str
    kind: str
    leads_to: list[str]  # ids of steps; "end": the flow ends


class FlowView(BaseModel):
    id: str
    opening: bool
    words: list[str]
    topics: list[str]
    steps: list[BoxView]


class FlowsView(BaseModel):
    version: int  # 0: it never had any
    text: str  # YAML
    flows: list[FlowView]
    warnings: list[str]
    published_at: int
    by: str


class CheckView(BaseModel):
    """What is wrong with a text, or else what it holds."""

    errors: list[Fault]
    warnings: list[str]
    flows: list[FlowView]


class TurnView(BaseModel):
    """What one message of the visitor leads to."""

    said: str
    says: list[str]
    buttons: list[f.Choice]
    flow: str  # "": none is under way
    step: str  # whose question waits now
    ended: str  # answered, unanswered, left, handoff; "": it goes on
    fields: dict[str, str]
    attributes: dict[str, str]
    handoff: str  # why it wants a person
    team: str
    priority: int | None
    looked_up: str  # what the knowledge base was asked
    asks_person: bool  # the policy decides before any flow does
    passed: list[str]  # ids of the steps that were taken


class OpeningView(BaseModel):
    text: str
    labels: list[str]


class TrialView(BaseModel):
    opening: OpeningView | None  # what is on the screen before the first word
    turns: list[TurnView]


@router.get("")
async def flows(id: IdPath, session: LoggedIn, desk: TheDesk) -> FlowsView:
    """The flows that are live: as text, drawn, and with what looks doubtful in them."""
    await setup_of(desk, id)
    found = await desk.flows.versions(AssistantId(id))
    return _view(found[0] if found else None)


@router.put("")
async def publish_flows(id: IdPath, body: FlowsBody, session: Manager, desk: TheDesk) -> FlowsView:
    """Check all flows, and make them the live ones. Conversations end in those they began in."""
    await setup_of(desk, id)
    _loaded(body.text)
    try:
        made = await desk.flows.publish(
            AssistantId(id), body.text, base=body.base_version, by=session.operator.name
        )
    except VersionMoved as error:
        detail = f"Somebody published version {error.version} in the meantime. Load it again."
        raise Problem(409, "version_moved", detail) from error
    await desk.accounts.note(session.operator.id, "flows_published", f"{id}:{made.version}")
    return _view(made)


@router.post("/check")
async def check_flows(id: IdPath, body: FlowsDraft, session: LoggedIn, desk: TheDesk) -> CheckView:
    """What is wrong with a draft: every fault with its line, what was expected and what came."""
    await setup_of(desk, id)
    try:
        found = load(body.text)
    except BadFlows as bad:
        return CheckView(errors=_faults(bad), warnings=[], flows=[])
    return CheckView(errors=[], warnings=list(warnings(found)), flows=_drawn(found))


@router.post("/preview")
async def preview_flows(id: IdPath, body: Trial, session: LoggedIn, desk: TheDesk) -> TrialView:
    """What would be said to these words, of a draft or of the live flows. Nothing is recorded."""
    setup = await setup_of(desk, id)
    found = await desk.flows.of(AssistantId(id)) if body.text is None else _loaded(body.text)
    policy = await desk.store.policy(setup.profile.id)
    scene = Scene(
        at=desk.clock(),
        zone=policy.zone,
        attributes=body.attributes,
        channel="web",
        page=web_address(body.page),
        language=body.language or "en",
    )

    async def look(question: str, said: Sequence[str]) -> Looked:
        found = (await desk.library.look(question, bar=policy.bar))["answer"]
        if not isinstance(found, dict) or found["abstains"]:
            return Looked(text=policy.say("unsure", scene.language), known=False)
        return Looked(text=str(cast("dict[str, object]", found)["text"]), known=True)

    words = [(one.text, one.choice) for one in body.inputs]
    turns = await preview(found, words, scene, look)
    opens = opening(found, scene.language)
    return TrialView(
        opening=OpeningView(text=opens.text, labels=list(opens.labels)) if opens else None,
        turns=[_turn(one) for one in turns],
    )


@router.get("/versions")
async def flows_versions(id: IdPath, session: LoggedIn, desk: TheDesk) -> list[VersionLine]:
    """Every version ever published, newest first."""
    await setup_of(desk, id)
    found = await desk.flows.versions(AssistantId(id))
    return [
        VersionLine(version=one.version, published_at=one.published_at, by=one.by) for one in found
    ]


@router.get("/versions/{version}")
async def flows_version(
    id: IdPath, version: VersionPath, session: LoggedIn, desk: TheDesk
) -> FlowsView:
    """One version."""
    found = await desk.flows.version(AssistantId(id), version)
    if found is None:
        raise Problem(404, "unknown_version", "There is no such version.")
    return _view(found)


def _loaded(text: str) -> Flows:
    """Raises ``Problem`` with all faults."""
    try:
        return load(text)
    except BadFlows as bad:
        faults = [one.model_dump() for one in _faults(bad)]
        raise Problem(422, "bad_flows", "The flows have faults.", errors=faults) from bad


def _faults(bad: BadFlows) -> list[Fault]:
    return [Fault(where=one.where, expected=one.expected, came=one.came) for one in bad.errors]


def _view(found: FlowsVersion | None) -> FlowsView:
    if found is None:
        return FlowsView(version=0, text="", flows=[], warnings=[], published_at=0, by="")
    try:
        parsed = load(found.text, version=found.version)
    except BadFlows:  # good when it was published, and this program has moved on
        parsed = Flows(version=found.version)
    return FlowsView(
        version=found.version,
        text=found.text,
        flows=_drawn(parsed),
        warnings=list(warnings(parsed)),
        published_at=found.published_at,
        by=found.by,
    )


def _drawn(flows: Flows) -> list[FlowView]:
    return [
        FlowView(
            id=flow.id,
            opening=flow.start.opening,
            words=list(flow.start.words),
            topics=list(flow.start.topics),
            steps=[
                BoxView(
                    id=box.id,
                    verb=box.verb,
                    words=box.words,
                    field=box.field,
                    kind=box.kind,
                    leads_to=list(box.leads_to),
                )
                for box in outline(flow)
            ],
        )
        for flow in flows.flows
    ]


def _turn(shown: Shown) -> TurnView:
    return TurnView(
        said=shown.said,
        says=list(shown.says),
        buttons=[f.Choice(id=one.id, label=one.label) for one in shown.buttons],
        flow=shown.flow,
        step=shown.step,
        ended=shown.ended,
        fields=dict(shown.fields),
        attributes=dict(shown.attributes),
        handoff=shown.handoff,
        team=shown.team,
        priority=shown.priority,
        looked_up=shown.looked_up,
        asks_person=shown.asks_person,
        passed=list(shown.passed),
    )
