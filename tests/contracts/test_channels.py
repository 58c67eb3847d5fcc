"""What every channel promises, on both databases: the toy first, then each of ``CHANNELS``."""

import asyncio
import base64
import importlib
import random
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import Any

import pytest

from tests.channels.house import SURE, House
from tests.channels.play import Stage
from tests.channels.toy.adapter import ABILITIES
from tests.channels.toy.play import Play as Toy
from tests.shell import ANN, Clock, OpenStore
from warmline.channels import CHANNELS
from warmline.channels.parts import Channel
from warmline.core.elsewhere import ELSEWHERE
from warmline.core.facts import MessageAdded, MessageEdited, MessageWithdrawn
from warmline.core.inputs import OperatorClaimed, OperatorReturned, OperatorSaid
from warmline.core.model import Author, Button, Floor, Status
from warmline.flow.channels import Abilities, Hook, HookReply, Kind
from warmline.flow.file_parts import Incoming
from warmline.flow.ports import Answer, Question
from warmline.flow.splitting import measure
from warmline.store.inbox import SqlInbox
from warmline.testing._provider import Enclosed

PLAYS: dict[str, Any] = {"toy": Toy} | {
    kind: importlib.import_module(f"tests.channels.{kind}.play").Play
    for kind in CHANNELS
    if find_spec(f"tests.channels.{kind}.play")  # that none is missing is a test of its own
}
ADA, GRACE = 0, 1  # which of a stage's people


def abilities_of(kind: str) -> Abilities:
    return ABILITIES if kind == "toy" else CHANNELS[kind].kind.abilities


def where(
    *names: str, hooks: bool = False, able: Callable[[Abilities], object] = lambda _: True
) -> pytest.MarkDecorator:
    """On the kinds whose stage can do such things: what it cannot, its provider has not."""
    kinds = [
        kind
        for kind, play in PLAYS.items()
        if all(getattr(play, name) is not getattr(Stage, name) for name in names)
        and (play.by_hook or not hooks)
        and able(abilities_of(kind))
    ]
    return pytest.mark.parametrize("scene", kinds, indirect=True)


@dataclass
class Scene:
    """A channel with its provider's stand-in, and one process or two of ours behind it."""

    stage: Stage
    channel: Channel
    houses: list[House]
    answers: dict[str, Answer]  # by what was asked

    @property
    def house(self) -> House:
        return self.houses[0]

    @property
    def kind(self) -> Kind:
        return self.channel.kind

    def who(self, place: int = ADA) -> str:
        return self.stage.people[place]

    async def says(self, text: str, place: int = ADA, **how: Any) -> str:
        """They write, and it is in."""
        who = self.who(place)
        before = 0
        if thread := await self.house.threads.at(self.stage.id, self.stage.thread(who)):
            before = len(await self.house.said(thread.conversation, Author.VISITOR))
        id = await self.stage.say(who, text, **how)
        await self.house.until_heard(who, before + 1)
        return id

    def texts(self, place: int = ADA) -> list[str]:
        return [one.text for one in self.stage.seen(self.who(place))]


async def make(
    kind: str, open_store: OpenStore, clock: Clock, processes: int = 1
) -> tuple[Scene, Callable[[], Any]]:
    stage = PLAYS[kind]()
    channel = stage.channel if isinstance(stage, Toy) else CHANNELS[kind]
    answers = dict[str, Answer]()

    def answer(question: Question) -> Answer:
        return answers.get(question.text, SURE)

    setup = stage.setup(await stage.start())
    houses = [House(open_store, stage, channel, clock, answer) for _ in range(processes)]
    for house in houses:
        await house.open(setup)
    stage.deliver = houses[0].door

    async def close() -> None:
        for house in houses:
            await house.close()
        await stage.stop()

    return Scene(stage, channel, houses, answers), close


@pytest.fixture
def clock() -> Clock:
    """Now: stand-ins have clocks of their own."""
    return Clock(now=round(time.time() * 1000))


@pytest.fixture(params=PLAYS)
async def scene(
    request: pytest.FixtureRequest, open_store: OpenStore, clock: Clock
) -> AsyncIterator[Scene]:
    made, close = await make(request.param, open_store, clock)
    yield made
    assert made.stage.faults == []
    await close()


# ── what comes in ─────────────────────────────────────────────────────────────────────────────────


