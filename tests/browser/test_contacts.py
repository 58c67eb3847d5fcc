"""One person over all channels: links take visitors along, operators say who is whom."""

import re
from itertools import count

import httpx2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ask, log_of
from tests.browser.test_console import violations

pytestmark = pytest.mark.xdist_group("browser")
SECRET = "a-secret-of-the-webhook"
TOKEN = f"123456789:{'A' * 35}"
TOASTS_STAY = """const real = window.setTimeout;
window.setTimeout = (run, ms, ...more) => real(run, ms === 6000 ? 600000 : ms, ...more);"""
updates = count(1)


@pytest.fixture
def telegram(server) -> str:
    """A channel as an owner sets it up; its id. Nothing of ours reaches any Telegram from here."""
    body = {
        "kind": "telegram",
        "name": "The shop on Telegram",
        "assistant": "main",
        "settings": {"username": "the_shop_bot", "base_url": "http://127.0.0.1:9"},
        "secrets": {"token": TOKEN, "webhook_secret": SECRET},
    }
    return server.http.post("/api/channels", json=body).raise_for_status().json()["id"]


def write(server, channel: str, id: int, name: str, text: str) -> None:
    """Somebody writes to the bot, as Telegram tells it."""
    first, _, last = name.partition(" ")
    who = {"id": id, "first_name": first, "last_name": last, "username": f"user_{id}"}
    number = next(updates)
    message = {
        "message_id": number,
        "from": who | {"is_bot": False, "language_code": "en"},
        "chat": who | {"type": "private"},
        "date": 1_790_000_000 + number,
        "text": text,
    }
    if text.startswith("/"):
        length = len(text.split(maxsplit=1)[0])
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    httpx2.post(
        f"{server.url}/hooks/telegram/{channel}",
        json={"update_id": number, "message": message},
        headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
    ).raise_for_status()


def thread_of(server, words: str) -> str:
    rows = server.http.get("/api/conversations?list=open").json()["rows"]
    entries = {
        one["id"]: server.http.get(f"/api/conversations/{one['id']}/entries").text for one in rows
    }
    return next(id for id, text in entries.items() if words in text)


class Panel:
    """The contact beside a conversation."""

    def __init__(self, console: Page) -> None:
        self.console = console
        self.whole = console.get_by_role("region", name="Contact", exact=True)
        self.known = self.whole.get_by_role("list", name="Known as")
        self.talks = self.whole.get_by_role("list", name="Conversations")

    def shows(self, *, identities: int, talks: int) -> None:
        expect(self.known.get_by_role("listitem")).to_have_count(identities)
        expect(self.talks.get_by_role("listitem")).to_have_count(talks)

    def merge(self, name: str, region: str) -> None:
        dialog = self.console.get_by_role("dialog", name="Who else is")
        section = dialog.get_by_role("region", name=region)
        section.get_by_role("button", name=re.compile(f"^Merge with {name}")).click()

    def split(self, identity: str) -> None:
        self.whole.get_by_role("button", name=f"Split {identity} off").click()
        self.console.get_by_role("dialog").get_by_role("button", name="Split off").click()

    def undo(self) -> None:
        toasts = self.console.locator(".toasts")
        toasts.get_by_role("button", name="Undo").last.click()


def test_a_visitor_goes_on_in_telegram_and_the_thread_goes_with_them(server, people, telegram):
    visitor = people.visitor(server)
    ask(visitor, "How long does delivery take?")
    expect(log_of(visitor)).to_contain_text("2 to 4 working days")
    visitor.get_by_role("button", name="Chat options").click()
    link = visitor.get_by_role("link", name="Continue in Telegram")
    expect(link).to_have_attribute("target", "_blank")
    code = re.fullmatch(
        r"https://t\.me/the_shop_bot\?start=(\S{41})", link.get_attribute("href") or ""
    )[1]
    assert violations(visitor, "body") == []
    write(server, telegram, 77, "Vera Vos", f"/start {code}")
    write(server, telegram, 77, "Vera Vos", "And can I return a lamp?")
    expect(log_of(visitor)).to_contain_text("And can I return a lamp?")
    console = people.operator(server)
    console.goto(f"{server.url}/console/inbox/open/{thread_of(server, 'return a lamp')}")
    expect(log_of(console)).to_contain_text("How long does delivery take?")
    expect(log_of(console)).to_contain_text("And can I return a lamp?")
    panel = Panel(console)
    panel.shows(identities=1, talks=1)
    expect(panel.known).to_contain_text("77 · Vera Vos · @user_77")


def unhurried(console: Page) -> Page:
    console.add_init_script(TOASTS_STAY)
    return console


def test_an_operator_merges_undoes_and_splits_in_place(server, people, telegram):
    write(server, telegram, 77, "Vera Vos", "Can I return a lamp?")
    write(server, telegram, 88, "Vera Vos", "Which bulbs fit?")
    console = unhurried(people.operator(server))
    address = f"{server.url}/console/inbox/open/{thread_of(server, 'return a lamp')}"
    console.goto(address)
    panel = Panel(console)
    panel.shows(identities=1, talks=1)
    panel.whole.get_by_role("button", name="Merge").click()
    expect(console.get_by_role("dialog")).to_contain_text("The same name, vera vos")
    assert violations(console, "body") == []
    panel.merge("Vera Vos", "Suggestions")
    panel.shows(identities=2, talks=2)
    panel.talks.locator("a:not([aria-current])").click()
    expect(log_of(console)).to_contain_text("Which bulbs fit?")
    panel.undo()
    panel.shows(identities=1, talks=1)
    console.goto(address)
    panel.whole.get_by_role("button", name="Merge").click()
    console.get_by_role("searchbox").last.fill("user_88")
    panel.merge("Vera Vos", "Search")
    panel.shows(identities=2, talks=2)
    assert violations(console, "body") == []
    panel.split("Telegram 88")
    panel.shows(identities=1, talks=1)
    panel.undo()
    panel.shows(identities=2, talks=2)
    panel.whole.get_by_text("Merges and splits").click()
    expect(panel.whole.get_by_role("button", name=re.compile("^Undo: "))).to_have_count(2)
    expect(panel.whole).to_contain_text("Ann Owner split Vera Vos off")
    assert violations(console, "body") == []
