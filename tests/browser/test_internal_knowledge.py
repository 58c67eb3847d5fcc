"""The Knowledge page: what is for staff alone is marked, found, opened only after a question."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ask, log_of
from tests.browser.test_console import violations

pytestmark = pytest.mark.xdist_group("browser")
INSIDE = "question,answer\nWhat is the discount for members of staff?,It is CANARY-7731.\n"
ASKED = "What is the discount for members of staff?"


def knowledge_of(people, server) -> Page:
    console = people.operator(server)
    console.get_by_role("link", name="Knowledge").click()
    expect(console.get_by_role("heading", name="Sources")).to_be_visible()
    return console


def upload(console: Page, file: Path) -> None:
    file.write_text(INSIDE)
    console.locator("input[type=file]").set_input_files([file])
    expect(row_of(console, file.name)).to_contain_text("Ready", timeout=60_000)


def row_of(console: Page, name: str):
    return console.get_by_role("row").filter(has_text=name)


def search(console: Page, question: str) -> None:
    tester = console.get_by_role("region", name="Try a question")
    box = tester.get_by_role("textbox", name="Question")
    box.fill(question)
    box.press("Enter")


def test_a_file_uploaded_as_internal_is_marked_and_found_by_staff_and_by_no_visitor(
    server, people, tmp_path
):
    console = knowledge_of(people, server)
    files = console.locator("section").filter(has=console.get_by_role("heading", name="Add files"))
    files.get_by_role("switch", name="Internal").click()
    upload(console, tmp_path / "inside.csv")
    expect(row_of(console, "inside.csv")).to_contain_text("Internal")
    tester = console.get_by_role("region", name="Try a question")
    search(console, ASKED)
    inside = tester.get_by_role("region", name="Internal passages")
    expect(inside).to_contain_text("CANARY-7731")
    expect(inside).to_contain_text("the assistant never sees these")
    expect(tester.get_by_text("Would answer")).to_have_count(0)
    visitor = people.visitor(server)
    ask(visitor, ASKED)
    expect(log_of(visitor)).to_contain_text(re.compile("don.t know|not sure", re.IGNORECASE))
    expect(log_of(visitor)).not_to_contain_text("CANARY-7731")


def test_a_source_is_closed_with_one_click_and_opened_only_after_a_question(
    server, people, tmp_path
):
    console = knowledge_of(people, server)
    upload(console, tmp_path / "inside.csv")
    row = row_of(console, "inside.csv")
    switch = row.get_by_role("switch", name="inside.csv is internal")
    expect(switch).not_to_be_checked()
    switch.click()
    expect(switch).to_be_checked()
    expect(row.get_by_text("Internal", exact=True)).to_be_visible()
    switch.click()
    console.get_by_role("button", name="Keep it internal").click()
    expect(switch).to_be_checked()
    assert {one["name"]: one["audience"] for one in sources(server)} == {
        "inside.csv": "internal",
        "shop.csv": "public",
    }
    switch.click()
    console.get_by_role("button", name="Make it public").click()
    expect(switch).not_to_be_checked()
    expect(row.get_by_text("Internal", exact=True)).to_have_count(0)


def sources(server):
    return server.http.get("/api/knowledge/sources").json()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_with_internal_sources_shuts_nobody_out(server, people, tmp_path, scheme):
    console = people.operator(server, color_scheme=scheme)
    console.get_by_role("link", name="Knowledge").click()
    upload(console, tmp_path / "inside.csv")
    row_of(console, "inside.csv").get_by_role("switch").click()
    search(console, ASKED)
    expect(console.get_by_role("region", name="Internal passages")).to_be_visible()
    assert violations(console, "body") == []
