"""What every answer carries, and what none ever says: paths, traces, SQL, a visitor's words."""

import asyncio
import contextlib
import io
import json
import logging
import re

import pytest
import structlog

from tests.web.conftest import fresh_id, serving
from tests.web.test_hostile_frames import FAST
from warmline.cli import log_from
from warmline.flow.ports import Answer
from warmline.knowledge.passages import BadSource
from warmline.web.desk import Limits

CANARY = "CANARY-7d1e"
LEAKS = re.compile(
    r"Traceback|site-packages|\.py\b|SELECT |INSERT |sqlite|/warmline", re.IGNORECASE
)


class Broken:
    """An assistant with a bug whose message holds what the visitor said."""

    async def answer(self, question, draft) -> Answer:
        raise RuntimeError(f"cannot parse {question.text!r}")


async def test_every_answer_carries_the_security_headers(server):
    boss = await server.login()
    for method, path in [
        ("GET", "/console/"),
        ("GET", "/console/settings/operators"),
        ("GET", "/widget.js"),
        ("GET", "/strings/en.json"),
        ("GET", "/healthz"),
        ("GET", "/readyz"),
        ("GET", "/api/me"),
        ("GET", "/api/nothing"),
        ("GET", "/nothing"),
        ("POST", "/api/login"),
        ("TRACE", "/api/me"),
        ("OPTIONS", "/api/visitor/session"),
        ("GET", f"/c/{await server.key()}"),
        ("GET", "/demo"),
    ]:
        answer = await boss.request(method, path)
        headers = answer.headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["x-frame-options"] == "DENY", path
        assert headers["referrer-policy"] == "no-referrer", path
        scripts = re.search(r"script-src ([^;]*)", headers["content-security-policy"])
        assert scripts[1] == "'self'", path
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "server" not in headers, path
        if path.startswith("/api/"):
            assert headers["cache-control"] == "no-store", path
        public = path in ("/widget.js", "/strings/en.json")
        assert headers["cross-origin-resource-policy"] == (
            "cross-origin" if public else "same-origin"
        ), path


@pytest.mark.parametrize(
    "path",
    [
        "/console/assets/../../../app.py",
        "/console/assets/..%2f..%2f..%2fapp.py",
        "/console/assets/%2e%2e/%2e%2e/%2e%2e/app.py",
        "/console/assets/..%252f..%252fapp.py",
        "/console/assets//etc/passwd",
        "/console/assets/..\\..\\app.py",
        "/console/assets/%00",
        "/console/assets/" + "x" * 300,
        "/strings/..%2f..%2fapp.py",
        "/strings/%2fetc%2fpasswd",
        "/strings/%00.json",
        "/strings/..",
        "/strings/" + "x" * 300,
    ],
)
async def test_no_path_leads_out_of_the_static_files(server, path):
    reader, writer = await asyncio.open_connection("127.0.0.1", int(server.url.rsplit(":", 1)[1]))
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    answer = (await reader.read()).decode()
    writer.close()
    await writer.wait_closed()
    assert answer.split()[1] in ("400", "404"), answer[:200]


async def test_a_link_out_of_the_static_files_is_not_followed(server, tmp_path):
    static = tmp_path / "static"
    (static / "strings").mkdir(parents=True)
    secret = tmp_path / "secret.json"
    secret.write_text("{}")
    (static / "strings" / "en.json").symlink_to(secret)
    object.__setattr__(server.desk, "static", static)
    async with server.http() as http:
        assert (await http.get("/strings/en.json")).status_code == 404


async def test_a_wrong_address_is_a_problem_and_not_a_redirect(server):
    async with server.http() as http:
        for path in ("/api/nothing", "/api/me/", "/api/conversations//", "/x"):
            answer = await http.get(path)
            assert answer.status_code in (401, 404), path
            assert "location" not in answer.headers
            assert not LEAKS.search(answer.text), answer.text


async def test_a_bug_of_ours_is_told_without_its_text_and_logged_by_its_place(settings, tmp_path):
    async with serving(settings) as server:
        boss = await server.login()

        class Breaking:
            async def put(self, name, content):
                raise ValueError(f"bad {content!r}")

            async def sources(self):
                raise BadSource(CANARY)

        object.__setattr__(server.desk, "library", Breaking())
        log = io.StringIO()
        structlog.configure(logger_factory=structlog.PrintLoggerFactory(log))
        try:
            answer = await boss.get("/api/knowledge/sources")
        finally:
            structlog.reset_defaults()
        assert (answer.status_code, answer.json()["code"]) == (500, "internal")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert CANARY not in answer.text
        assert not LEAKS.search(answer.text)
        assert CANARY not in log.getvalue()
        assert "request_broke" in log.getvalue()
        assert "knowledge.py" in log.getvalue()


async def test_no_error_repeats_a_password(server):
    secret = "S3CRET" * 60
    async with server.http() as http:
        for path, body in [
            ("/api/login", {"email": "a@example.com", "password": secret}),
            ("/api/setup", {"token": secret, "email": "a", "name": "", "password": secret}),
        ]:
            answer = await http.post(path, json=body)
            assert answer.status_code == 422
            assert "S3CRET" not in answer.text


@contextlib.contextmanager
def everything_logged():
    """All that any logger writes as ``warmline serve`` sets them up, ours and Python's own."""
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    log_from("debug")
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(log))
    try:
        yield log
    finally:
        structlog.reset_defaults()
        root.removeHandler(handler)
        root.setLevel(level)


async def test_no_log_line_holds_a_visitors_words_token_or_address(settings):
    with everything_logged() as log:
        async with (
            serving(settings, assistants={"auto": Broken()}) as server,
            server.operator() as operator,
            server.visitor() as visitor,
        ):
            await visitor.say(f"{CANARY} my card is 4111 1111 1111 1111")
            await visitor.until(lambda e: e.get("author") == "system")
            await visitor.say(f"{CANARY} a human please")
            await visitor.do("leave_contact", email=f"{CANARY}@example.com", name=CANARY)
            await visitor.send(f'{{"type":"say","id":"{CANARY}/","text":"{CANARY}"}}')
            await visitor.next("error")
            id = visitor.welcome["conversation"]
            await operator.do("note", conversation=id, text=CANARY)
            await operator.do("reply", conversation=id, text=CANARY)
            async with server.http(headers={"Authorization": f"Bearer {CANARY}"}) as http:
                await http.get(f"/api/visitor/entries?after={CANARY}")
                await http.get(f"/api/{CANARY}")
            token = visitor.token
        written = log.getvalue()
    broke = next(json.loads(line) for line in written.splitlines() if "assistant_broke" in line)
    assert broke["error"] == "RuntimeError"
    assert "test_safe_answers.py" in broke["where"][-1]
    for word in (CANARY, "4111 1111", token, "correct horse"):
        assert word not in written
    for line in written.splitlines():
        json.loads(line)


async def test_nothing_on_disk_is_open_to_others_but_the_owner(settings):
    async with serving(settings):
        assert settings.data.stat().st_mode & 0o077 == 0
        assert (settings.data / "secret").stat().st_mode & 0o077 == 0


async def test_a_flood_of_wrong_requests_costs_the_sender_only(settings):
    limits = Limits(visitor_sessions=FAST, visitor_reads=Limits().visitor_says)
    async with serving(settings, limits=limits) as server, server.visitor() as visitor:
        bearer = {"Authorization": f"Bearer {visitor.token}"}
        async with server.http(headers=bearer) as http:
            found = [(await http.get("/api/visitor/entries")).status_code for _ in range(30)]
        assert 429 in found
        assert (await visitor.say("hello there", fresh_id()))["type"] == "ack"
