"""A Telegram channel against its stand-in, which takes only what Telegram takes."""

import asyncio
import ipaddress
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace

import pytest

from warmline.channels.parts import Parts
from warmline.channels.telegram import CHANNEL
from warmline.channels.telegram.adapter import Telegram as Adapter
from warmline.core.model import AssistantId, Button, File
from warmline.flow.channels import Attachment, Hook, Outgoing, Remote, Said, Setup
from warmline.flow.failures import Forged, Permanent, Temporary
from warmline.outside.posting import Outside, Post, Reply
from warmline.testing._hooks import Answered
from warmline.testing._provider import Enclosed, Mischief
from warmline.testing._serving import serving
from warmline.testing.telegram import NAME, TOKEN, Telegram

HOOK = "https://desk.example.com/hooks/telegram/ch1"
SECRET = "a-secret-of-the-webhook"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (64).to_bytes(4, "big") * 2 + b"\x08\x06\0\0\0"
SETUP = Setup(
    id="ch1",
    kind="telegram",
    name="Telegram",
    assistant=AssistantId("main"),
    settings={"way": "webhook", "username": NAME},
    secrets={"token": TOKEN, "webhook_secret": SECRET},
)


@dataclass
class Line:
    telegram: Telegram
    adapter: Adapter

    @property
    def anna(self) -> str:
        return str(self.telegram.chat("anna"))

    async def send(self, text: str = "", **rest) -> str:
        return await self.adapter.send(Outgoing(key="k1", thread=self.anna, text=text, **rest))


@asynccontextmanager
async def line(setup: Setup = SETUP, **rest) -> AsyncIterator[Line]:
    """Anna has written already: Telegram lets nobody be written to who has not."""
    telegram = Telegram(**{"url": HOOK, "secret": SECRET, **rest})
    outside = Outside((ipaddress.ip_network("127.0.0.0/8"),))
    async with serving(telegram.app) as url:
        settings = {**setup.settings, "base_url": url}
        parts = Parts(outside=outside, clock=lambda: 0, secret=b"of the installation")
        adapter = CHANNEL.build(replace(setup, settings=settings), parts)
        await telegram.say("anna", "hello")
        yield Line(telegram, adapter)
        await outside.close()


def attached(content: bytes, name: str, type: str, medium: str) -> Attachment:
    return Attachment(
        file=File(id="f1", name=name, type=type, size=len(content)), medium=medium, content=content
    )


# ── sending ───────────────────────────────────────────────────────────────────────────────────────


async def test_words_come_as_they_are_whatever_marks_they_hold():
    words = "*not bold* _nor this_ [x](http://x.test) <b>&amp;</b> \\ `` ~ 😀"
    async with line() as on:
        id = await on.send(words)
        (seen,) = on.telegram.seen("anna")
    assert (seen.id, seen.text) == (id, words)
    assert on.telegram.faults == []


async def test_the_longest_message_is_counted_in_utf16_units():
    async with line() as on:
        await on.send("😀" * 2_048)
        with pytest.raises(Permanent, match="too long"):
            await on.send("😀" * 2_048 + "!")
    assert len(on.telegram.seen("anna")) == 1


async def test_buttons_stand_under_the_message_and_their_press_names_them():
    async with line() as on:
        found: list[Hook] = []
        on.telegram.hook = await _into(on, found)
        buttons = (Button(id="accept", label="Yes"), Button(id="é" * 33, label="Long"))
        await on.send("Shall I?", buttons=buttons)
        await on.telegram.say("anna", "", press="Yes")
        await on.telegram.say("anna", "", press="Long")
        presses = [event for hook in found for event in on.adapter.parse(hook)]
    assert [(one.button, one.text) for one in presses] == [("accept", "Yes"), ("", "Long")]
    assert on.telegram.unanswered() == []
    assert on.telegram.faults == []


async def _into(on: Line, found: list[Hook]):
    """Webhooks go straight into the adapter, as the server does it."""

    async def deliver(call):
        hook = Hook(
            method=call.method, url=HOOK, headers=call.headers, query={}, body=call.body, at=0
        )
        on.adapter.verify(hook)
        found.append(hook)
        reply = on.adapter.reply(hook, on.adapter.parse(hook))
        return Answered(status=reply.status, body=reply.body, media_type=reply.media_type)

    return deliver


async def test_a_picture_goes_as_a_picture_and_the_rest_as_documents():
    async with line() as on:
        await on.send(file=attached(PNG, 'a "b"\r\nc.png', "image/png", "image"))
        await on.send(
            "the bill", file=attached(b"%PDF-1.7", "bill.pdf", "application/pdf", "document")
        )
        picture, bill = on.telegram.seen("anna")
    assert picture.file.content == PNG
    assert (bill.text, bill.file.name, bill.file.content) == ("the bill", "bill.pdf", b"%PDF-1.7")
    assert on.telegram.faults == []


