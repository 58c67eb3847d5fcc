"""Why a conversation was handed off at one turn and not at another, read back from its log."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from warmline.core.decisions import Decision, decisions
from warmline.core.facts import Entry, MessageAdded
from warmline.core.model import AssistantId, ConversationId, Signal
from warmline.core.policy import Policy
from warmline.core.refusals import UnknownConversation
from warmline.core.verdicts import Verdict
from warmline.policies import BadPolicy, default_policy, load
from warmline.web import frames as f
from warmline.web.auth import LoggedIn
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import TheConversation

router = APIRouter(prefix="/api/conversations", tags=["operator"])
TheDesk = Annotated[Desk, Depends(the_desk)]
PAGE = 500  # entries read at once


class DecisionView(BaseModel):
    """What one turn led to, and everything that was weighed."""

    seq: int  # the entry: a visitor's message, an answer, or a missed answer
    at: int
    author: Literal["visitor", "assistant"]
    policy: int  # the version whose rules were asked; 0: the built-in one
    action: Literal["handoff", "offer", "none"]
    rule: str  # that decided; "": none
    reason: str
    signals: list[Signal]
    verdicts: list[Verdict]  # every rule's, also each no; none where no rule was asked


class DecisionsView(BaseModel):
    decisions: list[DecisionView]  # oldest first
    more: bool  # there are later ones


@router.get("/{id}/decisions")
async def conversation_decisions(
    id: TheConversation,
    session: LoggedIn,
    desk: TheDesk,
    after: Annotated[int, Query(ge=0, le=f.LARGEST_SEQ)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> DecisionsView:
    """Each decision of a conversation, also each "no": rule, signals, scores, thresholds, words.

    Asked anew of the rules of the version that was live at that turn. What was done is what the log
    says; where an older program decided, its rules may have read the same signals differently.
    """
    _, log, made = await decided(desk, id)
    found = [one for one in made if one.seq > after]
    hidden = desk.veil.hidden(said_in(log))
    shown = [
        desk.veil.document(DecisionView.model_validate(one, from_attributes=True), hidden)
        for one in found[:limit]
    ]
    return DecisionsView(decisions=shown, more=len(found) > limit)


async def decided(
    desk: Desk, id: ConversationId
) -> tuple[AssistantId, list[Entry], list[Decision]]:
    """A conversation's assistant, its whole log and all its decisions. Raises ``Refused``."""
    now = await desk.store.conversation(id)
    if now is None:
        raise UnknownConversation(id)
    log = [entry async for entry in _log(desk, id)]
    policies = await _policies(desk, now.assistant, log)
    return now.assistant, log, list(decisions(log, policies.__getitem__))


def said_in(log: Sequence[Entry]) -> list[str]:
    """Every message of a log."""
    return [entry.fact.text for entry in log if isinstance(entry.fact, MessageAdded)]


async def _log(desk: Desk, id: ConversationId) -> AsyncIterator[Entry]:
    """The whole log: what a turn meant depends on everything before it."""
    after = 0
    while page := await desk.store.entries(id, after=after, limit=PAGE):
        for entry in page:
            yield entry
        after = page[-1].seq


async def _policies(desk: Desk, assistant: AssistantId, log: list[Entry]) -> dict[int, Policy]:
    """Each version that the log names."""
    named = {getattr(entry.fact, "policy", 0) for entry in log} | {0}
    return {version: await _policy(desk, assistant, version) for version in named}


async def _policy(desk: Desk, assistant: AssistantId, version: int) -> Policy:
    """A version, or the built-in policy where it can no longer be read, as the store does."""
    kept = await desk.assistants.version(assistant, version) if version else None
    try:
        return load(kept.text) if kept else default_policy()
    except BadPolicy:
        return default_policy()
