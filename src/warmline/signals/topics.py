"""Sensitive matters: billing, refund, complaint, legal, account security, cancellation."""

from collections.abc import Iterator
from typing import Final

from warmline.core.model import Signal
from warmline.signals.context import Around
from warmline.signals.phrasebook import Found, book_of
from warmline.signals.topic_words import NOT_A_TOPIC, TOPICS
from warmline.signals.turn import Turn

_BOOK: Final = book_of(TOPICS)
_SURE: Final = 0.8
_TWICE: Final = 0.95


def topics(turn: Turn, around: Around) -> Iterator[Signal]:
    """One ``topic`` a matter, surer where it is named twice; ``words`` is its first mention."""
    first: dict[str, Found] = {}
    scores: dict[str, float] = {}
    for found in _BOOK.find(turn):
        if found.label == NOT_A_TOPIC:
            continue
        scores[found.label] = _TWICE if found.label in first else _SURE
        first.setdefault(found.label, found)
    for name, found in first.items():
        words = found.words or turn.quoted(found.start, found.end)
        yield Signal(name="topic", score=scores[name], words=words, value=name)
