"""Two operators at one thread: nobody's reply goes out past a colleague's that they have not read.

A conversation remembers the newest replies of the last two operators who replied. That is enough:
whoever sends, the newest reply of somebody else is among them.
"""

from warmline.core.inputs import OperatorSaid
from warmline.core.model import Conversation, OperatorId
from warmline.core.refusals import ColleagueSpoke

KEPT = 2


def with_reply(
    now: Conversation, operator: OperatorId | None
) -> tuple[tuple[OperatorId, int], ...]:
    """The remembered replies after the newest entry, which ``operator`` wrote."""
    if operator is None:
        return now.spoke
    others = (one for one in now.spoke if one[0] != operator)
    return ((operator, now.seq), *others)[:KEPT]


def heed_colleagues(now: Conversation, input: OperatorSaid) -> None:
    """Raises ``ColleagueSpoke`` where a colleague replied after what the sender has read."""
    if not input.seen:
        return
    for operator, seq in now.spoke:
        if operator != input.operator and seq > input.seen:
            raise ColleagueSpoke(operator, seq)
