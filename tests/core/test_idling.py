"""Conversations in which nobody says anything any more are closed, with a word before (S-7)."""

from dataclasses import replace

import pytest

from tests.core.world import ANN, ASKS, OPEN, SUPPORT, Thread
from warmline.core.facts import IdleWarned, MessageAdded, Resolved
from warmline.core.idle import Idle
from warmline.core.idling import idle_at
from warmline.core.inputs import (
    AnswerOverdue,
    IdleNoticed,
    OperatorClaimed,
    OperatorSaid,
    OperatorSnoozed,
)
from warmline.core.model import Author, Status
from warmline.core.refusals import NotYet
from warmline.core.snoozes import UNTIL_ANSWERED
from warmline.core.teams import Team

MINUTE = 60_000
T0 = 1_000_000
IDLE = Idle(assistant=30 * MINUTE, person=60 * MINUTE, warn_before=10 * MINUTE)


def answered(idle: Idle = IDLE) -> Thread:
    """The visitor had an answer of the assistant, at ``T0``."""
    thread = Thread()
    thread.change(teams={SUPPORT: Team(id=SUPPORT, idle=idle)})
    thread.feed(OPEN)
    thread.say()
    thread.answer()
    return thread


def helped(idle: Idle = IDLE) -> Thread:
    """An operator answered, at ``T0``."""
    thread = answered(idle)
    thread.feed(OperatorSaid(operator=ANN, text="It is on its way."))
    return thread


def notice(thread: Thread, millis: int) -> list[str]:
    """What happens when the rounds notice it ``millis`` after ``T0``."""
    thread.change(now=T0 + millis)
    input = IdleNoticed(since=thread.now.spoken_at, warned=thread.now.idle_warned)
    return [entry.fact.kind for entry in thread.feed(input).entries]


def test_the_assistants_is_closed_with_a_word_when_the_time_has_come_and_not_before() -> None:
    thread = answered()
    with pytest.raises(NotYet):
        notice(thread, 30 * MINUTE - 1)
    assert notice(thread, 30 * MINUTE) == ["message_added", "resolved"]
    said, closed = (entry.fact for entry in thread.log[-2:])
    assert isinstance(said, MessageAdded)
    assert (said.author, said.text) == (Author.SYSTEM, "idle_closed")
    assert closed == Resolved(at=T0 + 30 * MINUTE, by=None, cause="idle")
    assert thread.now.status is Status.RESOLVED


def test_the_visitor_of_a_person_is_warned_first_and_then_has_the_time_that_was_promised() -> None:
    thread = helped()
    assert notice(thread, 50 * MINUTE) == ["idle_warned", "message_added"]
    warned = thread.log[-2].fact
    assert warned == IdleWarned(at=T0 + 50 * MINUTE, closes_at=T0 + 60 * MINUTE)
    with pytest.raises(NotYet):
        notice(thread, 60 * MINUTE - 1)
    assert notice(thread, 60 * MINUTE) == ["message_added", "resolved"]
    assert thread.now.operator is None


def test_a_warning_that_came_late_still_leaves_the_time_to_answer_it() -> None:
    thread = helped()
    notice(thread, 500 * MINUTE)
    with pytest.raises(NotYet):
        notice(thread, 510 * MINUTE - 1)


def test_whoever_speaks_after_the_warning_begins_the_time_anew() -> None:
    thread = helped()
    notice(thread, 50 * MINUTE)
    thread.change(now=T0 + 55 * MINUTE)
    thread.say("Yes, I am here")
    thread.feed(OperatorSaid(operator=ANN, text="Good"))
    assert idle_at(thread.now, IDLE) == T0 + 105 * MINUTE
    assert notice(thread, 105 * MINUTE) == ["idle_warned", "message_added"]


def test_what_was_noticed_before_somebody_spoke_closes_nothing() -> None:
    thread = answered()
    stale = IdleNoticed(since=thread.now.spoken_at)
    thread.change(now=T0 + 29 * MINUTE)
    thread.say()
    thread.answer()
    thread.change(now=T0 + 31 * MINUTE)
    assert not thread.feed(stale).entries


def test_the_rounds_of_two_processes_close_it_once() -> None:
    thread = answered()
    stale = IdleNoticed(since=thread.now.spoken_at)
    notice(thread, 30 * MINUTE)
    assert not thread.feed(stale).entries


def test_nobody_is_sent_away_who_waits_for_an_answer() -> None:
    owed = helped()
    owed.say("And then?")
    waiting = answered()
    waiting.say("A person, please", ASKS)
    unanswered = answered()
    unanswered.say()
    for thread in (owed, waiting, unanswered):
        assert idle_at(thread.now, IDLE) is None
        assert notice(thread, 999 * MINUTE) == []


def test_what_is_put_aside_is_not_closed() -> None:
    thread = helped()
    thread.feed(OperatorSnoozed(operator=ANN, until=UNTIL_ANSWERED))
    assert notice(thread, 999 * MINUTE) == []


def test_who_claims_and_says_nothing_owes_nothing_and_is_warned_too() -> None:
    thread = answered()
    thread.feed(OperatorClaimed(operator=ANN))
    assert notice(thread, 50 * MINUTE) == ["idle_warned", "message_added"]


def test_a_team_may_keep_them_open_for_ever_or_close_without_a_warning() -> None:
    never = Idle(assistant=None, person=None)
    assert idle_at(answered(never).now, never) is None
    assert idle_at(helped(never).now, never) is None
    abrupt = replace(IDLE, warn_before=0)
    assert notice(helped(abrupt), 60 * MINUTE) == ["message_added", "resolved"]


def test_an_honest_notice_of_the_house_does_not_count_as_talk() -> None:
    thread = answered()
    thread.change(now=T0 + MINUTE)
    thread.say("And?")
    overdue = AnswerOverdue(answers=thread.now.asked_at, epoch=thread.now.epoch)
    thread.change(now=T0 + 2 * MINUTE)
    thread.feed(overdue)
    assert idle_at(thread.now, IDLE) == T0 + 31 * MINUTE
