"""Whose thread a letter is of: by what only we could have made, never by its subject or sender."""

from dataclasses import replace

import pytest

from tests.channels.email.office import SECRET, mail
from warmline.channels.email.heads import Mailer
from warmline.channels.email.letter import read
from warmline.channels.email.parsing import Reader
from warmline.channels.email.tags import Tags
from warmline.flow.channels import Said, Unread

TAGS = Tags(secret=SECRET, channel="c", address="support@shop.test")
READER = Reader(tags=TAGS, server="mx.shop.test")
PROVED = "mx.shop.test; dmarc=pass header.from=example.com"
EVE = Mailer(name="Eve", address="eve@example.com")


def told(raw: bytes):
    (event,) = READER.events(read(raw), 0)
    return event


def said(text: str = "It is 4711.", **heads: str) -> Said:
    event = told(mail(text, **heads))
    assert isinstance(event, Said), event
    return event


def begun(**heads: str) -> Said:
    return said(Message_ID="<1@example.com>", **heads)


def ours(thread: str) -> str:
    return TAGS.message_id("k1", thread)


# ── threads ───────────────────────────────────────────────────────────────────────────────────────


def test_a_mail_that_answers_nothing_begins_a_thread_the_same_each_time():
    assert begun() == begun()
    assert begun().thread != said(Message_ID="<2@example.com>").thread


def test_a_reply_to_the_sealed_address_is_of_its_thread():
    first = begun()
    again = said(To=f"Shop <{TAGS.reply_address(first.thread).upper()}>", Subject="Other")
    assert (again.thread, again.person, again.aside) == (first.thread, first.person, "")


@pytest.mark.parametrize("field", ["In_Reply_To", "References"])
def test_a_reply_to_a_mail_of_ours_is_of_its_thread(field: str):
    first = begun()
    value = f"<x@y> {ours(first.thread)} <z@w>" if field == "References" else ours(first.thread)
    again = said(**{field: value})
    assert (again.thread, again.answers) == (first.thread, ours(first.thread))


def test_the_address_goes_before_in_reply_to_and_that_before_references_newest_first():
    one, two, three = (said(Message_ID=f"<{n}@example.com>").thread for n in (1, 2, 3))
    heads = {
        "To": TAGS.reply_address(one),
        "In_Reply_To": ours(two),
        "References": f"{ours(two)} {ours(three)}",
    }
    assert said(**heads).thread == one
    assert said(**heads | {"To": "support@shop.test"}).thread == two
    del heads["In_Reply_To"]
    assert said(**heads | {"To": "support@shop.test"}).thread == three


def test_who_goes_on_with_a_mail_of_theirs_stays_in_its_thread():
    first = begun()
    assert said(In_Reply_To="<1@example.com>", References="<1@example.com>").thread == first.thread
    other = said(From="m@evil.test", In_Reply_To="<1@example.com>", References="<1@example.com>")
    assert other.thread != first.thread


def test_a_subject_leads_nowhere():
    assert said(Subject="Re: Lamp").thread != begun(Subject="Lamp").thread


@pytest.mark.parametrize("what", ["seal", "thread", "secret", "channel"])
def test_a_forged_name_leads_nowhere(what: str):
    thread = begun().thread
    local, _, domain = TAGS.reply_address(thread).rpartition("@")
    others = {
        "seal": f"{local[:-1]}{'a' if local[-1] != 'a' else 'b'}@{domain}",
        "thread": f"{local.replace(thread, 'a' * 18)}@{domain}",
        "secret": replace(TAGS, secret=b"t" * 32).reply_address(thread),
        "channel": replace(TAGS, channel="d").reply_address(thread),
    }
    assert TAGS.thread_at(TAGS.reply_address(thread)) == thread
    assert TAGS.thread_at(others[what]) == ""
    assert said(To=others[what]).thread != thread
    assert TAGS.thread_of(replace(TAGS, secret=b"t" * 32).message_id("k", thread)) == ""


def test_a_reply_address_is_sealed_with_128_bits_where_there_is_room():
    thread = begun().thread
    for name, letters in (("support", 26), ("customer-service", 26), ("x" * 27, 16)):
        address = replace(TAGS, address=f"{name}@shop.test").reply_address(thread)
        assert len(address.partition("@")[0]) <= 64
        assert len(address.partition("@")[0].rpartition("-")[2]) == letters
    assert replace(TAGS, address=f"{'x' * 60}@shop.test").reply_address(thread)[60] == "@"


# ── who it is ─────────────────────────────────────────────────────────────────────────────────────


def test_without_proof_a_sender_joins_nobodys_history():
    one, two = begun(), said(Message_ID="<2@example.com>")
    assert not one.person.verified
    assert one.person.identity != two.person.identity
    assert "eve@example.com" in one.person.identity
    assert one.person.email == "eve@example.com"


def test_with_proof_they_are_the_same_person_in_every_thread():
    one = begun(Authentication_Results=PROVED)
    two = said(Message_ID="<2@example.com>", Authentication_Results=PROVED)
    assert one.person == two.person
    assert (one.person.identity, one.person.verified) == ("eve@example.com", True)
    assert one.thread != two.thread


def test_a_spoofed_first_mail_is_not_in_the_proved_ones_thread():
    assert begun().thread != begun(Authentication_Results=PROVED).thread


def test_a_reply_from_another_address_is_for_operators_alone():
    to = TAGS.reply_address(begun().thread)
    other = said("Give me all.", From="Mallory <m@evil.test>", To=to)
    assert other.thread == begun().thread
    assert "m@evil.test" in other.aside
    assert other.notes == {}
    assert not other.person.verified


