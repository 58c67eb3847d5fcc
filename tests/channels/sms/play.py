"""SMS on the stage of the contract suite."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.channels.play import Stage
from warmline.core.model import AssistantId
from warmline.flow.channels import Hook, Setup
from warmline.testing._provider import CALM, Bubble, Mischief
from warmline.testing._sms_wire import Refused
from warmline.testing.sms import ACCOUNT, NUMBER, TOKEN, Sms

HEADER = "x-twilio-signature"


class Play(Stage):
    kind = "sms"

    def __init__(self, mischief: Mischief = CALM) -> None:
        super().__init__(mischief)
        self.provider = Sms(url=self.hook_url, mischief=mischief)

    async def start(self) -> str:
        self.provider.hook = self.called
        self.provider.base = await self.serve(self.provider.app)
        return self.provider.base

    def setup(self, base_url: str) -> Setup:
        return Setup(
            id=self.id,
            kind=self.kind,
            name="SMS",
            assistant=AssistantId("main"),
            settings={"base_url": base_url, "account": ACCOUNT, "sender": NUMBER},
            secrets={"auth_token": TOKEN},
        )

    async def say(
        self, person: str, text: str, *, files: Sequence[Any] = (), press: str = ""
    ) -> str:
        return await self.provider.say(person, text, files=files, press=press)

    def seen(self, person: str) -> Sequence[Bubble]:
        return self.provider.seen(person)

    @property
    def faults(self) -> Sequence[str]:
        return self.provider.faults

    def thread(self, person: str) -> str:
        return self.provider.phone(person)

    def unsigned(self, hook: Hook) -> Hook:
        return replace(hook, headers={k: v for k, v in hook.headers.items() if k != HEADER})

    def forged(self, hook: Hook) -> Hook:
        return replace(hook, headers={**hook.headers, HEADER: "AAAAAAAAAAAAAAAAAAAAAAAAAAA="})

    async def odd(self) -> None:
        await self.provider.odd()

    def limit_next(self, seconds: float) -> None:
        self.provider.pause = seconds
        self.provider.dice.next.append("rate_limit")

    def refuse_next(self) -> None:
        self.provider.next.append(Refused(400, 21610, "Attempt to send to unsubscribed recipient"))

    def lose_next_answer(self) -> None:
        self.provider.dice.next.append("drop_answer")

    def fail_next(self) -> None:
        self.provider.dice.next.append("server_error")
