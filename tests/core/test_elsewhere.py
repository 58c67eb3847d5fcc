"""Answers that the owner's people give in a channel's own program, and visitors who change it."""

from dataclasses import replace

import pytest
from world import ANN, ASKS, BOB, SUPPORT, facts, opened, seat

from warmline.core.effects import Deliver, Notify
from warmline.core.elsewhere import ELSEWHERE, holder
from warmline.core.facts import (
    ChannelJoined as Joined,
)
from warmline.core.facts import (
    Claimed,
    ClockStarted,
    FallbackRan,
    Late,
    MailContinued,
    MessageAdded,
    Reopened,
)
from warmline.core.fallbacks import Fallback, Fallbacks
from warmline.core.idle import HOUR
from warmline.core.inputs import (
    AttributesSet,
    ChannelJoined,
    ClockRang,
    ContactLeft,
    IdleNoticed,
    OperatorClaimed,
    OperatorResolved,
    OperatorReturned,
    OperatorSaid,
    OperatorTransferred,
    OperatorVanished,
    OutsideSaid,
    PersonRequested,
)
from warmline.core.model import Author, Floor, HandoffStatus, Status
from warmline.core.refusals import AlreadyTaken, ColleagueSpoke, NotYours, StillThere
from warmline.core.service import Service, Target
from warmline.core.teams import Team

MINUTE = 60_000
HERE = OutsideSaid(text="We are on it.", draft="wamid.1")


def answered():
    """A thread that somebody answered in the channel's own program."""
    thread = opened(seats=(seat(ANN), seat(BOB)))
    thread.say("Where is my order?", via="instagram")
    thread.feed(HERE)
    return thread


# ── who has the floor ─────────────────────────────────────────────────────────────────────────────


def test_an_answer_given_outside_takes_the_floor():
    thread = answered()
    assert (thread.now.floor, thread.now.status) == (Floor.HUMAN, Status.ACTIVE)
    assert thread.now.operator == ELSEWHERE
    assert holder(thread.now) is None
    said = facts(thread.log, MessageAdded)[-1]
    assert (said.author, said.operator, said.draft) == (Author.OPERATOR, ELSEWHERE, "wamid.1")
    assert thread.answer().entries == ()


def test_what_was_said_outside_is_not_sent_there_again():
    thread = opened()
    thread.change(delivers=True)
    thread.say("Where is my order?", via="instagram")
    assert not any(isinstance(effect, Deliver) for effect in thread.feed(HERE).effects)
    thread.change(delivers=False, mails=True)
    thread.now = replace(thread.now, mail="eve@example.com")
    assert not any(isinstance(effect, Deliver) for effect in thread.feed(HERE).effects)


def test_it_takes_up_the_request_that_was_pending():
    thread = opened()
    thread.say("A person, please.", ASKS)
    thread.feed(HERE)
    assert thread.now.handoff.status is HandoffStatus.ACKNOWLEDGED
    assert thread.now.handoff.first_reply_at


def test_the_next_answer_outside_claims_nothing_again():
    thread = answered()
    thread.feed(HERE)
    assert len(facts(thread.log, Claimed)) == 1


def test_a_colleague_here_keeps_it_and_the_words_are_shown():
    thread = opened()
    thread.feed(OperatorClaimed(operator=ANN), HERE)
    assert thread.now.operator == ANN
    assert facts(thread.log, MessageAdded)[-1].operator == ELSEWHERE


def test_it_opens_a_resolved_conversation_again():
    thread = opened()
    thread.feed(OperatorResolved(operator=ANN), HERE)
    assert facts(thread.log, Reopened)
    assert thread.now.status is Status.ACTIVE


@pytest.mark.parametrize(
    "input", [OperatorClaimed(operator=ANN), OperatorSaid(operator=ANN, text="Hello.")]
)
def test_anybody_here_may_take_it_and_then_it_is_theirs(input):
    thread = answered()
    thread.feed(input)
    assert thread.now.operator == ANN
    assert thread.now.floor is Floor.HUMAN
    with pytest.raises(AlreadyTaken):
        thread.feed(OperatorClaimed(operator=BOB))


def test_who_has_not_read_what_was_said_outside_is_told_before_they_reply():
    thread = answered()
    with pytest.raises(ColleagueSpoke):
        thread.feed(OperatorSaid(operator=ANN, text="Hello.", seen=2))


@pytest.mark.parametrize(
    ("input", "status"),
    [
        (OperatorReturned(operator=ANN), Status.OPEN),
        (OperatorResolved(operator=ANN), Status.RESOLVED),
        (OperatorTransferred(operator=ANN, team=SUPPORT), Status.WAITING),
    ],
)
def test_anybody_here_may_end_it(input, status):
    thread = answered()
    thread.feed(input)
    assert thread.now.status is status
    again = opened()
    again.feed(OperatorClaimed(operator=BOB))
    with pytest.raises(NotYours):
        again.feed(input)


