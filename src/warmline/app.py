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
from warmline.channels.mail.continued import Continued as ContinuedMail
from warmline.channels.mail.imap import Mailbox
from warmline.channels.mail.setup import Post
from warmline.channels.mail.smtp import Outgoing
from warmline.channels.parts import Channel
from warmline.core.model import AssistantId, Millis, Source
from warmline.core.ways import WAYS
from warmline.dialogue import sentence_model
from warmline.flow.backtests import Backtester
from warmline.flow.catalogue import Public
from warmline.flow.desk import Kind, Role, Setup
from warmline.flow.drill import Cast, Report
from warmline.flow.drill_play import drill
from warmline.flow.ears import Ears
from warmline.flow.failures import Temporary
from warmline.flow.feed import Tail
from warmline.flow.filing import Filing
from warmline.flow.gaps import Gaps
from warmline.flow.hearing import Hearing
from warmline.flow.idle import EVERY as IDLE_EVERY
from warmline.flow.idle import Idling
from warmline.flow.learning import WRITTEN, Learning
from warmline.flow.ledger import Ledger
from warmline.flow.library import Library
from warmline.flow.lines import Lines
from warmline.flow.pace import Pace
from warmline.flow.perform import Worker
from warmline.flow.ports import Added, Assistant, Bus, Profile
from warmline.flow.proposals import KnowledgeLoop
from warmline.flow.reports import Reports
from warmline.flow.rounds import STIRRING, Assigning, Round, Rounds, Vanished
from warmline.flow.searching import Searching
from warmline.flow.telling import Telling
from warmline.flow.world import SumUp, World
from warmline.notifiers import Account, Identity, Smtp
from warmline.notifiers import Parts as NotifierParts
from warmline.notifiers import built as notifiers
from warmline.outside.posting import Outside
from warmline.outside.reach import EVERYWHERE, Network
from warmline.settings import Settings, secret_of
from warmline.store import migrate
from warmline.store.accounts import SqlAccounts
from warmline.store.assistants import SqlAssistants
from warmline.store.backtests import SqlBacktests
from warmline.store.contacts import SqlContacts
from warmline.store.deadletters import SqlDeadLetters
from warmline.store.drills import SqlDrills
from warmline.store.files import SqlFiles
from warmline.store.flows import SqlFlows
from warmline.store.history import SqlHistory
from warmline.store.inbox import SqlInbox
from warmline.store.judgements import SqlJudgements
from warmline.store.ledger import SqlLedger, SqlLedgerSources
from warmline.store.loop import SqlGapReports, SqlProposals
from warmline.store.notebook import SqlNotebook
from warmline.store.quiet import SqlQuiet
from warmline.store.reports import SqlReports
from warmline.store.search import SqlSearchIndex
from warmline.store.shadows import SqlShadows
from warmline.store.shelf import SqlShelf
from warmline.store.sql import SqlStore
from warmline.store.standing import SqlStandings
from warmline.store.tally import SqlTally
from warmline.store.teams import SqlTeams
from warmline.web.app import build
from warmline.web.auth import cookie_at
from warmline.web.backstage import Wings
from warmline.web.desk import Brain, Desk, Limits, Staff
from warmline.web.drill_stage import Door
from warmline.web.file_views import FileDesk
from warmline.web.limits import Rate
from warmline.web.noticing import Notices
from warmline.web.rights import at_or_above
from warmline.web.veil import Veil
from warmline.wired_channels import Continued, wired
from warmline.wired_files import files_of, links_at

if TYPE_CHECKING:
    from warmline.flow.retrieval import Retrieval

STATIC = Path(str(resources.files("warmline") / "web" / "static"))
FIRST_ASSISTANT = AssistantId("main")
PERSONAL = ("card", "iban", "secret", "email", "phone")
"""What knowledge never takes over from a conversation."""
SWEEP_EVERY = 60.0  # seconds between two looks for what dead drills left behind


