"""The stand-in of Telegram: what it refuses, and how it tells."""

import json

import httpx2
import pytest

from warmline.testing._hooks import Answered
from warmline.testing._provider import Enclosed, Mischief
from warmline.testing.telegram import TOKEN, Telegram

HOOK = "https://desk.example.com/hooks/telegram/1"


async def asked(
    telegram: Telegram, method: str, *, token: str = TOKEN, **fields
) -> httpx2.Response:
    way = httpx2.ASGITransport(app=telegram.app)
    async with httpx2.AsyncClient(transport=way) as client:
        return await client.post(
            f"http://api.test/bot{token}/{method}",
            content=json.dumps(fields),  # which writes halves of characters, too
            headers={"content-type": "application/json"},
        )


async def known() -> tuple[Telegram, int]:
    """Anna has written to it."""
    telegram = Telegram()
    await telegram.say("anna", "hello")
    return telegram, telegram.chat("anna")


BUTTON = {"text": "Yes", "callback_data": "yes"}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "a" * 4_097}, "message is too long"),
        ({"text": "\ud83d"}, "must be encoded in UTF-8"),
        ({"text": 5}, "text must be a text"),
        ({"text": "x", "chat_id": "anna"}, "chat_id must be a whole"),
        ({"text": "x", "chat_id": True}, "chat_id must be a whole"),
        ({"text": "x", "parse_mode": "HTML"}, "no field parse_mode"),
        ({"text": "x", "reply_markup": {"keyboard": []}}, "object expected as reply markup"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{**BUTTON, "callback_data": ""}]]}},
            "BUTTON_DATA_INVALID",
        ),
        (
            {
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{**BUTTON, "callback_data": "é" * 33}]]},
            },
            "BUTTON_DATA_INVALID",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[BUTTON]] * 101}},
            "too many inline keyboard buttons",
        ),
    ],
)
async def test_a_message_that_telegram_would_not_take_is_a_fault(fields, said):
    telegram, chat = await known()
    answer = await asked(telegram, "sendMessage", **{"chat_id": chat, **fields})
    assert (answer.status_code, answer.json()["ok"]) == (400, False)
    assert said in answer.json()["description"]
    assert len(telegram.faults) == 1
    assert telegram.seen("anna") == []


async def test_another_token_is_nobodys():
    telegram, chat = await known()
    answer = await asked(telegram, "sendMessage", token="1:x", chat_id=chat, text="hello")
    assert (answer.status_code, answer.json()["description"]) == (401, "Unauthorized")
    assert telegram.faults == ["sendMessage: Unauthorized"]


async def test_news_come_one_way_and_never_both():
    telegram = Telegram()
    await telegram.say("anna", "asked for")
    news = (await asked(telegram, "getUpdates")).json()["result"]
    assert [one["message"]["text"] for one in news] == ["asked for"]
    behind = news[-1]["update_id"] + 1
    assert (await asked(telegram, "getUpdates", offset=behind)).json()["result"] == []
    await asked(telegram, "setWebhook", url=HOOK)
    answer = await asked(telegram, "getUpdates")
    assert answer.status_code == 409
    assert "webhook is active" in answer.json()["description"]


async def test_what_waited_goes_to_the_webhook_with_its_secret():
    telegram, calls = Telegram(), []

    async def take(call) -> Answered:
        calls.append(call)
        return Answered(status=200)

    telegram.hook = take
    await telegram.say("anna", "before")
    await asked(telegram, "setWebhook", url=HOOK, secret_token="s-1", allowed_updates=["message"])
    await telegram.say("anna", "after")
    await telegram.edit("anna", telegram.talk("anna")[-1].id, "not wanted")
    assert [json.loads(one.body)["message"]["text"] for one in calls] == ["before", "after"]
    assert {one.headers["x-telegram-bot-api-secret-token"] for one in calls} == {"s-1"}


async def test_a_webhook_that_is_not_taken_comes_again():
    telegram, answers = Telegram(url=HOOK), [503, 0, 200]

    async def take(call) -> Answered:
        return Answered(status=answers.pop(0))

    telegram.hook = take
    await telegram.say("anna", "hello")
    assert answers == []
    assert telegram.lost == []


async def test_mischief_repeats_webhooks_and_loses_none():
    telegram, calls = Telegram(url=HOOK, mischief=Mischief(repeat=0.5, delay=0.5, shuffle=0.5)), []

    async def take(call) -> Answered:
        calls.append(call.body)
        return Answered(status=200)

    telegram.hook = take
    for n in range(40):
        await telegram.say("anna", f"message {n}")
    await telegram.settle()
    texts = [json.loads(one)["message"]["text"] for one in calls]
    assert set(texts) == {f"message {n}" for n in range(40)}
    assert len(texts) > 40


async def test_an_album_is_one_message_each_with_the_words_at_the_first():
    telegram = Telegram()
    files = [Enclosed(name=f"{n}.jpg", type="image/jpeg", content=b"x") for n in range(3)]
    await telegram.say("anna", "look", files=files)
    news = (await asked(telegram, "getUpdates")).json()["result"]
    assert [one["message"].get("caption") for one in news] == ["look", None, None]
    assert len({one["message"]["media_group_id"] for one in news}) == 1


async def test_a_press_turns_until_it_is_answered_once():
    telegram, chat = await known()
    markup = {"inline_keyboard": [[BUTTON]]}
    await asked(telegram, "sendMessage", chat_id=chat, text="?", reply_markup=markup)
    await telegram.say("anna", "", press="Yes")
    (press,) = telegram.unanswered()
    assert (
        await asked(telegram, "answerCallbackQuery", callback_query_id=press)
    ).status_code == 200
    assert telegram.unanswered() == []
    again = await asked(telegram, "answerCallbackQuery", callback_query_id=press)
    assert "query is too old" in again.json()["description"]


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "http://desk.example.com/"},
        {"url": "https://desk.example.com:8000/"},
        {"url": HOOK, "secret_token": "with a space"},
        {"url": HOOK, "max_connections": 101},
        {},
    ],
)
async def test_a_webhook_that_telegram_would_not_send_to_is_a_fault(fields):
    telegram = Telegram()
    assert (await asked(telegram, "setWebhook", **fields)).status_code == 400
    assert len(telegram.faults) == 1
