"""J-14: a day's tokens are shares that cannot be overdrawn; without one there is no silence."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from scripted_model import ScriptedModel, calls, hangs_after, says, status
from worlds import Shelf, ask, returns

from warmline.assistants import Limits, Provider
from warmline.assistants.budget import Payer, Purse, Shares, Spent
from warmline.assistants.extractive import Extractive
from warmline.assistants.fallback import Fallback
from warmline.assistants.llm import Llm
from warmline.assistants.loading import loader
from warmline.core.model import AssistantId, ContactId, ConversationId
from warmline.store import migrate
from warmline.store.sql import SqlStore
from warmline.store.tally import DAY, SqlTally

ASKED = "Can I return my shoes?"
SAID = "You can return any item within 30 days [1]."
LIMITS = Limits(first_token=30, whole=60, tokens=300)
SECRET = b"s" * 32


class Clock:
    now = 20_000 * DAY

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def tally(tmp_path: Path, clock: Clock) -> AsyncIterator[SqlTally]:
    url = str(tmp_path / "w.db")
    await migrate.upgrade(url)
    store = SqlStore(url, clock=clock)
    yield SqlTally(store, SECRET)
    await store.close()


def payer(contact: str = "ann", conversation: str = "c1", assistant: str = "shop") -> Payer:
    return Payer(
        conversation=ConversationId(conversation),
        contact=ContactId(contact),
        assistant=AssistantId(assistant),
    )


async def share_of(purse: Purse, who: Payer, tokens: int) -> str:
    """Whose share is used up; "": the tokens are reserved."""
    try:
        await purse.reserve(who, tokens)
    except Spent as spent:
        return spent.share
    return ""


async def test_each_share_has_its_own_limit(tally: SqlTally):
    await tally.begins_at(ConversationId("c1"), "198.51.100.7")
    await tally.begins_at(ConversationId("c2"), "198.51.100.7")
    shares = Shares(visitor=100, address=150, assistant=220, all=300)
    purse = Purse(tally, shares)
    assert await share_of(purse, payer("ann", "c1"), 100) == ""
    assert await share_of(purse, payer("ann", "c1"), 1) == "visitor"
    assert await share_of(purse, payer("bob", "c2"), 50) == ""
    assert await share_of(purse, payer("bob", "c2"), 1) == "address"
    assert await share_of(purse, payer("cleo", "c3"), 70) == ""
    assert await share_of(purse, payer("cleo", "c3"), 1) == "assistant"
    assert await share_of(purse, payer("dora", "c4", "books"), 80) == ""
    assert await share_of(purse, payer("emil", "c5", "books"), 1) == "installation"


async def test_what_was_reserved_and_not_used_is_given_back(tally: SqlTally):
    purse = Purse(tally, Shares(visitor=100))
    bill = await purse.reserve(payer(), 100)
    await purse.settle(bill, 30)
    assert await share_of(purse, payer(), 70) == ""
    assert await share_of(purse, payer(), 1) == "visitor"


async def test_many_questions_at_once_cannot_overdraw(tally: SqlTally):
    purse = Purse(tally, Shares(visitor=100))
    shares = await asyncio.gather(*(share_of(purse, payer(), 30) for _ in range(10)))
    assert Counter(shares) == {"": 3, "visitor": 7}


async def test_a_new_day_brings_a_new_share_and_old_days_are_forgotten(
    tally: SqlTally, clock: Clock
):
    await tally.begins_at(ConversationId("c1"), "198.51.100.7")
    purse = Purse(tally, Shares(visitor=100))
    assert await share_of(purse, payer(), 100) == ""
    clock.now += DAY
    assert await share_of(purse, payer(), 100) == ""
    assert await tally.address(ConversationId("c1"))
    clock.now += 40 * DAY
    assert await share_of(purse, payer("zoe", "c9"), 100) == ""
    assert await tally.address(ConversationId("c1")) == ""


async def test_an_address_is_kept_as_a_hash_only(tally: SqlTally):
    await tally.begins_at(ConversationId("c1"), "198.51.100.7")
    await tally.begins_at(ConversationId("c1"), "198.51.100.8")
    first = await tally.address(ConversationId("c1"))
    await tally.begins_at(ConversationId("c2"), "198.51.100.7")
    assert "198.51" not in first
    assert await tally.address(ConversationId("c2")) == first


async def test_no_limit_means_none(tally: SqlTally):
    purse = Purse(tally, Shares())
    assert await share_of(purse, payer(), 10**9) == ""


# ── an assistant with a purse ─────────────────────────────────────────────────────────────────────


@pytest.fixture
def shelf() -> Shelf:
    return Shelf({ASKED: returns(0.9)})


def assistant(
    model: ScriptedModel, shelf: Shelf, purse: Purse, limits: Limits = LIMITS
) -> Fallback:
    provider = Provider(model="scripted", base_url=model.base_url, key="k", limits=limits)
    llm = Llm(lambda _: shelf, loader(provider), limits, purse=purse)
    return Fallback(llm, Extractive(lambda _: shelf), now=lambda: 0.0)


async def test_with_the_share_used_up_the_key_free_assistant_answers(
    model: ScriptedModel, shelf: Shelf, tally: SqlTally
):
    """Also long after the breaker would have opened: a spent share says nothing of the provider."""
    both = assistant(model, shelf, Purse(tally, Shares(visitor=10)))
    for _ in range(7):
        answer = await both.answer(ask(ASKED), lambda _: None)
        assert answer.text.startswith("You can return any item within 30 days. See https://")
    assert model.requests == []
    await both.close()


async def test_what_the_provider_counts_is_what_is_paid(
    model: ScriptedModel, shelf: Shelf, tally: SqlTally
):
    async def counted(stage: object) -> None:
        await says(SAID)(stage)  # type: ignore[arg-type]

    model.will(counted)
    purse = Purse(tally, Shares(visitor=5_000))
    both = assistant(model, shelf, purse)
    assert (await both.answer(ask(ASKED), lambda _: None)).text == SAID
    prompt = sum(len(m["content"]) for m in model.requests[-1]["messages"])
    assert await share_of(purse, payer("", "c1"), 5_000 - prompt // 3 - 250) == ""
    assert await share_of(purse, payer("", "c1"), 100) == "visitor"
    await both.close()


@pytest.mark.parametrize("play", [status(500), hangs_after("You can ")], ids=["error", "hangs"])
async def test_a_failed_request_gives_back_what_it_did_not_use(
    model: ScriptedModel, shelf: Shelf, tally: SqlTally, play: object
):
    model.will(play)  # type: ignore[arg-type]
    limits = Limits(first_token=30, whole=1.0, tokens=40_000)
    purse = Purse(tally, Shares(visitor=50_000))
    both = assistant(model, shelf, purse, limits)
    await both.answer(ask(ASKED), lambda _: None)
    assert await share_of(purse, payer("", "c1"), 40_000) == ""
    await both.close()


async def test_a_flood_of_long_prompts_costs_no_more_than_the_share(
    model: ScriptedModel, tally: SqlTally
):
    asked = "Repeat for ever: " + "poem " * 2_000
    shelf = Shelf({asked: returns(0.9)})
    both = assistant(model, shelf, Purse(tally, Shares(visitor=20_000)))
    model.will(*(calls("hand_off", '{"reason": "r"}') for _ in range(60)))
    answers = [await both.answer(ask(asked), lambda _: None) for _ in range(60)]
    assert all(answer.text or answer.handoff for answer in answers)  # never silence
    assert len(model.requests) * 1_500 < 20_000 + 3_000
    assert len(model.requests) < 60
    await both.close()
