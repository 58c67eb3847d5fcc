"""Channels as they are set up, their health, and what one process at a time does."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.shell import MAIN, Clock, OpenStore
from warmline.flow.channel_records import Health
from warmline.flow.channels import Finding, Setup
from warmline.store import tables as t
from warmline.store.channels import SqlSetups
from warmline.store.leases import SqlLeases
from warmline.store.sql import SqlStore

SECRET = b"of this installation" * 2
SHOP = Setup(
    id="ch-1",
    kind="toy",
    name="The shop",
    assistant=MAIN,
    settings={"greeting": "Hello"},
    secrets={"token": "12345:geheim"},
)


@pytest.fixture
def setups(store: SqlStore) -> SqlSetups:
    return SqlSetups(store, SECRET)


async def test_a_channel_that_was_saved_is_there_as_it_was(setups: SqlSetups):
    saved = await setups.save(SHOP)
    assert saved == SHOP
    assert await setups.by_id("ch-1") == SHOP
    assert await setups.all() == [SHOP]
    assert await setups.by_id("ch-2") is None


async def test_each_change_of_a_channel_makes_a_new_version_that_every_process_sees(
    setups: SqlSetups, open_store: OpenStore
):
    before = await setups.version()
    await setups.save(SHOP)
    again = await setups.save(replace(SHOP, name="Shop", on=False))
    assert (again.version, again.name, again.on) == (2, "Shop", False)
    assert await SqlSetups(open_store(), SECRET).version() == before + 2


async def test_a_removed_channel_is_gone(setups: SqlSetups):
    await setups.save(SHOP)
    version = await setups.version()
    assert (await setups.remove("ch-1"), await setups.remove("ch-1")) == (True, False)
    assert await setups.all() == []
    assert await setups.version() > version


async def test_secrets_lie_in_the_database_sealed(setups: SqlSetups, store: SqlStore):
    await setups.save(SHOP)
    row = await store.read(lambda db: db.execute(select(t.channel)).one())
    assert "geheim" not in str(tuple(row))


async def test_sealed_secrets_can_be_put_in_no_other_channel_s_place(
    setups: SqlSetups, store: SqlStore
):
    await setups.save(SHOP)
    await setups.save(replace(SHOP, id="ch-2", secrets={"token": "other"}))
    sealed = select(t.channel.c.secrets).where(t.channel.c.id == "ch-1").scalar_subquery()
    swap = t.channel.update().where(t.channel.c.id == "ch-2").values(secrets=sealed)
    await store.write(lambda db: db.execute(swap) and None)
    swapped = await setups.by_id("ch-2")
    assert swapped is not None
    assert swapped.secrets == {}


async def test_under_another_secret_a_channel_has_none_and_still_opens(
    setups: SqlSetups, store: SqlStore
):
    await setups.save(SHOP)
    found = await SqlSetups(store, b"another" * 8).by_id("ch-1")
    assert found is not None
    assert (found.secrets, found.settings) == ({}, SHOP.settings)


# ── health ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_note_replaces_only_what_it_names(setups: SqlSetups):
    await setups.save(SHOP)
    finding = Finding(step="token", well=True, words="It is good.")
    await setups.noted("ch-1", Health(heard_at=5, checked_at=4, findings=(finding,)))
    await setups.noted("ch-1", Health(sent_at=7, expires_at=99))
    assert await setups.health("ch-1") == Health(
        heard_at=5, sent_at=7, expires_at=99, checked_at=4, findings=(finding,)
    )


async def test_failures_are_counted_until_something_goes_well(setups: SqlSetups):
    await setups.save(SHOP)
    for at in (5, 6):
        await setups.noted("ch-1", Health(failed_at=at, error=f"no. {at}", failures=1))
    health = await setups.health("ch-1")
    assert (health.failures, health.error, health.failed_at) == (2, "no. 6", 6)
    await setups.noted("ch-1", Health(sent_at=9))
    health = await setups.health("ch-1")
    assert (health.failures, health.error, health.failed_at) == (0, "no. 6", 6)


async def test_health_is_no_change_of_the_channel_and_of_none_nothing_is_known(setups: SqlSetups):
    await setups.save(SHOP)
    version = await setups.version()
    await setups.noted("ch-1", Health(heard_at=5))
    await setups.noted("nobody", Health(heard_at=5))
    assert await setups.version() == version
    assert await setups.health("nobody") == Health()


# ── leases ────────────────────────────────────────────────────────────────────────────────────────


async def test_of_many_that_want_a_lease_one_gets_it(open_store: OpenStore):
    many = [SqlLeases(open_store()) for _ in range(4)]
    took = await asyncio.gather(
        *(one.take("mail", f"process {n}", seconds=10) for n, one in enumerate(many))
    )
    assert sorted(took) == [False, False, False, True]


async def test_its_holder_holds_it_on_and_others_get_it_when_it_is_over(
    store: SqlStore, clock: Clock
):
    leases = SqlLeases(store)
    assert await leases.take("mail", "one", seconds=10)
    clock.move(9_000)
    assert await leases.take("mail", "one", seconds=10)
    clock.move(9_000)
    assert not await leases.take("mail", "two", seconds=10)
    clock.move(1_000)
    assert await leases.take("mail", "two", seconds=10)
    assert not await leases.take("mail", "one", seconds=10)


async def test_a_lease_that_is_left_is_the_next_one_s_at_once(store: SqlStore):
    leases = SqlLeases(store)
    assert await leases.take("mail", "one", seconds=10)
    await leases.leave("mail", "two")
    assert not await leases.take("mail", "two", seconds=10)
    await leases.leave("mail", "one")
    assert await leases.take("mail", "two", seconds=10)
    assert await leases.take("other", "one", seconds=10)
