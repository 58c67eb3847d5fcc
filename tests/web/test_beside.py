"""What stands beside messages on screens: deliveries, files, changed words, and where they live."""

import pytest

from tests.web.conftest import serving
from tests.web.scripted import Quick
from warmline.core.elsewhere import ELSEWHERE
from warmline.core.facts import ChannelJoined, Entry, MessageAdded, MessageEdited, MessageWithdrawn
from warmline.core.inputs import (
    Open,
    OperatorSaid,
    OutsideSaid,
    VisitorEdited,
    VisitorSaid,
    VisitorWithdrew,
)
from warmline.core.model import Author, ContactId, ConversationId, File, OperatorId
from warmline.flow.channel_records import Delivery
from warmline.flow.channels import Person, Setup
from warmline.flow.ports import Command, Whisper
from warmline.web import frames as f
from warmline.web.beside import BARE, Beside, Place, delivery_view, heard_in
from warmline.web.unmasking import NOTHING
from warmline.web.veil import Veil
from warmline.web.views import operator_entry, visitor_entry

PHOTO = File(id="f1", name="leak.jpg", type="image/jpeg", size=3)
READY = f.FileView(id="f1", name="leak.jpg", type="image/png", size=3, state="ready", url="/x")
CARD = "4111 1111 1111 1111"


def message(text="Where is it?", author=Author.VISITOR, **more) -> Entry:
    return Entry(2, MessageAdded(at=1, author=author, text=text, via="telegram", **more))


def for_operators(entry: Entry, beside=BARE, veil=NOTHING):
    return operator_entry(entry, str, "Ava", veil, beside)


def for_visitors(entry: Entry, beside=BARE):
    return visitor_entry(entry, str, "Ava", beside)


# ── one entry ─────────────────────────────────────────────────────────────────────────────────────


def test_a_message_that_went_out_shows_what_became_of_it():
    sent = Delivery(
        conversation=ConversationId("c"), seq=2, state="failed", why="The number is blocked.", at=5
    )
    beside = Beside(deliveries={2: delivery_view(sent)})
    shown = for_operators(message(author=Author.OPERATOR, operator=OperatorId("ann")), beside)
    assert shown.delivery == f.DeliveryView(
        state="failed", why="The number is blocked.", at=5, can_retry=True
    )
    assert "blocked" not in repr(for_visitors(message(author=Author.OPERATOR), beside))


@pytest.mark.parametrize("state", ["sending", "sent", "delivered", "read"])
def test_only_what_failed_can_be_tried_again_by_hand(state):
    sent = Delivery(conversation=ConversationId("c"), seq=2, state=state)
    assert not delivery_view(sent).can_retry


@pytest.mark.parametrize("shown_to", [for_operators, for_visitors])
def test_a_file_waits_until_it_is_known_to_be_ready(shown_to):
    entry = message("", files=(PHOTO,))
    (waits,) = shown_to(entry).files
    assert (waits.name, waits.state, waits.url) == ("leak.jpg", "waiting", "")
    assert shown_to(entry, Beside(files={"f1": READY})).files == [READY]
    assert not shown_to(entry).withdrawn


@pytest.mark.parametrize("shown_to", [for_operators, for_visitors])
def test_changed_words_are_shown_in_the_place_of_the_old_ones(shown_to):
    shown = shown_to(message(), Beside(words={2: "Where is my order?"}))
    assert (shown.text, shown.edited, shown.withdrawn) == ("Where is my order?", True, False)


@pytest.mark.parametrize("shown_to", [for_operators, for_visitors])
def test_what_was_taken_back_shows_no_words(shown_to):
    for entry, beside in ((message(), Beside(words={2: None})), (message(""), BARE)):
        shown = shown_to(entry, beside)
        assert (shown.text, shown.edited, shown.withdrawn) == ("", False, True)


def test_changed_words_are_masked_like_any_others():
    changed = Beside(words={2: f"My card is {CARD}"})
    shown = for_operators(message(), changed, Veil())
    assert CARD not in shown.text
    assert shown.masked
    edit = Entry(3, MessageEdited(at=2, message=2, text=f"My card is {CARD}"))
    event = for_operators(edit, veil=Veil())
    assert CARD not in event.text
    assert (event.masked, event.said) == (True, 2)


def test_everybody_is_told_of_a_change_in_its_own_entry():
    edit = Entry(3, MessageEdited(at=2, message=2, text="Where?"))
    back = Entry(4, MessageWithdrawn(at=3, message=2))
    joined = Entry(5, ChannelJoined(at=4, channel="telegram"))
    for shown_to in (for_operators, for_visitors):
        event = shown_to(edit)
        assert (event.event, event.said, event.text) == ("message_edited", 2, "Where?")
        assert (shown_to(back).event, shown_to(back).said) == ("message_withdrawn", 2)
    assert (for_operators(joined).event, for_operators(joined).channel) == (
        "channel_joined",
        "telegram",
    )
    assert for_visitors(joined).name == "telegram"


