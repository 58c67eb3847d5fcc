"""The built-in texts: complete, honest about their placeholders, in the house's tone."""

import pytest

from warmline.core.policy import Policy
from warmline.policies import KEYS, LANGUAGES, changed, texts
from warmline.policies.words import merged, placeholders


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text_and_no_other(language):
    assert set(texts()[language]) == set(KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_exactly_its_placeholders(language):
    for key, text in texts()[language].items():
        assert placeholders(text) == KEYS[key], (language, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_filled(language):
    filled = {"place": 3, "minutes": 2, "name": "Maya", "matter": "a parcel", "ticket": "W-7"}
    filled |= {"low": 2, "high": 5, "when": "Monday 09:00 (Berlin)"}
    for text in texts()[language].values():
        said = text.format(**filled, email="v@example.org")
        assert not set("{}") & set(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_shouts(language):
    for key, text in texts()[language].items():
        assert not set("!！¡") & set(text), (language, key)
        assert text == text.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_buttons_and_open_ends_go_without_a_full_stop(language):
    open_ended = {"offer_yes", "offer_no", "person_button", "warm"}
    for key, text in texts()[language].items():
        if key not in open_ended and not text.endswith("}"):
            assert text[-1] in ".?。？؟।", (language, key)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_language_repeats_the_english_words(language):
    english = texts()["en"]
    same = {key for key, text in texts()[language].items() if text == english[key]}
    assert not same


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [("ar", "\u0600", "\u06ff"), ("hi", "\u0900", "\u097f"), ("zh", "\u4e00", "\u9fff")],
)
def test_a_text_is_written_in_its_own_script(language, first, last):
    for key, text in texts()[language].items():
        assert any(first <= letter <= last for letter in text), (language, key)


def test_a_language_without_texts_is_answered_in_english():
    policy = Policy(texts=texts())
    assert policy.say("offer", "sw") == texts()["en"]["offer"]
    assert policy.say("offer", "pt-BR") == texts()["pt"]["offer"]


def test_what_was_changed_is_all_that_is_needed_to_have_the_texts_again():
    own = {"de": {"offer": "Soll ich jemanden holen?"}, "sv": {"offer": "Ska jag hämta någon?"}}
    everything = merged(own)
    assert everything["de"]["handoff"] == texts()["de"]["handoff"]
    assert changed(everything) == own
    assert changed(texts()) == {}
