"""Who may come in where: tokens, origins, forged requests, roles. Nobody else."""

import asyncio
import json
from dataclasses import replace

import pytest
import websockets

from tests.web.conftest import PASSWORD, end_of, serving, until
from tests.web.test_hostile_frames import FAST
from warmline.core.model import AssistantId
from warmline.flow.desk import Role
from warmline.settings import Settings
from warmline.web import auth
from warmline.web.app import ROUTERS
from warmline.web.desk import Limits
from warmline.web.tokens import LIVES, new_token

EVIL = ["https://evil.example", "null", "http://127.0.0.1.evil.example", "HTTP://127.0.0.1", ""]
LOOSE = Limits(
    visitor_sessions=FAST,
    logins=FAST,
    logins_of_one=FAST,
    operator_acts=FAST,
    operator_looks=FAST,
    operator_tests=FAST,
)

ANYBODY, VISITOR, ADMIN = "anybody", "visitor", "admin"
OPERATOR = "whoever is logged in"  # of a conversation: as far as they may see it, see test_rights
LEADER, REPORTS = "supervisor", "whoever sees everything"
WHO_MAY = {
    "GET /api/setup": ANYBODY,
    "POST /api/setup": ANYBODY,  # with the token that the server printed
    "POST /api/login": ANYBODY,
    "POST /api/logout": OPERATOR,
    "GET /api/me": OPERATOR,
    "PATCH /api/me": OPERATOR,
    "POST /api/visitor/session": ANYBODY,
    "GET /api/visitor/entries": VISITOR,
    "POST /api/visitor/ask": VISITOR,
    "POST /api/visitor/say": VISITOR,
    "POST /api/visitor/links": VISITOR,
    "GET /api/contacts": OPERATOR,
    "GET /api/contacts/{id}": OPERATOR,
    "GET /api/contacts/{id}/alike": OPERATOR,
    "POST /api/contacts/{id}/merge": OPERATOR,
    "POST /api/contacts/{id}/split": OPERATOR,
    "POST /api/contacts/merges/{merge}/undo": OPERATOR,
    "POST /api/visitor/files": VISITOR,
    "GET /api/visitor/files/{id}": VISITOR,
    "POST /api/conversations/{id}/files": OPERATOR,
    "GET /api/conversations/{id}/files/{file}": OPERATOR,
    "GET /api/conversations": OPERATOR,
    "GET /api/conversations/counts": OPERATOR,
    "GET /api/conversations/{id}": OPERATOR,
    "GET /api/conversations/{id}/entries": OPERATOR,
    "GET /api/conversations/{id}/package": OPERATOR,
    "GET /api/conversations/{id}/decisions": OPERATOR,
    "POST /api/conversations/{id}/reply": OPERATOR,
    "POST /api/conversations/{id}/note": OPERATOR,
    "POST /api/conversations/{id}/messages/{seq}/retry": OPERATOR,
    "POST /api/conversations/{id}/{action}": OPERATOR,
    "POST /api/conversations/{id}/handoffs/{handoff}/judgement": OPERATOR,
    "POST /api/operator/bulk": OPERATOR,
    "PUT /api/operator/presence": OPERATOR,
    "POST /api/admin/drill": ADMIN,
    "POST /api/admin/hours/preview": OPERATOR,
    "POST /api/conversations/{id}/answers/{seq}/judgement": OPERATOR,
    "GET /api/assistants": OPERATOR,
    "GET /api/assistants/{id}": OPERATOR,
    "PATCH /api/assistants/{id}": ADMIN,
    "GET /api/assistants/{id}/policy": OPERATOR,
    "PUT /api/assistants/{id}/policy": ADMIN,
    "GET /api/assistants/{id}/policy/versions": OPERATOR,
    "GET /api/assistants/{id}/policy/versions/{version}": OPERATOR,
    "GET /api/assistants/{id}/policy/versions/{version}/diff": OPERATOR,
    "POST /api/assistants/{id}/policy/versions/{version}/publish": ADMIN,
    "POST /api/assistants/{id}/policy/check": OPERATOR,
    "GET /api/assistants/{id}/identity": ADMIN,
    "POST /api/assistants/{id}/identity": ADMIN,
    "POST /api/assistants/{id}/playground": OPERATOR,
    "GET /api/assistants/{id}/shadow": OPERATOR,
    "PUT /api/assistants/{id}/shadow": ADMIN,
    "DELETE /api/assistants/{id}/shadow": ADMIN,
    "GET /api/conversations/{id}/shadow": OPERATOR,
    "POST /api/assistants/{id}/backtests": ADMIN,
    "GET /api/assistants/{id}/backtests": ADMIN,
    "GET /api/assistants/{id}/backtests/{job}": ADMIN,
    "POST /api/assistants/{id}/backtests/{job}/cancel": ADMIN,
    "DELETE /api/assistants/{id}/backtests/{job}": ADMIN,
    "GET /api/assistants/{id}/flows": OPERATOR,
    "PUT /api/assistants/{id}/flows": ADMIN,
    "POST /api/assistants/{id}/flows/check": OPERATOR,
    "POST /api/assistants/{id}/flows/preview": OPERATOR,
    "GET /api/assistants/{id}/flows/versions": OPERATOR,
    "GET /api/assistants/{id}/flows/versions/{version}": OPERATOR,
    "GET /api/assistant-kinds": OPERATOR,
    "GET /api/knowledge/sources": OPERATOR,
    "POST /api/knowledge/sources": ADMIN,
    "POST /api/knowledge/sources/pair": ADMIN,
    "PATCH /api/knowledge/sources/{id}": ADMIN,
    "DELETE /api/knowledge/sources/{id}": ADMIN,
    "GET /api/knowledge/search": OPERATOR,
    "GET /api/knowledge/calibration": OPERATOR,
    "GET /api/reports/figures": OPERATOR,
    "GET /api/reports/figures.csv": OPERATOR,
    "GET /api/reports/series": OPERATOR,
    "GET /api/reports/series.csv": OPERATOR,
    "GET /api/reports/conversations": OPERATOR,
    "GET /api/reports/conversations.csv": OPERATOR,
    "GET /api/reports/staff": OPERATOR,
    "GET /api/reports/staff.csv": OPERATOR,
    "GET /api/reports/gaps": REPORTS,
    "POST /api/reports/gaps": LEADER,
    "GET /api/reports/gaps.csv": REPORTS,
    "POST /api/operator/conversations/{id}/proposals": OPERATOR,
    "GET /api/knowledge/proposals": OPERATOR,
    "GET /api/knowledge/proposals/{id}": OPERATOR,
    "POST /api/knowledge/proposals/{id}/accept": LEADER,
    "POST /api/knowledge/proposals/{id}/reject": LEADER,
    "GET /api/operator/search": OPERATOR,
    "GET /api/operator/conversations/{id}/transcript.json": OPERATOR,
    "GET /api/operator/conversations/{id}/transcript.csv": OPERATOR,
    "GET /api/operator/conversations/{id}/transcript.html": OPERATOR,
    "POST /api/operator/conversations/{id}/unmask": LEADER,
    "GET /api/admin/audit": ADMIN,
    "GET /api/operator/notices": OPERATOR,
    "PUT /api/operator/notices": OPERATOR,
    "POST /api/operator/notices/test": OPERATOR,
    "GET /api/operator/push": OPERATOR,
    "POST /api/operator/push": OPERATOR,
    "DELETE /api/operator/push/{id}": OPERATOR,
    "GET /api/operator/conversations/{id}/notices": OPERATOR,
    "GET /api/admin/teams/{id}/notices": ADMIN,
    "PUT /api/admin/teams/{id}/notices": ADMIN,
    "POST /api/admin/teams/{id}/notices/targets": ADMIN,
    "DELETE /api/admin/teams/{id}/notices/targets/{target}": ADMIN,
    "POST /api/admin/teams/{id}/notices/targets/{target}/test": ADMIN,
    "GET /api/operators": OPERATOR,
    "POST /api/operators": ADMIN,
    "PATCH /api/operators/{id}": ADMIN,
    "GET /api/admin/teams": OPERATOR,
    "POST /api/admin/teams": ADMIN,
    "GET /api/admin/teams/{id}": OPERATOR,
    "PUT /api/admin/teams/{id}": ADMIN,
    "DELETE /api/admin/teams/{id}": ADMIN,
    "GET /api/admin/routing": OPERATOR,
    "PUT /api/admin/routing": ADMIN,
    "POST /api/admin/routing/check": OPERATOR,
    "GET /api/admin/routing/versions": OPERATOR,
    "POST /api/admin/routing/try": OPERATOR,
    "GET /api/operator/conversations/{id}/routing": OPERATOR,
    "GET /api/operator/staff": OPERATOR,
    "GET /api/outbox/dead": ADMIN,
    "POST /api/outbox/replay": ADMIN,
    "POST /api/outbox/{id}/replay": ADMIN,
    "DELETE /api/outbox/{id}": ADMIN,
    "GET /api/channels/kinds": OPERATOR,
    "GET /api/channels": ADMIN,
    "POST /api/channels": ADMIN,
    "GET /api/channels/{id}": ADMIN,
    "PATCH /api/channels/{id}": ADMIN,
    "DELETE /api/channels/{id}": ADMIN,
    "POST /api/channels/{id}/check": ADMIN,
    "POST /api/channels/{id}/test": ADMIN,
    "GET /api/channels/{id}/health": ADMIN,
    "GET /api/channels/{id}/unread": ADMIN,
}
STAFF = ("viewer", "operator", "supervisor", "admin", "owner")
GRANTED = {
    OPERATOR: {*STAFF},
    REPORTS: {*STAFF} - {"operator"},
    LEADER: {"supervisor", "admin", "owner"},
    ADMIN: {"admin", "owner"},
}
BODIES = {  # what fits each route, so that a refusal is about the right alone
    "POST /api/conversations/{id}/reply": {"id": "a", "text": "x"},
    "POST /api/conversations/{id}/note": {"id": "a", "text": "x"},
    "POST /api/conversations/{id}/{action}": {"id": "a"},
    "POST /api/conversations/{id}/handoffs/{handoff}/judgement": {"id": "a", "needed": True},
    "POST /api/contacts/{id}/merge": {"other": "nobody"},
    "POST /api/contacts/{id}/split": {"identity": "1"},
    "POST /api/admin/teams": {"id": "No Such Id"},
    "PUT /api/admin/teams/{id}": {"name": ""},
    "PUT /api/admin/routing": {"text": "routes: 7", "base_version": 0},
    "POST /api/admin/routing/check": {"text": "routes: 7"},
    "POST /api/admin/routing/try": {"text": "routes: 7"},
    "POST /api/operator/bulk": {"id": "a", "action": "claim", "conversations": ["c"]},
    "POST /api/operator/conversations/{id}/unmask": {"seq": 1},
    "PUT /api/operator/presence": {"choice": "available"},
    "POST /api/operator/notices/test": {"way": "console"},
    "POST /api/operator/push": {"endpoint": "bad", "keys": {"p256dh": "", "auth": ""}},
    "POST /api/admin/teams/{id}/notices/targets": {"way": "chat", "name": "x", "url": "bad"},
    "POST /api/admin/drill": {"assistant": "no-such-one"},
    "POST /api/conversations/{id}/answers/{seq}/judgement": {"id": "a", "right": True},
    "PUT /api/assistants/{id}/policy": {"text": "rules: 7", "base_version": 0},
    "POST /api/assistants/{id}/policy/check": {"text": "rules: 7"},
    "POST /api/assistants/{id}/policy/versions/{version}/publish": {"base_version": 0},
    "POST /api/assistants/{id}/playground": {"turns": [{"role": "visitor", "text": "x"}]},
    "PUT /api/assistants/{id}/shadow": {"text": "rules: 7"},
    "PUT /api/assistants/{id}/flows": {"text": "flows: 7", "base_version": 0},
    "POST /api/assistants/{id}/flows/check": {"text": "flows: 7"},
    "POST /api/assistants/{id}/flows/preview": {"text": "flows: 7", "turns": []},
    "POST /api/knowledge/sources/pair": {"question": "q", "answer": "a"},
    "PATCH /api/knowledge/sources/{id}": {"audience": "internal"},
    "POST /api/knowledge/proposals/{id}/accept": {"question": "q", "answer": "a"},
    "POST /api/outbox/replay": {"ids": []},
    "POST /api/channels": {"kind": "no-such-one", "name": "x", "assistant": "main"},
    "POST /api/channels/{id}/test": {"to": "x"},
    "POST /api/operators": {"email": "bad", "name": "x", "password": PASSWORD},
}
FILLED = {
    "file": "nothing",
    "target": "nothing",
    "id": "nothing",
    "action": "claim",
    "version": "1",
    "seq": "1",
    "job": "nothing",
    "handoff": "1",
    "merge": "1",
}


