"""How the steps of a flow lead to each other, and what is wrong with that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, assert_never

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
)

THE_END: Final = "end"
"""The target of a jump that ends the flow."""

Place = tuple[str | int, ...]
"""The way from a step to one of its values: ``("options", 1, "goto")``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """One thing that is wrong with the way through a flow."""

    step: int
    place: Place
    expected: str
    came: str


def targets(step: Step) -> Iterator[tuple[Place, str]]:
    """Every step that this one names, and where it does."""
    match step:
        case Ask(options=options, otherwise=otherwise):
            yield from (
                (("options", number, "goto"), one.goto) for number, one in enumerate(options)
            )
            yield ("otherwise",), otherwise
        case Branch(ways=ways, otherwise=otherwise):
            yield from ((("branch", number, "goto"), way.goto) for number, way in enumerate(ways))
            yield ("otherwise",), otherwise
        case LookUp(otherwise=otherwise):
            yield ("otherwise",), otherwise
        case Go(to=to):
            yield ("goto",), to
        case Say() | Tell() | Note() | HandOff() | End():
            pass
        case _:
            assert_never(step)


def edges(flow: Flow, place: int) -> tuple[int, ...]:
    """The places that can follow a step; one past the last is the end."""
    step = flow.steps[place]
    named = [flow.at(to) for _, to in targets(step) if to]
    return tuple(dict.fromkeys([*named, *([place + 1] if _goes_on(step) else [])]))


def _goes_on(step: Step) -> bool:
    """Whether the next step can follow."""
    match step:
        case Go() | End() | HandOff():
            return False
        case Branch(otherwise=otherwise):
            return not otherwise
        case Ask(options=options, optional=optional):
            return optional or not options or any(not one.goto for one in options)
        case _:
            return True


def knots(flow: Flow) -> Iterator[Knot]:
    """What is wrong with the way through the flow; nothing more where a target is missing."""
    missing = list(_missing(flow))
    yield from missing
    if not missing:
        yield from _unreachable(flow)
        yield from _endless(flow)


def _missing(flow: Flow) -> Iterator[Knot]:
    ids = {step.id for step in flow.steps} | {THE_END}
    for place, step in enumerate(flow.steps):
        for where, to in targets(step):
            if to and to not in ids:
                yield Knot(step=place, place=where, expected="the id of a step, or end", came=to)


def _unreachable(flow: Flow) -> Iterator[Knot]:
    reached: set[int] = set()
    ahead = [0]
    while ahead:
        place = ahead.pop()
        if place < len(flow.steps) and place not in reached:
            reached.add(place)
            ahead.extend(edges(flow, place))
    for place, step in enumerate(flow.steps):
        if place not in reached:
            came = f"{step.id}, which nothing leads to"
            yield Knot(step=place, place=(), expected="a step that can be reached", came=came)


def _endless(flow: Flow) -> Iterator[Knot]:
    """Rounds in which nothing waits for the visitor: one fault for each, at its last step."""
    state: dict[int, int] = {}  # 1: on the path, 2: done
    for start in range(len(flow.steps)):
        yield from _rounds(flow, start, state)


def _rounds(flow: Flow, start: int, state: dict[int, int]) -> Iterator[Knot]:
    path: list[tuple[int, Iterator[int]]] = []

    def enter(place: int) -> None:
        state[place] = 1
        path.append((place, iter(edges(flow, place))))

    if _rushes(flow, start) and start not in state:
        enter(start)
    while path:
        place, following = path[-1]
        after = next(following, None)
        if after is None:
            state[place] = 2
            path.pop()
        elif state.get(after) == 1:
            names = [flow.steps[at].id for at, _ in path]
            loop = " → ".join([*names[names.index(flow.steps[after].id) :], flow.steps[after].id])
            expected = "a question on the way round"
            yield Knot(step=place, place=(), expected=expected, came=f"the endless loop {loop}")
        elif _rushes(flow, after) and after not in state:
            enter(after)


def _rushes(flow: Flow, place: int) -> bool:
    """Whether the flow passes the step without waiting for the visitor."""
    return place < len(flow.steps) and not isinstance(flow.steps[place], Ask)


def collected(flow: Flow) -> Mapping[int, frozenset[str]]:
    """By place: the fields that have surely been asked for when the flow comes there."""
    known: dict[int, frozenset[str]] = {0: frozenset()}
    ahead = [0]
    while ahead:
        place = ahead.pop()
        if place >= len(flow.steps):
            continue
        for after, had in _handed_on(flow, place, known[place]):
            both = had if after not in known else known[after] & had
            if known.get(after) != both:
                known[after] = both
                ahead.append(after)
    return known


def _handed_on(flow: Flow, place: int, had: frozenset[str]) -> Iterator[tuple[int, frozenset[str]]]:
    """What is known behind a step; a question that failed or may be skipped collects nothing."""
    step = flow.steps[place]
    if not isinstance(step, Ask):
        yield from ((after, had) for after in edges(flow, place))
        return
    got = had if step.optional else had | {step.field}
    for after in edges(flow, place):
        failed = bool(step.otherwise) and after == flow.at(step.otherwise)
        yield after, had if failed else got
