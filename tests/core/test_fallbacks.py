"""Nobody is left waiting: a person, or an honest next step, chosen by team and by cause."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from world import ANN, ASKS, SUPPORT, facts, opened, seat

from warmline.core.effects import AskAssistant, Deliver, Later
from warmline.core.facts import (
    Assigned,
    FallbackRan,
    HandoffRequested,
    MailContinued,
    MessageAdded,
)
from warmline.core.fallbacks import Cause, Fallback, Fallbacks
from warmline.core.falling_back import nobody_comes
from warmline.core.hours import Hours
from warmline.core.inputs import (
    AttributesSet,
    ContactLeft,
    HandoffOverdue,
    OperatorResolved,
    OperatorSaid,
    PersonRequested,
    VisitorSaid,
)
from warmline.core.model import Author, Floor, Status
from warmline.core.teams import Team
from warmline.core.waits import Queue

MINUTE = 60_000
CLOSED_HOURS = Hours(zone="Europe/Berlin", week=(((9 * 60, 17 * 60),),) * 5 + ((),) * 2)
SUNDAY = int(datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp() * 1000)


def at_team(thread, **team):
    thread.change(teams={SUPPORT: Team(id=SUPPORT, **team)})
    return thread


def ran(thread) -> FallbackRan:
    return facts(thread.log, FallbackRan)[-1]


# ── by cause ──────────────────────────────────────────────────────────────────────────────────────


def test_outside_its_hours_a_team_says_so_and_when_it_opens():
    texts = {"en": {"closed": "Closed.", "opens": "Open: {when}."}}
    thread = at_team(opened(texts=texts), hours=CLOSED_HOURS)
    thread.change(now=SUNDAY)
    thread.say("A person, please.", ASKS)
    assert ran(thread).cause == "closed"
    assert thread.texts(Author.SYSTEM) == ["Closed. Open: tomorrow 09:00 (Berlin)."]
    assert ran(thread).opens_at == int(datetime(2026, 11, 23, 8, tzinfo=UTC).timestamp() * 1000)


def test_a_line_without_room_is_not_joined():
    thread = at_team(opened(), longest_line=2)
    thread.change(queue=Queue(waiting=2))
    thread.say("A person, please.", ASKS)
    assert ran(thread).cause == "queue_full"
    assert thread.now.floor is Floor.ASSISTANT


def test_what_is_told_is_why_and_promises_nobody():
    alone = opened(seats=(seat(ANN, online=False),))
    full = at_team(opened(), longest_line=1)
    full.change(queue=Queue(waiting=1))
    for thread, told in ((alone, "nobody_online"), (full, "queue_full")):
        thread.say("A person, please.", ASKS)
        assert thread.texts(Author.SYSTEM) == [told]
    late = opened()
    late.say("A person, please.", ASKS)
    late.feed(HandoffOverdue(handoff=late.now.handoff.number))
    assert late.texts(Author.SYSTEM) == ["handoff", "nobody_in_time"]


def test_a_line_with_room_for_one_more_is_joined():
    thread = at_team(opened(), longest_line=3)
    thread.change(queue=Queue(waiting=2))
    thread.say("A person, please.", ASKS)
    assert thread.now.floor is Floor.HUMAN


def test_nobody_with_the_skills_is_nobody_where_they_are_never_waived():
    thread = at_team(opened(), relax_after=0)
    assert nobody_comes(SUPPORT, thread.context, ("de",)) is Cause.NOBODY_ONLINE
    assert nobody_comes(SUPPORT, thread.context) is None
    at_team(thread, relax_after=MINUTE)
    assert nobody_comes(SUPPORT, thread.context, ("de",)) is None


def test_the_deadline_is_the_teams_own():
    thread = at_team(opened(patience=3 * MINUTE), patience=7 * MINUTE)
    taken = thread.say("A person, please.", ASKS)
    assert [one.after for one in taken.effects if isinstance(one, Later)] == [7 * MINUTE]


def test_at_the_deadline_of_a_team_that_closed_meanwhile_the_opening_is_told():
    friday = int(datetime(2026, 11, 20, 15, 59, tzinfo=UTC).timestamp() * 1000)
    thread = at_team(opened(), hours=CLOSED_HOURS)
    thread.change(now=friday)
    thread.say("A person, please.", ASKS)
    thread.change(now=friday + 3 * MINUTE)
    thread.feed(HandoffOverdue(handoff=thread.now.handoff.number))
    assert (ran(thread).cause, ran(thread).opens_at > friday) == ("deadline", True)


# ── by team ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("cause", list(Cause))
def test_each_cause_has_its_own_fallback(cause: Cause):
    chosen = Fallbacks(**{cause.value: Fallback.EMAIL})
    assert {one: chosen.of(one) is Fallback.EMAIL for one in Cause} == {
        one: one is cause for one in Cause
    }


def test_going_on_by_mail_needs_no_form_where_the_site_vouches_for_the_address():
    thread = at_team(opened(seats=()), fallbacks=Fallbacks(nobody_online=Fallback.EMAIL))
    thread.change(mails=True)
    thread.feed(AttributesSet(attributes={"email": "eve@example.com"}, verified=True))
    thread.say("A person, please.", ASKS)
    assert thread.now.mail == "eve@example.com"
    assert thread.log[-1].fact.form == ""


def test_an_address_that_only_the_page_claims_is_asked_for():
    thread = at_team(opened(seats=()), fallbacks=Fallbacks(nobody_online=Fallback.EMAIL))
    thread.change(mails=True)
    thread.feed(AttributesSet(attributes={"email": "eve@example.com"}))
    thread.say("A person, please.", ASKS)
    assert (thread.now.mail, thread.log[-1].fact.form) == ("", "contact")


def test_where_no_mail_is_set_up_there_is_the_form():
    thread = at_team(opened(seats=()), fallbacks=Fallbacks(nobody_online=Fallback.EMAIL))
    thread.say("A person, please.", ASKS)
    assert ran(thread).fallback == "form"


def test_a_broader_answer_is_asked_for_and_carries_the_disclaimer():
    texts = {"en": {"broader": "May be wrong."}}
    thread = at_team(
        opened(seats=(), texts=texts), fallbacks=Fallbacks(nobody_online=Fallback.BROADER)
    )
    taken = thread.say("A person, please.", ASKS)
    assert [one.answers for one in taken.effects if isinstance(one, AskAssistant)] == [2]
    thread.answer("It is on its way.", confidence=0.3)
    assert thread.texts(Author.ASSISTANT) == ["May be wrong.\n\nIt is on its way."]
    thread.say("Thanks. And the lamp?")
    thread.answer("It is red.")
    assert thread.texts(Author.ASSISTANT)[-1] == "It is red."


def test_a_broader_answer_at_the_deadline_is_asked_for_too():
    thread = at_team(opened(), fallbacks=Fallbacks(deadline=Fallback.BROADER))
    thread.say("A person, please.", ASKS)
    taken = thread.feed(HandoffOverdue(handoff=thread.now.handoff.number))
    assert any(isinstance(one, AskAssistant) for one in taken.effects)


def test_switched_off_the_answer_is_honest_whatever_the_team_has():
    thread = at_team(opened(handoff=False), fallbacks=Fallbacks(nobody_online=Fallback.BROADER))
    thread.feed(PersonRequested(text="Talk to a person"))
    assert thread.texts(Author.SYSTEM) == ["switched_off"]
    assert thread.log[-1].fact.form == "contact"
    assert thread.now.handoff is None


# ── by mail ───────────────────────────────────────────────────────────────────────────────────────


def mailed():
    thread = opened(seats=())
    thread.change(mails=True)
    thread.say("A person, please.", ASKS)
    thread.feed(ContactLeft(ticket="W-1", email="eve@example.com"))
    thread.change(roster=(seat(ANN),))
    return thread


def test_what_a_person_writes_goes_to_the_address_that_was_left():
    thread = mailed()
    taken = thread.feed(OperatorSaid(operator=ANN, text="Hello"))
    assert [one.via for one in taken.effects if isinstance(one, Deliver)] == ["email"]
    assert len(facts(thread.log, MailContinued)) == 1


def test_what_the_assistant_answers_goes_by_mail_only_to_who_asked_by_mail():
    thread = mailed()
    thread.say("Any news?")
    assert not [one for one in thread.answer().effects if isinstance(one, Deliver)]
    thread.feed(VisitorSaid(text="Any news?", via="email", draft="<m@x>"))
    assert [one.via for one in thread.answer().effects if isinstance(one, Deliver)] == ["email"]


def test_without_an_address_nothing_goes_by_mail():
    thread = opened()
    thread.change(mails=True)
    thread.say("A person, please.", ASKS)
    taken = thread.feed(OperatorSaid(operator=ANN, text="Hello"))
    assert not [one for one in taken.effects if isinstance(one, Deliver)]


# ── back to the same person ───────────────────────────────────────────────────────────────────────


def resolved(**team):
    thread = at_team(opened(), **team)
    thread.say("A person, please.", ASKS)
    thread.feed(OperatorSaid(operator=ANN, text="Done."), OperatorResolved(operator=ANN))
    return thread


def test_a_message_soon_after_the_end_goes_back_to_the_same_person():
    thread = resolved(sticky=10 * MINUTE)
    thread.change(now=thread.context.now + 9 * MINUTE)
    taken = thread.say("One more thing.")
    assert thread.now.status is Status.WAITING
    assert facts(taken.entries, Assigned)[0].operator == ANN
    assert facts(taken.entries, HandoffRequested)[0].deadline_at


@pytest.mark.parametrize(
    "world",
    [
        {"now": 1_000_000 + 10 * MINUTE},
        {"roster": (seat(ANN, online=False),)},
        {"roster": (replace(seat(ANN), load=5),)},
        {"teams": {}},
    ],
)
def test_later_or_without_them_the_assistant_has_it(world: dict[str, object]):
    thread = resolved(sticky=10 * MINUTE)
    thread.change(**world)
    thread.say("One more thing.")
    assert (thread.now.status, thread.now.floor) == (Status.OPEN, Floor.ASSISTANT)


def test_a_message_in_the_log_says_by_which_way_it_came():
    thread = mailed()
    thread.feed(VisitorSaid(text="Any news?", via="email", draft="<m@x>"))
    assert facts(thread.log, MessageAdded)[-1].via == "email"
