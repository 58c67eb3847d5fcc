"""Composition root: the only module that knows every adapter."""

import asyncio
import secrets
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI

from warmline.assistants import (
    ASSISTANTS,
    KINDS,
    Cite,
    Extract,
    Found,
    Parts,
    Provider,
    Purse,
    Shares,
    built,
    sums_up,
)
from warmline.assistants import Limits as ModelLimits
from warmline.bus.local import LocalBus
from warmline.channels import CHANNELS
from warmline.core.effects import Notify
from warmline.core.model import AssistantId, Millis, Source
from warmline.dialogue import sentence_model
from warmline.flow.backtests import Backtester
from warmline.flow.desk import Kind, Setup
from warmline.flow.ears import Ears
from warmline.flow.failures import Temporary
from warmline.flow.feed import Tail
from warmline.flow.learning import WRITTEN, Learning
from warmline.flow.letters import letter
from warmline.flow.library import Library
from warmline.flow.perform import Worker
from warmline.flow.ports import Added, Assistant, Bus, Job, Letter, Notifier, Profile
from warmline.flow.world import SumUp, World
from warmline.notifiers import NOTIFIERS, Smtp
from warmline.notifiers import Parts as NotifierParts
from warmline.settings import Settings, secret_of
from warmline.store import migrate
from warmline.store.accounts import SqlAccounts
from warmline.store.assistants import SqlAssistants
from warmline.store.backtests import SqlBacktests
from warmline.store.deadletters import SqlDeadLetters
from warmline.store.flows import SqlFlows
from warmline.store.history import SqlHistory
from warmline.store.inbox import SqlInbox
from warmline.store.judgements import SqlJudgements
from warmline.store.shadows import SqlShadows
from warmline.store.shelf import SqlShelf
from warmline.store.sql import SqlStore, wall_clock
from warmline.store.tally import SqlTally
from warmline.web.app import build
from warmline.web.desk import Brain, Desk, Limits, Staff
from warmline.web.limits import Rate

if TYPE_CHECKING:
    from warmline.flow.retrieval import Retrieval

STATIC = Path(str(resources.files("warmline") / "web" / "static"))
FIRST_ASSISTANT = AssistantId("main")


