"""A town to break: servers, their databases, the ways between, providers, people."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from faults.databases import Service, postgres, redis
from faults.history import History
from faults.language_model import LanguageModel, language_model
from faults.mail_sink import MailSink, mail_sink
from faults.operators import Login, Operator, log_in
from faults.proxy import Proxy, proxy_to
from faults.servers import Server
from tools.ports import free_port

PASSWORD = "a password for the rig"
PATIENCE = 5.0  # seconds that visitors wait for a person in this town
ANSWER_WITHIN = 8.0  # seconds
PEOPLE = 3
HANDOFF = "A person is fetched."
POLICY = {
    "patience_s": PATIENCE,
    "answer_within_s": ANSWER_WITHIN,
    "bar": 0,
    "cool_down": 0,
    "rules": [
        {"id": "asks", "trigger": "explicit_request", "action": "handoff"},
        {"id": "asks-itself", "trigger": "assistant_asks", "action": "handoff"},
    ],
    "texts": {"en": {"handoff": HANDOFF}},
}
UNLIMITED = {
    f"WARMLINE_LIMITS__{name}": "1000000"
    for name in ("VISITOR_BURST", "VISITOR_PER_SECOND", "SESSIONS_BURST", "SESSIONS_PER_SECOND")
}


@dataclass(eq=False)
class Town:
    """``ways``: to each server, for clients; ``veins``: from each to its database and bus."""

    history: History
    dice: random.Random
    servers: list[Server]
    ways: list[Proxy]
    model: LanguageModel
    mail: MailSink
    http: httpx2.AsyncClient
    database: Service | None = None
    bus: Service | None = None
    veins: dict[str, list[Proxy]] = field(default_factory=dict)
    owner: Login | None = None
    people: list[Operator] = field(default_factory=list)
    key: str = ""

    @property
    def ports(self) -> list[int]:
        return [way.port for way in self.ways]

    def url(self, server: int = 0) -> str:
        """Straight to a server, past every fault of the network."""
        return f"http://127.0.0.1:{self.servers[server].port}"

    async def as_owner(self, method: str, path: str, **more: Any) -> Any:
        assert self.owner is not None
        headers = {"Cookie": self.owner.cookies, "X-CSRF-Token": self.owner.csrf}
        url = self.url()
        answer = await self.http.request(
            method, url + path, headers=headers | {"Origin": url}, **more
        )
        if answer.status_code >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
        return answer.json()

    async def set_up(self) -> None:
        account = {"email": "owner@example.com", "password": PASSWORD, "name": "Olga Owner"}
        token = await self._token()
        url = self.url()
        fresh = await self.http.post(
            f"{url}/api/setup", json=account | {"token": token}, headers={"Origin": url}
        )
        fresh.raise_for_status()
        self.owner = await log_in(self.http, url, account["email"], PASSWORD)
        found = (await self.as_owner("GET", "/api/assistants"))[0]
        self.key = found["public_key"]
        await self._teach(found["id"])
        for number in range(PEOPLE):
            person = {"email": f"person{number}@example.com", "name": f"Person {number}"}
            body = person | {"password": PASSWORD, "role": "operator"}
            await self.as_owner("POST", "/api/operators", json=body)
            login = await log_in(self.http, url, person["email"], PASSWORD)
            one = Operator(login, self.ports, self.history, random.Random(self.dice.random()))
            self.people.append(one)

    async def _token(self) -> str:
        async with asyncio.timeout(20):
            while not self.servers[0].setup_token:  # noqa: ASYNC110 it is printed after the start
                await asyncio.sleep(0.02)
        return self.servers[0].setup_token

    async def _teach(self, assistant: str) -> None:
        at = f"/api/assistants/{assistant}"
        options = {
            "url": f"http://127.0.0.1:{self.model.port}/v1", "model": "scripted",
            "fallback": "notice",
        }  # fmt: skip
        await self.as_owner("PATCH", at, json={"kind": "openai_chat", "options": options})
        live = await self.as_owner("GET", f"{at}/policy")
        body = {"policy": POLICY, "base_version": live["version"]}
        await self.as_owner("PUT", f"{at}/policy", json=body)


@asynccontextmanager
async def town(
    kind: str, folder: Path, source: Path, history: History, dice: random.Random
) -> AsyncIterator[Town]:
    """``one``: a server on SQLite. ``pair``: two on PostgreSQL and Redis."""
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        model = await enter(language_model(history, dice))
        mail = await enter(mail_sink(history, dice))
        http = await enter(httpx2.AsyncClient(timeout=30))
        here = Town(history, dice, [], [], model, mail, http)
        if kind == "pair":
            here.database = stack.enter_context(postgres())
            here.bus = stack.enter_context(redis())
        for number in range(2 if kind == "pair" else 1):
            server = await _server(here, number, folder, source, stack)
            here.servers.append(server)
            stack.push_async_callback(_end, server)
            here.ways.append(await enter(proxy_to(server.port, dice)))
            await server.start()
        await here.set_up()
        yield here


async def _end(server: Server) -> None:
    import signal  # noqa: PLC0415

    server.thaw()
    await server.end(signal.SIGTERM)


async def _server(
    here: Town, number: int, folder: Path, source: Path, stack: AsyncExitStack
) -> Server:
    data = folder / f"server-{number}"
    data.mkdir(parents=True)
    environment = {
        "WARMLINE_SECRET": "one secret for all servers of this rig",
        "WARMLINE_SMTP__HOST": "127.0.0.1",
        "WARMLINE_SMTP__PORT": str(here.mail.port),
        "WARMLINE_SMTP__TLS": "none",
        "WARMLINE_EXTERNAL__NETWORKS": "127.0.0.0/8",
        **UNLIMITED,
    }
    if here.database and here.bus:
        vein = await stack.enter_async_context(proxy_to(here.database.port, here.dice))
        artery = await stack.enter_async_context(proxy_to(here.bus.port, here.dice))
        here.veins.setdefault("database", []).append(vein)
        here.veins.setdefault("bus", []).append(artery)
        environment |= {
            "WARMLINE_DATABASE": f"postgresql://postgres@127.0.0.1:{vein.port}/postgres",
            "WARMLINE_REDIS": f"redis://127.0.0.1:{artery.port}/0",
        }
    return Server(
        name=f"server {number}",
        data=data,
        port=free_port(),
        source=source,
        environment=environment,
        clock=folder / f"clock-{number}",
    )
