"""The tokenizer equals the reference one."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.knowledge.embedder import SHIPPED
from warmline.knowledge.wordpiece import WordPiece, words

TOKENS = WordPiece.read(SHIPPED / "vocab.txt")
GOLDEN = Path(__file__).parent / "wordpiece_golden.jsonl"


def test_two_hundred_texts_of_all_scripts_give_the_reference_tokens() -> None:
    golden = [json.loads(line) for line in GOLDEN.read_text().splitlines()]
    assert len(golden) >= 200
    for item in golden:
        assert TOKENS.ids(item["text"], limit=10_000) == item["ids"], item["text"]


@given(st.text(max_size=300), st.integers(2, 40))
def test_any_text_gives_start_and_end_and_at_most_the_limit(text: str, limit: int) -> None:
    ids = TOKENS.ids(text, limit=limit)
    assert ids[0] == 101
    assert ids[-1] == 102
    assert len(ids) <= limit


@given(st.text(max_size=200), st.integers(3, 20))
def test_a_cut_text_begins_like_the_whole(text: str, limit: int) -> None:
    whole = TOKENS.ids(text, limit=10_000)
    assert TOKENS.ids(text, limit=limit)[:-1] == whole[:-1][: limit - 1]


@pytest.mark.parametrize("mark", ["[CLS]", "[SEP]", "[MASK]"])
def test_a_visitor_cannot_write_a_control_token(mark: str) -> None:
    assert not {101, 102, 103} & set(TOKENS.ids(f"a {mark} b", limit=50)[1:-1])


def test_words_are_folded_and_marks_stand_alone() -> None:
    assert list(words("Où est-ce, JOSÉ?")) == ["ou", "est", "-", "ce", ",", "jose", "?"]
