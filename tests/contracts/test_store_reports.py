"""The ledger on both databases: each entry told once, whoever tells it, and all of it again."""

import asyncio
from dataclasses import fields
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from tests.shell import (
    ANN,
    BOB,
    MINUTE,
    Clock,
    OpenStore,
    begin,
    claiming,
    put_online,
    replying,
    resolving,
    saying,
    wanting,
)
from warmline.core.hours import Hours
from warmline.core.teams import SUPPORT
from warmline.flow.ledger import Ledger
from warmline.flow.reports import Look, Reports, Scope
from warmline.reports.figures import FIGURES
from warmline.reports.rows import KINDS, Presence, Request, Stretch
from warmline.reports.series import Period
from warmline.store.ledger import TABLES, SqlLedger
from warmline.store.reports import SqlReports
from warmline.store.sql import SqlStore

UTC = ZoneInfo("UTC")


async def no_hours():
    return {}


async def nowhere():
    """With these nothing can be told of whoever waited for a person."""
    return {SUPPORT: Hours(zone="Mars/Phobos")}


def ledger_of(store: SqlStore) -> Ledger:
    return Ledger(SqlLedger(store), store.clock, no_hours)


def reports_of(store: SqlStore) -> Reports:
    return Reports(SqlReports(store), SqlLedger(store), store.clock)


def look(clock: Clock, **more) -> Look:
    period = Period(since=clock.now - 60 * MINUTE, until=clock.now + 600 * MINUTE, zone=UTC)
    return Look(period=period, **more)


async def a_handoff(store: SqlStore, clock: Clock, id: str = "c") -> None:
    await begin(store, id)
    await store.handle(saying("Where is my order?", f"s:{id}", id))
    await store.handle(wanting(id))
    clock.move(2 * MINUTE)
    await store.handle(claiming(ANN, id))
    await store.handle(replying("Hello", f"r:{id}", id))
    clock.move(MINUTE)
    await store.handle(resolving(id))


async def everything(store: SqlStore) -> dict[str, list[tuple]]:
    return {
        table.name: await store.read(
            lambda db, table=table: sorted(map(tuple, db.execute(select(table))), key=repr)
        )
        for table in TABLES.values()
    }


def test_every_row_has_a_column_for_each_of_its_fields():
    assert set(TABLES) == set(KINDS)
    for kind, table in TABLES.items():
        assert {column.name for column in table.c} == {field.name for field in fields(kind)}


async def test_what_happened_can_be_asked_for_once_it_is_told(store: SqlStore, clock: Clock):
    await put_online(store)
    await a_handoff(store, clock)
    assert await ledger_of(store).catch_up() > 5
    figures = await reports_of(store).figures(look(clock), FIGURES)
    assert figures["conversations"].value == 1
    assert figures["waiting_time"].value == 2 * MINUTE
    assert figures["resolution_time"].value == 3 * MINUTE
    assert figures["resolved_confirmed"].value == 1.0


async def test_rows_come_back_as_they_were_kept(store: SqlStore, clock: Clock):
    await put_online(store)
    await a_handoff(store, clock)
    await ledger_of(store).catch_up()
    [stretch] = await SqlReports(store).rows(Stretch, look(clock), after=None, limit=9)
    assert isinstance(stretch, Stretch)
    assert (stretch.asked, stretch.replies, stretch.ended_by) == (True, 1, ANN)
    [request] = await SqlReports(store).rows(Request, look(clock), after=None, limit=9)
    assert isinstance(request, Request)
    assert (request.needed, request.bounced, request.operator) == (None, False, ANN)


async def test_several_processes_tell_each_entry_once(open_store: OpenStore, clock: Clock):
    stores = [open_store() for _ in range(3)]
    await put_online(stores[0])
    for number in range(6):
        await a_handoff(stores[0], clock, f"c{number}")
    await asyncio.gather(*(ledger_of(store).catch_up() for store in stores))
    once = await everything(stores[0])
    assert len(once["report_stretch"]) == 6
    await SqlLedger(stores[0]).restart()
    await ledger_of(stores[1]).catch_up()
    assert await everything(stores[0]) == once


async def test_what_cannot_be_told_of_one_conversation_stops_no_other(
    store: SqlStore, clock: Clock
):
    await put_online(store)
    await a_handoff(store, clock, "c0")
    await begin(store, "c1")
    await Ledger(SqlLedger(store), clock, nowhere).catch_up()
    assert [row[0] for row in (await everything(store))["report_stretch"]] == ["c1"]


async def test_a_page_of_which_nothing_can_be_told_is_left_behind(store: SqlStore, clock: Clock):
    await put_online(store)
    await a_handoff(store, clock)
    await Ledger(SqlLedger(store), clock, nowhere).catch_up()
    await begin(store, "c1")
    await ledger_of(store).catch_up()
    assert [row[0] for row in (await everything(store))["report_stretch"]] == ["c1"]


