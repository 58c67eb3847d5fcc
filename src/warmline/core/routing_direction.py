"""Where a request for a person goes: the routes asked in order, the first that matches decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from warmline.core.attributes import counted
from warmline.core.conditions import Scene, holds, told, unmet
from warmline.core.model import Conversation, Signal, TeamId
from warmline.core.policy import Context, Rule
from warmline.core.teams import Route

GATHERED: Final = ("topic", "entity")
MOST_GATHERED: Final = 12
SURE: Final = 0.5  # a topic or an entity from this score on is what the matter is about
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """To whom a request goes, and why."""

    team: TeamId
    priority: int = 0
    skills: tuple[str, ...] = ()
    route: str = ""  # that chose the team; "": the rule did, or the default
    why: str = ""  # in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A route as it was asked: for the page that tries them."""

    route: str
    matched: bool
    why: str  # what made it match, or what kept it from matching


def gathered(before: tuple[Signal, ...], shown: Iterable[Signal]) -> tuple[Signal, ...]:
    """What the matter is about so far, newest last, each thing once; without the words."""
    new = [one for one in shown if one.name in GATHERED and one.score >= SURE]
    if not new:
        return before
    found = {(one.name, one.value): one for one in before}
    for one in new:
        found.pop((one.name, one.value), None)
        found[one.name, one.value] = Signal(name=one.name, score=one.score, value=one.value)
    return tuple(found.values())[-MOST_GATHERED:]


def direct(
    now: Conversation, rule: Rule, context: Context, collected: Mapping[str, str] = NOTHING
) -> Direction:
    """A team that the rule names wins over the routes; where none matches, the assistant's."""
    if rule.team:
        why = f"rule {rule.id} names the team"
        return Direction(team=rule.team, priority=rule.priority, why=why)
    scene = scene_of(now, rule, context, collected)
    for route in context.routes:
        if route.when is None or holds(route.when, scene):
            return _along(route, rule, scene)
    why = "no route matches: the assistant's team" if context.routes else "the assistant's team"
    return Direction(team=context.policy.team, priority=rule.priority, why=why)


def _along(route: Route, rule: Rule, scene: Scene) -> Direction:
    return Direction(
        team=route.team,
        priority=rule.priority if route.priority is None else route.priority,
        skills=route.skills,
        route=route.id,
        why=f"route {route.id}: {_matched(route, scene)}",
    )


def _matched(route: Route, scene: Scene) -> str:
    return told(route.when, scene) if route.when else "it is for everything"


def asked(
    now: Conversation, rule: Rule, context: Context, collected: Mapping[str, str] = NOTHING
) -> tuple[Asked, ...]:
    """Every route, with what made it match or not; only the first match counts."""
    scene = scene_of(now, rule, context, collected)
    return tuple(_asked(route, scene) for route in context.routes)


def _asked(route: Route, scene: Scene) -> Asked:
    matched = route.when is None or holds(route.when, scene)
    why = _matched(route, scene) if matched or not route.when else unmet(route.when, scene)
    return Asked(route=route.id, matched=matched, why=why)


def scene_of(
    now: Conversation, rule: Rule, context: Context, collected: Mapping[str, str] = NOTHING
) -> Scene:
    """What routes see: the newest turn, what the matter gathered before, and why a person comes."""
    shown = {(one.name, one.value): one for one in (*now.gathered, *now.shown)}
    in_flow = now.flow.fields if now.flow else NOTHING
    return Scene(
        at=context.now,
        zone=context.policy.zone,
        text=now.matter,
        signals=tuple(shown.values()),
        confidence=next(reversed(now.confidences), None),
        attributes=counted(now, trust_page=context.policy.trust_page),
        fields={**in_flow, **collected},
        channel=now.channel,
        page=now.page,
        language=now.language,
        exchanges=now.exchanges,
        visitor_messages=now.visitor_messages,
        trigger=rule.trigger,
        priority=rule.priority,
    )
