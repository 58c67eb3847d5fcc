"""Every rule answers every turn, also with a no: conditions, cooling down, descriptions."""

from dataclasses import replace

import pytest

from tests.core.world import ANN, ASKS, ON_REQUEST, facts, offering, opened
from warmline.core.conditions import All, Op
from warmline.core.conditions import Test as Asked
from warmline.core.facts import AssistantMissed, HandoffOffered, HandoffRequested, MessageAdded
from warmline.core.inputs import (
    AssistantAnswered,
    AttributesSet,
    OperatorCancelled,
    OperatorClaimed,
    OperatorResolved,
    OperatorReturned,
)
from warmline.core.model import Author, Floor, Signal
from warmline.core.policy import Policy, Rule
from warmline.core.triggers import TRIGGERS, Turn
from warmline.core.verdicts import firings, verdicts

TOPIC = Signal(name="topic", score=0.9, value="legal", words="lawyer")
ANGRY = Rule(id="angry", trigger="sentiment", threshold=0.4)
UPSET = Signal(name="sentiment", score=-0.9, words="useless")
LEGAL = Rule(id="legal", trigger="sensitive_topic", topics=("legal",), always=True)
PRICING = Rule(
    id="pricing", trigger="described", description="Somebody asks for enterprise prices."
)
LIKE = Signal(name="described", score=0.8, value="pricing", words="500 seats")


def asked(subject, op, value):
    return Asked(subject=subject, op=Op(op), value=value)


ON_WEB = asked("channel", "is", "web")
BY_MAIL = asked("channel", "is", "email")


def told(thread, text, *signals):
    """The verdicts on a message, by rule."""
    turn = Turn(before=thread.now, text=text, signals=signals)
    return {verdict.rule: verdict for verdict in verdicts(turn, thread.context)}


# ── every rule, also its no ───────────────────────────────────────────────────────────────────────


def test_each_rule_of_the_policy_has_a_verdict_in_its_order():
    thread = opened(ON_REQUEST, LEGAL, ANGRY)
    turn = Turn(before=thread.now, text="Hm.", signals=(TOPIC,))
    found = verdicts(turn, thread.context)
    assert [verdict.rule for verdict in found] == ["asks", "legal", "angry"]
    assert [verdict.fired for verdict in found] == [False, True, False]


def test_a_no_says_how_far_the_score_was_from_the_threshold():
    thread = opened(ON_REQUEST, LEGAL)
    weak = replace(ASKS, score=0.31)
    verdict = told(thread, "…", weak, replace(TOPIC, value="refund"))["asks"]
    assert (verdict.score, verdict.threshold, verdict.words) == (0.31, 0.5, "a person")
    assert verdict.reason == "score 0.31 below 0.50"
    legal = told(thread, "…", replace(TOPIC, value="refund"))["legal"]
    assert legal.reason == "topic refund not among legal"
    assert legal.score is None
    assert legal.threshold is None


def test_verdicts_and_firings_never_disagree():
    rules = tuple(
        Rule(id=f"{name} {n}", trigger=name, topics=("legal",), times=n, when=when, description="x")
        for name in TRIGGERS
        for n in (1, 2)
        for when in (ON_WEB, BY_MAIL)
    )
    thread = opened(*rules)
    thread.say("…", UPSET)
    turns = [
        Turn(before=thread.now, text="…", signals=(TOPIC, ASKS, UPSET)),
        Turn(before=thread.now, failed="timeout"),
    ]
    for turn in turns:
        fired = [firing.rule.id for firing in firings(turn, thread.context)]
        assert fired == [v.rule for v in verdicts(turn, thread.context) if v.fired]
        assert fired


# ── conditions ────────────────────────────────────────────────────────────────────────────────────


def test_a_condition_narrows_any_trigger():
    thread = opened(replace(ON_REQUEST, when=BY_MAIL))
    verdict = told(thread, "…", ASKS)["asks"]
    assert not verdict.fired
    assert verdict.reason == "condition not met: channel is web, expected is email"
    assert told(opened(replace(ON_REQUEST, when=ON_WEB)), "…", ASKS)["asks"].fired


