"""The drill on a live installation: each step is played, nobody is woken, nothing is left (K-4)."""

import asyncio
import json
import os
import subprocess
import sys

import pytest
from sqlalchemy import func, select

from tests.process import ServerProcess
from tests.web.conftest import fresh_id, serving, until
from tests.web.scripted import Quick
from tools.ports import free_port
from warmline.core.drills import PREFIX
from warmline.core.model import AssistantId, ConversationId
from warmline.flow.drill_play import ACTS
from warmline.store import tables as t
from warmline.store.clock import SteadyClock
from warmline.web.backstage import LIVES
from warmline.web.drill_stage import Door
from warmline.web.tokens import drill_pass


class Clock:
    """The real time, moved forward by hand."""

    def __init__(self):
        self.real, self.ahead = SteadyClock(), 0

    def __call__(self):
        return self.real() + self.ahead


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def server(settings, clock):
    async with serving(settings, assistants={"auto": Quick()}, clock=clock) as running:
        yield running


async def played(boss, **body):
    answer = await boss.post("/api/admin/drill", json=body, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def rows(server, table, *where):
    query = select(func.count()).select_from(table).where(*where)
    return await server.installation.store.read(lambda db: db.execute(query).scalar_one())


async def test_every_step_goes_well_at_night_too_with_nobody_there(server):
    report = await played(await server.login())
    assert report["ok"], report["steps"]
    assert [step["name"] for step in report["steps"]] == [act.name for act in ACTS]
    assert all(step["millis"] >= 0 and step["came"] for step in report["steps"])
    assert report["millis"] >= sum(step["millis"] for step in report["steps"][:3])


async def test_nothing_is_left_of_its_operator_and_the_conversation_is_resolved(server):
    boss = await server.login()
    report = await played(boss)
    for column in (t.operator.c.id, t.session.c.operator, t.presence.c.operator, t.seen.c.operator):
        assert not await rows(server, column.table, column.startswith(PREFIX)), column
    now = await server.desk.store.conversation(ConversationId(report["conversation"]))
    assert (now.status, now.drill, now.operator) == ("resolved", True, None)
    await until_idle(server)
    names = [one["name"] for one in (await boss.get("/api/operators")).json()]
    assert names == ["Ann"]


async def until_idle(server):
    """Nothing of the drill is still to be performed, but timers that find it resolved."""
    async with asyncio.timeout(30):
        while await rows(server, t.outbox, t.outbox.c.kind == "notify"):
            await asyncio.sleep(0.02)


async def test_it_is_in_no_list_counts_nowhere_and_makes_nobodys_wait(server):
    boss = await server.login()
    before = (await boss.get("/api/conversations/counts")).json()
    report = await played(boss)
    for name in ("waiting", "mine", "assistant", "active", "open", "all", "resolved"):
        found = (await boss.get(f"/api/conversations?list={name}")).json()["rows"]
        assert found == [], name
    assert (await boss.get("/api/conversations/counts")).json() == before
    assert not await rows(server, t.wait)
    counted = [t.counter.c.value != 0, ~t.counter.c.name.in_(["first_owner", "ticket"])]
    assert not await rows(server, t.counter, *counted)
    thread = await boss.get(f"/api/conversations/{report['conversation']}/entries")
    assert thread.status_code == 200  # who answers for the installation can look at it


async def test_an_open_console_hears_nothing_of_it(server):
    async with server.operator() as ann:
        report = await played(ann.http)
        await ann.do("ping")
        assert report["conversation"] not in str(ann.heard)
        assert not [frame for frame in ann.heard if frame["type"] == "drilled"]


async def test_its_operator_sees_no_real_conversation_and_can_do_nothing_in_one(server):
    await server.login()
    wings = server.installation.wings
    cast = await wings.begin(AssistantId("main"))
    door = Door(server.url, cast)
    async with server.visitor() as visitor:
        console = await door.operator()
        welcome = await console.receive()
        assert welcome["type"] == "welcome"
        await visitor.do("request_person", text="Talk to a person")
        id = visitor.welcome["conversation"]
        for action in ("claim", "resolve"):
            act = {"type": "act", "id": fresh_id(), "conversation": id, "action": action}
            await console.send(act)
            answer = await console.receive()
            while answer["type"] not in ("ack", "refused"):
                assert id not in str(answer)
                answer = await console.receive()
            assert answer["code"] == "unknown_conversation"
        await console.close()
    await wings.end(cast, None)


async def test_a_drills_operator_makes_no_visitor_believe_that_somebody_is_there(server):
    await server.login()
    wings = server.installation.wings
    cast = await wings.begin(AssistantId("main"))
    console = await Door(server.url, cast).operator()
    await console.receive()
    async with server.visitor() as visitor:
        await visitor.do("request_person", text="Talk to a person")
        await visitor.until(lambda e: e.get("event") == "fallback_ran")
    await console.close()
    await wings.end(cast, None)


async def test_after_a_crash_everything_is_taken_away_once_its_time_is_over(server, clock):
    boss = await server.login()
    wings = server.installation.wings
    cast = await wings.begin(AssistantId("main"))
    door = Door(server.url, cast)
    visitor = await door.visitor(await door.session())
    id = ConversationId((await visitor.receive())["conversation"])
    await visitor.send({"type": "request_person", "id": "p", "text": "Talk to a person"})
    while (await visitor.receive())["type"] != "ack":
        pass
    await visitor.close()  # and whoever played it is dead
    await wings.sweep()
    assert await rows(server, t.operator, t.operator.c.id == cast.operator)
    clock.ahead = LIVES + 1_000
    await wings.sweep()
    assert not await rows(server, t.operator, t.operator.c.id.startswith(PREFIX))
    assert not await rows(server, t.session, t.session.c.operator == cast.operator)
    assert (await server.desk.store.conversation(id)).status == "resolved"
    assert (await played(boss))["ok"]


@pytest.mark.parametrize("forged", ["1.x", "x", "99999999999999.0000", "9" * 30, ".", "1e9.a"])
async def test_nobody_without_a_pass_hides_a_conversation_as_a_drill(server, forged):
    async with server.http() as http:
        body = {"key": await server.key(), "drill": forged}
        answer = await http.post("/api/visitor/session", json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "bad_pass")


async def test_a_pass_that_is_over_or_of_another_installation_is_none(server, clock):
    secret = server.desk.secret
    over = drill_pass(secret, clock() - 1)
    foreign = drill_pass(b"another secret", clock() + 60_000)
    moved = f"{clock() + 60_000}.{drill_pass(secret, clock() + 50_000).partition('.')[2]}"
    async with server.http() as http:
        for forged in (over, foreign, moved):
            body = {"key": await server.key(), "drill": forged}
            answer = await http.post("/api/visitor/session", json=body)
            assert answer.json()["code"] == "bad_pass"


async def test_a_visitors_own_token_never_becomes_a_drills(server, clock):
    token = await server.token()
    async with server.http() as http:
        passed = drill_pass(server.desk.secret, clock() + 60_000)
        body = {"key": await server.key(), "token": token, "drill": passed}
        other = (await http.post("/api/visitor/session", json=body)).json()["token"]
    assert other != token
    async with server.visitor(token) as visitor:
        await visitor.do("request_person", text="Talk to a person")
        id = ConversationId(visitor.welcome["conversation"])
        assert not (await server.desk.store.conversation(id)).drill


async def test_people_who_are_switched_off_fail_the_drill_and_it_says_so(server):
    boss = await server.login()
    await boss.patch("/api/assistants/main", json={"handoff": False})
    report = await played(boss)
    assert not report["ok"]
    assert report["steps"][-1]["name"] == "trigger"
    assert "switched off" in report["steps"][-1]["came"]


async def test_two_at_once_are_one_too_many(server):
    boss = await server.login()
    lock = server.app.state.drilling
    async with lock:
        answer = await boss.post("/api/admin/drill", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "drill_runs")
    await until(lambda: not lock.locked())


async def test_an_assistant_that_is_not_there_cannot_be_drilled(server):
    boss = await server.login()
    answer = await boss.post("/api/admin/drill", json={"assistant": "nobody"})
    assert (answer.status_code, answer.json()["code"]) == (422, "no_drill")


# ── the command ───────────────────────────────────────────────────────────────────────────────────


def command(process, *more):
    done = subprocess.run(
        [sys.executable, "-m", "warmline.cli", "drill", "--data", str(process.data), *more],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        env={**os.environ, "WARMLINE_PORT": str(process.port)},
    )
    return done.returncode, done.stdout, done.stderr


def test_the_command_tells_a_monitor_by_its_exit_status_how_it_went(tmp_path):
    process = ServerProcess(tmp_path / "data", free_port())
    process.start()
    try:
        early = command(process)
        assert (early[0], "nobody has an account yet" in early[2]) == (2, True)
        process.set_up()
        status, told, _ = command(process, "--json", "--base-url", process.url)
        report = json.loads(told)
        assert (status, report["ok"]) == (0, True), report
        assert command(process, "--assistant", "nobody")[0] == 2
        assert command(process, "--base-url", "ftp://x")[0] == 2
    finally:
        process.stop()
    status, told, _ = command(process)
    assert status == 1
    assert "✗ session" in told
