"""Handing a conversation on: to a team or a colleague, or back into the line if nobody is left."""

from collections.abc import Iterator

from warmline.core.elsewhere import holder
from warmline.core.facts import AssignmentEnded, Fact, HandoffRequested, Released, Transferred
from warmline.core.handoffs import wait_or_fall_back
from warmline.core.inputs import OperatorTransferred, OperatorVanished
from warmline.core.model import (
    Conversation,
    Millis,
    OperatorId,
    Presence,
    Seat,
    Status,
    TeamId,
    Why,
)
from warmline.core.policy import Context
from warmline.core.refusals import (
    AlreadyResolved,
    AlreadyTaken,
    NeedsColleague,
    NotYours,
    StillThere,
    UnknownTeam,
)
from warmline.core.saying import aside
from warmline.core.staffing import assigned, check_room, has_request, in_line, seat_of, team_of

GONE = "Whoever had it is no longer there."


def transfer(now: Conversation, input: OperatorTransferred, context: Context) -> Iterator[Fact]:
    """The package, the history and the place in line go along.

    With ``stay``, the operator goes on answering until the colleague takes it.
    """
    _check(now, input, context)
    if not input.to and in_line(now) and team_of(now, context) == input.team:
        return  # it stands there already
    yield Transferred(
        at=context.now,
        by=input.operator,
        team=input.team,
        to=input.to,
        note=input.note,
        stay=input.stay,
        deadline_at=0 if input.stay else deadline(now, input.team, context),
    )
    if not input.stay:
        yield from _requested(now, input.team, "transferred", input.note, context)
    if input.to:
        yield assigned(input.team, input.to, input.note, context, by=input.operator)
    if not input.stay:
        yield from _told(now, input, context)


def _told(now: Conversation, input: OperatorTransferred, context: Context) -> Iterator[Fact]:
    """A colleague who is there can come, also where nobody else of the team can."""
    if input.to:
        yield aside(context.policy.say("transferred", now.language), context)
    else:
        yield from wait_or_fall_back(now, input.team, "transferred", context)


def _check(now: Conversation, input: OperatorTransferred, context: Context) -> None:
    """Raises ``Refused`` where it is not theirs to hand on, or would reach nobody."""
    if now.status is Status.RESOLVED:
        raise AlreadyResolved
    seat = seat_of(input.operator, context)
    has = holder(now)
    if has not in (None, input.operator) and not (seat and seat.supervisor):
        raise NotYours(has)
    if not known(input.team, context):
        raise UnknownTeam(input.team)
    if input.stay and (input.to is None or has is None):
        raise NeedsColleague
    if input.to is not None:
        if input.to in (now.operator, now.assigned):
            raise AlreadyTaken(input.to)
        check_room(seat_of(input.to, context), input.to)


def known(team: TeamId, context: Context) -> bool:
    return team in context.teams or any(team in seat.teams for seat in context.roster)


def vanished(now: Conversation, input: OperatorVanished, context: Context) -> Iterator[Fact]:
    """Take back what somebody has who is no longer there. Raises ``StillThere``: they keep it.

    What is only offered to them goes at once, what they hold after the team's lease; what they put
    aside not before it wakes: nobody waits for them there.
    """
    seat = seat_of(input.operator, context)
    if now.epoch != input.epoch or (seat and seat.presence is not Presence.OFFLINE):
        raise StillThere(input.operator)
    offered = now.assigned == input.operator
    holds = holder(now) == input.operator and _lease_over(now, seat, context)
    if not offered and not holds:
        raise StillThere(input.operator)
    if offered:
        yield AssignmentEnded(at=context.now, operator=input.operator, cause="gone")
    if holds:
        yield from release(now, input.operator, "vanished", context)


def put_aside(now: Conversation, seat: Seat | None) -> bool:
    """Whether it stays with its holder while they are not there; not where the account is gone."""
    return seat is not None and now.snoozed_until > 0


def _lease_over(now: Conversation, seat: Seat | None, context: Context) -> bool:
    if put_aside(now, seat):
        return False
    lease = context.team(team_of(now, context)).lease
    return seat is None or context.now - seat.seen_at >= lease


def release(
    now: Conversation, operator: OperatorId, cause: str, context: Context
) -> Iterator[Fact]:
    """It waits again, with its old place in line, and the visitor is told."""
    team = team_of(now, context)
    yield Released(
        at=context.now,
        operator=operator,
        cause=cause,
        team=team,
        deadline_at=deadline(now, team, context),
    )
    yield from _requested(now, team, "released", GONE, context)
    yield from wait_or_fall_back(now, team, "released", context)


def deadline(now: Conversation, team: TeamId, context: Context) -> Millis:
    """Until when a request that waits again is to be taken up; 0: there is no request yet."""
    return context.now + context.patience(team) if has_request(now) else 0


def _requested(
    now: Conversation, team: TeamId, trigger: str, reason: str, context: Context
) -> Iterator[Fact]:
    """The request for a person where nobody had asked for one."""
    if not has_request(now):
        yield HandoffRequested(
            at=context.now,
            why=Why(rule="", trigger=trigger, reason=reason),
            team=team,
            deadline_at=context.now + context.patience(team),
        )