async def test_a_visitor_is_answered_where_they_wrote(scene: Scene):
    await scene.says("Where is my parcel?")
    await scene.house.work()
    assert scene.texts() == [SURE.text]
    now = await scene.house.now(scene.who())
    assert (now.channel, now.status) == (scene.stage.kind, Status.OPEN)
    (delivery,) = await scene.house.deliveries(scene.who())
    assert delivery.state in ("sent", "delivered", "read")


async def test_words_arrive_as_they_were_written(scene: Scene):
    words = 'Hëllo 👩‍👩‍👧 <b>שלום</b> & "you" \\n /x * _y_ ~z~ `q`'
    await scene.says(words)
    id = await scene.house.conversation(scene.who())
    assert await scene.house.said(id, Author.VISITOR) == [words]
    scene.answers[words] = Answer(text=words, confidence=0.9)
    await scene.house.work()
    assert scene.texts() == [words]


async def test_two_people_have_two_conversations_and_read_only_their_own(scene: Scene):
    scene.answers["Who am I?"] = Answer(text="Ada.", confidence=0.9)
    scene.answers["And who am I?"] = Answer(text="Grace.", confidence=0.9)
    await scene.says("Who am I?")
    await scene.says("And who am I?", GRACE)
    await scene.house.work()
    assert (scene.texts(ADA), scene.texts(GRACE)) == (["Ada."], ["Grace."])


@where("unsigned", "forged", hooks=True)
async def test_an_unproved_webhook_is_refused_and_leaves_nothing(scene: Scene):
    hooks = await captured(scene, lambda: scene.stage.say(scene.who(), "Let me in."))
    stage, house = scene.stage, scene.house
    bad = [stage.unsigned(hooks[0]), stage.forged(hooks[0])]
    if stage.signs_body:
        bad += [replace(hooks[0], body=b""), replace(hooks[0], body=hooks[0].body + b" ")]
    for one in bad:
        assert (await house.door(one)).status == 401
    assert await house.threads.at(stage.id, stage.thread(scene.who())) is None
    assert (await house.door(hooks[0])).status == 200


@where(hooks=True)
async def test_without_a_secret_the_door_is_shut(scene: Scene):
    hooks = await captured(scene, lambda: scene.stage.say(scene.who(), "Let me in."))
    setup, _, _ = await scene.house.wired.switchboard.adapter(scene.stage.id)
    await scene.house.wired.setups.save(scene.stage.without_secret(setup))
    await scene.house.wired.switchboard.look()
    assert (await scene.house.door(hooks[0])).status == 401


async def captured(scene: Scene, what: Callable[[], Any]) -> list[Hook]:
    """The webhooks that something causes, which nobody takes yet."""
    hooks = list[Hook]()
    real = scene.stage.deliver

    async def keep(hook: Hook) -> HookReply:
        hooks.append(hook)
        return HookReply()

    scene.stage.deliver = keep
    await what()
    scene.stage.deliver = real
    return hooks


@pytest.mark.parametrize("kind", [kind for kind, play in PLAYS.items() if play.by_hook])
@pytest.mark.parametrize("processes", [1, 3])
async def test_however_often_and_in_whatever_order_it_is_told_each_message_is_one(
    kind: str, processes: int, open_store: OpenStore, clock: Clock
):
    """Each one to five times, shuffled, side by side, by one process or three of ours (I13)."""
    scene, close = await make(kind, open_store, clock, processes)
    stage, dice = scene.stage, random.Random(7)

    async def everybody() -> None:
        for n in range(6):
            for who in stage.people:
                await stage.say(who, f"message {n} of {who}")

    hooks = await captured(scene, everybody)
    told = [hook for hook in hooks for _ in range(dice.randint(1, 5))]
    dice.shuffle(told)

    async def until_taken(hook: Hook) -> None:
        while (await dice.choice(scene.houses).door(hook)).status == 503:
            await asyncio.sleep(0.01)

    for start in range(0, len(told), 8):
        await asyncio.gather(*(until_taken(one) for one in told[start : start + 8]))
    for who in stage.people:
        id = await scene.house.conversation(who)
        said = await scene.house.said(id, Author.VISITOR)
        assert sorted(said) == [f"message {n} of {who}" for n in range(6)]
    await close()


@where("odd")
async def test_what_no_adapter_of_today_knows_is_kept_aside(scene: Scene):
    await scene.stage.odd()
    watch = scene.house.wired.for_web(scene.house.arrivals).watch
    async with asyncio.timeout(30):
        while not (kept := await watch.unread(scene.stage.id, 9)):
            await asyncio.sleep(0.01)
    assert len(kept) == 1
    await scene.says("And yet I am heard.")


