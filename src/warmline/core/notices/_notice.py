"""What a notice is."""

from collections.abc import Callable, Iterable, Iterator

from warmline.core.effects import Notify
from warmline.core.facts import Entry
from warmline.core.model import Conversation, TeamId
from warmline.core.policy import Context

Notice = Callable[[Entry, Conversation, Context], Iterable[Notify]]
"""Whom to tell about an entry, given the conversation that its step left behind."""


def to_team(notice: str, entry: Entry, team: TeamId, context: Context) -> Iterator[Notify]:
    for seat in context.roster:
        if seat.team == team and seat.email:
            yield Notify(notice=notice, to=seat.operator, seq=entry.seq)
