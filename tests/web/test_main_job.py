"""The main job over real sockets: ask, be answered, be handed over, come back."""

from tests.web.conftest import fresh_id

SHOP = b"question,answer\nHow long does delivery take?,Delivery takes 2 to 4 working days.\n"


async def taught(server):
    await server.installation.library.put("shop.csv", SHOP)
    await server.installation.library.settled()


async def test_a_question_is_answered_with_its_source(server):
    await taught(server)
    async with server.visitor() as visitor:
        await visitor.say("how long will the delivery take?")
        answer = await visitor.until(lambda e: e.get("author") == "assistant")
    assert answer["text"] == "Delivery takes 2 to 4 working days."
    assert answer["sources"]


async def test_asking_for_a_person_says_so_once_and_shows_up_with_its_package(server):
    await taught(server)
    async with server.operator() as operator, server.visitor() as visitor:
        await visitor.say("how long will the delivery take?")
        await visitor.until(lambda e: e.get("author") == "assistant")
        await visitor.say("I need to speak to a real person")
        await visitor.until(lambda e: e.get("author") == "system")
        update = await operator.next("update", lambda f: f["row"]["status"] == "waiting")
        package = (
            await operator.http.get(f"/api/conversations/{update['row']['id']}/package")
        ).json()
    assert len(visitor.texts("system")) == 1
    assert package["version"] == 2
    assert package["question"] == "how long will the delivery take?"
    assert package["why"]["words"]
    assert package["tried"][0]["text"] == "Delivery takes 2 to 4 working days."


async def test_the_whole_way_there_and_back(server):
    await taught(server)
    async with server.operator() as operator, server.visitor() as visitor:
        await visitor.say("I want to talk to a human")
        row = (await operator.next("update", lambda f: f["row"]["status"] == "waiting"))["row"]
        await operator.do("reply", conversation=row["id"], text="Hello, Ann here.")
        reply = await visitor.until(lambda e: e.get("author") == "operator")
        assert (reply["text"], reply["name"]) == ("Hello, Ann here.", "Ann")
        await visitor.say("when will you ship my order?")
        await operator.next("update", lambda f: f["row"]["visitor_messages"] == 2)
        assert not visitor.texts("assistant")
        await operator.do("act", conversation=row["id"], action="resolve")
        await visitor.say("how long will the delivery take?")
        answer = await visitor.until(lambda e: e.get("author") == "assistant")
    assert answer["text"] == "Delivery takes 2 to 4 working days."


async def test_the_same_message_twice_is_one_message(server):
    async with server.visitor() as visitor:
        id = fresh_id()
        first, second = await visitor.say("hello there", id), await visitor.say("hello there", id)
        assert first == second
        other = await visitor.say("something else", id)
        assert other["code"] == "key_reused"
    assert visitor.texts("visitor") == ["hello there"]


async def test_of_two_claims_one_wins_and_the_other_is_told_who(server):
    async with (
        server.operator("ann") as ann,
        server.operator("bob", "operator") as bob,
        server.visitor() as visitor,
    ):
        await visitor.say("a human please")
        row = (await ann.next("update", lambda f: f["row"]["status"] == "waiting"))["row"]
        assert (await ann.do("act", conversation=row["id"], action="claim"))["type"] == "ack"
        lost = await bob.do("act", conversation=row["id"], action="claim")
    assert (lost["code"], lost["by"]) == ("already_taken", "Ann")


async def test_a_visitor_who_comes_back_gets_exactly_what_was_missed(server):
    async with server.visitor() as visitor:
        await visitor.say("hello there")
        token = visitor.token
        newest = max(e["seq"] for e in visitor.entries()) if visitor.entries() else 0
    async with server.visitor(token, after=newest) as again:
        await again.say("me again")
        await again.until(lambda e: e.get("text") == "me again")
        seqs = [e["seq"] for e in again.entries()]
    assert seqs == list(range(newest + 1, newest + 1 + len(seqs)))


async def test_notes_reach_operators_and_never_the_visitor(server):
    async with server.operator() as operator, server.visitor() as visitor:
        await visitor.say("a human please")
        row = (await operator.next("update", lambda f: f["row"]["status"] == "waiting"))["row"]
        await operator.do("note", conversation=row["id"], text="CANARY internal")
        await operator.do("reply", conversation=row["id"], text="hello")
        await visitor.until(lambda e: e.get("author") == "operator")
        assert "CANARY" not in str(visitor.heard)
        seqs = [e["seq"] for e in visitor.entries()]
    assert seqs == list(range(1, len(seqs) + 1))
    assert any(e["kind"] == "note" for e in operator.entries())


async def test_nobody_there_means_the_truth_and_a_form_at_once(server):
    async with server.visitor() as visitor:
        await visitor.say("a human please")
        said = await visitor.until(lambda e: e.get("author") == "system")
        assert said["form"] == "contact"
        left = await visitor.do("leave_contact", email="v@example.com", name="Vi", message="hi")
        assert left["type"] == "ack"
        ticket = await visitor.until(lambda e: e.get("event") == "ticket_opened")
        assert ticket["ticket"].startswith("W-")
        bad = await visitor.do("leave_contact", email="nonsense")
    assert bad["code"] == "bad_email"


async def test_are_you_a_human_does_not_fetch_one(server):
    async with server.operator(), server.visitor() as visitor:
        for text in ("are you a human?", "I don't want to talk to a person"):
            await visitor.say(text)
            await visitor.until(lambda e: e.get("author") == "assistant")
        assert not [e for e in visitor.entries() if e.get("event") == "handoff_requested"]
