"""Shadow mode: set a draft beside the live policy, end it, see what it would have done."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from warmline.core.decisions import Decision as Made
from warmline.core.facts import Entry
from warmline.core.model import AssistantId, ConversationId, Signal
from warmline.core.verdicts import Verdict
from warmline.dialogue import Decision
from warmline.flow.shadows import Shadow, shadow_decisions
from warmline.policies import BadPolicy, load
from warmline.web.assistants import IdPath, setup_of
from warmline.web.auth import LoggedIn, Manager
from warmline.web.decisions import decided, said_in
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import TheConversation, slowed_down
from warmline.web.policies import Draft, checked
from warmline.web.problems import Problem

router = APIRouter(prefix="/api", tags=["assistants"])
TheDesk = Annotated[Desk, Depends(the_desk)]
Action = Literal["handoff", "offer", "none"]


class ShadowLine(BaseModel):
    text: str  # of the draft
    since: int
    until: int | None  # null: it runs
    by: str


class ShadowView(BaseModel):
    running: ShadowLine | None
    earlier: list[ShadowLine]  # newest first


class DoneView(BaseModel):
    """What was really decided."""

    action: Action
    rule: str
    reason: str


class WouldView(DoneView):
    """What the draft would have decided."""

    words: str
    score: float | None
    threshold: float | None
    signals: list[Signal]
    verdicts: list[Verdict]


class ShadowedTurn(BaseModel):
    seq: int  # the entry: a visitor's message, an answer, or a missed answer
    at: int
    author: Literal["visitor", "assistant"]
    live: DoneView
    shadow: WouldView
    differs: bool  # another action


class ShadowedView(BaseModel):
    turns: list[ShadowedTurn]  # those in a draft's time, oldest first


@router.get("/assistants/{id}/shadow")
async def shadow(id: IdPath, session: LoggedIn, desk: TheDesk) -> ShadowView:
    """The draft that runs beside the live policy, and those that did."""
    await setup_of(desk, id)
    return await _view(desk, AssistantId(id))


@router.put("/assistants/{id}/shadow")
async def set_shadow(id: IdPath, body: Draft, session: Manager, desk: TheDesk) -> ShadowView:
    """Run a draft beside the live policy from now on: nobody is fetched, everything is decided."""
    await setup_of(desk, id)
    text = checked(body)
    await desk.shadows.set(AssistantId(id), text, by=session.operator.name)
    await desk.accounts.note(session.operator.id, "shadow_set", id)
    return await _view(desk, AssistantId(id))


@router.delete("/assistants/{id}/shadow")
async def end_shadow(id: IdPath, session: Manager, desk: TheDesk) -> ShadowView:
    """End it. What it would have done until now can still be seen."""
    await setup_of(desk, id)
    if not await desk.shadows.end(AssistantId(id)):
        raise Problem(409, "no_shadow", "No draft runs as a shadow.")
    await desk.accounts.note(session.operator.id, "shadow_ended", id)
    return await _view(desk, AssistantId(id))


@router.get("/conversations/{id}/shadow", dependencies=[Depends(slowed_down)])
async def shadowed(id: TheConversation, session: LoggedIn, desk: TheDesk) -> ShadowedView:
    """Turn by turn: what was decided, and what the draft of that time would have decided."""
    assistant, log, made = await decided(desk, id)
    found: dict[int, Decision] = {}
    for one in await desk.shadows.all(assistant):
        if _meets(one, log):
            found |= await asyncio.to_thread(_asked, desk, id, log, one)
    hidden = desk.veil.hidden(said_in(log))
    turns = [
        desk.veil.document(_turn(one, found[one.seq]), hidden) for one in made if one.seq in found
    ]
    return ShadowedView(turns=turns)


async def _view(desk: Desk, id: AssistantId) -> ShadowView:
    lines = [
        ShadowLine.model_validate(one, from_attributes=True) for one in await desk.shadows.all(id)
    ]
    running = next((line for line in lines if line.until is None), None)
    return ShadowView(running=running, earlier=[line for line in lines if line is not running])


def _meets(shadow: Shadow, log: Sequence[Entry]) -> bool:
    return shadow.since <= log[-1].fact.at and log[0].fact.at < (shadow.until or 2**63)


def _asked(
    desk: Desk, id: ConversationId, log: Sequence[Entry], shadow: Shadow
) -> dict[int, Decision]:
    """Nothing where this program can no longer read the draft."""
    try:
        policy = load(shadow.text)
    except BadPolicy:
        return {}
    return dict(shadow_decisions(id, log, shadow, policy, desk.ears.under(policy)))


def _turn(made: Made, would: Decision) -> ShadowedTurn:
    return ShadowedTurn(
        seq=made.seq,
        at=made.at,
        author="visitor" if made.author == "visitor" else "assistant",
        live=DoneView.model_validate(made, from_attributes=True),
        shadow=WouldView.model_validate(would, from_attributes=True),
        differs=made.action != would.action,
    )
