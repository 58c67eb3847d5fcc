"""How the load generator talks to each server: where it connects, what it says, what it hears.

A message carries the time at which it was sent, in nanoseconds; the frames that answer it give the
time back. Both servers are told the same sentences, each with a number of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

TEXTS = (
    "Where is the lamp from last week? It should have arrived on Monday, and nothing came.",
    "I would like to know whether the oak table comes with six chairs or only with four.",
    "I moved to a new flat in March, can the bookcase still be sent to the old address?",
    "The left leg of the sofa came loose after two weeks, is there a screw to tighten?",
    "My daughter wants the blue lamp but the page shows the green one, will it come back?",
)


SHOWN = re.compile(rb'"draft":"\d+-(\d+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where a socket is opened, and what is said first."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    hello: str = ""


class Dialect(Protocol):
    def visitor(self, i: int) -> Door: ...
    def operator(self, i: int) -> Door: ...
    def message(self, i: int, stamp: int) -> bytes:
        """One message of visitor ``i``."""
        ...

    def answered(self, i: int, frame: bytes) -> int:
        """The stamp of the message that this frame settles for visitor ``i``; 0: none."""
        ...

    def shown(self, frame: bytes) -> Sequence[int]:
        """The stamps of the visitors' messages that this frame shows an operator."""
        ...


class Bare:
    """The reference server's."""

    def visitor(self, i: int) -> Door:
        return Door(path=f"/v/c{i}")

    def operator(self, i: int) -> Door:
        return Door(path="/op")

    def message(self, i: int, stamp: int) -> bytes:
        id = f"{i}-{stamp}"
        return f'{{"t":{stamp},"type":"message","id":"{id}","text":"{words(stamp)}"}}'.encode()

    def answered(self, i: int, frame: bytes) -> int:
        return number_after(frame, b'"t":')

    def shown(self, frame: bytes) -> Sequence[int]:
        return (number_after(frame, b'"t":'),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A visitor: their token, their conversation, the newest entry that they have."""

    token: str
    conversation: str = ""  # "" before the first word
    newest: int = 0


@dataclass(slots=True, kw_only=True)
class Held:
    """Warmline's; a message is settled by its ``ack``. Ids are ``<visitor>-<stamp>``."""

    visitors: Sequence[Seat]
    operators: Sequence[Door]

    def visitor(self, i: int) -> Door:
        seat = self.visitors[i]
        hello = f'{{"type":"hello","token":"{seat.token}","after":{seat.newest}}}'
        return Door(path="/api/visitor/socket", hello=hello)

    def operator(self, i: int) -> Door:
        return self.operators[i]

    def message(self, i: int, stamp: int) -> bytes:
        return f'{{"type":"say","id":"{i}-{stamp}","text":"{words(stamp)}"}}'.encode()

    def answered(self, i: int, frame: bytes) -> int:
        if not frame.startswith(b'{"type":"ack"'):
            return 0
        return number_after(frame, b'"id":"%d-' % i)

    def shown(self, frame: bytes) -> Sequence[int]:
        if not frame.startswith(b'{"type":"update"'):
            return ()
        return [int(stamp) for stamp in SHOWN.findall(frame)]


@dataclass(slots=True, kw_only=True)
class Asking(Held):
    """Warmline's, where the assistant has the floor: a question is settled by its answer.

    Each visitor has one question open at a time, and asks another one of ``questions`` next.
    """

    questions: Sequence[str]
    _asked: dict[int, tuple[int, int]] = field(default_factory=dict)  # count, stamp by visitor

    def message(self, i: int, stamp: int) -> bytes:
        count = self._asked.get(i, (0, 0))[0] + 1
        self._asked[i] = count, stamp
        text = self.questions[(i + count) % len(self.questions)]
        return f'{{"type":"say","id":"{i}-{stamp}","text":"{text}"}}'.encode()

    def answered(self, i: int, frame: bytes) -> int:
        answer = frame.startswith(b'{"type":"entries"') and b'"author":"assistant"' in frame
        return self._asked[i][1] if answer else 0


def words(stamp: int) -> str:
    """About 120 characters that no other message holds."""
    return f"{TEXTS[stamp % len(TEXTS)]} The order has the number {stamp // 1000 % 10**9}."


def number_after(frame: bytes, mark: bytes, start: int = 0) -> int:
    """The number that stands right behind a mark; 0 where there is none."""
    at = frame.find(mark, start)
    if at < 0:
        return 0
    at += len(mark)
    end = at
    while frame[end : end + 1].isdigit():
        end += 1
    return int(frame[at:end] or 0)
