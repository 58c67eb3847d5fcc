"""Contacts on both databases: merges, their undoing, splits, and what is merged by itself."""

import asyncio
import random
from itertools import count

import pytest
from sqlalchemy import select

from tests.contracts.whom import KIND, Whom
from tests.shell import MAIN, MINUTE, Clock, OpenStore, command, leaving_contact, opening, wanting
from warmline.core.inputs import Open
from warmline.core.model import AssistantId, ContactId, ConversationId
from warmline.flow.channel_records import Thread
from warmline.flow.channels import Person, Setup
from warmline.flow.contacts import (
    AlreadyEnded,
    Contact,
    OnlyIdentity,
    SamePerson,
    UnknownContact,
    UnknownIdentity,
    UnknownMerge,
    likenesses,
)
from warmline.store import tables as t
from warmline.store.channels import SqlSetups
from warmline.store.contacts import SqlContacts
from warmline.store.sql import SqlStore
from warmline.store.threads import SqlThreads

TELEGRAM = Setup(id="tg", kind=KIND, name="Telegram", assistant=MAIN)
MAIL = Setup(id="post", kind="email", name="Mail", assistant=MAIN)
SITE = {"id": "4711"}


class People:
    """Visitors who come by the web and by channels, as arrivals make them."""

    def __init__(self, store: SqlStore) -> None:
        numbers = count(1)
        self.store = store
        self.contacts = SqlContacts(store, lambda: f"split-{next(numbers)}")
        self.threads = SqlThreads(store)

    async def on_the_web(self, name: str) -> ContactId:
        await self.store.handle(opening(name))
        return ContactId(f"contact-{name}")

    async def on(self, setup: Setup, address: str, person: Person) -> Thread:
        thread = await self.threads.open(setup, address, person)
        begin = Open(channel=setup.kind, assistant=MAIN, contact=thread.contact)
        await self.store.handle(command(thread.conversation, begin, f"open:{thread.conversation}"))
        return thread

    async def on_telegram(self, name: str) -> Thread:
        return await self.on(TELEGRAM, f"chat-{name}", Person(identity=name, name=name.title()))

    async def by_mail(self, email: str, *, verified: bool) -> Thread:
        who = Person(identity=email, email=email, verified=verified)
        return await self.on(MAIL, f"mail-{email}", who)

    async def of(self, id: str) -> Contact:
        found = await self.contacts.of(ContactId(id))
        assert found
        return found

    async def same(self, one: str, other: str) -> bool:
        return (await self.of(one)).id == (await self.of(other)).id

    async def talks_of(self, id: str) -> list[ConversationId]:
        page = await self.contacts.conversations(await self.of(id), limit=500)
        assert page == sorted(page, reverse=True)
        return [talk for _, talk in page]


@pytest.fixture
async def people(store: SqlStore) -> People:
    setups = SqlSetups(store, b"secret")
    for setup in (TELEGRAM, MAIL):
        await setups.save(setup)
    return People(store)


# ── a person ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_visitor_of_whom_nothing_is_noted_is_a_person_all_the_same(people: People):
    web = await people.on_the_web("vera")
    assert (await people.of(web)).ids == {web}
    assert await people.talks_of(web) == ["vera"]
    assert await people.contacts.of(ContactId("nobody")) is None


async def test_the_history_of_a_person_is_one_over_all_channels_newest_first(
    people: People, clock: Clock
):
    web = await people.on_the_web("vera")
    clock.move(MINUTE)
    chat = await people.on_telegram("vera")
    clock.move(MINUTE)
    mail = await people.by_mail("vera@example.org", verified=True)
    await people.contacts.merge(web, chat.contact, by="ann")
    await people.contacts.merge(mail.contact, chat.contact, by="ann")
    for one in (web, chat.contact, mail.contact):
        assert await people.talks_of(one) == [mail.conversation, chat.conversation, "vera"]
    whole = await people.of(web)
    assert whole.name == "Vera"
    assert [one.kind for one in whole.identities] == [KIND, "email"]


