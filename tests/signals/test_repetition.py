"""The same question again: literally, in other words, and what only looks like it."""

import pytest
from everyday import ANOTHER_QUESTION, ASKED_AGAIN, ASKED_OTHERWISE

from warmline.core.policy import Policy
from warmline.knowledge.embedder import SentenceModel
from warmline.signals import own_of, read

BY_WORDS = own_of(Policy())
BY_MEANING = own_of(Policy(), SentenceModel().vectors)


def again(earlier, now, own):
    found = read(now, recent=[earlier], own=own, only=("repetition",))
    return found[0].score if found else 0.0


@pytest.mark.parametrize("own", [BY_WORDS, BY_MEANING], ids=["words", "meaning"])
@pytest.mark.parametrize(("earlier", "now"), ASKED_AGAIN)
def test_nearly_the_same_letters_are_the_same_question(earlier, now, own):
    assert again(earlier, now, own) >= 0.5


@pytest.mark.parametrize(("earlier", "now"), ASKED_OTHERWISE)
def test_the_sentence_model_knows_a_question_in_other_words(earlier, now):
    assert again(earlier, now, BY_MEANING) >= 0.5


@pytest.mark.parametrize("own", [BY_WORDS, BY_MEANING], ids=["words", "meaning"])
@pytest.mark.parametrize(("earlier", "now"), ANOTHER_QUESTION)
def test_another_question_about_the_same_thing_is_no_repetition(earlier, now, own):
    assert again(earlier, now, own) < 0.5


def test_the_words_are_those_of_the_turn_that_is_repeated():
    recent = ["hello there", "How do I return the shoes?", "do you sell lamps"]
    found = read("how do i return the shoes", recent=recent, own=BY_MEANING, only=("repetition",))
    assert found[0].words == "How do I return the shoes?"
    assert found[0].value == "verbatim"


def test_without_earlier_turns_the_sentence_model_is_not_asked():
    def never(texts):
        raise AssertionError(f"asked for {texts}")

    assert read("How do I return the shoes?", own=own_of(Policy(), never))
