"""A database that an older version filled goes on: its people, its lines, its timers, its log."""

import pytest
from sqlalchemy import Connection, text

from tests.flow.test_old_documents import OLD_MESSAGE, OLD_STATE
from tests.shell import ANN, BOB, Clock, log_of
from warmline.core.effects import Later
from warmline.core.facts import FallbackRan
from warmline.core.model import ConversationId
from warmline.flow.ledger import Ledger
from warmline.flow.ports import Command
from warmline.store import migrate
from warmline.store.accounts import SqlAccounts
from warmline.store.inbox import SqlInbox
from warmline.store.ledger import SqlLedger
from warmline.store.sql import SqlStore
from warmline.store.standing import SqlStandings

OPENED = (
    '{"at":1000000,"channel":"web","assistant":"a","contact":"v","language":"en","page":"",'
    '"kind":"opened"}'
)
REQUESTED = (
    '{"at":1000000,"why":{"rule":"asks","trigger":"explicit_request","reason":"The visitor asked '
    'for a person.","words":"person","score":0.9,"threshold":0.5,"signal":""},"team":"support",'
    '"priority":0,"warm":false,"deadline_at":1180000,"also":[],"place":1,"typical_wait":0,'
    '"ticket":"","data":{},"kind":"handoff_requested"}'
)
ANNOUNCED = '{"at":1000000,"author":"system","text":"One moment.","kind":"message_added"}'
TIMER = '{"after":180000,"input":{"handoff":3,"kind":"handoff_overdue"},"kind":"later"}'
TELL = '{"notice":"person_wanted","to":"ann","seq":3,"kind":"notify"}'
OPERATORS = """INSERT INTO operator (id, email, name, role, team, password, created_at) VALUES
 ('ann', 'ann@e.org', 'Ann', 'operator', 'support', 'hash', 1),
 ('bob', 'bob@e.org', 'Bob', 'admin', 'billing', 'hash', 1)"""
CONVERSATION = """INSERT INTO conversation (id, state, seq, status, floor, team, rank, requested_at,
 contact, assistant, visitor_messages, updated_at)
 VALUES ('c', :state, 4, 'waiting', 'human', 'support', 0, 1000000, 'v', 'a', 1, 1000000)"""
ENTRY = "INSERT INTO entry (conversation, seq, position, body) VALUES ('c', :seq, :at, :body)"
JOB = "INSERT INTO outbox (conversation, kind, body, due, at) VALUES ('c', :kind, :body, :due, 1)"
REST = (
    "INSERT INTO presence (socket, operator, expires_at) VALUES ('s', 'ann', 1100000)",
    "INSERT INTO wait (conversation, handoff, team, at, waited) VALUES ('b', 3, 'support', 1, 9)",
    "INSERT INTO counter (name, value) VALUES ('status:waiting', 1), ('line:support', 1)",
    "UPDATE log SET position = 4",
)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """A database in which there is nothing at all."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("tmp_path") / "old.db")
    return request.getfixturevalue("postgres_url")


def fill(db: Connection) -> None:
    """As the version before teams left it: one visitor waits."""
    migrate.run(db, "0002")
    db.execute(text(OPERATORS))
    db.execute(text(CONVERSATION), {"state": OLD_STATE})
    for seq, body in enumerate((OPENED, OLD_MESSAGE, REQUESTED, ANNOUNCED), 1):
        db.execute(text(ENTRY), {"seq": seq, "at": seq, "body": body})
    db.execute(text(JOB), {"kind": "later", "body": TIMER, "due": 1_180_000})
    db.execute(text(JOB), {"kind": "notify", "body": TELL, "due": 1_000_000})
    for statement in REST:
        db.execute(text(statement))


@pytest.fixture
async def upgraded(url: str, clock: Clock):
    old = SqlStore(url)
    await old.write(fill)
    await old.close()
    await migrate.upgrade(url)
    clock.now = 1_000_500
    store = SqlStore(url, clock=clock)
    yield store
    await store.close()


async def test_everybody_is_in_the_team_that_they_were_in(upgraded: SqlStore):
    seats = await SqlAccounts(upgraded).seats()
    assert {seat.operator: seat.teams for seat in seats} == {ANN: ("support",), BOB: ("billing",)}
    assert [seat.online for seat in seats] == [True, False]
    assert {seat.capacity for seat in seats} == {5}


async def test_who_waited_still_waits_at_the_same_place(upgraded: SqlStore):
    page = await SqlInbox(upgraded).lines("waiting", ANN, cursor="", limit=9)
    assert [line.conversation.id for line in page.lines] == ["c"]
    assert (await SqlInbox(upgraded).tally(ANN)).waiting == 1
    assert (await SqlStandings(upgraded).look())[ConversationId("c")].place == 1


async def test_what_was_to_be_done_is_done_when_its_time_comes(upgraded: SqlStore, clock: Clock):
    (tell,) = await upgraded.claim(limit=9, lease=60)
    assert (tell.effect.kind, tell.effect.to, tell.effect.way) == ("notify", ANN, "email")
    clock.now = 1_180_000
    (timer,) = await upgraded.claim(limit=9, lease=60, kinds=["later"])
    assert isinstance(timer.effect, Later)
    await upgraded.handle(Command(timer.conversation, timer.effect.input, timer.id))
    fallen = [e.fact for e in await log_of(upgraded) if isinstance(e.fact, FallbackRan)]
    assert [fact.cause for fact in fallen] == ["deadline"]


async def test_the_reports_know_what_happened_before(upgraded: SqlStore, clock: Clock):
    async def no_hours():
        return {}

    assert await Ledger(SqlLedger(upgraded), clock, no_hours).catch_up() == 4
    rows = await upgraded.read(lambda db: db.execute(text("SELECT team FROM report_request")).all())
    assert [row.team for row in rows] == ["support"]
