"""The nouns: a conversation, who has the floor in it, what a turn showed, what a handoff is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NewType

ConversationId = NewType("ConversationId", str)
ContactId = NewType("ContactId", str)
AssistantId = NewType("AssistantId", str)
OperatorId = NewType("OperatorId", str)
TeamId = NewType("TeamId", str)

Millis = int  # milliseconds since 1970-01-01 UTC; also lengths of time, where the name says so


class Status(StrEnum):
    """Where a conversation stands."""

    OPEN = "open"  # the assistant has it, nobody assigned
    WAITING = "waiting"  # the visitor waits for a person
    ACTIVE = "active"  # an operator is engaged
    RESOLVED = "resolved"


class Floor(StrEnum):
    """Who may answer the visitor now. Never both."""

    ASSISTANT = "assistant"
    HUMAN = "human"


class HandoffStatus(StrEnum):
    PENDING = "pending"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"


class Author(StrEnum):
    VISITOR = "visitor"
    ASSISTANT = "assistant"
    OPERATOR = "operator"
    SYSTEM = "system"  # the house itself: announcements and apologies


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One thing that a turn showed."""

    name: str  # explicit_request, sentiment, repetition, topic, entity, language, …
    score: float  # 0..1; sentiment -1..1
    words: str = ""  # the words in the turn that caused it
    value: str = ""  # what was found: a topic, "amount:89.00 EUR", a language code


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a rule fired: everything needed to explain the decision to an operator."""

    rule: str  # the rule's id in the policy
    trigger: str
    reason: str  # one sentence in words
    words: str = ""  # the words in the thread that caused it
    score: float = 1.0
    threshold: float = 0.0
    signal: str = ""  # the signal that the score is of; "": none


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an answer came from."""

    title: str
    url: str = ""
    passage: str = ""  # the passage's id in the knowledge base
    quote: str = ""


HOUSE_BUTTONS = frozenset({"person", "accept", "decline"})
"""Ids of the buttons that Warmline itself acts upon; pressing any other says its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A choice under a message. ``id`` says what pressing it means: see ``HOUSE_BUTTONS``."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that came or went with a message; its bytes are kept elsewhere, by its id."""

    id: str
    name: str
    type: str = ""  # as claimed by who sent it: never believed where it is shown
    size: int = 0  # in bytes, likewise


FlowEnd = Literal["", "answered", "unanswered", "left", "handoff"]
"""How a scripted flow ended: with an answer, without one, by the visitor's wish, with a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a conversation stands in a scripted flow."""

    flow: str  # its id
    version: int  # of the assistant's flows, when it began; it ends in the same one
    step: str = ""  # whose question waits for an answer
    tries: int = 0  # answers to it that did not fit
    answered: bool = False  # the flow has answered something
    fields: Mapping[str, str] = field(default_factory=dict[str, str])  # what was collected


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """One request for a person."""

    number: int  # the entry that requested it
    status: HandoffStatus
    team: TeamId
    priority: int
    trigger: str
    reason: str
    requested_at: Millis
    deadline_at: Millis
    acknowledged_at: Millis = 0  # 0: not yet
    first_reply_at: Millis = 0
    ended_at: Millis = 0
    fallback: str = ""  # its cause, as in ``FallbackRan``; "" while it has not run
    ticket: str = ""
    warm: bool = False  # whoever comes is introduced in the thread
    broader: int = 0  # entry number of the message that gets a broader answer; 0: none does
    needed: bool | None = None  # as an operator said of it; None: nobody has
    skills: tuple[str, ...] = ()  # that whoever takes it should have
    route: str = ""  # the route that chose the team; "": a rule or the default did
    since: Millis = 0  # when it came back into the line; 0: it never left since the request


