"""The drill (K-4): a made-up visitor is played through a real handoff on the live installation.

Here is what it needs of the world and what it reports; what is played stands in ``drill_play``.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from warmline.core.model import AssistantId, ConversationId, Millis, OperatorId

Frame = Mapping[str, Any]


class Unexpected(Exception):
    """Something else came than was expected; the text says what."""


class Wire(Protocol):
    """One end of a live socket."""

    async def send(self, frame: Frame) -> None: ...
    async def receive(self) -> Frame:
        """The next frame. Both raise ``Unexpected`` where the socket is closed."""
        ...

    async def close(self) -> None: ...


class Stage(Protocol):
    """The live installation, seen from outside. Raises ``Unexpected``."""

    async def session(self) -> str:
        """A token for a new visitor, who is marked as a drill's."""
        ...

    async def visitor(self, token: str) -> Wire: ...
    async def operator(self) -> Wire: ...
    async def package(self, conversation: str) -> Frame: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who plays: a temporary operator with a session, and a visitor's pass."""

    operator: OperatorId
    cookie: str  # name=value
    csrf: str
    key: str  # the assistant's public key
    visitor_pass: str


class Backstage(Protocol):
    """The installation, seen from inside: who plays comes from there, and goes there again."""

    async def begin(self, assistant: AssistantId) -> Cast:
        """Raises ``NoDrill``, ``Temporary``. Takes away first what dead drills left behind."""
        ...

    async def end(self, cast: Cast, conversation: ConversationId | None) -> None:
        """Leaves nothing but a resolved conversation that is in nobody's list."""
        ...


class NoDrill(Exception):
    """It cannot be played here; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    name: str
    expected: str
    came: str
    ok: bool
    millis: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A notification that was made, and went to the drill instead of to whom it was for."""

    notice: str
    to: str  # an operator's id, or ``team:`` and a team's
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    ok: bool
    at: Millis  # when it began
    millis: int
    conversation: str  # "" where it did not come so far
    steps: tuple[Step, ...]
    told: tuple[Told, ...]


# ── how it is told ────────────────────────────────────────────────────────────────────────────────


def as_lines(report: Report) -> list[str]:
    """For people: a line for each step, and whom the notifications were for."""
    lines = [_line(step) for step in report.steps]
    told = ", ".join(f"{one.to} by {one.way}" for one in report.told)
    lines.append(f"Would have told: {told}" if told else "Would have told nobody.")
    verdict = "Well" if report.ok else "Not well"
    return [*lines, f"{verdict}, in {report.millis} ms. Conversation {report.conversation or '-'}"]


def _line(step: Step) -> str:
    if step.ok:
        return f"✓ {step.name:<13}{step.millis:>6} ms  {step.came}"
    return f"✗ {step.name:<13}{step.millis:>6} ms  expected: {step.expected}; came: {step.came}"


def as_json(report: Report) -> str:
    """For monitors: the report as one JSON object, on one line."""
    return json.dumps(asdict(report), ensure_ascii=False)
