"""Facts: what happened. Numbered, append-only, never edited; a conversation's log is their list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from warmline.core.model import (
    AssistantId,
    Author,
    Button,
    ContactId,
    Conversation,
    FlowEnd,
    Millis,
    OperatorId,
    Signal,
    Source,
    Stand,
    TeamId,
    Why,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    at: Millis
    channel: str
    assistant: AssistantId
    contact: ContactId
    language: str
    page: str = ""
    kind: Literal["opened"] = "opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageAdded:
    """Something that the visitor reads, or wrote."""

    at: Millis
    author: Author
    text: str
    operator: OperatorId | None = None
    draft: str = ""  # the sender's id of it
    answers: int = 0  # entry number of the visitor message it answers; 0: none
    signals: tuple[Signal, ...] = ()  # what a visitor's turn showed
    judge: bool = False  # of a visitor's: described rules waited for the model's answer
    confidence: float | None = None  # of an assistant's answer
    signs: Mapping[str, float] = field(default_factory=dict[str, float])  # for the confidence
    abstained: bool = False
    handoff: str = ""  # of an answer: why the assistant itself wanted a person
    offers: bool = False  # of an answer: its words offer a person
    judged: bool = False  # of an answer: a language model weighed the described rules
    rule: str = ""  # of an answer: the one of them that it found to hold
    policy: int = 0  # the version whose rules were asked about this turn
    sources: tuple[Source, ...] = ()
    buttons: tuple[Button, ...] = ()
    choice: str = ""  # of a visitor's: the id of the button that they pressed
    flow: str = ""  # the scripted flow that says it, where it is no answer
    form: str = ""  # "contact": the widget shows the contact form under it
    kind: Literal["message_added"] = "message_added"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded:
    """Something that only operators read."""

    at: Millis
    operator: OperatorId
    text: str
    draft: str = ""
    kind: Literal["note_added"] = "note_added"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantMissed:
    """The assistant gave no answer that could be shown."""

    at: Millis
    answers: int
    error: str
    confidence: float | None = None  # of the answer that was held back, where there was one
    handoff: str = ""  # of that answer, as are ``judged`` and ``rule``
    judged: bool = False
    rule: str = ""
    policy: int = 0  # the version whose rules were asked about this turn
    kind: Literal["assistant_missed"] = "assistant_missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowMoved:
    """A scripted flow began, went on or ended."""

    at: Millis
    stand: Stand
    ended: FlowEnd = ""  # "": it waits for an answer
    kind: Literal["flow_moved"] = "flow_moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffOffered:
    at: Millis
    why: Why
    kind: Literal["handoff_offered"] = "handoff_offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDeclined:
    at: Millis
    kind: Literal["offer_declined"] = "offer_declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffRequested:
    at: Millis
    why: Why
    team: TeamId
    priority: int = 0
    warm: bool = False
    deadline_at: Millis = 0
    also: tuple[Why, ...] = ()  # other rules that matched
    place: int = 0  # in line, when it joined; 0: nobody is there to have a line
    typical_wait: Millis = 0
    ticket: str = ""  # of the request that this one takes the place of
    data: Mapping[str, str] = field(default_factory=dict[str, str])  # what the assistant collected
    kind: Literal["handoff_requested"] = "handoff_requested"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffCancelled:
    at: Millis
    by: OperatorId | None  # None: the visitor withdrew it, or asked anew
    kind: Literal["handoff_cancelled"] = "handoff_cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class FallbackRan:
    """The wait ended without a person, and the assistant got the floor again."""

    at: Millis
    cause: str  # nobody_online, deadline, switched_off, asked_for_mail
    kind: Literal["fallback_ran"] = "fallback_ran"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributesNoted:
    """What the site told of the visitor, as far as it was new."""

    at: Millis
    attributes: Mapping[str, str]
    verified: bool = False
    kind: Literal["attributes_noted"] = "attributes_noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerJudged:
    """Somebody said whether an answer of the assistant was right."""

    at: Millis
    seq: int  # entry number of the answer
    right: bool
    by: OperatorId | None = None  # None: the visitor
    kind: Literal["answer_judged"] = "answer_judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketOpened:
    at: Millis
    ticket: str
    email: str
    name: str = ""
    message: str = ""
    kind: Literal["ticket_opened"] = "ticket_opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """An operator took the floor."""

    at: Millis
    operator: OperatorId
    kind: Literal["claimed"] = "claimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedToAssistant:
    at: Millis
    by: OperatorId
    kind: Literal["returned_to_assistant"] = "returned_to_assistant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    at: Millis
    by: OperatorId
    kind: Literal["resolved"] = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    at: Millis
    kind: Literal["reopened"] = "reopened"


Fact = (
    Opened
    | MessageAdded
    | NoteAdded
    | AssistantMissed
    | FlowMoved
    | HandoffOffered
    | OfferDeclined
    | HandoffRequested
    | HandoffCancelled
    | FallbackRan
    | TicketOpened
    | AnswerJudged
    | AttributesNoted
    | Claimed
    | ReturnedToAssistant
    | Resolved
    | Reopened
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact with its place in the conversation's log, counted from 1."""

    seq: int
    fact: Fact
    after: Conversation | None = field(default=None, compare=False, repr=False)
    """The conversation that the fact left, where the step is at hand that made it."""
