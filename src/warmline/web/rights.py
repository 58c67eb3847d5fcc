"""Who may see a conversation, and who may do something with it: asked anew each time.

Owners, admins, supervisors and viewers see everything. An operator sees what is theirs, what their
teams were asked for, and what no team was asked for yet. Of what somebody may not see they are told
nothing, not even that it is there.
"""

from typing import ClassVar

from warmline.core.drills import rehearses
from warmline.core.model import Conversation
from warmline.core.refusals import Refused, UnknownConversation
from warmline.flow.desk import Operator, Role

RANKS = (Role.VIEWER, Role.OPERATOR, Role.SUPERVISOR, Role.ADMIN, Role.OWNER)
SEE_ALL = frozenset({Role.OWNER, Role.ADMIN, Role.SUPERVISOR, Role.VIEWER})


class ReadOnly(Refused):
    code: ClassVar[str] = "read_only"

    def __init__(self) -> None:
        super().__init__("Your account may read conversations and do nothing with them.")


def at_or_above(role: Role) -> frozenset[Role]:
    return frozenset(RANKS[RANKS.index(role) :])


def sees(who: Operator, now: Conversation) -> bool:
    """Whether a conversation is shown to them as it stands. A drill is its own operator's alone."""
    if now.drill or rehearses(who.id):
        return now.drill and rehearses(who.id)
    if who.role in SEE_ALL or who.id in (now.operator, now.assigned):
        return True
    team = team_of(now)
    return not team or team in who.teams


def opens(who: Operator, now: Conversation) -> bool:
    """Whether they may open it by its id: drills, too, where they answer for the installation."""
    return sees(who, now) or (now.drill and who.role in (Role.OWNER, Role.ADMIN))


def team_of(now: Conversation) -> str:
    """The team that a person was asked of, last; "": nobody ever was."""
    return now.handoff.team if now.handoff else ""


def check_may_act(who: Operator, now: Conversation) -> None:
    """Raises ``UnknownConversation``, ``ReadOnly``."""
    if not now.channel or not sees(who, now):
        raise UnknownConversation(now.id)
    if who.role is Role.VIEWER:
        raise ReadOnly
