"""The brain on the screen: why a person was fetched, drafts tried and measured, flows, feedback."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ask, log_of
from tests.browser.test_console import violations
from tests.browser.test_desk_settings import after_reloads

pytestmark = pytest.mark.xdist_group("browser")
PHONE = {"width": 390, "height": 844}


def first_assistant(server) -> str:
    return server.http.get("/api/assistants").json()[0]["id"]


def handed_over(server, people, **context) -> Page:
    """An operator who looks at a conversation that was handed over at its second message."""
    visitor = people.visitor(server)
    ask(visitor, "How long does delivery take?")
    expect(log_of(visitor)).to_contain_text("Delivery takes 2 to 4 working days.")
    ask(visitor, "I need to speak to a real person")
    expect(log_of(visitor)).to_contain_text("I need to speak to a real person")
    console = people.operator(server, **context)
    console.get_by_role("link", name=re.compile("^Visitor")).click()
    return console


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_says_why_and_points_at_the_words(server, people, scheme):
    console = handed_over(server, people, color_scheme=scheme)
    reason = console.get_by_role("region", name="Reason")
    expect(reason).to_contain_text("asks-for-a-person")
    expect(log_of(console).locator("mark")).to_have_text("speak to a real person")
    reason.get_by_text("All signals and rules of this turn").click()
    expect(reason.get_by_role("list", name="Rules")).to_contain_text("the message shows no topic")
    reason.get_by_role("button", name=re.compile("show the message")).first.click()
    expect(log_of(console).locator("article:focus")).to_contain_text("speak to a real person")
    assert violations(console, "body") == []


def test_any_message_tells_why_nobody_was_fetched(server, people):
    console = handed_over(server, people)
    console.get_by_role("button", name=re.compile("^Decision on message")).first.click()
    decision = console.get_by_role("region", name=re.compile("^Decision on message"))
    expect(decision).to_contain_text("No rule fires.")
    expect(decision).to_contain_text("the visitor did not ask for a person")


def test_a_draft_is_tried_measured_and_published(server, people, tmp_path):
    console = people.operator(server)
    console.get_by_role("link", name="Handoff policy").click()
    console.get_by_role("button", name=re.compile("^large-refund")).click()
    console.get_by_label("Only above the sum").fill("500")

    try_a_refund(console)
    measure(console, transcripts(tmp_path))
    console.get_by_role("button", name="Publish this draft").click()
    console.get_by_role("dialog").get_by_role("button", name="Publish", exact=True).click()
    expect(console.get_by_text("Version 1 is in force")).to_be_visible()
    rules = server.http.get(f"/api/assistants/{first_assistant(server)}/policy").json()["policy"]
    amounts = [rule["amount"] for rule in rules["rules"] if rule["id"] == "large-refund"]
    assert amounts == [500]


def try_a_refund(console: Page) -> None:
    """A refund that the live policy hands over and the draft does not."""
    console.get_by_role("button", name="Try it", exact=True).click()
    console.get_by_role("textbox", name="Line 1, Visitor").fill("I want a refund of 60 euros")
    played = console.get_by_role("article", name="Turn 1")
    console.get_by_label("Ask", exact=True).select_option("live")
    console.keyboard.press("Tab")
    console.get_by_role("textbox", name="Line 1, Visitor").press("Enter")
    expect(played).to_contain_text("Fetches a person by the rule large-refund")
    console.get_by_label("Ask", exact=True).select_option("draft")
    console.get_by_role("textbox", name="Line 1, Visitor").press("Enter")
    expect(played).to_contain_text("Goes on")


def measure(console: Page, file: str) -> None:
    """The draft beside the live policy, over a file."""
    console.get_by_role("button", name="Backtest", exact=True).click()
    console.get_by_label("Over", exact=True).select_option("upload")
    console.locator("input[type=file]").set_input_files(file)
    console.get_by_role("button", name="Run the backtest").click()
    expect(console.get_by_role("region", name="Bad lines")).to_contain_text(
        "Line 2", timeout=60_000
    )
    found = console.get_by_role("region", name="Conversations")
    expect(found).to_contain_text("handed off at turn 1 by large-refund")
    slider = console.get_by_role("slider")
    slider.press("End")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("^1.00"))
    expect(console.get_by_role("img", name=re.compile("against the share"))).to_be_visible()
    assert violations(console, "body") == []


def transcripts(folder) -> str:
    """Refunds and small talk with labels, and one line that is none."""
    lines = [
        {
            "id": "r1",
            "turns": [{"role": "visitor", "text": "I want a refund of 60 euros", "label": 1}],
        },
        {"id": "s1", "turns": [{"role": "visitor", "text": "When are you open?", "label": 0}]},
        {"id": "p1", "turns": [{"role": "visitor", "text": "a human please", "label": 1}]},
    ]
    texts = [json.dumps(line) for line in lines]
    file = folder / "past.jsonl"
    file.write_text("\n".join([texts[0], "{broken", *texts[1:]]))
    return str(file)


def test_a_condition_is_made_in_the_form_and_a_fault_stands_at_its_field(server, people):
    console = people.operator(server)
    console.get_by_role("link", name="Handoff policy").click()
    console.get_by_role("button", name=re.compile("^frustrated")).click()
    console.get_by_role("button", name="Only under a condition").click()
    console.get_by_label("What", exact=True).select_option("contact.")
    console.get_by_label("Name", exact=True).last.scroll_into_view_if_needed()
    row = console.locator(".cond")
    row.get_by_label("Name").fill("plan")
    row.get_by_label("Value").fill("gold")
    card = console.locator(".rl", has=console.get_by_role("button", name=re.compile("^frustrated")))
    card.get_by_label("From score").fill("7")
    console.get_by_role("button", name="Publish", exact=True).click()
    expect(card.get_by_text("Expected a number from 0 to 1")).to_be_visible()
    card.get_by_label("From score").fill("0.6")
    console.get_by_role("button", name="Publish", exact=True).click()
    expect(console.get_by_text("Version 1 is in force")).to_be_visible()
    text = server.http.get(f"/api/assistants/{first_assistant(server)}/policy").json()["text"]
    assert "contact.plan: gold" in text

    console.get_by_role("button", name="Versions").click()
    console.get_by_role("button", name="What version 1 changed").click()
    expect(console.get_by_text(re.compile(r"^\+.*contact\.plan: gold"))).to_be_visible()
    console.get_by_role("button", name="Go back to the built-in policy").click()
    console.get_by_role("dialog").get_by_role("button", name="Go back").click()
    expect(console.get_by_text("Version 2 is in force")).to_be_visible()


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_a_flow_plays_beside_its_text_and_a_fault_names_its_line(server, people, viewport):
    context = {"viewport": viewport} if viewport else {}
    console = people.operator(server, **context)
    console.goto(f"{server.url}/console/flows")
    console.get_by_role("button", name="Begin with an example").click()
    say = console.get_by_label("What the visitor writes")
    trial = console.get_by_role("log", name="Trial")
    for words, answer in (("where is my order", "order number"), ("L-4127", "Does that help?")):
        say.fill(words)
        say.press("Enter")
        expect(trial).to_contain_text(answer)
    console.get_by_role("button", name="No, it should be here").click()
    expect(trial).to_contain_text("A person is fetched: Order L-4127 is late")
    assert violations(console, "body") == []

    box = console.get_by_role("textbox", name="Flows as YAML")
    good = box.input_value()
    box.fill(good.replace("as: order", "as: oder"))
    expect(console.get_by_role("button", name=re.compile(r"^line \d+"))).to_be_visible()
    box.fill(good)
    expect(console.get_by_text("No faults.")).to_be_visible()
    console.get_by_role("button", name="Publish", exact=True).click()
    expect(console.get_by_text("Version 1 of the flows is in force")).to_be_visible()


def test_visitor_and_operator_each_say_once_whether_an_answer_was_right(server, people):
    visitor = people.visitor(server)
    ask(visitor, "How long does delivery take?")
    expect(log_of(visitor)).to_contain_text("Did this answer your question?")
    assert violations(visitor, "warmline-chat") == []
    visitor.get_by_role("button", name="Yes", exact=True).click()
    expect(log_of(visitor)).to_contain_text("Thank you for telling us.")
    expect(visitor.get_by_role("button", name="Yes", exact=True)).to_have_count(0)

    console = people.operator(server)
    console.goto(f"{server.url}/console/inbox/assistant")
    console.get_by_role("link", name=re.compile("^Visitor")).click()
    expect(log_of(console)).to_contain_text("Visitor: helped")
    console.get_by_role("button", name="Wrong", exact=True).click()
    expect(log_of(console)).to_contain_text("Wrong, says Ann Owner")
    expect(console.get_by_role("button", name="Wrong", exact=True)).to_have_count(0)

    console.get_by_role("link", name="Assistants").click()
    counted = console.get_by_text("1 verdict of operators, 1 of visitors; 50 % right.")
    after_reloads(console, counted)
    assert violations(console, "body") == []
