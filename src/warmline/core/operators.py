"""What follows when an operator acts: claims, speaks, notes, gives the floor back, resolves."""

from collections.abc import Iterator

from warmline.core.collision import heed_colleagues
from warmline.core.facts import (
    Claimed,
    Fact,
    MessageAdded,
    NoteAdded,
    Reopened,
    Resolved,
    ReturnedToAssistant,
)
from warmline.core.handoffs import pending
from warmline.core.inputs import OperatorNoted, OperatorResolved, OperatorSaid
from warmline.core.model import Author, Conversation, OperatorId, Status
from warmline.core.policy import Context
from warmline.core.refusals import (
    AlreadyResolved,
    AlreadyTaken,
    NothingPending,
    NotYours,
    VisitorSpoke,
)
from warmline.core.saying import aside
from warmline.core.staffing import check_share


def claim(now: Conversation, operator: OperatorId, context: Context) -> Iterator[Fact]:
    if now.status is Status.RESOLVED:
        raise AlreadyResolved
    invited = now.assigned == operator
    if now.operator not in (None, operator) and not invited:
        raise AlreadyTaken(now.operator)
    if now.operator != operator:
        if not invited:
            check_share(now, operator, context)
        yield from _take_floor(now, operator, context)


def _take_floor(now: Conversation, operator: OperatorId, context: Context) -> Iterator[Fact]:
    yield Claimed(at=context.now, operator=operator)
    if pending(now) and now.handoff and now.handoff.warm:
        names = (seat.name for seat in context.roster if seat.operator == operator)
        warm = context.policy.say("warm", now.language)
        matter = now.matter or now.handoff.reason
        yield aside(warm.format(name=next(names, ""), matter=matter), context)


def operator_said(now: Conversation, input: OperatorSaid, context: Context) -> Iterator[Fact]:
    """An operator's message takes the floor at once, whether or not a person was asked for."""
    if not input.alongside:
        heed_colleagues(now, input)
    if now.operator not in (None, input.operator) and not input.alongside:
        raise AlreadyTaken(now.operator)
    if now.status is Status.RESOLVED:
        yield Reopened(at=context.now)
    if now.operator is None:
        yield from _take_floor(now, input.operator, context)
    yield MessageAdded(
        at=context.now,
        author=Author.OPERATOR,
        operator=input.operator,
        text=input.text,
        draft=input.draft,
    )


def note(input: OperatorNoted, context: Context) -> NoteAdded:
    return NoteAdded(at=context.now, operator=input.operator, text=input.text, draft=input.draft)


def give_back(now: Conversation, operator: OperatorId, context: Context) -> Iterator[Fact]:
    """The assistant gets the floor again."""
    if now.operator is None:
        raise NothingPending
    if now.operator != operator:
        raise NotYours(now.operator)
    yield ReturnedToAssistant(at=context.now, by=operator)
    yield aside(context.policy.say("returned", now.language), context)


def resolve(now: Conversation, input: OperatorResolved, context: Context) -> Iterator[Fact]:
    """Done. Words that the operator has not read yet are not buried with it."""
    if now.status is Status.RESOLVED:
        return
    if now.operator not in (None, input.operator):
        raise NotYours(now.operator)
    if input.seen and now.owed and now.asked_at > input.seen:
        raise VisitorSpoke
    yield Resolved(at=context.now, by=input.operator)
