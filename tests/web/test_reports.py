"""Reports, search, transcripts and the knowledge loop over the wire."""

import asyncio
import csv
import io
import json

import pytest
from sqlalchemy import select

from tests.shell import log_of, opening, saying, wanting
from tests.web.conftest import SOON, fresh_id, serving
from tests.web.scripted import Quick
from warmline.exporting import Order, export, rebuild
from warmline.reports.figures import FIGURES
from warmline.store import tables as t


@pytest.fixture
async def shop(settings):
    async with serving(settings, assistants={"auto": Quick()}) as running:
        yield running


async def a_handoff(shop, text="How do I return a broken lamp?", reply="Send it back for free."):
    """A visitor asks, wants a person, and Ann answers; the conversation's id and her reply's."""
    boss = await shop.login()
    await at_work(shop, boss)
    id = await a_question(shop, text)
    await shop.desk.store.handle(wanting(id))
    answer = await boss.post(
        f"/api/conversations/{id}/reply", json={"id": fresh_id(), "text": reply}
    )
    assert answer.status_code == 200, answer.text
    await caught_up(shop)
    return id, answer.json()["seq"], boss


async def a_question(shop, text):
    """A conversation in which a visitor asks that, and the assistant answers; its id."""
    id = f"c-{fresh_id()}"
    await shop.desk.store.handle(opening(id))
    await shop.desk.store.handle(saying(text, fresh_id(), id))

    async with asyncio.timeout(SOON):
        while len(await log_of(shop.desk.store, id)) < 3:
            await asyncio.sleep(0.01)
    return id


async def at_work(shop, boss):
    """Ann has the console open."""
    me = (await boss.get("/api/me")).json()["id"]
    await shop.desk.accounts.beat("a-tab", me, shop.desk.clock() + 600_000)


async def caught_up(shop):
    await shop.installation.ledger.catch_up()
    await shop.installation.searching.catch_up()


def table(answer):
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))


# ── figures ───────────────────────────────────────────────────────────────────────────────────────


async def test_a_handoff_is_in_the_figures_with_the_conversations_behind_each(shop):
    id, _, boss = await a_handoff(shop)
    found = (await boss.get("/api/reports/figures")).json()["figures"]
    by_name = {one["name"]: one for one in found}
    assert set(by_name) == set(FIGURES)
    assert by_name["handoffs"]["now"]["value"] == 1
    assert by_name["handoffs"]["before"]["value"] == 0
    assert by_name["handoff_rate"]["now"] == {"hits": 1, "of": 1, "value": 1.0, "p90": None}
    for name, one in by_name.items():
        params = {"figure": name}
        behind = (await boss.get("/api/reports/conversations", params=params)).json()["cases"]
        assert len(behind) == one["now"]["hits"], name
        assert {case["conversation"] for case in behind} <= {id}


async def test_a_series_has_every_day_and_hour_of_the_period(shop):
    _, _, boss = await a_handoff(shop)
    params = {"figure": "handoffs", "since": "2026-03-28", "until": "2026-03-30"}
    params["zone"] = "Europe/Berlin"
    [line] = (await boss.get("/api/reports/series", params=params)).json()["lines"]
    assert [one["key"] for one in line["points"]] == ["2026-03-28", "2026-03-29", "2026-03-30"]
    heat = (await boss.get("/api/reports/series", params=params | {"by": "weekday_hour"})).json()
    assert len(heat["lines"][0]["points"]) == 7 * 24
    assert heat["period"]["until"] - heat["period"]["since"] == 71 * 3_600_000
    reasons = {"figure": "handoffs", "by": "trigger"}
    [line] = (await boss.get("/api/reports/series", params=reasons)).json()["lines"]
    [point] = line["points"]
    assert (point["key"], point["hits"]) == ("button", 1)


async def test_a_split_makes_a_line_for_each_of_its_values(shop):
    _, _, boss = await a_handoff(shop)
    params = {"figure": "replies", "by": "day", "split": "operator"}
    [line] = (await boss.get("/api/reports/series", params=params)).json()["lines"]
    assert line["label"] == "Ann"
    assert sum(one["hits"] for one in line["points"]) == 1
    assert len(line["points"]) == 30


@pytest.mark.parametrize(
    ("path", "params", "where"),
    [
        ("figures", {"zone": "Mars/Olympus"}, "zone"),
        ("figures", {"zone": "../../etc/passwd"}, "zone"),
        ("figures", {"since": "2026-01-02", "until": "2026-01-01"}, "since"),
        ("figures", {"since": "2020-01-01", "until": "2026-01-01"}, "since"),
        ("figures", {"since": "9999-12-31", "until": "9999-12-31"}, "until"),
        ("figures", {"figure": "nonsense"}, "figure"),
        ("series", {"figure": "nonsense"}, "figure"),
        ("series", {"figure": "replies", "by": "trigger"}, "by"),
        ("series", {"figure": "replies", "split": "target"}, "split"),
        ("conversations", {"figure": "replies", "by": "fallback"}, "by"),
    ],
)
async def test_what_cannot_be_reported_is_refused_by_name(shop, path, params, where):
    boss = await shop.login()
    answer = await boss.get(f"/api/reports/{path}", params=params)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["errors"][0]["where"] == where
    assert answer.json()["errors"][0]["expected"]


