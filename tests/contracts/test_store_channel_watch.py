"""What can be seen of channels, and of jobs that were given up, on both databases."""

import json
from typing import Any

from sqlalchemy import Table, insert

from tests.shell import HOUR, Clock
from warmline.core.model import ConversationId
from warmline.flow.channel_desk import Known, Load, Whereabouts
from warmline.store import tables as t
from warmline.store.channel_watch import SqlChannelWatch
from warmline.store.deadletters import SqlDeadLetters
from warmline.store.sql import SqlStore


async def put(store: SqlStore, table: Table, *rows: dict[str, Any]) -> None:
    await store.write(lambda db: [db.execute(insert(table).values(row)) for row in rows])


def conversation(id: str, status: str = "open") -> dict[str, Any]:
    row = {"id": id, "state": "{}", "seq": 0, "status": status, "floor": "assistant"}
    return {**row, "contact": "k", "assistant": "main", "updated_at": 1}


def thread(channel: str, address: str, conversation: str, heard_at: int = 1) -> dict[str, Any]:
    person = json.dumps({"identity": "p", "name": f"P {address}"})
    row = {"channel": channel, "address": address, "conversation": conversation, "contact": "k"}
    return {**row, "person": person, "heard_at": heard_at, "created_at": 1}


def channel(id: str, **settings: str) -> dict[str, Any]:
    row = {"id": id, "kind": "toy", "name": id.title(), "assistant": "main", "secrets": ""}
    return {**row, "settings": json.dumps(settings), "on": True, "created_at": 1}


def dead(conversation: str, kind: str = "deliver", seq: int = 3) -> dict[str, Any]:
    body = {"kind": "deliver", "seq": seq} if kind == "deliver" else {"kind": kind, "handoff": 1}
    row = {"conversation": conversation, "kind": kind, "body": json.dumps(body), "due": None}
    return {**row, "attempts": 9, "error": "gone", "at": 1}


async def test_a_channel_with_nothing_on_it_is_in_no_count(store: SqlStore):
    await put(store, t.channel, channel("quiet"))
    assert await SqlChannelWatch(store).loads() == {}


async def test_what_lies_on_each_channel_is_counted_for_itself(store: SqlStore, clock: Clock):
    await put(store, t.conversation, conversation("a"), conversation("b", "resolved"))
    threads = (thread("one", "1", "a"), thread("one", "2", "b"), thread("one", "3", "a"))
    await put(store, t.thread, *threads, thread("two", "1", "b"))
    unread = {"channel": "two", "id": "e", "what": "w", "raw": "{}", "at": 1}
    await put(store, t.unread, unread)
    gone = {"conversation": "a", "channel": "one", "thread": "1", "state": "failed"}
    late = {**gone, "seq": 1, "at": clock() - 25 * HOUR}
    await put(store, t.delivery, late, {**gone, "seq": 2, "at": clock() - 23 * HOUR})
    await put(store, t.delivery, {**gone, "seq": 3, "at": clock(), "state": "sent"})
    await put(store, t.outbox, dead("a"), {**dead("a"), "due": 5})
    assert await SqlChannelWatch(store).loads() == {
        "one": Load(conversations=2, open=1, failed=1, dead=1),
        "two": Load(conversations=1, open=0, unread=1),
    }


async def test_unread_events_and_people_come_newest_first(store: SqlStore):
    rows = [{"channel": "c", "id": f"e{n}", "what": "w", "raw": "{}", "at": n} for n in range(3)]
    await put(store, t.unread, *rows)
    await put(store, t.thread, thread("c", "1", "a", 10), thread("c", "2", "b", 20))
    watch = SqlChannelWatch(store)
    assert [one.id for one in await watch.unread("c", 2)] == ["e2", "e1"]
    assert await watch.known("c", 1) == [Known(address="2", name="P 2", heard_at=20)]
    assert await watch.unread("other", 2) == []


async def test_replies_go_where_the_visitor_wrote_last(store: SqlStore):
    one = channel("one", template="hello", template_carries="on")
    await put(store, t.channel, one, channel("two"))
    await put(store, t.thread, thread("one", "1", "a", 10), thread("two", "1", "a", 20))
    await put(store, t.thread, thread("one", "2", "b", 30), thread("gone", "1", "c", 5))
    ids = [ConversationId(id) for id in ("a", "b", "c", "web")]
    assert await SqlChannelWatch(store).whereabouts(ids) == {
        "a": Whereabouts(kind="toy", name="Two", heard_at=20),
        "b": Whereabouts(kind="toy", name="One", heard_at=30, template="hello", carries="on"),
        "c": Whereabouts(kind="", name="", heard_at=5),
    }


async def test_a_dead_letter_names_the_channel_by_which_it_was_to_go(store: SqlStore):
    await put(store, t.thread, thread("one", "1", "a", 10), thread("two", "1", "a", 20))
    await put(store, t.outbox, dead("a"), dead("a", "summarise"), dead("web"))
    found = await SqlDeadLetters(store).all()
    assert [(one.kind, one.channel, one.seq) for one in found] == [
        ("deliver", "", 3),
        ("summarise", "", 0),
        ("deliver", "two", 3),
    ]


async def test_dead_letters_are_tried_again_together_and_only_the_dead_are_dropped(
    store: SqlStore, clock: Clock
):
    await put(store, t.outbox, dead("a"), dead("b"), {**dead("c"), "due": clock() + HOUR})
    letters = SqlDeadLetters(store)
    ids = [one.id for one in await letters.all()]
    assert len(ids) == 2
    alive = str(max(map(int, ids)) + 1)
    assert not await letters.drop(alive)
    assert await letters.drop(ids[0])
    assert not await letters.drop(ids[0])
    assert await letters.replay_all([*ids, alive, "none", "9" * 30]) == 1
    assert await letters.all() == []
    assert await store.next_due() == clock()
