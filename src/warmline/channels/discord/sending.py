"""Requests to Discord's HTTP interface, and what its answers mean. Pure."""

import json
from collections.abc import Mapping
from typing import Any, Final

from warmline.channels._loose import document, mapping
from warmline.channels._multipart import Part, multipart
from warmline.channels.discord.parsing import said
from warmline.flow.channels import Outgoing
from warmline.flow.failures import Permanent, Temporary
from warmline.outside.posting import Post, Reply

JSON: Final = "application/json"
ROW: Final = 1  # types of components
BUTTON: Final = 2
GREY: Final = 2  # a style of buttons
FILES_WITHIN: Final = 120.0  # seconds

WORDS: Final[Mapping[int, str]] = {
    10003: "the channel is gone",
    10008: "the message is gone",
    40001: "the bot token is wrong",
    40005: "the file is larger than Discord takes",
    50001: "the bot may not see the channel",
    50007: "they take no direct messages from this bot",
    50013: "the bot lacks a permission in the channel",
    50083: "the thread is archived",
    50278: "they share no server with the bot any more",
}


def headers(token: str, media_type: str = JSON) -> Mapping[str, str]:
    return {"Authorization": f"Bot {token}", "Content-Type": media_type}


def message_post(base: str, token: str, message: Outgoing) -> Post:
    """The nonce makes Discord send it once, however often it is asked within some minutes."""
    url = f"{base}/channels/{message.thread}/messages"
    fields: dict[str, Any] = {
        "content": message.text,
        "nonce": message.key[-25:],
        "enforce_nonce": True,
        "allowed_mentions": {"parse": []},  # nobody's words ring a whole server
    }
    if message.buttons:
        row = [
            {"type": BUTTON, "style": GREY, "label": one.label, "custom_id": one.id}
            for one in message.buttons
        ]
        fields["components"] = [{"type": ROW, "components": row}]
    if message.file is None:
        return Post(url=url, body=json.dumps(fields).encode(), headers=headers(token))
    file = message.file
    fields["attachments"] = [{"id": 0, "filename": file.file.name}]
    media_type, body = multipart(
        Part(name="payload_json", content=json.dumps(fields).encode(), type=JSON),
        Part(name="files[0]", content=file.content, type=file.file.type, filename=file.file.name),
    )
    return Post(url=url, body=body, headers=headers(token, media_type), within=FILES_WITHIN)


def id_of(reply: Reply) -> str:
    """Of the message that was made. Raises ``Temporary``, ``Permanent``."""
    return said(document_of(reply), "id")


def document_of(reply: Reply) -> Mapping[str, object]:
    """What was answered. Raises ``Temporary``, ``Permanent``."""
    found = mapping(document(reply.body))
    if 200 <= reply.status < 300:
        return found
    if reply.status == 429:
        raise Temporary("Discord asks for a pause", retry_after=_pause(reply, found))
    if reply.status >= 500:
        raise Temporary(f"Discord failed (HTTP {reply.status})", retry_after=reply.retry_after)
    code = found.get("code")
    code = code if isinstance(code, int) else 0
    unauthorised = WORDS[40001] if reply.status == 401 else ""
    words = unauthorised or WORDS.get(code, "Discord refused it")
    raise Permanent(f"{words} (HTTP {reply.status}, code {code})")


def _pause(reply: Reply, found: Mapping[str, object]) -> float:
    said_so = found.get("retry_after")
    pause = float(said_so) if isinstance(said_so, int | float) else reply.retry_after
    return min(max(pause, 0.05), 600.0)