def test_a_condition_alone_fires_and_says_what_made_it_hold():
    checkout = Rule(id="r", trigger="condition", when=All((ON_WEB, asked("page", "is", "/cart"))))
    thread = opened(checkout)
    thread.say("Hm.")
    (requested,) = facts(thread.log, HandoffRequested)
    assert requested.why.reason == "The condition holds: channel is web and page is /cart."


def test_a_condition_about_the_answers_confidence_is_asked_of_answers_only():
    unsure = All((ON_WEB, asked("signal.confidence", "below", 0.4)))
    thread = opened(Rule(id="r", trigger="condition", when=unsure))
    thread.say()
    thread.answer(confidence=0.3)
    assert [type(e.fact) for e in thread.log][-3:] == [MessageAdded, HandoffRequested, MessageAdded]


def test_an_answer_is_seen_with_the_signals_of_its_question():
    about_law = replace(
        Rule(id="r", trigger="low_confidence"), when=asked("signal.topic.value", "is", "legal")
    )
    calm, legal = opened(about_law), opened(about_law)
    calm.say("Hello.")
    calm.answer(confidence=0.1)
    legal.say("My lawyer…", TOPIC)
    legal.answer(confidence=0.1)
    assert not facts(calm.log, HandoffRequested)
    assert facts(legal.log, HandoffRequested)


# ── attributes ────────────────────────────────────────────────────────────────────────────────────

VIP = Rule(id="vip", trigger="condition", when=asked("contact.plan", "is", "gold"))


def test_what_a_page_says_of_a_visitor_counts_only_where_the_policy_trusts_it():
    for trusts in (False, True):
        thread = opened(VIP, trust_page=trusts)
        thread.feed(AttributesSet(attributes={"plan": "gold"}))
        thread.say()
        assert thread.now.attributes == {"plan": "gold"}
        assert bool(facts(thread.log, HandoffRequested)) == trusts


def test_what_the_owner_signed_counts_and_no_page_changes_it():
    thread = opened(VIP)
    thread.feed(AttributesSet(attributes={"plan": "gold"}, verified=True))
    thread.feed(AttributesSet(attributes={"plan": "free", "name": "Vera"}))
    assert thread.now.attributes == {"plan": "gold", "name": "Vera"}
    assert thread.now.verified == ("plan",)
    thread.say()
    assert facts(thread.log, HandoffRequested)


def test_a_signature_over_what_the_page_said_makes_it_count():
    thread = opened(VIP)
    thread.feed(AttributesSet(attributes={"plan": "gold"}))
    thread.feed(AttributesSet(attributes={"plan": "gold"}, verified=True))
    assert thread.now.verified == ("plan",)


def test_the_same_attributes_again_are_no_news():
    thread = opened(VIP)
    for verified in (False, True):
        given = AttributesSet(attributes={"plan": "gold"}, verified=verified)
        assert thread.feed(given).entries
        assert not thread.feed(given).entries


# ── cooling down ──────────────────────────────────────────────────────────────────────────────────


def given_back(*rules, cool_down=2):
    thread = opened(*rules, cool_down=cool_down)
    thread.feed(OperatorClaimed(operator=ANN), OperatorReturned(operator=ANN))
    return thread


def test_a_conversation_that_a_person_gave_back_does_not_bounce():
    thread = given_back(ANGRY)
    thread.say("useless", UPSET)
    verdict = told(thread, "useless", UPSET)["angry"]
    assert (verdict.fired, verdict.reason) == (False, "cooling down: 2 of 2 messages")
    thread.say("useless", UPSET)
    assert not facts(thread.log, HandoffRequested)
    thread.say("useless", UPSET)
    assert facts(thread.log, HandoffRequested)


def test_answers_to_messages_that_cool_down_fetch_nobody_either():
    unsure = Rule(id="unsure", trigger="low_confidence")
    thread = given_back(unsure, cool_down=1)
    thread.say()
    thread.answer(confidence=0.1)
    assert not facts(thread.log, HandoffRequested)
    thread.say()
    thread.answer(confidence=0.1)
    assert facts(thread.log, HandoffRequested)


@pytest.mark.parametrize(("rule", "signal"), [(ON_REQUEST, ASKS), (LEGAL, TOPIC)])
def test_a_request_and_a_rule_that_is_always_heeded_are_never_cooled_down(rule, signal):
    thread = given_back(rule)
    thread.say("…", signal)
    assert facts(thread.log, HandoffRequested)


