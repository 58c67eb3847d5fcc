"""An operator at a conversation by a channel: where it is, what arrived, and what did not."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import log_of, reply
from tests.browser.standing_in import Stage, near, standing_in
from tests.browser.test_console import violations
from tests.files import made
from tests.process import ServerProcess
from warmline.testing._provider import Enclosed
from warmline.testing.telegram import NAME, TOKEN, Telegram

pytestmark = pytest.mark.xdist_group("browser")

server = near
PICTURE_AND_END = """() => {
  const log = document.querySelector("[role=log]"), picture = log?.querySelector("img");
  const below = log && log.scrollHeight - log.scrollTop - log.clientHeight;
  return picture?.naturalHeight > 0 && picture.complete && below < 2;
}"""


def with_telegram(server: ServerProcess, stage: Stage) -> None:
    settings = {"way": "polling", "base_url": stage.address, "username": NAME}
    body = {"kind": "telegram", "name": "Berlin", "assistant": "main", "settings": settings}
    answer = server.http.post("/api/channels", json={**body, "secrets": {"token": TOKEN}})
    answer.raise_for_status()


def opened(people, server: ServerProcess) -> Page:
    """The console at the conversation with Anna."""
    console = people.operator(server)
    console.get_by_role("link", name="Anna").click()
    return console


def test_what_failed_says_why_and_is_sent_again(server, people):
    telegram = Telegram()
    with standing_in(telegram) as stage:
        with_telegram(server, stage)
        first = stage.play(telegram.say("anna", "Can I talk to a real person please"))
        console = opened(people, server)
        header = console.get_by_role("main").locator("header")
        expect(header).to_contain_text("Telegram, Berlin")
        row = console.get_by_role("list", name="Waiting for a person").get_by_role("listitem")
        expect(row).to_contain_text("by Telegram, Berlin")

        reply(console, "Here I am")
        mine = log_of(console).get_by_role("article").filter(has_text="Here I am")
        expect(mine).to_contain_text("Sent")
        assert telegram.seen("anna")[-1].text == "Here I am"
        stage.play(telegram.edit("anna", first, "Can I talk to a real person about my lamp"))
        expect(log_of(console)).to_contain_text("about my lamp edited")

        telegram.blocked.add("anna")
        reply(console, "Are you there?")
        expect(log_of(console)).to_contain_text("Not delivered: the visitor has blocked us")
        assert violations(console, "body") == []
        telegram.blocked.clear()
        retry = console.get_by_role("button", name=re.compile("^Retry message"))
        retry.click()
        expect(retry).to_have_count(0)
        expect(log_of(console)).not_to_contain_text("Not delivered")
        again = log_of(console).get_by_role("article").filter(has_text="Are you there?")
        expect(again).to_contain_text("Sent")
        seen = [bubble.text for bubble in telegram.seen("anna")]
    assert seen[-2:] == ["Here I am", "Are you there?"]
    assert telegram.faults == []


def test_the_newest_stays_in_sight_when_a_picture_comes_or_a_message_fails(server, people):
    telegram = Telegram()
    with standing_in(telegram) as stage:
        with_telegram(server, stage)
        wide = Enclosed(name="lamp.png", type="image/png", content=made.picture(size=(900, 600)))
        stage.play(telegram.say("anna", "Can I talk to a real person please", files=[wide]))
        console = people.operator(server, viewport={"width": 1440, "height": 520})
        console.get_by_role("link", name="Anna").click()
        console.wait_for_function(PICTURE_AND_END)
        telegram.blocked.add("anna")
        reply(console, "Are you there?")
        mine = log_of(console).get_by_role("article").filter(has_text="Are you there?")
        retry = mine.get_by_role("button", name=re.compile("^Retry message"))
        expect(retry).to_be_in_viewport(ratio=1)


def test_the_list_shows_one_channel_alone_and_all_again(server, people):
    telegram = Telegram()
    visitor = people.visitor(server)
    visitor.get_by_role("textbox").fill("I need to speak to a real person")
    visitor.get_by_role("textbox").press("Enter")
    with standing_in(telegram) as stage:
        with_telegram(server, stage)
        stage.play(telegram.say("anna", "Can I talk to a real person please"))
        console = people.operator(server)
        rows = console.get_by_role("list", name="Waiting for a person").get_by_role("listitem")
        expect(rows).to_have_count(2)
        chosen = console.get_by_label("Channel", exact=True)
        chosen.select_option("telegram")
        expect(rows).to_have_count(1)
        expect(rows).to_contain_text("Anna")
        console.get_by_role("link", name="Mine").click()
        expect(console.get_by_text("Nothing by Telegram here.")).to_be_visible()
        console.get_by_role("button", name="Show all channels").click()
        console.get_by_role("link", name="Waiting for a person").click()
        expect(rows).to_have_count(2)
