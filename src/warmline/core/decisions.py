"""Why a person was fetched, and why not: each decision of a conversation, read back from its log.

Nothing is recorded for it but what the log holds anyway: the signals of each message, and the
version of the policy that was asked. What was decided is what the log says happened; the verdicts
are the rules of that version, asked again about the same turn.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from warmline.core.evolve import evolve
from warmline.core.facts import (
    AssistantMissed,
    Entry,
    FlowMoved,
    HandoffOffered,
    HandoffRequested,
    MessageAdded,
    OfferDeclined,
)
from warmline.core.handoffs import pending
from warmline.core.inputs import AssistantAnswered, FlowTurn
from warmline.core.model import Author, Conversation, ConversationId, Floor, Millis, Signal, Why
from warmline.core.policy import Context, Policy
from warmline.core.triggers import Turn
from warmline.core.verdicts import Verdict, verdicts

LEFT_A_MESSAGE = "form"  # a request that follows from no turn
Outcome = Literal["handoff", "offer", "none"]
PolicyOf = Callable[[int], Policy]
"""The policy of a version; of one that is gone, the nearest that there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one turn led to, with everything that was weighed."""

    seq: int  # the entry: a visitor's message, an answer, or a missed answer
    at: Millis
    author: Author  # whose turn it was
    policy: int  # the version that was asked
    action: Outcome
    rule: str  # that decided; "button" and the like where the visitor did; "": none
    reason: str
    signals: tuple[Signal, ...]  # of a visitor's message; of an answer, its confidence
    verdicts: tuple[Verdict, ...]  # of every rule; none where no rule was asked


def decisions(log: Sequence[Entry], policy_of: PolicyOf) -> Iterator[Decision]:
    """One decision for each turn of the log (oldest entry first, from the very first one)."""
    now = Conversation(id=ConversationId(""))
    moved: FlowMoved | None = None
    for place, entry in enumerate(log):
        if isinstance(entry.fact, FlowMoved):
            moved = entry.fact
        if turn := _turn(now, entry.fact, moved):
            yield _decision(entry, turn, list(_until_next_turn(log, place)), policy_of)
            moved = None
        now = evolve(now, entry.fact)


def _turn(now: Conversation, fact: object, moved: FlowMoved | None) -> Turn | None:
    """The turn as the rules saw it; None where the entry is none."""
    match fact:
        case MessageAdded(author=Author.VISITOR):
            return Turn(before=now, text=fact.text, signals=fact.signals, judge=fact.judge)
        case MessageAdded(author=Author.ASSISTANT) | AssistantMissed(error="held back"):
            return Turn(before=now, answer=_answer(now, fact, moved))
        case AssistantMissed():
            return Turn(before=now, failed=fact.error)
        case _:
            return None


def _answer(
    now: Conversation, fact: MessageAdded | AssistantMissed, moved: FlowMoved | None
) -> AssistantAnswered:
    return AssistantAnswered(
        answers=fact.answers,
        epoch=now.epoch,
        text=fact.text if isinstance(fact, MessageAdded) else "",
        confidence=fact.confidence,
        handoff=fact.handoff,
        judged=fact.judged,
        rule=fact.rule,
        flow=_flow_turn(fact, moved) if moved else None,
    )


def _flow_turn(fact: MessageAdded | AssistantMissed, moved: FlowMoved) -> FlowTurn:
    answers = isinstance(fact, MessageAdded) and not fact.flow
    return FlowTurn(stand=moved.stand, ended=moved.ended, answers=answers)


def _until_next_turn(log: Sequence[Entry], place: int) -> Iterator[object]:
    """What the log says next, until somebody's next turn."""
    for entry in log[place + 1 :]:
        match entry.fact:
            case MessageAdded(author=Author.SYSTEM):
                yield entry.fact
            case MessageAdded() | AssistantMissed():
                return
            case _:
                yield entry.fact


def _decision(entry: Entry, turn: Turn, then: Sequence[object], policy_of: PolicyOf) -> Decision:
    fact = entry.fact
    assert isinstance(fact, MessageAdded | AssistantMissed)  # noqa: S101 only those are turns
    action, why = _outcome(then)
    unasked = _unasked(turn.before)
    context = Context(now=fact.at, policy=policy_of(fact.policy))
    found = () if unasked else verdicts(turn, context)
    return Decision(
        seq=entry.seq,
        at=fact.at,
        author=Author.VISITOR if turn.by_visitor else Author.ASSISTANT,
        policy=fact.policy,
        action=action,
        rule=why.rule if why else "",
        reason=why.reason if why else unasked or _silence(turn.before, then, found),
        signals=_signals(turn),
        verdicts=found,
    )


def _outcome(then: Sequence[object]) -> tuple[Outcome, Why | None]:
    """What happened, by the first fact that says so."""
    for fact in then:
        match fact:
            case HandoffRequested(why=why) if why.trigger != LEFT_A_MESSAGE:
                return "handoff", why
            case HandoffOffered(why=why):
                return "offer", why
            case _:
                pass
    return "none", None


def _unasked(before: Conversation) -> str:
    """Why no rule was asked about the turn; "" where they were."""
    if before.floor is Floor.HUMAN:
        return "People have the floor; no rule is asked."
    if pending(before):
        return "A person was asked for already, and nobody could come."
    return ""


def _silence(before: Conversation, then: Sequence[object], found: Sequence[Verdict]) -> str:
    """Why nothing was done; the switch is no part of a version, so only its effect tells of it."""
    if any(isinstance(fact, OfferDeclined) for fact in then):
        return "The visitor declined the offer."
    if before.offer and not before.offered and any(map(_asks_for_a_yes, then)):
        return f"The offer of the rule {before.offer.rule} waited for this and is put now."
    fired = next((verdict for verdict in found if verdict.fired), None)
    if fired:
        return f"The rule {fired.rule} fires, but people were switched off."
    return "No rule fires."


def _asks_for_a_yes(fact: object) -> bool:
    return isinstance(fact, MessageAdded) and any(b.id == "accept" for b in fact.buttons)


def _signals(turn: Turn) -> tuple[Signal, ...]:
    if turn.answer is None or turn.answer.confidence is None:
        return turn.signals
    return (Signal(name="confidence", score=turn.answer.confidence),)
