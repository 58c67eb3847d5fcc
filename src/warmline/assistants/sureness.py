"""How probable it is that a language model's answer is right, from what can be checked of it.

The curve in ``sureness.json`` is made by ``tools/fit_grounding.py``.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

from warmline.assistants.grounding import Judgement
from warmline.knowledge.confidence import Curve, Signs

NOTHING_CLAIMED: Final = 0.6  # a question back, a courtesy
NOT_SEARCHED: Final = 0.8  # stands for the retrieval of what rests on the owner or an operator
UNFOUNDED: Final = 0.05  # at most, for an answer that holds a fault


@cache
def shipped() -> Curve:
    file = resources.files("warmline.assistants").joinpath("sureness.json")
    return Curve(**json.loads(file.read_text(encoding="utf-8")))


def sureness(judged: Sequence[Judgement], signs: Signs) -> float:
    """Probability in 0..1 that the answer is right."""
    if not judged:
        return NOTHING_CLAIMED
    probability = shipped().probability(signs)
    return min(probability, UNFOUNDED) if is_unfounded(judged) else probability


def is_unfounded(judged: Sequence[Judgement]) -> bool:
    """Whether a statement has a fault that nothing makes up for."""
    return any(one.support == 0.0 and one.faults for one in judged)


def signs_of(judged: Sequence[Judgement], *, retrieval: float, meaning: float) -> Signs:
    """What the curve goes by.

    ``retrieval``: how probable it was that the search's best passage answers the question;
    ``meaning``: cosine of the question with the nearest place of what the answer cites.
    """
    supports = [one.support for one in judged] or [1.0]
    return {
        "support": sum(supports) / len(supports),
        "weakest": min(supports),
        "retrieval": retrieval,
        "meaning": meaning,
    }
