"""How long one letter may take to be read: whatever it holds, those behind it wait no longer."""

from collections.abc import Callable

LONGEST_READING = 20.0  # seconds

InTime = Callable[[], None]
"""Asked now and then while a letter is read. Raises ``TakesTooLong``."""


class TakesTooLong(ValueError):
    """The letter is a trap, or as good as one."""


def within(seconds: float, stopwatch: Callable[[], float]) -> InTime:
    """From now on. ``stopwatch``: seconds, since whenever."""
    end = stopwatch() + seconds

    def ask() -> None:
        if stopwatch() > end:
            raise TakesTooLong(f"read within {seconds:g} s, and it was not")

    return ask


def unhurried() -> None:
    """For what is known to be small."""
