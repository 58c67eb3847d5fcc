"""The stand-in of Twilio's SMS: what it refuses, and what people see."""

import httpx2
import pytest

from warmline.testing.sms import ACCOUNT, NUMBER, TOKEN, Sms

MESSAGES = f"http://api.test/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
FINE = {"To": "+491711234567", "From": NUMBER, "Body": "hello"}


async def posted(sms: Sms, form: dict[str, str], *, auth=(ACCOUNT, TOKEN), **rest):
    way = httpx2.ASGITransport(app=sms.app)
    async with httpx2.AsyncClient(transport=way) as client:
        return await client.post(MESSAGES, auth=auth, **({"data": form} | rest))


async def test_a_message_is_taken_as_twilio_takes_it():
    sms = Sms()
    answer = await posted(sms, FINE)
    assert answer.status_code == 201
    assert answer.json() | {"sid": "", "date_created": ""} == {
        "sid": "",
        "account_sid": ACCOUNT,
        "from": NUMBER,
        "to": FINE["To"],
        "body": "hello",
        "num_media": "0",
        "status": "queued",
        "direction": "outbound-api",
        "error_code": None,
        "error_message": None,
        "date_created": "",
    }
    assert sms.faults == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"To": "anna"}, 21211),
        ({"To": ""}, 21211),
        ({"Body": ""}, 21602),
        ({"Body": "a" * 1_601}, 21617),
        ({"Body": "😀" * 801}, 21617),
        ({"From": "+15005550001"}, 21660),
        ({"MessagingServiceSid": "MG" + "0" * 32}, 21603),
        ({"StatusCallback": "nowhere"}, 21609),
        ({"ValidityPeriod": "36001"}, 21623),
        ({"Boddy": "x"}, 20001),
        ({"MediaUrl": "ftp://example.com/a.png"}, 21620),
        ({"MediaUrl": "/a.png"}, 21620),
        ({"MediaUrl": "https://me:secret@example.com/a.png"}, 21620),
        ({"MediaUrl": "https://example.com/a b.png"}, 21620),
        ({"MediaUrl": "https://example.com/" + "a" * 2_000}, 21620),
        ({"MediaUrl": ""}, 21620),
    ],
)
async def test_a_message_that_twilio_would_not_take_is_a_fault(change, code):
    sms = Sms()
    answer = await posted(sms, FINE | change)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert len(sms.faults) == 1


async def test_who_does_not_say_who_they_are_gets_nothing():
    for auth in ((ACCOUNT, "wrong"), ("AC" + "1" * 32, TOKEN), None):
        sms = Sms()
        assert (await posted(sms, FINE, auth=auth)).json()["code"] == 20003
        assert len(sms.faults) == 1


async def test_json_is_no_form():
    sms = Sms()
    answer = await posted(sms, {}, data=None, json=FINE)
    assert answer.status_code == 400
    assert len(sms.faults) == 1


async def test_stop_and_start_are_the_providers_own_and_no_fault_of_who_sends():
    sms = Sms()
    await sms.say("anna", "Stop")
    to = FINE | {"To": sms.phone("anna")}
    assert (await posted(sms, to)).json()["code"] == 21610
    await sms.say("anna", "start")
    assert (await posted(sms, to)).status_code == 201
    assert sms.faults == []
    assert [one.text for one in sms.seen("anna")][-1] == "hello"
