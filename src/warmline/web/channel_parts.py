"""What the web layer is handed of channels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from warmline.core.model import Conversation, ConversationId
from warmline.flow.channel_desk import ChannelWatch, Switchboard
from warmline.flow.channel_records import Setups
from warmline.flow.channels import Event, Kind, Setup


class Arrivals(Protocol):
    """Takes in what providers tell: ``flow.arrivals``."""

    async def take(self, setup: Setup, kind: Kind, events: Sequence[Event]) -> None:
        """Durable when it returns. Raises ``Temporary`` where it must be told again."""
        ...


class Retries(Protocol):
    """Messages that could not be sent: ``store.retries``."""

    async def again(self, conversation: ConversationId, seq: int) -> bool:
        """Send it anew; whether there is such a message and it failed."""
        ...


class OperatorTyping(Protocol):
    """``flow.typing``."""

    def show(self, now: Conversation) -> None:
        """Let the visitor see there that an operator types. Returns at once."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    kinds: Mapping[str, Kind]  # by name
    setups: Setups
    switchboard: Switchboard
    watch: ChannelWatch
    arrivals: Arrivals
    retries: Retries
    typing: OperatorTyping
