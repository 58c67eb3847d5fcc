"""Who has a conversation: assignments, transfers, operators who vanish, supervisors."""

from dataclasses import replace

import pytest

from tests.core.world import ANN, ASKS, BILLING, BOB, CLEO, SUPPORT, Thread, facts, opened, seat
from warmline.core.effects import Later
from warmline.core.facts import (
    Assigned,
    AssignmentEnded,
    FallbackRan,
    HandoffRequested,
    MessageAdded,
    Released,
    TakenOver,
    Transferred,
)
from warmline.core.inputs import (
    AssignmentOver,
    HandoffOverdue,
    OperatorAssigned,
    OperatorClaimed,
    OperatorPassed,
    OperatorPrioritised,
    OperatorResolved,
    OperatorSaid,
    OperatorTookOver,
    OperatorTransferred,
    OperatorVanished,
)
from warmline.core.model import Author, Floor, HandoffStatus, Presence, Status
from warmline.core.refusals import (
    AlreadyTaken,
    AtCapacity,
    HasOffer,
    NeedsColleague,
    NotAssigned,
    NothingPending,
    NotSupervisor,
    NotThere,
    NotYours,
    StillThere,
    UnknownTeam,
)
from warmline.core.teams import Strategy, Team

SEATS = (seat(ANN), seat(BOB), replace(seat(CLEO), teams=(BILLING,)))
ALL = {SUPPORT: Team(id=SUPPORT), BILLING: Team(id=BILLING)}


def waiting() -> Thread:
    thread = opened(seats=SEATS)
    thread.change(teams=ALL)
    thread.say("A person, please.", ASKS)
    return thread


def number(thread: Thread) -> int:
    assert thread.now.handoff
    return thread.now.handoff.number


def assigned(operator=ANN) -> Thread:
    thread = waiting()
    thread.feed(OperatorAssigned(operator=operator, handoff=number(thread), why="next in turn"))
    return thread


def held(by=ANN) -> Thread:
    thread = waiting()
    thread.feed(OperatorClaimed(operator=by))
    return thread


def without(thread: Thread, *gone, seen_at: int = 0) -> None:
    """These operators have no live socket any more."""
    thread.change(
        roster=tuple(
            replace(one, presence=Presence.OFFLINE, seen_at=seen_at)
            if one.operator in gone
            else one
            for one in thread.context.roster
        )
    )


def over(thread: Thread, operator=ANN) -> AssignmentOver:
    return AssignmentOver(
        handoff=number(thread), operator=operator, until=thread.now.assigned_until
    )


def test_an_assignment_waits_for_the_operator_and_has_a_timer():
    thread = assigned()
    until = thread.context.now + 45_000
    assert (thread.now.assigned, thread.now.assigned_until) == (ANN, until)
    assert thread.now.status is Status.WAITING
    assert Later(after=45_000, input=over(thread)) in thread.effects
    assert facts(thread.log, Assigned)[0].why == "next in turn"


def test_an_assignment_that_nobody_takes_up_moves_on_and_keeps_the_place_in_line():
    thread = assigned()
    before = thread.now.handoff
    thread.feed(over(thread))
    assert facts(thread.log, AssignmentEnded)[0].cause == "expired"
    assert thread.now.assigned is None
    assert thread.now.passed == (ANN,)
    assert thread.now.handoff == before


def test_the_timer_of_an_assignment_that_is_over_changes_nothing():
    thread = assigned()
    late = over(thread)
    thread.feed(OperatorPassed(operator=ANN))
    thread.change(now=thread.context.now + 1)
    thread.feed(OperatorAssigned(operator=ANN, handoff=number(thread)))
    assert thread.feed(late).entries == ()
    assert thread.now.assigned == ANN


def test_who_claims_what_they_were_assigned_holds_it_and_the_assignment_is_over():
    thread = assigned()
    late = over(thread)
    thread.feed(OperatorClaimed(operator=ANN))
    assert (thread.now.operator, thread.now.assigned) == (ANN, None)
    assert thread.feed(late).entries == ()


