"""Staff are told once, and only those whom it concerns; visitors are told in their language."""

from dataclasses import replace

from tests.core.world import ANN, ASKS, BILLING, BOB, CLEO, MAIL, ON_REQUEST, OPEN, opened, seat
from warmline.core.effects import Notify
from warmline.core.inputs import ContactLeft
from warmline.core.model import Seat
from warmline.core.policy import Mode, Policy

TEAM = (seat(ANN, email=True), seat(BOB), Seat(operator=CLEO, teams=(BILLING,), ways=MAIL))


def notices(effects: tuple) -> list[Notify]:
    return [effect for effect in effects if isinstance(effect, Notify)]


def test_a_wanted_person_is_told_to_the_members_of_the_team_that_mail_can_reach():
    thread = opened(seats=TEAM)
    taken = thread.say("A person, please.", ASKS)
    assert notices(taken.effects) == [Notify(notice="person_wanted", to=ANN, seq=3)]


def test_a_rules_own_team_is_told_instead():
    thread = opened(replace(ON_REQUEST, team=BILLING), seats=TEAM)
    assert notices(thread.say("A person, please.", ASKS).effects)[0].to == CLEO


def test_members_who_are_away_are_told_too():
    thread = opened(seats=(seat(ANN, online=False, email=True),))
    assert len(notices(thread.say("A person, please.", ASKS).effects)) == 1


def test_a_ticket_is_told_to_the_team_of_its_handoff():
    thread = opened(replace(ON_REQUEST, team=BILLING), seats=TEAM)
    thread.say("A person, please.", ASKS)
    taken = thread.feed(ContactLeft(ticket="T-1", email="vera@example.org"))
    assert [(n.notice, n.to) for n in notices(taken.effects)] == [("ticket_opened", CLEO)]


def test_a_new_conversation_is_told_only_where_the_assistant_is_monitored():
    assert _told_of_a_new_one(Mode.ESCALATION) == []
    assert _told_of_a_new_one(Mode.MONITORING) == ["new_conversation"]


def _told_of_a_new_one(mode: Mode) -> list[str]:
    thread = opened(seats=TEAM, mode=mode)
    assert thread.feed(OPEN).effects == ()
    return [notice.notice for notice in notices(tuple(thread.effects))]


def test_an_everyday_message_is_told_to_nobody():
    thread = opened(seats=TEAM)
    assert notices(thread.say().effects) == []


def test_a_text_is_said_in_the_visitors_language_or_the_nearest_one():
    texts = {"en": {"offer": "Shall I?", "ticket": "No. {ticket}"}, "pt": {"offer": "Posso?"}}
    policy = Policy(texts=texts)
    assert policy.say("offer", "pt-BR") == "Posso?"
    assert policy.say("ticket", "pt") == "No. {ticket}"
    assert policy.say("offer", "xx") == "Shall I?"
    assert policy.say("nothing_of_the_kind", "en") == "nothing_of_the_kind"
