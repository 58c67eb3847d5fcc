"""Our mails: in the thread of theirs, to one address, and nothing in them that others put there."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.channels.email.office import SECRET, mail, outgoing, setup_of
from warmline.channels.email.account import account_of
from warmline.channels.email.letter import read
from warmline.channels.email.parsing import Reader
from warmline.channels.email.tags import Tags
from warmline.channels.email.writing import write
from warmline.core.model import Author, Button, File
from warmline.flow.channels import Attachment, Outgoing, Said
from warmline.flow.failures import Permanent

ADDRESS = "support@shop.test"
TAGS = Tags(secret=SECRET, channel="ch-email", address=ADDRESS)
ACCOUNT = account_of(setup_of(ADDRESS, 1, 1))
READER = Reader(tags=TAGS, server="mx.shop.test")
PROVED = "mx.shop.test; dmarc=pass header.from=example.com"


def said(text: str = "Where is my lamp?", **heads: str) -> Said:
    (event,) = READER.events(read(mail(text, **{"Authentication_Results": PROVED} | heads)), 0)
    assert isinstance(event, Said)
    return event


def sent(out: Outgoing, account=ACCOUNT) -> EmailMessage:
    """As it arrives."""
    raw = write(out, account, TAGS, 0).mail.as_bytes()
    assert b"\r\n" in raw
    assert b"\n" not in raw.replace(b"\r\n", b"")
    return message_from_bytes(raw, policy=policy.default)


def text_of(mail: EmailMessage) -> str:
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


def test_a_reply_stands_in_their_thread():
    one = said(Message_ID="<1@x.test>", References="<0@x.test>", Subject="Broken lamp")
    got = sent(outgoing(one, "Which lamp?"))
    assert got["Subject"] == "Re: Broken lamp"
    assert got["To"].addresses[0].addr_spec == "eve@example.com"
    assert got["Reply-To"] == TAGS.reply_address(one.thread)
    assert got["In-Reply-To"] == "<1@x.test>"
    assert got["References"] == "<0@x.test> <1@x.test>"
    assert TAGS.thread_of(got["Message-ID"]) == one.thread
    assert text_of(got) == "Which lamp?\n\n<eve@example.com>:\n> Where is my lamp?\n"


@pytest.mark.parametrize("subject", ["Re: Lamp", "AW: Lampe", "RE[2]: Lamp", "回复：灯"])
def test_a_subject_that_answers_already_is_kept(subject: str):
    assert sent(outgoing(said(Subject=subject)))["Subject"] == subject


def test_the_same_key_makes_the_same_mail_and_another_key_another():
    one = said()
    assert sent(outgoing(one)).as_bytes() == sent(outgoing(one)).as_bytes()
    assert sent(outgoing(one, key="k2"))["Message-ID"] != sent(outgoing(one))["Message-ID"]


def test_what_nobody_wrote_by_hand_says_so_and_what_a_person_wrote_does_not():
    got = sent(outgoing(said()))
    assert (got["Auto-Submitted"], got["X-Auto-Response-Suppress"]) == ("auto-replied", "All")
    by_ann = sent(outgoing(said(), author=Author.OPERATOR, speaker="Ann Ö."))
    assert by_ann["Auto-Submitted"] is None
    assert by_ann["From"].addresses[0].display_name == "Ann Ö."
    assert got["From"].addresses[0].display_name == "Shop"


def test_who_may_have_been_spoofed_is_told_nothing_of_what_was_written_under_their_name():
    """Else anybody writes to anybody through us (I-07). A person of ours may quote."""
    one = said("Buy pills at spam.test", Subject="Cheap pills", Authentication_Results="")
    got = sent(outgoing(one, "We look into it."))
    assert got["Subject"] == "Re: Shop"
    assert "pills" not in got.as_string()
    assert "pills" in sent(outgoing(one, author=Author.OPERATOR, speaker="Ann")).as_string()


def test_who_answered_our_mail_has_the_address_and_is_quoted():
    first = said(Authentication_Results="")
    again = said("The red one.", Authentication_Results="", To=TAGS.reply_address(first.thread))
    assert "> The red one." in text_of(sent(outgoing(again)))


@pytest.mark.parametrize(
    "name", ["note.txt", "Rechnung März.pdf", 'a"b\r\nBcc: m@evil.test', "../x", ""]
)
def test_a_file_comes_whole_under_a_harmless_name(name: str):
    file = Attachment(
        file=File(id="f", name=name, type="image/png"), medium="image", content=b"\0\xff" * 99
    )
    got = sent(outgoing(said(), "Here", file=file))
    (part,) = got.iter_attachments()
    assert part.get_content() == b"\0\xff" * 99
    assert "/" not in part.get_filename()
    assert got["Bcc"] is None
    assert text_of(got).startswith("Here\n")


@pytest.mark.parametrize(
    "kind", ["message/rfc822", "multipart/mixed", "text/html", "x\r\nBcc: a@b.c/y", ""]
)
def test_a_file_of_a_type_that_does_something_goes_as_bytes(kind: str):
    file = Attachment(
        file=File(id="f", name="x", type=kind), medium="document", content=b"<script>"
    )
    (part,) = sent(outgoing(said(), "", file=file)).iter_attachments()
    assert part.get_content_type() == "application/octet-stream"


def test_choices_are_numbered():
    buttons = (Button(id="a", label="Red"), Button(id="b", label="Blue"))
    assert "1. Red\n2. Blue" in text_of(sent(outgoing(said(), buttons=buttons)))


def test_an_html_part_has_the_same_words_and_no_markup_of_anybody():
    account = account_of(setup_of(ADDRESS, 1, 1, html="on"))
    one = said("<img src=x onerror=alert(1)>")
    got = sent(outgoing(one, "See https://shop.test/?a=1&b=2 <b>"), account)
    page = got.get_body(("html",)).get_content()
    assert '<a href="https://shop.test/?a=1&amp;b=2">' in page
    assert "<b>" not in page
    assert "<img" not in page
    assert text_of(got).startswith("See https://shop.test/?a=1&b=2 <b>")


def test_an_address_that_an_owner_typed_in_gets_a_test_message():
    got = sent(Outgoing(key="test-1", thread="owner@example.com", text="Hello"))
    assert got["To"] == "owner@example.com"


@pytest.mark.parametrize(
    "to", ["", "a@b.c, d@e.f", "a@b.c\r\nBcc: x@y.z", "<a@b.c>", "a b@c.d", "ä@b.c", "a@b"]
)
def test_nothing_goes_to_what_is_no_single_address(to: str):
    with pytest.raises(Permanent):
        write(outgoing(said(), notes={"to": to}), ACCOUNT, TAGS, 0)


@pytest.mark.parametrize("to", ["a@b..c", "a@b.c\\", "a@.b.c", "a@-b.c", "a@b.c]", "a\x01@b.c"])
def test_nothing_goes_to_a_domain_that_is_none(to: str):
    with pytest.raises(Permanent, match="none that mail can be sent to"):
        write(outgoing(said(), notes={"to": to}), ACCOUNT, TAGS, 0)


@pytest.mark.parametrize("local", ["a..b", ".a", "a.", "a...b.."])
def test_addresses_with_dots_as_mobile_providers_gave_them_out_get_their_replies(local: str):
    one = said(From=f"Eve <{local}@docomo.ne.jp>")
    written = write(outgoing(one, "Which lamp?"), ACCOUNT, TAGS, 0)
    assert written.to == f'"{local}"@docomo.ne.jp'
    assert f'To: "{local}"@docomo.ne.jp\r\n' in written.mail.as_string()
    own = account_of(setup_of(f"{local}@docomo.ne.jp", 1, 1))
    mail = write(outgoing(said()), own, TAGS, 0).mail
    assert f'From: Shop <"{local}"@docomo.ne.jp>\r\n' in mail.as_string()


KNOWN = {
    *("subject", "from", "to", "reply-to", "date", "message-id", "in-reply-to", "references"),
    *("auto-submitted", "x-auto-response-suppress", "mime-version"),
    *("content-type", "content-transfer-encoding"),
}
WILD = st.text(
    alphabet=st.sampled_from("ab ,;:<>@\"'\\\r\n\t\0=?é漢😀\u2028\u202e()[]%"), max_size=80
)


@given(WILD, WILD, WILD, WILD, WILD)
@settings(max_examples=300, deadline=None)
def test_nothing_that_anybody_wrote_ends_a_header_or_adds_one(subject, name, speaker, id, words):
    notes = {"to": "eve@example.com", "name": name, "subject": subject, "id": id}
    notes |= {"references": id + words, "said": words, "proved": "yes"}
    out = Outgoing(key="k", thread="a" * 18, text=words, speaker=speaker, answers=id, notes=notes)
    got = sent(out)
    assert {one.lower() for one in got} <= KNOWN
    names = [one.lower() for one in got]
    assert len(names) == len(set(names))
    assert [one.addr_spec for one in got["To"].addresses] == ["eve@example.com"]
    assert [one.addr_spec for one in got["From"].addresses] == [ADDRESS]
