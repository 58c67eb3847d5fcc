"""Why a person was fetched or not, who the visitor is, and the history of a policy: over HTTP."""

import base64
import hashlib
import hmac
import json

import pytest

from warmline.core.model import AssistantId, Conversation, ConversationId
from warmline.web.identity import BadIdentity, clean_attributes, read_identity, secret_of

NOW = 1_800_000_000_000
SECRET = secret_of(b"x" * 32, AssistantId("main"), 0)
POLICY = "/api/assistants/main/policy"
GOLD = """
rules:
  - { id: asks, trigger: explicit_request }
  - { id: gold, trigger: condition, when: { contact.plan: gold } }
"""


def part(value) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def signed(secret: str, *, header=None, **claims) -> str:
    head = f"{part(header or {'alg': 'HS256', 'typ': 'JWT'})}.{part(claims)}"
    seal = hmac.digest(secret.encode(), head.encode(), hashlib.sha256)
    return f"{head}.{base64.urlsafe_b64encode(seal).decode().rstrip('=')}"


async def publish(http, text: str):
    live = (await http.get(POLICY)).json()["version"]
    return (await http.put(POLICY, json={"text": text, "base_version": live})).json()


# ── who the visitor is ────────────────────────────────────────────────────────────────────────────


def test_a_signed_identity_is_read_with_its_attributes():
    token = signed(SECRET, sub=42, exp=NOW / 1000 + 60, attributes={"plan": "gold", "vip": True})
    assert read_identity(SECRET, token, NOW) == {"id": "42", "plan": "gold", "vip": "true"}


@pytest.mark.parametrize(
    ("token", "why"),
    [
        (signed(secret_of(b"y" * 32, AssistantId("main"), 0), sub="v", exp=2e9), "not signed"),
        (signed(secret_of(b"x" * 32, AssistantId("b"), 0), sub="v", exp=2e9), "not signed"),
        (signed(secret_of(b"x" * 32, AssistantId("main"), 1), sub="v", exp=2e9), "not signed"),
        (signed(SECRET, sub="v", exp=NOW / 1000), "expired"),
        (signed(SECRET, sub="v", exp=float("nan")), "expired"),
        (signed(SECRET, sub="v"), "exp expected"),
        (signed(SECRET, sub="v", exp=True), "exp expected"),
        (signed(SECRET, exp=2e9), "sub expected"),
        (signed(SECRET, sub="", exp=2e9), "sub expected"),
        (signed(SECRET, sub="v", exp=2e9, header={"alg": "none"}), "alg HS256"),
        (f"{part({'alg': 'none'})}.{part({'sub': 'v', 'exp': 2e9})}.", "not signed"),
        ("", "not signed"),
        ("a.b.ü", "base64url"),
    ],
)
def test_whatever_is_not_signed_or_no_longer_good_is_no_identity(token, why):
    with pytest.raises(BadIdentity, match=why):
        read_identity(SECRET, token, NOW)


def test_attributes_are_cut_and_none_of_them_stops_a_message():
    many = {f"a{n}": "x" * 500 for n in range(50)} | {"": "x", "n" * 80: "x"}
    kept = clean_attributes(many)
    assert len(kept) == 20
    assert {len(value) for value in kept.values()} == {200}
    odd = {"list": [1], "seats": 12, "vip": False, "na\u202eme": "a\nb"}
    assert clean_attributes(odd) == {"seats": "12", "vip": "false", "name": "a b"}


async def test_what_the_page_tells_is_shown_and_only_what_is_signed_fetches_a_person(server):
    async with server.operator() as ann, server.visitor() as visitor:
        await publish(ann.http, GOLD)
        secret = (await ann.http.get("/api/assistants/main/identity")).json()["secret"]
        odd = {"plan": "gold", "seats": 9, "cart": [{"sku": 1}], "token": {"a": None}}
        await visitor.do("say", text="hello there", attributes=odd)
        row = (await ann.next("update", lambda f: f["row"]["visitor_messages"] == 1))["row"]
        assert (row["attributes"], row["verified"]) == ({"plan": "gold", "seats": "9"}, [])
        assert row["status"] == "open"
        token = signed(secret, sub="7", exp=2e9, attributes={"plan": "gold"})
        await visitor.do("say", text="hello again", attributes={"token": token})
        row = (await ann.next("update", lambda f: f["row"]["status"] == "waiting"))["row"]
        package = (await ann.http.get(f"/api/conversations/{row['id']}/package")).json()
        assert sorted(row["verified"]) == ["id", "plan"]
        noted = [e for e in ann.entries() if e.get("event") == "attributes_noted"]
    assert [(e["attributes"], e["verified"]) for e in noted] == [
        ({"plan": "gold", "seats": "9"}, False),
        ({"id": "7", "plan": "gold"}, True),
    ]
    assert package["visitor"]["attributes"] == {"plan": "gold", "seats": "9", "id": "7"}
    assert package["why"]["reason"] == "The condition holds: contact.plan is gold."
    assert "attributes" not in str(visitor.heard)


