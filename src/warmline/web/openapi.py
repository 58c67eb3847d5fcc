"""The API's description: every route with its errors, and what each asks of who calls it."""

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from warmline.web import auth
from warmline.web.problems import ProblemView

DESCRIPTION = """\
What a visitor's widget, the console and your own programs ask of Warmline over HTTP.

Every error is a problem document (RFC 9457) with a stable `code`. Times are milliseconds since
1970. The live protocol on the two WebSockets, `/api/visitor/socket` and `/api/operator/socket`, is
in `docs/api.md`.
"""
TAGS = (
    {"name": "visitor", "description": "What the widget asks, from other sites' pages."},
    {"name": "operator", "description": "Log in, the inbox, threads, and what operators do."},
    {"name": "assistants", "description": "Assistants, and the policies that tune them."},
    {"name": "knowledge", "description": "The knowledge base."},
    {"name": "feedback", "description": "Whether an answer helped or was right."},
    {"name": "reports", "description": "What happened, in figures; what knowledge lacks."},
    {"name": "transcripts", "description": "Search over all that was said; exports."},
    {"name": "operators", "description": "Who works here."},
    {"name": "teams", "description": "Teams, and who is there now."},
    {"name": "routing", "description": "To which team a request for a person goes, and why."},
    {"name": "notices", "description": "How staff want to be told, and by which devices."},
    {"name": "files", "description": "Files of messages."},
    {"name": "contacts", "description": "Who writes, over all channels."},
    {"name": "channels", "description": "The ways visitors write by, and whether they work."},
    {"name": "outbox", "description": "Jobs that were given up."},
)
SCHEMES: dict[str, Any] = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "__Host-warmline",
        "description": "Set by login; `warmline` where the server is reached without TLS.",
    },
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRF-Token",
        "description": "The `csrf` in the answer to login, with each request that is not a GET.",
    },
}
PROBLEM = {"$ref": "#/components/schemas/ProblemView"}


def describe(app: FastAPI, routers: Sequence[APIRouter]) -> None:
    """Make the application's own description, once, when it is asked for."""

    def made() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app, list(routes_of(routers)))
        return app.openapi_schema

    app.openapi = made


def routes_of(routers: Sequence[APIRouter]) -> Iterator[APIRoute]:
    """The routes of the API: those that are described."""
    for router in routers:
        for route in router.routes:
            if isinstance(route, APIRoute) and route.include_in_schema:
                yield route


def _described(app: FastAPI, routes: Sequence[APIRoute]) -> dict[str, Any]:
    schema = get_openapi(
        title=app.title,
        version="1",
        description=DESCRIPTION,
        routes=app.routes,
        tags=[dict(tag) for tag in TAGS],
        separate_input_output_schemas=False,
    )
    parts = schema["components"]
    for name in ("HTTPValidationError", "ValidationError"):
        parts["schemas"].pop(name, None)
    problem = ProblemView.model_json_schema(ref_template="#/components/schemas/{model}")
    parts["schemas"] |= problem.pop("$defs") | {"ProblemView": problem}
    parts["securitySchemes"] = parts.get("securitySchemes", {}) | SCHEMES
    for route in routes:
        for method in route.methods or ():
            _amend(schema["paths"][route.path_format][method.lower()], route, method)
    return schema


def _amend(operation: dict[str, Any], route: APIRoute, method: str) -> None:
    operation["responses"].pop("422", None)
    operation["responses"]["default"] = {
        "description": "It could not be done; `code` says why.",
        "content": {"application/problem+json": {"schema": PROBLEM}},
    }
    if needs_login(route.dependant):
        schemes = ("session",) if method in auth.SAFE else ("session", "csrf")
        operation["security"] = [{scheme: list[str]() for scheme in schemes}]


def needs_login(dependant: Dependant) -> bool:
    return dependant.call is auth.logged_in or any(map(needs_login, dependant.dependencies))
