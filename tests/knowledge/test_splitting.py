"""Splitting loses nothing, keeps the order, and cuts between sentences."""

import re

from hypothesis import given
from hypothesis import strategies as st

from warmline.knowledge.splitting import FEWEST, LONGEST_SENTENCE, MOST, sentences, size, split

PARAGRAPHS = st.lists(st.text(max_size=400), max_size=12)
WORDS = st.lists(st.sampled_from(["refund", "the", "box.", "Open", "e.g.", "3.5", "why?", "Ja!"]))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(PARAGRAPHS)
def test_no_text_is_lost_and_the_order_is_kept(paragraphs: list[str]) -> None:
    assert squeezed("".join(split(paragraphs))) == squeezed("".join(paragraphs))


@given(st.lists(WORDS.map(" ".join), max_size=20))
def test_sentences_lose_nothing(paragraphs: list[str]) -> None:
    for paragraph in paragraphs:
        assert squeezed("".join(sentences(paragraph))) == squeezed(paragraph)


@given(st.text())
def test_no_sentence_is_longer_than_the_bound_or_empty(text: str) -> None:
    assert all(0 < len(sentence) <= LONGEST_SENTENCE for sentence in sentences(text * 3))


def test_an_endless_sentence_is_cut_at_a_space() -> None:
    pieces = sentences("word " * 2_000)
    assert all(piece.startswith("word") and piece.endswith("word") for piece in pieces)
    assert all(len(piece) <= LONGEST_SENTENCE for piece in pieces)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=80))
def test_passages_of_ordinary_sentences_are_neither_long_nor_torn(lengths: list[int]) -> None:
    text = " ".join(" ".join(["Word"] + ["more"] * (n - 1)) + "." for n in lengths)
    passages = split([text])
    assert all(size(passage) <= MOST for passage in passages)
    assert all(passage.startswith("Word") and passage.endswith(".") for passage in passages)
    assert all(size(passage) >= FEWEST for passage in passages[:-1])


def test_short_paragraphs_are_gathered_and_long_ones_open_a_new_passage() -> None:
    short, long = "One two three.", " ".join(["word"] * 100) + "."
    assert split([short] * 3) == ["\n\n".join([short] * 3)]
    assert split([long, long]) == [long, long]


def test_abbreviations_numbers_and_small_letters_do_not_end_a_sentence() -> None:
    assert sentences("Ask Dr. Low about v. 3.5 of it, e.g. Now. It is fine.") == [
        "Ask Dr. Low about v. 3.5 of it, e.g. Now.",
        "It is fine.",
    ]


def test_chinese_and_hindi_sentences_end_at_their_own_marks() -> None:
    assert sentences("我要退款。怎么办？") == ["我要退款。", "怎么办？"]
    assert sentences("यह ठीक है। धन्यवाद।") == ["यह ठीक है।", "धन्यवाद।"]
