"""What is found in a turn beyond single words: phrases of the word lists, shouting, how long it is.

Found once for the three readers that ask: mood, dissatisfaction and topics.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from warmline.signals.dissatisfaction_words import DISSATISFIED
from warmline.signals.leanings import Logits, leanings
from warmline.signals.near import NEAR_MARKS, near_marks, refused
from warmline.signals.phrasebook import Found, book_of
from warmline.signals.sentiment_words import MOODS, NEGATORS
from warmline.signals.topic_words import NOT_A_TOPIC, TOPICS
from warmline.signals.turn import Turn

_MOODS: Final = book_of(MOODS)
_TOPICS: Final = book_of(TOPICS)
_SAID: Final = book_of(DISSATISFIED)
_LOUD: Final = re.compile(r"[!?！？]{2,}|！")
_CAPITALS: Final = re.compile(r"\b[A-Z]{3,}\b")
_SEVERAL: Final = 2  # words in capitals, beyond which somebody shouts
_READ: Final = 2000  # letters in which shouting is looked for
_SHORT: Final = 3  # words
_LONG: Final = 30
_BEFORE: Final = 2  # words in which a negation is looked for

MARKS: Final = (
    *MOODS, *(f"not {mood}" for mood in MOODS), *(f"said {kind}" for kind in DISSATISFIED),
    *(f"topic {topic}" for topic in TOPICS), *(f"not topic {topic}" for topic in TOPICS),
    *NEAR_MARKS, "loud", "capitals", "shouted", "short", "long", "asks",
)  # fmt: skip
"""Every mark that there is; the training gives each a weight a head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """A turn's logits, and the phrases that were found in it: by label, the first of each."""

    logits: Logits
    moods: tuple[Found, ...]
    said: tuple[Found, ...]
    topics: tuple[Found, ...]


@lru_cache(maxsize=64)  # pure; three readers ask for the same turn
def leaning(turn: Turn) -> Leaning:
    moods, said, topics = _found(turn)
    marks = frozenset(_marks(turn, moods, said, topics))
    return Leaning(logits=leanings(turn.words, marks), moods=moods, said=said, topics=topics)


def marks_of(turn: Turn) -> frozenset[str]:
    """The marks of a turn, of those in ``MARKS``."""
    return frozenset(_marks(turn, *_found(turn)))


def _found(turn: Turn) -> tuple[tuple[Found, ...], ...]:
    return tuple(tuple(book.find(turn)) for book in (_MOODS, _SAID, _TOPICS))


def _marks(
    turn: Turn, moods: tuple[Found, ...], said: tuple[Found, ...], topics: tuple[Found, ...]
) -> Iterator[str]:
    for found in moods:
        yield f"not {found.label}" if negated(found, turn.words) else found.label
    for found in said:
        yield f"said {found.label}"
    for found in topics:
        unwanted = not found.words and refused(turn.words, found.start)
        yield f"not topic {found.label}" if unwanted else f"topic {found.label}"
    yield from near_marks(turn.words)
    yield from _shape(turn)


def _shape(turn: Turn) -> Iterator[str]:
    text = turn.original[:_READ]
    if ("!" in text or "?" in text or "！" in text) and _LOUD.search(text):
        yield "loud"
    if not text.islower() and len(_CAPITALS.findall(text)) > _SEVERAL:
        yield "shouted" if text.isupper() else "capitals"
    if len(turn.words) <= _SHORT:
        yield "short"
    if len(turn.words) > _LONG:
        yield "long"
    if turn.words and turn.words[-1] in "?؟？":
        yield "asks"


def negated(found: Found, words: tuple[str, ...]) -> bool:
    """Whether a negation stands just before what was found: "not happy"."""
    before = words[max(0, found.start - _BEFORE) : found.start]
    return any(word in NEGATORS for word in before)


__all__ = ["MARKS", "NOT_A_TOPIC", "Leaning", "leaning", "marks_of", "negated"]
