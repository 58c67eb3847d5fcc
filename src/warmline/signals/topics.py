"""Sensitive matters: billing, refund, complaint, legal, account security, cancellation."""

from collections.abc import Iterator
from typing import Final

from warmline.core.model import Signal
from warmline.signals.context import Around
from warmline.signals.leanings import HEADS, strongest_words
from warmline.signals.marks import NOT_A_TOPIC, Leaning, leaning
from warmline.signals.sentiment import sigmoid
from warmline.signals.topic_words import TOPICS
from warmline.signals.turn import Turn

_AT: Final = {topic: HEADS.index(topic) for topic in TOPICS if topic != NOT_A_TOPIC}
_PRIOR: Final = 0.5  # one turn of a support conversation is sensitive oftener than one of any text
_LEAST: Final = 0.35


def topics(turn: Turn, around: Around) -> Iterator[Signal]:
    """One ``topic`` a matter; ``words`` are its phrase, or those that weighed most."""
    read = leaning(turn)
    for topic, at in _AT.items():
        score = round(sigmoid(read.logits[at] + _PRIOR), 3)
        if score >= _LEAST and turn.words:
            yield Signal(name="topic", score=score, words=_words(turn, read, topic), value=topic)


def _words(turn: Turn, read: Leaning, topic: str) -> str:
    found = next((one for one in read.topics if one.label == topic), None)
    if found is None:
        return turn.quoted(*strongest_words(turn.words, topic))
    return found.words or turn.quoted(found.start, found.end)
