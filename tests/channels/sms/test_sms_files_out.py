"""Files by MMS: the provider fetches them from their links, and tells later what became of them."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from tests.channels.shelf import Shelf, shelf
from tests.channels.sms.test_sms_sending import HOOK, SETUP, Line, line
from warmline.channels.sms.form import FORM, KIND
from warmline.channels.sms.parsing import HOOK as TOLD
from warmline.flow.channels import Receipt
from warmline.flow.failures import Permanent, Temporary
from warmline.testing._mischief import Mischief
from warmline.testing._provider import Enclosed

MMS = replace(SETUP, settings={**SETUP.settings, "mms": "on"})
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
NOTES = {TOLD: HOOK}


@pytest.fixture
async def held() -> AsyncIterator[Shelf]:
    async with shelf() as made:
        yield made


@pytest.fixture
async def on() -> AsyncIterator[Line]:
    async with line(MMS) as made:
        yield made


async def test_a_file_is_fetched_from_its_link_and_goes_with_its_name(on: Line, held: Shelf):
    id_ = await on.send(file=held.put("cat.png", "image/png", PNG), notes=NOTES)
    (seen,) = on.sms.seen("anna")
    await on.sms.network()
    assert seen.file == Enclosed(name="cat.png", type="image/png", content=PNG)
    assert seen.text == "cat.png"
    assert id_.startswith("MM")
    assert [one.state for one in on.events] == ["sent", "delivered"]
    assert on.sms.faults == []


async def test_switched_off_as_it_is_at_first_it_says_what_to_do_and_nothing_is_sent(held: Shelf):
    (switch,) = [one for one in FORM if one.key == "mms"]
    assert (switch.default, switch.advanced, switch.required) == ("off", True, False)
    file = held.put("cat.png", "image/png", PNG)
    for setup in (SETUP, replace(SETUP, settings={**SETUP.settings, "mms": "off"})):
        async with line(setup) as off:
            with pytest.raises(Permanent, match=r"send a link in words, or switch .* on"):
                await off.send(file=file)
            assert off.sms.seen("anna") == []
    assert held.asked == []


@pytest.mark.parametrize(
    ("name", "type"),
    [("a.webp", "image/webp"), ("a.docx", "application/zip"), ("a.html", "text/html")],
)
async def test_a_type_that_mms_do_not_carry_is_named(on: Line, held: Shelf, name: str, type: str):
    with pytest.raises(Permanent, match=type):
        await on.send(file=held.put(name, type, b"x"))
    assert on.sms.seen("anna") == []


async def test_without_a_link_there_is_a_reason(on: Line, held: Shelf):
    file = replace(held.put("cat.png", "image/png", PNG), link="")
    with pytest.raises(Permanent, match="no address"):
        await on.send(file=file)


@pytest.mark.parametrize(
    ("name", "type", "size", "why"),
    [
        ("gone.png", "", 0, "our address could not be reached (11200)"),
        ("elsewhere", "", 0, "our address could not be reached (11200)"),
        ("odd.png", "application/octet-stream", 9, "a type that is not taken (12300)"),
        ("big.png", "image/png", KIND.abilities.media["image"] + 1, "larger than"),
        ("big.pdf", "application/pdf", KIND.abilities.media["document"] + 1, "larger than"),
    ],
)
async def test_what_the_provider_cannot_fetch_fails_later_with_its_reason(
    on: Line, held: Shelf, name: str, type: str, size: int, why: str
):
    file = held.put("cat.png", "image/png", PNG)
    if type:
        held.holds[name] = (type, b"x" * size)
    id_ = await on.send(file=replace(file, link=f"{held.url}/{name}"), notes=NOTES)
    await on.sms.network()
    (failed,) = on.events
    assert isinstance(failed, Receipt)
    assert (failed.state, failed.ids) == ("failed", (id_,))
    assert why in failed.why
    assert on.sms.seen("anna") == []


async def test_a_file_as_large_as_may_be_arrives(on: Line, held: Shelf):
    media = KIND.abilities.media
    await on.send(file=held.put("a.png", "image/png", b"x" * media["image"]))
    await on.send(file=held.put("a.pdf", "application/pdf", b"x" * media["document"]))
    assert [one.file.type for one in on.sms.seen("anna")] == ["image/png", "application/pdf"]


async def test_a_number_of_another_country_says_that_it_takes_no_files(held: Shelf):
    async with line(MMS) as on:
        on.sms.dial = "+49151"
        await on.send(file=held.put("cat.png", "image/png", PNG), notes=NOTES)
        await on.sms.network()
        (failed,) = on.events
    assert failed.why == "the number takes no MMS in its country (30011)"
    assert held.asked == []


async def test_a_file_that_was_taken_and_not_answered_is_found_and_not_sent_again(
    on: Line, held: Shelf
):
    first = await on.send(file=held.put("dog.png", "image/png", PNG))
    file = held.put("cat.png", "image/png", PNG)
    on.sms.dice.next.append("drop_answer")
    with pytest.raises(Temporary):
        await on.send(file=file)
    again = await on.send(file=file, tried=True)
    assert [one.id for one in on.sms.seen("anna")] == [first, again]


async def test_whatever_goes_wrong_each_file_comes_once_and_in_order(held: Shelf):
    wrong = Mischief(drop_answers=0.1, rate_limit=0.1, server_error=0.1)
    names = [f"{n}.png" for n in range(30)]
    async with line(MMS, mischief=wrong, seed=4) as on:
        for name in names:
            await _until_taken(on, held, name)
        assert on.sms.dice.fates["drop_answer"] > 0
        assert [one.text for one in on.sms.seen("anna")] == names


async def _until_taken(on: Line, held: Shelf, name: str) -> None:
    for tried in (False, *[True] * 20):
        try:
            await on.send(file=held.put(name, "image/png", PNG), tried=tried)
        except Temporary:
            continue
        return


async def test_the_check_says_whether_the_number_can_send_files(on: Line):
    assert "The number can send MMS." in [one.words for one in await on.adapter.check(HOOK)]
    on.sms.mms = False
    (wrong,) = [one for one in await on.adapter.check(HOOK) if not one.well]
    assert (wrong.step, wrong.words) == ("Files", "The number cannot send MMS.")
    async with line() as off:
        assert "Files" not in [one.step for one in await off.adapter.check(HOOK)]
