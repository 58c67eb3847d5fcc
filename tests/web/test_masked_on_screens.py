"""What operators see is masked on the way to them, wherever it leaves; a look behind is written."""

import csv
import io
import json
from functools import partial

import pytest
from sqlalchemy import select

from tests.shell import wanting
from tests.web.conftest import fresh_id, serving, until
from tests.web.scripted import Quick, Scripted
from tests.web.test_reports import a_handoff, a_question, at_work, caught_up
from tests.web.test_rights import give_teams
from warmline.exporting import Order, export
from warmline.settings import MaskingSettings
from warmline.store import tables as t
from warmline.web.app import ROUTERS
from warmline.web.desk import Limits
from warmline.web.limits import Rate

CARD = "4242 4242 4242 4242"
IBAN = "DE89 3704 0044 0532 0130 00"
PASSWORD = "Tr0ub4dorX3"
SAID = f"How do I return the lamp? I paid with {CARD}, refund to {IBAN}, my password is {PASSWORD}"
MASKED = "How do I return the lamp? I paid with [card], refund to [iban], my password is [secret]"
PAGE = f"https://shop.example/pay?card=4242424242424242&password={PASSWORD}&iban=DE89%203704%200044%200532%200130%2000"
CANARIES = ("42424242", "DE893704", "370400440532", PASSWORD.lower(), "99871")
POLICY = "rules: [{id: asked, trigger: explicit_request}]"
FAST = Rate(10_000, 10_000)
LOOSE = Limits(operator_looks=FAST, operator_acts=FAST)


@pytest.fixture
async def shop(settings):
    quick = Quick(text=f"You wrote {CARD} and {IBAN}; the password: {PASSWORD}")
    async with serving(settings, assistants={"auto": quick}, limits=LOOSE) as running:
        yield running


def leaks(text: str) -> list[str]:
    """The canaries in it, however they are set apart."""
    bare = "".join(c for c in text.lower() if c.isalnum())
    return [one for one in CANARIES if one.lower() in bare]


async def a_conversation(shop):
    """A visitor tells what they should not, in every way there is; its id, its boss."""
    boss = await shop.login()
    await at_work(shop, boss)
    policy = {"text": POLICY, "base_version": 0}
    assert (await boss.put("/api/assistants/main/policy", json=policy)).status_code == 200
    async with shop.visitor() as visitor:
        secrets = {"card": CARD, "pin": "99871"}
        said = {"type": "say", "id": fresh_id(), "text": SAID, "page": PAGE, "attributes": secrets}
        await visitor.send(said)
        await visitor.answered(said["id"])
        await visitor.until(lambda one: one.get("author") == "assistant")
        await visitor.do("request_person", text=f"A person for {CARD}, please", page=PAGE)
        await visitor.do(
            "leave_contact", email="v@example.com", name=f"V {IBAN}", message=f"it was {CARD}"
        )
        shown = json.dumps(visitor.heard)
    page = await shop.desk.inbox.lines("all", "x", cursor="", limit=1)
    id = page.lines[0].conversation.id
    await shop.desk.store.handle(wanting(id))
    for deed, text in (
        ("note", f"their {IBAN}"),
        ("reply", f"Is {CARD} yours? Was {PASSWORD}: ok"),
    ):
        body = {"id": fresh_id(), "text": text.replace("Was", "password is")}
        answer = await boss.post(f"/api/conversations/{id}/{deed}", json=body)
        assert answer.status_code == 200, answer.text
    await give_teams(shop, "ann", "support", "billing")
    moved = {"id": fresh_id(), "team": "billing", "note": f"they pay by {CARD}", "stay": False}
    answer = await boss.post(f"/api/conversations/{id}/transfer", json=moved)
    assert answer.status_code == 200, answer.text
    await caught_up(shop)
    return id, boss, shown


class Anything(dict[str, object]):
    """What stands in an address where it does not matter."""

    def __missing__(self, key: str) -> str:
        return "x"


