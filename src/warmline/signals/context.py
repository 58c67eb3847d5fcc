"""What stands around a turn that its words alone do not say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from warmline.core.model import Signal
from warmline.signals.embedding import Embed
from warmline.signals.own import NOTHING, Own
from warmline.signals.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The conversation so far, as far as a reader may need it."""

    recent: tuple[str, ...] = ()  # the visitor's earlier turns, oldest first
    offered: bool = False  # the assistant has just offered a person
    hint: str = ""  # the language it is believed to be in
    own: Own = NOTHING  # what the owner described

    @property
    def embed(self) -> Embed | None:
        """What sentences mean, where a sentence model is loaded."""
        return self.own.embed


Reader = Callable[[Turn, Around], Iterable[Signal]]
"""Reads one kind of thing from a turn."""
