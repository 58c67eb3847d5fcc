"""What happens when an input reaches a conversation; it may refuse.

The rules stand beside it, by who acts: ``visitors``, ``answers``, ``operators``, ``handoffs``.
"""

from collections.abc import Iterable
from typing import assert_never

from warmline.core.answers import assistant_answered, assistant_missed
from warmline.core.facts import Fact
from warmline.core.handoffs import cancel, overdue
from warmline.core.inputs import (
    AnswerOverdue,
    AssistantAnswered,
    AssistantFailed,
    AttributesSet,
    ContactLeft,
    HandoffOverdue,
    HandoffWithdrawn,
    Input,
    OfferAnswered,
    Open,
    OperatorCancelled,
    OperatorClaimed,
    OperatorJudged,
    OperatorNoted,
    OperatorResolved,
    OperatorReturned,
    OperatorSaid,
    PersonRequested,
    VisitorJudged,
    VisitorSaid,
)
from warmline.core.judging import operator_judged, visitor_judged
from warmline.core.model import Conversation
from warmline.core.operators import claim, give_back, note, operator_said, resolve
from warmline.core.policy import Context
from warmline.core.refusals import UnknownConversation
from warmline.core.visitors import (
    attributes_set,
    contact_left,
    offer_answered,
    open_conversation,
    person_requested,
    visitor_said,
)


def decide(now: Conversation, input: Input, context: Context) -> Iterable[Fact]:  # noqa: C901, PLR0912 one flat match, a case for each input
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
        case OperatorReturned():
            return give_back(now, input.operator, context)
        case OperatorCancelled():
            return cancel(now, input.operator, "returned", context)
        case OperatorResolved():
            return resolve(now, input, context)
        case HandoffOverdue():
            return overdue(now, input, context)
        case _:
            assert_never(input)
