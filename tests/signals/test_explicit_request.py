"""Asking for a person: what counts as an ask and what does not, in thirteen languages."""

import pytest
from asks import ASKS, OTHERS

from warmline.signals import read
from warmline.signals.packs import PACKS

THRESHOLD = 0.5


def each(turns):
    return [
        pytest.param(turn, id=f"{code}-{turn}")
        for code, listed in turns.items()
        for turn in listed.splitlines()
    ]


def ask(turn):
    found = [signal for signal in read(turn) if signal.name == "explicit_request"]
    return found[0] if found else None


def score(turn):
    found = ask(turn)
    return found.score if found else 0.0


@pytest.mark.parametrize("turn", each(ASKS))
def test_an_ask_for_a_person_is_heard(turn):
    assert score(turn) >= THRESHOLD


@pytest.mark.parametrize("turn", each(OTHERS))
def test_a_turn_about_something_else_is_no_ask(turn):
    assert score(turn) < THRESHOLD


def test_every_language_has_its_asks_and_its_others():
    assert ASKS.keys() == OTHERS.keys() == PACKS.keys()
    assert all(len(turns.splitlines()) >= 12 for turns in [*ASKS.values(), *OTHERS.values()])


def test_the_words_that_caused_it_are_the_visitors_own():
    found = ask("Hello. I'd like to TALK to a Real Person, please")
    assert found is not None
    assert found.words == "TALK to a Real Person"


def test_the_words_are_quoted_also_where_letters_were_folded():
    found = ask("Ich möchte bitte mit einem Mitarbeiter spréchen")
    assert found is not None
    assert found.words == "Mitarbeiter spréchen"


def test_a_negated_ask_is_reported_as_such():
    names = {signal.name for signal in read("I don't want to talk to a person")}
    assert "negated_request" in names
    assert "explicit_request" not in names


def test_an_open_question_whether_one_must_call_is_only_a_maybe():
    assert 0 < score("do I need to speak to someone to cancel?") < THRESHOLD


def test_an_ask_in_the_last_sentence_of_a_very_long_turn_is_heard():
    assert (
        score("The lamp is broken and I am sad. " * 400 + "Let me talk to a person.") >= THRESHOLD
    )


def test_an_ask_behind_a_greeting_in_another_language_is_heard():
    assert score("Hola! buenos dias, I want to talk to a human") >= THRESHOLD
    assert score("Hello, quiero hablar con una persona") >= THRESHOLD


def test_emoji_between_the_words_do_not_hide_an_ask():
    assert score("🙏🙏 human 🙏 please!!! 😡") >= THRESHOLD


def test_code_about_agents_is_no_ask():
    assert score('headers = {"User-Agent": "curl/8"}; agent = Agent(human=False)') < THRESHOLD


def test_invisible_letters_do_not_hide_an_ask():
    assert score("t\u200balk to a hu\u00adman") >= THRESHOLD