def test_a_window_shuts_so_long_after_the_newest_words_of_the_visitor():
    place = Place(name="Shop", heard_at=100, window=50)
    heard = Entry(2, MessageAdded(at=120, author=Author.VISITOR, text="Hi"))
    ours = Entry(3, MessageAdded(at=900, author=Author.OPERATOR, text="Hi"))
    assert heard_in(place, [heard, ours]).window_until == 170
    assert heard_in(place, [ours]).window_until == 150
    assert Place(name="Shop", heard_at=100).window_until == 0


# ── screens ───────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def server(settings):
    async with serving(settings, assistants={"auto": Quick()}) as running:
        yield running


class Chat:
    """A visitor's thread on a channel that is switched off, so that nothing leaves the house."""

    def __init__(self, server) -> None:
        self.store, self.wired = server.desk.store, server.installation.channels
        self.server = server
        self.id = ConversationId("")

    async def open(self, name: str = "Vera") -> "Chat":
        assistant = (await self.server.installation.assistants.all())[0].profile.id
        setup = Setup(id="ch1", kind="telegram", name="Our bot", assistant=assistant, on=False)
        await self.wired.setups.save(setup)
        thread = await self.wired.threads.open(setup, "77", Person(identity="77", name=name))
        self.id = thread.conversation
        begin = Open(channel="telegram", assistant=assistant, contact=ContactId(thread.contact))
        await self.take(begin, "open")
        return self

    async def take(self, input, key) -> int:
        return (await self.store.handle(Command(self.id, input, key))).first

    async def said(self, text="Where is it?", key="one", **more) -> int:
        return await self.take(VisitorSaid(text=text, via="telegram", **more), key)

    async def named(self, name: str) -> None:
        """Their provider says who they are."""
        setup = await self.wired.setups.by_id("ch1")
        await self.wired.threads.open(setup, "77", Person(identity="77", name=name))
        await self.server.desk.bus.whisper(Whisper(kind="named", conversation=self.id))

    async def went(self, seq: int, state: str, why: str = "") -> None:
        delivery = Delivery(conversation=self.id, seq=seq, state=state, why=why, ids=("m",))
        await self.wired.threads.sent("ch1", delivery)
        whisper = Whisper(kind="delivery", conversation=self.id, number=seq)
        await self.server.desk.bus.whisper(whisper)


async def watched(client, id) -> dict:
    await client.send({"type": "watch", "conversation": id, "after": 0})
    return await client.next("thread")


def of(entries, seq) -> dict:
    return next(entry for entry in entries if entry["seq"] == seq)


async def test_a_thread_comes_with_its_deliveries_and_a_row_with_its_channel(server):
    async with server.operator() as ann:
        chat = await Chat(server).open()
        await chat.said()
        said = await chat.take(OutsideSaid(text="Soon."), "outside") + 1
        await chat.went(said, "delivered")
        thread = await watched(ann, chat.id)
        assert of(thread["entries"], said)["delivery"]["state"] == "delivered"
        assert (thread["row"]["channel"], thread["row"]["channel_name"]) == ("telegram", "Our bot")
        rows = (await ann.http.get("/api/conversations", params={"list": "all"})).json()["rows"]
        assert rows[0]["channel_name"] == "Our bot"


async def test_who_comes_back_is_told_of_deliveries_of_what_they_have(server):
    async with server.operator() as ann:
        chat = await Chat(server).open()
        said = await chat.take(OutsideSaid(text="Soon."), "outside") + 1
        later = await chat.said()
        await chat.went(said, "read")
        await ann.send({"type": "watch", "conversation": chat.id, "after": later - 1})
        thread = await ann.next("thread")
        assert {one["seq"] for one in thread["entries"]} >= {later}
        assert thread["deliveries"][str(said)]["state"] == "read"


async def test_who_watches_is_told_what_becomes_of_a_message_and_nobody_else(server):
    async with server.operator() as ann, server.operator("bob", "operator") as bob:
        chat = await Chat(server).open()
        said = await chat.take(OutsideSaid(text="Soon."), "outside") + 1
        await watched(ann, chat.id)
        await chat.went(said, "failed", "The number is blocked.")
        frame = await ann.next("delivery")
        assert (frame["conversation"], frame["seq"]) == (chat.id, said)
        assert frame["delivery"]["why"] == "The number is blocked."
        assert frame["delivery"]["can_retry"]
        await bob.do("ping")
        assert not [one for one in bob.heard if one["type"] == "delivery"]


