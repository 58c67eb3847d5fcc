"""Each input once, in the plainest case where it does something, and where it is refused."""

from dataclasses import replace

import pytest

from tests.core.world import ANN, ASKS, BLANK, BOB, ON_REQUEST, OPEN, facts, offering, opened, seat
from warmline.core.effects import AskAssistant, Deliver, Later
from warmline.core.engine import step
from warmline.core.facts import (
    AssistantMissed,
    HandoffOffered,
    HandoffRequested,
    Opened,
    TicketOpened,
)
from warmline.core.inputs import (
    AnswerOverdue,
    AssistantAnswered,
    ContactLeft,
    HandoffOverdue,
    HandoffWithdrawn,
    OfferAnswered,
    OperatorCancelled,
    OperatorClaimed,
    OperatorNoted,
    OperatorResolved,
    OperatorReturned,
    OperatorSaid,
    PersonRequested,
    VisitorSaid,
)
from warmline.core.model import Author, Floor, HandoffStatus, Signal, Status
from warmline.core.policy import Context
from warmline.core.refusals import (
    AlreadyResolved,
    AlreadyTaken,
    NothingOffered,
    NothingPending,
    NotYours,
    UnknownConversation,
)
from warmline.core.waits import Queue, Staffing, Wait

FORM = ContactLeft(ticket="T-1", email="vera@example.org")
SURE_OFFER = offering(ON_REQUEST)


# ── the visitor ───────────────────────────────────────────────────────────────────────────────────


def test_opening_twice_opens_once():
    thread = opened()
    assert thread.feed(OPEN).entries == ()
    assert len(facts(thread.log, Opened)) == 1


def test_nothing_reaches_a_conversation_that_was_never_opened():
    with pytest.raises(UnknownConversation, match="There is no conversation c"):
        step(BLANK, VisitorSaid(text="Hello"), Context(now=1))


def test_a_question_is_handed_to_the_assistant_and_the_clock_is_watched():
    thread = opened(answer_within=25_000)
    taken = thread.say()
    assert taken.effects == (
        AskAssistant(answers=2, epoch=0),
        Later(after=25_000, input=AnswerOverdue(answers=2, epoch=0)),
    )


def test_a_call_for_a_person_is_one_honest_message_and_a_deadline():
    thread = opened(patience=60_000)
    taken = thread.say("A person, please.", ASKS)
    assert thread.now.status is Status.WAITING
    assert thread.texts(Author.SYSTEM) == ["handoff"]
    deadline = thread.now.handoff.deadline_at
    assert taken.effects == (
        Later(after=60_000, input=HandoffOverdue(handoff=3, deadline_at=deadline)),
    )


def test_the_announcement_names_the_place_and_the_wait_where_they_are_known():
    texts = {
        "en": {
            "handoff": "Soon.",
            "handoff_place": "No. {place}.",
            "handoff_wait": "{minutes} min.",
        }
    }
    thread = opened(texts=texts)
    thread.change(queue=Queue(waiting=2, recent=waits(61_000)), roster=(seat(ANN),))
    thread.say("A person, please.", ASKS)
    assert thread.texts(Author.SYSTEM) == ["Soon. No. 3. 2 min."]


def test_a_wait_that_is_not_always_the_same_is_told_as_a_range():
    texts = {"en": {"handoff": "Soon.", "handoff_range": "{low} to {high} min."}}
    thread = opened(texts=texts)
    recent = waits(*(minutes * 60_000 for minutes in range(1, 11)))
    thread.change(queue=Queue(waiting=0, recent=recent))
    thread.say("A person, please.", ASKS)
    assert thread.texts(Author.SYSTEM) == ["Soon. 6 to 9 min."]


def waits(*waited: int) -> tuple[Wait, ...]:
    """Ten of each, by visitors whom somebody had room for."""
    room = Staffing(slots=5, free=5)
    return tuple(Wait(waited=one, place=1, staffing=room) for one in waited for _ in range(10))


