"""Many turns at once: what the sentence model will be asked is made together, which is faster.

A replay that reads turns through its own loop (a backtest) calls ``prime`` with the visitor's turns
of the next few hundred messages, then reads them one by one with the same ``Own``; whoever only
wants the signals calls ``read_dialogues``.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from warmline.core.model import Signal
from warmline.signals import read
from warmline.signals.embedding import LONGEST, Remembered
from warmline.signals.own import NOTHING, Own
from warmline.signals.repetition import LAST, asks_something
from warmline.signals.situation import sentences

AT_ONCE: Final = 64
"""Dialogues whose vectors are made together."""


def prime(turns: Iterable[str], own: Own) -> None:
    """Make the vectors that reading ``turns`` under ``own`` will ask for, all at once.

    Costs nothing where there is no sentence model. At most ``embedding.KEPT`` vectors stay.
    """
    if isinstance(own.embed, Remembered):
        own.embed.prime(text for turn in turns for text in asked_of_the_model(turn, own))


def asked_of_the_model(turn: str, own: Own) -> Iterator[str]:
    """The texts whose vectors reading ``turn`` may need."""
    if asks_something(text := turn[:LONGEST]):
        yield text
    if own.compares:
        yield from (sentence[:LONGEST] for sentence in sentences(turn))


def read_dialogues(
    dialogues: Iterable[Sequence[str]], *, own: Own = NOTHING
) -> Iterator[list[tuple[Signal, ...]]]:
    """The signals of each visitor turn of each dialogue, which is given as its visitor's turns."""
    waiting = iter(dialogues)
    while some := tuple(islice(waiting, AT_ONCE)):
        prime((turn for dialogue in some for turn in dialogue), own)
        for dialogue in some:
            yield [
                read(turn, recent=dialogue[max(0, at - LAST) : at], own=own)
                for at, turn in enumerate(dialogue)
            ]
