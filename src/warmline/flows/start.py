"""Which flow a message begins, and what of a flow can be on the screen before the first message."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from warmline.core.conditions import Scene, holds
from warmline.flows.model import Ask, Flow, Flows, Say, Start, said
from warmline.flows.words import folded

SURE: Final = 0.5  # the score from which a topic counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """The flows that have been in a conversation, and whether anybody has spoken in it yet."""

    first: bool = False  # nobody but the visitor has spoken
    flows: frozenset[str] = frozenset()


def started_by(flows: Flows, scene: Scene, began: Began) -> Flow | None:
    """The flow that the message begins: by its words, by its topic, or because it is the first."""
    return next(_startable(flows, scene, began), None)


def worded(flows: Flows, scene: Scene) -> Iterator[Flow]:
    """The flows whose words stand in the message."""
    text = f" {folded(scene.text)} "
    for flow in flows.flows:
        if any(_stands_in(folded(words), text) for words in flow.start.words):
            yield from _allowed(flow, scene)


def _startable(flows: Flows, scene: Scene, began: Began) -> Iterator[Flow]:
    yield from worded(flows, scene)
    topics = {s.value for s in scene.signals if s.name == "topic" and s.score >= SURE}
    for flow in flows.flows:
        if flow.id not in began.flows and not topics.isdisjoint(flow.start.topics):
            yield from _allowed(flow, scene)
    for flow in flows.flows:
        if began.first and flow.start.opening:
            yield from _allowed(flow, scene)


def _allowed(flow: Flow, scene: Scene) -> Iterator[Flow]:
    if _holds(flow.start, scene):
        yield flow


def _holds(start: Start, scene: Scene) -> bool:
    return start.when is None or holds(start.when, scene)


def _stands_in(words: str, text: str) -> bool:
    return bool(words) and (f" {words} " in text or (not words.isascii() and words in text))


# ── before the first message ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What an opening flow shows at once: its first words, and the labels of its first choices."""

    text: str
    labels: tuple[str, ...] = ()


def opening(flows: Flows, language: str) -> Opening | None:
    """The opening of the flow that begins every conversation; None where none does."""
    found = (flow for flow in flows.flows if flow.start.opening and flow.start.when is None)
    flow = next(found, None)
    if flow is None:
        return None
    words: list[str] = []
    for step in flow.steps:
        if not isinstance(step, Say | Ask):
            break
        words.append(said(step.text, language))
        if isinstance(step, Ask):
            labels = tuple(said(one.label, language) for one in step.options)
            return Opening(text="\n\n".join(words), labels=labels) if _plain(words) else None
    return Opening(text="\n\n".join(words)) if words and _plain(words) else None


def _plain(words: list[str]) -> bool:
    """Nothing was collected yet, so words with placeholders cannot be shown."""
    return not any("{" in text for text in words)
