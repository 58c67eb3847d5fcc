"""Whether the visitor says that the answer was not what was asked for, or did not help."""

from collections.abc import Iterator
from typing import Final

from warmline.core.model import Signal
from warmline.signals.context import Around
from warmline.signals.leanings import HEADS, strongest_words
from warmline.signals.marks import leaning
from warmline.signals.sentiment import sigmoid
from warmline.signals.turn import Turn

_KINDS: Final = (("not_what_i_asked", "rejects"), ("did_not_help", "unhelped"))
_AT: Final = {head: HEADS.index(head) for _, head in _KINDS}
_PRIOR: Final = 0.7
_LEAST: Final = 0.3


def dissatisfaction(turn: Turn, around: Around) -> Iterator[Signal]:
    """``dissatisfied`` with the kind as its value: ``not_what_i_asked`` or ``did_not_help``."""
    read = leaning(turn)
    for kind, head in _KINDS:
        score = round(sigmoid(read.logits[_AT[head]] + _PRIOR), 3)
        if score < _LEAST or not turn.words:
            continue
        said = next((found for found in read.said if found.label == kind), None)
        words = said.words if said else ""
        if not words:
            place = (said.start, said.end) if said else strongest_words(turn.words, head)
            words = turn.quoted(*place)
        yield Signal(name="dissatisfied", score=score, words=words, value=kind)
