"""A real server on a free port, in the test's own loop, and clients that speak its protocol."""

import asyncio
import itertools
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx2
import pytest
import structlog
import uvicorn
import websockets
from fastapi.routing import APIRoute
from starlette.routing import Match

from tests.web.schema import faults
from warmline.app import Installation
from warmline.running import configuration, listen
from warmline.settings import Settings
from warmline.web.app import ROUTERS, build
from warmline.web.openapi import routes_of

PASSWORD = "correct horse battery"
SOON = 10.0  # seconds in which anything that should come has come
NEVER = 100_000.0  # seconds until a look that would find what nobody was told of

numbers = itertools.count(1)
structlog.configure(processors=[structlog.processors.JSONRenderer()])


ROUTES = tuple(routes_of(ROUTERS))


def route_of(method: str, path: str) -> APIRoute | None:
    """The route that answers."""
    scope = {"type": "http", "method": method, "path": path, "headers": [], "root_path": ""}
    return next((one for one in ROUTES if one.matches(scope)[0] is Match.FULL), None)


@cache
def described() -> dict[str, Any]:
    """The API's own description; making it takes a moment."""
    return build(None, None, None).openapi()


def check_described(answer: httpx2.Response) -> None:
    """What the API answers is what it says that it answers."""
    kind = answer.headers.get("content-type", "")
    method, path = answer.request.method, answer.request.url.path
    if kind == "application/problem+json":
        shape = {"$ref": "#/components/schemas/ProblemView"}
    elif kind == "application/json" and answer.is_success and (route := route_of(method, path)):
        operation = described()["paths"][route.path_format][method.lower()]
        shape = operation["responses"][str(answer.status_code)]["content"][kind]["schema"]
    else:
        return
    assert list(faults(answer.json(), shape, described())) == [], f"{method} {path}"


async def until(fits, *, within: float = SOON) -> None:
    """Look again and again until it is so."""
    async with asyncio.timeout(within):
        while not fits():
            await asyncio.sleep(0.01)


async def end_of(ws) -> int:
    """The close code, once everything before it is read."""
    async with asyncio.timeout(SOON):
        with suppress(websockets.ConnectionClosed):
            while True:
                await ws.recv()
    return ws.close_code


def fresh_id() -> str:
    return f"t{next(numbers)}"


@dataclass
class Server:
    installation: Installation
    app: Any
    url: str
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    clients: list[httpx2.AsyncClient] = field(default_factory=list)  # closed at the end

    @property
    def desk(self):
        return self.installation.desk

    async def key(self) -> str:
        return (await self.installation.assistants.all())[0].profile.public_key

    def http(self, **more) -> httpx2.AsyncClient:
        """Every answer is checked against the API's own description."""

        async def check(answer: httpx2.Response) -> None:
            await answer.aread()
            check_described(answer)

        hooks = {"response": [check]}
        more = {"base_url": self.url, "event_hooks": hooks, "verify": False, "timeout": 30, **more}
        client = httpx2.AsyncClient(**more)
        self.clients.append(client)
        return client

    async def token(self, old: str = "") -> str:
        async with self.http() as http:
            body = {"key": await self.key(), "token": old}
            return (await http.post("/api/visitor/session", json=body)).json()["token"]

    @asynccontextmanager
    async def visitor(
        self, token: str = "", after: int = 0, language: str = ""
    ) -> AsyncIterator["Client"]:
        token = await self.token(token)
        async with self.socket("/api/visitor/socket") as ws:
            client = Client(ws, token=token)
            hello = {"type": "hello", "token": token, "after": after, "language": language}
            await client.send(hello)
            client.welcome = await client.next("welcome")
            yield client

    @asynccontextmanager
    async def operator(
        self, name: str = "ann", role: str = "owner", position: int = 0
    ) -> AsyncIterator["Client"]:
        http = await self.login(name, role)
        cookie = "; ".join(f"{k}={v}" for k, v in http.cookies.items())
        async with self.socket("/api/operator/socket", Cookie=cookie, Origin=self.url) as ws:
            client = Client(ws, http=http)
            csrf = http.headers["X-CSRF-Token"]
            await client.send({"type": "hello", "csrf": csrf, "position": position})
            client.welcome = await client.next("welcome")
            yield client

    def socket(self, path: str, **headers: str):
        return websockets.connect(
            self.url.replace("http", "ws") + path,
            additional_headers=headers,
            compression=None,
            max_size=None,
        )

    async def login(self, name: str = "ann", role: str = "owner") -> httpx2.AsyncClient:
        """A client with a session; the operator is made where there is none of that name."""
        http = self.http()
        email = f"{name}@example.com"
        if not self.people:
            body = {
                "token": self.installation.setup_token,
                "email": email,
                "name": name.title(),
                "password": PASSWORD,
            }
            self.people[name] = (await http.post("/api/setup", json=body)).json()
            http.headers["X-CSRF-Token"] = self.people[name]["csrf"]
        elif name not in self.people:
            boss = await self.login(next(iter(self.people)))
            body = {"email": email, "name": name.title(), "role": role, "password": PASSWORD}
            self.people[name] = (await boss.post("/api/operators", json=body)).json()
        if "X-CSRF-Token" not in http.headers:
            answer = await http.post("/api/login", json={"email": email, "password": PASSWORD})
            http.headers["X-CSRF-Token"] = answer.json()["csrf"]
        http.headers["Origin"] = self.url
        return http