Goal = Literal["first_reply", "next_reply", "resolution"]
"""What a team promises a time for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time that runs until a target is missed, or the time left while it stands still."""

    number: int  # the entry that started it, or let it go on
    goal: Goal
    team: TeamId  # whose target it is
    due_at: Millis = 0  # late from then on; 0: it stands still
    warn_at: Millis = 0  # 0: no warning, or it stands still
    left: Millis = 0  # while it stands still: of the target's time
    warned: bool = False
    late: bool = False  # it stays late


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Everything a decision may depend on, and nothing else."""

    id: ConversationId
    seq: int = 0  # number of its newest entry
    status: Status = Status.OPEN
    floor: Floor = Floor.ASSISTANT
    epoch: int = 0  # counts the changes of the floor, and of the open question's words; an answer
    # made under an older one is void
    channel: str = ""  # "" until the conversation is opened
    assistant: AssistantId = AssistantId("")
    contact: ContactId = ContactId("")
    language: str = "en"
    page: str = ""
    operator: OperatorId | None = None  # who holds it; exactly while it is active
    handoff: Handoff | None = None  # the newest one, ended or not
    matter: str = ""  # what the visitor first asked, shortened
    asked_at: int = 0  # entry number of the newest visitor message
    owed: bool = False  # that message has had no answer yet
    offer: Why | None = None  # why the visitor is to be asked whether they want a person
    offered: bool = False  # they were asked; an offer may have to wait for the assistant's answer
    offering: bool = False  # the assistant's newest words offer a person, in its own way
    visitor_messages: int = 0  # ever; unread counts are differences of it
    exchanges: int = 0  # assistant answers since the assistant last got the floor
    asks: int = 0  # explicit requests since then
    confidences: tuple[float, ...] = ()  # of the newest answers, shown or held back, oldest first
    misses: int = 0  # assistant turns in a row that failed
    failures: int = 0  # turns that said the answers do not help, since the floor last came back
    moods: tuple[float, ...] = ()  # sentiment of the newest visitor turns, -1..1, oldest first
    shown: tuple[Signal, ...] = ()  # what the newest visitor message showed
    judge: bool = False  # described rules wait for the language model that answers it
    given_back: int | None = None  # visitor messages when a person last gave the floor back
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])  # what is told of them
    verified: tuple[str, ...] = ()  # those attributes that the site's owner vouched for
    flow: Stand | None = None  # the scripted flow that it is in
    given: tuple[int, ...] = ()  # entry numbers of the newest answers, which may be judged
    judged_by_visitor: tuple[int, ...] = ()  # those that the visitor has judged
    judged_by_operator: tuple[int, ...] = ()  # those that an operator has
    choices: tuple[str, ...] = ()  # ids of the choices under the newest message
    assigned: OperatorId | None = None  # who was given the pending handoff and has not taken it up
    assigned_until: Millis = 0  # of the newest assignment, ended or not
    passed: tuple[OperatorId, ...] = ()  # who had it assigned and did not take it, oldest first
    gathered: tuple[Signal, ...] = ()  # topics and entities of this matter; what routes go by
    spoke: tuple[tuple[OperatorId, int], ...] = ()  # newest replies of the last two who did
    drill: bool = False  # a rehearsal: it counts nowhere, and wakes nobody
    clocks: tuple[Clock, ...] = ()  # of the service level; at most one of each goal
    snoozed_until: Millis = 0  # its holder has put it aside; 0: it is not
    spoken_at: Millis = 0  # when visitor, assistant or operator last said something
    idle_warned: Millis = 0  # when the visitor was last told that it is about to close; 0: not yet
    mail: str = ""  # the address that replies go to as well; "": none was left
    by_mail: bool = False  # the newest visitor message came by mail
    left_by: OperatorId | None = None  # who resolved it
    left_at: Millis = 0  # and when
    changeable: tuple[int, ...] = ()  # newest messages that came by a channel: it may change them
    still_asked: tuple[int, ...] = ()  # of these, owed an answer when the newest message came

    def awaits(self, answers: int, epoch: int) -> bool:
        """Whether that answer is still wanted: the open question, under the floor of its asking."""
        asked = self.floor is Floor.ASSISTANT and self.owed and self.epoch == epoch
        return asked and self.asked_at == answers


class Presence(StrEnum):
    """Whether an operator is there for conversations now."""

    ONLINE = "online"
    AWAY = "away"  # a socket is alive, but they chose not to be given anything
    OFFLINE = "offline"  # no live socket


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """An operator as decisions see them: what they may be given, and whether they are there."""

    operator: OperatorId
    teams: tuple[TeamId, ...] = ()
    name: str = ""
    skills: tuple[str, ...] = ()
    capacity: int = 5  # conversations at once
    presence: Presence = Presence.OFFLINE
    seen_at: Millis = 0  # when a socket or a deed of theirs last showed that they are there
    load: int = 0  # conversations that they hold or are assigned
    offered: int = 0  # of these, assigned and not taken up
    given_at: Millis = 0  # when they were last assigned one
    supervisor: bool = False  # may take over what a colleague holds
    ways: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """The ways in which they want each notice."""
    pauses: Mapping[str, Millis] = field(default_factory=dict[str, Millis])
    """How long a way lets the matter settle by itself; a way that is not named: not at all."""

    @property
    def online(self) -> bool:
        return self.presence is Presence.ONLINE

    @property
    def room(self) -> int:
        """How many more conversations they may be given."""
        return max(0, self.capacity - self.load)
