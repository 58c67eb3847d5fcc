"""Teams, routing, notices, reports, transcripts and the drill, as their people use them."""

import re
import time

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ask, fits, log_of
from tests.browser.test_console import violations

pytestmark = pytest.mark.xdist_group("browser")
PHONE = {"width": 390, "height": 844}
PAGES = (
    "teams",
    "teams/support/distribution",
    "teams/support/hours",
    "teams/support/service",
    "teams/support/fallbacks",
    "teams/support/ladder",
    "teams/support/notices",
    "routing",
    "routing/try",
    "operators",
    "profile/notifications",
    "reports",
    "reports/handoffs",
    "reports/assistant",
    "reports/team",
    "reports/gaps",
    "transcripts?q=person",
    "drill",
)


def wanting_a_person(server, people) -> Page:
    visitor = people.visitor(server)
    ask(visitor, "I need to speak to a real person about my lamp")
    expect(log_of(visitor)).to_contain_text("I need to speak to a real person")
    return visitor


def view(console: Page, name: str) -> None:
    console.get_by_role("group", name="View").get_by_role("button", name=name, exact=True).click()


def save(console: Page) -> None:
    bar = console.get_by_role("region", name="Unsaved changes")
    bar.get_by_role("button", name=re.compile("Save|Publish")).click()
    expect(bar).to_have_count(0)


