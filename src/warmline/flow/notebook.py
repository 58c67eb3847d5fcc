"""Ports of notices: what operators and teams wish, and what became of each notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from warmline.core.model import ConversationId, Millis, OperatorId, TeamId
from warmline.flow.wishes import Board, Subscription, Wishes

State = Literal["sent", "dropped", "held", "folded", "failed", "pending"]
"""``held``: too many at once, so it is told together with others; ``folded``: it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of a notice."""

    key: str  # one for each cause, recipient and way
    conversation: ConversationId
    seq: int  # the entry that caused it
    notice: str
    to: str
    way: str
    state: State
    why: str = ""  # for people: why it was not sent, or what the provider said
    at: Millis = 0


class Notebook(Protocol):
    async def wishes(self, operator: OperatorId) -> Wishes: ...
    async def wish(self, operator: OperatorId, wishes: Wishes) -> None: ...
    async def board(self, team: TeamId) -> Board: ...
    async def pin(self, team: TeamId, board: Board) -> None: ...
    async def subscriptions(self, operator: OperatorId) -> Sequence[Subscription]: ...
    async def subscribe(self, operator: OperatorId, subscription: Subscription) -> bool:
        """A browser that is known is moved to this operator. False: they have too many."""
        ...

    async def unsubscribe(self, operator: OperatorId, id: str) -> bool: ...
    async def expired(self, id: str) -> None:
        """The push service says that this browser takes no more."""
        ...

    async def note(self, told: Told) -> None: ...
    async def became(self, key: str) -> Told | None: ...
    async def told(self, conversation: ConversationId) -> Sequence[Told]:
        """Oldest first, those that are still to be sent included."""
        ...

    async def sent(self, to: str, way: str, since: Millis) -> Sequence[Millis]:
        """When notices went there, oldest first."""
        ...

    async def held(self, to: str, way: str) -> Sequence[Told]: ...
    async def fold(self, keys: Sequence[str]) -> None:
        """These were told together with another."""
        ...
