"""The signed webhook: what the owner's service gets, can check, and may say."""

import asyncio
import base64
import hashlib
import hmac
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from scripted_service import asked, outside, says, service
from worlds import assistant, note, operator, visitor

from tools.ports import free_port
from warmline.assistants.webhook import answer_of, webhook
from warmline.core.facts import Entry, MessageAdded
from warmline.core.model import Author, Button, Signal, Source
from warmline.flow.failures import Permanent
from warmline.outside.failed import ServiceFailed
from warmline.outside.signing import secret_bytes, signed

KEY = b"the key of a webhook, 24+"
SECRET = "whsec_" + base64.b64encode(KEY).decode()
AT = 1_760_000_000.0
SIGNAL = Signal(name="topic", score=0.8, value="refund", words="money back")


def question(url: str, text: str = "Where is it?", **options: str):
    before = (visitor("Hello"), assistant("Hi"), operator("Nina here"), note("a note"))
    found = asked("webhook", url, text, before, secret=SECRET, **options)
    log = (
        *(entry for entry in found.log[:-1] if isinstance(entry.fact, MessageAdded)),
        Entry(
            5,
            MessageAdded(
                at=7_000, author=Author.VISITOR, text=text, signals=(SIGNAL,), choice="late"
            ),
        ),
    )
    now = replace(
        found.conversation,
        language="de",
        page="https://shop.example/cart",
        attributes={"plan": "gold"},
        verified=("plan",),
    )
    return replace(found, log=log, conversation=now)


def verified_by_the_service(headers: dict[str, str], body: bytes, key: bytes = KEY) -> bool:
    """As the other side checks it, written from the standard alone."""
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    given = headers["webhook-signature"].split(" ")
    return any(hmac.compare_digest(one, f"v1,{expected}") for one in given)


async def one(value: object = None, **options: str):
    async with (
        service(says(value or {"messages": ["Hi."]})) as behind,
        outside(now=lambda: AT) as way,
    ):
        answer = await webhook(way, question(behind.url + "/answer?v=1", **options))
        return answer, behind.asked[0]


async def test_the_service_can_check_that_a_request_is_ours():
    _, sent = await one()
    assert sent.headers["webhook-timestamp"] == "1760000000"
    assert verified_by_the_service(sent.headers, sent.body)
    assert not verified_by_the_service(sent.headers, sent.body + b" ")
    assert not verified_by_the_service(sent.headers, sent.body, b"another key altogether .")
    later = {**sent.headers, "webhook-timestamp": "1760000001"}
    assert not verified_by_the_service(later, sent.body)
    other = {**sent.headers, "webhook-id": "msg_other"}
    assert not verified_by_the_service(other, sent.body)


