"""Files of messages over HTTP: put up, sent, given out to whom they are meant for, never run."""

import asyncio
import time

import httpx2
import pytest

from tests.files import made
from tests.files.scanner import EICAR, scanning
from tests.web.conftest import SOON, fresh_id, serving
from warmline.settings import Settings
from warmline.web.desk import Limits
from warmline.web.limits import Rate

PICTURE = made.picture(size=(900, 600))
FAST = Limits(uploads=Rate(1000, 1000), logins=Rate(1000, 1000))


@pytest.fixture
async def loose(settings):
    async with serving(settings, limits=FAST) as running:
        yield running


def form(content: bytes = PICTURE, name: str = "holiday.png", type: str = "image/png"):
    return {"file": (name, content, type)}


def as_visitor(server, token: str) -> httpx2.AsyncClient:
    return server.http(headers={"Authorization": f"Bearer {token}"})


async def put_up(server, token: str, *given, **more):
    http = as_visitor(server, token)
    answer = await http.post("/api/visitor/files", files=form(*given, **more))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def sent(server, visitor, *given) -> dict:
    """A message with one file, and the file as the visitor's screen shows it."""
    view = await put_up(server, visitor.token, *given)
    answer = await visitor.do("say", text="look at this", files=[view["id"]])
    assert answer["type"] == "ack"
    entry = await visitor.until(lambda one: one.get("files"))
    return entry["files"][0]


async def conversation_of(server, boss) -> str:
    rows = (await boss.get("/api/conversations?list=all")).json()["rows"]
    return rows[0]["id"]


# ── from the visitor ──────────────────────────────────────────────────────────────────────────────


async def test_a_visitor_sends_a_picture_and_the_operator_sees_it(loose):
    async with loose.visitor() as visitor, loose.operator() as ann:
        file = await sent(loose, visitor)
        assert (file["state"], file["type"], file["name"]) == ("ready", "image/png", "holiday.png")
        id = await conversation_of(loose, ann.http)
        page = (await ann.http.get(f"/api/conversations/{id}/entries?before=0&limit=50")).json()
        [message] = [one for one in page["entries"] if one.get("files")]
        [theirs] = message["files"]
        assert theirs["id"] == file["id"]
        assert theirs["url"] != file["url"]
        shown = await ann.http.get(theirs["url"])
        small = await ann.http.get(theirs["thumbnail_url"])
    assert (shown.status_code, shown.content) == (200, PICTURE)
    assert (small.headers["content-type"], small.content[8:12]) == ("image/webp", b"WEBP")


async def test_a_message_may_be_nothing_but_a_file(loose):
    async with loose.visitor() as visitor:
        view = await put_up(loose, visitor.token)
        assert (await visitor.do("say", text="", files=[view["id"]]))["type"] == "ack"
        entry = await visitor.until(lambda one: one.get("files"))
        assert entry["text"] == ""


async def test_the_same_message_with_its_file_twice_is_one_message(loose):
    async with loose.visitor() as visitor:
        view = await put_up(loose, visitor.token)
        first = await visitor.do("say", id="m1", text="look", files=[view["id"]])
        again = await visitor.do("say", id="m1", text="look", files=[view["id"]])
        assert (again["type"], again["seq"]) == ("ack", first["seq"])
        other = await visitor.do("say", id="m2", text="look", files=[view["id"]])
        assert (other["type"], other["code"]) == ("refused", "unknown_file")


