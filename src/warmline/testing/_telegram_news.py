"""How updates leave a stand-in of Telegram: to a webhook, or to who asks for them."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Final

from warmline.testing._hooks import Call
from warmline.testing._telegram_limits import check_webhook
from warmline.testing._telegram_updates import Fields
from warmline.testing._telegram_wire import Asked, Refused

LONGEST: Final = 50  # seconds of long polling


class News:
    """Never both ways at once. ``url`` and ``secret``: as an earlier ``setWebhook`` left them."""

    def __init__(self, tell: Callable[[Call], Awaitable[None]], url: str, secret: str) -> None:
        self.url, self.secret = url, secret
        self._tell = tell
        self._wants: Sequence[str] = ()
        self._waiting: list[Fields] = []
        self._arrived = asyncio.Event()
        self._asking = False

    async def bring(self, update: Fields) -> None:
        """To the webhook, where there is one; else it waits to be asked for."""
        if self._wants and not set(self._wants) & set(update):
            return
        if not self.url:
            self._waiting.append(update)
            self._arrived.set()
            return
        headers = {"content-type": "application/json"}
        headers |= {"x-telegram-bot-api-secret-token": self.secret} if self.secret else {}
        body = json.dumps(update, ensure_ascii=False).encode()
        await self._tell(Call(headers=headers, body=body))

    def set_webhook(self, asked: Asked) -> Sequence[Fields]:
        """What has waited, and is to be brought there."""
        check_webhook(asked)
        self.url, self.secret = asked.text("url"), asked.text("secret_token")
        self._wants = asked.fields.get("allowed_updates", self._wants)
        waiting, self._waiting = self._waiting, []
        return waiting

    def delete_webhook(self) -> None:
        self.url, self.secret = "", ""

    def waiting(self) -> int:
        return len(self._waiting)

    async def updates(self, asked: Asked) -> Sequence[Fields]:
        """What is behind ``offset``; what is before it is forgotten."""
        conflict = "Conflict: can't use getUpdates method while webhook is active"
        if self.url:
            raise Refused(409, f"{conflict}; use deleteWebhook to delete the webhook first")
        if self._asking:
            raise Refused(409, "Conflict: terminated by other getUpdates request")
        self._wants = asked.fields.get("allowed_updates", self._wants)
        offset = asked.whole("offset")
        self._waiting = [one for one in self._waiting if one["update_id"] >= offset]
        if not self._waiting:
            await self._wait(min(asked.whole("timeout"), LONGEST))
        return self._waiting[: asked.whole("limit", 100)]

    async def _wait(self, seconds: int) -> None:
        self._arrived.clear()
        self._asking = True
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), seconds)
        finally:
            self._asking = False
