"""Tell those whom a step of the ladder means, whatever notices they want otherwise."""

from collections.abc import Iterator

from warmline.core.effects import Notify
from warmline.core.facts import Entry, Escalated
from warmline.core.ladder import ESCALATED
from warmline.core.model import Conversation
from warmline.core.notices._notice import to_shared
from warmline.core.policy import Context


def escalated(entry: Entry, after: Conversation, context: Context) -> Iterator[Notify]:
    fact = entry.fact
    if not isinstance(fact, Escalated):
        return
    if after.handoff:
        team = after.handoff.team
        yield from to_shared(ESCALATED, entry, team, context, only=fact.way)
    for operator in fact.told:
        yield Notify(notice=ESCALATED, to=operator, seq=entry.seq, way=fact.way)
