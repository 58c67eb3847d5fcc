"""The way in, on both databases: felt once, in one order, all or nothing."""

import asyncio
from collections.abc import Sequence

import pytest

from tests.shell import (
    ANN,
    BOB,
    MINUTE,
    SECOND,
    Clock,
    OpenStore,
    begin,
    claiming,
    command,
    last,
    leaving_contact,
    log_of,
    opening,
    put_online,
    replying,
    saying,
    texts_of,
    wanting,
)
from warmline.core.facts import HandoffRequested
from warmline.core.inputs import OperatorNoted, OperatorResolved
from warmline.core.model import ConversationId, Signal
from warmline.core.refusals import (
    AlreadyTaken,
    KeyReused,
    Refused,
    UnknownConversation,
    UnreadableText,
)
from warmline.flow.lines import Lines
from warmline.flow.ports import Command, Outcome, Store
from warmline.store.sql import SqlStore
from warmline.store.standing import SqlStandings

# ── keys ──────────────────────────────────────────────────────────────────────────────────────────


async def test_the_same_message_twice_is_one_message(store: Store):
    await begin(store)
    first = await store.handle(saying("Hello?", "k"))
    again = await store.handle(saying("Hello?", "k"))
    assert (again.first, again.last, again.replayed) == (first.first, first.last, True)
    assert await texts_of(store) == ["Hello?"]


async def test_the_same_message_many_times_at_once_on_two_servers_is_one_message(
    open_store: OpenStore,
):
    stores = [open_store(), open_store()]
    await begin(stores[0])
    sent = [stores[n % 2].handle(saying("Hello?", "k")) for n in range(20)]
    outcomes = await asyncio.gather(*sent)
    assert {(one.first, one.last) for one in outcomes} == {(2, 2)}
    assert sum(not one.replayed for one in outcomes) == 1
    assert await texts_of(stores[0]) == ["Hello?"]


async def test_a_conversation_begun_on_two_servers_at_once_begins_once(open_store: OpenStore):
    stores = [open_store(), open_store()]
    ids = [f"c{n}" for n in range(20)]
    for id in ids:
        came = await asyncio.gather(*(store.handle(opening(id)) for store in stores))
        assert sorted(one.replayed for one in came) == [False, True]
    assert [len(await log_of(stores[0], id)) for id in ids] == [1] * 20


async def test_a_key_is_remembered_after_a_restart_and_for_ever(
    open_store: OpenStore, clock: Clock
):
    before = open_store()
    await begin(before)
    first = await before.handle(saying("Hello?", "k"))
    await before.close()
    clock.move(365 * 24 * 60 * MINUTE)
    again = await open_store().handle(saying("Hello?", "k"))
    assert again == Outcome(first.first, first.last, replayed=True)


async def test_a_key_used_for_other_words_is_refused(store: Store):
    await begin(store, "c", "d")
    await store.handle(saying("Hello?", "k"))
    for other in (saying("Goodbye.", "k"), saying("Hello?", "k", id="d"), claiming(key="k")):
        with pytest.raises(KeyReused):
            await store.handle(other)
    assert await texts_of(store) == ["Hello?"]


async def test_what_a_turn_showed_is_no_part_of_what_was_said(store: Store):
    await begin(store)
    shown = Signal(name="sentiment", score=-0.5)
    await store.handle(saying("Hello?", "k", signals=(shown,)))
    assert (await store.handle(saying("Hello?", "k"))).replayed


async def test_a_step_that_changed_nothing_is_remembered_too(store: Store):
    await begin(store)
    await store.handle(claiming(ANN))
    outcome = await store.handle(claiming(ANN, key="again"))
    assert outcome == Outcome(0, 0)
    assert await store.handle(claiming(ANN, key="again")) == Outcome(0, 0, replayed=True)


async def test_a_refused_input_may_be_sent_again_under_its_key(store: Store):
    with pytest.raises(UnknownConversation):
        await store.handle(saying("Hello?", "k"))
    await begin(store)
    assert not (await store.handle(saying("Hello?", "k"))).replayed


# ── neighbours ────────────────────────────────────────────────────────────────────────────────────


async def test_a_refused_input_records_nothing_and_its_neighbours_stand(store: Store):
    await begin(store)
    await store.handle(claiming(ANN))
    among = [saying(f"{n}", f"k{n}") for n in range(5)]
    among.insert(2, claiming(BOB))
    came = await asyncio.gather(*map(store.handle, among), return_exceptions=True)
    assert [type(one) for one in came] == [Outcome] * 2 + [AlreadyTaken] + [Outcome] * 3
    assert await texts_of(store) == ["0", "1", "2", "3", "4"]
    with pytest.raises(AlreadyTaken):  # it left no key behind that would now replay
        await store.handle(claiming(BOB))


