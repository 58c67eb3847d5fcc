"""The playground: a dialogue and a draft in, what would happen and why out. Nothing is recorded."""

import asyncio
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field, StringConstraints

from warmline.core.model import AssistantId, Button, Signal, Why
from warmline.core.policy import Policy
from warmline.core.refusals import Refused
from warmline.core.verdicts import Verdict
from warmline.dialogue import Decision, Dialogue
from warmline.flow.ears import Ears
from warmline.policies import load
from warmline.web import frames as f
from warmline.web.assistants import IdPath, setup_of
from warmline.web.auth import LoggedIn
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Strict, slowed_down
from warmline.web.policies import Draft, checked

router = APIRouter(prefix="/api/assistants/{id}", tags=["assistants"])
TheDesk = Annotated[Desk, Depends(the_desk)]
MOST_TURNS = 100
Words = Annotated[str, StringConstraints(max_length=f.LONGEST_TEXT)]
Short = Annotated[str, StringConstraints(max_length=200)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class Turn(Strict):
    """What is said, or pressed; of an assistant also how it went."""

    role: Literal["visitor", "assistant", "person"]
    text: Words = ""
    pressed: Literal["", "person", "accept", "decline"] = ""
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    abstained: bool = False
    handoff: Short = ""  # why the assistant itself wants a person
    rule: Name | Literal[""] = ""  # the described rule that a language model found to hold
    failed: Short = ""  # why it gave no answer
    returns: bool = False  # the person gives the floor back
    at: Annotated[int, Field(ge=0, le=2**53)] | None = None  # when; else now


class Played(Draft):
    """Without ``text`` and ``policy`` the live policy is asked."""

    turns: Annotated[list[Turn], Field(min_length=1, max_length=MOST_TURNS)]
    channel: Short = "web"
    page: Annotated[str, StringConstraints(max_length=2000)] = ""
    language: Annotated[str, StringConstraints(max_length=35)] = "en"
    attributes: Annotated[dict[Name, Short], Field(max_length=50, default_factory=dict)]
    people: bool = True  # somebody is there


class PlayedTurn(BaseModel):
    action: Literal["handoff", "offer", "none"]
    rule: str  # that decided; "": none
    reason: str
    words: str  # in the thread that caused it
    score: float | None
    threshold: float | None
    team: str | None  # who is fetched
    priority: int
    also: list[Why]  # other rules that fired
    signals: list[Signal]
    verdicts: list[Verdict]  # every rule's, also each no
    says: list[str]  # what the policy tells the visitor
    buttons: list[Button]
    shown: bool  # the assistant's answer may be shown
    floor: Literal["assistant", "human"]
    owed: bool  # the assistant should answer now
    refused: str  # why the turn was not lawful here; "": it was


class PlayedView(BaseModel):
    turns: list[PlayedTurn]  # one for each that was sent
    package: dict[str, Any] | None  # of the newest handoff


@router.post("/playground", dependencies=[Depends(slowed_down)])
async def play(id: IdPath, body: Played, session: LoggedIn, desk: TheDesk) -> PlayedView:
    """What a draft, or the live policy, makes of a dialogue: each signal, rule and outcome."""
    await setup_of(desk, id)
    policy = await _policy(desk, id, body)
    return await asyncio.to_thread(_play, body, policy, desk.ears)


async def _policy(desk: Desk, id: str, body: Played) -> Policy:
    if body.text is None and body.policy is None:
        return await desk.store.policy(AssistantId(id))
    return load(checked(body))


def _play(body: Played, policy: Policy, ears: Ears) -> PlayedView:
    dialogue = Dialogue(
        policy,
        id="playground",
        channel=body.channel,
        page=body.page,
        language=body.language or "en",
        attributes=body.attributes,
        people=body.people,
        read=ears.under(policy),
    )
    turns = [_turn(dialogue, turn) for turn in body.turns]
    package = dialogue.package()
    return PlayedView(turns=turns, package=asdict(package) if package else None)


def _turn(dialogue: Dialogue, turn: Turn) -> PlayedTurn:
    try:
        return _view(_take(dialogue, turn))
    except Refused as refusal:
        idle = Decision(action="none", reason=str(refusal), floor=dialogue.floor)
        return _view(idle, refused=refusal.code)


def _take(dialogue: Dialogue, turn: Turn) -> Decision:
    match turn.role:
        case "visitor" if turn.pressed:
            return dialogue.pressed(turn.pressed, turn.text, at=turn.at)
        case "visitor":
            return dialogue.visitor(turn.text, at=turn.at)
        case "person" if turn.returns:
            return dialogue.give_back(at=turn.at)
        case "person":
            return dialogue.person(turn.text, at=turn.at)
        case "assistant" if turn.failed:
            return dialogue.failed(turn.failed, at=turn.at)
        case "assistant":
            return dialogue.assistant(
                turn.text,
                confidence=turn.confidence,
                abstained=turn.abstained,
                handoff=turn.handoff,
                rule=turn.rule,
                at=turn.at,
            )


def _view(decision: Decision, *, refused: str = "") -> PlayedTurn:
    return PlayedTurn.model_validate(
        {name: getattr(decision, name, refused) for name in PlayedTurn.model_fields},
        from_attributes=True,
    )
