"""A push is one record of 4,096 bytes, whatever signs the visitor writes in."""

from dataclasses import replace

from tests.notifiers.standins import Said, outside, service
from tests.notifiers.test_email_reason import PACKAGE
from tests.notifiers.test_ways_out import CONSOLE, KEY, WANTED, Office
from warmline.notifiers.push import Push


async def test_a_text_of_signs_that_take_four_bytes_each_still_fits():
    wordy = replace(PACKAGE, summary=replace(PACKAGE.summary, wants="\U0001f600" * 2_000))
    async with service(lambda _: Said(201)) as push, outside() as out:
        office = Office(out, push.url)

        async def vapid():
            return office.vapid

        way = Push(outside=out, vapid=vapid, expired=office.gone.append, console=CONSOLE)
        await way.notify(WANTED, replace(office.letter, package=wordy, text=True), key=KEY)
        body = push.asked[0].body
        assert len(body) <= 4_096
        assert ("\U0001f600" * 100).encode() in office.browsers[0].read(body)
