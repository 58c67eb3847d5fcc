"""Dissatisfaction and sensitive matters, in sentences that were in no training."""

import pytest
from everyday import HARMLESS, SENSITIVE
from statements import MISSED, WELL

from warmline.signals import read
from warmline.signals.marks import leaning
from warmline.signals.sentiment import mood
from warmline.signals.turn import turn_of


def strongest(name, text, value=None):
    signals = (one for one in read(text) if one.name == name and value in (None, one.value))
    return max((one.score for one in signals), default=0.0)


def feels(text):
    return mood(leaning(turn_of(text)).logits)


@pytest.mark.parametrize("language", MISSED)
def test_most_statements_that_an_answer_missed_are_heard_and_contentment_is_not(language):
    heard = [strongest("dissatisfied", text) >= 0.5 for text in MISSED[language]]
    wrong = [text for text in WELL[language] if strongest("dissatisfied", text) >= 0.5]
    assert sum(heard) >= 0.8 * len(heard)
    assert len(wrong) <= 1


def test_over_all_languages_statements_reach_the_goal():
    missed = [text for texts in MISSED.values() for text in texts]
    well = [text for texts in WELL.values() for text in texts]
    hits = sum(strongest("dissatisfied", text) >= 0.5 for text in missed)
    wrong = sum(strongest("dissatisfied", text) >= 0.5 for text in well)
    assert 2 * hits / (hits + wrong + len(missed)) >= 0.87


@pytest.mark.parametrize("topic", SENSITIVE)
def test_a_sensitive_matter_is_found_in_nearly_every_language(topic):
    found = [strongest("topic", text, topic) >= 0.5 for text in SENSITIVE[topic]]
    assert sum(found) >= 0.8 * len(found)


def test_words_that_only_sound_sensitive_seldom_mislead():
    wrong = [text for text in HARMLESS if strongest("topic", text) >= 0.5]
    assert len(wrong) <= 0.1 * len(HARMLESS), wrong


@pytest.mark.parametrize(
    "text",
    [
        "is the ticket refundable?",
        "please make sure the difference goes back to my gift card",
        "my refund has arrived, thank you",
        "I don't want a refund, I want the lamp repaired",
    ],
)
def test_talk_of_refunds_is_no_wish_for_money_back(text):
    assert strongest("topic", text, "refund") < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "I forgot my password",
        "how do I change my pin?",
        "Passwort vergessen",
        "olvidé mi contraseña",
    ],
)
def test_a_forgotten_password_is_an_everyday_question(text):
    assert strongest("topic", text, "account_security") < 0.5


def test_what_a_visitor_asks_not_to_do_is_not_wished_for():
    assert strongest("topic", "please don't cancel my order", "cancellation") < 0.5
    assert strongest("topic", "I can't cancel my order", "cancellation") >= 0.5


@pytest.mark.parametrize(
    ("calm", "angry"),
    [
        ("my order is late", "MY ORDER IS LATE AGAIN!!!"),
        ("where is my parcel", "where the hell is my parcel"),
        ("I am waiting for an answer", "I have been waiting for three weeks and nobody answers"),
        ("ich warte auf mein Paket", "ich warte seit Wochen, das ist eine Frechheit"),
        ("aguardo a resposta", "estou farto de esperar, isso é um absurdo"),
    ],
)
def test_an_angrier_turn_feels_worse(calm, angry):
    assert feels(angry) < feels(calm) - 0.1


@pytest.mark.parametrize(
    "text",
    ["Where is the shop?", "Wo ist mein Paket?", "¿Cuánto cuesta el envío?", "我的订单在哪里？"],
)
def test_an_ordinary_question_is_no_anger(text):
    assert feels(text) > -0.4


def test_one_angry_sentence_in_a_long_message_is_felt():
    calm = "I ordered two lamps and a table last week from your shop in the city. " * 4
    assert (
        feels(f"{calm} This is an absolute disgrace, I am furious with you people! {calm}") < -0.5
    )


def test_the_words_shown_stand_in_the_turn():
    text = "Hello there, I want to file a complaint about your driver, this is outrageous!"
    for signal in read(text):
        assert signal.words in text
