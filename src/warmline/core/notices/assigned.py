"""Tell an operator that a conversation was given to them, by the rounds or by a colleague."""

from collections.abc import Iterator

from warmline.core.effects import Notify
from warmline.core.facts import Assigned, Entry
from warmline.core.model import Conversation
from warmline.core.notices._notice import to_operator
from warmline.core.policy import Context


def assigned(entry: Entry, after: Conversation, context: Context) -> Iterator[Notify]:
    if isinstance(entry.fact, Assigned):
        notice = "transferred" if _handed_on(entry.fact, after) else "assigned"
        yield from to_operator(notice, entry, entry.fact.operator, context)


def _handed_on(fact: Assigned, after: Conversation) -> bool:
    """A colleague gave it, in the same step; or holds it still, until it is taken up."""
    moved = after.handoff is not None and after.handoff.since == fact.at
    return moved or after.operator is not None
