"""Visitors who say the turns of a written dialogue, and operators who take every handoff."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.clients import Frame, Link, connected, fresh_id
from bench.dialects import Door, Seat
from bench.promises import complete, gapless, onward
from bench.servers import Owner

SETTLE_WITHIN = 60.0  # seconds for a turn to be answered, by whomever
NO_THANKS = "No, thank you"


@dataclass(eq=False, slots=True)
class Thread:
    """A conversation as one socket shows it."""

    conversation: str = ""
    entries: list[Frame] = field(default_factory=list)
    state: Frame = field(default_factory=dict)
    said: dict[str, tuple[int, str]] = field(default_factory=dict)  # by id: entry, words
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    offered: bool = False

    def hear(self, frame: Frame) -> None:
        if frame["type"] in ("entries", "welcome"):
            self.conversation = frame["conversation"]
            self.entries += frame.get("entries", [])
            self.state = frame["state"]
            self.offered = any(_offers(entry) for entry in self.entries[-3:])
            self.moved.set()

    async def settled(self, seq: int) -> None:
        """Until the entry is shown, is answered, and the assistant has the floor."""
        async with asyncio.timeout(SETTLE_WITHIN):
            while not self._settled(seq):
                self.moved.clear()
                await self.moved.wait()

    def _settled(self, seq: int) -> bool:
        shown = bool(self.entries) and self.entries[-1]["seq"] > seq
        return shown and self.state["floor"] == "assistant" and not self.state["owed"]

    def handed_off(self, after: int, before: int) -> list[int]:
        """The handoffs that were requested between two entries."""
        return [
            entry["seq"]
            for entry in self.entries
            if after < entry["seq"] < before and entry.get("event") == "handoff_requested"
        ]


def _offers(entry: Frame) -> bool:
    return any(button["id"] == "accept" for button in entry.get("buttons", []))


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """How a dialogue went: the handoffs that each visitor turn led to, by place in the script."""

    id: str
    thread: Thread
    handoffs: dict[int, list[int]]
    breaches: Sequence[str]


async def play(url: str, seat: Seat, id: str, turns: Sequence[Frame]) -> Played:
    """Say the visitor's turns of a dialogue one by one, each when the one before is settled.

    An offer of a person is declined by its button: the next turn in the script answers somebody
    else's question, and its "yes" must not be taken for a yes to the offer.
    """
    thread, breaches, places = Thread(), list[str](), dict[int, int]()
    hello = f'{{"type":"hello","token":"{seat.token}","after":0}}'
    door = Door(path="/api/visitor/socket", hello=hello)
    async with connected(url, door, thread.hear) as link:
        for at, turn in enumerate(turns):
            if turn["role"] != "user" or not turn["text"].strip():
                continue  # nobody can send an empty message
            try:
                places[at] = await _say(link, thread, turn["text"])
            except TimeoutError:
                breaches.append(f"{id} turn {at}: not settled in {SETTLE_WITHIN:.0f} s")
                break
    ends = [*list(places.values())[1:], 2**53]
    handoffs = {
        at: thread.handed_off(seq, end) for (at, seq), end in zip(places.items(), ends, strict=True)
    }
    return Played(id=id, thread=thread, handoffs=handoffs, breaches=breaches)


async def _say(link: Link, thread: Thread, text: str) -> int:
    """The number that the turn got."""
    say = {"type": "say", "id": fresh_id("say"), "text": text}
    seq = await _done(link, thread, say)
    await thread.settled(seq)
    if thread.offered:
        no = {"type": "answer_offer", "id": fresh_id("no"), "accepted": False, "text": NO_THANKS}
        await thread.settled(await _done(link, thread, no))
    return seq


async def _done(link: Link, thread: Thread, request: Frame) -> int:
    answer = await link.ask(request)
    if answer["type"] != "ack":
        raise RuntimeError(f"{request['type']}: expected ack, came {answer}")
    thread.said[request["id"]] = answer["seq"], request["text"]
    return answer["seq"]


@dataclass(eq=False, slots=True)
class Operator:
    """An operator's screen and hands: sees every conversation, takes handoffs, gives them back."""

    person: Owner
    rank: int  # handoffs go round: operator ``rank`` of ``of`` takes every ``of``-th
    of: int
    threads: dict[str, list[Frame]] = field(default_factory=lambda: defaultdict(list))
    positions: list[int] = field(default_factory=list)
    why: dict[tuple[str, int], Frame] = field(default_factory=dict)
    breaches: list[str] = field(default_factory=list)
    taken: int = 0
    lost_races: int = 0
    packages: int = 0
    link: Link | None = None
    busy: set[asyncio.Task[None]] = field(default_factory=set)

    def hear(self, frame: Frame) -> None:
        if frame["type"] == "welcome":
            self.positions = [frame["position"]]
        if frame["type"] != "update":
            return
        id = frame["row"]["id"]
        self.positions.append(frame["position"])
        self.threads[id] += frame["entries"]
        for entry in frame["entries"]:
            if entry.get("event") == "handoff_requested":
                self.why[id, entry["seq"]] = entry["why"]
                self._consider(id, entry)

    def _consider(self, id: str, requested: Frame) -> None:
        """Two reach for each handoff; one gets it."""
        turn = len(self.why) % self.of
        if self.rank in (turn, (turn + 1) % self.of):
            task = asyncio.create_task(self._take(id, requested))
            self.busy.add(task)
            task.add_done_callback(self._did)

    def _did(self, task: "asyncio.Task[None]") -> None:
        self.busy.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self.breaches.append(f"operator {self.rank}: {error!r}")

    async def _take(self, id: str, requested: Frame) -> None:
        claimed = await self._act(id, "claim")
        if claimed["type"] == "refused":
            self.lost_races += 1
            if claimed["code"] not in ("already_taken", "nothing_pending"):
                self.breaches.append(f"operator {self.rank}: claim of {id}: {claimed['code']}")
            return
        self.taken += 1
        await self._check_package(id, requested)
        await self._ask({"type": "reply", "conversation": id, "text": "A person is here."})
        returned = await self._act(id, "return")
        if returned["type"] != "ack":
            self.breaches.append(f"operator {self.rank}: return of {id}: {returned['code']}")

    async def _check_package(self, id: str, requested: Frame) -> None:
        package: Any = await self.person.ask("GET", f"/api/conversations/{id}/package")
        self.packages += 1
        self.breaches += complete(package, requested, self.threads[id])

    async def _act(self, id: str, action: str) -> Frame:
        return await self._ask({"type": "act", "conversation": id, "action": action})

    async def _ask(self, frame: Frame) -> Frame:
        assert self.link is not None
        return await self.link.ask({**frame, "id": fresh_id(f"op{self.rank}")})

    def faults(self) -> list[str]:
        """What this operator saw that must not be."""
        who = f"operator {self.rank}"
        return [
            *self.breaches,
            *onward(who, self.positions),
            *(
                fault
                for id, entries in self.threads.items()
                for fault in gapless(f"{who}, {id}", [entry["seq"] for entry in entries])
            ),
        ]
