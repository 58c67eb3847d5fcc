"""Inputs: everything that can reach a conversation from outside it."""

from dataclasses import dataclass
from typing import Literal

from warmline.core.model import AssistantId, ContactId, OperatorId, Signal, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """The conversation begins. Said again, it changes nothing."""

    channel: str
    assistant: AssistantId
    contact: ContactId
    language: str = "en"
    page: str = ""
    kind: Literal["open"] = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorSaid:
    text: str
    signals: tuple[Signal, ...] = ()
    draft: str = ""  # the browser's id of the message; comes back in the entry
    kind: Literal["visitor_said"] = "visitor_said"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRequested:
    """The visitor pressed "Talk to a person"."""

    text: str  # the button's label
    draft: str = ""
    kind: Literal["person_requested"] = "person_requested"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAnswered:
    """The visitor pressed yes or no under the offer of a person."""

    accepted: bool
    text: str  # the button's label
    draft: str = ""
    kind: Literal["offer_answered"] = "offer_answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffWithdrawn:
    """The visitor no longer wants a person."""

    kind: Literal["handoff_withdrawn"] = "handoff_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLeft:
    """The visitor filled in the contact form."""

    ticket: str  # the number that the matter gets, should it have none yet
    email: str
    name: str = ""
    message: str = ""
    kind: Literal["contact_left"] = "contact_left"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantAnswered:
    answers: int  # entry number of the visitor message it replies to
    epoch: int  # the floor's epoch under which it was asked
    text: str
    confidence: float  # probability that the answer is right, 0..1
    abstained: bool = False  # the text says that the assistant does not know
    sources: tuple[Source, ...] = ()
    handoff: str = ""  # why the assistant itself wants a person; "": it does not
    kind: Literal["assistant_answered"] = "assistant_answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantFailed:
    answers: int
    epoch: int
    error: str
    kind: Literal["assistant_failed"] = "assistant_failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOverdue:
    """The time in which a visitor must hear something has passed."""

    answers: int
    epoch: int
    kind: Literal["answer_overdue"] = "answer_overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorClaimed:
    operator: OperatorId
    kind: Literal["operator_claimed"] = "operator_claimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorSaid:
    operator: OperatorId
    text: str
    draft: str = ""
    alongside: bool = False  # they know that a colleague holds it, and speak all the same
    kind: Literal["operator_said"] = "operator_said"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorNoted:
    operator: OperatorId
    text: str
    draft: str = ""
    kind: Literal["operator_noted"] = "operator_noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorReturned:
    """The operator gives the floor back to the assistant."""

    operator: OperatorId
    kind: Literal["operator_returned"] = "operator_returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorCancelled:
    """The operator says that no person is needed: the pending handoff ends."""

    operator: OperatorId
    kind: Literal["operator_cancelled"] = "operator_cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorResolved:
    operator: OperatorId
    seen: int = 0  # the newest entry they have before them; 0: they do not say
    kind: Literal["operator_resolved"] = "operator_resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffOverdue:
    """Nobody took the handoff by its deadline."""

    handoff: int
    kind: Literal["handoff_overdue"] = "handoff_overdue"


Input = (
    Open
    | VisitorSaid
    | PersonRequested
    | OfferAnswered
    | HandoffWithdrawn
    | ContactLeft
    | AssistantAnswered
    | AssistantFailed
    | AnswerOverdue
    | OperatorClaimed
    | OperatorSaid
    | OperatorNoted
    | OperatorReturned
    | OperatorCancelled
    | OperatorResolved
    | HandoffOverdue
)
