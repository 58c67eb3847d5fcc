"""Messenger: messages of ours against a strict stand-in, and who may write when."""

from collections.abc import AsyncIterator

import pytest

from tests.channels.messenger.play import Play
from tests.channels.meta_desk import OPERATOR, PNG, Clock, Desk, attachment, buttons, desk
from warmline.core.model import Author
from warmline.flow.channels import Began, Echoed, Receipt, Remote, Said
from warmline.flow.failures import Permanent, Temporary
from warmline.testing._provider import Enclosed, Mischief
from warmline.testing.meta import Messenger

DAY = 24 * 3_600


@pytest.fixture
async def messenger() -> AsyncIterator[Desk]:
    async with desk(Play()) as made:
        yield made
        assert made.stage.faults == []


def provider(of: Desk) -> Messenger:
    return of.stage.provider


async def test_an_answer_arrives_and_its_echo_is_recognised_as_ours(messenger: Desk):
    await provider(messenger).say("ada", "Hello?")
    id_ = await messenger.send("ada", "Hello, Ada 👋")
    await provider(messenger).settle()
    await provider(messenger).read("ada")
    assert [one.text for one in provider(messenger).seen("ada")] == ["Hello, Ada 👋"]
    assert messenger.told(Echoed) == []
    delivered, read = messenger.told(Receipt)
    assert (delivered.state, delivered.ids) == ("delivered", (id_,))
    assert (read.state, read.until >= delivered.until) == ("read", True)


async def test_who_answers_in_the_pages_inbox_is_heard(messenger: Desk):
    await provider(messenger).human("ada", "I am Mia")
    assert [one.text for one in messenger.told(Echoed)] == ["I am Mia"]


async def test_choices_are_quick_replies(messenger: Desk):
    await provider(messenger).say("ada", "Hi")
    await messenger.send("ada", "Shall I connect you?", buttons=buttons("Yes", "No"))
    await provider(messenger).say("ada", "", press="No")
    said = messenger.told(Said)[-1]
    assert (said.text, said.button) == ("No", "b-no")


async def test_a_link_of_ours_tells_who_comes_new_or_known(messenger: Desk):
    await messenger.stage.begin("ada", "code-1")
    await provider(messenger).say("ada", "Hi")
    await messenger.stage.begin("ada", "code-2")
    assert [one.payload for one in messenger.told(Began)] == ["code-1", "code-2"]


@pytest.mark.parametrize(
    ("medium", "name", "type_"),
    [("image", "cat.png", "image/png"), ("document", "Rechnung.pdf", "application/pdf")],
)
async def test_a_file_is_uploaded_and_sent(messenger: Desk, medium, name, type_):
    await provider(messenger).say("ada", "Send it")
    await messenger.send("ada", file=attachment(medium, name, type_))
    await provider(messenger).settle()
    (bubble,) = provider(messenger).seen("ada")
    assert bubble.file == Enclosed(name=name, type=type_, content=PNG)
    assert messenger.told(Echoed) == []


async def test_a_persons_file_is_fetched_without_showing_the_token(messenger: Desk):
    file = Enclosed(name="slip.pdf", type="application/pdf", content=b"%PDF-1.7 slip")
    await provider(messenger).say("ada", "My slip", files=[file])
    (said,) = messenger.told(Said)
    (remote,) = said.files
    assert (remote.name, remote.type) == ("slip.pdf", "application/pdf")
    assert await messenger.adapter.fetch(remote, 1_000) == file.content
    with pytest.raises(Permanent):
        await messenger.adapter.fetch(remote, 5)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example.com/x",
        "https://fbcdn.net.evil.example.com/x",
        "https://evilfbcdn.net/x",
        "http://scontent.xx.fbcdn.net/x",
        "http://127.0.0.1:1/x",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "//fbcdn.net/x",
        "https://[::1",
        "",
    ],
)
async def test_files_are_fetched_from_nowhere_but_meta(messenger: Desk, url: str):
    with pytest.raises(Permanent, match="elsewhere than at Meta"):
        await messenger.adapter.fetch(Remote(reference=url), 1_000)


