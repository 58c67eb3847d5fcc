"""What is kept of notices, on both databases."""

import pytest

from tests.shell import ANN, BOB, MINUTE, OpenStore, begin, put_online, staff, wanting
from warmline.core.model import ConversationId
from warmline.flow.notebook import Told
from warmline.flow.wishes import DEVICES, Board, Quiet, Subscription, Target, Wishes
from warmline.store.accounts import SqlAccounts
from warmline.store.notebook import SqlNotebook

SECRET = b"s" * 32
WISHES = Wishes(
    events={"late": ("sms",)},
    quiet=(Quiet(since=1, until=2, days=(0,)),),
    zone="Asia/Tokyo",
    phone="+8190",
)


@pytest.fixture
async def notebook(open_store: OpenStore) -> SqlNotebook:
    return SqlNotebook(open_store(ways=frozenset({"email", "sms"})), SECRET)


def browser(id: str, endpoint: str = "") -> Subscription:
    return Subscription(id=id, endpoint=endpoint or f"https://p.test/{id}", p256dh="k", auth="a")


def told(key: str, state: str = "held", **more) -> Told:
    given = {"seq": 1, "notice": "late", "to": "ann", "way": "sms", "at": 5, **more}
    return Told(key=key, conversation=ConversationId("c"), state=state, **given)


async def test_what_somebody_wishes_is_kept_and_overwritten(notebook: SqlNotebook):
    assert await notebook.wishes(ANN) == Wishes()
    for wishes in (Wishes(text=True), WISHES):
        await notebook.wish(ANN, wishes)
    assert await notebook.wishes(ANN) == WISHES
    assert await notebook.wishes(BOB) == Wishes()


async def test_what_a_team_shares_is_kept_and_opened_by_the_same_secret_alone(
    notebook: SqlNotebook,
):
    board = Board(targets=(Target(id="t", way="chat", name="Room", url="https://x.test/S"),))
    await notebook.pin("support", board)
    assert await notebook.board("support") == board
    stranger = SqlNotebook(notebook._store, b"t" * 32)
    assert (await stranger.board("support")).targets[0].url == ""


async def test_a_browser_is_one_operators_at_a_time_and_their_number_is_bounded(
    notebook: SqlNotebook,
):
    for n in range(DEVICES):
        assert await notebook.subscribe(ANN, browser(f"b{n}"))
    assert not await notebook.subscribe(ANN, browser("more"))
    assert await notebook.subscribe(BOB, browser("moved", "https://p.test/b0"))
    assert len(await notebook.subscriptions(ANN)) == DEVICES - 1
    assert not await notebook.unsubscribe(ANN, "moved")
    await notebook.expired("moved")
    assert list(await notebook.subscriptions(BOB)) == []


async def test_what_became_of_a_notice_is_its_newest_state(notebook: SqlNotebook):
    for state in ("held", "sent"):
        await notebook.note(told("k", state))
    assert (await notebook.became("k")).state == "sent"
    assert await notebook.became("other") is None
    assert [one.key for one in await notebook.told(ConversationId("c"))] == ["k"]


async def test_only_what_is_held_is_folded_and_only_of_that_recipient_and_way(
    notebook: SqlNotebook,
):
    rows = (told("a"), told("b", "sent"), told("c", to="bob"), told("d", way="push"))
    for row in rows:
        await notebook.note(row)
    assert [one.key for one in await notebook.held("ann", "sms")] == ["a"]
    await notebook.fold(["a", "b"])
    assert [(await notebook.became(key)).state for key in "abcd"] == [
        "folded",
        "sent",
        "held",
        "held",
    ]
    assert list(await notebook.sent("ann", "sms", 4)) == [5]
    assert list(await notebook.sent("ann", "sms", 5)) == []


async def test_the_first_key_of_an_installation_is_its_only_one(open_store: OpenStore):
    first, second = (SqlNotebook(open_store(), SECRET) for _ in range(2))
    assert await first.vapid_key(lambda: b"a" * 32) == b"a" * 32
    assert await second.vapid_key(lambda: b"b" * 32) == b"a" * 32


async def test_a_notice_is_written_with_its_cause_and_waits_as_long_as_its_way_should(
    open_store: OpenStore, clock
):
    store = open_store(ways=frozenset({"email"}))
    await SqlAccounts(store).add(staff(BOB))
    await put_online(store)
    await SqlNotebook(store, SECRET).wish(BOB, Wishes(email_after=MINUTE))
    await begin(store)
    await store.handle(wanting())
    now = [job.effect.to for job in await store.claim(limit=9, lease=600, kinds=["notify"])]
    clock.move(MINUTE)
    later = [job.effect.to for job in await store.claim(limit=9, lease=600, kinds=["notify"])]
    assert (now, later) == ([ANN], [BOB])


async def test_old_notices_are_forgotten(notebook: SqlNotebook):
    now = notebook._store.clock()
    for key, at in (("old", 5), ("new", now)):
        await notebook.note(told(key, at=at))
    await notebook.forget_old()
    assert [await notebook.became(key) is None for key in ("old", "new")] == [True, False]
