"""Tell an operator that a conversation is due which they had put off."""

from collections.abc import Iterator

from warmline.core.effects import Notify
from warmline.core.facts import Entry, Woke
from warmline.core.model import Conversation
from warmline.core.notices._notice import to_operator
from warmline.core.policy import Context


def woke(entry: Entry, after: Conversation, context: Context) -> Iterator[Notify]:
    """Only when its time has come: what else ends it, they hear of otherwise."""
    if isinstance(entry.fact, Woke) and entry.fact.cause == "time":
        yield from to_operator("woke", entry, after.operator, context)
