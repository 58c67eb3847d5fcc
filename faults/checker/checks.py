"""All checks, and the order in which they are asked."""

from collections.abc import Callable, Iterator

from faults.checker import channels, duties, messages, people, views
from faults.checker.record import Breach, Record

Check = Callable[[Record], Iterator[Breach]]

CHECKS: tuple[Check, ...] = (
    messages.lost,
    messages.lost_tickets,
    messages.doubled,
    messages.answered_otherwise,
    messages.phantoms,
    messages.gaps,
    messages.reordered,
    channels.lost,
    channels.twins,
    channels.delivered,
    channels.complained,
    views.different,
    views.incomplete,
    views.broken_off,
    views.not_converged,
    people.talked_over,
    people.overlaps,
    people.won_and_lost,
    people.left_waiting,
    people.rang_twice,
    people.announced_otherwise,
    people.held_by_nobody,
    duties.unanswered,
    duties.forgotten,
    duties.left_undone,
    duties.mailed_twice,
    duties.never_mailed,
    duties.not_recovered,
    duties.damaged,
    views.seen_after_revocation,
    views.memory,
    views.foreign_words,
)


def check(record: Record) -> list[Breach]:
    return [breach for one in CHECKS for breach in one(record)]
