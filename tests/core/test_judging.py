"""Judgements on answers: each side says it once, of what was an answer, and nothing else moves."""

import pytest

from tests.core.world import ANN, BOB, facts, opened
from warmline.core.effects import Learn
from warmline.core.facts import AnswerJudged
from warmline.core.inputs import OperatorJudged, VisitorJudged
from warmline.core.judging import KEPT
from warmline.core.refusals import AlreadyJudged, NotAnAnswer


def answered(**more):
    """A thread whose third entry is an answer."""
    thread = opened()
    thread.say()
    thread.answer(**more)
    return thread


def test_a_judgement_is_kept_with_who_gave_it_and_is_learnt_from():
    thread = answered()
    taken = thread.feed(VisitorJudged(seq=3, right=False))
    assert taken.effects == (Learn(judged=4),)
    thread.feed(OperatorJudged(operator=ANN, seq=3, right=True))
    said = facts(thread.log, AnswerJudged)
    assert [(one.seq, one.right, one.by) for one in said] == [(3, False, None), (3, True, ANN)]


def test_the_visitor_judges_an_answer_once():
    thread = answered()
    thread.feed(VisitorJudged(seq=3, right=True))
    with pytest.raises(AlreadyJudged, match="Answer 3 was judged before"):
        thread.feed(VisitorJudged(seq=3, right=False))


def test_operators_judge_an_answer_once_whoever_is_first():
    thread = answered()
    thread.feed(OperatorJudged(operator=ANN, seq=3, right=True))
    with pytest.raises(AlreadyJudged):
        thread.feed(OperatorJudged(operator=BOB, seq=3, right=False))


@pytest.mark.parametrize("seq", [0, 1, 2, 4, 99, 2**31])
def test_only_an_answer_of_the_assistant_can_be_judged(seq: int):
    with pytest.raises(NotAnAnswer, match=f"Entry {seq} is not"):
        answered().feed(VisitorJudged(seq=seq, right=True))


def test_not_knowing_is_no_answer():
    thread = answered(abstained=True, confidence=0.2)
    with pytest.raises(NotAnAnswer):
        thread.feed(OperatorJudged(operator=ANN, seq=3, right=False))


def test_an_answer_of_long_ago_can_no_longer_be_judged():
    thread = opened()
    for _ in range(KEPT + 1):
        thread.say()
        thread.answer()
    with pytest.raises(NotAnAnswer):
        thread.feed(VisitorJudged(seq=3, right=True))
    thread.feed(VisitorJudged(seq=5, right=True))


def test_a_judgement_moves_nothing_but_itself():
    thread = answered()
    before = thread.now
    thread.feed(VisitorJudged(seq=3, right=False))
    now = thread.now
    assert (now.status, now.floor, now.epoch, now.failures, now.owed) == (
        before.status,
        before.floor,
        before.epoch,
        before.failures,
        before.owed,
    )


def test_what_the_confidence_rests_on_is_kept_with_the_answer():
    thread = answered(signs={"raw": 0.8, "share": 0.9})
    assert thread.log[2].fact.signs == {"raw": 0.8, "share": 0.9}
