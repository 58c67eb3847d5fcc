"""How the visitor feels, from -1 (furious) to 1 (delighted)."""

import math
from collections.abc import Iterator
from typing import Final

from warmline.core.model import Signal
from warmline.signals.context import Around
from warmline.signals.leanings import HEADS, Logits, strongest_words
from warmline.signals.marks import Leaning, leaning, negated
from warmline.signals.phrasebook import Found
from warmline.signals.sentiment_words import WEIGHTS
from warmline.signals.turn import Turn

_ANGER, _UNHAPPY, _DELIGHT = (HEADS.index(head) for head in ("anger", "unhappy", "delight"))
_OF_ANGER: Final = 0.3  # its share; the rest is displeasure of any kind
_PRIOR: Final = -1.0  # people are unhappier in what was learned from than in most conversations
_LEAST: Final = 0.06


def sentiment(turn: Turn, around: Around) -> Iterator[Signal]:
    """How likely delight is, less how likely displeasure is; nothing for a neutral turn."""
    read = leaning(turn)
    score = round(mood(read.logits), 3)
    if abs(score) >= _LEAST and turn.words:
        yield Signal(name="sentiment", score=score, words=_words(turn, read, score))


def mood(logits: Logits) -> float:
    """-1..1."""
    gloom = _OF_ANGER * logits[_ANGER] + (1 - _OF_ANGER) * logits[_UNHAPPY] + _PRIOR
    return sigmoid(logits[_DELIGHT]) - sigmoid(gloom)


def sigmoid(logit: float) -> float:
    return 1 / (1 + math.exp(-logit)) if logit > -500 else 0.0


def _words(turn: Turn, read: Leaning, score: float) -> str:
    """The strongest words of feeling that point the way of the score; else what weighed most."""
    said = [found for found in read.moods if _weight(found, turn) * score > 0]
    if said:
        found = max(said, key=lambda one: abs(_weight(one, turn)))
        return found.words or turn.quoted(found.start, found.end)
    head = "delight" if score > 0 else "unhappy"
    return turn.quoted(*strongest_words(turn.words, head))


def _weight(found: Found, turn: Turn) -> float:
    weight = WEIGHTS[found.label]
    return -weight if negated(found, turn.words) else weight
