"""Marks of ours that came back: which message is there though Meta's answer never came.

Meta takes no key that would keep it from sending a message twice. But it gives the mark of a
message back, with its echo or its receipts: whoever tries again after that need not send it.
"""

from collections.abc import Iterable
from typing import Final

MOST: Final = 2_000  # newest marks that are remembered


class Returned:
    """By one adapter, for as long as it is open: what comes to other processes it does not know."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def note(self, marks: Iterable[tuple[str, str]]) -> None:
        """Marks, each with the id of its message."""
        for mark, id_ in marks:
            self._ids[mark] = id_
        for old in list(self._ids)[:-MOST]:
            del self._ids[old]

    def id_of(self, mark: str) -> str:
        """Empty where it has not come back."""
        return self._ids.get(mark, "")
