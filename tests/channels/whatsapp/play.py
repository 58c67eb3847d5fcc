"""WhatsApp on the stage of the contract suite."""

from typing import Any

from tests.channels.meta_stage import MetaStage
from warmline.testing.meta import WhatsApp


class Play(MetaStage):
    kind = "whatsapp"
    settings = {  # noqa: RUF012 - nothing changes it
        "phone_number_id": WhatsApp.number_id,
        "account_id": WhatsApp.account_id,
        "number": "+15550001234",
    }
    provider: WhatsApp

    def made(self, **options: Any) -> WhatsApp:
        return WhatsApp(**options)

    async def edit(self, person: str, id: str, text: str) -> None:
        await self.provider.edit(person, id, text)

    async def take_back(self, person: str, id: str) -> None:
        await self.provider.take_back(person, id)
