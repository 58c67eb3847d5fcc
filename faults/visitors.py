"""Visitors by script: they ask, repeat themselves, want a person, change their mind, come back."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx2

from faults.history import History
from faults.wires import ANSWER_WITHIN, Frame, Way, Wire, numbers

QUESTIONS = (
    "Which bulb fits the lamp?",
    "How long does the delivery take?",
    "Is the sofa cover washable?",
    "How tall is the bookcase?",
    "What wood is the chair made of?",
)
WANTS = "I want to talk to a person"
PLANS = ("chat", "chat", "person", "person", "person", "withdraw", "hurry", "form")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def canary(dice: random.Random) -> str:
    """A word that belongs to one conversation and is seen in no other."""
    return "canary" + "".join(dice.choice(LETTERS) for _ in range(8))


@dataclass(eq=False)
class Visitor:
    """One visitor in one conversation."""

    name: str
    ports: Sequence[int]  # ways to the servers
    key: str
    history: History
    dice: random.Random
    http: httpx2.AsyncClient
    canary: str = ""
    conversation: str = ""
    token: str = ""
    newest: int = 0
    state: Frame = field(default_factory=dict)
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    wire: Wire | None = None
    listening: "asyncio.Task[None] | None" = None

    async def come(self) -> None:
        """Open the page: a session, and a socket that stays."""
        self.canary = canary(self.dice)
        while True:
            session = await self._post("session", {"key": self.key}, {})
            if session and "token" in session:
                break
            await asyncio.sleep(0.3)
        self.token = session["token"]
        ways = [Way(url=f"ws://127.0.0.1:{port}/api/visitor/socket") for port in self.ports]
        self.wire = Wire(
            self.name, ways, self._hello, self._hear, self.history, self.dice,
            by_post=self._ask_by_post,
        )  # fmt: skip
        self.listening = asyncio.create_task(self.wire.run())

    def _hello(self) -> Frame:
        return {"type": "hello", "token": self.token, "after": self.newest}

    def _hear(self, frame: Frame, number: int) -> None:
        if frame["type"] == "welcome":
            self.conversation = frame["conversation"]
            who = {"who": self.name, "conversation": self.conversation}
            self.history.note("joined", socket=number, after=self.newest, **who)
            self.state = frame["state"]
        if frame["type"] == "entries":
            self.state = frame["state"]
            self.newest = frame["entries"][-1]["seq"]
            self._saw(frame["entries"], number)
        if frame["type"] == "draft":
            what = {"conversation": self.conversation, "text": frame["text"]}
            self.history.note("draft", who=self.name, epoch=frame["epoch"], **what)
        self.moved.set()

    def _saw(self, entries: list[Frame], number: int) -> None:
        self.history.note(
            "saw", who=self.name, conversation=self.conversation, socket=number,
            entries=[brief(entry) for entry in entries],
        )  # fmt: skip

    # ── what they do ──────────────────────────────────────────────────────────────────────────────

    async def say(self, text: str) -> Frame | None:
        words = f"{text} {self.canary}"
        frame = {"type": "say", "id": f"{self.name}-{next(numbers)}", "text": words}
        answer = await self._ask("say", frame, text=words)
        if answer and self.dice.random() < 0.15:  # the same again, as after a lost answer
            await self._ask("say", frame, text=words)
        return answer

    async def want_a_person(self) -> Frame | None:
        if self.dice.random() < 0.5:
            return await self.say(WANTS)
        id = f"{self.name}-{next(numbers)}"
        frame = {"type": "request_person", "id": id, "text": "Talk to a person"}
        return await self._ask("person", frame, text=frame["text"])

    async def withdraw(self) -> None:
        await self._ask("withdraw", {"type": "withdraw", "id": f"{self.name}-{next(numbers)}"})

    async def leave_contact(self) -> None:
        id = f"{self.name}-{next(numbers)}"
        frame = {"type": "leave_contact", "id": id, "email": f"{self.canary}@example.org"}
        await self._ask("contact", frame)

    async def _ask(self, op: str, frame: Frame, **about: Any) -> Frame | None:
        assert self.wire is not None
        return await self.wire.ask(op, frame, conversation=self.conversation, **about)

    async def until(self, holds: Any, seconds: float) -> bool:
        """Whether it came to hold within so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                while not holds(self.state):
                    self.moved.clear()
                    await self.moved.wait()
        except TimeoutError:
            return False
        return True

    async def play(self, patience: float) -> None:
        """One visit by a plan; ``patience`` is how long the house lets wait for a person."""
        await self.come()
        await self.until(lambda _: bool(self.conversation), 30)
        plan = self.dice.choice(PLANS)
        for _ in range(self.dice.randint(1, 3)):
            await self.say(self.dice.choice(QUESTIONS))
            if plan == "hurry":
                await asyncio.gather(self.say("One more thing."), self.say("And another."))
            await self.until(_answered, self.dice.random() * 3)
        if plan in ("person", "withdraw", "form"):
            await self.want_a_person()
            await self._wait_in_line(plan, patience)
        if self.dice.random() < 0.6:
            await self.say(self.dice.choice(QUESTIONS))

    async def _wait_in_line(self, plan: str, patience: float) -> None:
        if plan == "withdraw":
            await asyncio.sleep(self.dice.random())
            await self.withdraw()
            return
        if self.dice.random() < 0.5:
            await self.say("Are you there?")
        if plan == "form" and self.dice.random() < 0.5:
            await self.leave_contact()
            return
        await self.until(lambda s: s.get("status") != "waiting" or _fell_back(s), patience + 4)
        if _fell_back(self.state):
            await self.leave_contact()
        else:
            await self.until(lambda s: s.get("floor") == "assistant", 3)

    # ── plain HTTP ────────────────────────────────────────────────────────────────────────────────

    async def _ask_by_post(self, frame: Frame) -> Frame | None:
        bearer = {"Authorization": f"Bearer {self.token}"}
        answer = await self._post("ask", frame, bearer)
        if answer is None or "retry_after_ms" in answer:
            return None
        if "seq" in answer:
            return {"type": "ack", "seq": answer["seq"]}
        return {"type": "refused", "code": answer.get("code", "?")}

    async def _post(self, path: str, body: Frame, headers: dict[str, str]) -> Frame | None:
        url = f"http://127.0.0.1:{self.dice.choice(self.ports)}/api/visitor/{path}"
        try:
            answer = await self.http.post(url, json=body, headers=headers, timeout=ANSWER_WITHIN)
            if answer.status_code >= 500 or answer.status_code == 429:
                return None
            return answer.json()
        except (httpx2.HTTPError, ValueError):
            return None


def _answered(state: Frame) -> bool:
    return not state.get("owed", True)


def _fell_back(state: Frame) -> bool:
    handoff = state.get("handoff") or {}
    return bool(handoff.get("fallback")) and handoff.get("status") == "pending"


def brief(entry: Frame) -> Frame:
    """What the checker needs of an entry as a screen shows it."""
    kept = ("seq", "kind", "author", "text", "draft", "event", "name", "cause")
    return {name: entry[name] for name in kept if entry.get(name)}
