"""The live protocol: every frame on the two WebSockets, typed. The TypeScript types come from here.

Both sockets speak JSON text frames with a ``type``. The client speaks first (``hello``); each
request carries an ``id`` of the client's choosing and is answered by exactly one ``ack`` or
``refused`` with that id. The same ``id`` sent again has no second effect and gets the same answer.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from warmline.web.cleaning import clean_line, clean_prose, clean_text

LONGEST_TEXT = 10_000  # characters in one message
LARGEST_FRAME = 64 * 1024  # bytes
LARGEST_SEQ = 2**31 - 1  # what the databases number entries with

ID = r"^[A-Za-z0-9_.:-]{1,64}$"
Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=ID)]
Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_TEXT, strict=True),
    AfterValidator(clean_text),
]
Prose = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(clean_prose)]
Name = Annotated[str, StringConstraints(max_length=200), AfterValidator(clean_line)]
Seq = Annotated[int, Field(ge=0, le=2**53, strict=True)]
Reason = Literal["restart", "revoked", "resume_needed", "idle", "protocol"]


class Frame(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_serialization_defaults_required=True
    )


# ── shared ────────────────────────────────────────────────────────────────────────────────────────


class Ack(Frame):
    """Done, and durable. ``seq`` is the entry that the request made; 0 where it made none."""

    type: Literal["ack"] = "ack"
    id: str
    seq: int = 0


class RefusedFrame(Frame):
    """Not done, nothing recorded. ``code`` is stable; ``detail`` may be shown to people."""

    type: Literal["refused"] = "refused"
    id: str
    code: str
    detail: str
    by: str = ""  # already_taken, not_yours: the display name of the colleague who holds it
    retry_after_ms: int = 0  # rate_limited, unavailable: when to try again


class ErrorFrame(Frame):
    """A frame that could not be read. The socket stays open unless a ``bye`` follows."""

    type: Literal["error"] = "error"
    code: str
    detail: str  # what was expected, what came, where


class Bye(Frame):
    """The last frame before the server closes the socket."""

    type: Literal["bye"] = "bye"
    reason: Reason
    retry_after_ms: int = 0


class Draft(Frame):
    """The assistant's answer as it is being written: the whole text so far. Never stored.

    Void as soon as an entry with ``seq`` above ``answers`` by the assistant or system arrives, or
    the conversation's ``epoch`` differs. An empty text means: thinking, or the draft was withdrawn.
    """

    type: Literal["draft"] = "draft"
    conversation: str
    answers: int
    epoch: int
    text: str


class TypingFrame(Frame):
    """Somebody is typing, for the next six seconds; ``on: false`` ends it at once."""

    type: Literal["typing"] = "typing"
    conversation: str
    who: Literal["visitor", "operator"]
    name: str = ""
    on: bool = True


class Cited(Frame):
    title: str
    url: str = ""
    quote: str = ""


class Choice(Frame):
    """A button. ``id``: person (asks for a person), accept, decline (answer an offer).

    Any other is a choice: pressing it says its label, with the id beside it.
    """

    id: str
    label: str


# ── visitor: what the server sends ────────────────────────────────────────────────────────────────


class VisitorMessage(Frame):
    kind: Literal["message"] = "message"
    seq: int
    at: int  # milliseconds since 1970
    author: Literal["visitor", "assistant", "operator", "system"]
    name: str = ""  # public name of the operator or the assistant
    text: str
    draft: str = ""  # the id under which this browser sent it
    sources: list[Cited] = []
    buttons: list[Choice] = []
    form: Literal["", "contact"] = ""
    answer: bool = False  # the visitor may say whether it helped: see ``judge``


class VisitorEvent(Frame):
    kind: Literal["event"] = "event"
    seq: int
    at: int
    event: Literal[
        "handoff_requested",
        "handoff_cancelled",
        "fallback_ran",
        "ticket_opened",
        "claimed",
        "returned_to_assistant",
        "resolved",
        "reopened",
        "answer_judged",
    ]
    name: str = ""  # claimed: who joined
    ticket: str = ""
    answer: int = 0  # answer_judged: the answer's number; the visitor has judged it
    right: bool = False  # answer_judged: it helped
    place: int = 0  # handoff_requested: place in line, 0 unknown
    wait_ms: int = 0  # handoff_requested: typical wait, 0 unknown


class HiddenEntry(Frame):
    """An entry that this reader may not see. Keeps the numbering gapless."""

    kind: Literal["hidden"] = "hidden"
    seq: int


VisitorEntry = Annotated[VisitorMessage | VisitorEvent | HiddenEntry, Field(discriminator="kind")]


class VisitorHandoff(Frame):
    status: Literal["pending", "acknowledged", "resolved", "cancelled"]
    fallback: str = ""  # nobody_online, deadline, switched_off; "": still in line
    ticket: str = ""
    place: int = 0
    wait_ms: int = 0


class VisitorState(Frame):
    """How the conversation stands after the entries beside it."""

    status: Literal["open", "waiting", "active", "resolved"]
    floor: Literal["assistant", "human"]
    epoch: int
    speaker: str = ""  # the operator's public name while active
    handoff: VisitorHandoff | None = None
    owed: bool = False  # the visitor spoke last and has no answer yet


class VisitorWelcome(Frame):
    """The answer to ``hello``. The missed entries follow in ``entries`` frames."""

    type: Literal["welcome"] = "welcome"
    conversation: str
    state: VisitorState
    newest: int  # number of the newest entry; 0: nothing said yet


class VisitorEntries(Frame):
    """Entries in order, without gaps, each exactly once per socket."""

    type: Literal["entries"] = "entries"
    conversation: str
    entries: list[VisitorEntry]
    state: VisitorState


VisitorServerFrame = Annotated[
    VisitorWelcome | VisitorEntries | Ack | RefusedFrame | ErrorFrame | Draft | TypingFrame | Bye,
    Field(discriminator="type"),
]


# ── visitor: what the browser sends ───────────────────────────────────────────────────────────────


class VisitorHello(Frame):
    type: Literal["hello"] = "hello"
    token: Annotated[str, StringConstraints(max_length=200)]
    after: Seq = 0  # the newest entry this browser has
    language: Annotated[str, StringConstraints(max_length=35, pattern=r"^[A-Za-z0-9-]*$")] = (
        ""  # the widget's; what the visitor writes in comes before it
    )


Attributes = Annotated[dict[str, object], Field(max_length=200)]
"""Any values: a slip of the page must not silence its visitor. What is not plain is left out."""


class Say(Frame):
    type: Literal["say"] = "say"
    id: Id
    text: Text
    page: Annotated[str, StringConstraints(max_length=2000)] = ""  # where the visitor is
    choice: Annotated[str, StringConstraints(max_length=500)] = ""  # id of the button pressed
    attributes: Attributes = {}  # of the visitor, as the page tells; ``token``: signed ones


class RequestPerson(Frame):
    type: Literal["request_person"] = "request_person"
    id: Id
    text: Text  # the button's label
    page: Annotated[str, StringConstraints(max_length=2000)] = ""
    attributes: Attributes = {}


class AnswerOffer(Frame):
    type: Literal["answer_offer"] = "answer_offer"
    id: Id
    accepted: bool
    text: Text  # the button's label


class Withdraw(Frame):
    type: Literal["withdraw"] = "withdraw"
    id: Id


class LeaveContact(Frame):
    type: Literal["leave_contact"] = "leave_contact"
    id: Id
    email: Annotated[str, StringConstraints(max_length=254)]
    name: Name = ""
    message: Prose = ""


class Judge(Frame):
    """Did that answer help? Said once of each. It teaches how sure to be, never what is so."""

    type: Literal["judge"] = "judge"
    id: Id
    seq: Seq  # number of the assistant's answer
    right: bool


class VisitorTyping(Frame):
    type: Literal["typing"] = "typing"
    on: bool = True


class Ping(Frame):
    """Answered by an ``ack`` with the same id: tells a live socket from a dead one."""

    type: Literal["ping"] = "ping"
    id: Id


VisitorClientFrame = Annotated[
    VisitorHello
    | Say
    | RequestPerson
    | AnswerOffer
    | Withdraw
    | LeaveContact
    | Judge
    | VisitorTyping
    | Ping,
    Field(discriminator="type"),
]


# ── operator: what the server sends ───────────────────────────────────────────────────────────────


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


class OperatorNote(Frame):
    kind: Literal["note"] = "note"
    seq: int
    at: int
    operator: str
    name: str
    text: str
    draft: str = ""


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
    ]
    by: str = ""  # id of the operator who did it; "": the visitor, or the system
    name: str = ""
    why: WhyView | None = None
    also: list[WhyView] = []
    cause: str = ""  # fallback_ran, assistant_missed; flow_moved: how it ended, "": it goes on
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


class Row(Frame):
    """A conversation as a line in the inbox."""

    id: str
    name: str  # of the contact, or "Visitor 4f2a"
    email: str = ""
    channel: str
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


class PresenceFrame(Frame):
    type: Literal["presence"] = "presence"
    colleagues: list[Colleague]


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


class ThreadFrame(Frame):
    """The answer to ``watch``: entries after the cursor, oldest first, then live ``update``s."""

    type: Literal["thread"] = "thread"
    conversation: str
    row: SeenRow
    entries: list[OperatorEntry]
    first: int  # the lowest number in the log that is included; older ones by the API


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
    | Ack
    | RefusedFrame
    | ErrorFrame
    | Draft
    | TypingFrame
    | Bye,
    Field(discriminator="type"),
]


# ── operator: what the console sends ──────────────────────────────────────────────────────────────


class OperatorHello(Frame):
    type: Literal["hello"] = "hello"
    csrf: Annotated[str, StringConstraints(max_length=200)]
    position: Seq = 0  # from the last welcome or update; 0: begin now


class Watch(Frame):
    """Open a conversation: answered by ``thread``. Drafts and typing of it follow live."""

    type: Literal["watch"] = "watch"
    conversation: Id
    after: Seq = 0


class Unwatch(Frame):
    type: Literal["unwatch"] = "unwatch"
    conversation: Id


class Reply(Frame):
    type: Literal["reply"] = "reply"
    id: Id
    conversation: Id
    text: Text
    alongside: bool = False  # I know that a colleague holds it


class Note(Frame):
    type: Literal["note"] = "note"
    id: Id
    conversation: Id
    text: Text


class Act(Frame):
    """claim, resolve, return (to the assistant), cancel (the pending handoff)."""

    type: Literal["act"] = "act"
    id: Id
    conversation: Id
    action: Literal["claim", "resolve", "return", "cancel"]
    seen: Seq = 0  # resolve: the newest entry on the screen; newer words of the visitor refuse it


class JudgeAnswer(Frame):
    """Was that answer right? Operators say it once for an answer."""

    type: Literal["judge"] = "judge"
    id: Id
    conversation: Id
    seq: Seq  # number of the assistant's answer
    right: bool


class OperatorTyping(Frame):
    type: Literal["typing"] = "typing"
    conversation: Id
    on: bool = True


class See(Frame):
    """I have read this conversation up to now."""

    type: Literal["see"] = "see"
    conversation: Id
    seen: Seq  # the row's visitor_messages


OperatorClientFrame = Annotated[
    OperatorHello
    | Watch
    | Unwatch
    | Reply
    | Note
    | Act
    | JudgeAnswer
    | OperatorTyping
    | See
    | Ping,
    Field(discriminator="type"),
]
