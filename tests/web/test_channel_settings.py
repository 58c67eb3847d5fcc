"""Channels are set up over HTTP: by their forms, without a secret ever coming back, and checked."""

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import insert, select

from tests.web.conftest import serving
from tests.web.test_doors import LOOSE
from warmline.channels import CHANNELS
from warmline.channels.parts import Channel, Parts
from warmline.core.model import ConversationId
from warmline.flow.channel_desk import Whereabouts
from warmline.flow.channel_records import Health
from warmline.flow.channels import (
    Abilities,
    Event,
    Field,
    Finding,
    Hook,
    HookReply,
    Kind,
    Outgoing,
    Remote,
    Setup,
)
from warmline.flow.failures import Permanent, Temporary
from warmline.store import tables as t
from warmline.web.channel_places import ChannelPlaces

TOKEN = "tok-4711-very-secret"
FORM = (
    Field(key="token", label="Token", kind="secret", pattern=r"tok-.+", expected="a token, tok-…"),
    Field(key="app_secret", label="App secret", kind="secret", required=False),
    Field(key="number", label="Number", pattern=r"\+\d{6,15}", expected="a number like +4930123"),
    Field(key="port", label="Port", kind="number", default="587"),
    Field(key="region", label="Region", kind="choice", choices=("eu", "us"), default="eu"),
    Field(key="receipts", label="Receipts", kind="switch", default="on", required=False),
    Field(key="base_url", label="Address", default="https://toy.example", advanced=True),
)
ABILITIES = Abilities(length=100, window=86_400_000, window_of_people=7 * 86_400_000)
TOY = Kind(name="toy", label="Toy", form=FORM, abilities=ABILITIES, guide=("Get a token.",))
SILENT = replace(TOY, name="silent", label="Silent", hooks=lambda _: False)
GIVEN = {
    "kind": "toy",
    "name": "Our toy",
    "assistant": "main",
    "settings": {"number": "+4930123456"},
    "secrets": {"token": TOKEN},
}