async def test_a_page_that_somebody_else_has_kept_changes_nothing(store: SqlStore, clock: Clock):
    await a_handoff(store, clock)
    rows = SqlLedger(store)
    page = await rows.page(3)
    await ledger_of(store).catch_up()
    before = await everything(store)
    late = await rows.keep(after=page.after, upto=page.news[-1].position, tellings=[], rows=[])
    assert not late
    assert await everything(store) == before
    assert (await rows.page(9)).news == []


async def test_a_log_told_a_piece_at_a_time_leaves_the_same_rows(store: SqlStore, clock: Clock):
    await put_online(store)
    ledger = ledger_of(store)
    await begin(store)
    for step in (
        saying("Where is my order?", "s"),
        wanting(),
        claiming(ANN),
        replying("Hello", "r"),
        resolving(),
        saying("One more thing", "again"),
    ):
        await store.handle(step)
        clock.move(MINUTE)
        await ledger.catch_up()
    piecewise = await everything(store)
    await SqlLedger(store).restart()
    await ledger.catch_up()
    assert await everything(store) == piecewise
    assert len(piecewise["report_stretch"]) == 2


async def test_a_rebuild_that_was_interrupted_is_finished_by_whoever_comes_next(
    store: SqlStore, clock: Clock
):
    await a_handoff(store, clock)
    await ledger_of(store).catch_up()
    once = await everything(store)
    rows = SqlLedger(store)
    await rows.restart()
    await rows.clear()
    assert (await rows.page(9)).news in ((), [])
    await ledger_of(store).catch_up()
    assert await everything(store) == once


async def test_an_operator_sees_their_own_rows_and_their_teams(store: SqlStore, clock: Clock):
    await put_online(store)
    await a_handoff(store, clock)
    await begin(store, "alone")
    await ledger_of(store).catch_up()
    reports = reports_of(store)

    async def seen(scope: Scope | None) -> float | None:
        found = await reports.figures(look(clock, scope=scope), ["conversations"])
        return found["conversations"].value

    assert await seen(None) == 2
    assert await seen(Scope(operator=ANN, teams=())) == 1
    assert await seen(Scope(operator=BOB, teams=("support",))) == 1
    assert await seen(Scope(operator=BOB, teams=("billing",))) == 0


async def test_the_conversations_behind_a_number_come_in_pages(store: SqlStore, clock: Clock):
    for number in range(5):
        await begin(store, f"c{number}")
        clock.move(MINUTE)
    await ledger_of(store).catch_up()
    reports, figure = reports_of(store), FIGURES["conversations"]
    first = await reports.behind(look(clock), figure, limit=3)
    assert [row.conversation for row in first.rows] == ["c0", "c1", "c2"]
    rest = await reports.behind(look(clock), figure, after=first.next, limit=3)
    assert [row.conversation for row in rest.rows] == ["c3", "c4"]
    assert rest.next is None


async def test_presence_is_one_span_while_somebody_is_seen_again_in_time(store: SqlStore):
    rows = SqlLedger(store)
    for at, states in (
        (1_000, {ANN: "online"}),
        (11_000, {ANN: "online", BOB: "away"}),
        (21_000, {ANN: "away"}),
        (200_000, {ANN: "away"}),
    ):
        await rows.seen(states, at, 60_000)
    found = await rows.presence(0, 300_000)
    assert [(one.operator, one.at, one.until, one.state) for one in found] == [
        (ANN, 1_000, 11_000, "online"),
        (BOB, 11_000, 11_000, "away"),
        (ANN, 21_000, 21_000, "away"),
        (ANN, 200_000, 200_000, "away"),
    ]
    assert isinstance(found[0], Presence)


async def test_workload_is_cut_to_the_period(store: SqlStore, clock: Clock):
    await put_online(store)
    began = clock.now
    await a_handoff(store, clock)
    await SqlLedger(store).seen({ANN: "online"}, began, 60_000)
    await SqlLedger(store).seen({ANN: "online"}, began + 30_000, 60_000)
    await ledger_of(store).catch_up()
    [ann] = await reports_of(store).staff(look(clock))
    assert (ann.operator, ann.online, ann.held) == (ANN, 30_000, MINUTE)
    assert (ann.conversations, ann.replies) == (1, 1)
    period = Period(since=clock.now - 30_000, until=clock.now, zone=UTC)
    [half] = await reports_of(store).staff(Look(period=period))
    assert half.held == 30_000


async def test_nothing_is_counted_twice_however_much_there_is(store: SqlStore, clock: Clock):
    await begin(store, *(f"c{number}" for number in range(250)))
    await ledger_of(store).catch_up()
    count = select(func.count()).select_from(TABLES[Stretch])
    assert await store.read(lambda db: db.execute(count).scalar_one()) == 250
