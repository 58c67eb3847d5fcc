"""Letters as programs write them, kept as files: recorded (Exim) or written after their example."""

from pathlib import Path

import pytest

from tests.channels.email.office import SECRET
from warmline.channels.email.letter import read
from warmline.channels.email.parsing import Reader
from warmline.channels.email.tags import Tags
from warmline.flow.channels import Event, Receipt, Said, Unread

FOLDER = Path(__file__).parent / "payloads"
READER = Reader(
    tags=Tags(secret=SECRET, channel="c", address="support@shop.test"), server="mx.shop.test"
)
THREAD = "abcdefghijkl234567"


def told(name: str) -> Event:
    (event,) = READER.events(read((FOLDER / f"{name}.eml").read_bytes()), 0)
    return event


def heard(name: str) -> Said:
    event = told(name)
    assert isinstance(event, Said)
    return event


def test_a_bounce_of_exim_is_a_receipt():
    event = told("bounce_of_exim")
    assert isinstance(event, Receipt)
    assert (event.state, event.thread, event.why) == ("failed", THREAD, "5.0.0 the mail came back")


def test_a_delay_at_postfix_is_noted():
    event = told("late_at_postfix")
    assert isinstance(event, Unread)
    assert event.what.startswith("a report that a mail is late or arrived: 4.4.1 connect to mail")


def test_an_absence_notice_without_any_mark_but_its_subject_is_for_operators():
    event = heard("away")
    assert (event.thread, event.text) == (THREAD, "Ich bin bis zum 5. Mai nicht im Büro.")
    assert event.aside.startswith("An automatic mail from eve@example.com")


def test_a_telephone_in_japan_is_read():
    event = heard("telephone_in_japan")
    assert event.text == "ランプが壊れました。\n返品できますか？"
    assert (event.person.name, event.notes["subject"]) == ("山田", "ランプの件")
    assert event.notes["quoted"] == "iPhoneから送信"


def test_outlooks_reply_is_its_own_words_in_the_thread_of_our_mail():
    """By a proved sender whose thread it is not: the thread began with somebody else."""
    event = heard("outlook_reply")
    assert (event.thread, event.text) == (THREAD, "It’s the red one – no. 4711.")
    assert event.aside


@pytest.mark.parametrize(("name", "files"), [("apple_picture", 1), ("nested_with_files", 2)])
def test_pictures_and_files_come_along(name: str, files: int):
    event = heard(name)
    assert len(event.files) == files
    assert all(one.content and one.name for one in event.files)


def test_a_code_is_not_shown():
    event = told("code_of_a_messenger")
    assert isinstance(event, Unread)
    assert "join the workspace" not in event.raw


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.eml")), ids=lambda it: it.stem)
def test_each_is_read_wherever_it_is_cut(file: Path):
    raw = file.read_bytes()
    for end in range(0, len(raw), max(len(raw) // 60, 1)):
        assert len(READER.events(read(raw[:end]), 0)) == 1