def test_an_offer_cools_down_like_a_handoff():
    thread = given_back(offering(ANGRY))
    thread.say("useless", UPSET)
    assert not facts(thread.log, HandoffOffered)


def test_who_is_told_that_no_person_is_needed_cools_down_too():
    thread = opened(ON_REQUEST, ANGRY, cool_down=1)
    thread.say("A person!", ASKS)
    thread.feed(OperatorCancelled(operator=ANN))
    thread.say("useless", UPSET)
    assert len(facts(thread.log, HandoffRequested)) == 1


def test_who_comes_back_after_it_was_resolved_begins_afresh():
    thread = given_back(ANGRY)
    thread.feed(OperatorResolved(operator=ANN))
    thread.say("useless", UPSET)
    assert facts(thread.log, HandoffRequested)


# ── described rules ───────────────────────────────────────────────────────────────────────────────


def say(thread, *signals, judge):
    turn = thread.say("What do 500 seats cost?", *signals, judge=judge)
    return facts(turn.entries, HandoffRequested)


def test_without_a_language_model_likeness_decides_at_once():
    thread = opened(PRICING)
    (requested,) = say(thread, LIKE, judge=False)
    assert (requested.why.words, requested.why.score) == ("500 seats", 0.8)
    assert not say(opened(PRICING), replace(LIKE, score=0.4), judge=False)
    assert not say(opened(PRICING), replace(LIKE, value="other"), judge=False)


def test_the_language_model_that_answers_decides_and_likeness_does_not():
    for rule, fetched in (("pricing", True), ("", False)):
        thread = opened(PRICING)
        assert not say(thread, LIKE, judge=True)
        thread.answer("Let me see.", judged=True, rule=rule)
        assert bool(facts(thread.log, HandoffRequested)) == fetched


@pytest.mark.parametrize("failed", [True, False])
def test_where_the_model_failed_or_another_answered_likeness_decides_after_all(failed):
    thread = opened(PRICING)
    say(thread, LIKE, judge=True)
    if failed:
        thread.fail()
        assert facts(thread.log, AssistantMissed)
    else:
        thread.answer("From the knowledge base.")
    assert facts(thread.log, HandoffRequested)


def test_likeness_is_asked_once_and_not_again_of_the_answer():
    thread = opened(offering(PRICING))
    say(thread, LIKE, judge=False)
    answer = AssistantAnswered(answers=thread.now.asked_at, epoch=0, text="Well.", confidence=0.9)
    (again,) = verdicts(Turn(before=thread.now, answer=answer), thread.context)
    assert (again.fired, again.reason) == (False, "asked when the visitor wrote")
    thread.feed(answer)
    assert len(facts(thread.log, HandoffOffered)) == 1


def test_a_rule_that_the_model_made_up_fetches_by_the_models_own_wish():
    thread = opened(Rule(id="wants", trigger="assistant_asks"), PRICING)
    say(thread, judge=True)
    thread.answer("", judged=True, rule="prizing", handoff="prices")
    (requested,) = facts(thread.log, HandoffRequested)
    assert requested.why.rule == "wants"


def test_a_wish_because_of_a_described_rule_is_that_rules_and_goes_to_its_team():
    named = replace(PRICING, priority=7)
    thread = opened(Rule(id="wants", trigger="assistant_asks"), named)
    say(thread, judge=True)
    thread.answer("", judged=True, rule="pricing", handoff="They ask for prices.")
    (requested,) = facts(thread.log, HandoffRequested)
    assert (requested.why.rule, requested.priority) == ("pricing", 7)
    assert thread.now.floor is Floor.HUMAN
    assert not thread.texts(Author.ASSISTANT)


def test_the_message_keeps_the_version_whose_rules_were_asked():
    thread = opened(PRICING)
    thread.change(policy=Policy(version=4, rules=(PRICING,)))
    thread.say()
    thread.answer()
    thread.say()
    thread.fail()
    said = [f for f in facts(thread.log, MessageAdded) if f.author is not Author.SYSTEM]
    assert {f.policy for f in said} == {4}
    assert [f.policy for f in facts(thread.log, AssistantMissed)] == [4]
