"""The console's settings as an owner uses them, and both front ends for everybody."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ask, log_of

pytestmark = pytest.mark.xdist_group("browser")
AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def test_an_uploaded_file_answers_and_a_bad_one_says_why(server, people, tmp_path):
    good, bad = tmp_path / "hours.csv", tmp_path / "broken.pdf"
    good.write_text("question,answer\nWhen are you open?,We are open from nine to five.\n")
    bad.write_text("this is no PDF")
    console = people.operator(server)
    console.get_by_role("link", name="Knowledge").click()
    console.locator("input[type=file]").set_input_files([good, bad])
    row = console.get_by_role("row").filter(has_text="hours.csv")
    expect(row).to_contain_text("Ready", timeout=60_000)
    expect(console.get_by_text(re.compile("expected a PDF", re.IGNORECASE)).first).to_be_visible()
    visitor = people.visitor(server)
    ask(visitor, "When are you open?")
    expect(log_of(visitor)).to_contain_text("We are open from nine to five.")


def test_a_policy_with_a_wrong_key_names_its_line(server, people):
    assistant = server.http.get("/api/assistants").json()[0]["id"]
    policy = server.http.get(f"/api/assistants/{assistant}/policy").json()
    console = people.operator(server)
    console.get_by_role("link", name="Handoff policy").click()
    console.get_by_role("button", name="As YAML").click()
    box = console.get_by_role("textbox", name="Policy as YAML")
    box.fill(policy["text"] + "\npatiense_s: 5\n")
    console.get_by_role("button", name=re.compile("Publish|Save")).first.click()
    expect(console.get_by_text(re.compile(r"line \d+, patiense_s")).first).to_be_visible()


def test_switched_off_the_handoff_is_refused_honestly(server, people):
    assistant = server.http.get("/api/assistants").json()[0]["id"]
    server.http.patch(f"/api/assistants/{assistant}", json={"handoff": False})
    people.operator(server)
    visitor = people.visitor(server)
    ask(visitor, "I want to talk to a human")
    expect(log_of(visitor)).to_contain_text("People cannot take over here right now.")
    expect(log_of(visitor)).not_to_contain_text("bringing in a person")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_neither_front_end_shuts_anybody_out(server, people, scheme):
    console = people.operator(server, color_scheme=scheme)
    visitor = people.visitor(server, color_scheme=scheme)
    ask(visitor, "I want to talk to a human")
    expect(log_of(visitor)).to_contain_text("bringing in a person")
    console.get_by_role("link", name=re.compile("^Visitor")).click()
    expect(log_of(console)).to_contain_text("I want to talk to a human")
    for page, root in ((console, "body"), (visitor, "warmline-chat")):
        assert violations(page, root) == []


def violations(page, root: str) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    run = "([root, tags]) => axe.run(root, {runOnly: {type: 'tag', values: tags}})"
    found = page.evaluate(run, [root, TAGS])["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]