@where("edit", "take_back")
async def test_a_change_mirrors_and_a_withdrawal_leaves_no_words(scene: Scene):
    first = await scene.says("My card is stolen.")
    second = await scene.says("Where is it?")
    await scene.stage.edit(scene.who(), second, "Where is my parcel?")
    await scene.stage.take_back(scene.who(), first)
    id = await scene.house.conversation(scene.who())
    log = await eventually_log(scene, id, MessageWithdrawn)
    assert [e.fact.text for e in log if isinstance(e.fact, MessageEdited)] == [
        "Where is my parcel?"
    ]
    assert [one for one in log if "stolen" in str(one)] == []


async def eventually_log(scene: Scene, id: Any, kind: type) -> list[Any]:
    async with asyncio.timeout(30):
        while True:
            log = await scene.house.log(id)
            if any(isinstance(one.fact, kind) for one in log):
                return log
            await asyncio.sleep(0.01)


@where("edit", hooks=True)
async def test_a_change_that_comes_before_its_message_waits_for_it(scene: Scene):
    said = list[str]()

    async def both() -> None:
        said.append(await scene.stage.say(scene.who(), "Wehre is it?"))
        await scene.stage.edit(scene.who(), said[0], "Where is it?")

    message, change = await captured(scene, both)
    assert (await scene.house.door(change)).status == 503
    assert (await scene.house.door(message)).status == 200
    assert (await scene.house.door(change)).status == 200
    id = await scene.house.conversation(scene.who())
    log = await scene.house.log(id)
    assert [e.fact.text for e in log if isinstance(e.fact, MessageEdited)] == ["Where is it?"]


@where("human")
async def test_a_person_who_answers_in_the_provider_s_own_program_has_the_floor(scene: Scene):
    await scene.says("Hello?")
    await scene.house.work()
    await scene.stage.human(scene.who(), "This is Bob of the shop.")
    now = await scene.house.now(scene.who())
    assert (now.floor, now.operator) == (Floor.HUMAN, ELSEWHERE)
    before = scene.texts()
    await scene.says("Thank you, Bob.")
    await scene.house.work()
    assert scene.texts() == before  # the assistant is silent, and Bob's words do not come twice
    id = await scene.house.conversation(scene.who())
    await scene.house.hand_in(id, OperatorClaimed(operator=ANN), "claim")
    assert (await scene.house.now(scene.who())).operator == ANN


@where("human")
async def test_our_own_messages_come_back_as_nothing(scene: Scene):
    await scene.says("Hello?")
    await scene.house.work()
    await scene.stage.human(scene.who(), "Mine.")
    id = await scene.house.conversation(scene.who())
    assert await scene.house.said(id, Author.OPERATOR) == ["Mine."]
    assert await scene.house.said(id, Author.ASSISTANT) == [SURE.text]


@where("full_name")
async def test_who_writes_is_shown_by_the_name_that_the_provider_knows(scene: Scene):
    await scene.says("Hello?")
    thread = scene.stage.thread(scene.who())
    async with asyncio.timeout(30):
        while not (known := await scene.house.threads.at(scene.stage.id, thread)).person.name:
            await asyncio.sleep(0.01)
    await scene.says("Anybody there?")
    id, name = known.conversation, scene.stage.full_name(scene.who())
    lines = await SqlInbox(scene.house.store).lines_of([id])
    assert lines[id].contact_name == name
    contact = await scene.house.contacts.of(known.contact)
    assert contact.name == name
    assert [one.person.name for one in contact.identities] == [name]


@where("begin")
async def test_a_thread_that_begins_without_a_word_is_there_and_says_nothing(scene: Scene):
    await scene.stage.begin(scene.who())
    async with asyncio.timeout(30):
        while await scene.house.threads.at(scene.stage.id, scene.stage.thread(scene.who())) is None:
            await asyncio.sleep(0.01)
    now = await scene.house.now(scene.who())
    assert (now.channel, now.visitor_messages) == (scene.stage.kind, 0)


# ── what goes out ─────────────────────────────────────────────────────────────────────────────────