async def test_after_a_day_only_a_person_may_write_and_after_a_week_nobody():
    clock = Clock()
    stage = Play()
    stage.provider.now = clock
    async with desk(stage) as messenger:
        await provider(messenger).say("ada", "Hello?")
        clock.at += DAY + 1
        for author in (Author.ASSISTANT, Author.SYSTEM):
            with pytest.raises(Permanent, match="reply window is shut"):
                await messenger.send("ada", "Still there?", late=True, author=author)
        with pytest.raises(Permanent, match=r"reply window is shut.*2018278"):
            await messenger.send("ada", "Still there?")  # our clock and Meta's may differ
        await messenger.send("ada", "Mia here", late=True, **OPERATOR)
        clock.at += 6 * DAY
        with pytest.raises(Permanent, match="reply window is shut"):
            await messenger.send("ada", "Mia again", late=True, **OPERATOR)
        assert [one.text for one in provider(messenger).seen("ada")] == ["Mia here"]
        assert stage.faults == []


async def test_within_the_day_no_tag_is_used_even_for_people(messenger: Desk):
    await provider(messenger).say("ada", "Hello?")
    await messenger.send("ada", "Mia here", **OPERATOR)
    sent = messenger.hooks[-1]
    assert b"HUMAN_AGENT" not in sent.body


async def test_who_writes_is_shown_that_it_was_seen_and_somebody_answers(messenger: Desk):
    id_ = await provider(messenger).say("ada", "Hello?")
    await messenger.adapter.typing(messenger.stage.thread("ada"), id_)
    assert provider(messenger).actions == [("ada", "mark_seen"), ("ada", "typing_on")]


async def test_each_way_of_failing_says_whether_waiting_helps(messenger: Desk):
    await provider(messenger).say("ada", "Hello?")
    messenger.stage.limit_next(400)
    with pytest.raises(Temporary) as limited:
        await messenger.send("ada", "one")
    assert limited.value.retry_after == 400
    messenger.stage.fail_next()
    with pytest.raises(Temporary, match="code 2"):
        await messenger.send("ada", "two")
    messenger.stage.refuse_next()
    with pytest.raises(Permanent, match="blocked the page"):
        await messenger.send("ada", "three")
    messenger.stage.lose_next_answer()
    with pytest.raises(Temporary, match="broke off"):
        await messenger.send("ada", "four")
    assert [one.text for one in provider(messenger).seen("ada")] == ["four"]


async def test_with_a_bad_network_every_message_arrives_and_no_echo_is_taken_for_a_person():
    mischief = Mischief(
        repeat=0.3, shuffle=0.3, delay=0.2, drop_answers=0.1, rate_limit=0.2, server_error=0.2
    )
    stage = Play(mischief)
    async with desk(stage) as messenger:
        for number in range(12):
            await provider(messenger).say("ada", f"question {number}")
            for _ in range(50):
                try:
                    await messenger.send("ada", f"answer {number}")
                except Temporary:
                    continue
                break
        await provider(messenger).settle()
        assert len({one.id for one in messenger.told(Said)}) == 12
        assert {one.text for one in provider(messenger).seen("ada")} == {
            f"answer {n}" for n in range(12)
        }
        assert messenger.told(Echoed) == []
        assert stage.faults == []


async def test_a_message_whose_answer_was_lost_is_not_sent_again_once_its_mark_came_back(
    messenger: Desk,
):
    await provider(messenger).say("ada", "Hello?")
    messenger.stage.lose_next_answer()
    with pytest.raises(Temporary):
        await messenger.send("ada", "Only once", key="k-1")
    await provider(messenger).settle()
    id_ = await messenger.send("ada", "Only once", key="k-1", tried=True)
    (bubble,) = provider(messenger).seen("ada")
    assert bubble.id == id_
    await messenger.send("ada", "Only once", key="k-2", tried=True)
    assert len(provider(messenger).seen("ada")) == 2
