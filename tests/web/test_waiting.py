"""The visitor sees where they stand, live, for as long as they wait."""

from tests.web.conftest import Server


def quickly(server: Server) -> None:
    """Let nobody wait for the pauses between two looks."""
    server.desk.lines.look_again = server.desk.lines.rest = 0.05


async def test_the_place_in_line_comes_at_once_and_moves_up(server: Server):
    async with server.operator("ann") as ann:
        quickly(server)
        async with server.visitor() as first, server.visitor() as second:
            await first.say("I want to talk to a human")
            assert (await first.next("line"))["place"] == 1
            await second.say("I want to talk to a human")
            line = await second.next("line")
            assert (line["place"], line["low_ms"], line["high_ms"]) == (2, 0, 0)
            await ann.do("act", conversation=first.welcome["conversation"], action="claim")
            assert (await second.next("line"))["place"] == 1


async def test_where_sockets_are_blocked_the_place_is_told_too(server: Server):
    async with server.operator("ann"), server.visitor() as visitor:
        await visitor.say("I want to talk to a human")
        http = server.http(headers={"Authorization": f"Bearer {visitor.token}"})
        body = (await http.get("/api/visitor/entries")).json()
        assert body["line"]["place"] == 1


async def test_who_waits_in_no_line_is_told_of_none(server: Server):
    async with server.visitor() as visitor:  # nobody is online
        quickly(server)
        await visitor.say("I want to talk to a human")
        http = server.http(headers={"Authorization": f"Bearer {visitor.token}"})
        assert (await http.get("/api/visitor/entries")).json()["line"] is None


async def test_after_the_pickup_no_more_places_are_told(server: Server):
    async with server.operator("ann") as ann, server.visitor() as visitor:
        quickly(server)
        await visitor.say("I want to talk to a human")
        await visitor.next("line")
        await ann.do("act", conversation=visitor.welcome["conversation"], action="claim")
        await visitor.until(lambda entry: entry.get("event") == "claimed")
        heard = len([frame for frame in visitor.heard if frame["type"] == "line"])
        await visitor.say("Hello")
        assert len([frame for frame in visitor.heard if frame["type"] == "line"]) == heard
