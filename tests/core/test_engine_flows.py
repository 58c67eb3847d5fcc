"""Scripted flows in the engine: where one stands, how it ends, and what a person gets of it."""

from dataclasses import replace

import pytest

from tests.core.world import (
    ANN,
    ASKS,
    BILLING,
    CLEO,
    ON_REQUEST,
    SUPPORT,
    Thread,
    facts,
    opened,
    seat,
)
from warmline.core.decisions import decisions
from warmline.core.facts import (
    AttributesNoted,
    FlowMoved,
    HandoffOffered,
    HandoffRequested,
    MessageAdded,
)
from warmline.core.inputs import (
    AssistantAnswered,
    FlowTurn,
    HandoffWithdrawn,
    OperatorClaimed,
    OperatorResolved,
    OperatorSaid,
    VisitorSaid,
)
from warmline.core.model import Author, Button, FlowEnd, Presence, Seat, Signal, Stand, Status
from warmline.core.package import pack
from warmline.core.policy import Policy, Rule
from warmline.policies import load

FIRST = Stand(flow="order", version=3, step="number")
KNOWN = replace(FIRST, fields={"order": "L-4127"})
ENDED = Rule(id="ended", trigger="flow_ended")
ASKED = Rule(id="asked", trigger="assistant_asks")
LAMPS = (Button(id="red", label="Red"), Button(id="person", label="A person"))


def turn(thread: Thread, text: str = "Which number?", stand: Stand = FIRST, **more):
    ended: FlowEnd = more.pop("ended", "")
    answers: bool = more.pop("answers", False)
    input = AssistantAnswered(
        answers=thread.now.asked_at,
        epoch=thread.now.epoch,
        text=text,
        confidence=None,
        flow=FlowTurn(stand=stand, ended=ended, answers=answers),
        **more,
    )
    return thread.feed(input), input


def asked(*rules: Rule, **more) -> Thread:
    """A thread whose visitor has been asked a flow's question."""
    thread = opened(*rules, **more)
    thread.say()
    turn(thread)
    return thread


def test_where_a_flow_stands_is_in_the_conversation():
    thread = asked()
    assert thread.now.flow == FIRST
    assert thread.texts(Author.ASSISTANT) == ["Which number?"]


def test_the_same_turn_handed_in_twice_is_felt_once():
    thread = opened()
    thread.say()
    _, input = turn(thread)
    before = thread.now
    assert thread.feed(input).entries == ()
    assert thread.now == before


def test_a_turn_that_comes_after_newer_words_is_void():
    thread = opened()
    thread.say()
    asked_at, epoch = thread.now.asked_at, thread.now.epoch
    thread.say("And one more thing")
    late = AssistantAnswered(
        answers=asked_at, epoch=epoch, text="?", confidence=None, flow=FlowTurn(stand=FIRST)
    )
    assert thread.feed(late).entries == ()
    assert thread.now.flow is None


@pytest.mark.parametrize("ended", ["answered", "left"])
def test_a_flow_that_has_ended_is_gone(ended: FlowEnd):
    thread = asked(ENDED)
    thread.say("4127")
    turn(thread, "Done.", KNOWN, ended=ended)
    assert thread.now.flow is None
    assert thread.now.status is Status.OPEN


def test_a_flow_that_ends_without_an_answer_fetches_a_person():
    thread = asked(ENDED)
    thread.say("4127")
    turn(thread, "", KNOWN, ended="unanswered")
    [requested] = facts(thread.log, HandoffRequested)
    assert requested.why.reason == "The flow order ended without an answer."
    assert thread.now.flow is None


def test_without_such_a_rule_the_visitor_hears_that_it_does_not_know():
    thread = asked()
    thread.say("4127")
    turn(thread, "", KNOWN, ended="unanswered")
    assert thread.texts(Author.ASSISTANT)[-1] == "unsure"
    assert facts(thread.log, MessageAdded)[-1].buttons[0].id == "person"


