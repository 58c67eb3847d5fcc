"""What the server sends to a console."""

from typing import Annotated, Literal

from pydantic import Field

from warmline.web.frames.shared import (
    Ack,
    Bye,
    Choice,
    Cited,
    Draft,
    ErrorFrame,
    FileFrame,
    FileView,
    Frame,
    RefusedFrame,
    TypingFrame,
)


class SignalView(Frame):
    name: str
    score: float
    words: str = ""
    value: str = ""


class WhyView(Frame):
    rule: str
    trigger: str
    reason: str
    words: str = ""
    score: float
    threshold: float
    signal: str = ""  # that the score is of


class DeliveryView(Frame):
    """What is known of a message that went out through a channel.

    ``sending``: it waits, or is tried again, with ``why`` where a try failed. ``failed`` is final.
    """

    state: Literal["sending", "sent", "delivered", "read", "failed"]
    why: str = ""
    at: int = 0
    can_retry: bool = False


class OperatorMessage(Frame):
    kind: Literal["message"] = "message"
    seq: int
    at: int
    author: Literal["visitor", "assistant", "operator", "system"]
    operator: str = ""  # id of the operator who wrote it
    name: str = ""
    text: str
    draft: str = ""
    answers: int = 0
    signals: list[SignalView] = []
    confidence: float | None = None
    signs: dict[str, float] = {}  # what the confidence rests on
    abstained: bool = False
    answer: bool = False  # an operator may say whether it is right: see ``judge``
    sources: list[Cited] = []
    buttons: list[Choice] = []
    form: str = ""
    quoted: str = ""  # what a mail repeated of earlier ones
    via: str = ""  # the kind of channel by which the visitor wrote it; "": the widget
    masked: bool = False  # something in it is masked: see ``unmask``
    files: list[FileView] = []
    delivery: DeliveryView | None = None  # None: it needs none, or nothing is known of it yet
    edited: bool = False  # ``text`` is what the visitor changed it to: see ``message_edited``
    withdrawn: bool = False  # the visitor took it back; its words are gone


class OperatorNote(Frame):
    kind: Literal["note"] = "note"
    seq: int
    at: int
    operator: str
    name: str
    text: str
    draft: str = ""
    masked: bool = False


class OperatorEvent(Frame):
    kind: Literal["event"] = "event"
    seq: int
    at: int
    event: Literal[
        "opened",
        "assistant_missed",
        "flow_moved",
        "handoff_offered",
        "offer_declined",
        "handoff_requested",
        "handoff_cancelled",
        "fallback_ran",
        "ticket_opened",
        "attributes_noted",
        "claimed",
        "returned_to_assistant",
        "resolved",
        "reopened",
        "answer_judged",
        "assigned",
        "assignment_ended",
        "transferred",
        "released",
        "taken_over",
        "priority_changed",
        "clock_started",
        "clock_paused",
        "clock_stopped",
        "due_soon",
        "late",
        "snoozed",
        "woke",
        "idle_warned",
        "mail_continued",
        "escalated",
        "handoff_judged",
        "message_edited",
        "message_withdrawn",
        "channel_joined",
    ]
    by: str = ""  # id of the operator who did it; "": the visitor, or the system
    name: str = ""
    why: WhyView | None = None
    also: list[WhyView] = []
    cause: str = ""  # why, or how: flow_moved: how it ended, "": it goes on; escalated: the way
    fallback: str = ""  # fallback_ran: what the visitor was offered; ``until``: the next opening
    fields: dict[str, str] = {}  # flow_moved: what it has collected; ``name`` is the flow's
    attributes: dict[str, str] = {}  # attributes_noted: what the site told of the visitor
    verified: bool = False  # attributes_noted: its server signed them
    answer: int = 0  # answer_judged: the answer's number
    right: bool = False  # answer_judged
    ticket: str = ""
    email: str = ""
    contact_name: str = ""
    message: str = ""
    place: int = 0
    wait_ms: int = 0
    to: str = ""  # assigned, transferred: id of the operator who gets it
    to_name: str = ""
    team: str = ""  # handoff_requested, transferred: whose it is now
    note: str = ""  # transferred: what the next person should know
    until: int = 0  # assigned, snoozed, idle_warned: when it ends
    priority: int = 0  # priority_changed, handoff_requested
    target: str = ""  # of a clock: first_reply, next_reply, resolution
    due_at: int = 0  # clock_started, due_soon, late
    met: bool = False  # clock_stopped: in time
    handoff: int = 0  # handoff_judged: its number
    needed: bool = False  # handoff_judged
    said: int = 0  # message_edited, message_withdrawn: the number of the visitor's message
    text: str = ""  # message_edited: its words from now on
    channel: str = ""  # channel_joined: the kind of channel that it goes on in
    masked: bool = False


