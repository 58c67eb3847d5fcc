"""Notices pushed to browsers, also while no console is open (RFC 8030)."""

import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from warmline.core.effects import Notify
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Letter
from warmline.flow.wishes import Subscription
from warmline.notifiers import _words
from warmline.notifiers._sending import check, send
from warmline.outside.posting import Outside, Post

if TYPE_CHECKING:
    from warmline.notifiers.webpush import Vapid

LIVES: Final = 3600  # seconds for which a push service keeps it for a browser that is off
GONE: Final = (404, 410)  # RFC 8030, 7.3: the browser takes no more
TOPIC: Final = 32  # characters of RFC 8030's Topic, at most
LONGEST_BODY: Final = 1_000  # bytes; in JSON they may become six times as many, in one record

Expired = Callable[[str], Awaitable[None]]
"""Told the id of a subscription that takes no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """One push to each browser. Sent twice it is shown once: Topic and tag are the same."""

    outside: Outside
    vapid: Callable[[], Awaitable["Vapid"]]
    expired: Expired
    console: str  # address of the console
    mask: Callable[[str], str] = str

    async def notify(self, notify: Notify, letter: Letter, *, key: str) -> str:
        """Told, if one browser took it, and none may take it later."""
        vapid, body = await self.vapid(), self._body(notify, letter, key)
        took, passing, faults = 0, None, list[str]()
        for one in letter.subscriptions:
            try:
                took += await self._push(one, vapid, body, key)
            except Temporary as error:
                passing = error
            except Permanent as error:
                faults.append(str(error))
        if passing:
            raise passing
        if not took:
            raise Permanent(faults[0] if faults else "no browser of theirs takes pushes any more")
        return f"taken for {took} browser{'s' if took > 1 else ''}"

    async def _push(self, one: Subscription, vapid: "Vapid", body: bytes, key: str) -> bool:
        """Whether the browser's push service took it."""
        from warmline.notifiers.webpush import (  # noqa: PLC0415 - loads a library
            BadSubscription,
            encrypted,
            new_key,
        )

        try:
            sealed = encrypted(
                body,
                p256dh=one.p256dh,
                auth=one.auth,
                salt=secrets.token_bytes(16),
                own=new_key(),
            )
        except BadSubscription:
            await self.expired(one.id)
            return False
        post = Post(url=one.endpoint, body=sealed, headers=self._headers(one, vapid, key))
        reply = await send(self.outside, post)
        if reply.status in GONE:
            await self.expired(one.id)
            return False
        check(reply)
        return True

    def _headers(self, one: Subscription, vapid: "Vapid", key: str) -> dict[str, str]:
        return {
            "Authorization": vapid.header(one.endpoint, self.outside.now()),
            "Content-Type": "application/octet-stream",
            "Content-Encoding": "aes128gcm",
            "TTL": str(LIVES),
            "Urgency": "high",
            "Topic": key.removeprefix("msg_")[:TOPIC],
        }

    def _body(self, notify: Notify, letter: Letter, key: str) -> bytes:
        lines = _words.asides(letter)
        if letter.text:
            lines = [*_words.told(letter.package, self.mask)[:1], *lines]
        id = letter.conversation.id
        page = {
            "title": _words.title(notify),
            "body": "\n".join(lines).encode()[:LONGEST_BODY].decode("utf-8", "ignore"),
            "tag": key,
            "notice": notify.notice,
            "conversation": id,
            "url": _words.address(self.console, letter),
        }
        return json.dumps(page, ensure_ascii=False).encode()
