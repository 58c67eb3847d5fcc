"""Everyday and adversarial sentences by language: "+" asks for a person, "-" does not.

Negations, mentions, quotations, the past, other people's wishes, questions whether one speaks
with a person, other meanings, slips of the finger, code, and plain small talk.
"""

from pathlib import Path

import pytest

from warmline.signals import read
from warmline.signals.packs import PACKS

SENTENCES = Path(__file__).parent / "sentences"
THRESHOLD = 0.5
LEAST_HEARD = 0.97
MOST_MISTAKEN = 0.01


def sentences(language, mark):
    lines = (SENTENCES / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line[2:] for line in lines if line.startswith(mark)]


def asks(text):
    return any(
        signal.name == "explicit_request" and signal.score >= THRESHOLD
        for signal in read(text, only=("explicit_request",))
    )


@pytest.mark.parametrize("language", PACKS)
def test_hardly_an_ask_is_missed(language):
    said = sentences(language, "+")
    missed = [text for text in said if not asks(text)]
    assert len(missed) <= len(said) * (1 - LEAST_HEARD), missed


@pytest.mark.parametrize("language", PACKS)
def test_hardly_another_sentence_is_taken_for_an_ask(language):
    said = sentences(language, "-")
    mistaken = [text for text in said if asks(text)]
    assert len(mistaken) <= len(said) * MOST_MISTAKEN, mistaken


@pytest.mark.parametrize("language", PACKS)
def test_every_language_has_many_of_both(language):
    assert len(sentences(language, "+")) >= 50
    assert len(sentences(language, "-")) >= 60


FILLING = {
    "en": "I ordered two lamps last week and only one of them arrived, the box was open. ",
    "de": "Ich habe letzte Woche zwei Lampen bestellt und nur eine ist angekommen. ",
    "ja": "先週ランプを二つ注文しましたが、一つしか届いていません。",
}


@pytest.mark.parametrize(
    ("language", "ask"),
    [
        ("en", "Please let me talk to a person. "),
        ("de", "Ich möchte mit einem Mitarbeiter sprechen. "),
        ("ja", "人間と話したいです。"),
    ],
)
@pytest.mark.parametrize("at", [0, 2_500, 5_000, 7_500, 10_000])
def test_an_ask_anywhere_in_ten_thousand_characters_is_heard(language, ask, at):
    filling = FILLING[language] * (10_000 // len(FILLING[language]) + 1)
    end = filling[:10_000].rfind(FILLING[language][-2:], 0, at) + 2 if at else 0
    assert asks(filling[:end] + ask + filling[end:10_000])
    assert not asks(filling[:10_000])


@pytest.mark.parametrize(
    "text", ["I want to talk to einem Mitarbeiter", "je need to parler to a human"]
)
def test_an_ask_in_two_languages_is_heard(text):
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    ["can I talk to a person later, if needed?", "I'll contact customer service myself",
     "how do I add an agent to my account", "if it fails again I will ask for a human"],
)  # fmt: skip
def test_what_is_not_wanted_now_is_no_ask(text):
    assert not asks(text)


@pytest.mark.parametrize(
    "text", ["stop the robot", "no more bots", "get me out of this bot", "schluss mit dem Roboter"]
)
def test_to_turn_the_assistant_away_is_to_ask_for_a_person(text):
    assert asks(text)