async def test_a_history_comes_in_pages_without_gaps_or_repeats(people: People, clock: Clock):
    ids = [await people.on_the_web(f"v{n}") for n in range(7)]
    clock.move(MINUTE)
    for other in ids[1:]:
        await people.contacts.merge(ids[0], other, by="ann")
    whole, got, after = await people.of(ids[0]), list[str](), None
    while page := await people.contacts.conversations(whole, after=after, limit=3):
        got += [id for _, id in page]
        after = page[-1]
    assert sorted(got) == [f"v{n}" for n in range(7)]


# ── merges ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_merge_links_who_stands_for_each_and_is_audited(people: People, store: SqlStore):
    a, b, c = [await people.on_the_web(name) for name in "abc"]
    await people.contacts.merge(a, b, by="ann")
    made = await people.contacts.merge(c, b, by="bob")
    assert (made.kept, made.gone, made.by, made.ended_at) == (c, a, "bob", 0)
    assert (await people.of(b)).id == c
    query = select(t.audit.c.operator, t.audit.c.action, t.audit.c.object).order_by(t.audit.c.id)
    lines = await store.read(lambda db: [tuple(row) for row in db.execute(query)])
    assert lines == [
        ("ann", "contacts_merged", f"{a}:{b}"),
        ("bob", "contacts_merged", f"{c}:{a}"),
    ]


async def test_who_is_one_already_cannot_be_merged_nor_who_is_unknown(people: People):
    a, b = [await people.on_the_web(name) for name in "ab"]
    await people.contacts.merge(a, b, by="ann")
    for one, other in ((a, b), (b, a), (a, a)):
        with pytest.raises(SamePerson):
            await people.contacts.merge(one, other, by="ann")
    for one, other in ((a, "nobody"), ("nobody", a)):
        with pytest.raises(UnknownContact):
            await people.contacts.merge(ContactId(one), ContactId(other), by="ann")


async def test_undone_everything_is_as_it_was_before_in_whatever_order(people: People):
    a, b, c, d = [await people.on_the_web(name) for name in "abcd"]
    first = await people.contacts.merge(a, b, by="ann")
    second = await people.contacts.merge(c, a, by="ann")
    third = await people.contacts.merge(d, b, by="ann")
    await people.contacts.undo(first.id, by="bob")
    assert (await people.of(b)).ids == {b}
    assert (await people.of(a)).ids == {a, c, d}
    await people.contacts.undo(third.id, by="bob")
    assert (await people.of(a)).ids == {a, c}
    ended = await people.contacts.undo(second.id, by="bob")
    assert (ended.ended_by, ended.ended_at > 0) == ("bob", True)
    for one in (a, b, c, d):
        assert (await people.of(one)).ids == {one}
    assert [merge.id for merge in (await people.of(a)).merges] == [second.id, first.id]


async def test_a_merge_is_undone_once(people: People):
    a, b = [await people.on_the_web(name) for name in "ab"]
    made = await people.contacts.merge(a, b, by="ann")
    await people.contacts.undo(made.id, by="ann")
    with pytest.raises(AlreadyEnded):
        await people.contacts.undo(made.id, by="ann")
    with pytest.raises(UnknownMerge):
        await people.contacts.undo(made.id + 1000, by="ann")
    again = await people.contacts.merge(b, a, by="ann")
    assert (again.kept, again.gone) == (b, a)


async def test_of_merges_at_once_from_two_processes_none_makes_a_circle(open_store: OpenStore):
    both = [People(open_store()), People(open_store())]
    ids = [await both[0].on_the_web(f"v{n}") for n in range(6)]
    dice = random.Random(7)
    for _ in range(6):
        pairs = [dice.sample(ids, 2) for _ in range(8)]
        asked = [
            both[n % 2].contacts.merge(one, other, by="ann") for n, (one, other) in enumerate(pairs)
        ]
        came = await asyncio.gather(*asked, return_exceptions=True)
        assert all(not isinstance(one, Exception) or isinstance(one, SamePerson) for one in came)
        model = Whom(nodes=set(ids))
        for merge in (await both[1].of(ids[0])).merges:
            if not merge.ended_at:
                model.links[merge.id] = (merge.kept, merge.gone)
        assert (await both[0].of(ids[0])).ids == model.person(ids[0])
        for merge in (await both[0].of(dice.choice(ids))).merges[:2]:
            undone = [one.contacts.undo(merge.id, by="bob") for one in both]
            came = await asyncio.gather(*undone, return_exceptions=True)
            ended = [isinstance(one, AlreadyEnded) for one in came]
            assert sum(ended) in (1, 2)  # 2: it was undone in an earlier turn


