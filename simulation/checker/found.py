"""What a check comes to: promises that were broken, and the figures that were counted."""

from collections import Counter
from dataclasses import dataclass, field

from simulation.agenda import SECOND
from warmline.core.model import Millis

PRECISE: Millis = 2 * SECOND  # how late a timer may ring


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    promise: str
    conversation: str
    at: Millis
    what: str


@dataclass(slots=True)
class Found:
    """What the log says: what was broken, and the figures."""

    breaches: list[Breach] = field(default_factory=list[Breach])
    counts: Counter[str] = field(default_factory=Counter[str])  # facts by kind
    picked_up: int = 0
    fell_back: int = 0  # requests of which nobody was reached at first
    fallbacks: Counter[str] = field(default_factory=Counter[str])  # by cause
    waits: list[Millis] = field(default_factory=list[Millis])  # that ended with a person
    first_waits: list[Millis] = field(default_factory=list[Millis])  # on whatever ways
    promised: list[tuple[str, Millis, Millis]] = field(
        default_factory=list[tuple[str, Millis, Millis]]
    )  # team, waited, told
    targets: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    handled: Counter[str] = field(default_factory=Counter[str])  # conversations by operator
    most_at_once: Counter[str] = field(default_factory=Counter[str])  # by operator
    timers: list[Millis] = field(default_factory=list[Millis])  # how late each rang
    backlog: int = 0  # the longest line that was given out
    digest: str = ""
