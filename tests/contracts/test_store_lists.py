"""The inbox's lists on both databases: order, pages, counts, what was seen."""

import asyncio
import base64
import json
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import func, select

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
    leaving_contact,
    opening,
    put_online,
    replying,
    resolving,
    saying,
    wanting,
)
from warmline.core.inputs import OperatorCancelled, OperatorReturned
from warmline.core.model import ConversationId, Signal, Status
from warmline.core.refusals import Refused
from warmline.core.service import Service, Target
from warmline.core.teams import SUPPORT, Strategy, Team
from warmline.flow.desk import BadCursor, Tally
from warmline.flow.ports import Command
from warmline.store import tables as t
from warmline.store.inbox import STATUSES, SqlInbox
from warmline.store.sql import SqlStore
from warmline.store.standing import SqlStandings
from warmline.store.teams import SqlTeams

URGENT = Signal(name="topic", score=0.9, value="account_security", words="hacked")


@pytest.fixture
def inbox(store: SqlStore) -> SqlInbox:
    return SqlInbox(store)


async def listed(inbox: SqlInbox, name: str, *, limit: int = 50) -> list[str]:
    """All pages of a list."""
    found: list[str] = []
    cursor = ""
    while True:
        page = await inbox.lines(name, ANN, cursor=cursor, limit=limit)
        found += [line.conversation.id for line in page.lines]
        if not page.next:
            return found
        assert len(page.lines) == limit
        cursor = page.next


async def filled(store: SqlStore, clock: Clock, names: Sequence[str]) -> None:
    for name in names:
        await begin(store, name)
        clock.move(SECOND)


# ── order and pages ───────────────────────────────────────────────────────────────────────────────


async def test_the_waiting_are_served_by_priority_and_then_by_how_long_they_waited(
    store: SqlStore, inbox: SqlInbox, clock: Clock
):
    await put_online(store)
    for id in ("first", "second", "hacked", "hacked too", "third"):
        await begin(store, id)
        if id.startswith("hacked"):
            await store.handle(saying("My account was hacked", id, id=id, signals=(URGENT,)))
        else:
            await store.handle(wanting(id))
        clock.move(SECOND)
    await store.handle(saying("Still there?", "again", id="first"))  # changes no place in line
    expected = ["hacked", "hacked too", "first", "second", "third"]
    assert await listed(inbox, "waiting") == expected
    assert await listed(inbox, "waiting", limit=2) == expected


async def test_of_one_priority_whoever_is_late_first_is_served_first(
    store: SqlStore, inbox: SqlInbox, clock: Clock
):
    """In the list, in the places that visitors are told, and in what is given out."""
    await put_online(store)
    teams = SqlTeams(store)
    for id, limit in (("none", 0), ("slow", 60), ("fast", 5)):
        target = Target(limit=limit * MINUTE) if limit else None
        service = Service(first_reply=target)
        await teams.save(Team(id=SUPPORT, name="S", strategy=Strategy.ROUND_ROBIN, service=service))
        await begin(store, id)
        await store.handle(wanting(id))
        clock.move(SECOND)
    expected = ["fast", "slow", "none"]
    assert await listed(inbox, "waiting") == expected
    assert await listed(inbox, "waiting", limit=1) == expected
    places = await SqlStandings(store).look()
    assert sorted(places, key=lambda one: places[one].place) == expected
    assert [now.id for now in await teams.lines()] == expected
    await store.handle(claiming(ANN, "fast"))
    assert await listed(inbox, "waiting") == expected[1:]


async def test_the_other_lists_show_the_newest_first(
    store: SqlStore, inbox: SqlInbox, clock: Clock
):
    await filled(store, clock, ["a", "b", "c", "d", "e", "f"])
    await store.handle(claiming(ANN, "b"))
    clock.move(SECOND)
    await store.handle(claiming(BOB, "c"))
    clock.move(SECOND)
    await store.handle(resolving("d"))
    clock.move(SECOND)
    await store.handle(wanting("e"))
    clock.move(SECOND)
    await store.handle(saying("news", "k", id="a"))
    expected = {
        "all": ["a", "e", "d", "c", "b", "f"],
        "open": ["a", "e", "c", "b", "f"],
        "active": ["c", "b"],
        "mine": ["b"],
        "assistant": ["a", "f"],
        "resolved": ["d"],
        "waiting": ["e"],
    }
    for limit in (1, 2, 50):
        assert {name: await listed(inbox, name, limit=limit) for name in expected} == expected
    assert {*STATUSES, "waiting"} == set(expected)


