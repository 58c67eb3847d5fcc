"""Who has a conversation: giving it to somebody who is there and has room, and how that ends."""

from collections.abc import Iterable, Iterator

from warmline.core.facts import Assigned, AssignmentEnded, Fact, PriorityChanged, TakenOver
from warmline.core.handoffs import pending
from warmline.core.inputs import (
    AssignmentOver,
    OperatorAssigned,
    OperatorPassed,
    OperatorPrioritised,
)
from warmline.core.model import (
    Conversation,
    Floor,
    HandoffStatus,
    OperatorId,
    Seat,
    Status,
    TeamId,
)
from warmline.core.policy import Context
from warmline.core.refusals import (
    AlreadyResolved,
    AlreadyTaken,
    AtCapacity,
    HasOffer,
    NobodyHolds,
    NotAssigned,
    NothingPending,
    NotSupervisor,
    NotThere,
)
from warmline.core.teams import Strategy

LIVE = (HandoffStatus.PENDING, HandoffStatus.ACKNOWLEDGED)


def seat_of(operator: OperatorId, context: Context) -> Seat | None:
    return next((seat for seat in context.roster if seat.operator == operator), None)


def has_request(now: Conversation) -> bool:
    """Whether a request for a person goes on: somebody has it or is to have it."""
    return now.handoff is not None and now.handoff.status in LIVE


def number_of_request(now: Conversation) -> int:
    """0: nobody ever asked for a person; whoever holds it may ask a colleague all the same."""
    return now.handoff.number if now.handoff else 0


def team_of(now: Conversation, context: Context) -> TeamId:
    """The team that answers for a conversation."""
    return now.handoff.team if now.handoff and has_request(now) else context.policy.team


def in_line(now: Conversation) -> bool:
    """Whether the visitor waits for a person right now, and was not told that nobody can come."""
    return pending(now) and now.status is Status.WAITING and now.floor is Floor.HUMAN


def check_room(seat: Seat | None, operator: OperatorId) -> None:
    """Whether somebody can be given one more. Raises ``NotThere``, ``AtCapacity``."""
    if seat is None or not seat.online:
        raise NotThere(operator)
    if seat.load >= seat.capacity:
        raise AtCapacity(operator, seat.capacity)


def check_share(now: Conversation, operator: OperatorId, context: Context) -> None:
    """Whether somebody may take one more by themselves. Raises ``AtCapacity``.

    Where operators take what they choose, how much that is is theirs to say; where conversations
    are given out, nobody takes them from those who have room.
    """
    seat = seat_of(operator, context)
    if seat is None or context.team(team_of(now, context)).strategy is Strategy.PULL:
        return
    if seat.load >= seat.capacity:
        raise AtCapacity(operator, seat.capacity)


def assign(now: Conversation, input: OperatorAssigned, context: Context) -> Iterable[Fact]:
    """What has changed since it was found is refused, so that nothing is remembered of it."""
    if not in_line(now) or now.handoff is None or now.handoff.number != input.handoff:
        raise NothingPending
    if now.assigned is not None:
        raise AlreadyTaken(now.assigned)
    seat = seat_of(input.operator, context)
    check_room(seat, input.operator)
    if seat is not None and seat.offered:  # by a colleague, or by another process's round
        raise HasOffer(input.operator)
    return (assigned(now.handoff.team, input.operator, input.why, context),)


def assigned(
    team: TeamId, operator: OperatorId, why: str, context: Context, *, by: OperatorId | None = None
) -> Assigned:
    until = context.now + context.team(team).accept_within
    return Assigned(at=context.now, operator=operator, until=until, why=why, by=by)


def assignment_over(now: Conversation, input: AssignmentOver, context: Context) -> Iterable[Fact]:
    """Nobody took it up in time. A timer that comes late, or again, changes nothing."""
    same = now.assigned == input.operator and now.assigned_until == input.until
    if not same or number_of_request(now) != input.handoff:
        return ()
    return (AssignmentEnded(at=context.now, operator=input.operator, cause="expired"),)


def passed(now: Conversation, input: OperatorPassed, context: Context) -> Iterable[Fact]:
    if now.assigned != input.operator:
        raise NotAssigned
    return (AssignmentEnded(at=context.now, operator=input.operator, cause="passed"),)


def take_over(now: Conversation, operator: OperatorId, context: Context) -> Iterator[Fact]:
    """A supervisor takes what a colleague holds, whatever they have already."""
    seat = seat_of(operator, context)
    if seat is None or not seat.supervisor:
        raise NotSupervisor
    if now.status is Status.RESOLVED:
        raise AlreadyResolved
    if now.operator is None:
        raise NobodyHolds
    if now.operator != operator:
        yield TakenOver(at=context.now, by=operator, was=now.operator)


def prioritise(now: Conversation, input: OperatorPrioritised, context: Context) -> Iterable[Fact]:
    if now.handoff is None or not has_request(now):
        raise NothingPending
    if now.handoff.priority == input.priority:
        return ()
    return (PriorityChanged(at=context.now, by=input.operator, priority=input.priority),)
