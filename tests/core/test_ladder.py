"""The ladder is climbed while nobody comes, and not one step longer."""

from dataclasses import replace

import pytest

from tests.core.world import ANN, ASKS, BILLING, BOB, CLEO, SUPPORT, Thread, facts, opened, seat
from warmline.core.effects import Later, Notify
from warmline.core.facts import Escalated
from warmline.core.inputs import (
    HandoffOverdue,
    HandoffWithdrawn,
    LadderRang,
    OperatorClaimed,
    OperatorTransferred,
    OperatorVanished,
)
from warmline.core.ladder import Rung
from warmline.core.ladder_checks import ladder_faults
from warmline.core.model import Presence, Seat, TeamId
from warmline.core.teams import Team

SECOND = 1_000
LADDER = (
    Rung(after=0, way="push", to="team"),
    Rung(after=60 * SECOND, way="sms", to=BOB),
    Rung(after=300 * SECOND, way="email", to="supervisors"),
)
REACHED = {"escalated": ("console", "push", "email", "sms")}
SEATS = (
    replace(seat(ANN), ways=REACHED),
    replace(seat(BOB, online=False), ways=REACHED),
    replace(seat(CLEO, online=False), teams=(BILLING,), ways=REACHED, supervisor=True),
)


def waiting(*, seats: tuple[Seat, ...] = SEATS, ladder: tuple[Rung, ...] = LADDER) -> Thread:
    thread = opened(seats=seats)
    teams = {
        SUPPORT: Team(id=SUPPORT, ladder=ladder),
        BILLING: Team(id=BILLING, ladder=(Rung(after=9 * SECOND, way="email", to="team"),)),
    }
    thread.change(teams=teams)
    thread.say("A person, please.", ASKS)
    return thread


def clocks(thread: Thread) -> list[Later]:
    return [
        one
        for one in thread.effects
        if isinstance(one, Later) and isinstance(one.input, LadderRang)
    ]


def ring(thread: Thread) -> list[tuple[str, str]]:
    """Let the newest clock ring when it is due; whom its step told, and how."""
    clock = clocks(thread)[-1]
    thread.change(now=thread.context.now + clock.after)
    taken = thread.feed(clock.input)
    told = [one for one in taken.effects if isinstance(one, Notify)]
    return [(one.way, one.to) for one in told if one.notice == "escalated"]


def test_each_step_rings_in_its_time_and_tells_those_whom_it_means():
    thread = waiting()
    begun = thread.context.now
    assert ring(thread) == [("push", ANN), ("push", BOB)]
    assert ring(thread) == [("sms", BOB)]
    assert thread.context.now - begun == 60 * SECOND
    assert ring(thread) == [("email", CLEO)]
    assert thread.context.now - begun == 300 * SECOND
    assert len(clocks(thread)) == 3


@pytest.mark.parametrize("end", [OperatorClaimed(operator=ANN), HandoffWithdrawn()])
def test_the_ladder_stops_once_the_matter_is_settled(end):
    thread = waiting()
    ring(thread)
    thread.feed(end)
    assert ring(thread) == []
    assert len(facts(thread.log, Escalated)) == 1
    assert len(clocks(thread)) == 2  # no further clock is wound up


def test_a_step_that_rings_again_tells_nobody_again():
    thread = waiting()
    thread.feed(clocks(thread)[-1].input)
    before = len(clocks(thread))
    thread.feed(OperatorClaimed(operator=ANN))
    thread.feed(clocks(thread)[0].input)
    assert len(facts(thread.log, Escalated)) == 1
    assert len(clocks(thread)) == before


def test_the_ladder_goes_on_when_the_visitor_was_told_that_nobody_came_in_time():
    thread = waiting()
    ring(thread)
    handoff = thread.now.handoff
    thread.feed(HandoffOverdue(handoff=handoff.number, deadline_at=handoff.deadline_at))
    assert ring(thread) == [("sms", BOB)]


def test_nobody_is_rung_for_who_was_told_that_the_team_is_closed():
    thread = waiting()
    handoff = replace(thread.now.handoff, fallback="closed")
    thread.now = replace(thread.now, handoff=handoff)
    assert ring(thread) == []


def test_the_line_of_another_team_has_its_own_ladder_and_the_old_one_is_silent():
    thread = waiting()
    old = clocks(thread)[-1]
    thread.feed(OperatorTransferred(operator=ANN, team=BILLING))
    assert thread.feed(old.input).entries == ()
    assert ring(thread) == [("email", CLEO)]


def test_who_waits_again_because_somebody_vanished_is_escalated_anew():
    thread = waiting()
    old = clocks(thread)[-1]
    thread.feed(OperatorClaimed(operator=ANN))
    thread.change(
        now=thread.context.now + 200 * SECOND,
        roster=(replace(SEATS[0], presence=Presence.OFFLINE), *SEATS[1:]),
    )
    thread.feed(OperatorVanished(operator=ANN, epoch=thread.now.epoch))
    assert thread.feed(old.input).entries == ()
    assert ring(thread) == [("push", ANN), ("push", BOB)]


def test_a_step_that_reaches_nobody_is_recorded_as_such():
    thread = waiting(seats=tuple(replace(one, ways={}) for one in SEATS))
    assert ring(thread) == []
    (step,) = facts(thread.log, Escalated)
    assert step.told == ()


def test_a_ladder_that_was_shortened_meanwhile_ends_there():
    thread = waiting()
    ring(thread)
    thread.change(teams={SUPPORT: Team(id=SUPPORT, ladder=LADDER[:1])})
    assert ring(thread) == []


def test_a_step_of_a_shared_way_tells_what_the_team_shares():
    thread = waiting(ladder=(Rung(after=0, way="chat", to="team"),))
    thread.change(tells={SUPPORT: {"escalated": (("chat", "room"), ("webhook", "hook"))}})
    assert ring(thread) == [("chat", "team:support/room")]


# ── what is wrong with one ────────────────────────────────────────────────────────────────────────


def found(*ladder: Rung, team: TeamId = SUPPORT, seats=SEATS, tells=None) -> list[tuple[str, bool]]:
    all_ways = ("console", "push", "email", "chat")
    faults = ladder_faults(team, ladder, roster=seats, tells=tells or {}, set_up=all_ways)
    return [(one.where, one.doubt) for one in faults]


def test_a_step_by_a_way_that_is_not_set_up_is_refused():
    assert found(Rung(after=0, way="sms", to="team")) == [("ladder[0].way", False)]


def test_a_step_to_somebody_without_an_address_is_refused():
    mute = tuple(replace(one, ways={"escalated": ("console",)}) for one in SEATS)
    assert found(Rung(after=0, way="push", to=BOB), seats=mute) == [("ladder[0].to", False)]


def test_a_step_to_somebody_who_is_not_there_is_refused():
    assert found(Rung(after=0, way="push", to="zoe")) == [("ladder[0].to", False)]


def test_a_ladder_for_a_team_with_nobody_is_warned_of():
    empty = TeamId("empty")
    assert found(Rung(after=0, way="push", to="team"), team=empty) == [("ladder[0].to", True)]


def test_a_shared_way_that_the_team_has_not_is_refused():
    step = Rung(after=0, way="chat", to="team")
    assert found(step) == [("ladder[0].way", False)]
    assert found(step, tells={SUPPORT: {"escalated": (("chat", "room"),)}}) == []


def test_a_ladder_that_reaches_everybody_has_nothing_wrong():
    assert found(LADDER[0], LADDER[2]) == []