def doors():
    """Every address of the API that a console may read."""
    return sorted(
        {
            route.path_format
            for router in ROUTERS
            for route in router.routes
            if "GET" in route.methods
            and route.path.startswith("/api/")
            and not route.path.startswith("/api/visitor")
        }
    )


async def test_no_door_of_the_api_shows_an_operator_a_card_an_account_or_a_password(shop):
    id, boss, _ = await a_conversation(shop)
    seq = next(
        entry["seq"]
        for entry in (await boss.get(f"/api/conversations/{id}/entries")).json()["entries"]
        if entry["kind"] == "message" and entry["author"] == "operator"
    )
    proposed = await boss.post(f"/api/operator/conversations/{id}/proposals", json={"seq": seq})
    assert leaks(proposed.text) == []
    await boss.post("/api/reports/gaps")
    await shop.installation.gaps.settled()
    told = 0
    for door in doors():
        path = door.replace("{id}", "main" if "/assistants/" in door else id)
        more = {"list": "all", "q": "lamp", "figure": "conversations", "by": "day"}
        if "search" in door or "knowledge" in door:
            more = {"q": "lamp"}
        answer = await boss.get(path.format_map(Anything(version=1)), params=more)
        assert leaks(answer.text) == [], (door, answer.text)
        told += "[card]" in answer.text
    assert told >= 8  # lists, a row, the thread, the package, decisions, search, transcripts, …


async def test_an_entry_says_that_it_is_masked(shop):
    id, boss, _ = await a_conversation(shop)
    entries = (await boss.get(f"/api/conversations/{id}/entries")).json()["entries"]
    said = next(one for one in entries if one.get("author") == "visitor")
    assert (said["text"], said["masked"]) == (MASKED, True)
    opened = entries[0]
    assert (opened["event"], opened["masked"]) == ("opened", False)
    assert next(one for one in entries if one["kind"] == "note")["text"] == "their [iban]"
    [moved] = [one for one in entries if one.get("event") == "transferred"]
    assert (moved["note"], moved["masked"]) == ("they pay by [card]", True)
    [noted] = [one for one in entries if one.get("event") == "attributes_noted"]
    assert noted["attributes"] == {"card": "[card]", "pin": "[secret]"}


async def test_no_socket_of_an_operator_tells_it_live_or_from_history(shop):
    async with shop.operator() as early:
        id, _, _ = await a_conversation(shop)
        await early.until(lambda one: one.get("event") == "transferred")
        async with shop.operator(position=early.welcome["position"]) as late:
            await late.send({"type": "watch", "conversation": id, "after": 0})
            thread = await late.next("thread")
            assert any(one.get("text") == MASKED and one["masked"] for one in thread["entries"])
            await late.do("note", conversation=id, text="done")
            await late.until(lambda one: one.get("text") == "done")
            heard = json.dumps([early.heard, late.heard])
    assert leaks(heard) == []
    assert "[card]" in heard


async def test_the_note_that_comes_with_an_offer_is_masked(shop):
    boss = await shop.login()
    await at_work(shop, boss)
    id = await a_question(shop, "Hello")
    await shop.desk.store.handle(wanting(id))
    async with shop.operator("sue", "supervisor") as sue:
        await boss.post(f"/api/conversations/{id}/claim", json={"id": fresh_id()})
        body = {"id": fresh_id(), "team": "support", "to": sue.welcome["me"], "note": f"by {CARD}"}
        moved = await boss.post(f"/api/conversations/{id}/transfer", json=body)
        assert moved.status_code == 200, moved.text
        offered = await sue.next("offered")
        await sue.until(lambda one: one.get("event") == "transferred")
    assert (offered["why"], offered["cause"]) == ("by [card]", "transferred")
    assert leaks(json.dumps(sue.heard)) == []


async def test_the_visitor_sees_their_own_words_as_they_wrote_them(shop):
    _, _, shown = await a_conversation(shop)
    assert SAID in shown


