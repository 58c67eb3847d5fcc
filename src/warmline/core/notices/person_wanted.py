"""Tell the team that a visitor wants a person, or waits for one again."""

from collections.abc import Iterator

from warmline.core.effects import Notify
from warmline.core.escalation import begins_to_wait
from warmline.core.facts import AssignmentEnded, Entry, HandoffRequested, Released
from warmline.core.model import Conversation
from warmline.core.notices._notice import to_team
from warmline.core.policy import Context
from warmline.core.staffing import in_line
from warmline.core.teams import Strategy

HANDED_ON = "transferred"
"""The trigger of a request that a colleague made by handing on: of that they are told."""


def person_wanted(entry: Entry, after: Conversation, context: Context) -> Iterator[Notify]:
    match entry.fact:
        case HandoffRequested(team=team, why=why) if why.trigger != HANDED_ON:
            yield from to_team("person_wanted", entry, team, context)
        case Released(team=team) if begins_to_wait(entry, after):
            yield from to_team("person_wanted", entry, team, context)
        case AssignmentEnded() if after.handoff and _left_to_choose(after, context):
            yield from to_team("person_wanted", entry, after.handoff.team, context)
        case _:
            pass


def _left_to_choose(after: Conversation, context: Context) -> bool:
    """It was kept for one person, and nobody else is given it now."""
    team = after.handoff.team if after.handoff else context.policy.team
    return in_line(after) and context.team(team).strategy is Strategy.PULL
