"""One process as ``app`` would put it together, with fakes at the outermost ports."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, aclosing, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

from tests.shell import MAIN, OpenStore, begin, command, replying, saying
from warmline.bus.local import LocalBus
from warmline.core.effects import Deliver, Notify
from warmline.core.facts import Entry, MessageAdded
from warmline.core.inputs import Open
from warmline.core.model import ContactId, Conversation, ConversationId, OperatorId
from warmline.flow.desk import Setup
from warmline.flow.feed import Tail, follow
from warmline.flow.perform import Worker
from warmline.flow.ports import (
    Added,
    Answer,
    Bus,
    Draft,
    Job,
    Profile,
    Question,
    Store,
    Whisper,
)
from warmline.flow.world import World
from warmline.policies import default_policy, dump
from warmline.store.assistants import SqlAssistants

SOON = 30.0  # seconds in which everything that is awaited here has long happened
SURE = Answer(text="It is on its way.", confidence=0.9)


@dataclass
class Scripted:
    """An assistant that does as it is told, and remembers what it was asked."""

    script: Callable[[Question, Draft], Awaitable[Answer]]
    asked: list[Question] = field(default_factory=list)
    cancelled: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, question: Question, draft: Draft) -> Answer:
        self.asked.append(question)
        try:
            return await self.script(question, draft)
        except asyncio.CancelledError:
            self.cancelled.set()
            raise


async def at_once(question: Question, draft: Draft) -> Answer:
    return SURE


@dataclass
class Post:
    """A channel, and who tells staff: keeps what was sent, and fails as it is told."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)  # to, text, key
    fails: Callable[[str], Exception | None] = lambda _: None
    came: asyncio.Event = field(default_factory=asyncio.Event)
    wanting: list[OperatorId] = field(default_factory=list[OperatorId])  # whom a notice reaches
    given_up: list[str] = field(default_factory=list[str])  # ids of jobs
    store: Store | None = None  # whose messages it brings

    async def send(self, to: ConversationId, text: str, *, key: str) -> None:
        self.sent.append((to, text, key))
        self.came.set()
        if (error := self.fails(text)) is not None:
            raise error

    async def deliver(self, job: Job, deliver: Deliver) -> None:
        assert self.store is not None
        for entry in await self.store.entries(job.conversation, after=deliver.seq - 1, limit=1):
            if isinstance(entry.fact, MessageAdded):
                await self.send(job.conversation, entry.fact.text, key=job.id)

    def typing(self, now: Conversation) -> AbstractAsyncContextManager[None]:
        return nullcontext()

    async def tell(self, job: Job, notify: Notify, now: int) -> None:
        if notify.to in self.wanting:
            await self.send(ConversationId(notify.to), notify.notice, key=job.id)

    async def give_up(self, job: Job, effect: Notify | Deliver, why: str, now: int = 0) -> None:
        self.given_up.append(job.id)

    @property
    def texts(self) -> list[str]:
        return [text for _, text, _ in self.sent]


class Town:
    """Store, bus, tail and worker of one process; the worker runs when a test starts it."""

    def __init__(self, open_store: OpenStore, *, bus: Bus | None = None) -> None:
        self.bus: Bus = bus or LocalBus()
        self.store = open_store(
            committed=self._committed,
            delivers=frozenset({"post"}),
            ways=frozenset({"email"}),
        )
        self.tail = Tail(self.store, self.bus, look_anyway=0.02)
        self.assistant = Scripted(at_once)
        self.post = Post(store=self.store)
        self.world = World(
            store=self.store,
            bus=self.bus,
            tail=self.tail,
            assistants={"scripted": self.assistant},
            channels=self.post,
            telling=self.post,
            clock=self.store.clock,
        )
        self.worker = Worker(self.world, look_anyway=0.02)
        self._poking: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        await self.tail.start()
        profile = Profile(id=MAIN, kind="scripted", public_key="pk")
        await SqlAssistants(self.store).save(Setup(profile=profile))

    async def close(self) -> None:
        await self.worker.stop(grace=0)
        await self.tail.stop()
        await self.bus.close()

    def over(self, store: Any) -> World:
        """The same world, with this at the store's port."""
        return replace(self.world, store=store)

    async def answer_within(self, millis: int) -> None:
        """Publish a policy under which a visitor must hear something by then."""
        policy = dump(replace(default_policy(), answer_within=millis))
        live = await SqlAssistants(self.store).by_id(MAIN)
        await SqlAssistants(self.store).publish(MAIN, policy, base=live.policy, by="ann")

    async def ask(self, text: str = "Where is my parcel?", id: str = "c") -> Job:
        """Let a visitor ask; the job to answer them."""
        if await self.store.conversation(ConversationId(id)) is None:
            await begin(self.store, id)
        await self.store.handle(saying(text, f"{id}:{text}", id=id))
        (job,) = await self.store.claim(limit=1, lease=60, kinds=["ask_assistant"])
        return job

    async def until(self, done: Callable[[list[Entry]], bool], id: str = "c") -> list[Entry]:
        """Follow a conversation until its log is so; the log."""
        log: list[Entry] = []
        pieces = follow(self.store, self.tail, ConversationId(id), after=0)
        async with asyncio.timeout(SOON), aclosing(pieces):
            async for piece in pieces:
                if not isinstance(piece, Whisper):
                    log += piece
                    if done(log):
                        return log
        raise AssertionError("a follower never ends")

    def _committed(self, added: Added) -> None:
        self.tail.hand(added.news)
        if added.jobs:
            self.worker.wake()
        poke = asyncio.create_task(self.bus.poke())
        self._poking.add(poke)
        poke.add_done_callback(self._poking.discard)


class Wayward:
    """Something at a port that fails as it is told before it does what it should."""

    def __init__(self, real: Any, **failures: list[Exception]) -> None:
        self._real = real
        self._failures = failures
        self.calls: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._real, name)
        if not asyncio.iscoroutinefunction(found):
            return found

        async def call(*args: Any, **options: Any) -> Any:
            self.calls.put_nowait((name, args))
            if self._failures.get(name):
                raise self._failures[name].pop(0)
            return await found(*args, **options)

        return call


async def take(town: Town, kind: str) -> list[Job]:
    return list(await town.store.claim(limit=100, lease=60, kinds=[kind]))


async def delivering(town: Town, *texts: str, id: str = "c") -> list[Job]:
    """A conversation on a channel that is handed each message, and an operator who writes."""
    opened = Open(channel="post", assistant="main", contact=ContactId("v"))
    await town.store.handle(command(id, opened, f"open:{id}"))
    for text in texts:
        await town.store.handle(replying(text, f"{id}:{text}", id=id))
    return await take(town, "deliver")
