"""What the engine once got wrong, each as the sentence that now holds."""

import pytest

from tests.core.world import ANN, ASKS, BILLING, BOB, CLEO, ON_REQUEST, facts, opened, seat
from warmline.core.effects import AskAssistant
from warmline.core.facts import FallbackRan, HandoffRequested, Reopened
from warmline.core.inputs import (
    ContactLeft,
    HandoffWithdrawn,
    OfferAnswered,
    OperatorClaimed,
    OperatorResolved,
    OperatorReturned,
    OperatorSaid,
    PersonRequested,
)
from warmline.core.model import Author, Floor, Presence, Seat, Signal, Status
from warmline.core.package import pack
from warmline.core.policy import Action, Rule
from warmline.core.refusals import NothingPending, VisitorSpoke

FORM = ContactLeft(ticket="T-1", email="vera@example.org")


def test_a_contact_form_does_not_oust_the_operator_who_holds_the_conversation():
    thread = opened(handoff=False)
    thread.feed(OperatorClaimed(operator=ANN))
    with pytest.raises(NothingPending):
        thread.feed(FORM)
    assert thread.now.operator == ANN


def test_a_contact_form_after_resolve_reopens_the_thread():
    thread = opened(handoff=False)
    thread.feed(OperatorResolved(operator=ANN))
    assert isinstance(thread.feed(FORM).entries[0].fact, Reopened)
    assert thread.now.status is Status.WAITING


@pytest.mark.parametrize("handoff", [True, False])
def test_thanks_for_an_address_do_not_swallow_the_answer_in_the_making(handoff):
    thread = opened(handoff=handoff, seats=())
    thread.say("A person, please.", ASKS)
    thread.say("What does shipping cost?")
    thread.feed(FORM)
    assert AskAssistant(answers=thread.now.asked_at, epoch=thread.now.epoch) in thread.effects
    thread.answer("Five euros.")
    assert thread.texts(Author.ASSISTANT) == ["Five euros."]


def test_who_asks_again_waits_for_the_team_that_they_were_promised():
    thread = opened(Rule(id="asks", trigger="explicit_request", team=BILLING, priority=4))
    thread.say("A person, please.", ASKS)
    thread.change(roster=(Seat(operator=CLEO, teams=(BILLING,), presence=Presence.ONLINE),))
    thread.say("A person!", ASKS)
    assert (thread.now.handoff.team, thread.now.handoff.priority) == (BILLING, 4)
    assert thread.texts(Author.SYSTEM) == ["nobody_online", "handoff"]


def test_who_asks_again_keeps_the_ticket_that_they_have():
    thread = opened(seats=())
    thread.say("A person, please.", ASKS)
    thread.feed(FORM)
    thread.change(roster=(seat(ANN),))
    thread.say("A person!", ASKS)
    assert thread.now.handoff.ticket == "T-1"
    thread.feed(OperatorClaimed(operator=ANN))
    thread.feed(ContactLeft(ticket="T-2", email="vera@example.org"))
    assert thread.now.handoff.ticket == "T-1"


def test_an_introduction_does_not_count_as_the_answer():
    warm = Rule(id="asks", trigger="explicit_request", warm=True)
    thread = opened(warm)
    thread.say("A person, please.", ASKS)
    thread.say("It is about order 7.")
    thread.feed(OperatorClaimed(operator=ANN))
    assert thread.now.owed
    taken = thread.feed(OperatorReturned(operator=ANN))
    assert AskAssistant(answers=thread.now.asked_at, epoch=thread.now.epoch) in taken.effects


def test_a_reply_after_a_cancelled_handoff_is_not_its_first_reply():
    thread = opened()
    thread.say("A person, please.", ASKS)
    thread.feed(HandoffWithdrawn())
    thread.feed(OperatorSaid(operator=BOB, text="I am here anyway."))
    assert thread.now.handoff.first_reply_at == 0


def test_the_label_of_a_button_is_never_the_matter():
    thread = opened()
    thread.feed(PersonRequested(text="Talk to a person"))
    assert thread.now.matter == ""
    thread.say("My parcel is lost.")
    assert thread.now.matter == "My parcel is lost."


def test_the_label_under_an_offer_is_never_the_matter():
    thread = opened(Rule(id="asks", trigger="explicit_request", action=Action.OFFER))
    thread.say("A person?", ASKS)
    thread.feed(OfferAnswered(accepted=True, text="Yes, with pleasure"))
    requested = next(e for e in thread.log if isinstance(e.fact, HandoffRequested))
    assert thread.now.matter == ""
    assert pack(thread.now, thread.log, requested).question == "A person?"


def test_a_greeting_is_the_matter_only_until_something_is_said():
    thread = opened()
    thread.say("Hi")
    assert thread.now.matter == "Hi"
    thread.say("My parcel is lost.")
    thread.say("It was blue and heavy.")
    assert thread.now.matter == "My parcel is lost."


def test_the_package_of_a_reopened_thread_asks_the_new_question():
    thread = opened(seats=(seat(ANN),))
    thread.say("My parcel is lost.")
    thread.feed(OperatorResolved(operator=ANN))
    thread.say("Can I change my address?")
    thread.say("A person, please.", ASKS)
    requested = thread.log[-2]
    package = pack(thread.now, thread.log, requested)
    assert package.question == "Can I change my address?"
    assert package.transcript[0].text == "My parcel is lost."


def test_a_rules_own_text_is_found_for_a_regional_language():
    own = Rule(id="asks", trigger="explicit_request", texts={"de": "Gleich!", "en": "Soon!"})
    thread = opened(own)
    thread.say("Bitte ein Mensch", ASKS, Signal(name="language", score=1, value="de-AT"))
    assert thread.texts(Author.SYSTEM) == ["Gleich!"]


def test_an_assistant_that_only_calls_for_a_person_does_not_pretend_to_have_answered():
    thread = opened(ON_REQUEST)
    thread.say()
    thread.answer("", handoff="the tool was called")
    message = thread.log[-1].fact
    assert message.abstained
    assert [button.id for button in message.buttons] == ["person"]


def test_the_fallback_of_a_form_with_people_switched_off_leaves_the_assistant_the_floor():
    thread = opened(handoff=False)
    thread.feed(FORM)
    assert facts(thread.log, FallbackRan)[0].cause == "switched_off"
    assert thread.now.floor is Floor.ASSISTANT


def test_words_that_the_operator_has_not_read_are_not_resolved_away():
    thread = opened()
    thread.feed(OperatorSaid(operator=ANN, text="Anything else?"))
    seen = thread.now.seq
    thread.say("Yes, one more thing.")
    before = thread.now
    with pytest.raises(VisitorSpoke):
        thread.feed(OperatorResolved(operator=ANN, seen=seen))
    assert thread.now == before
    thread.feed(OperatorResolved(operator=ANN, seen=thread.now.seq))
    assert thread.now.status is Status.RESOLVED
