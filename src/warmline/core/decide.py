"""What happens when an input reaches a conversation; it may refuse.

The rules stand beside it, by who acts: ``visitors``, ``answers``, ``operators``, ``handoffs``,
``staffing``, ``transfers``.
"""

from collections.abc import Iterable
from typing import assert_never

from warmline.core.answers import assistant_answered, assistant_missed
from warmline.core.clocks import clock_rang
from warmline.core.escalation import rang
from warmline.core.facts import Fact
from warmline.core.handoffs import cancel, overdue
from warmline.core.hindsight import handoff_judged
from warmline.core.idling import idle_noticed
from warmline.core.inputs import (
    AnswerOverdue,
    AssignmentOver,
    AssistantAnswered,
    AssistantFailed,
    AttributesSet,
    ChannelJoined,
    ClockRang,
    ContactLeft,
    HandoffJudged,
    HandoffOverdue,
    HandoffWithdrawn,
    IdleNoticed,
    Input,
    LadderRang,
    OfferAnswered,
    Open,
    OperatorAssigned,
    OperatorCancelled,
    OperatorClaimed,
    OperatorJudged,
    OperatorNoted,
    OperatorPassed,
    OperatorPrioritised,
    OperatorResolved,
    OperatorReturned,
    OperatorSaid,
    OperatorSnoozed,
    OperatorTookOver,
    OperatorTransferred,
    OperatorVanished,
    OutsideSaid,
    PersonRequested,
    SnoozeOver,
    VisitorEdited,
    VisitorJudged,
    VisitorSaid,
    VisitorWithdrew,
)
from warmline.core.judging import operator_judged, visitor_judged
from warmline.core.model import Conversation
from warmline.core.operators import (
    claim,
    give_back,
    note,
    operator_said,
    outside_said,
    resolve,
)
from warmline.core.policy import Context
from warmline.core.refusals import UnknownConversation
from warmline.core.snoozes import snooze, snooze_over
from warmline.core.staffing import assign, assignment_over, passed, prioritise, take_over
from warmline.core.transfers import transfer, vanished
from warmline.core.visitors import (
    attributes_set,
    channel_joined,
    contact_left,
    offer_answered,
    open_conversation,
    person_requested,
    visitor_edited,
    visitor_said,
    visitor_withdrew,
)


def decide(now: Conversation, input: Input, context: Context) -> Iterable[Fact]:  # noqa: C901, PLR0912, PLR0915 one flat match, a case for each input
    """Raises ``Refused`` when the input is not lawful here; then nothing happened."""
    if not now.channel and not isinstance(input, Open):
        raise UnknownConversation(now.id)
    match input:
        case Open():
            return open_conversation(now, input, context)
        case VisitorSaid():
            return visitor_said(now, input, context)
        case PersonRequested():
            return person_requested(now, input, context)
        case OfferAnswered():
            return offer_answered(now, input, context)
        case HandoffWithdrawn():
            return cancel(now, None, "withdrawn", context)
        case ContactLeft():
            return contact_left(now, input, context)
        case AttributesSet():
            return attributes_set(now, input, context)
        case VisitorJudged():
            return visitor_judged(now, input, context)
        case AssistantAnswered():
            return assistant_answered(now, input, context)
        case AssistantFailed():
            return assistant_missed(now, input, input.error, "failed", context)
        case AnswerOverdue():
            return assistant_missed(now, input, "overdue", "overdue", context)
        case OperatorClaimed():
            return claim(now, input.operator, context)
        case OperatorSaid():
            return operator_said(now, input, context)
        case OperatorNoted():
            return (note(input, context),)
        case OperatorJudged():
            return operator_judged(now, input, context)
        case HandoffJudged():
            return handoff_judged(now, input, context)
        case OperatorReturned():
            return give_back(now, input.operator, context)
        case OperatorCancelled():
            return cancel(now, input.operator, "returned", context)
        case OperatorResolved():
            return resolve(now, input, context)
        case HandoffOverdue():
            return overdue(now, input, context)
        case OperatorAssigned():
            return assign(now, input, context)
        case AssignmentOver():
            return assignment_over(now, input, context)
        case OperatorPassed():
            return passed(now, input, context)
        case OperatorTransferred():
            return transfer(now, input, context)
        case OperatorVanished():
            return vanished(now, input, context)
        case OperatorTookOver():
            return take_over(now, input.operator, context)
        case OperatorPrioritised():
            return prioritise(now, input, context)
        case ClockRang():
            return clock_rang(now, input, context)
        case OperatorSnoozed():
            return snooze(now, input, context)
        case SnoozeOver():
            return snooze_over(now, input, context)
        case IdleNoticed():
            return idle_noticed(now, input, context)
        case LadderRang():
            return rang(now, input, context)
        case VisitorEdited():
            return visitor_edited(now, input, context)
        case VisitorWithdrew():
            return visitor_withdrew(now, input, context)
        case ChannelJoined():
            return channel_joined(now, input, context)
        case OutsideSaid():
            return outside_said(now, input, context)
        case _:
            assert_never(input)