async def test_a_transcript_is_masked_in_every_form(shop):
    id, boss, _ = await a_conversation(shop)
    for form in ("json", "csv", "html"):
        answer = await boss.get(f"/api/operator/conversations/{id}/transcript.{form}")
        assert answer.status_code == 200
        assert leaks(answer.text) == []
        assert "[card]" in answer.text
    table = await boss.get(f"/api/operator/conversations/{id}/transcript.csv")
    assert MASKED in [row[-1] for row in csv.reader(io.StringIO(table.text))]


async def test_a_search_neither_shows_what_is_masked_nor_tells_whether_it_is_there(shop):
    id, boss, _ = await a_conversation(shop)

    async def hits(query):
        answer = (await boss.get("/api/operator/search", params={"q": query})).json()
        assert leaks(json.dumps(answer)) == []
        return {one["seq"] for one in answer["found"] if one["conversation"] == id}

    said = await hits("return the lamp")
    assert said
    for guess in ("4242", PASSWORD, PASSWORD[:5], "3704", f"lamp {PASSWORD}", "42"):
        assert not await hits(guess), guess


async def test_a_draft_shows_no_beginning_of_a_card_while_it_is_written(settings):
    words = ("Your", "card", *CARD.split(), "and", "the", "password", "is", PASSWORD, "then")
    scripted = Scripted(words=words)
    async with (
        serving(settings, assistants={"auto": scripted}) as server,
        server.visitor() as visitor,
        server.operator() as operator,
    ):
        await visitor.say("What did I pay with?")
        page = await server.desk.inbox.lines("all", "x", cursor="", limit=1)
        id = page.lines[0].conversation.id
        await operator.send({"type": "watch", "conversation": id, "after": 0})
        await operator.next("thread")
        for count in range(1, len(words) + 1):
            scripted.write()
            await until(partial(is_written, server, id, " ".join(words[:count])))
        await operator.next("draft", lambda one: one["text"].endswith("then"))
        late = await again(server, id)
        scripted.write()
        await operator.until(lambda one: one.get("author") == "assistant")
    drafts = [one["text"] for one in (*operator.heard, *late) if one["type"] == "draft"]
    assert "Your card [card] and the password is [secret] then" in drafts
    assert [one for one in drafts if "42" in one or PASSWORD[:3] in one] == []


def is_written(server, id, so_far):
    """Whether the assistant's draft has come that far."""
    draft = server.desk.tail.draft(id)
    return bool(draft) and draft.text == so_far


async def again(server, id):
    """What somebody hears who begins to watch in the middle of it."""
    async with server.operator() as other:
        await other.send({"type": "watch", "conversation": id, "after": 0})
        await other.next("draft")
        return other.heard


async def test_a_preview_shows_no_card_that_it_cuts_off_live_or_from_the_database(shop):
    leads = ["x" * length for length in range(124, 141)]
    leads += ["hi" + "\n" * length for length in (100, 262, 268, 274, 280)]  # empty lines fold
    boss = await shop.login()
    async with shop.operator() as operator:
        for lead in leads:
            id = await a_question(shop, "Hello")
            body = {"id": fresh_id(), "text": f"{lead} {CARD}"}
            assert (await boss.post(f"/api/conversations/{id}/reply", json=body)).status_code == 200
            row = (await boss.get(f"/api/conversations/{id}")).json()
            assert row["preview"].startswith(lead[:2])
            live = await operator.next("update", previewed(id, lead[:2]))
            for preview in (row["preview"], live["row"]["preview"]):
                assert "4242" not in preview


def previewed(id, begins):
    """Whether a frame shows that conversation with such a preview."""
    return lambda one: one["row"]["id"] == id and one["row"]["preview"].startswith(begins)


# ── who may look behind it ────────────────────────────────────────────────────────────────────────


async def audited(shop, action):
    query = select(t.audit.c.operator, t.audit.c.object).where(t.audit.c.action == action)
    rows = await shop.installation.store.read(lambda db: db.execute(query).all())
    return [tuple(row) for row in rows]


async def the_words(shop):
    """The conversation and the number of the message with everything in it."""
    id, boss, _ = await a_conversation(shop)
    entries = (await boss.get(f"/api/conversations/{id}/entries")).json()["entries"]
    return id, next(one["seq"] for one in entries if one.get("text") == MASKED), boss


