"""Hostile bodies and queries at the doors of teams, reports and notices: a problem, never a 500."""

import json

import pytest

from tests.web.conftest import serving
from tests.web.test_hostile_frames import FAST
from warmline.web.desk import Limits

LOOSE = Limits(
    operator_acts=FAST,
    operator_bulks=FAST,
    operator_looks=FAST,
    operator_tests=FAST,
    logins=FAST,
    logins_of_one=FAST,
)
HALF = "\ud800"
STRANGE = [
    b'{"\\ud800": 1}',
    b'{"name": "\\ud800"}',
    b'{"id": "\\ud800"}',
    b'{"id": "fine", "name": "\\ud800"}',
    b'{"name": "\\u0000"}',
    b'{"id": "fin", "name": "a\\u0000b"}',
    b'{"lease": NaN}',
    b'{"lease": 1e999}',
    b'{"lease": 123456789012345678901234567890}',
    b'{"longest_line": 9223372036854775808}',
    b'{"sticky": 9007199254740993000}',
    b'{"patience": 99999999999999999999999}',
    b'{"hours": {"zone": "\\ud800"}}',
    b'{"hours": {"zone": "UTC", "exceptions": {"\\ud800": []}}}',
    b'{"hours": {"zone": "UTC", "exceptions": {"2026-13-01": [[0, 1e400]]}}}',
    b'{"hours": {"zone": "../../etc/passwd"}}',
    b'{"hours": {"zone": "UTC", "week": [[[0,99999999999]],[],[],[],[],[],[]]}}',
    b'{"hours": {"zone": "UTC", "week": "aaaaaaa"}}',
    b'{"service": {"late": [{"\\ud800": 1}]}}',
    b'{"service": {"first_reply": {"limit": 1e308}}}',
    b'{"ladder": [{"after": -1, "way": "\\ud800", "to": "\\ud800"}]}',
    b'{"ladder": [{"after": NaN, "way": "push", "to": "team"}]}',
    b'{"idle": {"assistant": -1}}',
    b'{"text": "\\ud800"}',
    b'{"text": "routes:\\n- id: \\u0000"}',
    b'{"text": "routes: &a [*a]"}',
    b'{"text": "routes: !!python/object:os.system {}"}',
    b'{"text": "routes: {"}',
    b'{"text": "routes:\\n- {id: a, team: support, priority: 1.0e+400}", "base_version": 0}',
    b'{"text": "routes:\\n- {id: a, team: support, priority: .nan}", "base_version": 0}',
    (
        b'{"text": "routes:\\n- {id: a, team: support, priority: 99999999999999999999}",'
        b' "base_version": 99999999999999999999999}'
    ),
    b'{"routing": {"routes": [{"id": "\\ud800"}]}}',
    b'{"routing": {"\\ud800": 1}, "base_version": 0}',
    (
        b'{"routing": {"routes": [{"id": "a", "team": "support", "priority": NaN}]},'
        b' "base_version": 0}'
    ),
    b'{"routing": {"routes": {"a": NaN}}, "base_version": 0}',
    b'{"routing": ' + b'{"a":' * 900 + b"1" + b"}" * 901,
    b'{"routing": {"routes": [{"id": "a", "team": "support", "when": '
    + b'{"not":' * 300
    + b"{}"
    + b"}" * 300
    + b"}]}}",
    b'{"conversation": "\\u0000"}',
    b'{"made_up": {"text": "\\ud800"}}',
    b'{"made_up": {"text": "x\\u0000", "assistant": "\\u0000"}}',
    b'{"made_up": {"attributes": {"\\ud800": "x"}}}',
    b'{"events": {"\\ud800": []}}',
    b'{"events": {"late": ["\\ud800"]}}',
    b'{"zone": "\\ud800"}',
    b'{"phone": "\\u0000"}',
    b'{"way": "webhook", "name": "\\ud800", "url": "https://example.com"}',
    b'{"way": "webhook", "name": "a\\u0000", "url": "https://[", "events": ["\\ud800"]}',
    b'{"way": "webhook", "name": "a", "url": "https://exa\\u0000mple.com", "secret": "\\u00e9"}',
    b'{"way": "chat", "name": "a", "url": "https://x:99999/"}',
    b'{"endpoint": "https://\\u0000", "keys": {"p256dh": "\\u00e9", "auth": "="}}',
    b'{"endpoint": "https:///", "keys": {"p256dh": "A", "auth": "A"}}',
    b'{"endpoint": "https://[::1", "keys": {"p256dh": "A", "auth": "A"}}',
    b'{"id": "a", "until": 9007199254740992, "team": "x", "to": "y"}',
    b'{"id": "a", "action": "snooze", "conversations": ["\\ud800"]}',
    b'{"id": "a", "action": "snooze", "conversations": ["x"], "until": NaN}',
    b'{"id": "a", "note": "\\ud800", "team": "support"}',
    b'{"choice": NaN}',
    b'{"assistant": "\\u0000"}',
    b'{"assistant": "\\ud800"}',
    b'{"hours": {"zone": "UTC", "week": [[],[],[],[],[],[],[]]}, "at": 4102444800000}',
    (
        b'{"hours": {"zone": "UTC", "week": [[[0,1440]],[],[],[],[],[],[]], "exceptions":'
        b' {"9999-12-31": [[0,1440]], "0001-01-01": [[0,2880]]}}, "at": 0}'
    ),
    b'{"question": "\\u0000", "answer": "x", "seq": 1}',
    b"[]",
    b"NaN",
    b'"\\ud800"',
    b"[" * 50000,
    b"\xff\xfe",
    b"",
    b"1" * 5000,
]
DOORS = [
    "POST /api/admin/teams",
    "PUT /api/admin/teams/support",
    "PUT /api/admin/teams/support/notices",
    "POST /api/admin/teams/support/notices/targets",
    "PUT /api/admin/routing",
    "POST /api/admin/routing/check",
    "POST /api/admin/routing/try",
    "POST /api/admin/hours/preview",
    "PUT /api/operator/notices",
    "POST /api/operator/notices/test",
    "POST /api/operator/push",
    "POST /api/operator/bulk",
    "PUT /api/operator/presence",
    "POST /api/conversations/x/transfer",
    "POST /api/conversations/x/snooze",
    "POST /api/conversations/x/reply",
    "POST /api/operator/conversations/x/proposals",
    "POST /api/knowledge/proposals/x/accept",
    "POST /api/operators",
    "POST /api/visitor/session",
]
QUERIES = [
    "/api/reports/figures?until=0001-01-01",
    "/api/reports/figures?since=0001-01-01&until=0001-01-02",
    "/api/reports/figures?since=0001-01-20&until=0001-02-02&zone=Asia/Tokyo",
    "/api/reports/figures?until=9999-12-31&since=9999-12-30",
    "/api/reports/figures?until=9999-12-30&since=9999-12-30&zone=America/New_York",
    "/api/reports/figures?zone=..%2F..%2Fetc%2Fpasswd",
    "/api/reports/figures?zone=%00",
    "/api/reports/figures?zone=Europe",
    "/api/reports/figures?team=%00",
    "/api/reports/series?figure=%00",
    "/api/reports/series?figure=asked&by=weekday_hour&split=weekday_hour",
    "/api/reports/staff?since=0001-01-02&until=0001-01-03",
    "/api/reports/conversations?figure=requests&cursor=%FF",
    "/api/reports/conversations?figure=requests&by=day&key=%00",
    "/api/reports/conversations?figure=requests&by=hour&key=zz",
    "/api/reports/conversations?figure=requests&by=day&key=9999-99-99",
    "/api/operator/search?q=%00",
    "/api/operator/search?q=%22",
    "/api/operator/search?q=%F0%9D%92%B3*%20AND%20NEAR(",
    "/api/operator/search?q=a&cursor=bm9wZQ==",
    "/api/operator/search?q=a&cursor=W05hTl0=",
    "/api/operator/search?q=a&cursor=%F0%9F%98%80",
    "/api/operator/conversations/%00/transcript.json",
    "/api/operator/conversations/x/transcript.csv?zone=%00",
    "/api/operator/conversations/%00/routing",
    "/api/admin/teams/%00",
    "/api/knowledge/proposals/%00",
    "/api/conversations?cursor=W05hTl0=",
]


@pytest.mark.parametrize("door", DOORS)
async def test_no_body_makes_a_door_stumble(settings, door):
    async with serving(settings, limits=LOOSE) as server:
        http = await server.login()
        method, path = door.split(" ")
        stumbled = []
        for body in STRANGE:
            headers = {"Content-Type": "application/json"}
            answer = await http.request(method, path, content=body, headers=headers)
            if answer.status_code >= 500:
                stumbled.append((body[:120], answer.status_code))
        assert not stumbled


async def test_no_query_makes_a_door_stumble(settings):
    async with serving(settings, limits=LOOSE) as server:
        http = await server.login()
        answers = {one: (await http.get(one)).status_code for one in QUERIES}
    assert {one: status for one, status in answers.items() if status >= 500} == {}
    assert json.dumps(HALF)
