"""Links to other channels: who comes by one goes on with the conversation, and nobody else."""

import asyncio
from dataclasses import replace
from itertools import count
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shell import (
    MAIN,
    MINUTE,
    SECOND,
    Clock,
    OpenStore,
    command,
    log_of,
    saying,
)
from warmline.bus.local import LocalBus
from warmline.core.facts import ChannelJoined
from warmline.core.inputs import Open
from warmline.core.model import AssistantId, ContactId, ConversationId
from warmline.flow.channel_records import Thread
from warmline.flow.channels import Abilities, Began, Kind, Person, Said, Setup
from warmline.flow.links import (
    LIVES,
    Links,
    holds_code,
    opened,
    prefilled,
    seal,
    without_code,
)
from warmline.flow.ports import Whisper
from warmline.store.channels import SqlSetups
from warmline.store.contacts import SqlContacts
from warmline.store.inbox import SqlInbox
from warmline.store.sql import SqlStore
from warmline.store.threads import SqlThreads
from warmline.web.tokens import new_token, read_token

SECRET = b"s" * 48
TELEGRAM = Setup(id="tg", kind="telegram", name="T", assistant=MAIN, settings={"name": "shop"})
OTHER = Setup(id="tg2", kind="telegram", name="O", assistant=MAIN)
WHATSAPP = Setup(id="wa", kind="whatsapp", name="W", assistant=MAIN, settings={"name": "49170"})
TEXT = Setup(id="sms", kind="sms", name="S", assistant=MAIN)


def to_telegram(setup: Setup, code: str) -> str:
    return f"https://t.me/{setup['name']}?start={code}" if setup["name"] else ""


KINDS = {
    "telegram": Kind(
        name="telegram", label="Telegram", form=(), abilities=Abilities(length=9), link=to_telegram
    ),
    "whatsapp": Kind(
        name="whatsapp",
        label="WhatsApp",
        form=(),
        abilities=Abilities(length=9),
        link=lambda setup, code: f"https://wa.me/{setup['name']}?text={prefilled(code)}",
    ),
    "sms": Kind(name="sms", label="SMS", form=(), abilities=Abilities(length=9)),
}
VERA, WIM = Person(identity="1", name="Vera"), Person(identity="2", name="Wim")


class Town:
    """A visitor on the web, channels that have links, and who comes by them."""

    def __init__(self, store: SqlStore) -> None:
        self.store = store
        self.threads = SqlThreads(store)
        self.setups = SqlSetups(store, SECRET)
        self.contacts = SqlContacts(store, str)
        self.numbers = count(1)
        self.bus = LocalBus()
        self.links = self.links_over(self.threads)
        visitor = read_token(SECRET, new_token(SECRET, MAIN, store.clock()), store.clock())
        self.web, self.contact = visitor.conversation, visitor.contact

    def links_over(self, threads: SqlThreads) -> Links:
        return Links(
            store=self.store,
            threads=threads,
            setups=self.setups,
            kinds=KINDS,
            contacts=self.contacts,
            bus=self.bus,
            secret=SECRET,
            clock=self.store.clock,
        )

    async def open(self) -> "Town":
        for setup in (TELEGRAM, WHATSAPP, TEXT):
            await self.setups.save(setup)
        begin = Open(channel="web", assistant=MAIN, contact=self.contact)
        await self.store.handle(command(self.web, begin, "open"))
        return self

    async def code(self, kind: str = "telegram") -> str:
        [found] = await self.links.offered(MAIN, self.web, kind)
        [code] = parse_qs(urlsplit(found.url).query)["start" if kind == "telegram" else "text"]
        return code

    async def come(
        self,
        code: str,
        who: Person = VERA,
        setup: Setup = TELEGRAM,
        thread: str = "",
        links: Links | None = None,
    ) -> ConversationId | None:
        began = Began(id=str(next(self.numbers)), thread=thread or who.identity, person=who)
        return await (links or self.links).redeem(code, setup, replace(began, payload=code))

    async def begun_on_telegram(self, who: Person = VERA) -> ConversationId:
        thread = await self.threads.open(TELEGRAM, who.identity, who)
        begin = Open(channel="telegram", assistant=MAIN, contact=thread.contact)
        await self.store.handle(command(thread.conversation, begin, "open:older"))
        return thread.conversation

    async def same(self, one: ContactId, other: ContactId) -> bool:
        found, theirs = await self.contacts.of(one), await self.contacts.of(other)
        assert found
        assert theirs
        return found.id == theirs.id


