"""A flow in talk: where it stands and what the visitor said give what it says and where it goes.

Nothing here waits. Where a flow needs the assistant behind it, its turn comes back with ``asks``
set, and goes on with ``answered`` once that assistant has spoken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, assert_never
from zoneinfo import ZoneInfo

from warmline.core.conditions import Scene, holds
from warmline.core.model import Button, FlowEnd, Stand
from warmline.flows.fields import Given, named_in, nearly, value_in
from warmline.flows.filling import filled, stated
from warmline.flows.model import (
    Ask,
    Branch,
    End,
    Flow,
    Flows,
    Go,
    HandOff,
    LookUp,
    Note,
    Say,
    Tell,
    said,
)
from warmline.flows.start import Began, started_by, worded
from warmline.flows.words import asks_something, is_question, leaves, own_words, skips

SKIP: Final = "skip"  # the id of the button under a question that may be skipped
BLANK: Final = "–"  # for staff: what was not said
MOST_STEPS: Final = 300  # in one turn; checked flows need fewer, old ones may loop
SURE: Final = 0.5  # the score from which a call for a person counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the visitor said, and everything around it that a flow may ask about."""

    scene: Scene
    choice: str = ""  # the id of the button that they pressed
    opened: bool = False  # the flow's first words are on the screen already

    @property
    def given(self) -> Given:
        scene = self.scene
        return Given(
            text=scene.text,
            choice=self.choice,
            language=scene.language or "en",
            today=datetime.fromtimestamp(scene.at / 1000, ZoneInfo(scene.zone)).date(),
            signals=scene.signals,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """One turn of a flow. With ``asks`` it is not over: see ``answered``."""

    stand: Stand
    says: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    ended: FlowEnd = ""
    tells: bool = False  # what it says answers something
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    handoff: str = ""  # why it wants a person
    team: str = ""
    priority: int | None = None
    asks: str = ""  # what the assistant behind the flow is asked
    aside: bool = False  # it is a question of the visitor's own, and no step of the flow
    passed: tuple[str, ...] = ()  # ids of the steps that were taken


# ── the ways in ───────────────────────────────────────────────────────────────────────────────────


def hear(flows: Flows, stand: Stand | None, began: Began, heard: Heard) -> Turned | None:
    """The turn of the flow that goes on or begins; None: the assistant behind answers alone."""
    turn = go_on(flows, stand, heard) if stand else None
    if turn is not None:
        return turn
    flow = started_by(flows, heard.scene, began)
    return begin(flow, flows.version, heard) if flow else None


def begin(flow: Flow, version: int, heard: Heard) -> Turned:
    """The flow from its first step; what the visitor named already is not asked for again."""
    turn = Turned(stand=Stand(flow=flow.id, version=version))
    if not flow.start.opening:
        return _run(flow, 0, turn, heard, fresh=True)
    to_ask = _run(flow, 0, turn, heard, fresh=False)
    step = _asked(flow, to_ask)
    if step is None:
        return to_ask
    value = _value(step, heard)
    if value is not None and step.kind != "text":
        return _kept(flow, step, value, replace(to_ask, says=(), buttons=()), heard)
    quiet = replace(to_ask, says=to_ask.says[-1:]) if heard.opened else to_ask
    if asks_something(heard.scene.text):
        return replace(quiet, asks=heard.scene.text, aside=True)
    return quiet


def go_on(flows: Flows, stand: Stand, heard: Heard) -> Turned | None:
    """The flow after an answer to its question; None where there is no such flow or question."""
    flow = flows.of(stand.flow)
    turn = Turned(stand=stand)
    step = _asked(flow, turn) if flow else None
    if flow is None or step is None:
        return None
    if leaves(heard.scene.text) and not heard.choice:
        return replace(turn, ended="left", says=(own_words("left", heard.scene.language),))
    if _wants_person(heard):
        return _again(flow, step, turn, heard)
    if (value := _value(step, heard)) is not None:
        return _kept(flow, step, value, turn, heard)
    if other := next((one for one in worded(flows, heard.scene) if one.id != flow.id), None):
        return begin(other, flows.version, heard)
    if asks_something(heard.scene.text, answer=nearly(step, heard.given)):
        again = _again(flow, step, turn, heard)
        return replace(again, asks=heard.scene.text, aside=True)
    return _missed(flow, step, turn, heard)


def answered(flow: Flow, turn: Turned, heard: Heard, *, known: bool) -> Turned:
    """The turn after the assistant behind has answered, or did not know."""
    turn = replace(turn, asks="")
    if turn.aside:
        return _after_aside(flow, replace(turn, aside=False), heard, known=known)
    place = flow.at(turn.stand.step)
    step = flow.steps[place] if place < len(flow.steps) else None
    stand = replace(turn.stand, answered=turn.stand.answered or known)
    turn = replace(turn, stand=stand, tells=turn.tells or known)
    if isinstance(step, LookUp) and not known and step.otherwise:
        place = flow.at(step.otherwise) - 1
    return _run(flow, place + 1, turn, heard, fresh=False)


def _after_aside(flow: Flow, turn: Turned, heard: Heard, *, known: bool) -> Turned:
    step = _asked(flow, turn)
    if step is None:
        return turn
    if known and flow.on_question == "end":
        return replace(turn, ended="left", says=(), buttons=())
    if known:
        return replace(turn, says=turn.says[-1:])
    if turn.passed:  # the flow has only just asked: nothing was answered wrongly
        return turn
    missed = _missed(flow, step, turn, heard)
    waits = missed.stand.step == step.id and not missed.ended
    return replace(missed, says=turn.says) if waits and is_question(heard.scene.text) else missed


# ── at a question ─────────────────────────────────────────────────────────────────────────────────


def _asked(flow: Flow, turn: Turned) -> Ask | None:
    """The question that waits for its answer."""
    step = next((one for one in flow.steps if one.id == turn.stand.step), None)
    return step if isinstance(step, Ask) and not turn.ended else None


def _value(step: Ask, heard: Heard) -> str | None:
    """What the field holds now; "" where it was skipped, None where the words do not fit."""
    if step.optional and (heard.choice == SKIP or skips(heard.scene.text)):
        return ""
    return value_in(step, heard.given)


def _wants_person(heard: Heard) -> bool:
    signals = heard.scene.signals
    return any(s.name == "explicit_request" and s.score >= SURE for s in signals)


def _kept(flow: Flow, step: Ask, value: str, turn: Turned, heard: Heard) -> Turned:
    """Keep the answer and go on behind the question, or where the chosen option leads."""
    fields = {**turn.stand.fields, step.field: value}
    turn = replace(turn, stand=replace(turn.stand, fields=fields, tries=0))
    goto = next((one.goto for one in step.options if one.id == value), "")
    place = flow.at(goto) if goto else flow.at(step.id) + 1
    return _run(flow, place, turn, heard, fresh=False)


def _missed(flow: Flow, step: Ask, turn: Turned, heard: Heard) -> Turned:
    """The answer does not fit: ask again with the reason, or give up after the last try."""
    tries = turn.stand.tries + 1
    turn = replace(turn, stand=replace(turn.stand, tries=tries), says=(), buttons=())
    if tries < step.tries:
        language = heard.scene.language
        retry = filled(step.retry, flow, turn.stand.fields, language) if step.retry else ""
        words = retry or own_words(step.kind, language)
        return replace(turn, says=(words,), buttons=_buttons(step, language))
    if step.otherwise:
        return _run(flow, flow.at(step.otherwise), turn, heard, fresh=False)
    return replace(turn, ended=_end_of(turn))


def _again(flow: Flow, step: Ask, turn: Turned, heard: Heard) -> Turned:
    """The same question once more; nothing was answered wrongly."""
    language = heard.scene.language
    words = filled(step.text, flow, turn.stand.fields, language)
    return replace(turn, says=(words,), buttons=_buttons(step, language))


def _buttons(step: Ask, language: str) -> tuple[Button, ...]:
    choices = [Button(id=one.id, label=said(one.label, language)) for one in step.options]
    if step.optional:
        choices.append(Button(id=SKIP, label=own_words("skip", language)))
    return tuple(choices)


# ── from step to step ─────────────────────────────────────────────────────────────────────────────


def _run(flow: Flow, place: int, turn: Turned, heard: Heard, *, fresh: bool) -> Turned:
    """Take steps until one waits: for an answer, for the assistant behind, or for ever.

    While the flow is ``fresh``, a question that the visitor's first words answer is not asked.
    """
    for _ in range(MOST_STEPS):
        if place >= len(flow.steps) or turn.ended:
            return turn if turn.ended else replace(turn, ended=_end_of(turn))
        step = flow.steps[place]
        turn = replace(turn, passed=(*turn.passed, step.id))
        if isinstance(step, Ask | LookUp):
            value = named_in(step, heard.given) if fresh and isinstance(step, Ask) else None
            if value is None or not isinstance(step, Ask):
                return _waits(flow, step, turn, heard)
            turn = _with_field(turn, step.field, value)
            place += 1
        else:
            turn = _taken(flow, step, turn, heard)
            place = _next(flow, step, place, turn, heard)
    return replace(turn, ended=_end_of(turn))


def _with_field(turn: Turned, name: str, value: str) -> Turned:
    return replace(turn, stand=replace(turn.stand, fields={**turn.stand.fields, name: value}))


def _waits(flow: Flow, step: Ask | LookUp, turn: Turned, heard: Heard) -> Turned:
    """Stand still at a step, with its question asked."""
    fields, language = turn.stand.fields, heard.scene.language
    turn = replace(turn, stand=replace(turn.stand, step=step.id, tries=0))
    if isinstance(step, Ask):
        words = filled(step.text, flow, fields, language)
        return replace(turn, says=(*turn.says, words), buttons=_buttons(step, language))
    known = {**fields, "message": heard.scene.text}
    return replace(turn, asks=stated(said(step.question, language), known) or heard.scene.text)


def _taken(
    flow: Flow, step: Say | Tell | Note | HandOff | End | Go | Branch, turn: Turned, heard: Heard
) -> Turned:
    """What a step that waits for nothing says and does."""
    stand, language = turn.stand, heard.scene.language
    match step:
        case Say():
            return replace(turn, says=(*turn.says, filled(step.text, flow, stand.fields, language)))
        case Tell():
            words = filled(step.text, flow, stand.fields, language)
            stand = replace(stand, answered=True)
            return replace(turn, says=(*turn.says, words), stand=stand, tells=True)
        case Note():
            noted = {name: stated(value, stand.fields) for name, value in step.attributes.items()}
            return replace(turn, attributes={**turn.attributes, **noted})
        case HandOff():
            why = stated(step.reason, stand.fields, blank=BLANK)
            return replace(
                turn, ended="handoff", handoff=why, team=step.team, priority=step.priority
            )
        case End():
            return replace(turn, ended=step.how)
        case Go() | Branch():
            return turn
        case _:
            assert_never(step)


def _next(
    flow: Flow,
    step: Say | Tell | Note | HandOff | End | Go | Branch,
    place: int,
    turn: Turned,
    heard: Heard,
) -> int:
    match step:
        case Go():
            return flow.at(step.to)
        case Branch():
            goto = next(_open_ways(step, turn, heard), step.otherwise)
            return flow.at(goto) if goto else place + 1
        case _:
            return place + 1


def _open_ways(step: Branch, turn: Turned, heard: Heard) -> Iterator[str]:
    scene = replace(heard.scene, fields=turn.stand.fields)
    return (way.goto for way in step.ways if holds(way.when, scene))


def _end_of(turn: Turned) -> FlowEnd:
    return "answered" if turn.stand.answered else "unanswered"
