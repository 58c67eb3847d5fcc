"""What Discord tells, as events: whatever it tells, something readable comes of it."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warmline.channels.discord.parsing import Rooms, dispatched, interaction
from warmline.flow.channels import Edited, Event, Person, Remote, Said, Typed, Unread

ADA = {"id": "100000000000000001", "username": "ada_l", "global_name": "Ada"}
WRITTEN: dict[str, Any] = {
    "id": "100000000000000002",
    "channel_id": "100000000000000003",
    "author": ADA,
    "content": "Où est mon colis ? 📦",
    "timestamp": "2026-11-21T09:30:00.500000+00:00",
    "type": 0,
    "attachments": [],
}
SAID = Said(
    id="100000000000000002",
    thread="100000000000000003",
    person=Person(identity="100000000000000001", name="Ada", handle="ada_l"),
    text="Où est mon colis ? 📦",
    at=1795253400500,
)
SUPPORT = "100000000000000009"
NO_ROOMS = Rooms()


def told(name: str, rooms: Rooms = NO_ROOMS, **changes: Any) -> list[Event]:
    return list(dispatched(name, {**WRITTEN, **changes}, rooms))


def test_a_direct_message_is_what_somebody_said() -> None:
    assert told("MESSAGE_CREATE") == [SAID]


def test_a_person_is_known_by_their_number_and_shown_by_their_name() -> None:
    (first,), (second,) = (
        told("MESSAGE_CREATE", author={**ADA, "username": name, "global_name": None})
        for name in ("ada_l", "support")
    )
    assert isinstance(first, Said)
    assert isinstance(second, Said)
    assert (first.person.identity, first.person.name) == (ADA["id"], "ada_l")
    assert first.person.identity == second.person.identity


@pytest.mark.parametrize("author", [{**ADA, "bot": True}, {}, None])
def test_bots_are_not_listened_to(author: object) -> None:
    assert told("MESSAGE_CREATE", author=author) == []


def test_messages_of_webhooks_are_not_listened_to() -> None:
    assert told("MESSAGE_CREATE", webhook_id="1") == []


def test_a_reply_says_what_it_answers() -> None:
    answered = told("MESSAGE_CREATE", type=19, message_reference={"message_id": "77"})
    assert answered == [replace(SAID, answers="77")]


def test_files_come_along() -> None:
    file = {"filename": "p.png", "content_type": "image/png", "size": 9, "url": "https://cdn/p"}
    (said,) = told("MESSAGE_CREATE", content="", attachments=[file])
    remote = Remote(reference="https://cdn/p", name="p.png", type="image/png", size=9)
    assert said == replace(SAID, text="", files=(remote,))


def test_a_sticker_is_named() -> None:
    (said,) = told("MESSAGE_CREATE", content="", sticker_items=[{"name": "Wave"}])
    assert said == replace(SAID, text="[Wave]")


def test_a_message_without_words_is_kept_raw() -> None:
    (event,) = told("MESSAGE_CREATE", type=46)
    assert isinstance(event, Unread)
    assert json.loads(event.raw)["id"] == WRITTEN["id"]


def test_a_change_and_a_deletion_name_the_message() -> None:
    at = "2026-11-21T09:30:00.500000+00:00"
    (edited,) = told("MESSAGE_UPDATE", content="Where?", edited_timestamp=at)
    assert edited == Edited(id=SAID.id, thread=SAID.thread, text="Where?", at=SAID.at)
    (gone,) = dispatched("MESSAGE_DELETE", {"id": "5", "channel_id": "6"}, Rooms())
    assert gone == Edited(id="5", thread="6", gone=True)


def test_an_update_that_changes_no_words_is_nothing() -> None:
    assert told("MESSAGE_UPDATE", edited_timestamp=None) == []


def test_of_a_server_only_threads_of_the_support_channel_are_listened_to() -> None:
    rooms = Rooms(parent=SUPPORT)
    elsewhere = {"id": "300000000000000000", "parent_id": "400000000000000000"}
    mine = {"id": SAID.thread, "parent_id": SUPPORT}
    assert told("MESSAGE_CREATE", rooms, guild_id="5") == []
    rooms = rooms.after("GUILD_CREATE", {"threads": [elsewhere]})
    assert told("MESSAGE_CREATE", rooms, guild_id="5") == []
    rooms = rooms.after("THREAD_CREATE", mine)
    assert told("MESSAGE_CREATE", rooms, guild_id="5") == [replace(SAID, crowd=True)]
    rooms = rooms.after("THREAD_DELETE", mine)
    assert told("MESSAGE_CREATE", rooms, guild_id="5") == []


def test_without_a_support_channel_no_thread_is_listened_to() -> None:
    rooms = Rooms().after("THREAD_CREATE", {"id": SAID.thread, "parent_id": ""})
    assert told("MESSAGE_CREATE", rooms, guild_id="5") == []


def test_typing_is_told() -> None:
    assert told("TYPING_START") == [Typed(thread=SAID.thread)]


def pressed(**changes: Any) -> list[Event]:
    row = {"type": 1, "components": [{"type": 2, "label": "Yes, please", "custom_id": "accept"}]}
    document = {
        "id": "8",
        "type": 3,
        "channel_id": SAID.thread,
        "user": ADA,
        "locale": "fr",
        "data": {"custom_id": "accept", "component_type": 2},
        "message": {"components": [row]},
    }
    return list(interaction({**document, **changes}, NO_ROOMS))


def test_a_button_says_its_label_and_who_pressed_it() -> None:
    (said,) = pressed()
    assert isinstance(said, Said)
    assert (said.text, said.button) == ("Yes, please", "accept")
    assert (said.person.identity, said.person.language) == (ADA["id"], "fr")
    (in_a_thread,) = pressed(user=None, member={"user": ADA})
    assert in_a_thread == said


def test_the_command_asks_for_a_person() -> None:
    (said,) = pressed(type=2, data={"name": "human"}, message=None)
    assert isinstance(said, Said)
    assert said.button == "person"


def test_a_command_where_others_read_along_opens_nothing() -> None:
    assert pressed(type=2, guild_id="5", data={"name": "human"}) == []


@pytest.mark.parametrize("changes", [{"user": None}, {"channel_id": None}, {"type": 1}])
def test_a_press_of_nobody_is_nothing(changes: dict[str, Any]) -> None:
    assert pressed(**changes) == []


KEYS = st.sampled_from(
    [
        *("id", "channel_id", "author", "content", "type", "attachments", "components", "message"),
        *("user", "member", "data", "custom_id", "timestamp", "url", "filename", "sticker_items"),
    ]
)
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(), inner, max_size=6)
    ),
    max_leaves=20,
)
NAMES = ("MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "INTERACTION_CREATE", "GUILD_CREATE")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(NAMES), st.dictionaries(KEYS, ODD), st.sampled_from(["whole", ""]))
def test_no_document_breaks_it(name: str, odd: dict[str, Any], whole: str) -> None:
    document = {**WRITTEN, **odd} if whole else odd
    rooms = Rooms(parent=SUPPORT).after(name, document)
    for event in dispatched(name, document, rooms):
        assert "\0" not in getattr(event, "text", "")
        repr(event).encode()
