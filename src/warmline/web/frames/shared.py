"""What both sockets say, and the shapes that frames are made of."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from warmline.web.cleaning import clean_line, clean_prose, clean_text, clean_words

LONGEST_TEXT = 10_000  # characters in one message
LARGEST_FRAME = 64 * 1024  # bytes
MOST_FILES = 10  # with one message
LARGEST_SEQ = 2**31 - 1  # what the databases number entries with

ID = r"^[A-Za-z0-9_.:-]{1,64}$"
Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=ID)]
Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_TEXT, strict=True),
    AfterValidator(clean_text),
]
Prose = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(clean_prose)]
Words = Annotated[
    str, StringConstraints(max_length=LONGEST_TEXT, strict=True), AfterValidator(clean_words)
]
"""A message's text, which may be missing where it has files."""
Name = Annotated[str, StringConstraints(max_length=200), AfterValidator(clean_line)]
Seq = Annotated[int, Field(ge=0, le=2**53, strict=True)]
FileIds = Annotated[list[Id], Field(max_length=MOST_FILES)]
Reason = Literal["restart", "revoked", "resume_needed", "idle", "protocol"]


def says_something(text: str, files: Sequence[str]) -> None:
    """Raises ``ValueError`` for a message of nothing."""
    if not text and not files:
        raise ValueError("expected at least one visible character, or a file")


class Frame(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_serialization_defaults_required=True
    )


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
    by: str = ""  # already_taken, not_yours, colleague_spoke: the colleague's display name
    seq: int = 0  # colleague_spoke: the entry that you have not read
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


class FileView(Frame):
    """A file of a message. It can be opened once it is ``ready``; ``refused``: never."""

    id: str
    name: str
    type: str = ""  # as its bytes say; as its sender says while it waits
    size: int = 0  # in bytes
    state: Literal["waiting", "ready", "refused"] = "waiting"
    why: str = ""  # refused: why, in words
    url: str = ""  # ready: where it is, for some time
    thumbnail_url: str = ""  # of a picture


class FileFrame(Frame):
    """How it stands with a file of a message now."""

    type: Literal["file"] = "file"
    conversation: str
    file: FileView


class Choice(Frame):
    """A button. ``id``: person (asks for a person), accept, decline (answer an offer).

    Any other is a choice: pressing it says its label, with the id beside it.
    """

    id: str
    label: str
