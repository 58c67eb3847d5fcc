"""What operators can do, on the socket and over HTTP: the same deeds, the same answers."""

import pytest

from tests.web.conftest import fresh_id, serving
from tests.web.scripted import Quick
from warmline.core.facts import Entry, Resolved
from warmline.web import frames as f
from warmline.web.veil import Veil
from warmline.web.views import operator_entry


@pytest.fixture
async def server(settings):
    async with serving(settings, assistants={"auto": Quick()}) as running:
        yield running


async def waiting(visitor):
    """Ask for a person; the conversation's id."""
    await visitor.do("request_person", text="Talk to a person")
    return visitor.welcome["conversation"]


async def test_who_has_not_read_a_colleagues_reply_is_shown_it_before_theirs_goes_out(server):
    async with (
        server.operator() as ann,
        server.operator("bob", "operator") as bob,
        server.visitor() as visitor,
    ):
        id = await waiting(visitor)
        update = await ann.next("update", lambda u: u["row"]["status"] == "waiting")
        seen = update["row"]["seq"]
        first = await ann.do("reply", conversation=id, text="Ann here.", seen=seen)
        reply = {"conversation": id, "text": "Bob here.", "seen": seen, "id": fresh_id()}
        refused = await bob.do("reply", **reply)
        assert (refused["code"], refused["by"]) == ("colleague_spoke", "Ann")
        assert refused["seq"] == first["seq"]
        assert visitor.texts("operator") == []
        sent = await bob.do("reply", **reply, alongside=True)
        assert sent["type"] == "ack"
        await visitor.until(lambda e: e.get("text") == "Bob here.")
        assert visitor.texts("operator") == ["Ann here.", "Bob here."]


async def test_over_http_the_refusal_names_the_colleague_and_the_entry_too(server):
    async with server.operator() as ann, server.visitor() as visitor:
        bob = await server.login("bob", "operator")
        id = await waiting(visitor)
        row = (await bob.get(f"/api/conversations/{id}")).json()
        first = await ann.do("reply", conversation=id, text="Ann here.")
        body = {"id": "b1", "text": "Bob here.", "seen": row["seq"]}
        refused = await bob.post(f"/api/conversations/{id}/reply", json=body)
        assert refused.status_code == 409
        assert refused.json()["code"] == "colleague_spoke"
        assert (refused.json()["by"], refused.json()["seq"]) == ("Ann", first["seq"])
        sent = await bob.post(f"/api/conversations/{id}/reply", json={**body, "alongside": True})
        assert sent.status_code == 200


async def test_a_transfer_takes_the_note_along_and_is_offered_to_the_colleague(server):
    async with (
        server.operator() as ann,
        server.operator("bob", "operator") as bob,
        server.visitor() as visitor,
    ):
        id = await waiting(visitor)
        await ann.do("act", conversation=id, action="claim")
        to = server.people["bob"]["id"]
        act = {"conversation": id, "action": "transfer", "team": "support", "to": to}
        assert (await ann.do("act", **act, note="Wants a refund."))["type"] == "ack"
        offered = await bob.next("offered")
        assert offered["conversation"] == id
        assert offered["until"] > bob.welcome["now"]
        assert (offered["why"], offered["cause"]) == ("Wants a refund.", "transferred")
        event = await bob.until(lambda e: e.get("event") == "transferred")
        assert (event["note"], event["name"], event["to"]) == ("Wants a refund.", "Ann", to)
        row = (await bob.http.get(f"/api/conversations/{id}")).json()
        assert row["preview_author"] == "visitor"  # what the house says takes nobody's words away
        assert (await bob.do("act", conversation=id, action="claim"))["type"] == "ack"
        over = await bob.next("offered")
        assert (over["until"], over["cause"]) == (0, "claimed")
        assert "Wants a refund." not in str(visitor.heard)


async def test_what_is_offered_to_me_is_told_again_when_i_come_back(server):
    async with (
        server.operator() as ann,
        server.operator("bob", "operator") as bob,
        server.visitor() as visitor,
    ):
        id = await waiting(visitor)
        to = server.people["bob"]["id"]
        note = "Wants a refund."
        await ann.do("act", conversation=id, action="transfer", team="support", to=to, note=note)
        offered = await bob.next("offered")
        assert (offered["why"], offered["cause"]) == (note, "transferred")
        async with server.operator("bob") as again:
            assert await again.next("offered") == offered


async def test_who_passes_an_offer_on_loses_it_and_the_visitor_keeps_the_place(server):
    async with (
        server.operator() as ann,
        server.operator("bob", "operator") as bob,
        server.visitor() as visitor,
    ):
        id = await waiting(visitor)
        to = server.people["bob"]["id"]
        await ann.do("act", conversation=id, action="transfer", team="support", to=to)
        await bob.next("offered")
        assert (await bob.do("act", conversation=id, action="pass"))["type"] == "ack"
        over = await bob.next("offered")
        assert (over["until"], over["cause"]) == (0, "passed")
        row = (await ann.http.get(f"/api/conversations/{id}")).json()
        assert (row["status"], row["assigned"]) == ("waiting", "")
        again = await bob.do("act", conversation=id, action="pass")
        assert again["code"] == "not_assigned"


