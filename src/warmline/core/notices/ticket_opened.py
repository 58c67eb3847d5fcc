"""Tell the team that a visitor left an address and waits for an answer there."""

from collections.abc import Iterator

from warmline.core.effects import Notify
from warmline.core.facts import Entry, TicketOpened
from warmline.core.model import Conversation
from warmline.core.notices._notice import to_team
from warmline.core.policy import Context


def ticket_opened(entry: Entry, after: Conversation, context: Context) -> Iterator[Notify]:
    if isinstance(entry.fact, TicketOpened) and after.handoff:
        yield from to_team("ticket_opened", entry, after.handoff.team, context)
