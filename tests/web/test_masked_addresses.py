"""A channel's page hides the addresses that screens do not show, and can still write to them."""

import json
import re
from dataclasses import replace

import pytest
from sqlalchemy import insert

from tests.web.conftest import serving
from tests.web.test_channel_settings import TOY, added, build
from tests.web.test_doors import LOOSE
from warmline.channels.parts import Channel
from warmline.settings import MaskingSettings
from warmline.store import tables as t
from warmline.web.contacts import veiled_address
from warmline.web.veil import Veil

NUMBERS = ("491701234567", "491701234568")


@pytest.fixture
async def server(settings):
    hidden = MaskingSettings(screens="card,iban,secret,email,phone")
    veiled = settings.model_copy(update={"masking": hidden})
    kind = replace(TOY, name="sms")
    channels = {"sms": Channel(kind=kind, build=build)}
    async with serving(veiled, limits=LOOSE, channels=channels) as running:
        yield running


async def heard(server, channel: str, *addresses: str) -> None:
    """These wrote lately, the last one last."""
    person = json.dumps({"identity": "p", "name": "vera@example.org"})

    def run(db):
        for n, address in enumerate(addresses):
            talk = {"id": f"c{n}", "state": "{}", "seq": 0, "status": "open", "floor": "assistant"}
            talk |= {"contact": "k", "assistant": "main", "updated_at": 1}
            db.execute(insert(t.conversation).values(talk))
            thread = {"channel": channel, "address": address, "conversation": f"c{n}"}
            thread |= {"contact": "k", "person": person, "heard_at": 1000 + n, "created_at": 1}
            db.execute(insert(t.thread).values(thread))

    await server.installation.store.write(run)


async def test_who_wrote_lately_is_told_apart_without_their_numbers_and_can_be_written_to(server):
    boss = await server.login("ann")
    channel = (await added(boss, kind="sms"))["id"]
    await heard(server, channel, *NUMBERS, "blocked")
    got = await boss.get(f"/api/channels/{channel}/health")
    blocked, two, one = got.json()["known"]
    assert not any(number in got.text for number in NUMBERS)
    assert "vera@example.org" not in got.text
    assert blocked["address"] == "blocked"
    assert one["address"] != two["address"]
    for known, number in ((one, NUMBERS[0]), (two, NUMBERS[1])):
        assert known["address"].startswith("[phone] ")
        body = {"to": known["address"]}
        sent = await boss.post(f"/api/channels/{channel}/test", json=body)
        assert sent.json() == {"ok": True, "answer": f"Taken, as m-{number}"}


CARD = "4111111111111111"  # by its digits; as an id or a number it is none


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("telegram", CARD),
        ("sms", CARD),
        ("email", "[card]"),
        ("site:main", "[card]"),
    ],
)
def test_what_a_provider_gave_out_is_never_taken_for_a_card(kind: str, shown: str):
    assert veiled_address(kind, CARD, Veil()) == shown


def test_an_owners_own_pattern_still_hides_what_a_provider_gave_out():
    veil = Veil(own={"member": re.compile(r"4111\d+")})
    assert veiled_address("telegram", CARD, veil) == "[member]"
