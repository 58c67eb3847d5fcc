"""Bulk actions: each conversation authorised, answered and felt once on its own."""

import pytest

from tests.web.conftest import fresh_id, serving
from tests.web.scripted import Quick
from tests.web.test_hostile_frames import FAST
from warmline.web.desk import Limits

LOOSE = Limits(visitor_sessions=FAST, visitor_says=FAST, operator_bulks=FAST)


@pytest.fixture
async def server(settings):
    async with serving(settings, assistants={"auto": Quick()}, limits=LOOSE) as running:
        yield running


async def ask(server, count):
    """So many visitors who wait for a person; their conversations."""
    ids = []
    async with server.http() as http:
        for _ in range(count):
            token = await server.token()
            headers = {"Authorization": f"Bearer {token}"}
            body = {"type": "request_person", "id": fresh_id(), "text": "Talk to a person"}
            assert (await http.post("/api/visitor/ask", json=body, headers=headers)).is_success
            session = {"key": await server.key(), "token": token}
            answer = await http.post("/api/visitor/session", json=session)
            ids.append(answer.json()["conversation"])
    return ids


async def bulk(who, action, ids, id="b1", **more):
    body = {"id": id, "action": action, "conversations": ids, **more}
    answer = await who.post("/api/operator/bulk", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_many_are_claimed_at_once_and_each_is_answered_in_order(server):
    async with server.operator() as ann:
        ids = await ask(server, 5)
        told = await bulk(ann.http, "claim", ids)
        assert [one["conversation"] for one in told["answers"]] == ids
        assert told["done"] == 5
        assert all(one["seq"] > 0 and not one["code"] for one in told["answers"])
        mine = (await ann.http.get("/api/conversations?list=mine")).json()["rows"]
        assert {row["id"] for row in mine} == set(ids)


async def test_one_that_is_refused_does_not_undo_the_others(server):
    async with server.operator() as ann:
        bob = await server.login("bob", "operator")
        ids = await ask(server, 3)
        await ann.do("act", conversation=ids[1], action="claim")
        told = await bulk(bob, "claim", [ids[0], ids[1], "no-such-one", ids[2]])
        codes = [one["code"] for one in told["answers"]]
        assert codes == ["", "already_taken", "unknown_conversation", ""]
        assert told["answers"][1]["by"] == "Ann"
        assert told["done"] == 2


async def test_sent_again_it_is_felt_once_and_what_was_not_done_is_tried(server):
    async with server.operator() as ann:
        ids = await ask(server, 3)
        first = await bulk(ann.http, "prioritise", ids[:2], "again", priority=5)
        second = await bulk(ann.http, "prioritise", ids, "again", priority=5)
        assert second["answers"][:2] == first["answers"]
        assert second["done"] == 3
        for id in ids:
            thread = (await ann.http.get(f"/api/conversations/{id}/entries")).json()["entries"]
            assert [e.get("event") for e in thread].count("priority_changed") == 1


async def test_one_that_is_named_twice_is_done_once(server):
    async with server.operator() as ann:
        (id,) = await ask(server, 1)
        told = await bulk(ann.http, "resolve", [id, id])
        assert [one["conversation"] for one in told["answers"]] == [id]


@pytest.mark.parametrize("count", [0, 201])
async def test_none_and_more_than_two_hundred_are_refused_whole(server, count):
    async with server.operator() as ann:
        ids = [f"c{n}" for n in range(count)]
        body = {"id": "b", "action": "resolve", "conversations": ids}
        answer = await ann.http.post("/api/operator/bulk", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_two_hundred_are_done_in_one_go(server):
    async with server.operator() as ann:
        ids = await ask(server, 200)
        told = await bulk(ann.http, "resolve", ids)
        assert told["done"] == 200
        counts = (await ann.http.get("/api/conversations/counts")).json()
        assert counts["waiting"] == 0


async def test_a_key_of_one_action_is_not_good_for_another(server):
    async with server.operator() as ann:
        (id,) = await ask(server, 1)
        await bulk(ann.http, "claim", [id], "same")
        told = await bulk(ann.http, "resolve", [id], "same")
        assert told["answers"][0]["code"] == "key_reused"


async def test_many_bulk_actions_at_once_are_slowed_down(settings):
    async with serving(settings, assistants={"auto": Quick()}) as server:
        ann = await server.login()
        body = {"id": "b", "action": "resolve", "conversations": ["c"]}
        came = [(await ann.post("/api/operator/bulk", json=body)).status_code for _ in range(8)]
        assert 429 in came