async def test_text_that_no_database_can_keep_is_refused_alone(store: Store):
    await begin(store)
    texts = ["one", "half a pair: \ud83d", "two", "a NUL: \0", "three", "not a NUL: \\u0000"]
    sent = [saying(text, f"k{n}") for n, text in enumerate(texts)]
    came = await asyncio.gather(*map(store.handle, sent), return_exceptions=True)
    assert [isinstance(one, UnreadableText) for one in came] == [False, True] * 2 + [False] * 2
    assert await texts_of(store) == ["one", "two", "three", "not a NUL: \\u0000"]


@pytest.mark.parametrize("bad", ["\0", "\ud800"])
async def test_an_id_or_a_key_that_no_database_can_keep_is_refused_alone(store: Store, bad: str):
    await begin(store)
    sent = [saying("one", "k"), saying("two", "k" + bad), saying("three", "j", id="c" + bad)]
    came = await asyncio.gather(*map(store.handle, sent), return_exceptions=True)
    assert [isinstance(one, Refused) for one in came] == [False, True, True]
    assert await store.conversation(ConversationId("c" + bad)) is None


@pytest.mark.parametrize(
    "text",
    [
        "😀 👩‍👩‍👧‍👦 🏳️‍🌈",
        "أين طلبي؟ \u202eمرحبا\u202c",
        "x" * 10_000,
        "é\u0301\u200b\ufeff\uffff",
        "\t\r\n \x07 \x1b[31m",
        "'; DROP TABLE entry; --",
    ],
    ids=["emoji", "right to left", "long", "odd marks", "control", "quotes"],
)
async def test_any_other_text_comes_back_as_it_was_said(store: Store, text: str):
    await begin(store)
    await store.handle(saying(text, "k"))
    assert await texts_of(store) == [text]


# ── claims ────────────────────────────────────────────────────────────────────────────────────────


async def test_of_two_claims_at_once_on_two_servers_one_wins_and_the_other_is_told_who(
    open_store: OpenStore,
):
    stores = [open_store(), open_store()]
    ids = [f"c{n}" for n in range(20)]
    await begin(stores[0], *ids)
    claims = [
        stores[n % 2].handle(claiming(operator, id))
        for id in ids
        for n, operator in enumerate((ANN, BOB))
    ]
    came = await asyncio.gather(*claims, return_exceptions=True)
    for n, id in enumerate(ids):
        holder = (await stores[0].conversation(ConversationId(id))).operator
        assert holder in (ANN, BOB)
        assert [type(one) for one in came[2 * n : 2 * n + 2]].count(Outcome) == 1
        assert [one.by for one in came[2 * n : 2 * n + 2] if isinstance(one, AlreadyTaken)] == [
            holder
        ]


# ── order ─────────────────────────────────────────────────────────────────────────────────────────


async def hammer(stores: Sequence[SqlStore], ids: Sequence[str], rounds: int) -> None:
    """Every store writes to every conversation at once."""

    async def write(n: int, store: SqlStore, id: str) -> None:
        for round in range(rounds):
            await store.handle(saying(f"{n}.{round}", f"{id}:{n}:{round}", id=id))

    await asyncio.gather(*(write(n, store, id) for n, store in enumerate(stores) for id in ids))


async def test_two_servers_write_one_gapless_order_and_lose_and_double_nothing(
    open_store: OpenStore,
):
    stores = [open_store(), open_store()]
    ids = [f"c{n}" for n in range(6)]
    await begin(stores[0], *ids)
    for id in ids:
        await stores[0].handle(claiming(ANN, id))
    await hammer(stores, ids, rounds=15)
    news = await stores[1].news(after=0, limit=10_000)
    assert [one.position for one in news] == list(range(1, len(news) + 1))
    for id in ids:
        log = await log_of(stores[0], id)
        assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
        assert [one.entry for one in news if one.conversation == id] == log
        texts = await texts_of(stores[0], id)
        assert len(texts) == len(set(texts)) == 2 * 15
        for n in range(2):  # and each writer's own order is kept
            assert [t for t in texts if t.startswith(f"{n}.")] == [f"{n}.{r}" for r in range(15)]


