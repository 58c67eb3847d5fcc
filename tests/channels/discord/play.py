"""Discord on the stage of the contract suite: what people write comes through the gateway."""

import asyncio
from collections.abc import Sequence
from typing import Any

from tests.channels.play import Stage
from warmline.core.model import AssistantId
from warmline.flow.channels import Setup
from warmline.testing._provider import CALM, Mischief
from warmline.testing.discord import Discord


class Play(Stage):
    kind = "discord"
    by_hook = False

    def __init__(self, mischief: Mischief = CALM) -> None:
        super().__init__(mischief)
        self.provider = Discord(mischief=mischief)

    def setup(self, base_url: str) -> Setup:
        return Setup(
            id=self.id,
            kind=self.kind,
            name="Discord",
            assistant=AssistantId("main"),
            settings={"base_url": base_url},
            secrets={"token": self.provider.token},
        )

    async def say(
        self, person: str, text: str, *, files: Sequence[Any] = (), press: str = ""
    ) -> str:
        await self.attended()
        return await super().say(person, text, files=files, press=press)

    def thread(self, person: str) -> str:
        return self.provider.room(person)

    async def edit(self, person: str, id: str, text: str) -> None:
        await self.attended()
        await self.provider.edit(person, id, text)

    async def take_back(self, person: str, id: str) -> None:
        await self.attended()
        await self.provider.take_back(person, id)

    async def odd(self) -> None:
        await self.attended()
        await self.provider.odd("ada")

    def refuse_next(self) -> None:
        self.provider.refuse_next = 1

    async def attended(self) -> None:
        async with asyncio.timeout(30):
            while not self.provider.gate.attended:
                await asyncio.sleep(0.005)
