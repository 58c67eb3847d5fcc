"""What sentences mean, as vectors that are made once: the sentence model behind a memory."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

Vectors: TypeAlias = "NDArray[float32]"
Embed = Callable[[Sequence[str]], Vectors]
"""Sentences to unit vectors, a row for each: shape ``(sentences, dimensions)``."""

KEPT: Final = 4096  # vectors; 6 MB of 384 numbers each
_AT_ONCE: Final = 256  # sentences that are handed to the model together
LONGEST: Final = 600  # characters of a text that count; more is a letter, not a question


class Remembered:
    """An ``Embed`` that asks another one only for what it was not asked before.

    ``prime`` makes the vectors of many sentences at once: a replay hands it all turns of the next
    dialogues before it reads them. Safe to call from several threads.
    """

    def __init__(self, embed: Embed, *, kept: int = KEPT) -> None:
        self._embed = embed
        self._kept = kept
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    def __call__(self, texts: Sequence[str]) -> Vectors:
        fresh = self.missing(texts)
        made = dict(zip(fresh, self._embed(fresh), strict=True)) if fresh else {}
        with self._lock:
            rows = [made[text] if text in made else self._known[text] for text in texts]
            self._keep(made)
            for text in texts:
                self._known.move_to_end(text)
            self._forget()
        import numpy as np  # noqa: PLC0415 - takes 0.1 s to load

        return np.stack(rows) if rows else np.zeros((0, 0), np.float32)

    def prime(self, texts: Iterable[str]) -> None:
        """Make the vectors of ``texts`` now; at most ``kept`` of them stay."""
        fresh = self.missing(list(texts))[-self._kept :]
        for start in range(0, len(fresh), _AT_ONCE):
            some = fresh[start : start + _AT_ONCE]
            made = dict(zip(some, self._embed(some), strict=True))
            with self._lock:
                self._keep(made)
                self._forget()

    def missing(self, texts: Sequence[str]) -> list[str]:
        """Those that are not known, each once, in order."""
        with self._lock:
            return [text for text in dict.fromkeys(texts) if text not in self._known]

    def _keep(self, made: dict[str, Vectors]) -> None:
        self._known.update(made)

    def _forget(self) -> None:
        while len(self._known) > self._kept:
            self._known.popitem(last=False)
