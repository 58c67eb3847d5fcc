"""What the stages of WhatsApp, Messenger and Instagram share."""

import hashlib
import hmac
from dataclasses import replace
from typing import Any, ClassVar

from tests.channels.play import Stage
from warmline.core.model import AssistantId
from warmline.flow.channels import Hook, Setup
from warmline.testing._provider import CALM, Mischief
from warmline.testing.meta import Instagram, Messenger, WhatsApp

SIGNATURE = "x-hub-signature-256"
SECRETS = {
    "token": WhatsApp.token,
    "app_secret": WhatsApp.app_secret,
    "verify_token": WhatsApp.verify_token,
}


class MetaStage(Stage):
    settings: ClassVar[dict[str, str]]

    def __init__(self, mischief: Mischief = CALM) -> None:
        super().__init__(mischief)
        self.provider = self.made(mischief=mischief)

    def made(self, **options: Any) -> WhatsApp | Messenger | Instagram:
        raise NotImplementedError

    def setup(self, base_url: str) -> Setup:
        return Setup(
            id=self.id,
            kind=self.kind,
            name=self.kind.title(),
            assistant=AssistantId("main"),
            settings={**self.settings, "base_url": base_url, "app_id": self.provider.app_id},
            secrets=SECRETS,
        )

    def thread(self, person: str) -> str:
        return self.provider.thread(person)

    def full_name(self, person: str) -> str:
        if isinstance(self.provider, WhatsApp):
            return self.provider.someone[person].name
        return self.provider.profiles.of[person]["name"]

    def unsigned(self, hook: Hook) -> Hook:
        return replace(hook, headers={k: v for k, v in hook.headers.items() if k != SIGNATURE})

    def forged(self, hook: Hook) -> Hook:
        mac = hmac.new(b"another app's secret", hook.body, hashlib.sha256).hexdigest()
        return replace(hook, headers={**hook.headers, SIGNATURE: f"sha256={mac}"})

    async def read(self, person: str) -> None:
        await self.provider.read(person)

    async def human(self, person: str, text: str) -> None:
        await self.provider.human(person, text)

    def limit_next(self, seconds: float) -> None:
        self.provider.pause = seconds
        self.provider.fates.append("rate_limit")

    def refuse_next(self) -> None:
        self.provider.fates.append("refused")

    def lose_next_answer(self) -> None:
        self.provider.fates.append("drop_answer")

    def fail_next(self) -> None:
        self.provider.fates.append("server_error")
