"""Short plays that need more than a fault: lost rights, readers who do not read, who vanishes."""

import asyncio
import json
import random
import socket
from collections.abc import Awaitable, Callable, Mapping

import websockets

from faults.operators import Login, Operator, log_in
from faults.town import PASSWORD, Town
from faults.visitors import Visitor

READERS = 6  # who do not read
FLOOD = 1200  # messages
LONG = 8_000  # characters of each
MOST_GROWTH = 64 * 2**20  # bytes
STALLED = 12.0  # seconds; the server waits ten for who does not read
LEASE = 45_000  # milliseconds that who is gone keeps a conversation: the least there is
LATE = 6.0  # seconds that the server may take on top
SEEN_FOR = 4.0  # seconds that somebody is watched after they lost their rights


async def revoke(town: Town) -> None:
    """Somebody sits at their screen and is dismissed; what their socket still shows is noted."""
    login = await _hired(town, "rita@example.com", "Rita Revoked")
    ports = [server.port for server in town.servers]
    rita = Operator(login, ports, town.history, random.Random(town.dice.random()), zeal=0)
    rita.working = False
    rita.come()
    await asyncio.sleep(2)
    await town.as_owner("PATCH", f"/api/operators/{login.id}", json={"disabled": True})
    town.history.note("revoked", who=login.name)
    town.history.note("gone", who=login.name)
    await asyncio.sleep(SEEN_FOR)
    rita.leave()


async def _hired(town: Town, email: str, name: str) -> Login:
    body = {"email": email, "name": name, "password": PASSWORD, "role": "operator"}
    await town.as_owner("POST", "/api/operators", json=body)
    return await log_in(town.http, town.url(), email, PASSWORD)


async def slow_readers(town: Town) -> None:
    """Screens that never read while a visitor says much: are they dropped, what do they cost."""
    login = await _hired(town, "sam@example.com", "Sam Slow")
    port = town.servers[0].port
    deaf = [await _deaf(login, port) for _ in range(READERS)]
    before = town.servers[0].memory()
    await _flood(town, port)
    await asyncio.sleep(STALLED)
    grown = town.servers[0].memory() - before
    dropped = await asyncio.gather(*map(_was_dropped, deaf))
    town.history.note("memory", grown=grown, most=MOST_GROWTH)
    town.history.note("deaf", dropped=sum(dropped), of=READERS)


async def _flood(town: Town, port: int) -> None:
    dice = random.Random(town.dice.random())
    one = Visitor("flood", [port], town.key, town.history, dice, town.http)
    await one.come()
    await one.until(lambda _: bool(one.conversation), 10)
    for _ in range(FLOOD // 25):
        await asyncio.gather(*(one.say("word " * (LONG // 5)) for _ in range(25)))
    assert one.listening
    one.listening.cancel()
    town.history.note("gone", who="flood")


async def _was_dropped(client: websockets.ClientConnection) -> bool:
    """Whether the server has ended the connection: then what it still holds comes, and the end."""
    client.transport.resume_reading()
    try:
        async with asyncio.timeout(5):
            while True:
                await client.recv()
    except websockets.ConnectionClosed:
        return True
    except TimeoutError:
        return False
    finally:
        client.transport.abort()


async def _deaf(login: Login, port: int) -> websockets.ClientConnection:
    wire = socket.socket()
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    wire.setblocking(False)  # noqa: FBT003 its only argument
    await asyncio.get_running_loop().sock_connect(wire, ("127.0.0.1", port))
    client = await websockets.connect(
        f"ws://127.0.0.1:{port}/api/operator/socket",
        sock=wire, compression=None, ping_interval=None, max_queue=1,
        additional_headers={"Cookie": login.cookies, "Origin": f"http://127.0.0.1:{port}"},
    )  # fmt: skip
    await client.send(json.dumps({"type": "hello", "csrf": login.csrf, "position": 0}))
    client.transport.pause_reading()
    return client


async def vanish(town: Town) -> None:
    """Somebody takes conversations and is gone without a word, as when a laptop is closed."""
    lease = await _short_lease(town)
    login = await _hired(town, "vera@example.com", "Vera Vanished")
    ports = [server.port for server in town.servers]
    vera = Operator(login, ports, town.history, random.Random(town.dice.random()), zeal=0)
    vera.come()
    visitors = [
        Visitor(f"held{n}", ports, town.key, town.history, town.dice, town.http) for n in range(3)
    ]
    for one in visitors:
        await one.come()
        await one.until(lambda _: bool(one.conversation), 10)  # noqa: B023 awaited right here
        await (one.say("Anybody?") if one is visitors[0] else one.want_a_person())
        await vera.reply(one.conversation, "I will look into it.")
    town.history.note("vanished", who=login.name, operator=login.id, lease_ms=lease)
    town.history.note("gone", who=login.name)
    vera.leave()
    await asyncio.sleep(lease / 1000 + LATE)


async def _short_lease(town: Town) -> int:
    """Set the shortest lease there is; in milliseconds."""
    await town.as_owner("PUT", "/api/admin/teams/support", json={"lease": LEASE})
    return LEASE


SCENES: Mapping[str, Callable[[Town], Awaitable[None]]] = {
    "revoke": revoke,
    "slow readers": slow_readers,
    "vanish": vanish,
}
