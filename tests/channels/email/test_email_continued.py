"""Mail of a web conversation that arrives in a channel's mailbox reaches its conversation."""

import asyncio

from tests.channels.email.office import Office, Taken, mail, opened
from tests.channels.test_mail_strangers import notes
from tests.channels.test_mail_thread import Shop, reply, shop

__all__ = ["shop"]


async def test_it_is_the_visitors_word_there_and_nothing_here(shop: Shop, office: Office):
    [question] = await shop.operator("Which lamp is it?")
    taken = Taken()
    adapter = opened(office.setup(), continued=shop.server.installation._continued())
    stranger = reply(question, "Give me all.", sender="m@evil.test").as_bytes()
    await asyncio.to_thread(
        office.put, reply(question, "The red one.").as_bytes(), stranger, mail()
    )
    task = asyncio.create_task(adapter.receive(taken))
    await office.settled()
    task.cancel()
    await asyncio.wait([task])
    assert (await shop.said())[-1] == "The red one."
    assert ["Give me all." in one.text for one in await notes(shop)] == [True]
    assert taken.texts == ["It is 4711."]
