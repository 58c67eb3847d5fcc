"""Rasa's REST channel: what is sent to it, and what its messages become."""

from dataclasses import replace

import pytest
from scripted_service import asked, outside, says, service

from warmline.assistants.rasa import address, answer_of, rasa
from warmline.core.facts import Entry, MessageAdded
from warmline.core.model import Author, Button


async def one(value: object, text: str = "Hello", choice: str = "", **options: str):
    async with service(says(value)) as behind, outside() as way:
        question = asked("rasa", behind.url, text, **options)
        said = MessageAdded(at=0, author=Author.VISITOR, text=text, choice=choice)
        question = replace(question, log=(Entry(question.answers, said),))
        return await rasa(way, question), behind.asked[0]


async def test_words_go_to_the_rest_channel_with_the_conversation_as_the_sender():
    _, sent = await one([{"text": "Hi"}])
    assert sent.path == "/webhooks/rest/webhook"
    assert (sent.json["sender"], sent.json["message"]) == ("c1", "Hello")
    assert sent.json["metadata"]["language"] == "en"
    assert "authorization" not in sent.headers


async def test_a_button_that_was_pressed_says_its_payload():
    _, sent = await one([{"text": "Hi"}], "Yes, please", '/affirm{"sure": true}')
    assert sent.json["message"] == '/affirm{"sure": true}'


async def test_a_token_is_sent_where_there_is_one():
    _, sent = await one([{"text": "Hi"}], token="t-1")
    assert sent.headers["authorization"] == "Bearer t-1"


async def test_its_messages_come_as_one_with_all_their_buttons():
    answer, _ = await one(
        [
            {"recipient_id": "c1", "text": "Which one?"},
            {"image": "https://shop.example/lamp.png"},
            {"text": "", "buttons": [{"title": "Red", "payload": '/choose{"c": "red"}'}]},
            {"text": "Or ask.", "buttons": [{"title": "Other", "payload": "Other"}]},
        ]
    )
    assert answer.text == (
        "Which one?\n\n[https://shop.example/lamp.png](https://shop.example/lamp.png)\n\nOr ask."
    )
    assert answer.buttons == (
        Button(id='/choose{"c": "red"}', label="Red"),
        Button(id="Other", label="Other"),
    )


@pytest.mark.parametrize(
    ("custom", "reason"),
    [
        ({"handoff": True}, "it gave no reason"),
        ({"handoff": {"reason": "A refund"}}, "A refund"),
        ({"handoff": False}, ""),
        ({"chart": [1, 2]}, ""),
    ],
)
def test_a_custom_payload_asks_for_a_person(custom: dict[str, object], reason: str):
    assert answer_of([{"text": "One moment."}, {"custom": custom}], "").handoff == reason


def test_a_custom_payload_brings_along_what_was_collected():
    custom = {"handoff": {"reason": "A refund", "team": "billing", "data": {"order": 4127}}}
    answer = answer_of([{"custom": custom}], "")
    assert (answer.team, answer.data) == ("billing", {"order": "4127"})


def test_the_text_that_stands_for_a_handoff_is_never_shown():
    answer = answer_of([{"text": "One moment."}, {"text": "ACTION_HANDOFF"}], "ACTION_HANDOFF")
    assert (answer.text, answer.handoff) == ("One moment.", "it gave no reason")
    plain = answer_of([{"text": "ACTION_HANDOFF"}], "")
    assert (plain.text, plain.handoff) == ("ACTION_HANDOFF", "")


@pytest.mark.parametrize(
    "url", ["https://r.example", "https://r.example/", "https://r.example/webhooks/rest/webhook"]
)
def test_the_address_may_be_that_of_the_server_or_of_the_channel(url: str):
    assert address(url) == "https://r.example/webhooks/rest/webhook"
