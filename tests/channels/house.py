"""One process's worth of Warmline behind a channel, as ``wired_channels`` puts it together."""

import asyncio
import ipaddress
import tempfile
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.channels.play import Stage
from tests.flow.town import Post, Scripted
from tests.shell import MAIN, Clock, OpenStore, put_online
from warmline.bus.local import LocalBus
from warmline.channels.parts import Channel
from warmline.core.facts import Entry, MessageAdded
from warmline.core.inputs import Input
from warmline.core.model import Author, Conversation, ConversationId
from warmline.flow.channel_records import Delivery
from warmline.flow.channels import Event, Hook, HookReply, Setup
from warmline.flow.delivering import Delivering
from warmline.flow.desk import Setup as AssistantSetup
from warmline.flow.ears import Ears
from warmline.flow.failures import Forged, Temporary
from warmline.flow.feed import Tail
from warmline.flow.file_parts import Stored
from warmline.flow.filing import Filing
from warmline.flow.gauge import Gauge
from warmline.flow.hearing import Hearing
from warmline.flow.perform import perform
from warmline.flow.ports import Answer, Command, Draft, Profile, Question
from warmline.flow.world import World
from warmline.outside.posting import Outside
from warmline.settings import Settings
from warmline.store.accounts import SqlAccounts
from warmline.store.assistants import SqlAssistants
from warmline.store.contacts import SqlContacts
from warmline.store.files import SqlFiles
from warmline.store.retries import SqlRetries
from warmline.store.threads import new_id
from warmline.web.file_links import claimed, fits
from warmline.web.file_serving import given
from warmline.wired_channels import wired
from warmline.wired_files import files_of, links_at

SECRET = b"a secret of this installation, 48 bytes of it...."
LOCAL = (ipaddress.ip_network("127.0.0.0/8"),)
SURE = Answer(text="It is on its way.", confidence=0.9)
DAY = 24 * 3_600_000
SOON = 30.0  # seconds in which what a receiver is told has long come


