"""The toy's provider, as the contract suite plays with it."""

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.channels.play import Stage
from tests.channels.toy.adapter import ABILITIES, Provider, channel
from tests.shell import MAIN
from warmline.flow.channels import Abilities, Hook, Setup
from warmline.flow.failures import Permanent, Temporary
from warmline.testing._provider import CALM, Bubble, Mischief


class Play(Stage):
    kind = "toy"

    def __init__(self, mischief: Mischief = CALM, abilities: Abilities = ABILITIES) -> None:
        super().__init__(mischief)
        self.provider = Provider(idempotent=abilities.idempotent)
        self.channel = channel(self.provider, abilities)
        self._said = 0
        self._told = 0

    async def start(self) -> str:
        return "memory:"

    def setup(self, base_url: str) -> Setup:
        return Setup(
            id=self.id, kind=self.kind, name="Toy", assistant=MAIN, secrets={"secret": "there"}
        )

    def thread(self, person: str) -> str:
        return f"chat-{person}"

    def person(self, person: str) -> dict[str, str]:
        return {"identity": f"id-{person}", "name": person.title()}

    async def say(
        self, person: str, text: str, *, files: Sequence[Any] = (), press: str = ""
    ) -> str:
        said: dict[str, Any] = {"text": text}
        for one in files:
            self.provider.files[one.name] = one.content
            told = {"reference": one.name, "name": one.name, "type": one.type}
            said.setdefault("files", []).append(told)
        if press:
            shown = [one for one in self.provider.outgoing if one.thread == self.thread(person)]
            pairs = [button for one in reversed(shown) for button in one.buttons]
            button = next(one for one in pairs if one.label == press)
            said = {"text": press, "button": button.id}
        self._said += 1
        id = f"in-{self._said}"
        told = self.event("Said", person) | {"id": id, "person": self.person(person), **said}
        await self.tell(told)
        return id

    def event(self, name: str, person: str = "", **given: Any) -> dict[str, Any]:
        where = {"thread": self.thread(person)} if person else {}
        return {"event": name, "at": self.now(), **where, **given}

    def now(self) -> int:
        return round(time.time() * 1000)

    async def tell(self, *events: dict[str, Any]) -> None:
        body = json.dumps(events).encode()
        sign = {"x-toy-signature": self.provider.sign(body)}
        for _ in range(20):
            hook = Hook(
                method="POST", url=self.hook_url, headers=sign, query={}, body=body, at=self.now()
            )
            if (await self.deliver(hook)).status == 200:
                return
        raise AssertionError("the webhook was never taken")

    def seen(self, person: str) -> Sequence[Bubble]:
        return self.provider.devices.get(self.thread(person), [])

    @property
    def faults(self) -> Sequence[str]:
        return [one.key for one in self.provider.outgoing if len(one.key) > 25]

    def unsigned(self, hook: Hook) -> Hook:
        return replace(hook, headers={})

    def forged(self, hook: Hook) -> Hook:
        return replace(hook, headers={"x-toy-signature": "0" * 64})

    async def begin(self, person: str, payload: str = "") -> None:
        self._said += 1
        told = {"id": f"in-{self._said}", "person": self.person(person), "payload": payload}
        await self.tell(self.event("Began", person) | told)

    async def edit(self, person: str, id: str, text: str) -> None:
        await self.tell(self.event("Edited", person, id=id, text=text))

    async def take_back(self, person: str, id: str) -> None:
        await self.tell(self.event("Edited", person, id=id, gone=True))

    async def read(self, person: str) -> None:
        ids = [one.id for one in self.seen(person)]
        await self.tell(self.event("Receipt", person, state="read", ids=ids))

    async def human(self, person: str, text: str) -> None:
        self._told += 1
        await self.tell(self.event("Echoed", person, id=f"echo-{self._told}", text=text))

    async def odd(self) -> None:
        self._told += 1
        await self.tell({"event": "Sneezed", "id": f"odd-{self._told}"})

    def limit_next(self, seconds: float) -> None:
        self.provider.fates.append(Temporary("too many", retry_after=seconds))

    def refuse_next(self) -> None:
        self.provider.fates.append(Permanent("403 blocked by the person"))

    def lose_next_answer(self) -> None:
        self.provider.fates.append("lost")

    def fail_next(self) -> None:
        self.provider.fates.append(Temporary("500"))
