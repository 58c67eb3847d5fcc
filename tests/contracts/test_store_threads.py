"""Threads and deliveries: one thread is one conversation, and receipts may come in any order."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.shell import MAIN, Clock, OpenStore, begin
from warmline.core.model import ConversationId
from warmline.flow.channel_records import Delivery
from warmline.flow.channels import Person, Receipt, Setup, State
from warmline.store import tables as t
from warmline.store.channels import SqlSetups
from warmline.store.sql import SqlStore
from warmline.store.threads import SqlThreads

TOY = Setup(id="ch-1", kind="toy", name="Toy", assistant=MAIN)
OTHER = replace(TOY, id="ch-2")
ADA = Person(identity="7001", name="Ada", handle="@ada", email="ada@example.org")


@pytest.fixture
def threads(store: SqlStore) -> SqlThreads:
    return SqlThreads(store)


async def count(store: SqlStore, table: str) -> int:
    counted = select(func.count()).select_from(t.metadata.tables[table])
    return await store.read(lambda db: db.execute(counted).scalar_one())


# ── one thread, one conversation ──────────────────────────────────────────────────────────────────


async def test_a_thread_is_made_once_and_then_found(threads: SqlThreads):
    made = await threads.open(TOY, "chat 1", ADA)
    assert await threads.open(TOY, "chat 1", ADA) == made
    assert await threads.at("ch-1", "chat 1") == made
    assert await threads.at("ch-1", "chat 2") is None
    assert await threads.at("ch-2", "chat 1") is None


async def test_four_processes_that_get_a_new_thread_at_once_make_one_conversation(
    open_store: OpenStore,
):
    many = [SqlThreads(open_store()) for _ in range(4)]
    for n in range(8):
        person = replace(ADA, identity=f"p{n}")
        opened = await asyncio.gather(*(one.open(TOY, f"chat {n}", person) for one in many * 2))
        assert len({(one.conversation, one.contact) for one in opened}) == 1
    store = open_store()
    assert [await count(store, name) for name in ("thread", "identity", "contact")] == [8, 8, 8]


async def test_who_writes_in_two_threads_is_one_contact_with_two_conversations(
    threads: SqlThreads, store: SqlStore
):
    one, two = await threads.open(TOY, "chat 1", ADA), await threads.open(OTHER, "chat 9", ADA)
    assert one.contact == two.contact
    assert one.conversation != two.conversation
    assert await count(store, "contact") == 1


async def test_names_are_shown_anew_and_match_nobody(threads: SqlThreads, store: SqlStore):
    ada = await threads.open(TOY, "chat 1", ADA)
    renamed = replace(ADA, name="Countess", handle="@lovelace")
    again = await threads.open(TOY, "chat 1", renamed)
    assert (again.conversation, again.person) == (ada.conversation, renamed)
    found = await threads.at("ch-1", "chat 1")
    assert found is not None
    assert found.person == renamed
    imposter = Person(identity="666", name="Ada", handle="@ada", email="ada@example.org")
    assert (await threads.open(TOY, "chat 2", imposter)).contact != ada.contact


async def test_the_address_of_who_is_not_verified_is_shown_as_they_gave_it(
    threads: SqlThreads, store: SqlStore
):
    thread = await threads.open(TOY, "chat 1", ADA)
    row = await store.read(lambda db: db.execute(select(t.contact)).one())
    assert (row.id, row.name, row.email) == (thread.contact, "Ada", "ada@example.org")


async def test_replies_go_where_the_visitor_wrote_last(threads: SqlThreads, store: SqlStore):
    await begin(store, "web")
    one = await threads.join(TOY, "chat 1", ADA, ConversationId("web"))
    two = await threads.join(OTHER, "chat 2", ADA, ConversationId("web"))
    assert (one.conversation, two.conversation) == ("web", "web")
    await threads.turn_to(two, "m1", 100, {})
    await threads.turn_to(one, "m2", 200, {"subject": "Parcel"})
    found = await threads.of(ConversationId("web"))
    assert found is not None
    assert (found.channel, found.newest, found.heard_at) == ("ch-1", "m2", 200)
    assert found.notes == {"subject": "Parcel"}
    assert await threads.of(ConversationId("nobody's")) is None


async def test_a_late_message_is_not_the_newest(threads: SqlThreads):
    thread = await threads.open(TOY, "chat 1", ADA)
    await threads.turn_to(thread, "m2", 200, {})
    await threads.heard(thread, "m2", 3)
    await threads.turn_to(thread, "m1", 100, {})
    await threads.heard(thread, "m1", 4)
    found = await threads.at("ch-1", "chat 1")
    assert found is not None
    assert (found.newest, found.heard_at) == ("m2", 200)
    assert await threads.entry_of("ch-1", "m1") == (thread.conversation, 4)
    assert await threads.entry_of("ch-2", "m1") is None


async def test_who_goes_on_elsewhere_stays_the_conversation_s_contact(
    threads: SqlThreads, store: SqlStore
):
    await begin(store, "web")
    joined = await threads.join(TOY, "chat 1", ADA, ConversationId("web"))
    assert joined.contact == (await store.conversation(ConversationId("web"))).contact  # type: ignore[union-attr]
    assert await threads.at("ch-1", "chat 1") == joined


async def test_a_thread_that_was_there_goes_on_with_the_conversation_that_it_joins(
    threads: SqlThreads, store: SqlStore
):
    await begin(store, "web")
    before = await threads.open(TOY, "chat 1", ADA)
    assert before.conversation != "web"
    await threads.join(TOY, "chat 1", ADA, ConversationId("web"))
    found = await threads.at("ch-1", "chat 1")
    assert found is not None
    assert found.conversation == "web"


async def test_a_thread_that_moves_keeps_its_conversation_and_its_contact(
    threads: SqlThreads, store: SqlStore
):
    await SqlSetups(store, b"secret" * 8).save(TOY)
    before = await threads.open(TOY, ADA.identity, ADA)
    for _ in range(2):
        await threads.move("ch-1", ADA.identity, "7002")
    after = await threads.at("ch-1", "7002")
    assert after is not None
    assert (after.conversation, await threads.at("ch-1", "7001")) == (before.conversation, None)
    known = await threads.open(OTHER, "elsewhere", replace(ADA, identity="7002"))
    assert known.contact == before.contact


# ── what became of messages ───────────────────────────────────────────────────────────────────────


async def went_out(threads: SqlThreads, *ids: str, seq: int = 5, at: int = 1_000) -> ConversationId:
    thread = await threads.open(TOY, "chat 1", ADA)
    delivery = Delivery(
        conversation=thread.conversation, seq=seq, state="sent", ids=ids, parts=len(ids), at=at
    )
    await threads.sent("ch-1", delivery)
    return thread.conversation


async def state_of(threads: SqlThreads, conversation: ConversationId, seq: int = 5) -> State:
    delivery = await threads.delivery(conversation, seq)
    assert delivery is not None
    return delivery.state


async def test_how_far_a_message_got_is_kept(threads: SqlThreads):
    conversation = await went_out(threads, "a", "b")
    delivery = await threads.delivery(conversation, 5)
    assert delivery is not None
    assert (delivery.ids, delivery.parts, delivery.state) == (("a", "b"), 2, "sent")
    assert await threads.deliveries(conversation) == [delivery]
    assert await threads.entry_of("ch-1", "b") == (conversation, 5)
    assert await threads.delivery(conversation, 6) is None


@pytest.mark.parametrize("order", [("delivered", "read"), ("read", "delivered")])
async def test_whatever_order_receipts_come_in_the_last_word_is_read(
    threads: SqlThreads, order: tuple[State, State]
):
    conversation = await went_out(threads, "a")
    changed = [await threads.received("ch-1", Receipt(state=one, ids=("a",))) for one in order]
    assert await state_of(threads, conversation) == "read"
    assert sum(map(len, changed)) == (2 if order[0] == "delivered" else 1)
    assert await threads.received("ch-1", Receipt(state="read", ids=("a",))) == []


async def test_a_receipt_that_comes_before_the_answer_is_not_lost(threads: SqlThreads):
    assert await threads.received("ch-1", Receipt(state="delivered", ids=("a",))) == []
    assert await threads.entry_of("ch-1", "a") is None
    conversation = await went_out(threads, "a")
    assert await state_of(threads, conversation) == "delivered"


async def test_a_message_in_parts_is_as_far_as_its_slowest_part(threads: SqlThreads):
    conversation = await went_out(threads, "a", "b")
    await threads.received("ch-1", Receipt(state="read", ids=("a",)))
    assert await state_of(threads, conversation) == "sent"
    await threads.received("ch-1", Receipt(state="delivered", ids=("b",)))
    assert await state_of(threads, conversation) == "delivered"


async def test_what_failed_says_why_unless_it_arrived_after_all(threads: SqlThreads):
    conversation = await went_out(threads, "a")
    failed = Receipt(state="failed", ids=("a",), why="131047 re-engagement")
    (changed,) = await threads.received("ch-1", failed)
    assert (changed.state, changed.why) == ("failed", "131047 re-engagement")
    await threads.received("ch-1", Receipt(state="delivered", ids=("a",)))
    delivery = await threads.delivery(conversation, 5)
    assert delivery is not None
    assert (delivery.state, delivery.why) == ("delivered", "")
    assert await threads.received("ch-1", failed) == []


async def test_a_message_that_goes_out_anew_is_judged_by_its_new_parts(threads: SqlThreads):
    conversation = await went_out(threads, "a")
    await threads.received("ch-1", Receipt(state="failed", ids=("a",), why="gone"))
    await went_out(threads, "b")
    assert await state_of(threads, conversation) == "sent"
    await threads.received("ch-1", Receipt(state="read", ids=("b",)))
    assert await state_of(threads, conversation) == "read"


async def test_a_watermark_covers_what_went_out_before_it_in_its_thread(threads: SqlThreads):
    conversation = await went_out(threads, "a", seq=5, at=1_000)
    await went_out(threads, "b", seq=6, at=2_000)
    await went_out(threads, "c", seq=7, at=3_000)
    read = Receipt(state="read", thread="chat 1", until=2_000)
    assert [one.seq for one in await threads.received("ch-1", read)] == [5, 6]
    assert await threads.received("ch-1", replace(read, thread="chat 2", until=9_000)) == []
    states = [await state_of(threads, conversation, seq) for seq in (5, 6, 7)]
    assert states == ["read", "read", "sent"]
    assert await threads.received("ch-1", replace(read, state="delivered")) == []


async def test_receipts_that_nobody_claims_are_forgotten_after_a_day(
    threads: SqlThreads, store: SqlStore, clock: Clock
):
    await threads.received("ch-1", Receipt(state="read", ids=("not ours",)))
    clock.move(25 * 3_600_000)
    await threads.received("ch-1", Receipt(state="read", ids=("nor this",)))
    assert await count(store, "external") == 1


async def test_the_same_receipt_in_many_processes_at_once_is_one(open_store: OpenStore):
    many = [SqlThreads(open_store()) for _ in range(4)]
    conversation = await went_out(many[0], "a")
    read = Receipt(state="read", ids=("a",))
    told = await asyncio.gather(*(one.received("ch-1", read) for one in many))
    assert sorted(map(len, told)) == [0, 0, 0, 1]
    assert await state_of(many[1], conversation) == "read"
