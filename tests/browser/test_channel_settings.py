"""An admin sets up a channel: the form, a check that fails, its remedy, a check that is well."""

import json
import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import fits
from tests.browser.standing_in import near, standing_in
from tests.browser.test_console import violations
from warmline.testing.telegram import NAME, TOKEN, Telegram

server = near

pytestmark = pytest.mark.xdist_group("browser")
PHONE = {"width": 390, "height": 844}
WRONG = "7000001:AAThisTokenWasTypedWrong_000000000"


def opened(console: Page, path: str) -> None:
    expect(console.get_by_role("main").locator("h1")).to_have_text("Channels")
    expect(console.get_by_role("status", name="Loading")).to_have_count(0)
    assert violations(console, "body") == [], path


def fill_in(console: Page, address: str) -> None:
    console.get_by_label("Name", exact=True).fill("Telegram Berlin")
    console.get_by_label("Token").fill("not a token")
    console.get_by_label("User name").fill(NAME)
    console.get_by_label("How messages come in").select_option("polling")
    console.get_by_text("Advanced").click()
    console.get_by_label("Address of the Bot API").fill(address)
    console.get_by_role("button", name="Save and check").click()
    expect(console.get_by_role("alert")).to_contain_text("Expected a token such as")
    expect(console.locator("[aria-invalid=true]")).to_be_focused()
    console.get_by_label("Token").fill(WRONG)
    console.get_by_role("button", name="Save and check").click()


def findings(console: Page):
    return console.get_by_role("list", name="Findings")


def test_a_channel_is_added_checked_mended_and_well(server, people):
    telegram = Telegram()
    with standing_in(telegram) as stage:
        console = people.operator(server)
        console.get_by_role("link", name="Channels").click()
        opened(console, "channels")
        console.get_by_role("link", name="Add a channel").first.click()
        opened(console, "channels/new")
        console.get_by_role("list", name="Kinds").get_by_role("link", name="Telegram").click()
        expect(console.get_by_role("link", name="https://t.me/BotFather")).to_be_visible()
        opened(console, "channels/new/telegram")
        fill_in(console, stage.address)

        expect(findings(console)).to_contain_text("Copy the token from BotFather again.")
        expect(console.get_by_role("main")).to_contain_text("Needs attention")
        opened(console, "check")
        mend(console)
        console.get_by_role("button", name="Check again").click()
        expect(console.get_by_role("region", name="Check")).to_contain_text("steps are well")
        expect(console.get_by_role("region", name="Check")).to_contain_text("All")
        expect(console.get_by_role("main")).to_contain_text("Works")
        try_out(console)
    kept = server.http.get("/api/channels").json()[0]
    assert kept["secrets"]["token"] == "set"
    assert TOKEN not in console.content()
    refused = {fault.partition(": ")[2] for fault in telegram.faults}
    assert refused <= {"Unauthorized", "Bad Request: chat not found"}


def mend(console: Page) -> None:
    """The right token; of the wrong one nothing is shown."""
    console.get_by_role("button", name="Settings", exact=True).click()
    token = console.get_by_label("Token")
    expect(token).to_have_value("")
    expect(token).to_have_attribute("placeholder", "unchanged")
    token.fill(TOKEN)
    opened(console, "settings")
    bar = console.get_by_role("region", name="Unsaved changes")
    bar.get_by_role("button", name="Save").click()
    expect(bar).to_have_count(0)
    console.get_by_role("button", name="Check", exact=True).click()


def try_out(console: Page) -> None:
    """To somebody who never wrote: Telegram says no, and the admin reads why."""
    trial = console.get_by_role("region", name="Test message")
    trial.get_by_label("To").fill("4711")
    trial.get_by_role("button", name="Send a test message").click()
    expect(trial.get_by_role("status")).to_contain_text("Not sent:")
    console.get_by_role("button", name="Health", exact=True).click()
    expect(console.get_by_text("Last came in")).to_be_visible()
    opened(console, "health")


def test_a_channel_is_switched_off_and_removed_after_it_was_said_what_stays(server, people):
    body = {"kind": "telegram", "name": "Old bot", "assistant": "main"}
    server.http.post("/api/channels", json={**body, "secrets": {"token": TOKEN}}).raise_for_status()
    console = people.operator(server, viewport=PHONE)
    console.goto(f"{server.url}/console/channels")
    console.get_by_role("link", name="Old bot").click()
    console.get_by_role("switch", name="On", exact=True).click()
    expect(console.get_by_role("main")).to_contain_text("Nothing comes in and nothing goes out.")
    console.get_by_role("button", name="Settings", exact=True).click()
    console.get_by_role("button", name="Remove this channel").click()
    dialog = console.get_by_role("dialog")
    expect(dialog).to_contain_text("No conversation has come by it.")
    dialog.get_by_role("button", name="Remove it").click()
    expect(console.get_by_text("The channel is removed")).to_be_visible()
    expect(console.get_by_role("link", name="Old bot")).to_have_count(0)
    assert server.http.get("/api/channels").json() == []
    fits(console)


def given_up(server, *errors: str) -> None:
    """Jobs that nobody tries any more, as the server left them."""
    with closing(sqlite3.connect(server.data / "warmline.db", timeout=20)) as db, db:
        for error in errors:
            body = json.dumps({"kind": "summarise", "handoff": 1})
            row = ("none", "summarise", body, 9, error, 1_760_000_000_000)
            into = "INSERT INTO outbox (conversation, kind, body, attempts, error, at)"
            db.execute(f"{into} VALUES (?, ?, ?, ?, ?, ?)", row)


def test_dead_letters_say_why_and_are_tried_again_or_dropped(server, people):
    given_up(server, "the model is not there", "429: too many requests", "the quota is used up")
    console = people.operator(server, viewport=PHONE)
    console.goto(f"{server.url}/console/channels/dead")
    letters = console.get_by_role("region", name="Dead letters").get_by_role("row")
    expect(letters).to_have_count(4)  # with the head
    expect(letters.nth(2)).to_contain_text("429: too many requests")
    opened(console, "dead")
    fits(console)
    letters.nth(1).get_by_role("button", name="Drop").click()
    dialog = console.get_by_role("dialog")
    dialog.get_by_role("button", name="Keep it").click()
    expect(letters).to_have_count(4)
    letters.nth(1).get_by_role("button", name="Drop").click()
    dialog.get_by_role("button", name="Drop it").click()
    expect(letters).to_have_count(3)
    console.get_by_role("button", name="Try all 2 again").click()
    expect(console.get_by_text("2 are tried again")).to_be_visible()
    expect(console.get_by_text("None. Nothing was given up.")).to_be_visible()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_pages_of_channels_have_no_fault_that_axe_finds(server, people, look):
    console = people.operator(server, color_scheme=look)
    for page in ("channels", "channels/new", "channels/new/telegram", "channels/dead"):
        console.goto(f"{server.url}/console/{page}")
        opened(console, page)
    console.set_viewport_size(PHONE)
    expect(console.get_by_role("region", name="Dead letters")).to_contain_text(re.compile("None"))
    fits(console)
