"""As docs/channels/trying.md says: a server, a stand-in beside it, and an answer on its page."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.process import ServerProcess
from tools.ports import free_port
from warmline.testing.__main__ import STAND_INS
from warmline.testing._mischief import CALM

PATIENCE = 30.0  # seconds: other processes, whose clocks cannot be moved


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    here = {"WARMLINE_EXTERNAL__NETWORKS": "127.0.0.0/8"}
    data = tmp_path_factory.mktemp("trying") / "data"
    running = ServerProcess(data=data, port=free_port(), environment=here)
    running.start()
    running.set_up()
    yield running
    running.stop()


@contextmanager
def pretending(kind: str, port: int, hook: str = "") -> Iterator[dict[str, str]]:
    """The stand-in in a process of its own; what it says to type into the form."""
    command = [sys.executable, "-m", "warmline.testing", kind, "--port", str(port)]
    process = subprocess.Popen(
        [*command, *(("--hook", hook) if hook else ())],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield _hints(process.stdout, len(STAND_INS[kind](hook, 0, CALM).hints))
    finally:
        process.terminate()
        process.communicate()


def _hints(lines: Any, least: int) -> dict[str, str]:
    """At least those that the stand-in has from the start, and those that it learned."""
    found = dict[str, str]()
    assert "Play the people" in next(lines)
    for line in lines:
        key, _, value = line.strip().partition(": ")
        found[key] = value
        if len(found) > least and key in ("base_url", "smtp_port"):
            break
    return found


def added(server: ServerProcess, kind: str, hints: dict[str, str]) -> str:
    """The id of a channel that was set up with what the stand-in said."""
    kinds = server.http.get("/api/channels/kinds").json()
    form = {one["key"]: one for one in next(k for k in kinds if k["name"] == kind)["form"]}
    given = {key: value for key, value in hints.items() if key in form}
    secrets = {key: value for key, value in given.items() if form[key]["kind"] == "secret"}
    settings = {key: value for key, value in given.items() if key not in secrets}
    body = {"kind": kind, "name": kind, "assistant": "main"}
    made = server.http.post(
        "/api/channels", json={**body, "settings": settings, "secrets": secrets}
    )
    assert made.status_code == 200, made.text
    return made.json()["id"]


def until(what: str, found: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


@pytest.mark.parametrize("stand_in", sorted(STAND_INS))
def test_a_channel_is_tried_without_an_account(server: ServerProcess, stand_in: str):
    port = free_port()
    kind = "instagram" if stand_in == "instagram-by-page" else stand_in
    with pretending(stand_in, port) as hints:
        id_ = added(server, kind, hints)
    with pretending(stand_in, port, f"{server.url}/hooks/{kind}/{id_}") as hints:
        if kind == "email":  # its ports are others now
            ports = {key: value for key, value in hints.items() if key.endswith("_port")}
            secrets = {key: value for key, value in hints.items() if key.endswith("password")}
            changed = {"settings": ports, "secrets": secrets}
            server.http.patch(f"/api/channels/{id_}", json=changed).raise_for_status()
        checked = server.http.post(f"/api/channels/{id_}/check").raise_for_status().json()
        found = {one["step"]: one["words"] for one in checked["health"]["findings"]}
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as page:
            person = {"person": STAND_INS[stand_in]("", 0, CALM).people[0]}
            question = {**person, "text": "How long does delivery take?", "do": "say"}
            page.post("/say", data=question, files={"file": ("", b"")})
            until(
                f"no answer by {stand_in}: {found}",
                lambda: "2 to 4 working days" in page.get("/talk", params=person).text,
            )
            assert "Requests that were wrong" not in page.get("/talk", params=person).text
        server.http.delete(f"/api/channels/{id_}").raise_for_status()
