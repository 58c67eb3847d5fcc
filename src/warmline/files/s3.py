"""Bytes of files in a bucket, at Amazon or wherever somebody speaks its protocol."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote

from warmline.files.signing_v4 import Account, Unsigned, signed
from warmline.flow.failures import Permanent, Temporary
from warmline.outside.posting import Outside, Post, Reply

WITHIN: Final = 60.0  # seconds of one request
SPARE: Final = 4096  # bytes that an answer may be longer than what was asked for
Method = Literal["GET", "PUT", "DELETE"]
_DENIED: Final = frozenset({401, 403})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """``url``: of the bucket, however its server names them; a path in it may stand behind."""

    url: str
    account: Account
    most: int  # bytes of the largest file


class S3:
    """``flow.file_parts.Blobs``. A bucket's PUT is whole or not at all, and durable."""

    def __init__(
        self, bucket: Bucket, outside: Outside, *, now: Callable[[], float] = time.time
    ) -> None:
        self._bucket = bucket
        self._outside = outside
        self._now = now

    async def put(self, name: str, content: bytes) -> None:
        headers = {"Content-Type": "application/octet-stream"}
        _check(await self._ask("PUT", name, content, headers), {200, 201, 204})

    async def read(self, name: str, start: int = 0, end: int | None = None) -> bytes:
        if end is not None and end <= start:
            return b""
        headers = dict[str, str]()
        if start or end is not None:
            headers["Range"] = f"bytes={start}-{'' if end is None else end - 1}"
        reply = await self._ask("GET", name, b"", headers)
        if reply.status == 404:
            raise Permanent("there are no such bytes")
        _check(reply, {200, 206})
        return reply.body if reply.status == 206 else reply.body[start:end]

    async def delete(self, name: str) -> None:
        _check(await self._ask("DELETE", name, b"", {}), {200, 204, 404})

    async def _ask(self, method: Method, name: str, body: bytes, headers: dict[str, str]) -> Reply:
        url = f"{self._bucket.url.rstrip('/')}/{quote(name)}"
        unsigned = Unsigned(method=method, url=url, body=body, headers=headers)
        post = Post(
            url=url,
            body=body,
            method=method,
            headers=signed(unsigned, self._bucket.account, self._now()),
            within=WITHIN,
            most=self._bucket.most + SPARE,
        )
        return await self._outside.ask(post)


def _check(reply: Reply, fine: set[int]) -> None:
    """A bucket that does not let us in is its owner's matter, and may be mended: tried again."""
    if reply.status in fine:
        return
    why = "does not let us in" if reply.status in _DENIED else f"answered {reply.status}"
    raise Temporary(f"the bucket of files {why}", retry_after=reply.retry_after)