async def test_a_supervisor_takes_over_and_the_visitor_sees_who_speaks_now(server):
    async with (
        server.operator("ann", "owner"),
        server.operator("bob", "operator") as bob,
        server.operator("sue", "supervisor") as sue,
        server.visitor() as visitor,
    ):
        id = await waiting(visitor)
        await bob.do("act", conversation=id, action="claim")
        taken = await sue.do("act", conversation=id, action="take_over")
        assert taken["type"] == "ack"
        joined = await visitor.until(lambda e: e.get("name") == "Sue")
        assert joined["event"] == "claimed"
        reply = await bob.do("reply", conversation=id, text="Still me?")
        assert (reply["code"], reply["by"]) == ("already_taken", "Sue")
        back = await bob.do("act", conversation=id, action="take_over")
        assert back["code"] == "not_supervisor"


async def test_a_whisper_of_who_watches_is_read_by_operators_alone(server):
    async with (
        server.operator("ann"),
        server.operator("bob", "operator") as bob,
        server.operator("sue", "supervisor") as sue,
        server.visitor() as visitor,
    ):
        id = await waiting(visitor)
        await bob.do("act", conversation=id, action="claim")
        await sue.send({"type": "watch", "conversation": id, "after": 0})
        await sue.next("thread")
        whisper = await sue.do("note", conversation=id, text="Offer them a voucher.")
        note = await bob.until(lambda e: e.get("kind") == "note")
        assert (note["text"], note["name"]) == ("Offer them a voucher.", "Sue")
        await visitor.say("anybody there?")
        await visitor.until(lambda e: e.get("text") == "anybody there?")
        assert "voucher" not in str(visitor.heard)
        row = (await bob.http.get(f"/api/conversations/{id}")).json()
        assert row["operator_name"] == "Bob"
        assert whisper["seq"] == note["seq"]


async def test_a_conversation_is_prioritised_snoozed_and_taken_up_again(server):
    async with server.operator() as ann, server.visitor() as visitor:
        id = await waiting(visitor)
        act = {"conversation": id, "action": "prioritise", "priority": 7}
        assert (await ann.do("act", **act))["type"] == "ack"
        update = await ann.next(
            "update", lambda u: (u["row"]["handoff"] or {}).get("priority") == 7
        )
        assert update["row"]["snoozed_until"] == 0
        await ann.do("act", conversation=id, action="claim")
        until = ann.welcome["now"] + 3_600_000
        assert (await ann.do("act", conversation=id, action="snooze", until=until))["type"] == "ack"
        await ann.next("update", lambda u: u["row"]["snoozed_until"] == until)
        past = await ann.do("act", conversation=id, action="snooze", until=1)
        assert past["type"] == "refused"
        await ann.do("act", conversation=id, action="snooze", until=0)
        await ann.next("update", lambda u: u["row"]["snoozed_until"] == 0)


async def test_an_operator_says_whether_a_handoff_was_needed_once(server):
    async with server.operator() as ann, server.visitor() as visitor:
        id = await waiting(visitor)
        row = (await ann.http.get(f"/api/conversations/{id}")).json()
        number = row["handoff"]["number"]
        await ann.do("act", conversation=id, action="claim")
        await ann.do("act", conversation=id, action="resolve")
        said = await ann.do("judge_handoff", conversation=id, handoff=number, needed=False)
        assert said["type"] == "ack"
        event = await ann.until(lambda e: e.get("event") == "handoff_judged")
        assert (event["handoff"], event["needed"]) == (number, False)
        url = f"/api/conversations/{id}/handoffs/{number}/judgement"
        again = await ann.http.post(url, json={"id": "again", "needed": True})
        assert again.status_code in (200, 409)


async def test_who_is_away_is_shown_so_to_colleagues_on_every_screen(server):
    async with server.operator() as ann, server.operator("bob", "operator") as bob:
        assert (await bob.do("presence", choice="away"))["type"] == "ack"

        def away(frame):
            return any(c["name"] == "Bob" and c["presence"] == "away" for c in frame["colleagues"])

        await ann.next("presence", away)
        back = await bob.http.put("/api/operator/presence", json={"choice": "available"})
        assert back.status_code == 200
        await ann.next("presence", lambda frame: not away(frame))


@pytest.mark.parametrize("action", ["claim", "resolve", "transfer", "snooze", "prioritise"])
async def test_the_same_deed_sent_again_gets_the_same_answer_and_is_felt_once(server, action):
    more = {
        "transfer": {"team": "support", "note": "n"},
        "snooze": {"until": 2**52},
        "prioritise": {"priority": 3},
    }.get(action, {})
    async with server.operator() as ann, server.visitor() as visitor:
        id = await waiting(visitor)
        if action in ("snooze", "transfer"):
            await ann.do("act", conversation=id, action="claim")
        act = {"id": fresh_id(), "conversation": id, "action": action, **more}
        first = await ann.do("act", **act)
        second = await ann.do("act", **act)
        assert first == second
        assert first["type"] == "ack"
        url = f"/api/conversations/{id}/{action}"
        over_http = await ann.http.post(url, json={"id": act["id"], **more})
        assert over_http.status_code == 200
        row = (await ann.http.get(f"/api/conversations/{id}")).json()
        assert over_http.json()["seq"] == row["seq"]


def test_every_action_has_its_deed():
    """A new action is a type error in ``deeds`` until it is handled; its name is tried here."""
    assert set(f.Action.__args__) == {
        "claim",
        "resolve",
        "return",
        "cancel",
        "pass",
        "take_over",
        "transfer",
        "snooze",
        "prioritise",
    }


def test_operators_see_that_a_conversation_closed_because_nothing_was_said():
    closed = Entry(seq=9, fact=Resolved(at=1, by=None, cause="idle"))
    shown = operator_entry(closed, str, "Assistant", Veil())
    assert (shown.event, shown.by, shown.cause) == ("resolved", "", "idle")
