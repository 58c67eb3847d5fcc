"""Each way over a real socket: what the provider reads, and how its answers are taken."""

import json
from dataclasses import replace

import pytest

from tests.notifiers.standins import (
    Browser,
    Said,
    Texts,
    fault,
    outside,
    service,
    signed_by,
    unb64,
    vapid_claims,
)
from warmline.core.effects import Notify
from warmline.core.model import Conversation, ConversationId, OperatorId
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Letter
from warmline.flow.wishes import Subscription, Target
from warmline.notifiers.chat import Chat, shape_of
from warmline.notifiers.push import Push
from warmline.notifiers.sms import Account, Sms
from warmline.notifiers.webhook import Webhook
from warmline.notifiers.webpush import Vapid, encrypted, new_key
from warmline.outside.posting import Outside

CONSOLE = "https://shop.test/console"
CANARY = "CANARY-WORDS-OF-A-VISITOR"
WANTED = Notify(notice="person_wanted", to="o", seq=3)
KEY = f"msg_{'ab' * 16}"
SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
LETTER = Letter(
    operator=OperatorId("o"),
    name="Olga",
    email="o@shop.test",
    conversation=Conversation(id=ConversationId("c1"), matter=CANARY),
    package=None,
    phone="+4915112345678",
)


# ── push ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_example_of_rfc_8291_is_encrypted_as_it_says():
    body = encrypted(
        b"When I grow up, I want to be a watermelon",
        p256dh="BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        auth="BTBZMqHH6r4Tts7J_aSIgg",
        salt=unb64("DGv6ra1nlYgDCS1FRnbzlw"),
        own=unb64("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
    )
    assert body == unb64(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWA"
        "mS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxs"
        "j_Qulcy4a-fN"
    )


class Office:
    """One operator's browsers, and the push that tells them."""

    def __init__(self, out: Outside, url: str, browsers: int = 1) -> None:
        self.browsers = [Browser() for _ in range(browsers)]
        self.gone: list[str] = []
        self.vapid = Vapid(secret=new_key(), contact="mailto:it@shop.test")
        self.letter = replace(
            LETTER,
            subscriptions=tuple(
                Subscription(id=f"b{n}", endpoint=f"{url}/push/{n}", **one.keys)
                for n, one in enumerate(self.browsers)
            ),
        )
        self._push = Push(outside=out, vapid=self._vapid, expired=self._expired, console=CONSOLE)

    async def _vapid(self) -> Vapid:
        return self.vapid

    async def _expired(self, id: str) -> None:
        self.gone.append(id)

    async def tell(self) -> str:
        return await self._push.notify(WANTED, self.letter, key=KEY)


async def test_a_push_is_read_by_its_browser_alone_and_says_who_sent_it():
    async with service(lambda _: Said(201)) as push, outside() as out:
        office = Office(out, push.url)
        assert await office.tell() == "taken for 1 browser"
        (asked,) = push.asked
        page = json.loads(office.browsers[0].read(asked.body))
        assert page["title"] == "A visitor wants a person"
        assert page["url"] == f"{CONSOLE}/inbox/open/c1"
        assert page["tag"] == KEY
        assert CANARY not in str(page)
        with pytest.raises(Exception):  # noqa: B017 - whatever decryption says
            Browser().read(asked.body)
        claims = vapid_claims(asked.headers["authorization"])
        assert claims["aud"] == push.url
        assert claims["sub"] == "mailto:it@shop.test"
        assert 0 < claims["exp"] - 1_760_000_000 <= 24 * 3600
        assert claims["k"] == office.vapid.public
        assert asked.headers["content-encoding"] == "aes128gcm"
        assert int(asked.headers["ttl"]) > 0
        assert asked.headers["urgency"] == "high"
        assert len(asked.headers["topic"]) <= 32


async def test_a_push_that_is_sent_twice_replaces_itself():
    async with service(lambda _: Said(201)) as push, outside() as out:
        office = Office(out, push.url)
        await office.tell()
        await office.tell()
        first, second = push.asked
        assert first.headers["topic"] == second.headers["topic"]
        tags = [json.loads(office.browsers[0].read(one.body))["tag"] for one in push.asked]
        assert tags == [KEY, KEY]
        assert first.body != second.body  # never the same key and nonce


@pytest.mark.parametrize("status", [404, 410])
async def test_a_browser_that_takes_no_more_is_forgotten(status):
    answers = iter([Said(status), Said(201)])
    async with service(lambda _: next(answers)) as push, outside() as out:
        office = Office(out, push.url, browsers=2)
        assert await office.tell() == "taken for 1 browser"
        assert office.gone == ["b0"]


async def test_an_operator_without_any_browser_left_is_not_tried_again():
    async with service(lambda _: Said(410)) as push, outside() as out:
        with pytest.raises(Permanent):
            await Office(out, push.url).tell()


async def test_a_busy_push_service_says_when_to_come_back():
    busy = Said(429, headers={"Retry-After": "77"})
    async with service(lambda _: busy) as push, outside() as out:
        with pytest.raises(Temporary) as error:
            await Office(out, push.url).tell()
        assert error.value.retry_after == 77


@pytest.mark.parametrize(("status", "kind"), [(400, Permanent), (403, Permanent), (503, Temporary)])
async def test_what_a_push_service_refuses_for_good_is_not_tried_again(status, kind):
    async with service(lambda _: Said(status)) as push, outside() as out:
        with pytest.raises(kind):
            await Office(out, push.url).tell()


async def test_a_push_never_goes_to_a_private_address():
    closed = Outside()
    try:
        with pytest.raises(Permanent, match="may not go"):
            await Office(closed, "https://127.0.0.1:1").tell()
    finally:
        await closed.close()


# ── sms ───────────────────────────────────────────────────────────────────────────────────────────


def sms(out: Outside, url: str, texts: Texts, **more: str) -> Sms:
    account = {"id": texts.account, "secret": texts.token, "sender": "+15005550006", **more}
    return Sms(outside=out, account=Account(base_url=url, **account), console=CONSOLE)


async def test_an_sms_is_a_form_with_the_accounts_name_and_no_word_of_the_visitor():
    texts = Texts()
    async with service(texts) as provider, outside() as out:
        said = await sms(out, provider.url, texts).notify(WANTED, LETTER, key=KEY)
        assert said.endswith("is queued")
        form = provider.asked[0].form
        assert form["From"] == "+15005550006"
        assert form["To"] == LETTER.phone
        assert form["Body"].startswith("A visitor wants a person. https://shop.test/console")
        assert CANARY not in form["Body"]
        assert len(form["Body"]) <= 160


async def test_a_messaging_service_sends_in_place_of_a_number():
    texts = Texts()
    async with service(texts) as provider, outside() as out:
        service_id = "MG" + "0" * 32
        await sms(out, provider.url, texts, sender=service_id).notify(WANTED, LETTER, key=KEY)
        assert provider.asked[0].form["MessagingServiceSid"] == service_id
        assert "From" not in provider.asked[0].form


async def test_an_sms_whose_answer_was_lost_is_found_and_not_sent_again():
    texts = Texts(loses_answers=1)
    async with service(texts) as provider, outside() as out:
        way = sms(out, provider.url, texts)
        with pytest.raises(Temporary):
            await way.notify(WANTED, LETTER, key=KEY)
        said = await way.notify(WANTED, replace(LETTER, tried=True), key=KEY)
        assert "had been sent already" in said
        assert len(texts.sent) == 1


async def test_another_notice_of_the_same_words_is_still_sent():
    texts = Texts(loses_answers=1)
    async with service(texts) as provider, outside() as out:
        way = sms(out, provider.url, texts)
        with pytest.raises(Temporary):
            await way.notify(WANTED, LETTER, key=KEY)
        await way.notify(WANTED, replace(LETTER, tried=True), key=f"msg_{'cd' * 16}")
        assert len(texts.sent) == 2


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        (fault(400, 21211, "Invalid 'To' Phone Number: +4915112345678"), Permanent, "21211"),
        (
            fault(400, 21610, "Attempt to send to unsubscribed recipient"),
            Permanent,
            "STOP",
        ),
        (fault(500, 20500, "Internal"), Temporary, "500"),
    ],
)
async def test_the_providers_codes_are_told_in_our_words_and_without_the_number(said, kind, words):
    texts = Texts(failing=[said])
    async with service(texts) as provider, outside() as out:
        with pytest.raises(kind, match=words) as error:
            await sms(out, provider.url, texts).notify(WANTED, LETTER, key=KEY)
        assert LETTER.phone not in str(error.value)


