"""Tell whoever has a conversation, or its team where nobody has, that an answer is due soon."""

from collections.abc import Iterator

from warmline.core.effects import Notify
from warmline.core.facts import DueSoon, Entry
from warmline.core.model import Conversation
from warmline.core.notices._notice import to_whoever_has_it
from warmline.core.policy import Context


def due_soon(entry: Entry, after: Conversation, context: Context) -> Iterator[Notify]:
    if isinstance(entry.fact, DueSoon):
        yield from to_whoever_has_it("due_soon", entry, after, context)
