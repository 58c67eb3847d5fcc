"""Promise 13: everybody is shown, and may do, what is theirs at that moment, and nothing else."""

from dataclasses import replace

import pytest

from tests.web.conftest import NEVER, end_of, fresh_id, serving
from tests.web.scripted import Quick
from warmline.core.model import TeamId
from warmline.core.teams import Team
from warmline.flow.ports import Whisper
from warmline.web.desk import Limits

ACTS = {
    "claim": {},
    "resolve": {},
    "return": {},
    "cancel": {},
    "pass": {},
    "take_over": {},
    "transfer": {"team": "support"},
    "snooze": {"until": 2**52},
    "prioritise": {"priority": 3},
}


@pytest.fixture
async def server(settings):
    told = Limits(session_looked_at=NEVER)
    async with serving(settings, assistants={"auto": Quick()}, limits=told) as running:
        yield running


async def give_teams(server, name, *teams):
    """Put somebody into these teams and nothing else, as the settings do it."""
    for team in teams:
        if team not in {one.id for one in await server.installation.teams.all()}:
            await server.installation.teams.add(Team(id=TeamId(team), name=team))
    everybody = await server.desk.accounts.operators()
    was = next(one for one in everybody if one.name == name.title())
    now = replace(was, teams=tuple(map(TeamId, teams)))
    await server.desk.accounts.change(now, was=was)
    await server.desk.staff.refresh()
    await server.desk.bus.whisper(Whisper(kind="revoked", operator=was.id))


async def waiting(visitor):
    await visitor.do("request_person", text="Talk to a person")
    return visitor.welcome["conversation"]


async def nothing_about(client, id):
    """Nothing of that conversation came."""
    await client.do("ping")
    return id not in str(client.heard)


async def test_another_teams_conversation_is_neither_shown_nor_to_be_had(server):
    await server.login()
    await server.login("bob", "operator")
    await give_teams(server, "bob", "billing")
    async with (
        server.operator("ann") as ann,
        server.operator("bob") as bob,
        server.visitor() as visitor,
    ):
        id = await waiting(visitor)
        await ann.next("update", lambda u: u["row"]["status"] == "waiting")
        await visitor.send({"type": "typing", "on": True})
        await ann.next("typing")
        await bob.send({"type": "watch", "conversation": id, "after": 0})
        error = await bob.next("error")
        assert error["code"] == "unknown_conversation"
        await bob.send({"type": "view", "conversation": id})
        for action, more in ACTS.items():
            answer = await bob.do("act", conversation=id, action=action, **more)
            assert answer["code"] == "unknown_conversation", action
        for type, more in (("reply", {"text": "x"}), ("note", {"text": "x"})):
            answer = await bob.do(type, conversation=id, **more)
            assert answer["code"] == "unknown_conversation"
        http = bob.http
        for path in ("", "/entries", "/package", "/decisions", "/shadow"):
            answer = await http.get(f"/api/conversations/{id}{path}")
            assert answer.json().get("code") == "unknown_conversation", path
        for name in ("waiting", "all", "open"):
            rows = (await http.get(f"/api/conversations?list={name}")).json()["rows"]
            assert rows == [], name
        bulk = {"id": "b", "action": "claim", "conversations": [id]}
        told = (await http.post("/api/operator/bulk", json=bulk)).json()
        assert told["answers"][0]["code"] == "unknown_conversation"
        shown = [f for f in bob.heard if f["type"] in ("update", "typing", "viewing")]
        assert all(f["row"]["handoff"] is None for f in shown)  # before a team was asked
        row = (await ann.http.get(f"/api/conversations/{id}")).json()
        assert (row["status"], row["operator"]) == ("waiting", "")


async def test_a_forged_id_gets_the_answer_of_one_that_is_not_for_my_eyes(server):
    await server.login()
    await server.login("bob", "operator")
    await give_teams(server, "bob", "billing")
    async with server.operator("bob") as bob, server.visitor() as visitor:
        id = await waiting(visitor)
        theirs = await bob.do("act", conversation=id, action="claim")
        forged = await bob.do("act", conversation="x" * len(id), action="claim")
        assert theirs["detail"].replace(id, "") == forged["detail"].replace("x" * len(id), "")
        assert theirs["code"] == forged["code"]


