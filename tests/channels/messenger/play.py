"""Messenger on the stage of the contract suite."""

from typing import Any

from tests.channels.meta_stage import MetaStage
from warmline.testing.meta import Messenger


class Play(MetaStage):
    kind = "messenger"
    settings = {"page_id": Messenger.account, "page_name": "pretend"}  # noqa: RUF012 - it stays
    provider: Messenger

    def made(self, **options: Any) -> Messenger:
        return Messenger(**options)

    async def begin(self, person: str, payload: str = "") -> None:
        self.provider.started = {"payload": "WARMLINE_START"}
        await self.provider.begin(person, payload)

    async def edit(self, person: str, id: str, text: str) -> None:
        await self.provider.edit(person, id, text)
