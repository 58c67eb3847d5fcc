"""Tell an operator that a conversation of theirs went back into the line, or to a supervisor."""

from collections.abc import Iterator

from warmline.core.effects import Notify
from warmline.core.facts import Entry, Released, TakenOver
from warmline.core.model import Conversation
from warmline.core.notices._notice import to_operator
from warmline.core.policy import Context


def released(entry: Entry, after: Conversation, context: Context) -> Iterator[Notify]:
    match entry.fact:
        case Released(operator=lost) | TakenOver(was=lost):
            yield from to_operator("released", entry, lost, context)
        case _:
            pass
