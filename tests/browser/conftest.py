"""A real server process and real browsers, as many as a test needs people."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.process import OWNER, PASSWORD, ServerProcess
from tools.ports import free_port

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


@pytest.fixture
def server(tmp_path) -> Iterator[ServerProcess]:
    running = ServerProcess(data=tmp_path / "data", port=free_port())
    running.start()
    running.set_up()
    yield running
    running.stop()


@pytest.fixture(scope="module")  # no longer: Playwright's loop would run on under async tests
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
        settings = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB"}
        settings |= {"reduced_motion": "reduce", **context}  # nothing is seen half faded in
        page = self.browser.new_context(**settings).new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        return page

    def visitor(self, server: ServerProcess, **context) -> Page:
        """A browser on a site that holds the widget, with the widget open."""
        return self.visit(server, self.page(**context))

    def visit(self, server: ServerProcess, page: Page) -> Page:
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
        mine = page.locator('nav a[href$="/inbox/mine"] .n')
        expect(mine).to_have_text(re.compile(r"\d"))  # welcomed: whom this is counts as here
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


def fits(page: Page) -> None:
    """Nothing is wider than the page, once it is laid out."""
    page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
