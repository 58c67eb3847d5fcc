"""Notices to a service of the owner's, signed as Standard Webhooks say."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from warmline.core.effects import Notify
from warmline.flow.failures import Permanent
from warmline.flow.ports import Letter
from warmline.notifiers import _words
from warmline.notifiers._sending import check, send
from warmline.outside.posting import Outside, Post
from warmline.outside.signing import secret_bytes, signed

VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """The same notice sent twice has one ``webhook-id``."""

    outside: Outside
    console: str  # address of the console
    with_text: bool = False
    mask: Callable[[str], str] = str

    async def notify(self, notify: Notify, letter: Letter, *, key: str) -> str:
        target = letter.target
        if target is None:
            raise Permanent("the team has no such webhook")
        document = self._document(notify, letter, key, with_text=target.text)
        body = json.dumps(document, ensure_ascii=False).encode()
        headers = signed(secret_bytes(target.secret), key, round(self.outside.now()), body)
        reply = await send(self.outside, Post(url=target.url, body=body, headers=headers))
        check(reply)
        return f"{target.name} answered {reply.status}"

    def _document(
        self, notify: Notify, letter: Letter, key: str, *, with_text: bool
    ) -> dict[str, Any]:
        now = letter.conversation
        text = self.with_text and with_text
        return {
            "version": VERSION,
            "type": "notice",
            "id": key,
            "notice": notify.notice,
            "title": _words.title(notify),
            "at": letter.at,
            "conversation": now.id,
            "seq": notify.seq,
            "url": _words.address(self.console, letter),
            "team": now.handoff.team if now.handoff else "",
            "priority": now.handoff.priority if now.handoff else 0,
            "more": letter.more,
            "text": _words.told(letter.package, self.mask) if text else [],
        }