async def test_nobody_sends_a_file_of_somebody_else(loose):
    async with loose.visitor() as mine, loose.visitor() as other:
        view = await put_up(loose, other.token)
        for id in (view["id"], "nothing"):
            answer = await mine.do("say", text="look", files=[id])
            assert (answer["type"], answer["code"]) == ("refused", "unknown_file")
        for file in ("../../x", {"path": "/data/secret"}, {"url": "file:///x"}):
            await mine.send({"type": "say", "id": fresh_id(), "text": "x", "files": [file]})
            assert "files" in (await mine.next("error"))["detail"]
    http = as_visitor(loose, mine.token)
    assert (await http.get(f"/api/visitor/files/{view['id']}")).status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "status", "code"),
    [
        (made.HTML, "photo.png", 422, "file_type"),
        (made.SVG, "drawing.svg", 422, "file_type"),
        (made.JAR, "notes.docx", 422, "file_type"),
        (b"", "empty.txt", 422, "file_empty"),
        (made.bomb(), "holiday.png", 413, "file_too_many_pixels"),
        (b"\x89PNG\r\n\x1a\n" + made.HTML, "x.png", 422, "file_unreadable"),
    ],
)
async def test_what_is_not_taken_is_told_why(loose, content, name, status, code):
    http = as_visitor(loose, await loose.token())
    answer = await http.post("/api/visitor/files", files=form(content, name))
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_file_that_is_two_things_is_given_out_as_the_harmless_one(loose):
    polyglot = PICTURE + made.zipped(**{"evil.html": made.HTML})
    async with loose.visitor() as visitor:
        file = await sent(loose, visitor, polyglot, "both.html")
        assert file["name"] == "both.html.png"
        given = await loose.http().get(file["url"])
    assert given.headers["content-type"] == "image/png"
    assert b"script" not in given.content


async def test_more_than_one_file_or_none_or_another_field_is_no_upload(loose):
    http = as_visitor(loose, await loose.token())
    two = [("file", ("a.png", PICTURE, "image/png")), ("file", ("b.png", PICTURE, "image/png"))]
    assert (await http.post("/api/visitor/files", files=two)).status_code == 400
    assert (await http.post("/api/visitor/files", data={"file": "x"})).status_code == 422
    assert (await http.post("/api/visitor/files", json={"file": "x"})).status_code == 422
    path = {"file": (None, "x"), "path": (None, "/data/secret"), "url": (None, "file:///x")}
    assert (await http.post("/api/visitor/files", files=path)).status_code in (400, 422)


async def test_a_hostile_content_type_is_read_in_no_time(loose):
    http = as_visitor(loose, await loose.token())
    hostile = "multipart/form-data; " + "!" * 20_000 + '; boundary="' + "\\" * 10_000
    began = time.process_time()
    answer = await http.post("/api/visitor/files", content=b"x", headers={"Content-Type": hostile})
    assert 400 <= answer.status_code < 500
    assert time.process_time() - began < 5  # minutes were possible


async def test_a_file_that_is_too_large_is_cut_off_and_a_stranger_may_not_even_begin(settings):
    limits = Limits(file_bytes=100_000, body_bytes=10_000, uploads=Rate(1000, 1000))
    small = Settings(data=settings.data, files={"most_mib": 1})
    async with serving(small, limits=limits) as server:
        http = as_visitor(server, await server.token())
        over = await http.post("/api/visitor/files", files=form(b"x" * 3_000_000, "a.txt"))
        assert (over.status_code, over.json()["code"]) == (413, "too_large")
        stranger = server.http(headers={"Authorization": "Bearer nonsense"})
        refused = await stranger.post("/api/visitor/files", files=form(b"x" * 50_000, "a.txt"))
        assert refused.status_code == 413
        assert (await http.post("/api/visitor/files", files=form(b"x" * 50_000))).status_code == 200


async def test_a_file_that_trickles_in_is_not_waited_for(settings):
    limits = Limits(upload_within=0.3)
    async with serving(settings, limits=limits) as server:
        host, port = server.url.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        token = await server.token()
        writer.write(
            f"POST /api/visitor/files HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n"
            "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n"
            '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'.encode()
        )
        async with asyncio.timeout(SOON):
            assert b" 408 " in await reader.readline()
        writer.close()


async def test_files_come_at_a_bounded_rate(settings):
    async with serving(settings, limits=Limits(uploads=Rate(2, 0.01))) as server:
        http = as_visitor(server, await server.token())
        codes = [
            (await http.post("/api/visitor/files", files=form(b"hello", "a.txt"))).status_code
            for _ in range(3)
        ]
        assert codes == [200, 200, 429]