async def test_a_provider_with_too_many_requests_says_when_to_come_back():
    limit = fault(429, 20429, "Too Many Requests", **{"Retry-After": "30"})
    texts = Texts(failing=[limit])
    async with service(texts) as provider, outside() as out:
        with pytest.raises(Temporary) as error:
            await sms(out, provider.url, texts).notify(WANTED, LETTER, key=KEY)
        assert error.value.retry_after == 30


async def test_a_wrong_auth_token_is_a_lasting_fault():
    texts = Texts()
    async with service(texts) as provider, outside() as out:
        with pytest.raises(Permanent, match="account or its secret is wrong"):
            await sms(out, provider.url, texts, secret="other").notify(WANTED, LETTER, key=KEY)


# ── webhooks ──────────────────────────────────────────────────────────────────────────────────────


def target(url: str, way: str = "webhook", **more) -> Letter:
    found = Target(id="t1", way=way, name="Desk", url=url, secret=SECRET, **more)
    return replace(LETTER, operator=OperatorId(""), target=found, at=5)


async def test_a_webhook_is_signed_so_that_its_receiver_knows_us():
    async with service() as receiver, outside() as out:
        way = Webhook(outside=out, console=CONSOLE)
        assert await way.notify(WANTED, target(receiver.url), key=KEY) == "Desk answered 200"
        (asked,) = receiver.asked
        assert signed_by(SECRET, asked)
        assert not signed_by(SECRET.replace("MDEy", "MDEx"), asked)
        assert asked.headers["webhook-id"] == KEY
        assert asked.json["notice"] == "person_wanted"
        assert asked.json["conversation"] == "c1"
        assert CANARY not in asked.body.decode()


