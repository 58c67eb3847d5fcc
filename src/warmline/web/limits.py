"""How often somebody may do something, and how many may be inside at once; bounded in memory."""

from collections import OrderedDict
from dataclasses import dataclass

from warmline.core.model import Millis

MOST_BUCKETS = 50_000  # the longest unused are forgotten


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` at once, then ``per_second`` on average."""

    burst: float
    per_second: float


class Bucket:
    """The tokens of one somebody."""

    __slots__ = ("_at", "_left", "_rate")

    def __init__(self, rate: Rate, now: Millis) -> None:
        self._rate = rate
        self._left = rate.burst
        self._at = now

    def wait(self, now: Millis) -> Millis:
        """Take one; 0 when it was there, else the milliseconds until it will be."""
        gained = max(0, now - self._at) / 1000 * self._rate.per_second
        self._left = min(self._rate.burst, self._left + gained)
        self._at = now
        if self._left >= 1:
            self._left -= 1
            return 0
        return max(1, round((1 - self._left) / self._rate.per_second * 1000))


class Limiter:
    """A bucket for each of many."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def wait(self, who: str, now: Millis) -> Millis:
        """As ``Bucket.wait``."""
        bucket = self._buckets.pop(who, None) or Bucket(self._rate, now)
        self._buckets[who] = bucket
        if len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)
        return bucket.wait(now)


class Turnstile:
    """Lets so many of the same in at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._inside: dict[str, int] = {}

    def enter(self, who: str) -> bool:
        """Whether there was room; who is let in must ``leave``."""
        inside = self._inside.get(who, 0)
        if inside >= self._most:
            return False
        self._inside[who] = inside + 1
        return True

    def leave(self, who: str) -> None:
        self._inside[who] -= 1
        if not self._inside[who]:
            del self._inside[who]
