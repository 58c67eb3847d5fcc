"""Passwords, sessions and set-up: who leaves is out everywhere within a moment."""

import asyncio
import ipaddress
import json
import time

import pytest

from tests.web.conftest import NEVER, PASSWORD, end_of, serving
from tests.web.test_hostile_frames import FAST
from warmline.web.auth import hashed
from warmline.web.desk import Limits

LOOSE = Limits(logins=FAST, logins_of_one=FAST, session_looked_at=NEVER)
DAY = 24 * 3600 * 1000


class Clock:
    """A clock that tests can move."""

    def __init__(self) -> None:
        self.ahead = 0

    def __call__(self) -> int:
        return time.time_ns() // 1_000_000 + self.ahead


@pytest.fixture
async def loose(settings):
    async with serving(settings, limits=LOOSE, clock=Clock()) as running:
        yield running


@pytest.mark.parametrize("how", ["logout", "disable", "password", "demote", "reset"])
async def test_who_is_out_loses_session_and_sockets_at_once(loose, how):
    boss = await loose.login("ann")
    async with loose.operator("bob", "operator") as bob, loose.operator("ann") as ann:
        me = bob.welcome["me"]
        match how:
            case "logout":
                await bob.http.post("/api/logout")
            case "disable":
                await boss.patch(f"/api/operators/{me}", json={"disabled": True})
            case "demote":
                await boss.patch(f"/api/operators/{me}", json={"role": "admin"})
            case "reset":
                fresh = {"password": "another password"}
                await boss.patch(f"/api/operators/{me}", json=fresh)
            case "password":
                other = await loose.login("bob")
                change = {"old": PASSWORD, "new": "a password of my own"}
                answer = await other.patch("/api/me", json={"password": change})
                assert answer.status_code == 200
                assert (await other.get("/api/me")).status_code == 200
        assert await end_of(bob.ws) == 4403
        assert (await bob.http.get("/api/me")).status_code == 401
        assert (await ann.do("ping"))["type"] == "ack"


async def test_an_open_socket_ends_with_its_session_though_nobody_whispers(settings):
    async with (
        serving(settings, limits=Limits(session_looked_at=0.05)) as server,
        server.operator("ann") as ann,
    ):
        await server.desk.accounts.close_session(hashed(ann.http.cookies["warmline"]))
        assert await end_of(ann.ws) == 4403


async def test_a_session_ends_by_itself_after_two_weeks(loose):
    http = await loose.login("ann")
    loose.installation.clock.ahead = 13 * DAY
    assert (await http.get("/api/me")).status_code == 200
    loose.installation.clock.ahead = 15 * DAY
    assert (await http.get("/api/me")).status_code == 401


async def test_a_wrong_address_and_a_wrong_password_get_the_same_answer(loose):
    await loose.login("ann")
    await loose.login("bob", "operator")
    boss = await loose.login("ann")
    everybody = (await boss.get("/api/operators")).json()
    bob = next(one for one in everybody if one["name"] == "Bob")
    await boss.patch(f"/api/operators/{bob['id']}", json={"disabled": True})
    answers = []
    async with loose.http() as http:
        for email, password in [
            ("ann@example.com", "wrong password"),
            ("nobody@example.com", "wrong password"),
            ("nobody\0@example.com", "wrong password"),
            ("bob@example.com", PASSWORD),
        ]:
            answer = await http.post("/api/login", json={"email": email, "password": password})
            body = answer.json()
            body.pop("request_id")
            answers.append((answer.status_code, body, answer.headers.get("set-cookie")))
    assert answers == [answers[0]] * 4
    assert answers[0][0] == 401


async def test_guessing_passwords_is_throttled_and_the_right_one_works_from_elsewhere(settings):
    settings = settings.model_copy(update={"trusted_proxies": (ipaddress.ip_network("127.0.0.1"),)})
    async with serving(settings, clock=lambda: 1_760_000_000_000) as server:
        await server.login("ann")
        body = {"email": "ann@example.com", "password": "wrong password"}
        async with server.http(headers={"X-Forwarded-For": "6.6.6.6"}) as http:
            found = [(await http.post("/api/login", json=body)) for _ in range(12)]
        assert [answer.status_code for answer in found].count(401) <= 10
        assert found[-1].status_code == 429
        assert int(found[-1].headers["retry-after"]) >= 1
        right = body | {"password": PASSWORD}
        async with server.http(headers={"X-Forwarded-For": "9.9.9.9"}) as http:
            assert (await http.post("/api/login", json=right)).status_code == 200