async def test_a_webhook_that_is_sent_twice_has_one_id():
    async with service() as receiver, outside() as out:
        way = Webhook(outside=out, console=CONSOLE)
        for _ in range(2):
            await way.notify(WANTED, target(receiver.url), key=KEY)
        assert {one.headers["webhook-id"] for one in receiver.asked} == {KEY}


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, Permanent), (410, Permanent), (302, Permanent), (408, Temporary), (500, Temporary)],
)
async def test_a_receivers_answer_decides_whether_it_is_tried_again(status, kind):
    async with service(lambda _: Said(status)) as receiver, outside() as out:
        with pytest.raises(kind, match=str(status)):
            await Webhook(outside=out, console=CONSOLE).notify(
                WANTED, target(receiver.url), key=KEY
            )


async def test_a_webhook_never_goes_to_a_private_address():
    closed = Outside()
    try:
        with pytest.raises(Permanent, match="may not go"):
            await Webhook(outside=closed, console=CONSOLE).notify(
                WANTED, target("https://127.0.0.1/"), key=KEY
            )
    finally:
        await closed.close()


# ── messengers ────────────────────────────────────────────────────────────────────────────────────


async def test_a_room_is_told_what_happened_and_where():
    async with service() as room, outside() as out:
        await Chat(outside=out, console=CONSOLE).notify(
            WANTED, target(room.url, way="chat"), key=KEY
        )
        assert room.asked[0].json["text"].startswith("A visitor wants a person.\nhttps://shop.test")


@pytest.mark.parametrize(
    ("host", "holds"),
    [
        ("hooks.slack.com", '"text": "&lt;!channel&gt; a&amp;b'),
        ("discord.com", '"allowed_mentions": {"parse": []}'),
        ("prod-1.westeurope.logic.azure.com", "AdaptiveCard"),
        ("chat.googleapis.com", '"text"'),
    ],
)
def test_each_messenger_gets_its_own_document_and_no_markup_of_a_visitors(host, holds):
    document = json.dumps(shape_of(f"https://{host}/x")("<!channel> a&b @everyone", CONSOLE))
    assert holds in document
    assert "<!channel>" not in document


async def test_a_rooms_rate_limit_is_heeded():
    busy = Said(429, headers={"Retry-After": "9"})
    async with service(lambda _: busy) as room, outside() as out:
        with pytest.raises(Temporary) as error:
            await Chat(outside=out, console=CONSOLE).notify(
                WANTED, target(room.url, way="chat"), key=KEY
            )
        assert error.value.retry_after == 9
