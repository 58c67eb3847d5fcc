"""Two operators at one inbox: handing on, offers, collision, many at once, snooze, presence."""

import re
import time
from contextlib import ExitStack, suppress

import httpx2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ask, fits, log_of, reply
from tests.browser.test_console import violations
from tests.process import PASSWORD

pytestmark = pytest.mark.xdist_group("browser")
PHONE = {"width": 390, "height": 844}
TOM = "tom@example.com"
ASKS = "I need to speak to a real person about my lamp"


@pytest.fixture
def tom(server) -> str:
    return colleague(server, TOM, "Tom Turner")


def colleague(server, email: str, name: str, role: str = "operator") -> str:
    account = {"email": email, "name": name, "role": role, "password": PASSWORD}
    return server.http.post("/api/operators", json=account).raise_for_status().json()["id"]


class Visitor:
    """A visitor by plain HTTP: what they see is not what these tests are about."""

    def __init__(self, server, http: httpx2.Client) -> None:
        self.http = http
        session = self.http.post("/api/visitor/session", json={"key": server.key()}).json()
        self.http.headers["Authorization"] = f"Bearer {session['token']}"
        self.said = 0
        self.say(ASKS)

    def say(self, text: str) -> None:
        self.said += 1
        body = {"id": f"m{self.said}", "text": text}
        self.http.post("/api/visitor/say", json=body).raise_for_status()


@pytest.fixture
def visit(server):
    """Lets visitors come who ask for a person."""
    with ExitStack() as browsers:
        yield lambda: Visitor(server, browsers.enter_context(httpx2.Client(base_url=server.url)))


