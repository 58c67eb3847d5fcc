"""Contacts over HTTP: one person over all channels, told only to who may see them."""

import base64
import hashlib
import hmac
import json
from itertools import count

import pytest

from tests.web.conftest import fresh_id, serving
from tests.web.scripted import Quick
from tests.web.test_rights import give_teams, waiting
from warmline.channels.parts import Channel
from warmline.core.inputs import Open, PersonRequested
from warmline.core.model import AssistantId, ConversationId
from warmline.flow.channel_records import Thread
from warmline.flow.channels import Abilities, Kind, Person, Setup
from warmline.flow.ports import Command
from warmline.settings import MaskingSettings
from warmline.store.channels import SqlSetups
from warmline.store.threads import SqlThreads

MAIN = AssistantId("main")
ROOM = Setup(id="room", kind="room", name="The room", assistant=MAIN)
CARD = "4111 1111 1111 1111"
numbers = count(1)


def to_room(setup: Setup, code: str) -> str:
    return f"https://room.example/{setup.name.replace(' ', '')}?start={code}"


def no_adapter(*_: object) -> None:
    raise AssertionError("nothing is sent here")


CHANNELS = {
    "room": Channel(
        kind=Kind(
            name="room", label="Room", form=(), abilities=Abilities(length=100), link=to_room
        ),
        build=no_adapter,
    )
}


@pytest.fixture
async def server(settings):
    async with serving(settings, assistants={"auto": Quick()}, channels=CHANNELS) as running:
        await SqlSetups(running.installation.store, running.installation.secret).save(ROOM)
        yield running


async def in_room(server, person: Person, team: str = "", setup: Setup = ROOM) -> Thread:
    """Somebody begins a conversation on a channel."""
    store = server.installation.store
    thread = await SqlThreads(store).open(setup, f"room-{person.identity}", person)
    begin = Open(channel=setup.kind, assistant=MAIN, contact=thread.contact)
    for input in (begin, *([PersonRequested(text="A person")] if team else [])):
        await store.handle(Command(thread.conversation, input, f"in:{next(numbers)}"))
    return thread


async def contact_of(server, conversation: str) -> str:
    found = await server.installation.store.conversation(ConversationId(conversation))
    return found.contact


def signed(secret: str, user: str, **attributes: str) -> str:
    """As a site's server signs who its visitor is."""

    def part(body: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(body).encode()).decode().rstrip("=")

    claims = {"sub": user, "exp": 2**32, "attributes": attributes}
    head = f"{part({'alg': 'HS256'})}.{part(claims)}"
    seal = hmac.digest(secret.encode(), head.encode(), hashlib.sha256)
    return f"{head}.{base64.urlsafe_b64encode(seal).decode().rstrip('=')}"


# ── one person ────────────────────────────────────────────────────────────────────────────────────


async def test_an_operator_merges_undoes_and_splits_and_each_is_audited(server):  # noqa: PLR0915 one story
    boss = await server.login("ann")
    async with server.visitor() as visitor:
        await visitor.say("hello")
        await visitor.until(lambda e: e.get("author") == "assistant")
        web = visitor.welcome["conversation"]
    thread = await in_room(server, Person(identity="7", name="Vera", handle="vv"))
    me = await contact_of(server, web)
    before = (await boss.get(f"/api/contacts/{me}")).json()
    made = (await boss.post(f"/api/contacts/{me}/merge", json={"other": thread.contact})).json()
    both = (await boss.get(f"/api/contacts/{thread.contact}")).json()
    assert both["id"] == made["contact"] == me
    talks = both["conversations"]
    assert {one["id"]: one["channel"] for one in talks} == {web: "web", thread.conversation: "room"}
    assert sorted((one["updated_at"] for one in talks), reverse=True) == [
        one["updated_at"] for one in talks
    ]
    [identity] = both["identities"]
    assert (identity["kind"], identity["identity"], identity["name"]) == ("room", "7", "Vera")
    assert (identity["verified"], identity["signed"]) == (False, False)
    [merge] = both["merges"]
    assert (merge["id"], merge["by_name"], merge["gone_name"]) == (made["merge"], "Ann", "Vera")
    undone = (await boss.post(f"/api/contacts/merges/{made['merge']}/undo")).json()
    assert undone == {"contact": me, "other": thread.contact}
    after = (await boss.get(f"/api/contacts/{me}")).json()
    assert {**after, "merges": []} == before
    assert (after["merges"][0]["ended_by_name"], after["next"]) == ("Ann", "")
    await boss.post(f"/api/contacts/{me}/merge", json={"other": thread.contact})
    body = {"identity": identity["id"]}
    new = (await boss.post(f"/api/contacts/{me}/split", json=body)).json()["contact"]
    theirs = (await boss.get(f"/api/contacts/{new}")).json()
    assert [one["id"] for one in theirs["conversations"]] == [thread.conversation]
    lines = (await boss.get("/api/admin/audit")).json()["lines"]
    told = [(one["action"], one["object"]) for one in lines if "login" not in one["action"]][:4]
    assert told == [
        ("contact_split", f"{thread.contact}:{new}"),
        ("contacts_merged", f"{me}:{thread.contact}"),
        ("merge_undone", f"{me}:{thread.contact}"),
        ("contacts_merged", f"{me}:{thread.contact}"),
    ]


