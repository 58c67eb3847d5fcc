"""Whether a notice is still worth sending, and that none is lost, doubled or one of a flood."""

from dataclasses import dataclass, field, replace

import pytest

from tests.shell import (
    ANN,
    BOB,
    HOUR,
    MINUTE,
    Clock,
    OpenStore,
    begin,
    claiming,
    replying,
    saying,
    wanting,
)
from warmline.core.effects import Notify
from warmline.core.model import ConversationId
from warmline.flow.desk import Operator, Role
from warmline.flow.failures import Permanent, PutOff, Temporary
from warmline.flow.ports import Job, Letter
from warmline.flow.telling import Pace, Telling, key_of
from warmline.flow.wishes import Board, Quiet, Subscription, Target, Wishes
from warmline.store.accounts import SqlAccounts
from warmline.store.inbox import SqlInbox
from warmline.store.notebook import SqlNotebook

SECRET = b"s" * 32
PACES = {"sms": Pace(most=2, within=10 * MINUTE)}


@dataclass
class Provider:
    """A way that keeps what it took, and fails as it is told, before or after taking it."""

    took: list[tuple[str, Letter, str]] = field(default_factory=list)
    before: list[Exception] = field(default_factory=list)
    after: list[BaseException] = field(default_factory=list)

    async def notify(self, notify: Notify, letter: Letter, *, key: str) -> str:
        if self.before:
            raise self.before.pop(0)
        self.took.append((notify.notice, letter, key))
        if self.after:
            raise self.after.pop(0)
        return "taken"

    @property
    def keys(self) -> list[str]:
        return [key for _, _, key in self.took]


class Desk:
    """Ann and Bob are in support and nobody is there; what they are told goes to providers."""

    def __init__(self, open_store: OpenStore, clock: Clock) -> None:
        self.clock = clock
        self.store = open_store(ways=frozenset({"console", "email", "sms", "webhook", "push"}))
        self.accounts = SqlAccounts(self.store)
        self.notebook = SqlNotebook(self.store, SECRET)
        self.ways = {way: Provider() for way in ("console", "email", "sms", "webhook", "push")}
        self.telling = self.teller()

    def teller(self, store=None) -> Telling:
        return Telling(
            store=store or self.store,
            accounts=self.accounts,
            inbox=SqlInbox(self.store),
            notebook=self.notebook,
            ways=self.ways,
            paces=PACES,
        )

    async def open(self) -> None:
        for id in (ANN, BOB):
            await self.accounts.add(
                Operator(
                    id=id,
                    email=f"{id}@shop.test",
                    name=id.title(),
                    role=Role.OPERATOR,
                    password="",
                    email_notices=id == BOB,
                )
            )

    async def wish(self, operator=ANN, **more) -> None:
        chosen = {"events": {"person_wanted": ("sms",)}, "phone": "+491511234567"}
        await self.notebook.wish(operator, Wishes(**{**chosen, **more}))

    async def want(self, id: str = "c") -> list[Job]:
        """A visitor wants a person; the notices of that."""
        await begin(self.store, id)
        await self.store.handle(wanting(id=id))
        return await self.jobs(id)

    async def jobs(self, id: str = "c") -> list[Job]:
        jobs = await self.store.claim(limit=500, lease=60, kinds=["notify"])
        return [job for job in jobs if job.conversation == id]

    async def tell(self, job: Job) -> None:
        await self.telling.tell(job, job.effect, self.clock())


@pytest.fixture
async def desk(open_store: OpenStore, clock: Clock) -> Desk:
    made = Desk(open_store, clock)
    await made.open()
    return made


def by(jobs: list[Job], way: str) -> list[Job]:
    return [job for job in jobs if job.effect.way == way]


async def test_each_is_told_in_the_ways_they_chose_by_one_job_each(desk: Desk):
    await desk.wish()
    jobs = await desk.want()
    told = sorted((job.effect.way, job.effect.to) for job in jobs)
    assert told == [("console", "team:support"), ("email", BOB), ("sms", ANN)]


async def test_a_way_that_does_not_reach_somebody_makes_no_job(desk: Desk):
    await desk.wish(phone="")
    assert by(await desk.want(), "sms") == []


async def test_pushes_are_made_for_who_has_a_browser(desk: Desk):
    keys = {"p256dh": "k", "auth": "a"}
    await desk.notebook.subscribe(ANN, Subscription(id="b", endpoint="https://p.test", **keys))
    assert [job.effect.to for job in by(await desk.want(), "push")] == [ANN]


async def test_a_team_shares_services_and_each_has_a_job_of_its_own(desk: Desk):
    hooks = tuple(
        Target(id=id, way="webhook", name=id, url=f"https://{id}.test", secret="whsec_x", events=e)
        for id, e in (("one", ("person_wanted",)), ("two", ("person_wanted",)), ("three", ()))
    )
    await desk.notebook.pin("support", Board(targets=hooks))
    jobs = by(await desk.want(), "webhook")
    assert [job.effect.to for job in jobs] == ["team:support/one", "team:support/two"]
    for job in jobs:
        await desk.tell(job)
    urls = [letter.target.url for _, letter, _ in desk.ways["webhook"].took]
    assert urls == ["https://one.test", "https://two.test"]


