"""An SMS channel against its stand-in, which takes only what Twilio takes."""

import ipaddress
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace

import pytest

from warmline.channels.parts import Parts
from warmline.channels.sms import CHANNEL
from warmline.channels.sms.adapter import Sms as Adapter
from warmline.core.model import AssistantId
from warmline.flow.channels import Hook, Outgoing, Receipt, Remote, Said, Setup
from warmline.flow.failures import Forged, Permanent, Temporary
from warmline.outside.posting import Outside, Post, Reply
from warmline.testing._hooks import Answered
from warmline.testing._provider import Enclosed, Mischief
from warmline.testing._serving import serving
from warmline.testing._sms_wire import Refused
from warmline.testing.sms import ACCOUNT, NUMBER, TOKEN, Sms

HOOK = "https://desk.example.com/hooks/sms/ch1"
NOW = 1_763_755_200.0
SETUP = Setup(
    id="ch1",
    kind="sms",
    name="SMS",
    assistant=AssistantId("main"),
    settings={"account": ACCOUNT, "sender": NUMBER},
    secrets={"auth_token": TOKEN},
)


@dataclass
class Line:
    sms: Sms
    adapter: Adapter
    events: list = field(default_factory=list)

    async def deliver(self, call) -> Answered:
        """Webhooks go straight into the adapter, as the server does it."""
        url = HOOK + (f"?{call.query}" if call.query else "")
        hook = Hook(
            method=call.method, url=url, headers=call.headers, query={}, body=call.body, at=0
        )
        self.adapter.verify(hook)
        events = self.adapter.parse(hook)
        self.events += events
        reply = self.adapter.reply(hook, events)
        return Answered(status=reply.status, body=reply.body, media_type=reply.media_type)

    async def send(self, text: str = "", **rest) -> str:
        anna = self.sms.phone("anna")
        return await self.adapter.send(Outgoing(key="k1", thread=anna, text=text, **rest))


@asynccontextmanager
async def line(setup: Setup = SETUP, *, at: float = NOW, **rest) -> AsyncIterator[Line]:
    """``at``: the adapter's clock, in seconds; the stand-in's is ``NOW``."""
    sms = Sms(**{"url": HOOK, "now": lambda: NOW, **rest})
    outside = Outside((ipaddress.ip_network("127.0.0.0/8"),))
    async with serving(sms.app) as url:
        sms.base = url
        settings = {**setup.settings, "base_url": url}
        parts = Parts(outside=outside, clock=lambda: int(at * 1_000), secret=b"x")
        on = Line(sms, CHANNEL.build(replace(setup, settings=settings), parts))
        sms.hook = on.deliver
        yield on
        await outside.close()


# ── messages ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_message_comes_in_and_its_reply_tells_what_became_of_it():
    async with line() as on:
        await on.sms.say("anna", "where is it? 📦")
        (said,) = on.events
        id = await on.send("On its way.", notes=said.notes)
        await on.sms.network()
        sent, delivered = on.events[1:]
    assert (said.thread, said.text) == (on.sms.phone("anna"), "where is it? 📦")
    assert [one.text for one in on.sms.seen("anna")] == ["On its way."]
    assert sent == Receipt(state="sent", thread=said.thread, ids=(id,))
    assert delivered == Receipt(state="delivered", thread=said.thread, ids=(id,))
    assert on.sms.faults == []


async def test_the_reply_to_a_webhook_says_nothing_to_the_visitor():
    async with line() as on:
        await on.sms.say("anna", "hello")
    (answer,) = on.sms.answers
    assert (answer.status, answer.body, answer.media_type) == (200, b"<Response/>", "text/xml")


async def test_what_does_not_arrive_says_why():
    async with line() as on:
        await on.sms.say("anna", "hello")
        on.sms.undeliverable["anna"] = 30005
        await on.send("hello", notes=on.events[0].notes)
        await on.sms.network()
        failed = on.events[-1]
    assert failed.state == "failed"
    assert failed.why == "nobody has the number, or it can no longer be reached (30005)"


async def test_the_validity_goes_along():
    setup = replace(SETUP, settings={**SETUP.settings, "validity": "600"})
    async with line(setup) as on:
        await on.send("for ten minutes")
        assert on.sms.faults == []
    async with line(replace(setup, settings={**setup.settings, "validity": "0"})) as on:
        with pytest.raises(Permanent):
            await on.send("never")


async def test_a_message_longer_than_the_api_takes_is_refused_with_the_reason():
    async with line() as on:
        await on.send("a" * 1_600)
        with pytest.raises(Permanent, match="too long"):
            await on.send("a" * 1_601)


async def test_an_api_key_sends_in_place_of_the_token():
    key = "SK" + "1" * 32
    setup = replace(
        SETUP,
        settings={**SETUP.settings, "api_key": key},
        secrets={**SETUP.secrets, "api_secret": "a-secret-of-the-key"},
    )
    async with line(setup, keys={key: "a-secret-of-the-key"}, token="another-token") as on:
        await on.send("hello")
        assert on.sms.faults == []


