"""Operators, sessions, presence and assistants on both databases."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.shell import (
    ANN,
    BOB,
    HOUR,
    MAIN,
    SECOND,
    Clock,
    OpenStore,
    begin,
    last,
    saying,
    staff,
    texts_of,
    wanting,
)
from warmline.core.facts import FallbackRan, HandoffRequested
from warmline.core.model import Signal
from warmline.core.policy import Mode
from warmline.flow.desk import EmailTaken, LastOwner, Role, Session, Setup, VersionMoved
from warmline.flow.ports import Profile
from warmline.policies import default_policy, dump
from warmline.store import tables as t
from warmline.store.accounts import SqlAccounts
from warmline.store.assistants import SqlAssistants
from warmline.store.sql import SqlStore


@pytest.fixture
def accounts(store: SqlStore) -> SqlAccounts:
    return SqlAccounts(store)


@pytest.fixture
def assistants(store: SqlStore) -> SqlAssistants:
    return SqlAssistants(store)


def session_of(operator=ANN, hash: str = "h") -> Session:
    return Session(operator=staff(operator), csrf="csrf", hash=hash)


# ── operators ─────────────────────────────────────────────────────────────────────────────────────


async def test_an_operator_is_kept_and_found_by_address(accounts: SqlAccounts):
    ann = staff(ANN, Role.ADMIN, name="Änn 👩 " * 200, email_notices=False)
    await accounts.add(ann)
    assert list(await accounts.operators()) == [ann]
    assert await accounts.by_email(" ANN@Example.org ") == ann
    assert await accounts.by_email("nobody@example.org") is None


async def test_an_address_belongs_to_one_operator(accounts: SqlAccounts):
    await accounts.add(staff(ANN))
    await accounts.add(staff(BOB))
    with pytest.raises(EmailTaken):
        await accounts.add(staff("cleo", email="Ann@example.org"))
    with pytest.raises(EmailTaken):
        await accounts.change(staff(BOB, email=" ann@EXAMPLE.org"))
    await accounts.change(staff(ANN, email="ann@example.org", name="Anna"))
    assert [one.name for one in await accounts.operators()] == ["Anna", "Bob"]


async def test_of_two_who_set_up_the_first_account_at_once_one_does(open_store: OpenStore):
    both = [SqlAccounts(open_store()), SqlAccounts(open_store())]
    owners = [staff(ANN, Role.OWNER), staff(BOB, Role.OWNER)]
    adding = (one.add(owner, first=True) for one, owner in zip(both, owners, strict=True))
    came = await asyncio.gather(*adding, return_exceptions=True)
    assert sorted(type(one).__name__ for one in came) == ["EmailTaken", "NoneType"]
    assert len(await both[0].operators()) == 1
    with pytest.raises(EmailTaken):
        await both[0].add(staff("cleo", Role.OWNER), first=True)


async def test_where_somebody_is_there_nobody_is_the_first(accounts: SqlAccounts):
    await accounts.add(staff(ANN, Role.OWNER))
    with pytest.raises(EmailTaken):
        await accounts.add(staff(BOB, Role.OWNER), first=True)


@pytest.mark.parametrize("change", [{"role": Role.ADMIN}, {"disabled": True}])
async def test_the_last_owner_stays_owner(accounts: SqlAccounts, change: dict):
    ann = staff(ANN, Role.OWNER)
    await accounts.add(ann)
    await accounts.add(staff(BOB, Role.OWNER, disabled=True))
    with pytest.raises(LastOwner):
        await accounts.change(replace(ann, **change))
    await accounts.change(replace(ann, name="Anna"))
    await accounts.change(staff(BOB, Role.OWNER))
    await accounts.change(replace(ann, **change))


async def test_of_two_owners_who_demote_each_other_at_once_one_stays(open_store: OpenStore):
    both = [SqlAccounts(open_store()), SqlAccounts(open_store())]
    for turn in range(5):
        ann, bob = staff(f"ann{turn}", Role.OWNER), staff(f"bob{turn}", Role.OWNER)
        await both[0].add(ann)
        await both[0].add(bob)
        for one in await both[0].operators():
            if one.id not in (ann.id, bob.id):
                await both[0].change(replace(one, role=Role.OPERATOR))
        demoting = [
            one.change(replace(owner, role=Role.OPERATOR))
            for one, owner in zip(both, (ann, bob), strict=True)
        ]
        came = await asyncio.gather(*demoting, return_exceptions=True)
        assert sorted(type(one).__name__ for one in came) == ["LastOwner", "NoneType"]


# ── sessions ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_session_lasts_until_it_expires(accounts: SqlAccounts, clock: Clock):
    await accounts.add(staff(ANN))
    await accounts.open_session(session_of(), clock() + HOUR)
    assert await accounts.session("h") == session_of()
    assert await accounts.session("other") is None
    clock.move(HOUR)
    assert await accounts.session("h") is None


async def test_sessions_that_expired_are_swept_away(
    store: SqlStore, accounts: SqlAccounts, clock: Clock
):
    await accounts.add(staff(ANN))
    await accounts.open_session(session_of(hash="old"), clock() + HOUR)
    clock.move(HOUR + 1)
    await accounts.open_session(session_of(hash="new"), clock() + HOUR)
    kept = await store.read(lambda db: db.execute(select(t.session.c.hash)).scalars().all())
    assert list(kept) == ["new"]


async def test_sessions_end_on_demand_all_but_one(accounts: SqlAccounts, clock: Clock):
    await accounts.add(staff(ANN))
    await accounts.add(staff(BOB))
    for hash in ("a", "b", "c"):
        await accounts.open_session(session_of(hash=hash), clock() + HOUR)
    await accounts.open_session(session_of(BOB, "bobs"), clock() + HOUR)
    await accounts.close_session("a")
    await accounts.close_sessions(ANN, but="b")
    alive = [hash for hash in ("a", "b", "c", "bobs") if await accounts.session(hash)]
    assert alive == ["b", "bobs"]


async def test_a_disabled_operator_is_out_at_once(accounts: SqlAccounts, clock: Clock):
    await accounts.add(staff(ANN))
    await accounts.open_session(session_of(), clock() + HOUR)
    await accounts.beat("socket", ANN, clock() + HOUR)
    await accounts.change(staff(ANN, disabled=True))
    assert await accounts.session("h") is None
    assert await accounts.online() == frozenset()
    await accounts.change(staff(ANN))
    assert await accounts.session("h") is None  # and an old cookie is worth nothing afterwards


# ── presence ──────────────────────────────────────────────────────────────────────────────────────


async def test_an_operator_is_there_while_one_of_their_sockets_is(
    accounts: SqlAccounts, clock: Clock
):
    await accounts.beat("one", ANN, clock() + 45 * SECOND)
    await accounts.beat("two", ANN, clock() + 45 * SECOND)
    await accounts.beat("bobs", BOB, clock() + 45 * SECOND)
    await accounts.gone("one")
    assert await accounts.online() == {ANN, BOB}
    await accounts.gone("two")
    assert await accounts.online() == {BOB}


async def test_a_socket_that_is_not_heard_of_is_gone(accounts: SqlAccounts, clock: Clock):
    await accounts.beat("one", ANN, clock() + 45 * SECOND)
    clock.move(44 * SECOND)
    await accounts.beat("bobs", BOB, clock() + 45 * SECOND)
    assert await accounts.online() == {ANN, BOB}
    clock.move(SECOND)
    assert await accounts.online() == {BOB}
    await accounts.beat("one", ANN, clock() + 45 * SECOND)
    assert await accounts.online() == {ANN, BOB}


async def test_who_is_there_decides_what_a_visitor_is_told(
    store: SqlStore, accounts: SqlAccounts, clock: Clock
):
    await accounts.add(staff(ANN))
    await begin(store, "alone", "served")
    await store.handle(wanting("alone"))
    assert (await last(store, FallbackRan, "alone")).cause == "nobody_online"
    await accounts.beat("socket", ANN, clock() + HOUR)
    await store.handle(wanting("served"))
    assert (await last(store, HandoffRequested, "served")).deadline_at > clock()


async def test_the_audit_log_keeps_who_did_what(store: SqlStore, accounts: SqlAccounts):
    await accounts.note(ANN, "login")
    await accounts.note(ANN, "policy.publish", "main:2\0")
    rows = await store.read(lambda db: db.execute(select(t.audit).order_by(t.audit.c.id)).all())
    assert [(row.operator, row.action, row.object) for row in rows] == [
        (ANN, "login", ""),
        (ANN, "policy.publish", "main:2\ufffd"),
    ]


# ── assistants and policies ───────────────────────────────────────────────────────────────────────

SETUP = Setup(
    profile=Profile(
        id=MAIN, name="Assistentin 🤖", public_key="pk", starters=("a", "b"), options={"k": "v"}
    )
)


async def test_an_assistant_is_kept_and_found_by_its_public_key(
    store: SqlStore, assistants: SqlAssistants
):
    await assistants.save(SETUP)
    changed = replace(SETUP, handoff=False, mode=Mode.MONITORING)
    await assistants.save(changed)
    assert list(await assistants.all()) == [changed]
    assert await assistants.by_key("pk") == await assistants.by_id(MAIN) == changed
    assert await assistants.by_key("other") is None
    assert await store.profile(MAIN) == SETUP.profile


async def test_saving_an_assistant_does_not_change_its_live_policy(assistants: SqlAssistants):
    await assistants.save(SETUP)
    await assistants.publish(MAIN, dump(default_policy()), base=0, by="ann")
    await assistants.save(replace(SETUP, policy=0))
    assert (await assistants.by_id(MAIN)).policy == 1


async def test_a_published_policy_decides_the_next_input(
    store: SqlStore, assistants: SqlAssistants
):
    await assistants.save(SETUP)
    await begin(store)
    asks = Signal(name="explicit_request", score=0.9)
    before = await store.policy(MAIN)
    quiet = dump(replace(default_policy(), rules=()))
    live = await assistants.publish(MAIN, quiet, base=0, by="ann")
    assert live.version == 1
    await store.handle(saying("A person please", "k1", signals=(asks,)))
    assert len(await texts_of(store)) == 1
    assert before.rules
    assert (await store.policy(MAIN)).rules == ()
    await assistants.publish(MAIN, dump(default_policy()), base=1, by="ann")
    await store.handle(saying("A person please!", "k2", signals=(asks,)))
    assert len(await texts_of(store)) > 2


async def test_the_switches_of_an_assistant_hold_whatever_its_policy_says(
    store: SqlStore, assistants: SqlAssistants
):
    await assistants.save(replace(SETUP, handoff=False, mode=Mode.MONITORING))
    policy = await store.policy(MAIN)
    assert (policy.handoff, policy.mode) == (False, Mode.MONITORING)


async def test_every_version_of_a_policy_is_kept(assistants: SqlAssistants, clock: Clock):
    await assistants.save(SETUP)
    for n in range(3):
        await assistants.publish(MAIN, f"# {n}", base=n, by="ann")
    kept = await assistants.versions(MAIN)
    assert [(one.version, one.text, one.by) for one in kept] == [
        (3, "# 2", "ann"),
        (2, "# 1", "ann"),
        (1, "# 0", "ann"),
    ]
    assert await assistants.version(MAIN, 2) == kept[1]
    assert await assistants.version(MAIN, 9) is None


async def test_of_two_who_publish_at_once_one_is_told_that_the_version_moved(
    open_store: OpenStore,
):
    both = [SqlAssistants(open_store()), SqlAssistants(open_store())]
    await both[0].save(SETUP)
    for base in range(4):
        publishing = [one.publish(MAIN, "{}", base=base, by="ann") for one in both]
        came = await asyncio.gather(*publishing, return_exceptions=True)
        moved = [one for one in came if isinstance(one, VersionMoved)]
        assert [one.version for one in moved] == [base + 1]
    assert len(await both[0].versions(MAIN)) == 4


async def test_a_policy_that_can_no_longer_be_read_does_not_leave_visitors_without_an_answer(
    store: SqlStore, assistants: SqlAssistants
):
    await assistants.save(SETUP)
    await assistants.publish(MAIN, "rules: [{trigger: of_another_age}]", base=0, by="ann")
    await begin(store)
    await store.handle(saying("Hello?", "k"))
    assert (await store.policy(MAIN)).rules == default_policy().rules
