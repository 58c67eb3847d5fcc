"""A real server process and real browsers, as many as a test needs people."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx2
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

OWNER = "ann@example.com"
PASSWORD = "correct horse battery"
SHOP = (
    "question,answer\n"
    "How long does delivery take?,Delivery takes 2 to 4 working days.\n"
    "Can I return a lamp?,You can return any lamp within 30 days.\n"
    "Which bulbs fit?,Any bulb with an E27 socket fits all our lamps.\n"
)
SITE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><h1>A shop</h1><p>With a widget.</p>
<script async src="{url}/widget.js" data-key="{key}"></script></body></html>"""
ARGS = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--font-render-hinting=none",
    "--disable-gpu",
]

expect.set_options(timeout=10_000)


@dataclass
class ServerProcess:
    """``warmline serve`` as an owner runs it; it can be killed and started again."""

    data: Path
    port: int
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None
    setup_token: str = ""
    http: httpx2.Client | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "warmline.cli", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--data", str(self.data)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **self.environment},
        )
        for line in self.process.stdout:
            if found := re.search(r"token: (\S+)", line):
                self.setup_token = found[1]
            if "runs at" in line:
                return
        self.stop()
        raise RuntimeError("the server did not start")

    def kill(self) -> None:
        """As a power cut would: no warning, no cleaning up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        if self.http:
            self.http.close()
        if self.process:
            self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        self.process.send_signal(how)
        self.process.stdout.close()
        self.process.wait(20)
        self.process = None

    def set_up(self) -> None:
        """The owner's account and a small knowledge base, through the API."""
        self.http = httpx2.Client(base_url=self.url, headers={"Origin": self.url})
        body = {"token": self.token(), "email": OWNER, "name": "Ann Owner", "password": PASSWORD}
        me = self.http.post("/api/setup", json=body).raise_for_status().json()
        self.http.headers["X-CSRF-Token"] = me["csrf"]
        self.teach("shop.csv", SHOP)

    def token(self) -> str:
        while not self.setup_token:
            line = self.process.stdout.readline()
            if found := re.search(r"token: (\S+)", line):
                self.setup_token = found[1]
        return self.setup_token

    def teach(self, name: str, content: str) -> None:
        files = {"file": (name, content.encode())}
        self.http.post("/api/knowledge/sources", files=files).raise_for_status()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            sources = self.http.get("/api/knowledge/sources").json()
            if all(source["status"] == "ready" for source in sources):
                return
            time.sleep(0.05)  # another process: its clock cannot be moved
        raise RuntimeError("the knowledge base is not ready")

    def key(self) -> str:
        return self.http.get("/api/assistants").json()[0]["public_key"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server(tmp_path) -> Iterator[ServerProcess]:
    running = ServerProcess(data=tmp_path / "data", port=free_port())
    running.start()
    running.set_up()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser(chromium_path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path, args=ARGS)
        yield running
        running.close()


@contextmanager
def site_of(page: str) -> Iterator[str]:
    """Somebody's web site on an origin of its own; every path of it is that one page."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as web:
        thread = Thread(target=web.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{web.server_port}"
        web.shutdown()
        thread.join()


@dataclass
class People:
    """Opens browsers for visitors and operators, and notices what their pages complain of."""

    browser: Browser
    sites: ExitStack
    complaints: list[str] = field(default_factory=list)

    def page(self, **context) -> Page:
        settings = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", **context}
        page = self.browser.new_context(**settings).new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        return page

    def visitor(self, server: ServerProcess, **context) -> Page:
        """A browser on a site that holds the widget, with the widget open."""
        page = self.page(**context)
        html = SITE.format(url=server.url, key=server.key())
        page.goto(self.sites.enter_context(site_of(html)))
        page.get_by_role("button", name="Open chat").click()
        return page

    def operator(self, server: ServerProcess, email: str = OWNER, **context) -> Page:
        page = self.page(**context)
        page.goto(f"{server.url}/console/")
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("navigation", name="Main")).to_be_visible()
        return page


@pytest.fixture
def people(browser) -> Iterator[People]:
    with ExitStack() as sites:
        everybody = People(browser, sites)
        yield everybody
        for context in browser.contexts:
            context.close()
    assert not everybody.complaints


def ask(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name=re.compile("Write a message|Add anything"))
    box.fill(text)
    box.press("Enter")


def log_of(page: Page):
    return page.get_by_role("log", name="Conversation")


def reply(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Reply").fill(text)
    page.get_by_role("button", name="Send", exact=False).click()
