"""The escalation ladder: who is told, and how, while nobody takes up a request."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from warmline.core.model import Conversation, HandoffStatus, Millis, Seat, TeamId

TEAM: Final = "team"
SUPERVISORS: Final = "supervisors"
ESCALATED: Final = "escalated"
"""The notice of a rung; a seat's ``ways`` for it are all those in which it can be reached."""

SENT_HOME: Final = ("closed", "switched_off", "asked_for_mail")
"""Fallbacks after which nobody waits in vain: the visitor was told when somebody will be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of the ladder."""

    after: Millis  # since the request, or since it came back into the line
    way: str
    to: str  # "team", "supervisors" or an operator's id


def unattended(now: Conversation) -> bool:
    """Whether a visitor was promised a person, and none has taken the matter up."""
    handoff = now.handoff
    if handoff is None or handoff.status is not HandoffStatus.PENDING:
        return False
    return handoff.fallback not in SENT_HOME


def meant(rung: Rung, team: TeamId, roster: Iterable[Seat]) -> tuple[Seat, ...]:
    """Whom a step reaches: those meant who can be reached that way.

    Where a team has no supervisors of its own, those of any team are meant.
    """
    able = [seat for seat in roster if rung.way in seat.ways.get(ESCALATED, ())]
    match rung.to:
        case "team":
            return tuple(seat for seat in able if team in seat.teams)
        case "supervisors":
            leading = [seat for seat in able if seat.supervisor]
            own = [seat for seat in leading if team in seat.teams]
            return tuple(own or leading)
        case operator:
            return tuple(seat for seat in able if seat.operator == operator)
