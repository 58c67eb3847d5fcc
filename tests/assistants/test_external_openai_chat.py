"""An OpenAI-compatible chat endpoint: the thread in, words or a wish for a person out."""

import json
from dataclasses import replace

import pytest
from scripted_service import asked, outside, says, service
from worlds import POLICY, assistant, operator, visitor

from warmline.assistants.openai_chat import address, answer_of, openai_chat, request_of


def said(content: object = "Hi", **message: object) -> dict[str, object]:
    return {"choices": [{"message": {"role": "assistant", "content": content, **message}}]}


def calls(name: str = "hand_off", arguments: object = '{"reason": "A refund"}'):
    return [{"id": "1", "type": "function", "function": {"name": name, "arguments": arguments}}]


def question(url: str = "http://llm.example", **options: str):
    before = (visitor("Hello"), assistant("Good day"), operator("Nina here"))
    return asked("openai_chat", url, "And now?", before, model="m-1", **options)


async def one(value: object, **options: str):
    async with service(says(value)) as behind, outside() as way:
        answer = await openai_chat(way, question(behind.url + "/v1", **options))
        return answer, behind.asked[0]


async def test_the_thread_goes_to_the_endpoint_as_a_chat():
    answer, sent = await one(said(), instructions="Be kind.", key="k-1")
    assert sent.path == "/v1/chat/completions"
    assert sent.headers["authorization"] == "Bearer k-1"
    assert (sent.json["model"], sent.json["stream"]) == ("m-1", False)
    system, *rest = sent.json["messages"]
    assert system["role"] == "system"
    assert system["content"].startswith("Be kind.")
    assert rest == [
        {"role": "user", "content": "Hello"},
        {"role": "assistant", "content": "Good day"},
        {"role": "assistant", "content": "(a person) Nina here"},
        {"role": "user", "content": "And now?"},
    ]
    assert answer.text == "Hi"


async def test_by_the_tool_it_asks_for_a_person():
    answer, sent = await one(said(None, tool_calls=calls()))
    assert sent.json["tools"][0]["function"]["name"] == "hand_off"
    assert (answer.text, answer.handoff) == ("", "A refund")


@pytest.mark.parametrize("arguments", ["", "not json", "{}", None, '{"reason": ""}'])
def test_a_call_without_a_readable_reason_is_a_wish_for_a_person_all_the_same(arguments: object):
    found = said("Moment.", tool_calls=calls(arguments=arguments))
    if arguments is None:
        found = said("Moment.", tool_calls=calls(arguments={}))
    assert answer_of(found, question()).handoff == "it gave no reason"


def test_no_other_tool_does_anything():
    found = said("Done.", tool_calls=calls(name="delete_everything"))
    assert (answer_of(found, question()).handoff, answer_of(found, question()).text) == (
        "",
        "Done.",
    )


@pytest.mark.parametrize(
    ("words", "text", "reason"),
    [
        ("Moment.\n[[hand off: A refund]]", "Moment.", "A refund"),
        ("[[HANDOFF]]", "", "it gave no reason"),
        ("[[ hand_off: now ]] Bye.", "Bye.", "now"),
        ("Use [[brackets]] as you like.", "Use [[brackets]] as you like.", ""),
    ],
)
async def test_by_a_marker_it_asks_for_a_person(words: str, text: str, reason: str):
    answer, sent = await one(said(words), handoff="marker")
    assert "tools" not in sent.json
    assert "[[hand off: reason]]" in sent.json["messages"][0]["content"]
    assert (answer.text, answer.handoff) == (text, reason)


async def test_where_people_are_off_nobody_is_offered_and_nobody_is_asked_for():
    async with (
        service(says(said("Hi [[hand off]]", tool_calls=calls()))) as behind,
        outside() as way,
    ):
        asking = replace(question(behind.url), policy=replace(POLICY, handoff=False))
        answer = await openai_chat(way, asking)
    assert "tools" not in behind.asked[0].json
    assert (answer.text, answer.handoff) == ("Hi", "")


def test_words_in_parts_are_put_together():
    found = said([{"type": "text", "text": "One "}, {"type": "text", "text": "two"}])
    assert answer_of(found, question()).text == "One two"


def test_a_link_that_the_owner_did_not_write_is_taken_out():
    found = said("See https://evil.example/?q=order and https://shop.example/help")
    asking = question(instructions="Help: https://shop.example/help")
    assert answer_of(found, asking).text == "See … and https://shop.example/help"


def test_what_is_sent_can_be_read_whatever_the_visitor_wrote():
    asking = replace(question(), text='"}]} \u202e 🙂 ' + "x" * 9_000)
    last = json.loads(json.dumps(request_of(asking)))["messages"][-1]
    assert last["role"] == "user"
    assert len(last["content"]) == 4_000


def test_what_must_not_leave_the_house_is_masked_on_the_way():
    asking = replace(question(), text="my card is 4111")
    sent = request_of(asking, mask=lambda text: text.replace("4111", "…"))
    assert sent["messages"][-1]["content"] == "my card is …"


@pytest.mark.parametrize(
    "url",
    ["https://l.example/v1", "https://l.example/v1/", "https://l.example/v1/chat/completions"],
)
def test_the_address_may_be_the_base_or_the_endpoint(url: str):
    assert address(url) == "https://l.example/v1/chat/completions"
