"""Whether an answer was right, as those say who can tell: the visitor, and operators.

Each side says it once for an answer, and for the newest answers only. A judgement changes how far
answers are trusted, never what is known (see ``knowledge.recalibration``).
"""

from collections.abc import Iterator
from dataclasses import replace

from warmline.core.facts import AnswerJudged, Fact, MessageAdded
from warmline.core.inputs import OperatorJudged, VisitorJudged
from warmline.core.model import Conversation
from warmline.core.policy import Context
from warmline.core.refusals import AlreadyJudged, NotAnAnswer

KEPT = 20  # newest answers of a conversation that may still be judged


def visitor_judged(now: Conversation, input: VisitorJudged, context: Context) -> Iterator[Fact]:
    _check(now, input.seq, now.judged_by_visitor)
    yield AnswerJudged(at=context.now, seq=input.seq, right=input.right)


def operator_judged(now: Conversation, input: OperatorJudged, context: Context) -> Iterator[Fact]:
    _check(now, input.seq, now.judged_by_operator)
    yield AnswerJudged(at=context.now, seq=input.seq, right=input.right, by=input.operator)


def _check(now: Conversation, seq: int, judged: tuple[int, ...]) -> None:
    if seq in judged:
        raise AlreadyJudged(seq)
    if seq not in now.given:
        raise NotAnAnswer(seq)


def judgeable(answer: MessageAdded) -> bool:
    """Whether an assistant's message is an answer: no "I do not know", no question of a flow."""
    return not answer.abstained and not answer.flow


def with_answer(now: Conversation, answer: MessageAdded) -> Conversation:
    """``now`` already counts the entry of the answer."""
    return replace(now, given=(*now.given, now.seq)[-KEPT:]) if judgeable(answer) else now


def with_judgement(now: Conversation, fact: AnswerJudged) -> Conversation:
    if fact.by is None:
        return replace(now, judged_by_visitor=(*now.judged_by_visitor, fact.seq)[-KEPT:])
    return replace(now, judged_by_operator=(*now.judged_by_operator, fact.seq)[-KEPT:])