def test_a_conversation_is_assigned_to_one_person_at_a_time():
    thread = assigned()
    with pytest.raises(AlreadyTaken):
        thread.feed(OperatorAssigned(operator=BOB, handoff=number(thread)))


@pytest.mark.parametrize("presence", [Presence.AWAY, Presence.OFFLINE])
def test_nobody_is_assigned_anything_who_is_not_online(presence: Presence):
    thread = waiting()
    thread.change(roster=(replace(seat(ANN), presence=presence), seat(BOB)))
    with pytest.raises(NotThere):
        thread.feed(OperatorAssigned(operator=ANN, handoff=number(thread)))


def test_nobody_is_assigned_more_than_their_capacity():
    thread = waiting()
    thread.change(roster=(replace(seat(ANN), capacity=2, load=2), seat(BOB)))
    with pytest.raises(AtCapacity):
        thread.feed(OperatorAssigned(operator=ANN, handoff=number(thread)))


def test_nobody_is_assigned_a_second_one_before_they_took_up_the_first():
    thread = waiting()
    thread.change(roster=(replace(seat(ANN), load=1, offered=1), seat(BOB)))
    with pytest.raises(HasOffer):
        thread.feed(OperatorAssigned(operator=ANN, handoff=number(thread)))


def test_where_work_is_given_out_nobody_claims_beyond_their_capacity_but_what_was_assigned():
    thread = assigned()
    thread.change(teams={SUPPORT: Team(id=SUPPORT, strategy=Strategy.LEAST_LOADED)})
    full = replace(seat(ANN), capacity=2, load=2)
    thread.change(roster=(full, replace(full, operator=BOB)))
    with pytest.raises(AtCapacity):
        thread.feed(OperatorClaimed(operator=BOB))
    thread.feed(OperatorClaimed(operator=ANN))
    assert thread.now.operator == ANN


def test_where_operators_choose_themselves_they_also_choose_how_much():
    thread = waiting()
    thread.change(roster=(replace(seat(ANN), capacity=1, load=1),))
    thread.feed(OperatorClaimed(operator=ANN))
    assert thread.now.operator == ANN


def test_who_has_no_room_may_still_speak_in_any_conversation():
    thread = waiting()
    thread.change(roster=(replace(seat(ANN), capacity=1, load=1),))
    thread.feed(OperatorSaid(operator=ANN, text="I am here."))
    assert thread.now.operator == ANN


def test_only_who_was_assigned_can_pass():
    with pytest.raises(NotAssigned):
        assigned().feed(OperatorPassed(operator=BOB))


def test_what_no_longer_waits_is_not_assigned():
    thread = held()
    with pytest.raises(NothingPending):
        thread.feed(OperatorAssigned(operator=BOB, handoff=number(thread)))


# ── an operator who vanishes ──────────────────────────────────────────────────────────────────────


def test_who_vanishes_loses_the_conversation_to_the_line_after_the_lease_and_the_visitor_is_told():
    thread = held()
    requested = thread.now.handoff.requested_at
    thread.change(now=thread.context.now + 500_000)
    without(thread, ANN, seen_at=thread.context.now - 90_000)
    taken = thread.feed(OperatorVanished(operator=ANN, epoch=thread.now.epoch))
    assert [entry.fact.kind for entry in taken.entries] == ["released", "message_added"]
    assert thread.texts(Author.SYSTEM)[-1] == "released"
    assert (thread.now.status, thread.now.floor) == (Status.WAITING, Floor.HUMAN)
    handoff = thread.now.handoff
    assert (handoff.status, handoff.requested_at) == (HandoffStatus.PENDING, requested)
    assert handoff.since == thread.context.now
    assert thread.now.operator is None


