"""Why a confidence is what it is, in words: for the owner, who should not have to know logits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    sign: str  # its name in the signs
    value: float
    says: str  # one sentence
    speaks: str  # for, against


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What a sign says, by its value: the sentence of the first step that it reaches."""

    steps: tuple[tuple[float, str], ...]  # from the top; the last one takes what is left
    good: float  # from here on it speaks for the answer

    def says(self, value: float) -> str:
        return next((words for least, words in self.steps if value >= least), self.steps[-1][1])


LOWEST = -9.0
SCALES: Mapping[str, Scale] = {
    "share": Scale(
        steps=(
            (0.9, "Nothing else in the knowledge base comes near."),
            (0.6, "It is clearly ahead of the next passage."),
            (0.4, "Another passage comes close to it."),
            (LOWEST, "Several passages fit about as well."),
        ),
        good=0.6,
    ),
    "likeness": Scale(
        steps=(
            (0.8, "The question means almost the same as the stored one."),
            (0.6, "The question is much like the stored one."),
            (0.4, "The question is somewhat like the stored one."),
            (LOWEST, "The question is little like the stored one."),
        ),
        good=0.6,
    ),
    "answer": Scale(
        steps=(
            (0.6, "The stored answer fits the question well."),
            (0.4, "The stored answer has to do with the question."),
            (LOWEST, "The stored answer has little to do with the question."),
        ),
        good=0.5,
    ),
    "sentence": Scale(
        steps=(
            (0.6, "One sentence of the passage fits the question well."),
            (0.4, "One sentence of the passage has to do with the question."),
            (LOWEST, "No sentence of the passage fits the question."),
        ),
        good=0.5,
    ),
    "familiar": Scale(
        steps=(
            (0.1, "The entries differ more from one another than this question from the entry."),
            (LOWEST, "The entries are so much alike that being near to one says little."),
        ),
        good=0.1,
    ),
    "words_margin": Scale(
        steps=(
            (0.1, "It has words of the question that no other passage has."),
            (-0.1, "Other passages have as many of the question's words."),
            (LOWEST, "Another passage has more of the question's words."),
        ),
        good=0.1,
    ),
    "length": Scale(
        steps=(
            (0.8, "The question is long enough to say what is meant."),
            (LOWEST, "The question is short: it may mean several things."),
        ),
        good=0.8,
    ),
}
CHANGED = 0.01  # of the probability: less is not worth a word


def reasons(signs: Mapping[str, float], confidence: float) -> tuple[Reason, ...]:
    """What speaks for and against the answer, the weightiest kind of sign first."""
    found = [_reason(sign, signs[sign]) for sign in SCALES if sign in signs]
    raw = signs.get("raw", confidence)
    if abs(raw - confidence) >= CHANGED:
        found.append(_learnt(raw, confidence))
    return tuple(found)


def _reason(sign: str, value: float) -> Reason:
    scale = SCALES[sign]
    speaks = "for" if value >= scale.good else "against"
    return Reason(sign=sign, value=value, says=scale.says(value), speaks=speaks)


def _learnt(raw: float, confidence: float) -> Reason:
    percent: Callable[[float], str] = "{:.0%}".format
    did, speaks = ("raised", "for") if confidence > raw else ("lowered", "against")
    says = f"Judgements on earlier answers {did} it from {percent(raw)} to {percent(confidence)}."
    return Reason(sign="raw", value=raw, says=says, speaks=speaks)