def test_the_person_button_fetches_a_person():
    thread = opened()
    thread.feed(PersonRequested(text="Talk to a person", draft="d1"))
    assert thread.now.handoff.trigger == "button"
    assert thread.log[1].fact.draft == "d1"


def test_the_person_button_while_waiting_is_only_a_message():
    thread = opened()
    thread.feed(PersonRequested(text="Talk to a person"))
    again = thread.feed(PersonRequested(text="Talk to a person"))
    assert len(again.entries) == 1


def test_a_person_who_cannot_come_is_not_promised():
    thread = opened(handoff=False)
    thread.say("A person, please.", ASKS)
    assert thread.texts(Author.SYSTEM) == ["switched_off"]
    assert thread.log[-1].fact.form == "contact"
    assert thread.now.floor is Floor.ASSISTANT


def test_a_second_call_after_the_fallback_is_told_the_truth():
    thread = opened(seats=())
    thread.say("A person, please.", ASKS)
    thread.say("A person!", ASKS)
    assert thread.texts(Author.SYSTEM) == ["nobody_online", "still_waiting"]


def test_who_calls_again_after_the_fallback_joins_the_line_once_somebody_is_there():
    thread = opened(seats=(), patience=60_000)
    thread.say("A person, please.", ASKS)
    thread.change(roster=(seat(ANN),))
    taken = thread.say("A person!", ASKS)
    assert [fact.fact.kind for fact in taken.entries[1:]] == [
        "handoff_cancelled",
        "handoff_requested",
        "message_added",
    ]
    assert thread.texts(Author.SYSTEM) == ["nobody_online", "handoff"]
    assert thread.now.floor is Floor.HUMAN
    overdue = HandoffOverdue(handoff=thread.now.handoff.number, deadline_at=1_060_000)
    assert taken.effects == (Later(after=60_000, input=overdue),)


def test_the_person_button_after_the_fallback_joins_the_line_too():
    thread = opened(seats=())
    thread.feed(PersonRequested(text="Talk to a person"))
    thread.change(roster=(seat(ANN),))
    thread.feed(PersonRequested(text="Talk to a person"))
    assert thread.texts(Author.SYSTEM) == ["nobody_online", "handoff"]


def test_an_offer_asks_and_yes_fetches_a_person():
    thread = opened(SURE_OFFER)
    thread.say("A person?", ASKS)
    assert [b.id for b in thread.log[-1].fact.buttons] == ["accept", "decline"]
    thread.feed(OfferAnswered(accepted=True, text="Yes"))
    assert thread.now.handoff.status is HandoffStatus.PENDING


def test_an_offer_declined_in_words_is_closed():
    thread = opened(SURE_OFFER)
    thread.say("A person?", ASKS)
    thread.say("No, thanks.", Signal(name="declines_offer", score=0.9))
    assert thread.texts(Author.SYSTEM) == ["offer", "offer_declined"]
    with pytest.raises(NothingOffered):
        thread.feed(OfferAnswered(accepted=True, text="Yes"))


def test_never_mind_cancels_and_the_assistant_goes_on_with_what_was_asked_meanwhile():
    thread = opened()
    thread.say("A person, please.", ASKS)
    thread.say("Or tell me what shipping costs.")
    taken = thread.feed(HandoffWithdrawn())
    assert thread.now.handoff.status is HandoffStatus.CANCELLED
    assert AskAssistant(answers=thread.now.asked_at, epoch=thread.now.epoch) in taken.effects


def test_an_address_opens_a_ticket_and_keeps_its_number():
    thread = opened(seats=(), texts={"en": {"ticket": "{ticket}: {email}"}})
    thread.say("A person, please.", ASKS)
    thread.feed(FORM)
    thread.feed(replace(FORM, ticket="T-2", email="work@example.org"))
    assert [f.ticket for f in facts(thread.log, TicketOpened)] == ["T-1", "T-1"]
    assert thread.texts(Author.SYSTEM)[-1] == "T-1: work@example.org"


