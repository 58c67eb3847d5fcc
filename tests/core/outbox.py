"""The outbox as the properties see it: what was asked for, and what is still to be done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from warmline.core.effects import AskAssistant, Deliver, Effect, Later, Notify
from warmline.core.inputs import Input
from warmline.core.model import Millis


@dataclass
class Timer:
    due: Millis
    input: Input
    fired: bool = False  # at least once; a timer may come again


@dataclass
class Outbox:
    """Nothing is ever thrown away, so that each job can be performed late, again, or never."""

    asks: list[AskAssistant] = field(default_factory=list[AskAssistant])
    asked_under: dict[tuple[int, int], int] = field(default_factory=dict[tuple[int, int], int])
    timers: list[Timer] = field(default_factory=list[Timer])
    notices: list[Notify] = field(default_factory=list[Notify])
    deliveries: list[int] = field(default_factory=list[int])

    def put(self, effects: Iterable[Effect], now: Millis, floor_changes: int) -> None:
        for effect in effects:
            match effect:
                case AskAssistant(answers=answers, epoch=epoch):
                    self.asks.append(effect)
                    self.asked_under[answers, epoch] = floor_changes
                case Later(after=after, input=input):
                    self.timers.append(Timer(now + after, input))
                case Notify():
                    self.notices.append(effect)
                case Deliver(seq=seq):
                    self.deliveries.append(seq)

    def outstanding(self) -> list[Timer]:
        """Timers that never fired, the next one first."""
        return sorted((t for t in self.timers if not t.fired), key=lambda timer: timer.due)

    def due(self, now: Millis) -> list[Timer]:
        """Timers whose time has come, those that fired before included."""
        return [timer for timer in self.timers if timer.due <= now]

    def waits_for(self, input: Input) -> Iterator[Timer]:
        return (timer for timer in self.timers if timer.input == input and not timer.fired)