OperatorEntry = Annotated[
    OperatorMessage | OperatorNote | OperatorEvent, Field(discriminator="kind")
]


class HandoffView(Frame):
    number: int
    status: Literal["pending", "acknowledged", "resolved", "cancelled"]
    team: str
    priority: int
    trigger: str
    reason: str
    requested_at: int
    deadline_at: int  # when the fallback runs; 0: none
    acknowledged_at: int
    first_reply_at: int
    ended_at: int
    fallback: str
    ticket: str


class ClockView(Frame):
    """A clock of the service level that runs for a conversation."""

    target: Literal["first_reply", "next_reply", "resolution"]
    due_at: int  # late from then on; 0: it stands still
    warn_at: int = 0  # due soon from then on; 0: no warning, or it was given
    left_ms: int = 0  # while it stands still: of the target's time
    late: bool = False


class Row(Frame):
    """A conversation as a line in the inbox."""

    id: str
    name: str  # of the contact, or "Visitor 4f2a"
    email: str = ""
    channel: str  # its kind: web, telegram, …
    channel_name: str = ""  # as the owner named it; "": the widget
    window_until: int = 0  # when free replies are no longer taken there; 0: never
    window_template: str = ""  # the approved message that goes out for a reply from then on
    window_carries: int = 0  # characters of the reply that it has in it; 0: it replaces them
    contact: str = ""  # id of who the visitor is
    assistant: str
    language: str
    page: str = ""
    status: Literal["open", "waiting", "active", "resolved"]
    floor: Literal["assistant", "human"]
    epoch: int
    operator: str = ""
    operator_name: str = ""
    handoff: HandoffView | None = None
    seq: int  # number of the newest entry
    updated_at: int
    preview: str = ""  # the newest message, shortened
    preview_author: Literal["", "visitor", "assistant", "operator", "system"] = ""
    visitor_messages: int  # ever; unread = this minus `seen`
    owed: bool = False  # the visitor spoke last
    mood: float | None = None  # newest sentiment, -1..1
    attributes: dict[str, str] = {}  # what the site told of the visitor
    verified: list[str] = []  # the names of those that its server signed
    team: str = ""  # whose it is; "": the assistant's, so far
    skills: list[str] = []  # that its handoff asks for
    assigned: str = ""  # id of the operator to whom it is offered
    assigned_name: str = ""
    assigned_until: int = 0  # when that offer ends; 0: there is none
    snoozed_until: int = 0  # 0: it is not
    clocks: list[ClockView] = []
    due_at: int = 0  # of the first of them to be due; 0: none runs
    drill: bool = False  # a rehearsal, and no visitor


class SeenRow(Row):
    """A row as one operator has it: how many visitor messages they have seen."""

    seen: int = 0


class Counts(Frame):
    type: Literal["counts"] = "counts"
    waiting: int
    mine: int
    assistant: int  # open, with the assistant
    active: int


class Update(Frame):
    """New entries of a conversation, and its row as it is now. Sent for every conversation."""

    type: Literal["update"] = "update"
    position: int  # send the newest back in the next hello: nothing between is missed
    row: Row
    entries: list[OperatorEntry]


