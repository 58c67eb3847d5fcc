"""The edges of text and of an absent database, over PostgreSQL."""

import asyncio
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

from tests.web.conftest import fresh_id, serving, until
from tests.web.scripted import Quick
from tests.web.test_hostile_frames import FAST
from warmline.settings import Settings
from warmline.web.desk import Limits

LIMITS = Limits(visitor_says=FAST, frames=FAST, logins=FAST)


def over(settings, url):
    url = url.replace("+asyncpg", "")
    return Settings(data=settings.data, port=0, database=url)


@asynccontextmanager
async def cable(host, port):
    """A way to a server that can be cut and mended."""

    class Cable:
        def __init__(self):
            self.whole = True
            self.ends = set()
            self.tasks = set()

        def cut(self):
            self.whole = False
            for writer in self.ends:
                writer.close()

        async def join(self, reader, writer):
            self.tasks.add(asyncio.current_task())
            self.ends.add(writer)
            if not self.whole:
                writer.close()
                return
            there, back = await asyncio.open_connection(host, port)
            self.ends.add(back)
            await asyncio.gather(self.pump(reader, back), self.pump(there, writer))

        async def pump(self, reader, writer):
            with suppress(OSError):
                while data := await reader.read(65536):
                    writer.write(data)
                    await writer.drain()
            writer.close()

    line = Cable()
    server = await asyncio.start_server(line.join, "127.0.0.1", 0)
    try:
        yield line, server.sockets[0].getsockname()[1]
    finally:
        line.cut()
        server.close()
        await asyncio.gather(*line.tasks, return_exceptions=True)


async def test_every_text_that_is_taken_can_be_kept(settings, postgres_url):
    answers = {"auto": Quick()}
    async with (
        serving(over(settings, postgres_url), limits=LIMITS, assistants=answers) as server,
        server.operator() as operator,
        server.visitor() as visitor,
        server.visitor() as neighbour,
    ):
        texts = ["a\0b", "\x1b[31mred", "\u202eevil", "\U0001f600" * 5000, "\ufffe\uffff", "'; --"]
        for text in texts:
            assert (await visitor.say(text, fresh_id()))["type"] == "ack", repr(text)
            assert (await neighbour.say("hello", fresh_id()))["type"] == "ack"
        left = {"email": "v@example.com", "name": "N\0ame", "message": "m\0"}
        await visitor.do("request_person", text="Talk to a person\0")
        assert (await visitor.do("leave_contact", **left))["type"] == "ack"
        rows = (await operator.http.get("/api/conversations?list=all")).json()["rows"]
        assert "Name" in {row["name"] for row in rows}
        for given in ("a\0", "\0", "%00"):
            body = {"email": f"{given}@example.com", "password": f"x{given}"}
            assert (await operator.http.post("/api/login", json=body)).status_code == 401
        [made] = (
            await operator.http.post(
                "/api/knowledge/sources",
                files={"file": ("n\u202eame.csv", b"question,answer\nIs \0 bad?,Yes \0.\n")},
            )
        ).json()
        assert made["name"] == "name.csv"
        found = await operator.http.get("/api/knowledge/search", params={"q": "\0 what?"})
        assert found.status_code == 200
        await operator.send({"type": "see", "conversation": rows[0]["id"], "seen": 2**50})
        assert (await operator.do("ping"))["type"] == "ack"


async def test_while_the_database_is_away_we_say_so_and_go_on_when_it_is_back(
    settings, postgres_url
):
    parts = urlsplit(postgres_url.replace("+asyncpg", ""))
    async with cable(parts.hostname, parts.port) as (line, port):
        url = parts._replace(netloc=f"{parts.username}@127.0.0.1:{port}").geturl()
        async with (
            serving(over(settings, url), limits=LIMITS, assistants={"auto": Quick()}) as server,
            server.visitor() as visitor,
            server.http() as http,
        ):
            assert (await http.get("/readyz")).status_code == 200
            line.cut()
            answer = await visitor.do("say", id="unsaved", text="do not lose me")
            assert (answer["type"], answer["code"]) == ("refused", "unavailable")
            assert answer["retry_after_ms"] > 0
            assert (await http.get("/readyz")).status_code == 503
            assert (await http.get("/healthz")).status_code == 200
            body = {"email": "a@example.com", "password": "x"}
            away = await http.post("/api/login", json=body)
            assert (away.status_code, away.json()["code"]) == (503, "unavailable")
            assert "retry-after" in away.headers
            line.whole = True

            async def back():
                return (await http.get("/readyz")).status_code == 200

            async with asyncio.timeout(30):
                while not await back():
                    await asyncio.sleep(0.05)
            again = await visitor.do("say", id="unsaved", text="do not lose me")
            assert again["type"] == "ack"
            await visitor.until(lambda e: e.get("author") == "assistant")
            await until(lambda: visitor.texts("visitor") == ["do not lose me"])