async def test_of_two_who_merge_the_same_two_the_other_way_round_one_does(open_store: OpenStore):
    both = [People(open_store()), People(open_store())]
    for n in range(8):
        a, b = await both[0].on_the_web(f"a{n}"), await both[0].on_the_web(f"b{n}")
        came = await asyncio.gather(
            both[0].contacts.merge(a, b, by="ann"),
            both[1].contacts.merge(b, a, by="bob"),
            return_exceptions=True,
        )
        assert sorted(type(one).__name__ for one in came) == ["Merge", "SamePerson"]


# ── splits ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_split_takes_an_identity_and_its_conversations_out(people: People):
    web, chat = await people.on_the_web("vera"), await people.on_telegram("vera")
    await people.contacts.merge(web, chat.contact, by="ann")
    new = await people.contacts.split(web, KIND, "vera", by="ann")
    assert await people.talks_of(web) == ["vera"]
    assert await people.talks_of(new) == [chat.conversation]
    assert (await people.of(new)).name == "Vera"
    assert not (await people.of(web)).identities
    assert (await people.threads.at("tg", "chat-vera")).contact == new
    again = await people.threads.open(TELEGRAM, "another-chat", Person(identity="vera"))
    assert again.contact == new


async def test_a_split_is_taken_back_by_merging_what_it_made(people: People):
    web, chat = await people.on_the_web("vera"), await people.on_telegram("vera")
    await people.contacts.merge(web, chat.contact, by="ann")
    new = await people.contacts.split(web, KIND, "vera", by="ann")
    await people.contacts.merge(web, new, by="ann")
    assert set(await people.talks_of(web)) == {"vera", chat.conversation}


async def test_what_joined_somebodys_conversation_leaves_it_with_them(people: People):
    await people.on_the_web("vera")
    thread = await people.threads.join(
        TELEGRAM, "chat", Person(identity="77"), ConversationId("vera")
    )
    await people.contacts.linked(ContactId("contact-vera"), KIND, Person(identity="77"))
    assert await people.same("contact-vera", thread.contact)
    new = await people.contacts.split(ContactId("contact-vera"), KIND, "77", by="ann")
    assert await people.talks_of("contact-vera") == ["vera"]
    assert await people.talks_of(new) == []


async def test_nothing_is_split_that_would_leave_nobody_or_is_no_channels(people: People):
    chat = await people.on_telegram("vera")
    with pytest.raises(OnlyIdentity):
        await people.contacts.split(chat.contact, KIND, "vera", by="ann")
    web = await people.on_the_web("wim")
    await people.contacts.signed(web, MAIN, SITE)
    for contact, kind, identity in (
        (web, KIND, "vera"),
        (chat.contact, KIND, "nobody"),
        (web, "site:main", "4711"),
    ):
        with pytest.raises(UnknownIdentity):
            await people.contacts.split(contact, kind, identity, by="ann")
    with pytest.raises(UnknownContact):
        await people.contacts.split(ContactId("nobody"), KIND, "vera", by="ann")


# ── what is merged by itself ──────────────────────────────────────────────────────────────────────


async def test_the_same_signed_user_is_one_person_on_all_their_devices(people: People):
    phone, desktop = await people.on_the_web("phone"), await people.on_the_web("desktop")
    await people.contacts.signed(phone, MAIN, SITE)
    await people.contacts.signed(desktop, MAIN, SITE)
    assert await people.same(phone, desktop)
    [merge] = (await people.of(phone)).merges
    assert (merge.by, merge.why) == ("", "signed_id")


