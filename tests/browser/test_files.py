"""A visitor sends a picture, an operator sends a paper back; both on real pages, each its own."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ask, log_of
from tests.browser.test_console import violations
from tests.files import made

pytestmark = pytest.mark.xdist_group("browser")

PICTURE = {"name": "broken.png", "mimeType": "image/png", "buffer": made.picture(size=(900, 600))}
PAPER = {"name": "Invoice.pdf", "mimeType": "application/pdf", "buffer": made.PDF}


def test_a_picture_goes_to_the_operator_and_a_paper_comes_back(server, people):
    operator, visitor = people.operator(server), people.visitor(server)
    ask(visitor, "I want to talk to a human, my lamp is broken")
    operator.get_by_role("link", name=re.compile("Visitor")).click()

    with visitor.expect_file_chooser() as chooser:
        visitor.get_by_role("button", name="Attach a file").click()
    chooser.value.set_files([PICTURE])
    expect(visitor.get_by_role("button", name="Remove broken.png")).to_be_visible()
    assert violations(visitor, "warmline-chat") == []
    visitor.get_by_role("button", name="Send", exact=True).click()

    shown = log_of(operator).get_by_role("img", name="broken.png")
    expect(shown).to_have_js_property("naturalWidth", 480)
    own = log_of(visitor).get_by_role("img", name="broken.png")
    expect(own).to_have_js_property("naturalWidth", 480)

    operator.get_by_label("Files to attach").set_input_files([PAPER])
    expect(operator.get_by_role("button", name="Remove Invoice.pdf")).to_be_visible()
    operator.get_by_role("textbox", name="Reply").fill("Here is your invoice.")
    operator.get_by_role("button", name="Send", exact=False).click()

    expect(log_of(visitor)).to_contain_text("Here is your invoice.")
    expect(log_of(operator).get_by_role("link", name="Invoice.pdf")).to_be_visible()
    with visitor.expect_download() as download:
        log_of(visitor).get_by_role("link", name=re.compile("Invoice.pdf")).click()
    assert download.value.suggested_filename == "Invoice.pdf"
    assert download.value.path().read_bytes() == made.PDF

    assert violations(visitor, "warmline-chat") == []
    assert violations(operator, "body") == []
    visitor.reload()
    expect(log_of(visitor).get_by_role("img", name="broken.png")).to_be_visible()


def test_a_page_in_disguise_is_refused_and_a_dropped_or_pasted_picture_is_taken(server, people):
    visitor = people.visitor(server)
    ask(visitor, "hello there")
    page = {"name": "photo.png", "mimeType": "image/png", "buffer": made.HTML}
    visitor.locator("input[type=file]").set_input_files([page])
    tray = visitor.get_by_role("list", name="Attach a file")
    expect(tray).to_contain_text("Files of this type cannot be sent.")
    visitor.get_by_role("button", name="Remove photo.png").click()
    expect(visitor.get_by_role("button", name="Attach a file")).to_be_focused()

    for way in ("drop", "paste"):
        visitor.get_by_role("textbox", name=re.compile("Write a message")).evaluate(
            """(field, [way, bytes]) => {
                const data = new DataTransfer();
                data.items.add(new File([new Uint8Array(bytes)], way + ".png"));
                const given = {bubbles: true, cancelable: true, composed: true};
                field.dispatchEvent(way === "drop"
                    ? new DragEvent("drop", {...given, dataTransfer: data})
                    : new ClipboardEvent("paste", {...given, clipboardData: data}));
            }""",
            [way, list(made.picture())],
        )
        expect(visitor.get_by_role("button", name=f"Remove {way}.png")).to_be_visible()
    visitor.get_by_role("button", name="Send", exact=True).click()
    for way in ("drop", "paste"):
        expect(log_of(visitor).get_by_role("img", name=f"{way}.png")).to_be_visible()


def test_a_file_that_is_opened_runs_nothing(server, people):
    visitor = people.visitor(server)
    ask(visitor, "hello there")
    polyglot = made.picture() + made.HTML
    given = {"name": "both.html", "mimeType": "text/html", "buffer": polyglot}
    visitor.locator("input[type=file]").set_input_files([given])
    expect(visitor.get_by_role("list", name="Attach a file")).to_contain_text("both.html")
    expect(visitor.get_by_role("progressbar")).to_have_count(0)
    expect(visitor.get_by_role("button", name="Send", exact=True)).to_be_enabled()
    visitor.get_by_role("button", name="Send", exact=True).click()
    link = log_of(visitor).get_by_role("link", name=re.compile("both.html.png"))
    with visitor.expect_popup() as opened:
        link.click()
    opened.value.wait_for_load_state()
    assert opened.value.evaluate("document.contentType") == "image/png"


def test_a_file_that_is_chosen_before_the_server_has_answered_waits_for_it(server, people):
    held = []
    visitor = people.page()
    visitor.route("**/api/visitor/session", lambda route: held.append(route))  # noqa: PLW0108
    with visitor.expect_request("**/api/visitor/session"):
        people.visit(server, visitor)
    visitor.locator("input[type=file]").set_input_files([PICTURE])
    expect(visitor.get_by_role("progressbar", name="broken.png")).to_be_visible()
    expect(visitor.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    for route in held:
        route.continue_()
    visitor.get_by_role("button", name="Send", exact=True).click()
    expect(log_of(visitor).get_by_role("img", name="broken.png")).to_be_visible()
