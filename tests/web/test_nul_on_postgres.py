"""What no PostgreSQL can hold is refused or cleaned at the doors, and breaks nobody's batch."""

import pytest

from tests.notifiers.standins import Browser
from tests.web.conftest import serving
from tests.web.scripted import Quick
from tests.web.test_postgres import LIMITS, over

KEYS = Browser().keys
PUSH = {"endpoint": "https://push.example.com/1", "keys": KEYS}
TARGET = {"way": "chat", "url": "https://chat.example.com/hook"}
BODIES = [
    ("POST", "/api/operator/push", PUSH | {"label": "Fire\0fox"}),
    ("POST", "/api/operator/push", PUSH | {"endpoint": "https://push.example.com/\0"}),
    ("PUT", "/api/operator/notices", {"zone": "U\0TC"}),
    ("POST", "/api/admin/teams/support/notices/targets", TARGET | {"name": "Ro\0om"}),
    ("POST", "/api/admin/teams", {"id": "b", "name": "Bil\0ling"}),
    ("PUT", "/api/admin/teams/support", {"name": "Sup\0port"}),
    (
        "PUT",
        "/api/admin/routing",
        {"text": 'routes:\n- {id: "a\\0", team: support}', "base_version": 0},
    ),
    ("POST", "/api/admin/routing/try", {"made_up": {"assistant": "ma\0in", "text": "x\0"}}),
    ("POST", "/api/admin/routing/try", {"conversation": "c\0"}),
    ("POST", "/api/admin/drill", {"assistant": "ma\0in"}),
    (
        "POST",
        "/api/operators",
        {
            "email": "z@example.com",
            "name": "Z\0",
            "password": "long enough 123",
            "skills": ["ger\0man"],
        },
    ),
    (
        "POST",
        "/api/operator/bulk",
        {"id": "a", "action": "transfer", "conversations": ["c"], "team": "b\0", "note": "n\0"},
    ),
]
QUERIES = [
    "/api/reports/figures?team=%00",
    "/api/reports/series?figure=replies&operator=a%00b",
    "/api/reports/conversations?figure=replies&rule=%00",
    "/api/reports/conversations?figure=replies&by=team&key=%00",
    "/api/reports/staff?channel=%00",
    "/api/operator/search?q=a%00b",
    "/api/operator/search?q='%26!|<->:*(\\",
    "/api/operator/conversations/%00/transcript.json",
    "/api/knowledge/proposals/%00",
]


@pytest.fixture
async def server(settings, postgres_url):
    async with serving(
        over(settings, postgres_url), limits=LIMITS, assistants={"auto": Quick()}
    ) as running:
        yield running


async def test_no_door_stumbles_over_a_character_that_cannot_be_stored(server):
    boss = await server.login()
    stumbled = list[tuple[str, int]]()
    async with server.visitor() as neighbour:
        for method, path, body in BODIES:
            answer = await boss.request(method, path, json=body)
            stumbled += [(f"{method} {path}", 0)] if answer.status_code >= 500 else []
            assert (await neighbour.say("hello"))["type"] == "ack", path
        for path in QUERIES:
            answer = await boss.get(path)
            stumbled += [(path, answer.status_code)] if answer.status_code >= 500 else []
    assert stumbled == []