@pytest.fixture
async def loose(settings):
    async with serving(settings, limits=LOOSE) as running:
        yield running


def routes():
    """Every route of the API: its name, its method, an address that fits it."""
    for router in ROUTERS:
        for route in router.routes:
            if route.path.startswith("/api/"):
                for method in route.methods:
                    yield f"{method} {route.path}", method, route.path_format.format(**FILLED)


# ── roles ─────────────────────────────────────────────────────────────────────────────────────────


async def test_each_route_lets_in_who_may_and_nobody_else(loose):
    assert {name for name, _, _ in routes()} == set(WHO_MAY)
    token = await loose.token()
    await loose.login("first", "owner")  # whoever comes first is the owner, whatever they ask for
    for who in (*STAFF, "visitor", "nobody"):
        http = await loose.login(f"{who}x", who) if who in STAFF else loose.http()
        if who == "visitor":
            http.headers["Authorization"] = f"Bearer {token}"
        for name, method, path in routes():
            wanted = WHO_MAY[name]
            if wanted == ANYBODY or name == "POST /api/logout":
                continue
            answer = await http.request(method, path, json=BODIES.get(name, {}))
            let_in = answer.status_code not in (401, 403)
            may = who == "visitor" if wanted == VISITOR else who in GRANTED[wanted]
            assert let_in == may, f"{name} as {who}: {answer.status_code}"
            assert answer.status_code < 500, f"{name} as {who}"


