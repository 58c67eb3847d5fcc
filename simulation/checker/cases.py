"""A conversation as far as the log has been read."""

from dataclasses import dataclass, field
from math import inf
from typing import Any

from warmline.core.model import Millis

Fact = dict[str, Any]  # as the log has it


@dataclass(slots=True, kw_only=True)
class Clock:
    goal: str
    due_at: Millis
    warn_at: Millis
    started: Millis
    late: bool
    warned: bool = False


@dataclass(slots=True, kw_only=True)
class Case:
    """Who waits, who has it, and what is still to ring."""

    id: str
    waits: bool = False  # the visitor stands in a line
    team: str = "support"
    priority: int = 0
    skills: tuple[str, ...] = ()
    requested_at: Millis = 0
    since: Millis = 0  # when this wait began
    free_since: Millis = 0  # since when nobody has been asked to take it up
    deadline: Millis = 0
    told: Millis = 0  # the longest wait that they were told
    straight: bool = False  # from the request, nothing has happened to the wait
    holder: str = ""
    held_since: Millis = 0
    assigned: str = ""
    until: Millis = 0
    passed: tuple[str, ...] = ()
    clocks: dict[str, Clock] = field(default_factory=dict[str, Clock])
    snoozed: Millis = 0
    asides: list[tuple[Millis, Millis]] = field(
        default_factory=list[tuple[Millis, Millis]]
    )  # from when until when its holder had it put aside
    owed: Millis = 0  # when the assistant was asked what has had no answer; 0: nothing
    newest: Fact = field(default_factory=dict[str, Any])
    rungs: set[int] = field(default_factory=set[int])
    fell_back: bool = False
    taken: bool = False  # somebody has taken the newest request up
    withdrawn: bool = False  # the newest request: whoever takes it then comes unasked


def turn(case: Case) -> tuple[float, float, Millis, str]:
    """Its place in line: by priority, by what is due first, by age."""
    dues = [clock.due_at for clock in case.clocks.values() if clock.due_at]
    return (-case.priority, min(dues, default=inf), case.requested_at, case.id)
