"""What an adapter is built of: the world, as far as a channel needs it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from warmline.core.model import Millis
from warmline.flow.channels import Adapter, Kind, Memory, Setup
from warmline.outside.posting import Outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    outside: Outside  # the only way to services outside; shared, and closed by who made it
    clock: Callable[[], Millis]
    secret: bytes  # of the installation: what an adapter signs, it signs with a key made of it
    memory: Memory | None = None  # None: what it forgets is not known to the next process
    continued: Callable[[bytes], Awaitable[bool]] | None = None
    """Takes a raw mail that belongs to a conversation of the web; whether it was one."""


Build = Callable[[Setup, Parts], Adapter]
"""Opens an adapter. It makes no request, and loads what only this kind of channel needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    kind: Kind
    build: Build
