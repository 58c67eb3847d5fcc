"""HTTP to a service outside: the only file that loads the library, at the first request."""

import logging
import re
import ssl
from typing import Final

import httpx2

from warmline.outside.failed import ServiceFailed
from warmline.outside.posting import (
    CONNECT,
    HEADERS,
    LARGEST_FAULT,
    MOST_WAIT,
    WHOLE,
    NotConnected,
    Post,
    Reply,
)
from warmline.outside.reach import Target

AGENT: Final = "Warmline"
_SECONDS: Final = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")


class Http:
    """Redirects are not followed, and no connection is kept.

    A kept connection belongs to an address and not to a name: one that was checked for a name
    would carry the words for another name at the same address.
    """

    def __init__(self, tls: ssl.SSLContext) -> None:
        logging.getLogger("httpx2").setLevel(logging.WARNING)  # below it logs URLs, tokens and all
        self._client = httpx2.AsyncClient(
            verify=tls,
            timeout=httpx2.Timeout(WHOLE, connect=CONNECT),
            limits=httpx2.Limits(max_keepalive_connections=0),
            follow_redirects=False,
            trust_env=False,  # a proxy would look the name up again
        )

    async def send(self, where: Target, post: Post) -> Reply:
        """Whatever it answers. Raises ``NotConnected``, ``ServiceFailed``."""
        names = {"sni_hostname": where.host} if where.scheme == "https" else {}
        try:
            async with self._client.stream(
                post.method,
                where.url,
                content=post.body,
                headers=_headers(where, post),
                extensions=names,
            ) as response:
                return await _reply(response, post.most)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            slow = isinstance(error, httpx2.ConnectTimeout)
            raise NotConnected("slow" if slow else "unreachable") from None
        except httpx2.TimeoutException:
            raise ServiceFailed("slow") from None
        except (httpx2.HTTPError, httpx2.StreamError, httpx2.InvalidURL):
            raise ServiceFailed("cut") from None

    async def close(self) -> None:
        await self._client.aclose()


def _headers(where: Target, post: Post) -> dict[str, str]:
    return {
        "Host": where.authority,
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",  # what is not packed cannot unpack to gigabytes
        "User-Agent": AGENT,
        **post.headers,
    }


async def _reply(response: httpx2.Response, most: int) -> Reply:
    """What is said beside a failure is cut short: it is read by people alone."""
    packed = response.headers.get("content-encoding", "identity").lower() != "identity"
    fine = response.is_success
    body = b"" if packed else await _read(response, most if fine else LARGEST_FAULT, fine)
    return Reply(
        status=response.status_code,
        body=body,
        packed=packed,
        retry_after=_wait(response),
        headers={
            name: value[:1_000] for name, value in response.headers.items() if name in HEADERS
        },
    )


def _wait(response: httpx2.Response) -> float:
    """Seconds of ``Retry-After``; 0: it does not say, or names a date."""
    said = response.headers.get("retry-after", "")
    return min(float(said), MOST_WAIT) if _SECONDS.fullmatch(said) else 0.0


async def _read(response: httpx2.Response, most: int, whole: bool) -> bytes:  # noqa: FBT001
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > most and whole:
            raise ServiceFailed("too_long", f"expected at most {most // 1024} KiB")
        if len(body) > most:
            break
    return bytes(body[:most])
