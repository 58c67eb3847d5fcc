"""What is internal reaches no visitor, on any way; what was public is gone within the minute."""

import json
import re
import sys
from asyncio.subprocess import PIPE, STDOUT, create_subprocess_exec
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

import warmline
from tests.assistants.scripted_model import says, scripted_model
from tests.shell import wanting
from tests.web.conftest import fresh_id, serving
from tests.web.test_doors import ANYBODY, VISITOR, WHO_MAY, routes
from tests.web.test_drill import Clock, played
from tests.web.test_reports import at_work, caught_up
from warmline.core.fallbacks import Fallback, Fallbacks
from warmline.core.model import AssistantId
from warmline.flow.catalogue import STALE_AFTER
from warmline.policies import default_policy, dump
from warmline.settings import ModelSettings
from warmline.store import tables as t

CANARY = "CANARY-7731"
ASKED = "What is the discount for members of staff?"
KNOWN = "How long does delivery take?"
INSIDE = f"question,answer\n{ASKED},The discount for members of staff is {CANARY}.\n".encode()
SHOP = f"question,answer\n{KNOWN},Delivery takes 2 to 4 working days.\n".encode()
FLOW = f"""
flows:
  - id: discount
    start: {{ words: [discount please] }}
    steps:
      - look_up: '{ASKED}'
        otherwise: none
      - goto: end
      - id: none
        say: {{ en: Nothing is known of that. }}
"""


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def shop(settings, clock):
    async with serving(settings, clock=clock) as running:
        http = await running.login()
        await sent(http, "shop.csv", SHOP)
        await sent(http, "inside.csv", INSIDE)
        await running.installation.library.settled()
        yield running


async def sent(http, name, content, **fields):
    answer = await http.post("/api/knowledge/sources", files={"file": (name, content)}, data=fields)
    assert answer.status_code == 200, answer.text
    return answer.json()[0]


async def source(http, name="inside.csv"):
    listed = (await http.get("/api/knowledge/sources")).json()
    return next(one for one in listed if one["name"] == name)


async def shown_to(shop, audience):
    http = await shop.login()
    url = f"/api/knowledge/sources/{(await source(http))['id']}"
    answer = await http.patch(url, json={"audience": audience})
    assert (answer.status_code, answer.json()["audience"]) == (200, audience)


# ── the ways to a visitor: each gives all that came out of it ─────────────────────────────────────


async def by_asking(shop, *texts, fits=lambda entry: entry.get("author") == "assistant"):
    """Every frame that a new visitor hears until the last of their words is answered."""
    async with shop.visitor() as visitor:
        for text in texts or (ASKED,):
            said = (await visitor.say(text))["seq"]
            await visitor.until(lambda e, said=said: e["seq"] > said and fits(e))
        http = shop.http(headers={"Authorization": f"Bearer {visitor.token}"})
        entries = await http.get("/api/visitor/entries")
        return json.dumps(visitor.heard) + entries.text


async def by_a_flow(shop):
    http = await shop.login()
    await published(http, "flows", FLOW)
    return await by_asking(shop, "discount please")


async def by_a_flow_on_paper(shop):
    http = await shop.login()
    body = {"text": FLOW, "inputs": [{"text": "discount please"}]}
    return (await http.post("/api/assistants/main/flows/preview", json=body)).text


async def by_a_broader_answer(shop):
    """The bar is out of reach, and half of it is not: the first answer is that it does not know."""
    teams = shop.installation.teams
    support = next(team for team in await teams.all() if team.id == "support")
    await teams.save(replace(support, fallbacks=Fallbacks(nobody_online=Fallback.BROADER)))
    await published(await shop.login(), "policy", dump(replace(default_policy(), bar=1.0)))
    async with shop.visitor() as visitor:
        await visitor.say(ASKED)
        first = await visitor.until(lambda e: e.get("author") == "assistant")
        assert CANARY not in first["text"]
        await visitor.do("request_person", text="Talk to a person")
        ran = await visitor.until(lambda e: e.get("event") == "fallback_ran")
        await visitor.until(lambda e: e.get("author") == "assistant" and e["seq"] > ran["seq"])
        return json.dumps(visitor.heard)


