"""H-3: the operator gets the whole matter at once, and nothing must be asked again."""

import pytest

from tests.core.world import ANN, ASKS, OPEN, Thread, opened
from warmline.core.facts import HandoffRequested
from warmline.core.inputs import (
    AttributesSet,
    OperatorClaimed,
    OperatorNoted,
    OperatorReturned,
    PersonRequested,
)
from warmline.core.model import Author, Signal, Source
from warmline.core.package import Entity, Mood, Package, pack
from warmline.core.policy import Rule
from warmline.core.summary import SHORT

SOURCE = Source(title="Shipping", url="https://shop.example/shipping")


def packed(thread: Thread) -> Package:
    requested = [e for e in thread.log if isinstance(e.fact, HandoffRequested)]
    return pack(thread.now, thread.log, requested[-1])


def entity(value: str) -> Signal:
    return Signal(name="entity", score=1.0, value=value)


@pytest.fixture
def thread() -> Thread:
    """A greeting, a question, an answer, a failure, a note, and a call for a person."""
    thread = opened()
    thread.say("Hello")
    thread.answer("How can I help?")
    thread.say("My parcel 7 is late.", entity("order:7"), Signal(name="sentiment", score=-0.4))
    thread.answer("It left on Monday.", sources=(SOURCE,))
    thread.feed(OperatorNoted(operator=ANN, text="The depot burnt down."))
    thread.say("Parcel 7 is still late!", entity("order:7"), entity("amount:20 EUR"))
    thread.fail()
    thread.say("A person, please.", ASKS, Signal(name="topic", score=0.8, value="complaint"))
    return thread


def test_the_transcript_is_everything_said_before_the_handoff_in_order(thread: Thread):
    lines = packed(thread).transcript
    assert [line.text for line in lines] == [
        "Hello",
        "How can I help?",
        "My parcel 7 is late.",
        "It left on Monday.",
        "Parcel 7 is still late!",
        "failed",
        "A person, please.",
    ]
    assert lines[1].author is Author.ASSISTANT


def test_the_signals_of_the_newest_turn_stand_beside_what_they_were_held_against(thread: Thread):
    package = packed(thread)
    asked, topic = package.signals
    assert (asked.name, asked.rule, asked.threshold) == ("explicit_request", "asks", 0.5)
    assert (asked.score, asked.words) == (ASKS.score, ASKS.words)
    assert (topic.value, topic.rule, topic.threshold) == ("complaint", "", None)
    assert {one.seq for one in package.signals} == {package.transcript[-1].seq}


def test_a_handoff_by_an_answer_shows_how_sure_it_was():
    unsure = opened(Rule(id="unsure", trigger="low_confidence"))
    unsure.say("Where is it?", Signal(name="topic", score=0.7, value="shipping"))
    unsure.answer(confidence=0.2)
    topic, sure = packed(unsure).signals
    assert topic.name == "topic"
    assert (sure.name, sure.score, sure.rule, sure.threshold) == ("confidence", 0.2, "unsure", 0.5)


def test_what_the_site_told_of_the_visitor_is_in_the_package():
    told = opened()
    told.feed(AttributesSet(attributes={"plan": "gold"}, verified=True))
    told.feed(AttributesSet(attributes={"cart": "3"}))
    told.say("A person!", ASKS)
    visitor = packed(told).visitor
    assert visitor.attributes == {"plan": "gold", "cart": "3"}
    assert visitor.verified == ("plan",)


def test_no_note_is_ever_in_the_package(thread: Thread):
    assert "depot" not in repr(packed(thread))


def test_the_question_is_the_first_real_one(thread: Thread):
    assert packed(thread).question == "My parcel 7 is late."


def test_a_call_for_a_person_is_the_question_only_where_nothing_else_was_said():
    thread = opened()
    thread.say("I want a person now.", ASKS)
    assert packed(thread).question == "I want a person now."


def test_a_greeting_is_the_question_where_only_a_button_was_pressed_after_it():
    thread = opened()
    thread.say("Hi")
    thread.feed(PersonRequested(text="Talk to a person"))
    assert packed(thread).question == "Hi"


def test_entities_come_once_with_the_entry_that_named_them_first(thread: Thread):
    order, amount = packed(thread).entities
    assert order == Entity(kind="order", value="7", seq=4)
    assert amount == Entity(kind="amount", value="20 EUR", seq=7)


def test_what_the_assistant_tried_stands_with_its_question_and_sources(thread: Thread):
    greeting, answer, failure = packed(thread).tried
    assert greeting.question == "Hello"
    assert (answer.question, answer.text) == ("My parcel 7 is late.", "It left on Monday.")
    assert answer.sources == (SOURCE,)
    assert (failure.question, failure.text) == ("Parcel 7 is still late!", "")


def test_the_summary_says_what_is_wanted_tried_and_open(thread: Thread):
    summary = packed(thread).summary
    assert summary.wants == "My parcel 7 is late."
    assert summary.tried == "It left on Monday."
    assert summary.open == "Parcel 7 is still late!"


def test_intent_mood_reason_and_visitor_go_along(thread: Thread):
    package = packed(thread)
    assert package.intent.topic == "complaint"
    assert package.mood == (Mood(seq=4, score=-0.4),)
    assert package.why.words == "a person"
    assert package.visitor.contact == OPEN.contact
    assert package.visitor.page == "/cart"
    assert package.language == "en"


def test_a_summary_stays_short_however_long_the_messages_are():
    thread = opened()
    thread.say("word " * 1_000)
    thread.answer("word " * 1_000)
    thread.say("A person!", ASKS)
    summary = packed(thread).summary
    assert max(len(summary.wants), len(summary.tried), len(summary.open)) <= SHORT
    assert summary.wants.endswith("word…")


def test_the_second_handoff_of_a_thread_holds_the_first_stretch_too(thread: Thread):
    thread.feed(OperatorClaimed(operator=ANN), OperatorReturned(operator=ANN))
    thread.say("Another person, please.", ASKS)
    texts = [line.text for line in packed(thread).transcript]
    assert texts[0] == "Hello"
    assert texts[-2:] == ["returned", "Another person, please."]


def test_only_a_handoff_can_be_packed(thread: Thread):
    with pytest.raises(TypeError, match="expected a HandoffRequested, got Opened"):
        pack(thread.now, thread.log, thread.log[0])