async def test_what_cannot_be_is_refused_in_words_that_programs_know(server):
    boss = await server.login("ann")
    a, b = [await in_room(server, Person(identity=id)) for id in "ab"]
    url = f"/api/contacts/{a.contact}"
    made = (await boss.post(f"{url}/merge", json={"other": b.contact})).json()
    alone = {"identity": "nobody"}
    for path, body, status, code in (
        (f"{url}/merge", {"other": b.contact}, 409, "same_person"),
        (f"{url}/merge", {"other": "nobody"}, 404, "unknown_contact"),
        ("/api/contacts/nobody/merge", {"other": b.contact}, 404, "unknown_contact"),
        (f"{url}/split", alone, 404, "unknown_identity"),
        ("/api/contacts/merges/999/undo", {}, 404, "unknown_merge"),
        (f"{url}/merge", {"other": b.contact, "more": 1}, 422, "invalid"),
    ):
        answer = await boss.post(path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (status, code), path
    undo = f"/api/contacts/merges/{made['merge']}/undo"
    assert (await boss.post(undo)).status_code == 200
    assert (await boss.post(undo)).json()["code"] == "already_ended"
    [identity] = (await boss.get(url)).json()["identities"]
    alone = {"identity": identity["id"]}
    assert (await boss.post(f"{url}/split", json=alone)).json()["code"] == "only_identity"


async def test_a_long_history_comes_in_pages(server):
    boss = await server.login("ann")
    threads = [await in_room(server, Person(identity=f"p{n}")) for n in range(5)]
    for other in threads[1:]:
        await boss.post(f"/api/contacts/{threads[0].contact}/merge", json={"other": other.contact})
    got, cursor = list[str](), ""
    while True:
        url = f"/api/contacts/{threads[3].contact}?limit=2&cursor={cursor}"
        page = (await boss.get(url)).json()
        got += [one["id"] for one in page["conversations"]]
        cursor = page["next"]
        if not cursor:
            break
    assert sorted(got) == sorted(thread.conversation for thread in threads)
    bad = await boss.get(f"/api/contacts/{threads[0].contact}?cursor=WyJ4Il0=")
    assert (bad.status_code, bad.json()["code"]) == (400, "bad_cursor")


async def test_who_has_something_in_common_is_suggested_and_can_be_looked_for(server):
    boss = await server.login("ann")
    a = await in_room(server, Person(identity="a", name="Vera Vos", phone="+49 170 1234567"))
    b = await in_room(server, Person(identity="b", name="VERA VOS", phone="+491701234567"))
    await in_room(server, Person(identity="c", name="Wim"))
    [found] = (await boss.get(f"/api/contacts/{a.contact}/alike")).json()
    assert found["contact"]["id"] == b.contact
    assert found["contact"]["conversations"] == 1
    assert [(why["what"], why["proved"]) for why in found["why"]] == [
        ("phone", False),
        ("name", False),
    ]
    names = [one["name"] for one in (await boss.get("/api/contacts?q=vera+vos")).json()]
    assert sorted(names) == ["VERA VOS", "Vera Vos"]
    assert (await boss.get("/api/contacts?q=x")).status_code == 422


async def test_what_is_masked_elsewhere_is_masked_here(server):
    boss = await server.login("ann")
    person = Person(identity="1", name=f"My card is {CARD}", handle=CARD)
    thread = await in_room(server, person)
    for url in (f"/api/contacts/{thread.contact}", "/api/contacts?q=my+card"):
        text = (await boss.get(url)).text
        assert CARD not in text
        assert "[card]" in text


NUMBER, ADDRESS = "491701234567", "vera@example.org"
HIDDEN = MaskingSettings(screens="card,iban,secret,email,phone")


@pytest.fixture
async def veiled(settings):
    """An installation that shows no numbers and addresses."""
    masking = settings.model_copy(update={"masking": HIDDEN})
    async with serving(masking, assistants={"auto": Quick()}, channels=CHANNELS) as running:
        await SqlSetups(running.installation.store, running.installation.secret).save(ROOM)
        yield running


async def known_by(server, kind: str, identity: str, **more: str) -> Thread:
    """Somebody who wrote on a channel of that kind."""
    setup = Setup(id=kind, kind=kind, name=kind, assistant=MAIN)
    return await in_room(server, Person(identity=identity, **more), setup=setup)


@pytest.mark.parametrize(
    ("kind", "identity", "shown"),
    [
        ("whatsapp", NUMBER, "[phone]"),
        ("sms", f"+{NUMBER}", "[phone]"),
        ("email", ADDRESS, "[email]"),
        ("email", f"unverified:t1:{ADDRESS}", "unverified:t1:[email]"),
        ("telegram", "4711", "4711"),
    ],
)
async def test_a_masked_number_or_address_is_not_shown_as_an_identity(
    veiled, kind, identity, shown
):
    boss = await veiled.login("ann")
    a = await known_by(veiled, kind, identity, phone=NUMBER, email=ADDRESS)
    b = await known_by(veiled, "room", "b", phone=f"+{NUMBER}", email=ADDRESS)
    got = await boss.get(f"/api/contacts/{a.contact}")
    alike = await boss.get(f"/api/contacts/{a.contact}/alike")
    assert [one["identity"] for one in got.json()["identities"]] == [shown]
    assert [one["contact"]["id"] for one in alike.json()] == [b.contact]
    for text in (got.text, alike.text):
        assert NUMBER not in text
        assert ADDRESS not in text


async def test_who_is_not_shown_by_a_number_is_split_off_by_an_id_that_tells_nothing(veiled):
    boss = await veiled.login("ann")
    a, b = [await known_by(veiled, "whatsapp", f"{NUMBER}{n}") for n in range(2)]
    made = await boss.post(f"/api/contacts/{a.contact}/merge", json={"other": b.contact})
    url = f"/api/contacts/{made.json()['contact']}"
    one, other = [one["id"] for one in (await boss.get(url)).json()["identities"]]
    assert one != other
    guessed = await boss.post(f"{url}/split", json={"identity": f"{NUMBER}1"})
    assert guessed.json()["code"] == "unknown_identity"
    assert (await boss.post(f"{url}/split", json={"identity": other})).status_code == 200
    left = (await boss.get(url)).json()["identities"]
    assert [left["id"] for left in left] == [one]


async def test_nobody_is_found_by_what_is_masked(veiled):
    boss = await veiled.login("ann")
    await known_by(veiled, "whatsapp", NUMBER, name="Vera Vos", phone=f"+{NUMBER}", email=ADDRESS)

    async def found(words: str) -> list[str]:
        answer = await boss.get("/api/contacts", params={"q": words})
        return [one["name"] for one in answer.json()]

    assert await found("vera v") == ["Vera Vos"]
    for guess in (NUMBER, NUMBER[:5], f"+{NUMBER}", ADDRESS, "vera@", "example", "[phone]"):
        assert await found(guess) == [], guess


async def test_where_numbers_are_shown_people_are_found_by_them(server):
    boss = await server.login("ann")
    await known_by(server, "whatsapp", NUMBER, name="Vera Vos")
    answer = await boss.get("/api/contacts", params={"q": NUMBER[:6]})
    assert [one["name"] for one in answer.json()] == ["Vera Vos"]


# ── who may see and do what ───────────────────────────────────────────────────────────────────────


async def test_of_a_person_somebody_sees_what_the_inbox_shows_them_and_no_more(server):
    boss = await server.login("ann")
    bob = await server.login("bob", "operator")
    await give_teams(server, "bob", "billing")
    await give_teams(server, "ann", "support")
    async with server.visitor() as visitor:
        theirs = await waiting(visitor)  # for support: not for bob's eyes
    hidden = await contact_of(server, theirs)
    shown = await in_room(server, Person(identity="7", name="Vera"))
    for path in ("", "/alike"):
        answer = await bob.get(f"/api/contacts/{hidden}{path}")
        assert answer.json()["code"] == "unknown_contact", path
        assert answer.text.replace(answer.json()["request_id"], "") == (
            (unknown := await bob.get(f"/api/contacts/nobody{path}")).text.replace(
                unknown.json()["request_id"], ""
            )
        )
    for one, other in ((hidden, shown.contact), (shown.contact, hidden)):
        answer = await bob.post(f"/api/contacts/{one}/merge", json={"other": other})
        assert answer.json()["code"] == "unknown_contact"
    made = (await boss.post(f"/api/contacts/{hidden}/merge", json={"other": shown.contact})).json()
    mine = (await bob.get(f"/api/contacts/{hidden}")).json()
    assert [one["id"] for one in mine["conversations"]] == [shown.conversation]
    assert theirs not in (await bob.get("/api/contacts?q=vera")).text
    await boss.post(f"/api/contacts/merges/{made['merge']}/undo")
    other = await in_room(server, Person(identity="8", name="Vera"), team="support")
    made = (await boss.post(f"/api/contacts/{hidden}/merge", json={"other": other.contact})).json()
    undoing = await bob.post(f"/api/contacts/merges/{made['merge']}/undo")
    assert undoing.json()["code"] == "unknown_merge"
    history = (await bob.get(f"/api/contacts/{shown.contact}")).json()["merges"]
    assert [one["kept_name"] for one in history] == [""]


async def test_who_only_reads_may_look_and_change_nothing(server):
    await server.login("ann")
    viewer = await server.login("vic", "viewer")
    a, b = [await in_room(server, Person(identity=id, name="Vera Vos")) for id in "ab"]
    url = f"/api/contacts/{a.contact}"
    for path in (url, f"{url}/alike", "/api/contacts?q=vera"):
        assert (await viewer.get(path)).status_code == 200
    made = await server.installation.contacts.merge(a.contact, b.contact, by="ann")
    for path, body in (
        (f"{url}/merge", {"other": b.contact}),
        (f"{url}/split", {"identity": "a"}),
        (f"/api/contacts/merges/{made.id}/undo", {}),
    ):
        answer = await viewer.post(path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "read_only"), path


# ── what is known by proof ────────────────────────────────────────────────────────────────────────


async def test_a_user_whom_the_site_signed_is_one_person_on_two_devices(server):
    boss = await server.login("ann")
    secret = (await boss.get("/api/assistants/main/identity")).json()["secret"]
    talks = list[str]()
    for device in ("phone", "desktop", "forged"):
        key = "x" * 64 if device == "forged" else secret
        token = signed(key, "4711", name="Vera", email="vera@example.org")
        async with server.visitor() as visitor:
            await visitor.do("say", text="hello", attributes={"token": token}, id=fresh_id())
            talks.append(visitor.welcome["conversation"])
    phone, desktop, forged = [await contact_of(server, talk) for talk in talks]
    found = (await boss.get(f"/api/contacts/{phone}")).json()
    assert {one["id"] for one in found["conversations"]} == set(talks[:2])
    assert found["id"] in (phone, desktop)
    assert [(one["kind"], one["signed"]) for one in found["identities"]] == [
        ("signed_email", True),
        ("site:main", True),
    ]
    assert (found["name"], found["email"], found["emails"]) == ("Vera", "vera@example.org", [])
    assert [(one["by"], one["why"]) for one in found["merges"]] == [("", "signed_id")]
    alone = (await boss.get(f"/api/contacts/{forged}")).json()
    assert [one["id"] for one in alone["conversations"]] == [talks[2]]


# ── links ─────────────────────────────────────────────────────────────────────────────────────────


async def test_a_visitor_gets_links_once_there_is_something_to_take_along(server):
    token = await server.token()
    async with server.http(headers={"Authorization": f"Bearer {token}"}) as http:
        assert (await http.post("/api/visitor/links", json={})).json() == {"links": []}
        await http.post("/api/visitor/say", json={"id": "a", "text": "hello"})
        [link] = (await http.post("/api/visitor/links", json={"kind": "room"})).json()["links"]
        assert (link["kind"], link["label"]) == ("room", "Room")
        assert link["url"].startswith("https://room.example/Theroom?start=wl")
        other = await http.post("/api/visitor/links", json={"kind": "other"})
        assert other.json() == {"links": []}
        assert (await http.post("/api/visitor/links", json={"x": 1})).status_code == 422
        answers = [await http.post("/api/visitor/links", json={}) for _ in range(12)]
        assert 429 in [answer.status_code for answer in answers]


async def test_the_row_of_what_was_split_off_leads_to_who_has_it_now(server):
    boss = await server.login("ann")
    a = await in_room(server, Person(identity="a", name="Vera"))
    b = await in_room(server, Person(identity="b", phone="+491701234567"))
    merged = {"other": b.contact}
    whole = (await boss.post(f"/api/contacts/{a.contact}/merge", json=merged)).json()["contact"]
    parts = (await boss.get(f"/api/contacts/{whole}")).json()["identities"]
    async with server.operator() as ann:
        [theirs] = [one["id"] for one in parts if one["identity"] == "b"]
        split = await boss.post(f"/api/contacts/{whole}/split", json={"identity": theirs})
        told = await ann.next("update", lambda u: u["row"]["id"] == b.conversation)
        assert told["row"]["contact"] == split.json()["contact"] != b.contact
    rows = (await boss.get("/api/conversations?list=assistant")).json()["rows"]
    shown = {row["id"]: (row["contact"], row["name"]) for row in rows}
    assert shown == {
        a.conversation: (a.contact, "Vera"),
        b.conversation: (split.json()["contact"], "+491701234567"),
    }
