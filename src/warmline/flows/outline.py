"""A flow as a drawing needs it: its steps as boxes, and the lines between them."""

from dataclasses import dataclass
from typing import Final, assert_never

from warmline.flows import graph
from warmline.flows.model import (
    Ask,
    Branch,
    End,
    Flow,
    Go,
    HandOff,
    LookUp,
    Note,
    Say,
    Step,
    Tell,
    said,
)

SHORT: Final = 120  # characters of a step's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    id: str
    verb: str  # say, ask, branch, answer, look_up, set, hand_off, goto, end
    words: str  # what it says or asks, shortened
    field: str  # that it collects
    kind: str  # of that field
    leads_to: tuple[str, ...]  # ids of the steps that can follow; "end": the flow ends


def outline(flow: Flow) -> tuple[Box, ...]:
    return tuple(_box(flow, place, step) for place, step in enumerate(flow.steps))


def _box(flow: Flow, place: int, step: Step) -> Box:
    verb, words = _described(step)
    short = words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"
    asks = step if isinstance(step, Ask) else None
    return Box(
        id=step.id,
        verb=verb,
        words=short,
        field=asks.field if asks else "",
        kind=asks.kind if asks else "",
        leads_to=tuple(_name(flow, after) for after in graph.edges(flow, place)),
    )


def _name(flow: Flow, place: int) -> str:
    return flow.steps[place].id if place < len(flow.steps) else graph.THE_END


def _described(step: Step) -> tuple[str, str]:
    match step:
        case Say(text=text):
            return "say", said(text, "en")
        case Ask(text=text):
            return "ask", said(text, "en")
        case Branch():
            return "branch", ""
        case Tell(text=text):
            return "answer", said(text, "en")
        case LookUp(question=question):
            return "look_up", said(question, "en")
        case Note(attributes=attributes):
            return "set", ", ".join(attributes)
        case HandOff(reason=reason):
            return "hand_off", reason
        case Go(to=to):
            return "goto", to
        case End(how=how):
            return "end", how
        case _:
            assert_never(step)
