"""Two server processes: what is made internal or deleted on one, the other soon answers no more."""

import asyncio
import time

from tests.process import ServerProcess
from tests.web.test_server_processes import pair, visit

__all__ = ["pair"]

CANARY = "CANARY-7731"
ASKED = "What is the discount for members of staff?"
INSIDE = f"question,answer\n{ASKED},The discount for members of staff is {CANARY}.\n"
MINUTE = 60.0


async def heard(server: ServerProcess, key: str) -> str:
    """What a new visitor of that server is answered."""
    visitor = await visit(server, key)
    await visitor.say(ASKED)
    answer = await visitor.until(lambda e: e.get("author") == "assistant")
    await visitor.ws.close()
    return str(answer)


async def seconds_until_gone(server: ServerProcess, key: str) -> float:
    began = time.monotonic()
    while CANARY in await heard(server, key):
        assert time.monotonic() - began < MINUTE
        await asyncio.sleep(0.2)  # another process: its clock cannot be moved
    return time.monotonic() - began


async def test_within_seconds_no_process_tells_what_another_made_internal_or_deleted(pair):
    here, there = pair
    await asyncio.to_thread(here.teach, "inside.csv", INSIDE)
    key = await asyncio.to_thread(here.key)
    sources = here.http.get("/api/knowledge/sources").json()
    url = next(f"/api/knowledge/sources/{s['id']}" for s in sources if s["name"] == "inside.csv")
    for deed in (
        lambda: here.http.patch(url, json={"audience": "internal"}),
        lambda: here.http.delete(url),
    ):
        here.http.patch(url, json={"audience": "public"}).raise_for_status()
        await known_to_both(pair, key)
        (await asyncio.to_thread(deed)).raise_for_status()
        assert CANARY not in await heard(here, key)
        assert await seconds_until_gone(there, key) < MINUTE / 4


async def known_to_both(pair, key: str) -> None:
    async with asyncio.timeout(MINUTE):
        while not all([CANARY in await heard(server, key) for server in pair]):
            await asyncio.sleep(0.2)