def test_an_address_that_nobody_asked_for_is_refused():
    with pytest.raises(NothingPending):
        opened().feed(FORM)


def test_a_contact_form_sent_just_after_an_operator_claimed_keeps_the_address():
    thread = opened()
    thread.say("A person, please.", ASKS)
    thread.feed(OperatorClaimed(operator=ANN))
    epoch = thread.now.epoch
    taken = thread.feed(FORM)
    assert [entry.fact.kind for entry in taken.entries] == ["ticket_opened", "message_added"]
    assert thread.now.handoff.ticket == "T-1"
    assert (thread.now.operator, thread.now.epoch) == (ANN, epoch)


# ── the assistant ─────────────────────────────────────────────────────────────────────────────────


def test_an_answer_is_shown_with_its_confidence():
    thread = opened()
    thread.say()
    thread.answer(" On its way. ", confidence=0.8)
    assert thread.log[-1].fact.text == "On its way."
    assert thread.log[-1].fact.confidence == 0.8
    assert not thread.now.owed


def test_an_answer_from_before_a_person_came_is_never_shown_even_after_they_left():
    thread = opened()
    thread.say()
    old = AssistantAnswered(answers=2, epoch=thread.now.epoch, text="Late.", confidence=1.0)
    thread.feed(OperatorClaimed(operator=ANN), OperatorReturned(operator=ANN))
    assert thread.feed(old).entries == ()
    assert thread.answer("Fresh.").entries


def test_an_answer_to_an_earlier_question_is_not_shown_under_the_next_one():
    thread = opened()
    thread.say("One?")
    old = AssistantAnswered(answers=2, epoch=0, text="One.", confidence=1.0)
    thread.say("Two?")
    assert thread.feed(old).entries == ()


def test_an_answer_of_nothing_is_an_honest_notice():
    thread = opened()
    thread.say()
    thread.answer("  ")
    assert thread.texts(Author.SYSTEM) == ["failed"]
    assert facts(thread.log, AssistantMissed)[0].error == "empty answer"


def test_an_assistant_that_hangs_is_an_honest_notice_and_its_late_answer_is_dropped():
    thread = opened()
    thread.say()
    thread.feed(AnswerOverdue(answers=2, epoch=0))
    assert thread.texts(Author.SYSTEM) == ["overdue"]
    assert thread.answer("Here I am.").entries == ()


def test_an_answer_that_says_it_does_not_know_is_held_back_where_a_person_comes():
    thread = opened(replace(ON_REQUEST, trigger="low_confidence"))
    thread.say()
    thread.answer("I do not know.", confidence=0.1, abstained=True)
    assert thread.texts(Author.ASSISTANT) == []
    assert facts(thread.log, AssistantMissed)[0].error == "held back"
    assert thread.now.floor is Floor.HUMAN


def test_a_doubtful_answer_is_shown_before_the_offer_of_a_person():
    thread = opened(offering(replace(ON_REQUEST, trigger="low_confidence")))
    thread.say()
    thread.answer("Maybe Monday.", confidence=0.1)
    assert thread.texts(Author.ASSISTANT) == ["Maybe Monday."]
    assert len(facts(thread.log, HandoffOffered)) == 1


# ── operators ─────────────────────────────────────────────────────────────────────────────────────


def test_of_two_claims_one_wins_and_the_other_is_told_who():
    thread = opened()
    thread.feed(OperatorClaimed(operator=ANN))
    before = thread.now
    with pytest.raises(AlreadyTaken) as refusal:
        thread.feed(OperatorClaimed(operator=BOB))
    assert refusal.value.by == ANN
    assert thread.now == before
    assert thread.feed(OperatorClaimed(operator=ANN)).entries == ()


def test_an_operators_message_takes_the_floor_unasked():
    thread = opened()
    thread.say()
    thread.feed(OperatorSaid(operator=ANN, text="Ann here."))
    assert (thread.now.operator, thread.now.floor) == (ANN, Floor.HUMAN)
    assert thread.answer().entries == ()


