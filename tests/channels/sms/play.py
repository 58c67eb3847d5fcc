"""SMS on the stage of the contract suite."""

from dataclasses import replace

from tests.channels.play import Stage
from warmline.core.model import AssistantId
from warmline.flow.channels import Hook, Setup
from warmline.testing._provider import CALM, Mischief
from warmline.testing._sms_wire import Refused
from warmline.testing.sms import ACCOUNT, NUMBER, TOKEN, Sms

HEADER = "x-twilio-signature"


class Play(Stage):
    kind = "sms"

    def __init__(self, mischief: Mischief = CALM) -> None:
        super().__init__(mischief)
        self.provider = Sms(url=self.hook_url, mischief=mischief)

    def setup(self, base_url: str) -> Setup:
        return Setup(
            id=self.id,
            kind=self.kind,
            name="SMS",
            assistant=AssistantId("main"),
            settings={"base_url": base_url, "account": ACCOUNT, "sender": NUMBER, "mms": "on"},
            secrets={"auth_token": TOKEN},
        )

    def thread(self, person: str) -> str:
        return self.provider.phone(person)

    def unsigned(self, hook: Hook) -> Hook:
        return replace(hook, headers={k: v for k, v in hook.headers.items() if k != HEADER})

    def forged(self, hook: Hook) -> Hook:
        return replace(hook, headers={**hook.headers, HEADER: "AAAAAAAAAAAAAAAAAAAAAAAAAAA="})

    def refuse_next(self) -> None:
        self.provider.next.append(Refused(400, 21610, "Attempt to send to unsubscribed recipient"))