async def test_a_messaging_service_may_be_the_sender():
    async with line(replace(SETUP, settings={**SETUP.settings, "sender": "MG" + "0" * 32})) as on:
        await on.send("hello")
        assert [one.text for one in on.sms.seen("anna")] == ["hello"]


async def test_strange_addresses_are_refused_before_anything_is_sent():
    async with line() as on:
        with pytest.raises(Permanent, match="expected a number"):
            await on.adapter.send(Outgoing(key="k", thread="anna", text="hello"))
        assert on.sms.seen("anna") == []


# ── stop ──────────────────────────────────────────────────────────────────────────────────────────


async def test_after_stop_nothing_goes_out_until_start():
    async with line() as on:
        await on.sms.say("anna", "STOP")
        stop = on.events[-1]
        assert isinstance(stop, Said)
        with pytest.raises(Permanent, match="the visitor said STOP"):
            await on.send("one more thing", notes=stop.notes)
        await on.sms.say("anna", "START")
        await on.send("welcome back", notes=on.events[-1].notes)
        assert on.sms.seen("anna")[-1].text == "welcome back"
        assert on.sms.faults == []


async def test_where_only_the_provider_knows_of_the_stop_it_says_so():
    async with line() as on:
        on.sms.stopped.add(on.sms.phone("anna"))
        with pytest.raises(Permanent, match=r"has said STOP \(21610\)"):
            await on.send("hello")


# ── once ──────────────────────────────────────────────────────────────────────────────────────────


async def test_what_was_taken_and_not_answered_is_found_and_not_sent_again():
    async with line() as on:
        on.sms.dice.next.append("drop_answer")
        with pytest.raises(Temporary):
            await on.send("your code is on its way")
        again = await on.send("your code is on its way", tried=True)
        (seen,) = on.sms.seen("anna")
    assert again == seen.id


async def test_what_was_never_taken_is_sent_at_the_second_try():
    async with line() as on:
        on.sms.dice.next.append("server_error")
        with pytest.raises(Temporary):
            await on.send("hello")
        await on.send("hello", tried=True)
        assert len(on.sms.seen("anna")) == 1


async def test_the_same_words_of_long_ago_are_another_message():
    async with line() as on:
        first = await on.send("Yes.")
        later = replace(on.adapter, clock=lambda: int((NOW + 7_200) * 1_000))
        anna = on.sms.phone("anna")
        second = await later.send(Outgoing(key="k2", thread=anna, text="Yes.", tried=True))
    assert first != second


async def test_a_lost_message_is_sent_again_though_its_words_are_there():
    async with line() as on:
        on.sms.undeliverable["anna"] = 30008
        await on.send("hello")
        await on.sms.network()
        await on.send("hello", tried=True)
        assert len(on.sms.seen("anna")) == 2


async def test_whatever_goes_wrong_each_message_comes_once_and_in_order():
    wrong = Mischief(drop_answers=0.1, rate_limit=0.1, server_error=0.1)
    async with line(mischief=wrong, seed=4) as on:
        for n in range(60):
            await _until_taken(on, f"message {n}")
        assert [one.text for one in on.sms.seen("anna")] == [f"message {n}" for n in range(60)]
    assert on.sms.faults == []


async def _until_taken(on: Line, text: str) -> None:
    for tried in (False, *[True] * 20):
        with suppress(Temporary):
            await on.send(text, tried=tried)
            return


# ── failures ──────────────────────────────────────────────────────────────────────────────────────


async def test_too_many_requests_are_tried_again_when_the_provider_says():
    async with line() as on:
        on.sms.pause = 7
        on.sms.dice.next.append("rate_limit")
        with pytest.raises(Temporary) as busy:
            await on.send("hello")
    assert busy.value.retry_after == 7


async def test_a_full_queue_passes_though_it_comes_as_a_bad_request():
    async with line() as on:
        on.sms.next.append(Refused(400, 21611, "the queue is full"))
        with pytest.raises(Temporary, match="21611"):
            await on.send("hello")


async def test_a_wrong_secret_is_named_and_not_shown():
    async with line(replace(SETUP, secrets={"auth_token": "quite-another-token"})) as on:
        with pytest.raises(Permanent, match="the account or its secret is wrong") as wrong:
            await on.send("hello")
    assert "quite-another-token" not in repr(wrong.value)


async def test_no_secret_number_or_word_is_in_a_log_or_a_repr(caplog):
    caplog.set_level(logging.DEBUG)
    said: list[str] = []
    async with line() as on:
        said += [repr(on.adapter), repr(on.adapter.account)]
        for fate in ("rate_limit", "server_error", "drop_answer"):
            on.sms.dice.next.append(fate)
            with pytest.raises(Temporary) as failed:
                await on.send("CANARY")
            said.append(repr(failed.value))
        on.sms.stopped.add(on.sms.phone("anna"))
        with pytest.raises(Permanent) as refused:
            await on.send("CANARY")
        said.append(repr(refused.value))
    whole = "".join([*said, caplog.text])
    assert TOKEN not in whole
    assert on.sms.phone("anna") not in whole
    assert "CANARY" not in whole


