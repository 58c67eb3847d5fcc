"""What the world must do about a fact. Effects hang on facts, never on inputs or code paths."""

from collections.abc import Iterator
from typing import assert_never

from warmline.core.effects import AskAssistant, Deliver, Effect, Later, Learn, Summarise
from warmline.core.facts import (
    AnswerJudged,
    AssistantMissed,
    AttributesNoted,
    Claimed,
    Entry,
    FallbackRan,
    FlowMoved,
    HandoffCancelled,
    HandoffOffered,
    HandoffRequested,
    MessageAdded,
    NoteAdded,
    OfferDeclined,
    Opened,
    Reopened,
    Resolved,
    ReturnedToAssistant,
    TicketOpened,
)
from warmline.core.inputs import AnswerOverdue, HandoffOverdue
from warmline.core.model import Author, Conversation, Floor
from warmline.core.notices import NOTICES
from warmline.core.policy import Context


def react(entry: Entry, after: Conversation, context: Context) -> Iterator[Effect]:  # noqa: C901, PLR0912 one flat match
    """The effects of one entry, given how its whole step left the conversation."""
    match entry.fact:
        case MessageAdded(author=Author.VISITOR):
            if entry.seq == after.asked_at:
                yield from _ask(after, context)
        case MessageAdded():
            if context.delivers:
                yield Deliver(seq=entry.seq)
        case HandoffCancelled() | FallbackRan() | ReturnedToAssistant():
            if after.asked_at < entry.seq:
                yield from _ask(after, context)
        case HandoffRequested(deadline_at=deadline):
            if deadline:
                yield Later(after=deadline - context.now, input=HandoffOverdue(handoff=entry.seq))
            if context.summarises:
                yield Summarise(handoff=entry.seq)
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
            | AttributesNoted()
            | Claimed()
            | Resolved()
            | Reopened()
        ):
            pass  # nothing beyond the notices
        case _:
            assert_never(entry.fact)
    for notice in NOTICES:
        yield from notice(entry, after, context)


def _ask(after: Conversation, context: Context) -> Iterator[Effect]:
    """Ask the assistant, where an answer is owed and it has the floor; and watch the clock."""
    if after.owed and after.floor is Floor.ASSISTANT:
        yield AskAssistant(answers=after.asked_at, epoch=after.epoch)
        overdue = AnswerOverdue(answers=after.asked_at, epoch=after.epoch)
        yield Later(after=context.policy.answer_within, input=overdue)