async def test_what_a_team_shares_is_sealed_in_the_database(desk: Desk):
    hook = Target(id="t", way="webhook", name="t", url="https://hook.test/SECRET", secret="whsec_S")
    await desk.notebook.pin("support", Board(targets=(hook,)))
    page = await desk.notebook._page("team:support")
    assert "SECRET" not in page
    assert "whsec_" not in page
    assert (await desk.notebook.board("support")).targets == (hook,)


async def test_a_notice_is_quiet_after_the_matter_is_settled(desk: Desk):
    await desk.wish()
    (job,) = by(await desk.want(), "sms")
    await desk.store.handle(claiming(BOB))
    await desk.tell(job)
    assert desk.ways["sms"].took == []
    (told,) = [one for one in await desk.notebook.told("c") if one.way == "sms"]
    assert (told.state, told.why) == ("dropped", "somebody has taken it up")


async def test_who_is_there_is_not_told_in_ways_for_when_they_are_away(desk: Desk):
    await desk.wish()
    (job,) = by(await desk.want(), "sms")
    await desk.accounts.beat("socket", ANN, desk.clock() + MINUTE)
    await desk.tell(job)
    assert desk.ways["sms"].took == []


async def test_who_is_there_is_told_all_the_same_where_they_want_that(desk: Desk):
    await desk.wish(away_only=())
    (job,) = by(await desk.want(), "sms")
    await desk.accounts.beat("socket", ANN, desk.clock() + MINUTE)
    await desk.tell(job)
    assert len(desk.ways["sms"].took) == 1


async def test_a_notice_in_quiet_hours_waits_for_their_end(desk: Desk):
    minute = desk.clock() // MINUTE % (24 * 60)  # of the day, in UTC
    await desk.wish(quiet=(Quiet(since=minute, until=(minute + 60) % (24 * 60)),))
    (job,) = by(await desk.want(), "sms")
    with pytest.raises(PutOff) as error:
        await desk.tell(job)
    assert 0 < error.value.after <= 3600
    desk.clock.move(HOUR)
    await desk.tell(job)
    assert len(desk.ways["sms"].took) == 1


async def test_a_wish_that_was_withdrawn_meanwhile_is_heeded(desk: Desk):
    await desk.wish()
    (job,) = by(await desk.want(), "sms")
    await desk.wish(events={"person_wanted": ()})
    await desk.tell(job)
    assert desk.ways["sms"].took == []


async def test_a_mail_gives_the_matter_time_to_settle_by_itself(desk: Desk):
    await desk.notebook.wish(BOB, Wishes(email_after=5 * MINUTE))
    assert by(await desk.want(), "email") == []
    desk.clock.move(5 * MINUTE)
    assert len(by(await desk.jobs(), "email")) == 1


# ── nothing lost, nothing doubled ─────────────────────────────────────────────────────────────────


