"""The form of flows: which keys they have, what each may be, and how they make ``Flows``."""

from collections.abc import Mapping
from typing import Final, cast

from warmline.flows import graph, model
from warmline.flows.steps import Fields, asking_only, mapping_or_none, step_of
from warmline.policies import checks
from warmline.policies.checks import At, Check
from warmline.policies.errors import nearest

MOST_FLOWS: Final = 50
MOST_STEPS: Final = 200
MOST_WORDS: Final = 100


def _start(value: object, at: At) -> model.Start:
    phrase = checks.words(200)
    keys: Mapping[str, Check] = {
        "opening": checks.boolean,
        "words": checks.items(phrase, MOST_WORDS),
        "topics": checks.items(checks.name, MOST_WORDS),
        "when": asking_only(frozenset()),
    }
    found = {key: one for key, one in checks.fields(value, at, keys).items() if one is not None}
    if isinstance(value, dict) and not any(found.get(k) for k in ("opening", "words", "topics")):
        at.wrong("opening, words or topics: when the flow begins", None)
    return model.Start(**found)


def _flow(value: object, at: At) -> model.Flow | None:
    fields = _asked_for(mapping_or_none(value, at).get("steps"))
    steps = checks.least(1, checks.items(lambda one, here: step_of(one, here, fields), MOST_STEPS))
    keys: Mapping[str, Check] = {
        "id": checks.name,
        "start": _start,
        "on_question": checks.choice(("resume", "end")),
        "steps": steps,
    }
    before = len(at.faults.found)
    found = checks.fields(value, at, keys, needed=("id", "start", "steps"), what="flow")
    if len(at.faults.found) > before or not {"id", "start", "steps"} <= found.keys():
        return None
    flow = model.Flow(**{key: one for key, one in found.items() if one is not None})
    _note_knots(flow, at / "steps")
    return flow


def _asked_for(steps: object) -> Fields:
    """The names of all fields that a list of steps asks for, read before the steps themselves."""
    found = cast("list[object]", steps) if isinstance(steps, list) else []
    asks = (cast("dict[str, object]", one).get("ask") for one in found if isinstance(one, dict))
    return frozenset(name for name in asks if isinstance(name, str))


def _note_knots(flow: model.Flow, at: At) -> None:
    seen: dict[str, int] = {}
    for place, step in enumerate(flow.steps):
        if seen.setdefault(step.id, place) != place:
            (at / place / "id").wrong(f"an id that steps[{seen[step.id]}] does not have", step.id)
    for knot in graph.knots(flow):
        here = at / knot.step
        for part in knot.place:
            here = here / part
        close = nearest(knot.came, (step.id for step in flow.steps)) if knot.place else None
        at.faults.add(here.path, f"'{close}'" if close else knot.expected, knot.came)


def flows_of(value: object, at: At) -> model.Flows:
    """The flows that plain values make; faults are noted at their places."""
    read = checks.items(_flow, MOST_FLOWS)
    found = checks.fields(value, at, {"flows": read}, needed=("flows",), what="file")
    flows: tuple[model.Flow | None, ...] = found.get("flows") or ()
    whole = tuple(flow for flow in flows if flow)
    _each_once(flows, at / "flows")
    return model.Flows(flows=whole)


def _each_once(flows: tuple[model.Flow | None, ...], at: At) -> None:
    ids: dict[str, int] = {}
    opening: int | None = None
    for number, flow in enumerate(flows):
        if flow is None:
            continue
        if ids.setdefault(flow.id, number) != number:
            (at / number / "id").wrong(f"an id that flows[{ids[flow.id]}] does not have", flow.id)
        if flow.start.opening and flow.start.when is None:
            if opening is not None:
                came = f"flows[{opening}] opens every conversation already"
                at.faults.add((at / number / "start" / "opening").path, "one opening flow", came)
            opening = number if opening is None else opening
