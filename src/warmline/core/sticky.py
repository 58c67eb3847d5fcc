"""Back to the same person: a message soon after the end goes to who had the conversation (S-4)."""

from collections.abc import Iterator

from warmline.core.facts import Assigned, Fact, HandoffRequested
from warmline.core.falling_back import nobody_comes
from warmline.core.handoffs import joined
from warmline.core.model import Conversation, Seat, Status, TeamId, Why
from warmline.core.policy import Context
from warmline.core.saying import system
from warmline.core.waits import could_take

STICKY = "sticky"


def to_whom(before: Conversation, context: Context) -> Seat | None:
    """Whoever resolved it, where that was not long ago and they are there with room for it."""
    team = _team(before, context)
    lately = context.now - before.left_at < context.team(team).sticky
    if before.status is not Status.RESOLVED or not lately or not context.policy.handoff:
        return None
    if nobody_comes(team, context, joins=False):
        return None
    there = (seat for seat in could_take(team, context.roster) if seat.operator == before.left_by)
    seat = next(there, None)
    return seat if seat and seat.load < seat.capacity else None


def back_to(now: Conversation, seat: Seat, team: TeamId, context: Context) -> Iterator[Fact]:
    """A request like any other, given to them first: should they not come, it is in the line."""
    reason = f"The visitor wrote again soon after {seat.name} had resolved it."
    requested = HandoffRequested(
        at=context.now,
        why=Why(rule=STICKY, trigger=STICKY, reason=reason),
        team=team,
        deadline_at=context.now + context.patience(team),
    )
    yield joined(requested, context)
    until = context.now + context.team(team).accept_within
    yield Assigned(at=context.now, operator=seat.operator, until=until, why=reason)
    yield system(now, context, context.policy.say("sticky", now.language).format(name=seat.name))


def _team(before: Conversation, context: Context) -> TeamId:
    return before.handoff.team if before.handoff else context.policy.team


def follows(before: Conversation, now: Conversation, context: Context) -> tuple[Fact, ...]:
    """What a message after the end leads to, before any rule is asked; nothing: the assistant."""
    seat = to_whom(before, context)
    return tuple(back_to(now, seat, _team(before, context), context)) if seat else ()