# ── from the operator ─────────────────────────────────────────────────────────────────────────────


async def test_an_operator_sends_a_paper_back_and_the_visitor_saves_it(loose):
    async with loose.visitor() as visitor, loose.operator() as ann:
        await visitor.say("hello there")
        id = await conversation_of(loose, ann.http)
        paper = form(made.PDF, "Räch\u202enung.pdf", "application/pdf")
        view = (await ann.http.post(f"/api/conversations/{id}/files", files=paper)).json()
        answer = await ann.do("reply", conversation=id, text="", files=[view["id"]])
        assert answer["type"] == "ack"
        entry = await visitor.until(lambda one: one.get("author") == "operator")
        [file] = entry["files"]
        given = await loose.http().get(file["url"])
    assert given.content == made.PDF
    assert given.headers["content-type"] == "application/octet-stream"
    assert given.headers["content-disposition"] == (
        "attachment; filename=\"R_chnung.pdf\"; filename*=UTF-8''R%C3%A4chnung.pdf"
    )


async def test_an_operators_file_is_not_the_visitors_to_send_nor_another_operators(loose):
    async with loose.visitor() as visitor, loose.operator() as ann:
        await visitor.say("hello there")
        id = await conversation_of(loose, ann.http)
        view = (await ann.http.post(f"/api/conversations/{id}/files", files=form())).json()
        answer = await visitor.do("say", text="x", files=[view["id"]])
        assert answer["code"] == "unknown_file"
        bob = await loose.login("bob", "supervisor")
        body = {"id": fresh_id(), "text": "x", "files": [view["id"]]}
        answer = await bob.post(f"/api/conversations/{id}/reply", json=body)
        assert answer.json()["code"] == "unknown_file"


async def test_who_may_only_read_puts_nothing_up(loose):
    async with loose.visitor() as visitor:
        await visitor.say("hello there")
        boss = await loose.login("ann")
        id = await conversation_of(loose, boss)
        viewer = await loose.login("vi", "viewer")
        answer = await viewer.post(f"/api/conversations/{id}/files", files=form())
        assert (answer.status_code, answer.json()["code"]) == (403, "read_only")


# ── given out ─────────────────────────────────────────────────────────────────────────────────────


async def test_nothing_in_a_file_can_ever_run(loose):
    async with loose.visitor() as visitor:
        file = await sent(loose, visitor)
    given = await loose.http().get(file["url"])
    assert given.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert given.headers["x-content-type-options"] == "nosniff"
    assert given.headers["cross-origin-resource-policy"] == "cross-origin"
    assert given.headers["content-disposition"].startswith("inline")
    assert given.headers["cache-control"] == "private, no-cache"
    assert "access-control-allow-origin" not in given.headers
    assert "set-cookie" not in given.headers


async def test_an_address_opens_one_file_and_no_other_and_not_for_ever(loose):
    async with loose.visitor() as visitor, loose.visitor() as other:
        mine, theirs = await sent(loose, visitor), await sent(loose, other, made.PDF, "x.pdf")
    http = loose.http()
    _, _, id, signed, name = mine["url"].split("/")
    _, _, foreign, foreign_signed, _ = theirs["url"].split("/")
    later = f"v{int(signed[1:].split('.')[0], 16) + 999_999:x}.{signed.split('.')[1]}"
    for path in (
        f"/files/{foreign}/{signed}/{name}",
        f"/files/{id}/{foreign_signed}/{name}",
        f"/files/{id}/{signed[:-1]}/{name}",
        f"/files/{id}/{later}/{name}",
        f"/files/{id}/o{signed[1:]}/{name}",
        f"/files/{id}/x/{name}",
        f"/files/{id}/{signed}",
        f"/files/{id}/{signed}/",
        f"/files/{id}/{signed}/..%2f..%2fsecret",
        f"/files/..%2f..%2fsecret/{signed}/{name}",
        f"/files/%2e%2e/{signed}/{name}",
    ):
        assert (await http.get(path)).status_code == 404, path
    assert (await http.get(mine["url"])).status_code == 200


