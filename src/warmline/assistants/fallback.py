"""One assistant standing in for another: whoever fails, the visitor hears something honest."""

from collections.abc import Callable
from typing import Protocol

import structlog

from warmline.assistants import breaker as circuit
from warmline.assistants._failures import ModelFailed
from warmline.assistants.breaker import Breaker
from warmline.assistants.budget import Spent
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Answer, Draft, Question
from warmline.outside.failed import ServiceFailed

_log = structlog.stdlib.get_logger(__name__)


class Closable(Protocol):
    """An assistant that holds connections open until it is closed."""

    async def answer(self, question: Question, draft: Draft) -> Answer: ...
    async def close(self) -> None: ...


class Fallback:
    """Asks ``first`` unless it failed too often lately, and ``second`` where that gives nothing.

    ``now`` is a monotonic clock in seconds. No text of visitor or assistant is ever logged.
    """

    def __init__(self, first: Closable, second: Closable, *, now: Callable[[], float]) -> None:
        self._first = first
        self._second = second
        self._now = now
        self._breaker = Breaker()

    async def answer(self, question: Question, draft: Draft) -> Answer:
        """Raises ``Temporary`` where neither has an answer."""
        if circuit.lets_through(self._breaker, self._now()):
            answer = await self._from_first(question, draft)
            if answer is not None:
                return answer
            draft("")  # what was shown of a failed answer is withdrawn
        return await self._from_second(question, draft)

    async def close(self) -> None:
        await self._first.close()
        await self._second.close()

    async def _from_first(self, question: Question, draft: Draft) -> Answer | None:
        started = self._now()
        probe = self._breaker.rests_until is not None
        self._breaker = circuit.asked(self._breaker)
        try:
            answer = _not_empty(await self._first.answer(question, draft))
        except Spent as error:  # says nothing about the provider
            self._breaker = circuit.withdrawn(self._breaker) if probe else self._breaker
            _log.info("tokens_spent", conversation=question.conversation.id, share=error.share)
            return None
        except (Temporary, Permanent) as error:
            self._failed(question, error, started)
            return None
        except BaseException:  # cancelled, or a bug: neither tells anything about the provider
            self._breaker = circuit.withdrawn(self._breaker) if probe else self._breaker
            raise
        self._breaker = circuit.succeeded()
        return answer

    def _failed(self, question: Question, error: Temporary | Permanent, started: float) -> None:
        now = self._now()
        retry_after = error.retry_after if isinstance(error, Temporary) else 0.0
        self._breaker = circuit.failed(self._breaker, now, retry_after=retry_after)
        _report(question, error, round((now - started) * 1000), self._breaker)

    async def _from_second(self, question: Question, draft: Draft) -> Answer:
        try:
            return _not_empty(await self._second.answer(question, draft))
        except (Temporary, Permanent) as error:
            _report(question, error, None, None)
            raise Temporary("no assistant could answer") from error


def _not_empty(answer: Answer) -> Answer:
    if answer.text.strip() or answer.handoff:
        return answer
    raise ModelFailed("empty")


def _report(
    question: Question, error: Temporary | Permanent, ms: int | None, state: Breaker | None
) -> None:
    told = isinstance(error, ModelFailed | ServiceFailed)
    _log.warning(
        "assistant_failed",
        conversation=question.conversation.id,
        assistant=question.profile.id,
        kind=error.kind if told else type(error).__name__.lower(),
        status=error.status if told else 0,
        why=str(error),
        ms=ms,
        resting=state is not None and state.rests_until is not None,
    )