def test_a_step_that_fetches_a_person_goes_to_its_team_at_its_priority():
    seats = (seat(ANN), Seat(operator=CLEO, teams=(BILLING,), presence=Presence.ONLINE))
    thread = asked(ASKED, seats=seats)
    thread.say("4127")
    turn(thread, "One moment.", KNOWN, ended="handoff", handoff="Lost", team="billing", priority=7)
    [requested] = facts(thread.log, HandoffRequested)
    assert (requested.team, requested.priority) == (BILLING, 7)
    assert requested.why.reason == "The assistant asked for a person: Lost"
    assert "One moment." in thread.texts(Author.ASSISTANT)


def test_a_team_that_nobody_is_in_is_no_dead_end():
    thread = asked(ASKED)
    thread.say("4127")
    turn(thread, "", KNOWN, ended="handoff", handoff="Lost", team="nobodys")
    assert facts(thread.log, HandoffRequested)[0].team == SUPPORT


def test_a_step_that_fetches_a_person_needs_no_rule():
    thread = asked()
    thread.say("4127")
    turn(thread, "", KNOWN, ended="handoff", handoff="Lost")
    [requested] = facts(thread.log, HandoffRequested)
    assert (requested.why.rule, requested.why.trigger) == ("flow", "flow")


def test_where_people_are_off_a_flow_promises_nobody():
    thread = asked(ASKED, handoff=False)
    thread.say("4127")
    turn(thread, "", KNOWN, ended="handoff", handoff="Lost")
    assert facts(thread.log, HandoffRequested) == []
    assert thread.texts(Author.SYSTEM) == ["switched_off"]
    assert facts(thread.log, MessageAdded)[-1].form == "contact"


def test_an_assistant_that_asks_where_people_are_off_leads_to_the_truth_too():
    thread = opened(ASKED, handoff=False)
    thread.say()
    thread.answer("I'll connect you.", handoff="Too hard")
    assert thread.texts(Author.SYSTEM) == ["switched_off"]


def test_a_flow_goes_on_after_a_person_was_wanted_and_not_wanted_any_more():
    thread = asked()
    thread.say("A person, please", ASKS)
    assert thread.now.status is Status.WAITING
    thread.feed(HandoffWithdrawn())
    assert thread.now.flow == FIRST


def test_a_flow_ends_when_a_person_takes_the_floor():
    thread = asked()
    thread.feed(OperatorClaimed(operator=ANN))
    assert thread.now.flow is None


def test_a_flow_ends_when_the_conversation_is_resolved():
    thread = asked()
    thread.feed(OperatorResolved(operator=ANN))
    assert thread.now.flow is None


def test_questions_of_a_flow_are_no_answers_that_did_not_help():
    many = Rule(id="many", trigger="turn_count", times=2)
    thread = asked(many)
    for _ in range(4):
        thread.say("4127")
        turn(thread)
    assert thread.now.exchanges == 0
    assert facts(thread.log, HandoffRequested) == []
    thread.say("Well?")
    turn(thread, "It is on its way.", KNOWN, answers=True)
    assert thread.now.exchanges == 1


def test_a_flows_words_say_nothing_of_how_sure_the_assistant_is():
    thread = asked(Rule(id="low", trigger="low_confidence", times=2))
    assert thread.now.confidences == ()
    thread.say("What about lamps?")
    thread.answer("Hm.", confidence=0.1)
    thread.say("4127")
    turn(thread)
    thread.say("And lamps?")
    thread.answer("Hm.", confidence=0.1)
    assert [f.why.rule for f in facts(thread.log, HandoffRequested)] == ["low"]


def test_attributes_that_a_flow_learnt_are_kept_and_never_stand_against_signed_ones():
    thread = asked()
    thread.now = replace(thread.now, attributes={"plan": "gold"}, verified=("plan",))
    thread.say("4127")
    turn(thread, "Thanks.", KNOWN, attributes={"plan": "free", "order": "L-4127"})
    assert facts(thread.log, AttributesNoted)[0].attributes == {"order": "L-4127"}
    assert thread.now.attributes == {"plan": "gold", "order": "L-4127"}