class Installation:
    """Everything that runs, opened in order and closed in reverse."""

    def __init__(
        self,
        settings: Settings,
        *,
        demo: bool = False,
        limits: Limits | None = None,
        assistants: Mapping[str, Assistant] | None = None,
        clock: Callable[[], Millis] | None = None,
        channels: Mapping[str, Channel] = CHANNELS,
    ) -> None:
        """``assistants``, by kind, stand in for those of the same kind; ``auto`` is the usual."""
        self.settings = settings
        self.demo = demo
        self.limits = limits or limits_of(settings)
        self.clock = clock
        self._stand_ins = assistants or {}
        self._kinds_of_channels = channels
        self.secret = secret_of(settings)
        self.setup_token = secrets.token_urlsafe(18)
        self._closing: list[Callable[[], Awaitable[None]]] = []
        self._pace = Pace()

    def application(self) -> FastAPI:
        """Opens the installation with its own start, where it is not open yet."""

        async def opened() -> Desk:
            return self.desk if self._closing else await self.open()

        return build(opened, self.close, lambda: self.worker.wake())  # noqa: PLW0108 - made later

    async def open(self) -> Desk:
        await self._open_store()
        await self._open_settings()
        await self._open_knowledge()
        self._open_channels()
        await self._open_pipes()
        await self._open_reports()
        self.desk = self._desk()
        self._open_post()
        self._open_ears()
        return self.desk

    async def _open_store(self) -> None:
        settings, url = self.settings, database_url(self.settings)
        await migrate.upgrade(url)
        self.store = SqlStore(
            url,
            committed=self._committed,
            clock=self.clock,
            ways=_ways(settings),
            delivers=frozenset(self._kinds_of_channels),
            summarises=_summarises(settings),
            mails=bool(settings.smtp.host and settings.imap.host),
        )
        self._closing.append(self.store.close)
        if keeper := self.store.timekeeper():
            await keeper.start()
            self._closing.append(keeper.stop)
        self.bus = _bus(settings)
        self._closing.append(self.bus.close)
        self._fresh = asyncio.Event()
        self._poking = asyncio.create_task(self._poke())
        self._closing.append(self._stop_poking)

    async def _open_settings(self) -> None:
        """Who works here, and who answers."""
        self.accounts = SqlAccounts(self.store)
        self.teams = SqlTeams(self.store)
        self.assistants = SqlAssistants(self.store)
        self.flows = SqlFlows(self.store)
        self.tally = SqlTally(self.store, self.secret)
        self.contacts = SqlContacts(self.store, fresh_contact)
        await self._first_assistant()
        self.wings = _wings(self.settings, self.store, self.secret)
        self._sweeping = asyncio.create_task(self._sweep())
        self._closing.append(self._stop_sweeping)

    async def _open_knowledge(self) -> None:
        self.judgements = SqlJudgements(self.store)
        self.learning = Learning(self.store, self.judgements, self.tally.address, self.store.clock)
        self.library = Library(
            SqlShelf(self.store), _retrieval, self.store.clock, self.learning.recalibrated
        )
        self._closing.append(self.library.close)
        await self.library.resume()
        self.backtester = Backtester(
            SqlBacktests(self.store),
            SqlHistory(self.store),
            self.store.clock,
            meaning=self.settings.meaning,
        )
        self._closing.append(self.backtester.close)

    def _open_channels(self) -> None:
        """What goes out finds its channel from now on; nothing comes in yet."""
        outside, anywhere = Outside(self.settings.external.networks), Outside(EVERYWHERE)
        self._closing += [outside.close, anywhere.close]
        self.ears = self._ears()
        self.channels = wired(
            store=self.store,
            bus=self.bus,
            secret=self.secret,
            channels=self._kinds_of_channels,
            outside=outside,
            continued=self._continued(),
        )
        channels = self.channels
        self._closing += [channels.switchboard.stop, channels.naming.stop, channels.typing.stop]
        rows = SqlFiles(self.store)
        self.files = files_of(
            self.settings,
            store=self.store,
            rows=rows,
            bus=self.bus,
            fetch=self.channels.fetch,
            outside=anywhere,
            links=links_at(base_url(self.settings), self.secret, self.store.clock),
        )
        filing = Rounds((Filing(self.files, rows, self.store.clock),))
        self.files.wake = filing.wake
        filing.start()
        self._closing.append(filing.stop)
        self.links = self.channels.links(self.contacts, self.secret)
        hearing = Hearing(ears=self.ears, judges=self._judges)
        self.arrivals = self.channels.arrivals(hearing, self.files, self.contacts, self.links)

    def _continued(self) -> Continued | None:
        """Mail of the web's conversations may arrive in a channel's mailbox."""
        post = _post(self.settings, self.secret)
        if post is None:
            return None
        intake = post.intake(self.store, self.ears, self._judges, self.store.clock)
        return ContinuedMail(intake=intake).take

    def _open_ears(self) -> None:
        """Channels that ask for news do, in one process each."""
        self.channels.switchboard.start(self.arrivals)
        self._closing.append(self.channels.switchboard.rest)

    async def _open_pipes(self) -> None:
        """What follows the log, what performs what is due, and what looks round by itself."""
        self.tail = Tail(self.store, self.bus)
        await self.tail.start()
        self._closing.append(self.tail.stop)
        self.worker = Worker(self._world())
        await self.notebook.forget_old()
        self.worker.start()
        self._closing.append(self.worker.stop)
        self.rounds = Rounds(self._looks())
        for rounds in (self.rounds, Rounds((self._idling(),), every=IDLE_EVERY)):
            rounds.start()
            self._closing.append(rounds.stop)

    def _open_post(self) -> None:
        if post := _post(self.settings, self.secret):
            postman = post.postman(self.store, self.desk.ears, self._judges, self.store.clock)
            postman.start()
            self._closing.append(postman.stop)

    def _looks(self) -> tuple[Round, ...]:
        """What is looked for again and again, in every process."""
        store, teams, accounts = self.store, self.teams, self.accounts
        return (
            Vanished(store, teams, accounts, self.bus, store.clock),
            Assigning(store, teams, accounts, teams, store.clock),
        )

    def _idling(self) -> Round:
        """By itself: where much has gone quiet, nobody waits for a person meanwhile."""
        return Idling(self.store, SqlQuiet(self.store), self.teams, self.store.clock)

    async def close(self) -> None:
        while self._closing:
            await self._closing.pop()()

    async def _open_reports(self) -> None:
        """What follows the log in the background, and what is made of it when somebody asks."""
        sources = SqlLedgerSources(self.store)
        rows = SqlLedger(self.store)
        self.ledger = Ledger(rows, self.store.clock, sources.hours, sources.there, self._pace)
        self.ledger.start()
        self._closing.append(self.ledger.stop)
        self.reports = Reports(SqlReports(self.store), rows, self.store.clock)
        self.searching = Searching(SqlSearchIndex(self.store), self._pace)
        await self.searching.start()
        self._closing.append(self.searching.stop)
        mask = self.settings.masking.mask(PERSONAL)
        self.gaps = Gaps(SqlGapReports(self.store), self.library, self.store.clock, mask)
        self._closing.append(self.gaps.close)
        self.loop = KnowledgeLoop(
            self.store, SqlProposals(self.store), self.library, self.store.clock, mask
        )

    def _committed(self, added: Added) -> None:
        """After each commit of inputs: show what it added, do what it asks, wake the others."""
        self.tail.hand(added.news)
        self._pace.committed(len(added.news))
        if added.jobs:
            self.worker.wake()
        if any(isinstance(one.entry.fact, STIRRING) for one in added.news):
            self.rounds.wake()
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
            knowledge=lambda _: Knowing(self.library.public),
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

        return World(
            store=self.store,
            bus=self.bus,
            tail=self.tail,
            assistants={**assistants, "auto": usual, **self._stand_ins},
            channels=self.channels.delivering(self.files, self._name_of),
            telling=self._telling(),
            clock=self.store.clock,
            learn=self.learning.learn,
            sum_up=self._sums_up(parts),
            mailer=post.mailer() if (post := _post(settings, self.secret)) else None,
            name=self._name_of,
        )

    def _name_of(self, operator: str) -> str:
        return self.desk.staff.name(operator)

    def _sums_up(self, parts: Parts) -> SumUp | None:
        writer = sums_up(parts) if _summarises(self.settings) else None
        if writer is None:
            return None
        self._closing.append(writer.close)
        return writer.summary

    def _telling(self) -> Telling:
        settings, outside = self.settings, Outside(self.settings.external.networks)
        provider, pushes = Outside(EVERYWHERE), Outside(_push_networks(settings))
        self._closing += [outside.close, provider.close, pushes.close]
        self.notebook = SqlNotebook(self.store, self.secret)
        self.identity = Identity(self.notebook.vapid_key, contact_of(settings))
        parts = NotifierParts(
            bus=self.bus,
            smtp=_smtp(settings),
            sms=_sms(settings),
            vapid=self.identity.vapid,
            expired=self.notebook.expired,
            console=f"{base_url(settings)}/console",
            outside=outside,
            provider=provider,
            pushes=pushes,
            with_text=settings.notices.with_text,
            mail_text=settings.smtp.with_text,
            mask=settings.masking.mask(settings.masking.notices),
        )
        self.telling = Telling(
            store=self.store,
            accounts=self.accounts,
            inbox=SqlInbox(self.store),
            notebook=self.notebook,
            ways=notifiers(parts),
            with_text=settings.notices.with_text,
        )
        return self.telling

    def _desk(self) -> Desk:
        settings = self.settings
        return Desk(
            store=self.store,
            bus=self.bus,
            tail=self.tail,
            inbox=SqlInbox(self.store),
            accounts=self.accounts,
            teams=self.teams,
            waitlist=self.teams,
            assistants=self.assistants,
            flows=self.flows,
            kinds=_kinds(settings),
            dead_letters=SqlDeadLetters(self.store),
            library=self.library,
            judgements=self.judgements,
            reports=self.reports,
            searching=self.searching,
            contacts=self.contacts,
            links=self.links,
            channels=self.channels.for_web(self.arrivals),
            threads=self.channels.threads,
            places=self.channels.places(),
            files=FileDesk(files=self.files, secret=self.secret, clock=self.store.clock),
            gaps=self.gaps,
            loop=self.loop,
            lines=Lines(SqlStandings(self.store).look, self.store.clock),
            backtester=self.backtester,
            shadows=SqlShadows(self.store),
            staff=Staff(self.accounts),
            ears=self.ears,
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
            veil=veil_of(settings),
            unmasking=at_or_above(Role(settings.masking.unmask)),
            drill=self._drill,
            notices=Notices(
                notebook=self.notebook,
                telling=self.telling,
                identity=self.identity,
                ways=_ways(settings),
                with_text=settings.notices.with_text,
                networks=settings.external.networks,
                push_networks=_push_networks(settings),
            ),
        )

    async def _drill(self, assistant: AssistantId) -> Report:
        """Play a drill through this process's own port."""
        settings = self.settings
        here = base_url(settings.model_copy(update={"base_url": ""}))

        def stage(cast: Cast) -> Door:
            return Door(here, cast, origin=base_url(settings))

        return await drill(self.wings, stage, assistant, self.store.clock)

    async def _sweep(self) -> None:
        """Take away what drills left behind whose players died."""
        while True:
            with suppress(Temporary):
                await self.wings.sweep()
            await asyncio.sleep(SWEEP_EVERY)

    async def _stop_sweeping(self) -> None:
        self._sweeping.cancel()
        with suppress(asyncio.CancelledError):
            await self._sweeping

    async def _judges(self, assistant: AssistantId) -> bool:
        """Whether a language model answers there, and judges the described rules itself."""
        kind = (await self.store.profile(assistant)).kind
        return (_brain(self.settings).kind if kind == "auto" else kind) == "llm"

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
    """What is public of the library, as an assistant asks it."""

    def __init__(self, public: Public) -> None:
        self._public = public

    async def search(self, text: str, language: str, limit: int) -> Found:
        finding = await self._public.find(text, language)
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


