"""Assistants of the owner's own: whatever such a service does, the visitor hears something."""

import asyncio
import base64
import gzip
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from scripted_service import (
    HERE,
    Say,
    asked,
    break_off,
    drip,
    flood,
    hang,
    hang_up,
    outside,
    response,
    says,
    service,
)
from worlds import POLICY, Shelf, returns

from warmline.assistants import ASSISTANTS, Parts
from warmline.assistants.external import External, Nobody, within
from warmline.assistants.webhook import webhook
from warmline.core.policy import Policy
from warmline.flow.failures import Temporary
from warmline.outside.posting import LARGEST

SECRET = "whsec_" + base64.b64encode(b"s" * 24).decode()
OPTIONS = {
    "webhook": {"secret": SECRET},
    "rasa": {},
    "openai_chat": {"model": "any"},
}
GOOD = {
    "webhook": {"messages": ["On its way."]},
    "rasa": [{"recipient_id": "c1", "text": "On its way."}],
    "openai_chat": {"choices": [{"message": {"content": "On its way."}}]},
}
WRONG = {
    "webhook": [
        {"messages": "On its way."},
        {"messages": [3]},
        {"messages": [{"text": ["a"]}]},
        {"messages": ["a"], "confidence": "high"},
        {"messages": ["a"], "confidence": 7},
        {"messages": ["a"], "confidence": True},
        {"messages": ["a"], "buttons": [{"id": "x"}]},
        {"messages": ["a"], "buttons": [{"id": "accept", "label": "Yes"}]},
        {"messages": ["a"], "buttons": "x"},
        {"messages": ["a"], "handoff": "please"},
        {"messages": ["a"], "handoff": {"reason": 4}},
        {"messages": ["a"], "handoff": {"priority": 1e9}},
        {"messages": ["a"], "sources": [{"url": "javascript:alert(1)"}]},
        {"messages": ["a"], "attributes": ["vip"]},
        {"messages": ["a"], "typing": -1},
        {"messages": ["a"] * 21},
        {"messages": ["a" * 9_000]},
        {"messages": ["a" * 5_000, "b" * 5_000]},
    ],
    "rasa": [
        {"text": "On its way."},
        ["On its way."],
        [{"text": 3}],
        [{"text": "a", "buttons": [{"payload": "/x"}]}],
        [{"text": "a", "buttons": {"title": "x"}}],
        [{"custom": {"handoff": {"data": [1]}}}],
    ],
    "openai_chat": [
        {"choices": []},
        {"choices": [{"message": "On its way."}]},
        {"choices": [{"message": {"content": 3}}]},
        {"choices": [{"message": {"content": "a"}, "finish_reason": "length"}]},
        {"choices": [{"message": {"content": "a", "tool_calls": [{"function": 1}]}}]},
        {"error": {"message": "no such model"}},
    ],
}
EMPTY = {
    "webhook": {"messages": []},
    "rasa": [],
    "openai_chat": {"choices": [{"message": {"content": None}}]},
}
NONSENSE: dict[str, Say] = {
    "nothing": response(b""),
    "a page": response(b"<html><body>Log in</body></html>", kind="text/html"),
    "half a document": response(b'{"messages": ["a"'),
    "a number": response(b"3"),
    "null": response(b"null"),
    "a bare text": response(b'"hello"'),
    "no unicode": response(b"\xff\xfe\x00"),
    "very deep": response(b"[" * 100_000),
    "a number of 5,000 digits": response(
        b'{"messages": ["a"], "confidence": ' + b"9" * 5_000 + b"}"
    ),
    "too much": response(b" " * (LARGEST + 1)),
    "without end": flood,
    "packed": response(gzip.compress(b"{}"), Content_Encoding="gzip"),
    "no content": response(b"", status="204 No Content"),
    "a redirect": response(b"", status="302 Found", Location="http://127.0.0.1:1/elsewhere"),
    "an error": response(b'{"messages": ["a"]}', status="500 Internal Server Error"),
    "an error of ours": response(b"{}", status="401 Unauthorized"),
    "busy": response(b"{}", status="503 Service Unavailable"),
    "hanging up": hang_up,
    "breaking off": break_off,
}


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def built(kind: str, shelf: Shelf | None = None, clock: Clock | None = None):
    found = shelf or Shelf({"Where is it?": returns()})
    return ASSISTANTS[kind](Parts(knowledge=lambda _: found, now=clock or Clock(), networks=HERE))


@asynccontextmanager
async def assistant(kind: str, *what: Say):
    """An assistant of that kind, and the service behind it."""
    async with service(*what) as behind:
        made = built(kind)
        try:
            yield made, behind
        finally:
            await made.close()


def question(kind: str, url: str, **more: str):
    return asked(kind, url, **OPTIONS[kind], **more)


@pytest.mark.parametrize("kind", OPTIONS)
async def test_a_service_answers_in_the_thread(kind: str):
    async with assistant(kind, says(GOOD[kind])) as (made, behind):
        drafts: list[str] = []
        answer = await made.answer(question(kind, behind.url), drafts.append)
    assert (answer.text, answer.abstained, answer.confidence) == ("On its way.", False, None)
    assert drafts == ["On its way."]