# ── nobody is left in silence ─────────────────────────────────────────────────────────────────────


def test_who_answers_outside_never_vanishes():
    thread = answered()
    thread.change(now=thread.context.now + 100 * HOUR)
    with pytest.raises(StillThere):
        thread.feed(OperatorVanished(operator=ELSEWHERE, epoch=thread.now.epoch))


def test_a_visitor_who_waits_for_them_is_late_one_day_and_the_team_is_told():
    thread = answered()
    thread.change(
        teams={SUPPORT: Team(id=SUPPORT, service=Service(next_reply=Target(limit=5 * MINUTE)))},
        roster=(seat(ANN, email=True),),
    )
    thread.say("Are you there?", via="instagram")
    clock = facts(thread.log, ClockStarted)[-1]
    thread.change(now=clock.due_at)
    taken = thread.feed(ClockRang(clock=thread.now.clocks[-1].number))
    assert facts(taken.entries, Late)
    assert [one.to for one in taken.effects if isinstance(one, Notify)] == [ANN]


def test_it_closes_when_nobody_says_anything_any_more():
    thread = answered()
    spoken = thread.now.spoken_at
    thread.change(now=spoken + 60 * HOUR)
    thread.feed(IdleNoticed(since=spoken))
    thread.change(now=spoken + 72 * HOUR)
    thread.feed(IdleNoticed(since=spoken, warned=thread.now.idle_warned))
    assert thread.now.status is Status.RESOLVED


# ── another channel ───────────────────────────────────────────────────────────────────────────────


def test_a_conversation_goes_on_where_the_visitor_went():
    thread = opened()
    thread.say()
    thread.feed(ChannelJoined(channel="telegram"), ChannelJoined(channel="telegram"))
    assert thread.now.channel == "telegram"
    assert [fact.channel for fact in facts(thread.log, Joined)] == ["telegram"]
    assert thread.now.owed


def test_what_a_channel_delivers_does_not_go_by_mail_besides():
    thread = opened()
    thread.change(mails=True, delivers=True)
    thread.now = replace(thread.now, mail="eve@example.com", by_mail=True)
    taken = thread.feed(OperatorSaid(operator=ANN, text="Hello."))
    assert [one.via for one in taken.effects if isinstance(one, Deliver)] == [""]


# ── where nobody can come, in a channel ───────────────────────────────────────────────────────────


def alone(channel="telegram", **more):
    thread = opened(seats=(seat(ANN, online=False),), **more)
    thread.change(delivers=True, mails=True)
    thread.feed(ChannelJoined(channel=channel))
    assert thread.texts(Author.SYSTEM) == ["channel_joined"]
    return thread


def test_in_a_channel_the_answer_is_promised_there_and_an_address_may_be_sent():
    thread = alone()
    thread.say("A person, please.", ASKS)
    assert thread.texts(Author.SYSTEM)[1:] == ["answers_here send_address"]
    thread.feed(ContactLeft(ticket="T-1", email="eve@example.com"))
    assert thread.texts(Author.SYSTEM)[2:] == ["ticket_here"]
    assert not facts(thread.log, MailContinued)


def test_who_writes_by_mail_is_not_asked_for_an_address():
    thread = alone("email")
    thread.say("A person, please.", ASKS)
    assert thread.texts(Author.SYSTEM)[1:] == ["answers_here"]


def test_a_thread_in_a_channel_does_not_go_on_by_mail():
    thread = alone()
    chosen = Fallbacks(nobody_online=Fallback.EMAIL)
    thread.change(teams={SUPPORT: Team(id=SUPPORT, fallbacks=chosen)})
    thread.feed(AttributesSet(attributes={"email": "eve@example.com"}, verified=True))
    thread.say("A person, please.", ASKS)
    assert facts(thread.log, FallbackRan)[-1].fallback == "form"
    assert not thread.now.mail


def test_with_people_switched_off_a_message_can_be_left_in_a_channel():
    thread = alone(handoff=False)
    thread.feed(PersonRequested(text="Talk to a person"))
    assert thread.texts(Author.SYSTEM)[1:] == ["leave_message"]


def test_an_answer_is_due_in_a_channel_also_where_nobody_could_come():
    service = Service(first_reply=Target(limit=5 * MINUTE))
    for delivers in (True, False):
        thread = alone()
        thread.change(delivers=delivers, teams={SUPPORT: Team(id=SUPPORT, service=service)})
        thread.say("A person, please.", ASKS)
        assert bool(facts(thread.log, ClockStarted)) == delivers
