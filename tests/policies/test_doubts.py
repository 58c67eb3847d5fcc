"""What is legal and suspicious is said; what is sound is not complained about."""

from dataclasses import replace

import pytest

from warmline.core.policy import Action, Policy, Rule
from warmline.core.triggers import TRIGGERS
from warmline.policies import TOPICS, warnings
from warmline.policies.doubts import READS
from warmline.signals.topic_words import NOT_A_TOPIC
from warmline.signals.topic_words import TOPICS as RECOGNISED

ASKS = Rule(id="asks", trigger="explicit_request")


def doubts(*rules):
    return warnings(Policy(rules=rules))


def test_a_policy_without_an_explicit_request_rule_is_doubted():
    (said,) = doubts(Rule(id="long", trigger="turn_count", times=5))
    assert "explicit_request" in said
    assert doubts(ASKS) == ()


def test_mood_above_the_explicit_request_is_doubted():
    angry = Rule(id="angry", trigger="sentiment")
    (said,) = doubts(angry, ASKS)
    assert said.startswith("rules[0] 'angry' stands above")
    assert doubts(ASKS, angry) == ()


def shadowing(trigger, above, below):
    pair = (Rule(id="a", trigger=trigger, **above), Rule(id="b", trigger=trigger, **below))
    rules = pair if trigger == "explicit_request" else (ASKS, *pair)
    return [said for said in doubts(*rules) if said.endswith("'a' above it fires first")]


@pytest.mark.parametrize(
    ("trigger", "wide", "narrow"),
    [
        ("explicit_request", {"threshold": 0.4}, {"threshold": 0.6}),
        ("explicit_request", {"times": 1}, {"times": 2}),
        ("sentiment", {"threshold": 0.4}, {"threshold": 0.6}),
        ("complexity", {"threshold": 0.4}, {"threshold": 0.6}),
        ("repeated_failure", {"times": 1}, {"times": 2}),
        ("assistant_fails", {"times": 2}, {"times": 3}),
        ("turn_count", {"times": 5}, {"times": 8}),
        ("low_confidence", {"threshold": 0.6}, {"threshold": 0.4}),  # it fires below
        (
            "sensitive_topic",
            {"topics": ("refund", "legal")},
            {"topics": ("refund",)},
        ),
        (
            "sensitive_topic",
            {"topics": ("refund",)},
            {"topics": ("refund",), "amount": 50.0},
        ),
        (
            "sensitive_topic",
            {"topics": ("refund",), "amount": 20.0},
            {"topics": ("refund",), "amount": 50.0},
        ),
    ],
)
def test_a_rule_below_one_that_always_fires_first_is_doubted(trigger, wide, narrow):
    assert shadowing(trigger, wide, narrow)
    assert not shadowing(trigger, narrow, wide)


def test_the_same_trigger_twice_is_no_doubt_where_neither_covers_the_other():
    assert not shadowing(
        "low_confidence", {"threshold": 0.6, "times": 2}, {"threshold": 0.3, "times": 1}
    )


def test_a_topic_rule_is_covered_by_several_above_it_together():
    def about(id, *topics):
        return Rule(id=id, trigger="sensitive_topic", topics=topics)

    (said,) = doubts(ASKS, about("a", "legal"), about("b", "refund"), about("c", "legal", "refund"))
    assert said == "rules[3] 'c' can never fire: 'a' and 'b' above it fires first"
    assert doubts(ASKS, about("a", "legal"), about("c", "legal", "refund")) == ()


@pytest.mark.parametrize(
    "rule",
    [
        Rule(id="r", trigger="sentiment", times=4),
        Rule(id="r", trigger="low_confidence", threshold=0),
    ],
)
def test_a_rule_that_no_turn_can_meet_is_doubted(rule):
    (said,) = doubts(ASKS, rule)
    assert said.startswith("rules[1] 'r' can never fire")


def test_a_sum_without_the_topic_refund_is_doubted():
    rule = Rule(id="r", trigger="sensitive_topic", topics=("billing",), amount=50.0)
    (said,) = doubts(ASKS, rule)
    assert said == "rules[1] 'r' has an amount, but refund is not among its topics"
    assert doubts(ASKS, replace(rule, topics=("billing", "refund"))) == ()


@pytest.mark.parametrize("trigger", sorted(TRIGGERS))
def test_a_field_that_the_trigger_does_not_look_at_is_doubted(trigger):
    odd = {"threshold": 0.7, "times": 2, "topics": ("refund",), "amount": 9.0}
    said = doubts(ASKS, Rule(id="r", trigger=trigger, **odd))
    told = {field for field in odd for line in said if f"'r' sets {field}," in line}
    assert told == odd.keys() - READS[trigger]


def test_a_topic_that_is_nearly_a_known_one_is_doubted():
    (said,) = doubts(ASKS, Rule(id="r", trigger="sensitive_topic", topics=("refunds", "wine")))
    assert said == "rules[1] 'r' names the topic 'refunds'; did you mean 'refund'?"


def test_every_trigger_says_which_fields_it_looks_at():
    assert READS.keys() == TRIGGERS.keys()


def test_an_offer_is_doubted_like_a_handoff():
    offer = Rule(id="a", trigger="turn_count", times=5, action=Action.OFFER)
    assert doubts(ASKS, offer, Rule(id="b", trigger="turn_count", times=8))


def test_the_known_topics_are_those_that_the_signals_recognise():
    assert sorted(TOPICS) == sorted(RECOGNISED.keys() - {NOT_A_TOPIC})
