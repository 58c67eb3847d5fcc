"""A push, from the press that switches it on to what the browser shows of it."""

import json
import re
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from tests.notifiers.standins import Browser
from tests.process import ServerProcess
from tools.ports import free_port

pytestmark = pytest.mark.xdist_group("browser")


class PushService(BaseHTTPRequestHandler):
    """Takes what the server pushes, as a browser's maker does; ``server.bodies`` keeps it."""

    def do_POST(self) -> None:
        self.server.bodies.put(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(201)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def push_service():
    with ThreadingHTTPServer(("127.0.0.1", 0), PushService) as service:
        service.bodies = Queue()
        thread = Thread(target=service.serve_forever)
        thread.start()
        yield service
        service.shutdown()
        thread.join()


@pytest.fixture
def pushing(tmp_path):
    """A server that may reach a push service of this machine."""
    networks = {
        "WARMLINE_EXTERNAL__NETWORKS": "127.0.0.0/8",
        "WARMLINE_EXTERNAL__PUSHES": "true",
    }
    running = ServerProcess(data=tmp_path / "data", port=free_port(), environment=networks)
    running.start()
    running.set_up()
    yield running
    running.stop()


SUBSCRIBE = """
const subscription = (kept) => kept && {
  ...kept, options: {}, toJSON: () => kept,
  unsubscribe: async () => delete window.kept,
};
PushManager.prototype.subscribe = async ({ applicationServerKey: key }) => {
  if (key.length !== 65) throw new Error(`a key of ${key.length} bytes`);
  return subscription((window.kept = SUBSCRIPTION));
};
PushManager.prototype.getSubscription = async () => subscription(window.kept) ?? null;
"""
"""What only a browser's maker could answer: where its pushes come in."""
SHOWN = """async () => {
  const worker = await navigator.serviceWorker.getRegistration("/console/");
  const [one] = await worker.getNotifications();
  return one && { title: one.title, body: one.body, tag: one.tag, url: one.data.url };
}"""


def subscribed(page: Page, url: str, service) -> Browser:
    """Switch pushes on with a press, in a browser whose maker is ``service``."""
    keys = Browser()
    endpoint = f"http://127.0.0.1:{service.server_port}/push/1"
    maker = json.dumps({"endpoint": endpoint, "keys": keys.keys})
    page.add_init_script(SUBSCRIBE.replace("SUBSCRIPTION", maker))
    page.context.grant_permissions(["notifications"], origin=url)
    page.goto(f"{url}/console/profile/notifications")
    page.get_by_role("button", name="Push to this browser").click()
    mine = page.get_by_role("list", name="My browsers")
    expect(mine.get_by_role("listitem")).to_contain_text("this one")
    return keys


def delivered(page: Page, url: str, data: str) -> dict:
    """What the browser shows of a push that comes in, also for a page that is closed."""
    devtools = page.context.new_cdp_session(page)
    known = list[str]()

    def learn(news: dict) -> None:
        known.extend(one["registrationId"] for one in news["registrations"])

    devtools.on("ServiceWorker.workerRegistrationUpdated", learn)
    devtools.send("ServiceWorker.enable")
    deadline = time.monotonic() + 20
    while not known and time.monotonic() < deadline:
        page.evaluate("0")  # what the browser tells comes in meanwhile
    page.evaluate("async () => void (await navigator.serviceWorker.ready)")
    while time.monotonic() < deadline:  # a worker that is only starting misses one now and then
        push = {"origin": url, "registrationId": known[-1], "data": data}
        devtools.send("ServiceWorker.deliverPushMessage", push)
        for _ in range(20):
            if shown := page.evaluate(SHOWN):
                return shown
            page.wait_for_timeout(50)
    raise AssertionError("the browser shows nothing")


def test_a_push_is_switched_on_sealed_for_this_browser_and_shown_by_it(
    pushing, people, push_service
):
    console = people.operator(pushing)
    keys = subscribed(console, pushing.url, push_service)
    console.get_by_role("button", name="Push", exact=True).click()
    expect(console.get_by_text("Push: sent.")).to_be_visible()
    told = keys.read(push_service.bodies.get(timeout=10)).decode()
    shown = delivered(console, pushing.url, told)
    assert shown["title"] == json.loads(told)["title"] != ""
    assert shown["url"].startswith(f"{pushing.url}/console")
    console.get_by_role("button", name=re.compile("^No more pushes")).click()
    expect(console.get_by_text("No browser takes pushes yet.")).to_be_visible()
    assert console.evaluate("window.kept") is None