async def test_a_worker_that_died_between_sending_and_noting_sends_again_under_the_same_key(
    desk: Desk,
):
    await desk.wish()
    (job,) = by(await desk.want(), "sms")
    desk.ways["sms"].after.append(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        await desk.tell(job)
    desk.clock.move(MINUTE)
    (again,) = by(await desk.jobs(), "sms")  # its lease ran out
    await desk.tell(again)
    assert len(desk.ways["sms"].took) == 2
    assert len(set(desk.ways["sms"].keys)) == 1
    assert [letter.tried for _, letter, _ in desk.ways["sms"].took] == [False, True]


async def test_a_notice_that_was_noted_and_not_settled_is_not_sent_again(desk: Desk):
    await desk.wish()
    (job,) = by(await desk.want(), "sms")
    await desk.tell(job)
    desk.clock.move(MINUTE)
    (again,) = by(await desk.jobs(), "sms")
    await desk.tell(again)
    assert len(desk.ways["sms"].took) == 1


async def test_a_notice_that_failed_for_a_while_is_sent_once_it_can_be(desk: Desk):
    await desk.wish()
    (job,) = by(await desk.want(), "sms")
    desk.ways["sms"].before.append(Temporary("busy", retry_after=7))
    with pytest.raises(Temporary):
        await desk.tell(job)
    await desk.tell(job)
    assert len(desk.ways["sms"].took) == 1


async def test_a_notice_that_fails_for_good_shows_in_its_conversation(desk: Desk):
    await desk.wish()
    (job,) = by(await desk.want(), "sms")
    desk.ways["sms"].before.append(Permanent("the number is no mobile number"))
    with pytest.raises(Permanent):
        await desk.tell(job)
    told = [one for one in await desk.notebook.told("c") if one.way == "sms"]
    assert [(one.state, one.why) for one in told] == [("failed", "the number is no mobile number")]


async def test_a_notice_that_still_waits_shows_in_its_conversation(desk: Desk):
    await desk.wish()
    await desk.want()
    assert {one.state for one in await desk.notebook.told("c")} == {"pending"}


def test_one_cause_recipient_and_way_have_one_key_and_no_two_share_one():
    first = Notify(notice="late", to="ann", seq=3, way="sms")
    others = (
        replace(first, notice="due_soon"),
        replace(first, to="bob"),
        replace(first, seq=4),
        replace(first, way="push"),
    )
    keys = {key_of(ConversationId("c"), one) for one in (first, *others)}
    assert len(keys) == 5
    assert key_of(ConversationId("c"), replace(first, after=9)) in keys
    assert key_of(ConversationId("d"), first) not in keys


# ── not too many ──────────────────────────────────────────────────────────────────────────────────


async def _flood(desk: Desk, count: int) -> list[Job]:
    await desk.wish()
    jobs = [by(await desk.want(f"c{n}"), "sms")[0] for n in range(count)]
    for job in jobs:
        try:
            await desk.tell(job)
        except PutOff as error:
            assert 0 < error.after <= 600  # noqa: PT017 - each of many
    return jobs


async def test_a_flood_is_two_messages_and_then_one_that_stands_for_the_rest(desk: Desk):
    jobs = await _flood(desk, 6)
    took = desk.ways["sms"].took
    assert len(took) == 2
    assert took[0][1].last_until == 0
    assert took[1][1].last_until == desk.clock() + 10 * MINUTE  # it says so itself
    desk.clock.move(10 * MINUTE)
    for job in jobs:
        await desk.tell(job)
    assert len(took) == 3
    assert took[2][1].more == 3
    states = [one.state for n in range(6) for one in await desk.notebook.told(f"c{n}")]
    assert [states.count(s) for s in ("sent", "folded", "held")] == [3, 3, 0]


async def test_of_a_flood_only_what_is_still_open_is_told_afterwards(desk: Desk):
    jobs = await _flood(desk, 6)
    for n in (3, 4):
        await desk.store.handle(claiming(BOB, id=f"c{n}"))
    desk.clock.move(10 * MINUTE)
    for job in jobs:
        await desk.tell(job)
    assert desk.ways["sms"].took[-1][1].more == 1


async def test_another_recipient_is_not_slowed_down_by_a_flood(desk: Desk):
    await desk.wish(BOB)
    await _flood(desk, 3)
    (job,) = [one for one in by(await desk.want("last"), "sms") if one.effect.to == BOB]
    await desk.tell(job)
    assert desk.ways["sms"].took[-1][1].operator == BOB


# ── who we are to push services ───────────────────────────────────────────────────────────────────


async def test_two_processes_that_start_together_have_one_key(open_store: OpenStore):
    first, second = (SqlNotebook(open_store(), SECRET) for _ in range(2))
    assert await first.vapid_key(lambda: b"a" * 32) == await second.vapid_key(lambda: b"b" * 32)


async def test_a_key_under_another_secret_is_made_anew_and_its_browsers_forgotten(desk: Desk):
    await desk.notebook.vapid_key(lambda: b"a" * 32)
    keys = {"p256dh": "k", "auth": "a"}
    await desk.notebook.subscribe(ANN, Subscription(id="b", endpoint="https://p.test", **keys))
    moved = SqlNotebook(desk.store, b"t" * 32)
    assert await moved.vapid_key(lambda: b"b" * 32) == b"b" * 32
    assert await moved.vapid_key(lambda: b"c" * 32) == b"b" * 32
    assert await moved.subscriptions(ANN) == []


# ── a conversation that somebody has ──────────────────────────────────────────────────────────────


async def _held_by_ann(desk: Desk, **wishes) -> None:
    await desk.wish(**{"events": {"visitor_replied": ("sms",)}, **wishes})
    await begin(desk.store)
    await desk.store.handle(claiming(ANN))


async def test_of_several_messages_in_a_row_the_holder_is_told_of_the_first(desk: Desk):
    await _held_by_ann(desk)
    for n in range(3):
        await desk.store.handle(saying(f"Hello? {n}", f"m{n}"))
    jobs = by(await desk.jobs(), "sms")
    for job in jobs:
        await desk.tell(job)
    assert [job.effect.notice for job in jobs] == ["visitor_replied"] * 3
    assert desk.ways["sms"].keys == [key_of("c", jobs[0].effect)]


async def test_a_message_that_was_answered_is_told_to_nobody(desk: Desk):
    await _held_by_ann(desk)
    await desk.store.handle(saying("Hello?", "m"))
    (job,) = by(await desk.jobs(), "sms")
    await desk.store.handle(replying("Hello!", "r"))
    await desk.tell(job)
    assert desk.ways["sms"].took == []


async def test_a_message_that_was_seen_is_told_to_nobody(desk: Desk):
    await _held_by_ann(desk)
    await desk.store.handle(saying("Hello?", "m"))
    (job,) = by(await desk.jobs(), "sms")
    await SqlInbox(desk.store).see(ANN, ConversationId("c"), 1)
    await desk.tell(job)
    assert desk.ways["sms"].took == []


async def test_who_is_told_of_messages_by_the_console_alone_costs_no_job(desk: Desk):
    await _held_by_ann(desk, events={"visitor_replied": ("console",)})
    await desk.store.handle(saying("Hello?", "m"))
    assert await desk.jobs() == []
