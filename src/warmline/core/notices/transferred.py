"""Tell a team that a conversation was handed on to it. A person is told by their assignment."""

from collections.abc import Iterator

from warmline.core.effects import Notify
from warmline.core.facts import Entry, Transferred
from warmline.core.model import Conversation
from warmline.core.notices._notice import to_team
from warmline.core.policy import Context


def transferred(entry: Entry, after: Conversation, context: Context) -> Iterator[Notify]:
    if isinstance(entry.fact, Transferred) and entry.fact.to is None:
        yield from to_team("transferred", entry, entry.fact.team, context)
