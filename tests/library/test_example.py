"""The example is run as it stands, against an endpoint that says what the test tells it to."""

import json
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "openai_loop.py"


@contextmanager
def endpoint(*replies):
    """A chat endpoint on a free port; gives its address and the requests that it got."""
    left, asked = list(replies), []

    class Chat(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers["Content-Length"])
            asked.append(json.loads(self.rfile.read(length)))
            reply = left.pop(0)
            self.send_response(200 if isinstance(reply, dict) else reply)
            self.end_headers()
            if isinstance(reply, dict):
                self.wfile.write(json.dumps({"choices": [{"message": reply}]}).encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Chat)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def chat(url, *lines, **more):
    done = subprocess.run(
        [sys.executable, EXAMPLE],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
        env={"CHAT_URL": url, "PYTHONIOENCODING": "utf-8", **more},
    )
    return done.stdout


def test_the_assistant_answers_until_the_visitor_asks_for_a_person():
    with endpoint({"content": "We ship to all of Europe."}) as (url, asked):
        said = chat(url, "Do you ship to Spain?", "I want to talk to a human", "never read")
    assert "assistant: We ship to all of Europe." in said
    assert "a person takes over (asks-for-a-person)" in said
    assert len(asked) == 1  # the model is not asked once a person comes
    package = json.loads(said[said.index("{") : said.rindex("}") + 1])
    assert package["question"] == "Do you ship to Spain?"


def test_the_models_own_call_for_a_person_is_heard():
    call = {"function": {"name": "hand_off", "arguments": '{"reason": "It is broken."}'}}
    with endpoint({"content": None, "tool_calls": [call]}) as (url, _):
        said = chat(url, "My lamp is dark")
    assert (
        "a person takes over (assistant-asks): The assistant asked for a person: It is bro" in said
    )


def test_an_endpoint_that_fails_twice_fetches_a_person():
    with endpoint(500, 500) as (url, _):
        said = chat(url, "Do you ship to Spain?", "And to France?")
    assert "a person takes over (assistant-fails)" in said


def test_a_policy_of_ones_own_decides(tmp_path):
    policy = tmp_path / "policy.yaml"
    policy.write_text("rules: [{id: now, trigger: condition, when: {message: {contains: x}}}]")
    with endpoint() as (url, asked):
        said = chat(url, "x", CHAT_POLICY=str(policy))
    assert "a person takes over (now)" in said
    assert asked == []
