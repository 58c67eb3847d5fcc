"""Flows over the API: checked, tried, published, and met by a visitor in the widget."""

import ipaddress
from pathlib import Path

import pytest

from tests.web.conftest import Server

EXAMPLES = Path(__file__).parents[2] / "examples" / "flows"
ORDER = (EXAMPLES / "order-status.yaml").read_text()
MENU = (EXAMPLES / "appointment.yaml").read_text()
URL = "/api/assistants/main/flows"


async def publish(server: Server, text: str, base: int = 0):
    http = await server.login()
    answer = await http.put(URL, json={"text": text, "base_version": base})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_flows_are_published_and_read_back_with_their_drawing(server: Server):
    http = await server.login()
    before = (await http.get(URL)).json()
    assert (before["version"], before["flows"]) == (0, [])
    made = await publish(server, ORDER)
    assert (made["version"], made["by"]) == (1, "Ann")
    assert (await http.get(URL)).json() == made
    [flow] = made["flows"]
    assert flow["words"][0] == "where is my order"
    assert {"id": "number", "verb": "ask"}.items() <= flow["steps"][0].items()
    await publish(server, MENU, base=1)
    assert [one["version"] for one in (await http.get(f"{URL}/versions")).json()] == [2, 1]
    assert (await http.get(f"{URL}/versions/1")).json()["text"] == ORDER
    assert (await http.get(f"{URL}/versions/9")).status_code == 404


async def test_faulty_flows_are_not_published_and_every_fault_is_told(server: Server):
    http = await server.login()
    bad = "flows:\n- id: a\n  start: {}\n  steps: [{ say: '{x}' }]"
    answer = await http.put(URL, json={"text": bad, "base_version": 0})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_flows")
    wheres = [one["where"] for one in answer.json()["errors"]]
    assert wheres == ["line 3, flows[0].start", "line 4, flows[0].steps[0].say"]
    checked = (await http.post(f"{URL}/check", json={"text": bad})).json()
    assert checked["errors"] == answer.json()["errors"]
    good = (await http.post(f"{URL}/check", json={"text": ORDER})).json()
    assert (good["errors"], len(good["flows"])) == ([], 1)


async def test_who_published_last_wins_only_where_they_saw_the_version_before(server: Server):
    await publish(server, ORDER)
    http = await server.login()
    answer = await http.put(URL, json={"text": MENU, "base_version": 0})
    assert (answer.status_code, answer.json()["code"]) == (409, "version_moved")


async def test_operators_may_read_and_try_but_not_publish(server: Server):
    await server.login()
    http = await server.login("bob", "operator")
    assert (await http.get(URL)).status_code == 200
    trial = {"text": ORDER, "inputs": [{"text": "where is my order"}]}
    assert (await http.post(f"{URL}/preview", json=trial)).status_code == 200
    refused = await http.put(URL, json={"text": ORDER, "base_version": 0})
    assert refused.status_code == 403
    async with server.http() as nobody:
        assert (await nobody.get(URL)).status_code == 401


async def test_a_draft_is_tried_without_anything_being_recorded(server: Server):
    http = await server.login()
    trial = {
        "text": MENU,
        "inputs": [{"text": "Book an appointment", "choice": "visit"}, {"text": "in 3 years"}],
    }
    found = (await http.post(f"{URL}/preview", json=trial)).json()
    assert found["opening"]["labels"] == ["Book an appointment", "Something else"]
    first, second = found["turns"]
    assert (first["flow"], first["step"], first["fields"]) == ("menu", "day", {"matter": "visit"})
    assert second["says"][0].startswith("I need a day from tomorrow on")
    assert (await http.get("/api/conversations?list=all")).json()["rows"] == []
    live = (await http.post(f"{URL}/preview", json={"inputs": [{"text": "hi"}]})).json()
    assert live["turns"][0]["flow"] == ""


async def test_a_draft_with_faults_cannot_be_tried(server: Server):
    http = await server.login()
    answer = await http.post(f"{URL}/preview", json={"text": "flows: 3", "inputs": []})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_flows")


async def test_the_widget_opens_with_the_flow_and_its_choices(server: Server):
    await publish(server, MENU)
    async with server.http() as http:
        body = {"key": await server.key(), "token": ""}
        shown = (await http.post("/api/visitor/session", json=body)).json()["assistant"]
    assert shown["greeting"].startswith("Hello! I am the lamp shop's assistant.")
    assert shown["starters"] == ["Book an appointment", "Something else"]


