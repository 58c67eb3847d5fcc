"""Each trigger in the table: when it fires, when it does not, and what it gives as the reason."""

from dataclasses import replace

import pytest

from tests.core.world import BLANK, opened
from warmline.core.conditions import Op
from warmline.core.conditions import Test as Asked
from warmline.core.evolve import evolve
from warmline.core.facts import AssistantMissed, HandoffOffered, HandoffRequested
from warmline.core.inputs import AssistantAnswered
from warmline.core.model import Conversation, Signal, Why
from warmline.core.policy import Rule
from warmline.core.triggers import TRIGGERS, No, Turn
from warmline.core.triggers.low_confidence import ANSWERS


def ask(rule: Rule, *signals: Signal, before: Conversation = BLANK) -> Why | None:
    """What the rule makes of a visitor's turn that shows ``signals``."""
    return why(rule, Turn(before=before, text="…", signals=signals))


def hear(rule: Rule, confidence: float = 0.9, handoff: str = "", **before: object) -> Why | None:
    """What the rule makes of an assistant's answer."""
    answer = AssistantAnswered(
        answers=1, epoch=0, text="Hm.", confidence=confidence, handoff=handoff
    )
    return why(rule, Turn(before=replace(BLANK, **before), answer=answer))


def why(rule: Rule, turn: Turn) -> Why | None:
    found = TRIGGERS[rule.trigger](turn, rule)
    assert found.reason, "a verdict without its reason"
    return found if isinstance(found, Why) else None


def shows(name: str, score: float = 0.9, value: str = "") -> Signal:
    return Signal(name=name, score=score, words=f"the {name}", value=value)


EXPLICIT = Rule(id="r", trigger="explicit_request")
TOPIC = Rule(id="r", trigger="sensitive_topic", topics=("refund", "legal"))
FRUSTRATED = Rule(id="r", trigger="sentiment", times=2)


def test_a_call_for_a_person_fires_at_the_first_ask_with_the_words_that_caused_it():
    why = ask(EXPLICIT, shows("explicit_request", 0.8))
    assert why == Why(
        rule="r",
        trigger="explicit_request",
        reason="The visitor asked for a person.",
        words="the explicit_request",
        score=0.8,
        threshold=0.5,
        signal="explicit_request",
    )


def test_a_doubtful_call_for_a_person_does_not_fire():
    assert ask(EXPLICIT, shows("explicit_request", 0.49)) is None
    assert ask(EXPLICIT, shows("topic", value="legal")) is None
    assert ask(EXPLICIT) is None


@pytest.mark.parametrize(("asked_before", "fires"), [(0, False), (1, True), (2, True)])
def test_a_call_for_a_person_can_be_heard_at_the_second_ask(asked_before: int, fires: bool):  # noqa: FBT001
    twice = replace(EXPLICIT, times=2)
    before = replace(BLANK, asks=asked_before)
    assert bool(ask(twice, shows("explicit_request"), before=before)) is fires


def test_asks_are_counted_over_the_turns_of_one_stretch_of_the_assistant():
    thread = opened(replace(EXPLICIT, times=2))
    assert not thread.say("A person?", shows("explicit_request")).conversation.handoff
    thread.answer()
    assert thread.say("A person!", shows("explicit_request")).conversation.handoff


def test_a_sensitive_topic_of_the_rule_fires_and_another_does_not():
    assert ask(TOPIC, shows("topic", value="legal")).reason == "Sensitive matter: legal."
    assert ask(TOPIC, shows("topic", value="shipping")) is None
    assert ask(TOPIC, shows("topic", 0.3, value="legal")) is None


@pytest.mark.parametrize(
    ("entities", "fires"),
    [
        (("amount:89.00 EUR",), True),
        (("amount:50.00 EUR",), False),
        (("amount:20 EUR", "amount:70 EUR"), True),
        (("order:7",), True),
        ((), True),
        (("amount:",), True),
    ],
)
def test_a_sum_is_large_above_the_rules_amount_or_where_nobody_named_one(entities, fires):
    rule = replace(TOPIC, amount=50.0)
    named = [shows("entity", value=entity) for entity in entities]
    assert bool(ask(rule, shows("topic", value="refund"), *named)) is fires


def test_the_assistants_own_wish_fires_with_its_reason():
    rule = Rule(id="r", trigger="assistant_asks")
    assert hear(rule, handoff="VIP").reason == "The assistant asked for a person: VIP"
    assert hear(rule) is None
    assert ask(rule, shows("explicit_request")) is None


def test_one_answer_below_a_hard_bar_fires():
    rule = Rule(id="r", trigger="low_confidence", threshold=0.3)
    why = hear(rule, confidence=0.2)
    assert why.score == 0.2
    assert why.reason == "The assistant was only 20% sure of its answer."
    assert hear(rule, confidence=0.3) is None


def test_several_low_answers_in_a_row_fire():
    rule = Rule(id="r", trigger="low_confidence", times=2)
    assert hear(rule, confidence=0.2) is None
    assert hear(rule, confidence=0.2, confidences=(0.2,))


