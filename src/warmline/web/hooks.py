"""The door of providers: verified before anything is believed, answered once all is durable.

Whoever knocks at a channel that is not there, is off or takes no webhooks learns no more than at
any address that does not exist.
"""

from collections.abc import Mapping
from typing import Annotated, Final

import structlog
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from warmline.flow.channels import Adapter, Hook, HookReply, Kind, Setup
from warmline.flow.failures import Forged, Permanent, Temporary
from warmline.web.desk import Desk, address, the_desk
from warmline.web.problems import Problem

TRY_AGAIN_AFTER: Final = 2.0  # seconds, where nobody says

router = APIRouter(include_in_schema=False)
TheDesk = Annotated[Desk, Depends(the_desk)]
log = structlog.get_logger()


@router.api_route("/hooks/{kind}/{channel}", methods=["GET", "POST"])
async def hook(kind: str, channel: str, request: Request, desk: TheDesk) -> Response:
    """What a provider tells of a channel, or asks to see whether it is ours."""
    setup, its_kind, adapter = await _line(desk, kind, channel)
    told = await _hook(request, desk)
    try:
        adapter.verify(told)
    except Forged:
        _slow_down(request, desk, "stranger", address(request))
        log.warning("hook_forged", channel=setup.id, kind=kind)
        raise Problem(401, "not_proved", "This cannot be shown to come from there.") from None
    _slow_down(request, desk, "provider", setup.id)
    return _response(await _taken(desk, setup, its_kind, adapter, told))


async def _line(desk: Desk, kind: str, channel: str) -> tuple[Setup, Kind, Adapter]:
    try:
        setup, its_kind, adapter = await desk.channels.switchboard.adapter(channel)
    except Permanent:
        raise _nothing() from None
    if setup.kind != kind or not its_kind.hooks(setup):
        raise _nothing()
    return setup, its_kind, adapter


def _nothing() -> Problem:
    return Problem(404, "not_found", "Not Found")


async def _hook(request: Request, desk: Desk) -> Hook:
    """As it came, under the address that the owner gave the provider."""
    query = request.url.query
    url = f"{desk.base_url.rstrip('/')}{request.url.path}"
    return Hook(
        method=request.method,
        url=f"{url}?{query}" if query else url,
        headers=_headers(request),
        query=dict(request.query_params),
        body=await request.body(),
        at=desk.clock(),
    )


def _headers(request: Request) -> Mapping[str, str]:
    """Of a header that comes twice only the first counts, whatever reads it later."""
    found = dict[str, str]()
    for name, value in request.headers.items():
        found.setdefault(name.lower(), value)
    return found


async def _taken(desk: Desk, setup: Setup, kind: Kind, adapter: Adapter, told: Hook) -> HookReply:
    try:
        events = adapter.parse(told)
        await desk.channels.arrivals.take(setup, kind, events)
    except Temporary as later:
        wait = round((later.retry_after or TRY_AGAIN_AFTER) * 1000)
        detail = "Please tell it again in a moment."
        raise Problem(503, "unavailable", detail, retry_after_ms=wait) from later
    return adapter.reply(told, events)


def _response(reply: HookReply) -> Response:
    """Never a page: nobody's browser may make anything of it."""
    return Response(reply.body, reply.status, media_type=reply.media_type)


def _slow_down(request: Request, desk: Desk, who: str, name: str) -> None:
    limiter = getattr(request.app.state, f"{who}_limiter")
    if wait := limiter.wait(name, desk.clock()):
        raise Problem(429, "rate_limited", "Too much at once.", retry_after_ms=wait)
