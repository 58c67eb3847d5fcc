"""What a trigger looks at, and how it answers: why it fires, or why it does not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, cast

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
    judge: bool = False  # a language model will answer, and judge the described rules then

    @property
    def by_visitor(self) -> bool:
        return self.answer is None and not self.failed

    def of(self, name: str) -> Iterator[Signal]:
        """The signals of that name, strongest first."""
        found = (signal for signal in self.signals if signal.name == name)
        return iter(sorted(found, key=lambda signal: -signal.score))

    def strongest(self, *names: str) -> Signal | None:
        best: Signal | None = None
        for signal in self.signals:
            if signal.name in names and (best is None or signal.score > best.score):
                best = signal
        return best


class No(NamedTuple):
    """Why a rule does not fire. Put into words only when somebody asks: most never do.

    A tuple, and those without numbers made once, because each rule says no to nearly each turn.
    """

    said: str  # "score {:.2f} below {:.2f}", to be filled with ``about``
    about: tuple[object, ...] = ()
    score: float | None = None  # of the signal that was too weak, where there was one
    words: str = ""

    @property
    def reason(self) -> str:
        return self.said.format(*map(_listed, self.about)) if self.about else self.said


def _listed(about: object) -> object:
    return ", ".join(map(str, cast("tuple[object, ...]", about))) if type(about) is tuple else about


Trigger = Callable[[Turn, Rule], Why | No]
"""Why ``rule`` fires on this turn, or why not."""

NO_ANSWER = No("asked of an answer only")
NO_MESSAGE = No("asked of a visitor's message only")


def below(signal: Signal, rule: Rule) -> No:
    """The signal was there and too weak."""
    about = (signal.score, rule.threshold)
    return No("score {:.2f} below {:.2f}", about, signal.score, signal.words)


def too_few(count: int, rule: Rule, what: str) -> No:
    return No("{} {} of {}", (what, count, rule.times))


def because(rule: Rule, reason: str, signal: Signal | None = None) -> Why:
    return Why(
        rule=rule.id,
        trigger=rule.trigger,
        reason=reason,
        words=signal.words if signal else "",
        score=signal.score if signal else 1.0,
        threshold=rule.threshold if signal else 0.0,
        signal=signal.name if signal else "",
    )
