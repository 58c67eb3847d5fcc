"""``python -m warmline.testing``: each stand-in can be started, and its people played by a page."""

import asyncio
import html
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest

from warmline.testing.__main__ import STAND_INS, main, parser, stand_in
from warmline.testing._hooks import Answered, Call
from warmline.testing._mischief import CALM
from warmline.testing._page import paged
from warmline.testing._provider import Bubble, Provider
from warmline.testing._serving import serving
from warmline.testing.meta import Instagram, Messenger

SOURCE = Path(__file__).parents[2] / "src"


@asynccontextmanager
async def page(provider: Provider) -> AsyncIterator[httpx2.AsyncClient]:
    async with serving(paged(provider, provider.hints)) as url:
        provider.base = url
        async with httpx2.AsyncClient(base_url=url, follow_redirects=True, timeout=30) as client:
            yield client


async def test_what_is_typed_on_the_page_comes_as_that_persons_message():
    provider, told = Messenger(), list[Call]()

    async def hook(call: Call) -> Answered:
        told.append(call)
        return Answered(status=200)

    provider.hook = hook
    async with page(provider) as client:
        said = {"person": "grace", "text": "Where is <b>my</b> parcel?", "do": "say"}
        found = await client.post("/say", files={"file": ("", b"")}, data=said)
        assert found.status_code == 200
        talk = (await client.get("/talk?person=grace")).text
    assert len(told) == 1
    assert b"Where is <b>my<\\/b> parcel?" in told[0].body
    assert "Where is &lt;b&gt;my&lt;/b&gt; parcel?" in talk
    assert "<b>my" not in talk


async def test_a_button_is_pressed_a_file_is_sent_and_the_owners_own_app_answers():
    provider = Messenger()
    provider.choices["m_1"] = {"Yes": "accept"}
    provider.show("ada", Bubble(id="m_1", text="Shall I?", buttons=("Yes",)))
    async with page(provider) as client:
        talk = (await client.get("/talk?person=ada")).text
        assert ">Yes</button>" in talk
        await client.post("/say", data={"person": "ada", "label": "Yes", "do": "press"})
        file = {"file": ("slip.pdf", b"%PDF")}
        await client.post("/say", data={"person": "ada", "text": "", "do": "say"}, files=file)
        await client.post("/say", data={"person": "ada", "text": "I am Mia", "do": "human"})
    assert [(one.text, one.mine) for one in provider.talk("ada")] == [
        ("Shall I?", False),
        ("Yes", True),
        ("", True),
        ("I am Mia", False),
    ]


async def test_what_a_provider_does_not_have_is_said_and_breaks_nothing():
    async with page(Instagram()) as client:
        found = await client.post("/say", data={"person": "ada", "label": "No", "do": "press"})
        assert (found.status_code, 'role="alert"' in found.text) == (200, True)


async def test_who_writes_before_there_is_a_webhook_is_told_that_nobody_heard_it():
    said = {"person": "ada", "text": "Where is my parcel?", "do": "say"}
    async with page(Messenger()) as client:
        found = await client.post("/say", files={"file": ("", b"")}, data=said)
    assert "start this again with --hook" in found.text


@pytest.mark.parametrize("kind", sorted(STAND_INS))
async def test_a_stand_in_that_is_started_again_uses_no_id_of_its_former_run(kind: str):
    ids = set[str]()
    for start in (1_700_000_000, 1_700_000_060):
        provider = stand_in(parser().parse_args([kind]), start=start)
        provider.now = lambda start=start: float(start)
        async with provider.open():
            ids.add(await provider.say(provider.people[0], "Hello"))
    assert len(ids) == 2


async def test_the_page_runs_no_script_and_tells_what_to_type_into_the_form():
    async with page(Messenger()) as client:
        home = await client.get("/?person=<script>")
    assert "<script" not in home.text
    assert "script-src" not in home.headers["content-security-policy"]
    assert "default-src 'none'" in home.headers["content-security-policy"]
    for key, value in Messenger.hints.items():
        assert f"<dt>{key}</dt><dd>{html.escape(value)}</dd>" in home.text


@pytest.mark.parametrize("kind", sorted(STAND_INS))
def test_every_stand_in_can_be_made_and_says_what_to_type(kind: str):
    provider = STAND_INS[kind]("https://desk.example.com/hooks/x/1", 7, CALM)
    assert provider.kind in kind
    assert provider.hints
    assert provider.people


@pytest.mark.parametrize("wrong", [["pigeon"], ["whatsapp", "--repeat", "2"], []])
def test_what_cannot_be_started_is_refused_with_words(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit):
        main(wrong)
    assert "usage: python -m warmline.testing" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["email", "whatsapp"])
async def test_the_command_line_says_where_it_stands_and_stops_when_asked(kind: str):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "warmline.testing",
        kind,
        "--port",
        "0",
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    first = (await process.stdout.readline()).decode()
    url = re.search(r"http://\S+", first)
    assert url is not None
    async with httpx2.AsyncClient(timeout=30) as client:
        assert kind in (await client.get(url[0])).text
    process.send_signal(signal.SIGINT)
    await process.communicate()
    assert process.returncode == 0
