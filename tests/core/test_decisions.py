"""Why, read back from the log: one decision for each turn, also for each no."""

from dataclasses import replace

from tests.core.world import ANN, ASKS, ON_REQUEST, offering, opened
from warmline.core.decisions import decisions
from warmline.core.inputs import (
    ContactLeft,
    OfferAnswered,
    OperatorClaimed,
    OperatorReturned,
    OperatorSaid,
    PersonRequested,
)
from warmline.core.model import Signal
from warmline.core.policy import Policy, Rule

UNSURE = Rule(id="unsure", trigger="low_confidence")
FAILS = Rule(id="fails", trigger="assistant_fails", times=2)
PRICING = Rule(id="pricing", trigger="described", description="Prices for companies.")
LIKE = Signal(name="described", score=0.8, value="pricing", words="500 seats")


def why(thread):
    """Every decision so far, under the policy that the thread has now."""
    return list(decisions(thread.log, lambda _: thread.context.policy))


def told(thread):
    return [(one.action, one.rule) for one in why(thread)]


def test_each_turn_has_one_decision_with_every_rules_verdict():
    thread = opened(ON_REQUEST, UNSURE)
    thread.say("Hello.", replace(ASKS, score=0.31))
    thread.answer(confidence=0.8)
    thread.say("A person!", ASKS)
    assert told(thread) == [("none", ""), ("none", ""), ("handoff", "asks")]
    hello, answer, person = why(thread)
    assert [verdict.reason for verdict in hello.verdicts] == [
        "score 0.31 below 0.50",
        "asked of an answer only",
    ]
    assert answer.verdicts[1].reason == "score 0.80, at least 0.50"
    assert [signal.name for signal in answer.signals] == ["confidence"]
    assert person.reason == "The visitor asked for a person."
    assert [one.seq for one in why(thread)] == [2, 3, 4]


def test_what_the_log_says_happened_is_the_decision_and_its_rules_say_the_same():
    thread = opened(ON_REQUEST, FAILS, offering(UNSURE))
    thread.say()
    thread.answer(confidence=0.2)
    thread.feed(OfferAnswered(accepted=True, text="Yes"))
    thread.feed(OperatorClaimed(operator=ANN), OperatorReturned(operator=ANN))
    for _ in range(2):
        thread.say()
        thread.fail()
    assert told(thread) == [
        ("none", ""),
        ("offer", "unsure"),
        ("handoff", "unsure"),
        ("none", ""),
        ("none", ""),
        ("none", ""),
        ("handoff", "fails"),
    ]
    for one in why(thread):
        fired = [verdict.rule for verdict in one.verdicts if verdict.fired]
        assert fired[:1] == ([one.rule] if one.rule and one.seq != 6 else [])


def test_an_offer_that_waited_is_told_with_the_answer_that_it_waited_for():
    tangled = offering(Rule(id="tangled", trigger="complexity"))
    thread = opened(tangled, offering(UNSURE))
    thread.say("My parcel and my bill.", Signal(name="complexity", score=0.9))
    thread.answer(confidence=0.2)
    assert told(thread) == [("offer", "tangled"), ("none", "")]
    assert why(thread)[1].reason == "The offer of the rule tangled waited for this and is put now."


def test_a_button_decides_without_a_rule():
    thread = opened(UNSURE)
    thread.feed(PersonRequested(text="Talk to a person"))
    assert told(thread) == [("handoff", "button")]


def test_a_declined_offer_is_a_no_with_its_reason():
    thread = opened(offering(ON_REQUEST))
    thread.say("A person?", ASKS)
    thread.feed(OfferAnswered(accepted=False, text="No"))
    assert told(thread) == [("offer", "asks"), ("none", "")]
    assert why(thread)[1].reason == "The visitor declined the offer."


def test_while_people_have_the_floor_or_none_could_come_no_rule_is_asked():
    thread = opened(ON_REQUEST)
    thread.say("A person!", ASKS)
    thread.say("Hello?")
    thread.feed(OperatorSaid(operator=ANN, text="Hi."))
    assert why(thread)[1].reason == "People have the floor; no rule is asked."
    assert why(thread)[1].verdicts == ()
    nobody = opened(ON_REQUEST, seats=())
    nobody.say("A person!", ASKS)
    nobody.say("Hello?")
    assert why(nobody)[1].reason == "A person was asked for already, and nobody could come."


def test_a_rule_that_fires_while_people_are_switched_off_is_told():
    thread = opened(ON_REQUEST, handoff=False)
    thread.say("A person!", ASKS)
    (one,) = why(thread)
    assert (one.action, one.rule) == ("none", "")
    assert one.reason == "The rule asks fires, but people were switched off."


def test_an_address_that_is_left_is_no_decision():
    thread = opened(ON_REQUEST, handoff=False)
    thread.say("Hello.")
    thread.feed(ContactLeft(ticket="T-1", email="vera@example.org"))
    assert told(thread) == [("none", "")]


def test_an_answer_that_was_held_back_is_judged_as_the_answer_it_was():
    thread = opened(PRICING)
    thread.say("What do 500 seats cost?", judge=True)
    thread.answer("", judged=True, rule="pricing", handoff="They ask for prices.")
    asked, held_back = why(thread)
    assert asked.verdicts[0].reason == "left to the language model that answers"
    assert (held_back.action, held_back.rule) == ("handoff", "pricing")
    assert held_back.verdicts[0].fired


def test_a_rule_that_waited_for_a_model_that_failed_is_judged_by_likeness():
    thread = opened(PRICING)
    thread.say("What do 500 seats cost?", LIKE, judge=True)
    thread.fail()
    assert told(thread) == [("none", ""), ("handoff", "pricing")]
    assert why(thread)[1].verdicts[0].words == "500 seats"


def test_each_turn_is_held_against_the_version_that_was_live():
    strict = Policy(version=2, rules=(replace(ON_REQUEST, threshold=0.95),))
    thread = opened(replace(ON_REQUEST, action=ON_REQUEST.action))
    first = thread.context.policy
    thread.change(policy=strict)
    thread.say("A person!", ASKS)
    known = {0: first, 2: strict}
    (one,) = decisions(thread.log, known.__getitem__)
    assert one.policy == 2
    assert one.verdicts[0].reason == "score 0.90 below 0.95"
