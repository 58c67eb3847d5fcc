"""Files, policies and other input of settings: each fault has its place, and nothing is lost."""

import asyncio
import base64
import json

import pytest

from tests.web.conftest import fresh_id, serving
from warmline.web.desk import Limits

SMALL = Limits(upload_bytes=200_000, body_bytes=60_000)
GOOD = b"question,answer\nDo you ship abroad?,Yes.\n"


@pytest.fixture
async def small(settings):
    async with serving(settings, limits=SMALL) as running:
        yield running


async def upload(http, *files):
    parts = [("file", (name, content)) for name, content in files]
    return await http.post("/api/knowledge/sources", files=parts)


async def test_bad_files_are_named_and_good_ones_beside_them_are_taken(small):
    http = await small.login("ann")
    answer = await upload(
        http,
        ("faq.csv", GOOD),
        ("fake.pdf", b"this is no PDF"),
        ("fake.docx", b"PK\x03\x04 no"),
        ("program.exe", b"MZ\x90"),
        ("nothing.md", b""),
        ("broken.csv", b"question,answer\nonly one\nDo you gift wrap?,Yes.\n"),
        ("huge.txt", b"x" * 200_001),
        ("binary.txt", bytes(range(256))),
    )
    assert answer.status_code == 200
    found = {one["name"]: one for one in answer.json()}
    assert found["faq.csv"]["passages"] == 1
    for name in ("fake.pdf", "fake.docx", "program.exe", "nothing.md", "huge.txt"):
        assert found[name]["status"] == "failed", name
        assert found[name]["problems"][0]["message"], name
    assert [one["line"] for one in found["broken.csv"]["problems"]] == [2]
    assert found["broken.csv"]["passages"] == 1
    await small.installation.library.settled()
    kept = {one["name"] for one in (await http.get("/api/knowledge/sources")).json()}
    assert {"faq.csv", "broken.csv"} <= kept
    assert not kept & {"fake.pdf", "program.exe", "huge.txt"}


async def test_a_file_name_is_never_a_path(small):
    http = await small.login("ann")
    tricks = {
        "../../etc/passwd.csv": "passwd.csv",
        "C:\\Windows\\x.csv": "x.csv",
        "/abs/olute.csv": "olute.csv",
        "a\u202evsc.exe.csv": "avsc.exe.csv",
        "....csv": "csv",
        "x" * 300 + ".csv": "x" * 196 + ".csv",
    }
    for given, name in tricks.items():
        [answer] = (await upload(http, (given, GOOD))).json()
        assert answer["name"] == name


async def test_fifty_files_at_once_are_fifty_sources(small):
    http = await small.login("ann")
    files = [
        (f"f{n}.csv", f"question,answer\nIs {n} a number?,Yes {n}.\n".encode()) for n in range(50)
    ]
    answers = (await upload(http, *files)).json()
    assert [one["status"] for one in answers] == ["indexing"] * 50
    await small.installation.library.settled()
    sources = (await http.get("/api/knowledge/sources")).json()
    assert [one["status"] for one in sources] == ["ready"] * 50


async def test_a_body_that_is_too_large_is_refused_told_or_untold(small):
    http = await small.login("ann")

    async def endless():
        for _ in range(100):
            yield b'{"text": "' + b"x" * 10_000

    for more in ({"content": b"x" * 60_001}, {"content": endless()}):
        kind = {"Content-Type": "application/json"}
        answer = await http.put("/api/assistants/main/policy", headers=kind, **more)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    answer = await upload(http, *[(f"{n}.txt", b"x" * 180_000) for n in range(5)])
    assert answer.status_code == 413


async def test_who_is_not_logged_in_cannot_send_a_file_at_all(small):
    async with small.http() as http:
        for cookies in ({}, {"warmline": "x" * 43}):
            http.cookies = cookies
            answer = await upload(http, ("big.txt", b"x" * 150_000))
            assert answer.status_code == 413


async def test_bodies_that_are_no_json_are_refused_with_a_place(small):
    http = await small.login("ann")
    kind = {"Content-Type": "application/json"}
    for body, status in [
        (b"{nope", 422),
        (b"\xff\xfe", 422),
        (b"[" * 20_000, 400),
        (b'{"name": NaN}', 422),
        (b'{"\\ud800": 1}', 422),
        (b'{"name": "\\ud800"}', 422),
        (b'{"accent": "javascript:1"}', 422),
        (b"", 422),
        (b"null", 422),
    ]:
        answer = await http.patch("/api/assistants/main", content=body, headers=kind)
        assert answer.status_code == status, body[:20]
        assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("origin", "good"),
    [
        ("https://shop.example", True),
        ("http://localhost:3000", True),
        ("shop.example", False),
        ("https://shop.example/path", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("*", False),
        ("null", False),
    ],
)
async def test_an_origin_is_checked(small, origin, good):
    http = await small.login("ann")
    answer = await http.patch("/api/assistants/main", json={"origins": [origin]})
    assert answer.status_code == (200 if good else 422)