async def test_a_forged_identity_is_ignored_and_the_message_counts(server):
    async with server.operator() as ann, server.visitor() as visitor:
        await publish(ann.http, GOLD)
        token = signed("guessed", sub="7", exp=2e9, attributes={"plan": "gold"})
        assert (await visitor.do("say", text="hello there", attributes={"token": token}))[
            "type"
        ] == "ack"
        row = (await ann.next("update", lambda f: f["row"]["visitor_messages"] == 1))["row"]
    assert (row["status"], row["attributes"]) == ("open", {})


async def test_a_new_secret_voids_what_the_old_one_signed(server):
    ann = await server.login()
    url = "/api/assistants/main/identity"
    old = (await ann.get(url)).json()["secret"]
    new = (await ann.post(url)).json()["secret"]
    assert old != new
    assert (await ann.get(url)).json()["secret"] == new


async def test_the_same_words_with_the_same_identity_are_one_message(server):
    async with server.visitor() as visitor:
        given = {"id": "twice", "text": "hello there", "attributes": {"plan": "gold"}}
        first = await visitor.do("say", **given)
        second = await visitor.do("say", **given)
        assert first == second
        id = ConversationId(visitor.welcome["conversation"])
        now = await server.desk.store.conversation(id)
    assert isinstance(now, Conversation)
    assert (now.visitor_messages, now.attributes) == (1, {"plan": "gold"})


# ── why ───────────────────────────────────────────────────────────────────────────────────────────


async def test_every_decision_is_told_also_each_no(server):
    async with server.operator() as ann, server.visitor() as visitor:
        made = await publish(ann.http, GOLD)
        await visitor.say("hello there")
        await visitor.until(lambda e: e.get("author") in ("assistant", "system"))
        await visitor.say("I need to speak to a real person")
        row = (await ann.next("update", lambda f: f["row"]["status"] == "waiting"))["row"]
        url = f"/api/conversations/{row['id']}/decisions"
        told = (await ann.http.get(url)).json()
        later = (await ann.http.get(f"{url}?after=2&limit=1")).json()
        package = (await ann.http.get(f"/api/conversations/{row['id']}/package")).json()
    first, *_, last = told["decisions"]
    assert (first["action"], first["author"], first["policy"]) == ("none", "visitor", 1)
    assert made["version"] == 1
    assert [(v["rule"], v["fired"]) for v in first["verdicts"]] == [
        ("asks", False),
        ("gold", False),
    ]
    assert first["verdicts"][1]["reason"] == (
        "condition not met: contact.plan is not known, expected is gold"
    )
    assert (last["action"], last["rule"]) == ("handoff", "asks")
    assert last["verdicts"][0]["score"] > last["verdicts"][0]["threshold"]
    assert not told["more"]
    assert later["more"]
    assert [one["seq"] for one in later["decisions"]] == [told["decisions"][1]["seq"]]
    asked = next(s for s in package["signals"] if s["name"] == "explicit_request")
    assert (asked["rule"], asked["threshold"], package["policy"]) == ("asks", 0.5, 1)
    assert asked["words"]


async def test_nobody_learns_of_a_conversation_that_is_not_there(server):
    ann = await server.login()
    answer = await ann.get("/api/conversations/nothing/decisions")
    assert answer.json()["code"] == "unknown_conversation"


# ── the history of a policy ───────────────────────────────────────────────────────────────────────


async def test_a_version_is_compared_with_another_and_an_older_one_made_live_again(server):
    ann = await server.login()
    await publish(ann, GOLD)
    await publish(ann, GOLD.replace("gold }", "silver }"))
    diff = (await ann.get(f"{POLICY}/versions/2/diff")).json()
    assert (diff["old"], diff["new"]) == (1, 2)
    changed = [line for line in diff["diff"].splitlines() if line[:2] in ("- ", "+ ")]
    assert [line.split("contact.plan: ")[1] for line in changed] == ["gold } }", "silver } }"]
    same = (await ann.get(f"{POLICY}/versions/2/diff?against=2")).json()
    assert same["diff"] == ""
    late = await ann.post(f"{POLICY}/versions/1/publish", json={"base_version": 1})
    assert late.json()["code"] == "version_moved"
    back = (await ann.post(f"{POLICY}/versions/1/publish", json={"base_version": 2})).json()
    assert (back["version"], back["text"]) == (3, GOLD)
    first = (await ann.post(f"{POLICY}/versions/0/publish", json={"base_version": 3})).json()
    assert first["warnings"] == []
    assert [line["version"] for line in (await ann.get(f"{POLICY}/versions")).json()] == [
        4,
        3,
        2,
        1,
    ]
    gone = await ann.get(f"{POLICY}/versions/9/diff")
    assert gone.json()["code"] == "unknown_version"


async def test_a_draft_is_checked_and_nothing_is_published(server):
    ann = await server.login()
    good = (await ann.post(f"{POLICY}/check", json={"text": "rules: []"})).json()
    assert "explicit_request" in good["warnings"][0]
    again = (await ann.post(f"{POLICY}/check", json={"policy": good["policy"]})).json()
    assert again["policy"] == good["policy"]
    bad = await ann.post(f"{POLICY}/check", json={"text": "rules:\n- {id: a, when: {chanel: x}}"})
    assert [fault["where"] for fault in bad.json()["errors"]] == [
        "line 2, rules[0].trigger",
        "line 2, rules[0].when.chanel",
    ]
    assert (await ann.get(POLICY)).json()["version"] == 0
