"""Discord, opened: messages by HTTP, news by the gateway, buttons by either."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Final
from urllib.parse import urlsplit

from warmline.channels._loose import document, mapping, text
from warmline.channels.discord import sending
from warmline.channels.discord.checking import findings
from warmline.channels.discord.form import ADDRESS, takes_hooks
from warmline.channels.discord.gateway import DIRECT, INTENTS, Gateway, Session
from warmline.channels.discord.parsing import (
    Document,
    Rooms,
    dispatched,
    interaction,
)
from warmline.channels.parts import Parts
from warmline.flow.channels import (
    Event,
    Finding,
    Hook,
    HookReply,
    Outgoing,
    Remote,
    Setup,
    Take,
)
from warmline.flow.failures import Forged, Permanent, Temporary
from warmline.outside.posting import Post, Reply

PING: Final = 1  # the type of an interaction with which Discord looks whether we verify
SEEN: Final = b'{"type":6}'  # the press of a button was noticed; the answer comes as a message
ASKED: Final = {"type": 4, "data": {"content": "\N{WAVING HAND SIGN}", "flags": 64}}
PAUSES: Final = (1.0, 2.0, 5.0, 10.0, 30.0)  # seconds between connections that failed
MEDIA: Final = ("cdn.discordapp.com", "media.discordapp.net")
DOWNLOAD: Final = 120.0  # seconds


class Discord:
    """``flow.channels.Adapter`` and ``Receiver``."""

    def __init__(self, setup: Setup, parts: Parts) -> None:
        self._setup = setup
        self._outside = parts.outside
        self._memory = parts.memory
        self._base = (setup["base_url"] or ADDRESS).rstrip("/")
        self._rooms = Rooms(parent=setup["support_channel"])

    # ── signed requests: buttons ──────────────────────────────────────────────────────────────────

    def verify(self, hook: Hook) -> None:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - 30 ms
        from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - likewise

        at = hook.headers.get("x-signature-timestamp", "")
        try:
            if not takes_hooks(self._setup):
                raise Forged("no public key is set up")
            key = ed25519.Ed25519PublicKey.from_public_bytes(
                bytes.fromhex(self._setup["public_key"])
            )
            signature = bytes.fromhex(hook.headers.get("x-signature-ed25519", ""))
            key.verify(signature, at.encode() + hook.body)
        except (InvalidSignature, ValueError):
            raise Forged("the signature is not Discord's") from None

    def parse(self, hook: Hook) -> Sequence[Event]:
        told = mapping(document(hook.body))
        if told.get("type") == PING:
            return ()
        return interaction(told, self._rooms)

    def reply(self, hook: Hook, events: Sequence[Event]) -> HookReply:
        kind = mapping(document(hook.body)).get("type")
        body = b'{"type":1}' if kind == PING else _noticed(kind)
        return HookReply(body=body, media_type="application/json")

    # ── the gateway ───────────────────────────────────────────────────────────────────────────────

    async def receive(self, take: Take) -> None:
        """Follow the gateway until cancelled. Raises ``Permanent`` where it will never work."""

        async def tell(name: str, data: Document) -> None:
            self._rooms = self._rooms.after(name, data)
            if events := dispatched(name, data, self._rooms):
                await take(events)
            if name == "INTERACTION_CREATE":
                await self._notice(data)

        threads = INTENTS["guilds"] | INTENTS["guild_messages"] | INTENTS["message_content"]
        intents = DIRECT | (threads if self._setup["support_channel"] else 0)
        gateway = Gateway(
            self._outside, self._setup["token"], intents, tell, await self._recalled(), self._kept
        )
        tries = 0
        while True:
            try:
                url = text((await self._get("/gateway/bot")).get("url"))
                tries = 0
                await gateway.follow(url)
            except Temporary as error:
                pause = error.retry_after or PAUSES[min(tries, len(PAUSES) - 1)]
                tries += 1
                await asyncio.sleep(pause)

    async def _recalled(self) -> Session:
        """The session of the process that listened before this one."""
        kept = await self._memory.recall(self._setup.id) if self._memory else ""
        found = mapping(document(kept.encode()))
        told = found.get("told")
        return Session(
            text(found.get("id")),
            text(found.get("resume_url")),
            told if isinstance(told, int) else None,
        )

    async def _kept(self, session: Session) -> None:
        if self._memory:
            await self._memory.keep(self._setup.id, json.dumps(asdict(session)))

    async def _notice(self, data: Document) -> None:
        """Discord shows a failure where a press is not answered within three seconds."""
        id, token = text(data.get("id")), text(data.get("token"))
        url = f"{self._base}/interactions/{id}/{token}/callback"
        answer = _noticed(data.get("type"))
        with suppress(Temporary):  # the press itself is durable
            await self._outside.ask(Post(url=url, body=answer, headers=self._headers()))

    # ── out ───────────────────────────────────────────────────────────────────────────────────────

    async def send(self, message: Outgoing) -> str:
        post = sending.message_post(self._base, self._setup["token"], message)
        return sending.id_of(await self._outside.ask(post))

    async def typing(self, thread: str, answers: str) -> None:
        url = f"{self._base}/channels/{thread}/typing"
        sending.document_of(
            await self._outside.ask(Post(url=url, body=b"", headers=self._headers()))
        )

    async def fetch(self, remote: Remote, most: int) -> bytes:
        """Only from where Discord keeps files: the address came in a message."""
        host = urlsplit(remote.reference).hostname
        if host not in (*MEDIA, urlsplit(self._base).hostname):
            raise Permanent("the file does not stand at Discord")
        post = Post(url=remote.reference, body=b"", method="GET", most=most, within=DOWNLOAD)
        reply = await self._outside.ask(post)
        if reply.status != 200:
            sending.document_of(reply)
            raise Permanent("the file is gone")
        return reply.body

    async def check(self, hook_url: str) -> Sequence[Finding]:
        return await findings(self._setup, self._get, hook_url)

    async def close(self) -> None:
        pass  # the connections outside are shared

    def _headers(self) -> dict[str, str]:
        return dict(sending.headers(self._setup["token"]))

    async def _get(self, path: str) -> Document:
        post = Post(url=f"{self._base}{path}", body=b"", method="GET", headers=self._headers())
        reply: Reply = await self._outside.ask(post)
        return sending.document_of(reply)


def _noticed(kind: object) -> bytes:
    return json.dumps(ASKED).encode() if kind == 2 else SEEN
