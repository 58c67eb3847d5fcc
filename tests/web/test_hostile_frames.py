"""What a hostile visitor sends: refused clearly, nothing stored, nobody else hurt."""

import asyncio
import json

import pytest
import websockets

from tests.web.conftest import end_of, fresh_id, serving
from warmline.core.model import ConversationId
from warmline.web.desk import Limits
from warmline.web.frames import LARGEST_FRAME, LONGEST_TEXT
from warmline.web.limits import Rate

FAST = Rate(10_000, 10_000)
NOT_FRAMES = {
    "not JSON": "{nope",
    "nothing": "",
    "a list": "[1, 2]",
    "a number": "7",
    "NaN": '{"type":"ping","id":NaN}',
    "no type": '{"id":"a"}',
    "an unknown type": '{"type":"explode","id":"a"}',
    "a very long type": json.dumps({"type": "x" * 50_000}),
    "an unknown key": '{"type":"ping","id":"a","role":"operator"}',
    "a key twice": '{"type":"say","id":"a","text":"one","text":"two"}',
    "a key twice, told otherwise": '{"type":"say","id":"a","\\u0074ext":"one","text":"two"}',
    "nested deeply": "[" * 20_000,
    "an object for a text": '{"type":"say","id":"a","text":{"$ne":""}}',
    "a number for a text": '{"type":"say","id":"a","text":1}',
    "a list for an id": '{"type":"ping","id":["a"]}',
    "an id with a slash": '{"type":"ping","id":"../a"}',
    "an id of 65 characters": json.dumps({"type": "ping", "id": "a" * 65}),
    "an empty text": '{"type":"say","id":"a","text":""}',
    "a blank text": '{"type":"say","id":"a","text":" \\n\\t "}',
    "an invisible text": '{"type":"say","id":"a","text":"\\u200b\\u202e\\u0000"}',
    "half a character": '{"type":"say","id":"a","text":"x \\ud800 y"}',
    "a text too long": json.dumps({"type": "say", "id": "a", "text": "x" * (LONGEST_TEXT + 1)}),
    "a second hello": None,
}
OPERATORS_FRAMES = [
    {"type": "act", "id": "a", "conversation": "c", "action": "claim"},
    {"type": "act", "id": "a", "conversation": "c", "action": "resolve"},
    {"type": "reply", "id": "a", "conversation": "c", "text": "I am the support"},
    {"type": "note", "id": "a", "conversation": "c", "text": "psst"},
    {"type": "watch", "conversation": "c", "after": 0},
    {"type": "see", "conversation": "c", "seen": 1},
]


@pytest.fixture
async def patient(settings):
    """A server without limits on how fast somebody talks."""
    limits = Limits(visitor_says=FAST, frames=FAST, visitor_sessions=FAST, hello_within=0.1)
    async with serving(settings, limits=limits) as running:
        yield running


async def test_what_is_no_frame_gets_an_error_and_the_socket_lives_on(patient):
    async with patient.visitor() as visitor, patient.visitor() as neighbour:
        for what, sent in NOT_FRAMES.items():
            if sent is None:
                continue
            await visitor.send(sent)
            error = await visitor.next("error")
            assert error["code"] == "bad_frame", what
            assert 0 < len(error["detail"]) <= 300, what
            assert await visitor.do("ping"), what
        await visitor.ws.send(b'{"type":"say","id":"b","text":"binary"}')
        assert "binary" in (await visitor.next("error"))["detail"]
        id = ConversationId(visitor.welcome["conversation"])
        assert await patient.installation.store.conversation(id) is None
        assert (await neighbour.say("hello there"))["type"] == "ack"


async def test_what_operators_do_is_no_frame_of_a_visitor(patient):
    async with patient.visitor() as visitor:
        await visitor.say("hello there")
        for frame in OPERATORS_FRAMES:
            await visitor.send(frame | {"conversation": visitor.welcome["conversation"]})
            assert (await visitor.next("error"))["code"] == "bad_frame", frame
        id = ConversationId(visitor.welcome["conversation"])
        now = await patient.installation.store.conversation(id)
    assert (now.operator, now.status) == (None, "open")


async def test_a_frame_above_64_kib_closes_the_socket_as_too_large(patient):
    async with patient.visitor() as visitor, patient.visitor() as neighbour:
        await visitor.send("x" * (LARGEST_FRAME + 1))
        assert await end_of(visitor.ws) == 1009
        assert (await neighbour.say("hello there"))["type"] == "ack"


async def test_endless_fragments_close_the_socket(patient):
    async with patient.visitor() as visitor:

        async def endless():
            while True:
                yield ""
                await asyncio.sleep(0)  # let the server read

        with pytest.raises(websockets.ConnectionClosed):
            async with asyncio.timeout(30):
                await visitor.ws.send(endless())
        assert visitor.ws.close_code == 1008


async def test_bytes_that_are_no_text_close_the_socket_without_a_trace_in_the_log(patient, caplog):
    async with patient.visitor() as visitor:
        await visitor.ws.send(b"\xff\xfe", text=True)
        assert await end_of(visitor.ws) == 1007
    assert not caplog.records


