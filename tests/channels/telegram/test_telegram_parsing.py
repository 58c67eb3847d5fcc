"""What updates of Telegram tell; and that no bytes at all make the reader fall."""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from warmline.channels.telegram.parsing import TAKEN, events_of
from warmline.flow.channels import Began, Edited, Moved, Person, Remote, Said, Unread

PAYLOADS = Path(__file__).parent / "payloads"
MARIA = Person(identity="6102938471", name="Mária Kováčová", handle="@maria_k", language="sk")
CHAT = "6102938471"


def told(name: str):
    return events_of((PAYLOADS / f"{name}.json").read_bytes())


def test_words_come_with_who_said_them_where_and_when():
    (said,) = told("text")
    assert said == Said(
        id=f"{CHAT}:11",
        thread=CHAT,
        person=MARIA,
        text="Kde je moja objednávka? 📦🇸🇰",
        at=1_763_755_211_000,
    )


def test_the_handle_is_shown_and_never_the_identity():
    (said,) = told("text")
    assert said.person.identity.isdecimal()


def test_a_reply_names_the_message_that_it_answers():
    (said,) = told("reply")
    assert (said.text, said.answers) == ("this one", f"{CHAT}:7")


def test_start_begins_a_thread_with_what_the_link_carried():
    (began,) = told("start")
    assert began == Began(
        id=f"{CHAT}:13",
        thread=CHAT,
        person=MARIA,
        payload="k3yFromTheWeb-_9",
        at=1_763_755_213_000,
    )


def test_human_asks_for_a_person_and_what_stands_behind_it_is_not_lost():
    words, asks = told("human")
    assert (words.text, words.button) == ("my parcel is wet", "")
    assert (asks.text, asks.button) == ("/human", "person")
    assert words.id != asks.id


def test_stop_is_shown_and_noted():
    (said,) = told("stop")
    assert (said.text, dict(said.notes)) == ("/stop", {"stopped": "/stop"})


def test_help_is_said_like_anything_else():
    (said,) = told("help")
    assert (said.text, said.button, dict(said.notes)) == ("/help", "", {})


def test_a_photo_is_its_largest_size_with_its_caption():
    (said,) = told("photo")
    assert said.text == "broken"
    assert said.files == (
        Remote(
            reference="AgACAgQAAxkBAAIBlarge", name="photo.jpg", type="image/jpeg", size=148_320
        ),
    )


def test_voice_documents_videos_and_animations_are_one_file_each():
    found = [told(name)[0].files for name in ("voice", "document", "video", "animation")]
    assert [[(one.name, one.type, one.size) for one in files] for files in found] == [
        [("voice.ogg", "audio/ogg", 16_012)],
        [("invoice 2026.pdf", "application/pdf", 73_211)],
        [("IMG_0012.MOV", "video/quicktime", 31_457_280)],
        [("cat.mp4", "video/mp4", 90_001)],
    ]


def test_a_place_and_a_sticker_are_said_in_words():
    assert told("location")[0].text == "Corner Shop\nMain Street 1\ngeo:48.1486,17.1077"
    assert told("sticker")[0].text == "👍"


def test_a_changed_message_is_named_by_its_own_id():
    assert told("edited") == (
        Edited(
            id=f"{CHAT}:11",
            thread=CHAT,
            text="Kde je moja objednávka 4711?",
            at=1_763_755_299_000,
        ),
    )


def test_a_press_is_the_button_with_its_label():
    (said,) = told("press")
    assert (said.button, said.text, said.answers) == ("accept", "Yes, please", f"{CHAT}:25")
    assert said.person == MARIA
    assert said.id == "press:26211894471228734"


def test_a_press_under_a_message_that_telegram_forgot_is_a_press_all_the_same():
    (said,) = told("old_press")
    assert (said.button, said.thread) == ("person", CHAT)


def test_of_groups_and_other_automatic_senders_no_word_is_kept():
    for name in ("group", "other_bot"):
        (unread,) = told(name)
        assert isinstance(unread, Unread)
        assert unread.raw == ""


def test_a_group_that_grows_tells_its_new_id():
    assert told("migrated") == (Moved(id="update:918273021", thread="-4001", to="-1001987654321"),)


def test_being_blocked_is_noted_and_being_unblocked_is_nothing():
    assert [one.what for one in told("blocked")] == ["blocked by a visitor"]
    assert told("unblocked") == ()


def test_what_is_not_known_is_kept_raw_by_its_name():
    assert [(one.what, one.id) for one in (*told("poll"), *told("unknown"))] == [
        ("poll", "update:918273014"),
        ("message_reaction", "update:918273023"),
    ]
    assert '"emoji": "👍"' in told("unknown")[0].raw


def test_the_same_body_is_the_same_event_each_time():
    for path in PAYLOADS.glob("*.json"):
        assert events_of(path.read_bytes()) == events_of(path.read_bytes())


def test_nul_and_halves_of_characters_do_not_reach_the_store():
    body = json.dumps(json.loads((PAYLOADS / "text.json").read_text()) | {}).replace(
        "Kde", "\\u0000\\ud83d Kde"
    )
    (said,) = events_of(body.encode())
    assert said.text.startswith("\ufffd Kde")
    said.text.encode()


def test_a_body_nested_too_deep_is_kept_raw():
    (unread,) = events_of(b'{"a":' * 100_000)
    assert unread.what == "not an update"


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None), max_size=12)
    | st.sampled_from(["private", "group", "/start x", "/human", "~0", "kicked"])
)
NAMES = """message_id from chat id type text caption photo document voice file_id file_size width
height data message callback_data reply_markup inline_keyboard date is_bot username location venue
latitude longitude sticker emoji contact reply_to_message migrate_to_chat_id new_chat_member status
"""
KEYS = st.sampled_from(NAMES.split()) | st.text(st.characters(codec=None), max_size=5)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=25,
)
CHATS = st.fixed_dictionaries({"id": st.integers(), "type": st.just("private")})
SENDERS = st.fixed_dictionaries({"id": st.integers(1), "is_bot": st.just(False)})  # noqa: FBT003
MESSAGES = st.builds(
    lambda rest, whole: {**rest, **whole},
    st.dictionaries(KEYS, ANYTHING, max_size=6),
    st.fixed_dictionaries({"message_id": st.integers(1), "chat": CHATS, "from": SENDERS}),
)
UPDATES = st.dictionaries(st.sampled_from([*TAKEN, "update_id", "poll"]), ANYTHING | MESSAGES)


def sound(events) -> None:
    """Each can be stored: it has an id, and its words are words."""
    for event in events:
        assert event.id
        assert len(json.dumps(repr(event))) < 500_000
        if isinstance(event, Said):
            assert event.thread
            assert event.person.identity
            assert event.text or event.files or event.button
            f"{event.text}{event.files}{event.person}{event.answers}".encode()
            assert "\0" not in event.text
        if isinstance(event, Unread):
            f"{event.what}{event.raw}".encode()
            assert len(event.raw) <= 2_000


@settings(max_examples=400)
@given(UPDATES | ANYTHING)
def test_whatever_json_comes_nothing_raises(update):
    sound(events_of(json.dumps(update).encode("utf-8", "surrogatepass")))


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_whatever_bytes_come_nothing_raises(body):
    sound(events_of(body))


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(PAYLOADS.glob("*.json"))), st.integers(0, 2_000), st.binary(max_size=3)
)
def test_a_broken_update_raises_nothing(path, at, piece):
    body = path.read_bytes()
    at %= len(body)
    sound(events_of(body[:at] + piece + body[at + len(piece) :]))
