"""An assistant of the owner's own, somewhere else: asked within limits, with one standing in."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from warmline.assistants.extractive import unsure
from warmline.assistants.fallback import Closable, Fallback
from warmline.core.model import AssistantId
from warmline.flow.failures import Permanent
from warmline.flow.ports import Answer, Draft, Question
from warmline.outside.failed import ServiceFailed
from warmline.outside.posting import WHOLE, Outside

SPARE: Final = 5.0  # seconds of ``Policy.answer_within`` that are left to the one standing in
SHORTEST: Final = 1.0  # seconds that a service has in any case
MOST_KEPT: Final = 500  # services whose failures are counted

Speak = Callable[[Outside, Question], Awaitable[Answer]]
"""One question to a service, in its protocol. Raises ``ServiceFailed`` and ``Permanent``."""


class External:
    """Asks the service that the assistant's options name; ``stands_in`` answers where it fails.

    Each service has a circuit breaker of its own: one that hangs does not slow the others.
    """

    def __init__(
        self, speak: Speak, outside: Outside, stands_in: Closable, *, now: Callable[[], float]
    ) -> None:
        self._speak = speak
        self._outside = outside
        self._stands_in = stands_in
        self._now = now
        self._guarded: dict[tuple[AssistantId, str], Fallback] = {}

    async def answer(self, question: Question, draft: Draft) -> Answer:
        """Raises ``Temporary`` where neither has an answer."""
        return await self._guard(question).answer(question, draft)

    async def close(self) -> None:
        await self._outside.close()
        await self._stands_in.close()

    def _guard(self, question: Question) -> Fallback:
        profile = question.profile
        honest = profile.options.get("fallback") == "notice"
        key = (profile.id, f"{profile.options.get('url', '')} {honest}")
        if key not in self._guarded:
            if len(self._guarded) >= MOST_KEPT:
                self._guarded.clear()
            service = _Service(self._speak, self._outside)
            second = Nobody() if honest else self._stands_in
            self._guarded[key] = Fallback(service, second, now=self._now)
        return self._guarded[key]


class _Service:
    """A service as an assistant."""

    def __init__(self, speak: Speak, outside: Outside) -> None:
        self._speak = speak
        self._outside = outside

    async def answer(self, question: Question, draft: Draft) -> Answer:
        answer = await self._speak(self._outside, question)
        if not answer.text and not answer.handoff:
            raise ServiceFailed("empty")
        sure = answer.confidence
        if sure is not None and sure < question.policy.bar and not answer.abstained:
            honest = unsure(question, sure)
            answer = replace(answer, text=honest.text, abstained=True, sources=())
        draft(answer.text)
        return answer

    async def close(self) -> None:
        """What it holds open belongs to all services."""


class Nobody:
    """Stands in by saying nothing: the visitor hears the policy's honest notice."""

    async def answer(self, question: Question, draft: Draft) -> Answer:
        raise ServiceFailed("empty", "nobody stands in")

    async def close(self) -> None:
        """Nothing is held open."""


def within(question: Question) -> float:
    """Seconds that a service has, so that another assistant can still answer in time."""
    return max(SHORTEST, min(WHOLE, question.policy.answer_within / 1000 - SPARE))


def option(question: Question, name: str) -> str:
    """An option that the assistant cannot do without. Raises ``Permanent``."""
    found = question.profile.options.get(name, "")
    if not found:
        kind = question.profile.kind
        raise Permanent(f'assistant kind "{kind}": expected the option {name}, found none')
    return found
