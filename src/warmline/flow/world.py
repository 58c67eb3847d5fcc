"""Everything that the flow may touch. Built once, in ``app``."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from warmline.core.effects import Learn, Notify
from warmline.core.model import AssistantId, Millis
from warmline.core.package import Package
from warmline.core.summary import Summary
from warmline.flow.feed import Tail
from warmline.flow.ports import Assistant, Bus, Channel, Job, Letter, Notifier, Store

SumUp = Callable[[Package, AssistantId], Awaitable[Summary | None]]
"""A model's summary, checked; None: nothing of it can stand. May raise as an assistant may."""


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
    learn: Callable[[Job, Learn], Awaitable[None]] | None = None  # None: nothing is learnt
    sum_up: SumUp | None = None  # None: no language model is there to do it
