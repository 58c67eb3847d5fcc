"""What is legal and suspicious is said; what is sound is not complained about."""

from dataclasses import replace

import pytest

from warmline.core.conditions import All, Op
from warmline.core.conditions import Test as Asked
from warmline.core.policy import Action, Policy, Rule, Topic
from warmline.core.triggers import TRIGGERS
from warmline.core.triggers.low_confidence import ANSWERS
from warmline.policies import TOPICS, warnings
from warmline.policies.doubts import SIGNALS
from warmline.policies.reach import READS
from warmline.signals import read
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
        Rule(id="r", trigger="low_confidence", times=ANSWERS + 2),
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
    odd = {
        "threshold": 0.7,
        "times": 2,
        "topics": ("refund",),
        "amount": 9.0,
        "description": "A visitor asks about wine.",
        "examples": ("Do you sell wine?",),
        "not_examples": ("A red one, please.",),
    }
    said = doubts(ASKS, Rule(id="r", trigger=trigger, **odd))
    told = {field for field in odd for line in said if f"'r' sets {field}," in line}
    assert told == odd.keys() - READS[trigger]


def test_a_topic_that_is_nearly_a_known_one_is_doubted():
    (said,) = doubts(ASKS, Rule(id="r", trigger="sensitive_topic", topics=("refunds", "refund")))
    assert said == "rules[1] 'r' names the topic 'refunds'; did you mean 'refund'?"


def test_a_topic_that_nobody_described_is_doubted():
    rule = Rule(id="r", trigger="sensitive_topic", topics=("wine",))
    (said,) = doubts(ASKS, rule)
    assert said == "rules[1] 'r' names the topic 'wine': no such topic is described"
    described = Policy(rules=(ASKS, rule), topics=(Topic(name="wine", keywords=("wine",)),))
    assert warnings(described) == ()


def test_an_own_topic_with_the_name_of_a_built_in_one_is_doubted():
    (said,) = warnings(Policy(rules=(ASKS,), topics=(Topic(name="refund", keywords=("cash",)),)))
    assert said.startswith("topics[0] 'refund' has the name of a built-in topic")


def about(subject, value, op=Op.IS):
    return Asked(subject=subject, op=op, value=value)


def test_a_condition_on_a_signal_that_nothing_shows_is_doubted():
    rule = Rule(id="r", trigger="condition", when=about("signal.sentimant", -0.5, Op.BELOW))
    (said,) = doubts(ASKS, rule)
    assert said == "rules[1] 'r' asks for the signal 'sentimant'; did you mean 'sentiment'?"
    assert doubts(ASKS, replace(rule, when=about("signal.topic.value", "refund"))) == ()


def test_every_signal_that_is_read_may_be_asked_for():
    said = (
        "I want a refund of 89 EUR for order 12345, talk to a human!!",
        "That is not what I asked. Das hilft mir nicht.",
        "yes please",
    )
    shown = {s.name for text in said for s in read(text, recent=(text,), offered=True)}
    assert len(shown) > 4
    assert shown <= set(SIGNALS)


@pytest.mark.parametrize(
    ("when", "why"),
    [
        (All((about("channel", "web"), about("channel", "email"))), "never both"),
        (about("exchanges", (5.0, 2.0), Op.BETWEEN), "nothing is between"),
        (about("time", ("09:00", "09:00"), Op.BETWEEN), "nothing is between"),
    ],
)
def test_a_condition_that_never_holds_is_doubted(when, why):
    (said,) = doubts(ASKS, Rule(id="r", trigger="condition", when=when))
    assert said.startswith("rules[1] 'r' can never fire: ")
    assert why in said


def test_a_condition_over_midnight_and_two_topics_at_once_are_no_doubt():
    night = about("time", ("18:00", "08:00"), Op.BETWEEN)
    both = All((about("signal.topic.value", "refund"), about("signal.topic.value", "legal")))
    for when in (night, both):
        assert doubts(ASKS, Rule(id="r", trigger="condition", when=when)) == ()


def test_a_narrowed_rule_above_covers_only_what_it_is_narrowed_to():
    web = about("channel", "web")
    assert not shadowing("complexity", {"when": web}, {})
    assert not shadowing("complexity", {}, {"always": True})
    assert shadowing("complexity", {}, {"when": web})
    assert shadowing("complexity", {"when": web}, {"when": web})
    assert shadowing("condition", {"when": web}, {"when": web})


def test_a_request_that_is_heard_on_some_channels_only_is_doubted():
    (said,) = doubts(replace(ASKS, when=about("channel", "web")))
    assert "each explicit_request rule has a condition" in said


def test_every_trigger_says_which_fields_it_looks_at():
    assert READS.keys() == TRIGGERS.keys()


def test_an_offer_is_doubted_like_a_handoff():
    offer = Rule(id="a", trigger="turn_count", times=5, action=Action.OFFER)
    assert doubts(ASKS, offer, Rule(id="b", trigger="turn_count", times=8))


def test_the_known_topics_are_those_that_the_signals_recognise():
    assert sorted(TOPICS) == sorted(RECOGNISED.keys() - {NOT_A_TOPIC})
