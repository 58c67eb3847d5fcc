"""What tests of the shell share: a clock moved by hand, stores on both databases, inputs."""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import make_url

from tests.services import Server, fresh_database
from warmline.core.facts import Entry, Fact, MessageAdded
from warmline.core.inputs import (
    ContactLeft,
    Input,
    Open,
    OperatorClaimed,
    OperatorResolved,
    OperatorSaid,
    PersonRequested,
    VisitorSaid,
)
from warmline.core.model import AssistantId, ContactId, ConversationId, OperatorId, Signal
from warmline.flow.desk import Operator, Role
from warmline.flow.ports import Command, Store
from warmline.store import migrate
from warmline.store.accounts import SqlAccounts
from warmline.store.sql import SqlStore
from warmline.store.tables import metadata

MAIN = AssistantId("main")
ANN, BOB = OperatorId("ann"), OperatorId("bob")
SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000  # milliseconds
OpenStore = Callable[..., SqlStore]

EMPTY = "; ".join(
    [
        """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()""",
        *(f"DELETE FROM {name}" for name in metadata.tables),
        "INSERT INTO log (id, position) VALUES (1, 0)",
        "INSERT INTO knowledge_version (id, version) VALUES (1, 1)",
    ]
)


@dataclass
class Clock:
    now: int = 1_760_000_000_000

    def __call__(self) -> int:
        return self.now

    def move(self, millis: int) -> None:
        self.now += millis


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each sort."""
    if request.param == "sqlite":
        return str(tmp_path / "warmline.db")
    return request.getfixturevalue("emptied_postgres_url")


@pytest.fixture(scope="session")
def migrated_postgres_url(postgres_cluster: Server) -> str:
    found = fresh_database(postgres_cluster, f"shared_{uuid4().hex}")
    asyncio.run(migrate.upgrade(found))
    return found


@pytest.fixture
def emptied_postgres_url(postgres_cluster: Server, migrated_postgres_url: str) -> str:
    """One database for all tests, as it is just after migrating: much faster than one for each."""
    psql = [postgres_cluster.bin / "psql", "-q", "-h", "127.0.0.1", "-U", "postgres"]
    where = ["-p", str(postgres_cluster.port), "-v", "ON_ERROR_STOP=1", "-d"]
    database = make_url(migrated_postgres_url).database or ""
    subprocess.run([*psql, *where, database, "-c", EMPTY], check=True, stdout=subprocess.DEVNULL)
    return migrated_postgres_url


@pytest.fixture
async def open_store(url: str, clock: Clock) -> AsyncIterator[OpenStore]:
    """Opens any number of stores on one migrated database, each as a process of its own would."""
    await migrate.upgrade(url)
    opened: list[SqlStore] = []

    def open_(**options: Any) -> SqlStore:
        opened.append(SqlStore(url, clock=clock, **options))
        return opened[-1]

    yield open_
    for store in opened:
        await store.close()


@pytest.fixture
async def store(open_store: OpenStore) -> SqlStore:
    return open_store()


# ── inputs ────────────────────────────────────────────────────────────────────────────────────────


def command(id: str, input: Input, key: str) -> Command:
    return Command(ConversationId(id), input, key)


def opening(id: str = "c", **more: Any) -> Command:
    begin = Open(channel="web", assistant=MAIN, contact=ContactId(f"contact-{id}"), **more)
    return command(id, begin, f"open:{id}")


def saying(text: str, key: str, id: str = "c", signals: tuple[Signal, ...] = ()) -> Command:
    return command(id, VisitorSaid(text=text, draft=key, signals=signals), key)


def claiming(operator: OperatorId = ANN, id: str = "c", key: str = "") -> Command:
    return command(id, OperatorClaimed(operator=operator), key or f"claim:{operator}:{id}")


def replying(text: str, key: str, id: str = "c", operator: OperatorId = ANN) -> Command:
    return command(id, OperatorSaid(operator=operator, text=text), key)


def resolving(id: str = "c", operator: OperatorId = ANN) -> Command:
    return command(id, OperatorResolved(operator=operator), f"resolve:{id}")


def wanting(id: str = "c", key: str = "") -> Command:
    return command(id, PersonRequested(text="Talk to a person"), key or f"person:{id}")


def leaving_contact(id: str = "c", **more: Any) -> Command:
    left = {"ticket": "W-1", "email": "vera@example.org", **more}
    return command(id, ContactLeft(**left), f"contact:{id}")


async def begin(store: Store, *ids: str) -> None:
    """Open these conversations, one after the other."""
    for id in ids or ("c",):
        await store.handle(opening(id))


async def log_of(store: Store, id: str = "c") -> list[Entry]:
    return list(await store.entries(ConversationId(id)))


async def texts_of(store: Store, id: str = "c") -> list[str]:
    facts = [entry.fact for entry in await log_of(store, id)]
    return [fact.text for fact in facts if isinstance(fact, MessageAdded)]


async def last(store: Store, kind: type[Fact], id: str = "c") -> Any:
    return [e.fact for e in await log_of(store, id) if isinstance(e.fact, kind)][-1]


# ── people ────────────────────────────────────────────────────────────────────────────────────────


def staff(id: OperatorId = ANN, role: Role = Role.OPERATOR, **more: Any) -> Operator:
    given = {"email": f"{id}@example.org", "name": id.title(), **more}
    return Operator(id=id, role=role, password="hash", **given)


async def put_online(store: SqlStore, operator: OperatorId = ANN) -> None:
    accounts = SqlAccounts(store)
    await accounts.add(staff(operator))
    await accounts.beat(f"socket-{operator}", operator, store.clock() + HOUR)
