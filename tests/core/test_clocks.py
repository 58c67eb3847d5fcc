"""Service levels: what runs, what stands still, what rings, and what then happens (R-5)."""

from dataclasses import replace

import pytest

from tests.core.world import ANN, ASKS, BILLING, BOB, OPEN, SUPPORT, Thread, seat
from warmline.core.effects import Later
from warmline.core.facts import (
    ClockPaused,
    ClockStarted,
    ClockStopped,
    DueSoon,
    Fact,
    Late,
    PriorityChanged,
    Woke,
)
from warmline.core.hours import Hours
from warmline.core.inputs import (
    ClockRang,
    ContactLeft,
    HandoffOverdue,
    HandoffWithdrawn,
    OperatorClaimed,
    OperatorResolved,
    OperatorReturned,
    OperatorSaid,
    OperatorSnoozed,
    OperatorTransferred,
    SnoozeOver,
)
from warmline.core.model import Goal, TeamId
from warmline.core.refusals import NotAhead, NotYet, NotYours
from warmline.core.service import Deed, Service, Target
from warmline.core.snoozes import UNTIL_ANSWERED
from warmline.core.teams import Team

MINUTE = 60_000
T0 = 1_000_000
LEVELS = Service(
    first_reply=Target(limit=2 * MINUTE, warn_before=MINUTE),
    next_reply=Target(limit=5 * MINUTE),
    resolution=Target(limit=60 * MINUTE),
)
KEPT = (ClockStarted, ClockPaused, ClockStopped, DueSoon, Late)


def staffed(service: Service = LEVELS, **teams: Team) -> Thread:
    thread = Thread()
    own = Team(id=SUPPORT, service=service)
    people = replace(seat(BOB), teams=(SUPPORT, BILLING), supervisor=True)
    thread.change(teams={SUPPORT: own} | {TeamId(k): v for k, v in teams.items()})
    thread.change(roster=(seat(ANN), people))
    thread.feed(OPEN)
    return thread


def waiting(service: Service = LEVELS, **teams: Team) -> Thread:
    thread = staffed(service, **teams)
    thread.say("A person, please", ASKS)
    return thread


def held(service: Service = LEVELS, **teams: Team) -> Thread:
    thread = waiting(service, **teams)
    thread.feed(OperatorClaimed(operator=ANN), OperatorSaid(operator=ANN, text="Hello"))
    return thread


def later(thread: Thread, millis: int) -> None:
    thread.change(now=thread.context.now + millis)


def running(thread: Thread) -> dict[Goal, int]:
    """When each clock is due, counted from the beginning; 0 where it stands still."""
    return {c.goal: c.due_at and c.due_at - T0 for c in thread.now.clocks}


def told(thread: Thread) -> list[Fact]:
    return [entry.fact for entry in thread.log if isinstance(entry.fact, KEPT)]


def timers(thread: Thread) -> list[tuple[int, int]]:
    """After how long which clock rings."""
    rings = [e for e in thread.effects if isinstance(e, Later) and isinstance(e.input, ClockRang)]
    return [(e.after, e.input.clock) for e in rings if isinstance(e.input, ClockRang)]


def ring(thread: Thread, goal: Goal) -> list[Fact]:
    number = next(clock.number for clock in thread.now.clocks if clock.goal == goal)
    return [entry.fact for entry in thread.feed(ClockRang(clock=number)).entries]


# ── what runs ─────────────────────────────────────────────────────────────────────────────────────


def test_while_the_assistant_answers_no_clock_runs() -> None:
    thread = staffed()
    thread.say()
    assert not thread.now.clocks
    assert not timers(thread)


def test_a_request_starts_the_first_reply_and_the_resolution_each_with_one_timer() -> None:
    thread = waiting()
    assert running(thread) == {"first_reply": 2 * MINUTE, "resolution": 60 * MINUTE}
    assert [after for after, _ in timers(thread)] == [MINUTE, 60 * MINUTE]


def test_a_reply_in_time_meets_the_first_reply() -> None:
    thread = held()
    assert ClockStopped(at=T0, target="first_reply", met=True) in told(thread)
    assert running(thread) == {"resolution": 60 * MINUTE}


def test_each_of_the_visitors_turns_starts_the_next_reply_once() -> None:
    thread = held()
    later(thread, MINUTE)
    thread.say("And then?")
    later(thread, MINUTE)
    thread.say("Hello?")
    assert running(thread)["next_reply"] == 6 * MINUTE
    thread.feed(OperatorSaid(operator=ANN, text="Yes"))
    assert "next_reply" not in running(thread)
    assert told(thread)[-1] == ClockStopped(at=T0 + 2 * MINUTE, target="next_reply", met=True)


