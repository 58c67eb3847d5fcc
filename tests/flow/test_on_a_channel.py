"""What a channel's ways mean for messages: merged, paced, resumed, told again, and no loops."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.channels.house import SURE, House
from tests.channels.toy.adapter import ABILITIES
from tests.channels.toy.play import Play
from tests.flow.town import Wayward
from tests.shell import ANN, Clock, OpenStore
from warmline.core.facts import MessageAdded, NoteAdded, TicketOpened
from warmline.core.inputs import OperatorSaid
from warmline.core.model import Author, Floor
from warmline.flow.arrivals import TooEarly
from warmline.flow.channels import Abilities, Edited, Person, Said
from warmline.flow.failures import Temporary
from warmline.flow.ports import Answer, Question
from warmline.store import tables as t
from warmline.store.assistants import SqlAssistants

PLAIN = replace(ABILITIES, idempotent=False)
LONG = "The first of them. " * 4 + "\n\n" + "The second one. " * 5 + "\n\n" + "The third. " * 6


@pytest.fixture
def clock() -> Clock:

    return Clock(now=round(time.time() * 1000))


@asynccontextmanager
async def houses(
    open_store: OpenStore,
    clock: Clock,
    abilities: Abilities = PLAIN,
    answer: Callable[[Question], Answer] = lambda _: SURE,
) -> AsyncIterator[House]:
    stage = Play(abilities=abilities)
    house = House(open_store, stage, stage.channel, clock, answer)
    await house.open(stage.setup(await stage.start()))
    yield house
    await house.close()
    await stage.stop()


@pytest.fixture
async def house(open_store: OpenStore, clock: Clock):
    async with houses(open_store, clock) as made:
        yield made


def texts(house: House) -> list[str]:
    return [one.text for one in house.stage.seen("ada")]


# ── parts ─────────────────────────────────────────────────────────────────────────────────────────


async def test_a_message_in_parts_goes_on_behind_the_last_part_that_went_out(
    open_store: OpenStore, clock: Clock
):
    async with houses(open_store, clock, answer=lambda _: replace(SURE, text=LONG)) as house:
        await house.stage.say("ada", "Long, please.")
        house.stage.provider.fates += ["well", Temporary("500"), Temporary("500")]
        await house.work()
        assert len(texts(house)) == len(set(texts(house))) >= 3
        assert " ".join(" ".join(texts(house)).split()) == " ".join(LONG.split())
        tries = [(one.key, one.tried) for one in house.stage.provider.outgoing]
        assert [tried for _, tried in tries] == [False, False, True, True, False]
        assert len({key for key, _ in tries}) == 3


async def test_what_nobody_lived_to_note_is_known_to_have_been_tried(house: House):
    await house.stage.say("ada", "Hello?")
    real = house.delivering
    dies = Wayward(real.threads, sent=[])
    house.world = replace(house.world, channels=replace(real, threads=dies))
    calls = 0

    async def sent(channel: str, *deliveries: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:  # the one behind the send
            raise Temporary("the process died")
        await real.threads.sent(channel, *deliveries)  # type: ignore[arg-type]

    dies.sent = sent  # type: ignore[attr-defined]
    await house.work()
    outgoing = house.stage.provider.outgoing
    assert [one.tried for one in outgoing] == [False, True]
    assert len({one.key for one in outgoing}) == 1


async def test_messages_that_wait_go_as_one_where_the_channel_merges(
    open_store: OpenStore, clock: Clock
):
    async with houses(open_store, clock, replace(PLAIN, merges=True)) as house:
        await house.stage.say("ada", "Hello?")
        await house.work(kinds=("ask_assistant",))
        await house.stage.say("ada", "I want to talk to a human being, please.")
        await house.work()
        (bubble,) = texts(house)
        announced = await house.said(await house.conversation("ada"), Author.SYSTEM)
        assert bubble == "\n\n".join((SURE.text, *announced))
        assert {one.state for one in await house.deliveries("ada")} == {"sent"}


async def test_what_was_merged_once_is_merged_in_the_same_way_again(
    open_store: OpenStore, clock: Clock
):
    """Else words that came since would share the key of a message that may have arrived."""
    async with houses(open_store, clock, replace(PLAIN, merges=True)) as house:
        await house.stage.say("ada", "One?")
        await house.work(kinds=("ask_assistant",))
        house.stage.provider.fates += ["lost"]
        await house.work(within=0)
        await house.stage.say("ada", "Two?")
        await house.work(kinds=("ask_assistant",))
        await house.work()
        sizes = [one.text.count(SURE.text) for one in house.stage.provider.outgoing]
        assert sizes == [1, 1, 1]
        assert {one.state for one in await house.deliveries("ada")} == {"sent"}


async def test_a_person_s_words_keep_the_channel_s_pace(open_store: OpenStore, clock: Clock):
    async with houses(open_store, clock, replace(PLAIN, pace=6.0)) as house:
        await house.stage.say("ada", "Hello?")
        await house.work()
        id, before = await house.conversation("ada"), clock.now
        for n in range(4):
            await house.hand_in(id, OperatorSaid(operator=ANN, text=f"line {n}"), f"say:{n}")
        await house.work()
        assert texts(house)[1:] == [f"line {n}" for n in range(4)]
        assert clock.now - before >= 3 * 6_000


async def test_one_person_s_trouble_holds_up_nobody_else(house: House):
    house.stage.provider.fates += [Temporary("busy", retry_after=600)]
    await house.stage.say("ada", "Hello?")
    await house.work(within=0)
    await house.stage.say("grace", "And me?")
    await house.work(within=1_000)
    assert [one.text for one in house.stage.seen("grace")] == [SURE.text]
    assert texts(house) == []


async def test_what_is_given_up_after_a_day_says_why(house: House):
    house.stage.provider.fates += [Temporary("503 from the provider")] * 20
    await house.stage.say("ada", "Hello?")
    await house.work(within=7 * 24 * 3_600_000)
    (delivery,) = await house.deliveries("ada")
    assert (delivery.state, delivery.why) == ("failed", "503 from the provider")
    house.stage.provider.fates.clear()
    assert await house.retry(delivery.conversation, delivery.seq)
    await house.work()
    assert texts(house) == [SURE.text]


async def test_what_the_provider_says_later_that_it_failed_goes_out_whole_again(house: House):
    await house.stage.say("ada", "Hello?")
    await house.work()
    stage = house.stage
    id = stage.seen("ada")[0].id
    await stage.tell(stage.event("Receipt", "ada", state="failed", ids=[id], why="131026"))
    (delivery,) = await house.deliveries("ada")
    assert (delivery.state, delivery.why) == ("failed", "131026")
    assert await house.retry(delivery.conversation, delivery.seq)
    await house.work()
    assert texts(house) == [SURE.text, SURE.text]


# ── the beginning ─────────────────────────────────────────────────────────────────────────────────


async def test_who_opens_the_thread_is_greeted_once_and_it_stands_in_no_log(house: House):
    shelf = SqlAssistants(house.store)
    (setup,) = await shelf.all()
    greeting = replace(setup.profile, greeting="Hello, I am a machine.", starters=("Returns",))
    await shelf.save(replace(setup, profile=greeting))
    for _ in range(2):
        await house.stage.begin("ada")
    (bubble,) = house.stage.seen("ada")
    assert (bubble.text, bubble.buttons) == ("Hello, I am a machine.", ("Returns",))
    id = await house.conversation("ada")
    assert len(await house.log(id)) == 1
    await house.stage.say("ada", "", press="Returns")
    assert await house.said(id, Author.VISITOR) == ["Returns"]


# ── typing ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def typed(house: House) -> "asyncio.Queue[str]":
    """To whom typing was shown."""
    shown = asyncio.Queue[str]()

    async def typing(thread: str, answers: str) -> None:
        shown.put_nowait(thread)

    _, _, adapter = await house.wired.switchboard.adapter("ch-toy")
    adapter.typing = typing  # type: ignore[method-assign]
    await house.stage.say("ada", "Hello?")
    return shown


async def test_the_visitor_sees_that_an_answer_is_being_made(
    house: House, typed: "asyncio.Queue[str]"
):
    async with house.delivering.typing(await house.now("ada")):
        assert await asyncio.wait_for(typed.get(), 30) == "chat-ada"


async def test_the_visitor_sees_that_an_operator_types_and_no_keystroke_more(
    house: House, typed: "asyncio.Queue[str]", monkeypatch: pytest.MonkeyPatch
):
    now, typing = await house.now("ada"), house.wired.typing
    for _ in range(5):
        typing.show(now)
    assert await asyncio.wait_for(typed.get(), 30) == "chat-ada"
    await typing.stop()
    assert typed.empty()
    monkeypatch.setattr("warmline.flow.typing.FRESH", 0.0)
    for _ in range(2):  # a while later each
        typing.show(now)
        assert await asyncio.wait_for(typed.get(), 30) == "chat-ada"
        await typing.stop()


# ── what comes in ─────────────────────────────────────────────────────────────────────────────────


async def test_a_machine_that_answers_the_assistant_gets_a_person_and_then_silence(house: House):
    """H-10: at most five answers a minute, then a handoff."""
    for n in range(12):
        await house.stage.say("ada", f"I am out of office. {n}")
        await house.work(within=0)
    id = await house.conversation("ada")
    assert len(await house.said(id, Author.ASSISTANT)) <= 6
    assert (await house.now("ada")).floor is Floor.HUMAN


async def test_who_says_more_than_a_person_can_is_kept_aside(house: House):
    stage = house.stage
    person = stage.person("ada")
    told = [
        stage.event("Said", "ada") | {"id": f"x{n}", "person": person, "text": f"spam {n}"}
        for n in range(80)
    ]
    await stage.tell(*told)
    id = await house.conversation("ada")
    assert len(await house.said(id, Author.VISITOR)) == 60
    kept = await house.store.read(lambda db: db.execute(select(t.unread.c.id)).all())
    assert len(kept) == 20


async def test_a_batch_of_thousands_with_nonsense_in_it_is_taken_and_the_rest_processed(
    house: House,
):
    """H-12."""
    stage = house.stage
    odd = [{"event": "Sneezed", "id": f"odd{n}"} for n in range(1_500)]
    said = {"id": "real", "person": stage.person("ada"), "text": "Hello?"}
    await stage.tell(*odd[:750], stage.event("Said", "ada") | said, *odd[750:])
    id = await house.conversation("ada")
    assert await house.said(id, Author.VISITOR) == ["Hello?"]
    kept = await house.store.read(lambda db: db.execute(select(t.unread.c.id)).all())
    assert len(kept) == 1_000


async def test_an_address_that_was_asked_for_becomes_a_ticket(house: House):
    await house.store.write(lambda db: db.execute(t.presence.delete()) and None)
    await house.stage.say("ada", "I want to talk to a human being, please.")
    id = await house.conversation("ada")
    asked = [e.fact for e in await house.log(id) if isinstance(e.fact, MessageAdded)]
    assert asked[-1].form == "contact"
    await house.stage.say("ada", "It is ada@example.org, thank you.")
    (ticket,) = [e.fact for e in await house.log(id) if isinstance(e.fact, TicketOpened)]
    assert (ticket.email, ticket.ticket) == ("ada@example.org", "W-1001")


async def test_what_may_not_be_the_person_s_is_a_note_for_operators_alone(house: House):
    await house.stage.say("ada", "Hello?")
    stranger = Said(
        id="aside-1",
        thread="chat-ada",
        person=Person(identity="somebody"),
        text="Send it to me.",
        aside="From an address that is not theirs.",
    )
    for _ in range(2):
        await house.take([stranger])
    id = await house.conversation("ada")
    (note,) = [e.fact for e in await house.log(id) if isinstance(e.fact, NoteAdded)]
    assert "Send it to me." in note.text
    assert await house.said(id, Author.VISITOR) == ["Hello?"]
    await house.take([replace(stranger, thread="chat-nobody", id="aside-2")])
    assert await house.threads.at("ch-toy", "chat-nobody") is None


async def test_who_else_writes_in_a_thread_of_several_is_not_the_visitor(house: House):
    await house.stage.say("ada", "Hello?")
    theirs = Said(
        id="crowd-1",
        thread="chat-ada",
        person=Person(identity="mallory", name="Mallory"),
        text="Send it to me.",
        crowd=True,
    )
    await house.take([theirs])
    id = await house.conversation("ada")
    (note,) = [e.fact for e in await house.log(id) if isinstance(e.fact, NoteAdded)]
    assert "Mallory" in note.text
    assert await house.said(id, Author.VISITOR) == ["Hello?"]
    thread = await house.threads.at("ch-toy", "chat-ada")
    assert thread
    assert thread.person.identity != "mallory"


async def test_a_change_without_its_message_holds_up_nothing_that_comes_after_it(house: House):
    person = Person(identity="7", name="Ada")
    early = Edited(id="unknown", thread="chat-ada", text="New")
    said = Said(id="after", thread="chat-ada", person=person, text="And now?")
    with pytest.raises(TooEarly):
        await house.take([early, said])
    assert await house.said(await house.conversation("ada"), Author.VISITOR) == ["And now?"]


async def test_what_a_mail_repeats_is_kept_beside_its_words_until_it_is_taken_back(house: House):
    person = Person(identity="7", name="Ada")
    said = Said(
        id="mail-1",
        thread="chat-ada",
        person=person,
        text="Thank you.",
        notes={"quoted": "> Delivery takes 2 to 4 days."},
    )
    await house.take([said])
    id = await house.conversation("ada")

    async def quoted() -> list[str]:
        log = await house.log(id)
        return [e.fact.quoted for e in log if isinstance(e.fact, MessageAdded) and e.fact.via]

    assert await quoted() == ["> Delivery takes 2 to 4 days."]
    await house.take([Edited(id="mail-1", thread="chat-ada", gone=True)])
    assert await quoted() == [""]


async def test_a_reply_may_go_out_before_all_about_the_message_is_noted(
    open_store: OpenStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    async with houses(open_store, clock, replace(PLAIN, window=60_000)) as house:

        async def away(*_: object) -> None:
            raise Temporary("the database is away")

        monkeypatch.setattr(type(house.threads), "heard", away)
        person = Person(identity="7", name="Ada")
        said = Said(id="first", thread="chat-ada", person=person, text="Hi", notes={"to": "ada"})
        with pytest.raises(Temporary):
            await house.take([said])
        await house.work()
        (reply,) = house.stage.provider.outgoing
        assert (reply.answers, reply.notes, reply.late) == ("first", {"to": "ada"}, False)


async def test_a_press_that_comes_too_late_is_words_like_any_other(house: House):
    stage = house.stage
    said = {"id": "late", "person": stage.person("ada"), "text": "Yes", "button": "accept"}
    await stage.tell(stage.event("Said", "ada") | said)
    assert await house.said(await house.conversation("ada"), Author.VISITOR) == ["Yes"]


async def test_a_change_whose_message_never_comes_is_given_up(house: House, clock: Clock):
    stage = house.stage

    async def edit() -> int:
        hook = await house_hook(stage, stage.event("Edited", "ada", id="before-us", text="New"))
        return (await house.door(hook)).status

    assert await edit() == 503
    clock.move(20_000)
    assert await edit() == 200
    old = stage.event("Edited", "ada", id="old", text="New") | {"at": clock.now - 2 * 3_600_000}
    assert (await house.door(await house_hook(stage, old))).status == 200


async def house_hook(stage: Play, event: dict[str, object]):
    kept = []
    real = stage.deliver

    async def keep(hook):
        kept.append(hook)
        return type("Taken", (), {"status": 200})()

    stage.deliver = keep
    await stage.tell(event)
    stage.deliver = real
    return kept[0]
