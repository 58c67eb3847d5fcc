"""Reading a visitor's turn: one file per signal, each pure and fast, and this table of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from warmline.core.model import Signal
from warmline.signals.complexity import complexity
from warmline.signals.context import Around, Reader
from warmline.signals.dissatisfaction import dissatisfaction
from warmline.signals.embedding import Embed, Remembered
from warmline.signals.entities import entities
from warmline.signals.explicit_request import explicit_request
from warmline.signals.language import language
from warmline.signals.offer import offer_answer, offers_person
from warmline.signals.own import NOTHING, Own, own_of
from warmline.signals.repetition import repetition
from warmline.signals.sentiment import sentiment
from warmline.signals.topics import topics
from warmline.signals.turn import Turn, turn_of


def own_matters(turn: Turn, around: Around) -> Iterator[Signal]:
    """What the owner described themselves; nothing, at no cost, where they described nothing."""
    return around.own.shown(turn)


SIGNALS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "explicit_request": explicit_request,
        "offer_answer": offer_answer,
        "sentiment": sentiment,
        "dissatisfaction": dissatisfaction,
        "repetition": repetition,
        "topics": topics,
        "own": own_matters,
        "entities": entities,
        "language": language,
        "complexity": complexity,
    }
)


BESIDE_A_PERSON: Final = ("language",)
"""What is still read while a person has the floor; no rule asks then. See ``with_entities``."""


def read(
    text: str,
    *,
    recent: Sequence[str] = (),
    offered: bool = False,
    hint: str = "",
    only: Collection[str] = tuple(SIGNALS),
    own: Own = NOTHING,
) -> tuple[Signal, ...]:
    """Everything that ``text`` shows, in the order of ``SIGNALS``; any string is readable.

    ``recent`` are the visitor's earlier turns in this conversation, oldest first; ``offered``
    says that the assistant has just offered a person; ``hint`` is the believed language;
    ``only`` names the readers that are asked; ``own`` is what the policy describes, compiled by
    ``own_of``, with the sentence model where there is one.
    """
    turn = turn_of(text)
    around = Around(recent=tuple(recent), offered=offered, hint=hint, own=own)
    return tuple(signal for name in only for signal in SIGNALS[name](turn, around))


__all__ = [
    "BESIDE_A_PERSON",
    "NOTHING",
    "SIGNALS",
    "Around",
    "Embed",
    "Own",
    "Reader",
    "Remembered",
    "Turn",
    "offers_person",
    "own_of",
    "read",
    "turn_of",
]
