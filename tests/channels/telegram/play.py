"""Telegram on the stage of the contract suite."""

from dataclasses import replace

from tests.channels.play import Stage
from warmline.core.model import AssistantId
from warmline.flow.channels import Hook, Setup
from warmline.testing._provider import CALM, Mischief
from warmline.testing._telegram_wire import Refused
from warmline.testing.telegram import NAME, TOKEN, Telegram

SECRET = "0123456789abcdef-the_webhook"
HEADER = "x-telegram-bot-api-secret-token"


class Play(Stage):
    kind = "telegram"
    signs_body = False

    def __init__(self, mischief: Mischief = CALM) -> None:
        super().__init__(mischief)
        self.provider = Telegram(url=self.hook_url, secret=SECRET, mischief=mischief)

    def setup(self, base_url: str) -> Setup:
        return Setup(
            id=self.id,
            kind=self.kind,
            name="Telegram",
            assistant=AssistantId("main"),
            settings={"base_url": base_url, "username": NAME, "way": "webhook"},
            secrets={"token": TOKEN, "webhook_secret": SECRET},
        )

    def thread(self, person: str) -> str:
        return str(self.provider.chat(person))

    def unsigned(self, hook: Hook) -> Hook:
        return replace(hook, headers={k: v for k, v in hook.headers.items() if k != HEADER})

    def forged(self, hook: Hook) -> Hook:
        return replace(hook, headers={**hook.headers, HEADER: SECRET.upper()})

    async def begin(self, person: str, payload: str = "") -> None:
        await self.provider.begin(person, payload)

    async def edit(self, person: str, id: str, text: str) -> None:
        await self.provider.edit(person, id, text)

    def limit_next(self, seconds: float) -> None:
        wait = int(seconds)
        self.provider.next.append(
            Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        )

    def refuse_next(self) -> None:
        self.provider.next.append(Refused(403, "Forbidden: bot was blocked by the user"))