async def test_a_supervisor_sees_the_original_and_each_look_is_written_down(shop):
    id, seq, boss = await the_words(shop)
    sue = await shop.login("sue", "supervisor")
    url = f"/api/operator/conversations/{id}/unmask"
    assert (await sue.get("/api/me")).json()["unmasks"]
    for _ in range(2):
        answer = await sue.post(url, json={"seq": seq})
        assert answer.json() == {"seq": seq, "text": SAID}
    assert (await sue.post(url, json={"seq": 9_999})).json()["code"] == "unknown_entry"
    me = (await sue.get("/api/me")).json()["id"]
    assert await audited(shop, "unmasked") == [(me, f"{id}:{seq}")] * 2
    read = await boss.get("/api/admin/audit")
    lines = read.json()["lines"]
    assert leaks(read.text) == []
    assert [(one["name"], one["object"]) for one in lines if one["action"] == "unmasked"] == [
        ("Sue", f"{id}:{seq}")
    ] * 2


async def test_of_an_event_what_is_masked_in_it_is_told(shop):
    id, _, boss = await the_words(shop)
    entries = (await boss.get(f"/api/conversations/{id}/entries")).json()["entries"]
    [moved] = [one for one in entries if one.get("event") == "transferred"]
    url = f"/api/operator/conversations/{id}/unmask"
    answer = await boss.post(url, json={"seq": moved["seq"]})
    assert answer.json()["text"] == f"they pay by {CARD}"


async def test_an_operator_may_not_look_nor_anybody_without_the_token_or_the_right_to_see_it(shop):
    id, seq, boss = await the_words(shop)
    url = f"/api/operator/conversations/{id}/unmask"
    for name, role in (("oscar", "operator"), ("vic", "viewer")):
        http = await shop.login(name, role)
        assert not (await http.get("/api/me")).json()["unmasks"]
        answer = await http.post(url, json={"seq": seq})
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
        assert (await http.get("/api/admin/audit")).status_code == 403
    unknown = await boss.post("/api/operator/conversations/nobody/unmask", json={"seq": seq})
    assert unknown.status_code == 404
    del boss.headers["X-CSRF-Token"]
    answer = await boss.post(url, json={"seq": seq})
    assert (answer.status_code, answer.json()["code"]) == (403, "forged")
    assert await audited(shop, "unmasked") == []


async def test_the_role_from_which_it_is_allowed_is_the_owners_choice(settings):
    chosen = MaskingSettings(unmask="operator")
    lenient = settings.model_copy(update={"masking": chosen})
    async with serving(lenient, limits=LOOSE) as shop:
        id, seq, _ = await the_words(shop)
        oscar = await shop.login("oscar", "operator")
        url = f"/api/operator/conversations/{id}/unmask"
        assert (await oscar.get("/api/me")).json()["unmasks"]
        await give_teams(shop, "oscar", "billing")
        assert (await oscar.post(url, json={"seq": seq})).json()["text"] == SAID
        await give_teams(shop, "oscar", "support")
        hidden = await oscar.post(url, json={"seq": seq})
        assert (hidden.status_code, hidden.json()["code"]) == (404, "unknown_conversation")


async def test_looks_are_limited_in_number(settings):
    few = Limits(operator_looks=Rate(burst=3, per_second=0.01))
    async with serving(settings, limits=few) as shop:
        boss = await shop.login()
        id = await a_question(shop, SAID)
        url = f"/api/operator/conversations/{id}/unmask"
        codes = [(await boss.post(url, json={"seq": 2})).status_code for _ in range(4)]
        assert codes == [200, 200, 200, 429]


async def test_where_nothing_is_to_be_masked_operators_see_the_originals(settings):
    plain = settings.model_copy(update={"masking": MaskingSettings(screens="")})
    async with serving(plain, limits=LOOSE) as shop:
        id, boss, _ = await a_conversation(shop)
        entries = (await boss.get(f"/api/conversations/{id}/entries")).json()["entries"]
        assert SAID in [one.get("text") for one in entries]
        assert not any(one["masked"] for one in entries)
        assert CARD in (await boss.get(f"/api/conversations/{id}/package")).text


