"""What the facts of the service level make of a conversation, and the timers that hang on them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from warmline.core.effects import Later
from warmline.core.facts import ClockPaused, ClockStarted, ClockStopped, DueSoon, Late
from warmline.core.inputs import ClockRang
from warmline.core.model import Clock, Conversation, Goal
from warmline.core.policy import Context

ClockFact = ClockStarted | ClockPaused | ClockStopped | DueSoon | Late


def with_clock(now: Conversation, fact: ClockFact) -> Conversation:
    was = next((clock for clock in now.clocks if clock.goal == fact.target), None)
    others = tuple(clock for clock in now.clocks if clock.goal != fact.target)
    match fact:
        case ClockStarted():
            return replace(now, clocks=(*others, _started(now.seq, fact, was)))
        case ClockStopped():
            return replace(now, clocks=others)
        case ClockPaused() | DueSoon() | Late():
            return replace(now, clocks=(*others, _changed(was, fact))) if was else now
        case _:
            assert_never(fact)


def _started(number: int, fact: ClockStarted, was: Clock | None) -> Clock:
    return Clock(
        number=number,
        goal=fact.target,
        team=fact.team,
        due_at=fact.due_at,
        warn_at=fact.warn_at,
        warned=was is not None and was.warned,
        late=fact.late,
    )


def _changed(was: Clock, fact: ClockPaused | DueSoon | Late) -> Clock:
    match fact:
        case ClockPaused():
            return replace(was, due_at=0, warn_at=0, left=fact.left, team=fact.team)
        case DueSoon():
            return replace(was, warned=True)
        case Late():
            return replace(was, late=True)
        case _:
            assert_never(fact)


def timer(fact: ClockStarted | DueSoon, number: int, context: Context) -> Iterator[Later]:
    """One timer at a time: the one for being late is set when the warning was given."""
    at = (isinstance(fact, ClockStarted) and fact.warn_at) or fact.due_at
    if not (isinstance(fact, ClockStarted) and fact.late):
        yield Later(after=max(0, at - context.now), input=ClockRang(clock=number))


def number_of(now: Conversation, goal: Goal) -> int:
    """The number of a clock that runs; 0: there is none."""
    return next((clock.number for clock in now.clocks if clock.goal == goal), 0)
