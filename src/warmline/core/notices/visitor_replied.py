"""Tell an operator that the visitor wrote in a conversation that they hold."""

from collections.abc import Iterator

from warmline.core.effects import Notify
from warmline.core.facts import Entry, MessageAdded
from warmline.core.model import Author, Conversation
from warmline.core.notices._notice import to_operator
from warmline.core.policy import Context


def visitor_replied(entry: Entry, after: Conversation, context: Context) -> Iterator[Notify]:
    """Not in the console: the message itself is there as soon as a notice could be."""
    if isinstance(entry.fact, MessageAdded) and entry.fact.author is Author.VISITOR:
        told = to_operator("visitor_replied", entry, after.operator, context)
        yield from (one for one in told if one.way != "console")
