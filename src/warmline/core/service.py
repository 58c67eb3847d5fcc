"""Service levels: within what time a visitor is to be answered, and what happens if not (R-5)."""

from dataclasses import dataclass
from typing import Literal

from warmline.core.model import Goal, Millis, TeamId

NO_TEAM = TeamId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    limit: Millis
    business: bool = False  # only the team's open hours count
    warn_before: Millis = 0  # so much of the limit before it is due; 0: no warning


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What is done when a target is due soon, or late; besides telling people."""

    do: Literal["raise", "move"]
    priority: int = 0  # raise: to this, where it is lower
    team: TeamId = NO_TEAM  # move: to the line of this team, unless somebody holds it
    goals: tuple[Goal, ...] = ()  # of which targets; none named: of all


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The targets of a team; None: it has no such target."""

    first_reply: Target | None = None
    next_reply: Target | None = None
    resolution: Target | None = None
    soon: tuple[Deed, ...] = ()
    late: tuple[Deed, ...] = ()

    def target(self, goal: Goal) -> Target | None:
        match goal:
            case "first_reply":
                return self.first_reply
            case "next_reply":
                return self.next_reply
            case "resolution":
                return self.resolution