async def test_a_visitors_token_opens_nothing_of_the_operators(loose):
    token = await loose.token()
    async with loose.http(headers={"Authorization": f"Bearer {token}"}) as http:
        http.cookies.set("warmline", token)
        assert (await http.get("/api/conversations")).status_code == 401
    headers = {"Cookie": f"warmline={token}", "Origin": loose.url}
    async with loose.socket("/api/operator/socket", **headers) as ws:
        assert await end_of(ws) == 4401


async def test_an_admin_can_neither_make_nor_change_an_owner(loose):
    admin = await loose.login("ann") and await loose.login("adam", "admin")
    everybody = (await admin.get("/api/operators")).json()
    owner = next(one for one in everybody if one["role"] == "owner")
    me = next(one for one in everybody if one["role"] == "admin")
    for id, change in [
        (owner["id"], {"password": "a password for the thief"}),
        (owner["id"], {"disabled": True}),
        (me["id"], {"role": "owner"}),
    ]:
        answer = await admin.patch(f"/api/operators/{id}", json=change)
        assert answer.status_code == 403, change
    fresh = {"email": "n@example.com", "name": "N", "role": "owner", "password": PASSWORD}
    assert (await admin.post("/api/operators", json=fresh)).status_code == 403


async def test_fields_that_nobody_may_set_are_refused(loose):
    http = await loose.login("ann")
    for method, path, body in [
        ("PATCH", "/api/me", {"role": "owner"}),
        ("PATCH", "/api/me", {"email": "x@y.de"}),
        ("PATCH", "/api/assistants/main", {"public_key": "pub_x"}),
        ("PATCH", "/api/assistants/main", {"id": "x"}),
        ("POST", "/api/conversations/c/reply", {"id": "a", "text": "x", "operator": "other"}),
        ("POST", "/api/login", {"email": {"$ne": ""}, "password": ["x"]}),
    ]:
        answer = await http.request(method, path, json=body)
        assert answer.status_code == 422, (path, body)