async def test_another_site_has_other_users_of_the_same_number(people: People):
    one, other = await people.on_the_web("one"), await people.on_the_web("other")
    await people.contacts.signed(one, MAIN, SITE)
    await people.contacts.signed(other, AssistantId("shop"), SITE)
    assert not await people.same(one, other)


async def test_two_users_who_share_a_browser_never_become_one(people: People):
    shared, own = await people.on_the_web("shared"), await people.on_the_web("own")
    await people.contacts.signed(shared, MAIN, {"id": "anna"})
    await people.contacts.signed(own, MAIN, {"id": "bert"})
    await people.contacts.signed(shared, MAIN, {"id": "bert"})
    assert not await people.same(shared, own)
    await people.contacts.signed(own, MAIN, {"id": "bert", "email": "family@example.org"})
    await people.contacts.signed(shared, MAIN, {"id": "anna", "email": "family@example.org"})
    assert not await people.same(shared, own)


async def test_a_browser_belongs_to_who_signed_in_there_first(people: People):
    shared, own = await people.on_the_web("shared"), await people.on_the_web("own")
    await people.contacts.signed(shared, MAIN, {"id": "anna"})
    await people.contacts.signed(shared, MAIN, {"id": "bert"})
    await people.contacts.signed(own, MAIN, {"id": "bert"})
    assert not await people.same(shared, own)
    assert [one.identity for one in (await people.of(shared)).identities] == ["anna"]
    assert [one.identity for one in (await people.of(own)).identities] == ["bert"]


@pytest.mark.parametrize("mail_first", [True, False])
async def test_a_proved_address_and_a_signed_one_are_one_person(people: People, mail_first):
    web = await people.on_the_web("vera")
    signed = {"id": "1", "email": "Vera@Example.org"}
    if not mail_first:
        await people.contacts.signed(web, MAIN, signed)
    mail = await people.by_mail("vera@example.org", verified=True)
    await people.contacts.proved("email", mail.person)
    if mail_first:
        await people.contacts.signed(web, MAIN, signed)
    assert await people.same(web, mail.contact)
    [merge] = (await people.of(web)).merges
    assert (merge.by, merge.why) == ("", "verified_email")


@pytest.mark.parametrize("mail_first", [True, False])
async def test_a_sender_whom_nothing_proves_is_nobody_whom_we_know(people: People, mail_first):
    web = await people.on_the_web("vera")
    signed = {"id": "1", "email": "vera@example.org"}
    if not mail_first:
        await people.contacts.signed(web, MAIN, signed)
    mail = await people.by_mail("vera@example.org", verified=False)
    await people.contacts.proved("email", mail.person)
    await people.contacts.signed(web, MAIN, signed)
    assert not await people.same(web, mail.contact)


async def test_a_typed_address_or_number_merges_nobody(people: People, store: SqlStore):
    web, typing = await people.on_the_web("vera"), await people.on_the_web("typing")
    await people.contacts.signed(web, MAIN, {"id": "1", "email": "vera@example.org"})
    mail = await people.by_mail("vera@example.org", verified=True)
    await people.contacts.proved("email", mail.person)
    await store.handle(wanting("typing"))
    await store.handle(leaving_contact("typing", email="vera@example.org"))
    await people.contacts.signed(typing, MAIN, {"email": "vera@example.org"})  # no user signed
    assert not await people.same(typing, web)
    assert (await people.of(typing)).email == "vera@example.org"


async def test_what_an_operator_parted_is_not_merged_again_by_itself(people: People):
    phone, desktop = await people.on_the_web("phone"), await people.on_the_web("desktop")
    await people.contacts.signed(phone, MAIN, SITE)
    await people.contacts.signed(desktop, MAIN, SITE)
    [merge] = (await people.of(phone)).merges
    await people.contacts.undo(merge.id, by="ann")
    await SqlContacts(people.store, str).signed(desktop, MAIN, SITE)  # another process, later
    assert not await people.same(phone, desktop)
    mail = await people.by_mail("vera@example.org", verified=True)
    await people.contacts.merge(phone, mail.contact, by="ann")
    new = await people.contacts.split(phone, "email", "vera@example.org", by="ann")
    await people.contacts.signed(phone, MAIN, {**SITE, "email": "vera@example.org"})
    await people.contacts.proved("email", mail.person)
    assert not await people.same(phone, new)


