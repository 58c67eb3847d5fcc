"""Operators by script: they race for whoever waits, reply, give back, resolve, break in."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx2

from faults.history import History
from faults.visitors import brief
from faults.wires import Frame, Way, Wire, numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A session that outlives restarts of the servers."""

    id: str
    name: str
    email: str
    cookies: str
    csrf: str


@dataclass(eq=False)
class Operator:
    """One operator with one screen. ``zeal``: how likely they go for whoever waits."""

    login: Login
    ports: Sequence[int]
    history: History
    dice: random.Random
    zeal: float = 0.45
    keeps: bool = False  # what they take they keep
    position: int = 0
    rows: dict[str, Frame] = field(default_factory=dict)
    newest: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    considered: set[tuple[str, int]] = field(default_factory=set)
    wire: Wire | None = None
    tasks: set["asyncio.Task[None]"] = field(default_factory=set)
    working: bool = True

    def come(self) -> None:
        ways = [
            Way(
                url=f"ws://127.0.0.1:{port}/api/operator/socket",
                headers={"Cookie": self.login.cookies, "Origin": f"http://127.0.0.1:{port}"},
            )
            for port in self.ports
        ]
        self.wire = Wire(self.login.name, ways, self._hello, self._hear, self.history, self.dice)
        self._start(self.wire.run())

    def leave(self) -> None:
        for task in self.tasks:
            task.cancel()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def _hello(self) -> Frame:
        return {"type": "hello", "csrf": self.login.csrf, "position": self.position}

    def _hear(self, frame: Frame, number: int) -> None:
        match frame["type"]:
            case "welcome":
                self.history.note("seated", who=self.login.name, socket=number)
                self.position = self.position or frame["position"]
            case "resync":
                self.position = frame["position"]
                self.history.note("resync", who=self.login.name, socket=number)
            case "update":
                self.position = frame["position"]
                self._updated(frame, number)
            case _:
                pass

    def _updated(self, frame: Frame, number: int) -> None:
        row = frame["row"]
        id = row["id"]
        self.history.note(
            "saw", who=self.login.name, conversation=id, socket=number,
            entries=[brief(entry) for entry in frame["entries"]],
        )  # fmt: skip
        self.rows[id] = row
        if frame["entries"]:
            self.newest[id] = frame["entries"][-1]["seq"]
        self._consider(id, row)

    def _consider(self, id: str, row: Frame) -> None:
        handoff = row["handoff"] or {}
        waits = handoff.get("status") == "pending" and not handoff.get("fallback")
        place = (id, handoff.get("number", 0))
        if not self.working or place in self.considered:
            return
        if waits:
            self.considered.add(place)
            if self.dice.random() < self.zeal:
                self._start(self._serve(id, self.dice.random() * 1.5))
        elif row["status"] == "open" and self.dice.random() < 0.05:
            self._start(self._break_in(id))

    async def _serve(self, id: str, delay: float) -> None:
        await asyncio.sleep(delay)
        if await self._act(id, "claim"):
            await self._talk(id)

    async def _break_in(self, id: str) -> None:
        """Speak without being asked: that takes the floor."""
        if await self.reply(id, "May I?"):
            await self._talk(id)

    async def _talk(self, id: str) -> None:
        for _ in range(self.dice.randint(1, 3)):
            await self.reply(id, f"A person is here. ({next(numbers)})")
            await asyncio.sleep(self.dice.random())
        if not self.keeps:
            await self._act(id, self.dice.choice(("return", "return", "resolve")))

    async def reply(self, id: str, text: str) -> bool:
        frame = {"type": "reply", "conversation": id, "text": text, "id": self._id()}
        return await self._ask("reply", frame, text=text)

    async def _act(self, id: str, action: str) -> bool:
        frame = {"type": "act", "conversation": id, "action": action, "id": self._id()}
        return await self._ask(action, frame)

    async def _ask(self, op: str, frame: Frame, **about: Any) -> bool:
        assert self.wire is not None
        about = {"operator": self.login.id, "conversation": frame["conversation"], **about}
        answer = await self.wire.ask(op, frame, **about)
        return bool(answer) and answer["type"] == "ack"

    def _id(self) -> str:
        return f"{self.login.id}-{next(numbers)}"


async def log_in(http: httpx2.AsyncClient, url: str, email: str, password: str) -> Login:
    account = {"email": email, "password": password}
    http.cookies.clear()
    answer = await http.post(f"{url}/api/login", json=account, headers={"Origin": url})
    me = answer.raise_for_status().json()
    cookies = "; ".join(f"{name}={value}" for name, value in http.cookies.items())
    http.cookies.clear()
    return Login(id=me["id"], name=me["name"], email=email, cookies=cookies, csrf=me["csrf"])