def after_reloads(console: Page, wanted: Locator) -> None:
    """What is made of the log in the background is there within seconds, and a page asks once."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        expect(console.get_by_role("status", name="Loading")).to_have_count(0)
        if wanted.is_visible():
            break
        console.reload()
    expect(wanted).to_be_visible()


def test_a_team_is_made_set_up_and_stays_as_it_was_set_up(server, people):
    console = people.operator(server)
    console.get_by_role("link", name="Teams").click()
    console.get_by_role("button", name="Add a team").click()
    dialog = console.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Billing & Refunds")
    expect(dialog.get_by_label("Id")).to_have_value("billing-refunds")
    dialog.get_by_role("button", name="Add the team").click()
    expect(console.get_by_role("link", name="Billing & Refunds")).to_be_visible()
    expect(console.get_by_role("list", name="Warnings")).to_contain_text("nobody is in this team")
    console.get_by_label("Add somebody").select_option(label="Ann Owner")
    skills = console.get_by_label("Skills of Ann Owner")
    skills.fill("French,")
    skills.press("Enter")
    expect(console.get_by_role("button", name="Remove french")).to_be_visible()

    set_up(console)
    kept = server.http.get("/api/admin/teams/billing-refunds").json()
    assert kept["strategy"] == "least_loaded"
    assert kept["ladder"] == [{"after": 60_000, "way": "push", "to": "supervisors"}]
    assert server.http.get("/api/operators").json()[0]["skills"] == ["french"]


def set_up(console: Page) -> None:
    """How it is given, within what time, and who is told when nobody comes."""
    view(console, "Distribution")
    console.get_by_label("How conversations find a person").select_option("least_loaded")
    view(console, "Service levels")
    console.get_by_role("switch", name="First reply").click()
    console.get_by_label("First reply within", exact=True).fill("90")
    console.get_by_label("First reply within: unit").select_option("s")
    view(console, "Escalation")
    console.get_by_role("button", name="Add a step").click()
    step = console.get_by_role("list", name="Steps").get_by_role("listitem")
    step.get_by_label("By", exact=True).select_option("email")
    step.get_by_label("To", exact=True).select_option("supervisors")
    console.get_by_role("region", name="Unsaved changes").get_by_role("button", name="Save").click()
    expect(step).to_contain_text("Expected a way that is set up on this server")
    step.get_by_label("By", exact=True).select_option("push")
    save(console)


def test_hours_are_set_tried_for_a_visitor_elsewhere_and_a_wrong_zone_is_named(server, people):
    console = people.operator(server)
    console.goto(f"{server.url}/console/teams/support/hours")
    console.get_by_role("switch", name="Always open").click()
    zone = console.get_by_label("Time zone")
    zone.fill("Europe/Berlin")
    console.get_by_label("Monday, from").fill("10:00")
    console.get_by_role("button", name=re.compile("^Copy Monday")).click()
    expect(console.get_by_text("Monday to Friday 10:00 to 17:00")).to_be_visible()
    console.get_by_label("Another day").fill("2030-12-25")
    console.get_by_role("button", name="Add the day").click()
    expect(console.get_by_role("list", name="Holidays")).to_contain_text("25 December 2030")

    trial = console.get_by_role("form", name="What a visitor finds")
    trial.get_by_label("For a visitor in").fill("Africa/Lagos")
    trial.get_by_role("button", name="Try it").click()
    expect(trial).to_contain_text("Monday 09:00 for a visitor in Lagos:")
    expect(trial.get_by_role("list", name="Next openings")).to_contain_text("in Berlin")

    zone.fill("Europe/Berlim")
    console.get_by_role("region", name="Unsaved changes").get_by_role("button", name="Save").click()
    expect(console.get_by_role("alert")).to_contain_text("hours.zone")
    zone.fill("Europe/Berlin")
    save(console)
    hours = server.http.get("/api/admin/teams/support").json()["hours"]
    assert hours["week"][4] == [[600, 1020]]
    assert hours["exceptions"] == {"2030-12-25": []}


def test_a_route_is_written_asked_published_and_taken_back(server, people):
    server.http.post("/api/admin/teams", json={"id": "sales", "name": "Sales"}).raise_for_status()
    console = people.operator(server)
    console.get_by_role("link", name="Routing").click()
    console.get_by_role("button", name="Add a route").click()
    console.get_by_role("button", name="Only under a condition").click()
    console.get_by_label("What", exact=True).select_option("page")
    console.get_by_label("How", exact=True).select_option("contains")
    console.get_by_label("Value", exact=True).fill("/pricing")
    console.get_by_label("To the team").select_option("sales")
    expect(console.get_by_text("When page contains /pricing: to Sales")).to_be_visible()

    view(console, "Who would get this now?")
    console.get_by_label("Page", exact=True).fill("https://shop.example/pricing")
    console.get_by_role("button", name="Ask", exact=True).click()
    result = console.get_by_role("region", name="Result")
    expect(result).to_contain_text("Team Sales")
    expect(result.get_by_role("list", name="Routes as they were asked")).to_contain_text("decides")
    save(console)
    assert server.http.get("/api/admin/routing").json()["routing"]["routes"][0]["team"] == "sales"

    break_it_and_go_back(console)
    assert server.http.get("/api/admin/routing").json()["routing"]["routes"][0]["team"] == "sales"


def break_it_and_go_back(console: Page) -> None:
    """A team that is not there is refused; an empty list is published, then version 1 again."""
    view(console, "As YAML")
    box = console.get_by_role("textbox", name="Routing as YAML")
    box.fill(box.input_value().replace("team: sales", "team: sails"))
    bar = console.get_by_role("region", name="Unsaved changes")
    bar.get_by_role("button", name="Publish").click()
    expect(console.get_by_role("alert")).to_contain_text("routes[0].team")
    box.fill("routes: []\n")
    save(console)
    view(console, "Versions")
    console.get_by_role("button", name="Go back to version 1").click()
    console.get_by_role("dialog").get_by_role("button", name="Go back").click()
    expect(console.get_by_text("Version 3 of the routing is in force")).to_be_visible()


def test_everybody_chooses_how_they_are_told_and_it_is_explained_before_it_is_asked(server, people):
    console = people.operator(server)
    console.goto(f"{server.url}/console/profile/notifications")
    devices = console.get_by_role("region", name="Push to my devices")
    expect(devices).to_contain_text("the browser asks whether Warmline may show notifications")
    box = console.get_by_role("checkbox", name=re.compile("^An answer is late: Here"))
    expect(box).to_be_checked()
    box.click()
    console.get_by_role("button", name="Add quiet hours").click()
    console.get_by_role("group", name="Days of quiet hours 1").get_by_role(
        "button", name="Sunday"
    ).click()
    console.get_by_label("Mobile number for SMS").fill("0151 123")
    console.get_by_role("region", name="Unsaved changes").get_by_role("button", name="Save").click()
    expect(console.get_by_text("Expected a number with +").first).to_be_visible()
    console.get_by_label("Mobile number for SMS").fill("+4915112345678")
    save(console)
    wishes = server.http.get("/api/operator/notices").json()["wishes"]
    assert wishes["events"] == {"late": []}
    assert wishes["quiet"] == [{"since": 1320, "until": 420, "days": [0, 1, 2, 3, 4, 5]}]
    console.get_by_role("button", name="As my team: An answer is late").click()
    save(console)
    assert server.http.get("/api/operator/notices").json()["wishes"]["events"] == {}
    worker = server.http.get("/console/push-worker.js")
    assert "javascript" in worker.headers["content-type"]
    assert worker.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_number_is_walked_to_by_keys_read_in_a_table_and_opens_its_conversations(
    server, people, scheme
):
    wanting_a_person(server, people)
    console = people.operator(server, color_scheme=scheme)
    console.get_by_role("link", name="Reports").click()
    chart = console.get_by_role("region", name="How conversations went")
    today = chart.locator("[data-point]").last
    after_reloads(console, today.and_(console.get_by_role("button", name="Handed to a person 1")))
    today.focus()
    console.keyboard.press("ArrowLeft")
    before = chart.locator("[data-point]:focus")
    expect(before).to_have_accessible_name(re.compile("Handed to a person 0"))
    console.keyboard.press("End")
    expect(chart.locator(".tip")).to_contain_text("Handed to a person")
    assert violations(console, "body") == []

    chart.get_by_role("button", name="View as table").click()
    expect(chart.get_by_role("table").get_by_role("row")).to_have_count(15)
    with console.expect_download() as saved:
        chart.get_by_role("button", name=re.compile("^Download as CSV")).click()
    assert saved.value.suggested_filename == "how-conversations-went.csv"

    console.get_by_role("button", name=re.compile("^Handed to a person")).first.click()
    dialog = console.get_by_role("dialog")
    dialog.get_by_role("list", name="Conversations").get_by_role("link").first.click()
    expect(log_of(console)).to_contain_text("I need to speak to a real person")


def test_what_was_said_is_found_and_taken_away(server, people):
    wanting_a_person(server, people)
    console = people.operator(server)
    console.get_by_role("link", name="Transcripts").click()
    words = console.get_by_role("searchbox", name="Words to look for")
    words.fill("lamp")
    words.press("Enter")
    found = console.get_by_role("region", name="Results")
    after_reloads(console, found.locator("mark").first)
    expect(found.locator("mark").first).to_have_text("lamp")
    with console.expect_download() as saved:
        found.get_by_role("link", name=re.compile("^CSV")).first.click()
    assert "I need to speak to a real person" in saved.value.path().read_text(encoding="utf-8")
    found.get_by_role("link", name=re.compile("^Visitor")).first.click()
    expect(log_of(console)).to_contain_text("about my lamp")


def test_a_drill_tells_each_step_with_its_time(server, people):
    console = people.operator(server)
    console.get_by_role("link", name="Drill").click()
    console.get_by_role("button", name="Run a drill").click()
    result = console.get_by_role("region", name="Result")
    expect(result).to_contain_text("Everything works", timeout=30_000)
    steps = result.get_by_role("list", name="Steps").get_by_role("listitem")
    expect(steps.filter(has_text="Resolve")).to_contain_text(re.compile(r"\d (ms|s)"))
    assert server.http.get("/api/conversations/counts").json()["waiting"] == 0


def test_no_page_is_wider_than_a_phone_or_shuts_anybody_out(server, people):
    console = people.operator(server, viewport=PHONE)
    for page in PAGES:
        console.goto(f"{server.url}/console/{page}")
        expect(console.get_by_role("main").locator("h1")).to_be_visible()
        expect(console.get_by_role("status", name="Loading")).to_have_count(0)
        fits(console)
        assert violations(console, "body") == [], page


def test_on_a_phone_every_page_is_two_taps_away_and_none_of_the_bar_is_out_of_sight(server, people):
    console = people.operator(server, viewport={"width": 360, "height": 640})
    bar = console.get_by_role("navigation", name="Main")
    assert bar.evaluate("bar => bar.scrollWidth <= bar.clientWidth")
    more = bar.get_by_role("button", name="More pages")
    more.click()
    for page in ("Reports", "Handoff policy", "Channels", "Drill"):
        expect(console.get_by_role("menuitem", name=page)).to_be_in_viewport(ratio=1)
    assert violations(console, "body") == []
    console.get_by_role("menuitem", name="Channels").click()
    expect(console.get_by_role("heading", name="Channels", level=1)).to_be_visible()
    more.click()
    here = console.get_by_role("menuitem", name="Channels")
    expect(here).to_have_attribute("aria-current", "page")


def test_a_viewer_reads_reports_and_finds_no_settings(server, people):
    account = {
        "email": "vi@example.com",
        "name": "Vi Ewer",
        "role": "viewer",
        "password": "correct horse battery",
    }
    server.http.post("/api/operators", json=account).raise_for_status()
    console = people.operator(server, email="vi@example.com")
    main = console.get_by_role("navigation", name="Main")
    expect(main.get_by_role("link", name="Reports")).to_be_visible()
    expect(main.get_by_role("link", name="Teams")).to_have_count(0)
    console.goto(f"{server.url}/console/teams")
    expect(console.get_by_text("Owners and admins look after this page.")).to_be_visible()
