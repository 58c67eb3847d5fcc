"""Teams, routes, staff and what is said of them, by the doors that the console uses."""

import asyncio
from typing import Any

BILLING = {"id": "billing", "name": "Billing", "strategy": "round_robin"}
ROUTES = """routes:
- id: prices
  when: {page: {contains: /pricing}}
  team: billing
  priority: 3
"""


def told(answer) -> list[tuple[str, str]]:
    return [(fault["where"], fault["expected"]) for fault in answer.json()["errors"]]


async def test_a_team_is_made_changed_and_removed(server):
    http = await server.login()
    made = (await http.post("/api/admin/teams", json=BILLING)).json()
    assert (made["strategy"], made["accept_within"]) == ("round_robin", 45_000)
    assert "nobody is in this team" in made["warnings"][0]
    changed = await http.put("/api/admin/teams/billing", json={**made, "accept_within": 30_000})
    assert changed.json()["accept_within"] == 30_000
    assert [one["id"] for one in (await http.get("/api/admin/teams")).json()] == [
        "support",
        "billing",
    ]
    assert (await http.post("/api/admin/teams", json=BILLING)).status_code == 409
    assert (await http.delete("/api/admin/teams/billing")).status_code == 200
    assert (await http.delete("/api/admin/teams/support")).status_code == 409
    assert (await http.get("/api/admin/teams/billing")).status_code == 404


async def test_bad_settings_are_refused_with_every_fault(server):
    http = await server.login()
    bad = {
        "name": "",
        "lease": 1_000,
        "hours": {"zone": "Europe/Berln"},
        "ladder": [{"after": 0, "way": "pigeon", "to": "nobody"}],
    }
    answer = await http.put("/api/admin/teams/support", json=bad)
    assert answer.status_code == 422
    where = dict(told(answer))
    assert where["hours.zone"] == "Europe/Berlin"
    assert {"name", "lease", "ladder[0].way", "ladder[0].to"} <= where.keys()
    closed = {"hours": {"zone": "UTC", "week": [[], [], [], [], [], [], []]}}
    answer = await http.put("/api/admin/teams/support", json=closed)
    assert [where for where, _ in told(answer)] == ["hours"]
    answer = await http.put("/api/admin/teams/support", json={"strategie": "pull"})
    assert [where for where, _ in told(answer)] == ["strategie"]
    answer = await http.put("/api/admin/teams/support", json={"accept_within": "soon"})
    assert [where for where, _ in told(answer)] == ["accept_within"]
    assert (await http.get("/api/admin/teams/support")).json()["lease"] == 90_000


async def test_a_misspelt_setting_is_refused_wherever_it_stands(server):
    """And not taken for one that was left out, which would put the usual in place of it."""
    http = await server.login()
    bad = {
        "idle": {"person": 60_000, "warn_befor": 0},
        "service": {"late": [{"do": "raise", "priorty": 3}]},
        "hours": {"zone": "UTC", "exeptions": {"12-25": []}},
    }
    answer = await http.put("/api/admin/teams/support", json=bad)
    assert answer.status_code == 422
    assert {where for where, _ in told(answer)} >= {
        "idle.warn_befor",
        "service.late[0].priorty",
        "hours.exeptions",
    }
    holidays = {"hours": {"zone": "UTC", "exceptions": {"12-25": []}}}
    assert (await http.put("/api/admin/teams/support", json=holidays)).status_code == 200


async def test_a_name_that_no_database_keeps_is_refused(server):
    http = await server.login()
    answer = await http.put("/api/admin/teams/support", json={"name": "Help\u0000desk"})
    assert [where for where, _ in told(answer)] == ["name"]


async def test_a_team_stays_while_a_service_level_or_a_policy_leads_to_it(server):
    http = await server.login()
    await http.post("/api/admin/teams", json=BILLING)
    late = {"late": [{"do": "move", "team": "billing"}]}
    await http.put("/api/admin/teams/support", json={"service": late})
    kept = await http.delete("/api/admin/teams/billing")
    assert (kept.status_code, kept.json()["code"]) == (409, "team_in_use")
    assert "service levels of Support" in kept.json()["detail"]
    await http.put("/api/admin/teams/support", json={"service": {}})
    policy = "/api/assistants/main/policy"
    text = "rules:\n- {id: asks, trigger: explicit_request, team: billing}\n"
    made = await http.put(policy, json={"text": text, "base_version": 0})
    assert made.json()["warnings"] == [
        "rules[0] 'asks' leads to the team 'billing', which nobody is in"
    ]
    assert "policy of" in (await http.delete("/api/admin/teams/billing")).json()["detail"]
    misspelt = {"text": text.replace("billing", "bilingg")}
    found = (await http.post(f"{policy}/check", json=misspelt)).json()["warnings"]
    assert found == ["rules[0] 'asks' leads to the team 'bilingg'; did you mean 'billing'?"]


async def test_a_team_that_is_in_use_stays(server):
    http = await server.login()
    await http.post("/api/admin/teams", json=BILLING)
    me = (await http.get("/api/me")).json()
    changed = await http.patch(f"/api/operators/{me['id']}", json={"teams": ["billing"]})
    assert changed.json()["teams"] == ["billing"]
    assert (await http.delete("/api/admin/teams/billing")).json()["code"] == "team_in_use"


