"""How a stand-in's webhooks reach the one who is tried: over HTTP, or straight into an app."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import httpx2
from starlette.types import ASGIApp

TRIES: Final = 20  # of a webhook that is not taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A webhook, signed and ready to go. ``query`` without the question mark."""

    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    query: str = ""
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What it was answered; ``status`` 0: nothing was."""

    status: int
    body: bytes = b""
    media_type: str = ""

    @property
    def taken(self) -> bool:
        return 200 <= self.status < 300


Deliver = Callable[[Call], Awaitable[Answered]]


async def nowhere(call: Call) -> Answered:
    """Before anybody said where webhooks go: taken, and forgotten."""
    return Answered(status=200)


def over_http(url: str) -> Deliver:
    """To a server that listens at ``url``."""

    async def deliver(call: Call) -> Answered:
        async with httpx2.AsyncClient(trust_env=False, timeout=30) as client:
            return await _sent(client, url, call)

    return deliver


def into(app: ASGIApp, url: str) -> Deliver:
    """Into an ASGI app of this process, as if it listened at ``url``."""

    async def deliver(call: Call) -> Answered:
        way = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=way, timeout=30) as client:
            return await _sent(client, url, call)

    return deliver


async def _sent(client: httpx2.AsyncClient, url: str, call: Call) -> Answered:
    where = f"{url}?{call.query}" if call.query else url
    try:
        answer = await client.request(
            call.method, where, content=call.body, headers=dict(call.headers)
        )
    except httpx2.HTTPError:
        return Answered(status=0)
    return Answered(
        status=answer.status_code,
        body=answer.content,
        media_type=answer.headers.get("content-type", ""),
    )
