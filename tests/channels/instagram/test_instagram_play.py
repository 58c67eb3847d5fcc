"""Instagram: by both ways of logging in, what comes, and what may go out."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.channels.instagram.play import Play
from tests.channels.meta_desk import OPERATOR, PNG, Desk, buttons, desk
from tests.channels.shelf import Shelf, shelf
from warmline.channels._meta.direct.content import EPHEMERAL, UNSUPPORTED
from warmline.channels._meta.direct.flavour import instagram as flavour
from warmline.channels._meta.direct.parsing import parse
from warmline.channels.instagram import CHANNEL
from warmline.core.model import AssistantId
from warmline.flow.channels import Echoed, Edited, Event, Receipt, Said, Setup, Unread
from warmline.flow.failures import Permanent
from warmline.testing._provider import Enclosed
from warmline.testing.meta import Instagram, LinkedInstagram

PAYLOADS = Path(__file__).with_name("payloads")


class LinkedPlay(Play):
    settings = {**Play.settings, "login": "page", "page_id": LinkedInstagram.page}  # noqa: RUF012

    def made(self, **options: Any) -> Instagram:
        return LinkedInstagram(**options)


@pytest.fixture(params=[Play, LinkedPlay])
async def instagram(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    async with desk(request.param()) as made:
        yield made
        assert made.stage.faults == []


@pytest.fixture
async def held() -> AsyncIterator[Shelf]:
    async with shelf() as made:
        yield made


def provider(of: Desk) -> Instagram:
    return of.stage.provider


def told(name: str) -> list[Event]:
    setup = Setup(
        id="ch-instagram",
        kind="instagram",
        name="Instagram",
        assistant=AssistantId("main"),
        settings=Play.settings,
    )
    body = (PAYLOADS / f"{name}.json").read_bytes()
    return parse(body, flavour(setup), "warmline:ch-instagram:", Instagram.app_id)


def test_stories_reels_and_what_instagram_hides_are_told_in_words():
    said = [one for one in told("messages") if isinstance(one, Said)]
    assert [one.text for one in said] == [
        "Hi",
        "Mentioned you in their story: https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1",
        "In reply to your story: https://scontent.cdninstagram.com/s.jpg\nNice!",
        "Shared (ig_reel): A reel · https://www.instagram.com/reel/1",
        UNSUPPORTED,
        EPHEMERAL,
    ]
    assert not any(one.files for one in said)  # what is in a story may not be kept


def test_what_was_unsent_is_taken_back():
    gone, ours = told("taken_back")
    assert gone == Edited(id="i_1", thread="5550001", gone=True, at=1_790_000_000_123)
    assert isinstance(ours, Unread)


def test_seen_names_a_message_and_an_answer_in_the_app_is_an_echo():
    seen, echo = told("seen")
    assert isinstance(seen, Receipt)
    assert (seen.state, seen.ids, seen.until) == ("read", ("i_o1",), 0)
    assert isinstance(echo, Echoed)
    assert echo.text == "From the app"


async def test_an_answer_arrives_and_comes_back_as_an_echo_with_its_id(instagram: Desk):
    """Instagram's echoes carry no mark: whose they are, the id says that ``send`` gave."""
    await provider(instagram).say("ada", "Hello?")
    id_ = await instagram.send("ada", "Hello, Ada 👋")
    await provider(instagram).settle()
    await provider(instagram).read("ada")
    assert [one.text for one in provider(instagram).seen("ada")] == ["Hello, Ada 👋"]
    assert [(one.id, one.text) for one in instagram.told(Echoed)] == [(id_, "Hello, Ada 👋")]
    assert [(one.state, one.ids) for one in instagram.told(Receipt)] == [("read", (id_,))]


async def test_the_length_is_counted_in_bytes(instagram: Desk):
    assert (CHANNEL.kind.abilities.length, CHANNEL.kind.abilities.unit) == (1_000, "bytes")
    await provider(instagram).say("ada", "Hello?")
    await instagram.send("ada", "ü" * 500)
    with pytest.raises(Permanent, match="field of the request"):
        await instagram.send("ada", "ü" * 500 + "x")
    assert len(instagram.stage.faults) == 1
    instagram.stage.provider.faults.clear()


