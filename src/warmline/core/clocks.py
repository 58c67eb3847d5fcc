"""The clocks of the service level: what runs for a conversation, and what happens when one rings.

Which clocks should run is read off the conversation as a step leaves it, so that no way of
transferring, snoozing, returning or losing one can forget a clock. A clock that goes on after a
pause or in another team is a new one with the time that was left: a timer of the old one changes
nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, get_args

from warmline.core.facts import (
    ClockPaused,
    ClockStarted,
    ClockStopped,
    DueSoon,
    Fact,
    Late,
    MessageAdded,
    PriorityChanged,
    Resolved,
    ReturnedToAssistant,
    Transferred,
)
from warmline.core.hours import after_business, business_between
from warmline.core.inputs import ClockRang
from warmline.core.model import (
    Author,
    Clock,
    Conversation,
    Floor,
    Goal,
    HandoffStatus,
    Millis,
    Status,
    TeamId,
)
from warmline.core.policy import Context
from warmline.core.refusals import NotYet
from warmline.core.service import Deed, Target
from warmline.core.staffing import has_request, in_line, team_of

GOALS: tuple[Goal, ...] = get_args(Goal)
Stand = Literal["runs", "stands still"]


# ── which clocks there should be ──────────────────────────────────────────────────────────────────


def stand(now: Conversation, goal: Goal, *, delivers: bool = False) -> Stand | None:
    """Whether that clock should run; None: there is nothing that it would measure.

    ``delivers``: an answer reaches the visitor in their channel, whenever it comes.
    """
    if now.status not in (Status.WAITING, Status.ACTIVE) or now.drill:
        return None
    if not _measures(now, goal):
        return None
    still = now.snoozed_until or (_nobody_to_answer(now) and not delivers)
    return "stands still" if still else "runs"


def _measures(now: Conversation, goal: Goal) -> bool:
    match goal:
        case "first_reply":
            return _first_reply_owed(now)
        case "next_reply":
            person = now.floor is Floor.HUMAN
            return person and not _first_reply_owed(now) and (now.owed or in_line(now))
        case "resolution":
            return True


def _first_reply_owed(now: Conversation) -> bool:
    return has_request(now) and now.handoff is not None and not now.handoff.first_reply_at


def _nobody_to_answer(now: Conversation) -> bool:
    """The visitor was told that nobody can come, and has left no address to answer to."""
    handoff = now.handoff
    told = handoff is not None and handoff.status is HandoffStatus.PENDING and handoff.fallback
    return bool(told) and not (handoff and handoff.ticket) and not now.mail


# ── what a step does to them ──────────────────────────────────────────────────────────────────────


def clocked(
    before: Conversation, facts: Sequence[Fact], now: Conversation, context: Context
) -> Iterator[Fact]:
    """The clocks that a step stops, starts, halts and lets go on."""
    team = team_of(now, context)
    service = context.team(team).service
    for goal in GOALS:
        clock = clock_of(now, goal)
        target = service.target(goal)
        wanted = stand(now, goal, delivers=context.delivers) if clock or target else None
        if clock and (wanted is None or target is None or _another(before, now, goal)):
            yield from _stop(clock, facts, context)
            clock = None
        if wanted and target:
            yield from _go_on(clock, target, wanted, team, goal, context)


def clock_of(now: Conversation, goal: Goal) -> Clock | None:
    return next((clock for clock in now.clocks if clock.goal == goal), None)


def next_due(now: Conversation) -> Clock | None:
    """The clock that is due first of those that run."""
    running = (clock for clock in now.clocks if clock.due_at)
    return min(running, key=lambda clock: clock.due_at, default=None)


def _another(before: Conversation, now: Conversation, goal: Goal) -> bool:
    """The step ended one request for a person and began the next."""
    if goal == "next_reply" or before.handoff is None or now.handoff is None:
        return False
    return before.handoff.number != now.handoff.number


def _stop(clock: Clock, facts: Sequence[Fact], context: Context) -> Iterator[Fact]:
    late = tuple(_overtaken(clock, context))
    yield from late
    met = not (clock.late or late) and any(_meets(fact, clock.goal) for fact in facts)
    yield ClockStopped(at=context.now, target=clock.goal, met=met)


def _overtaken(clock: Clock, context: Context) -> Iterator[Late]:
    """Its time has passed, and the step came before the timer that would have said so."""
    if clock.due_at and not clock.late and context.now >= clock.due_at:
        yield Late(at=context.now, target=clock.goal, due_at=clock.due_at)


def _meets(fact: Fact, goal: Goal) -> bool:
    if goal == "resolution":
        return isinstance(fact, Resolved | ReturnedToAssistant)
    return isinstance(fact, MessageAdded) and fact.author is Author.OPERATOR


def _go_on(
    clock: Clock | None,
    target: Target,
    wanted: Stand,
    team: TeamId,
    goal: Goal,
    context: Context,
) -> Iterator[Fact]:
    if clock is None:
        if wanted == "runs":
            yield from _start(target, target.limit, team, goal, context)
        return
    if clock.team == team and bool(clock.due_at) == (wanted == "runs"):
        return
    left = _left(clock, context)
    if clock.team != team:
        left = target.limit - (_limit(clock, context) - left)
    late = tuple(_overtaken(clock, context))
    yield from late
    if wanted == "stands still":
        yield ClockPaused(at=context.now, target=goal, team=team, left=left)
    else:
        was = replace(clock, late=clock.late or bool(late))
        yield from _start(target, left, team, goal, context, was=was)


def _limit(clock: Clock, context: Context) -> Millis:
    target = context.team(clock.team).service.target(clock.goal)
    return target.limit if target else 0


def _left(clock: Clock, context: Context) -> Millis:
    """Of the target's time, open hours or not; below 0: it is late by so much."""
    if not clock.due_at:
        return clock.left
    team = context.team(clock.team)
    target = team.service.target(clock.goal)
    if target is None or not target.business:
        return clock.due_at - context.now
    ahead = business_between(team.hours, context.now, clock.due_at)
    return ahead or -business_between(team.hours, clock.due_at, context.now)


