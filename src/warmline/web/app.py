"""The web application: its routes, its two sockets, and what every request passes first."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.routing import WebSocketRoute

from warmline.web import (
    assistants,
    backtests,
    channel_kinds,
    channel_trials,
    channels,
    contacts,
    decisions,
    drills,
    feedback,
    files,
    flows,
    gaps,
    hooks,
    hours,
    kinds,
    knowledge,
    links,
    notices,
    openapi,
    operator,
    operator_deeds,
    operators,
    pages,
    playground,
    policies,
    problems,
    reports,
    retrying,
    routing,
    shadows,
    shop,
    team_notices,
    teams,
    transcripts,
    unmasking,
    visitor,
)
from warmline.web.desk import Desk
from warmline.web.guard import Guard
from warmline.web.inbox_feed import InboxFeed
from warmline.web.limits import Limiter, Turnstile
from warmline.web.operator_socket import operator_socket
from warmline.web.visitor_socket import visitor_socket

ROUTERS = (
    visitor.router,
    links.router,
    operator.router,
    decisions.router,
    feedback.router,
    files.router,  # before operator_deeds, whose last word of a path may be anything
    retrying.router,
    operator_deeds.router,
    assistants.router,
    policies.router,
    playground.router,
    flows.router,
    kinds.router,
    shadows.router,
    backtests.router,
    knowledge.router,
    gaps.router,
    reports.router,
    transcripts.router,
    contacts.router,
    unmasking.router,
    operators.router,
    channel_kinds.router,  # before channels, whose last word of a path may be any id
    channels.router,
    channel_trials.router,
    notices.router,
    team_notices.router,
    teams.router,
    routing.router,
    hours.router,
    drills.router,
    shop.router,
    hooks.router,
    pages.router,
)


def build(
    start: Callable[[], Awaitable[Desk]],
    stop: Callable[[], Awaitable[None]],
    wake: Callable[[], None],
) -> FastAPI:
    """The application. ``start`` opens everything and gives the desk, ``stop`` closes it."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        desk = await start()
        _equip(app, desk)
        app.state.wake = wake
        await desk.staff.start()
        await app.state.inbox_feed.start()
        try:
            yield
        finally:
            await app.state.inbox_feed.stop()
            await desk.staff.stop()
            await stop()

    app = FastAPI(
        title="Warmline",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
        separate_input_output_schemas=False,
    )
    problems.install(app)
    app.router.routes += [
        # not ``include_router``, which works each route out again at the first request: 0.15 s
        *(route for router in ROUTERS for route in router.routes),
        WebSocketRoute("/api/visitor/socket", visitor_socket),
        WebSocketRoute("/api/operator/socket", operator_socket),
    ]
    app.add_middleware(Guard)
    openapi.describe(app, ROUTERS)
    return app


def _equip(app: FastAPI, desk: Desk) -> None:
    """What lives as long as the application, and is its own."""
    limits = desk.limits
    app.state.desk = desk
    app.state.inbox_feed = InboxFeed(desk)
    app.state.say_limiter = Limiter(limits.visitor_says)
    app.state.read_limiter = Limiter(limits.visitor_reads)
    app.state.session_limiter = Limiter(limits.visitor_sessions)
    app.state.login_limiter = Limiter(limits.logins)
    app.state.account_limiter = Limiter(limits.logins_of_one)
    app.state.act_limiter = Limiter(limits.operator_acts)
    app.state.provider_limiter = Limiter(limits.providers)
    app.state.stranger_limiter = Limiter(limits.strangers)
    app.state.upload_limiter = Limiter(limits.uploads)
    app.state.upload_room = asyncio.Semaphore(limits.uploads_at_once)
    app.state.bulk_limiter = Limiter(limits.operator_bulks)
    app.state.look_limiter = Limiter(limits.operator_looks)
    app.state.test_limiter = Limiter(limits.operator_tests)
    app.state.drilling = asyncio.Lock()
    app.state.visitor_turnstile = Turnstile(limits.visitor_sockets)