async def test_the_last_owner_stays(loose):
    http = await loose.login("ann")
    [owner] = (await http.get("/api/operators")).json()
    for change in ({"role": "operator"}, {"disabled": True}):
        answer = await http.patch(f"/api/operators/{owner['id']}", json=change)
        assert (answer.status_code, answer.json()["code"]) == (409, "last_owner")


async def test_who_is_demoted_while_they_change_their_name_stays_demoted(loose):
    await loose.login("ann")
    accounts = loose.desk.accounts
    await loose.login("adam", "admin")
    before = await accounts.by_email("adam@example.com")
    await accounts.change(replace(before, role=Role.OPERATOR), was=before)
    await accounts.change(replace(before, name="Adam the Great"), was=before)
    after = await accounts.by_email("adam@example.com")
    assert (after.role, after.name) == (Role.OPERATOR, "Adam the Great")


# ── tokens ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_token_that_is_not_good_opens_neither_socket_nor_routes(loose):
    desk = loose.desk
    now, main = desk.clock(), AssistantId("main")
    good = new_token(desk.secret, main, now)
    bad = {
        "empty": "",
        "nonsense": "nonsense",
        "not ASCII": "\u00fc" * 40,
        "cut short": good[:-4],
        "changed": good[:10] + ("A" if good[10] != "A" else "B") + good[11:],
        "under another secret": new_token(b"x" * 48, main, now),
        "too old": new_token(desk.secret, main, now - LIVES - 86_400_000),
        "of no assistant": new_token(desk.secret, AssistantId("gone"), now),
    }
    for what, token in bad.items():
        async with loose.socket("/api/visitor/socket") as ws:
            await ws.send(json.dumps({"type": "hello", "token": token, "after": 0}))
            assert await end_of(ws) == 4401, what
        async with loose.http(
            headers={"Authorization": f"Bearer {token}".strip().encode()}
        ) as http:
            assert (await http.get("/api/visitor/entries")).json()["code"] == "bad_token", what
            said = await http.post("/api/visitor/say", json={"id": "a", "text": "x"})
            assert said.status_code == 401, what