@pytest.mark.parametrize("seen_ago", [0, 89_999])
def test_nobody_loses_anything_before_the_lease_is_over(seen_ago: int):
    thread = held()
    thread.change(now=thread.context.now + 500_000)
    without(thread, ANN, seen_at=thread.context.now - seen_ago)
    with pytest.raises(StillThere):
        thread.feed(OperatorVanished(operator=ANN, epoch=thread.now.epoch))


@pytest.mark.parametrize("presence", [Presence.AWAY, Presence.ONLINE])
def test_who_is_there_keeps_what_they_hold_whatever_was_found(presence: Presence):
    thread = held()
    thread.change(roster=(replace(seat(ANN), presence=presence, seen_at=0), seat(BOB)))
    with pytest.raises(StillThere):
        thread.feed(OperatorVanished(operator=ANN, epoch=thread.now.epoch))


def test_an_assignment_ends_as_soon_as_its_operator_has_gone():
    thread = assigned()
    without(thread, ANN, seen_at=thread.context.now)
    thread.feed(OperatorVanished(operator=ANN, epoch=thread.now.epoch))
    assert facts(thread.log, AssignmentEnded)[0].cause == "gone"


def test_where_nobody_is_left_the_visitor_hears_that_and_gets_the_fallback():
    thread = held()
    without(thread, ANN, BOB, seen_at=0)
    thread.feed(OperatorVanished(operator=ANN, epoch=thread.now.epoch))
    assert facts(thread.log, FallbackRan)
    assert thread.now.floor is Floor.ASSISTANT
    assert "released" not in thread.texts(Author.SYSTEM)


def test_an_account_that_was_closed_holds_nothing():
    thread = held()
    thread.change(roster=(seat(BOB),))
    thread.feed(OperatorVanished(operator=ANN, epoch=thread.now.epoch))
    assert facts(thread.log, Released)


def test_what_was_found_before_the_floor_moved_is_void():
    thread = held()
    epoch = thread.now.epoch
    thread.feed(OperatorTransferred(operator=ANN, team=BILLING))
    thread.feed(OperatorClaimed(operator=ANN))
    without(thread, ANN)
    with pytest.raises(StillThere):
        thread.feed(OperatorVanished(operator=ANN, epoch=epoch))


def test_a_request_that_waits_again_has_a_deadline_of_its_own():
    thread = held()
    first = thread.now.handoff.deadline_at
    thread.change(now=thread.context.now + 100_000)
    without(thread, ANN, seen_at=0)
    thread.feed(OperatorVanished(operator=ANN, epoch=thread.now.epoch))
    second = thread.now.handoff.deadline_at
    assert second == thread.context.now + thread.context.policy.patience
    stale = HandoffOverdue(handoff=number(thread), deadline_at=first)
    assert thread.feed(stale).entries == ()
    assert thread.feed(HandoffOverdue(handoff=number(thread), deadline_at=second)).entries


def test_who_took_a_conversation_unasked_and_vanished_leaves_a_request_behind():
    thread = opened(seats=SEATS)
    thread.say()
    thread.feed(OperatorSaid(operator=ANN, text="Hello."))
    without(thread, ANN, seen_at=0)
    thread.feed(OperatorVanished(operator=ANN, epoch=thread.now.epoch))
    assert facts(thread.log, HandoffRequested)[0].why.trigger == "released"
    assert thread.now.status is Status.WAITING


# ── transfer ──────────────────────────────────────────────────────────────────────────────────────


def test_a_transfer_to_a_team_waits_in_its_line_with_the_old_place():
    thread = held()
    requested = thread.now.handoff.requested_at
    thread.change(now=thread.context.now + 5_000)
    thread.feed(OperatorTransferred(operator=ANN, team=BILLING, note="A refund."))
    assert facts(thread.log, Transferred)[0].note == "A refund."
    assert (thread.now.handoff.team, thread.now.handoff.requested_at) == (BILLING, requested)
    assert (thread.now.operator, thread.now.status) == (None, Status.WAITING)
    assert thread.texts(Author.SYSTEM)[-1] == "transferred"