async def test_choices_unsending_and_people_in_the_app(instagram: Desk):
    id_ = await provider(instagram).say("ada", "Hi")
    await instagram.send("ada", "Shall I connect you?", buttons=buttons("Yes", "No"))
    await provider(instagram).say("ada", "", press="Yes")
    assert instagram.told(Said)[-1].button == "b-yes"
    await provider(instagram).take_back("ada", id_)
    assert [one.id for one in instagram.told(Edited)] == [id_]
    await provider(instagram).human("ada", "From the app")
    assert "From the app" in [one.text for one in instagram.told(Echoed)]


async def test_files_go_as_bytes_by_a_linked_page_and_else_by_their_links(
    instagram: Desk, held: Shelf
):
    await provider(instagram).say("ada", "Send it")
    await instagram.send("ada", file=held.put("cat.png", "image/png", PNG))
    (bubble,) = provider(instagram).seen("ada")
    assert bubble.file == Enclosed(name="cat.png", type="image/png", content=PNG)
    linked = isinstance(provider(instagram), LinkedInstagram)
    assert held.asked == ([] if linked else ["cat.png"])


async def test_files_of_people_come_in_by_both_ways(instagram: Desk):
    file = Enclosed(name="slip.pdf", type="application/pdf", content=b"%PDF")
    await provider(instagram).say("ada", "", files=[file])
    (remote,) = instagram.told(Said)[-1].files
    assert await instagram.adapter.fetch(remote, 100) == b"%PDF"


@pytest.mark.parametrize(
    ("name", "type", "kind", "words"),
    [
        ("cat.jpg", "image/jpeg", "image", ""),
        ("hello.m4a", "audio/mp4", "audio", ""),
        ("cat.mp4", "video/mp4", "video", ""),
        ("slip.pdf", "application/pdf", "file", ""),
        ("gone.png", "", "image", r"could not fetch the file .*100/2018008"),
        ("elsewhere", "", "image", r"could not fetch the file .*100/2018008"),
        ("slip.txt", "text/plain", "file", "field of the request"),
    ],
)
async def test_a_link_goes_with_its_kind_and_what_cannot_be_fetched_says_so(
    held: Shelf, name: str, type: str, kind: str, words: str
):
    file = held.put(name, type, b"bytes") if type else held.put("cat.png", "image/png", PNG)
    async with desk(Play()) as made:
        await provider(made).say("ada", "Send it")
        sending = made.send("ada", file=replace(file, link=f"{held.url}/{name}"))
        if words:
            with pytest.raises(Permanent, match=words):
                await sending
            assert provider(made).seen("ada") == []
            return
        await sending
        await provider(made).settle()
        (bubble,) = provider(made).seen("ada")
        (echo,) = made.told(Echoed)
    assert bubble.file == Enclosed(name=name, type=type, content=b"bytes")
    assert echo.id == bubble.id


async def test_a_link_to_more_than_instagram_takes_is_refused(held: Shelf):
    file = held.put("cat.png", "image/png", b"x" * (CHANNEL.kind.abilities.media["image"] + 1))
    async with desk(Play()) as made:
        await provider(made).say("ada", "Send it")
        with pytest.raises(Permanent, match="2018294"):
            await made.send("ada", file=file)


async def test_without_a_link_there_is_a_reason(held: Shelf):
    file = replace(held.put("cat.png", "image/png", PNG), link="")
    async with desk(Play()) as made:
        await provider(made).say("ada", "Send it")
        with pytest.raises(Permanent, match="no address at which Instagram could fetch it"):
            await made.send("ada", file=file)
        assert made.stage.faults == []


async def test_late_words_are_a_persons(instagram: Desk):
    clock = 1_790_000_000.0
    provider(instagram).now = lambda: clock
    await provider(instagram).say("ada", "Hello?")
    clock += 2 * 24 * 3_600
    with pytest.raises(Permanent, match="reply window"):
        await instagram.send("ada", "Still there?", late=True)
    with pytest.raises(Permanent, match="reply window"):
        await instagram.send("ada", "Still there?")
    await instagram.send("ada", "Mia here", late=True, **OPERATOR)
    assert [one.text for one in provider(instagram).seen("ada")] == ["Mia here"]


def test_links_lead_to_the_account_and_carry_the_code():
    setup = Setup(
        id="1", kind="instagram", name="", assistant=AssistantId("main"), settings=Play.settings
    )
    assert CHANNEL.kind.link(setup, "a-code") == "https://ig.me/m/pretend?ref=a-code"
    assert CHANNEL.kind.link(replace(setup, settings={}), "a-code") == ""
