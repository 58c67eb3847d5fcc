"""Discord against its stand-in: the gateway that breaks, messages that are sent once, buttons."""

import asyncio
import ipaddress
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import replace

import pytest

from tests.channels.discord.play import Play
from warmline.channels.discord import build
from warmline.channels.parts import Parts
from warmline.core.model import Button, File
from warmline.flow.channels import (
    Adapter,
    Attachment,
    Edited,
    Event,
    Hook,
    Outgoing,
    Remote,
    Said,
    Setup,
)
from warmline.flow.failures import Forged, Permanent, Temporary
from warmline.outside.posting import Outside
from warmline.testing._provider import Enclosed
from warmline.testing.discord import SUPPORT, Discord

SOON = 30.0  # seconds in which everything that is awaited here has long happened
KEY = "msg-1"


class Kept:
    """``flow.channels.Memory``."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    async def recall(self, channel: str) -> str:
        return self.texts.get(channel, "")

    async def keep(self, channel: str, text: str) -> None:
        self.texts[channel] = text


class Desk:
    """An adapter that is opened, and what it has told."""

    def __init__(self, play: Play, outside: Outside, setup: Setup) -> None:
        self.play = play
        self.outside = outside
        self.setup = setup
        self.events: list[Event] = []
        self.memory = Kept()
        self.adapter = self.opened(setup)
        self.fails = 0  # of the next events: the database is away
        self._receiving: asyncio.Task[None] | None = None

    @property
    def provider(self) -> Discord:
        return self.play.provider

    def opened(self, setup: Setup) -> Adapter:
        parts = Parts(outside=self.outside, clock=lambda: 0, secret=b"s", memory=self.memory)
        return build(setup, parts)

    def receive(self) -> "asyncio.Task[None]":
        self._receiving = asyncio.create_task(self.adapter.receive(self.take))
        return self._receiving

    async def take(self, events: Sequence[Event]) -> None:
        if self.fails:
            self.fails -= 1
            raise Temporary("the database is away")
        self.events += events

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(SOON):
            while not true():
                await asyncio.sleep(0.005)

    @property
    def texts(self) -> list[str]:
        return [event.text for event in self.events if isinstance(event, Said)]

    def message(self, text: str = "Hello", **changes: object) -> Outgoing:
        plain = Outgoing(key=KEY, thread=self.play.thread("ada"), text=text)
        return replace(plain, **changes)  # type: ignore[arg-type]

    async def close(self) -> None:
        if self._receiving:
            self._receiving.cancel()
            with suppress(asyncio.CancelledError, Permanent):
                await self._receiving
        await self.outside.close()


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    play = Play()
    base_url = await play.start()
    outside = Outside((ipaddress.ip_network("127.0.0.0/8"),))
    desk = Desk(play, outside, play.setup(base_url))
    yield desk
    await desk.close()
    await play.stop()


# ── the gateway ───────────────────────────────────────────────────────────────────────────────────


async def test_what_people_write_is_told(desk: Desk) -> None:
    desk.receive()
    await desk.play.say("ada", "Hello")
    await desk.play.say("grace", "Good morning")
    await desk.until(lambda: desk.texts == ["Hello", "Good morning"])
    assert not desk.provider.faults


async def test_what_was_said_while_the_connection_was_cut_is_told_after_it(desk: Desk) -> None:
    desk.receive()
    await desk.play.say("ada", "one")
    await desk.until(lambda: desk.texts == ["one"])
    await desk.provider.gate.cut()
    await desk.provider.say("ada", "two")
    await desk.until(lambda: desk.texts == ["one", "two"])
    assert desk.provider.gate.resumed == 1
    assert not desk.provider.faults


async def test_what_could_not_be_kept_is_told_again(desk: Desk) -> None:
    desk.receive()
    await desk.play.attended()
    desk.fails = 1
    await desk.provider.say("ada", "one")
    await desk.provider.say("ada", "two")
    await desk.until(lambda: desk.texts == ["one", "two"])


async def test_another_process_goes_on_with_the_session(desk: Desk) -> None:
    first = desk.receive()
    await desk.play.say("ada", "one")
    await desk.until(lambda: desk.texts == ["one"])
    first.cancel()
    await desk.until(lambda: not desk.provider.gate.attended)
    await desk.provider.say("ada", "two")
    desk.adapter = desk.opened(desk.setup)
    desk.receive()
    await desk.until(lambda: "two" in desk.texts)
    assert list(dict.fromkeys(desk.texts)) == ["one", "two"]
    assert desk.provider.gate.resumed == 1
    assert not desk.provider.faults


async def test_a_session_that_is_over_begins_anew(desk: Desk) -> None:
    desk.receive()
    await desk.play.attended()
    await desk.provider.gate.forget()
    await desk.until(lambda: desk.provider.gate.attended)
    await desk.play.say("ada", "still there?")
    await desk.until(lambda: desk.texts == ["still there?"])
    assert not desk.provider.faults


async def test_the_connection_lives_by_its_heartbeat(desk: Desk) -> None:
    desk.receive()
    await desk.play.attended()
    await desk.until(lambda: desk.provider.gate.beats >= 4)
    await desk.play.say("ada", "late")
    await desk.until(lambda: desk.texts == ["late"])
    assert desk.provider.gate.resumed == 0
    assert not desk.provider.faults


async def test_a_wrong_token_is_given_up_and_not_tried_for_ever(desk: Desk) -> None:
    desk.adapter = desk.opened(replace(desk.setup, secrets={"token": "another"}))
    with pytest.raises(Permanent, match="token is wrong"):
        await asyncio.wait_for(desk.receive(), SOON)


async def test_changes_and_deletions_are_told(desk: Desk) -> None:
    desk.receive()
    id = await desk.play.say("ada", "Helo")
    await desk.play.edit("ada", id, "Hello")
    await desk.play.take_back("ada", id)
    await desk.until(lambda: len(desk.events) == 3)
    edits = [one for one in desk.events if isinstance(one, Edited)]
    assert [(one.id, one.text, one.gone) for one in edits] == [(id, "Hello", False), (id, "", True)]


async def test_a_button_through_the_gateway_is_noticed_at_discord(desk: Desk) -> None:
    desk.receive()
    choices = (Button(id="accept", label="Yes"), Button(id="decline", label="No"))
    await desk.adapter.send(desk.message("Shall I?", buttons=choices))
    id = await desk.play.say("ada", "", press="Yes")
    await desk.until(lambda: desk.provider.noticed == [id])
    (said,) = desk.events
    assert isinstance(said, Said)
    assert (said.text, said.button) == ("Yes", "accept")
    assert not desk.provider.faults


# ── signed requests ───────────────────────────────────────────────────────────────────────────────


def hook_of(desk: Desk, document: dict[str, object]) -> Hook:
    call = desk.provider.signed(document)
    return Hook(
        method="POST", url="https://d/h", headers=call.headers, query={}, body=call.body, at=0
    )


def with_key(desk: Desk, key: str) -> Adapter:
    settings = {**desk.setup.settings, "public_key": key}
    return desk.opened(replace(desk.setup, settings=settings))


async def test_discords_ping_is_answered(desk: Desk) -> None:
    adapter, ping = with_key(desk, desk.provider.public_key), hook_of(desk, {"type": 1})
    adapter.verify(ping)
    assert adapter.parse(ping) == ()
    assert adapter.reply(ping, ()).body == b'{"type":1}'


async def test_what_discord_did_not_sign_is_refused(desk: Desk) -> None:
    adapter, ping = with_key(desk, desk.provider.public_key), hook_of(desk, {"type": 1})
    for wrong in (
        replace(ping, body=b'{"type": 1 }'),
        replace(ping, headers={}),
        replace(ping, headers={**ping.headers, "x-signature-timestamp": "1"}),
        replace(ping, headers={**ping.headers, "x-signature-ed25519": "zz"}),
        replace(ping, headers={**ping.headers, "x-signature-ed25519": "00" * 64}),
    ):
        with pytest.raises(Forged):
            adapter.verify(wrong)
    for key in ("", "00", "zz" * 32, "11" * 32):
        with pytest.raises(Forged):
            with_key(desk, key).verify(ping)


# ── out ───────────────────────────────────────────────────────────────────────────────────────────


async def test_the_same_key_is_one_message_however_often_it_is_sent(desk: Desk) -> None:
    desk.play.lose_next_answer()
    with pytest.raises(Temporary):
        await desk.adapter.send(desk.message("Hello 🌍"))
    again = await desk.adapter.send(desk.message("Hello 🌍", tried=True))
    (shown,) = desk.play.seen("ada")
    assert (shown.id, shown.text) == (again, "Hello 🌍")
    assert not desk.provider.faults


async def test_a_file_is_seen_with_its_words(desk: Desk) -> None:
    file = File(id="f", name='a "b"\r\nc.pdf', type="application/pdf")
    enclosed = Attachment(file=file, medium="document", content=b"%PDF-\x00\xff\r\n--")
    await desk.adapter.send(desk.message("The bill", file=enclosed))
    (shown,) = desk.play.seen("ada")
    assert shown.text == "The bill"
    assert shown.file is not None
    assert (shown.file.content, shown.file.type) == (enclosed.content, "application/pdf")


async def test_a_file_of_theirs_is_fetched_from_discord_alone(desk: Desk) -> None:
    desk.receive()
    picture = Enclosed(name="p.png", type="image/png", content=b"\x89PNG" * 9)
    await desk.play.say("ada", "look", files=[picture])
    await desk.until(lambda: len(desk.events) == 1)
    (said,) = desk.events
    assert isinstance(said, Said)
    assert await desk.adapter.fetch(said.files[0], 10_000) == picture.content
    with pytest.raises(Temporary, match="longer than allowed"):
        await desk.adapter.fetch(said.files[0], 10)
    for elsewhere in ("https://evil.example/p.png", "http://169.254.169.254/latest", "nonsense"):
        with pytest.raises(Permanent, match="does not stand at Discord"):
            await desk.adapter.fetch(Remote(reference=elsewhere), 10_000)


async def test_discords_pause_is_kept(desk: Desk) -> None:
    desk.play.limit_next(7)
    with pytest.raises(Temporary) as pause:
        await desk.adapter.send(desk.message())
    assert pause.value.retry_after == 7


async def test_a_failure_of_discords_may_pass_and_a_refusal_does_not(desk: Desk) -> None:
    desk.play.fail_next()
    with pytest.raises(Temporary, match="HTTP 500"):
        await desk.adapter.send(desk.message())
    desk.play.refuse_next()
    with pytest.raises(Permanent, match="no direct messages"):
        await desk.adapter.send(desk.message())
    with pytest.raises(Permanent, match="the channel is gone"):
        await desk.adapter.send(desk.message(thread="123456789012345678"))


async def test_nothing_that_fails_names_the_token_or_the_words(desk: Desk) -> None:
    adapter = desk.opened(replace(desk.setup, secrets={"token": "very-secret"}))
    with pytest.raises(Permanent) as refused:
        await adapter.send(desk.message("private words"))
    assert "very-secret" not in str(refused.value)
    assert "private" not in str(refused.value)


async def test_the_check_says_what_is_well_and_what_to_do(desk: Desk) -> None:
    settings = {**desk.setup.settings, "support_channel": SUPPORT}
    found = await desk.opened(replace(desk.setup, settings=settings)).check("https://d/h")
    assert [one.well for one in found] == [True, True, True]
    wrong = replace(desk.setup, settings=settings, secrets={"token": "x"})
    (only,) = await desk.opened(wrong).check("https://d/h")
    assert not only.well
    assert "token" in only.remedy
    (_, endpoint) = await with_key(desk, desk.provider.public_key).check("https://d/h")
    assert not endpoint.well
    assert "https://d/h" in endpoint.remedy


async def test_typing_is_shown(desk: Desk) -> None:
    await desk.adapter.typing(desk.play.thread("ada"), "")
    assert not desk.provider.faults