async def play_drill(settings: Settings, assistant: AssistantId, base_url_: str) -> Report:
    """Play a drill on an installation that runs, here or elsewhere on the same database."""
    url = database_url(settings)
    await migrate.upgrade(url)
    store = SqlStore(url)
    origin = settings.base_url or base_url_

    def stage(cast: Cast) -> Door:
        return Door(base_url_, cast, origin=origin)

    try:
        wings = _wings(settings, store, secret_of(settings))
        return await drill(wings, stage, assistant, store.clock)
    finally:
        await store.close()


def _wings(settings: Settings, store: SqlStore, secret: bytes) -> Wings:
    return Wings(
        drills=SqlDrills(store),
        store=store,
        accounts=SqlAccounts(store),
        assistants=SqlAssistants(store),
        secret=secret,
        clock=store.clock,
        cookie=cookie_at(base_url(settings)),
    )


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


def _post(settings: Settings, secret: bytes) -> Post | None:
    """Continuation by mail, where mail can go out and come in."""
    smtp, imap = settings.smtp, settings.imap
    if not smtp.host or not imap.host:
        return None
    return Post(
        outgoing=Outgoing(
            host=smtp.host, port=smtp.port, user=smtp.user, password=smtp.password, tls=smtp.tls
        ),
        mailbox=Mailbox(
            host=imap.host,
            port=imap.port,
            user=imap.user,
            password=imap.password,
            tls=imap.tls,
            folder=imap.folder,
            most_bytes=imap.most_kib * 1024,
        ),
        address=imap.reply_to,
        every=imap.every_s,
        secret=secret,
    )


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


