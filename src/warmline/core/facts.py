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
    File,
    FlowEnd,
    Goal,
    Millis,
    OperatorId,
    Signal,
    Source,
    Stand,
    TeamId,
    Why,
)
from warmline.core.waits import Staffing


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    at: Millis
    channel: str
    assistant: AssistantId
    contact: ContactId
    language: str
    page: str = ""
    drill: bool = False  # a rehearsal: it counts nowhere
    kind: Literal["opened"] = "opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageAdded:
    """Something that the visitor reads, or wrote."""

    at: Millis
    author: Author
    text: str
    operator: OperatorId | None = None
    draft: str = ""  # the sender's id of it; of a mail, its Message-ID
    via: str = ""  # "email": the visitor wrote it by mail
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
    files: tuple[File, ...] = ()  # that came or go with it
    quoted: str = ""  # what a mail repeated of earlier ones; operators can unfold it
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
    skills: tuple[str, ...] = ()  # that whoever takes it should have
    route: str = ""  # that chose the team; "": a rule did, or the default
    deadline_at: Millis = 0
    also: tuple[Why, ...] = ()  # other rules that matched
    place: int = 0  # in line, when it joined; 0: nobody is there to have a line
    wait: tuple[Millis, Millis] = (0, 0)  # told: half wait no longer than the first, four in five
    # no longer than the second; zeros: too little was known
    staffing: Staffing = field(default_factory=Staffing)  # who could take it
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
    cause: str  # a ``Cause``, or switched_off, asked_for_mail
    fallback: str = "form"  # a ``Fallback``: what the visitor is offered
    opens_at: Millis = 0  # when the team is there again; 0: not told
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
class MailContinued:
    """From now on what people write goes to this address too, and mail from there comes back."""

    at: Millis
    address: str
    kind: Literal["mail_continued"] = "mail_continued"


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
    by: OperatorId | None  # None: nobody said anything for too long
    cause: Literal["", "idle"] = ""
    kind: Literal["resolved"] = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    at: Millis
    kind: Literal["reopened"] = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """A waiting conversation was given to an operator, who has until then to take it up."""

    at: Millis
    operator: OperatorId
    until: Millis
    why: str = ""  # in words: what spoke for them; where a colleague handed it on, their note
    by: OperatorId | None = None  # that colleague
    kind: Literal["assigned"] = "assigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentEnded:
    """It was not taken up; the visitor's place in line stays."""

    at: Millis
    operator: OperatorId
    cause: Literal["expired", "passed", "gone"]
    kind: Literal["assignment_ended"] = "assignment_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transferred:
    """The conversation was handed on: it waits in the line of another team or person."""

    at: Millis
    by: OperatorId | None  # None: a service level did
    team: TeamId
    to: OperatorId | None = None
    note: str = ""  # for colleagues only
    stay: bool = False  # ``by`` goes on answering until ``to`` takes it
    deadline_at: Millis = 0
    kind: Literal["transferred"] = "transferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """The operator lost the conversation; it is back in the line, with its old place."""

    at: Millis
    operator: OperatorId
    cause: str  # vanished
    team: TeamId
    deadline_at: Millis = 0
    kind: Literal["released"] = "released"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """A supervisor has it now, and ``was`` no longer does."""

    at: Millis
    by: OperatorId
    was: OperatorId
    kind: Literal["taken_over"] = "taken_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityChanged:
    at: Millis
    by: OperatorId | None  # None: a service level did
    priority: int
    cause: str = ""  # late: the time to answer has passed
    kind: Literal["priority_changed"] = "priority_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffJudged:
    """An operator said whether a request for a person was needed."""

    at: Millis
    operator: OperatorId
    handoff: int  # its number
    needed: bool
    kind: Literal["handoff_judged"] = "handoff_judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStarted:
    """The time of a target runs, for the first time or again."""

    at: Millis
    target: Goal
    team: TeamId  # whose target it is
    due_at: Millis  # late from then on
    warn_at: Millis = 0  # 0: no warning, or it was given
    late: bool = False  # it was late before, and stays so
    kind: Literal["clock_started"] = "clock_started"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPaused:
    at: Millis
    target: Goal
    team: TeamId
    left: Millis  # of the target's time
    kind: Literal["clock_paused"] = "clock_paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStopped:
    """``met``: what it waited for happened in time. Neither met nor late: it no longer mattered."""

    at: Millis
    target: Goal
    met: bool
    kind: Literal["clock_stopped"] = "clock_stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSoon:
    at: Millis
    target: Goal
    due_at: Millis
    kind: Literal["due_soon"] = "due_soon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """The time of a target has passed. Said once of a clock."""

    at: Millis
    target: Goal
    due_at: Millis
    kind: Literal["late"] = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snoozed:
    at: Millis
    by: OperatorId
    until: Millis  # or until the visitor answers, if they do before
    kind: Literal["snoozed"] = "snoozed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Woke:
    """It is no longer put aside."""

    at: Millis
    cause: Literal["time", "visitor", "operator", "moved"]  # moved: another has it, or nobody
    kind: Literal["woke"] = "woke"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleWarned:
    """The visitor is told that the conversation closes if nothing is said."""

    at: Millis
    closes_at: Millis
    kind: Literal["idle_warned"] = "idle_warned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated:
    """Nobody took the request up in time: a step of the ladder told somebody else, or louder."""

    at: Millis
    handoff: int  # its number
    rung: int  # which step, from 0
    started: Millis  # when this wait began
    way: str
    to: str  # "team", "supervisors" or an operator's id
    told: tuple[OperatorId, ...] = ()  # whom that reached; none, where nobody could be reached so
    kind: Literal["escalated"] = "escalated"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageEdited:
    """The visitor changed a message of theirs, where their channel lets them."""

    at: Millis
    message: int  # its entry number
    text: str  # its words from now on
    signals: tuple[Signal, ...] = ()  # what these show
    judge: bool = False  # as in ``MessageAdded``
    kind: Literal["message_edited"] = "message_edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWithdrawn:
    """The visitor took a message of theirs back: its words are gone from its entry, too."""

    at: Millis
    message: int  # its entry number
    kind: Literal["message_withdrawn"] = "message_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelJoined:
    """The visitor went on in another channel, and the conversation with them."""

    at: Millis
    channel: str  # its kind
    kind: Literal["channel_joined"] = "channel_joined"


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
    | MailContinued
    | AnswerJudged
    | AttributesNoted
    | Claimed
    | ReturnedToAssistant
    | Resolved
    | Reopened
    | Assigned
    | AssignmentEnded
    | Transferred
    | Released
    | TakenOver
    | PriorityChanged
    | HandoffJudged
    | ClockStarted
    | ClockPaused
    | ClockStopped
    | DueSoon
    | Late
    | Snoozed
    | Woke
    | IdleWarned
    | Escalated
    | MessageEdited
    | MessageWithdrawn
    | ChannelJoined
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact with its place in the conversation's log, counted from 1."""

    seq: int
    fact: Fact
    after: Conversation | None = field(default=None, compare=False, repr=False)
    """The conversation that the fact left, where the step is at hand that made it."""
