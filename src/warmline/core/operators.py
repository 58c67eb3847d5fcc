"""What follows when an operator acts: claims, speaks, notes, gives the floor back, resolves."""

from collections.abc import Iterator

from warmline.core.collision import heed_colleagues
from warmline.core.elsewhere import ELSEWHERE, holder
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
from warmline.core.inputs import OperatorNoted, OperatorResolved, OperatorSaid, OutsideSaid
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
    if (has := holder(now)) not in (None, operator) and not invited:
        raise AlreadyTaken(has)
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
    if (has := holder(now)) not in (None, input.operator) and not input.alongside:
        raise AlreadyTaken(has)
    if now.status is Status.RESOLVED:
        yield Reopened(at=context.now)
    if has is None:
        yield from _take_floor(now, input.operator, context)
    yield MessageAdded(
        at=context.now,
        author=Author.OPERATOR,
        operator=input.operator,
        text=input.text,
        draft=input.draft,
        files=input.files,
    )


def outside_said(now: Conversation, input: OutsideSaid, context: Context) -> Iterator[Fact]:
    """It has reached the visitor: nobody can refuse it, also where a colleague here holds it."""
    if now.status is Status.RESOLVED:
        yield Reopened(at=context.now)
    if now.operator is None:
        yield Claimed(at=context.now, operator=ELSEWHERE)
    yield MessageAdded(
        at=context.now,
        author=Author.OPERATOR,
        operator=ELSEWHERE,
        text=input.text,
        draft=input.draft,
        files=input.files,
    )


def note(input: OperatorNoted, context: Context) -> NoteAdded:
    return NoteAdded(at=context.now, operator=input.operator, text=input.text, draft=input.draft)


def give_back(now: Conversation, operator: OperatorId, context: Context) -> Iterator[Fact]:
    """The assistant gets the floor again."""
    if now.operator is None:
        raise NothingPending
    if (has := holder(now)) not in (None, operator):
        raise NotYours(has)
    yield ReturnedToAssistant(at=context.now, by=operator)
    yield aside(context.policy.say("returned", now.language), context)


def resolve(now: Conversation, input: OperatorResolved, context: Context) -> Iterator[Fact]:
    """Done. Words that the operator has not read yet are not buried with it."""
    if now.status is Status.RESOLVED:
        return
    if (has := holder(now)) not in (None, input.operator):
        raise NotYours(has)
    if input.seen and now.owed and now.asked_at > input.seen:
        raise VisitorSpoke
    yield Resolved(at=context.now, by=input.operator)
