"""What goes out of a message: choices, sources, files, and which messages go as one."""

import pytest

from tests.shell import ANN
from warmline.core.facts import Entry, MessageAdded
from warmline.core.model import Author, Button, ConversationId, File, Source
from warmline.flow.channels import Abilities, Attachment, Person, Said
from warmline.flow.composing import REPLY, carried, key_of, parts_of, together
from warmline.flow.failures import Permanent
from warmline.flow.pressing import address_in, pressed, wants_contact
from warmline.policies import LANGUAGES

PLAIN = Abilities(length=100)
YES_NO = (Button(id="accept", label="Yes"), Button(id="decline", label="No"))
ADA = Person(identity="7")


def said(text: str = "Hello.", **more) -> MessageAdded:
    return MessageAdded(at=1, author=more.pop("author", Author.ASSISTANT), text=text, **more)


def test_choices_are_numbers_where_there_are_no_buttons():
    (part,) = parts_of([said(buttons=YES_NO)], PLAIN, "de")
    assert part.text == "Hello.\n\n1. Yes\n2. No\n\nAntworten Sie mit einer Zahl."
    assert part.buttons == ()


def test_choices_that_are_too_many_for_the_channel_are_numbers_too():
    (part,) = parts_of([said(buttons=YES_NO)], Abilities(length=100, buttons=1))
    assert "2. No" in part.text


def test_every_language_of_the_house_knows_the_words_for_it():
    assert set(REPLY) == set(LANGUAGES)


def test_buttons_go_with_the_last_piece_and_their_labels_are_cut_to_fit():
    abilities = Abilities(length=20, buttons=3, button_length=4)
    buttons = (Button(id="a", label="Yes, please"), Button(id="b", label="No"))
    parts = parts_of([said("One sentence. And another one.", buttons=buttons)], abilities)
    assert [one.text for one in parts] == ["One sentence.", "And another one."]
    assert [one.label for one in parts[1].buttons] == ["Yes…", "No"]
    assert parts[0].buttons == ()


def test_the_piece_with_buttons_may_have_to_be_shorter():
    abilities = Abilities(length=40, length_with_buttons=15, buttons=3)
    parts = parts_of([said("One sentence. And another one.", buttons=YES_NO)], abilities)
    assert len(parts[-1].text) <= 15
    assert parts[-1].buttons == YES_NO


def test_an_answer_names_the_pages_that_it_rests_on_once_each():
    sources = (
        Source(title="Returns", url="https://shop.example.com/returns"),
        Source(title="Returns", url="https://shop.example.com/returns"),
        Source(title="A file of ours"),
    )
    (part,) = parts_of([said(sources=sources)], Abilities(length=200))
    assert part.text == "Hello.\n\nReturns: https://shop.example.com/returns"


def test_files_follow_the_words_one_by_one_and_a_single_one_may_carry_them():
    files = (File(id="f1", name="a.png"), File(id="f2", name="b.png"))
    parts = parts_of([said(files=files)], PLAIN)
    assert [(one.text, one.file and one.file.id) for one in parts] == [
        ("Hello.", None),
        ("", "f1"),
        ("", "f2"),
    ]
    (only,) = parts_of([said(files=files[:1])], Abilities(length=100, caption=100))
    assert (only.text, only.file) == ("Hello.", files[0])


def test_messages_that_go_as_one_stand_below_each_other():
    (part,) = parts_of(
        [said("One."), said("Two.", buttons=YES_NO)], Abilities(length=99, buttons=2)
    )
    assert (part.text, part.buttons) == ("One.\n\nTwo.", YES_NO)


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ([said(), said(author=Author.SYSTEM), said()], 3),
        ([said(), said(buttons=YES_NO), said()], 2),
        ([said(), said(author=Author.VISITOR), said()], 1),
        ([said(), said(author=Author.OPERATOR, operator=ANN)], 1),
        ([said(author=Author.OPERATOR, operator=ANN), said()], 0),
    ],
)
def test_what_a_person_writes_goes_by_itself(facts: list[MessageAdded], count: int):
    assert together(list(enumerate(facts))) == count


def test_a_part_has_one_key_however_often_it_is_sent_and_no_other_has_it():
    id = ConversationId("c")
    keys = [key_of(id, seq, part) for seq in range(1, 30) for part in range(5)]
    assert len(set(keys)) == len(keys)
    assert keys == [key_of(id, seq, part) for seq in range(1, 30) for part in range(5)]
    assert all(len(key) <= 25 and key.isalnum() for key in keys)


def test_a_picture_that_is_too_large_goes_as_a_document_or_says_why_not():
    picture = Attachment(file=File(id="f", name="a.png"), medium="image", content=b"x" * 20)
    assert carried(picture, Abilities(length=9, media={"image": 30})).medium == "image"
    both = Abilities(length=9, media={"image": 10, "document": 30})
    assert carried(picture, both).medium == "document"
    with pytest.raises(Permanent, match="no files"):
        carried(picture, PLAIN)
    with pytest.raises(Permanent, match="larger"):
        carried(picture, Abilities(length=9, media={"image": 10}))


# ── and what comes back ───────────────────────────────────────────────────────────────────────────


def asked(*facts: MessageAdded) -> list[Entry]:
    return [Entry(seq, fact) for seq, fact in enumerate(facts, 1)]


def words(text: str, **more) -> Said:
    return Said(id="m", thread="t", person=ADA, text=text, **more)


@pytest.mark.parametrize("text", ["2", " 2. ", "(2)", "2)", "no", "No.", "NO!"])
def test_a_number_or_a_label_is_the_choice(text: str):
    chosen = pressed(words(text), asked(said(buttons=YES_NO)), PLAIN)
    assert chosen == YES_NO[1]


@pytest.mark.parametrize("text", ["3", "0", "22", "no thanks, I will wait", "2 parcels", ""])
def test_other_words_are_words(text: str):
    assert pressed(words(text), asked(said(buttons=YES_NO)), PLAIN) is None


def test_where_there_are_buttons_a_number_is_a_number():
    able = Abilities(length=100, buttons=3)
    assert pressed(words("2"), asked(said(buttons=YES_NO)), able) is None
    assert pressed(words("No", button="decline"), [], able) == YES_NO[1]


def test_a_number_is_no_choice_once_the_visitor_has_gone_on():
    log = asked(said(buttons=YES_NO), said("Hm.", author=Author.VISITOR), said("Well?"))
    assert pressed(words("2"), log, PLAIN) is None


def test_an_address_counts_only_where_one_was_asked_for():
    form = asked(said("How can we reach you?", form="contact"))
    assert wants_contact(form)
    assert not wants_contact([*form, Entry(2, said("Why?", author=Author.VISITOR))])
    assert address_in("It is ada@example.org, thanks.") == "ada@example.org"
    assert address_in("write to me@ or @me or a@b") == ""
