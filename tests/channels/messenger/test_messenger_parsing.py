"""Messenger: what each webhook tells, and which messages were ours."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warmline.channels._meta.direct.content import UNSUPPORTED
from warmline.channels._meta.direct.flavour import messenger
from warmline.channels._meta.direct.parsing import parse
from warmline.core.model import AssistantId
from warmline.flow.channels import (
    Began,
    Echoed,
    Edited,
    Event,
    Person,
    Receipt,
    Said,
    Setup,
    Unread,
)
from warmline.testing.meta import Messenger

PAYLOADS = Path(__file__).with_name("payloads")
ADA = "5550001"
AT = 1_790_000_000_123
FLAVOUR = messenger(
    Setup(
        id="ch-messenger",
        kind="messenger",
        name="Messenger",
        assistant=AssistantId("main"),
        settings={"page_id": Messenger.account},
    )
)


def read(body: bytes) -> list[Event]:
    return parse(body, FLAVOUR, "warmline:ch-messenger:", Messenger.app_id)


def told(name: str) -> list[Event]:
    return read((PAYLOADS / f"{name}.json").read_bytes())


def test_messages_come_with_their_words_choices_files_and_what_they_answer():
    first, choice, files, words, odd = told("messages")
    assert first == Said(
        id="m_1",
        thread=ADA,
        person=Person(identity=ADA),
        text="Grüße 👋🏽",
        answers="m_ours",
        at=AT,
    )
    assert isinstance(choice, Said)
    assert (choice.text, choice.button) == ("Yes", "accept")
    assert isinstance(files, Said)
    assert [(one.name, one.type) for one in files.files] == [
        ("cat.png", "image/png"),
        ("slip.pdf", "application/pdf"),
    ]
    assert isinstance(words, Said)
    assert words.text == (
        "Look\nLocation: Office · 52.52, 13.405\nShared (fallback): A page · https://example.com/p"
    )
    assert isinstance(odd, Said)
    assert odd.text == UNSUPPORTED


def test_get_started_and_links_of_ours_begin_a_thread_and_other_buttons_say_their_label():
    start, prices, link = told("postbacks")
    assert isinstance(start, Began)
    assert (start.thread, start.payload) == (ADA, "code-1")
    assert isinstance(prices, Said)
    assert (prices.text, prices.button, prices.id) == ("Prices", "PRICES", "m_p2")
    assert isinstance(link, Began)
    assert link.payload == "code-2"
    assert start.id != link.id


def test_echoes_of_ours_are_nothing_new_and_all_others_are_a_person_who_answers():
    assert told("echoes") == [
        Echoed(id="m_h", thread=ADA, text="I am Mia, from the inbox", at=AT),
        Echoed(id="m_w", thread=ADA, text="of another installation", at=AT),
    ]


def test_receipts_are_watermarks_an_edit_is_told_and_a_reaction_is_not():
    assert told("receipts") == [
        Receipt(
            state="delivered",
            thread=ADA,
            ids=("m_o1", "m_o2"),
            until=1_790_000_000_456,
            at=AT,
        ),
        Receipt(state="read", thread=ADA, until=1_790_000_000_789, at=AT),
        Edited(id="m_1", thread=ADA, text="Better words", at=AT),
    ]


def test_other_pages_and_threads_of_other_apps_are_left_alone_and_the_unknown_is_kept():
    unread = told("odd")
    assert [type(one) for one in unread] == [Unread] * 4
    assert not any("another" in one.raw for one in unread if isinstance(one, Unread))
    assert len({one.id for one in unread if isinstance(one, Unread)}) == 4


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
KEYS = re.findall(
    r"\w+",
    """
    sender recipient id message mid text is_echo is_deleted attachments payload url type
    postback read watermark delivery mids referral ref timestamp quick_reply reply_to story
    metadata app_id message_edit coordinates lat long title
    """,
)
EVENTS = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=8)
    ),
    max_leaves=40,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(EVENTS, max_size=5), st.sampled_from(["messaging", "standby", "changes"]))
def test_whatever_an_event_is_it_is_parsed_and_can_be_kept(events: list[object], where: str):
    for event in events:
        if isinstance(event, dict):
            event.setdefault("sender", {"id": ADA})
    entry = {"id": Messenger.account, where: events}
    found = read(json.dumps({"object": "page", "entry": [entry]}).encode())
    for event in found:
        repr(event).encode()
        if isinstance(event, Said):
            assert event.id
            assert event.text or event.files


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b'{"object":"instagram"}', b"[" * 99_999])
def test_any_other_body_tells_nothing(body: bytes):
    assert read(body) == []