async def test_each_login_has_its_own_session_in_a_cookie_that_scripts_cannot_read(loose):
    one, other = await loose.login("ann"), await loose.login("ann")
    assert one.cookies["warmline"] != other.cookies["warmline"]
    async with loose.http() as http:
        body = {"email": "ann@example.com", "password": PASSWORD}
        cookie = (await http.post("/api/login", json=body)).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/" in cookie


async def test_behind_https_the_cookie_is_bound_to_the_host_and_tls_is_asked_for(settings):
    settings = settings.model_copy(update={"base_url": "https://chat.example.com"})
    async with serving(settings) as server:
        body = {
            "token": server.installation.setup_token,
            "email": "a@example.com",
            "name": "A",
            "password": PASSWORD,
        }
        async with server.http() as http:
            answer = await http.post("/api/setup", json=body)
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-warmline=")
        assert "Secure" in cookie
        assert "Domain" not in cookie
        assert "strict-transport-security" in answer.headers


async def test_only_the_printed_token_makes_the_first_owner_and_only_once(loose):
    body = {"email": "a@example.com", "name": "A", "password": PASSWORD}
    async with loose.http() as http:
        assert (await http.get("/api/setup")).json() == {"needed": True}
        for token in ("", "wrong", loose.installation.setup_token[:-1]):
            answer = await http.post("/api/setup", json=body | {"token": token})
            assert (answer.status_code, answer.json()["code"]) == (403, "bad_setup_token")
        good = body | {"token": loose.installation.setup_token}
        short = await http.post("/api/setup", json=good | {"password": "short"})
        assert short.json()["errors"][0]["where"] == "password"
        assert "short" not in short.text.replace("too short", "")
        answer = await http.post("/api/setup", json=good)
        assert answer.json()["role"] == "owner"
        assert (await http.get("/api/me")).json()["email"] == "a@example.com"
        again = await http.post("/api/setup", json=good | {"email": "b@example.com"})
        assert (again.status_code, again.json()["code"]) == (409, "already_set_up")
        assert (await http.get("/api/setup")).json() == {"needed": False}


async def test_of_two_who_set_up_at_once_one_is_the_owner(loose):
    def body(name):
        return {
            "token": loose.installation.setup_token,
            "email": f"{name}@example.com",
            "name": name,
            "password": PASSWORD,
        }

    async with loose.http() as one, loose.http() as other:
        answers = await asyncio.gather(
            one.post("/api/setup", json=body("one")), other.post("/api/setup", json=body("other"))
        )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    refused = max(answers, key=lambda answer: answer.status_code)
    assert refused.json()["code"] == "already_set_up"
    assert len(await loose.desk.accounts.operators()) == 1


async def test_my_own_name_is_cleaned_and_a_wrong_old_password_changes_nothing(loose):
    http = await loose.login("ann")
    fresh = await http.patch("/api/me", json={"name": " Ann\u202e\n the   Great "})
    assert fresh.json()["name"] == "Ann the Great"
    assert (await http.patch("/api/me", json={"name": " \u200b "})).status_code == 422
    change = {"old": "not this one", "new": "a password of my own"}
    answer = await http.patch("/api/me", json={"password": change})
    assert (answer.status_code, answer.json()["code"]) == (403, "wrong_password")
    assert (await loose.login("ann")).headers["X-CSRF-Token"]


async def test_an_operator_who_speaks_bad_frames_keeps_the_socket(loose):
    async with loose.operator("ann") as ann:
        for sent in ("{nope", '{"type":"act","id":"a","conversation":"c","action":"erase"}', "[]"):
            await ann.send(sent)
            assert (await ann.next("error"))["code"] == "bad_frame"
        await ann.send(json.dumps({"type": "watch", "conversation": "nothing", "after": 2**50}))
        assert (await ann.next("error"))["code"] == "unknown_conversation"
        answer = await ann.do("act", conversation="nothing", action="claim")
        assert answer["code"] == "unknown_conversation"
        await ann.send({"type": "see", "conversation": "nothing", "seen": 2**50})
        assert (await ann.do("ping"))["type"] == "ack"
