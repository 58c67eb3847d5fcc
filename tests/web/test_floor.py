"""Who speaks: as soon as a person does, not a word of the assistant follows, on any screen."""

import asyncio

import pytest

from tests.web.conftest import serving
from tests.web.scripted import Quick, Scripted
from warmline.flow.ports import Whisper


def after(heard, fits):
    """What came after the first frame that fits."""
    place = next(number for number, frame in enumerate(heard) if fits(frame))
    return heard[place + 1 :]


def by(author):
    return lambda frame: any(one.get("author") == author for one in frame.get("entries", []))


@pytest.fixture
async def slow(settings):
    scripted = Scripted()
    async with serving(settings, assistants={"auto": scripted}) as server:
        yield server, scripted


@pytest.mark.parametrize("written", [0, 1, 3])
async def test_an_operator_who_speaks_while_the_assistant_writes_silences_it(slow, written):
    server, scripted = slow
    async with server.operator() as operator, server.visitor() as visitor:
        await visitor.say("how long does delivery take?")
        id = visitor.welcome["conversation"]
        await operator.send({"type": "watch", "conversation": id, "after": 0})
        await operator.next("thread")
        for number in range(written):
            scripted.write()
            wanted = " ".join(scripted.words[: number + 1])
            for one in (visitor, operator):
                await one.next("draft", lambda frame, wanted=wanted: frame["text"] == wanted)
        await operator.do("reply", conversation=id, text="Ann here, let me look.")
        await visitor.until(lambda e: e.get("author") == "operator")
        if scripted.asked:  # else the floor had moved before it was asked at all
            async with asyncio.timeout(30):
                await scripted.cancelled.wait()
        scripted.write(9)
        await visitor.say("thank you")
        await visitor.until(lambda e: e.get("text") == "thank you")
        await operator.until(lambda e: e.get("text") == "thank you")
        for one in (visitor, operator):
            late = after(one.heard, by("operator"))
            assert not [frame for frame in late if frame["type"] == "draft"]
            assert not [frame for frame in late if by("assistant")(frame)]


async def test_a_draft_that_comes_late_from_another_process_is_shown_to_nobody(slow):
    server, scripted = slow
    async with server.operator() as operator, server.visitor() as visitor:
        await visitor.say("how long does delivery take?")
        id = visitor.welcome["conversation"]
        await operator.send({"type": "watch", "conversation": id, "after": 0})
        await operator.next("thread")
        scripted.write()
        draft = await visitor.next("draft", lambda frame: frame["text"])
        await operator.do("reply", conversation=id, text="Ann here, let me look.")
        await visitor.until(lambda e: e.get("author") == "operator")
        await operator.until(lambda e: e.get("author") == "operator")
        late = {name: draft[name] for name in ("conversation", "answers", "epoch")}
        await server.desk.bus.whisper(Whisper(kind="draft", text="GHOST", **late))
        await visitor.say("thank you")
        await visitor.until(lambda e: e.get("text") == "thank you")
        await operator.until(lambda e: e.get("text") == "thank you")
    assert "GHOST" not in str(visitor.heard)
    assert "GHOST" not in str(operator.heard)


async def test_a_claim_silences_the_assistant_too_and_it_answers_again_when_given_back(slow):
    server, scripted = slow
    async with server.operator() as operator, server.visitor() as visitor:
        await visitor.say("how long does delivery take?")
        id = visitor.welcome["conversation"]
        scripted.write()
        await visitor.next("draft")
        await operator.do("act", conversation=id, action="claim")
        await visitor.until(lambda e: e.get("event") == "claimed")
        await operator.do("act", conversation=id, action="return")
        scripted.write(9)
        answer = await visitor.until(lambda e: e.get("author") == "assistant")
    assert answer["text"] == "One two three"


async def test_the_assistant_never_reads_notes_and_knows_what_the_person_said(slow):
    server, scripted = slow
    async with server.operator() as operator, server.visitor() as visitor:
        await visitor.say("a human please")
        id = visitor.welcome["conversation"]
        await operator.do("note", conversation=id, text="NOTE-CANARY")
        await operator.do("reply", conversation=id, text="PERSON-CANARY")
        await operator.do("act", conversation=id, action="resolve")
        await visitor.say("and how long does delivery take?")
        scripted.write(9)
        await visitor.until(lambda e: e.get("author") == "assistant")
    read = str(scripted.asked[-1].log)
    assert "PERSON-CANARY" in read
    assert "NOTE-CANARY" not in read


