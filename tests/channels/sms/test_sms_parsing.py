"""What webhooks of Twilio tell; and that no bytes at all make the reader fall."""

import json
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from hypothesis import given, settings
from hypothesis import strategies as st

from warmline.channels.sms.parsing import events_of
from warmline.channels.sms.signing import FORM
from warmline.flow.channels import Hook, Person, Receipt, Remote, Said, Unread

PAYLOADS = Path(__file__).parent / "payloads"
ACCOUNT = "AC5e1f0c7a9b3d24680ace13579bdf0246"
OURS, THEIRS = "+4915735990001", "+491711234567"
URL = "https://desk.example.com/hooks/sms/ch1"


def hook(body: bytes, type: str = FORM) -> Hook:
    return Hook(
        method="POST", url=f"{URL}?a=1", headers={"content-type": type}, query={}, body=body, at=0
    )


def told(name: str):
    return read(hook((PAYLOADS / f"{name}.form").read_bytes()))


def read(found: Hook):
    return events_of(found, account=ACCOUNT, sender=OURS)


def test_words_come_as_they_were_typed_with_the_number_of_who_did():
    assert told("text") == (
        Said(
            id=f"SM{0xA1:032x}",
            thread=THEIRS,
            person=Person(identity=THEIRS, phone=THEIRS),
            text=" Grüße & 1+1=2? 📦 ",
            notes={"hook": URL},
        ),
    )


def test_pictures_are_named_by_where_they_lie():
    (said,) = told("picture")
    base = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages/MM1/Media"
    assert said.files == (
        Remote(reference=f"{base}/ME1", name="file-1.jpeg", type="image/jpeg"),
        Remote(reference=f"{base}/ME2", name="file-2.vcard", type="text/vcard"),
    )


def test_stop_is_shown_and_noted_however_it_is_said():
    assert [told(name)[0].notes.get("stopped") for name in ("stop", "opt_out")] == ["Stop", "Basta"]


def test_start_and_help_are_said_like_anything_else_and_note_no_stop():
    found = [told(name)[0] for name in ("start", "help")]
    assert [(one.text, "stopped" in one.notes) for one in found] == [
        ("START", False),
        ("HELP", False),
    ]


def test_a_sentence_with_stop_in_it_stops_nothing():
    body = (PAYLOADS / "stop.form").read_bytes().replace(b"Stop+", b"Stop+sending+me+the+red+one")
    (said,) = read(hook(body))
    assert "stopped" not in said.notes


def test_what_became_of_a_message_is_told_with_the_reason():
    assert told("delivered") == (
        Receipt(state="delivered", thread=THEIRS, ids=(f"SM{0xB1:032x}",)),
    )
    (failed,) = told("undelivered")
    assert (failed.state, failed.why) == ("failed", "the phone is off or out of reach (30003)")
    assert told("queued") == ()


def test_a_sender_without_a_number_is_kept_aside_for_nobody_can_answer_it():
    (unread,) = told("short_code")
    assert (unread.what, "1234" in unread.raw) == ("a sender without a number", True)


def test_of_what_is_for_another_number_or_account_no_word_is_kept():
    (unread,) = told("other_number")
    assert (unread.what, unread.raw) == ("for another account or number", "")
    (text,) = events_of(
        hook((PAYLOADS / "text.form").read_bytes()), account="AC" + "0" * 32, sender=OURS
    )
    assert (text.what, text.raw) == ("for another account or number", "")


def test_a_messaging_service_takes_all_its_numbers():
    body = (PAYLOADS / "other_number.form").read_bytes()
    (said,) = events_of(hook(body), account=ACCOUNT, sender="MG" + "0" * 32)
    assert said.text == "not for you"


def test_json_says_the_same_as_a_form():
    form = dict(parse_qsl((PAYLOADS / "text.form").read_text(), keep_blank_values=True))
    assert read(hook(json.dumps(form).encode(), "application/json")) == told("text")


# ── whatever comes ────────────────────────────────────────────────────────────────────────────────

FIELDS = """MessageSid SmsSid AccountSid From To Body NumMedia MediaUrl0 MediaContentType0
MessageStatus ErrorCode OptOutType"""
NAMES = st.sampled_from(FIELDS.split())
VALUES = st.sampled_from(
    [ACCOUNT, OURS, THEIRS, "delivered", "failed", "STOP", "99999999999", "²", "10", "\0", "SM1"]
) | st.text(max_size=20)
KNOWN = st.fixed_dictionaries({"AccountSid": st.just(ACCOUNT), "To": st.just(OURS)})


def sound(events) -> None:
    for event in events:
        if isinstance(event, Unread):
            assert event.id
            assert len(event.raw) <= 2_000
        if isinstance(event, Said):
            assert event.id
            assert event.thread == event.person.identity
            assert event.text.strip() or event.files
            assert "\0" not in event.text
            event.text.encode()


@settings(max_examples=400)
@given(st.lists(st.tuples(NAMES, VALUES), max_size=12), KNOWN)
def test_whatever_form_comes_nothing_raises(pairs, known):
    sound(read(hook(urlencode([*known.items(), *pairs]).encode())))


@settings(max_examples=300)
@given(st.binary(max_size=200), st.sampled_from([FORM, "application/json", "", "text/plain"]))
def test_whatever_bytes_come_nothing_raises(body, type):
    sound(read(hook(body, type)))


@settings(max_examples=200)
@given(st.sampled_from(sorted(PAYLOADS.glob("*.form"))), st.integers(0, 900), st.binary(max_size=3))
def test_a_broken_form_raises_nothing(path, at, piece):
    body = path.read_bytes()
    at %= len(body)
    sound(read(hook(body[:at] + piece + body[at + len(piece) :])))


def test_a_form_of_ten_thousand_fields_is_kept_raw():
    (unread,) = read(hook(b"&".join(b"a%d=1" % n for n in range(10_000))))
    assert unread.what == "not a message"
