"""How probable it is that the best hit is right, from how the hits stand to each other."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it needs numpy, and this does not
    from warmline.knowledge.index import Hit

RIVALS = 10  # hits looked at; search for at least as many
TEMPERATURE = 0.08  # of the softmax over scores
# What an unrelated passage typically scores: stands in where an index has no second passage.
STRANGER = {"score": 0.45, "letters": 0.05, "words": 0.1}

Signs = Mapping[str, float]


def likeness(best: Hit) -> float:
    """Two parts the theme of the entry, one part its nearest question: steadier than either."""
    return (best.meaning + 2 * best.theme) / 3


def pair_signs(hits: Sequence[Hit]) -> Signs:
    """For a stored pair (best hit first): how like it is, and how far before its rivals."""
    best, rivals = hits[0], hits[1:RIVALS]
    return {
        "likeness": likeness(best),
        "margin": min(0.5, best.score - _strongest(rivals, "score")),
        "letters_margin": best.letters - _strongest(rivals, "letters"),
        "words_margin": best.words - _strongest(rivals, "words"),
        "share": _share(best, rivals),
    }


def prose_signs(best: Hit, sentence: float) -> Signs:
    """For running text, where neighbours may be as right: likeness of passage and best sentence."""
    return {"likeness": likeness(best), "sentence": sentence}


def _strongest(rivals: Sequence[Hit], leg: str) -> float:
    return max((float(getattr(hit, leg)) for hit in rivals), default=STRANGER[leg])


def _share(best: Hit, rivals: Sequence[Hit]) -> float:
    """Softmax of the scores: 1 when nothing else comes near."""
    others = [hit.score for hit in rivals] or [STRANGER["score"]]
    return 1 / (1 + sum(math.exp((score - best.score) / TEMPERATURE) for score in others))


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A logistic regression over signs."""

    intercept: float
    weights: Mapping[str, float]

    def probability(self, signs: Signs) -> float:
        logit = self.intercept + sum(w * signs[name] for name, w in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrator:
    """One curve for stored pairs and one for prose; from ``tools/fit_confidence.py``."""

    pairs: Curve
    prose: Curve

    def confidence(self, hits: Sequence[Hit], *, sentence: float = 0.0) -> float:
        """Probability in 0..1 that the first hit is right; 0 without hits.

        ``sentence``: cosine of the query with the nearest sentence, looked at for prose alone.
        """
        if not hits:
            return 0.0
        if hits[0].passage.questions:
            return self.pairs.probability(pair_signs(hits))
        return self.prose.probability(prose_signs(hits[0], sentence))


@cache
def shipped() -> Calibrator:
    content = json.loads(Path(__file__).with_name("confidence.json").read_text(encoding="utf-8"))
    return Calibrator(pairs=Curve(**content["pairs"]), prose=Curve(**content["prose"]))