async def test_a_picture_that_is_too_large_for_one_is_not_even_tried_as_one():
    large = PNG + b"0" * (10 * 1024**2)
    async with line() as on:
        await on.send(file=attached(large, "map.png", "image/png", "image"))
        assert len(on.telegram.seen("anna")) == 1
    assert on.telegram.faults == []


async def test_a_picture_that_telegram_cannot_show_goes_as_a_document():
    wide = PNG[:16] + (9_999).to_bytes(4, "big") * 2 + PNG[24:]
    async with line() as on:
        await on.send(file=attached(wide, "plan.png", "image/png", "image"))
        await on.send(file=attached(b"not one at all", "odd.jpg", "image/jpeg", "image"))
        names = [one.file.name for one in on.telegram.seen("anna")]
    assert names == ["plan.png", "odd.jpg"]


async def test_somebody_who_blocked_us_is_never_tried_again():
    async with line() as on:
        await on.telegram.block("anna")
        with pytest.raises(Permanent, match="the visitor has blocked us"):
            await on.send("still there?")


async def test_a_chat_that_telegram_does_not_know_is_never_tried_again():
    async with line() as on:
        stranger = Outgoing(key="k", thread="42", text="hello")
        with pytest.raises(Permanent, match="has to write first"):
            await on.adapter.send(stranger)
        with pytest.raises(Permanent, match="expected the number of a chat"):
            await on.adapter.send(replace(stranger, thread="@anna"))


async def test_too_fast_is_tried_again_when_telegram_says():
    async with line(flood=True, now=lambda: 1_000.0) as on:
        await on.send("one")
        with pytest.raises(Temporary) as too_fast:
            await on.send("two")
    assert too_fast.value.retry_after == 1


async def test_a_chat_with_a_new_id_is_written_to_there():
    async with line() as on:
        on.telegram.moved[int(on.anna)] = 8_000_001
        await on.send("moved along")
        assert [one.text for one in on.telegram.seen("anna")] == ["moved along"]


async def test_a_lost_answer_is_temporary_and_the_message_has_come():
    async with line() as on:
        on.telegram.dice.next.append("drop_answer")
        with pytest.raises(Temporary):
            await on.send("once or twice")
        assert [one.text for one in on.telegram.seen("anna")] == ["once or twice"]


async def test_whatever_goes_wrong_no_message_is_missing_and_all_are_in_order():
    """Telegram knows no key of ours: what comes twice comes at once behind itself."""
    wrong = Mischief(drop_answers=0.1, rate_limit=0.1, server_error=0.1)
    async with line(mischief=wrong, seed=4) as on:
        for n in range(60):
            await _until_taken(on, f"message {n}")
        came = [one.text for one in on.telegram.seen("anna")]
    once = [text for place, text in enumerate(came) if text not in came[:place]]
    assert once == [f"message {n}" for n in range(60)]
    assert came == sorted(came, key=once.index)
    assert on.telegram.faults == []


async def _until_taken(on: Line, text: str) -> None:
    for tried in (False, *[True] * 20):
        with suppress(Temporary):
            await on.send(text, tried=tried)
            return


async def test_a_fault_of_telegrams_is_temporary():
    async with line(mischief=Mischief(server_error=1.0)) as on:
        with pytest.raises(Temporary, match="500"):
            await on.send("hello")


async def test_after_stop_nothing_goes_out():
    async with line() as on:
        with pytest.raises(Permanent, match="/stop"):
            await on.send("one more thing", notes={"stopped": "/stop"})
        assert on.telegram.seen("anna") == []


async def test_typing_is_shown():
    async with line() as on:
        await on.adapter.typing(on.anna, "")
        assert on.telegram.typing == ["anna"]


# ── files that come in ────────────────────────────────────────────────────────────────────────────


async def test_a_file_is_fetched_by_its_id():
    async with line() as on:
        found: list[Hook] = []
        on.telegram.hook = await _into(on, found)
        await on.telegram.say(
            "anna", "look", files=[Enclosed(name="a", type="image/png", content=PNG)]
        )
        (said,) = on.adapter.parse(found[0])
        assert isinstance(said, Said)
        assert await on.adapter.fetch(said.files[0], 1_000) == PNG
        with pytest.raises(Permanent, match="too large"):
            await on.adapter.fetch(said.files[0], 10)


async def test_a_file_that_telegram_does_not_hand_out_is_refused_for_good():
    big = Enclosed(name="a.zip", type="application/zip", content=b"0" * (20 * 1024**2 + 1))
    async with line() as on:
        found: list[Hook] = []
        on.telegram.hook = await _into(on, found)
        await on.telegram.say("anna", "", files=[big])
        (said,) = on.adapter.parse(found[0])
        with pytest.raises(Permanent, match="too large for Telegram"):
            await on.adapter.fetch(said.files[0], 10**9)
        with pytest.raises(Permanent, match="has the file no more"):
            await on.adapter.fetch(replace(said.files[0], reference="gone"), 1_000)


