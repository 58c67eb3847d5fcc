"""How far a long run is, as a line on the standard error: a bar where a person looks on."""

import time
from collections.abc import Callable
from typing import Final, TextIO

QUIET: Final = 2.0  # seconds in which a run may end without a word
EVERY: Final = 0.2  # seconds between two looks of the bar
PLAIN_EVERY: Final = 10.0  # the same, where nobody looks on and each is a line of its own
_WIDTH: Final = 30


class Progress:
    """Tell it often; it speaks seldom."""

    def __init__(
        self, out: TextIO, what: str = "turns", *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._out = out
        self._what = what
        self._clock = clock
        self._began = clock()
        self._live = out.isatty()
        self._due = self._began + QUIET
        self._spoke = False

    def tell(self, done: int, share: float | None) -> None:
        """``done`` so far, which is ``share`` (0 to 1) of everything; None: nobody knows."""
        now = self._clock()
        if now < self._due:
            return
        self._due = now + (EVERY if self._live else PLAIN_EVERY)
        self._spoke = True
        line = self._line(done, share, now - self._began)
        self._out.write(f"\r{line}\x1b[K" if self._live else f"{line}\n")
        self._out.flush()

    def end(self) -> None:
        """The line is done with."""
        if self._spoke and self._live:
            self._out.write("\r\x1b[K")
            self._out.flush()

    def _line(self, done: int, share: float | None, spent: float) -> str:
        told = f"{done:,} {self._what}, {done / max(spent, 1e-9):,.0f} a second"
        if share is None:
            return told
        filled = round(min(share, 1.0) * _WIDTH)
        left = spent / share * (1 - share) if share > 0 else 0.0
        bar = "█" * filled + "░" * (_WIDTH - filled)
        return f"{bar} {share:4.0%}  {told}, {_clock(left)} left"


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
