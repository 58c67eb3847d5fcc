"""A channel of Meta's with its stand-in: what the adapter makes of everything that comes."""

import ipaddress
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from tests.channels.meta_stage import MetaStage
from warmline.channels import CHANNELS
from warmline.channels.parts import Parts
from warmline.core.model import Author, Button, File
from warmline.flow.channels import Adapter, Attachment, Event, Hook, HookReply, Medium, Outgoing
from warmline.flow.failures import Forged
from warmline.outside.posting import Outside

HERE = (ipaddress.ip_network("127.0.0.0/8"),)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
Kind = TypeVar("Kind")


@dataclass
class Desk:
    stage: MetaStage
    adapter: Adapter
    base: str
    parts: Parts
    events: list[Event] = field(default_factory=list)
    hooks: list[Hook] = field(default_factory=list)

    async def take(self, hook: Hook) -> HookReply:
        self.hooks.append(hook)
        try:
            self.adapter.verify(hook)
        except Forged:
            return HookReply(status=401)
        found = self.adapter.parse(hook)
        self.events += found
        return self.adapter.reply(hook, found)

    def told(self, kind: type[Kind]) -> list[Kind]:
        return [event for event in self.events if isinstance(event, kind)]

    async def send(self, person: str, text: str = "", **more: Any) -> str:
        key = f"k-{len(text)}-{len(self.events)}"
        message = Outgoing(key=key, thread=self.stage.thread(person), text=text)
        return await self.adapter.send(replace(message, **more))

    def reopened(self, **settings: str) -> Adapter:
        """The adapter with other settings."""
        setup = self.stage.setup(self.base)
        changed = replace(setup, settings={**setup.settings, **settings})
        return CHANNELS[self.stage.kind].build(changed, self.parts)


@asynccontextmanager
async def desk(stage: MetaStage) -> AsyncIterator[Desk]:
    outside = Outside(HERE)
    parts = Parts(
        outside=outside,
        clock=lambda: int(stage.provider.now() * 1_000),
        secret=b"of the installation",
    )
    base = await stage.start()
    adapter = CHANNELS[stage.kind].build(stage.setup(base), parts)
    made = Desk(stage=stage, adapter=adapter, base=base, parts=parts)
    stage.deliver = made.take
    try:
        yield made
    finally:
        await stage.provider.settle()
        await stage.stop()
        await outside.close()


class Clock:
    """Seconds since 1970, as a test wants them."""

    def __init__(self) -> None:
        self.at = 1_790_000_000.0

    def __call__(self) -> float:
        return self.at


def buttons(*labels: str) -> tuple[Button, ...]:
    return tuple(Button(id=f"b-{label.lower()}", label=label) for label in labels)


def attachment(medium: Medium, name: str, type: str, content: bytes = PNG) -> Attachment:
    file = File(id="f1", name=name, type=type, size=len(content))
    return Attachment(file=file, medium=medium, content=content)


OPERATOR = {"author": Author.OPERATOR, "speaker": "Mia"}