@dataclass
class Elsewhere:
    """``Outside``, as far as an adapter asks it: the same answer to everything."""

    answer: object
    asked: list[str] = field(default_factory=list)

    async def ask(self, post: Post) -> Reply:
        self.asked.append(post.url)
        return Reply(status=200, body=json.dumps({"ok": True, "result": self.answer}).encode())


@pytest.mark.parametrize(
    "path", ["../bot/getMe", "a/../../x", "/etc/passwd", "https://evil.example/x", "a?b", "a#b", ""]
)
async def test_a_file_is_fetched_from_nowhere_but_below_telegrams_address(path):
    elsewhere = Elsewhere({"file_id": "f", "file_size": 3, "file_path": path})
    parts = Parts(outside=elsewhere, clock=lambda: 0, secret=b"x")
    with pytest.raises(Permanent, match="expected a file's path"):
        await CHANNEL.build(SETUP, parts).fetch(Remote(reference="f"), 100)
    assert len(elsewhere.asked) == 1


# ── webhooks ──────────────────────────────────────────────────────────────────────────────────────


def hook(secret: str | None, body: bytes = b"{}") -> Hook:
    headers = {} if secret is None else {"x-telegram-bot-api-secret-token": secret}
    return Hook(method="POST", url=HOOK, headers=headers, query={}, body=body, at=0)


async def test_only_the_secret_opens_the_webhook():
    async with line() as on:
        on.adapter.verify(hook(SECRET))
        for wrong in (None, "", SECRET.upper(), SECRET + "x", "é" * 20):
            with pytest.raises(Forged):
                on.adapter.verify(hook(wrong))


async def test_without_a_token_the_webhook_is_off():
    async with line(replace(SETUP, secrets={})) as on:
        for said in (None, "", "x"):
            with pytest.raises(Forged):
                on.adapter.verify(hook(said))


async def test_a_channel_that_polls_takes_no_webhook():
    polling = replace(SETUP, settings={**SETUP.settings, "way": "polling"})
    async with line(polling) as on:
        with pytest.raises(Forged):
            on.adapter.verify(hook(SECRET))


async def test_a_secret_that_nobody_typed_in_is_made_and_given_to_telegram():
    async with line(replace(SETUP, secrets={"token": TOKEN}), url="", secret="") as on:
        found = await on.adapter.check(HOOK)
        assert all(one.well for one in found), found
        assert len(on.telegram.news.secret) == 64
        on.adapter.verify(hook(on.telegram.news.secret))
        with pytest.raises(Forged):
            on.adapter.verify(hook(""))


def test_each_channel_and_each_token_has_a_secret_of_its_own():
    parts = Parts(outside=Elsewhere(None), clock=lambda: 0, secret=b"of the installation")
    one = replace(SETUP, secrets={"token": TOKEN})
    others = [
        replace(one, id="ch2"),
        replace(one, secrets={"token": f"{TOKEN}x"}),
    ]
    made = {CHANNEL.build(setup, parts).secret for setup in (one, *others)}
    made.add(CHANNEL.build(one, replace(parts, secret=b"of another")).secret)
    assert len(made) == 4


# ── long polling ──────────────────────────────────────────────────────────────────────────────────


async def test_polling_forgets_news_only_once_they_were_taken():
    polling = replace(SETUP, settings={**SETUP.settings, "way": "polling"})
    async with line(polling) as on:
        taken: list[str] = []
        failing = [Temporary("the store is away")]
        whole = asyncio.Event()

        async def take(events):
            if failing and events:
                raise failing.pop()
            taken.extend(event.text for event in events)
            if taken and taken[-1] in ("three", "four"):
                whole.set()

        on.telegram.news.delete_webhook()
        await on.telegram.say("anna", "one")
        await on.telegram.say("anna", "two")
        with pytest.raises(Temporary):
            await on.adapter.receive(take)
        receiving = asyncio.create_task(on.adapter.receive(take))
        await on.telegram.say("anna", "three")
        async with asyncio.timeout(30):
            await whole.wait()
            whole.clear()
            await on.telegram.say("anna", "four")
            await whole.wait()
        receiving.cancel()
        await asyncio.gather(receiving, return_exceptions=True)
    assert taken == ["one", "two", "three", "four"]
    assert on.telegram.faults == []


