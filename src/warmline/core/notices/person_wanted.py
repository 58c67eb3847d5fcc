"""Tell the team that a visitor wants a person."""

from collections.abc import Iterator

from warmline.core.effects import Notify
from warmline.core.facts import Entry, HandoffRequested
from warmline.core.model import Conversation
from warmline.core.notices._notice import to_team
from warmline.core.policy import Context


def person_wanted(entry: Entry, after: Conversation, context: Context) -> Iterator[Notify]:
    if isinstance(entry.fact, HandoffRequested):
        yield from to_team("person_wanted", entry, entry.fact.team, context)
