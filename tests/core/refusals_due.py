"""Which refusal an input deserves, read from the ledger: promise 6, and when to say no."""

from tests.core.ledger import Ledger
from warmline.core.corrections import CHANGEABLE
from warmline.core.elsewhere import ELSEWHERE
from warmline.core.inputs import (
    ContactLeft,
    HandoffWithdrawn,
    Input,
    OfferAnswered,
    OperatorCancelled,
    OperatorClaimed,
    OperatorJudged,
    OperatorResolved,
    OperatorReturned,
    OperatorSaid,
    VisitorEdited,
    VisitorJudged,
    VisitorWithdrew,
)
from warmline.core.judging import KEPT
from warmline.core.model import OperatorId
from warmline.core.policy import Policy
from warmline.core.refusals import (
    AlreadyJudged,
    AlreadyResolved,
    AlreadyTaken,
    NotAnAnswer,
    NotChangeable,
    NothingOffered,
    NothingPending,
    NotYours,
    Refused,
    VisitorSpoke,
)


def refusal_due(ledger: Ledger, input: Input, policy: Policy) -> type[Refused] | None:  # noqa: C901, PLR0912 one flat match
    match input:
        case OperatorClaimed(operator=operator):
            if ledger.resolved:
                return AlreadyResolved
            return AlreadyTaken if _held_by_another(ledger, operator) else None
        case OperatorSaid(operator=operator, alongside=False):
            return AlreadyTaken if _held_by_another(ledger, operator) else None
        case OperatorReturned() if ledger.holder is None:
            return NothingPending
        case OperatorReturned(operator=operator):
            return NotYours if _held_by_another(ledger, operator) else None
        case OperatorResolved():
            return _resolve_due(ledger, input)
        case OperatorCancelled() | HandoffWithdrawn():
            return None if ledger.pending else NothingPending
        case OfferAnswered():
            return None if ledger.offered else NothingOffered
        case ContactLeft() if not ledger.pending and not ledger.taken_up:
            return NothingPending if policy.handoff or ledger.holder else None
        case VisitorEdited(message=seq) | VisitorWithdrew(message=seq):
            return None if seq in ledger.changeable[-CHANGEABLE:] else NotChangeable
        case VisitorJudged(seq=seq):
            return _judgement_due(ledger, seq, operator=False)
        case OperatorJudged(seq=seq):
            return _judgement_due(ledger, seq, operator=True)
        case _:
            return None


def _judgement_due(ledger: Ledger, seq: int, *, operator: bool) -> type[Refused] | None:
    """Each side says it once, of one of the newest answers."""
    if (seq, operator) in ledger.judged:
        return AlreadyJudged
    return None if seq in ledger.answers[-KEPT:] else NotAnAnswer


def _resolve_due(ledger: Ledger, input: OperatorResolved) -> type[Refused] | None:
    """Words that the operator has not read, and that nobody has answered, are not buried."""
    if ledger.resolved:
        return None
    if _held_by_another(ledger, input.operator):
        return NotYours
    unread = 0 < input.seen < ledger.asked
    return VisitorSpoke if unread and ledger.unanswered else None


def _held_by_another(ledger: Ledger, operator: OperatorId) -> bool:
    return ledger.holder not in (None, operator, ELSEWHERE)


def names_the_winner(refusal: Refused, ledger: Ledger) -> bool:
    """Promise 6: whoever comes second is told who holds it."""
    if isinstance(refusal, AlreadyTaken | NotYours):
        return refusal.by == ledger.holder
    return True
