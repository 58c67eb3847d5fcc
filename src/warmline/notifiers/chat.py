"""Notices in a room of a messenger, through its incoming webhook: one JSON, one answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from warmline.core.effects import Notify
from warmline.flow.failures import Permanent
from warmline.flow.ports import Letter
from warmline.flow.wishes import Target
from warmline.notifiers import _words
from warmline.notifiers._sending import check, send
from warmline.outside.posting import Outside, Post

Shape = Callable[[str, str], dict[str, Any]]
"""A messenger's document of a text and an address."""


def _slack(text: str, url: str) -> dict[str, Any]:
    """docs.slack.dev: &, < and > are its control characters; no other markup is read."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {"text": f"{escaped}\n<{url}|Open the conversation>", "unfurl_links": False}


def _teams(text: str, url: str) -> dict[str, Any]:
    """A card, as the Workflows of Microsoft Teams take it."""
    card = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.4",
        "body": [{"type": "TextBlock", "text": _plain(text), "wrap": True}],
        "actions": [{"type": "Action.OpenUrl", "title": "Open the conversation", "url": url}],
    }
    kind = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": kind, "content": card}]}


def _discord(text: str, url: str) -> dict[str, Any]:
    """Nobody is pinged by what a text happens to hold."""
    return {"content": f"{_plain(text)}\n<{url}>", "allowed_mentions": {"parse": []}}


def _google(text: str, url: str) -> dict[str, Any]:
    return {"text": f"{text.replace('<', '‹')}\n<{url}|Open the conversation>"}


def _other(text: str, url: str) -> dict[str, Any]:
    """Mattermost, Rocket.Chat, Zulip's Slack door and whatever else takes a ``text``."""
    return {"text": f"{_plain(text)}\n{url}"}


def _plain(text: str) -> str:
    """Without what Markdown would read."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>~|@#" else c for c in text)


MESSENGERS: Final[Mapping[str, Shape]] = {
    "hooks.slack.com": _slack,
    "hooks.slack-gov.com": _slack,
    "discord.com": _discord,
    "discordapp.com": _discord,
    "chat.googleapis.com": _google,
}
_OF_MICROSOFT: Final = (
    ".logic.azure.com",
    ".webhook.office.com",
    ".powerplatform.com",
    ".powerautomate.com",
)


def shape_of(url: str) -> Shape:
    """By the host; a messenger that nobody knows is told as most are."""
    host = urlsplit(url).hostname or ""
    if host.endswith(_OF_MICROSOFT):
        return _teams
    return MESSENGERS.get(host, _other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    outside: Outside
    console: str  # address of the console
    with_text: bool = False
    mask: Callable[[str], str] = str

    async def notify(self, notify: Notify, letter: Letter, *, key: str) -> str:
        target = letter.target
        if target is None:
            raise Permanent("the team has no such room")
        words, address = self._text(notify, letter, target), _words.address(self.console, letter)
        body = json.dumps(shape_of(target.url)(words, address), ensure_ascii=False).encode()
        reply = await send(self.outside, Post(url=target.url, body=body))
        check(reply)
        return f"{target.name} answered {reply.status}"

    def _text(self, notify: Notify, letter: Letter, target: Target) -> str:
        lines = [f"{_words.title(notify)}.", *_words.asides(letter)]
        if self.with_text and target.text:
            lines[1:1] = _words.told(letter.package, self.mask)
        return "\n".join(lines)
