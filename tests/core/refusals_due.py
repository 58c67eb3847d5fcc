"""Which refusal an input deserves, read from the ledger: promise 6, and when to say no."""

from tests.core.ledger import Ledger
from warmline.core.inputs import (
    ContactLeft,
    HandoffWithdrawn,
    Input,
    OfferAnswered,
    OperatorCancelled,
    OperatorClaimed,
    OperatorResolved,
    OperatorReturned,
    OperatorSaid,
)
from warmline.core.model import OperatorId
from warmline.core.policy import Policy
from warmline.core.refusals import (
    AlreadyResolved,
    AlreadyTaken,
    NothingOffered,
    NothingPending,
    NotYours,
    Refused,
)


def refusal_due(ledger: Ledger, input: Input, policy: Policy) -> type[Refused] | None:
    match input:
        case OperatorClaimed(operator=operator):
            if ledger.resolved:
                return AlreadyResolved
            return AlreadyTaken if _held_by_another(ledger, operator) else None
        case OperatorSaid(operator=operator, alongside=False):
            return AlreadyTaken if _held_by_another(ledger, operator) else None
        case OperatorReturned() if ledger.holder is None:
            return NothingPending
        case OperatorReturned(operator=operator) | OperatorResolved(operator=operator):
            return NotYours if _held_by_another(ledger, operator) else None
        case OperatorCancelled() | HandoffWithdrawn():
            return None if ledger.pending else NothingPending
        case OfferAnswered():
            return None if ledger.offered else NothingOffered
        case ContactLeft() if not ledger.pending and not ledger.taken_up:
            return NothingPending if policy.handoff or ledger.holder else None
        case _:
            return None


def _held_by_another(ledger: Ledger, operator: OperatorId) -> bool:
    return ledger.holder not in (None, operator)


def names_the_winner(refusal: Refused, ledger: Ledger) -> bool:
    """Promise 6: whoever comes second is told who holds it."""
    if isinstance(refusal, AlreadyTaken | NotYours):
        return refusal.by == ledger.holder
    return True