def _smtp(settings: Settings) -> Smtp:
    smtp = settings.smtp
    return Smtp(
        host=smtp.host,
        port=smtp.port,
        user=smtp.user,
        password=smtp.password,
        sender=smtp.sender,
        tls=smtp.tls,
    )


def _sms(settings: Settings) -> Account:
    sms = settings.sms
    return Account(id=sms.account, secret=sms.secret, sender=sms.sender, base_url=sms.base_url)


def _push_networks(settings: Settings) -> tuple[Network, ...]:
    """Any operator may name a push service: what admins may reach is not theirs by that."""
    return settings.external.networks if settings.external.pushes else ()


def _ways(settings: Settings) -> frozenset[str]:
    """In which ways staff can be told here."""
    set_up = {"email": settings.smtp.host, "sms": settings.sms.account}
    return frozenset(way for way in WAYS if set_up.get(way, True))


def fresh_contact() -> str:
    return secrets.token_hex(12)


def contact_of(settings: Settings) -> str:
    """Whom push services may ask about us."""
    if settings.notices.contact:
        return settings.notices.contact
    secure = settings.base_url.startswith("https:")
    return settings.base_url if secure else f"mailto:{settings.smtp.sender}"


def _brain(settings: Settings) -> Brain:
    model = settings.model
    if not model.name:
        return Brain(kind="extractive")
    has_key = bool(model.key)
    return Brain(kind="llm", model=model.name, base_url=model.base_url, has_key=has_key)


def veil_of(settings: Settings) -> Veil:
    """What operators see masked."""
    kinds = settings.masking.screens
    return Veil(kinds=kinds, own=settings.masking.patterns(kinds))


def limits_of(settings: Settings) -> Limits:
    """The limits that can be set; a socket may send some other frames beside each message."""
    limits = settings.limits
    return Limits(
        frames=Rate(20 * limits.visitor_burst, 100 * limits.visitor_per_second),
        visitor_says=Rate(limits.visitor_burst, limits.visitor_per_second),
        visitor_sessions=Rate(limits.sessions_burst, limits.sessions_per_second),
        visitor_sockets=limits.sockets_per_address,
        upload_bytes=limits.upload_mib * 2**20,
        file_bytes=settings.files.most_mib * 2**20,
    )