@pytest.fixture
async def town(store: SqlStore) -> Town:
    return await Town(store).open()


async def test_each_channel_of_the_assistant_that_has_links_is_offered(town: Town):
    found = await town.links.offered(MAIN, town.web)
    assert [(one.kind, one.label) for one in found] == [
        ("telegram", "Telegram"),
        ("whatsapp", "WhatsApp"),
    ]
    assert [one.kind for one in await town.links.offered(MAIN, town.web, "whatsapp")] == [
        "whatsapp"
    ]
    assert await town.links.offered(AssistantId("other"), town.web) == []
    assert await town.links.there(MAIN)
    await town.setups.save(replace(TELEGRAM, on=False))
    await town.setups.save(replace(WHATSAPP, assistant=AssistantId("other")))
    assert not await town.links.there(MAIN)


async def test_a_code_fits_into_what_telegram_carries(town: Town):
    code = await town.code()
    assert len(code) == 41
    assert code.replace("_", "").replace("-", "").isalnum()


async def test_who_comes_by_a_link_goes_on_with_the_conversation(town: Town):
    assert await town.come(await town.code()) == town.web
    thread = await town.threads.at("tg", "1")
    assert thread
    assert thread.conversation == town.web
    assert (await town.threads.of(town.web)) == thread
    joined = [e.fact for e in await log_of(town.store, town.web) if e.fact.kind == "channel_joined"]
    assert [fact.channel for fact in joined if isinstance(fact, ChannelJoined)] == ["telegram"]
    whole = await town.contacts.of(town.contact)
    assert whole
    assert [one.identity for one in whole.identities] == ["1"]
    assert [(merge.by, merge.why) for merge in whole.merges] == [("", "link")]


async def test_whoever_looks_at_the_conversation_hears_that_its_visitor_has_a_name(town: Town):
    heard = town.bus.listen()
    first = asyncio.create_task(anext(heard))
    await asyncio.sleep(0)  # it listens
    assert await town.come(await town.code()) == town.web
    assert await first == Whisper(kind="named", conversation=town.web)
    assert (await SqlInbox(town.store).lines_of([town.web]))[town.web].contact_name == "Vera"


async def test_a_code_stands_in_a_message_where_it_can_stand_nowhere_else(town: Town):
    text = await town.code("whatsapp")
    said = Said(id="m", thread="49", person=VERA, text=text)
    assert holds_code(text)
    assert await town.links.redeem(text, WHATSAPP, said) == town.web
    assert without_code(text) == ""
    assert without_code(f"Hello!\n{text} where is it?") == "Hello!\n  where is it?"
    assert not holds_code("a word like wlan, and a key: wl" + "x" * 80)


async def test_the_same_person_may_come_twice_and_nobody_else(town: Town):
    code = await town.code()
    assert await town.come(code) == town.web
    assert await town.come(code) == town.web
    assert await town.come(code, WIM) is None
    assert await town.threads.at("tg", "2") is None
    assert await town.come(code, WIM, thread="1") == town.web  # a group: the thread is joined


async def test_of_two_who_come_at_once_by_one_code_one_goes_on(open_store: OpenStore):
    towns = [Town(open_store()), Town(open_store())]
    towns[1].web, towns[1].contact = towns[0].web, towns[0].contact
    await towns[0].open()
    code = await towns[0].code()
    came = await asyncio.gather(towns[0].come(code, VERA), towns[1].come(code, WIM))
    assert sorted(map(str, came)) == sorted([str(towns[0].web), "None"])
    threads = [await towns[0].threads.at("tg", who.identity) for who in (VERA, WIM)]
    assert sum(thread is not None for thread in threads) == 1


class Dying(SqlThreads):
    async def join(self, *_: object) -> Thread:
        raise ConnectionError


