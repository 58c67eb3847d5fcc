"""Tell the team of each new conversation, where the assistant is monitored (T-10)."""

from collections.abc import Iterator

from warmline.core.effects import Notify
from warmline.core.facts import Entry, Opened
from warmline.core.model import Conversation
from warmline.core.notices._notice import to_team
from warmline.core.policy import Context, Mode


def new_conversation(entry: Entry, after: Conversation, context: Context) -> Iterator[Notify]:
    if isinstance(entry.fact, Opened) and context.policy.mode is Mode.MONITORING:
        yield from to_team("new_conversation", entry, context.policy.team, context)
