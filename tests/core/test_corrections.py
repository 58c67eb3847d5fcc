"""A visitor's second thoughts: what they change or take back, and what follows from it."""

import pytest
from world import ANN, ASKS, facts, opened

from warmline.core.corrections import CHANGEABLE
from warmline.core.effects import AskAssistant, Later
from warmline.core.facts import AssistantMissed, HandoffRequested, MessageAdded, MessageEdited
from warmline.core.inputs import (
    AssistantAnswered,
    OperatorClaimed,
    OperatorSaid,
    VisitorEdited,
    VisitorSaid,
    VisitorWithdrew,
)
from warmline.core.model import Author, File, Floor
from warmline.core.preview import preview
from warmline.core.reading import as_read, told, words_now
from warmline.core.refusals import NotChangeable

PHOTO = File(id="f1", name="leak.jpg", type="image/jpeg", size=2)


def asked(text="Where is my order?", **more):
    """A thread in a channel with an open question; its number is ``now.asked_at``."""
    thread = opened()
    thread.say(text, via="telegram", **more)
    return thread


def asks(taken):
    return [effect for effect in taken.effects if isinstance(effect, AskAssistant)]


# ── changed words ─────────────────────────────────────────────────────────────────────────────────


def test_new_words_of_an_open_question_are_asked_anew_as_the_same_message():
    thread = asked()
    before = thread.now
    taken = thread.feed(VisitorEdited(message=before.asked_at, text="Where is my refund?"))
    assert (thread.now.asked_at, thread.now.visitor_messages) == (before.asked_at, 1)
    assert asks(taken) == [AskAssistant(answers=before.asked_at, epoch=before.epoch + 1)]
    assert any(isinstance(effect, Later) for effect in taken.effects)


def test_an_answer_to_the_old_words_is_void_and_one_to_the_new_words_counts():
    thread = asked()
    old = thread.now
    thread.feed(VisitorEdited(message=old.asked_at, text="Where is my refund?"))
    late = AssistantAnswered(
        text="In the post.", confidence=0.9, answers=old.asked_at, epoch=old.epoch
    )
    assert thread.feed(late).entries == ()
    thread.answer("On its way to your bank.")
    assert thread.texts(Author.ASSISTANT) == ["On its way to your bank."]


def test_new_words_that_ask_for_a_person_fetch_one():
    thread = asked()
    input = VisitorEdited(message=thread.now.asked_at, text="A person!", signals=(ASKS,))
    assert not asks(thread.feed(input))
    assert facts(thread.log, HandoffRequested)
    assert thread.now.floor is Floor.HUMAN


def test_what_was_answered_stays_answered():
    thread = asked()
    thread.answer()
    now = thread.now
    taken = thread.feed(VisitorEdited(message=now.asked_at, text="Thanks!", signals=(ASKS,)))
    assert [type(entry.fact) for entry in taken.entries] == [MessageEdited]
    assert not asks(taken)
    assert (thread.now.owed, thread.now.epoch) == (False, now.epoch)


def test_the_words_of_an_older_question_do_not_disturb_the_newest():
    thread = asked()
    first = thread.now.asked_at
    thread.say("And my refund?", via="telegram")
    epoch = thread.now.epoch
    assert not asks(thread.feed(VisitorEdited(message=first, text="Where is it?")))
    assert thread.now.epoch == epoch


def test_a_person_keeps_the_floor_under_new_words():
    thread = asked()
    thread.feed(OperatorClaimed(operator=ANN))
    now = thread.now
    thread.feed(VisitorEdited(message=now.asked_at, text="Where is my refund?"))
    assert (thread.now.epoch, thread.now.operator, thread.now.owed) == (now.epoch, ANN, True)


@pytest.mark.parametrize("input", [VisitorEdited, VisitorWithdrew])
def test_only_what_the_visitor_wrote_by_a_channel_can_be_changed(input):
    thread = asked()
    number = thread.now.asked_at
    thread.answer()
    thread.feed(OperatorSaid(operator=ANN, text="Hello."))
    thread.say("By the widget.")
    more = {"text": "Ha!"} if input is VisitorEdited else {}
    for seq in (0, 1, *range(number + 1, thread.now.seq + 3)):
        with pytest.raises(NotChangeable):
            thread.feed(input(message=seq, **more))
    thread.feed(input(message=number, **more))


