"""Offers of a person: when the question is put, what becomes of the answer, and who says yes."""

import pytest

from tests.core.world import (
    ANN,
    ASKS,
    BILLING,
    ON_REQUEST,
    Thread,
    facts,
    offering,
    opened,
)
from warmline.core.effects import AskAssistant, Later
from warmline.core.facts import HandoffOffered, HandoffRequested, MessageAdded
from warmline.core.inputs import (
    AnswerOverdue,
    OfferAnswered,
    OperatorClaimed,
    OperatorReturned,
    PersonRequested,
)
from warmline.core.model import Author, Signal
from warmline.core.policy import Policy, Rule
from warmline.core.refusals import NothingOffered

TANGLED = Signal(name="complexity", score=0.9)
WHEN_TANGLED = offering(Rule(id="tangled", trigger="complexity"))
YES = OfferAnswered(accepted=True, text="Yes")


def planning(*more: Rule, **policy) -> Thread:
    """A thread in which the visitor's words have just led to an offer."""
    thread = opened(WHEN_TANGLED, *more, **policy)
    thread.say("My parcel, my bill and my address.", TANGLED)
    return thread


def said_after(thread: Thread, seq: int) -> list[str]:
    """What the visitor read after that entry."""
    return [f.text for f in facts(thread.log[seq:], MessageAdded) if f.author is not Author.VISITOR]


def test_an_offer_that_a_visitors_words_led_to_leaves_the_question_to_the_assistant():
    thread = planning()
    asked = thread.now.asked_at
    assert len(facts(thread.log, HandoffOffered)) == 1
    assert (thread.now.offer.rule, thread.now.offered, thread.now.owed) == ("tangled", False, True)
    assert thread.texts(Author.SYSTEM) == []
    assert thread.effects[-2:] == [
        AskAssistant(answers=asked, epoch=0),
        Later(after=25_000, input=AnswerOverdue(answers=asked, epoch=0)),
    ]


def test_the_question_follows_the_answer_in_the_same_step():
    thread = planning()
    taken = thread.answer("One by one, then.")
    assert [entry.fact.text for entry in taken.entries] == ["One by one, then.", "offer"]
    assert [b.id for b in taken.entries[-1].fact.buttons] == ["accept", "decline"]
    assert (thread.now.offered, thread.now.owed) == (True, False)


@pytest.mark.parametrize("notice", ["failed", "overdue"])
def test_the_question_follows_the_honest_notice_where_no_answer_comes(notice: str):
    thread = planning()
    asked = thread.now.asked_at
    if notice == "failed":
        thread.fail()
    else:
        thread.feed(AnswerOverdue(answers=asked, epoch=0))
    assert said_after(thread, asked) == [notice, "offer"]
    first, second = facts(thread.log, MessageAdded)[-2:]
    assert (first.buttons, len(second.buttons)) == ((), 2)


def test_a_rules_own_question_is_put_also_after_the_answer():
    own = Rule(id="own", trigger="complexity", texts={"en": "A colleague could look at all three?"})
    thread = opened(offering(own))
    thread.say("My parcel, my bill and my address.", TANGLED)
    thread.answer()
    assert thread.texts(Author.SYSTEM) == ["A colleague could look at all three?"]


def test_an_offer_that_was_not_put_yet_cannot_be_accepted():
    thread = planning()
    with pytest.raises(NothingOffered):
        thread.feed(YES)
    thread.say("Yes, please.", Signal(name="accepts_offer", score=0.9))
    assert thread.now.handoff is None
    assert thread.now.owed


def test_a_no_to_something_else_closes_no_offer_that_was_not_put_yet():
    thread = planning()
    thread.say("No, the blue one.", Signal(name="declines_offer", score=0.9))
    assert thread.texts(Author.SYSTEM) == []
    assert thread.now.owed


def test_a_newer_message_drops_an_offer_that_was_not_put_yet():
    thread = planning()
    thread.say("Only the parcel, then.")
    assert thread.now.offer is None
    thread.answer("On its way.")
    assert thread.texts(Author.SYSTEM) == []


def test_a_person_who_comes_before_the_answer_makes_the_offer_moot():
    thread = planning()
    thread.feed(OperatorClaimed(operator=ANN), OperatorReturned(operator=ANN))
    thread.answer("One by one, then.")
    assert thread.texts(Author.SYSTEM) == ["returned"]


def test_a_person_fetched_at_the_answer_is_not_offered_as_well():
    thread = planning(Rule(id="wants", trigger="assistant_asks"))
    thread.answer("Let me fetch somebody.", handoff="three matters")
    assert thread.texts(Author.SYSTEM) == ["handoff"]
    assert len(facts(thread.log, HandoffRequested)) == 1
    assert thread.now.offer is None


def test_an_answer_that_calls_for_an_offer_too_is_followed_by_one_question():
    thread = planning(offering(Rule(id="unsure", trigger="low_confidence")))
    thread.answer("Perhaps.", confidence=0.1)
    assert thread.texts(Author.SYSTEM) == ["offer"]


def test_no_offer_is_put_where_people_were_switched_off_meanwhile():
    thread = planning()
    thread.change(policy=Policy(rules=(WHEN_TANGLED,), handoff=False))
    thread.answer("One by one, then.")
    assert thread.texts(Author.SYSTEM) == []
    with pytest.raises(NothingOffered):
        thread.feed(YES)


def test_an_offer_that_was_put_after_an_answer_fetches_its_own_rules_person():
    thread = opened(offering(Rule(id="bill", trigger="complexity", team=BILLING, priority=3)))
    thread.say("My parcel, my bill and my address.", TANGLED)
    thread.answer()
    thread.feed(YES)
    handoff = thread.now.handoff
    assert (handoff.team, handoff.priority, handoff.trigger) == (BILLING, 3, "complexity")


def test_nothing_is_lost_by_declining_an_offer_because_the_question_was_answered():
    thread = planning()
    asked = thread.now.asked_at
    thread.answer("One by one, then.")
    thread.feed(OfferAnswered(accepted=False, text="No"))
    assert said_after(thread, asked) == ["One by one, then.", "offer", "offer_declined"]
    assert thread.texts(Author.ASSISTANT) == ["One by one, then."]
    thread.say("And what does shipping cost?")
    assert AskAssistant(answers=thread.now.asked_at, epoch=0) in thread.effects


def test_who_asks_for_a_person_is_asked_back_at_once():
    thread = opened(offering(ON_REQUEST))
    taken = thread.say("A person?", ASKS)
    assert thread.texts(Author.SYSTEM) == ["offer"]
    assert taken.effects == ()
    assert not thread.now.owed


def test_the_person_button_needs_no_question_even_where_one_is_planned():
    thread = planning()
    thread.feed(PersonRequested(text="Talk to a person"))
    assert thread.texts(Author.SYSTEM) == ["handoff"]
    assert thread.now.offer is None
