"""No dead end (I8): from every state that can be reached, time alone brings an honest next step.

Breadth first over everything that visitors, operators and the world can do; from each state found,
nobody does anything any more and only the timers ring, once or twice, as after a crash.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from tests.core.world import ANN, BLANK, BOB, ON_REQUEST, OPEN, SUPPORT, seat
from warmline.core.effects import Later
from warmline.core.engine import step
from warmline.core.fallbacks import Fallback, Fallbacks
from warmline.core.inputs import (
    ContactLeft,
    HandoffWithdrawn,
    Input,
    OperatorAssigned,
    OperatorCancelled,
    OperatorClaimed,
    OperatorPassed,
    OperatorResolved,
    OperatorReturned,
    OperatorSaid,
    OperatorTransferred,
    OperatorVanished,
    PersonRequested,
)
from warmline.core.model import Conversation, Floor, Handoff, HandoffStatus, Presence, Status
from warmline.core.policy import Context, Policy
from warmline.core.refusals import Refused
from warmline.core.teams import Team

MINUTE = 60_000
DEEP = 5
FALLBACKS = (Fallback.FORM, Fallback.EMAIL, Fallback.BROADER)


@dataclass(frozen=True, slots=True)
class Place:
    """A state, and the timers that are set: (when, what)."""

    now: Conversation
    timers: tuple[tuple[int, Input], ...]
    at: int


def context(at: int, fallback: Fallback, *, there: bool = True) -> Context:
    chosen = Fallbacks(
        closed=fallback, nobody_online=fallback, queue_full=fallback, deadline=fallback
    )
    team = Team(id=SUPPORT, fallbacks=chosen, sticky=10 * MINUTE, patience=3 * MINUTE)
    seats = (seat(ANN, online=there), seat(BOB, online=there))
    policy = Policy(rules=(ON_REQUEST,))
    return Context(now=at, policy=policy, roster=seats, teams={SUPPORT: team}, mails=True)


def deeds(now: Conversation) -> Iterator[Input]:
    """Everything that anybody can do there."""
    yield PersonRequested(text="A person")
    yield HandoffWithdrawn()
    yield ContactLeft(ticket="W-1", email="eve@example.com")
    for who in (ANN, BOB):
        yield OperatorClaimed(operator=who)
        yield OperatorReturned(operator=who)
        yield OperatorResolved(operator=who)
        yield OperatorPassed(operator=who)
        yield OperatorTransferred(operator=who, team=SUPPORT)
        yield OperatorAssigned(operator=who, handoff=now.handoff.number if now.handoff else 0)
    yield OperatorSaid(operator=ANN, text="Hello")
    yield OperatorCancelled(operator=ANN)


def taken(place: Place, input: Input, world: Context) -> Place | None:
    """The state that it leads to; None where it is refused, or changes nothing."""
    try:
        after = step(place.now, input, world)
    except Refused:
        return None
    timers = tuple(
        (world.now + one.after, one.input) for one in after.effects if isinstance(one, Later)
    )
    return (
        Place(after.conversation, (*place.timers, *timers), world.now)
        if timers or (after.conversation != place.now)
        else None
    )


def shape(now: Conversation) -> object:
    """What tells two states apart here: not how often something was said."""
    handoff = now.handoff
    waits = (handoff.status, handoff.fallback, bool(handoff.ticket)) if handoff else None
    return now.status, now.floor, now.operator, now.assigned, waits, now.owed, bool(now.mail)


def reachable(fallback: Fallback) -> Iterator[Place]:
    start = taken(Place(BLANK, (), 0), OPEN, context(1, fallback))
    assert start
    seen, queue = {shape(start.now)}, deque([(start, 0)])
    while queue:
        place, deep = queue.popleft()
        yield place
        if deep == DEEP:
            continue
        for there in (True, False):
            world = context(place.at + MINUTE, fallback, there=there)
            vanishing = OperatorVanished(operator=ANN, epoch=place.now.epoch)
            for input in (*deeds(place.now), vanishing):
                after = taken(place, input, world)
                if after and shape(after.now) not in seen:
                    seen.add(shape(after.now))
                    queue.append((after, deep + 1))


def waits_for_a_person(now: Conversation) -> bool:
    return now.status is Status.WAITING and now.floor is Floor.HUMAN


def left_alone(place: Place, fallback: Fallback, *, late: int) -> Place:
    """Nobody does anything any more. Each timer rings ``late``, and then once more."""
    pending = sorted(place.timers, key=lambda one: one[0])
    while pending:
        (due, input), *pending = pending
        for again in range(2):
            world = context(max(due, place.at) + late + again, fallback)
            before = len(place.timers)
            after = taken(place, input, world)
            if after:
                pending += after.timers[before:]
                place = replace(after, at=place.at)
        pending.sort(key=lambda one: one[0])
    return place


@pytest.mark.parametrize("fallback", FALLBACKS)
@pytest.mark.parametrize("late", [0, 600 * MINUTE])
def test_every_pending_handoff_ends_in_a_pickup_or_its_fallback(fallback: Fallback, late: int):
    found = list(reachable(fallback))
    assert len(found) > 30
    for place in found:
        ended = left_alone(place, fallback, late=late)
        assert not waits_for_a_person(ended.now), place.now


@pytest.mark.parametrize("fallback", FALLBACKS)
def test_whoever_waits_in_line_has_a_timer_that_rings_by_the_deadline(fallback: Fallback):
    for place in reachable(fallback):
        if waits_for_a_person(place.now):
            assert place.now.handoff
            rings = [due for due, input in place.timers if input.kind == "handoff_overdue"]
            assert place.now.handoff.deadline_at in rings, place.now


def test_the_search_finds_the_states_that_matter():
    found = [place.now for place in reachable(Fallback.FORM)]
    assert any(one.assigned for one in found)
    assert any(one.operator for one in found)
    assert any(waits_for_a_person(one) for one in found)
    pending = HandoffStatus.PENDING
    handoffs: list[Handoff] = [one.handoff for one in found if one.handoff]
    assert any(one.fallback and one.status is pending for one in handoffs)
    assert Presence.ONLINE in {one.presence for one in context(0, Fallback.FORM).roster}