async def test_an_operators_address_is_worth_nothing_without_their_session_or_their_right(loose):
    async with loose.visitor() as visitor, loose.operator() as ann:
        await sent(loose, visitor)
        id = await conversation_of(loose, ann.http)
        page = (await ann.http.get(f"/api/conversations/{id}/entries?before=0&limit=50")).json()
        url = next(one["files"][0]["url"] for one in page["entries"] if one.get("files"))
        assert (await loose.http().get(url)).status_code == 404
        assert (await ann.http.get(url)).status_code == 200
        await ann.http.post("/api/logout", json={})
        assert (await ann.http.get(url)).status_code == 404


async def test_an_old_address_opens_nothing_and_a_fresh_one_can_be_had(settings):
    now = [1_760_000_000_000]
    async with serving(settings, clock=lambda: now[0]) as server, server.visitor() as visitor:
        file = await sent(server, visitor)
        http = as_visitor(server, visitor.token)
        now[0] += 11 * 3600 * 1000
        assert (await http.get(file["url"])).status_code == 200
        now[0] += 14 * 3600 * 1000
        assert (await http.get(file["url"])).status_code == 404
        fresh = (await http.get(f"/api/visitor/files/{file['id']}")).json()
        assert (await http.get(fresh["url"])).status_code == 200


async def test_a_film_is_given_out_in_parts(loose):
    film = b"\x00\x00\x00\x18ftypisom" + bytes(range(256)) * 5000
    async with loose.visitor() as visitor:
        file = await sent(loose, visitor, film, "clip.mp4")
    http = loose.http()
    for asked, status, content in (
        ("bytes=0-3", 206, film[:4]),
        ("bytes=100-", 206, film[100:]),
        ("bytes=-10", 206, film[-10:]),
        ("bytes=0-99999999", 206, film),
        ("bytes=99999999-", 416, b""),
        ("bytes=5-2", 416, b""),
        ("bytes=0-1,4-5", 200, film),
        ("bytes=" + "0-1," * 3_000, 200, film),
        ("lines=1-2", 200, film),
    ):
        given = await http.get(file["url"], headers={"Range": asked})
        wanted = 200 if asked == "bytes=0-99999999" else status
        assert (given.status_code, given.content) == (wanted, content), asked[:20]
    head = await http.request("HEAD", file["url"])
    assert (head.headers["content-length"], head.content) == (str(len(film)), b"")


async def test_a_browser_that_has_it_already_is_told_so_once_it_may_have_it(loose):
    async with loose.visitor() as visitor:
        file = await sent(loose, visitor)
    http = loose.http()
    etag = (await http.get(file["url"])).headers["etag"]
    again = await http.get(file["url"], headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    forged = await http.get(file["url"] + "/x", headers={"If-None-Match": etag})
    assert forged.status_code == 404


# ── scanned ───────────────────────────────────────────────────────────────────────────────────────


async def test_a_virus_is_refused_and_a_file_waits_for_a_scanner_that_is_away(settings):
    async with scanning() as scanner:
        address = scanner.address
        guarded = Settings(data=settings.data, files={"clamd": address})
        async with serving(guarded, limits=FAST) as server, server.visitor() as visitor:
            http = as_visitor(server, visitor.token)
            assert (await (await server.login("ann")).get("/api/me")).json()["scans"]
            bad = await http.post("/api/visitor/files", files=form(EICAR, "a.txt"))
            assert (bad.status_code, bad.json()["code"]) == (422, "file_virus")
            scanner.says = b"ERROR\0"
            view = await put_up(server, visitor.token)
            assert (view["state"], view["url"]) == ("waiting", "")
            await visitor.do("say", text="look", files=[view["id"]])
            scanner.says = b""
            news = await visitor.next("file")
            assert (news["file"]["id"], news["file"]["state"]) == (view["id"], "ready")
            assert (await server.http().get(news["file"]["url"])).content == PICTURE
