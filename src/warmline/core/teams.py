"""Teams: queues that operators share, and the routes that choose one."""

from dataclasses import dataclass, field
from enum import StrEnum

from warmline.core.conditions import Condition
from warmline.core.fallbacks import Fallbacks
from warmline.core.hours import Hours
from warmline.core.idle import Idle
from warmline.core.ladder import Rung
from warmline.core.model import Millis, Presence, TeamId
from warmline.core.service import Service

__all__ = ["SUPPORT", "Presence", "Route", "Strategy", "Team"]

SUPPORT = TeamId("support")
"""The team that always exists."""


class Strategy(StrEnum):
    """How a team's conversations find a person."""

    PULL = "pull"  # operators take them from the list
    ROUND_ROBIN = "round_robin"  # given to each in turn
    LEAST_LOADED = "least_loaded"  # given to whoever has the most room


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    id: TeamId
    name: str = ""
    strategy: Strategy = Strategy.PULL
    accept_within: Millis = 45_000  # then an assignment that nobody took up moves on
    relax_after: Millis = 60_000  # of waiting; then required skills are waived. 0: never
    lease: Millis = 90_000  # an operator who is not there keeps a conversation this long
    longest_line: int = 0  # 0: unbounded
    patience: Millis | None = None  # None: the policy's
    sticky: Millis = 0  # after a resolve a message goes back to the same operator this long
    hours: Hours | None = None  # None: always open
    service: Service = field(default_factory=Service)
    idle: Idle = field(default_factory=Idle)
    fallbacks: Fallbacks = field(default_factory=Fallbacks)
    ladder: tuple[Rung, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Which team a handoff goes to. Asked in order; the first that matches decides."""

    id: str
    team: TeamId
    when: Condition | None = None  # None: always
    priority: int | None = None  # None: the rule's
    skills: tuple[str, ...] = ()  # that whoever takes it should have
