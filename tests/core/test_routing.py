"""Who gets what waits, and where a request for a person goes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.core.world import ANN, ASKS, BILLING, BOB, CLEO, ON_REQUEST, SUPPORT, facts, opened, seat
from warmline.core.conditions import Op
from warmline.core.conditions import Test as Is
from warmline.core.facts import HandoffRequested
from warmline.core.model import ConversationId, OperatorId, Presence, Seat, Signal
from warmline.core.routing import Waiting, assign, explain, in_order, lacks, relaxed
from warmline.core.routing_direction import MOST_GATHERED, asked, gathered
from warmline.core.teams import Route, Strategy, Team

NOW = 10_000_000
GIVES = Team(id=SUPPORT, name="Support", strategy=Strategy.LEAST_LOADED)
TURNS = replace(GIVES, strategy=Strategy.ROUND_ROBIN)

skills = st.lists(st.sampled_from(("german", "invoices")), unique=True, max_size=2).map(tuple)
people = st.sampled_from(tuple(map(OperatorId, "abcde")))
waits = st.builds(
    Waiting,
    id=st.integers(0, 10**6).map(lambda n: ConversationId(f"c{n}")),
    requested_at=st.integers(NOW - 200_000, NOW),
    priority=st.integers(-1, 2),
    due_at=st.sampled_from((0, NOW - 1, NOW + 5_000, NOW + 90_000)),
    skills=skills,
    assigned=st.sampled_from((None, None, None, OperatorId("a"))),
    assigned_until=st.integers(NOW - 100_000, NOW),
    passed=st.lists(people, unique=True, max_size=3).map(tuple),
)
seats = st.builds(
    Seat,
    operator=people,
    teams=st.sampled_from(((SUPPORT,), (SUPPORT, BILLING), (BILLING,))),
    skills=skills,
    capacity=st.integers(0, 3),
    load=st.integers(0, 3),
    offered=st.sampled_from((0, 0, 1)),
    presence=st.sampled_from(Presence),
    given_at=st.integers(0, 5),
)
lines = st.lists(waits, max_size=8, unique_by=lambda one: one.id)
rosters = st.lists(seats, max_size=5, unique_by=lambda one: one.operator)
teams = st.sampled_from((GIVES, TURNS, replace(GIVES, relax_after=0)))


def one(id: str = "c", **more) -> Waiting:
    return Waiting(id=ConversationId(id), **{"requested_at": NOW - 1_000, **more})


@given(lines, rosters, teams)
def test_each_conversation_has_one_taker_and_each_taker_one_conversation(line, roster, team):
    found = assign(line, roster, team, NOW)
    assert len({id for id, _, _ in found}) == len({who for _, who, _ in found}) == len(found)


@given(lines, rosters, teams)
def test_only_who_is_there_with_room_and_the_skills_is_given_anything(line, roster, team):
    waiting = {one.id: one for one in line}
    there = {seat.operator: seat for seat in roster}
    for id, operator, why in assign(line, roster, team, NOW):
        seat = there[operator]
        assert seat.online
        assert seat.load < seat.capacity
        assert not seat.offered
        assert SUPPORT in seat.teams
        assert waiting[id].assigned is None
        assert not lacks(waiting[id], seat) or relaxed(waiting[id], team, NOW)
        assert why


@given(lines, rosters, teams)
def test_nobody_in_line_is_passed_over_for_somebody_behind_them(line, roster, team):
    """Whoever got somebody whom one before them could have had is ahead, or nobody is."""
    given_to = {id: who for id, who, _ in assign(line, roster, team, NOW)}
    there = {seat.operator: seat for seat in roster}
    ordered = in_order(line)
    for place, skipped in enumerate(ordered):
        if skipped.id in given_to or skipped.assigned is not None:
            continue
        for later in ordered[place + 1 :]:
            if later.id in given_to:
                seat = there[given_to[later.id]]
                assert not assign([skipped], [seat], team, NOW)


@given(lines, rosters, teams)
def test_nothing_is_left_that_somebody_free_could_take(line, roster, team):
    found = assign(line, roster, team, NOW)
    taken, busy = {id for id, _, _ in found}, {who for _, who, _ in found}
    idle = [seat for seat in roster if seat.operator not in busy]
    left = [one for one in line if one.id not in taken]
    assert assign(left, idle, team, NOW) == ()


@given(lines, rosters)
def test_where_operators_take_what_they_choose_nobody_is_given_anything(line, roster):
    assert assign(line, roster, replace(GIVES, strategy=Strategy.PULL), NOW) == ()


@given(lines, rosters, teams, waits)
def test_every_explanation_says_of_every_member_what_speaks_for_or_against_them(
    line, roster, team, chosen
):
    told = explain(chosen, line, roster, team, NOW)
    assert told.verdict
    assert {p.operator for p in told.people} == {
        seat.operator for seat in roster if SUPPORT in seat.teams
    }
    assert all(person.why for person in told.people)


def test_the_line_goes_by_priority_then_by_who_is_late_first_then_by_who_came_first():
    line = [
        one("old", requested_at=1),
        one("new", requested_at=2),
        one("late", requested_at=3, due_at=NOW),
        one("later", requested_at=0, due_at=NOW + 1),
        one("urgent", requested_at=4, priority=1),
    ]
    assert [w.id for w in in_order(line)] == ["urgent", "late", "later", "old", "new"]


def test_least_loaded_is_by_the_share_of_what_one_can_have():
    ann = replace(seat(ANN), load=2, capacity=10)
    bob = replace(seat(BOB), load=1, capacity=2)
    assert assign([one()], [bob, ann], GIVES, NOW)[0][1] == ANN


def test_round_robin_gives_to_who_was_given_something_longest_ago():
    ann, bob = replace(seat(ANN), given_at=5), replace(seat(BOB), given_at=3, load=4)
    assert assign([one()], [ann, bob], TURNS, NOW)[0][1] == BOB


def test_who_did_not_take_it_is_asked_again_only_after_the_others_and_a_pause():
    passed = one(passed=(ANN,), assigned_until=NOW)
    assert assign([passed], [seat(ANN), seat(BOB)], GIVES, NOW)[0][1] == BOB
    assert assign([passed], [seat(ANN)], GIVES, NOW) == ()
    later = NOW + GIVES.accept_within
    assert assign([passed], [seat(ANN)], GIVES, later)[0][1] == ANN


def test_skills_are_waived_after_a_while_and_who_has_them_still_comes_first():
    german = one(skills=("german",), requested_at=NOW - 59_999)
    bob = replace(seat(BOB), load=4, skills=("german",))
    assert assign([german], [seat(ANN)], GIVES, NOW) == ()
    assert assign([german], [seat(ANN)], GIVES, NOW + 1)[0][1] == ANN
    assert assign([german], [seat(ANN), bob], GIVES, NOW + 1)[0][1] == BOB
    never = replace(GIVES, relax_after=0)
    assert assign([german], [seat(ANN)], never, NOW + 10**9) == ()


def test_what_waits_in_the_morning_is_not_dropped_on_the_first_who_comes():
    night = [one(f"c{n}", requested_at=n) for n in range(20)]
    assert [id for id, _, _ in assign(night, [seat(ANN)], GIVES, NOW)] == ["c0"]
    both = assign(night, [replace(seat(ANN), load=1, offered=1), seat(BOB)], GIVES, NOW)
    assert [(id, who) for id, who, _ in both] == [("c0", BOB)]


def test_it_can_be_said_why_nobody_comes():
    roster = [
        replace(seat(ANN), presence=Presence.AWAY),
        replace(seat(BOB), load=5),
        replace(seat(CLEO), skills=("german",), presence=Presence.OFFLINE),
    ]
    told = explain(one(skills=("german",)), [], roster, GIVES, NOW)
    assert told.verdict == "Nobody of Support can take it now."
    assert [p.why for p in told.people] == [
        "is away",
        "has 5 of 5 conversations",
        "is offline",
    ]


# ── to which team ─────────────────────────────────────────────────────────────────────────────────

INVOICES = Route(
    id="invoices",
    when=Is(subject="signal.topic.value", op=Op.IS, value="billing"),
    team=BILLING,
    priority=5,
    skills=("german",),
)
TOPIC = Signal(name="topic", score=0.9, value="billing", words="invoice")
THERE = (seat(ANN), replace(seat(CLEO), teams=(BILLING,)))


def routed(*routes: Route, rule=ON_REQUEST):
    thread = opened(rule, seats=THERE)
    thread.change(routes=routes)
    thread.say("My invoice is wrong.", TOPIC)
    thread.answer()
    thread.say("A person, please.", ASKS)
    return facts(thread.log, HandoffRequested)[0]


def test_the_first_route_that_matches_decides_on_team_priority_and_skills():
    requested = routed(
        replace(INVOICES, id="no", when=Is(subject="channel", op=Op.IS, value="sms")),
        INVOICES,
        Route(id="rest", team=SUPPORT),
    )
    assert (requested.team, requested.priority) == (BILLING, 5)
    assert (requested.skills, requested.route) == (("german",), "invoices")


def test_what_a_visitor_said_before_they_asked_for_a_person_still_counts():
    assert routed(INVOICES).team == BILLING


def test_a_team_that_the_rule_names_wins_over_every_route():
    requested = routed(INVOICES, rule=replace(ON_REQUEST, team=SUPPORT))
    assert (requested.team, requested.route, requested.skills) == (SUPPORT, "", ())


def test_where_no_route_matches_it_is_the_assistants_team():
    assert (
        routed(replace(INVOICES, when=Is(subject="priority", op=Op.ABOVE, value=3))).team == SUPPORT
    )


def test_a_dry_run_says_of_every_route_why_it_matches_or_not():
    thread = opened(seats=THERE)
    thread.change(routes=(INVOICES, Route(id="rest", team=SUPPORT)))
    thread.say("Hello.")
    found = asked(thread.now, ON_REQUEST, thread.context)
    assert [(one.route, one.matched) for one in found] == [("invoices", False), ("rest", True)]
    assert all(one.why for one in found)


@given(
    st.lists(
        st.lists(
            st.builds(
                Signal,
                name=st.sampled_from(("topic", "entity", "sentiment")),
                score=st.sampled_from((0.2, 0.9)),
                value=st.integers(0, 30).map(str),
                words=st.just("w"),
            ),
            max_size=4,
        ),
        max_size=12,
    )
)
def test_what_a_matter_is_about_is_kept_without_words_each_once_and_bounded(turns):
    kept = ()
    for turn in turns:
        kept = gathered(kept, turn)
    assert len(kept) <= MOST_GATHERED
    assert len({(one.name, one.value) for one in kept}) == len(kept)
    assert all(one.name != "sentiment" and not one.words and one.score > 0.5 for one in kept)
    sure = [one for turn in turns for one in turn if one.name != "sentiment" and one.score > 0.5]
    assert not sure or (kept[-1].name, kept[-1].value) == (sure[-1].name, sure[-1].value)


def test_where_operators_take_what_they_choose_nobody_is_said_to_be_next():
    team = replace(GIVES, strategy=Strategy.PULL)
    told = explain(one(), [], [replace(seat(BOB), load=2)], team, NOW)
    assert [person.why for person in told.people] == ["has room: 2 of 5"]
