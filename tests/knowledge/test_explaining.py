"""What a confidence rests on is told in words that an owner can check."""

import pytest

from warmline.knowledge.answer import ask
from warmline.knowledge.confidence import pair_signs, prose_signs
from warmline.knowledge.embedder import SentenceModel
from warmline.knowledge.explaining import SCALES, reasons
from warmline.knowledge.index import Index, embed_missing
from warmline.knowledge.passages import Passage

SHOP = (
    Passage(id="a", title="", text="Open Orders.", questions=("Where is my order?",)),
    Passage(id="b", title="Care", text="Rub the pan with oil. Bake it for an hour."),
)


@pytest.fixture(scope="module")
def shop(model: SentenceModel) -> Index:
    return Index.build(SHOP, embed_missing(SHOP, {}, model))


def told(shop: Index, model: SentenceModel, question: str) -> dict[str, str]:
    found = ask(question, shop, model)
    assert found is not None
    return {one.sign: one.speaks for one in reasons(found.signs, found.confidence)}


def test_a_repeated_question_has_everything_for_it(shop: Index, model: SentenceModel) -> None:
    said = told(shop, model, "Where is my order?")
    assert said["likeness"] == said["share"] == said["words_margin"] == "for"


def test_a_strange_question_is_told_what_speaks_against_it(
    shop: Index, model: SentenceModel
) -> None:
    said = told(shop, model, "Who won the world cup?")
    assert said["likeness"] == said["answer"] == "against"


def test_prose_is_explained_by_its_sentence(shop: Index, model: SentenceModel) -> None:
    assert told(shop, model, "oil for the pan")["sentence"] == "for"


def test_each_sign_that_is_explained_is_one_that_there_is(
    shop: Index, model: SentenceModel
) -> None:
    hits = shop.search("order", model.vectors(["order"])[0])
    assert set(SCALES) <= {*pair_signs(hits), *prose_signs(hits, 0.5)}


@pytest.mark.parametrize(
    ("raw", "now", "says"),
    [
        (0.81, 0.74, "Judgements on earlier answers lowered it from 81% to 74%."),
        (0.6, 0.7, "Judgements on earlier answers raised it from 60% to 70%."),
    ],
)
def test_what_judgements_changed_is_told(raw: float, now: float, says: str) -> None:
    [last] = reasons({"raw": raw}, now)
    assert last.says == says


def test_what_judgements_hardly_changed_is_not() -> None:
    assert reasons({"raw": 0.801}, 0.8) == ()
