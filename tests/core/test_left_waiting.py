"""Where two of these meet: handing on, silence, snooze, assignments that nobody takes up."""

from dataclasses import replace

import pytest

from tests.core.world import ANN, ASKS, BOB, MAIL, SUPPORT, Thread, facts, opened, seat
from warmline.core.effects import Effect, Later, Notify
from warmline.core.facts import AssignmentEnded, HandoffRequested, IdleWarned, Released, Resolved
from warmline.core.idle import Idle
from warmline.core.inputs import (
    AssignmentOver,
    HandoffOverdue,
    IdleNoticed,
    OperatorClaimed,
    OperatorResolved,
    OperatorSaid,
    OperatorSnoozed,
    OperatorTookOver,
    OperatorTransferred,
    OperatorVanished,
    PersonRequested,
    SnoozeOver,
)
from warmline.core.model import Presence
from warmline.core.refusals import StillThere
from warmline.core.teams import Route, Strategy, Team

MINUTE = 60_000
T0 = 1_000_000
IDLE = Idle(person=60 * MINUTE, warn_before=10 * MINUTE)


def timers(effects: list[Effect], kind: type) -> list[Later]:
    return [one for one in effects if isinstance(one, Later) and isinstance(one.input, kind)]


# ── handing on while staying ──────────────────────────────────────────────────────────────────────


def staying() -> Thread:
    """Ann spoke unasked, and asks Bob to take it while she goes on answering."""
    thread = opened(seats=(seat(ANN), seat(BOB)))
    thread.say()
    thread.answer()
    thread.feed(OperatorSaid(operator=ANN, text="Let me see."))
    thread.feed(OperatorTransferred(operator=ANN, team=SUPPORT, to=BOB, stay=True))
    return thread


def test_a_colleague_is_not_asked_for_ever_where_nobody_had_asked_for_a_person():
    """Whoever has one to take up is given no other."""
    thread = staying()
    (timer,) = timers(thread.effects, AssignmentOver)
    thread.change(now=T0 + timer.after)
    thread.feed(timer.input)
    assert [fact.cause for fact in facts(thread.log, AssignmentEnded)] == ["expired"]
    assert (thread.now.operator, thread.now.assigned) == (ANN, None)


# ── silence ───────────────────────────────────────────────────────────────────────────────────────


def warned() -> Thread:
    """The visitor was told that it closes in ten minutes."""
    thread = opened(
        seats=(replace(seat(ANN), supervisor=True), replace(seat(BOB), supervisor=True))
    )
    thread.change(teams={SUPPORT: Team(id=SUPPORT, idle=IDLE)})
    thread.say("A person, please.", ASKS)
    thread.feed(OperatorClaimed(operator=ANN), OperatorSaid(operator=ANN, text="Which one?"))
    notice(thread, 50 * MINUTE)
    assert len(facts(thread.log, IdleWarned)) == 1
    return thread


def notice(thread: Thread, millis: int) -> None:
    thread.change(now=T0 + millis)
    thread.feed(IdleNoticed(since=thread.now.spoken_at, warned=thread.now.idle_warned))


def test_what_was_put_aside_after_the_warning_is_not_closed_as_soon_as_it_wakes():
    thread = warned()
    until = T0 + 500 * MINUTE
    thread.feed(OperatorSnoozed(operator=ANN, until=until))
    thread.change(now=until)
    thread.feed(SnoozeOver(until=until))
    notice(thread, 501 * MINUTE)
    assert facts(thread.log, Resolved) == []
    assert len(facts(thread.log, IdleWarned)) == 2


def test_who_takes_it_after_the_warning_is_not_closed_out_of_it():
    thread = warned()
    roster = (replace(seat(ANN), presence=Presence.OFFLINE), seat(BOB))
    thread.change(roster=roster)
    thread.feed(OperatorVanished(operator=ANN, epoch=thread.now.epoch))
    thread.change(now=T0 + 70 * MINUTE)
    thread.feed(OperatorClaimed(operator=BOB))
    notice(thread, 70 * MINUTE + 1)
    assert facts(thread.log, Resolved) == []


def test_who_takes_over_after_the_warning_is_not_closed_out_of_it():
    thread = warned()
    thread.change(now=T0 + 60 * MINUTE - 1)
    thread.feed(OperatorTookOver(operator=BOB))
    notice(thread, 60 * MINUTE)
    assert facts(thread.log, Resolved) == []


# ── put aside ─────────────────────────────────────────────────────────────────────────────────────