async def test_conversations_of_one_moment_are_neither_skipped_nor_doubled(
    store: SqlStore, inbox: SqlInbox
):
    names = [f"c{n:02}" for n in range(11)]
    await begin(store, *names)
    for limit in (1, 2, 3, 10, 11):
        assert sorted(await listed(inbox, "all", limit=limit)) == names


async def test_pages_skip_and_double_nothing_that_stays_while_other_rows_move(
    store: SqlStore, inbox: SqlInbox, clock: Clock
):
    names = [f"c{n:02}" for n in range(12)]
    await filled(store, clock, names)
    seen: list[str] = []
    cursor, moved = "", ["c11", "c05", "c02"]
    moving = iter(moved)
    while True:
        page = await inbox.lines("all", ANN, cursor=cursor, limit=3)
        seen += [line.conversation.id for line in page.lines]
        if (id := next(moving, None)) is not None:
            clock.move(SECOND)
            await store.handle(saying("I moved", f"move {id}", id=id))
        if not page.next:
            break
        cursor = page.next
    assert len(seen) == len(set(seen))
    assert set(names) - set(moved) <= set(seen)


def cursor_of(place: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "🙂",
        "\ud800",
        "[" * 5000,
        cursor_of([]),
        cursor_of({}),
        cursor_of([1]),
        cursor_of([1, 2, "c"]),
        cursor_of(["c", 1]),
        cursor_of([True, "c"]),
        cursor_of([1.5, "c"]),
        cursor_of([2**63, "c"]),
        cursor_of([1, "\0"]),
        cursor_of([1, "\ud800"]),
        cursor_of([1, None]),
        base64.urlsafe_b64encode(b"[" * 200).decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    ],
)
async def test_a_cursor_that_we_did_not_make_is_refused(inbox: SqlInbox, cursor: str):
    with pytest.raises(BadCursor):
        await inbox.lines("all", ANN, cursor=cursor, limit=5)


async def test_a_cursor_of_another_list_is_refused(store: SqlStore, inbox: SqlInbox, clock: Clock):
    await filled(store, clock, ["a", "b"])
    page = await inbox.lines("all", ANN, cursor="", limit=1)
    with pytest.raises(BadCursor):
        await inbox.lines("waiting", ANN, cursor=page.next, limit=1)


# ── a line ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_line_shows_the_newest_words_said_and_by_whom(store: SqlStore, inbox: SqlInbox):
    await begin(store)
    await store.handle(saying("  Where\n is   my " + "very " * 60 + "parcel?", "k"))
    line = await inbox.line(ConversationId("c"), ANN)
    assert line is not None
    assert line.preview.startswith("Where is my very very")
    assert len(line.preview) <= 140
    assert line.preview_author == "visitor"
    await store.handle(replying("Here it is.", "r"))
    await store.handle(resolving())  # says nothing: the words stay
    line = (await inbox.lines_of([ConversationId("c"), ConversationId("nobody's")]))["c"]
    assert (line.preview, line.preview_author) == ("Here it is.", "operator")


async def test_a_line_shows_the_contact_that_was_left(store: SqlStore, inbox: SqlInbox):
    await begin(store)
    await store.handle(wanting())
    name = "Véra 🌸 " * 500
    await store.handle(leaving_contact(name=name, email="vera@example.org"))
    line = await inbox.line(ConversationId("c"), ANN)
    assert line is not None
    assert (line.contact_name, line.contact_email) == (name, "vera@example.org")


async def test_an_unknown_conversation_has_no_line(inbox: SqlInbox):
    for id in ("nobody's", "", "\0", "\ud800"):
        assert await inbox.line(ConversationId(id), ANN) is None