async def test_who_died_on_the_way_is_let_in_by_the_next_try(town: Town):
    code = await town.code()
    with pytest.raises(ConnectionError):
        await town.come(code, links=town.links_over(Dying(town.store)))
    assert await town.come(code) == town.web
    kinds = [e.fact.kind for e in await log_of(town.store, town.web)]
    assert kinds == ["opened", "channel_joined", "message_added"]


async def test_a_code_lives_an_hour(town: Town, clock: Clock):
    code = await town.code()
    clock.move(SECOND)
    late = await town.code()
    assert late != code
    clock.move(LIVES - MINUTE)
    assert await town.come(code) == town.web
    clock.move(2 * MINUTE)
    assert await town.come(late, WIM) is None
    assert await town.come(code) == town.web  # they are there already


async def test_a_code_opens_its_own_channel_alone(town: Town):
    code = await town.code()
    assert await town.come(code, setup=WHATSAPP) is None
    moved = replace(TELEGRAM, assistant=AssistantId("other"))
    assert await town.come(code, setup=moved) is None


async def test_a_conversation_that_never_began_goes_on_nowhere(store: SqlStore):
    town = Town(store)
    for setup in (TELEGRAM, WHATSAPP):
        await town.setups.save(setup)
    assert await town.come(await town.code()) is None
    assert await town.threads.at("tg", "1") is None


async def test_who_wrote_there_before_is_not_carried_off_by_a_link(town: Town):
    older = await town.begun_on_telegram()
    await town.store.handle(saying("Mine.", "k", id=older))
    assert await town.come(await town.code()) is None
    thread = await town.threads.at("tg", "1")
    assert thread
    assert thread.conversation == older
    assert not await town.same(thread.contact, town.contact)


async def test_who_has_written_nothing_there_yet_goes_on_with_the_conversation(town: Town):
    await town.begun_on_telegram()
    assert await town.come(await town.code()) == town.web


async def test_who_was_known_before_is_told_and_not_taken_for_the_visitor(town: Town):
    older = await town.threads.open(OTHER, "1", VERA)
    assert await town.come(await town.code()) == town.web
    assert not await town.same(older.contact, town.contact)
    told = [entry.fact for entry in await log_of(town.store, town.web)]
    assert "begun on our website" in getattr(told[-1], "text", "")


async def test_a_second_person_does_not_come_to_the_first(town: Town, clock: Clock):
    assert await town.come(await town.code()) == town.web
    clock.move(SECOND)
    assert await town.come(await town.code(), WIM) is None  # the visitor gave them a new link
    assert await town.threads.at("tg", "2") is None


# ── seals ─────────────────────────────────────────────────────────────────────────────────────────

ID = ConversationId("a" * 24)


def test_a_code_says_what_was_sealed():
    found = opened(SECRET, "tg", seal(SECRET, "tg", ID, 1_760_000_000_000))
    assert found
    assert (found.conversation, found.until) == (ID, 1_760_000_000_000)
    assert opened(SECRET, "wa", seal(SECRET, "tg", ID, 1_760_000_000_000)) is None
    assert opened(b"x" * 48, "tg", seal(SECRET, "tg", ID, 1_760_000_000_000)) is None


@pytest.mark.parametrize("id", ["c", "", "a" * 16, "not base 32!"])
def test_only_a_conversation_on_the_web_has_codes(id):
    with pytest.raises(ValueError, match="expected"):
        seal(SECRET, "tg", ConversationId(id), 0)


@given(st.integers(2, 40), st.characters(codec="ascii", categories=["L", "N"]))
def test_a_code_with_any_letter_changed_is_not_ours(place, letter):
    code = seal(SECRET, "tg", ID, 1_760_000_000_000)
    other = code[:place] + letter + code[place + 1 :]
    # the last letter carries two bits that say nothing
    assert other == code or place == 40 or opened(SECRET, "tg", other) is None


@given(st.text())
def test_any_text_is_looked_through_for_a_code(text):
    if not holds_code(text):
        assert without_code(text).split() == text.replace("()", "").split()
    assert opened(SECRET, "tg", text.encode("ascii", "ignore").decode()) is None
