"""Search finds by meaning and by words, says why, and costs little to rebuild."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.knowledge.embedder import SentenceModel
from warmline.knowledge.hits import Hit
from warmline.knowledge.index import (
    UNCROWDED,
    Index,
    crowding,
    embed_missing,
    missing_texts,
    text_key,
)
from warmline.knowledge.passages import Passage
from warmline.knowledge.postings import by_letters, by_words, direction, share_of_rarity
from warmline.knowledge.terms import letter_bag, word_bag

SHOP = (
    Passage(
        id="track",
        title="",
        text="Open Orders and press Track.",
        questions=("Where is my order?", "Has my parcel left?"),
    ),
    Passage(
        id="return",
        title="",
        text="Print the label within thirty days.",
        questions=("How do I return something?",),
    ),
    Passage(
        id="pan", title="Care › Pans", text="Rub the skillet with oil and bake it for an hour."
    ),
)


def built(model: SentenceModel, passages: tuple[Passage, ...], language: str = "en") -> Index:
    return Index.build(passages, embed_missing(passages, {}, model), language=language)


def search(index: Index, model: SentenceModel, query: str, **options: object) -> tuple[Hit, ...]:
    return index.search(query, model.vectors([query])[0], **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shop(model: SentenceModel) -> Index:
    return built(model, SHOP)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("my package has not arrived", "track"),
        ("i want to send it back", "return"),
        ("seasoning cast iron", "pan"),
    ],
)
def test_other_words_for_the_same_need_are_found(
    shop: Index, model: SentenceModel, query: str, found: str
) -> None:
    assert search(shop, model, query)[0].passage.id == found


def test_a_hit_says_why_it_was_found(shop: Index, model: SentenceModel) -> None:
    best = search(shop, model, "has my parcels left yet")[0]
    assert (best.face, best.nearest) == ("question", "Has my parcel left?")
    assert best.matched == ("has", "my", "parcels", "left")
    assert best.meaning_rank == best.words_rank == best.letters_rank == 1
    assert 0.7 < best.meaning <= 1
    assert 0 < best.words <= 1
    assert 0 < best.letters <= 1


def test_the_limit_is_kept_and_the_best_come_first(shop: Index, model: SentenceModel) -> None:
    hits = search(shop, model, "order", limit=2)
    assert len(hits) == 2
    assert hits[0].score >= hits[1].score


def test_an_empty_index_finds_nothing(model: SentenceModel) -> None:
    assert search(built(model, ()), model, "anything") == ()


@given(st.text(max_size=80))
def test_any_query_gives_an_ordered_and_repeatable_result(query: str) -> None:
    rows = np.eye(4, 384, dtype=np.float32)
    texts = missing_texts(SHOP, {})
    index = Index.build(SHOP, {key: rows[i % 4] for i, key in enumerate(texts)})
    hits = index.search(query, rows[0])
    assert hits == index.search(query, rows[0])
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(hits) == len(SHOP)


def test_only_changed_texts_are_embedded_again(model: SentenceModel) -> None:
    known = embed_missing(SHOP, {}, model)
    changed = Passage(id="pan", title="Care › Pans", text="Wash it by hand.")
    fresh = embed_missing((*SHOP[:2], changed), known, model)
    assert list(fresh) == [text_key("Care › Pans. Wash it by hand.")]


def test_an_entry_without_an_answer_is_found_by_its_questions(model: SentenceModel) -> None:
    alarm = Passage(id="alarm", title="", text="", questions=("set an alarm",))
    index = built(model, (*SHOP, alarm))
    assert search(index, model, "wake me up at seven")[0].passage.id == "alarm"


def test_the_answer_helps_to_find_its_entry(model: SentenceModel) -> None:
    pages = (
        Passage(id="a", title="", text="Lids and handles one by one.", questions=("Parts",)),
        Passage(id="b", title="", text="We open at nine, also on Sundays.", questions=("Times",)),
    )
    assert search(built(model, pages), model, "can i come on a sunday")[0].passage.id == "b"
    assert search(built(model, pages), model, "i need a new handle")[0].passage.id == "a"


def test_crowding_tells_how_near_the_entries_are_to_one_another() -> None:
    apart = np.eye(3, dtype=np.float32)
    assert crowding(apart) == 0.0
    assert crowding(np.array([[1, 0], [1, 0], [0, 1]], np.float32)) == pytest.approx(2 / 3)
    assert crowding(apart[:1]) == crowding(apart[:0]) == UNCROWDED


def test_german_words_count_by_their_stem(model: SentenceModel) -> None:
    pages = (
        Passage(id="a", title="", text="Rücksendungen sind kostenlos."),
        Passage(id="b", title="", text="Bestellungen kommen nach zwei Tagen."),
    )
    best = search(built(model, pages, "de"), model, "rücksendung")[0]
    assert (best.passage.id, best.matched) == ("a", ("rucksendung",))


def test_letter_runs_forgive_a_slip_of_the_finger() -> None:
    postings = by_letters([letter_bag(t) for t in ("return policy", "opening hours")])
    scores = postings.scores(letter_bag("retrun polcy"), direction)
    assert scores[0] > scores[1]


def test_scripts_without_spaces_are_compared_by_pairs() -> None:
    postings = by_letters([letter_bag(t) for t in ("我想退款", "营业时间")])
    scores = postings.scores(letter_bag("退款"), direction)
    assert scores[0] > 0
    assert scores[1] == 0


def test_a_row_with_all_the_words_scores_above_one_with_some() -> None:
    rows = ["red cup", "red table cloth", "blue pan"]
    postings = by_words([word_bag(row, "en") for row in rows])
    scores = postings.scores(word_bag("red cups", "en"), share_of_rarity)
    assert scores[0] > scores[1] > scores[2] == 0
    assert scores[0] <= 1
