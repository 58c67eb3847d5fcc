"""What files are made of: their rows, their bytes, and what is asked of the world for them.

A file is ``waiting`` until its bytes are here and nothing bad was found in them; then it is
``ready``, or ``refused`` for ever with the reason.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final, Literal, Protocol

from warmline.core.facts import Entry
from warmline.core.model import ConversationId, Millis
from warmline.core.refusals import Refused
from warmline.flow.channels import Remote
from warmline.flow.ports import Whisper

Condition = Literal["waiting", "ready", "refused", "withdrawn"]
Why = Literal[
    "empty",
    "too_large",  # alone, or with all that is kept already
    "too_many_pixels",
    "type",  # it is of no type that is taken
    "unreadable",  # it says that it is a picture, and is none
    "unreachable",  # its provider did not hand it out
    "virus",
]
VISITOR: Final = "visitor"
MOST_OF_ONE_MESSAGE: Final = 10
DRAWN: Final = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
"""Pictures of which there are small ones."""


class BadFile(Exception):
    """A file that is not taken."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


class UnknownFile(Refused):
    code: ClassVar[str] = "unknown_file"

    def __init__(self) -> None:
        super().__init__("A file is not there any more, or is not yours to send. Add it again.")


class TooManyFiles(Refused):
    code: ClassVar[str] = "too_many_files"

    def __init__(self) -> None:
        super().__init__("There are too many files in this conversation already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What is known of a file."""

    id: str
    conversation: ConversationId
    owner: str  # visitor, operator:<id>, assistant
    name: str
    claimed: str = ""  # media type, as its sender says
    type: str = ""  # media type, as its bytes say
    size: int = 0  # in bytes; while it is fetched, as its sender says; refused: 0
    state: Condition = "waiting"
    why: str = ""  # a ``Why``
    sha256: str = ""
    blob: str = ""  # where its bytes are; "": nowhere
    thumbnail: bool = False
    message: int = 0  # number of the entry that has it; 0: none
    channel: str = ""  # from which it is fetched
    remote: str = ""  # what its adapter fetches it by
    tries: int = 0
    at: Millis = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """How much is kept already."""

    unsent: int  # files of the conversation that no message has
    bytes: int  # of the conversation
    all: int  # bytes of the installation


class Rows(Protocol):
    """What is known of files: ``store.files``."""

    async def add(self, stored: Stored, due: Millis) -> Stored:
        """Keep it; one of that id that is there stays as it is, and comes back."""
        ...

    async def by_ids(self, ids: Sequence[str]) -> Mapping[str, Stored]: ...
    async def lodge(self, stored: Stored, due: Millis, *, fresh: bool) -> Stored | None:
        """Say where its bytes go: where the same bytes are, if they are there, else where it says.

        With the same bytes it has their thumbnail. Until it is settled it is due at ``due``. One
        that is not ``fresh`` is known already; None: nobody wants it any more.
        """
        ...

    async def settle(self, stored: Stored, due: Millis | None) -> bool:
        """Keep what has become of it; ``due``: when it is worked at again, None: never.

        False: nobody wants it any more. Whose it is and which message has it stays as it is.
        """
        ...

    async def claim(self, *, lease: Millis, limit: int) -> Sequence[Stored]:
        """Those that are due, each for one asker; they are due again after ``lease``."""
        ...

    async def usage(self, conversation: ConversationId) -> Usage: ...
    async def sweep(self, before: Millis, limit: int) -> Sequence[str]:
        """Forget what was taken back, and what no message has had since ``before``.

        The blobs that no file has any more: theirs to delete, and nobody else's.
        """
        ...


class Blobs(Protocol):
    """Where bytes are kept, by names of ours."""

    async def put(self, name: str, content: bytes) -> None:
        """Durable when it returns; the same name again changes nothing. Raises ``Temporary``."""
        ...

    async def read(self, name: str, start: int = 0, end: int | None = None) -> bytes:
        """From ``start`` up to ``end``. Raises ``Temporary``; ``Permanent``: there is none."""
        ...

    async def delete(self, name: str) -> None:
        """It may not be there."""
        ...


Draw = Callable[[bytes], Awaitable[bytes]]
"""A small picture of a picture. Raises ``BadFile``, ``Temporary``."""
Scan = Callable[[bytes], Awaitable[str]]
"""The name of the virus that is in there; "": none. Raises ``Temporary``."""
Fetch = Callable[[str, Remote, int], Awaitable[bytes]]
"""A file of a channel (its setup's id), so many bytes at most. ``Temporary``, ``Permanent``."""
Tell = Callable[[Whisper], Awaitable[None]]
Link = Callable[[Stored], str]
"""Where a channel's provider may fetch a file, for half a day at least; "": nowhere."""
EntriesOf = Callable[[ConversationId, int], Awaitable[Sequence[Entry]]]
"""The entry of that number, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """What files are, as far as the flow wants to know: ``warmline.files``."""

    sniff: Callable[[bytes, str], str]  # bytes and name -> media type
    name: Callable[[str, str], str]  # name and media type -> a name that is safe
    strip: Callable[[bytes, str], bytes]  # bytes and media type -> without metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What is taken."""

    most: int = 20 * 2**20  # bytes of one file
    types: frozenset[str] = frozenset()  # media types; ``image/*`` stands for all of them
    unsent: int = 20  # files of a conversation that no message has
    conversation: int = 500 * 2**20  # bytes of one conversation
    all: int = 0  # bytes of all; 0: as many as there is room for

    def takes(self, kind: str) -> bool:
        return kind in self.types or f"{kind.partition('/')[0]}/*" in self.types

    def allows(self, size: int) -> bool:
        """Whether one conversation may have so many bytes."""
        return size <= self.conversation

    def holds(self, size: int) -> bool:
        """Whether there may be so many bytes of all."""
        return not self.all or size <= self.all


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file that somebody sends."""

    conversation: ConversationId
    owner: str
    name: str
    content: bytes
    claimed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What ``Files`` is made of."""

    rows: Rows
    blobs: Blobs
    kinds: Kinds
    draw: Draw
    entry: EntriesOf
    clock: Callable[[], Millis]
    new_id: Callable[[], str]
    fetch: Fetch
    tell: Tell  # the screens, what has become of a file
    scan: Scan | None = None  # None: nothing is scanned
    link: Link = lambda _: ""
    bounds: Bounds = field(default_factory=Bounds)
