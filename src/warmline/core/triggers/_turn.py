"""What a trigger looks at, and how it answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from warmline.core.inputs import AssistantAnswered
from warmline.core.model import Conversation, Signal, Why
from warmline.core.policy import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn: the visitor's words, or the assistant's answer (None text: it failed)."""

    before: Conversation
    text: str = ""
    signals: tuple[Signal, ...] = ()
    answer: AssistantAnswered | None = None
    failed: str = ""

    @property
    def by_visitor(self) -> bool:
        return self.answer is None and not self.failed

    def of(self, name: str) -> Iterator[Signal]:
        """The signals of that name, strongest first."""
        found = (signal for signal in self.signals if signal.name == name)
        return iter(sorted(found, key=lambda signal: -signal.score))

    def strongest(self, *names: str) -> Signal | None:
        found = [signal for signal in self.signals if signal.name in names]
        return max(found, key=lambda signal: signal.score, default=None)


Trigger = Callable[[Turn, Rule], Why | None]
"""Why ``rule`` fires on this turn, or None."""


def because(rule: Rule, reason: str, signal: Signal | None = None) -> Why:
    return Why(
        rule=rule.id,
        trigger=rule.trigger,
        reason=reason,
        words=signal.words if signal else "",
        score=signal.score if signal else 1.0,
        threshold=rule.threshold,
    )