def test_a_reply_that_comes_before_its_timer_but_too_late_is_late_and_not_met() -> None:
    thread = waiting()
    later(thread, 2 * MINUTE)
    thread.feed(OperatorSaid(operator=ANN, text="Hello"))
    first = [fact for fact in told(thread) if fact.kind in ("late", "clock_stopped")]
    assert first == [
        Late(at=T0 + 2 * MINUTE, target="first_reply", due_at=T0 + 2 * MINUTE),
        ClockStopped(at=T0 + 2 * MINUTE, target="first_reply", met=False),
    ]


@pytest.mark.parametrize("end", [HandoffWithdrawn(), OperatorReturned(operator=ANN)])
def test_what_ends_without_a_person_is_neither_met_nor_late(end: HandoffWithdrawn) -> None:
    thread = waiting()
    if isinstance(end, OperatorReturned):
        thread.feed(OperatorClaimed(operator=ANN))
    thread.feed(end)
    assert not thread.now.clocks
    assert ClockStopped(at=T0, target="first_reply", met=False) in told(thread)
    assert not any(isinstance(fact, Late) for fact in told(thread))


def test_resolving_meets_the_resolution_and_a_new_request_starts_afresh() -> None:
    thread = held()
    later(thread, 10 * MINUTE)
    thread.feed(OperatorResolved(operator=ANN))
    assert told(thread)[-1] == ClockStopped(at=T0 + 10 * MINUTE, target="resolution", met=True)
    later(thread, 10 * MINUTE)
    thread.say("A person again, please", ASKS)
    assert running(thread) == {"first_reply": 22 * MINUTE, "resolution": 80 * MINUTE}


def test_business_time_is_counted_in_the_hours_of_the_team() -> None:
    nine = Hours(week=(((540, 1020),),) * 7)
    team = Team(id=BILLING, hours=nine, service=Service(first_reply=Target(limit=60 * MINUTE)))
    business = replace(team.service, first_reply=Target(limit=60 * MINUTE, business=True))
    thread = staffed(service=business)
    thread.change(teams={SUPPORT: replace(team, id=SUPPORT, service=business)})
    thread.change(now=(16 * 60 + 30) * MINUTE)
    thread.feed(OPEN)
    thread.change(teams={SUPPORT: Team(id=SUPPORT, hours=nine, service=business)})
    thread.say("A person, please", ASKS)
    (clock,) = thread.now.clocks
    assert clock.due_at == (24 * 60 + 9 * 60 + 30) * MINUTE


def test_a_team_that_never_opens_promises_nothing() -> None:
    service = Service(first_reply=Target(limit=MINUTE, business=True))
    thread = staffed()
    never = Hours(week=((),) * 7)
    thread.change(teams={SUPPORT: Team(id=SUPPORT, service=service, hours=never)})
    thread.say("A person, please", ASKS)
    assert not thread.now.clocks


# ── what rings ────────────────────────────────────────────────────────────────────────────────────


def test_it_warns_then_says_once_that_it_is_late() -> None:
    thread = waiting()
    later(thread, MINUTE)
    assert ring(thread, "first_reply") == [
        DueSoon(at=T0 + MINUTE, target="first_reply", due_at=T0 + 2 * MINUTE)
    ]
    assert timers(thread)[-1] == (MINUTE, thread.now.clocks[-1].number)
    later(thread, MINUTE)
    assert ring(thread, "first_reply") == [
        Late(at=T0 + 2 * MINUTE, target="first_reply", due_at=T0 + 2 * MINUTE)
    ]
    assert ring(thread, "first_reply") == []


@pytest.mark.parametrize(("passed", "warned"), [(MINUTE - 1, False), (2 * MINUTE - 1, True)])
def test_a_timer_that_rings_early_is_refused_so_that_it_rings_again(
    passed: int,
    warned: bool,  # noqa: FBT001
) -> None:
    thread = waiting()
    if warned:
        later(thread, MINUTE)
        ring(thread, "first_reply")
        later(thread, -MINUTE)
    later(thread, passed)
    with pytest.raises(NotYet) as refusal:
        ring(thread, "first_reply")
    assert refusal.value.after == 1