@pytest.mark.parametrize("cursor", ["x", "W10=", "WzEsMl0=", "WyJhIiwxLCJiIl0=", "W251bGxd"])
async def test_a_cursor_that_is_not_ours_is_refused(shop, cursor):
    boss = await shop.login()
    params = {"figure": "replies", "cursor": cursor}
    assert (await boss.get("/api/reports/conversations", params=params)).status_code == 400
    found = await boss.get("/api/operator/search", params={"q": "x", "cursor": cursor})
    assert found.status_code == 400


async def test_each_table_is_a_csv_that_no_spreadsheet_runs(shop):
    _, _, boss = await a_handoff(shop)
    for path, params in (
        ("figures.csv", {}),
        ("series.csv", {"figure": "handoffs", "by": "rule"}),
        ("conversations.csv", {"figure": "handoffs"}),
        ("staff.csv", {}),
        ("gaps.csv", {}),
    ):
        rows = table(await boss.get(f"/api/reports/{path}", params=params))
        assert len({len(row) for row in rows}) == 1, path
    evil = {"name": "=HYPERLINK(1)"}
    await boss.patch("/api/me", json=evil)
    rows = table(await boss.get("/api/reports/staff.csv"))
    assert all(not cell.startswith("=") for row in rows for cell in row)
    assert any("HYPERLINK" in cell for row in rows for cell in row)


async def test_operators_see_their_teams_and_viewers_see_all(shop):
    await a_handoff(shop)
    for name, role, seen in (
        ("bob", "operator", 1),
        ("vic", "viewer", 1),
        ("sue", "supervisor", 1),
    ):
        http = await shop.login(name, role)
        found = await http.get("/api/reports/figures", params={"figure": "handoffs"})
        assert found.json()["figures"][0]["now"]["value"] == seen, name
    await a_question(shop, "Only the assistant heard this")
    await caught_up(shop)
    for name, role, seen in (("bob", "operator", 1), ("vic", "viewer", 2)):
        http = await shop.login(name, role)
        found = await http.get("/api/reports/figures", params={"figure": "conversations"})
        assert found.json()["figures"][0]["now"]["value"] == seen, name


async def test_the_staff_page_tells_who_was_there_and_what_they_had(shop):
    _, _, boss = await a_handoff(shop)
    [ann] = (await boss.get("/api/reports/staff")).json()["operators"]
    assert (ann["name"], ann["conversations"], ann["replies"]) == ("Ann", 1, 1)
    assert ann["held"] > 0


# ── search and transcripts ────────────────────────────────────────────────────────────────────────


async def test_what_was_said_is_found_and_marked(shop):
    id, seq, boss = await a_handoff(shop)
    found = (await boss.get("/api/operator/search", params={"q": "send free"})).json()["found"]
    [hit] = found
    assert (hit["conversation"], hit["seq"], hit["author"]) == (id, seq, "operator")
    assert [hit["text"][a:b] for a, b in hit["marks"]] == ["Send", "free"]


async def test_search_shows_nothing_that_the_asker_may_not_open(shop):
    id, _, boss = await a_handoff(shop, text="A xylophone?")
    bob = await shop.login("bob", "operator")
    everybody = (await boss.get("/api/operators")).json()
    bobs = next(one["id"] for one in everybody if one["name"] == "Bob")
    query = {"q": "xylophone"}
    assert len((await bob.get("/api/operator/search", params=query)).json()["found"]) == 1
    assert (await boss.patch(f"/api/operators/{bobs}", json={"teams": []})).status_code == 200
    assert (await bob.get("/api/operator/search", params=query)).json()["found"] == []
    for form in ("json", "csv", "html"):
        url = f"/api/operator/conversations/{id}/transcript.{form}"
        assert (await bob.get(url)).status_code == 404
        assert (await boss.get(url)).status_code == 200


async def test_a_transcript_is_the_same_in_every_form(shop):
    id, _, boss = await a_handoff(shop)
    await boss.post(f"/api/conversations/{id}/note", json={"id": fresh_id(), "text": "secret"})
    url = f"/api/operator/conversations/{id}/transcript"
    whole = (await boss.get(f"{url}.json")).json()
    rows = table(await boss.get(f"{url}.csv"))
    assert [int(row[0]) for row in rows[1:]] == [one["seq"] for one in whole["entries"]]
    page = (await boss.get(f"{url}.html")).text
    for one in whole["entries"]:
        if one.get("text"):
            assert one["text"] in page or "'" in one["text"]
    for form in ("json", "csv", "html"):
        assert "secret" in (await boss.get(f"{url}.{form}")).text
        assert "secret" not in (await boss.get(f"{url}.{form}", params={"notes": "without"})).text


async def test_the_printable_page_escapes_everything_and_runs_nothing(shop):
    evil = '<script>alert(1)</script><img src=x onerror=alert(1)> & "quotes" \' =1+1'
    id, _, boss = await a_handoff(shop, text=evil)
    answer = await boss.get(f"/api/operator/conversations/{id}/transcript.html")
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "@media print" in answer.text


