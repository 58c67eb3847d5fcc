"""Who was there, and what they had to do: presence and workload, cut to a period."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from warmline.core.model import Millis
from warmline.reports.rows import Holding, Presence, Reply
from warmline.reports.series import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """An operator in a period."""

    operator: str
    online: Millis = 0
    away: Millis = 0
    held: Millis = 0  # of all conversations together
    conversations: int = 0  # different ones that they had
    replies: int = 0

    @property
    def at_once(self) -> float | None:
        """Conversations that they had at once while they were online, on average."""
        return self.held / self.online if self.online else None


def workloads(
    presences: Iterable[Presence],
    holdings: Iterable[Holding],
    replies: Iterable[Reply],
    period: Period,
    now: Millis,
) -> tuple[Workload, ...]:
    """One for each operator who was there or had something, by id. What goes on lasts till now."""
    there: defaultdict[tuple[str, str], Millis] = defaultdict(int)
    held: defaultdict[str, Millis] = defaultdict(int)
    had: defaultdict[str, set[str]] = defaultdict(set)
    wrote: defaultdict[str, int] = defaultdict(int)
    for one in presences:
        there[one.operator, one.state] += within(one.at, one.until, period)
    for holding in holdings:
        end = now if holding.ended_at is None else holding.ended_at
        held[holding.operator] += within(holding.at, end, period)
        had[holding.operator].add(holding.conversation)
    for reply in replies:
        wrote[reply.operator] += 1
    everybody = {operator for operator, _ in there} | set(held) | set(wrote)
    return tuple(
        Workload(
            operator=operator,
            online=there[operator, "online"],
            away=there[operator, "away"],
            held=held[operator],
            conversations=len(had[operator]),
            replies=wrote[operator],
        )
        for operator in sorted(everybody)
    )


def within(since: Millis, until: Millis, period: Period) -> Millis:
    """How much of a span lies in a period."""
    return max(0, min(until, period.until) - max(since, period.since))
