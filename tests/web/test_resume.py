"""Whoever was away gets exactly what was missed: over a new socket, a new server, plain HTTP."""

import asyncio

import pytest

from tests.web.conftest import Client, fresh_id, serving
from tests.web.scripted import Quick
from warmline.web.desk import Limits
from warmline.web.limits import Rate

FAST = Limits(visitor_says=Rate(1000, 1000))
ANSWERS = {"auto": Quick()}


def seqs(client):
    return [entry["seq"] for entry in client.entries()]


async def test_after_a_restart_both_sides_get_exactly_what_they_missed(settings):
    async with serving(settings, assistants=ANSWERS) as server:
        async with server.operator() as operator, server.visitor() as visitor:
            await visitor.say("hello there")
            await visitor.until(lambda e: e.get("author") == "assistant")
            await operator.until(lambda e: e.get("author") == "assistant")
            token, newest = visitor.token, max(seqs(visitor))
            position = [f for f in operator.heard if f["type"] == "update"][-1]["position"]
            cookie, csrf = operator.http.cookies["warmline"], operator.http.headers["X-CSRF-Token"]
        async with server.visitor(token, after=newest) as visitor:
            await visitor.say("nobody of you is there", "missed")
            await visitor.until(lambda e: e.get("draft") == "missed")
            await visitor.until(lambda e: e.get("author") == "assistant")
    async with serving(settings, assistants=ANSWERS) as server:
        async with server.visitor(token, after=newest) as visitor:
            assert visitor.welcome["newest"] == newest + 2
            await visitor.until(lambda e: e.get("author") == "assistant")
            assert seqs(visitor) == [newest + 1, newest + 2]
            again = await visitor.say("nobody of you is there", "missed")
            assert again["seq"] == newest + 1
        headers = {"Cookie": f"warmline={cookie}", "Origin": server.url}
        async with server.socket("/api/operator/socket", **headers) as ws:
            operator = Client(ws)
            await operator.send({"type": "hello", "csrf": csrf, "position": position})
            await operator.next("welcome")
            await operator.until(lambda e: e.get("author") == "assistant")
            missed = [f["position"] for f in operator.heard if f["type"] == "update"]
            assert missed == [position + 1, position + 2]


async def test_a_cursor_from_before_a_restored_backup_starts_again_from_one(settings):
    async with serving(settings, assistants=ANSWERS) as server:
        async with server.visitor() as visitor:
            await visitor.say("hello there")
            await visitor.until(lambda e: e.get("author") == "assistant")
            newest = max(seqs(visitor))
        async with server.visitor(visitor.token, after=newest + 1000) as again:
            assert again.welcome["newest"] == newest
            await again.until(lambda e: e.get("author") == "assistant")
            assert seqs(again) == list(range(1, newest + 1))


async def test_an_operator_with_a_position_from_elsewhere_is_told_to_load_again(settings):
    async with serving(settings, assistants=ANSWERS) as server:
        async with server.operator(position=999_999) as operator:
            await operator.next("resync")
        async with server.operator() as operator:
            position = operator.welcome["position"]
        async with server.visitor() as visitor:
            await visitor.say("hello there")
            await visitor.until(lambda e: e.get("author") == "assistant")
        async with server.operator(position=max(position, 1)) as operator:
            await operator.until(lambda e: e.get("author") == "assistant")


async def test_two_tabs_and_plain_http_see_the_same_thread_in_the_same_order(settings):
    async with serving(settings, assistants=ANSWERS, limits=FAST) as server:
        async with server.visitor() as one, server.visitor(one.token) as other:
            for number in range(6):
                await (one, other)[number % 2].say(f"message {number}")
            for client in (one, other):
                await client.until(lambda e: e.get("text") == "message 5")
            bearer = {"Authorization": f"Bearer {one.token}"}
            async with server.http(headers=bearer) as http:
                page = (await http.get("/api/visitor/entries")).json()
        both = min(len(seqs(one)), len(seqs(other)))
        assert one.entries()[:both] == other.entries()[:both] == page["entries"][:both]
        assert seqs(one) == list(range(1, len(seqs(one)) + 1))


