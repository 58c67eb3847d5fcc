"""Whether a request for a person was needed: said once, of the newest one."""

import pytest

from tests.core.world import ANN, BOB, Thread, facts, opened
from warmline.core import facts as f
from warmline.core.inputs import HandoffJudged, OperatorClaimed, OperatorReturned, PersonRequested
from warmline.core.refusals import AlreadyJudged, NotTheNewest


def asked() -> tuple[Thread, int]:
    """A thread in which the visitor wanted a person, and the request's number."""
    thread = opened()
    thread.feed(PersonRequested(text="Talk to a person"))
    assert thread.now.handoff
    return thread, thread.now.handoff.number


def judging(handoff: int, *, needed: bool = False) -> HandoffJudged:
    return HandoffJudged(operator=ANN, handoff=handoff, needed=needed)


def test_what_an_operator_says_of_a_request_is_kept_with_it():
    thread, number = asked()
    thread.feed(judging(number))
    [fact] = facts(thread.log, f.HandoffJudged)
    assert (fact.operator, fact.handoff, fact.needed) == (ANN, number, False)
    assert thread.now.handoff
    assert thread.now.handoff.needed is False


def test_it_is_said_once_also_by_somebody_else():
    thread, number = asked()
    thread.feed(judging(number, needed=True))
    again = HandoffJudged(operator=BOB, handoff=number, needed=False)
    with pytest.raises(AlreadyJudged):
        thread.feed(again)


def test_only_the_newest_request_can_be_judged():
    thread, number = asked()
    with pytest.raises(NotTheNewest):
        thread.feed(judging(number + 1))
    with pytest.raises(NotTheNewest):
        opened().feed(judging(1))


def test_it_can_be_said_after_the_request_is_over_and_changes_nothing_else():
    thread, number = asked()
    thread.feed(OperatorClaimed(operator=ANN), OperatorReturned(operator=ANN))
    before = (thread.now.status, thread.now.floor, thread.now.epoch)
    thread.feed(judging(number))
    assert (thread.now.status, thread.now.floor, thread.now.epoch) == before
    assert not thread.effects[-1:] or thread.effects[-1].kind != "notify"