class SeenFrame(Frame):
    """This operator saw a conversation, here or in another tab."""

    type: Literal["seen"] = "seen"
    conversation: str
    seen: int


class Colleague(Frame):
    id: str
    name: str
    online: bool
    presence: Literal["online", "away", "offline"] = "offline"
    role: str = ""
    teams: list[str] = []
    skills: list[str] = []
    capacity: int = 0  # conversations at once
    load: int = 0  # held and offered now


class PresenceFrame(Frame):
    type: Literal["presence"] = "presence"
    colleagues: list[Colleague]


class Viewer(Frame):
    id: str  # of the operator
    name: str
    replying: bool  # they are writing a reply now


class ViewingFrame(Frame):
    """Who has a conversation before them now, each once, whatever the number of their tabs.

    The whole list, sent when it changes; empty: nobody any more. Yourself included.
    """

    type: Literal["viewing"] = "viewing"
    conversation: str
    viewers: list[Viewer]


class OfferedFrame(Frame):
    """A conversation is offered to you: claim it by then, or it goes to somebody else.

    ``until`` 0: it is no longer offered to you (``cause``: claimed, expired, passed, gone).
    """

    type: Literal["offered"] = "offered"
    conversation: str
    until: int
    why: str = ""  # why you; of a transfer its note
    cause: str = ""  # transferred: a colleague hands it to you


class GoneFrame(Frame):
    """A conversation that you may no longer see: another team has it now. Drop it."""

    type: Literal["gone"] = "gone"
    conversation: str


class NoticeFrame(Frame):
    """You are told of something: the console says so, as you chose.

    The entry that caused it comes by itself, in an update: this one says that it is for you. It
    may be lost, and may come twice with the same ``seq`` and ``notice``.
    """

    type: Literal["notice"] = "notice"
    conversation: str  # "": a test
    notice: str  # person_wanted, assigned, late, …: see docs/notifications.md
    title: str
    seq: int  # the entry that caused it


class DrilledFrame(Frame):
    """A notification of a drill, which went here and to nobody else."""

    type: Literal["drilled"] = "drilled"
    conversation: str
    notice: str
    to: str  # id of the operator who would have been told
    way: str = ""


class PackageFrame(Frame):
    """A conversation's package has a newer revision: load it again where it is shown."""

    type: Literal["package"] = "package"
    conversation: str
    revision: int


class OperatorWelcome(Frame):
    type: Literal["welcome"] = "welcome"
    me: str
    position: int  # send it back in the next hello: nothing between is missed
    counts: Counts
    colleagues: list[Colleague]
    now: int = 0  # the server's clock, for countdowns
    role: str = ""
    viewing: list[ViewingFrame] = []  # who has which conversation before them


class ThreadFrame(Frame):
    """The answer to ``watch``: entries after the cursor, oldest first, then live ``update``s."""

    type: Literal["thread"] = "thread"
    conversation: str
    row: SeenRow
    entries: list[OperatorEntry]
    first: int  # the lowest number in the log that is included; older ones by the API
    deliveries: dict[int, DeliveryView] = {}  # of messages up to the cursor, by their numbers


class DeliveryFrame(Frame):
    """What is known of a message that went out, now. Sent for what you watch, when it changes."""

    type: Literal["delivery"] = "delivery"
    conversation: str
    seq: int
    delivery: DeliveryView


class ResyncFrame(Frame):
    """Too much was missed to replay: load the lists again. Live updates go on from here."""

    type: Literal["resync"] = "resync"
    position: int


OperatorServerFrame = Annotated[
    OperatorWelcome
    | Update
    | ThreadFrame
    | ResyncFrame
    | Counts
    | SeenFrame
    | PresenceFrame
    | PackageFrame
    | ViewingFrame
    | OfferedFrame
    | GoneFrame
    | DrilledFrame
    | NoticeFrame
    | Ack
    | RefusedFrame
    | ErrorFrame
    | Draft
    | TypingFrame
    | DeliveryFrame
    | FileFrame
    | Bye,
    Field(discriminator="type"),
]
