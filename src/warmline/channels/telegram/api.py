"""Requests to Telegram's Bot API, and its files.

The token stands in each address. So no address leaves this file: not in an exception, not in a
``repr``, not in words for operators.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from warmline.channels._loose import clean, mapping, text, whole
from warmline.channels._multipart import Part, multipart
from warmline.channels.telegram.sending import Ask, result_of
from warmline.flow.failures import Permanent, Temporary
from warmline.outside.failed import ServiceFailed
from warmline.outside.posting import WHOLE, Outside, Post, Reply

DOWN: Final = 20 * 1024 * 1024  # bytes of a file that Telegram hands out
FILES_WITHIN: Final = 120.0  # seconds
_PATH: Final = re.compile(r"[\w.-]+(/[\w.-]+)*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    outside: Outside = field(repr=False)
    token: str = field(repr=False)
    base_url: str

    async def ask(self, ask: Ask, *, within: float = WHOLE) -> object:
        """The result. Raises ``Temporary``, ``Permanent``, ``MovedTo``."""
        headers, body = _written(ask)
        url = f"{self.base_url}/bot{self.token}/{ask.method}"
        within = FILES_WITHIN if ask.file else within
        return result_of(await self._sent(Post(url=url, body=body, headers=headers, within=within)))

    async def file(self, id: str, most: int) -> bytes:
        """The bytes of a file, at most ``most`` of them. Raises ``Temporary``, ``Permanent``."""
        found = mapping(await self.ask(Ask(method="getFile", fields={"file_id": id})))
        _fits(whole(found.get("file_size")), most)
        path = text(found.get("file_path"), 500)
        if not _PATH.fullmatch(path) or ".." in path:
            raise Permanent("expected a file's path below Telegram's address, got another")
        url = f"{self.base_url}/file/bot{self.token}/{quote(path)}"
        most = min(most, DOWN)
        post = Post(url=url, body=b"", method="GET", most=most, within=FILES_WITHIN)
        reply = await self._sent(post)
        if reply.status == 404:
            raise Permanent("Telegram has the file no more")
        if reply.status != 200:
            result_of(reply)
            raise Temporary(f"Telegram answered {reply.status} for a file")
        return reply.body

    async def _sent(self, post: Post) -> Reply:
        try:
            return await self.outside.ask(post)
        except ServiceFailed as error:
            if error.kind in ("forbidden", "too_long"):
                raise Permanent(str(error)) from None
            raise


def _fits(size: int, most: int) -> None:
    if size > min(most, DOWN):
        megabytes = min(most, DOWN) // 1024**2
        raise Permanent(f"the file is too large: expected at most {megabytes} MB")


def _written(ask: Ask) -> tuple[Mapping[str, str], bytes]:
    """Headers and body: JSON, or a form where a file goes along."""
    if ask.file is None:
        return {"Content-Type": "application/json"}, json.dumps(ask.fields).encode()
    file = ask.file.file
    kind, body = multipart(
        *(Part(name=name, content=_field(value)) for name, value in ask.fields.items()),
        Part(
            name=ask.under,
            content=ask.file.content,
            type=file.type or "application/octet-stream",
            filename=clean(file.name) or "file",
        ),
    )
    return {"Content-Type": kind}, body


def _field(value: object) -> bytes:
    return (value if isinstance(value, str) else json.dumps(value)).encode()