async def by_the_search_pages_answer(shop):
    http = await shop.login()
    found = (await http.get("/api/knowledge/search", params={"q": ASKED})).json()
    return json.dumps([found["answer"], found["hits"]])


async def by_the_gaps_and_what_is_like_a_proposal(shop):
    """What a supervisor would read as said to visitors, or turn into what is said to them."""
    boss = await shop.login()
    await at_work(shop, boss)
    for _ in range(2):
        async with shop.visitor() as visitor:
            await visitor.say(ASKED)
            await visitor.until(lambda e: e.get("author") == "assistant")
            id = visitor.welcome["conversation"]
        await shop.desk.store.handle(wanting(id, key=fresh_id()))
        reply = {"id": fresh_id(), "text": "Ask me again tomorrow."}
        seq = (await boss.post(f"/api/conversations/{id}/reply", json=reply)).json()["seq"]
    await caught_up(shop)
    await boss.post("/api/reports/gaps")
    await shop.installation.gaps.settled()
    gaps = (await boss.get("/api/reports/gaps")).json()
    assert gaps["gaps"]
    url = f"/api/operator/conversations/{id}/proposals"
    made = (await boss.post(url, json={"seq": seq, "question": ASKED})).json()
    return json.dumps([gaps, made["similar"]]) + (await boss.get("/api/reports/gaps.csv")).text


WAYS = (
    by_asking,
    by_a_flow,
    by_a_flow_on_paper,
    by_a_broader_answer,
    by_the_search_pages_answer,
    by_the_gaps_and_what_is_like_a_proposal,
)


async def published(http, what, text):
    url = f"/api/assistants/main/{what}"
    base = (await http.get(url)).json()["version"]
    answer = await http.put(url, json={"text": text, "base_version": base})
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("way", WAYS)
async def test_what_is_made_internal_while_the_server_runs_comes_out_of_no_way(shop, way):
    assert CANARY in await way(shop)  # while it is public: the way is open
    await shown_to(shop, "internal")
    assert CANARY not in await way(shop)
    await shown_to(shop, "public")
    assert CANARY in await way(shop)


@pytest.mark.parametrize("way", WAYS)
async def test_what_is_deleted_while_the_server_runs_comes_out_of_no_way(shop, way):
    http = await shop.login()
    assert CANARY in await way(shop)
    await http.delete(f"/api/knowledge/sources/{(await source(http))['id']}")
    assert CANARY not in await way(shop)


async def test_a_report_of_gaps_that_was_made_before_loses_the_answer_and_is_made_anew(shop):
    http = await shop.login()
    assert CANARY in await by_the_gaps_and_what_is_like_a_proposal(shop)
    assert CANARY in (await http.get("/api/reports/gaps")).text
    await shown_to(shop, "internal")
    found = await http.get("/api/reports/gaps")
    assert CANARY not in found.text
    assert [gap["confidence"] for gap in found.json()["gaps"]] == [None]
    assert found.json()["working"]
    await shop.installation.gaps.settled()
    again = (await http.get("/api/reports/gaps")).json()
    assert again["at"] > found.json()["at"]
    assert not again["working"]


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("extractive", {}),
        ("flow", {}),
        ("webhook", {"url": "https://127.0.0.1:9/answer"}),
        ("rasa", {"url": "https://127.0.0.1:9"}),
        ("openai_chat", {"url": "https://127.0.0.1:9/v1", "model": "m"}),
    ],
)
async def test_no_kind_of_assistant_nor_what_stands_in_for_it_tells_what_is_internal(
    shop, kind, options
):
    http = await shop.login()
    changed = await http.patch("/api/assistants/main", json={"kind": kind, "options": options})
    assert changed.status_code == 200, changed.text
    assert CANARY in await by_asking(shop)
    await shown_to(shop, "internal")
    assert CANARY not in await by_asking(shop)
    assert "2 to 4 working days" in await by_asking(shop, KNOWN)