async def test_a_visitor_who_no_longer_wants_a_person_has_the_assistant_again(settings):
    async with (
        serving(settings, assistants={"auto": Quick()}) as server,
        server.operator() as operator,
        server.visitor() as visitor,
    ):
        await visitor.say("I want to talk to a human")
        await operator.next("update", lambda f: f["row"]["status"] == "waiting")
        assert (await visitor.do("withdraw"))["type"] == "ack"
        await operator.next("update", lambda f: f["row"]["status"] == "open")
        assert (await visitor.do("withdraw"))["code"] == "nothing_pending"
        await visitor.say("how long does delivery take?")
        assert await visitor.until(lambda e: e.get("author") == "assistant")


OFFERING = """\
rules:
  - id: unsure
    trigger: low_confidence
    times: 1
    action: offer
"""


@pytest.fixture
async def offering(settings):
    """The assistant does not know, and asks whether a person should be fetched."""
    unsure = Quick("I do not know.", confidence=0.1, abstained=True)
    async with serving(settings, assistants={"auto": unsure}) as server:
        boss = await server.login()
        url = "/api/assistants/main/policy"
        answer = await boss.put(url, json={"text": OFFERING, "base_version": 0})
        assert answer.status_code == 200, answer.text
        yield server


@pytest.mark.parametrize("how", ["button", "words"])
@pytest.mark.parametrize("accepted", [True, False])
async def test_an_offer_is_taken_or_declined_by_button_and_by_words(offering, how, accepted):
    async with offering.operator() as operator, offering.visitor() as visitor:
        await visitor.say("where does the moon come from?")
        offer = await visitor.until(lambda e: e.get("buttons"))
        assert {one["id"] for one in offer["buttons"]} == {"accept", "decline"}
        if how == "button":
            label = offer["buttons"][0 if accepted else 1]["label"]
            answer = await visitor.do("answer_offer", accepted=accepted, text=label)
        else:
            answer = await visitor.say("yes please" if accepted else "no thanks")
        assert answer["type"] == "ack"
        if accepted:
            await operator.next("update", lambda f: f["row"]["status"] == "waiting")
        else:
            gone = await visitor.do("answer_offer", accepted=True, text="Yes")
            assert gone["code"] == "nothing_offered"
            http = operator.http
            row = (await http.get(f"/api/conversations/{visitor.welcome['conversation']}")).json()
            assert (row["status"], row["handoff"]) == ("open", None)


async def test_under_watch_each_conversation_is_live_in_the_inbox_from_its_first_word(settings):
    async with (
        serving(settings, assistants={"auto": Quick()}) as server,
        server.operator() as operator,
        server.visitor() as visitor,
    ):
        changed = await operator.http.patch("/api/assistants/main", json={"mode": "monitoring"})
        assert changed.json()["mode"] == "monitoring"
        await visitor.say("how long does delivery take?")
        update = await operator.next("update", lambda f: f["row"]["preview"])
        assert update["row"]["status"] == "open"
        await operator.until(lambda e: e.get("author") == "assistant")


async def test_with_people_switched_off_the_answer_is_honest_and_there_is_a_form(settings):
    async with (
        serving(settings, assistants={"auto": Quick()}) as server,
        server.operator() as operator,
        server.visitor() as visitor,
    ):
        await operator.http.patch("/api/assistants/main", json={"handoff": False})
        async with server.http() as http:
            body = {"key": await server.key()}
            session = (await http.post("/api/visitor/session", json=body)).json()
        assert session["assistant"]["handoff"] is False
        await visitor.say("I want to talk to a human")
        said = await visitor.until(lambda e: e.get("author") == "system")
        assert said["form"] == "contact"
        assert not [e for e in visitor.entries() if e.get("event") == "handoff_requested"]
        left = await visitor.do("leave_contact", email="v@example.com", message="call me")
        assert left["type"] == "ack"
        await visitor.until(lambda e: e.get("event") == "ticket_opened")


async def test_the_house_speaks_the_language_of_the_widget_until_the_visitor_shows_another(server):
    async with server.operator(), server.visitor(language="de") as visitor:
        await visitor.do("request_person", text="Mit einem Menschen sprechen")
        said = await visitor.until(lambda e: e.get("author") == "system")
    assert said["text"].startswith("Ich hole einen Menschen dazu.")