# ── webhooks ──────────────────────────────────────────────────────────────────────────────────────


async def test_webhooks_pass_with_the_port_and_with_a_shared_key():
    async with line() as on:
        on.sms.with_port = True
        await on.sms.say("anna", "with a port")
    setup = replace(SETUP, secrets={**SETUP.secrets, "shared_key": "a-shared-key-0123"})
    async with line(setup, shared_key="a-shared-key-0123") as shared:
        await shared.sms.say("anna", "with a shared key")
    assert [one.text for one in on.events + shared.events] == ["with a port", "with a shared key"]


async def test_without_its_token_the_webhook_is_off():
    async with line(replace(SETUP, secrets={})) as on:
        with pytest.raises(Forged):
            await on.sms.say("anna", "hello")


# ── files ─────────────────────────────────────────────────────────────────────────────────────────


async def test_a_picture_is_fetched_from_where_the_provider_keeps_it():
    async with line() as on:
        file = Enclosed(name="a.jpg", type="image/jpeg", content=b"\xff\xd8\xff" * 99)
        await on.sms.say("anna", "", files=[file])
        (said,) = on.events
        assert await on.adapter.fetch(said.files[0], 1_000) == file.content
        with pytest.raises(Permanent, match="longer than allowed"):
            await on.adapter.fetch(said.files[0], 10)
        with pytest.raises(Permanent, match="no more"):
            await on.adapter.fetch(replace(said.files[0], reference=f"{on.sms.base}/kept/x"), 9)
    assert on.sms.faults == []


@dataclass
class Elsewhere:
    """``Outside``, as far as an adapter asks it: answers by the address."""

    answers: dict[str, Reply]
    asked: list[Post] = field(default_factory=list)

    async def ask(self, post: Post) -> Reply:
        self.asked.append(post)
        return self.answers[post.url]


def redirect(to: str) -> Reply:
    return Reply(status=307, headers={"location": to})


def api(answers: dict[str, Reply]) -> Adapter:
    return CHANNEL.build(SETUP, Parts(outside=Elsewhere(answers), clock=lambda: 0, secret=b"x"))


FIRST = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages/MM1/Media/ME1"


async def test_the_secret_goes_to_the_api_alone():
    kept = "https://mms.twiliocdn.com/kept?Signature=1"
    adapter = api({FIRST: redirect(kept), kept: Reply(status=200, body=b"picture")})
    assert await adapter.fetch(Remote(reference=FIRST), 100) == b"picture"
    first, second = adapter.outside.asked
    assert "Authorization" in first.headers
    assert "Authorization" not in second.headers


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example.com/x",
        "https://twiliocdn.com.evil.example/x",
        "http://mms.twiliocdn.com/x",
        "https://api.twilio.com@evil.example.com/x",
        "http://169.254.169.254/latest/meta-data",
        "//evil.example.com/x",
        "file:///etc/passwd",
        "",
    ],
)
async def test_a_file_is_fetched_from_nowhere_else(to):
    adapter = api({FIRST: redirect(to)})
    with pytest.raises(Permanent, match="not where the SMS provider keeps files"):
        await adapter.fetch(Remote(reference=FIRST), 100)
    with pytest.raises(Permanent, match="not where the SMS provider keeps files"):
        await adapter.fetch(Remote(reference=to), 100)


async def test_a_circle_of_addresses_ends():
    adapter = api({FIRST: redirect(FIRST)})
    with pytest.raises(Permanent, match="too many addresses"):
        await adapter.fetch(Remote(reference=FIRST), 100)
    assert len(adapter.outside.asked) == 3


# ── the check ─────────────────────────────────────────────────────────────────────────────────────


async def test_the_check_tells_twilio_where_to_send():
    async with line(url="") as on:
        found = await on.adapter.check(HOOK)
        assert [(one.step, one.well) for one in found] == [
            ("Account", True),
            ("Sender", True),
            ("Webhook", True),
        ]
        assert on.sms.url == HOOK
        assert on.sms.faults == []


async def test_the_check_takes_a_number_away_from_nobody():
    async with line(url="https://other.example.com/sms") as on:
        found = (await on.adapter.check(HOOK))[-1]
        assert not found.well
        assert HOOK in found.remedy
        assert on.sms.url == "https://other.example.com/sms"


async def test_the_check_names_what_is_wrong():
    async with line(replace(SETUP, secrets={"auth_token": "wrong-wrong-wrong"})) as on:
        (found,) = await on.adapter.check(HOOK)
    assert "20003" in found.words
    async with line(replace(SETUP, settings={**SETUP.settings, "sender": "+4915735990009"})) as on:
        assert (await on.adapter.check(HOOK))[-1].words == "The account has no such number."


async def test_the_check_says_that_a_trial_account_is_one():
    async with line() as on:
        on.sms.trial = True
        assert "trial" in (await on.adapter.check(HOOK))[0].words
