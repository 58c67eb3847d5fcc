"""What the world must do about a fact. Effects hang on facts, never on inputs or code paths."""

from collections.abc import Iterator
from typing import assert_never

from warmline.core.clock_facts import number_of, timer
from warmline.core.corrections import asks_anew
from warmline.core.effects import AskAssistant, Deliver, Effect, Later, Learn, Summarise
from warmline.core.elsewhere import has_it
from warmline.core.escalation import first_rung, next_rung
from warmline.core.facts import (
    AnswerJudged,
    Assigned,
    AssignmentEnded,
    AssistantMissed,
    AttributesNoted,
    ChannelJoined,
    Claimed,
    ClockPaused,
    ClockStarted,
    ClockStopped,
    DueSoon,
    Entry,
    Escalated,
    FallbackRan,
    FlowMoved,
    HandoffCancelled,
    HandoffJudged,
    HandoffOffered,
    HandoffRequested,
    IdleWarned,
    Late,
    MailContinued,
    MessageAdded,
    MessageEdited,
    MessageWithdrawn,
    NoteAdded,
    OfferDeclined,
    Opened,
    PriorityChanged,
    Released,
    Reopened,
    Resolved,
    ReturnedToAssistant,
    Snoozed,
    TakenOver,
    TicketOpened,
    Transferred,
    Woke,
)
from warmline.core.fallbacks_kept import answered_broadly
from warmline.core.inputs import AnswerOverdue, AssignmentOver, HandoffOverdue
from warmline.core.mailing import EMAIL, goes_by_mail
from warmline.core.model import Author, Conversation, Floor
from warmline.core.notices import NOTICES
from warmline.core.policy import Context
from warmline.core.snoozes import alarm
from warmline.core.staffing import number_of_request


def react(entry: Entry, after: Conversation, context: Context) -> Iterator[Effect]:  # noqa: C901, PLR0912, PLR0915 one flat match
    """The effects of one entry, given how its whole step left the conversation."""
    match entry.fact:
        case MessageAdded(author=Author.VISITOR):
            if entry.seq == after.asked_at and not answered_broadly(after, entry.seq):
                yield from _ask(after, context)
        case MessageAdded():
            if context.delivers and not has_it(entry.fact):
                yield Deliver(seq=entry.seq)
            if goes_by_mail(entry.fact, after, context):
                yield Deliver(seq=entry.seq, via=EMAIL)
        case MessageEdited(message=message) | MessageWithdrawn(message=message):
            if asks_anew(message, entry, after):
                yield from _ask(after, context)
        case HandoffCancelled() | FallbackRan() | ReturnedToAssistant():
            if after.asked_at < entry.seq:
                yield from _ask(after, context)
        case HandoffRequested(deadline_at=deadline):
            if deadline:
                overdue = HandoffOverdue(handoff=entry.seq, deadline_at=deadline)
                yield Later(after=deadline - context.now, input=overdue)
            if context.summarises:
                yield Summarise(handoff=entry.seq)
            yield from first_rung(entry, after, context)
        case Transferred(deadline_at=deadline) | Released(deadline_at=deadline):
            if deadline and after.handoff:
                overdue = HandoffOverdue(handoff=after.handoff.number, deadline_at=deadline)
                yield Later(after=deadline - context.now, input=overdue)
            yield from first_rung(entry, after, context)
        case Escalated():
            yield from next_rung(entry.fact, after, context)
        case Assigned():
            yield from _watch(entry.fact, after, context)
        case ClockStarted():
            yield from timer(entry.fact, entry.seq, context)
        case DueSoon():
            yield from timer(entry.fact, number_of(after, entry.fact.target), context)
        case Snoozed():
            yield from alarm(entry.fact, context)
        case AnswerJudged():
            yield Learn(judged=entry.seq)
        case (
            Opened()
            | NoteAdded()
            | AssistantMissed()
            | FlowMoved()
            | HandoffOffered()
            | OfferDeclined()
            | TicketOpened()
            | MailContinued()
            | AttributesNoted()
            | HandoffJudged()
            | Claimed()
            | Resolved()
            | Reopened()
            | AssignmentEnded()
            | TakenOver()
            | PriorityChanged()
            | ClockPaused()
            | ClockStopped()
            | Late()
            | Woke()
            | IdleWarned()
            | ChannelJoined()
        ):
            pass  # nothing beyond the notices
        case _:
            assert_never(entry.fact)
    for notice in NOTICES:
        yield from notice(entry, after, context)


def _watch(fact: Assigned, after: Conversation, context: Context) -> Iterator[Effect]:
    """Whoever was given a conversation has that long to take it up."""
    over = AssignmentOver(
        handoff=number_of_request(after), operator=fact.operator, until=fact.until
    )
    yield Later(after=fact.until - context.now, input=over)


def _ask(after: Conversation, context: Context) -> Iterator[Effect]:
    """Ask the assistant, where an answer is owed and it has the floor; and watch the clock."""
    if after.owed and after.floor is Floor.ASSISTANT:
        yield AskAssistant(answers=after.asked_at, epoch=after.epoch)
        overdue = AnswerOverdue(answers=after.asked_at, epoch=after.epoch)
        yield Later(after=context.policy.answer_within, input=overdue)
