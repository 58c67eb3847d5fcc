"""What operators can see and do at their desk, besides acting in a conversation."""

from collections.abc import Iterable, Sequence
from math import inf
from typing import Protocol

from simulation.visitors import Says
from warmline.core.model import Conversation, ConversationId, Millis, OperatorId, Seat, TeamId
from warmline.core.teams import Team


class Desk(Says, Protocol):
    """What an operator sees, and can do besides acting in a conversation."""

    def team(self, id: TeamId) -> Team: ...
    def team_ids(self) -> Sequence[TeamId]: ...
    def line(self, team: TeamId) -> Iterable[Conversation]: ...
    def held(self, team: TeamId, *, but: OperatorId) -> Sequence[ConversationId]: ...
    async def seats(self) -> Iterable[Seat]: ...
    async def beat(self, socket: str, operator: OperatorId) -> None: ...
    async def gone(self, socket: str) -> None: ...
    async def choose(self, operator: OperatorId, *, away: bool) -> None: ...


def turn(now: Conversation) -> tuple[float, float, Millis, str]:
    """Its place in the list: by priority, by who is late first, by who came first."""
    handoff = now.handoff
    dues = [clock.due_at for clock in now.clocks if clock.due_at]
    priority, since = (handoff.priority, handoff.requested_at) if handoff else (0, 0)
    return (-priority, min(dues, default=inf), since, now.id)