async def test_an_operator_is_given_teams_that_there_are_and_skills_each_once(server):
    http = await server.login()
    me = (await http.get("/api/me")).json()
    patch = {"skills": ["German", " german ", "Invoices"], "capacity": 2}
    changed = (await http.patch(f"/api/operators/{me['id']}", json=patch)).json()
    assert (changed["skills"], changed["capacity"]) == (["german", "invoices"], 2)
    answer = await http.patch(f"/api/operators/{me['id']}", json={"teams": ["no-such"]})
    assert told(answer) == [("teams[0]", "support")]


async def test_routes_are_published_over_the_version_that_was_read(server):
    http = await server.login()
    await http.post("/api/admin/teams", json=BILLING)
    assert (await http.get("/api/admin/routing")).json()["version"] == 0
    body = {"text": ROUTES, "base_version": 0}
    made = (await http.put("/api/admin/routing", json=body)).json()
    assert (made["version"], made["text"]) == (1, ROUTES)
    assert made["routing"]["routes"][0]["team"] == "billing"
    assert "which nobody is in" in made["warnings"][0]
    assert (await http.put("/api/admin/routing", json=body)).json()["code"] == "version_moved"
    form = {"routing": made["routing"], "base_version": 1}
    assert (await http.put("/api/admin/routing", json=form)).json()["version"] == 2
    versions = (await http.get("/api/admin/routing/versions")).json()
    assert [one["version"] for one in versions] == [2, 1]


async def test_routes_with_faults_name_the_line_and_the_key(server):
    http = await server.login()
    draft = {"text": "routes:\n- id: a\n  teem: support\n  when: {pag: x}\n"}
    answer = await http.post("/api/admin/routing/check", json=draft)
    assert answer.status_code == 422
    assert any(where.startswith("line 3") and "teem" in where for where, _ in told(answer))
    assert any(where.startswith("line 4") for where, _ in told(answer))
    nowhere = {"text": "routes:\n- {id: a, team: nowhere}\n", "base_version": 0}
    assert told(await http.put("/api/admin/routing", json=nowhere)) == [
        ("routes[0].team", "support")
    ]


async def test_a_route_that_can_never_match_is_doubted(server):
    http = await server.login()
    draft = {
        "text": "routes:\n- {id: all, team: support}\n- {id: late, when: {page: /a}, team: support}"
        "\n"
        "- {id: both, when: {all: [{channel: web}, {channel: sms}]}, team: support}\n"
    }
    found = (await http.post("/api/admin/routing/check", json=draft)).json()["warnings"]
    assert any("'late' can never match: 'all' above it" in one for one in found)
    assert any("'both' can never match: channel is never both" in one for one in found)


async def test_a_dry_run_says_who_would_get_it_and_why_nobody(server):
    http = await server.login()
    await http.post("/api/admin/teams", json=BILLING)
    made_up = {"text": "What does it cost?", "page": "/pricing"}
    asked = {"text": ROUTES, "made_up": made_up}
    found = (await http.post("/api/admin/routing/try", json=asked)).json()
    assert (found["team"], found["priority"], found["route"]) == ("billing", 3, "prices")
    assert found["verdict"] == "Nobody is in Billing."
    assert found["routes"][0]["matched"]
    async with server.operator("ann"):
        found = (await http.post("/api/admin/routing/try", json={"made_up": made_up})).json()
        assert (found["team"], found["why"]) == ("support", "the assistant's team")
        assert [(p["name"], p["fit"]) for p in found["people"]] == [("Ann", True)]


async def test_what_waits_is_given_to_who_is_there_and_it_is_said_why(server):
    http = await server.login("ann")
    await http.put("/api/admin/teams/support", json={"strategy": "least_loaded"})
    async with server.operator("ann"), server.visitor() as visitor:
        await visitor.say("I want to talk to a real person")
        async with asyncio.timeout(30):
            staff: list[dict[str, Any]] = []
            while not staff or not staff[0]["load"]:
                staff = (await http.get("/api/operator/staff")).json()
        assert [(one["presence"], one["load"]) for one in staff] == [("online", 1)]


async def test_who_is_away_is_shown_so(server):
    http = await server.login("ann")
    async with server.operator("ann"):
        await http.put("/api/operator/presence", json={"choice": "away"})
        staff = (await http.get("/api/operator/staff")).json()
        assert staff[0]["presence"] == "away"


async def test_a_viewer_reads_settings_and_changes_none(server):
    await server.login("ann")
    viewer = await server.login("vic", "viewer")
    assert (await viewer.get("/api/admin/teams")).status_code == 200
    assert (await viewer.get("/api/operator/staff")).status_code == 200
    assert (await viewer.put("/api/admin/teams/support", json={"name": "X"})).status_code == 403
    body = {"text": "routes: []\n", "base_version": 0}
    assert (await viewer.put("/api/admin/routing", json=body)).status_code == 403


async def test_why_a_conversation_is_where_it_is_is_told_only_to_who_may_see_it(server):
    boss = await server.login("ann")
    async with server.visitor() as visitor:
        await visitor.say("Hello")
        answer = await boss.get("/api/operator/conversations/no-such/routing")
        assert answer.status_code == 404
