"""How staff can be told of something: the ways, and the things that they may be told of."""

from collections.abc import Mapping
from typing import Final

from warmline.core.ladder import ESCALATED
from warmline.core.model import TeamId

CONSOLE: Final = "console"
WAYS: Final = (CONSOLE, "push", "email", "sms", "webhook", "chat")
OWN: Final = (CONSOLE, "push", "email", "sms")
"""The ways to one person."""

SHARED: Final = ("webhook", "chat")
"""The ways to what a team shares: a service, or a room of its messenger."""

EVENTS: Final[Mapping[str, str]] = {
    "person_wanted": "A visitor wants a person",
    "assigned": "A conversation was given to you",
    "visitor_replied": "A visitor wrote in a conversation of yours",
    "transferred": "A conversation was handed on to you or your team",
    "ticket_opened": "A visitor left an address and waits for an answer",
    "due_soon": "An answer is due soon",
    "late": "An answer is late",
    "released": "A conversation of yours went to somebody else",
    "woke": "A conversation that you put off is due",
    "new_conversation": "A new conversation",
    ESCALATED: "Nobody has taken up a request for a person",
}
"""Each notice with its title."""

CHOSEN: Final = tuple(event for event in EVENTS if event != ESCALATED)
"""Those that everybody chooses for themselves; a step of a ladder is the team's business."""

_TEAM: Final = "team:"


def shared_by(team: TeamId, target: str = "") -> str:
    """To whom a notice goes that a whole team shares; ``target``: to this service or room of it."""
    return f"{_TEAM}{team}/{target}" if target else f"{_TEAM}{team}"


def team_of(to: str) -> TeamId | None:
    """The team that a notice is shared by; None: it goes to one operator."""
    if not to.startswith(_TEAM):
        return None
    return TeamId(to.removeprefix(_TEAM).partition("/")[0])


def target_of(to: str) -> str:
    """The id of the service or room that a notice goes to; "": it goes to none."""
    return to.partition("/")[2] if to.startswith(_TEAM) else ""
