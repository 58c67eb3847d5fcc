"""Mail that is not what it seems: from strangers, from services, under another mail's id."""

from tests.channels.test_mail_thread import Shop, reply, shop
from warmline.core.facts import NoteAdded

__all__ = ["shop"]
CODE = "Your code is 4711-CANARY"


async def notes(shop: Shop) -> list[NoteAdded]:
    log = await shop.store.entries(shop.id)
    return [entry.fact for entry in log if isinstance(entry.fact, NoteAdded)]


async def test_what_a_service_sends_to_confirm_a_registration_is_for_operators_alone(shop: Shop):
    """As attackers took over messengers of companies by their support addresses (2024)."""
    [mail] = await shop.operator("Which lamp is it?")
    before = await shop.said()
    await shop.arrived(reply(mail, CODE, sender="hello@messenger.test", threaded="no"))
    assert await shop.said() == before
    [note] = await notes(shop)
    assert CODE in note.text
    assert "hello@messenger.test" in note.text


async def test_operators_are_told_once_and_the_name_says_that_no_colleague_wrote_it(shop: Shop):
    [mail] = await shop.operator("Which lamp is it?")
    stranger = reply(mail, "It is Eve, from work.", sender="eve@work.test")
    await shop.arrived(stranger, stranger)
    await shop.arrived(stranger)
    [note] = await notes(shop)
    assert shop.server.desk.staff.name(note.operator) == "Mailbox"


async def test_a_flood_of_strangers_mail_ends(shop: Shop):
    [mail] = await shop.operator("Which lamp is it?")
    await shop.arrived(*(reply(mail, f"Buy {n}.", sender="m@evil.test") for n in range(35)))
    assert len(await notes(shop)) == 30


async def test_two_mails_under_one_id_are_two_messages_each_of_them_once(shop: Shop):
    [mail] = await shop.operator("Which lamp is it?")
    one = reply(mail, "The red one.", id="<same@example.com>")
    other = reply(mail, "No, the blue one.", id="<same@example.com>")
    await shop.arrived(one, other, one, other)
    assert (await shop.said())[-2:] == ["The red one.", "No, the blue one."]


async def test_one_id_for_all_mails_is_no_way_round_the_bound(shop: Shop):
    [mail] = await shop.operator("Which lamp is it?")
    same = "<same@example.com>"
    await shop.arrived(*(reply(mail, f"Received, number {n}.", id=same) for n in range(35)))
    assert len([one for one in await shop.said() if one.startswith("Received")]) == 30