async def test_a_bad_token_gets_a_fresh_one_and_a_good_one_is_kept(loose):
    good = await loose.token()
    assert await loose.token(good) == good
    assert await loose.token("nonsense") not in ("nonsense", good)


async def test_another_assistants_token_is_not_taken_over(loose):
    other = new_token(loose.desk.secret, AssistantId("other"), loose.desk.clock())
    assert await loose.token(other) != other


async def test_looking_round_stores_nothing(loose):
    async with loose.visitor() as visitor:
        await visitor.do("ping")
    http = await loose.login("ann")
    assert (await http.get("/api/conversations?list=all")).json()["rows"] == []


async def test_walking_conversation_ids_finds_nothing_and_learns_nothing(loose):
    http = await loose.login("ann")
    bodies = set()
    for id in ("1", "2", "a" * 24, "a" * 64, "a" * 65, "%00", "..", "x'--", "\u00e4"):
        for path in (f"/api/conversations/{id}", f"/api/conversations/{id}/package"):
            answer = await http.get(path)
            assert answer.status_code == 404, path
            bodies.add(answer.json()["code"])
    assert bodies <= {"unknown_conversation", "not_found"}


# ── other sites ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("origin", [*EVIL, None])
async def test_an_operators_socket_from_another_page_is_rejected_at_the_handshake(loose, origin):
    http = await loose.login("ann")
    cookie = "; ".join(f"{k}={v}" for k, v in http.cookies.items())
    headers = {"Cookie": cookie} | ({} if origin is None else {"Origin": origin})
    with pytest.raises(websockets.InvalidStatus) as refused:
        await loose.socket("/api/operator/socket", **headers)
    assert refused.value.response.status_code == 403


