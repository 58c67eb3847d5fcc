"""The words by which conversations are searched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.flow.search_terms import LONGEST, MOST_ASKED, MOST_TERMS, Wanted, terms, wanted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Where's my ORDER?", ["where", "s", "my", "order"]),
        ("vera@example.org", ["vera", "example", "org"]),
        ("Straße, Łódź, İzmir, ışık", ["strasse", "lodz", "izmir", "isik"]),
        ("ＡＢＣ１２３", ["abc123"]),
        ("我要退款", ["我要", "要退", "退款", "款"]),
        ("注文No12です", ["注文", "文", "no12", "です", "す"]),
        ("ポスト", ["ポス", "スト", "ト"]),
        ("मुझे रिफंड", ["मुझे", "रिफंड"]),
        ("أريد", ["اريد"]),
        ("🙂 -- !", []),
    ],
)
def test_a_text_is_found_by_these(text, found):
    assert terms(text) == found


def test_a_word_may_go_on_and_quoted_words_may_not():
    assert wanted('refund "two words" 退款') == (
        Wanted(("refund",), begins=True),
        Wanted(("two", "words"), begins=False),
        Wanted(("退款",), begins=True),
    )


@given(st.text())
def test_a_term_holds_nothing_that_a_database_could_take_for_a_command(text):
    for term in (*terms(text), *(one for asked in wanted(text) for one in asked.terms)):
        assert term
        assert not set(term) & set("'\"\\*:&|!()<>^- \0\n")
        assert term.isascii() is term.isalnum() or not term.isascii()
        assert len(term) <= LONGEST


@given(st.text())
def test_whatever_was_said_is_found_by_its_own_words(text):
    said = terms(text)
    for asked in wanted(text.replace('"', " ")):
        assert all(any(term.startswith(one) for term in said) for one in asked.terms)


def test_neither_a_huge_text_nor_a_huge_query_is_taken_whole():
    assert len(terms("word " * (MOST_TERMS + 50))) == MOST_TERMS
    assert len(wanted("word " * 500)) == MOST_ASKED