def _start(
    target: Target,
    left: Millis,
    team: TeamId,
    goal: Goal,
    context: Context,
    *,
    was: Clock | None = None,
) -> Iterator[Fact]:
    """No clock starts that would never be due: a team that never opens promises nothing."""
    hours = context.team(team).hours if target.business else None
    due = after_business(hours, context.now, left)
    if due is None:
        return
    warn = left - target.warn_before if target.warn_before and not (was and was.warned) else 0
    warn_at = after_business(hours, context.now, warn) if warn > 0 else 0
    yield ClockStarted(
        at=context.now,
        target=goal,
        team=team,
        due_at=due if left > 0 else context.now + left,
        warn_at=warn_at or 0,
        late=was is not None and was.late,
    )


# ── when one rings ────────────────────────────────────────────────────────────────────────────────


def clock_rang(now: Conversation, input: ClockRang, context: Context) -> Iterable[Fact]:
    """Warn, or say that it is late. A timer that comes late, or again, changes nothing.

    Raises ``NotYet`` where it comes early.
    """
    clock = next((clock for clock in now.clocks if clock.number == input.clock), None)
    if clock is None or not clock.due_at or clock.late:
        return ()
    if context.now >= clock.due_at:
        return _late(now, clock, context)
    if clock.warned:
        raise NotYet(clock.due_at, context.now)
    if context.now < (clock.warn_at or clock.due_at):
        raise NotYet(clock.warn_at or clock.due_at, context.now)
    return _soon(now, clock, context)


def _soon(now: Conversation, clock: Clock, context: Context) -> Iterator[Fact]:
    yield DueSoon(at=context.now, target=clock.goal, due_at=clock.due_at)
    yield from _deeds(context.team(clock.team).service.soon, "due_soon", clock, now, context)


def _late(now: Conversation, clock: Clock, context: Context) -> Iterator[Fact]:
    yield Late(at=context.now, target=clock.goal, due_at=clock.due_at)
    yield from _deeds(context.team(clock.team).service.late, "late", clock, now, context)


def _deeds(
    deeds: Iterable[Deed], cause: str, clock: Clock, now: Conversation, context: Context
) -> Iterator[Fact]:
    for deed in deeds:
        if deed.goals and clock.goal not in deed.goals:
            continue
        match deed.do:
            case "raise":
                yield from _raise(deed, cause, now, context)
            case "move":
                yield from _move(deed, now, context)


def _raise(deed: Deed, cause: str, now: Conversation, context: Context) -> Iterator[Fact]:
    if has_request(now) and now.handoff and now.handoff.priority < deed.priority:
        yield PriorityChanged(at=context.now, by=None, priority=deed.priority, cause=cause)


def _move(deed: Deed, now: Conversation, context: Context) -> Iterator[Fact]:
    """To another line, with its old place and deadline. Nobody's conversation is taken away."""
    if in_line(now) and now.handoff and deed.team not in ("", now.handoff.team):
        yield Transferred(
            at=context.now, by=None, team=deed.team, deadline_at=now.handoff.deadline_at
        )