def waiting(server, at_least: int = 1) -> list[dict]:
    """The rows that wait; the assistant takes a moment to hand over."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with suppress(httpx2.HTTPError):
            rows = server.http.get("/api/conversations").json()["rows"]
            if len(rows) >= at_least:
                return rows
        time.sleep(0.05)  # another process: its clock cannot be moved
    raise AssertionError("nobody waits")


def open_first(console: Page, server, path: str = "waiting") -> str:
    id = waiting(server)[0]["id"]
    console.goto(f"{server.url}/console/inbox/{path}/{id}")
    expect(log_of(console)).to_contain_text(ASKS)
    return id


def transfer_to_tom(console: Page, note: str) -> None:
    """By keys alone."""
    console.keyboard.press("t")
    box = console.get_by_role("combobox", name="To")
    expect(box).to_be_focused()
    expect(console.get_by_role("option", name=re.compile("Tom Turner"))).to_contain_text("free")
    console.keyboard.type("tom")
    console.keyboard.press("Enter")
    expect(console.get_by_label("Note for the next person")).to_be_focused()
    console.keyboard.press("Control+a")
    console.keyboard.type(note)
    console.keyboard.press("Control+Enter")
    expect(console.get_by_role("dialog")).to_have_count(0)


def in_team(console: Page, name: str):
    """A colleague, as the navigation shows them."""
    main = console.get_by_role("navigation", name="Main")
    return main.get_by_role("listitem").filter(has_text=name)


def offer(console: Page):
    return console.get_by_role("region", name="Offered to you")


def test_a_conversation_is_handed_on_and_taken_up_by_keys_alone(server, people, visit, tom):
    visit()
    ann, other = people.operator(server), people.operator(server, email=TOM)
    open_first(ann, server)
    ann.keyboard.press("c")
    expect(ann.get_by_role("button", name="Resolve")).to_be_visible()
    expect(ann.get_by_text("You hold this")).to_be_visible()
    transfer_to_tom(ann, "Her lamp came broken.")
    expect(offer(other)).to_contain_text(re.compile(r"0:[0-4]\d"))
    other.keyboard.press("a")
    expect(other.get_by_text("You hold this")).to_be_visible()
    expect(offer(other)).to_have_count(0)
    expect(log_of(other)).to_contain_text("Ann Owner handed this to Tom Turner")
    expect(log_of(other)).to_contain_text("Her lamp came broken.")
    expect(ann.get_by_text(re.compile("^Tom Turner holds this,"))).to_be_visible()


def test_who_stays_holds_it_until_the_colleague_takes_it(server, people, visit, tom):
    visit()
    ann, other = people.operator(server), people.operator(server, email=TOM)
    open_first(ann, server)
    ann.keyboard.press("c")
    expect(ann.get_by_text("You hold this")).to_be_visible()
    ann.get_by_role("button", name="Transfer", exact=True).click()
    dialog = ann.get_by_role("dialog")
    expect(dialog.get_by_label(re.compile("Stay until"))).to_be_disabled()
    dialog.get_by_role("option", name=re.compile("Tom Turner")).click()
    dialog.get_by_label(re.compile("Stay until")).check()
    dialog.get_by_role("button", name=re.compile("Transfer to Tom")).click()
    expect(offer(other)).to_be_visible()
    expect(ann.get_by_text("You hold this")).to_be_visible()
    offer(other).get_by_role("button", name="Take").click()
    expect(ann.get_by_text(re.compile("^Tom Turner holds this,"))).to_be_visible()


def test_what_is_passed_waits_again_and_says_so(server, people, visit, tom):
    visit()
    ann, other = people.operator(server), people.operator(server, email=TOM)
    open_first(ann, server)
    transfer_to_tom(ann, "")
    expect(offer(other)).to_be_visible()
    expect(ann.get_by_text(re.compile("Offered to Tom Turner, 0:"))).to_be_visible()
    other.keyboard.press("d")
    expect(offer(other)).to_have_count(0)
    expect(log_of(ann)).to_contain_text("Tom Turner passed")
    expect(ann.get_by_role("button", name="Claim")).to_be_visible()


def test_the_rounds_offer_to_who_is_available_and_the_panel_says_why(server, people, visit, tom):
    team = {"strategy": "round_robin"}
    server.http.put("/api/admin/teams/support", json=team).raise_for_status()
    ann, other = people.operator(server), people.operator(server, email=TOM)
    available = ann.get_by_role("switch", name="Available for conversations")
    expect(available).to_be_checked()
    ann.keyboard.press("Shift+A")
    expect(available).not_to_be_checked()
    expect(in_team(other, "Ann Owner")).to_contain_text("away")
    visit()
    expect(offer(other)).to_contain_text("Why you: is next in turn")
    expect(offer(ann)).to_have_count(0)
    open_first(ann, server)
    panel = ann.get_by_role("region", name="Routing")
    expect(panel).to_contain_text("Tom Turner was given it")
    panel.get_by_text(re.compile("who else was asked")).click()
    expect(panel.get_by_role("listitem").filter(has_text="Ann Owner")).to_contain_text("is away")
    available.click()
    expect(in_team(other, "Ann Owner")).to_contain_text("available")


def test_colleagues_see_each_other_without_asking(server, people, visit, tom):
    visit()
    ann, other = people.operator(server), people.operator(server, email=TOM)
    id = open_first(ann, server)
    other.goto(f"{server.url}/console/inbox/waiting")
    expect(other.locator(f'[data-row="{id}"]')).to_be_visible()
    row = other.get_by_role("listitem").filter(has=other.locator(f'[data-row="{id}"]'))
    expect(row).to_contain_text("Ann Owner is viewing")
    other.locator(f'[data-row="{id}"]').click()
    expect(ann.get_by_role("main")).to_contain_text("Tom Turner is viewing")
    other.get_by_role("textbox", name="Reply").press_sequentially("Hello")
    replying = ann.get_by_role("status").filter(has_text="Tom Turner is replying")
    expect(replying).to_be_visible()
    other.goto(f"{server.url}/console/profile")
    expect(ann.get_by_role("main")).not_to_contain_text("Tom Turner")


def test_the_second_sender_is_shown_the_first_reply_and_keeps_the_words(server, people, visit, tom):
    visit()
    ann, other = people.operator(server), people.operator(server, email=TOM)
    ann.clock.set_fixed_time(time.time())  # a colleague's reply counts as unread for four seconds
    id = open_first(ann, server)
    other.goto(f"{server.url}/console/inbox/waiting/{id}")
    expect(log_of(other)).to_contain_text(ASKS)
    ann.get_by_role("textbox", name="Reply").fill("I am sorry, a new lamp is on its way.")
    reply(other, "Tom here, I will look into it.")
    expect(log_of(ann)).to_contain_text("Tom here")
    ann.get_by_role("tab", name="Reply").click()
    ann.get_by_role("textbox", name="Reply").press("Control+Enter")
    asked = ann.get_by_role("alert").filter(has_text="Tom Turner just replied. Send anyway?")
    expect(asked).to_contain_text("Tom here, I will look into it.")
    asked.get_by_role("button", name="Change it").click()
    expect(ann.get_by_role("textbox", name="Reply")).to_have_value(
        "I am sorry, a new lamp is on its way."
    )
    ann.get_by_role("textbox", name="Reply").press("Control+Enter")
    asked = ann.get_by_role("alert").filter(has_text="Send anyway?")
    asked.get_by_role("button", name="Send anyway").click()
    expect(log_of(other)).to_contain_text("a new lamp is on its way.")


def test_many_are_resolved_at_once_and_each_one_says_how_it_went(server, people, visit, tom):
    for _ in range(3):
        visit()
    taken = waiting(server, at_least=3)[2]["id"]
    ann, other = people.operator(server), people.operator(server, email=TOM)
    expect(ann.locator("[data-row]")).to_have_count(3)
    other.goto(f"{server.url}/console/inbox/waiting/{taken}")
    other.get_by_role("button", name="Claim").click()
    expect(other.get_by_text("You hold this")).to_be_visible()
    ann.goto(f"{server.url}/console/inbox/open")
    expect(ann.locator("[data-row]")).to_have_count(3)
    ann.keyboard.press("j")
    ann.keyboard.press("x")
    ann.keyboard.press("Shift+J")
    ann.keyboard.press("Shift+J")
    bar = ann.get_by_role("region", name="Selection")
    expect(bar).to_contain_text("3 conversations selected")
    ann.keyboard.press("e")
    outcomes = ann.get_by_role("dialog", name="2 of 3 resolved")
    refused = outcomes.get_by_role("listitem").filter(has_text="Tom Turner")
    expect(refused).to_contain_text("Only the operator who holds this conversation")
    ann.keyboard.press("Escape")
    expect(bar).to_contain_text("1 conversation selected")
    expect(ann.locator("[data-row]")).to_have_count(1)
    ann.keyboard.press("Escape")
    expect(bar).to_have_count(0)


def test_a_snoozed_conversation_stands_aside_until_the_visitor_writes(server, people, visit):
    visitor = visit()
    ann = people.operator(server)
    open_first(ann, server)
    ann.keyboard.press("c")
    expect(ann.get_by_text("You hold this")).to_be_visible()
    ann.keyboard.press("h")
    choices = ann.get_by_role("dialog").get_by_role("list", name="Until")
    choices.get_by_role("button", name=re.compile("Until the visitor answers")).press("Enter")
    expect(ann.get_by_text("You hold this, snoozed until the visitor answers")).to_be_visible()
    ann.goto(f"{server.url}/console/inbox/mine")
    expect(ann.get_by_role("list", name="Mine")).to_contain_text("Snoozed")
    visitor.say("Are you still there?")
    expect(ann.get_by_role("list", name="Mine")).not_to_contain_text("Snoozed")
    ann.get_by_role("link", name=re.compile("^Visitor")).click()
    expect(log_of(ann)).to_contain_text("wrote: the snooze is over")


def test_service_levels_count_down_and_turn_red(server, people, visit):
    service = {"first_reply": {"limit": 61_500, "business": False, "warn_before": 0}}
    team = {"service": {**service, "next_reply": None, "resolution": None}}
    server.http.put("/api/admin/teams/support", json=team).raise_for_status()
    ann = people.operator(server)
    visit()
    open_first(ann, server)
    due = ann.get_by_role("main").locator(".due .sla")
    expect(due).to_contain_text(re.compile("0:[0-5]"))
    expect(due).to_have_class(re.compile("wait"))
    ann.clock.install()
    ann.clock.fast_forward(70_000)
    expect(ann.get_by_role("main").locator(".due .sla.bad")).to_contain_text("−0:")


def test_a_supervisor_whispers_and_takes_over(server, people, visit, tom):
    visit()
    ann, other = people.operator(server), people.operator(server, email=TOM)
    id = open_first(other, server)
    other.keyboard.press("c")
    expect(other.get_by_text("You hold this")).to_be_visible()
    ann.goto(f"{server.url}/console/inbox/open/{id}")
    ann.get_by_placeholder("Whisper to Tom Turner").fill("Offer her a new one.")
    ann.get_by_role("button", name="Whisper").click()
    expect(log_of(other)).to_contain_text("Offer her a new one.")
    ann.get_by_role("button", name="Take over").click()
    expect(ann.get_by_text("You hold this")).to_be_visible()
    expect(log_of(other)).to_contain_text("Ann Owner took over from Tom Turner")
    expect(other.get_by_role("button", name="Take over")).to_have_count(0)


def test_a_viewer_reads_and_can_change_nothing(server, people, visit):
    colleague(server, "vi@example.com", "Vi Ewer", role="viewer")
    visit()
    console = people.operator(server, email="vi@example.com")
    open_first(console, server)
    main = console.get_by_role("main")
    expect(main).to_contain_text("You can read this conversation.")
    expect(main.get_by_role("textbox")).to_have_count(0)
    expect(main.get_by_role("button", name=re.compile("Claim|Resolve|Transfer"))).to_have_count(0)
    console.keyboard.press("c")
    console.keyboard.press("t")
    expect(console.get_by_role("dialog")).to_have_count(0)
    assert waiting(server)[0]["status"] == "waiting"


def test_whether_it_was_needed_and_what_is_worth_knowing_is_said(server, people, visit):
    visit()
    ann = people.operator(server)
    open_first(ann, server)
    reply(ann, "Lamps are replaced within 30 days.")
    expect(ann.get_by_text("You hold this")).to_be_visible()
    ann.get_by_role("button", name=re.compile("Propose reply")).click()
    dialog = ann.get_by_role("dialog")
    expect(dialog.get_by_label("Question")).to_have_value(ASKS)
    expect(dialog.get_by_label("Answer")).to_have_value("Lamps are replaced within 30 days.")
    dialog.get_by_label("Question").fill("Are broken lamps replaced?")
    dialog.get_by_role("button", name="Propose").click()
    expect(ann.get_by_role("dialog")).to_have_count(0)
    known = server.http.get("/api/knowledge/proposals").json()
    assert [one["question"] for one in known] == ["Are broken lamps replaced?"]
    needed = ann.get_by_role("group", name="Was this handoff needed?")
    needed.get_by_role("button", name="Yes").click()
    expect(ann.get_by_text("Needed, says Ann Owner.")).to_be_visible()
    expect(log_of(ann)).to_contain_text("Ann Owner says: a person was needed")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_inbox_at_work_fits_a_phone_and_shuts_nobody_out(server, people, visit, tom, scheme):
    patient = {"accept_within": 600_000}  # so that the offer is there until it is taken
    server.http.put("/api/admin/teams/support", json=patient).raise_for_status()
    visit()
    visit()
    ann = people.operator(server, color_scheme=scheme)
    other = people.operator(server, email=TOM, viewport=PHONE, color_scheme=scheme)
    waiting(server, at_least=2)
    id = open_first(ann, server)
    other.goto(f"{server.url}/console/inbox/waiting/{id}")
    transfer_to_tom(ann, "Her lamp came broken.")
    expect(offer(other)).to_be_visible()
    assert violations(other, "body") == []
    fits(other)
    for width in (1280, 1000, 390):
        other.set_viewport_size({"width": width, "height": 800})
        other.wait_for_function(f"({OVERLAPS})().length === 0")
    offer(other).get_by_role("button", name="Take").click()
    expect(other.get_by_text("You hold this")).to_be_visible()
    for key, name in (("t", "Transfer"), ("h", "Snooze"), ("p", "Priority")):
        other.keyboard.press(key)
        expect(other.get_by_role("dialog", name=re.compile(name))).to_be_visible()
        assert violations(other, "body") == [], name
        fits(other)
        other.keyboard.press("Escape")
        expect(other.get_by_role("dialog")).to_have_count(0)
    reply(other, "A new lamp is on its way.")
    other.get_by_role("button", name=re.compile("Propose reply")).click()
    expect(other.get_by_role("dialog", name=re.compile("Propose"))).to_be_visible()
    assert violations(other, "body") == []
    select_all_and_resolve(ann, server)


OVERLAPS = """() => {
  const shown = (one) => one.getBoundingClientRect();
  const apart = (a, b) =>
    a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
  const header = document.querySelector("main header");
  const parts = [...header.querySelectorAll("h1, button, .st > *, .faces")]
    .filter((one) => one.getClientRects().length && !one.classList.contains("sr"));
  const composer = document.querySelector("main textarea").closest("div");
  const boxes = [...parts, composer, document.querySelector(".offer-card")];
  return boxes.flatMap((a, i) => boxes.slice(i + 1)
    .filter((b) => !a.contains(b) && !b.contains(a) && !apart(shown(a), shown(b)))
    .map((b) => `${a.className || a.tagName} over ${b.className || b.tagName}`));
}"""
"""Parts of the header, the composer and the offer that lie over each other."""


def select_all_and_resolve(ann: Page, server) -> None:
    ann.goto(f"{server.url}/console/inbox/open")
    boxes = ann.get_by_role("checkbox", name=re.compile("Select"))
    expect(boxes).to_have_count(2)
    for box in boxes.all():
        box.check()
    expect(ann.get_by_role("region", name="Selection")).to_be_visible()
    assert violations(ann, "body") == []
    ann.get_by_role("region", name="Selection").get_by_role("button", name="Resolve").click()
    expect(ann.get_by_role("dialog", name="1 of 2 resolved")).to_be_visible()
    assert violations(ann, "body") == []


def test_who_waits_sees_the_line_move_without_asking(server, people, visit):
    ann = people.operator(server)
    visit()
    first = waiting(server)[0]["id"]
    visitor = people.visitor(server)
    ask(visitor, ASKS)
    expect(visitor.get_by_role("heading", name="Place in line: 2")).to_be_visible()
    ann.goto(f"{server.url}/console/inbox/waiting/{first}")
    ann.get_by_role("button", name="Claim").click()
    moved = visitor.get_by_role("heading", name="Place in line: 1")
    expect(moved).to_be_visible(timeout=30_000)  # nobody is told anything twice within ten seconds