@pytest.mark.parametrize("what", NONSENSE)
@pytest.mark.parametrize("kind", OPTIONS)
async def test_where_it_talks_nonsense_the_key_free_assistant_answers(kind: str, what: str):
    async with assistant(kind, NONSENSE[what]) as (made, behind):
        answer = await made.answer(question(kind, behind.url), lambda _: None)
    assert answer.text.startswith("You can return any item within 30 days.")
    assert len(behind.asked) == 1  # what was sent is never sent again


@pytest.mark.parametrize(("kind", "value"), [(k, v) for k, all in WRONG.items() for v in all])
async def test_a_response_of_the_wrong_shape_is_no_answer(kind: str, value: object):
    async with assistant(kind, says(value)) as (made, behind):
        answer = await made.answer(question(kind, behind.url), lambda _: None)
    assert answer.text.startswith("You can return any item within 30 days.")


@pytest.mark.parametrize("kind", OPTIONS)
async def test_an_empty_answer_is_none(kind: str):
    async with assistant(kind, says(EMPTY[kind])) as (made, behind):
        answer = await made.answer(question(kind, behind.url), lambda _: None)
    assert answer.text.startswith("You can return any item within 30 days.")


@pytest.mark.parametrize("what", [hang, drip])
@pytest.mark.parametrize("kind", OPTIONS)
async def test_one_that_takes_too_long_is_left_in_time_for_another_answer(kind: str, what: Say):
    async with assistant(kind, what) as (made, behind):
        asking = replace(question(kind, behind.url), policy=replace(POLICY, answer_within=5_500))
        began = asyncio.get_running_loop().time()
        answer = await made.answer(asking, lambda _: None)
        took = asyncio.get_running_loop().time() - began
    assert answer.text.startswith("You can return any item within 30 days.")
    assert took < 3


@pytest.mark.parametrize("kind", OPTIONS)
async def test_an_owner_may_want_an_honest_notice_instead_of_a_stand_in(kind: str):
    async with assistant(kind, hang_up) as (made, behind):
        with pytest.raises(Temporary):
            await made.answer(question(kind, behind.url, fallback="notice"), lambda _: None)


async def test_where_nobody_listens_it_is_tried_once_more_and_no_more():
    async with service(hang_up) as gone:
        url = gone.url
    made = built("webhook")
    answer = await made.answer(question("webhook", url), lambda _: None)
    assert answer.text.startswith("You can return any item within 30 days.")
    await made.close()


async def test_one_that_fails_again_and_again_is_left_alone_and_tried_again_later():
    clock = Clock()
    async with service(hang_up) as behind:
        made = built("rasa", clock=clock)
        for _ in range(8):
            await made.answer(question("rasa", behind.url), lambda _: None)
        assert len(behind.asked) == 5
        clock.now += 31
        behind.says = [says(GOOD["rasa"])]
        assert (await made.answer(question("rasa", behind.url), lambda _: None)).text == (
            "On its way."
        )
        await made.close()


async def test_one_service_that_fails_does_not_hold_up_another():
    async with service(hang_up) as bad, service(says(GOOD["rasa"])) as good:
        made = built("rasa")
        for _ in range(6):
            await made.answer(question("rasa", bad.url), lambda _: None)
        answer = await made.answer(question("rasa", good.url), lambda _: None)
        assert answer.text == "On its way."
        await made.close()


@pytest.mark.parametrize("kind", OPTIONS)
async def test_a_private_address_is_refused_unless_the_settings_allow_it(kind: str):
    async with service(says(GOOD[kind])) as behind:
        shelf = Shelf({"Where is it?": returns()})
        made = ASSISTANTS[kind](Parts(knowledge=lambda _: shelf, now=Clock()))
        answer = await made.answer(question(kind, behind.url), lambda _: None)
        assert answer.text.startswith("You can return any item within 30 days.")
        assert behind.connections == 0
        await made.close()


async def test_a_doubtful_answer_gives_way_to_the_honest_words():
    value = {"messages": ["Perhaps."], "confidence": 0.2, "buttons": [{"id": "a", "label": "A"}]}
    async with assistant("webhook", says(value)) as (made, behind):
        answer = await made.answer(question("webhook", behind.url), lambda _: None)
    assert (answer.text, answer.confidence) == ("I don't know that.", 0.2)
    assert answer.abstained


async def test_a_missing_option_is_told_without_asking_anybody():
    async with outside() as way:
        made = External(webhook, way, Nobody(), now=Clock())
        with pytest.raises(Temporary):
            await made.answer(asked("webhook", ""), lambda _: None)


async def test_what_is_logged_of_a_failure_holds_no_word_of_anybody(
    capsys: pytest.CaptureFixture[str],
):
    async with assistant("webhook", says({"messages": ["secret words"], "typing": "soon"})) as (
        made,
        behind,
    ):
        await made.answer(question("webhook", behind.url), lambda _: None)
    told = capsys.readouterr().out
    assert "typing: expected a number" in told
    assert "malformed" in told
    for word in ("secret words", "Where is it?", SECRET):
        assert word not in told


def test_a_service_has_less_time_than_the_visitor_has_patience():
    base = question("rasa", "http://x.example")
    assert within(base) == 18
    assert within(replace(base, policy=Policy(answer_within=10_000))) == 5
    assert within(replace(base, policy=Policy(answer_within=1_000))) == 1