async def test_a_long_answer_comes_in_pieces_that_fit_and_lose_no_word(scene: Scene):
    abilities = scene.kind.abilities
    sentence = "Der Käufer 👩‍👩‍👧 fragt nach dem Paket Nummer {}. "
    count = min(400, 3 * abilities.length // 40 + 4)
    long = "".join(sentence.format(n) for n in range(count)).strip()[: 8 * abilities.length]
    scene.answers["Long, please."] = Answer(text=long, confidence=0.9)
    await scene.says("Long, please.")
    await scene.house.work()
    pieces = scene.texts()
    length = measure(abilities.unit)
    assert all(0 < length(one) <= abilities.length for one in pieces)
    assert " ".join(" ".join(pieces).split()) == " ".join(long.split())
    assert len(pieces) > 1 or length(long) <= abilities.length


async def test_choices_are_buttons_or_numbers_and_both_are_understood(scene: Scene):
    choices = tuple(Button(id=f"c{n}", label=f"Choice {n}") for n in range(1, 4))
    scene.answers["Which?"] = Answer(text="Which one?", confidence=0.9, buttons=choices)
    await scene.says("Which?")
    await scene.house.work()
    bubble = scene.stage.seen(scene.who())[-1]
    if len(choices) <= scene.kind.abilities.buttons:
        assert tuple(bubble.buttons) == ("Choice 1", "Choice 2", "Choice 3")
        await scene.says("", press="Choice 2")
    else:
        assert "1. Choice 1\n2. Choice 2\n3. Choice 3" in bubble.text
        await scene.says("2")
    id = await scene.house.conversation(scene.who())
    chosen = [e.fact for e in await scene.house.log(id) if isinstance(e.fact, MessageAdded)]
    assert [(one.text, one.choice) for one in chosen if one.choice] == [("Choice 2", "c2")]


@where("fail_next")
async def test_messages_come_in_order_while_one_of_them_is_tried_again(scene: Scene):
    await scene.says("Hello?")
    await scene.house.work()
    id = await scene.house.conversation(scene.who())
    scene.stage.fail_next()
    for n in range(4):
        said = OperatorSaid(operator=ANN, text=f"line {n}")
        await scene.house.hand_in(id, said, f"say:{n}")
    await scene.house.work()
    lines = [one for one in scene.texts() if one.startswith("line")]
    assert lines == [f"line {n}" for n in range(4)]


@where("limit_next")
async def test_the_provider_s_word_when_to_come_again_is_heeded(scene: Scene, clock: Clock):
    await scene.says("Hello?")
    await scene.house.work(kinds=("ask_assistant",))
    scene.stage.limit_next(70)
    before = clock.now
    await scene.house.work(within=60_000)
    assert scene.texts() == []
    (delivery,) = await scene.house.deliveries(scene.who())
    assert delivery.state == "sending"
    assert delivery.why
    await scene.house.work()
    assert scene.texts() == [SURE.text]
    assert clock.now - before >= 70_000


@where("refuse_next")
async def test_what_is_refused_for_good_is_shown_and_goes_out_when_it_is_tried_anew(scene: Scene):
    await scene.says("Hello?")
    scene.stage.refuse_next()
    await scene.house.work()
    assert scene.texts() == []
    (delivery,) = await scene.house.deliveries(scene.who())
    assert delivery.state == "failed"
    assert delivery.why
    id = await scene.house.conversation(scene.who())
    assert await scene.house.retry(id, delivery.seq)
    assert not await scene.house.retry(id, delivery.seq)
    await scene.house.work()
    assert scene.texts() == [SURE.text]
    (delivery,) = await scene.house.deliveries(scene.who())
    assert (delivery.state in ("sent", "delivered", "read"), delivery.why) == (True, "")


@where("lose_next_answer")
async def test_an_answer_that_is_lost_makes_no_second_message_where_the_provider_can_tell(
    scene: Scene,
):
    await scene.says("Hello?")
    scene.stage.lose_next_answer()
    await scene.house.work()
    came = scene.texts()
    assert set(came) == {SURE.text}
    assert len(came) == 1 or (len(came) == 2 and not scene.kind.abilities.idempotent)


@where(able=lambda abilities: abilities.window)
async def test_with_the_window_shut_the_message_says_so_and_nothing_goes_out(
    scene: Scene, clock: Clock
):
    abilities = scene.kind.abilities
    window = abilities.window_of_people or abilities.window
    await scene.says("Hello?")
    await scene.house.work()
    id = await scene.house.conversation(scene.who())
    came = scene.texts()
    clock.move(window + 60_000)
    await scene.house.hand_in(id, OperatorSaid(operator=ANN, text="Still there?"), "late")
    await scene.house.work()
    assert scene.texts() == came
    late = (await scene.house.deliveries(scene.who()))[-1]
    assert late.state == "failed"
    assert "window" in late.why


@where(able=lambda abilities: abilities.window_of_people > abilities.window)
async def test_a_person_may_reply_for_longer_where_the_channel_lets_them(
    scene: Scene, clock: Clock
):
    abilities = scene.kind.abilities
    await scene.says("Hello?")
    await scene.house.work()
    id = await scene.house.conversation(scene.who())
    clock.move(abilities.window + 60_000)
    await scene.house.hand_in(id, OperatorSaid(operator=ANN, text="Sorry, late."), "late")
    await scene.house.work()
    assert scene.texts()[-1] == "Sorry, late."


@where("read")
async def test_receipts_are_known_on_the_message(scene: Scene):
    await scene.says("Hello?")
    await scene.house.work()
    await scene.stage.read(scene.who())
    async with asyncio.timeout(30):
        while (await scene.house.deliveries(scene.who()))[0].state != "read":
            await asyncio.sleep(0.01)


# ── files ─────────────────────────────────────────────────────────────────────────────────────────


PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@where(able=lambda abilities: "image" in abilities.media)
async def test_a_picture_comes_in_and_another_goes_out(scene: Scene):
    house = scene.house
    photo = Enclosed(name="photo.png", type="image/png", content=PICTURE)
    await scene.says("This one.", files=[photo])
    id = await house.conversation(scene.who())
    said = [e.fact for e in await house.log(id) if isinstance(e.fact, MessageAdded)]
    (file,) = next(one.files for one in said if one.files)
    await house.filing()
    stored = await house.files.by_id(file.id)
    assert stored is not None
    assert (stored.state, stored.why, stored.type) == ("ready", "", "image/png")
    await house.work()
    before = len(scene.stage.seen(scene.who()))
    sent = Incoming(conversation=id, owner=f"operator:{ANN}", name="ours.png", content=PICTURE)
    put = await house.files.put(sent)
    ours = await house.files.claim(id, f"operator:{ANN}", [put.id], "reply")
    reply = OperatorSaid(operator=ANN, text="Like this?", files=ours)
    await house.hand_in(id, reply, "reply")
    await house.work()
    came = scene.stage.seen(scene.who())[before:]
    (arrived,) = [one.file for one in came if one.file]
    assert (arrived.type, arrived.content) == ("image/png", await house.files.read(put))
    assert [one.why for one in await house.deliveries(scene.who()) if one.why] == []
    assert any("Like this?" in one.text for one in came)


# ── people ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_handoff_a_person_s_reply_and_the_return_work_as_on_the_web(scene: Scene):
    await scene.says("I want to talk to a human being, please.")
    await scene.house.work()
    now = await scene.house.now(scene.who())
    assert (now.status, now.floor) == (Status.WAITING, Floor.HUMAN)
    announced = scene.texts()
    assert len(announced) >= 1
    id = await scene.house.conversation(scene.who())
    await scene.house.hand_in(id, OperatorClaimed(operator=ANN), "claim")
    await scene.house.hand_in(id, OperatorSaid(operator=ANN, text="Ann here."), "say")
    await scene.house.work()
    assert any("Ann here." in one for one in scene.texts()[len(announced) :])
    await scene.says("Great, and where is it?")
    await scene.house.work()
    assert SURE.text not in scene.texts()
    await scene.house.hand_in(id, OperatorReturned(operator=ANN), "return")
    await scene.says("One more thing.")
    await scene.house.work()
    assert scene.texts()[-1] == SURE.text
    assert scene.texts().count(SURE.text) == 1


async def test_an_answer_that_went_out_before_the_claim_stands_before_the_person_s_words(
    scene: Scene,
):
    """I6b: committed before the claim, delivered before what the person says."""
    await scene.says("Hello?")
    await scene.house.work(kinds=("ask_assistant",))
    id = await scene.house.conversation(scene.who())
    await scene.house.hand_in(id, OperatorSaid(operator=ANN, text="Ann here."), "say")
    await scene.house.work()
    texts = scene.texts()
    assert texts[0] == SURE.text
    assert "Ann here." in texts[-1]


@pytest.mark.parametrize("kind", CHANNELS)
def test_every_channel_has_a_stage(kind: str):
    assert issubclass(importlib.import_module(f"tests.channels.{kind}.play").Play, Stage)
    assert CHANNELS[kind].kind.name == kind
    assert list(CHANNELS) == sorted(CHANNELS)