# ── hints ─────────────────────────────────────────────────────────────────────────────────────────


async def test_who_has_something_in_common_is_suggested_with_why(people: People, store: SqlStore):
    web = await people.on_the_web("vera")
    await store.handle(wanting("vera"))
    await store.handle(leaving_contact("vera", email="vera@example.org", name="Vera Vos"))
    mail = await people.by_mail("vera@example.org", verified=True)
    chat = await people.on(TELEGRAM, "9", Person(identity="9", name="vera VOS", handle="vv"))
    await people.on(TELEGRAM, "8", Person(identity="8", name="Vera"))
    whole = await people.of(web)
    found = await people.contacts.alike(whole, limit=10)
    why = {one.id: [(w.what, w.value, w.proved) for w in likenesses(whole, one)] for one in found}
    assert why == {
        mail.contact: [("email", "vera@example.org", False)],
        chat.contact: [("name", "vera vos", False)],
    }


async def test_people_are_found_by_name_address_handle_and_number(people: People):
    chat = await people.on(
        TELEGRAM, "9", Person(identity="9", name="Zoë Öz", handle="zed", phone="+4917012345")
    )
    for words in ("zoë", "öz", "ZED", "17012345"):
        assert [one.id for one in await people.contacts.find(words, limit=5)] == [chat.contact]
    for words in ("identity", "%", "verified", "nobody"):
        assert await people.contacts.find(words, limit=5) == []


# ── any order ─────────────────────────────────────────────────────────────────────────────────────


async def test_merges_undos_and_splits_in_any_order_are_as_following_every_link_by_hand(
    people: People,
):
    dice, model = random.Random(11), Whom()
    for n in range(4):
        web, chat = await people.on_the_web(f"v{n}"), await people.on_telegram(f"t{n}")
        model.nodes |= {web, chat.contact}
        model.began[f"v{n}"] = web
        model.identity[f"t{n}"], model.threads[chat.conversation] = chat.contact, f"t{n}"
    for _ in range(40):
        await _something(people, model, dice)
        for id in dice.sample(sorted(model.nodes), 3):
            await agrees(people, model, id)
    for id in model.nodes:
        await agrees(people, model, id)


async def agrees(people: People, model: Whom, id: str) -> None:
    ids, whole = model.person(id), await people.of(id)
    assert whole.ids == ids
    assert {one.identity for one in whole.identities} == model.identities(ids)
    assert set(await people.talks_of(id)) == model.conversations(ids)


async def _something(people: People, model: Whom, dice: random.Random) -> None:
    match dice.choice(["merge", "merge", "undo", "split"]):
        case "merge":
            await merge(people, model, *dice.sample(sorted(model.nodes), 2))
        case "undo" if model.links:
            await undo(people, model, dice.choice(sorted(model.links)))
        case "split":
            await split(people, model, dice.choice(sorted(model.identity)))
        case _:
            pass


async def merge(people: People, model: Whom, one: str, other: str) -> None:
    if other in model.person(one):
        with pytest.raises(SamePerson):
            await people.contacts.merge(ContactId(one), ContactId(other), by="ann")
        return
    made = await people.contacts.merge(ContactId(one), ContactId(other), by="ann")
    assert made.kept in model.person(one)
    assert made.gone in model.person(other)
    model.links[made.id] = (made.kept, made.gone)


async def undo(people: People, model: Whom, id: int) -> None:
    await people.contacts.undo(id, by="bob")
    del model.links[id]


async def split(people: People, model: Whom, identity: str) -> None:
    whom = model.person(model.identity[identity])
    theirs = {id for id, one in model.threads.items() if one == identity}
    if len(whom) == 1 and model.conversations(whom) <= theirs:
        with pytest.raises(OnlyIdentity):
            await people.contacts.split(ContactId(min(whom)), KIND, identity, by="ann")
        return
    new = await people.contacts.split(ContactId(min(whom)), KIND, identity, by="ann")
    model.nodes.add(new)
    model.identity[identity] = new