class ToyAdapter:
    """Finds its token wrong unless it is the right one; sends to all but ``blocked``."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup

    def verify(self, hook: Hook) -> None:
        """All is well."""

    def parse(self, hook: Hook) -> list[Event]:
        return []

    def reply(self, hook: Hook, events: Any) -> HookReply:
        return HookReply()

    async def send(self, message: Outgoing) -> str:
        match message.thread:
            case "blocked":
                raise Permanent("131026: the person has blocked this number")
            case "busy":
                raise Temporary("too many requests", retry_after=3)
            case to:
                return f"m-{to}"

    async def typing(self, thread: str, answers: str) -> None:
        """Nothing."""

    async def fetch(self, remote: Remote, most: int) -> bytes:
        return b""

    async def check(self, hook_url: str) -> list[Finding]:
        if self.setup["token"] == "tok-down":
            raise Temporary("the provider does not answer")
        well = self.setup["token"] == "tok-right"
        remedy = "" if well else "Make another token."
        words = f"It is right; webhook {hook_url}." if well else "It is wrong."
        ends = 2**45 if self.setup["region"] == "us" else 0
        return [Finding(step="Token", well=well, words=words, remedy=remedy, expires_at=ends)]

    async def close(self) -> None:
        """Nothing."""


def build(setup: Setup, parts: Parts) -> ToyAdapter:
    return ToyAdapter(setup)


@pytest.fixture
async def toys(settings):
    channels = {kind.name: Channel(kind=kind, build=build) for kind in (SILENT, TOY)}
    async with serving(settings, limits=LOOSE, channels=channels) as running:
        yield running


@pytest.fixture
async def http(toys):
    return await toys.login("ann")


async def added(http, **more) -> dict[str, Any]:
    answer = await http.post("/api/channels", json={**GIVEN, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def faults(answer) -> dict[str, tuple[str, str]]:
    """Expected and came, by where."""
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return {one["where"]: (one["expected"], one["came"]) for one in answer.json()["errors"]}


async def actions(http) -> list[str]:
    lines = (await http.get("/api/admin/audit")).json()
    return [one["action"] for one in (lines["lines"] if isinstance(lines, dict) else lines)]


# ── forms ─────────────────────────────────────────────────────────────────────────────────────────


async def test_each_kind_comes_with_its_form_its_guide_and_what_it_can_do(http):
    _, toy = (await http.get("/api/channels/kinds")).json()
    assert (toy["name"], toy["label"], toy["guide"]) == ("toy", "Toy", ["Get a token."])
    assert [one["key"] for one in toy["form"]] == [one.key for one in FORM]
    assert toy["form"][0]["kind"] == "secret"
    assert toy["form"][-1]["advanced"] is True
    assert toy["abilities"]["length"] == 100


async def test_a_channel_is_set_up_with_defaults_and_an_id_that_nobody_can_guess(http):
    first, second = await added(http), await added(http)
    assert first["settings"] == {
        "number": "+4930123456",
        "port": "587",
        "region": "eu",
        "receipts": "on",
        "base_url": "https://toy.example",
    }
    assert len(first["id"]) >= 24
    assert first["id"] != second["id"]
    assert first["webhook_url"].endswith(f"/hooks/toy/{first['id']}")
    assert (first["on"], first["standing"]) == (True, "new")


async def test_a_kind_that_takes_no_webhooks_has_no_address_to_paste(http):
    assert (await added(http, kind="silent"))["webhook_url"] == ""


async def test_every_fault_names_its_field_and_what_was_expected(http):
    settings = {"number": "030", "port": "many", "region": "mars", "receipts": "yes", "x": "y"}
    body = {**GIVEN, "assistant": "nobody", "settings": settings, "secrets": {"token": "wrong"}}
    found = faults(await http.post("/api/channels", json=body))
    assert found["assistant"] == ("one of main", "nobody")
    assert found["settings.number"] == ("a number like +4930123", "030")
    assert found["settings.port"] == ("a number", "many")
    assert found["settings.region"] == ("one of eu, us", "mars")
    assert found["settings.receipts"] == ("on or off", "yes")
    assert found["secrets.token"] == ("a token, tok-…", "")
    assert found["settings.x"][1] == "x"
    assert (await http.get("/api/channels")).json() == []


async def test_what_is_required_is_asked_for_and_a_secret_is_no_setting(http):
    body = {**GIVEN, "settings": {"token": TOKEN}, "secrets": {"token": " "}}
    found = faults(await http.post("/api/channels", json=body))
    assert found["settings.number"] == ("a number like +4930123", "nothing")
    assert found["secrets.token"] == ("a token, tok-…", "")
    assert "settings.token" in found
    unknown = faults(await http.post("/api/channels", json={**GIVEN, "kind": "pigeon"}))
    assert unknown["kind"] == ("one of silent, toy", "pigeon")


async def test_a_value_is_one_line(http):
    body = {**GIVEN, "secrets": {"token": "tok-a\nHost: evil"}}
    found = faults(await http.post("/api/channels", json=body))
    assert found["secrets.token"] == ("one line without control characters", "")


async def test_what_was_pasted_with_spaces_around_it_is_taken_without_them(http):
    one = await added(http, settings={"number": "  +4930123456 "})
    assert one["settings"]["number"] == "+4930123456"


# ── secrets ───────────────────────────────────────────────────────────────────────────────────────


async def test_a_secret_never_comes_back_and_lies_sealed_in_the_database(http, toys):
    one = await added(http)
    assert one["secrets"] == {"token": "set", "app_secret": "not set"}
    patched = await http.patch(f"/api/channels/{one['id']}", json={"name": "Other"})
    answers = [
        json.dumps(one),
        patched.text,
        (await http.get("/api/channels")).text,
        (await http.get(f"/api/channels/{one['id']}")).text,
        (await http.get(f"/api/channels/{one['id']}/health")).text,
        (await http.get("/api/admin/audit")).text,
    ]
    assert not [text for text in answers if TOKEN in text]
    store = toys.installation.store
    row = await store.read(lambda db: str(db.execute(select(t.channel)).one()))
    assert TOKEN not in row


async def test_an_empty_secret_stays_and_null_clears_it(http, toys):
    one = await added(http, secrets={"token": TOKEN, "app_secret": "s"})
    path = f"/api/channels/{one['id']}"
    kept = await http.patch(path, json={"secrets": {"token": "", "app_secret": "  "}})
    assert kept.json()["secrets"] == {"token": "set", "app_secret": "set"}
    setups = toys.desk.channels.setups
    assert (await setups.by_id(one["id"]))["token"] == TOKEN
    cleared = await http.patch(path, json={"secrets": {"app_secret": None}})
    assert cleared.json()["secrets"] == {"token": "set", "app_secret": "not set"}
    needed = faults(await http.patch(path, json={"secrets": {"token": None}}))
    assert needed["secrets.token"][0] == "a token, tok-…"


async def test_with_another_address_the_secrets_are_asked_for_again(http, toys):
    """Else whoever may change settings could have a secret sent to a server of their own."""
    one = await added(http)
    path = f"/api/channels/{one['id']}"
    there = {"base_url": "https://evil.example"}
    for secrets in ({}, {"token": ""}, {"token": "  "}):
        answer = await http.patch(path, json={"settings": there, "secrets": secrets})
        assert faults(answer)["secrets.token"][0] == "it again, because Address is another one now"
    again = await http.patch(path, json={"settings": there, "secrets": {"token": "tok-new"}})
    assert again.json()["settings"]["base_url"] == "https://evil.example"


# ── changing ──────────────────────────────────────────────────────────────────────────────────────


async def test_only_what_is_given_changes(http):
    one = await added(http)
    path = f"/api/channels/{one['id']}"
    changed = (await http.patch(path, json={"settings": {"region": "us"}})).json()
    assert changed["settings"] == {**one["settings"], "region": "us"}
    assert changed["name"] == "Our toy"
    assert changed["secrets"]["token"] == "set"
    off = (await http.patch(path, json={"on": False})).json()
    assert (off["on"], off["standing"], off["settings"]) == (False, "off", changed["settings"])
    moved = await http.patch(path, json={"kind": "silent"})
    assert moved.status_code == 422


async def test_removing_a_channel_says_how_many_conversations_stay(http, toys):
    one = await added(http)
    await occupied(toys, one["id"], ("c1", "resolved"), ("c2", "open"))
    answer = await http.delete(f"/api/channels/{one['id']}")
    assert answer.json() == {"conversations": 2, "open": 1}
    assert (await http.get(f"/api/channels/{one['id']}")).json()["code"] == "unknown_channel"
    assert (await http.delete(f"/api/channels/{one['id']}")).status_code == 404


async def test_who_did_what_stands_in_the_audit_log(http):
    one = await added(http)
    path = f"/api/channels/{one['id']}"
    await http.patch(path, json={"on": False})
    await http.patch(path, json={"on": True, "name": "x"})
    await http.patch(path, json={"name": "y"})
    await http.post(f"{path}/check")
    await http.post(f"{path}/test", json={"to": "ann"})
    await http.delete(path)
    assert (await actions(http))[:7] == [
        "channel_removed",
        "channel_tested",
        "channel_checked",
        "channel_changed",
        "channel_switched_on",
        "channel_switched_off",
        "channel_added",
    ]


# ── checking ──────────────────────────────────────────────────────────────────────────────────────


async def checked(http, token: str, **settings) -> dict[str, Any]:
    given = {"number": "+4930123456", "base_url": "http://127.0.0.1:1", **settings}
    one = await added(http, settings=given, secrets={"token": token})
    return (await http.post(f"/api/channels/{one['id']}/check")).json()


async def test_a_check_tells_what_is_wrong_and_how_to_mend_it(http):
    wrong = await checked(http, "tok-wrong")
    assert wrong["standing"] == "trouble"
    assert wrong["health"]["checked_at"] > 0
    [here, token] = wrong["health"]["findings"]
    assert here["well"] is True
    assert (token["well"], token["remedy"]) == (False, "Make another token.")
    again = (await http.get(f"/api/channels/{wrong['id']}")).json()
    assert again["health"] == wrong["health"]


async def test_what_was_mended_is_seen_by_the_very_next_check(http):
    one = await checked(http, "tok-wrong")
    path = f"/api/channels/{one['id']}"
    await http.patch(path, json={"secrets": {"token": "tok-right"}})
    mended = (await http.post(f"{path}/check")).json()
    assert mended["standing"] == "good"
    assert [finding["well"] for finding in mended["health"]["findings"]] == [True, True]
    assert mended["webhook_url"] in mended["health"]["findings"][1]["words"]


async def test_a_check_that_cannot_be_made_is_a_finding_itself(http):
    down = await checked(http, "tok-down")
    assert "the provider does not answer" in down["health"]["findings"][-1]["words"]
    one = await added(http, on=False)
    off = (await http.post(f"/api/channels/{one['id']}/check")).json()
    assert off["health"]["findings"][-1]["step"] == "Connection"


async def test_when_a_token_ends_is_known_from_the_check_and_forgotten_with_the_token(http):
    one = await checked(http, "tok-right", region="us")
    assert one["health"]["expires_at"] == 2**45
    path = f"/api/channels/{one['id']}"
    await http.patch(path, json={"settings": {"region": "eu"}})
    assert (await http.post(f"{path}/check")).json()["health"]["expires_at"] == 0


async def test_a_provider_outside_cannot_reach_a_server_without_https(http):
    one = await checked(http, "tok-right", base_url="https://toy.example")
    [here, _] = one["health"]["findings"]
    assert (here["step"], here["well"]) == ("Address of this server", False)
    assert "WARMLINE_BASE_URL" in here["remedy"]


async def test_a_test_message_says_what_the_provider_said(http):
    one = await added(http)
    path = f"/api/channels/{one['id']}"
    sent = await http.post(f"{path}/test", json={"to": " ann "})
    assert sent.json() == {"ok": True, "answer": "Taken, as m-ann"}
    assert (await http.get(f"{path}/health")).json()["health"]["sent_at"] > 0
    for to, why in (
        ("blocked", "131026: the person has blocked this number"),
        ("busy", "too many requests"),
    ):
        refused = await http.post(f"{path}/test", json={"to": to})
        assert refused.json() == {"ok": False, "answer": why}
    assert (await http.post(f"{path}/test", json={"to": " "})).status_code == 422


# ── health ────────────────────────────────────────────────────────────────────────────────────────


async def occupied(toys, channel: str, *conversations: tuple[str, str]) -> None:
    """Conversations on a channel, each with its status."""
    person = json.dumps({"identity": "p", "name": "Pat"})

    def run(db):
        for n, (id, status) in enumerate(conversations):
            values = {"id": id, "state": "{}", "seq": 0, "status": status, "floor": "assistant"}
            values |= {"contact": "k", "assistant": "main", "updated_at": 1}
            db.execute(insert(t.conversation).values(values))
            thread = {"channel": channel, "address": f"a{n}", "conversation": id, "contact": "k"}
            thread |= {"person": person, "heard_at": 1000 + n, "created_at": 1}
            db.execute(insert(t.thread).values(thread))

    await toys.installation.store.write(run)


async def lying(toys, channel: str) -> None:
    """Of each of what can lie on a channel."""
    now = toys.desk.clock()

    def run(db):
        unread = {"channel": channel, "id": "e1", "what": "sticker", "raw": "card 4242424242424242"}
        db.execute(insert(t.unread).values({**unread, "at": now}))
        dead = {"conversation": "c1", "kind": "deliver", "lane": "x", "due": None, "attempts": 9}
        body = json.dumps({"kind": "deliver", "seq": 3})
        db.execute(insert(t.outbox).values({**dead, "body": body, "error": "gone", "at": 1}))
        failed = {"conversation": "c1", "seq": 3, "channel": channel, "thread": "a0"}
        db.execute(insert(t.delivery).values({**failed, "state": "failed", "at": now}))

    await toys.installation.store.write(run)


async def test_health_tells_what_lies_on_a_channel_and_who_wrote_lately(http, toys):
    one, other = await added(http), await added(http)
    await occupied(toys, one["id"], ("c1", "open"), ("c2", "resolved"))
    await lying(toys, one["id"])
    health = (await http.get(f"/api/channels/{one['id']}/health")).json()
    assert health["load"] == {"conversations": 2, "open": 1, "unread": 1, "dead": 1, "failed": 1}
    assert [(one["address"], one["name"]) for one in health["known"]] == [
        ("a1", "Pat"),
        ("a0", "Pat"),
    ]
    quiet = (await http.get(f"/api/channels/{other['id']}/health")).json()
    assert not any(quiet["load"].values())


async def test_events_that_nobody_could_read_are_shown_with_cards_masked(http, toys):
    one = await added(http)
    await occupied(toys, one["id"], ("c1", "open"))
    await lying(toys, one["id"])
    [event] = (await http.get(f"/api/channels/{one['id']}/unread")).json()
    assert (event["what"], event["raw"]) == ("sticker", "card [card]")


@pytest.mark.parametrize(
    ("note", "standing"),
    [
        (Health(heard_at=5), "good"),
        (Health(failed_at=5, failures=1, error="401"), "trouble"),
        (Health(failed_at=5, failures=1, checked_at=6), "good"),
        (Health(heard_at=5, expires_at=1), "trouble"),
        (Health(heard_at=5, expires_at=2**45), "good"),
    ],
)
async def test_how_a_channel_is_follows_from_the_gravest_that_is_known(http, toys, note, standing):
    one = await added(http)
    await toys.desk.channels.setups.noted(one["id"], note)
    assert (await http.get(f"/api/channels/{one['id']}")).json()["standing"] == standing


async def test_a_token_that_expires_within_a_week_is_told_before(http, toys):
    one = await added(http)
    soon = Health(heard_at=5, expires_at=toys.desk.clock() + 6 * 86_400_000)
    await toys.desk.channels.setups.noted(one["id"], soon)
    assert (await http.get("/api/channels")).json()[0]["standing"] == "expiring"


# ── dead letters ──────────────────────────────────────────────────────────────────────────────────


async def test_dead_letters_name_their_channel_and_are_tried_again_together_or_dropped(http, toys):
    one = await added(http)
    await occupied(toys, one["id"], ("c1", "open"))
    await lying(toys, one["id"])
    await lying_dead(toys, "c1", "notify")
    notice, message = (await http.get("/api/outbox/dead")).json()
    assert (message["channel"], message["seq"], message["error"]) == (one["id"], 3, "gone")
    assert (notice["channel"], notice["seq"]) == ("", 0)
    assert (await http.delete(f"/api/outbox/{notice['id']}")).status_code == 200
    assert (await http.delete(f"/api/outbox/{notice['id']}")).json()["code"] == "unknown_job"
    ids = {"ids": [message["id"], notice["id"], "9" * 18, "x"]}
    assert (await http.post("/api/outbox/replay", json=ids)).json() == {"replayed": 1}


async def lying_dead(toys, conversation: str, kind: str) -> None:
    body = json.dumps({"kind": kind, "notice": "late", "way": "email", "operator": "x", "seq": 1})
    dead = {"conversation": conversation, "kind": kind, "body": body, "due": None, "at": 2}
    await toys.installation.store.write(lambda db: db.execute(insert(t.outbox).values(dead)))


# ── places ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_conversation_is_where_its_visitor_wrote_last(http, toys):
    one, other = await added(http, name="First"), await added(http, name="Second")
    await occupied(toys, one["id"], ("c1", "open"))
    later = {"channel": other["id"], "address": "b", "conversation": "c1", "contact": "k"}
    later |= {"person": json.dumps({"identity": "p"}), "heard_at": 5000, "created_at": 1}
    await toys.installation.store.write(lambda db: db.execute(insert(t.thread).values(later)))
    places = await toys.desk.places.of([ConversationId("c1"), ConversationId("none")])
    [place] = places.values()
    assert (place.name, place.window_until) == ("Second", 5000 + 7 * 86_400_000)
    assert (place.template, place.carries) == ("", 0)


def test_a_place_says_whether_the_template_has_the_reply_in_it():
    kinds = {name: channel.kind for name, channel in CHANNELS.items()}
    places = ChannelPlaces(kinds=kinds, watch=None)  # type: ignore[arg-type] - nothing is read

    def carries(kind: str = "whatsapp", **where: str) -> int:
        found = Whereabouts(kind=kind, name="n", heard_at=1, **where)
        return places._place(found).carries

    assert carries(template="our_answer", carries="on") == 900
    assert carries(template="our_answer", carries="off") == 0
    assert carries(template="our_answer") == 0
    assert carries(carries="on") == 0
    assert carries("telegram", template="our_answer", carries="on") == 0