async def test_a_policy_with_faults_names_line_and_key_and_the_old_one_stays(small):
    http = await small.login("ann")
    url = "/api/assistants/main/policy"
    text = "rules:\n  - id: a\n    trigger: explicit_request\n    treshold: 2\nbar: high\n"
    answer = await http.put(url, json={"text": text, "base_version": 0})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_policy")
    places = " ".join(one["where"] for one in answer.json()["errors"])
    assert "line 4" in places
    assert "treshold" in places
    assert "bar" in places
    for bad in (
        "- a\n- b",
        "a: &a [*a]",
        "!!python/object/apply:os.system ['x']",
        "\0",
        "{" * 5000,
    ):
        answer = await http.put(url, json={"text": bad, "base_version": 0})
        assert answer.status_code == 422, bad[:20]
    assert (await http.get(url)).json()["version"] == 0


async def test_of_two_who_publish_on_the_same_version_one_is_told_to_load_again(small):
    http = await small.login("ann")
    url = "/api/assistants/main/policy"
    before = (await http.get(url)).json()
    answers = await asyncio.gather(
        *(
            http.put(url, json={"policy": before["policy"] | {"bar": bar}, "base_version": 0})
            for bar in (0.3, 0.4)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    late = max(answers, key=lambda answer: answer.status_code).json()
    assert late["code"] == "version_moved"
    versions = (await http.get(f"{url}/versions")).json()
    assert [one["version"] for one in versions] == [1]
    assert (await http.get(f"{url}/versions/1")).json()["by"] == "Ann"


async def test_numbers_beyond_all_bounds_are_refused_and_never_break(small):
    http = await small.login("ann")
    async with small.visitor() as visitor:
        await visitor.say("Hello")
    id = visitor.welcome["conversation"]
    huge = 10**40
    for path in (
        f"/api/conversations/{id}/entries?after={huge}",
        f"/api/conversations/{id}/entries?before={huge}",
        f"/api/conversations?limit={huge}",
        "/api/conversations?limit=0",
        "/api/conversations?list=everything",
        f"/api/assistants/main/policy/versions/{huge}",
        "/api/assistants/main/policy/versions/-1",
        "/api/knowledge/search?q=",
    ):
        assert (await http.get(path)).status_code == 422, path
    assert (await http.post(f"/api/outbox/{'9' * 60}/replay")).status_code == 404
    token = await small.token()
    async with small.http(headers={"Authorization": f"Bearer {token}"}) as visitor:
        assert (await visitor.get(f"/api/visitor/entries?after={huge}")).status_code == 422


async def test_a_page_cursor_that_we_did_not_make_is_refused(small):
    def cursor(*place):
        return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()

    http = await small.login("ann")
    tampered = [
        "x",
        "\u00e4",
        cursor(),
        cursor("a", "b"),
        cursor(1, 2),
        cursor(10**40, "a"),
        cursor(1, "a\0"),
        cursor(*[True, "a"]),
        cursor(1.5, "a"),
        cursor(None, "a"),
        cursor([1], "a"),
        base64.urlsafe_b64encode(b"[" * 200).decode(),
    ]
    for given in tampered:
        for name in ("all", "waiting"):
            page = {"list": name, "cursor": given}
            answer = await http.get("/api/conversations", params=page)
            assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor"), given


async def test_pages_go_through_every_conversation_once(small):
    http = await small.login("ann")
    for number in range(5):
        async with small.visitor() as visitor:
            await visitor.say(f"hello {number}", fresh_id())
            await visitor.until(lambda e: e.get("author") == "assistant")  # else its row may move
    seen, cursor = [], ""
    for _ in range(5):
        page = {"list": "all", "limit": 2, "cursor": cursor}
        body = (await http.get("/api/conversations", params=page)).json()
        seen += [row["id"] for row in body["rows"]]
        cursor = body["next"]
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 5


async def test_a_question_and_its_answer_typed_by_hand_are_found(small):
    http = await small.login("ann")
    pair = {"question": "Do you sell/rent lamps?", "answer": "We rent lamps by the week."}
    made = (await http.post("/api/knowledge/sources/pair", json=pair)).json()
    assert "/" not in made["name"]
    await small.installation.library.settled()
    found = (await http.get("/api/knowledge/search", params={"q": "can I rent a lamp?"})).json()
    assert found["hits"][0]["text"]
    assert found["answer"]["text"] == "We rent lamps by the week."
    assert (await http.delete(f"/api/knowledge/sources/{made['id']}")).status_code == 200
    assert (await http.delete(f"/api/knowledge/sources/{made['id']}")).status_code == 404
