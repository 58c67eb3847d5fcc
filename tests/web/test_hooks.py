"""The door of providers, through the real server: who is let in, and what follows."""

import asyncio
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import replace

import httpx2
import pytest

from tests.channels.toy.play import Play
from tests.web.conftest import SOON, serving
from tests.web.scripted import Quick
from warmline.flow.channels import Hook, HookReply
from warmline.web.desk import Limits
from warmline.web.limits import Rate

SAME = ("status", "code", "detail", "title", "type")


class Scene:
    """A toy channel on a server, and the provider's requests to it."""

    def __init__(self, server, stage: Play, http: httpx2.AsyncClient) -> None:
        self.server = server
        self.stage = stage
        self.http = http

    async def post(self, hook: Hook, path: str = "") -> httpx2.Response:
        where = path or f"/hooks/toy/{self.stage.id}"
        return await self.http.post(where, content=hook.body, headers=dict(hook.headers))

    async def door(self, hook: Hook) -> HookReply:
        answer = await self.post(hook)
        return HookReply(status=answer.status_code, body=answer.content)

    async def said(self, text: str = "Hello?") -> Hook:
        """A message on its way, which nobody has taken yet."""
        kept = list[Hook]()

        async def keep(hook: Hook) -> HookReply:
            kept.append(hook)
            return HookReply()

        self.stage.deliver = keep
        await self.stage.say("ada", text)
        self.stage.deliver = self.door
        return kept[0]

    async def until_seen(self, count: int) -> list[str]:
        async with asyncio.timeout(SOON):
            while len(self.stage.seen("ada")) < count:
                await asyncio.sleep(0.01)
        return [one.text for one in self.stage.seen("ada")]

    async def conversation(self) -> str:
        thread = await self.server.desk.threads.at(self.stage.id, self.stage.thread("ada"))
        return thread.conversation


@pytest.fixture
async def scene(settings):
    async with on_the_web(settings) as made:
        yield made


@asynccontextmanager
async def on_the_web(settings, **more):
    stage = Play()
    given = {"channels": {"toy": stage.channel}, "assistants": {"auto": Quick()}, **more}
    async with (
        serving(settings, **given) as server,
        httpx2.AsyncClient(base_url=server.url) as http,
    ):
        await server.desk.channels.setups.save(stage.setup(await stage.start()))
        made = Scene(server, stage, http)
        stage.deliver = made.door
        yield made


async def test_a_message_comes_in_by_the_door_and_its_answer_goes_out(scene):
    await scene.stage.say("ada", "Where is my parcel?")
    assert len(await scene.until_seen(1)) == 1
    row = await scene.server.desk.store.conversation(await scene.conversation())
    assert (row.channel, row.visitor_messages) == ("toy", 1)


async def test_whoever_cannot_prove_who_they_are_is_told_no_more_than_that(scene):
    hook = await scene.said()
    answer = await scene.post(scene.stage.forged(hook))
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert scene.stage.id not in answer.text
    assert (await scene.post(scene.stage.unsigned(hook))).status_code == 401
    assert (await scene.post(hook)).status_code == 200


async def test_a_channel_that_is_not_there_is_like_any_address_that_is_not(scene):
    hook = await scene.said()
    setups = scene.server.desk.channels.setups
    off = replace(scene.stage.setup(""), id="ch-off", on=False)
    await setups.save(off)
    nowhere = (await scene.http.post("/api/there/is/nothing")).json()
    for path in ("/hooks/toy/ch-nobody", "/hooks/other/ch-toy", "/hooks/toy/ch-off"):
        answer = await scene.post(hook, path)
        assert answer.status_code == 404
        assert {name: answer.json()[name] for name in SAME} == {
            name: nowhere[name] for name in SAME
        }


async def test_a_body_that_is_too_large_is_not_read(scene):
    hook = await scene.said()
    answer = await scene.post(replace(hook, body=b" " * (1024 * 1024 + 1)))
    assert answer.status_code == 413
    fits = replace(hook, body=b" " * (1024 * 1024))
    assert (await scene.post(fits)).status_code == 401


async def test_what_cannot_be_taken_now_is_to_be_told_again(scene):
    kept = list[Hook]()

    async def keep(hook: Hook) -> HookReply:
        kept.append(hook)
        return HookReply()

    scene.stage.deliver = keep
    await scene.stage.edit("ada", "in-1", "Changed.")
    answer = await scene.post(kept[0])
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) >= 1
    scene.stage.deliver = scene.door
    await scene.stage.say("ada", "First.")
    assert (await scene.post(kept[0])).status_code == 200


async def test_a_channel_that_floods_us_is_slowed_down_and_no_other(settings):
    limits = Limits(providers=Rate(burst=2, per_second=0.001))
    async with on_the_web(settings, limits=limits) as scene:
        hook = await scene.said()
        codes = [(await scene.post(hook)).status_code for _ in range(3)]
        assert codes == [200, 200, 429]
        other = replace(scene.stage.setup(""), id="ch-other")
        await scene.server.desk.channels.setups.save(other)
        assert (await scene.post(hook, "/hooks/toy/ch-other")).status_code == 200


async def test_strangers_at_the_door_are_slowed_down_and_the_provider_is_not(settings):
    limits = Limits(strangers=Rate(burst=2, per_second=0.001))
    async with on_the_web(settings, limits=limits) as scene:
        hook = await scene.said()
        bad = scene.stage.forged(hook)
        assert [(await scene.post(bad)).status_code for _ in range(3)] == [401, 401, 429]
        assert (await scene.post(hook)).status_code == 200


async def test_a_message_that_failed_can_be_sent_again_by_an_operator(scene):
    http = await scene.server.login("ann")
    scene.stage.refuse_next()
    await scene.stage.say("ada", "Hello?")
    id = await scene.conversation()
    async with asyncio.timeout(SOON):
        while not (failed := await failures(scene, id)):
            await asyncio.sleep(0.01)
    path = f"/api/conversations/{id}/messages/{failed[0].seq}/retry"
    viewer = await scene.server.login("vic", "viewer")
    assert (await viewer.post(path)).status_code == 403
    assert (await http.post(path)).status_code == 200
    assert len(await scene.until_seen(1)) == 1
    again = await http.post(path)
    assert (again.status_code, again.json()["code"]) == (409, "nothing_failed")


async def failures(scene: Scene, id: str):
    known = await scene.server.desk.threads.deliveries(id)
    return [one for one in known if one.state == "failed"]


async def test_no_channel_s_library_is_loaded_before_one_is_set_up():
    heavy = ("aiosmtplib", "imap_tools", "websockets", "httpx2", "httpx", "nacl", "starlette")
    program = f"import sys, warmline.channels; print([m for m in {heavy!r} if m in sys.modules])"
    told = await asyncio.to_thread(
        subprocess.check_output, [sys.executable, "-c", program], text=True
    )
    assert told == "[]\n"
