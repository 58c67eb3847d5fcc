"""What people set up of notices, and the whole way from a visitor's wish to a browser and back."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest

from tests.notifiers.standins import Browser, Said, Texts, service, signed_by
from tests.web.conftest import SOON, serving, until
from tests.web.scripted import Quick
from warmline.settings import Settings, SmsSettings

HERE = {"networks": ["127.0.0.0/8"], "pushes": True}
WISHES = "/api/operator/notices"
PUSH = "/api/operator/push"
TARGETS = "/api/admin/teams/support/notices/targets"


@asynccontextmanager
async def office(tmp_path, **more):
    """A server that may reach this machine, and Ann, who owns it."""
    settings = Settings(data=tmp_path, port=0, external=HERE, **more)
    async with serving(settings, assistants={"auto": Quick()}) as server:
        yield server, await server.login("ann")


def subscription(url: str, browser: Browser) -> dict:
    return {"endpoint": f"{url}/push/1", "keys": browser.keys, "label": "Firefox"}


async def test_what_i_chose_is_what_i_read_again(tmp_path):
    async with office(tmp_path) as (_, ann):
        wishes = {
            "events": {"late": ["console", "email"]},
            "quiet": [{"since": 22 * 60, "until": 6 * 60, "days": [0, 1]}],
            "zone": "Europe/Berlin",
            "away_only": ["push"],
            "email_after_s": 300,
            "phone": "+4915112345678",
            "text": True,
        }
        answer = await ann.put(WISHES, json=wishes)
        assert answer.status_code == 200
        assert (await ann.get(WISHES)).json()["wishes"] == wishes


async def test_each_way_says_what_it_lacks(tmp_path):
    async with office(tmp_path) as (_, ann):
        ways = {one["way"]: one for one in (await ann.get(WISHES)).json()["ways"]}
        assert ways["console"]["ready"]
        assert ways["push"]["why"] == "no browser of yours takes pushes yet"
        assert ways["email"]["why"] == ways["sms"]["why"] == "it is not set up on this server"


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"zone": "Europe/Atlantis"}, "zone"),
        ({"phone": "0151 1234"}, "phone"),
        ({"events": {"lunch": ["email"]}}, "events.lunch"),
        ({"quiet": [{"since": 60, "until": 60}]}, "quiet[0].until"),
    ],
)
async def test_a_wish_that_makes_no_sense_is_refused_where_it_stands(tmp_path, body, where):
    async with office(tmp_path) as (_, ann):
        answer = await ann.put(WISHES, json=body)
        assert answer.status_code == 422
        assert [one["where"] for one in answer.json()["errors"]] == [where]


async def test_a_visitors_wish_for_a_person_reaches_a_browser_and_only_in_words_of_ours(tmp_path):
    browser = Browser()
    async with service(lambda _: Said(201)) as push, office(tmp_path) as (server, ann):
        added = await ann.post(PUSH, json=subscription(push.url, browser))
        assert added.json()["key"]
        async with server.visitor() as visitor:
            await visitor.say("CANARY I want to talk to a human")
            await until(lambda: push.asked)
        page = json.loads(browser.read(push.asked[0].body))
        assert page["title"] == "A visitor wants a person"
        assert "CANARY" not in json.dumps(page)
        assert await _became(ann, page["conversation"], "push") == ("sent", "Ann")


async def _became(http, conversation: str, way: str) -> tuple[str, str]:
    """What became of the notice by that way, once it is no longer on its way; and whose it was."""
    async with asyncio.timeout(SOON):
        while True:
            told = (await http.get(f"/api/operator/conversations/{conversation}/notices")).json()
            found = {one["way"]: (one["state"], one["name"]) for one in told}
            if found[way][0] != "pending":
                return found[way]


async def test_a_browser_that_expired_is_gone_from_the_list(tmp_path):
    async with service(lambda _: Said(410)) as push, office(tmp_path) as (_, ann):
        await ann.post(PUSH, json=subscription(push.url, Browser()))
        tried = await ann.post(f"{WISHES}/test", json={"way": "push"})
        assert tried.json() == {"ok": False, "answer": "no browser of theirs takes pushes any more"}
        assert (await ann.get(PUSH)).json()["browsers"] == []


async def test_a_test_says_what_the_provider_answered(tmp_path):
    texts = Texts()
    async with service(texts) as provider:
        sms = SmsSettings(
            account=texts.account, secret=texts.token, sender="+15005550006", base_url=provider.url
        )
        async with office(tmp_path, sms=sms) as (_, ann):
            await ann.put(WISHES, json={"phone": "+4915112345678"})
            tried = (await ann.post(f"{WISHES}/test", json={"way": "sms"})).json()
            assert tried["ok"]
            assert tried["answer"].endswith("is queued")
            assert texts.sent[0]["body"].startswith("A test from Warmline")


async def test_a_test_of_the_console_is_shown_in_it(tmp_path):
    async with office(tmp_path) as (server, _), server.operator("ann") as console:
        await console.http.post(f"{WISHES}/test", json={"way": "console"})
        frame = await console.next("notice")
        assert frame["title"].startswith("A test")


async def test_the_consoles_of_a_team_are_told_of_a_visitor_who_wants_a_person(tmp_path):
    async with office(tmp_path) as (server, _), server.operator("ann") as console:
        async with server.visitor() as visitor:
            await visitor.say("I want to talk to a human")
            frame = await console.next("notice")
        assert (frame["notice"], frame["title"]) == ("person_wanted", "A visitor wants a person")


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"endpoint": "ftp://x.test/1"}, "endpoint"),
        ({"keys": {"p256dh": "AAAA", "auth": "c2l4dGVlbiBieXRlcyBvaw"}}, "keys"),
        ({"keys": {"p256dh": Browser().keys["p256dh"], "auth": "short"}}, "keys"),
    ],
)
async def test_what_is_no_push_subscription_is_refused(tmp_path, body, where):
    async with office(tmp_path) as (_, ann):
        answer = await ann.post(PUSH, json=subscription("https://push.test", Browser()) | body)
        assert answer.status_code == 422
        assert [one["where"] for one in answer.json()["errors"]] == [where]


async def test_a_browser_that_somebody_else_uses_now_is_theirs_alone(tmp_path):
    browser = Browser()
    async with office(tmp_path) as (server, ann):
        bob = await server.login("bob", "operator")
        for who in (ann, bob):
            await who.post(PUSH, json=subscription("https://push.test", browser))
        assert (await ann.get(PUSH)).json()["browsers"] == []
        (mine,) = (await bob.get(PUSH)).json()["browsers"]
        assert (await ann.delete(f"{PUSH}/{mine['id']}")).status_code == 404
        assert (await bob.delete(f"{PUSH}/{mine['id']}")).json()["browsers"] == []


async def test_a_webhook_of_a_team_is_told_and_its_secret_shown_once(tmp_path):
    async with service() as receiver, office(tmp_path) as (server, ann):
        hook = {"way": "webhook", "name": "Desk", "url": f"{receiver.url}/SECRET-PATH"}
        made = (await ann.post(TARGETS, json=hook)).json()
        assert made["secret"].startswith("whsec_")
        shown = (await ann.get("/api/admin/teams/support/notices")).text
        assert made["secret"] not in shown
        assert "SECRET-PATH" not in shown
        async with server.visitor() as visitor:
            await visitor.say("I want to talk to a human")
            await until(lambda: receiver.asked)
        assert signed_by(made["secret"], receiver.asked[0])
        tried = (await ann.post(f"{TARGETS}/{made['id']}/test")).json()
        assert tried == {"ok": True, "answer": "Desk answered 200"}
        gone = (await ann.delete(f"{TARGETS}/{made['id']}")).json()
        assert gone["targets"] == []


async def test_a_webhook_on_a_private_address_is_told_nothing(tmp_path):
    async with service() as inside:
        settings = Settings(data=tmp_path, port=0)
        async with serving(settings, assistants={"auto": Quick()}) as server:
            ann = await server.login("ann")
            bad = {"way": "webhook", "name": "x", "url": inside.url}
            assert (await ann.post(TARGETS, json=bad)).status_code == 422
            sly = bad | {"url": inside.url.replace("http:", "https:")}
            made = (await ann.post(TARGETS, json=sly)).json()
            tried = (await ann.post(f"{TARGETS}/{made['id']}/test")).json()
            assert not tried["ok"]
            assert "may not go" in tried["answer"]
        assert inside.asked == []


async def test_a_ladder_that_would_reach_nobody_is_refused_where_it_stands(tmp_path):
    async with office(tmp_path) as (_, ann):
        step = {"after": 0, "way": "sms", "to": "team"}
        answer = await ann.put("/api/admin/teams/support", json={"ladder": [step]})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["where"] == "ladder[0].way"
        step = {"after": 0, "way": "push", "to": "team"}
        answer = await ann.put("/api/admin/teams/support", json={"ladder": [step]})
        assert answer.status_code == 200
        assert any("ladder[0].to" in one for one in answer.json()["warnings"])


async def test_a_step_of_the_ladder_rings_when_nobody_comes(tmp_path):
    browser = Browser()
    async with service(lambda _: Said(201)) as push, office(tmp_path) as (server, ann):
        await ann.post(PUSH, json=subscription(push.url, browser))
        await ann.put(WISHES, json={"events": {"person_wanted": []}, "away_only": []})
        step = {"after": 100, "way": "push", "to": "team"}
        await ann.put("/api/admin/teams/support", json={"ladder": [step]})
        async with server.visitor() as visitor:
            await visitor.say("I want to talk to a human")
            await until(lambda: push.asked)
        page = json.loads(browser.read(push.asked[0].body))
        assert page["title"] == "Nobody has taken up a request for a person"
