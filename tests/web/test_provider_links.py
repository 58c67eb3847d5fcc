"""Links of files for the providers of channels: to one file, for a while."""

from urllib.parse import urlsplit

from tests.files import made
from tests.web.conftest import serving
from tests.web.test_message_files import FAST, PICTURE, conversation_of, put_up, sent
from warmline.app import base_url
from warmline.core.inputs import VisitorSaid, VisitorWithdrew
from warmline.core.model import ConversationId, File
from warmline.flow.file_parts import VISITOR, Incoming
from warmline.flow.ports import Command
from warmline.settings import Settings


async def test_a_providers_link_serves_its_file_to_anybody_and_no_other_file(settings):
    now = [1_760_000_000_000]
    async with serving(settings, limits=FAST, clock=lambda: now[0]) as server:
        async with server.visitor() as visitor, server.visitor() as other:
            beside = await put_up(server, visitor.token, made.PDF, "b.pdf")  # same conversation
            mine = await sent(server, visitor)
            theirs = await sent(server, other, made.PDF, "Rech nung.pdf")
        http = server.http()
        link, paper = await link_of(server, mine), await link_of(server, theirs)
        assert (await http.get(link)).content == PICTURE
        given = await http.get(paper)
        assert (given.content, given.headers["content-type"]) == (made.PDF, "application/pdf")
        assert given.headers["content-disposition"].startswith("attachment;")
        assert given.headers["content-security-policy"] == "sandbox; default-src 'none'"
        assert given.headers["x-content-type-options"] == "nosniff"
        _, _, id, signed, name = link.removeprefix(server.url).split("/")
        until, mac = signed[1:].split(".")
        for path in (
            f"/files/{theirs['id']}/{signed}/{name}",
            f"/files/{beside['id']}/{signed}/{name}",
            f"/files/{id}/v{signed[1:]}/{name}",
            f"/files/{id}/o{signed[1:]}/{name}",
            f"/files/{id}/p{int(until, 16) + 999_999:x}.{mac}/{name}",
            f"/files/{id}/{mine['url'].split('/')[3].replace('v', 'p', 1)}/{name}",
        ):
            assert (await http.get(path)).status_code == 404, path
        now[0] += 11 * 3600 * 1000
        assert (await http.get(link)).status_code == 200
        now[0] += 14 * 3600 * 1000
        assert (await http.get(link)).status_code == 404


async def link_of(server, file: dict) -> str:
    """As whoever sends the file gets it; the server believes that it stands elsewhere."""
    known = File(id=file["id"], name=file["name"])
    attachment = await server.installation.files.content(known)
    parts = urlsplit(attachment.link)
    assert f"{parts.scheme}://{parts.netloc}" == base_url(server.installation.settings)
    return f"{server.url}{parts.path}"


async def test_what_was_taken_back_is_gone_from_its_link_and_gets_no_other(settings):
    async with serving(settings, limits=FAST) as server:
        async with server.visitor() as visitor, server.operator() as ann:
            await visitor.say("hello there")
            id = ConversationId(await conversation_of(server, ann.http))
        files, store = server.installation.files, server.installation.store
        put = await files.put(Incoming(conversation=id, owner=VISITOR, name="a", content=PICTURE))
        [file] = await files.claim(id, VISITOR, [put.id], "m9")
        said = VisitorSaid(text="look", draft="m9", files=(file,), via="telegram")
        seq = (await store.handle(Command(id, said, "m9"))).first
        link = await link_of(server, {"id": file.id, "name": file.name})
        assert (await server.http().get(link)).status_code == 200
        await store.handle(Command(id, VisitorWithdrew(message=seq), "gone"))
        assert (await server.http().get(link)).status_code == 404
        assert await files.content(file) is None


async def test_links_begin_with_the_address_that_the_settings_name(settings):
    there = Settings(data=settings.data, base_url="https://desk.example.com")
    async with serving(there, limits=FAST) as server, server.visitor() as visitor:
        file = await sent(server, visitor)
        found = await server.installation.files.content(File(id=file["id"], name=file["name"]))
        assert found.link.startswith(f"https://desk.example.com/files/{file['id']}/p")
        assert found.link not in repr(found)
