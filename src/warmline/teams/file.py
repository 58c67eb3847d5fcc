"""The routes' file: YAML (or JSON) text and the API's form to routes, and back.

routes:
  - id: invoices
    when: { signal.topic.value: billing, contact.plan: [gold, vip] }
    team: billing
    priority: 5
    skills: [german]
  - { id: everything else, team: support }
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, Final

from warmline.core.teams import Route
from warmline.policies import checks
from warmline.policies.checks import At, Check
from warmline.policies.errors import Faults
from warmline.policies.form import each_once
from warmline.policies.tree import UNREAD, read, write
from warmline.policies.when import route_condition, short, written_out

MOST_ROUTES: Final = 200
MOST_SKILLS: Final = 20
_USUAL: Final[Mapping[str, object]] = {"when": None, "priority": None, "skills": []}
"""What a file leaves out where it says nothing."""


def skill(value: object, at: At) -> str | None:
    """Skills are words in lower case: ``German`` and ``german`` are one."""
    found: str | None = checks.words(60)(value, at)
    return found.strip().lower() if found else None


_ROUTE: Final[Mapping[str, Check]] = {
    "id": checks.words(100),
    "when": checks.optional(route_condition),
    "team": checks.name,
    "priority": checks.optional(checks.whole(-1000, 1000)),
    "skills": checks.items(skill, MOST_SKILLS),
}


def load(text: str) -> tuple[Route, ...]:
    """The routes that a file holds, in its order. Raises BadPolicy with every fault."""
    faults = Faults()
    return _routes_of(read(text, faults), faults) if text.strip() else ()


def from_json(value: object) -> tuple[Route, ...]:
    """The routes in the API's form (``to_json``). Raises BadPolicy with every fault."""
    return _routes_of(value, Faults())


def dump(routes: Iterable[Route]) -> str:
    """``routes`` as a file that ``load`` reads back."""
    return write({"routes": [_written(route) for route in routes]})


def to_json(routes: Iterable[Route]) -> dict[str, Any]:
    """The API's form: the keys of the file, each condition written out."""
    return {"routes": [_values(route) for route in routes]}


def _routes_of(value: object, faults: Faults) -> tuple[Route, ...]:
    given: dict[str, Any] = {}
    if value is not UNREAD:
        given = checks.fields(value, At((), faults), {"routes": _routes}, what="routing")
    faults.settle()
    return given.get("routes", ())


def _routes(value: object, at: At) -> tuple[Route, ...]:
    found: tuple[dict[str, Any] | None, ...]
    found = checks.items(_route, MOST_ROUTES)(value, at) or ()
    each_once(found, "id", "an id", at)
    return tuple(Route(**given) for given in found if given and {"id", "team"} <= given.keys())


def _route(value: object, at: At) -> dict[str, Any]:
    return checks.fields(value, at, _ROUTE, needed=("id", "team"), what="route")


def _values(route: Route) -> dict[str, Any]:
    plain = {entry.name: getattr(route, entry.name) for entry in fields(Route)}
    when = written_out(route.when) if route.when else None
    return plain | {"when": when, "skills": list(route.skills)}


def _written(route: Route) -> dict[str, Any]:
    values = _values(route) | {"when": short(route.when) if route.when else None}
    order = ("id", "when", "team", "priority", "skills")
    return {key: values[key] for key in order if key not in _USUAL or values[key] != _USUAL[key]}