class Client:
    """One end of a socket: sends frames, waits for the frame that a test wants, keeps all."""

    def __init__(self, ws, *, token: str = "", http: httpx2.AsyncClient | None = None) -> None:
        self.ws = ws
        self.token = token
        self.http = http
        self.heard: list[dict[str, Any]] = []
        self.passed: list[dict[str, Any]] = []  # that came before the newest answer
        self.welcome: dict[str, Any] = {}

    async def send(self, frame: dict[str, Any] | str) -> None:
        await self.ws.send(frame if isinstance(frame, str) else json.dumps(frame))

    async def receive(self) -> dict[str, Any]:
        frame = json.loads(await self.ws.recv())
        self.heard.append(frame)
        return frame

    async def next(self, type: str, fits=lambda _: True) -> dict[str, Any]:
        """The next frame of that type that fits; the others are kept in ``heard``.

        What a deed leads to may come before its answer does, so those are looked at first.
        """
        async with asyncio.timeout(SOON):
            while True:
                frame = self.passed.pop(0) if self.passed else await self.receive()
                if frame["type"] == type and fits(frame):
                    return frame

    async def say(self, text: str, id: str = "") -> dict[str, Any]:
        id = id or fresh_id()
        await self.send({"type": "say", "id": id, "text": text})
        return await self.answered(id)

    async def do(self, type: str, **more) -> dict[str, Any]:
        id = more.pop("id", "") or fresh_id()
        await self.send({"type": type, "id": id, **more})
        return await self.answered(id)

    async def answered(self, id: str) -> dict[str, Any]:
        self.passed.clear()
        async with asyncio.timeout(SOON):
            while True:
                frame = await self.receive()
                if frame["type"] in ("ack", "refused") and frame["id"] == id:
                    return frame
                self.passed.append(frame)

    def entries(self) -> list[dict[str, Any]]:
        """Every entry heard so far, of all frames that carry any."""
        return [e for frame in self.heard for e in frame.get("entries", [])]

    def texts(self, author: str = "") -> list[str]:
        return [
            e["text"] for e in self.entries() if "text" in e and author in ("", e.get("author"))
        ]

    async def until(self, fits) -> dict[str, Any]:
        """The first entry that fits, heard already or still to come."""
        async with asyncio.timeout(SOON):
            while True:
                for entry in self.entries():
                    if fits(entry):
                        return entry
                await self.receive()


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", port=0)


@pytest.fixture
async def server(settings):
    async with serving(settings) as running:
        yield running


@asynccontextmanager
async def serving(settings: Settings, *, send_buffer: int = 0, **more) -> AsyncIterator[Server]:
    """A server as ``warmline serve`` runs it; ``more`` goes to the installation."""
    listening = listen(settings.model_copy(update={"port": 0}))
    if send_buffer:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
    settings = settings.model_copy(update={"port": listening.getsockname()[1]})
    installation = Installation(settings, **more)
    app = installation.application()
    config = configuration(app)
    config.timeout_graceful_shutdown = 1
    uvicorn_server = uvicorn.Server(config)
    task = asyncio.create_task(uvicorn_server.serve(sockets=[listening]))
    try:
        await until(lambda: uvicorn_server.started or task.done())
        assert uvicorn_server.started
        server = Server(installation, app, f"http://127.0.0.1:{settings.port}")
        yield server
        for client in server.clients:
            await client.aclose()
    finally:
        uvicorn_server.should_exit = True
        with suppress(asyncio.CancelledError):
            await task