def test_a_server_that_was_down_over_both_moments_says_only_that_it_is_late() -> None:
    thread = waiting()
    later(thread, 30 * MINUTE)
    assert [fact.kind for fact in ring(thread, "first_reply")] == ["late"]


def test_the_timer_of_a_clock_that_was_stopped_changes_nothing() -> None:
    thread = waiting()
    number = next(c.number for c in thread.now.clocks if c.goal == "first_reply")
    thread.feed(OperatorSaid(operator=ANN, text="Hello"))
    later(thread, 2 * MINUTE)
    assert not thread.feed(ClockRang(clock=number)).entries


def test_late_raises_the_priority_and_moves_it_where_nobody_holds_it() -> None:
    deeds = (Deed(do="raise", priority=5), Deed(do="move", team=BILLING, goals=("first_reply",)))
    thread = waiting(replace(LEVELS, late=deeds), billing=Team(id=BILLING))
    deadline = thread.now.handoff and thread.now.handoff.deadline_at
    later(thread, 2 * MINUTE)
    kinds = [fact.kind for fact in ring(thread, "first_reply")]
    assert kinds[:3] == ["late", "priority_changed", "transferred"]
    assert thread.now.handoff
    assert (thread.now.handoff.team, thread.now.handoff.priority) == (BILLING, 5)
    assert thread.now.handoff.deadline_at == deadline
    assert not thread.now.clocks  # billing has no targets


def test_a_warning_acts_too_and_never_lowers_a_priority() -> None:
    thread = waiting(replace(LEVELS, soon=(Deed(do="raise", priority=1),)))
    later(thread, MINUTE)
    assert PriorityChanged(at=T0 + MINUTE, by=None, priority=1, cause="due_soon") in ring(
        thread, "first_reply"
    )
    lower = replace(LEVELS, late=(Deed(do="raise", priority=-3),))
    thread.change(teams={SUPPORT: Team(id=SUPPORT, service=lower)})
    later(thread, MINUTE)
    assert [fact.kind for fact in ring(thread, "first_reply")] == ["late"]


def test_what_somebody_holds_is_not_taken_from_them() -> None:
    thread = held(replace(LEVELS, late=(Deed(do="move", team=BILLING),)), billing=Team(id=BILLING))
    thread.say("And?")
    later(thread, 5 * MINUTE)
    assert [fact.kind for fact in ring(thread, "next_reply")] == ["late"]
    assert thread.now.operator == ANN


def test_teams_that_move_it_to_each_other_do_so_once_each() -> None:
    there = replace(LEVELS, late=(Deed(do="move", team=BILLING),))
    back = Service(first_reply=Target(limit=MINUTE), late=(Deed(do="move", team=SUPPORT),))
    thread = waiting(there, billing=Team(id=BILLING, service=back))
    later(thread, 2 * MINUTE)
    ring(thread, "first_reply")
    later(thread, MINUTE)
    assert ring(thread, "first_reply") == []
    assert len([e for e in thread.log if isinstance(e.fact, Late)]) == 1


# ── what stands still ─────────────────────────────────────────────────────────────────────────────


def test_a_snooze_stops_the_time_and_gives_back_what_was_left() -> None:
    thread = held()
    later(thread, 10 * MINUTE)
    thread.feed(OperatorSnoozed(operator=ANN, until=T0 + 100 * MINUTE))
    assert running(thread) == {"resolution": 0}
    later(thread, 90 * MINUTE)
    thread.feed(SnoozeOver(until=T0 + 100 * MINUTE))
    assert running(thread) == {"resolution": 150 * MINUTE}
    assert thread.now.snoozed_until == 0


def test_the_timer_from_before_a_pause_changes_nothing() -> None:
    thread = held()
    (clock,) = thread.now.clocks
    thread.feed(OperatorSnoozed(operator=ANN, until=T0 + 100 * MINUTE))
    thread.feed(OperatorSnoozed(operator=ANN))
    later(thread, 200 * MINUTE)
    assert not thread.feed(ClockRang(clock=clock.number)).entries
    assert [fact.kind for fact in ring(thread, "resolution")] == ["late"]


def test_after_the_fallback_it_stands_still_until_there_is_an_address_to_answer_to() -> None:
    thread = waiting()
    number = thread.now.handoff.number if thread.now.handoff else 0
    later(thread, MINUTE)
    thread.feed(HandoffOverdue(handoff=number))
    assert running(thread) == {"first_reply": 0, "resolution": 0}
    later(thread, 30 * MINUTE)
    thread.feed(ContactLeft(ticket="W-1", email="vera@example.org"))
    assert running(thread) == {"first_reply": 32 * MINUTE, "resolution": 90 * MINUTE}


