"""The default policy: usable as it is."""

from dataclasses import replace

import pytest

from warmline.core.inputs import AssistantAnswered
from warmline.core.model import Conversation, ConversationId, Signal, Why
from warmline.core.policy import Action, Policy
from warmline.core.triggers import TRIGGERS, Turn
from warmline.policies import default_policy, texts, warnings

NEW = Conversation(id=ConversationId("c"))


def answer(confidence):
    return AssistantAnswered(answers=1, epoch=0, text="Perhaps.", confidence=confidence)


def first_to_fire(turn):
    for rule in default_policy().rules:
        if isinstance(TRIGGERS[rule.trigger](turn, rule), Why):
            return rule.id, rule.action
    return None


def showing(name, score=0.9, value="", **before):
    signals = (Signal(name=name, score=score, value=value),)
    return Turn(before=replace(NEW, **before), text="…", signals=signals)


def test_the_default_policy_raises_no_doubt():
    assert warnings(default_policy()) == ()


def test_the_default_policy_is_made_once():
    assert default_policy() is default_policy()


def test_the_default_policy_speaks_every_language():
    assert default_policy().texts == texts()


def test_the_default_policy_asks_every_trigger_that_needs_no_words_of_the_owner():
    own = {"condition", "described"}
    assert {rule.trigger for rule in default_policy().rules} == set(TRIGGERS) - own


def test_matters_that_people_should_always_handle_are_heeded_while_a_conversation_cools_down():
    policy = default_policy()
    safety = {rule.id for rule in policy.rules if rule.always}
    assert safety == {"account-security", "sensitive-matter", "large-refund"}
    assert policy.cool_down == 3


def test_its_limits_are_those_of_the_core():
    policy, core = default_policy(), Policy()
    for limit in ("team", "handoff", "mode", "bar", "patience", "answer_within"):
        assert getattr(policy, limit) == getattr(core, limit)


@pytest.mark.parametrize(
    ("turn", "outcome"),
    [
        (showing("explicit_request"), ("asks-for-a-person", Action.HANDOFF)),
        (showing("topic", value="account_security"), ("account-security", Action.HANDOFF)),
        (showing("topic", value="billing"), ("sensitive-matter", Action.HANDOFF)),
        (showing("topic", value="cancellation"), ("cancellation", Action.OFFER)),
        (showing("repetition"), ("not-helped", Action.OFFER)),
        (showing("repetition", failures=1), ("not-helped-again", Action.HANDOFF)),
        (showing("sentiment", -0.9), None),
        (showing("sentiment", -0.9, moods=(-0.4,)), ("frustrated", Action.OFFER)),
        (showing("complexity"), ("many-matters", Action.OFFER)),
        (Turn(before=NEW, failed="timeout"), None),
        (Turn(before=replace(NEW, misses=1), failed="t"), ("assistant-fails", Action.HANDOFF)),
        (Turn(before=NEW, answer=answer(0.9)), None),
        (Turn(before=NEW, answer=answer(0.4)), ("unsure", Action.OFFER)),
        (
            Turn(before=replace(NEW, confidences=(0.4,)), answer=answer(0.4)),
            ("unsure-again", Action.HANDOFF),
        ),
        (
            Turn(before=replace(NEW, exchanges=7), answer=answer(0.9)),
            ("many-answers", Action.OFFER),
        ),
    ],
)
def test_what_a_turn_leads_to(turn, outcome):
    assert first_to_fire(turn) == outcome


@pytest.mark.parametrize(("amount", "outcome"), [("50", None), ("50.01", "large-refund")])
def test_only_a_refund_above_fifty_needs_a_person(amount, outcome):
    turn = showing("topic", value="refund")
    sum_named = Signal(name="entity", score=1.0, value=f"amount:{amount} EUR")
    fired = first_to_fire(replace(turn, signals=(*turn.signals, sum_named)))
    assert (fired and fired[0]) == outcome
