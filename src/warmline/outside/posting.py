"""Sending a request to a service outside, within limits of time and size."""

import asyncio
import json
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

from warmline.outside.failed import ServiceFailed
from warmline.outside.reach import Network, Resolve, Target, addresses_of, target

CONNECT: Final = 4.0  # seconds
WHOLE: Final = 18.0  # seconds, a second try at connecting included
LARGEST: Final = 256 * 1024  # bytes of a response
LARGEST_FAULT: Final = 8 * 1024  # bytes of what is said beside a failure
MOST_WAIT: Final = 600.0  # seconds of Retry-After that are heeded
HEADERS: Final = frozenset(
    {
        "content-type",
        "content-length",
        "content-disposition",
        "location",
        "retry-after",
        "x-ratelimit-bucket",
        "x-ratelimit-global",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "x-ratelimit-reset-after",
        "x-ratelimit-scope",
    }
)
"""Of an answer, what callers may need: cookies and the rest stay where they are."""
_BUSY: Final = frozenset({429, 503})


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    url: str = field(repr=False)  # some hold a token
    body: bytes = field(repr=False)  # JSON, where the headers say nothing else
    method: Literal["POST", "GET", "PUT", "PATCH", "DELETE"] = "POST"
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    within: float = WHOLE  # seconds
    most: int = LARGEST  # bytes of the answer, where it is a success


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a service answered, whether or not it was content."""

    status: int
    body: bytes = b""
    packed: bool = False  # the body was compressed, and was not read
    retry_after: float = 0.0  # seconds; 0: nothing is said of it
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Those of ``HEADERS`` that came, names in small letters, values cut at 1,000 characters."""


class NotConnected(Exception):
    """No connection was made: nothing was sent, so it can be tried again."""

    def __init__(self, kind: Literal["slow", "unreachable"]) -> None:
        super().__init__(kind)
        self.kind: Literal["slow", "unreachable"] = kind


class _Http(Protocol):
    async def send(self, where: Target, post: Post) -> Reply: ...
    async def close(self) -> None: ...


class Outside:
    """The way to services outside."""

    def __init__(
        self,
        allowed: Sequence[Network] = (),
        *,
        resolve: Resolve = addresses_of,
        tls: Callable[[], ssl.SSLContext] = ssl.create_default_context,
        now: Callable[[], float] = time.time,
    ) -> None:
        """``allowed``: private networks that may be reached; ``now``: the wall clock, seconds."""
        self.now = now
        self._allowed = allowed
        self._resolve = resolve
        self._tls = tls
        self._http: _Http | None = None

    async def post(self, post: Post) -> object:
        """The JSON value of a response with status 200. Raises ``ServiceFailed``."""
        reply = await self.ask(post)
        _check(reply)
        return _json(reply.body)

    async def whereto(self, url: str) -> Target:
        """Where a URL leads, for a connection that is no request. Raises ``ServiceFailed``."""
        return await target(url, allowed=self._allowed, resolve=self._resolve)

    def tls(self) -> ssl.SSLContext:
        return self._tls()

    async def ask(self, post: Post) -> Reply:
        """Whatever the service answers. Raises ``ServiceFailed`` where it does not."""
        try:
            async with asyncio.timeout(post.within):
                where = await target(post.url, allowed=self._allowed, resolve=self._resolve)
                return await self._sent(where, post)
        except TimeoutError:
            raise ServiceFailed("slow") from None

    async def close(self) -> None:
        if self._http is not None:
            await self._http.close()

    async def _sent(self, where: Target, post: Post) -> Reply:
        """A connection that could not be made is tried once more; nothing else ever is."""
        http = self._opened()
        try:
            return await http.send(where, post)
        except NotConnected:
            pass
        try:
            return await http.send(where, post)
        except NotConnected as error:
            raise ServiceFailed(error.kind, "no connection") from None

    def _opened(self) -> _Http:
        if self._http is None:
            from warmline.outside._http import Http  # noqa: PLC0415 - loads a library

            self._http = Http(self._tls())
        return self._http


def _check(reply: Reply) -> None:
    if reply.status in _BUSY:
        raise ServiceFailed("busy", status=reply.status, retry_after=reply.retry_after)
    if reply.status != 200:
        raise ServiceFailed("status", status=reply.status)
    if reply.packed:
        raise ServiceFailed("malformed", "expected a body that is not packed")


def _json(body: bytes) -> object:
    if not body.strip():
        raise ServiceFailed("empty")
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise ServiceFailed("malformed", "expected JSON") from None
