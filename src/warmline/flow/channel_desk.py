"""What the settings' screens ask of channels, as ports, and how a channel is in one word."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from warmline.core.model import ConversationId, Millis
from warmline.flow.channel_records import Health
from warmline.flow.channels import Adapter, Kind, Setup

DAY: Millis = 24 * 3600 * 1000
EXPIRES_SOON: Millis = 7 * DAY

Standing = Literal["off", "trouble", "expiring", "new", "good"]
"""How a channel is, the gravest first; ``new``: nothing came yet, and nobody has checked it."""


class Switchboard(Protocol):
    """The channels that are on, opened: ``flow.switchboard``."""

    async def adapter(self, channel_id: str, /) -> tuple[Setup, Kind, Adapter]:
        """Raises ``Permanent``: there is none of that id, or it is off."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadEvent:
    """Something that a provider sent and nobody here can read."""

    id: str
    what: str  # the provider's name of it
    raw: str  # bounded
    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody who wrote, and where replies to them go."""

    address: str
    name: str
    heard_at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What lies on a channel."""

    conversations: int = 0
    open: int = 0  # of them, those that are not resolved
    unread: int = 0  # events
    dead: int = 0  # messages that were given up
    failed: int = 0  # messages of the last day that did not arrive


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where replies in a conversation go."""

    kind: str  # of channel; "": the channel is there no more
    name: str
    heard_at: Millis  # when the visitor last wrote there
    template: str = ""  # as it is set up: what goes out for a reply once the window is shut
    carries: str = ""  # likewise, whether that has the reply in it: "on", "off"


class ChannelWatch(Protocol):
    """What can be seen of channels in the database: ``store.channel_watch``."""

    async def loads(self) -> Mapping[str, Load]:
        """By channel; one on which nothing lies is not in it."""
        ...

    async def unread(self, channel: str, limit: int) -> Sequence[UnreadEvent]:
        """The newest first."""
        ...

    async def known(self, channel: str, limit: int) -> Sequence[Known]:
        """Who wrote lately, the latest first."""
        ...

    async def whereabouts(
        self, ids: Collection[ConversationId]
    ) -> Mapping[ConversationId, Whereabouts]:
        """Of those that live on a channel."""
        ...


def standing(setup: Setup, health: Health, now: Millis) -> Standing:
    """How a channel is; the gravest thing that is known of it counts.

    What failed before the newest check is over: the check would have found it.
    """
    if not setup.on:
        return "off"
    expired = 0 < health.expires_at <= now
    failing = health.failures and health.failed_at >= health.checked_at
    if expired or failing or not all(one.well for one in health.findings):
        return "trouble"
    if 0 < health.expires_at <= now + EXPIRES_SOON:
        return "expiring"
    return "good" if health.heard_at or health.checked_at else "new"