async def test_the_owners_own_patterns_are_masked_on_screens_too(settings):
    own = MaskingSettings(screens="member", own={"member": r"M-\d{6}"})
    async with serving(settings.model_copy(update={"masking": own}), limits=LOOSE) as shop:
        id, seq, boss = await a_handoff(shop, f"How do I return M-123456? {CARD}", "M-123456: here")
        await a_handoff(shop, "How can I return M-123456?")
        entries = (await boss.get(f"/api/conversations/{id}/entries")).json()["entries"]
        assert f"How do I return [member]? {CARD}" in [one.get("text") for one in entries]
        url = f"/api/operator/conversations/{id}/proposals"
        proposal = (await boss.post(url, json={"seq": seq})).json()["proposal"]
        assert proposal["answer"] == "[member]: here"
        await boss.post("/api/reports/gaps")
        await shop.installation.gaps.settled()
        gaps = await boss.get("/api/reports/gaps")
        assert "[member]" in gaps.text
        assert "M-123456" not in gaps.text


async def test_the_audit_log_is_read_page_by_page(shop):
    boss = await shop.login()
    for number in range(7):
        await shop.desk.accounts.note("ann", "tried", str(number))
    first = (await boss.get("/api/admin/audit", params={"limit": 5})).json()
    assert [one["object"] for one in first["lines"]] == ["6", "5", "4", "3", "2"]
    assert first["lines"][0]["name"] == "ann"
    more = await boss.get("/api/admin/audit", params={"limit": 5, "before": first["next"]})
    assert [one["action"] for one in more.json()["lines"]] == ["tried", "tried", "set_up"]
    assert more.json()["next"] == 0
    assert (await boss.get("/api/admin/audit", params={"limit": 201})).status_code == 422


async def test_the_command_exports_originals_only_where_it_is_told_to(shop, tmp_path):
    id, _, _ = await a_conversation(shop)
    masked, plain = tmp_path / "masked.jsonl", tmp_path / "plain.jsonl"
    settings = shop.installation.settings
    await export(settings, Order(output=str(masked)))
    await export(settings, Order(output=str(plain), originals=True))
    assert leaks(masked.read_text()) == []
    assert json.loads(masked.read_text())["conversation"] == id
    assert CARD in plain.read_text()
    assert await audited(shop, "originals_exported") == [("command line", str(plain))]


CAUSED = f"""
topics: [{{name: payment, keywords: ["{CARD}"]}}]
rules: [{{id: paid, trigger: sensitive_topic, topics: [payment]}}]
"""


async def test_the_words_that_caused_a_decision_are_masked_wherever_it_is_explained(shop):
    boss = await shop.login()
    policy = {"text": CAUSED, "base_version": 0}
    assert (await boss.put("/api/assistants/main/policy", json=policy)).status_code == 200
    assert (await boss.put("/api/assistants/main/shadow", json={"text": CAUSED})).status_code == 200
    async with shop.operator() as operator, shop.visitor() as visitor:
        await visitor.say(f"I paid by {CARD} twice")
        asked = await operator.until(lambda one: one.get("event") == "handoff_requested")
        assert (asked["why"]["words"], asked["masked"]) == ("[card]", True)
        heard = json.dumps(operator.heard)
    page = await shop.desk.inbox.lines("all", "x", cursor="", limit=1)
    id = page.lines[0].conversation.id
    began = await boss.post(
        "/api/assistants/main/backtests", data={"policy": "live"}, files={"x": ("", b"")}
    )
    await shop.installation.backtester.settled()
    told = [heard]
    for path in (
        *(f"/api/conversations/{id}/{what}" for what in ("package", "decisions", "shadow")),
        f"/api/assistants/main/backtests/{began.json()['id']}",
    ):
        told.append((await boss.get(path)).text)
        assert '"words":"[card]"' in told[-1].replace(": ", ":"), path
    assert leaks("".join(told)) == []
