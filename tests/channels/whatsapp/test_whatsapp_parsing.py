"""WhatsApp: what each webhook tells, whoever and whatever is in it."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warmline.channels.whatsapp.content import UNKNOWN, UNSUPPORTED
from warmline.channels.whatsapp.parsing import parse
from warmline.flow.channels import Echoed, Edited, Event, Moved, Person, Receipt, Said, Unread
from warmline.testing.meta import WhatsApp

PAYLOADS = Path(__file__).with_name("payloads")
ADA = Person(identity="DE.ada1234567", name="Ada L.", phone="+49301", verified=True)
SAID = Said(
    id="wamid.A1",
    thread="DE.ada1234567",
    person=ADA,
    at=1_790_000_000_000,
    notes={"to": "49301"},
)


def told(name: str) -> list[Event]:
    return parse((PAYLOADS / f"{name}.json").read_bytes(), WhatsApp.number_id)


def said(name: str) -> list[Said]:
    return [event for event in told(name) if isinstance(event, Said)]


def test_a_text_keeps_every_letter_and_says_what_it_answers():
    assert said("text") == [replace(SAID, text="Grüße 👋🏽 — „Hallo“", answers="wamid.OURS")]


def test_somebody_known_by_number_who_gets_a_user_id_stays_the_same_person():
    moved, first = told("text")
    assert isinstance(moved, Moved)
    assert (moved.thread, moved.to) == ("49301", "DE.ada1234567")
    assert isinstance(first, Said)
    assert told("media")[0] == moved  # told again, it is the very same event


def test_a_number_alone_or_a_user_id_alone_is_enough():
    (ben,), (cleo,) = told("by_number_alone"), told("by_user_id_alone")
    assert isinstance(ben, Said)
    assert isinstance(cleo, Said)
    assert (ben.thread, ben.person.phone, ben.notes) == ("49302", "+49302", {"to": "49302"})
    assert cleo.person == Person(identity="DE.cleo1234567", name="Cleo", handle="cleo.c")
    assert (cleo.thread, cleo.notes) == ("DE.cleo1234567", {})


def test_files_come_with_their_names_types_and_words():
    found = [
        (one.text, *((f.reference, f.name, f.type) for f in one.files)) for one in said("media")
    ]
    assert found == [
        ("Broken", ("701", "image.jpg", "image/jpeg")),
        ("", ("702", "audio.oga", "audio/ogg; codecs=opus")),
        ("", ("703", "video.mp4", "video/mp4")),
        ("März", ("704", "Rechnung.pdf", "application/pdf")),
        ("", ("705", "sticker.webp", "image/webp")),
    ]


def test_what_is_neither_text_nor_file_is_told_in_words():
    assert [one.text for one in said("in_words")] == [
        "Location: 52.52, 13.405 · Office · Street 1",
        "Contact: Max M. · +49 30 2 · max@example.com",
        "Order:\n2 × mug (7.5 EUR)\nPlease",
        'Form: Sent\n{"size":"M"}',
        UNSUPPORTED,
    ]


def test_a_pressed_button_says_its_label_and_which_it_is():
    assert [(one.text, one.button, one.answers) for one in said("choices")] == [
        ("Yes, please", "accept", "wamid.OURS"),
        ("The third", "b-3", ""),
        ("Tell me more", "more", ""),
    ]


def test_a_message_is_changed_or_taken_back_and_a_reaction_is_nothing_said():
    edited, gone, reaction = told("changes_of_mind")
    at = 1_790_000_000_000
    assert edited == Edited(id="wamid.A1", thread=SAID.thread, text="Better words", at=at)
    assert gone == Edited(id="wamid.A2", thread=SAID.thread, gone=True, at=at)
    assert isinstance(reaction, Unread)
    assert reaction.what == "reaction"


@pytest.mark.parametrize("name", ["new_number", "new_user_id"])
def test_who_gets_another_number_keeps_their_thread_and_takes_nobody_elses(name: str):
    """The words of the event hold the person's own name, which may be somebody's user id."""
    moves = {(one.thread, one.to) for one in told(name) if isinstance(one, Moved)}
    assert moves == {("49301", "DE.ada7654321"), ("DE.ada1234567", "DE.ada7654321")}


def test_what_became_of_our_messages_is_told_in_words_without_numbers_and_tokens():
    receipts = [one for one in told("statuses") if isinstance(one, Receipt)]
    assert [(one.state, one.ids) for one in receipts] == [
        ("read", ("wamid.O1",)),
        ("sent", ("wamid.O1",)),
        ("read", ("wamid.O2",)),
        ("failed", ("wamid.O3",)),
        ("failed", ("wamid.O4",)),
    ]
    assert [one.why for one in receipts[:3]] == ["", "", ""]
    assert "more than 24 hours" in receipts[3].why
    assert receipts[4].why == "No delivery to … with … (code 999999)"
    assert [one.what for one in told("statuses") if isinstance(one, Unread)] == [
        "status warehoused"
    ]


def test_an_answer_from_the_business_app_is_an_echo():
    assert told("echo") == [
        Echoed(
            id="wamid.H",
            thread=SAID.thread,
            text="I am Mia, from the app",
            at=1_790_000_007_000,
        )
    ]


def test_of_other_numbers_nothing_is_told():
    assert [one.text for one in said("two_accounts")] == ["to us"]
    assert [one.what for one in told("two_accounts") if isinstance(one, Unread)] == [
        "account_update"
    ]


def test_what_nobody_knows_is_kept_raw_and_a_message_is_never_swallowed():
    assert [one.text for one in said("odd")] == [UNKNOWN]
    unread = [one for one in told("odd") if isinstance(one, Unread)]
    assert [one.what for one in unread] == [
        "message hologram",
        "group message",
        "message without a sender",
        "errors",
        "phone_number_quality_update",
    ]
    assert all(one.raw and len(one.raw) <= 2_000 for one in unread)
    assert len({one.id for one in unread}) == len(unread)


KEYS = re.findall(
    r"\w+",
    """
    object entry changes field value messages statuses contacts from from_user_id id type text
    body image interactive button_reply list_reply location system user_id wa_id timestamp
    errors code metadata phone_number_id profile name context edit revoke original_message_id
    message order product_items message_echoes to
    """,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=8,
        )
    ),
    max_leaves=40,
)


def _grafted(value: object, graft: object, path: list[int]) -> object:
    """``value`` with something else at some place in it."""
    if not path or not isinstance(value, dict | list) or not value:
        return graft
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = keys[path[0] % len(keys)]
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[key] = _grafted(value[key], graft, path[1:])
    return copy


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(PAYLOADS.glob("*.json"))),
    JSON,
    st.lists(st.integers(0, 9), max_size=9),
)
def test_whatever_stands_anywhere_in_a_webhook_it_is_parsed_and_can_be_kept(file, graft, path):
    payload = _grafted(json.loads(file.read_text()), graft, path)
    for event in parse(json.dumps(payload).encode(), WhatsApp.number_id):
        words = repr(event)
        assert "\\x00" not in words
        words.encode()  # no half of a surrogate pair
        if isinstance(event, Said):
            assert event.id
            assert event.thread
            assert event.text or event.files


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_parsed(body: bytes):
    assert parse(body, WhatsApp.number_id) == []


@pytest.mark.parametrize("deep", [b'{"a":' * 100_000, b"[" * 100_000, b'{"entry":[' * 3_000])
def test_a_body_nested_beyond_reason_tells_nothing(deep: bytes):
    assert parse(deep, WhatsApp.number_id) == []


def test_a_thousand_levels_in_a_message_do_not_stop_the_rest():
    payload = json.loads((PAYLOADS / "odd.json").read_text())
    value = payload["entry"][0]["changes"][0]["value"]
    nested: object = "x"
    for _ in range(400):
        nested = [nested]
    value["messages"][0]["hologram"] = nested
    told_ = parse(json.dumps(payload).encode(), WhatsApp.number_id)
    assert [one.what for one in told_ if isinstance(one, Unread)][-1] == (
        "phone_number_quality_update"
    )


def test_ten_thousand_events_of_one_batch_are_all_told():
    payload = json.loads((PAYLOADS / "text.json").read_text())
    (message,) = payload["entry"][0]["changes"][0]["value"]["messages"]
    payload["entry"][0]["changes"][0]["value"]["messages"] = [
        {**message, "id": f"wamid.{number}"} for number in range(10_000)
    ]
    found = parse(json.dumps(payload).encode(), WhatsApp.number_id)
    assert len({one.id for one in found if isinstance(one, Said)}) == 10_000