# ── choices ───────────────────────────────────────────────────────────────────────────────────────


def choosing() -> Thread:
    thread = opened()
    thread.say()
    turn(thread, "Which lamp?", buttons=LAMPS)
    return thread


def test_a_choice_under_the_newest_message_can_be_pressed():
    thread = choosing()
    assert thread.now.choices == ("red",)
    thread.feed(VisitorSaid(text="Red", choice="red"))
    assert facts(thread.log, MessageAdded)[-1].choice == "red"
    assert thread.now.choices == ()


def test_a_choice_that_is_not_offered_is_only_words():
    thread = choosing()
    thread.feed(VisitorSaid(text="Red", choice="blue"))
    assert facts(thread.log, MessageAdded)[-1].choice == ""
    thread.feed(VisitorSaid(text="Red", choice="red"))
    assert facts(thread.log, MessageAdded)[-1].choice == ""


def test_a_newer_message_takes_the_choices_away():
    thread = choosing()
    thread.feed(OperatorSaid(operator=ANN, text="I'm Ann"))
    assert thread.now.choices == ()


def test_the_way_to_a_person_is_no_choice_of_a_flow():
    thread = choosing()
    thread.feed(VisitorSaid(text="A person", choice="person"))
    assert facts(thread.log, MessageAdded)[-1].choice == ""


# ── the package, and why ──────────────────────────────────────────────────────────────────────────


def test_what_flows_collected_is_in_the_package_with_the_message_that_said_it():
    thread = asked(ON_REQUEST)
    thread.say("it is l-4127")
    said = thread.now.asked_at
    turn(thread, "And your email?", KNOWN)
    thread.say("A person, please", ASKS)
    [requested] = [one for one in thread.log if isinstance(one.fact, HandoffRequested)]
    package = pack(thread.now, thread.log, requested)
    assert [(one.kind, one.value, one.seq) for one in package.entities] == [
        ("order", "L-4127", said)
    ]


def test_the_questions_of_a_flow_are_not_what_was_tried():
    thread = asked(ON_REQUEST)
    thread.say("4127")
    turn(thread, "It is on its way.", KNOWN, ended="answered", answers=True)
    thread.say("A person, please", ASKS)
    [requested] = [one for one in thread.log if isinstance(one.fact, HandoffRequested)]
    package = pack(thread.now, thread.log, requested)
    assert [one.text for one in package.tried] == ["It is on its way."]


def test_what_an_external_assistant_collected_is_in_the_package():
    thread = opened(ASKED)
    thread.say()
    thread.answer("One moment.", handoff="Lost", data={"parcel": "P-9"})
    [requested] = [one for one in thread.log if isinstance(one.fact, HandoffRequested)]
    package = pack(thread.now, thread.log, requested)
    assert [(one.kind, one.value) for one in package.entities] == [("parcel", "P-9")]


def test_decisions_are_read_back_with_what_the_flow_did():
    policy = Policy(rules=(ENDED,))
    thread = asked(ENDED)
    thread.say("4127")
    turn(thread, "", KNOWN, ended="unanswered")
    *_, last = decisions(thread.log, lambda _: policy)
    assert (last.action, last.rule) == ("handoff", "ended")
    assert [one.fired for one in last.verdicts] == [True]


def test_a_rule_may_ask_about_the_fields_of_the_flow():

    policy = load(
        "rules: [{ id: big, trigger: condition, action: offer,"
        " when: { field.order: { matches: '^L-' }, message: { contains: late } } }]"
    )
    thread = asked()
    thread.change(policy=policy)
    thread.say("4127")
    turn(thread, "And?", KNOWN)
    thread.say("It is late", Signal(name="topic", score=0.9, value="delivery"))
    assert [one.why.rule for one in facts(thread.log, HandoffOffered)] == ["big"]
    assert facts(thread.log, FlowMoved)
