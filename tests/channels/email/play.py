"""Email on the stage of the contract suite: people write mails, and read ours in their program."""

import asyncio
from contextlib import AsyncExitStack

from tests.channels.house import SECRET
from tests.channels.play import Stage
from warmline.channels.email.heads import Mailer
from warmline.channels.email.tags import Tags
from warmline.core.model import AssistantId
from warmline.flow.channels import Setup
from warmline.testing._mischief import CALM, Mischief
from warmline.testing.email import ADDRESS, PASSWORD, Email


class Play(Stage):
    kind = "email"
    by_hook = False

    def __init__(self, mischief: Mischief = CALM) -> None:
        super().__init__(mischief)
        self.provider = Email(mischief=mischief)
        self._open = AsyncExitStack()

    async def start(self) -> str:
        await self._open.enter_async_context(self.provider.open())
        return ""

    async def stop(self) -> None:
        await self._open.aclose()

    def setup(self, base_url: str) -> Setup:
        settings = dict(self.provider.hints) | {
            "imap_host": "127.0.0.1",
            "imap_port": str(self.provider.imap_port),
            "smtp_host": "127.0.0.1",
            "smtp_port": str(self.provider.smtp_port),
        }
        del settings["imap_password"]
        return Setup(
            id=self.id,
            kind=self.kind,
            name="Shop",
            assistant=AssistantId("main"),
            settings=settings,
            secrets={"imap_password": PASSWORD},
        )

    def thread(self, person: str) -> str:
        first = next((one.id for one in self.provider.talk(person) if one.mine), "")
        tags = Tags(secret=SECRET, channel=self.id, address=ADDRESS)
        sender = Mailer(name="", address=self.provider.address(person))
        return tags.thread(first, sender, proved=True)

    async def odd(self) -> None:
        raw = b"From: news@shop.example\r\nList-Id: <news>\r\nSubject: News\r\n\r\nBuy!\r\n"
        await self.provider.folder.put(raw)
        async with asyncio.timeout(30):
            while self.provider.folder.unread():
                await asyncio.sleep(0.01)

    def refuse_next(self) -> None:
        self.provider.dice.next.append("refused")
