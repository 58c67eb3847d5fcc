"""What a console sends to the server."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from warmline.web.cleaning import clean_prose
from warmline.web.frames.shared import FileIds, Frame, Id, Seq, Text, Words, says_something
from warmline.web.frames.visitor import Ping


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
    text: Words
    alongside: bool = False  # I know that a colleague holds it, or has just replied
    seen: Seq = 0  # the newest entry on the screen; a colleague's reply above it refuses mine
    files: FileIds = []  # ids of files put up for this conversation; with them no text is needed

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        says_something(self.text, self.files)
        return self


class Note(Frame):
    """Words that only operators read. From who watches a colleague's conversation: a whisper."""

    type: Literal["note"] = "note"
    id: Id
    conversation: Id
    text: Text


LONGEST_NOTE = 2000  # characters of the note that goes along with a transfer

Action = Literal[
    "claim",
    "resolve",
    "return",
    "cancel",
    "pass",
    "take_over",
    "transfer",
    "snooze",
    "prioritise",
]
Until = Annotated[int, Field(ge=0, le=2**53, strict=True)]
Priority = Annotated[int, Field(ge=-100, le=100, strict=True)]
OperatorRef = Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9_.:-]*$")]
TeamRef = OperatorRef
NoteAlong = Annotated[str, StringConstraints(max_length=LONGEST_NOTE), AfterValidator(clean_prose)]


class Act(Frame):
    """Do something with a conversation.

    claim, resolve, return (to the assistant), cancel (the pending handoff), pass (let go of what
    is offered to me), take_over (supervisors), transfer, snooze, prioritise.
    """

    type: Literal["act"] = "act"
    id: Id
    conversation: Id
    action: Action
    seen: Seq = 0  # resolve: the newest entry on the screen; newer words of the visitor refuse it
    team: TeamRef = ""  # transfer: to whom
    to: OperatorRef = ""  # transfer: to this member of it; "": to all
    note: NoteAlong = ""  # transfer: what the next person should know
    stay: bool = False  # transfer: I keep it until they answer
    until: Until = 0  # snooze: until then, or the visitor writes; 0: I take it up again
    priority: Priority = 0  # prioritise


class JudgeAnswer(Frame):
    """Was that answer right? Operators say it once for an answer."""

    type: Literal["judge"] = "judge"
    id: Id
    conversation: Id
    seq: Seq  # number of the assistant's answer
    right: bool


class JudgeHandoff(Frame):
    """Was that request for a person needed? Said once of each."""

    type: Literal["judge_handoff"] = "judge_handoff"
    id: Id
    conversation: Id
    handoff: Seq  # its number
    needed: bool


class View(Frame):
    """What this tab shows now. Say it again every 10 s: it is forgotten after 30 s."""

    type: Literal["view"] = "view"
    conversation: Annotated[str, StringConstraints(max_length=64)] = ""  # "": none
    replying: bool = False  # its operator is writing a reply


class SetPresence(Frame):
    """Whether conversations may be offered to me."""

    type: Literal["presence"] = "presence"
    id: Id
    choice: Literal["available", "away"]


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
    | JudgeHandoff
    | View
    | SetPresence
    | OperatorTyping
    | See
    | Ping,
    Field(discriminator="type"),
]