async def test_who_says_no_hello_is_closed_soon(patient):
    async with patient.socket("/api/visitor/socket") as ws:
        assert await end_of(ws) == 1008


@pytest.mark.parametrize(
    "first",
    [
        '{"type":"ping","id":"a"}',
        '{"type":"say","id":"a","text":"me first"}',
        "{nope",
        '{"type":"hello","token":"' + "x" * 201 + '"}',
    ],
)
async def test_a_socket_that_begins_with_something_else_is_closed(patient, first):
    async with patient.socket("/api/visitor/socket") as ws:
        await ws.send(first)
        assert await end_of(ws) == 1008


async def test_a_second_hello_closes_the_socket(patient):
    async with patient.visitor() as visitor:
        await visitor.send({"type": "hello", "token": visitor.token, "after": 0})
        assert await end_of(visitor.ws) == 1008


@pytest.mark.parametrize("after", [-1, "3", 1.5, 2**60, None, True])
async def test_a_cursor_that_is_no_number_is_refused(patient, after):
    async with patient.socket("/api/visitor/socket") as ws:
        await ws.send(json.dumps({"type": "hello", "token": "t", "after": after}))
        assert json.loads(await ws.recv())["code"] == "bad_frame"
        assert await end_of(ws) == 1008


async def test_control_characters_are_taken_out_and_everything_else_is_kept_as_it_was(patient):
    said = "A\0B\x1b[31m \u202eevil\u202c \u0627\u0644\u0639 \U0001f600 <script>1</script>\r\nok"
    kept = "AB[31m \u202eevil\u202c \u0627\u0644\u0639 \U0001f600 <script>1</script>\nok"
    async with patient.visitor() as visitor:
        id = fresh_id()
        await visitor.say(said, id)
        await visitor.until(lambda e: e.get("draft") == id)
        assert visitor.texts("visitor") == [kept]
        assert await visitor.say(said, id) == await visitor.say(said, id)


async def test_the_longest_text_of_the_widest_characters_fits(patient):
    text = "\U0001f600" * LONGEST_TEXT
    async with patient.visitor() as visitor:
        id = fresh_id()
        sent = json.dumps({"type": "say", "id": id, "text": text}, ensure_ascii=False)
        await visitor.send(sent)
        assert (await visitor.answered(id))["type"] == "ack"
        await visitor.until(lambda e: e.get("text") == text)


async def test_a_flood_of_messages_is_refused_with_the_time_to_wait_and_hurts_nobody(server):
    async with server.visitor() as visitor, server.visitor() as neighbour:
        answers = [await visitor.say(f"message {n}") for n in range(30)]  # however slow
        refused = [answer for answer in answers if answer["type"] == "refused"]
        assert {answer["code"] for answer in refused} == {"rate_limited"}
        assert all(answer["retry_after_ms"] > 0 for answer in refused)
        assert (await neighbour.say("hello there"))["type"] == "ack"


async def test_a_visitor_cannot_name_another_conversation(patient):
    async with patient.visitor() as victim, patient.visitor() as thief:
        await victim.say("my secret is CANARY")
        await thief.send(
            {"type": "say", "id": "a", "text": "x", "conversation": victim.welcome["conversation"]}
        )
        assert (await thief.next("error"))["code"] == "bad_frame"
        await thief.say("what did the other one say?")
        await thief.until(lambda e: e.get("author") == "assistant")
        assert "CANARY" not in str(thief.heard)


async def test_a_form_sent_again_is_the_same_form_and_names_are_one_clean_line(patient):
    async with patient.visitor() as visitor:
        await visitor.say("a human please")
        left = {"email": "v@example.com", "name": " Eve\r\n\u202eBcc:\0 x ", "message": "a\0b"}
        first = await visitor.do("leave_contact", id="form", **left)
        again = await visitor.do("leave_contact", id="form", **left)
        assert first == again
        assert first["type"] == "ack"
    async with patient.operator() as operator:
        rows = (await operator.http.get("/api/conversations?list=all")).json()["rows"]
    assert rows[0]["name"] == "Eve Bcc: x"


@pytest.mark.parametrize(
    "email", ["nonsense", "a@b", "a b@c.de", "a@b.de\r\nBcc: x@y.de", "<a@b.de>", "a\0@b.de", ""]
)
async def test_an_address_that_is_none_is_refused(patient, email):
    async with patient.visitor() as visitor:
        await visitor.say("a human please")
        answer = await visitor.do("leave_contact", email=email)
    assert (answer["type"], answer["code"]) == ("refused", "bad_email")


async def test_two_pages_that_speak_first_at_once_are_both_heard(patient):
    async with patient.visitor() as one, patient.visitor(one.token) as other:
        sent = [
            {"type": "say", "id": f"p{n}", "text": f"from page {n}", "page": f"https://a.b/{n}"}
            for n in range(2)
        ]
        await asyncio.gather(one.send(sent[0]), other.send(sent[1]))
        answers = [await one.answered("p0"), await other.answered("p1")]
    assert [answer["type"] for answer in answers] == ["ack", "ack"]
