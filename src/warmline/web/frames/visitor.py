"""Frames between the server and a visitor's browser."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from warmline.web.frames.shared import (
    Ack,
    Bye,
    Choice,
    Cited,
    Draft,
    ErrorFrame,
    FileFrame,
    FileIds,
    FileView,
    Frame,
    Id,
    Name,
    Prose,
    RefusedFrame,
    Seq,
    Text,
    TypingFrame,
    Words,
    says_something,
)


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
    files: list[FileView] = []
    edited: bool = False  # ``text`` is what the visitor changed it to: see ``message_edited``
    withdrawn: bool = False  # the visitor took it back; its words are gone


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
        "message_edited",
        "message_withdrawn",
        "channel_joined",
    ]
    name: str = ""  # claimed: who joined; channel_joined: the kind of channel that it moved to
    said: int = 0  # message_edited, message_withdrawn: the message's number
    text: str = ""  # message_edited: its words from now on
    ticket: str = ""
    answer: int = 0  # answer_judged: the answer's number; the visitor has judged it
    right: bool = False  # answer_judged: it helped
    place: int = 0  # handoff_requested: place in line, 0 unknown
    low_ms: int = 0  # handoff_requested: half wait no longer than this; 0 unknown
    high_ms: int = 0  # handoff_requested: four in five wait no longer than this; 0 unknown


class HiddenEntry(Frame):
    """An entry that this reader may not see. Keeps the numbering gapless."""

    kind: Literal["hidden"] = "hidden"
    seq: int


VisitorEntry = Annotated[VisitorMessage | VisitorEvent | HiddenEntry, Field(discriminator="kind")]


class VisitorHandoff(Frame):
    status: Literal["pending", "acknowledged", "resolved", "cancelled"]
    fallback: str = ""  # its cause: closed, nobody_online, queue_full, …; "": still in line
    ticket: str = ""
    place: int = 0
    low_ms: int = 0
    high_ms: int = 0


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


class VisitorLine(Frame):
    """Where the visitor stands in line now; never stored. Sent when it changes."""

    type: Literal["line"] = "line"
    conversation: str
    place: int  # 1: next
    low_ms: int  # half wait no longer than this from now on; 0: too little is known
    high_ms: int  # four in five wait no longer than this


class VisitorEntries(Frame):
    """Entries in order, without gaps, each exactly once per socket."""

    type: Literal["entries"] = "entries"
    conversation: str
    entries: list[VisitorEntry]
    state: VisitorState


VisitorServerFrame = Annotated[
    VisitorWelcome
    | VisitorEntries
    | VisitorLine
    | Ack
    | RefusedFrame
    | ErrorFrame
    | Draft
    | TypingFrame
    | FileFrame
    | Bye,
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
    text: Words
    page: Annotated[str, StringConstraints(max_length=2000)] = ""  # where the visitor is
    choice: Annotated[str, StringConstraints(max_length=500)] = ""  # id of the button pressed
    # made anew by a factory: a default would be copied deeply for each message
    attributes: Attributes = Field(default_factory=dict)
    """Of the visitor, as the page tells; ``token``: signed ones."""
    files: FileIds = Field(default_factory=list)
    """Ids of files that were put up; with them no text is needed."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        says_something(self.text, self.files)
        return self


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
