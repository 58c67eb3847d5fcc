"""Reading a turn: never fails, always says the same, stays within its scales."""

import pytest
from asks import ASKS, OTHERS
from hypothesis import given, settings
from hypothesis import strategies as st

from warmline.signals import SIGNALS, read

WORDS = " ".join([*ASKS.values(), *OTHERS.values()]).split()
TURNS = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from([*WORDS, *"?!.,;\"'-\n"]), max_size=60).map(" ".join),
)
NAMES = {
    "explicit_request", "negated_request", "accepts_offer", "declines_offer", "sentiment",
    "dissatisfied", "repetition", "topic", "entity", "language", "complexity",
}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(TURNS, st.lists(TURNS, max_size=3), st.booleans(), st.sampled_from(["", "en", "de", "xx"]))
def test_any_text_is_read_the_same_each_time_within_its_scales(text, recent, offered, hint):
    signals = read(text, recent=recent, offered=offered, hint=hint)
    assert signals == read(text, recent=recent, offered=offered, hint=hint)
    for signal in signals:
        assert signal.name in NAMES
        assert (-1 if signal.name == "sentiment" else 0) <= signal.score <= 1


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\x00", "\ud800", "?", "🙂", "a" * 10_000, "人" * 10_000]
)
def test_odd_texts_are_read(text):
    assert isinstance(read(text, recent=(text,), offered=True), tuple)


def test_an_empty_turn_shows_nothing():
    assert read("") == ()


def test_an_ordinary_turn_shows_its_language_and_nothing_else():
    assert {signal.name for signal in read("Where do I see what the weather is like?")} == {
        "language"
    }


def test_ten_thousand_characters_cost_no_more_reading_than_six_thousand():
    short, long = "my lamp is broken " * 330, "my lamp is broken " * 5000
    assert read(long[:6000])[0].name == read(short)[0].name


def test_the_table_names_every_reader():
    assert {*SIGNALS} == {
        "explicit_request", "offer_answer", "sentiment", "dissatisfaction", "repetition",
        "topics", "own", "entities", "language", "complexity",
    }  # fmt: skip
