"""Answers as people give them: what fits a question, and as what it is kept."""

from datetime import date

import pytest

from warmline.core.model import Signal
from warmline.flows.dates import bound, day_in
from warmline.flows.fields import KINDS, Given, named_in, nearly, value_in
from warmline.flows.model import Ask, Option
from warmline.flows.words import _texts, asks_something, leaves, own_words, skips
from warmline.policies import LANGUAGES

TODAY = date(2026, 11, 21)  # a Saturday


def given(text: str, language: str = "en", **more) -> Given:
    return Given(text=text, language=language, today=TODAY, **more)


def asking(kind: str, **more) -> Ask:
    return Ask(id="a", field="f", kind=kind, text={"": "?"}, **more)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("order", "4127", "4127"),
        ("order", "it's #l-4127, thanks", "L-4127"),
        ("order", "AB12345 I think", "AB12345"),
        ("order", "I have no idea", None),
        ("order", "4127 or 4128", None),
        ("order", "my 2 lamps", None),
        ("email", "Mail me at Vera.B@Post.Example.com.", "vera.b@post.example.com"),
        ("email", "vera@localhost", None),
        ("email", "a@x.com, b@x.com", None),
        ("email", "no", None),
        ("phone", "+49 (151) 234-5678", "+491512345678"),
        ("phone", "0151 2345678 after six", "01512345678"),
        ("phone", "12", None),
        ("number", "about 3 items", "3"),
        ("number", "1,234.50", "1234.5"),
        ("number", "1.234,50", "1234.5"),
        ("number", "1.234", "1234"),
        ("number", "2,5", "2.5"),
        ("number", "-2", "-2"),
        ("number", "3 or 4", None),
        ("number", "a few", None),
        ("text", "  The lamp flickers.  ", "The lamp flickers."),
        ("text", "   ", None),
    ],
)
def test_an_answer_is_found_within_other_words(kind: str, text: str, value: str | None):
    assert value_in(asking(kind), given(text)) == value


def test_every_kind_reads_any_text_without_harm():
    for kind in KINDS:
        for text in ("", "\0", "𝕏" * 3_000, "1" * 5_000, "@" * 5_000, "a.b@" * 2_000, "-" * 5_000):
            value_in(asking(kind, options=(Option(id="x", label={"": "X"}),)), given(text))


def test_limits_hold_for_numbers_and_days():
    few = asking("number", low="1", high="6")
    assert value_in(few, given("6")) == "6"
    assert value_in(few, given("7")) is None
    assert nearly(few, given("7"))
    soon = asking("date", low="today+1", high="today+30")
    assert value_in(soon, given("tomorrow")) == "2026-11-22"
    assert value_in(soon, given("today")) is None
    assert value_in(soon, given("2027-03-01")) is None


def test_an_owner_may_say_what_a_number_looks_like():
    ask = asking("order", pattern=r"L-\d{4}")
    assert value_in(ask, given("it is l-4127 I think")) == "L-4127"
    assert value_in(ask, given("4127")) is None
    assert nearly(ask, given("4127"))


def test_what_the_visitor_named_with_the_first_words_is_not_asked_again():
    named = (Signal(name="entity", score=0.9, value="order:4127", words="order 4127"),)
    assert named_in(asking("order"), given("Where is order 4127?", signals=named)) == "4127"
    assert named_in(asking("text"), given("Where is order 4127?", signals=named)) is None
    twice = (*named, Signal(name="entity", score=0.9, value="order:4128", words="4128"))
    assert named_in(asking("order"), given("4127 and 4128", signals=twice)) is None


# ── choices ───────────────────────────────────────────────────────────────────────────────────────

CHOICES = (
    Option(id="unwanted", label={"en": "I don't want it any more", "de": "Gefällt mir nicht"}),
    Option(id="broken", label={"en": "It is broken or damaged", "de": "Es ist kaputt"}),
    Option(id="wrong", label={"en": "It is not what I ordered", "de": "Nicht, was ich wollte"}),
)


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("It is broken or damaged", "broken"),
        ("it's broken", "broken"),
        ("DAMAGED!!", "broken"),
        ("Es ist kaputt", "broken"),
        ("broken", "broken"),
        ("2", "broken"),
        ("(2)", "broken"),
        ("2.", "broken"),
        ("4", None),
        ("that's not what I ordered", "wrong"),
        ("I don't know", None),
        ("What are the opening hours?", None),
        ("", None),
    ],
)
def test_a_choice_is_named_by_its_label_its_place_or_in_other_words(text: str, choice: str | None):
    assert value_in(asking("choice", options=CHOICES), given(text)) == choice


