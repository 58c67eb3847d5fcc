"""Matters and situations that an owner described in plain words."""

import numpy as np
import pytest

from warmline.core.policy import Policy, Rule, Topic
from warmline.knowledge.embedder import SentenceModel
from warmline.signals import NOTHING, Remembered, own_of, read
from warmline.signals.batch import prime, read_dialogues
from warmline.signals.situation import sentences, situation

MODEL = SentenceModel().vectors
POLICY = Policy(
    rules=(
        Rule(
            id="enterprise",
            trigger="described",
            description="If the visitor asks about pricing for enterprise plans, "
            "hand off to a human immediately.",
        ),
        Rule(
            id="gas",
            trigger="described",
            description="A customer reports a gas leak.",
            not_examples=("how do I pay my gas bill", "what does gas cost"),
        ),
    ),
    topics=(
        Topic(
            name="wholesale",
            keywords=("wholesale", "bulk order*"),
            not_keywords=("wholesale price index",),
            description="buying large quantities for resale",
            examples=("we want to buy 300 lamps for our stores",),
        ),
    ),
)
OWN = own_of(POLICY, MODEL)
BY_WORDS = own_of(POLICY)


def shown(text, own=OWN):
    found = read(text, own=own, only=("own",))
    return {(one.name, one.value): one.score for one in found if one.score >= 0.5}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("What would your enterprise tier cost for 500 seats?", "enterprise"),
        ("hi! we need a quote for the enterprise plan. how much is it?", "enterprise"),
        ("it smells like gas in my kitchen", "gas"),
        ("we would like to buy 200 lamps for our shops", "wholesale"),
        ("do you do bulk orders?", "wholesale"),
    ],
)
def test_what_was_described_is_recognised(text, value):
    assert value in {found for _, found in shown(text)}


@pytest.mark.parametrize(
    "text",
    [
        "how do i pay my gas bill?",
        "where is my order?",
        "do you deliver on Saturdays?",
        "the wholesale price index rose",
        "",
        "🙂",
    ],
)
def test_other_things_are_not(text):
    assert not shown(text)


def test_a_topic_and_a_rule_have_signals_of_their_own():
    assert set(shown("a bulk order please")) == {("topic", "wholesale")}
    assert set(shown("there is a gas leak here")) == {("described", "gas")}


def test_without_the_sentence_model_words_decide():
    assert shown("what is the pricing for enterprise plans?", BY_WORDS)
    assert shown("a bulk order please", BY_WORDS)
    assert not shown("where is my order?", BY_WORDS)


def test_the_sentence_that_fits_is_quoted():
    text = "Hello there. There is a gas leak in our house! Please hurry."
    found = read(text, own=OWN, only=("own",))
    assert "gas leak" in found[0].words
    assert found[0].words in text


def test_nothing_described_shows_nothing():
    assert read("wholesale gas leak for enterprises", own=NOTHING, only=("own",)) == ()


@pytest.mark.parametrize(
    ("description", "told"),
    [
        (
            "If the visitor asks about pricing for enterprise plans, hand off to a human at once.",
            "pricing for enterprise plans",
        ),
        ("Hand off when someone asks for a demo", "a demo"),
        ("If a customer reports a gas leak: transfer to a person", "a gas leak"),
        ("The visitor wants to cancel a reservation.", "cancel a reservation"),
        ("Wenn der Besucher nach Rabatt fragt, an einen Menschen übergeben", "nach Rabatt fragt"),
        ("medical emergencies", "medical emergencies"),
        ("Please escalate", "Please escalate"),
    ],
)
def test_the_situation_is_kept_and_the_instruction_is_not(description, told):
    assert situation(description) == (told,)


def test_an_empty_description_describes_nothing():
    assert situation("  ") == ()


@pytest.mark.parametrize("text", ["", "?", "no", "One. Two three. Four five six!", "好。谢谢。"])
def test_no_letter_is_lost_between_sentences(text):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_a_sentence_is_embedded_once():
    asked = []

    def counting(texts):
        asked.extend(texts)
        return np.ones((len(texts), 3), np.float32)

    embed = Remembered(counting, kept=3)
    embed(["a", "b"])
    embed.prime(["b", "c", "c"])
    assert embed(["a", "c", "b"]).shape == (3, 3)
    assert asked == ["a", "b", "c"]
    embed(["d"])
    assert embed.missing(["a", "b", "c", "d"]) == ["a"]


def test_more_texts_than_are_kept_are_embedded_all_the_same():
    embed = Remembered(lambda texts: np.array([[float(text)] for text in texts]), kept=2)
    assert embed(["1", "2", "3", "1"]).tolist() == [[1.0], [2.0], [3.0], [1.0]]


def test_a_primed_replay_asks_the_model_nothing_more_and_shows_the_same():
    dialogues = [
        ["Where is my order?", "It smells like gas here. Is that normal?", "where is my order"],
        ["hello", "", "we need a quote for an enterprise plan", "ok thanks"],
    ]
    fresh = own_of(POLICY, MODEL)
    prime((turn for dialogue in dialogues for turn in dialogue), fresh)
    replayed = list(read_dialogues(dialogues, own=fresh))
    single = [
        [read(turn, recent=talk[max(0, at - 5) : at], own=OWN) for at, turn in enumerate(talk)]
        for talk in dialogues
    ]
    assert names(replayed) == names(single)


def names(talks):
    return [[[(one.name, one.value) for one in turn] for turn in talk] for talk in talks]
