"""Meta's stand-in: it refuses what Meta refuses, so that tests against it can fail."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from warmline.testing._hooks import Answered, Call
from warmline.testing._mischief import Dice, Mischief
from warmline.testing._provider import Bubble, Enclosed
from warmline.testing._serving import serving
from warmline.testing.meta import Instagram, LinkedInstagram, Messenger, WhatsApp
from warmline.testing.meta.whatsapp_templates import Template

PROOF = hmac.new(WhatsApp.app_secret.encode(), WhatsApp.token.encode(), hashlib.sha256).hexdigest()
TO = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": "4930"}
TEXT = {**TO, "type": "text", "text": {"body": "Hello"}}
SLIP = Enclosed(name="slip.pdf", type="application/pdf", content=b"%PDF")
DIRECT = {"recipient": {"id": "1"}, "messaging_type": "RESPONSE", "message": {"text": "Hello"}}


def attached(kind: str, **payload: str) -> dict[str, Any]:
    return {**DIRECT, "message": {"attachment": {"type": kind, "payload": payload}}}


class Caller:
    def __init__(self, provider: Any, url: str) -> None:
        self.provider = provider
        self.client = httpx2.AsyncClient(base_url=url, timeout=30)
        self.asked = {"appsecret_proof": PROOF} if provider.demands_proof else {}
        self.headers = {"Authorization": f"Bearer {provider.token}"}

    async def post(self, path: str, body: Any) -> httpx2.Response:
        return await self.client.post(path, json=body, params=self.asked, headers=self.headers)

    async def refused(self, path: str, body: Any) -> str:
        """What it kept as a fault; the answer is an error document of the Graph API."""
        before = len(self.provider.faults)
        reply = await self.post(path, body)
        assert reply.status_code >= 400
        assert reply.json()["error"]["code"]
        assert len(self.provider.faults) == before + 1, self.provider.faults
        return self.provider.faults[-1]


@pytest.fixture
async def whatsapp() -> AsyncIterator[Caller]:
    provider = WhatsApp()
    async with serving(provider.app) as url:
        made = Caller(provider, url)
        await provider.say("ada", "Hi")
        yield made
        await made.client.aclose()


def messages(of: Caller) -> str:
    sender = of.provider.number_id if of.provider.kind == "whatsapp" else of.provider.senders[0]
    return f"/v25.0/{sender}/messages"


def to_ada(of: Caller, body: dict[str, Any]) -> dict[str, Any]:
    if of.provider.kind == "whatsapp":
        return {**body, "to": of.provider.someone["ada"].number}
    return {**body, "recipient": {"id": of.provider.ids["ada"]}}


async def test_a_message_as_it_should_be_is_taken(whatsapp: Caller):
    reply = await whatsapp.post(messages(whatsapp), to_ada(whatsapp, TEXT))
    assert reply.json()["messages"][0]["id"].startswith("wamid.")
    assert whatsapp.provider.faults == []


BUTTON = {"type": "reply", "reply": {"id": "1", "title": "Yes"}}


def interactive(**content: Any) -> dict[str, Any]:
    return {**TO, "type": "interactive", "interactive": content}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({**TEXT, "messaging_product": "sms"}, "messaging_product"),
        ({key: value for key, value in TEXT.items() if key != "recipient_type"}, "misses"),
        ({**TEXT, "urgent": True}, "unknown ['urgent']"),
        ({**TEXT, "text": {"body": ""}}, "1 to 4096"),
        ({**TEXT, "text": {"body": "x" * 4_097}}, "1 to 4096"),
        ({**TEXT, "text": {"body": 7}}, "must be text"),
        ({**TEXT, "type": "hologram"}, "unknown: 'hologram'"),
        ({**TO, "type": "image", "image": {"link": "https://x"}}, "misses ['id']"),
        ({**TO, "type": "image", "image": {"id": "1"}}, "no such file"),
        (
            interactive(type="button", body={"text": "x" * 1_025}, action={"buttons": [BUTTON]}),
            "1 to 1024",
        ),
        (interactive(type="button", body={"text": "?"}, action={"buttons": [BUTTON] * 4}), "has 4"),
        (
            interactive(type="button", body={"text": "?"}, action={"buttons": [BUTTON] * 2}),
            "other ids",
        ),
        (
            interactive(
                type="button",
                body={"text": "?"},
                action={"buttons": [{**BUTTON, "reply": {"id": "1", "title": "x" * 21}}]},
            ),
            "1 to 20",
        ),
        ({"messaging_product": "whatsapp", "status": "read", "message_id": "none"}, "no such"),
        ([TEXT], "must be an object"),
    ],
)
async def test_whatsapp_refuses_what_has_another_shape(whatsapp: Caller, body: Any, words: str):
    body = to_ada(whatsapp, body) if isinstance(body, dict) and "to" in body else body
    assert words in await whatsapp.refused(messages(whatsapp), body)
    assert whatsapp.provider.seen("ada") == []


def from_template(name: str, *texts: str, code: str = "en_US", **other: Any) -> dict[str, Any]:
    variables = [{"type": "text", "text": one} for one in texts]
    filled = {"components": [{"type": "body", "parameters": variables}]} if texts else {}
    chosen = {"name": name, "language": {"code": code}, **filled, **other}
    return {**TO, "type": "template", "template": chosen}


async def test_a_template_is_shown_with_what_was_filled_in(whatsapp: Caller):
    body = to_ada(whatsapp, from_template("our_answer", "It is on its way."))
    assert (await whatsapp.post(messages(whatsapp), body)).status_code == 200
    (bubble,) = whatsapp.provider.seen("ada")
    assert bubble.text.startswith("Here is our answer: It is on its way. Reply")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (from_template("unheard_of"), 132001),
        (from_template("hello_world", code="de"), 132001),
        (from_template("waiting", "x"), 132001),
        (from_template("paused", "x"), 132015),
        (from_template("disabled", "x"), 132016),
        (from_template("hello_world", "too many"), 132000),
        (from_template("our_answer"), 132000),
        (from_template("our_answer", "one", "two"), 132000),
        (from_template("our_answer", "x" * 1_000), 132005),
    ],
)
async def test_a_template_that_may_not_go_is_refused(whatsapp: Caller, body: Any, code: int):
    provider = whatsapp.provider
    for status, name in (("PENDING", "waiting"), ("PAUSED", "paused"), ("DISABLED", "disabled")):
        provider.templates[name, "en_US"] = Template(body="{{1}}", status=status)
    reply = await whatsapp.post(messages(whatsapp), to_ada(whatsapp, body))
    assert reply.json()["error"]["code"] == code
    assert (provider.seen("ada"), provider.faults, len(provider.denials)) == ([], [], 1)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (from_template("our_answer", "two\nlines"), "new-line"),
        (from_template("our_answer", "a\ttab"), "new-line"),
        (from_template("our_answer", "five     spaces"), "4 spaces"),
        (from_template("our_answer", ""), "1 to 1024"),
        (from_template("our_answer", components=[]), "1 to 1"),
        (from_template("our_answer", components=[{"type": "header", "parameters": []}]), "one of"),
        (from_template("our_answer", text="Hello"), "unknown ['text']"),
    ],
)
async def test_what_whatsapp_never_takes_in_a_template_is_a_fault(
    whatsapp: Caller, body: Any, words: str
):
    assert words in await whatsapp.refused(messages(whatsapp), to_ada(whatsapp, body))
    assert whatsapp.provider.seen("ada") == []


async def test_it_refuses_who_has_no_right_to_ask(whatsapp: Caller):
    path = messages(whatsapp)
    whatsapp.asked = {}
    assert "appsecret_proof" in await whatsapp.refused(path, to_ada(whatsapp, TEXT))
    whatsapp.asked = {"appsecret_proof": "0" * 64}
    assert "appsecret_proof" in await whatsapp.refused(path, to_ada(whatsapp, TEXT))
    whatsapp.asked = {"appsecret_proof": PROOF}
    assert "version" in await whatsapp.refused(path.replace("v25.0", "latest"), TEXT)
    assert "exist" in await whatsapp.refused(path.replace(WhatsApp.number_id, "1"), TEXT)
    whatsapp.headers = {"Authorization": "Bearer stolen"}
    assert "access token" in await whatsapp.refused(path, to_ada(whatsapp, TEXT))
    whatsapp.headers = {}
    assert "access token" in await whatsapp.refused(path, to_ada(whatsapp, TEXT))


async def test_the_address_of_a_file_ends_after_five_minutes_and_takes_the_token(whatsapp: Caller):
    now = 1_790_000_000.0
    whatsapp.provider.media._now = lambda: now
    id_, _ = whatsapp.provider.media.keep(SLIP)
    asked = {**whatsapp.asked, "phone_number_id": WhatsApp.number_id}
    found = await whatsapp.client.get(f"/v25.0/{id_}", params=asked, headers=whatsapp.headers)
    url = found.json()["url"]
    assert (await whatsapp.client.get(url, headers=whatsapp.headers)).content == b"%PDF"
    assert (await whatsapp.client.get(url)).status_code == 401
    now += 301
    assert (await whatsapp.client.get(url, headers=whatsapp.headers)).status_code == 404


@pytest.mark.parametrize(
    ("made", "body", "words"),
    [
        (Messenger, {**DIRECT, "messaging_type": "BROADCAST"}, "must be one of"),
        (Messenger, {**DIRECT, "tag": "HUMAN_AGENT"}, "tag"),
        (
            Messenger,
            {**DIRECT, "messaging_type": "MESSAGE_TAG", "tag": "ACCOUNT_UPDATE"},
            "unknown ['tag']",
        ),
        (Messenger, {**DIRECT, "message": {"text": "x" * 2_001}}, "1 to 2000"),
        (Instagram, {**DIRECT, "message": {"text": "ü" * 501}}, "1 to 1000"),
        (Instagram, {**DIRECT, "message": {"text": "Hi", "metadata": "mark"}}, "metadata"),
        (
            Messenger,
            {
                **DIRECT,
                "message": {
                    "text": "?",
                    "quick_replies": [{"content_type": "text", "title": "x" * 21, "payload": "p"}],
                },
            },
            "1 to 20",
        ),
        (Messenger, {"recipient": {"id": "1"}, "sender_action": "dance"}, "must be one of"),
        (Instagram, attached("image", url="ftp://example.com/a.png"), "valid URL"),
        (Instagram, attached("image", url="https://me:secret@example.com/a.png"), "valid URL"),
        (Instagram, attached("image", url="https://example.com/" + "a" * 2_000), "valid URL"),
        (Instagram, attached("film", url="https://example.com/a.mp4"), "must be one of"),
        (Instagram, attached("image", attachment_id="1"), "url"),
        (Messenger, attached("image", url="https://example.com/a.png"), "attachment_id"),
    ],
)
async def test_direct_messages_of_another_shape_are_refused(made: Any, body: Any, words: str):
    provider = made()
    await provider.say("ada", "Hi")
    async with serving(provider.app) as url:
        caller = Caller(provider, url)
        assert words in await caller.refused(messages(caller), to_ada(caller, body))
        await caller.client.aclose()
    assert provider.seen("ada") == []


@pytest.mark.parametrize("made", [Messenger, Instagram, LinkedInstagram, WhatsApp])
async def test_webhooks_are_signed_over_the_bytes_that_go_out_and_escape_as_metas_do(made: Any):
    provider, told = made(), list[Call]()

    async def hook(call: Call) -> Answered:
        told.append(call)
        return Answered(status=200)

    provider.hook = hook
    await provider.say("ada", "Grüße 👋 a/b")
    (call,) = told
    mac = hmac.new(provider.app_secret.encode(), call.body, hashlib.sha256).hexdigest()
    assert call.headers["X-Hub-Signature-256"] == f"sha256={mac}"
    assert rb"Gr\u00fc\u00dfe \ud83d\udc4b a\/b" in call.body
    assert json.loads(call.body)["entry"]


async def test_a_webhook_comes_again_until_it_is_taken_and_is_given_up_at_last():
    provider, answers = WhatsApp(), [503, 0, 500, 200]

    async def hook(call: Call) -> Answered:
        return Answered(status=answers.pop(0) if answers else 503)

    provider.hook = hook
    await provider.say("ada", "Hi")
    assert (answers, provider.lost) == ([], [])
    await provider.say("ada", "Hi again")
    assert len(provider.lost) == 1


def test_mischief_is_thrown_by_its_seed():
    bad = Mischief(
        repeat=0.5, shuffle=0.5, delay=0.5, drop_answers=0.3, rate_limit=0.3, server_error=0.3
    )

    def thrown(seed: int) -> list[Any]:
        dice = Dice(bad, seed)
        return [(dice.fate(), dice.stays(), dice.times(), dice.order("abc")) for _ in range(50)]

    assert thrown(1) == thrown(1)
    assert thrown(1) != thrown(2)
    assert {one[0] for one in thrown(1)} == {"well", "rate_limit", "server_error", "drop_answer"}


async def test_what_stayed_behind_comes_with_settle_and_nothing_is_lost():
    provider, told = Messenger(mischief=Mischief(delay=1, shuffle=1)), list[Call]()

    async def hook(call: Call) -> Answered:
        told.append(call)
        return Answered(status=200)

    provider.hook = hook
    for number in range(8):
        await provider.say("ada", f"message {number}")
    assert told == []
    await provider.settle()
    texts = [json.loads(call.body)["entry"][0]["messaging"][0]["message"]["text"] for call in told]
    assert sorted(texts) == [f"message {number}" for number in range(8)]
    assert texts != sorted(texts)


def test_a_device_shows_changes_and_withdrawals():
    provider = Messenger()
    for id_ in ("1", "2"):
        provider.show("ada", Bubble(id=id_, text=f"words {id_}"))
    provider.change("ada", "1", "better words")
    provider.remove("ada", "2")
    assert provider.seen("ada") == [Bubble(id="1", text="better words", edited=True)]
