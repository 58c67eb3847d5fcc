"""Long words in pieces: each fits, none is lost, and no sign is cut in two."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.flow.channels import Unit
from warmline.flow.splitting import measure, split

FAMILY, FLAG, THUMB, KEY = "👩‍👩‍👧", "🇩🇪", "👍🏽", "1️⃣"
UNITS: tuple[Unit, ...] = ("characters", "utf16", "bytes")
words = st.lists(
    st.sampled_from(
        [
            "parcel",
            "Où?",
            "שלום.",
            FAMILY,
            FLAG,
            THUMB,
            KEY,
            "e\u0301",
            "\n",
            "\n\n",
            "你好。",
            "x" * 30,
        ]
    ),
    max_size=80,
).map(" ".join)


@given(text=words, most=st.integers(40, 120), unit=st.sampled_from(UNITS))
def test_every_piece_fits_and_none_of_the_words_is_lost(text: str, most: int, unit: Unit):
    pieces = split(text, most, unit)
    assert all(0 < measure(unit)(one) <= most for one in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(text=st.text(max_size=300), most=st.integers(30, 60), unit=st.sampled_from(UNITS))
def test_any_text_at_all_can_be_split(text: str, most: int, unit: Unit):
    pieces = split(text, most, unit)
    assert all(one and measure(unit)(one) <= most for one in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(text=words, most=st.integers(40, 120), unit=st.sampled_from(UNITS))
def test_what_is_one_sign_to_a_reader_stays_one(text: str, most: int, unit: Unit):
    for sign in (FAMILY, FLAG, THUMB, KEY, "e\u0301"):
        assert sum(one.count(sign) for one in split(text, most, unit)) == text.count(sign)


def test_what_fits_is_one_piece_and_nothing_is_none():
    assert split("Hello.\n\nThere.", 20) == ["Hello.\n\nThere."]
    assert split("  \n ", 20) == []


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("First part.\n\nSecond part here.", ["First part.", "Second part here."]),
        ("A first line\nand a second one", ["A first line", "and a second one"]),
        ("One sentence. And another one.", ["One sentence.", "And another one."]),
        ("words and words and more words", ["words and words and", "more words"]),
    ],
)
def test_it_is_cut_where_a_reader_would(text: str, pieces: list[str]):
    assert split(text, 20) == pieces


def test_an_address_stays_whole_where_it_fits():
    url = "https://shop.example.com/returns?order=12345"
    pieces = split(f"You can send it back there: {url} and then wait.", 50)
    assert sum(url in one for one in pieces) == 1


def test_a_very_long_text_is_split_in_good_time():
    text = "word " * 40_000
    pieces = split(text, 2000)
    assert len(pieces) == 100
    assert not re.search(r"\bwor$|^rd", "\n".join(pieces))