def test_the_signature_is_that_of_standard_webhooks():
    """The example of its specification."""
    secret = secret_bytes("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    headers = signed(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


async def test_the_service_is_told_everything_about_the_message_and_what_was_before():
    _, sent = await one()
    assert sent.path == "/answer?v=1"
    assert sent.json == {
        "version": 1,
        "type": "message",
        "conversation": "c1",
        "assistant": "shop",
        "message": {"seq": 5, "at": 7000, "text": "Where is it?", "choice": "late"},
        "history": [
            {"seq": 1, "at": 0, "author": "visitor", "text": "Hello"},
            {"seq": 2, "at": 0, "author": "assistant", "text": "Hi"},
            {"seq": 3, "at": 0, "author": "operator", "text": "Nina here"},
        ],
        "language": "de",
        "page": "https://shop.example/cart",
        "channel": "web",
        "attributes": {"plan": "gold"},
        "verified": ["plan"],
        "signals": [{"name": "topic", "score": 0.8, "value": "refund", "words": "money back"}],
    }


async def test_the_same_message_asked_again_has_the_same_id():
    async with service(says({"messages": ["Hi."]})) as behind, outside() as way:
        for text in ("Where is it?", "Where is it?", "And now?"):
            await webhook(way, question(behind.url, text))
        first, again, other = (sent.headers["webhook-id"] for sent in behind.asked)
    assert first == again != other


async def test_the_service_may_say_several_things_with_buttons_and_sources():
    answer, _ = await one(
        {
            "messages": [{"text": "First."}, "Second."],
            "buttons": [{"id": "a", "label": "Track it"}, {"id": "person", "label": "A person"}],
            "sources": [{"title": "Shipping", "url": "https://shop.example/shipping"}],
            "confidence": 0.9,
            "attributes": {"orders": 3, "vip": True},
            "unknown": "is ignored",
        }
    )
    assert answer.text == "First.\n\nSecond."
    assert answer.buttons == (
        Button(id="a", label="Track it"),
        Button(id="person", label="A person"),
    )
    assert answer.sources == (Source(title="Shipping", url="https://shop.example/shipping"),)
    assert answer.confidence == 0.9
    assert answer.attributes == {"orders": "3", "vip": "true"}


async def test_the_service_may_ask_for_a_person_with_a_reason_a_team_and_data():
    answer, _ = await one(
        {
            "messages": ["I'll get somebody."],
            "handoff": {
                "reason": "The parcel is lost",
                "team": "shipping",
                "priority": 5,
                "data": {"order": "L-4127", "items": [1, 2], "weight": 2.5, "gone": None},
            },
        }
    )
    assert answer.handoff == "The parcel is lost"
    assert (answer.team, answer.priority) == ("shipping", 5)
    assert answer.data == {"order": "L-4127", "items": "[1, 2]", "weight": "2.5"}


@pytest.mark.parametrize(
    ("value", "reason"),
    [(True, "it gave no reason"), ({}, "it gave no reason"), (False, ""), (None, "")],
)
def test_a_wish_for_a_person_needs_no_reason(value: object, reason: str):
    assert answer_of({"messages": ["x"], "handoff": value}).handoff == reason


async def test_a_service_may_ask_for_a_person_without_a_word():
    answer, _ = await one({"handoff": {"reason": "Too hard"}})
    assert (answer.text, answer.handoff) == ("", "Too hard")


def test_what_cannot_be_seen_or_stored_is_left_out_of_its_words():
    answer = answer_of({"messages": ["a\x00b\u202ec\ud83d\nd"]})
    assert answer.text == "abc\ufffd\nd"


@pytest.mark.parametrize("secret", ["whsec_", "whsec_c2hvcnQ=", "whsec_!!!", "not base64 at all"])
async def test_a_secret_that_is_none_is_told_before_anything_is_sent(secret: str):
    async with service(says({})) as behind, outside() as way:
        with pytest.raises(Permanent, match="secret"):
            await webhook(way, asked("webhook", behind.url, secret=secret))
        assert behind.connections == 0


# ── the example on the page ───────────────────────────────────────────────────────────────────────

EXAMPLE = Path(__file__).parents[2] / "examples" / "webhook_assistant.py"


@pytest.fixture
async def example() -> AsyncIterator[str]:
    """The example as an owner would run it."""
    port = free_port()
    environment = {**os.environ, "WEBHOOK_SECRET": SECRET, "PORT": str(port)}
    with subprocess.Popen(
        [sys.executable, "-I", EXAMPLE], env=environment, stderr=subprocess.DEVNULL
    ) as running:
        try:
            async with asyncio.timeout(30):
                while True:
                    with suppress(OSError):
                        _, writer = await asyncio.open_connection("127.0.0.1", port)
                        writer.close()
                        break
                    await asyncio.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()


async def test_the_example_answers_asks_for_a_person_and_lets_no_stranger_in(example: str):
    async with outside() as way:
        answer = await webhook(way, question(example, "Hello"))
        assert (answer.text, answer.confidence) == ("You said: Hello", 0.9)
        wanted = await webhook(way, question(example, "I want a refund"))
        assert (wanted.handoff, wanted.data) == ("A refund", {"words": "I want a refund"})
        stranger = "whsec_" + base64.b64encode(b"x" * 24).decode()
        with pytest.raises(ServiceFailed) as refused:
            await webhook(way, asked("webhook", example, secret=stranger))
        assert refused.value.status == 401


def test_the_example_is_short():
    lines = EXAMPLE.read_text().split("def do_POST")[1].split("if __name__")[0].splitlines()
    assert len([line for line in lines[1:] if line.strip()]) <= 15
