"""Two server processes on PostgreSQL and Redis serve one conversation."""

import asyncio
from contextlib import ExitStack

import httpx2
import pytest
import websockets

from tests.process import OWNER, PASSWORD, ServerProcess
from tests.web.conftest import Client
from tools.ports import free_port

SECRET = "the same secret in both processes of one installation"


@pytest.fixture
def pair(tmp_path, postgres_url, redis_url):
    environment = {
        "WARMLINE_DATABASE": postgres_url.replace("+asyncpg", ""),
        "WARMLINE_REDIS": redis_url,
        "WARMLINE_SECRET": SECRET,
    }
    with ExitStack() as running:
        servers = [ServerProcess(tmp_path / str(n), free_port(), environment) for n in range(2)]
        for server in servers:
            server.start()
            running.callback(server.stop)
        servers[0].set_up()
        yield servers


async def visit(server: ServerProcess, key: str, token: str = "") -> Client:
    async with httpx2.AsyncClient(base_url=server.url, timeout=30) as http:
        body = {"key": key, "token": token}
        session = (await http.post("/api/visitor/session", json=body)).json()
    url = server.url.replace("http", "ws")
    client = Client(await websockets.connect(f"{url}/api/visitor/socket"), token=session["token"])
    await client.send({"type": "hello", "token": session["token"], "after": 0})
    await client.next("welcome")
    return client


async def sit_down(server: ServerProcess) -> Client:
    http = httpx2.AsyncClient(base_url=server.url, headers={"Origin": server.url}, timeout=30)
    me = (await http.post("/api/login", json={"email": OWNER, "password": PASSWORD})).json()
    cookie = "; ".join(f"{name}={value}" for name, value in http.cookies.items())
    socket = await websockets.connect(
        f"{server.url.replace('http', 'ws')}/api/operator/socket",
        additional_headers={"Cookie": cookie, "Origin": server.url},
    )
    client = Client(socket, http=http)
    await client.send({"type": "hello", "csrf": me["csrf"], "position": 0})
    await client.next("welcome")
    return client


async def test_one_conversation_over_two_processes_is_one_conversation(pair):
    here, there = pair
    key = await asyncio.to_thread(here.key)
    operator, visitor = await sit_down(there), await visit(here, key)
    elsewhere = await visit(there, key, visitor.token)
    await visitor.say("I want to talk to a person")
    row = (await operator.next("update", lambda f: f["row"]["status"] == "waiting"))["row"]
    for number in range(5):
        await operator.do("reply", conversation=row["id"], text=f"reply {number}")
        await elsewhere.say(f"word {number}")
    for client in (visitor, elsewhere):
        await client.until(lambda e: e.get("text") == "word 4")
    await operator.until(lambda e: e.get("text") == "word 4")
    seen = [[(e["seq"], e.get("text")) for e in c.entries()] for c in (visitor, elsewhere)]
    assert seen[0] == seen[1]
    assert [seq for seq, _ in seen[0]] == list(range(1, len(seen[0]) + 1))
    claims = [e for e in operator.entries() if e.get("event") == "claimed"]
    assert len(claims) == 1
    for client in (operator, visitor, elsewhere):
        await client.ws.close()
    await operator.http.aclose()


async def test_who_looks_on_one_process_has_a_face_on_the_other_until_they_close_the_tab(pair):
    here, there = pair
    key = await asyncio.to_thread(here.key)
    visitor = await visit(here, key)
    near, far = await sit_down(here), await sit_down(there)
    await visitor.do("request_person", text="Talk to a person")
    id = (await near.next("update"))["row"]["id"]

    def replying(frame):
        return [one["replying"] for one in frame["viewers"]]

    await far.send({"type": "view", "conversation": id, "replying": True})
    seen = await near.next("viewing", replying)
    assert (seen["conversation"], seen["viewers"][0]["name"]) == (id, "Ann Owner")
    assert replying(seen) == [True]
    await far.ws.close()
    await near.next("viewing", lambda frame: not frame["viewers"])
    for client in (visitor, near):
        await client.ws.close()
    await near.http.aclose()
    await far.http.aclose()


async def test_a_drill_goes_well_whichever_process_notifies_and_answers(pair):
    for server in pair:
        client = await sit_down(server)
        http, url = client.http, "/api/admin/drill"
        csrf = (await http.get("/api/me")).json()["csrf"]
        report = await http.post(url, json={}, headers={"X-CSRF-Token": csrf}, timeout=90)
        assert report.json()["ok"], report.text
        await client.ws.close()
        await http.aclose()