async def test_polling_takes_the_webhook_away_and_answers_presses():
    polling = replace(SETUP, settings={**SETUP.settings, "way": "polling"})
    async with line(polling) as on:
        pressed = asyncio.Event()

        async def take(events):
            if any(isinstance(event, Said) and event.button == "person" for event in events):
                pressed.set()

        await on.send("?", buttons=(Button(id="person", label="A person"),))
        receiving = asyncio.create_task(on.adapter.receive(take))
        while on.telegram.news.url:
            await asyncio.sleep(0)
        await on.telegram.say("anna", "", press="A person")
        async with asyncio.timeout(30):
            await pressed.wait()
            while on.telegram.unanswered():
                await asyncio.sleep(0)
        receiving.cancel()
        await asyncio.gather(receiving, return_exceptions=True)
    assert on.telegram.faults == []


# ── the check ─────────────────────────────────────────────────────────────────────────────────────


async def test_the_check_tells_telegram_where_to_send_and_says_so():
    async with line(url="", secret="") as on:
        found = await on.adapter.check(HOOK)
        assert [(one.step, one.well) for one in found] == [
            ("Token", True),
            ("Webhook", True),
            ("Delivery", True),
        ]
        assert (on.telegram.news.url, on.telegram.news.secret) == (HOOK, SECRET)
    assert on.telegram.faults == []


async def test_the_check_says_what_telegram_could_not_deliver():
    async with line() as on:

        async def away(call):
            return Answered(status=502)

        on.telegram.hook = away
        await on.telegram.say("anna", "anybody there?")
        found = (await on.adapter.check(HOOK))[-1]
    assert not found.well
    assert "502" in found.words
    assert "Messages that wait: 1" in found.words


async def test_the_check_names_a_wrong_token_and_stops_there():
    wrong = replace(SETUP, secrets={"token": "1234567:" + "A" * 35})
    async with line(wrong) as on:
        (found,) = await on.adapter.check(HOOK)
    assert not found.well
    assert "does not know the token" in found.words
    assert "A" * 35 not in str(found)


async def test_the_check_names_an_address_that_telegram_would_not_send_to():
    async with line() as on:
        found = await on.adapter.check("http://desk.example.com/hooks/telegram/ch1")
    assert [one.well for one in found] == [True, False]
    assert "HTTPS" in found[-1].words
    assert "polling" in found[-1].remedy


async def test_the_check_of_a_polling_channel_takes_the_webhook_away():
    polling = replace(SETUP, settings={**SETUP.settings, "way": "polling", "username": "other_bot"})
    async with line(polling) as on:
        found = await on.adapter.check(HOOK)
        assert on.telegram.news.url == ""
    assert [(one.step, one.well) for one in found] == [
        ("Token", True),
        ("User name", False),
        ("Polling", True),
        ("Delivery", True),
    ]


async def test_the_check_says_when_somebody_else_uses_the_token():
    """Telegram is told where to send, and a moment later somebody tells it otherwise."""
    elsewhere = Elsewhere({"username": NAME, "url": "https://other.example.com/"})
    parts = Parts(outside=elsewhere, clock=lambda: 0, secret=b"x")
    found = (await CHANNEL.build(SETUP, parts).check(HOOK))[-1]
    assert not found.well
    assert found.words == "Telegram sends to another address."


# ── the token ─────────────────────────────────────────────────────────────────────────────────────


async def test_the_token_is_in_no_log_no_exception_and_no_repr(caplog):
    caplog.set_level(logging.DEBUG)
    said: list[str] = []
    async with line() as on:
        said += [repr(on.adapter), repr(on.adapter.api)]
        for fate in ("rate_limit", "server_error", "drop_answer"):
            on.telegram.dice.next.append(fate)
            with pytest.raises((Temporary, Permanent)) as failed:
                await on.send("hello")
            said += [repr(failed.value), str(failed.value), repr(failed.value.__cause__)]
        with pytest.raises(Permanent) as refused:
            await on.adapter.send(Outgoing(key="k", thread="42", text="hello"))
        said.append(repr(refused.value))
        await on.adapter.check(HOOK)
        api = replace(on.adapter.api, base_url="http://127.0.0.1:1")  # where nobody listens
        with pytest.raises(Temporary) as away:
            await replace(on.adapter, api=api).typing("1", "")
    said += [repr(away.value), caplog.text]
    assert TOKEN not in "".join(said)
    assert TOKEN.partition(":")[2] not in json.dumps(said)


# ── links ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_link_opens_the_thread_and_carries_a_code():
    assert CHANNEL.kind.link(SETUP, "abc-_9") == f"https://t.me/{NAME}?start=abc-_9"


def test_without_a_user_name_or_with_a_code_that_telegram_would_cut_there_is_no_link():
    assert CHANNEL.kind.link(replace(SETUP, settings={}), "abc") == ""
    assert CHANNEL.kind.link(SETUP, "a" * 65) == ""
    assert CHANNEL.kind.link(SETUP, "a b") == ""