async def test_what_is_handed_to_another_team_leaves_the_screen_of_who_handed_it_on(server):
    await server.login()
    await server.login("bob", "operator")
    await server.login("cid", "operator")
    await give_teams(server, "cid", "billing")
    await give_teams(server, "bob", "support")
    async with (
        server.operator("bob") as bob,
        server.operator("cid") as cid,
        server.visitor() as visitor,
    ):
        id = await waiting(visitor)
        await bob.send({"type": "watch", "conversation": id, "after": 0})
        await bob.next("thread")
        await bob.do("act", conversation=id, action="claim")
        act = {"conversation": id, "action": "transfer", "team": "billing"}
        act |= {"id": fresh_id(), "note": "A matter of money."}
        handed = await bob.do("act", **act)
        assert handed["type"] == "ack"
        await cid.next("update", lambda u: u["row"]["team"] == "billing")
        if not [frame for frame in bob.heard if frame["type"] == "gone"]:
            await bob.next("gone", lambda frame: frame["conversation"] == id)
        assert await bob.do("act", **act) == handed  # what was done is answered as then
        heard = len(bob.heard)
        await visitor.say("my card number is secret")
        await cid.until(lambda e: "secret" in e.get("text", ""))
        await bob.do("ping")
        assert "secret" not in str(bob.heard[heard:])


async def test_a_right_that_is_taken_away_ends_at_once_on_the_open_socket(server):
    await server.login()
    await server.login("bob", "operator")
    async with server.operator("bob") as bob, server.visitor() as visitor:
        id = await waiting(visitor)
        await bob.send({"type": "watch", "conversation": id, "after": 0})
        await bob.next("thread")
        await give_teams(server, "bob", "billing")
        await bob.next("resync")
        heard = len(bob.heard)
        await visitor.say("for support only")
        answer = await bob.do("reply", conversation=id, text="still here")
        assert answer["code"] == "unknown_conversation"
        assert "for support only" not in str(bob.heard[heard:])
        await give_teams(server, "bob", "support")
        await bob.next("resync")
        assert (await bob.do("reply", conversation=id, text="back"))["type"] == "ack"


async def test_the_settings_put_somebody_into_another_team_and_their_screen_follows(server):
    boss = await server.login()
    await server.installation.teams.add(Team(id=TeamId("billing"), name="Billing"))
    async with server.operator("bob", "operator") as bob:
        changed = await boss.patch(
            f"/api/operators/{server.people['bob']['id']}", json={"teams": ["billing"]}
        )
        assert changed.status_code == 200, changed.text
        await bob.next("resync")


async def test_a_role_that_is_taken_away_closes_the_socket_at_once(server):
    boss = await server.login()
    async with server.operator("sue", "supervisor") as sue:
        changed = await boss.patch(
            f"/api/operators/{server.people['sue']['id']}", json={"role": "viewer"}
        )
        assert changed.status_code == 200
        assert await end_of(sue.ws) == 4403


async def test_viewers_read_everything_and_do_nothing(server):
    await server.login()
    async with server.operator("vic", "viewer") as vic, server.visitor() as visitor:
        id = await waiting(visitor)
        await vic.next("update", lambda u: u["row"]["id"] == id)
        await vic.send({"type": "watch", "conversation": id, "after": 0})
        assert (await vic.next("thread"))["entries"]
        for action, more in ACTS.items():
            answer = await vic.do("act", conversation=id, action=action, **more)
            assert answer["code"] == "read_only", action
            url = f"/api/conversations/{id}/{action}"
            over_http = await vic.http.post(url, json={"id": fresh_id(), **more})
            assert (over_http.status_code, over_http.json()["code"]) == (403, "read_only")
        for type, more in (
            ("reply", {"text": "x"}),
            ("note", {"text": "x"}),
            ("judge", {"seq": 2, "right": True}),
            ("judge_handoff", {"handoff": 2, "needed": True}),
        ):
            assert (await vic.do(type, conversation=id, **more))["code"] == "read_only", type
        bulk = {"id": "b", "action": "resolve", "conversations": [id]}
        told = (await vic.http.post("/api/operator/bulk", json=bulk)).json()
        assert told["answers"][0]["code"] == "read_only"
        await vic.send({"type": "typing", "conversation": id, "on": True})
        await vic.do("ping")
        await visitor.do("ping")
        assert not [frame for frame in visitor.heard if frame["type"] == "typing"]


async def test_supervisors_watch_every_conversation_live_whatever_its_team(server):
    await server.login()
    await server.login("sue", "supervisor")
    await give_teams(server, "sue", "billing")
    async with server.operator("sue") as sue, server.visitor() as visitor:
        id = await waiting(visitor)
        await sue.send({"type": "watch", "conversation": id, "after": 0})
        await sue.next("thread")
        await visitor.say("hello?")
        await sue.until(lambda e: e.get("text") == "hello?")


async def test_nobody_is_told_of_a_drill_nor_may_act_in_it_but_its_own_operator(server):
    drill = {}
    async with server.operator("ann") as ann:
        boss = ann.http
        report = (await boss.post("/api/admin/drill", json={}, timeout=60)).json()
        assert report["ok"], report
        drill["id"] = report["conversation"]
        assert await nothing_about(ann, drill["id"])
        answer = await ann.do("act", conversation=drill["id"], action="claim")
        assert answer["code"] == "unknown_conversation"
