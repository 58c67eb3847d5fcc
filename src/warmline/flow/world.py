"""Everything that the flow may touch. Built once, in ``app``."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from warmline.core.effects import Deliver, Learn, Notify
from warmline.core.model import AssistantId, Conversation, Millis, OperatorId
from warmline.core.package import Package
from warmline.core.summary import Summary
from warmline.flow.feed import Tail
from warmline.flow.ports import Assistant, Bus, Job, Mailer, Store

SumUp = Callable[[Package, AssistantId], Awaitable[Summary | None]]
"""A model's summary, checked; None: nothing of it can stand. May raise as an assistant may."""


class Tells(Protocol):
    """Who tells staff: ``flow.telling``."""

    async def tell(self, job: Job, notify: Notify, now: Millis) -> None: ...
    async def give_up(self, job: Job, notify: Notify, why: str, now: Millis) -> None: ...


class Delivers(Protocol):
    """Who brings messages to visitors on channels: ``flow.delivering``."""

    async def deliver(self, job: Job, deliver: Deliver) -> None: ...
    async def give_up(self, job: Job, deliver: Deliver, why: str) -> None: ...
    def typing(self, now: Conversation) -> AbstractAsyncContextManager[None]:
        """They see that an answer is being made, where their channel can show it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    store: Store
    bus: Bus
    tail: Tail
    assistants: Mapping[str, Assistant]  # by kind
    telling: Tells
    clock: Callable[[], Millis]
    learn: Callable[[Job, Learn], Awaitable[None]] | None = None  # None: nothing is learnt
    sum_up: SumUp | None = None  # None: no language model is there to do it
    channels: Delivers | None = None  # None: there is no channel but the web's
    mailer: Mailer | None = None  # None: nothing goes on by mail
    name: Callable[[OperatorId], str] = str  # an operator's public name
