"""What was really so with people and their browsers: nothing of it comes from the product."""

from dataclasses import dataclass, field

from simulation.agenda import SECOND
from warmline.core.model import Millis

ALIVE: Millis = 40 * SECOND  # as ``web.operator_socket`` has it: after this a socket is dead


@dataclass(slots=True, kw_only=True)
class Sighting:
    """An unbroken time in which a browser gave signs of life; ``closed``: it ended with a word."""

    first: Millis
    last: Millis
    closed: bool = False


@dataclass(slots=True)
class Seen:
    """One person's day."""

    there: list[Sighting] = field(default_factory=list[Sighting])
    away: list[tuple[Millis, Millis]] = field(default_factory=list[tuple[Millis, Millis]])
    crashes: int = 0