async def test_unread_is_what_this_operator_has_not_seen(store: SqlStore, inbox: SqlInbox):
    await begin(store)
    for n in range(3):
        await store.handle(saying(f"{n}", f"k{n}"))
    await inbox.see(ANN, ConversationId("c"), 3)
    await inbox.see(ANN, ConversationId("c"), 2)  # an older tab, a moment late
    await store.handle(saying("4", "k4"))
    for operator, unread in ((ANN, 1), (BOB, 4)):
        page = await inbox.lines("all", operator, cursor="", limit=5)
        line = await inbox.line(ConversationId("c"), operator)
        assert line == page.lines[0]
        assert line.conversation.visitor_messages - line.seen == unread


# ── counts ────────────────────────────────────────────────────────────────────────────────────────


async def test_counts_follow_what_happens(store: SqlStore, inbox: SqlInbox):
    assert await inbox.tally(ANN) == Tally(waiting=0, mine=0, assistant=0, active=0)
    await begin(store, "a", "b", "c", "d")
    await store.handle(wanting("a"))
    await store.handle(claiming(ANN, "b"))
    await store.handle(claiming(BOB, "c"))
    assert await inbox.tally(ANN) == Tally(waiting=1, mine=1, assistant=1, active=2)
    await store.handle(resolving("b"))
    await store.handle(claiming(ANN, "a"))
    assert await inbox.tally(ANN) == Tally(waiting=0, mine=1, assistant=1, active=2)
    assert await inbox.tally(BOB) == Tally(waiting=0, mine=1, assistant=1, active=2)


def anything(dice: random.Random, id: str, key: str) -> Command:
    """Something that a visitor or an operator may do, lawful or not."""
    who = dice.choice([ANN, BOB])
    made = [
        opening(id),
        saying("Hi", key, id=id),
        wanting(id),
        claiming(who, id),
        resolving(id, who),
        command(id, OperatorReturned(operator=who), key),
        command(id, OperatorCancelled(operator=who), key),
        leaving_contact(id),
    ]
    return replace(dice.choice(made), key=key)


async def test_kept_counts_equal_counted_ones_whatever_happens_on_two_servers(
    open_store: OpenStore,
):
    stores = [open_store(), open_store()]
    await put_online(stores[0])
    ids = [f"c{n}" for n in range(8)]
    dice = random.Random(7)
    todo = [anything(dice, dice.choice(ids), f"k{n}") for n in range(200)]
    for n in range(0, len(todo), 20):
        batch = [stores[i % 2].handle(one) for i, one in enumerate(todo[n : n + 20])]
        for came in await asyncio.gather(*batch, return_exceptions=True):
            assert not isinstance(came, Exception) or isinstance(came, Refused)
    c = t.conversation.c
    counted = await stores[0].read(
        lambda db: {
            status: db.execute(select(func.count()).where(c.status == status)).scalar_one()
            for status in Status
        }
    )
    held = await stores[0].read(
        lambda db: db.execute(select(func.count()).where(c.operator == ANN)).scalar_one()
    )
    assert sum(counted.values()) == len(ids)
    assert await SqlInbox(stores[1]).tally(ANN) == Tally(
        waiting=counted[Status.WAITING],
        mine=held,
        assistant=counted[Status.OPEN],
        active=counted[Status.ACTIVE],
    )
    lines = {name: await listed(SqlInbox(stores[1]), name) for name in ("waiting", "resolved")}
    assert {name: len(found) for name, found in lines.items()} == {
        "waiting": counted[Status.WAITING],
        "resolved": counted[Status.RESOLVED],
    }


async def test_ticket_numbers_are_never_given_twice(open_store: OpenStore):
    inboxes = [SqlInbox(open_store()), SqlInbox(open_store())]
    numbers = await asyncio.gather(*(inboxes[n % 2].next_ticket() for n in range(20)))
    assert sorted(numbers) == [f"W-{number}" for number in range(1001, 1021)]


async def test_an_empty_list_is_one_empty_page(inbox: SqlInbox):
    for name in (*STATUSES, "waiting"):
        page = await inbox.lines(name, ANN, cursor="", limit=5)
        assert (list(page.lines), page.next) == ([], "")
