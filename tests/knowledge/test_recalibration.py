"""What judgements teach: little from few, the truth from many, not much from any one visitor."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.knowledge.recalibration import (
    ONE_VISITOR,
    TOGETHER,
    Judged,
    Recalibration,
    calibration_error,
    refitted,
    reliability,
    weights,
)

PROBABILITIES = st.floats(0.0, 1.0)
ALIKE = (0.2, 0.5, 0.7, 0.9)  # confidences at which a change is looked at


def learnt(judgements: list[Judged]) -> Recalibration:
    return refitted(judgements, version=1, total=len(judgements))


def largest_change(judgements: list[Judged]) -> float:
    now = learnt(judgements)
    return max(abs(now.probability(raw) - raw) for raw in ALIKE)


def of_operators(raws: list[float], truth, seed: int = 1) -> list[Judged]:
    """Judgements that are right as often as ``truth`` says of a raw confidence."""
    chance = random.Random(seed)
    return [Judged(raw=raw, right=chance.random() < truth(raw)) for raw in raws]


def test_without_judgements_every_confidence_stays_as_it_is():
    assert Recalibration().probability(0.731) == 0.731
    fitted = learnt([])
    assert (fitted.slope, fitted.offset) == (1.0, 0.0)


def test_few_judgements_move_it_little_and_in_the_right_direction():
    now = learnt([Judged(raw=0.8, right=False)] * 2)
    assert 0.65 < now.probability(0.8) < 0.8
    now = learnt([Judged(raw=0.5, right=True)] * 2)
    assert 0.5 < now.probability(0.5) < 0.65


def test_many_judgements_bring_it_to_the_truth():
    chance = random.Random(7)
    raws = [chance.uniform(0.5, 0.98) for _ in range(2_000)]
    judgements = of_operators(raws, lambda raw: raw - 0.25)
    before = calibration_error(reliability(judgements, Recalibration()))
    after = calibration_error(reliability(judgements, learnt(judgements)))
    assert before > 0.2
    assert after < 0.05


def test_what_is_already_calibrated_stays_so():
    chance = random.Random(3)
    raws = [chance.uniform(0.05, 0.95) for _ in range(2_000)]
    judgements = of_operators(raws, lambda raw: raw)
    assert largest_change(judgements) < 0.05


@given(st.lists(st.tuples(PROBABILITIES, st.booleans()), max_size=40), PROBABILITIES, PROBABILITIES)
def test_a_surer_answer_never_becomes_the_less_probable_one(
    said: list[tuple[float, bool]], one: float, other: float
):
    now = learnt([Judged(raw=raw, right=right) for raw, right in said])
    low, high = sorted((one, other))
    assert 0 <= now.probability(low) <= now.probability(high) <= 1


@given(st.lists(st.tuples(PROBABILITIES, st.booleans(), st.sampled_from("abc")), max_size=60))
def test_any_judgements_give_a_recalibration(said: list[tuple[float, bool, str]]):
    judgements = [Judged(raw=raw, right=right, visitor=who) for raw, right, who in said]
    now = learnt(judgements)
    assert math.isfinite(now.slope)
    assert math.isfinite(now.offset)
    assert 0.3 <= now.slope <= 3.0


# ── visitors ──────────────────────────────────────────────────────────────────────────────────────


def test_a_visitors_judgement_counts_a_quarter():
    assert weights([Judged(raw=0.8, right=True), Judged(raw=0.8, right=True, visitor="v")]) == [
        1.0,
        0.25,
    ]


@pytest.mark.parametrize("times", [1, 2, 20, 5_000])
@pytest.mark.parametrize("right", [True, False])
def test_one_visitor_cannot_move_it_much_however_often_they_judge(times: int, right: bool):  # noqa: FBT001
    spam = [Judged(raw=0.9 if not right else 0.2, right=right, visitor="mallory")] * times
    assert sum(weights(spam)) <= ONE_VISITOR + 1e-9
    assert largest_change(spam) < 0.06


def test_one_visitor_cannot_undo_what_operators_said():
    honest = [Judged(raw=0.8, right=True)] * 16 + [Judged(raw=0.8, right=False)] * 4
    spam = [Judged(raw=0.8, right=False, visitor="mallory")] * 1_000
    assert abs(learnt(honest + spam).probability(0.8) - learnt(honest).probability(0.8)) < 0.03


@given(st.integers(0, 200), st.integers(0, 40))
def test_all_visitors_together_count_no_more_than_their_share(visitors: int, operators: int):
    said = [Judged(raw=0.8, right=False, visitor=f"v{n}") for n in range(visitors)]
    said += [Judged(raw=0.8, right=True)] * operators
    assert sum(weights(said)) <= operators + (TOGETHER + operators) + 1e-9


# ── how reliable it is ────────────────────────────────────────────────────────────────────────────


def test_reliability_tells_what_was_said_and_how_much_of_it_was_right():
    said = [Judged(raw=0.72, right=True), Judged(raw=0.78, right=False)]
    bins = reliability(said, Recalibration())
    assert [one is None for one in bins] == [True] * 7 + [False] + [True] * 2
    tenth = bins[7]
    assert tenth
    assert (tenth.count, tenth.said, tenth.right) == (2, 0.75, 0.5)
    assert calibration_error(bins) == 0.25


def test_a_certain_answer_lies_in_the_last_tenth():
    assert reliability([Judged(raw=1.0, right=True)], Recalibration())[9]
    assert calibration_error(reliability([], Recalibration())) == 0.0