async def test_an_operators_socket_needs_the_session_and_its_csrf_token(loose):
    http = await loose.login("ann")
    cookie = "; ".join(f"{k}={v}" for k, v in http.cookies.items())
    async with loose.socket("/api/operator/socket", Origin=loose.url) as ws:
        assert await end_of(ws) == 4401
    async with loose.socket("/api/operator/socket", Origin=loose.url, Cookie=cookie) as ws:
        await ws.send(json.dumps({"type": "hello", "csrf": "x", "position": 0}))
        assert await end_of(ws) == 4403


async def test_every_changing_request_needs_the_csrf_token_and_our_own_page(loose):
    http = await loose.login("ann")
    csrf = http.headers.pop("X-CSRF-Token")
    for name, method, path in routes():
        if method in auth.SAFE or WHO_MAY[name] in (ANYBODY, VISITOR):
            continue
        body = BODIES.get(name, {})
        for forged in ({}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": csrf[:-1]}):
            answer = await http.request(method, path, json=body, headers=forged)
            assert (answer.status_code, answer.json()["code"]) == (403, "forged"), name
        foreign = {"X-CSRF-Token": csrf, "Origin": "https://evil.example"}
        answer = await http.request(method, path, json=body, headers=foreign)
        assert (answer.status_code, answer.json()["code"]) == (403, "forged"), name
    assert (await http.get("/api/me")).status_code == 200


async def test_a_form_of_another_site_can_neither_log_in_nor_set_up(loose):
    body = {"email": "a@example.com", "password": PASSWORD, "token": "t", "name": "x"}
    async with loose.http(headers={"Origin": "https://evil.example"}) as http:
        for path in ("/api/login", "/api/setup"):
            assert (await http.post(path, json=body)).status_code == 403
    async with loose.http() as http:
        plain = {"Content-Type": "text/plain"}
        for path in ("/api/login", "/api/setup", "/api/visitor/session"):
            assert (await http.post(path, data=body)).status_code == 422
            answer = await http.post(path, content=json.dumps(body), headers=plain)
            assert answer.status_code == 422


async def test_nothing_is_changed_by_a_get(loose):
    http = await loose.login("ann")
    for path in ("claim", "resolve", "return", "cancel", "reply", "note"):
        answer = await http.get(f"/api/conversations/c/{path}")
        assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
        assert "POST" in answer.headers["allow"]
    assert (await http.get("/api/logout")).status_code == 405
    assert (await http.get("/api/me")).status_code == 200


async def test_only_the_visitors_api_answers_other_sites_and_only_those_that_may_embed(loose):
    boss = await loose.login("ann")
    shop, evil = "https://shop.example", "https://evil.example"
    await boss.patch("/api/assistants/main", json={"origins": [shop]})
    body = {"key": await loose.key()}
    async with loose.http() as http:
        for origin, status, allowed in ((shop, 200, shop), (evil, 403, None), ("null", 403, None)):
            asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
            before = await http.options("/api/visitor/session", headers=asked)
            answer = await http.post("/api/visitor/session", json=body, headers={"Origin": origin})
            assert answer.status_code == status
            for one in (before, answer):
                assert one.headers.get("access-control-allow-origin") == allowed
                assert "access-control-allow-credentials" not in one.headers
        bad = {"Origin": shop, "Authorization": "Bearer x"}
        refused = await http.get("/api/visitor/entries", headers=bad)
        assert refused.status_code == 401
        assert refused.headers["access-control-allow-origin"] == shop
        for path in ("/api/me", "/api/setup", "/console/", "/api/conversations"):
            for answer in (
                await http.get(path, headers={"Origin": shop}),
                await http.options(path, headers={"Origin": shop}),
            ):
                assert "access-control-allow-origin" not in answer.headers


async def test_a_widget_on_a_site_that_is_not_listed_gets_no_socket(loose):
    boss = await loose.login("ann")
    token = await loose.token()
    await boss.patch("/api/assistants/main", json={"origins": ["https://Shop.example"]})
    for origin, code in (("https://evil.example", 4403), ("null", 4403)):
        async with loose.socket("/api/visitor/socket", Origin=origin) as ws:
            await ws.send(json.dumps({"type": "hello", "token": token, "after": 0}))
            assert await end_of(ws) == code
    async with loose.socket("/api/visitor/socket", Origin="https://shop.example") as ws:
        await ws.send(json.dumps({"type": "hello", "token": token, "after": 0}))
        assert json.loads(await ws.recv())["type"] == "welcome"


async def test_localhost_is_our_own_page_until_an_address_is_given(settings):
    async with serving(settings, limits=LOOSE) as server:
        http = await server.login("ann")
        cookie = "; ".join(f"{k}={v}" for k, v in http.cookies.items())
        other = server.url.replace("127.0.0.1", "localhost")
        ws = await websockets.connect(
            other.replace("http", "ws") + "/api/operator/socket",
            additional_headers={"Cookie": cookie, "Origin": other},
        )
        await ws.send(json.dumps({"type": "hello", "csrf": http.headers["X-CSRF-Token"]}))
        assert json.loads(await ws.recv())["type"] == "welcome"
        await ws.close()


# ── addresses ─────────────────────────────────────────────────────────────────────────────────────


async def _sessions(server, key, **headers):
    async with server.http(headers=headers) as http:
        return (await http.post("/api/visitor/session", json={"key": key})).status_code


async def test_a_forwarded_address_counts_only_from_a_trusted_proxy(settings):
    one = Limits(visitor_sessions=Limits().logins)
    async with serving(settings, limits=one) as server:
        key = await server.key()
        found = [
            await _sessions(server, key, **{"X-Forwarded-For": f"9.9.9.{n}"}) for n in range(12)
        ]
        assert found.count(429) >= 1
    trusting = Settings(data=settings.data, trusted_proxies="127.0.0.1, 10.0.0.0/8")
    async with serving(trusting, limits=one) as server:
        key = await server.key()
        for n in range(12):
            forwarded = f"6.6.6.6, 9.9.9.{n}, 10.1.2.3"
            assert await _sessions(server, key, **{"X-Forwarded-For": forwarded}) == 200
        same_site = [
            await _sessions(server, key, **{"X-Forwarded-For": f"2001:db8:1:2::{n}"})
            for n in range(12)
        ]
        assert same_site.count(429) >= 1


async def test_one_address_opens_only_so_many_sockets_and_gets_the_place_back(settings):
    async with serving(settings, limits=Limits(visitor_sockets=2)) as server:
        token = await server.token()
        async with server.visitor(token), server.visitor(token):
            with pytest.raises(websockets.InvalidStatus) as refused:
                await server.socket("/api/visitor/socket")
            assert refused.value.response.status_code == 429
            assert "retry-after" in refused.value.response.headers
        turnstile = server.app.state.visitor_turnstile
        await until(lambda: turnstile.enter("127.0.0.1"))
        turnstile.leave("127.0.0.1")
        async with server.visitor(token) as visitor:
            assert (await visitor.say("hello there"))["type"] == "ack"


async def test_sockets_that_are_torn_off_leave_no_trace_in_the_log(loose, caplog, capfd):
    token = await loose.token()
    hello = json.dumps({"type": "hello", "token": token, "after": 0})
    for say in ("", hello, hello + "x"):
        for _ in range(20):
            ws = await loose.socket("/api/visitor/socket")
            if say:
                await ws.send(say)
            ws.transport.abort()
    await until(lambda: not loose.app.state.visitor_turnstile._inside)
    await asyncio.sleep(0)
    assert not caplog.records
    assert "Traceback" not in "".join(capfd.readouterr())
