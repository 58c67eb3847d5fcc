"""Backtests in the background: asked for by those who may, seen, cancelled, bounded."""

import asyncio
import json

import pytest

from tests.web.conftest import fresh_id, serving, until
from warmline.flow.backtests import MOST_WAITING
from warmline.web.desk import Limits

QUIET = "rules: []"
ASKS = "rules: [{id: asks, trigger: explicit_request}]"
JOBS = "/api/assistants/main/backtests"


def talk(id, *turns, **more):
    return json.dumps({"id": id, "turns": [{"role": r, "text": t} for r, t in turns], **more})


TALKS = "\n".join(
    [
        talk("asks", ("user", "get me a human"), ("bot", "No."), ("user", "oh well")),
        talk("calm", ("user", "Where is my parcel?"), ("bot", "On its way.")),
        "nonsense",
        talk("came", ("user", "My parcel is broken"), ("person", "Hi, Ann here.")),
    ]
)


async def start(http, content=None, **fields):
    files = {"file": ("talks.jsonl", content.encode())} if content is not None else None
    return await http.post(JOBS, data={"policy": "live", **fields}, files=files or {"x": ("", b"")})


async def done(server, http, id):
    await server.installation.backtester.settled()
    return (await http.get(f"{JOBS}/{id}")).json()


async def test_a_file_shows_which_conversations_at_which_turn_why_and_against_what_happened(server):
    http = await server.login("ann")
    asked = await start(http, TALKS, policy=ASKS, against=QUIET)
    assert asked.status_code == 200, asked.text
    assert asked.json()["state"] == "queued"
    found = await done(server, http, asked.json()["id"])
    assert found["backtest"]["state"] == "done"
    assert (found["backtest"]["share"], found["backtest"]["conversations"]) == (1.0, 3)
    summary = found["result"]["summary"]
    assert (summary["conversations"], summary["turns"]) == (3, 4)
    assert summary["needed_by"] == {"person": 1}
    assert summary["sides"] == {"both": 0, "only_first": 1, "only_second": 0, "neither": 2}
    assert summary["bad_lines"]["lines"][0]["line"] == 3
    draft, other = summary["policies"]
    assert (draft["handoffs"], other["handoffs"]) == (1, 0)
    assert draft["fits"]["unneeded"] == 1
    assert draft["fits"]["missed"] == 1
    assert draft["curves"][0]["points"][0]["handoffs"] == 1
    cases = {case["id"]: case for case in found["result"]["conversations"]}
    assert set(cases) == {"asks", "came"}
    moment = cases["asks"]["outcomes"][0]["handoff"]
    assert (moment["turn"], moment["number"], moment["rule"]) == ("asks#0", 1, "asks")
    assert cases["came"]["needed"] == {"number": 1, "by": "person"}


async def test_the_own_history_is_held_against_what_really_happened(server):
    http = await server.login("ann")
    async with server.visitor() as client:
        await client.say("Where is my parcel?", fresh_id())
        await client.say("get me a human", fresh_id())
    async with server.visitor() as other:
        await other.say("Do you ship abroad?", fresh_id())
    asked = (await start(http, policy="live", against=QUIET)).json()
    assert (asked["source"], asked["names"]) == ("history", ["live", "draft"])
    found = await done(server, http, asked["id"])
    summary = found["result"]["summary"]
    assert (summary["conversations"], summary["needed"]) == (2, 1)
    live, quiet = summary["policies"]
    assert (live["fits"]["on_time"], quiet["fits"]["missed"]) == (1, 1)
    [case] = [case for case in found["result"]["conversations"] if case["needed"]]
    assert case["needed"]["by"] == "handoff"


async def test_conversations_before_since_are_left_out(server):
    http = await server.login("ann")
    async with server.visitor() as client:
        await client.say("get me a human", fresh_id())
    asked = (await start(http, since=str(server.desk.clock() + 60_000))).json()
    found = await done(server, http, asked["id"])
    assert found["result"]["summary"]["conversations"] == 0


@pytest.mark.parametrize("role", ["operator"])
async def test_an_operator_neither_starts_nor_reads_nor_cancels_one(server, role):
    boss = await server.login("ann")
    id = (await start(boss, TALKS)).json()["id"]
    http = await server.login("olga", role)
    for method, path in [("GET", ""), ("POST", ""), ("GET", f"/{id}"), ("DELETE", f"/{id}")]:
        assert (await http.request(method, JOBS + path)).status_code == 403
    assert (await http.post(f"{JOBS}/{id}/cancel")).status_code == 403


async def test_it_can_be_cancelled_and_forgotten(server):
    http = await server.login("ann")
    turns = [("user", "Where is it?"), ("bot", "On its way.")] * 20
    many = "\n".join(talk(str(n), *turns) for n in range(3000))
    id = (await start(http, many)).json()["id"]
    await until(lambda: server.installation.backtester is not None)
    assert (await http.post(f"{JOBS}/{id}/cancel")).status_code == 200
    found = await done(server, http, id)
    assert (found["backtest"]["state"], found["result"]) == ("cancelled", None)
    assert (await http.post(f"{JOBS}/{id}/cancel")).json()["code"] == "already_over"
    assert (await http.delete(f"{JOBS}/{id}")).status_code == 200
    assert (await http.get(f"{JOBS}/{id}")).json()["code"] == "unknown_backtest"


async def test_a_file_that_is_too_large_is_refused_and_nothing_runs(settings):
    small = Limits(transcript_bytes=100_000, body_bytes=50_000)
    async with serving(settings, limits=small) as server:
        http = await server.login("ann")
        for size in (100_001, 3_000_000):
            answer = await start(http, "x" * size)
            assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        assert (await http.get(JOBS)).json() == []
        outsider = server.http()
        assert (await start(outsider, "x" * 60_000)).status_code in (401, 413)


async def test_faults_of_either_policy_are_named(server):
    http = await server.login("ann")
    for fields in ({"policy": "rules: 7"}, {"against": "rules: 7"}):
        answer = await start(http, TALKS, **fields)
        assert answer.json()["code"] == "bad_policy"
    assert (await start(http, TALKS, policy="shadow")).json()["code"] == "no_shadow"


async def test_only_so_many_wait_at_once(server):
    http = await server.login("ann")
    async with server.installation.backtester._turn:  # none is done before all were asked for
        answers = await asyncio.gather(*(start(http, TALKS) for _ in range(MOST_WAITING + 3)))
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [200] * MOST_WAITING + [429] * 3
    await server.installation.backtester.settled()
    states = {one["state"] for one in (await http.get(JOBS)).json()}
    assert states == {"done"}


async def test_a_backtest_of_another_assistant_is_not_found(server):
    http = await server.login("ann")
    id = (await start(http, TALKS)).json()["id"]
    assert (await http.get(f"/api/assistants/other/backtests/{id}")).status_code == 404
    assert (await http.get(f"{JOBS}/..%2f..")).status_code == 404
