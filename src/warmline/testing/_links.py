"""Files that a provider fetches from the address that it was given, in place of taking bytes."""

import re
from email.message import Message
from typing import Final
from urllib.parse import unquote, urlsplit

import httpx2

from warmline.testing._provider import Enclosed

WITHIN: Final = 15.0  # seconds
LONGEST: Final = 2_000  # characters of an address


class Unfetched(Exception):
    """Nothing can be had there."""


class TooLarge(Exception):
    """There is more than is taken."""


def is_link(url: str) -> bool:
    """Whether a provider would try it at all: of the web, with a host, and nobody's password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    fine = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    return bool(fine) and len(url) <= LONGEST and re.search(r"[\s\x00-\x1f]", url) is None


async def fetched(url: str, most: int) -> Enclosed:
    """What lies there, for a stranger without any rights. Raises ``Unfetched``, ``TooLarge``.

    No redirect is followed, and no more than ``most`` bytes are read.
    """
    content = b""
    try:
        async with (
            httpx2.AsyncClient(trust_env=False, timeout=WITHIN) as client,
            client.stream("GET", url) as answer,
        ):
            if answer.status_code != 200:
                raise Unfetched(f"{answer.status_code}")
            async for piece in answer.aiter_bytes():
                content += piece
                if len(content) > most:
                    raise TooLarge(f"more than {most} bytes")
    except httpx2.HTTPError as error:
        raise Unfetched(type(error).__name__) from None
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    name = _named(answer.headers.get("content-disposition", "")) or _last(url)
    return Enclosed(name=name, type=kind, content=content)


def _named(disposition: str) -> str:
    """The name in the header, if there is one."""
    found = Message()
    found["content-disposition"] = disposition
    return found.get_filename("") if disposition else ""


def _last(url: str) -> str:
    return unquote(urlsplit(url).path.rpartition("/")[2])