async def test_a_reader_never_passes_an_entry_that_is_not_committed_yet(open_store: OpenStore):
    stores = [open_store(), open_store()]
    reader = open_store()
    ids = [f"c{n}" for n in range(4)]
    await begin(stores[0], *ids)
    writing = asyncio.create_task(hammer(stores, ids, rounds=10))
    seen: list[int] = []
    while not writing.done() or len(seen) < await reader.newest_position():
        page = await reader.news(after=seen[-1] if seen else 0, limit=50)
        seen += [one.position for one in page]
    await writing
    assert seen == list(range(1, len(seen) + 1))


# ── what a decision may depend on ─────────────────────────────────────────────────────────────────


async def test_place_and_wait_are_told_from_real_ones(store: SqlStore, clock: Clock):
    await put_online(store)
    for n in range(10):
        await begin(store, f"w{n}")
        await store.handle(wanting(f"w{n}"))
        clock.move(2 * MINUTE)
        await store.handle(claiming(ANN, f"w{n}"))
        done = OperatorResolved(operator=ANN)
        await store.handle(Command(ConversationId(f"w{n}"), done, f"r{n}"))
    await begin(store, "c", "d")
    await store.handle(wanting("c"))
    await store.handle(wanting("d"))
    told = [await last(store, HandoffRequested, id) for id in ("c", "d")]
    assert [one.place for one in told] == [1, 2]
    assert [one.wait for one in told] == [(2 * MINUTE, 2 * MINUTE)] * 2
    assert told[0].staffing.free == told[0].staffing.slots > 0


async def test_everybody_in_line_is_told_where_they_stand_now(store: SqlStore, clock: Clock):
    await put_online(store)
    ids = [ConversationId(f"c{n}") for n in range(3)]
    await begin(store, *ids)
    for id in ids:
        clock.move(SECOND)
        await store.handle(wanting(id))
    lines = Lines(SqlStandings(store).look, clock)
    assert [(await lines.of(id)).place for id in ids] == [1, 2, 3]
    await store.handle(claiming(ANN, ids[0]))
    assert (await lines.of(ids[2])).place == 3  # read a moment ago
    clock.move(3 * SECOND)
    assert await lines.of(ids[0]) is None
    assert [(await lines.of(id)).place for id in ids[1:]] == [1, 2]


async def test_handoffs_of_one_moment_are_told_different_places(store: SqlStore):
    await put_online(store)
    ids = [f"c{n}" for n in range(8)]
    await begin(store, *ids)
    await asyncio.gather(*(store.handle(wanting(id)) for id in ids))
    told = [(await last(store, HandoffRequested, id)).place for id in ids]
    assert sorted(told) == [1, 2, 3, 4, 5, 6, 7, 8]


async def test_who_was_told_that_nobody_can_come_stands_in_no_line(store: SqlStore):
    await begin(store, "mail", "c")
    await store.handle(wanting("mail"))  # nobody is online
    await store.handle(leaving_contact("mail"))
    await put_online(store)
    await store.handle(wanting("c"))
    assert (await last(store, HandoffRequested)).place == 1


async def test_a_ticket_that_waited_over_night_says_nothing_about_the_line(
    store: SqlStore, clock: Clock
):
    for n in range(5):
        await begin(store, f"w{n}")
        await store.handle(wanting(f"w{n}"))  # nobody is online
        await store.handle(leaving_contact(f"w{n}"))
    clock.move(600 * MINUTE)
    for n in range(5):
        await store.handle(claiming(ANN, f"w{n}"))
    await put_online(store)
    await begin(store)
    await store.handle(wanting())
    assert (await last(store, HandoffRequested)).wait == (0, 0)


async def test_the_package_is_kept_with_its_handoff_and_complete(store: SqlStore):
    await put_online(store)
    await begin(store)
    await store.handle(saying("My parcel 4711 never came.", "k"))
    outcome = await store.handle(wanting())
    package = await store.package(ConversationId("c"))
    assert package is not None
    assert outcome.first < package.handoff <= outcome.last
    assert package.question == "My parcel 4711 never came."
    assert [line.text for line in package.transcript] == [
        "My parcel 4711 never came.",
        "Talk to a person",
    ]


async def test_the_newest_package_is_given(store: SqlStore):
    await put_online(store)
    await begin(store)
    for n in range(2):
        await store.handle(wanting(key=f"person {n}"))
        await store.handle(claiming(key=f"claim {n}"))
        await store.handle(replying("Done.", f"reply {n}"))
        await store.handle(command("c", OperatorNoted(operator=ANN, text="ok"), f"note {n}"))
        first = await store.package(ConversationId("c"))
        await store.handle(command("c", OperatorResolved(operator=ANN), f"resolve {n}"))
    assert first is not None
    assert first.handoff == (await store.conversation(ConversationId("c"))).handoff.number
