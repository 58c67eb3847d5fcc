"""Any bytes make a mail; a robot's is known; nothing large, hidden or foreign comes in."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.channels.mail.codes import Codes
from warmline.channels.mail.reading import LONGEST, read
from warmline.core.model import ConversationId

CODES = Codes(secret=b"s" * 32, address="support@shop.test")
ID = ConversationId("abcdefghijklmnopqrstuvwx")


def a_mail(text: str = "It is 4711.", **headers: str) -> EmailMessage:
    message = EmailMessage()
    given = {"From": "Eve <Eve@Example.com>", "To": "support@shop.test", "Message-ID": "<m1@x>"}
    for name, value in (given | {k.replace("_", "-"): v for k, v in headers.items()}).items():
        message[name] = value
    message.set_content(text)
    return message


def test_a_mail_is_its_sender_its_words_and_what_it_answers():
    mail = read(a_mail(In_Reply_To="<b@x>", References="<a@x> <b@x>").as_bytes())
    assert (mail.id, mail.sender, mail.text) == ("<m1@x>", "eve@example.com", "It is 4711.")
    assert mail.answers == ("<b@x>", "<a@x>")
    assert mail.robot == ""


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; x=1"},
        {"Precedence": "bulk"},
        {"Precedence": "list"},
        {"Return_Path": "<>"},
        {"List_Id": "news.example.com"},
        {"List_Unsubscribe": "<mailto:x@y>"},
        {"X_Autoreply": "yes"},
        {"From": "MAILER-DAEMON@example.com"},
        {"From": "no-reply@example.com"},
    ],
)
def test_what_no_person_wrote_is_known(headers: dict[str, str]):
    assert read(a_mail(**headers).as_bytes()).robot


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "no"},
        {"X_Auto_Response_Suppress": "All"},  # asks others for silence; says nothing of this one
        {"Return_Path": "<eve@example.com>"},
        {"From": "Norep Lyon <norman@example.com>"},
    ],
)
def test_a_person_is_not_taken_for_a_robot(headers: dict[str, str]):
    assert read(a_mail(**headers).as_bytes()).robot == ""


def test_a_report_that_a_mail_came_back_is_no_reply():
    message = a_mail("bounced")
    message.make_mixed()
    message.replace_header("Content-Type", 'multipart/report; report-type="delivery-status"')
    assert read(message.as_bytes()).robot


def test_mail_that_is_only_html_is_read_as_text():
    message = a_mail()
    message.set_content("<p>It is <b>4711</b>.</p><script>x()</script>", subtype="html")
    assert read(message.as_bytes()).text == "It is 4711."


def test_attachments_are_named_and_not_kept():
    message = a_mail()
    message.add_attachment(b"x" * 10_000, maintype="image", subtype="png", filename="lamp.png")
    mail = read(message.as_bytes())
    assert (mail.attachments, mail.text) == (("lamp.png",), "It is 4711.")


def test_a_mail_cut_in_the_middle_of_an_attachment_keeps_its_words():
    message = a_mail()
    message.add_attachment(b"x" * 90_000, maintype="image", subtype="png", filename="lamp.png")
    mail = read(message.as_bytes()[:4000])
    assert (mail.attachments, mail.text) == (("lamp.png",), "It is 4711.")


def test_an_endless_mail_is_cut():
    assert len(read(a_mail("word " * 50_000).as_bytes()).text) <= LONGEST


def test_an_unknown_charset_is_read_as_well_as_can_be():
    raw = a_mail().as_bytes().replace(b'charset="utf-8"', b'charset="x-klingon"')
    assert read(raw).text == "It is 4711."


def test_a_mail_without_an_id_gets_the_same_one_each_time():
    message = a_mail()
    del message["Message-ID"]
    assert read(message.as_bytes()).id == read(message.as_bytes()).id != ""


@given(st.binary(max_size=600))
def test_any_bytes_can_be_read(raw: bytes):
    mail = read(raw)
    assert "\0" not in mail.text
    mail.text.encode()


# ── codes ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_reply_address_names_its_conversation_in_any_case():
    address = CODES.reply_address(ID)
    assert address.startswith("support+")
    assert len(address.partition("@")[0]) <= 64
    assert CODES.conversation_of(address) == ID
    assert CODES.conversation_of(address.upper()) == ID


def test_our_own_mails_name_their_conversation_and_nobody_else_makes_such():
    assert CODES.mail_of(CODES.message_id(ID, 7)) == ID
    other = Codes(secret=b"t" * 32, address="support@shop.test")
    assert CODES.mail_of(other.message_id(ID, 7)) is None
    assert CODES.conversation_of(other.reply_address(ID)) is None


@given(st.text(alphabet="abcdefgh234567-+.@<>", max_size=60))
def test_a_guessed_address_or_id_names_nothing(guess: str):
    assert CODES.conversation_of(guess) is None
    assert CODES.mail_of(guess) is None


def test_a_reply_address_is_sealed_with_128_bits_or_with_80_where_no_more_have_room():
    long = Codes(secret=b"s" * 32, address="customer-service@shop.test")
    for codes, letters in ((CODES, 26), (long, 16)):
        address = codes.reply_address(ID)
        local = address.partition("@")[0]
        assert len(local.rpartition("-")[2]) == letters
        assert codes.conversation_of(address) == ID
    short = f"support+{ID}-{long.reply_address(ID).partition('@')[0].rpartition('-')[2]}"
    assert CODES.conversation_of(f"{short}@shop.test") is None
    assert CODES.conversation_of(f"support+{ID}-\udcff@shop.test") is None


def test_an_id_that_cannot_stand_in_an_address_is_left_to_the_mails_own_ids():
    odd = ConversationId("Some Thing")
    assert CODES.reply_address(odd) == "support@shop.test"
    assert CODES.mail_of(CODES.message_id(odd, 1)) == odd