def test_a_button_says_its_choice_whatever_its_label():
    pressed = given("Anything", choice="wrong")
    assert value_in(asking("choice", options=CHOICES), pressed) == "wrong"
    stale = given("Anything", choice="gone")
    assert value_in(asking("choice", options=CHOICES), stale) is None


@pytest.mark.parametrize("text", ["yes", "Yes, it is", "ja, yes"])
def test_short_labels_are_named_too(text: str):
    options = (Option(id="y", label={"": "Yes"}), Option(id="n", label={"": "No"}))
    assert value_in(asking("choice", options=options), given(text)) == "y"


# ── days ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("2026-12-01", "en", "2026-12-01"),
        ("on 1 December please", "en", "2026-12-01"),
        ("December 1st, 2027", "en", "2027-12-01"),
        ("Dec 24", "en", "2026-12-24"),
        ("24/12/2026", "en", "2026-12-24"),
        ("12/24/2026", "en", "2026-12-24"),
        ("4/7/2027", "en-US", "2027-04-07"),
        ("4.7.27", "de", "2027-07-04"),
        ("am 3. März", "de", "2027-03-03"),
        ("le 5 mai 2027", "fr", "2027-05-05"),
        ("3 de enero", "es", "2027-01-03"),
        ("24 Aralık", "tr", "2026-12-24"),
        ("12月3日", "ja", "2026-12-03"),
        ("2026年12月3日", "zh", "2026-12-03"),
        ("٣ ديسمبر", "ar", "2026-12-03"),
        ("tomorrow", "en", "2026-11-22"),
        ("the day after tomorrow", "en", "2026-11-23"),
        ("übermorgen", "de", "2026-11-23"),
        ("après-demain", "fr", "2026-11-23"),
        ("pasado mañana", "es", "2026-11-23"),
        ("明天", "zh", "2026-11-22"),
        ("heute", "de", "2026-11-21"),
        ("aujourd'hui", "fr", "2026-11-21"),
        ("30 October", "en", "2026-10-30"),
        ("31.2.2026", "de", None),
        ("next week", "en", None),
        ("3 days ago", "en", None),
        ("", "en", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, language: str, day: str | None):
    found = day_in(text, language, TODAY)
    assert (found.isoformat() if found else None) == day


def test_limits_of_days_may_move_with_the_calendar():
    assert bound("today+14", TODAY) == date(2026, 12, 5)
    assert bound("today - 3", TODAY) == date(2026, 11, 18)
    assert bound("2026-12-24", TODAY) == date(2026, 12, 24)
    assert bound("soon", TODAY) is None


# ── words around a flow ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["cancel", "Never mind!", "abbrechen", "déjalo", "取消", "إلغاء"])
def test_a_visitor_leaves_with_a_word_of_any_language(text: str):
    assert leaves(text)


@pytest.mark.parametrize("text", ["I want to cancel my order", "stop sending mails", "", "4127"])
def test_other_words_leave_no_flow(text: str):
    assert not leaves(text)


def test_the_label_of_a_skip_button_skips_in_any_language():
    assert all(skips(own_words("skip", language)) for language in LANGUAGES)
    assert not skips("I'll skip lunch")


@pytest.mark.parametrize(
    ("text", "answer", "asks"),
    [
        ("When do you open?", False, True),
        ("when do you open", False, True),
        ("asdf", False, False),
        ("no idea", False, False),
        ("we are eight", True, False),
        ("営業時間を教えてください", False, True),
    ],
)
def test_a_question_of_the_visitors_own_is_told_from_an_answer(text, answer, asks):
    assert asks_something(text, answer=answer) is asks


def test_each_language_has_all_words():
    keys = {frozenset(texts) for texts in _texts().values()}
    assert len(keys) == 1
    assert set(_texts()) == set(LANGUAGES)
    assert set(KINDS) <= next(iter(keys))
