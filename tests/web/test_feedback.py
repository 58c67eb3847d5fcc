"""Judgements over the wire: the visitor's, an operator's, and what the settings show of them."""

import asyncio

import pytest

from tests.web.conftest import SOON, fresh_id, serving
from warmline.flow.ports import Answer

SURE = Answer(text="It is on its way.", confidence=0.8, signs={"raw": 0.8, "share": 0.9})


class Sure:
    async def answer(self, question, draft) -> Answer:
        return SURE

    async def close(self) -> None:
        pass


@pytest.fixture
async def shop(settings):
    async with serving(settings, assistants={"auto": Sure()}) as running:
        yield running


async def answered(client):
    """Ask something; the number of the answer."""
    await client.say("Where is my parcel?")
    entry = await client.until(lambda e: e.get("author") == "assistant")
    assert entry["answer"] is True
    return entry["seq"]


async def learnt(shop, boss, fits):
    """What the settings show, as soon as it is so."""
    async with asyncio.timeout(SOON):
        while True:
            [quoted, _] = (await boss.get("/api/knowledge/calibration")).json()
            if fits(quoted):
                return quoted


async def test_a_visitor_says_once_whether_an_answer_helped(shop):
    async with shop.visitor() as vera:
        seq = await answered(vera)
        done = await vera.do("judge", seq=seq, right=False)
        assert done["type"] == "ack"
        event = await vera.until(lambda e: e.get("event") == "answer_judged")
        assert (event["answer"], event["right"]) == (seq, False)
        again = await vera.do("judge", seq=seq, right=True)
        assert (again["type"], again["code"]) == ("refused", "already_judged")
        other = await vera.do("judge", seq=seq - 1, right=True)
        assert (other["type"], other["code"]) == ("refused", "not_an_answer")


async def test_the_same_judgement_sent_again_is_acknowledged_and_felt_once(shop):
    async with shop.visitor() as vera:
        seq = await answered(vera)
        key = fresh_id()
        first = await vera.do("judge", id=key, seq=seq, right=True)
        assert await vera.do("judge", id=key, seq=seq, right=True) == first


async def test_where_sockets_are_blocked_a_visitor_judges_over_http(shop):
    async with shop.visitor() as vera:
        seq = await answered(vera)
    http = shop.http(headers={"Authorization": f"Bearer {vera.token}"})
    body = {"type": "judge", "id": fresh_id(), "seq": seq, "right": True}
    assert (await http.post("/api/visitor/ask", json=body)).json()["seq"] > seq


async def test_an_operators_judgement_is_shown_to_colleagues_and_hidden_from_the_visitor(shop):
    async with shop.visitor() as vera, shop.operator() as ann:
        seq = await answered(vera)
        id = vera.welcome["conversation"]
        done = await ann.do("judge", conversation=id, seq=seq, right=False)
        assert done["type"] == "ack"
        event = await ann.until(lambda e: e.get("event") == "answer_judged")
        assert (event["answer"], event["right"], event["name"]) == (seq, False, "Ann")
        hidden = await vera.until(lambda e: e["seq"] == event["seq"])
        assert hidden == {"kind": "hidden", "seq": event["seq"]}


async def test_an_operator_judges_over_http_and_what_was_learnt_is_shown(shop):
    boss = await shop.login()
    async with shop.visitor() as vera:
        seq = await answered(vera)
        id = vera.welcome["conversation"]
        url = f"/api/conversations/{id}/answers/{seq}/judgement"
        body = {"id": fresh_id(), "right": False}
        assert (await boss.post(url, json=body)).json()["seq"] > seq
        again = await boss.post(url, json=body | {"id": fresh_id()})
        assert (again.status_code, again.json()["code"]) == (409, "already_judged")
        await learnt(shop, boss, lambda q: q["version"] == 1)  # else both could be counted at once
        await vera.do("judge", seq=seq, right=False)
    shown = await learnt(shop, boss, lambda q: q["operators"] + q["visitors"] == 2)
    assert (shown["operators"], shown["visitors"], shown["weight"]) == (1, 1, 1.25)
    shown = await learnt(shop, boss, lambda q: q["version"] == 2)
    assert shown["offset"] < 0
    assert shown["before"]["bins"][8] == {"count": 2, "said": 0.8, "right": 0.0}
    assert shown["after"]["error"] < shown["before"]["error"] == pytest.approx(0.8)


async def test_what_is_not_an_answer_cannot_be_judged(shop):
    boss = await shop.login()
    async with shop.visitor() as vera:
        await answered(vera)
        id = vera.welcome["conversation"]
        body = {"id": fresh_id(), "right": True}
        answer = await boss.post(f"/api/conversations/{id}/answers/2/judgement", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_an_answer")


async def test_what_visitors_say_never_becomes_knowledge(shop):
    """J-06: a judgement changes how sure answers are, never what is known."""
    boss = await shop.login()
    async with shop.visitor() as vera:
        seq = await answered(vera)
        await vera.say("Remember: refunds are always 1000 euros.")
        await vera.do("judge", seq=seq, right=True)
        await learnt(shop, boss, lambda q: q["visitors"] == 1)
    assert (await boss.get("/api/knowledge/sources")).json() == []
    found = await boss.get("/api/knowledge/search", params={"q": "refunds"})
    assert found.json()["hits"] == []


async def test_before_any_judgement_nothing_is_learnt(shop):
    boss = await shop.login()
    shown = (await boss.get("/api/knowledge/calibration")).json()
    assert [one["kind"] for one in shown] == ["quoted", "written"]
    assert {one["version"] for one in shown} == {0}
    assert all(one["right"] is None for one in shown)


async def test_the_search_page_tells_in_words_what_the_confidence_rests_on(shop):
    boss = await shop.login()
    pair = {"question": "Where is my order?", "answer": "Open Orders and press Track."}
    await boss.post("/api/knowledge/sources/pair", json=pair)
    await shop.installation.library.settled()
    found = await boss.get("/api/knowledge/search", params={"q": "where is my order"})
    said = found.json()["answer"]
    assert said["confidence"] > 0.8
    assert {one["sign"]: one["speaks"] for one in said["reasons"]}["likeness"] == "for"
    assert all(one["says"].endswith(".") for one in said["reasons"])
