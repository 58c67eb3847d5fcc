"""One operator, one inbox: a mail, a Telegram, a WhatsApp, a Discord and a web conversation."""

import asyncio
import re
import time
from collections.abc import Callable, Coroutine, Iterator
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ask, log_of, reply
from tests.browser.standing_in import near
from tests.channels.discord.play import Play as Discord
from tests.channels.email.play import Play as Email
from tests.channels.play import Stage
from tests.channels.telegram.play import Play as Telegram
from tests.channels.whatsapp.play import Play as WhatsApp
from tests.process import ServerProcess
from warmline.testing._hooks import over_http

pytestmark = pytest.mark.xdist_group("browser")
server = near
SOON = 30.0  # seconds
DELIVERY = "How long does delivery take?"
DAYS = "Delivery takes 2 to 4 working days."
PERSON = "I need to speak to a real person"
FETCHED = "I'm bringing in a person."
RETURN = "Can I return a lamp?"
THIRTY = "You can return any lamp within 30 days."
WHO = "ada"


class Abroad:
    """The providers' stand-ins, in a thread of their own, since the browser holds this one."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = Thread(target=self.loop.run_forever)
        self._thread.start()
        self.stages: list[Stage] = []

    def run(self, what: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(what, self.loop).result(SOON)

    def set_up(self, server: ServerProcess, stage: Stage) -> Stage:
        """A channel of that kind, through the API, whose provider tells this server."""
        self.stages.append(stage)
        setup = stage.setup(self.run(stage.start()))
        body = {"kind": stage.kind, "name": f"Our {stage.kind}", "assistant": "main"}
        made = server.http.post(
            "/api/channels",
            json=body | {"settings": dict(setup.settings), "secrets": dict(setup.secrets)},
        )
        assert made.status_code == 200, made.text
        stage.provider.hook = over_http(f"{server.url}/hooks/{stage.kind}/{made.json()['id']}")
        return stage

    def says(self, stage: Stage, text: str) -> None:
        self.run(stage.say(WHO, text))

    def sees(self, stage: Stage, text: str) -> None:
        """Until it is on their device."""
        until(lambda: any(text in one.text for one in stage.seen(WHO)), f"{stage.kind}: {text}")

    def close(self) -> None:
        for stage in self.stages:
            self.run(stage.stop())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()


def until(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)  # another process: its clock cannot be moved


@pytest.fixture
def abroad() -> Iterator[Abroad]:
    found = Abroad()
    yield found
    found.close()


def row_of(operator: Page, channel: str) -> Any:
    line = operator.locator("li.row", has_text=f"by Our {channel}")
    return line.get_by_role("link")


def test_one_operator_serves_every_channel_in_one_inbox(server, people, abroad):
    operator = people.operator(server)
    stages = [abroad.set_up(server, build()) for build in (Email, Telegram, WhatsApp, Discord)]
    visitor = people.visitor(server)

    for words, answered in ((DELIVERY, DAYS), (PERSON, FETCHED)):
        ask(visitor, words)
        for stage in stages:
            abroad.says(stage, words)
        expect(log_of(visitor)).to_contain_text(answered)
        for stage in stages:
            abroad.sees(stage, answered)
    rows = operator.get_by_role("link", name=re.compile("Ada|Visitor"))
    expect(rows).to_have_count(len(stages) + 1)

    operator.get_by_role("link", name=re.compile("Visitor")).click()
    answer(operator, "web")
    expect(log_of(visitor)).to_contain_text("This is Ann, about web.")
    for stage in stages:
        row_of(operator, stage.kind).click()
        package = operator.get_by_role("complementary", name="Handoff package")
        expect(package).to_contain_text(DAYS)
        answer(operator, stage.kind)
        abroad.sees(stage, f"This is Ann, about {stage.kind}.")

    operator.get_by_role("link", name=re.compile("^Mine")).click()
    for stage in stages:
        row_of(operator, stage.kind).click()
        expect(log_of(operator)).to_contain_text(f"about {stage.kind}.")
        operator.get_by_role("button", name="Return to assistant").click()
        expect(row_of(operator, stage.kind)).to_have_count(0)
        abroad.says(stage, RETURN)
        abroad.sees(stage, THIRTY)
    for stage in stages:
        assert not stage.faults, stage.kind
        told = [one.text for one in stage.seen(WHO)]
        assert sum(DAYS in text and "Ann" not in text for text in told) == 1, told


def answer(operator: Page, channel: str) -> None:
    reply(operator, f"This is Ann, about {channel}.")
    expect(log_of(operator)).to_contain_text(f"This is Ann, about {channel}.")
