"""Judgements of answers, and what they taught: the settings' page of the confidence."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel

from warmline.flow.learning import KINDS, MOST, Judgement
from warmline.knowledge.recalibration import (
    Bin,
    Judged,
    Recalibration,
    calibration_error,
    reliability,
    weights,
)
from warmline.web import deeds
from warmline.web import frames as f
from warmline.web.auth import LoggedIn
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Doing, Done, TheConversation, slowed_down

router = APIRouter(tags=["feedback"])
TheDesk = Annotated[Desk, Depends(the_desk)]
AnswerPath = Annotated[int, Path(ge=1, le=f.LARGEST_SEQ)]


class JudgementBody(Doing):
    right: bool


class BinView(BaseModel):
    """Answers whose confidence lay in one tenth; nothing where none did."""

    count: int = 0
    said: float | None = None  # mean confidence
    right: float | None = None  # share that was right


class ReliabilityView(BaseModel):
    bins: list[BinView]  # ten, from 0 to 1
    error: float  # expected calibration error, 0..1


class LearntView(BaseModel):
    """What judgements taught about one kind of answers; newest 5,000 judgements."""

    kind: str  # quoted: in the words of the knowledge base; written: by a language model
    version: int  # 0: nothing learnt yet
    slope: float
    offset: float
    operators: int  # judgements of operators
    visitors: int  # judgements of visitors
    weight: float  # of all of them, where an operator's counts 1
    right: float | None  # share of the judgements
    before: ReliabilityView  # as the shipped curve says
    after: ReliabilityView  # as it is now


@router.post(
    "/api/conversations/{id}/answers/{seq}/judgement",
    dependencies=[Depends(slowed_down)],
)
async def judge(
    id: TheConversation, seq: AnswerPath, body: JudgementBody, session: LoggedIn, desk: TheDesk
) -> Done:
    """Say whether an answer of the assistant was right."""
    deed = f.JudgeAnswer(id=body.id, conversation=id, seq=seq, right=body.right)
    outcome = await deeds.do(desk, session.operator, deed)
    return Done(seq=outcome.last)


@router.get("/api/knowledge/calibration")
async def calibration(session: LoggedIn, desk: TheDesk) -> list[LearntView]:
    """How far confidences could be trusted, and what judgements changed about that."""
    learnt = await desk.judgements.learnt()
    return [
        _learnt(kind, await desk.judgements.newest(kind, MOST), learnt.get(kind, Recalibration()))
        for kind in KINDS
    ]


def _learnt(kind: str, judged: list[Judgement], learnt: Recalibration) -> LearntView:
    counted = [judgement.judged for judgement in judged]
    operators = sum(not one.visitor for one in counted)
    right = sum(one.right for one in counted)
    return LearntView(
        kind=kind,
        version=learnt.version,
        slope=learnt.slope,
        offset=learnt.offset,
        operators=operators,
        visitors=len(counted) - operators,
        weight=round(sum(weights(counted)), 3),
        right=right / len(counted) if counted else None,
        before=_reliability(counted, Recalibration()),
        after=_reliability(counted, learnt),
    )


def _reliability(counted: list[Judged], learnt: Recalibration) -> ReliabilityView:
    bins = reliability(counted, learnt)
    return ReliabilityView(
        bins=[_bin(one) for one in bins], error=round(calibration_error(bins), 4)
    )


def _bin(one: Bin | None) -> BinView:
    if one is None:
        return BinView()
    return BinView(count=one.count, said=round(one.said, 4), right=round(one.right, 4))
