"""Starting, preparing and stopping the two servers that are measured."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from bench.dialects import Door, Seat
from bench.load import Server
from tools.ports import free_port

ROOT = Path(__file__).resolve().parents[1]
START_WITHIN = 60.0  # seconds
PASSWORD = "a password for the bench"
NO_LIMIT = "1000000000"
UNLIMITED = {
    f"WARMLINE_LIMITS__{name}": NO_LIMIT
    for name in (
        "VISITOR_BURST",
        "VISITOR_PER_SECOND",
        "SESSIONS_BURST",
        "SESSIONS_PER_SECOND",
        "SOCKETS_PER_ADDRESS",
    )
}


class DidNotStart(Exception):
    """The server ended, or gave no page in time; the message holds what it printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    port: int
    process: subprocess.Popen[bytes]
    started_in: float  # seconds from the command to the first page
    said: Path  # what it printed

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def server(self) -> Server:
        return Server(url=f"ws://127.0.0.1:{self.port}", pid=self.process.pid)

    def setup_token(self) -> str:
        """The token of a fresh installation, once it is printed."""
        until = time.monotonic() + START_WITHIN
        while time.monotonic() < until:
            if found := re.search(r"Set-up token: (\S+)", self.said.read_text()):
                return found[1]
            time.sleep(0.01)
        raise DidNotStart(f"no set-up token was printed:\n{self.said.read_text()}")


@contextmanager
def warmline(folder: Path, *, command: Sequence[str] = ("serve",)) -> Iterator[Running]:
    """Warmline as an owner starts it, its data in ``folder``; only the rate limits are lifted."""
    given = ["-m", "warmline.cli", *command, "--data", str(folder)]
    with _running(folder, given, "/console/", UNLIMITED) as running:
        yield running


@contextmanager
def bare(folder: Path) -> Iterator[Running]:
    given = ["-m", "bench.bare_server", "--db", str(folder / "bare.db")]
    with _running(folder, given, "", {}) as running:
        yield running


@contextmanager
def _running(
    folder: Path, command: Sequence[str], page: str, settings: dict[str, str]
) -> Iterator[Running]:
    folder.mkdir(parents=True, exist_ok=True)
    port, said = free_port(), folder / "printed.txt"
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    environment = {**os.environ, "PYTHONPATH": paths, **settings}
    begun = time.monotonic()
    with said.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *command, "--port", str(port)],
            stdout=out,
            stderr=out,
            env=environment,
            cwd=ROOT,
        )
    try:
        started_in = _wait(process, port, page, begun, said)
        yield Running(port=port, process=process, started_in=started_in, said=said)
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(
    process: subprocess.Popen[bytes], port: int, page: str, begun: float, said: Path
) -> float:
    while time.monotonic() < begun + START_WITHIN:
        if process.poll() is not None:
            raise DidNotStart(said.read_text())
        if _answers(port, page):
            return time.monotonic() - begun
        time.sleep(0.005)
    raise DidNotStart(f"no answer on port {port} in {START_WITHIN:.0f} s:\n{said.read_text()}")


def _answers(port: int, page: str) -> bool:
    """Whether the page comes whole; without a page, whether anybody listens."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 5) as wire:
        if not page:
            return True
        wire.sendall(
            f"GET {page} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
        if answer and not answer.startswith(b"HTTP/1.1 200"):
            raise DidNotStart(f"{page}: expected 200, came {answer[:80]!r}")
        return bool(answer)
    return False


@dataclass(slots=True, kw_only=True)
class Owner:
    """The first account of an installation, logged in over HTTP."""

    running: Running
    http: httpx2.AsyncClient
    csrf: str

    @property
    def door(self) -> Door:
        """Opens an operator's socket."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        return Door(
            path="/api/operator/socket",
            headers={"Cookie": cookies, "Origin": self.running.url},
            hello=f'{{"type":"hello","csrf":"{self.csrf}","position":0}}',
        )

    async def ask(self, method: str, path: str, **more: Any) -> Any:
        """The answer's JSON; waits where it is asked to. Raises on any other error."""
        while True:
            answer = await self.http.request(method, path, **more)
            if answer.status_code != 429:
                break
            await asyncio.sleep(0.1)
        if answer.status_code >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        return answer.json()

    async def key(self) -> str:
        return (await self.ask("GET", "/api/assistants"))[0]["public_key"]

    async def seats(self, count: int) -> list[Seat]:
        """New visitors. Nothing is stored of them before they speak."""
        key = await self.key()
        return [await self.seat(key) for _ in range(count)]

    async def seat(self, key: str, token: str = "") -> Seat:
        body = {"key": key, "token": token}
        session = await self.ask("POST", "/api/visitor/session", json=body)
        return Seat(
            token=session["token"], conversation=session["conversation"], newest=session["newest"]
        )

    async def caught_up(self, seats: Sequence[Seat]) -> list[Seat]:
        """The same visitors with all that was said meanwhile: nothing is sent to them again."""
        key = await self.key()
        return [await self.seat(key, seat.token) for seat in seats]

    async def hold(self, seats: Sequence[Seat]) -> list[Seat]:
        """Let each visitor say a word, and take the floor of each conversation."""
        for number, seat in enumerate(seats):
            bearer = {"Authorization": f"Bearer {seat.token}"}
            said = {"id": f"first-{number}", "text": "Hello, I have a question."}
            await self.ask("POST", "/api/visitor/say", json=said, headers=bearer)
        for number, seat in enumerate(await self.caught_up(seats)):
            path = f"/api/conversations/{seat.conversation}/claim"
            await self.ask("POST", path, json={"id": f"claim-{number}"})
        return await self.caught_up(seats)

    async def learn(self, name: str, content: bytes) -> None:
        """Take a file into the knowledge base, and wait until it is read."""
        await self.ask("POST", "/api/knowledge/sources", files={"file": (name, content)})
        while True:
            sources = await self.ask("GET", "/api/knowledge/sources")
            if all(source["status"] != "indexing" for source in sources):
                return
            await asyncio.sleep(0.05)


@asynccontextmanager
async def owner_of(running: Running) -> AsyncIterator[Owner]:
    """The owner, whose account is made where the installation is fresh."""
    account = {"email": "owner@example.com", "password": PASSWORD}
    async with httpx2.AsyncClient(base_url=running.url, timeout=60) as http:
        http.headers["Origin"] = running.url
        if (await http.get("/api/setup")).json()["needed"]:
            fresh = account | {"token": running.setup_token(), "name": "Owner"}
            answer = await http.post("/api/setup", json=fresh)
        else:
            answer = await http.post("/api/login", json=account)
        me = answer.raise_for_status().json()
        http.headers["X-CSRF-Token"] = me["csrf"]
        yield Owner(running=running, http=http, csrf=me["csrf"])


@asynccontextmanager
async def colleague_of(owner: Owner, number: int) -> AsyncIterator[Owner]:
    """One more operator, made by the owner and logged in."""
    account = {"email": f"operator{number}@example.com", "password": PASSWORD}
    person = account | {"name": f"Operator {number}", "role": "operator"}
    await owner.ask("POST", "/api/operators", json=person)
    running = owner.running
    async with httpx2.AsyncClient(base_url=running.url, timeout=60) as http:
        http.headers["Origin"] = running.url
        me = (await http.post("/api/login", json=account)).raise_for_status().json()
        http.headers["X-CSRF-Token"] = me["csrf"]
        yield Owner(running=running, http=http, csrf=me["csrf"])