class Installation:
    """Everything that runs, opened in order and closed in reverse."""

    def __init__(
        self,
        settings: Settings,
        *,
        demo: bool = False,
        limits: Limits | None = None,
        assistants: Mapping[str, Assistant] | None = None,
        clock: Callable[[], Millis] = wall_clock,
    ) -> None:
        """``assistants``, by kind, stand in for those of the same kind; ``auto`` is the usual."""
        self.settings = settings
        self.demo = demo
        self.limits = limits or limits_of(settings)
        self.clock = clock
        self._stand_ins = assistants or {}
        self.secret = secret_of(settings)
        self.setup_token = secrets.token_urlsafe(18)
        self._closing: list[Callable[[], Awaitable[None]]] = []

    def application(self) -> FastAPI:
        """Opens the installation with its own start, where it is not open yet."""

        async def opened() -> Desk:
            return self.desk if self._closing else await self.open()

        return build(opened, self.close, lambda: self.worker.wake())  # noqa: PLW0108 - made later

    async def open(self) -> Desk:
        settings = self.settings
        await migrate.upgrade(database_url(settings))
        url = database_url(settings)
        self.store = SqlStore(
            url,
            committed=self._committed,
            clock=self.clock,
            delivers=frozenset(CHANNELS),
            summarises=_summarises(settings),
        )
        self._closing.append(self.store.close)
        self.bus = _bus(settings)
        self._closing.append(self.bus.close)
        self._fresh = asyncio.Event()
        self._poking = asyncio.create_task(self._poke())
        self._closing.append(self._stop_poking)
        self.accounts = SqlAccounts(self.store)
        self.assistants = SqlAssistants(self.store)
        self.flows = SqlFlows(self.store)
        self.tally = SqlTally(self.store, self.secret)
        await self._first_assistant()
        self.judgements = SqlJudgements(self.store)
        self.learning = Learning(self.store, self.judgements, self.tally.address, self.store.clock)
        self.library = Library(
            SqlShelf(self.store), _retrieval, self.store.clock, self.learning.recalibrated
        )
        self._closing.append(self.library.close)
        self.tail = Tail(self.store, self.bus)
        await self.tail.start()
        self._closing.append(self.tail.stop)
        self.worker = Worker(self._world())
        self.worker.start()
        self._closing.append(self.worker.stop)
        await self.library.resume()
        self.backtester = Backtester(
            SqlBacktests(self.store),
            SqlHistory(self.store),
            self.store.clock,
            meaning=settings.meaning,
        )
        self._closing.append(self.backtester.close)
        self.desk = self._desk()
        return self.desk

    async def close(self) -> None:
        while self._closing:
            await self._closing.pop()()

    def _committed(self, added: Added) -> None:
        """After each commit of inputs: show what it added, do what it asks, wake the others."""
        self.tail.hand(added.news)
        if added.jobs:
            self.worker.wake()
        if self.settings.redis:  # a local bus has nobody else to wake
            self._fresh.set()

    async def _poke(self) -> None:
        """Poke the other processes, once for everything that was committed meanwhile."""
        while True:
            await self._fresh.wait()
            self._fresh.clear()
            with suppress(Temporary):
                await self.bus.poke()

    async def _stop_poking(self) -> None:
        self._poking.cancel()
        with suppress(asyncio.CancelledError):
            await self._poking

    def _world(self) -> World:
        settings = self.settings
        parts = Parts(
            knowledge=lambda _: Knowing(self.library),
            now=time.monotonic,
            provider=_provider(settings),
            alike=self.library.alike,
            mask=settings.masking.mask(settings.masking.model),
            purse=Purse(self.tally, _shares(settings)),
            recalibrated=lambda raw: self.learning.recalibrated(WRITTEN, raw),
            flows=self.flows.of,
            networks=settings.external.networks,
        )
        kinds = [kind for kind in ASSISTANTS if kind != "llm" or settings.model.name]
        assistants = {kind: built(kind, parts) for kind in kinds}
        self._closing += [one.close for one in assistants.values()]
        usual = assistants["llm" if settings.model.name else "extractive"]

        async def written(job: Job, notify: Notify) -> Letter | None:
            return await letter(self.store, self.accounts, job, notify)

        return World(
            store=self.store,
            bus=self.bus,
            tail=self.tail,
            assistants={**assistants, "auto": usual, **self._stand_ins},
            channels={name: build() for name, build in CHANNELS.items()},
            notifier=_notifier(settings),
            letter=written,
            clock=self.store.clock,
            learn=self.learning.learn,
            sum_up=self._sums_up(parts),
        )

    def _sums_up(self, parts: Parts) -> SumUp | None:
        writer = sums_up(parts) if _summarises(self.settings) else None
        if writer is None:
            return None
        self._closing.append(writer.close)
        return writer.summary

    def _desk(self) -> Desk:
        settings = self.settings
        return Desk(
            store=self.store,
            bus=self.bus,
            tail=self.tail,
            inbox=SqlInbox(self.store),
            accounts=self.accounts,
            assistants=self.assistants,
            flows=self.flows,
            kinds=_kinds(settings),
            dead_letters=SqlDeadLetters(self.store),
            library=self.library,
            judgements=self.judgements,
            backtester=self.backtester,
            shadows=SqlShadows(self.store),
            staff=Staff(self.accounts),
            ears=self._ears(),
            secret=self.secret,
            setup_token=self.setup_token,
            clock=self.store.clock,
            hashing=asyncio.Semaphore(self.limits.passwords_at_once),
            base_url=base_url(settings),
            base_url_given=bool(settings.base_url),
            static=STATIC,
            limits=self.limits,
            healthy=self._healthy,
            demo=self.demo,
            trusted_proxies=settings.trusted_proxies,
            brain=_brain(settings),
            begins_at=self.tally.begins_at if settings.model.name else None,
        )

    def _ears(self) -> Ears:
        always = self.settings.meaning
        return Ears(self.store, self.store.clock, sentence_model(), always=always)

    async def _healthy(self) -> bool:
        with suppress(Temporary):
            await self.store.newest_position()
            return True
        return False

    async def _first_assistant(self) -> None:
        if not await self.assistants.all():
            key = f"pub_{secrets.token_urlsafe(12)}"
            profile = Profile(id=FIRST_ASSISTANT, name="Assistant", public_key=key)
            await self.assistants.save(Setup(profile=profile))


