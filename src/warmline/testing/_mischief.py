"""What a network and a provider do wrong, on purpose and by a seed."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

Fate = Literal["well", "rate_limit", "server_error", "drop_answer", "refused"]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mischief:
    """How often each goes wrong: a rate from 0 (never) to 1 (always)."""

    repeat: float = 0.0  # a webhook comes two to four times
    shuffle: float = 0.0  # what waits to be delivered comes in another order
    delay: float = 0.0  # a webhook stays behind until a later one, or until ``settle``
    drop_answers: float = 0.0  # a request is obeyed, and the connection cut before the answer
    rate_limit: float = 0.0  # a request is refused: too many
    server_error: float = 0.0  # a request is refused: the provider is unwell


CALM: Final = Mischief()


class Dice:
    """Throws for a ``Mischief``: with the same seed, the same in the same order."""

    def __init__(self, mischief: Mischief, seed: int) -> None:
        self.mischief = mischief
        self.random = random.Random(seed)  # noqa: S311 - nothing here is a secret
        self.next: list[Fate] = []  # what becomes of the next requests, whatever the rates say
        self.fates = Counter[Fate]()  # how often each fell

    def fate(self) -> Fate:
        """What becomes of a request."""
        fate = self.next.pop(0) if self.next else self._thrown()
        self.fates[fate] += 1
        return fate

    def _thrown(self) -> Fate:
        if self._falls(self.mischief.rate_limit):
            return "rate_limit"
        if self._falls(self.mischief.server_error):
            return "server_error"
        return "drop_answer" if self._falls(self.mischief.drop_answers) else "well"

    def stays(self) -> bool:
        return self._falls(self.mischief.delay)

    def times(self) -> int:
        return self.random.randint(2, 4) if self._falls(self.mischief.repeat) else 1

    def order(self, items: Sequence[Item]) -> list[Item]:
        found = list(items)
        if self._falls(self.mischief.shuffle):
            self.random.shuffle(found)
        return found

    def _falls(self, rate: float) -> bool:
        return rate > 0 and self.random.random() < rate
