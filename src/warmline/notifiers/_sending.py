"""How a provider's answer is taken: what passes, what stays, and what may be said of it."""

from typing import Final

from warmline.flow.failures import Permanent, Temporary
from warmline.outside.failed import ServiceFailed
from warmline.outside.posting import Outside, Post, Reply

PASSING: Final = frozenset({408, 409, 425, 429})  # besides all from 500
FIELD_WORDS: Final = 200  # characters of a provider's own words


async def send(outside: Outside, post: Post) -> Reply:
    """Whatever is answered. Raises ``Temporary``, and ``Permanent`` where we may not go at all."""
    try:
        return await outside.ask(post)
    except ServiceFailed as error:
        if error.kind == "forbidden":
            raise Permanent(str(error)) from None
        raise


def check(reply: Reply, words: str = "") -> None:
    """Raises ``Temporary`` or ``Permanent`` where the answer is none of success."""
    if 200 <= reply.status < 300:
        return
    said = f"the service answered {reply.status}" + (f": {words[:FIELD_WORDS]}" if words else "")
    if reply.status in PASSING or reply.status >= 500:
        raise Temporary(said, retry_after=reply.retry_after)
    raise Permanent(said)