async def test_each_export_leaves_a_line_of_audit(shop):
    id, _, boss = await a_handoff(shop)
    await boss.get(f"/api/operator/conversations/{id}/transcript.csv")
    lines = await audit(shop)
    assert ("transcript_exported", f"{id}.csv") in lines


async def audit(shop):
    query = select(t.audit.c.action, t.audit.c.object)
    rows = await shop.installation.store.read(lambda db: db.execute(query).all())
    return [tuple(row) for row in rows]


# ── the knowledge loop ────────────────────────────────────────────────────────────────────────────


async def test_a_reply_becomes_knowledge_once_somebody_accepts_it(shop):
    reply = "Send it back for free. Write to help@example.com if it fails."
    id, seq, boss = await a_handoff(shop, reply=reply)
    url = f"/api/operator/conversations/{id}/proposals"
    made = (await boss.post(url, json={"seq": seq})).json()
    proposal = made["proposal"]
    assert proposal["question"] == "How do I return a broken lamp?"
    assert "help@example.com" not in proposal["answer"]
    assert made["similar"] == []
    again = (await boss.post(url, json={"seq": seq})).json()["proposal"]
    assert again["id"] == proposal["id"]
    edited = {"question": "How do I return a broken lamp?", "answer": "Send it back for free."}
    accept = f"/api/knowledge/proposals/{proposal['id']}/accept"
    assert (await boss.post(accept, json=edited)).json()["state"] == "accepted"
    assert (await boss.post(accept, json=edited)).status_code == 409
    await shop.installation.library.settled()
    look = await boss.get("/api/knowledge/search", params={"q": "How do I return a broken lamp?"})
    assert look.json()["answer"]["text"] == "Send it back for free."
    other, other_seq, _ = await a_handoff(shop, text="How can I return a lamp that is broken?")
    url = f"/api/operator/conversations/{other}/proposals"
    [known] = (await boss.post(url, json={"seq": other_seq})).json()["similar"]
    assert known["question"] == "How do I return a broken lamp?"
    assert known["alike"] > 0.8


async def test_only_an_operators_reply_can_be_proposed_and_not_by_a_viewer(shop):
    id, seq, boss = await a_handoff(shop)
    url = f"/api/operator/conversations/{id}/proposals"
    answer = await boss.post(url, json={"seq": 2})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_a_reply")
    viewer = await shop.login("vic", "viewer")
    assert (await viewer.post(url, json={"seq": seq})).status_code == 403
    unknown = await boss.post("/api/operator/conversations/nobody/proposals", json={"seq": 1})
    assert unknown.status_code == 404


async def test_a_rejected_proposal_is_nowhere_in_the_knowledge_base(shop):
    id, seq, boss = await a_handoff(shop)
    url = f"/api/operator/conversations/{id}/proposals"
    made = (await boss.post(url, json={"seq": seq})).json()["proposal"]
    await boss.post(f"/api/knowledge/proposals/{made['id']}/reject")
    assert (await boss.get("/api/knowledge/sources")).json() == []
    assert (await boss.get("/api/knowledge/proposals")).json() == []
    [one] = (await boss.get("/api/knowledge/proposals", params={"state": "rejected"})).json()
    assert one["decided_by"]


async def test_questions_that_people_answered_are_grouped_by_what_they_mean(shop):
    for text in (
        "How do I return a broken lamp?",
        "I want to send back a lamp that is broken",
        "Do you ship to Norway by boat?",
    ):
        _, _, boss = await a_handoff(shop, text=text)
    first = (await boss.post("/api/reports/gaps")).json()
    assert first["at"] == 0
    await shop.installation.gaps.settled()
    found = (await boss.get("/api/reports/gaps")).json()
    assert (found["questions"], found["alone"]) == (3, 1)
    [gap] = found["gaps"]
    assert gap["count"] == 2
    assert "lamp" in gap["label"]
    assert len({one["conversation"] for one in gap["examples"]}) == 2
    assert gap["confidence"] is None


async def test_operators_do_not_read_the_questions_of_other_teams(shop):
    await shop.login()
    bob = await shop.login("bob", "operator")
    assert (await bob.get("/api/reports/gaps")).status_code == 403


async def test_the_command_exports_every_conversation_as_a_line(shop, tmp_path):
    id, _, _ = await a_handoff(shop)
    file = tmp_path / "all.jsonl"
    assert await export(shop.installation.settings, Order(output=str(file))) == 1
    [line] = file.read_text().splitlines()
    document = json.loads(line)
    assert document["conversation"] == id
    assert [one["seq"] for one in document["entries"]] == list(
        range(1, len(document["entries"]) + 1)
    )
    told: list[str] = []
    await rebuild(shop.installation.settings, told.append)
    assert [one.split(":")[0] for one in told] == ["reports", "search"]
    await caught_up(shop)
    boss = await shop.login()
    found = await boss.get("/api/reports/figures", params={"figure": "conversations"})
    assert found.json()["figures"][0]["now"]["value"] == 1
