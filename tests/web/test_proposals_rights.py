"""The knowledge loop and rights: what another team said stays there, and nobody decides alone."""

import pytest

from tests.web.conftest import serving
from tests.web.scripted import Quick
from tests.web.test_reports import a_handoff
from tests.web.test_rights import give_teams

PAIR = {"question": "What is the bank account?", "answer": "Pay to XX00 EVIL."}


@pytest.fixture
async def shop(settings):
    async with serving(settings, assistants={"auto": Quick()}) as running:
        yield running


async def proposed(shop):
    id, seq, boss = await a_handoff(shop)
    url = f"/api/operator/conversations/{id}/proposals"
    return url, seq, (await boss.post(url, json={"seq": seq})).json()["proposal"]["id"]


async def test_what_an_operator_proposed_they_cannot_make_the_assistant_say(shop):
    url, seq, id = await proposed(shop)
    oscar = await shop.login("oscar", "operator")
    assert (await oscar.post(url, json={"seq": seq})).status_code == 200
    for deed in ("accept", "reject"):
        answer = await oscar.post(f"/api/knowledge/proposals/{id}/{deed}", json=PAIR)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), deed
    assert (await oscar.get("/api/knowledge/sources")).json() == []
    sue = await shop.login("sue", "supervisor")
    accepted = await sue.post(f"/api/knowledge/proposals/{id}/accept", json=PAIR)
    assert accepted.json()["state"] == "accepted"


async def test_of_another_teams_conversation_no_proposal_is_shown(shop):
    _, _, id = await proposed(shop)
    bob = await shop.login("bob", "operator")
    assert [one["id"] for one in (await bob.get("/api/knowledge/proposals")).json()] == [id]
    await give_teams(shop, "bob", "billing")
    assert (await bob.get("/api/knowledge/proposals")).json() == []
    answer = await bob.get(f"/api/knowledge/proposals/{id}")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_proposal")


async def test_nearly_the_same_of_another_teams_conversation_is_not_shown_either(shop):
    _, _, id = await proposed(shop)
    bob = await shop.login("bob", "operator")
    other, seq, boss = await a_handoff(shop, text="How can I return a lamp that is broken?")
    url = f"/api/operator/conversations/{other}/proposals"
    mine = (await boss.post(url, json={"seq": seq})).json()
    assert [one["proposal"] for one in mine["similar"]] == [id]
    await give_teams(shop, "bob", "billing")
    transfer = {"id": "t1", "team": "billing"}
    moved = await boss.post(f"/api/conversations/{other}/transfer", json=transfer)
    assert moved.status_code == 200, moved.text
    seen = (await bob.get(f"/api/knowledge/proposals/{mine['proposal']['id']}")).json()
    assert seen["similar"] == []
