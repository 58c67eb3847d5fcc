"""Always-on monitoring: a person steps in unasked, while the assistant is writing its answer."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ask, log_of, reply
from tests.process import ServerProcess
from tools.ports import free_port

pytestmark = pytest.mark.xdist_group("browser")
WORDS = ("Delivery ", "takes ", "two ", "to ", "four ", "working ", "days [1].")
HALF = 3  # words that are written before the model is held up


@dataclass
class SlowModel:
    """Speaks an OpenAI-compatible endpoint's stream, and stops in the middle until told."""

    url: str = ""
    go_on: Event = field(default_factory=Event)
    broken_off: Event = field(default_factory=Event)

    def write(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.end_headers()
        try:
            for number, word in enumerate(WORDS):
                if number == HALF:
                    self.go_on.wait(60)
                _say(handler, {"delta": {"content": word}})
            _say(handler, {"delta": {}, "finish_reason": "stop"})
            handler.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            self.broken_off.set()


def _say(handler: BaseHTTPRequestHandler, choice: dict) -> None:
    chunk = {
        "id": "c",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "slow",
        "choices": [{"index": 0, "finish_reason": None, **choice}],
    }
    handler.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
    handler.wfile.flush()


@contextmanager
def slow_model() -> Iterator[SlowModel]:
    model = SlowModel()

    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            model.write(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Endpoint) as web:
        model.url = f"http://127.0.0.1:{web.server_port}/v1"
        thread = Thread(target=web.serve_forever)
        thread.start()
        yield model
        model.go_on.set()
        web.shutdown()
        thread.join()


@pytest.fixture
def model():
    with slow_model() as running:
        yield running


@pytest.fixture
def server(tmp_path, model):
    environment = {
        "WARMLINE_MODEL__NAME": "slow",
        "WARMLINE_MODEL__BASE_URL": model.url,
        "WARMLINE_MODEL__KEY": "none",
    }
    running = ServerProcess(tmp_path / "data", free_port(), environment)
    running.start()
    running.set_up()
    yield running
    running.stop()


def test_not_a_word_of_the_assistant_follows_a_person_who_steps_in(server, model, people):
    assistant = server.http.get("/api/assistants").json()[0]["id"]
    server.http.patch(f"/api/assistants/{assistant}", json={"mode": "monitoring"})
    operator = people.operator(server)
    visitor = people.visitor(server)
    ask(visitor, "How long does delivery take?")
    expect(log_of(visitor)).to_contain_text("Delivery takes two")
    operator.get_by_role("link", name=re.compile("With the assistant")).click()
    operator.get_by_role("link", name=re.compile("^Visitor")).click()
    expect(log_of(operator)).to_contain_text("Delivery takes two")

    reply(operator, "Ann here, I will look it up for you.")
    expect(log_of(visitor)).to_contain_text("I will look it up for you.")
    for page in (visitor, operator):
        expect(log_of(page)).not_to_contain_text("Delivery takes two")
    model.go_on.set()
    ask(visitor, "thank you")
    expect(log_of(operator)).to_contain_text("thank you")
    reply(operator, "It takes two days.")
    expect(log_of(visitor)).to_contain_text("It takes two days.")
    for page in (visitor, operator):
        expect(log_of(page)).not_to_contain_text("working days")
    kinds = [e.get("author") for e in entries(server)]
    assert "assistant" not in kinds


def test_an_answer_is_streamed_and_then_stands_with_its_source(server, model, people):
    visitor = people.visitor(server)
    ask(visitor, "How long does delivery take?")
    expect(log_of(visitor)).to_contain_text("Delivery takes two")
    model.go_on.set()
    expect(log_of(visitor)).to_contain_text("Delivery takes two to four working days")
    expect(log_of(visitor)).to_contain_text("Did this answer your question?")  # it is no draft
    expect(log_of(visitor)).to_contain_text("How long does delivery take?")
    assert [e["author"] for e in entries(server) if "author" in e] == ["visitor", "assistant"]


def entries(server) -> list[dict]:
    rows = server.http.get("/api/conversations", params={"list": "all"}).json()["rows"]
    return server.http.get(f"/api/conversations/{rows[0]['id']}/entries").json()["entries"]
