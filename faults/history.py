"""What happened, as the rig saw it: one JSON line an event, times in milliseconds since 1970."""

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any


class History:
    """Written as it happens, so that it is there whatever breaks; counted for the progress line."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.counts: Counter[str] = Counter()
        self._out = file.open("a", encoding="utf-8")

    def note(self, kind: str, **what: Any) -> None:
        """``kind``: invoke, ok, fail, info (an operation), saw, view, fault, mail or asked."""
        self.counts[kind] += 1
        self._out.write(json.dumps({"at": now(), "kind": kind, **what}) + "\n")

    def close(self) -> None:
        self._out.close()


def now() -> int:
    """The rig's own clock, which no fault moves."""
    return time.time_ns() // 1_000_000
