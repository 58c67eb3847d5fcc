"""The API's description is complete and true."""

from tests.web.conftest import ROUTES, described, route_of
from tests.web.schema import faults
from tests.web.test_doors import GRANTED, VISITOR, WHO_MAY, routes


async def test_every_route_of_the_api_is_described_and_nothing_else(server):
    async with server.http() as http:
        told = (await http.get("/api/openapi.json")).json()
    assert told == described()
    found = {f"{m.upper()} {path}" for path, one in told["paths"].items() for m in one}
    assert found == {name for name, _, _ in routes()}


def test_each_route_says_what_it_answers_how_it_fails_and_what_it_needs():
    tags = {tag["name"] for tag in described()["tags"]}
    for name, method, _ in routes():
        operation = described()["paths"][name.split()[1]][method.lower()]
        assert set(operation["tags"]) <= tags, name
        assert set(operation["responses"]) == {"200", "default"}, name
        [answer] = operation["responses"]["200"]["content"].values()  # JSON, a table, or a page
        assert answer["schema"], name
        assert "application/problem+json" in operation["responses"]["default"]["content"], name
        asked = [sorted(one) for one in operation.get("security", [])]
        changing = method != "GET"
        if WHO_MAY[name] in GRANTED:
            assert asked == [["csrf", "session"] if changing else ["session"]], name
        elif WHO_MAY[name] == VISITOR:
            assert asked == [["HTTPBearer"]], name
        else:
            assert asked == [], name


def test_every_reference_of_the_description_leads_somewhere():
    known = {f"#/components/schemas/{name}" for name in described()["components"]["schemas"]}

    def references(value):
        if isinstance(value, dict):
            yield from ([value["$ref"]] if isinstance(value.get("$ref"), str) else [])
            for one in value.values():
                yield from references(one)
        elif isinstance(value, list):
            for one in value:
                yield from references(one)

    assert set(references(described())) <= known


def test_what_is_answered_is_checked_against_the_description():
    """The check that every other test's answers go through finds a slip."""
    operation = described()["paths"]["/api/setup"]["get"]
    shape = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert route_of("GET", "/api/setup") in ROUTES
    for wrong in ({}, {"needed": "yes"}, {"needed": True, "more": 1}, []):
        assert list(faults(wrong, shape, described())), wrong
    assert not list(faults({"needed": True}, shape, described()))
