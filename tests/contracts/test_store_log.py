"""The log on both databases: pages by cursor, and what a refused or crashed step leaves behind."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event, insert, select, text

from tests.by_driver import listening
from tests.shell import (
    ANN,
    OpenStore,
    begin,
    claiming,
    command,
    leaving_contact,
    put_online,
    replying,
    saying,
    texts_of,
    wanting,
)
from warmline.core.inputs import OperatorReturned
from warmline.core.model import ConversationId
from warmline.flow.ports import Added, Command, Outcome, Store
from warmline.store import driver
from warmline.store import tables as t
from warmline.store.sql import SqlStore

C = ConversationId("c")


async def filled(store: Store, messages: int) -> None:
    await begin(store)
    for n in range(messages):
        await store.handle(saying(f"{n}", f"k{n}"))


async def seqs(store: Store, **bounds: int) -> list[int]:
    return [entry.seq for entry in await store.entries(C, **bounds)]


async def test_entries_come_in_order_from_a_cursor_or_before_one(store: Store):
    await filled(store, 9)
    assert await seqs(store) == list(range(1, 11))
    assert await seqs(store, after=8) == [9, 10]
    assert await seqs(store, after=10) == []
    assert await seqs(store, limit=3) == [1, 2, 3]
    assert await seqs(store, after=3, limit=2) == [4, 5]
    assert await seqs(store, before=5, limit=2) == [3, 4]
    assert await seqs(store, before=3, limit=9) == [1, 2]
    assert await seqs(store, after=2, before=9, limit=3) == [6, 7, 8]


async def test_news_of_all_conversations_comes_by_position(store: Store):
    await begin(store, "c", "d")
    await store.handle(saying("one", "k1", id="d"))
    await store.handle(saying("two", "k2", id="c"))
    news = await store.news(after=0, limit=10)
    assert [(one.position, one.conversation, one.entry.seq) for one in news] == [
        (1, "c", 1),
        (2, "d", 1),
        (3, "d", 2),
        (4, "c", 2),
    ]
    assert [one.position for one in await store.news(after=1, limit=2)] == [2, 3]
    assert await store.newest_position() == 4


async def test_an_empty_store_has_no_news_and_knows_no_conversation(store: Store):
    assert await store.newest_position() == 0
    assert list(await store.news(after=0, limit=10)) == []
    assert await store.conversation(C) is None
    assert list(await store.entries(C)) == []
    assert await store.package(C) is None
    assert (await store.policy("nobody's")).rules
    assert (await store.profile("nobody's")).id == "nobody's"


async def test_a_conversation_is_kept_as_the_engine_left_it(store: Store):
    await filled(store, 2)
    kept = await store.conversation(C)
    assert kept is not None
    assert (kept.seq, kept.visitor_messages, kept.owed, kept.contact) == (3, 2, True, "contact-c")


async def test_somebody_is_told_of_each_commit_of_inputs_and_of_no_other(open_store: OpenStore):
    told: list[Added] = []
    store = open_store(committed=told.append)
    await begin(store)
    await store.handle(saying("Where is my parcel?", "k"))
    assert len(told) == 2
    await put_online(store)
    await store.claim(limit=1, lease=1)
    assert len(told) == 2


async def test_what_a_commit_is_told_to_have_added_is_what_the_log_holds(open_store: OpenStore):
    told: list[Added] = []
    store = open_store(committed=told.append)
    await begin(store)
    await asyncio.gather(*(store.handle(saying(f"{n}", f"k{n}")) for n in range(20)))
    news = [one for added in told for one in added.news]
    assert news == list(await store.news(after=0, limit=100))


async def test_a_commit_tells_whether_there_is_something_to_perform(open_store: OpenStore):
    told: list[Added] = []
    store = open_store(committed=told.append)
    await begin(store)
    await store.handle(saying("Where is my parcel?", "k"))
    assert [added.jobs for added in told] == [False, True]


async def test_what_was_asked_for_by_somebody_who_has_gone_is_committed_and_told(
    open_store: OpenStore,
):
    told = asyncio.Event()
    store = open_store(committed=lambda _: told.set())
    asking = asyncio.create_task(begin(store))
    await asyncio.sleep(0)  # it has handed its command in, and waits
    asking.cancel()
    await told.wait()
    assert await store.conversation(C) is not None


async def test_what_waits_is_committed_together(open_store: OpenStore):
    commits: list[int] = []
    store = open_store(committed=lambda _: commits.append(1))
    await begin(store)
    await asyncio.gather(*(store.handle(saying(f"{n}", f"k{n}")) for n in range(100)))
    assert len(commits) <= 10  # the opening, what was there first, and the rest in few
    assert len(await texts_of(store)) == 100


async def test_a_closing_store_commits_what_waits(open_store: OpenStore):
    store = open_store()
    await begin(store)
    waiting = [asyncio.create_task(store.handle(saying(f"{n}", f"k{n}"))) for n in range(20)]
    await asyncio.sleep(0)
    await store.close()
    assert {type(one) for one in await asyncio.gather(*waiting)} == {Outcome}
    assert len(await texts_of(open_store())) == 20


# ── a crash at every joint ────────────────────────────────────────────────────────────────────────


class Crash(Exception):
    """The process stops existing here."""


def engine_of(store: SqlStore) -> Engine:
    engine: Any = store.db.engine  # type: ignore[attr-defined] - either database has one
    return getattr(engine, "sync_engine", engine)


@contextmanager
def crashing(store: SqlStore, at: int) -> Iterator[list[int]]:
    """Raise in the ``at``-th place where the store speaks to its database; yields where it did."""
    places: list[int] = []
    crashed: list[int] = []

    def joint(*_: Any) -> None:
        places.append(1)
        if len(places) == at:
            crashed.append(at)
            raise Crash

    def done(_: Any, statement: str, __: Any) -> None:
        if statement != driver.COMMIT:
            joint()

    engine = engine_of(store)
    names = ["before_cursor_execute", "after_cursor_execute", "commit"]
    for name in names:
        event.listen(engine, name, joint)
    try:
        with listening(joint, done):
            yield crashed
    finally:
        for name in names:
            event.remove(engine, name, joint)


async def everything(store: SqlStore) -> dict[str, list[Any]]:
    """All rows of all tables."""

    def rows(db: Any) -> dict[str, list[Any]]:
        return {
            name: [tuple(row) for row in db.execute(select(table).order_by(*table.primary_key))]
            for name, table in t.metadata.tables.items()
        }

    return await store.read(rows)


async def before_request(store: SqlStore) -> None:
    await put_online(store)
    await begin(store)
    await store.handle(saying("Where is parcel 4711?", "k"))


async def before_claim(store: SqlStore) -> None:
    await before_request(store)
    await store.handle(wanting())


async def before_return(store: SqlStore) -> None:
    await before_claim(store)
    await store.handle(claiming())
    await store.handle(replying("Here.", "r"))
    await store.handle(saying("Thank you.", "k2"))


async def before_contact(store: SqlStore) -> None:
    await begin(store)
    await store.handle(wanting())


@pytest.mark.parametrize(
    ("prepare", "then"),
    [
        (before_request, wanting()),
        (before_claim, claiming()),
        (before_return, command("c", OperatorReturned(operator=ANN), "return")),
        (before_contact, leaving_contact()),
    ],
    ids=["handoff", "claim", "return", "contact form"],
)
async def test_a_crash_at_any_joint_of_a_step_leaves_nothing_or_everything(
    store: SqlStore, prepare: Callable[[SqlStore], Any], then: Command
):
    await prepare(store)
    was = await everything(store)
    at = 1
    while True:
        with crashing(store, at) as crashed:
            try:
                outcome = await store.handle(then)
            except Crash:
                assert await everything(store) == was, f"joint {at}"
        if not crashed:
            break
        at += 1
    assert at > 15  # it did crash in many places, and in the end it went through
    assert outcome.last
    now = await everything(store)
    assert await store.handle(then) == Outcome(outcome.first, outcome.last, replayed=True)
    assert await everything(store) == now


async def test_a_change_that_fails_spoils_itself_alone(store: SqlStore):
    def good(db: Any) -> str:
        return db.execute(text("SELECT 'good'")).scalar_one()

    def wrong(db: Any) -> None:
        db.execute(text("SELECT nothing FROM nowhere"))

    def broken(db: Any) -> None:
        db.execute(insert(t.counter), {"name": "broken", "value": 1})
        raise ZeroDivisionError

    asked = [good, wrong, good, broken, good, good, broken, wrong, good]
    came = await asyncio.gather(*map(store.write, asked), return_exceptions=True)
    assert [one == "good" for one in came] == [change is good for change in asked]
    assert [isinstance(one, ZeroDivisionError) for one in came] == [
        change is broken for change in asked
    ]
    assert (await everything(store))["counter"] == []