def test_a_colleague_speaks_only_knowingly_and_the_holder_stays():
    thread = opened()
    thread.feed(OperatorClaimed(operator=ANN))
    with pytest.raises(AlreadyTaken):
        thread.feed(OperatorSaid(operator=BOB, text="Me too."))
    thread.feed(OperatorSaid(operator=BOB, text="Me too.", alongside=True))
    assert thread.now.operator == ANN


def test_a_note_is_no_message_and_is_never_delivered():
    thread = opened()
    thread.change(delivers=True)
    assert thread.feed(OperatorNoted(operator=ANN, text="Careful.")).effects == ()
    assert thread.texts(Author.OPERATOR) == []


def test_a_warm_handoff_introduces_the_operator_and_the_matter():
    texts = {"en": {"warm": "{name}: {matter}"}}
    thread = opened(replace(ON_REQUEST, warm=True), texts=texts, seats=(seat(ANN),))
    thread.say("My parcel is lost.")
    thread.say("A person, please.", ASKS)
    thread.feed(OperatorClaimed(operator=ANN))
    assert thread.texts(Author.SYSTEM)[-1] == "Ann: My parcel is lost."


def test_only_the_holder_gives_the_floor_back_or_resolves():
    thread = opened()
    thread.feed(OperatorClaimed(operator=ANN))
    for act in (OperatorReturned, OperatorResolved):
        with pytest.raises(NotYours) as refusal:
            thread.feed(act(operator=BOB))
        assert refusal.value.by == ANN


def test_after_a_return_the_assistant_answers_what_was_left_open():
    thread = opened()
    thread.feed(OperatorClaimed(operator=ANN))
    thread.say("And shipping?")
    taken = thread.feed(OperatorReturned(operator=ANN))
    assert AskAssistant(answers=thread.now.asked_at, epoch=thread.now.epoch) in taken.effects


def test_an_operator_can_end_a_request_without_taking_it():
    thread = opened()
    thread.say("A person, please.", ASKS)
    thread.feed(OperatorCancelled(operator=BOB))
    assert thread.now.status is Status.OPEN
    with pytest.raises(NothingPending):
        thread.feed(OperatorCancelled(operator=BOB))


def test_a_resolved_thread_is_reopened_by_its_visitor_and_answered():
    thread = opened()
    thread.feed(OperatorClaimed(operator=ANN), OperatorResolved(operator=ANN))
    assert thread.now.status is Status.RESOLVED
    with pytest.raises(AlreadyResolved):
        thread.feed(OperatorClaimed(operator=ANN))
    taken = thread.say("One more thing: shipping?")
    assert thread.now.status is Status.OPEN
    assert any(isinstance(effect, AskAssistant) for effect in taken.effects)


# ── time ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_handoff_that_nobody_takes_ends_in_its_fallback_once():
    thread = opened()
    thread.say("A person, please.", ASKS)
    overdue = HandoffOverdue(handoff=thread.now.handoff.number)
    thread.feed(overdue)
    assert thread.texts(Author.SYSTEM) == ["handoff", "nobody_in_time"]
    assert (thread.now.status, thread.now.floor) == (Status.WAITING, Floor.ASSISTANT)
    assert thread.feed(overdue).entries == ()


def test_the_timer_of_a_cancelled_handoff_leaves_the_next_one_alone():
    thread = opened()
    thread.say("A person, please.", ASKS)
    old = HandoffOverdue(handoff=thread.now.handoff.number)
    thread.feed(HandoffWithdrawn())
    thread.say("A person after all!", ASKS)
    assert thread.feed(old).entries == ()
    assert len(facts(thread.log, HandoffRequested)) == 2


def test_what_the_house_says_is_delivered_where_the_channel_needs_it():
    thread = opened()
    thread.change(delivers=True)
    taken = thread.say("A person, please.", ASKS)
    assert Deliver(seq=taken.entries[-1].seq) in taken.effects