def aside() -> Thread:
    """Ann put it aside for a day, and went home."""
    thread = opened(seats=(seat(ANN), seat(BOB)))
    thread.say("A person, please.", ASKS)
    thread.feed(OperatorClaimed(operator=ANN), OperatorSaid(operator=ANN, text="Tomorrow!"))
    thread.feed(OperatorSnoozed(operator=ANN, until=T0 + 1_440 * MINUTE))
    gone = replace(seat(ANN), presence=Presence.OFFLINE, seen_at=T0)
    thread.change(now=T0 + 60 * MINUTE, roster=(gone, seat(BOB)))
    return thread


def vanishes(thread: Thread) -> list[str]:
    thread.feed(OperatorVanished(operator=ANN, epoch=thread.now.epoch))
    return [fact.cause for fact in facts(thread.log, Released)]


def test_who_put_it_aside_and_went_home_keeps_it():
    """Nobody waits for them: the visitor would be told of somebody who lost the connection."""
    with pytest.raises(StillThere):
        vanishes(aside())


def test_what_was_put_aside_goes_to_who_is_there_as_soon_as_the_visitor_writes():
    thread = aside()
    thread.say("One more thing")
    assert vanishes(thread) == ["vanished"]


def test_what_was_put_aside_goes_to_who_is_there_when_it_wakes():
    thread = aside()
    until = thread.now.snoozed_until
    thread.change(now=until)
    thread.feed(SnoozeOver(until=until))
    assert vanishes(thread) == ["vanished"]


def test_what_was_put_aside_by_an_account_that_is_closed_goes_to_who_is_there():
    thread = aside()
    thread.change(roster=(seat(BOB),))
    assert vanishes(thread) == ["vanished"]


# ── an assignment that nobody took up ─────────────────────────────────────────────────────────────


def test_where_a_colleague_does_not_come_the_team_is_told_that_it_waits():
    """Nobody else was told of it, and nobody is given it where people take what they choose."""
    thread = opened(seats=(seat(ANN), replace(seat(BOB), ways=MAIL)))
    thread.feed(OperatorSaid(operator=ANN, text="Hello."))
    thread.feed(OperatorTransferred(operator=ANN, team=SUPPORT, to=BOB))
    (timer,) = timers(thread.effects, AssignmentOver)
    thread.change(now=T0 + timer.after)
    told = thread.feed(timer.input).effects
    assert [(one.notice, one.to) for one in told if isinstance(one, Notify)] == [
        ("person_wanted", BOB)
    ]


def test_where_work_is_given_out_the_team_is_not_told_of_each_assignment_that_ends():
    thread = opened(seats=(seat(ANN), replace(seat(BOB), ways=MAIL)))
    thread.change(teams={SUPPORT: Team(id=SUPPORT, strategy=Strategy.ROUND_ROBIN)})
    thread.feed(OperatorSaid(operator=ANN, text="Hello."))
    thread.feed(OperatorTransferred(operator=ANN, team=SUPPORT, to=BOB))
    (timer,) = timers(thread.effects, AssignmentOver)
    thread.change(now=T0 + timer.after)
    assert thread.feed(timer.input).effects == ()


# ── back to the same person ───────────────────────────────────────────────────────────────────────


def test_who_presses_the_button_soon_after_the_end_goes_back_to_the_same_person():
    """As who writes does: the button says its label."""
    thread = opened(seats=(seat(BOB), seat(ANN)))
    thread.change(teams={SUPPORT: Team(id=SUPPORT, sticky=10 * MINUTE)})
    thread.say("A person, please.", ASKS)
    thread.feed(OperatorClaimed(operator=ANN), OperatorResolved(operator=ANN))
    thread.feed(PersonRequested(text="Talk to a person"))
    assert thread.now.assigned == ANN
    assert [fact.why.trigger for fact in facts(thread.log, HandoffRequested)][1:] == ["sticky"]


# ── asking again ──────────────────────────────────────────────────────────────────────────────────


def test_who_asks_again_after_nobody_came_is_still_sent_to_who_has_the_skills():
    speaks = replace(seat(ANN), skills=("german",))
    thread = opened(seats=(speaks, seat(BOB)))
    thread.change(routes=(Route(id="german", team=SUPPORT, skills=("german",), priority=3),))
    thread.say("A person, please.", ASKS)
    (timer,) = timers(thread.effects, HandoffOverdue)
    thread.change(now=T0 + timer.after)
    thread.feed(timer.input)
    thread.say("Is nobody there? A person!", ASKS)
    again = facts(thread.log, HandoffRequested)[-1]
    assert (again.skills, again.priority, again.route) == (("german",), 3, "german")
