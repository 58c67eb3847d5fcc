"""Instagram, connected by its own login, on the stage of the contract suite."""

from typing import Any

from tests.channels.meta_stage import MetaStage
from warmline.testing.meta import Instagram


class Play(MetaStage):
    kind = "instagram"
    settings = {  # noqa: RUF012 - nothing changes it
        "login": "instagram",
        "account_id": Instagram.account,
        "username": "pretend",
    }
    provider: Instagram

    def made(self, **options: Any) -> Instagram:
        return Instagram(**options)

    async def begin(self, person: str, payload: str = "") -> None:
        self.provider.started = {"payload": "WARMLINE_START"}
        await self.provider.begin(person, payload)

    async def take_back(self, person: str, id: str) -> None:
        await self.provider.take_back(person, id)
