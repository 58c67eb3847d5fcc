"""A drill goes the way of every conversation, and wakes nobody."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.core.world import ANN, BOB, MAIL, OPEN, SUPPORT, Thread, seat
from warmline.core.drills import drilled, people, rehearses
from warmline.core.effects import Later, Notify
from warmline.core.facts import FallbackRan, HandoffRequested, Opened
from warmline.core.inputs import AssignmentOver, HandoffOverdue, OperatorClaimed, PersonRequested
from warmline.core.ladder import Rung
from warmline.core.model import OperatorId, Presence, TeamId
from warmline.core.policy import Context, Policy, Rule
from warmline.core.service import Service, Target
from warmline.core.teams import Route, Strategy, Team

ACTOR = OperatorId("drill-1")
NIGHT = Context(now=1_000, roster=(seat(ANN, online=False, email=True), seat(ACTOR)))


def asked(context):
    thread = Thread(context=drilled(context))
    thread.feed(replace(OPEN, drill=True), PersonRequested(text="Talk to a person"))
    return thread


def test_the_mark_is_there_from_the_first_entry_on():
    thread = asked(NIGHT)
    assert isinstance(thread.log[0].fact, Opened)
    assert thread.log[0].fact.drill
    assert thread.now.drill


def test_at_night_it_finds_its_own_operator_and_no_fallback_runs():
    thread = asked(NIGHT)
    kinds = {type(entry.fact) for entry in thread.log}
    assert HandoffRequested in kinds
    assert FallbackRan not in kinds
    thread.feed(OperatorClaimed(operator=ACTOR))
    assert thread.now.operator == ACTOR


def test_its_operator_is_in_whichever_team_the_handoff_is_for():
    policy = Policy(rules=(Rule(id="r", trigger="t", team=TeamId("legal")),))
    routes = (Route(id="r", team=TeamId("billing")),)
    teams = {TeamId("sales"): Team(id=TeamId("sales"))}
    context = drilled(replace(NIGHT, policy=policy, routes=routes, teams=teams))
    (actor,) = [one for one in context.roster if one.operator == ACTOR]
    assert {"support", "legal", "billing", "sales"} == set(actor.teams)


def test_notices_are_made_for_the_people_of_the_team_at_once():
    pausing = replace(seat(ANN, email=True), pauses={"email": 60_000})
    thread = asked(replace(NIGHT, roster=(pausing, seat(BOB), seat(ACTOR))))
    told = [one for one in thread.effects if isinstance(one, Notify)]
    assert ("ann", "email", 0) in [(one.to, one.way, one.after) for one in told]
    assert any(one.way == "console" for one in told)


def test_no_clock_of_a_service_level_or_a_ladder_runs_and_nobody_is_assigned_it():
    target = Target(limit=60_000)
    giving = Team(
        id=SUPPORT,
        strategy=Strategy.LEAST_LOADED,
        service=Service(first_reply=target),
        ladder=(Rung(after=60_000, way="email", to="team"),),
    )
    thread = asked(replace(NIGHT, teams={SUPPORT: giving}))
    assert thread.now.clocks == ()
    later = [one.input for one in thread.effects if isinstance(one, Later)]
    assert all(isinstance(one, HandoffOverdue) for one in later)
    assert not any(isinstance(one, AssignmentOver) for one in later)
    assert thread.now.assigned is None


SEATS = st.lists(
    st.builds(
        seat,
        st.sampled_from(["ann", "bob", "drill-1", "drill-2", "drilla"]).map(OperatorId),
        online=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda one: one.operator,
).map(tuple)


@given(SEATS)
def test_no_person_is_there_for_a_drill_and_no_drills_operator_for_anybody_else(roster):
    inside = drilled(replace(NIGHT, roster=roster)).roster
    assert len(inside) == len(roster)
    for was, now in zip(roster, inside, strict=True):
        assert now.operator == was.operator
        assert not now.online or rehearses(now.operator)
        assert now.presence is (was.presence if rehearses(was.operator) else Presence.OFFLINE)
        assert rehearses(now.operator) or now.ways == was.ways
    assert not any(rehearses(one.operator) for one in people(roster))
    assert [one for one in roster if one.operator in ("ann", "bob", "drilla")] == [*people(roster)]


def test_the_ways_of_people_stay_as_they_chose_them():
    (ann,) = [s for s in drilled(NIGHT).roster if s.operator == ANN]
    assert ann.ways == MAIL
