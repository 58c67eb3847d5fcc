"""A channel that does everything a channel may do, against a provider in memory."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from warmline.channels.parts import Channel, Parts
from warmline.flow.channels import (
    Abilities,
    Event,
    Finding,
    Hook,
    HookReply,
    Kind,
    Outgoing,
    Remote,
    Setup,
    Take,
    Unread,
)
from warmline.flow.failures import Forged, Temporary
from warmline.testing._provider import Bubble, Enclosed

DAY = 24 * 3_600_000
ABILITIES = Abilities(
    length=120,
    buttons=3,
    media={"image": 1000, "document": 1000},
    typing=True,
    receipts=frozenset({"delivered", "read", "failed"}),
    edits=True,
    window=DAY,
    window_of_people=7 * DAY,
    idempotent=True,
)


@dataclass
class Provider:
    """What lies at the provider, for every adapter that is opened on it."""

    key: bytes = b"toy secret"
    fates: list[Exception | str] = field(default_factory=list[Exception | str])
    sent: dict[str, str] = field(default_factory=dict[str, str])  # by key
    devices: dict[str, list[Bubble]] = field(default_factory=dict[str, list[Bubble]])
    outgoing: list[Outgoing] = field(default_factory=list[Outgoing])  # each try
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])  # by reference
    typed: list[str] = field(default_factory=list[str])
    news: "asyncio.Queue[bytes]" = field(default_factory=asyncio.Queue)
    listeners: int = 0
    most_listeners: int = 0
    idempotent: bool = True

    def sign(self, body: bytes) -> str:
        return hmac.new(self.key, body, hashlib.sha256).hexdigest()

    def accept(self, message: Outgoing) -> str:
        if self.idempotent and message.key in self.sent:
            return self.sent[message.key]
        id = f"out-{len(self.outgoing)}"
        self.sent[message.key] = id
        labels = tuple(one.label for one in message.buttons)
        sent = message.file
        file = sent and Enclosed(name=sent.file.name, type=sent.file.type, content=sent.content)
        bubble = Bubble(id=id, text=message.text, buttons=labels, file=file)
        self.devices.setdefault(message.thread, []).append(bubble)
        return id


@dataclass
class ToyAdapter:
    setup: Setup
    provider: Provider
    closed: bool = False

    def verify(self, hook: Hook) -> None:
        given = hook.headers.get("x-toy-signature", "")
        if not self.setup["secret"] or not hmac.compare_digest(
            self.provider.sign(hook.body), given
        ):
            raise Forged("signature")

    def parse(self, hook: Hook) -> Sequence[Event]:
        return events_of(hook.body)

    def reply(self, hook: Hook, events: Sequence[Event]) -> HookReply:
        return HookReply()

    async def send(self, message: Outgoing) -> str:
        self.provider.outgoing.append(message)
        match self.provider.fates.pop(0) if self.provider.fates else "well":
            case "lost":
                self.provider.accept(message)
                raise Temporary("the answer was lost")
            case Exception() as error:
                raise error
            case _:
                return self.provider.accept(message)

    async def typing(self, thread: str, answers: str) -> None:
        self.provider.typed.append(thread)

    async def fetch(self, remote: Remote, most: int) -> bytes:
        return self.provider.files[remote.reference][:most]

    async def check(self, hook_url: str) -> Sequence[Finding]:
        return (Finding(step="Secret", well=bool(self.setup["secret"]), words="It is there."),)

    async def receive(self, take: Take) -> None:
        provider = self.provider
        provider.listeners += 1
        provider.most_listeners = max(provider.most_listeners, provider.listeners)
        try:
            while True:
                body = await provider.news.get()
                try:
                    await take(events_of(body))
                except Temporary:
                    provider.news.put_nowait(body)
                    raise
        finally:
            provider.listeners -= 1

    async def close(self) -> None:
        self.closed = True


def events_of(body: bytes) -> list[Event]:
    try:
        return [_event(one) for one in json.loads(body)]
    except ValueError:
        return [Unread(id="broken", what="broken", raw=body.decode("utf-8", "replace")[:200])]


KINDS = {one.__name__: TypeAdapter(one) for one in Event.__args__}


def _event(raw: Mapping[str, Any]) -> Event:
    kind = KINDS.get(raw.get("event", ""))
    if kind is None:
        return Unread(id=str(raw.get("id")), what=str(raw.get("event")), raw=json.dumps(raw))
    return kind.validate_python({name: value for name, value in raw.items() if name != "event"})


def channel(
    provider: Provider,
    abilities: Abilities = ABILITIES,
    opened: Callable[[ToyAdapter], None] = lambda _: None,
    *,
    receives: bool = False,
) -> Channel:
    def build(setup: Setup, parts: Parts) -> ToyAdapter:
        adapter = ToyAdapter(setup, provider)
        opened(adapter)
        return adapter

    kind = Kind(
        name="toy",
        label="Toy",
        form=(),
        abilities=abilities,
        hooks=lambda _: not receives,
        receives=lambda _: receives,
    )
    return Channel(kind=kind, build=build)