def test_a_pause_that_comes_before_a_timer_that_is_due_does_not_hide_that_it_is_late() -> None:
    thread = held()
    later(thread, 60 * MINUTE)
    thread.feed(OperatorSnoozed(operator=ANN, until=UNTIL_ANSWERED))
    due = T0 + 60 * MINUTE
    assert Late(at=due, target="resolution", due_at=due) in told(thread)
    thread.feed(OperatorSnoozed(operator=ANN), OperatorResolved(operator=ANN))
    assert sum(isinstance(fact, Late) for fact in told(thread)) == 1
    assert told(thread)[-1] == ClockStopped(at=due, target="resolution", met=False)


def test_a_pause_in_the_night_takes_nothing_from_business_time() -> None:
    thread = staffed()
    nine = Hours(week=(((540, 1020),),) * 7)
    service = Service(resolution=Target(limit=120 * MINUTE, business=True))
    thread.change(teams={SUPPORT: Team(id=SUPPORT, hours=nine, service=service)})
    thread.change(now=(16 * 60) * MINUTE)
    thread.say("A person, please", ASKS)
    thread.feed(OperatorSaid(operator=ANN, text="Hello"))
    later(thread, 30 * MINUTE)
    wake = (24 * 60 + 8 * 60) * MINUTE
    thread.feed(OperatorSnoozed(operator=ANN, until=wake))
    thread.change(now=wake)
    thread.feed(SnoozeOver(until=wake))
    (clock,) = thread.now.clocks
    assert clock.due_at == (24 * 60 + 10 * 60 + 30) * MINUTE


# ── over a transfer ───────────────────────────────────────────────────────────────────────────────


def test_another_team_gets_what_its_own_target_leaves_of_the_time_that_has_passed() -> None:
    other = Service(resolution=Target(limit=30 * MINUTE), next_reply=Target(limit=3 * MINUTE))
    thread = held(billing=Team(id=BILLING, service=other))
    later(thread, 10 * MINUTE)
    thread.feed(OperatorTransferred(operator=ANN, team=BILLING))
    assert running(thread) == {"next_reply": 13 * MINUTE, "resolution": 30 * MINUTE}


def test_a_transfer_does_not_begin_the_time_anew() -> None:
    thread = held()
    thread.say("And?")
    later(thread, MINUTE)
    thread.feed(OperatorTransferred(operator=ANN, team=SUPPORT))
    assert running(thread)["next_reply"] == 5 * MINUTE


# ── snooze ────────────────────────────────────────────────────────────────────────────────────────


def test_the_visitors_answer_ends_a_snooze_and_starts_the_next_reply() -> None:
    thread = held()
    thread.feed(OperatorSnoozed(operator=ANN, until=UNTIL_ANSWERED))
    assert not any(isinstance(e, Later) and isinstance(e.input, SnoozeOver) for e in thread.effects)
    later(thread, MINUTE)
    thread.say("Here I am")
    assert thread.now.snoozed_until == 0
    assert Woke(at=T0 + MINUTE, cause="visitor") in [entry.fact for entry in thread.log]
    assert running(thread) == {"next_reply": 6 * MINUTE, "resolution": 61 * MINUTE}


def test_only_the_timer_of_the_newest_snooze_ends_it_and_never_early() -> None:
    thread = held()
    thread.feed(OperatorSnoozed(operator=ANN, until=T0 + MINUTE))
    thread.feed(OperatorSnoozed(operator=ANN, until=T0 + 9 * MINUTE))
    later(thread, MINUTE)
    assert not thread.feed(SnoozeOver(until=T0 + MINUTE)).entries
    with pytest.raises(NotYet):
        thread.feed(SnoozeOver(until=T0 + 9 * MINUTE))


def test_who_hands_it_on_ends_its_snooze() -> None:
    thread = held()
    thread.feed(OperatorSnoozed(operator=ANN, until=UNTIL_ANSWERED))
    thread.feed(OperatorResolved(operator=ANN))
    assert thread.now.snoozed_until == 0
    assert not thread.now.clocks


def test_a_snooze_is_its_holders_and_ends_in_time_to_come() -> None:
    thread = held()
    with pytest.raises(NotYours):
        thread.feed(OperatorSnoozed(operator=BOB, until=T0 + MINUTE))
    with pytest.raises(NotAhead):
        thread.feed(OperatorSnoozed(operator=ANN, until=T0))