async def test_a_visitor_presses_through_a_flow_to_a_person(server: Server):
    await publish(server, (EXAMPLES / "return.yaml").read_text())
    async with server.visitor() as vera, server.operator() as ann:
        await vera.say("I want to return an item, order 4127")
        asked = await vera.until(lambda e: e.get("buttons"))
        assert [one["id"] for one in asked["buttons"]] == ["unwanted", "broken", "wrong"]
        await vera.do("say", text="It is not what I ordered", choice="wrong")
        await vera.until(lambda e: e.get("event") == "handoff_requested")
        row = (await ann.http.get("/api/conversations?list=all")).json()["rows"][0]
        package = (await ann.http.get(f"/api/conversations/{row['id']}/package")).json()
        log = (await ann.http.get(f"/api/conversations/{row['id']}/entries")).json()
    assert {"kind": "reason", "value": "wrong"}.items() <= package["entities"][-1].items()
    assert package["why"]["reason"].startswith("The assistant asked for a person: Return of order")
    moved = [one for one in log["entries"] if one.get("event") == "flow_moved"]
    assert [(one["name"], one["cause"]) for one in moved] == [("return", ""), ("return", "handoff")]
    assert moved[-1]["fields"] == {"order": "4127", "reason": "wrong"}


# ── kinds of assistants ───────────────────────────────────────────────────────────────────────────

MAIN = "/api/assistants/main"


async def patch(http, kind: str, **options: str):
    return await http.patch(MAIN, json={"kind": kind, "options": options})


async def test_each_kind_says_what_it_wants_to_be_told(server: Server):
    http = await server.login()
    kinds = {one["name"]: one for one in (await http.get("/api/assistant-kinds")).json()}
    assert set(kinds) == {"auto", "extractive", "flow", "webhook", "rasa", "openai_chat"}
    assert [one["name"] for one in kinds["rasa"]["options"]] == [
        "url",
        "token",
        "handoff_text",
        "fallback",
    ]


async def test_a_secret_is_made_told_once_and_never_shown_again(server: Server):
    http = await server.login()
    made = (await patch(http, "webhook", url="https://bot.example.com/answer")).json()
    assert made["chosen_kind"] == "webhook"
    secret = made["made_secrets"]["secret"]
    assert secret.startswith("whsec_")
    assert made["secrets"] == ["secret"]
    for path in (MAIN, "/api/assistants"):
        assert secret not in (await http.get(path)).text
    kept = (await patch(http, "webhook", url="https://bot.example.com/v2")).json()
    assert (kept["secrets"], kept["made_secrets"]) == (["secret"], {})
    setup = await server.installation.assistants.by_id("main")
    assert setup.profile.options["secret"] == secret


async def test_a_key_stays_with_the_address_that_it_was_given_for(server: Server):
    """Whoever may edit an assistant cannot have its key sent to a place of their own."""
    http = await server.login()
    await patch(http, "openai_chat", url="https://llm.example/v1", model="m", key="sk-1")
    same = (await patch(http, "openai_chat", url="https://llm.example/v2", model="m")).json()
    assert same["secrets"] == ["key"]
    moved = (await patch(http, "openai_chat", url="https://evil.example/v1", model="m")).json()
    assert moved["secrets"] == []


@pytest.mark.parametrize(
    ("kind", "options", "where"),
    [
        ("robot", {}, "kind"),
        ("llm", {}, "kind"),
        ("webhook", {}, "options.url"),
        ("webhook", {"url": "bot.example.com"}, "options.url"),
        ("webhook", {"url": "https://a:b@bot.example.com"}, "options.url"),
        ("webhook", {"url": "https://bot.example.com", "secret": "short"}, "options.secret"),
        ("rasa", {"url": "https://r.example", "colour": "red"}, "options.colour"),
        ("rasa", {"url": "https://r.example", "fallback": "pray"}, "options.fallback"),
        ("openai_chat", {"url": "https://l.example"}, "options.model"),
        ("extractive", {"url": "https://x.example"}, "options.url"),
    ],
)
async def test_options_that_do_not_fit_are_told_and_change_nothing(
    server: Server, kind: str, options: dict[str, str], where: str
):
    http = await server.login()
    answer = await patch(http, kind, **options)
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, where)
    assert (await http.get(MAIN)).json()["chosen_kind"] == "auto"


async def test_a_refused_secret_is_not_repeated(server: Server):
    http = await server.login()
    answer = await patch(http, "webhook", url="https://x.example", secret="my-secret")
    assert "my-secret" not in answer.text


async def test_another_kind_begins_without_the_options_of_the_one_before(server: Server):
    http = await server.login()
    await patch(http, "rasa", url="https://r.example", token="t")
    changed = (await patch(http, "extractive")).json()
    assert (changed["kind"], changed["options"], changed["secrets"]) == ("extractive", {}, [])


async def test_a_service_that_fails_ends_in_words_of_the_key_free_assistant(server: Server):
    http = await server.login()
    await patch(http, "rasa", url="https://192.0.2.1", fallback="extractive")
    async with server.visitor() as vera:
        await vera.say("Do you sell lamps?")
        said = await vera.until(lambda e: e.get("author") == "assistant")
    assert said["text"]


async def test_with_a_notice_the_visitor_is_told_the_truth(server: Server):
    http = await server.login()
    await patch(http, "rasa", url="https://192.0.2.1", fallback="notice")
    async with server.visitor() as vera:
        await vera.say("Do you sell lamps?")
        said = await vera.until(lambda e: e.get("author") == "system")
    assert said["text"].startswith("Sorry, I could not answer that just now.")


def test_the_address_of_these_tests_leads_nowhere():
    assert not ipaddress.ip_address("192.0.2.1").is_global