class Knowing:
    """The library as an assistant asks it."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def search(self, text: str, language: str, limit: int) -> Found:
        finding = await self._library.find(text, language)
        cites = tuple(
            Cite(
                title=hit.passage.title or hit.nearest,
                url=hit.passage.url,
                passage=hit.passage.id,
                text=hit.passage.text,
                score=hit.score,
            )
            for hit in finding.hits[:limit]
        )
        if finding.answer is None:
            return Found(passages=cites)
        sources = tuple(
            Source(title=one.title, url=one.url, passage=one.passage_id, quote=one.quote)
            for one in finding.answer.sources
        )
        extract = Extract(
            text=finding.answer.text,
            confidence=finding.answer.confidence,
            sources=sources,
            signs=finding.answer.signs,
        )
        return Found(passages=cites, answer=extract)


@asynccontextmanager
async def opened_library(settings: Settings) -> AsyncGenerator[Library]:
    """The knowledge base alone: nothing is performed, nobody is served."""
    url = database_url(settings)
    await migrate.upgrade(url)
    store = SqlStore(url)
    library = Library(SqlShelf(store), _retrieval, store.clock)
    try:
        yield library
    finally:
        await library.close()
        await store.close()


def _retrieval() -> "Retrieval":
    """With the sentence model; a server without knowledge needs neither it nor numpy."""
    from warmline.flow.retrieval import Retrieval  # noqa: PLC0415 - numpy takes 0.2 s
    from warmline.knowledge.embedder import SentenceModel  # noqa: PLC0415 - likewise

    return Retrieval(SentenceModel())


def database_url(settings: Settings) -> str:
    """The PostgreSQL address, or the path of the SQLite file."""
    if settings.database:
        return settings.database.replace("postgres://", "postgresql://", 1)
    settings.data.mkdir(parents=True, exist_ok=True)
    return str(settings.data / "warmline.db")


def base_url(settings: Settings) -> str:
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    return settings.base_url or f"http://{host}:{settings.port}"


def _bus(settings: Settings) -> Bus:
    if not settings.redis:
        return LocalBus()
    from warmline.bus.redis import RedisBus  # noqa: PLC0415 - an extra

    return RedisBus(settings.redis)


def _kinds(settings: Settings) -> Mapping[str, Kind]:
    """What an assistant can be here."""
    return {name: kind for name, kind in KINDS.items() if name != "llm" or settings.model.name}


def _provider(settings: Settings) -> Provider | None:
    model = settings.model
    if not model.name:
        return None
    limits = ModelLimits(
        connect=model.connect_s,
        first_token=model.first_token_s,
        whole=model.whole_s,
        tokens=model.tokens,
    )
    return Provider(model=model.name, base_url=model.base_url, key=model.key, limits=limits)


def _summarises(settings: Settings) -> bool:
    return bool(settings.model.name) and settings.model.summarise


def _shares(settings: Settings) -> Shares:
    budget = settings.budget
    return Shares(
        visitor=budget.visitor,
        address=budget.address,
        assistant=budget.assistant,
        all=budget.installation,
    )


def _notifier(settings: Settings) -> Notifier:
    smtp = settings.smtp
    parts = NotifierParts(
        smtp=Smtp(
            host=smtp.host,
            port=smtp.port,
            user=smtp.user,
            password=smtp.password,
            sender=smtp.sender,
            tls=smtp.tls,
        ),
        console=f"{base_url(settings)}/console",
        with_text=smtp.with_text,
        mask=settings.masking.mask(settings.masking.notices),
    )
    return NOTIFIERS["email" if smtp.host else "none"](parts)


def _brain(settings: Settings) -> Brain:
    model = settings.model
    if not model.name:
        return Brain(kind="extractive")
    has_key = bool(model.key)
    return Brain(kind="llm", model=model.name, base_url=model.base_url, has_key=has_key)


def limits_of(settings: Settings) -> Limits:
    """The limits that can be set; a socket may send some other frames beside each message."""
    limits = settings.limits
    return Limits(
        frames=Rate(20 * limits.visitor_burst, 100 * limits.visitor_per_second),
        visitor_says=Rate(limits.visitor_burst, limits.visitor_per_second),
        visitor_sessions=Rate(limits.sessions_burst, limits.sessions_per_second),
        visitor_sockets=limits.sockets_per_address,
        upload_bytes=limits.upload_mib * 2**20,
    )
