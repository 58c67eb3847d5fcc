"""Everything that the flow may touch. Built once, in ``app``."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from warmline.core.effects import Notify
from warmline.core.model import Millis
from warmline.flow.feed import Tail
from warmline.flow.ports import Assistant, Bus, Channel, Job, Letter, Notifier, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    store: Store
    bus: Bus
    tail: Tail
    assistants: Mapping[str, Assistant]  # by kind
    channels: Mapping[str, Channel]  # those that need each message handed to them
    notifier: Notifier
    letter: Callable[[Job, Notify], Awaitable[Letter | None]]  # None: settled, no need to tell
    clock: Callable[[], Millis]
