"""How visitors are listened to: what their assistant's live policy describes, compiled once.

A policy is looked at again every other second, so that one that was published is heard by then.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from warmline.core.model import AssistantId, Conversation, Floor, Millis, Signal
from warmline.core.policy import Policy
from warmline.dialogue import Embed, Read, describes, heard, reader
from warmline.flow.ports import Store
from warmline.signals import read

STALE_AFTER: Millis = 2_000  # how old the knowledge of the live policy may be


@dataclass(frozen=True, slots=True)
class _Ear:
    policy: Policy
    read: Read
    slow: bool  # it asks the sentence model, which takes milliseconds
    looked_at: Millis


class Ears:
    def __init__(
        self,
        store: Store,
        clock: Callable[[], Millis],
        embed: Embed | None = None,
        *,
        always: bool = False,
    ) -> None:
        """``embed`` is asked where a policy describes something; with ``always``, of each turn.

        Always, a question in other words is known again by its meaning, at 2 ms a message.
        """
        self._store = store
        self._clock = clock
        self._embed = embed
        self._always = always
        self._ears: dict[AssistantId, _Ear] = {}

    async def hear(
        self,
        assistant: AssistantId,
        text: str,
        now: Conversation,
        *,
        recent: Sequence[str] = (),
        choice: str = "",
    ) -> tuple[Signal, ...]:
        """What a visitor's turn shows; see ``dialogue.heard``. Raises ``Temporary``."""
        if now.floor is Floor.HUMAN:
            return heard(read, text, now)
        ear = await self._of(assistant)
        if not ear.slow:
            return heard(ear.read, text, now, recent=recent, choice=choice)
        return await asyncio.to_thread(heard, ear.read, text, now, recent=recent, choice=choice)

    def under(self, policy: Policy) -> Read:
        """As visitors would be listened to if ``policy`` were live. May take a while: compiles."""
        return reader(policy, self._embed if self._needs_meaning(policy) else None)

    async def _of(self, assistant: AssistantId) -> _Ear:
        known, now = self._ears.get(assistant), self._clock()
        if known and now - known.looked_at < STALE_AFTER:
            return known
        policy = await self._store.policy(assistant)
        if known and policy is known.policy:
            ear = _Ear(policy, known.read, known.slow, now)
        else:
            slow = self._needs_meaning(policy)
            under = await asyncio.to_thread(self.under, policy) if slow else self.under(policy)
            ear = _Ear(policy, under, slow, now)
        self._ears[assistant] = ear
        return ear

    def _needs_meaning(self, policy: Policy) -> bool:
        return self._embed is not None and (self._always or describes(policy))
