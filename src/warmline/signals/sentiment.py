"""How the visitor feels: words, capitals, exclamation marks and emoji, from -1 to 1."""

import re
from collections.abc import Iterator
from typing import Final

from warmline.core.model import Signal
from warmline.signals.context import Around
from warmline.signals.phrasebook import Found, book_of
from warmline.signals.sentiment_words import MOODS, NEGATORS, WEIGHTS
from warmline.signals.turn import Turn

_BOOK: Final = book_of(MOODS)
_LOUD: Final = re.compile(r"[!?！？]{2,}|！")
_CAPITALS: Final = re.compile(r"\b[A-Z]{3,}\b")
_READ: Final = 4000
_HALF: Final = 2.2  # the sum of weights at which the score reaches one half
_LEAST: Final = 0.05


def sentiment(turn: Turn, around: Around) -> Iterator[Signal]:
    """-1 (furious) to 1 (delighted); nothing for a neutral turn. ``words`` weighed most."""
    weighed = [(_weight(found, turn.words), found) for found in _BOOK.find(turn)]
    total = sum(weight for weight, _ in weighed)
    total = _amplified(total, turn.original[:_READ])
    score = round(total / (abs(total) + _HALF), 3)
    if abs(score) < _LEAST:
        return
    strongest = max(weighed, key=lambda found: abs(found[0]), default=None)
    yield Signal(name="sentiment", score=score, words=_words(turn, strongest))


def _weight(found: Found, words: tuple[str, ...]) -> float:
    """A feeling's weight; turned round and weakened behind a negation."""
    weight = WEIGHTS[found.label]
    before = words[max(0, found.start - 2) : found.start]
    return weight * -0.5 if any(word in NEGATORS for word in before) else weight


def _amplified(total: float, text: str) -> float:
    """Shouting makes a bad mood worse and a good one better; alone it is a slightly bad sign."""
    marks = len(_LOUD.findall(text)) if "!" in text or "?" in text or "！" in text else 0
    shouted = 0 if text.islower() else len(_CAPITALS.findall(text))
    loud = 0.4 * min(marks, 2) + (0.8 if shouted > 2 and text.isupper() else 0.3 * (shouted > 2))
    return total + loud if total > 0 else total - loud


def _words(turn: Turn, strongest: tuple[float, Found] | None) -> str:
    if strongest is None:
        return turn.original[:80].strip()
    found = strongest[1]
    return found.words or turn.quoted(found.start, found.end)
