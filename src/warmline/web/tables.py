"""The tables of ``docs/api.md``: every route, every frame, every refusal, from the code itself."""

import re
from collections.abc import Callable, Iterator, Mapping
from inspect import signature
from typing import get_args

from fastapi.routing import APIRoute

from warmline.core import refusals
from warmline.web import frames, problems, visitor
from warmline.web.app import ROUTERS
from warmline.web.openapi import needs_login, routes_of

BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(page: str) -> str:
    """The page with each of its generated blocks made anew."""

    def fill(block: re.Match[str]) -> str:
        lines = "\n".join(TABLES[block[2]]())
        return f"{block[1]}\n{lines}\n\n{block[3]}"

    return BLOCK.sub(fill, page)


def _routes() -> Iterator[str]:
    yield from ("| Route | Needs | What it does |", "| --- | --- | --- |")
    for route in routes_of(ROUTERS):
        for method in sorted(route.methods or ()):
            path, does = f"`{method} {route.path_format}`", _first(route.description)
            yield f"| {path} | {_needs(route)} | {does.replace('``', '`')} |"


def _needs(route: APIRoute) -> str:
    if needs_login(route.dependant):
        return "a session"
    asks = (dependency.call for dependency in route.dependant.dependencies)
    return "a visitor's token" if any(ask is visitor.admitted for ask in asks) else ""


def _refusals() -> Iterator[str]:
    yield from ("| Code | Status | What it says |", "| --- | --- | --- |")
    for one in vars(refusals).values():
        if isinstance(one, type) and issubclass(one, refusals.Refused) and one.code != "refused":
            status = problems.STATUSES.get(one.code, 409)
            yield f"| `{one.code}` | {status} | {_said(one)} |"


def _said(refusal: type[refusals.Refused]) -> str:
    about = signature(refusal).parameters
    try:
        return str(refusal(*("…" for _ in about)))
    except (TypeError, ValueError):  # it reckons with what it is given
        return str(refusal(*(0 for _ in about)))


def _frames(union: str) -> Callable[[], Iterator[str]]:
    def table() -> Iterator[str]:
        yield from ("| `type` | Fields | What it says |", "| --- | --- | --- |")
        for frame in get_args(get_args(getattr(frames, union))[0]):
            fields = [name for name in frame.model_fields if name != "type"]
            names = ", ".join(f"`{name}`" for name in fields)
            kind = frame.model_fields["type"].default
            yield f"| `{kind}` | {names} | {_first(frame.__doc__)} |"

    return table


def _first(text: str | None) -> str:
    """The first paragraph, on one line."""
    return " ".join((text or "").split("\n\n")[0].split())


TABLES: Mapping[str, Callable[[], Iterator[str]]] = {
    "routes": _routes,
    "refusals": _refusals,
    "visitor_hears": _frames("VisitorServerFrame"),
    "visitor_says": _frames("VisitorClientFrame"),
    "operator_hears": _frames("OperatorServerFrame"),
    "operator_says": _frames("OperatorClientFrame"),
}
