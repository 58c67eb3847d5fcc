"""Flows on the command line: what is wrong with a file, and how it would talk."""

import asyncio
from collections.abc import Iterator, Sequence

from warmline.core.conditions import Scene
from warmline.core.model import Millis
from warmline.flows.errors import BadFlows
from warmline.flows.file import load, warnings
from warmline.flows.model import Flows
from warmline.flows.playing import Looked
from warmline.flows.preview import Shown, preview
from warmline.flows.start import opening


def faults(text: str) -> list[str]:
    """Every fault of a file, a line each; none: it is good."""
    try:
        load(text)
    except BadFlows as bad:
        return [str(one) for one in bad.errors]
    return []


def summary(text: str) -> Iterator[str]:
    """What a good file holds, and what looks doubtful in it."""
    found = load(text)
    for flow in found.flows:
        yield f"{flow.id}: {len(flow.steps)} steps"
    yield from (f"Warning: {one}" for one in warnings(found))


def talk(text: str, words: Sequence[str], language: str, now: Millis) -> Iterator[str]:
    """How a good file would answer these words; of the knowledge base, only that it is asked."""
    found = load(text)
    yield from _opening(found, language)
    scene = Scene(at=now, language=language, channel="web")
    inputs = [(one, "") for one in words]
    for shown in asyncio.run(preview(found, inputs, scene, _nobody_looks)):
        yield from _turn(shown)


async def _nobody_looks(question: str, said: Sequence[str]) -> Looked:
    return Looked(text=f"[the knowledge base is asked: {question}]", known=True)


def _opening(flows: Flows, language: str) -> Iterator[str]:
    if shown := opening(flows, language):
        yield f"< {_line(shown.text)}{_labels(shown.labels)}"


def _turn(shown: Shown) -> Iterator[str]:
    yield f"> {_line(shown.said)}"
    labels = tuple(button.label for button in shown.buttons)
    for number, said in enumerate(shown.says, 1):
        yield f"< {_line(said)}{_labels(labels) if number == len(shown.says) else ''}"
    if shown.handoff:
        team = f" (team {shown.team})" if shown.team else ""
        yield f"= a person is asked for: {shown.handoff}{team}"
    elif shown.ended:
        yield f"= the flow {shown.flow} ended: {shown.ended}"


def _labels(labels: Sequence[str]) -> str:
    return "".join(f" [{label}]" for label in labels)


def _line(text: str) -> str:
    return " / ".join(part.strip() for part in text.splitlines() if part.strip())
