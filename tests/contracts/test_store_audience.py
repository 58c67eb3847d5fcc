"""The shelf keeps for whom a source is, on both databases, and older databases learn it."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from tests.shell import OpenStore
from warmline.flow.desk import Audience, SourceLine
from warmline.knowledge.passages import Passage
from warmline.store import migrate
from warmline.store.shelf import SqlShelf
from warmline.store.sql import SqlStore

PUBLIC, INTERNAL = Audience.PUBLIC, Audience.INTERNAL


@pytest.fixture
async def shelf(open_store: OpenStore) -> SqlShelf:
    return SqlShelf(open_store())


@pytest.fixture(params=["sqlite", "postgres"])
def fresh_url(request: pytest.FixtureRequest, tmp_path) -> str:
    """A database in which there is nothing at all."""
    if request.param == "sqlite":
        return str(tmp_path / "old.db")
    return request.getfixturevalue("postgres_url")


def line(id: str) -> SourceLine:
    return SourceLine(
        id=id,
        name=f"{id}.md",
        kind="md",
        bytes=1,
        passages=1,
        status="indexing",
        problems=[],
        updated_at=1,
    )


def passage(id: str) -> Passage:
    return Passage(id=id, title="", text=f"The text of {id}.")


async def told(shelf: SqlShelf, audience: Audience) -> list[str]:
    return [id for id, _ in await shelf.passages(audience)]


async def test_each_audience_is_given_its_own_passages_and_none_of_the_others(shelf: SqlShelf):
    await shelf.put(line("a"), [passage("p")], None)
    await shelf.put(line("b"), [passage("p")], INTERNAL)
    await shelf.put(line("c"), [passage("p")], PUBLIC)
    assert (await told(shelf, PUBLIC), await told(shelf, INTERNAL)) == (["a", "c"], ["b"])
    assert [one.text for one in await shelf.passages_of("b")] == ["The text of p."]
    assert [one.audience for one in await shelf.sources()] == [PUBLIC, INTERNAL, PUBLIC]


async def test_a_source_that_is_put_again_stays_for_whom_it_was_unless_it_is_said(shelf: SqlShelf):
    for given, is_now in (
        (None, PUBLIC),
        (INTERNAL, INTERNAL),
        (None, INTERNAL),
        (PUBLIC, PUBLIC),
        (None, PUBLIC),
    ):
        kept = await shelf.put(line("a"), [passage("p")], given)
        assert (kept.audience, kept.passages) == (is_now, 1)
        [shown] = await shelf.sources()
        assert shown == kept


async def test_another_audience_is_a_new_version_so_that_every_process_builds_anew(
    shelf: SqlShelf,
):
    await shelf.put(line("a"), [passage("p")], None)
    before = await shelf.version()
    shown = await shelf.show_to("a", INTERNAL)
    assert shown
    assert (shown.audience, shown.passages) == (INTERNAL, 1)
    assert await shelf.version() > before
    assert (await told(shelf, PUBLIC), await told(shelf, INTERNAL)) == ([], ["a"])
    assert await shelf.show_to("nothing", INTERNAL) is None


def from_before(db: Connection) -> None:
    migrate.run(db, "0003")
    db.execute(
        text(
            "INSERT INTO source (id, name, kind, bytes, status, problems, updated_at)"
            " VALUES ('a', 'a.md', 'md', 1, 'ready', '[]', 1)"
        )
    )
    body = '{"id":"p","title":"","text":"Hello."}'
    db.execute(
        text("INSERT INTO passage (source, id, ordinal, body) VALUES ('a', 'p', 0, :body)"),
        {"body": body},
    )


def to_before(db: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = db
    command.downgrade(config, "0003")


async def test_what_an_older_version_kept_answers_visitors_as_before(fresh_url: str):
    store = SqlStore(fresh_url)
    await store.write(from_before)
    await migrate.upgrade(fresh_url)
    shelf = SqlShelf(store)
    assert (await told(shelf, PUBLIC), await told(shelf, INTERNAL)) == (["a"], [])
    await store.close()


async def test_what_is_internal_does_not_stay_for_an_older_version_that_would_tell_it(
    fresh_url: str,
):
    await migrate.upgrade(fresh_url)
    store = SqlStore(fresh_url)
    shelf = SqlShelf(store)
    await shelf.put(line("a"), [passage("p")], PUBLIC)
    await shelf.put(line("b"), [passage("p")], INTERNAL)
    await store.write(to_before)
    left = await store.read(lambda db: db.execute(text("SELECT source FROM passage")).all())
    assert [row.source for row in left] == ["a"]
    await store.close()