def test_the_newest_hundred_can_be_changed():
    thread = opened()
    for _ in range(CHANGEABLE + 1):
        thread.say(via="sms")
    assert len(thread.now.changeable) == CHANGEABLE
    with pytest.raises(NotChangeable):
        thread.feed(VisitorWithdrew(message=facts_at(thread)[0]))


def facts_at(thread) -> list[int]:
    return [entry.seq for entry in thread.log if isinstance(entry.fact, MessageAdded)]


# ── taken back ────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_owed_to_a_message_that_was_taken_back():
    thread = asked()
    old = thread.now
    assert not asks(thread.feed(VisitorWithdrew(message=old.asked_at)))
    assert not thread.now.owed
    late = AssistantAnswered(
        text="In the post.", confidence=0.9, answers=old.asked_at, epoch=old.epoch
    )
    assert thread.feed(late).entries == ()
    thread.fail()
    assert not facts(thread.log, AssistantMissed)


def test_a_question_before_it_that_waits_still_is_asked_again():
    thread = asked()
    first = thread.now.asked_at
    thread.say("And my refund?", via="telegram")
    taken = thread.feed(VisitorWithdrew(message=thread.now.asked_at))
    assert asks(taken) == [AskAssistant(answers=first, epoch=thread.now.epoch)]
    thread.answer("In the post.")
    assert facts(thread.log, MessageAdded)[-1].answers == first


def test_a_question_that_was_answered_is_not_asked_again():
    thread = asked()
    thread.answer()
    thread.say("And my refund?", via="telegram")
    assert not asks(thread.feed(VisitorWithdrew(message=thread.now.asked_at)))
    assert not thread.now.owed


def test_what_was_taken_back_before_is_not_asked_again_either():
    thread = asked()
    first = thread.now.asked_at
    thread.say("And my refund?", via="telegram")
    thread.feed(VisitorWithdrew(message=first))
    assert thread.now.owed
    thread.feed(VisitorWithdrew(message=thread.now.asked_at))
    assert not thread.now.owed


def test_the_state_keeps_nothing_of_it():
    thread = asked("My card 4111 1111 1111 1111 was charged twice")
    assert "4111" in repr(thread.now)
    thread.feed(VisitorWithdrew(message=thread.now.asked_at))
    assert "4111" not in repr(thread.now)


# ── files, and how a log reads ────────────────────────────────────────────────────────────────────


def test_files_come_along_and_need_no_words():
    thread = asked("", files=(PHOTO,))
    said = facts(thread.log, MessageAdded)[0]
    assert (said.text, said.files) == ("", (PHOTO,))
    assert thread.now.owed
    thread.feed(OperatorSaid(operator=ANN, text="", files=(PHOTO,)))
    assert facts(thread.log, MessageAdded)[-1].files == (PHOTO,)


def test_a_message_of_files_is_previewed_by_their_names():
    files = (PHOTO, File(id="f2", name="bill.pdf"))
    said = MessageAdded(at=1, author=Author.VISITOR, text="", files=files)
    assert preview(said) == "📎 leak.jpg, bill.pdf"
    worded = MessageAdded(at=1, author=Author.VISITOR, text="My  sink\nleaks", files=files)
    assert preview(worded) == "My sink leaks"


def test_a_log_reads_with_the_newest_words_and_without_what_was_taken_back():
    thread = asked()
    first = thread.now.asked_at
    thread.say("Never mind.", via="telegram")
    second = thread.now.asked_at
    thread.feed(
        VisitorEdited(message=first, text="Where is it?", signals=(ASKS,)),
        VisitorWithdrew(message=second),
        VisitorEdited(message=first, text="Where is my tent?"),
    )
    said = facts(as_read(thread.log), MessageAdded)
    assert [(one.text, one.signals) for one in said] == [("Where is my tent?", ())]
    assert words_now(thread.log) == {first: "Where is my tent?", second: None}
    assert facts(thread.log, MessageAdded)[0].text == "Where is my order?"


def test_who_reads_only_words_is_told_the_names_of_files():
    thread = asked("Look:", files=(PHOTO,))
    thread.say("", via="telegram", files=(PHOTO,))
    texts = [one.text for one in facts(map(told, thread.log), MessageAdded)]
    assert texts == ["Look:\n[file: leak.jpg]", "[file: leak.jpg]"]


def test_a_message_by_the_widget_costs_no_memory_of_changes():
    thread = opened()
    thread.feed(VisitorSaid(text="One"), VisitorSaid(text="Two"))
    assert (thread.now.changeable, thread.now.still_asked) == ((), ())