class House:
    def __init__(
        self,
        open_store: OpenStore,
        stage: Stage,
        channel: Channel,
        clock: Clock,
        answer: Callable[[Question], Answer] = lambda _: SURE,
    ) -> None:
        self.stage = stage
        self.clock = clock
        self.bus = LocalBus()
        self.channel = channel
        self.store = open_store(delivers=frozenset({stage.kind}))
        self.tail = Tail(self.store, self.bus, look_anyway=0.02)
        self.outside = Outside(LOCAL)
        self.wired = wired(
            store=self.store,
            bus=self.bus,
            secret=SECRET,
            channels={stage.kind: channel},
            outside=self.outside,
        )
        self.threads = self.wired.threads
        hearing = Hearing(ears=Ears(self.store, clock), judges=_nobody)
        self._folder = tempfile.TemporaryDirectory()
        rows = SqlFiles(self.store)
        self.files = files_of(
            Settings(data=Path(self._folder.name)),
            store=self.store,
            rows=rows,
            bus=self.bus,
            fetch=self.wired.fetch,
            outside=self.outside,
            links=self.link,
        )
        self.filing = Filing(self.files, rows, clock)
        self.contacts = SqlContacts(self.store, new_id)
        links = self.wired.links(self.contacts, SECRET)
        self.arrivals = self.wired.arrivals(hearing, self.files, self.contacts, links)
        self.gauge = Gauge(lambda: clock.now / 1000, self._pass)
        delivering = self.wired.delivering(self.files, str)
        self.delivering: Delivering = replace(delivering, gauge=self.gauge)

        async def script(question: Question, draft: Draft) -> Answer:
            return answer(question)

        self.world = World(
            store=self.store,
            bus=self.bus,
            tail=self.tail,
            assistants={"scripted": Scripted(script)},
            channels=self.delivering,
            telling=Post(),
            clock=clock,
        )
        self.served = ""  # where files are given out
        self.came: list[Sequence[Event]] = []  # what a receiver was told
        self._listening: asyncio.Task[None] | None = None

    async def open(self, setup: Setup) -> None:
        await self.tail.start()
        profile = Profile(id=MAIN, kind="scripted", public_key="pk")
        await SqlAssistants(self.store).save(AssistantSetup(profile=profile))
        if not await SqlAccounts(self.store).operators():
            await put_online(self.store)
        await self.wired.setups.save(setup)
        await self.wired.switchboard.look()
        self.stage.deliver = self.door
        shelf = Starlette(routes=[Route("/files/{id}/{signed}/{name}", self._give_out)])
        self.served = await self.stage.serve(shelf)
        if not self.stage.by_hook:
            self._listening = asyncio.create_task(self._listen())

    async def close(self) -> None:
        if self._listening:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening
        await self.wired.naming.stop()
        await self.wired.switchboard.stop()
        await self.outside.close()
        await self.tail.stop()
        await self.bus.close()
        self._folder.cleanup()

    # ── in ────────────────────────────────────────────────────────────────────────────────────────

    async def door(self, hook: Hook) -> HookReply:
        """As ``web.hooks`` does it."""
        setup, kind, adapter = await self.wired.switchboard.adapter(self.stage.id)
        try:
            adapter.verify(hook)
        except Forged:
            return HookReply(status=401)
        events = adapter.parse(hook)
        try:
            await self.arrivals.take(setup, kind, events)
        except Temporary:
            return HookReply(status=503)
        return adapter.reply(hook, events)

    def link(self, stored: Stored) -> str:
        return links_at(self.served, SECRET, self.clock)(stored)

    async def _give_out(self, request: Request) -> Response:
        """As ``web.files`` does it, to providers."""
        id, claim = request.path_params["id"], claimed(request.path_params["signed"])
        stored = await self.files.by_id(id)
        assert stored
        assert claim
        assert fits(SECRET, claim, id, stored.conversation, self.clock())
        return await given(self.files, request, stored, told=True)

    async def take(self, events: Sequence[Event]) -> None:
        setup, kind, _ = await self.wired.switchboard.adapter(self.stage.id)
        await self.arrivals.take(setup, kind, events)

    async def _listen(self) -> None:
        _, _, adapter = await self.wired.switchboard.adapter(self.stage.id)

        async def take(events: Sequence[Event]) -> None:
            await self.take(events)
            self.came.append(events)

        await adapter.receive(take)  # type: ignore[attr-defined] - it is a receiver

    async def until_heard(self, person: str, texts: int) -> ConversationId:
        """Until so many messages of that person are in."""
        async with asyncio.timeout(SOON):
            while True:
                thread = await self.threads.at(self.stage.id, self.stage.thread(person))
                if thread and len(await self.said(thread.conversation, Author.VISITOR)) >= texts:
                    return thread.conversation
                await asyncio.sleep(0.01)

    # ── out ───────────────────────────────────────────────────────────────────────────────────────

    async def work(
        self, within: int = DAY, kinds: Collection[str] = ("ask_assistant", "deliver")
    ) -> None:
        """Do all that is due or comes due, moving the clock to it."""
        end = self.clock.now + within
        while True:
            jobs = await self.store.claim(limit=50, lease=600, kinds=kinds)
            if jobs:
                await asyncio.gather(*(perform(self.world, job) for job in jobs))
                continue
            due = await self.store.next_due(kinds)
            if due is None or due > end:
                return
            self.clock.now = max(due, self.clock.now)

    async def _pass(self, seconds: float) -> None:
        self.clock.move(round(seconds * 1000) + 1)

    async def hand_in(self, id: ConversationId, input: Input, key: str) -> None:
        await self.store.handle(Command(id, input, key))

    async def retry(self, id: ConversationId, seq: int) -> bool:
        return await SqlRetries(self.store).again(id, seq)

    # ── how it stands ─────────────────────────────────────────────────────────────────────────────

    async def conversation(self, person: str) -> ConversationId:
        thread = await self.threads.at(self.stage.id, self.stage.thread(person))
        assert thread is not None
        return thread.conversation

    async def now(self, person: str) -> Conversation:
        found = await self.store.conversation(await self.conversation(person))
        assert found is not None
        return found

    async def log(self, id: ConversationId) -> list[Entry]:
        return list(await self.store.entries(id, limit=1000))

    async def said(self, id: ConversationId, author: Author) -> list[str]:
        facts = [one.fact for one in await self.log(id)]
        said = [one for one in facts if isinstance(one, MessageAdded) and one.author is author]
        return [one.text for one in said]

    async def deliveries(self, person: str) -> list[Delivery]:
        return list(await self.threads.deliveries(await self.conversation(person)))


async def _nobody(_: object) -> bool:
    return False
