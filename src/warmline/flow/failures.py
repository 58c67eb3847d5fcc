"""How the world fails, in our words. Foreign exceptions are translated once, at the port."""


class Temporary(Exception):
    """The world could not do it now and may later: time-outs, rate limits, a full disk."""

    def __init__(self, why: str, *, retry_after: float = 0.0) -> None:
        super().__init__(why)
        self.retry_after = retry_after  # seconds; 0: nobody said


class PutOff(Exception):
    """Nothing failed: it is not the time for it yet, and will be after so many seconds."""

    def __init__(self, why: str, *, after: float) -> None:
        super().__init__(why)
        self.after = after


class Permanent(Exception):
    """The world will never do it: blocked, gone, malformed. Do not retry."""


class Forged(Exception):
    """A message that cannot prove where it comes from. Stopped at the door."""
