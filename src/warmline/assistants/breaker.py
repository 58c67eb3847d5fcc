"""A circuit breaker as a value: after failures in a row a provider is left alone for a while."""

from dataclasses import dataclass, replace
from typing import Final

FAILURES: Final = 5  # in a row
REST: Final = 30.0  # seconds until one probe
LONGEST_REST: Final = 600.0  # seconds, however long a provider asks to be left alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """Times are seconds of one monotonic clock, handed in."""

    failures: int = 0  # in a row
    rests_until: float | None = None  # None: closed, everything passes
    probing: bool = False  # the one probe of a half-open breaker is under way


def lets_through(breaker: Breaker, now: float) -> bool:
    if breaker.rests_until is None:
        return True
    return now >= breaker.rests_until and not breaker.probing


def asked(breaker: Breaker) -> Breaker:
    """After letting one question through; an open breaker lets no second one through beside it."""
    return breaker if breaker.rests_until is None else replace(breaker, probing=True)


def succeeded() -> Breaker:
    return Breaker()


def withdrawn(breaker: Breaker) -> Breaker:
    """The question was cancelled from our side: nothing was learnt."""
    return replace(breaker, probing=False)


def failed(breaker: Breaker, now: float, *, retry_after: float = 0.0) -> Breaker:
    """``retry_after`` is how many seconds the provider asked for; 0: it did not say."""
    failures = breaker.failures + 1
    rest = min(retry_after, LONGEST_REST)
    if failures >= FAILURES or breaker.rests_until is not None:
        rest = max(rest, REST)
    until = now + rest if rest else None
    return Breaker(failures=failures, rests_until=until)