def test_a_transfer_to_a_colleague_is_assigned_to_them():
    thread = held()
    thread.feed(OperatorTransferred(operator=ANN, team=SUPPORT, to=BOB))
    assert thread.now.assigned == BOB


def test_a_transfer_to_somebody_who_is_not_there_is_refused_and_the_operator_keeps_it():
    thread = held()
    without(thread, BOB)
    with pytest.raises(NotThere):
        thread.feed(OperatorTransferred(operator=ANN, team=SUPPORT, to=BOB))
    assert thread.now.operator == ANN


def test_a_transfer_to_a_team_that_there_is_not_is_refused():
    with pytest.raises(UnknownTeam):
        held().feed(OperatorTransferred(operator=ANN, team="bilings"))


def test_only_who_holds_it_or_a_supervisor_hands_it_on():
    with pytest.raises(NotYours):
        held().feed(OperatorTransferred(operator=BOB, team=BILLING))
    thread = held()
    thread.change(roster=(seat(ANN), replace(seat(BOB), supervisor=True), SEATS[2]))
    thread.feed(OperatorTransferred(operator=BOB, team=BILLING))
    assert thread.now.handoff.team == BILLING


def test_who_stays_holds_it_until_the_colleague_takes_it():
    thread = held()
    thread.feed(OperatorTransferred(operator=ANN, team=SUPPORT, to=BOB, stay=True))
    assert (thread.now.operator, thread.now.assigned) == (ANN, BOB)
    thread.feed(OperatorSaid(operator=ANN, text="Bob is coming."))
    thread.feed(OperatorClaimed(operator=BOB))
    assert (thread.now.operator, thread.now.assigned) == (BOB, None)


def test_who_stays_keeps_it_where_the_colleague_does_not_come():
    thread = held()
    thread.feed(OperatorTransferred(operator=ANN, team=SUPPORT, to=BOB, stay=True))
    thread.feed(over(thread, BOB))
    assert (thread.now.operator, thread.now.assigned) == (ANN, None)


def test_to_stay_a_colleague_must_be_named():
    with pytest.raises(NeedsColleague):
        held().feed(OperatorTransferred(operator=ANN, team=BILLING, stay=True))


def test_a_transfer_to_where_it_waits_already_changes_nothing():
    thread = waiting()
    assert thread.feed(OperatorTransferred(operator=ANN, team=SUPPORT)).entries == ()


# ── supervisors ───────────────────────────────────────────────────────────────────────────────────


def test_a_supervisor_takes_over_and_exactly_one_holds_it():
    thread = held()
    thread.change(roster=(seat(ANN), replace(seat(BOB), supervisor=True)))
    epoch = thread.now.epoch
    thread.feed(OperatorTookOver(operator=BOB))
    assert facts(thread.log, TakenOver)[0].was == ANN
    assert (thread.now.operator, thread.now.epoch) == (BOB, epoch + 1)
    with pytest.raises(NotYours):
        thread.feed(OperatorResolved(operator=ANN))


def test_nobody_else_takes_over():
    with pytest.raises(NotSupervisor):
        held().feed(OperatorTookOver(operator=BOB))


def test_a_priority_is_changed_once_and_said_by_whom():
    thread = waiting()
    thread.feed(OperatorPrioritised(operator=BOB, priority=7))
    assert thread.now.handoff.priority == 7
    assert thread.feed(OperatorPrioritised(operator=BOB, priority=7)).entries == ()


def test_nothing_of_this_is_said_to_the_visitor_twice():
    thread = held()
    thread.feed(OperatorTransferred(operator=ANN, team=BILLING))
    said = [f.text for f in facts(thread.log, MessageAdded) if f.author is Author.SYSTEM]
    assert said.count("transferred") == 1
