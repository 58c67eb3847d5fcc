"""Business hours tried out: when a team is there next, as a visitor elsewhere reads it."""

from datetime import UTC, datetime

import pytest

OFFICE = {
    "zone": "Europe/Berlin",
    "week": [[[540, 1020]]] * 5 + [[], []],
    "exceptions": {"12-25": [], "2026-12-24": [[540, 720]]},
}
MONDAY = round(datetime(2026, 11, 23, 8, tzinfo=UTC).timestamp() * 1000)


async def asked(server, **body):
    boss = await server.login("ann")
    return await boss.post("/api/admin/hours/preview", json=body)


async def test_the_next_openings_are_told_as_they_are_read_there_and_elsewhere(server):
    found = (await asked(server, hours=OFFICE, zone="Africa/Lagos", at=MONDAY - 86_400_000)).json()
    assert found["open"] is False
    first, *rest = found["openings"]
    assert first["opens_at"] == MONDAY
    assert (first["opens"], first["closes"]) == ("2026-11-23T09:00", "2026-11-23T17:00")
    assert (first["opens_there"], first["closes_there"]) == ("2026-11-23T09:00", "2026-11-23T17:00")
    assert len(rest) == 9
    assert found["warnings"] == []


async def test_the_other_side_of_the_world_reads_other_days(server):
    found = (await asked(server, hours=OFFICE, zone="Pacific/Auckland", at=MONDAY)).json()
    assert found["open"] is True
    assert found["openings"][0]["closes_there"] == "2026-11-24T05:00"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"zone": "Mars/Olympus"}, "hours.zone"),
        ({"week": [[]] * 7, "exceptions": {}}, "hours"),
        ({"week": [[[1020, 540]], *[[]] * 6]}, "hours.week[0]"),
        ({"exceptions": {"13-01": []}}, "hours.exceptions.13-01"),
    ],
)
async def test_hours_that_nobody_can_go_by_are_refused_with_the_place_and_the_reason(
    server, change, where
):
    answer = await asked(server, hours=OFFICE | change)
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["code"] == "bad_hours"
    assert [error["where"] for error in problem["errors"]] == [where]


async def test_a_visitor_from_nowhere_is_refused_and_overlaps_are_doubted(server):
    assert (await asked(server, hours=OFFICE, zone="Nowhere")).status_code == 422
    twice = OFFICE | {"week": [[[540, 720], [700, 900]], *[[]] * 6]}
    [warning] = (await asked(server, hours=twice)).json()["warnings"]
    assert warning.startswith("two windows of mon overlap")


@pytest.mark.parametrize("bad", [{"week": [[]] * 6}, {"week": [[[1]]] * 7}, {"other": 1}])
async def test_what_is_no_calendar_at_all_is_refused(server, bad):
    assert (await asked(server, hours=OFFICE | bad)).status_code == 422