def test_answers_are_low_against_the_rules_own_threshold():
    thread = opened(Rule(id="r", trigger="low_confidence", threshold=0.8, times=2))
    thread.say()
    assert not thread.answer(confidence=0.7).conversation.handoff
    thread.say()
    assert thread.answer(confidence=0.6).conversation.handoff


def test_an_answer_that_was_held_back_counts_as_one_of_the_low_ones():
    thread = opened(Rule(id="r", trigger="low_confidence", times=2), seats=())
    held = AssistantMissed(at=1, answers=2, error="held back", confidence=0.1)
    thread.say()
    thread.now = evolve(thread.now, held)
    thread.say()
    assert thread.answer(confidence=0.2).conversation.handoff


@pytest.mark.parametrize("times", [5, 8, ANSWERS])
def test_as_many_low_answers_as_the_rule_says_fire_and_not_one_fewer(times: int):
    thread = opened(Rule(id="r", trigger="low_confidence", times=times))
    for answered in range(times):
        assert thread.now.handoff is None, f"fired after {answered}"
        thread.say()
        thread.answer(confidence=0.2)
    assert thread.now.handoff


def test_a_good_answer_between_low_ones_starts_the_count_again():
    thread = opened(Rule(id="r", trigger="low_confidence", times=2))
    for confidence in (0.2, 0.9, 0.2):
        thread.say()
        thread.answer(confidence=confidence, abstained=confidence < 0.5)
    assert thread.now.handoff is None
    thread.say()
    assert thread.answer(confidence=0.2, abstained=True).conversation.handoff


def test_failures_in_a_row_fire_and_an_answer_starts_the_count_again():
    thread = opened(Rule(id="r", trigger="assistant_fails", times=2))
    thread.say()
    thread.fail()
    thread.say()
    thread.answer()
    thread.say()
    thread.fail()
    assert thread.now.handoff is None
    thread.say()
    thread.fail()
    assert thread.now.handoff.reason == "The assistant failed to answer 2 times in a row."


@pytest.mark.parametrize("sign", ["repetition", "dissatisfied"])
def test_answers_that_do_not_help_fire(sign: str):
    rule = Rule(id="r", trigger="repeated_failure", times=2)
    assert ask(rule, shows(sign)) is None
    assert ask(rule, shows(sign), before=replace(BLANK, failures=1))
    assert ask(rule, shows(sign, 0.4), before=replace(BLANK, failures=1)) is None


def test_frustration_is_taken_over_the_last_turns_and_not_one_word():
    upset = shows("sentiment", -0.8)
    assert ask(FRUSTRATED, upset) is None
    assert ask(FRUSTRATED, upset, before=replace(BLANK, moods=(0.9, 0.9))) is None
    why = ask(FRUSTRATED, upset, before=replace(BLANK, moods=(-0.6,)))
    assert why.score == pytest.approx(0.7)


def test_a_content_turn_never_fires_whatever_the_mood_was_before():
    calm = shows("sentiment", 0.1)
    assert ask(FRUSTRATED, calm, before=replace(BLANK, moods=(-1.0, -1.0))) is None


def test_moods_of_more_than_a_few_turns_ago_are_forgotten():
    moods = replace(BLANK, moods=(1.0, 1.0, 1.0, -0.6, -0.6))
    assert ask(FRUSTRATED, shows("sentiment", -0.6), before=moods)


def test_a_tangled_message_fires():
    rule = Rule(id="r", trigger="complexity", threshold=0.7)
    assert ask(rule, shows("complexity", 0.7))
    assert ask(rule, shows("complexity", 0.6)) is None


def test_many_answers_without_a_resolution_fire():
    rule = Rule(id="r", trigger="turn_count", times=3)
    assert hear(rule, exchanges=1) is None
    assert hear(rule, exchanges=2).reason == "3 answers without a resolution."


def test_the_first_rule_that_fires_decides_and_the_others_are_kept_as_reasons():
    sensitive = Rule(id="legal", trigger="sensitive_topic", topics=("legal",), priority=9)
    thread = opened(sensitive, Rule(id="asks", trigger="explicit_request"))
    thread.say("My lawyer!", shows("explicit_request"), shows("topic", value="legal"))
    requested = next(e.fact for e in thread.log if isinstance(e.fact, HandoffRequested))
    assert requested.why.rule == "legal"
    assert requested.priority == 9
    assert [why.rule for why in requested.also] == ["asks"]


def test_every_trigger_of_the_table_can_stand_in_a_rule_and_answers_any_turn():
    for name, trigger in TRIGGERS.items():
        rule = Rule(id="r", trigger=name, when=Asked(subject="channel", op=Op.IS, value="web"))
        found = trigger(Turn(before=BLANK, text="Hello"), rule)
        assert isinstance(found, No) or name == "condition"


def test_no_rule_fires_while_people_are_switched_off():
    thread = opened(Rule(id="r", trigger="complexity"), handoff=False)
    thread.say("A, b and c.", shows("complexity"))
    assert not any(isinstance(e.fact, HandoffRequested | HandoffOffered) for e in thread.log)