async def test_a_language_models_prompt_for_a_visitor_holds_nothing_internal(settings):
    async with scripted_model() as model:
        name = ModelSettings(name="scripted", base_url=model.base_url, key="k")
        async with serving(settings.model_copy(update={"model": name})) as shop:
            http = await shop.login()
            await published(http, "policy", DESCRIBES)
            await sent(http, "inside.csv", INSIDE)
            await shop.installation.library.settled()
            for audience in ("public", "internal"):
                await shown_to(shop, audience)
                model.requests.clear()
                model.will(*[says(f"The discount for members of staff is {CANARY} [1].")] * 3)
                heard = await by_asking(shop)
                assert model.requests, "the model was asked"
                public = audience == "public"
                assert (CANARY in json.dumps(model.requests)) == public, audience
                assert (CANARY in heard) == public, audience  # made up: no source holds it


DESCRIBES = """
rules:
  - id: angry
    trigger: described
    description: The visitor is angry about a discount.
"""


async def test_no_route_that_a_visitor_may_ask_gives_away_what_is_internal(shop):
    await shown_to(shop, "internal")
    async with shop.visitor() as visitor:
        await visitor.say(ASKED)
        await visitor.until(lambda e: e.get("author") == "assistant")
        http = shop.http(headers={"Authorization": f"Bearer {visitor.token}"})
        for name, method, path in routes():
            if WHO_MAY[name] in (ANYBODY, VISITOR):
                asked = {"params": {"q": ASKED, "key": await shop.key()}, "json": {}}
                answer = await http.request(method, path, **asked)
                assert CANARY not in answer.text, name
                assert "inside.csv" not in answer.text, name


async def test_neither_a_drill_nor_the_playground_tells_what_is_internal(shop):
    await shown_to(shop, "internal")
    boss = await shop.login()
    report = await played(boss)
    thread = await boss.get(f"/api/conversations/{report['conversation']}/entries")
    turns = {"turns": [{"role": "visitor", "text": ASKED}]}
    tried = await boss.post("/api/assistants/main/playground", json=turns)
    for told in (json.dumps(report), thread.text, tried.text):
        assert told
        assert CANARY not in told


# ── who changes it from elsewhere ─────────────────────────────────────────────────────────────────


async def test_what_another_process_makes_internal_is_gone_here_within_seconds(
    shop, clock, settings, tmp_path
):
    """The command is a process of its own on the same database."""
    assert CANARY in await by_asking(shop)
    file = tmp_path / "inside.csv"
    file.write_bytes(INSIDE)
    said = await imported("--internal", file, "--data", settings.data)
    assert "✓ staff find it now" in said
    clock.ahead += STALE_AFTER
    assert CANARY not in await by_asking(shop)
    again = await imported(file, "--data", settings.data)
    assert "✓ staff find it now" in again  # not said anew: it stays what it was
    clock.ahead += STALE_AFTER
    assert CANARY not in await by_asking(shop)
    await imported("--public", file, "--data", settings.data)
    clock.ahead += STALE_AFTER
    assert CANARY in await by_asking(shop)


async def imported(*words):
    command = [sys.executable, "-m", "warmline", "import", *map(str, words)]
    process = await create_subprocess_exec(*command, stdout=PIPE, stderr=STDOUT)
    said = (await process.communicate())[0].decode()
    assert process.returncode == 0, said
    return said


# ── what staff see, and who may change it ─────────────────────────────────────────────────────────


