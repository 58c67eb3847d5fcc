"""Whether the visitor asks the same thing again, literally or in other words.

With the sentence model it is likeness of meaning, calibrated on pairs of questions and on how often
ordinary conversations hold two that are alike; without it, words and letters. Nearly the same
letters are a repetition in either case.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from warmline.core.model import Signal
from warmline.signals.alike import exchanged, fingerprints, likeness
from warmline.signals.context import Around
from warmline.signals.embedding import LONGEST, Embed
from warmline.signals.sentiment import sigmoid
from warmline.signals.stop_words import ACKNOWLEDGED
from warmline.signals.turn import Turn

LAST: Final = 5
"""Earlier turns that are compared."""
_LEAST_LETTERS: Final = 8  # shorter turns ("yes", "thanks") are answers, not questions
_LEAST_WIDE: Final = 4  # of Chinese and Japanese characters
_LEAST_SCORE: Final = 0.01
_VERBATIM: Final = 0.85
# Logistic curves: steepness and the likeness at one half. The steepness was fitted on CLINC150 and
# Bitext pairs; half lies where one turn in twenty of an ordinary conversation would be alike.
_MEANING: Final = (9.5, 0.68)
_LETTERS: Final = (8.0, 0.65)
_OTHER_THING, _OTHER_AT_MOST = 0.4, 0.09  # where one word of the question was exchanged for another
_SURELY: Final = 0.9  # from here on the other word means the same


def repetition(turn: Turn, around: Around) -> Iterator[Signal]:
    """Value ``verbatim`` or ``rephrased``; ``words`` are those of the earlier turn."""
    now = turn.original[:LONGEST]
    past = [text[:LONGEST] for text in around.recent[-LAST:] if asks_something(text[:LONGEST])]
    if not past or not asks_something(now):
        return
    prints = fingerprints(now)
    meanings = [0.0] * len(past) if around.embed is None else _meanings(now, past, around.embed)
    scored: list[tuple[float, float, str]] = []
    for text, meant in zip(past, meanings, strict=True):
        other = fingerprints(text)
        letters = likeness(prints, other)
        score = max(_curve(letters, _LETTERS), meant)
        if meant < _SURELY and exchanged(prints, other):
            score = min(score, _OTHER_THING + _OTHER_AT_MOST * score)
        scored.append((score, letters, text))
    score, letters, text = max(scored)
    if score >= _LEAST_SCORE:
        kind = "verbatim" if letters >= _VERBATIM else "rephrased"
        yield Signal(name="repetition", score=round(score, 4), words=text[:200], value=kind)


def asks_something(text: str) -> bool:
    """Whether it says more than that one has understood, agrees or declines."""
    words = fingerprints(text)[2]
    letters = sum(map(len, words))
    if letters < (_LEAST_LETTERS if text.isascii() else _LEAST_WIDE):
        return False
    return any(word not in ACKNOWLEDGED for word in words)


def _meanings(now: str, past: Sequence[str], embed: Embed) -> list[float]:
    vectors = embed([now, *past])
    return [_curve(float(like), _MEANING) for like in vectors[1:] @ vectors[0]]


def _curve(like: float, curve: tuple[float, float]) -> float:
    return sigmoid(curve[0] * (like - curve[1]))