async def test_changed_words_come_live_and_the_line_shows_them(server):
    async with server.operator() as ann:
        chat = await Chat(server).open()
        said = await chat.take(OutsideSaid(text="Soon."), "outside")
        said = await chat.said()
        await watched(ann, chat.id)
        await chat.take(VisitorEdited(message=said, text="Where is my order?"), "edit")
        update = await ann.next("update", lambda one: one["row"]["preview"] == "Where is my order?")
        assert update["entries"][-1]["event"] == "message_edited"
        await chat.take(VisitorWithdrew(message=said), "back")
        update = await ann.next("update", lambda one: one["row"]["preview"] == "")
        assert update["entries"][-1]["event"] == "message_withdrawn"
        entries = (await ann.http.get(f"/api/conversations/{chat.id}/entries")).json()["entries"]
        assert of(entries, said)["withdrawn"]
        assert "Where is" not in repr(entries)


async def test_a_name_that_is_learned_later_shows_on_every_screen_at_once(server):
    async with server.operator() as ann:
        chat = await Chat(server).open(name="")
        said = await chat.said()
        thread = await watched(ann, chat.id)
        assert thread["row"]["name"].startswith("Visitor ")
        await chat.named("Vera V.")
        update = await ann.next("update", lambda one: not one["entries"])
        assert (update["row"]["id"], update["row"]["name"]) == (chat.id, "Vera V.")
        await chat.said("And now?", "two")
        update = await ann.next("update", lambda one: one["row"]["seq"] > said)
        assert update["row"]["name"] == "Vera V."


async def test_unmasking_a_message_shows_what_it_says_now(server):
    async with server.operator() as ann:
        chat = await Chat(server).open()
        said = await chat.said("My card is none")
        await chat.take(VisitorEdited(message=said, text=f"My card is {CARD}"), "edit")
        entries = (await ann.http.get(f"/api/conversations/{chat.id}/entries")).json()["entries"]
        assert CARD not in repr(entries)
        assert of(entries, said)["masked"]
        url = f"/api/operator/conversations/{chat.id}/unmask"
        shown = (await ann.http.post(url, json={"seq": said})).json()
        assert shown["text"] == f"My card is {CARD}"


async def test_an_answer_from_elsewhere_names_no_colleague_and_can_be_taken_over(server):
    async with server.operator() as ann:
        chat = await Chat(server).open()
        await chat.said()
        said = await chat.take(OutsideSaid(text="Soon."), "outside") + 1
        thread = await watched(ann, chat.id)
        assert of(thread["entries"], said)["name"] == "Your team, elsewhere"
        assert thread["row"]["operator"] == ELSEWHERE
        answer = await ann.do("act", conversation=chat.id, action="claim")
        assert answer["type"] == "ack"
        line = await ann.http.get(f"/api/conversations/{chat.id}")
        assert line.json()["operator_name"] == "Ann"


async def test_a_file_that_is_not_theirs_goes_with_no_message(server):
    async with server.operator() as ann, server.visitor() as visitor:
        answer = await visitor.do("say", text="", files=["nobodys"])
        assert (answer["type"], answer["code"]) == ("refused", "unknown_file")
        await visitor.say("Hello")
        id = visitor.welcome["conversation"]
        answer = await ann.do("reply", conversation=id, text="Here:", files=["nobodys"])
        assert (answer["type"], answer["code"]) == ("refused", "unknown_file")


@pytest.mark.parametrize(
    "more",
    [{"text": ""}, {"text": " \u200b"}, {"text": "Hi", "files": [f"f{n}" for n in range(11)]}],
)
async def test_a_message_of_nothing_or_of_too_many_files_cannot_be_read(server, more):
    async with server.visitor() as visitor:
        await visitor.send({"type": "say", "id": "s1", **more})
        error = await visitor.next("error")
        assert "say" in error["detail"] or "files" in error["detail"]


async def test_an_operators_message_to_a_web_visitor_asks_for_no_delivery(server):
    async with server.operator() as ann, server.visitor() as visitor:
        await visitor.say("Hello")
        id = ConversationId(visitor.welcome["conversation"])
        outcome = await server.desk.store.handle(
            Command(id, OperatorSaid(operator=OperatorId("zed"), text="Hi"), "zed")
        )
        thread = await watched(ann, id)
        assert of(thread["entries"], outcome.last)["delivery"] is None
        row = thread["row"]
        assert (row["channel_name"], row["window_until"], row["channel"]) == ("", 0, "web")
        assert row["contact"]
