"""Who had the floor when, told from the facts alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from faults.checker.record import Entry

ASSISTANT, QUEUE = "assistant", "queue"


@dataclass(frozen=True, slots=True)
class Turn:
    """An entry, and who had the floor before and after it: assistant, queue, or an operator."""

    entry: Entry
    before: str
    after: str


def turns(log: Sequence[Entry]) -> Iterator[Turn]:
    floor, requested = ASSISTANT, False
    for entry in log:
        before = floor
        match entry.kind:
            case "handoff_requested":
                floor, requested = QUEUE, True
            case "transferred" | "released":  # back in line; without a request, the assistant's
                floor = QUEUE if requested else ASSISTANT
            case "claimed":
                floor = entry.fact["operator"]
            case "taken_over":
                floor = entry.fact["by"]
            case "fallback_ran":
                floor = ASSISTANT
            case "handoff_cancelled" | "returned_to_assistant" | "resolved":
                floor, requested = ASSISTANT, False
            case _:
                pass
        yield Turn(entry, before, floor)
