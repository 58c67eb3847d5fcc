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
    from warmline.knowledge.hits import Hit

RIVALS = 10  # hits looked at; search for at least as many
TEMPERATURE = 0.12  # of the softmax over scores
# What an unrelated passage typically scores: stands in where an index has no second passage.
STRANGER = {"score": 0.6, "words": 0.1}
SHORTEST, LONGEST = 1.0, 3.0  # logarithms of one and the number of words

Signs = Mapping[str, float]


def pair_signs(hits: Sequence[Hit]) -> Signs:
    """For a stored pair (best hit first): how like it is, and how far before its rivals.

    ``familiar`` says how much nearer the question is than the entries of this knowledge base are
    to one another. What ends in ``_long`` is the same sign times the length of the question: of a
    short one, likeness and lead say less.
    """
    best, rivals = hits[0], hits[1:RIVALS]
    length = question_length(best.asked.words)
    likeness = {
        "share": _share(best, rivals),
        "likeness": best.theme,
        "answer": best.answer,
        "familiar": best.theme - best.asked.crowding,
    }
    return {
        **likeness,
        **{f"{name}_long": value * length for name, value in likeness.items()},
        "words_margin": best.words - _strongest(rivals, "words"),
        "letters": best.letters,
        "length": length,
    }


def prose_signs(hits: Sequence[Hit], sentence: float) -> Signs:
    """For running text: likeness of passage and best sentence, and the lead over other sections.

    ``sentence``: cosine of the question with the nearest sentence of the passage. Passages under
    the same heading are no rivals: a neighbour may be as right.
    """
    best = hits[0]
    title = best.passage.title
    rivals = [hit for hit in hits[1:RIVALS] if not title or hit.passage.title != title]
    return {"likeness": best.theme, "sentence": sentence, "share": _share(best, rivals)}


def question_length(words: int) -> float:
    """0.5 for up to two words, 1 for seven, 1.5 for nineteen and more."""
    return min(LONGEST, max(SHORTEST, math.log1p(words))) / 2


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
        return self.weighed(hits, sentence=sentence)[0] if hits else 0.0

    def weighed(self, hits: Sequence[Hit], *, sentence: float = 0.0) -> tuple[float, Signs]:
        """The same with the signs that it rests on; there is at least one hit."""
        if hits[0].passage.questions:
            signs = pair_signs(hits)
            return self.pairs.probability(signs), signs
        signs = prose_signs(hits, sentence)
        return self.prose.probability(signs), signs


@cache
def shipped() -> Calibrator:
    content = json.loads(Path(__file__).with_name("confidence.json").read_text(encoding="utf-8"))
    return Calibrator(pairs=Curve(**content["pairs"]), prose=Curve(**content["prose"]))
