"""What an installation has learnt about its own confidences from judgements of its answers.

The shipped curves are fitted on other knowledge bases. Here two numbers correct them:
``confidence = sigmoid(slope * logit(raw) + offset)``. They are the most probable ones given the
judgements and a prior that holds them at 1 and 0, so few judgements move them little.

What an operator says counts fully, what a visitor says a quarter: visitors say no to bad news as
well. One visitor counts half an operator at most, however often they judge; and all of them
together count no more than ``TOGETHER`` judgements and as much again as the operators'.
Judgements change these two numbers and nothing else: what is known changes by an owner's hand.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

VISITOR = 0.25  # of an operator's judgement
ONE_VISITOR = 0.5  # at most, of all judgements of one visitor
TOGETHER = 10.0  # at most, of all visitors, beside what the operators' judgements weigh
SPREAD = {"slope": 0.25, "offset": 0.5}  # standard deviations of the prior
NARROWEST, WIDEST = 0.3, 3.0  # slopes: a surer answer is never less probable than another
STEP = 0.05  # logits are counted in steps of this size
SURE = 4.0  # logits are looked at between minus this and this
BINS = 10

Cells = Mapping[int, tuple[float, float]]
"""By step of the logit: the weight of the judgements there, and of those that said right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    raw: float  # the probability before recalibration
    right: bool
    visitor: str = ""  # who said so; "": an operator


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalibration:
    slope: float = 1.0
    offset: float = 0.0
    version: int = 0  # 0: nothing learnt yet
    judgements: int = 0  # that there were when it was made

    def probability(self, raw: float) -> float:
        if not self.version:
            return raw
        return _sigmoid(self.slope * _logit(raw) + self.offset)


def _sigmoid(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def _logit(probability: float) -> float:
    inside = min(1 - 1e-9, max(1e-9, probability))
    return math.log(inside / (1 - inside))


def weights(judgements: Sequence[Judged]) -> list[float]:
    """What each judgement counts: see the head of this file."""
    times = Counter(judgement.visitor for judgement in judgements)
    alone = [
        min(VISITOR, ONE_VISITOR / times[judgement.visitor]) if judgement.visitor else 1.0
        for judgement in judgements
    ]
    visitors = sum(w for w, v in zip(alone, judgements, strict=True) if v.visitor)
    most = TOGETHER + times[""]
    share = min(1.0, most / visitors) if visitors else 1.0
    return [w * share if v.visitor else w for w, v in zip(alone, judgements, strict=True)]


def refitted(judgements: Sequence[Judged], *, version: int, total: int) -> Recalibration:
    """The most probable recalibration, given the prior and the newest of ``total`` judgements."""
    cells = _cells(judgements)
    slope, offset = 1.0, 0.0
    for _ in range(30):
        step = _newton(cells, slope, offset)
        slope = min(WIDEST, max(NARROWEST, slope - step[0]))
        offset -= step[1]
        if max(map(abs, step)) < 1e-6:
            break
    return Recalibration(
        slope=round(slope, 4), offset=round(offset, 4), version=version, judgements=total
    )


def _cells(judgements: Sequence[Judged]) -> Cells:
    cells: dict[int, tuple[float, float]] = {}
    for judgement, weight in zip(judgements, weights(judgements), strict=True):
        at = round(max(-SURE, min(SURE, _logit(judgement.raw))) / STEP)
        total, right = cells.get(at, (0.0, 0.0))
        cells[at] = (total + weight, right + weight * judgement.right)
    return cells


def _newton(cells: Cells, slope: float, offset: float) -> tuple[float, float]:
    """The step from here towards the minimum of the penalised log loss."""
    a = 1 / SPREAD["slope"] ** 2
    b = 1 / SPREAD["offset"] ** 2
    down_slope, down_offset, cross = a * (slope - 1), b * offset, 0.0
    for at, (total, right) in cells.items():
        x = at * STEP
        p = _sigmoid(slope * x + offset)
        miss, bend = total * p - right, total * p * (1 - p)
        down_slope, down_offset = down_slope + miss * x, down_offset + miss
        a, b, cross = a + bend * x * x, b + bend, cross + bend * x
    scale = a * b - cross * cross
    return (
        (b * down_slope - cross * down_offset) / scale,
        (a * down_offset - cross * down_slope) / scale,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Answers whose confidence lay in one tenth: what was said, and how many were right."""

    count: int
    said: float  # mean confidence, 0..1
    right: float  # share, 0..1


def reliability(judgements: Iterable[Judged], now: Recalibration) -> tuple[Bin | None, ...]:
    """The ten tenths from 0 to 1, each judgement counted once; None where nothing lay."""
    tenths: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for judgement in judgements:
        said = now.probability(judgement.raw)
        tenths[min(BINS - 1, int(said * BINS))].append((said, judgement.right))
    return tuple(_bin(tenth) for tenth in tenths)


def _bin(tenth: Sequence[tuple[float, bool]]) -> Bin | None:
    if not tenth:
        return None
    return Bin(
        count=len(tenth),
        said=sum(said for said, _ in tenth) / len(tenth),
        right=sum(right for _, right in tenth) / len(tenth),
    )


def calibration_error(bins: Sequence[Bin | None]) -> float:
    """Expected calibration error: the mean gap between said and right, 0..1; 0 for nothing."""
    filled = [one for one in bins if one]
    count = sum(one.count for one in filled)
    gap = sum(one.count * abs(one.said - one.right) for one in filled)
    return gap / count if count else 0.0
