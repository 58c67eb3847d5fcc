"""What follows from a step whatever it was: clocks that start or stop, a snooze that ends.

It is asked once, when everything else is decided, so that the entries of a step keep their numbers.
"""

from collections.abc import Iterator, Sequence

from warmline.core.clocks import clocked
from warmline.core.evolve import evolve
from warmline.core.facts import Entry, Fact
from warmline.core.model import Conversation, Status
from warmline.core.policy import Context
from warmline.core.snoozes import woken


def follow(before: Conversation, entries: Sequence[Entry], context: Context) -> Iterator[Fact]:
    """Of the entries that were decided; nothing follows where none was."""
    now = entries[-1].after if entries else None
    if now is None or not (now.clocks or now.snoozed_until or _with_people(now)):
        return  # the assistant's own: by far the most
    facts = [entry.fact for entry in entries]
    for fact in woken(before, facts, now, context):
        now = evolve(now, fact)
        yield fact
    yield from clocked(before, facts, now, context)


def _with_people(now: Conversation) -> bool:
    return now.status in (Status.WAITING, Status.ACTIVE)
