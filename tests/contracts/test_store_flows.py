"""Scripted flows on both databases: every version is kept, and the newest is live."""

import asyncio

import pytest
from sqlalchemy import insert

from tests.shell import MAIN, Clock, OpenStore
from warmline.core.model import AssistantId
from warmline.flow.desk import Setup, VersionMoved
from warmline.flow.ports import Profile
from warmline.flows import Flows
from warmline.store import tables as t
from warmline.store.assistants import SqlAssistants
from warmline.store.flows import SqlFlows
from warmline.store.sql import SqlStore

TEXT = "flows: [{ id: %s, start: { words: [hi] }, steps: [{ answer: Hello }] }]"


@pytest.fixture
async def flows(store: SqlStore) -> SqlFlows:
    await SqlAssistants(store).save(Setup(profile=Profile(id=MAIN, public_key="pub_main")))
    return SqlFlows(store)


def names(found: Flows) -> list[str]:
    return [flow.id for flow in found.flows]


async def test_an_assistant_has_no_flows_until_some_are_published(flows: SqlFlows):
    assert await flows.of(MAIN) == Flows()
    assert await flows.versions(MAIN) == []
    assert await flows.of(AssistantId("other")) == Flows()


async def test_the_newest_version_is_live_and_every_other_one_is_kept(
    flows: SqlFlows, clock: Clock
):
    await flows.publish(MAIN, TEXT % "one", base=0, by="ann")
    assert names(await flows.of(MAIN)) == ["one"]
    clock.move(1_000)
    made = await flows.publish(MAIN, TEXT % "two", base=1, by="bob")
    assert (made.version, made.by, made.published_at) == (2, "bob", clock.now)
    assert names(await flows.of(MAIN)) == ["two"]
    assert (await flows.of(MAIN)).version == 2
    assert names(await flows.of(MAIN, 1)) == ["one"]
    assert [one.version for one in await flows.versions(MAIN)] == [2, 1]
    first = await flows.version(MAIN, 1)
    assert first is not None
    assert first.text == TEXT % "one"
    assert await flows.version(MAIN, 3) is None
    assert await flows.of(MAIN, 3) == Flows(version=3)


async def test_another_process_publishes_and_this_one_sees_it(
    flows: SqlFlows, open_store: OpenStore
):
    await flows.publish(MAIN, TEXT % "one", base=0, by="ann")
    assert names(await flows.of(MAIN)) == ["one"]
    await SqlFlows(open_store()).publish(MAIN, TEXT % "two", base=1, by="bob")
    assert names(await flows.of(MAIN)) == ["two"]


async def test_of_two_who_publish_at_once_one_is_told_that_the_version_moved(
    flows: SqlFlows, open_store: OpenStore
):
    other = SqlFlows(open_store())
    done = await asyncio.gather(
        flows.publish(MAIN, TEXT % "one", base=0, by="ann"),
        other.publish(MAIN, TEXT % "two", base=0, by="bob"),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in done) == ["FlowsVersion", "VersionMoved"]
    [moved] = [one for one in done if isinstance(one, VersionMoved)]
    assert moved.version == 1
    assert len(await flows.versions(MAIN)) == 1


async def test_flows_that_can_no_longer_be_read_leave_the_visitor_with_the_assistant(
    flows: SqlFlows, store: SqlStore
):
    row = {"assistant": MAIN, "version": 1, "text": "flows: 3", "published_at": 0, "by": "ann"}
    await store.write(lambda db: db.execute(insert(t.flow), row))
    assert await flows.of(MAIN) == Flows(version=1)
