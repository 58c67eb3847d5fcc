"""Shadow mode: a draft decides beside the live policy, and nothing of it happens."""

import pytest

from tests.web.conftest import fresh_id, serving
from tests.web.scripted import Quick

EAGER = "rules: [{id: any-word, trigger: condition, when: {visitor_messages: {above: 0}}}]"
SHADOW = "/api/assistants/main/shadow"


@pytest.fixture
async def server(settings):
    """Its answers are sure: the live policy fetches nobody, however late they come."""
    async with serving(settings, assistants={"auto": Quick()}) as running:
        yield running


async def last_conversation(server):
    page = await server.desk.inbox.lines("all", "x", cursor="", limit=1)
    return page.lines[0].conversation.id


async def test_what_a_draft_would_have_done_stands_beside_what_was_done(server):
    http = await server.login("ann")
    async with server.visitor() as client:
        await client.say("Do you ship abroad?", fresh_id())
        before = await last_conversation(server)
        answer = await http.put(SHADOW, json={"text": EAGER})
        assert answer.json()["running"]["by"] == "Ann"
        await client.say("And to Mars?", fresh_id())
    found = (await http.get(f"/api/conversations/{before}/shadow")).json()["turns"]
    [said] = [turn for turn in found if turn["author"] == "visitor"]
    assert (said["live"]["action"], said["shadow"]["action"]) == ("none", "handoff")
    assert said["shadow"]["rule"] == "any-word"
    assert said["differs"]
    assert said["shadow"]["verdicts"][0]["fired"]
    now = await server.desk.store.conversation(before)
    assert now.handoff is None


async def test_a_draft_that_has_ended_shows_its_own_time_only(server):
    http = await server.login("ann")
    await http.put(SHADOW, json={"text": EAGER})
    async with server.visitor() as client:
        await client.say("Do you ship abroad?", fresh_id())
        ended = (await http.delete(SHADOW)).json()
        assert ended["running"] is None
        assert ended["earlier"][0]["until"] is not None
        await client.say("And to Mars?", fresh_id())
    id = await last_conversation(server)
    found = (await http.get(f"/api/conversations/{id}/shadow")).json()["turns"]
    assert [turn["seq"] for turn in found if turn["author"] == "visitor"] == [2]
    assert (await http.delete(SHADOW)).json()["code"] == "no_shadow"


async def test_a_new_draft_takes_the_place_of_the_one_that_runs(server):
    http = await server.login("ann")
    await http.put(SHADOW, json={"text": EAGER})
    shown = (await http.put(SHADOW, json={"text": "rules: []"})).json()
    assert (shown["running"]["text"], len(shown["earlier"])) == ("rules: []", 1)
    assert (await http.get(SHADOW)).json() == shown


async def test_a_draft_with_faults_does_not_run(server):
    http = await server.login("ann")
    answer = await http.put(SHADOW, json={"text": "rules: 7"})
    assert answer.json()["code"] == "bad_policy"
    assert (await http.get(SHADOW)).json()["running"] is None


async def test_the_shadow_can_be_backtested_against_the_live_policy_and_published(server):
    http = await server.login("ann")
    shown = (await http.put(SHADOW, json={"text": EAGER})).json()["running"]
    async with server.visitor() as client:
        await client.say("Do you ship abroad?", fresh_id())
    fields = {"policy": "shadow", "against": "live", "since": str(shown["since"])}
    asked = await http.post("/api/assistants/main/backtests", data=fields, files={"x": ("", b"")})
    await server.installation.backtester.settled()
    id = asked.json()["id"]
    found = (await http.get(f"/api/assistants/main/backtests/{id}")).json()
    assert found["result"]["summary"]["sides"]["only_first"] == 1
    assert found["policies"] == [EAGER, ""]
    body = {"text": found["policies"][0], "base_version": 0}
    published = await http.put("/api/assistants/main/policy", json=body)
    assert published.json()["version"] == 1
    async with server.visitor() as client:
        await client.say("Hello", fresh_id())
    now = await server.desk.store.conversation(await last_conversation(server))
    assert now.handoff.trigger == "condition"
