"""The playground says what the server would do, and does nothing of it."""

from dataclasses import asdict

import pytest

from tests.web.conftest import fresh_id, serving
from tests.web.scripted import Scripted
from warmline.dialogue import Dialogue

DRAFT = """
rules:
  - {id: ask-first, trigger: explicit_request, action: offer}
  - {id: gold, trigger: condition, when: {contact.plan: {is: gold}}, team: vip, priority: 5}
"""
PLAY = "/api/assistants/main/playground"


async def play(http, *turns, **more):
    answer = await http.post(PLAY, json={"turns": list(turns), **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def visitor(text, **more):
    return {"role": "visitor", "text": text, **more}


def assistant(text, **more):
    return {"role": "assistant", "text": text, **more}


async def test_a_dialogue_shows_each_signal_rule_and_outcome_and_the_package(server):
    http = await server.login("ann")
    found = await play(
        http,
        visitor("Where is my order 4127?"),
        assistant("No idea.", confidence=0.2),
        visitor("I want to talk to a real person"),
        {"role": "person", "text": "Hi, Ann here."},
        visitor("Hello Ann"),
        {"role": "person", "returns": True},
        visitor("Do you ship abroad?"),
    )
    actions = [turn["action"] for turn in found["turns"]]
    assert actions == ["none", "offer", "handoff", "none", "none", "none", "none"]
    floors = [turn["floor"] for turn in found["turns"]]
    assert floors == ["assistant"] * 2 + ["human"] * 3 + ["assistant"] * 2
    asked = found["turns"][2]
    assert (asked["rule"], asked["threshold"]) == ("asks-for-a-person", 0.5)
    assert "real person" in asked["words"]
    assert {one["name"] for one in asked["signals"]} >= {"explicit_request"}
    assert any(one["fired"] for one in asked["verdicts"])
    assert all(one["reason"] for one in asked["verdicts"])
    assert found["package"]["question"] == "Where is my order 4127?"


async def test_a_draft_is_asked_instead_of_the_live_policy(server):
    http = await server.login("ann")
    ask = visitor("let me talk to a human")
    for draft in ({"text": DRAFT}, {"policy": {"rules": [{"id": "x", "trigger": "turn_count"}]}}):
        found = await play(http, ask, **draft)
        assert found["turns"][0]["action"] == ("offer" if "text" in draft else "none")
    gold = await play(http, visitor("hello"), text=DRAFT, attributes={"plan": "gold"})
    assert [(t["action"], t["team"], t["priority"]) for t in gold["turns"]] == [
        ("handoff", "vip", 5)
    ]


async def test_faults_of_a_draft_are_named_by_line(server):
    http = await server.login("ann")
    body = {"turns": [visitor("x")], "text": "rules:\n  - {id: a, trigger: nothing}"}
    answer = await http.post(PLAY, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_policy")
    assert "line 2" in answer.json()["errors"][0]["where"]


async def test_what_is_not_lawful_is_told_and_the_rest_is_played(server):
    http = await server.login("ann")
    found = await play(http, visitor("", pressed="accept"), visitor("get me a human"))
    assert [turn["refused"] for turn in found["turns"]] == ["nothing_offered", ""]
    assert found["turns"][1]["action"] == "handoff"


async def test_bounds_hold(server):
    http = await server.login("ann")
    for turns in (
        [],
        [visitor("x")] * 101,
        [visitor("x" * 10_001)],
        [{"role": "king", "text": "x"}],
        [assistant("x", confidence=2)],
    ):
        answer = await http.post(PLAY, json={"turns": turns})
        assert answer.status_code == 422, turns
    missing = await http.post("/api/assistants/none/playground", json={"turns": [visitor("x")]})
    assert missing.status_code == 404


async def test_nothing_of_it_is_recorded_and_nobody_is_notified(server):
    http = await server.login("ann")
    before = await server.desk.store.newest_position()
    await play(http, visitor("get me a human"))
    assert await server.desk.store.newest_position() == before


@pytest.fixture
async def silent(settings):
    """Its assistant never comes to an answer, which would be decided on too."""
    async with serving(settings, assistants={"auto": Scripted()}) as running:
        yield running


async def test_the_same_words_show_the_server_the_library_and_the_playground_the_same(silent):
    """One code path: signals and decision are equal, wherever the words come in."""
    server = silent
    words = ["Where is order #4127? I paid 89.00 EUR", "this is useless, get me a human"]
    http = await server.login("ann")
    dialogue = Dialogue(await server.desk.store.policy("main"), channel="web")
    played = await play(http, *(visitor(text) for text in words))
    async with server.visitor() as client:
        for text in words:
            await client.say(text, fresh_id())
    page = await server.desk.inbox.lines("all", "x", cursor="", limit=1)
    id = page.lines[0].conversation.id
    told = (await http.get(f"/api/conversations/{id}/decisions")).json()["decisions"]
    said = [one for one in told if one["author"] == "visitor"]
    for text, real, shown in zip(words, said, played["turns"], strict=True):
        ours = dialogue.visitor(text)
        signals = [asdict(signal) for signal in ours.signals]
        assert real["signals"] == signals
        assert shown["signals"] == signals
        assert {one["action"] for one in (real, shown)} == {ours.action}
        assert {one["rule"] for one in (real, shown)} == {ours.rule}