async def test_staff_find_it_marked_as_internal_and_the_answer_is_as_if_it_were_not_there(shop):
    http = await shop.login()
    search = {"params": {"q": KNOWN}}
    await shown_to(shop, "internal")
    beside = (await http.get("/api/knowledge/search", **search)).json()
    assert [hit["source"] for hit in beside["internal"]] == ["inside.csv"]
    assert CANARY in beside["internal"][0]["text"]
    await http.delete(f"/api/knowledge/sources/{(await source(http))['id']}")
    alone = (await http.get("/api/knowledge/search", **search)).json()
    assert (alone["answer"], alone["hits"], alone["internal"]) == (
        beside["answer"],
        beside["hits"],
        [],
    )


async def test_a_file_says_for_whom_it_is_and_a_newer_one_of_its_name_does_not_open_it(shop):
    http = await shop.login()
    made = await sent(http, "pay.csv", INSIDE, audience="internal")
    assert made["audience"] == "internal"
    assert (await sent(http, "pay.csv", SHOP))["audience"] == "internal"
    assert (await sent(http, "pay.csv", SHOP, audience="public"))["audience"] == "public"
    assert (await sent(http, "new.csv", SHOP))["audience"] == "public"
    pair = {"question": "Who signs?", "answer": CANARY, "audience": "internal"}
    for body in (pair, {**pair, "audience": None}):
        answer = await http.post("/api/knowledge/sources/pair", json=body)
        assert answer.json()["audience"] == "internal"


async def test_an_audience_that_is_none_is_refused_and_nothing_is_taken_in(shop):
    http = await shop.login()
    files = {"file": ("odd.csv", SHOP)}
    for given in ("nobody", "PUBLIC", "internal "):
        answer = await http.post("/api/knowledge/sources", files=files, data={"audience": given})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), given
    names = [one["name"] for one in (await http.get("/api/knowledge/sources")).json()]
    assert "odd.csv" not in names
    url = f"/api/knowledge/sources/{(await source(http))['id']}"
    assert (await http.patch(url, json={"audience": "nobody"})).status_code == 422
    gone = await http.patch("/api/knowledge/sources/nothing", json={"audience": "internal"})
    assert (gone.status_code, gone.json()["code"]) == (404, "unknown_source")


async def test_who_changed_the_audience_stands_in_the_audit(shop):
    await shown_to(shop, "internal")
    await shown_to(shop, "public")
    http = await shop.login()
    made = await sent(http, "pay.csv", INSIDE, audience="internal")
    query = select(t.audit.c.action, t.audit.c.object, t.audit.c.operator).order_by(t.audit.c.id)
    noted = await shop.installation.store.read(lambda db: db.execute(query).all())
    me, was = (await http.get("/api/me")).json()["id"], (await source(http))["id"]
    assert [tuple(row) for row in noted if row.action.startswith("knowledge_")][-4:] == [
        ("knowledge_internal", was, me),
        ("knowledge_public", was, me),
        ("knowledge_added", made["id"], me),
        ("knowledge_internal", made["id"], me),
    ]


# ── how it is built ───────────────────────────────────────────────────────────────────────────────


def test_only_the_search_page_ever_asks_for_what_is_internal():
    """And only the library makes a catalogue, so that no other port can be handed the wrong one."""
    root = Path(warmline.__file__).parent
    files = {str(file.relative_to(root)): file.read_text() for file in root.rglob("*.py")}

    def using(pattern):
        return {name for name, text in files.items() if re.search(pattern, text)}

    assert using(r"\.look_inside\(|\._internal\.find") == {"web/knowledge.py", "flow/library.py"}
    assert using(r"(?<!class )\bCatalogue\(|\bPublic\(") == {"flow/library.py"}
    assert using(r"\.passages\(self\._audience\)") == {"flow/catalogue.py"}


async def test_the_index_that_assistants_ask_holds_no_internal_passage(shop):
    await shown_to(shop, "internal")
    knowing = shop.installation._world().assistants["extractive"]._behind._knowledge
    public = knowing(AssistantId("main"))._public
    assert public is shop.installation.library.public
    await public.find(ASKED, "en")
    assert [passage.questions[0] for passage in public._index.passages] == [KNOWN]
