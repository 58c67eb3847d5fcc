"""Inputs: everything that can reach a conversation from outside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from warmline.core.model import (
    AssistantId,
    Button,
    ContactId,
    File,
    FlowEnd,
    Millis,
    OperatorId,
    Signal,
    Source,
    Stand,
    TeamId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """The conversation begins. Said again, it changes nothing."""

    channel: str
    assistant: AssistantId
    contact: ContactId
    language: str = "en"
    page: str = ""
    drill: bool = False  # a rehearsal: see ``drills``
    kind: Literal["open"] = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorSaid:
    text: str
    signals: tuple[Signal, ...] = ()
    draft: str = ""  # the browser's id of the message; comes back in the entry
    judge: bool = False  # a language model answers here, and judges the described rules itself
    choice: str = ""  # the id of the button whose label the text is
    via: str = ""  # "email": it came by mail, and ``draft`` is its Message-ID; else its channel
    files: tuple[File, ...] = ()
    quoted: str = ""  # what a mail repeated of earlier ones, below the words
    kind: Literal["visitor_said"] = "visitor_said"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorEdited:
    """The visitor changed a message that they had sent by their channel."""

    message: int  # its entry number
    text: str  # its words from now on
    signals: tuple[Signal, ...] = ()  # what these show
    draft: str = ""
    judge: bool = False  # as in ``VisitorSaid``
    kind: Literal["visitor_edited"] = "visitor_edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorWithdrew:
    """The visitor took back a message that they had sent by their channel."""

    message: int  # its entry number
    kind: Literal["visitor_withdrew"] = "visitor_withdrew"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelJoined:
    """The visitor goes on in another channel, and the conversation with them."""

    channel: str  # its kind
    who: str = ""  # a mark of who does; it stands in no fact, but a key is theirs alone by it
    kind: Literal["channel_joined"] = "channel_joined"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideSaid:
    """A person of the owner's has answered in the channel's own program: the visitor has it."""

    text: str
    draft: str = ""  # the provider's id of it
    files: tuple[File, ...] = ()
    kind: Literal["outside_said"] = "outside_said"


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
class AttributesSet:
    """The site tells who the visitor is: through the page, or signed by its server."""

    attributes: Mapping[str, str]
    verified: bool = False
    kind: Literal["attributes_set"] = "attributes_set"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorJudged:
    """The visitor says whether an answer helped them."""

    seq: int  # entry number of the answer
    right: bool
    kind: Literal["visitor_judged"] = "visitor_judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowTurn:
    """What a scripted flow did in one turn."""

    stand: Stand
    ended: FlowEnd = ""
    answers: bool = False  # the text answers something, and does not only ask or confirm


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantAnswered:
    answers: int  # entry number of the visitor message it replies to
    epoch: int  # the floor's epoch under which it was asked
    text: str
    confidence: float | None  # probability that the answer is right, 0..1; None: it does not say
    signs: Mapping[str, float] = field(default_factory=dict[str, float])  # what it rests on
    abstained: bool = False  # the text says that the assistant does not know
    sources: tuple[Source, ...] = ()
    handoff: str = ""  # why the assistant itself wants a person; "": it does not
    offers: bool = False  # its words offer a person: a yes to them asks for one
    judged: bool = False  # a language model weighed the described rules
    rule: str = ""  # the one of them that it found to hold; "": none
    buttons: tuple[Button, ...] = ()  # choices under the text
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])  # learnt of the visitor
    flow: FlowTurn | None = None  # a scripted flow speaks
    team: str = ""  # with ``handoff``: whom it asks for; "": whoever the rule names
    priority: int | None = None  # with ``handoff``; None: the rule's
    data: Mapping[str, str] = field(default_factory=dict[str, str])  # with ``handoff``: collected
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
    seen: int = 0  # the newest entry they had before them; 0: they do not say
    files: tuple[File, ...] = ()
    kind: Literal["operator_said"] = "operator_said"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorNoted:
    operator: OperatorId
    text: str
    draft: str = ""
    kind: Literal["operator_noted"] = "operator_noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorJudged:
    """An operator says whether an answer of the assistant was right."""

    operator: OperatorId
    seq: int  # entry number of the answer
    right: bool
    kind: Literal["operator_judged"] = "operator_judged"


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
    deadline_at: Millis = 0  # which deadline of it; 0: the only one that it ever had
    kind: Literal["handoff_overdue"] = "handoff_overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorAssigned:
    """A waiting conversation is given to somebody, by the rounds or by hand."""

    operator: OperatorId
    handoff: int
    why: str = ""  # in words: what spoke for them
    kind: Literal["operator_assigned"] = "operator_assigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentOver:
    """The time to take up an assignment has passed."""

    handoff: int
    operator: OperatorId
    until: Millis  # names the very assignment
    kind: Literal["assignment_over"] = "assignment_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorPassed:
    """They do not take what they were assigned."""

    operator: OperatorId
    kind: Literal["operator_passed"] = "operator_passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorTransferred:
    """The operator hands the conversation on to a team, or to one of its members."""

    operator: OperatorId
    team: TeamId
    to: OperatorId | None = None
    note: str = ""  # for colleagues only
    stay: bool = False  # they keep it until somebody takes it over
    kind: Literal["operator_transferred"] = "operator_transferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorVanished:
    """Whoever holds it has had no live socket and done nothing for the team's lease."""

    operator: OperatorId
    epoch: int  # of the floor when it was noticed
    kind: Literal["operator_vanished"] = "operator_vanished"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorTookOver:
    """A supervisor takes what a colleague holds."""

    operator: OperatorId
    kind: Literal["operator_took_over"] = "operator_took_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorPrioritised:
    operator: OperatorId
    priority: int  # higher is served first
    kind: Literal["operator_prioritised"] = "operator_prioritised"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffJudged:
    """An operator says whether the newest request for a person was needed."""

    operator: OperatorId
    handoff: int  # its number
    needed: bool
    kind: Literal["handoff_judged"] = "handoff_judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRang:
    """A moment has come that a clock of the service level waits for."""

    clock: int  # its number
    kind: Literal["clock_rang"] = "clock_rang"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorSnoozed:
    """The operator puts it aside until then, or until the visitor answers."""

    operator: OperatorId
    until: Millis = 0  # 0: they take it up again; see ``snoozes.UNTIL_ANSWERED``
    kind: Literal["operator_snoozed"] = "operator_snoozed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SnoozeOver:
    """The time has come until which it was put aside."""

    until: Millis  # names the very snooze
    kind: Literal["snooze_over"] = "snooze_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleNoticed:
    """The rounds found nothing said since then, for as long as the team lets it be."""

    since: Millis  # when somebody last said something, or else was there
    warned: Millis = 0  # when the visitor was warned since; 0: they were not
    kind: Literal["idle_noticed"] = "idle_noticed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderRang:
    """The time of a step of the ladder has come. Void where the matter was taken up meanwhile."""

    handoff: int
    rung: int  # which step, from 0
    team: TeamId  # whose ladder
    started: Millis  # when this wait began
    kind: Literal["ladder_rang"] = "ladder_rang"


Input = (
    Open
    | VisitorSaid
    | PersonRequested
    | OfferAnswered
    | HandoffWithdrawn
    | ContactLeft
    | AttributesSet
    | VisitorJudged
    | AssistantAnswered
    | AssistantFailed
    | AnswerOverdue
    | OperatorClaimed
    | OperatorSaid
    | OperatorNoted
    | OperatorJudged
    | OperatorReturned
    | OperatorCancelled
    | OperatorResolved
    | HandoffOverdue
    | OperatorAssigned
    | AssignmentOver
    | OperatorPassed
    | OperatorTransferred
    | OperatorVanished
    | OperatorTookOver
    | OperatorPrioritised
    | HandoffJudged
    | ClockRang
    | OperatorSnoozed
    | SnoozeOver
    | IdleNoticed
    | LadderRang
    | VisitorEdited
    | VisitorWithdrew
    | ChannelJoined
    | OutsideSaid
)
