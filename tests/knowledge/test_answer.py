"""Answers are quotations, with a source and a probability that grows with the evidence."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.knowledge import confidence
from warmline.knowledge.answer import LONGEST_ANSWER, Answer, abstains, ask
from warmline.knowledge.confidence import Calibrator, Curve, pair_signs, prose_signs, shipped
from warmline.knowledge.embedder import SentenceModel
from warmline.knowledge.hits import Asked, Hit
from warmline.knowledge.index import Index, embed_missing
from warmline.knowledge.passages import Passage

PAN = (
    "Our pans come in three sizes. Rub the skillet thinly with oil and bake it for an hour at 220 "
    "degrees. Let it cool in the oven. The shop in Harbour Street opens at ten. Copper must not go "
    "on an induction hob."
)
SHOP = (
    Passage(
        id="track", title="", text="Open Orders, press Track.", questions=("Where is my order?",)
    ),
    Passage(id="pan", title="Care › Pans", text=PAN, url="https://shop.example/care"),
    Passage(id="mute", title="", text="", questions=("set an alarm",)),
    Passage(id="long", title="", text="A long answer. " * 200, questions=("tell me everything",)),
    Passage(id="run", title="", text="x" * 2_000, questions=("print the endless line",)),
)


@pytest.fixture(scope="module")
def shop(model: SentenceModel) -> Index:
    return Index.build(SHOP, embed_missing(SHOP, {}, model))


def said(shop: Index, model: SentenceModel, question: str) -> Answer:
    given = ask(question, shop, model)
    assert given is not None
    return given


def test_a_stored_answer_is_given_word_for_word(shop: Index, model: SentenceModel) -> None:
    given = said(shop, model, "where is my order")
    assert given.text == "Open Orders, press Track."
    assert given.sources[0].passage_id == "track"
    assert given.sources[0].title == "Where is my order?"
    assert not abstains(given)


def test_from_a_page_the_sentences_that_answer_are_quoted(
    shop: Index, model: SentenceModel
) -> None:
    given = said(shop, model, "how do I season my iron skillet with oil")
    assert "Rub the skillet thinly with oil" in given.text
    assert "Harbour Street" not in given.text
    [source] = given.sources
    assert (source.url, source.title) == ("https://shop.example/care", "Care › Pans")
    assert source.quote == given.text
    assert source.quote in PAN


def test_an_unrelated_question_is_not_answered(shop: Index, model: SentenceModel) -> None:
    assert abstains(said(shop, model, "who won the world cup in 1954"))


def test_an_entry_without_text_is_never_said(shop: Index, model: SentenceModel) -> None:
    given = said(shop, model, "set an alarm")
    assert given.confidence > 0.5
    assert abstains(given)


@pytest.mark.parametrize("question", ["tell me everything", "print the endless line"])
def test_an_answer_stays_within_its_length(
    shop: Index, model: SentenceModel, question: str
) -> None:
    text = said(shop, model, question).text
    assert len(text) <= LONGEST_ANSWER
    assert text.endswith((".", "…"))


def test_without_knowledge_there_is_no_answer(model: SentenceModel) -> None:
    given = ask("anything", Index.build((), {}), model)
    assert given is None
    assert abstains(given)


def test_the_bar_is_the_callers(shop: Index, model: SentenceModel) -> None:
    given = said(shop, model, "where is my order")
    assert not abstains(given, given.confidence)
    assert abstains(given, given.confidence + 0.001)


SHARES = st.floats(0, 1)
HIT = Hit(
    passage=SHOP[0],
    score=0.9,
    meaning=0.6,
    theme=0.6,
    answer=0.5,
    words=0.3,
    letters=0.2,
    meaning_rank=1,
    words_rank=1,
    letters_rank=1,
    face="question",
    nearest="",
    matched=(),
    asked=Asked(words=6, crowding=0.45),
)


@given(st.sampled_from(["score", "meaning", "theme", "answer", "words", "letters"]), SHARES, SHARES)
def test_a_stronger_sign_never_lowers_the_confidence(leg: str, one: float, other: float) -> None:
    low, high = sorted((one, other))
    rival = replace(HIT, score=0.2)
    weak, strong = (replace(HIT, **{leg: value}) for value in (low, high))
    assert shipped().confidence([weak, rival]) <= shipped().confidence([strong, rival])


@given(SHARES, SHARES)
def test_in_prose_a_nearer_sentence_never_lowers_the_confidence(one: float, other: float) -> None:
    page = replace(HIT, passage=SHOP[1])
    low, high = (shipped().confidence([page], sentence=s) for s in sorted((one, other)))
    assert low <= high


@given(SHARES, SHARES)
def test_a_stronger_rival_never_raises_the_confidence(one: float, other: float) -> None:
    weak, strong = (replace(HIT, score=value) for value in sorted((one, other)))
    assert shipped().confidence([HIT, strong]) <= shipped().confidence([HIT, weak])


def test_in_prose_a_passage_of_the_same_section_is_no_rival() -> None:
    page = replace(HIT, passage=SHOP[1])
    beside = replace(page, passage=replace(SHOP[1], id="beside"))
    elsewhere = replace(page, passage=replace(SHOP[1], id="elsewhere", title="Opening hours"))
    alone, with_neighbour, with_rival = (
        shipped().confidence(hits, sentence=0.5)
        for hits in ([page], [page, beside], [page, elsewhere])
    )
    assert alone == with_neighbour > with_rival


def test_the_nearer_the_entries_are_to_one_another_the_more_a_question_must_show() -> None:
    apart, crowded = (replace(HIT, asked=Asked(words=6, crowding=value)) for value in (0.3, 0.7))
    rival = replace(HIT, score=0.5)
    assert shipped().confidence([crowded, rival]) < shipped().confidence([apart, rival])


def test_a_lone_entry_is_not_sure_merely_for_lack_of_rivals(model: SentenceModel) -> None:
    index = Index.build(SHOP[:1], embed_missing(SHOP[:1], {}, model))
    assert abstains(ask("do you sell shoes", index, model))


def test_the_shipped_weights_name_the_data_that_they_come_from() -> None:
    content = Path(confidence.__file__).with_name("confidence.json").read_text()
    assert json.loads(content)["fitted_on"] == [
        "CLINC150 (CC BY 3.0)",
        "Bitext customer support intents (CDLA-Sharing 1.0)",
        "tools/calibration (original)",
    ]
    assert set(shipped().pairs.weights) <= set(pair_signs([HIT]))
    assert set(shipped().prose.weights) <= set(prose_signs([HIT], 0.5))


def test_a_calibrator_can_be_replaced(shop: Index, model: SentenceModel) -> None:
    curve = Curve(intercept=-100.0, weights={})
    never = Calibrator(pairs=curve, prose=curve)
    given = ask("where is my order", shop, model, calibrator=never)
    assert given is not None
    assert given.confidence < 1e-9