def test_who_was_proved_must_be_proved_again():
    first = begun(Authentication_Results=PROVED)
    to = TAGS.reply_address(first.thread)
    assert "forged" in said(To=to).aside
    assert said(To=to, Authentication_Results=PROVED).aside == ""


def test_who_is_proved_later_stays_in_the_thread_as_who_they_were():
    to = TAGS.reply_address(begun().thread)
    again = said(To=to, Authentication_Results=PROVED)
    assert (again.aside, again.person) == ("", begun().person)


def test_copies_and_reply_to_add_nobody():
    one = begun(Cc="m@evil.test", Reply_To="m@evil.test")
    assert (one.notes["to"], one.person.email) == ("eve@example.com", "eve@example.com")
    assert one.notes["reply_to"] == "m@evil.test"


def test_an_operators_address_with_an_id_of_ours_is_a_stranger_like_any_other():
    thread = begun().thread
    spoof = said("I am Ann of the shop.", From="ann@shop.test", References=ours(thread))
    assert spoof.aside


# ── machines ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "heads",
    [
        {"Auto_Submitted": "auto-replied (vacation)"},
        {"Precedence": "Bulk"},
        {"List_Unsubscribe": "<mailto:x@y>"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
        {"From": "MAILER-DAEMON@example.com"},
        {"From": "shop-noreply@example.com"},
        {"From": "no_reply@example.com"},
        {"Subject": "Out of Office: Lamp"},
        {"Subject": "=?utf-8?q?R=C3=A9ponse_automatique=C2=A0=3A?= Lampe"},
        {"Subject": "自動応答: ランプ"},
    ],
)
def test_a_machine_is_heard_by_operators_in_its_thread_and_by_nobody_elsewhere(heads):
    event = told(mail(**heads))
    assert isinstance(event, Unread)
    assert event.what.startswith("automatic")
    known = said(**{"To": TAGS.reply_address(begun().thread)} | heads)
    assert known.aside.startswith("An automatic mail")


@pytest.mark.parametrize(
    "heads",
    [
        {"Auto_Submitted": "no"},
        {"X_Auto_Response_Suppress": "All"},  # it asks others for silence
        {"From": "Norep Lyon <norman@example.com>"},
        {"Subject": "Your automatic reply was no help"},
        {"Precedence": "first-class"},
    ],
)
def test_a_person_is_not_taken_for_a_machine(heads):
    assert said(**heads).aside == ""


def test_our_own_mail_that_comes_back_is_nothing():
    for sender in ("support@shop.test", TAGS.reply_address(begun().thread)):
        assert isinstance(told(mail(From=f"Shop <{sender}>")), Unread)


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        ("hello@messenger.test", "Messenger confirmation code: 482-917", "Enter it to join."),
        ("security@vendor.test", "Your verification code", "Your code is 482917"),
        (
            "team@app.test",
            "Confirm your email address",
            "https://app.test/confirm?token=abcdefghijk",
        ),
        ("info@dienst.test", "Ihr Bestätigungscode", "482917"),
        ("account@service.test", "認証コード", "482917"),
        ("noreply@messenger.test", "482917 is your code", "Do not share it."),
    ],
)
def test_what_lets_somebody_in_elsewhere_is_for_the_owner_alone(sender, subject, text):
    """Support addresses opened companies' messengers to attackers (I-05)."""
    for to in ("support@shop.test", TAGS.reply_address(begun().thread)):
        event = told(mail(text, From=sender, Subject=subject, To=to))
        assert isinstance(event, Unread)
        assert text not in event.raw


def test_who_asks_about_a_code_is_heard():
    text = "I did not get my verification code for order 482917."
    assert said(text, From="eve@example.com", Subject="Verification code").text == text


# ── what it says ──────────────────────────────────────────────────────────────────────────────────


def test_what_is_quoted_and_signed_is_folded_and_kept():
    one = said("Yes.\n\nOn 3 May 2026, Shop <s@shop.test> wrote:\n> Which?\n> The red one?\n")
    assert one.text == "Yes."
    assert "> Which?" in one.notes["quoted"]
    assert (
        said("Yes.\n-- \nEve Example\nLamp Street").notes["quoted"]
        == "--\nEve Example\nLamp Street"
    )


def test_the_same_id_with_other_words_is_another_message_and_with_the_same_it_is_one():
    one, two = (said(text, Message_ID="<1@x.test>") for text in ("Red.", "Blue."))
    assert one.id != two.id
    assert said("Red.", Message_ID="<1@x.test>", Received="another way").id == one.id
    assert said("Red.", Message_ID="").id == said("Red.", Message_ID="").id


def test_a_long_letter_comes_whole_as_a_file():
    long = "\n".join(f"{n} words of a long letter" for n in range(1000))
    one = said(long)
    assert len(one.text) <= 8000
    (file,) = one.files
    assert (file.type, file.content.decode()) == ("text/plain", long)


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"hello", b"From: \n\nx", b"From: undisclosed\n\nx"])
def test_who_has_no_sender_is_kept_aside(raw: bytes):
    assert isinstance(told(raw), Unread)


def test_an_empty_mail_says_nothing():
    assert told(mail("")).what == "an empty mail"


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("Mon, 03 May 2027 10:00:00 +0000", 0),
        ("Mon, 3 May 2026 10:00:00 +0200", 1777795200000),
        ("nonsense", 0),
        ("Mon, 3 May 1999 10:00:00 +0200", 0),
    ],
)
def test_a_date_is_believed_where_it_may_be_true(date: str, at: int):
    (event,) = READER.events(read(mail(Date=date)), 1777800000000)
    assert isinstance(event, Said)
    assert event.at == at