async def test_plain_http_does_what_the_socket_does_and_an_id_is_felt_once(settings):
    async with serving(settings, assistants=ANSWERS) as server, server.visitor() as visitor:
        bearer = {"Authorization": f"Bearer {visitor.token}"}
        async with server.http(headers=bearer) as http:
            id = fresh_id()
            body = {"id": id, "text": "over plain HTTP"}
            first = (await http.post("/api/visitor/say", json=body)).json()
            again = (await http.post("/api/visitor/say", json=body)).json()
            socket = await visitor.say("over plain HTTP", id)
            assert first["seq"] == again["seq"] == socket["seq"]
            other = await http.post("/api/visitor/say", json=body | {"text": "something else"})
            assert (other.status_code, other.json()["code"]) == (409, "key_reused")
            await visitor.until(lambda e: e.get("author") == "assistant")
            page = (await http.get(f"/api/visitor/entries?after={first['seq']}")).json()
            assert [entry["seq"] for entry in page["entries"]] == [first["seq"] + 1]
            assert page["more"] is False
            blank = await http.post("/api/visitor/say", json=body | {"text": " \u200b "})
            assert blank.status_code == 422
    assert visitor.texts("visitor") == ["over plain HTTP"]


async def test_the_widgets_view_holds_nothing_but_what_is_meant_for_visitors(settings):
    allowed = {
        "message": {
            "kind",
            "seq",
            "at",
            "author",
            "name",
            "text",
            "draft",
            "sources",
            "buttons",
            "form",
            "answer",
            "files",
            "edited",
            "withdrawn",
        },
        "event": {
            "kind",
            "seq",
            "at",
            "event",
            "name",
            "ticket",
            "place",
            "low_ms",
            "high_ms",
            "answer",
            "right",
            "said",
            "text",
        },
        "hidden": {"kind", "seq"},
    }
    async with (
        serving(settings, assistants=ANSWERS) as server,
        server.operator() as operator,
        server.visitor() as visitor,
    ):
        await visitor.say("I was charged 89.00 EUR twice, this is annoying")
        await visitor.say("I want to talk to a human")
        id = visitor.welcome["conversation"]
        await operator.do("note", conversation=id, text="NOTE-CANARY")
        await operator.do("reply", conversation=id, text="hello")
        await operator.do("act", conversation=id, action="resolve")
        await visitor.until(lambda e: e.get("event") == "resolved")
        for entry in visitor.entries():
            assert set(entry) == allowed[entry["kind"]]
        heard = str(visitor.heard)
        for word in (
            "NOTE-CANARY",
            "ann@example.com",
            "signals",
            "confidence",
            operator.welcome["me"],
        ):
            assert word not in heard


@pytest.mark.parametrize("missed", [3, 120])
async def test_a_gap_of_any_length_comes_whole_and_in_order(settings, missed):
    async with serving(settings, assistants=ANSWERS, limits=FAST) as server:
        async with server.operator() as operator, server.visitor() as visitor:
            await visitor.say("a human please")
            id = visitor.welcome["conversation"]
            await operator.do("act", conversation=id, action="claim")
            await visitor.until(lambda e: e.get("event") == "claimed")
            token, newest = visitor.token, max(seqs(visitor))
        async with server.visitor(token, after=newest) as other:
            await asyncio.gather(
                *(other.send({"type": "say", "id": f"m{n}", "text": f"{n}"}) for n in range(missed))
            )
            await other.until(lambda e: e.get("draft") == f"m{missed - 1}")
        async with server.visitor(token, after=newest) as again:
            await again.until(lambda e: e.get("draft") == f"m{missed - 1}")
            assert seqs(again) == list(range(newest + 1, newest + 1 + missed))
            assert again.texts("visitor") == [f"{n}" for n in range(missed)]
