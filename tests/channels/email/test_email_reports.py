"""What mail servers say of our mails: each program's way of it."""

import pytest

from tests.channels.email.office import SECRET, mail
from warmline.channels.email.letter import read
from warmline.channels.email.parsing import Reader
from warmline.channels.email.tags import Tags
from warmline.flow.channels import Receipt, Unread

TAGS = Tags(secret=SECRET, channel="c", address="support@shop.test")
READER = Reader(tags=TAGS)
THREAD = "abcdefghijkl234567"
OURS = TAGS.message_id("k1", THREAD)
FIELDS = "Final-Recipient: rfc822; eve@example.com\r\nAction: {action}\r\nStatus: {status}\r\n"


def report(
    action: str, status: str, *, said: str = "", of: str = OURS, returned: str = ""
) -> bytes:
    fields = FIELDS.format(action=action, status=status)
    fields += f"Diagnostic-Code: smtp; {said}\r\n" if said else ""
    kind = returned or "message/rfc822"
    return (
        "Return-Path: <>\r\nFrom: Mail Delivery System <MAILER-DAEMON@mx.example.com>\r\n"
        "To: support@shop.test\r\nMessage-ID: <dsn1@mx.example.com>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mx.example.com\r\n\r\n{fields}\r\n"
        f"--b\r\nContent-Type: {kind}\r\n\r\nFrom: support@shop.test\r\nMessage-ID: {of}\r\n"
        "Subject: Re: Lamp\r\n\r\nIt is on its way.\r\n--b--\r\n"
    ).encode()


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_mail_that_came_back_failed_with_the_reason_and_without_addresses(returned: str):
    said = "550 5.1.1 <eve@example.com>: user unknown, see https://mx.example.com/help"
    (event,) = READER.events(read(report("failed", "5.1.1", said=said, returned=returned)), 0)
    assert isinstance(event, Receipt)
    assert (event.state, event.thread, event.ids) == ("failed", THREAD, (OURS,))
    assert event.why.startswith("5.1.1 550 5.1.1 <…>: user unknown")
    assert "eve" not in event.why
    assert "https" not in event.why


@pytest.mark.parametrize(
    ("action", "status"), [("delayed", "4.4.1"), ("delivered", "2.0.0"), ("relayed", "2.0.0")]
)
def test_what_is_late_or_arrived_is_only_noted(action: str, status: str):
    (event,) = READER.events(read(report(action, status)), 0)
    assert isinstance(event, Unread)
    assert status in event.what


def test_a_server_that_gave_up_after_trying_for_days_failed():
    (event,) = READER.events(read(report("failed", "4.4.7")), 0)
    assert isinstance(event, Receipt)


def test_a_report_of_a_mail_that_is_not_ours_changes_nothing():
    forged = f"<k1.{THREAD}.{'a' * 26}@shop.test>"
    for of in ("<other@example.com>", forged):
        (event,) = READER.events(read(report("failed", "5.1.1", of=of)), 0)
        assert isinstance(event, Unread)


def test_a_long_reason_is_shortened():
    (event,) = READER.events(read(report("failed", "5.7.1", said="no " * 2000)), 0)
    assert isinstance(event, Receipt)
    assert len(event.why) < 200


def test_a_reply_that_holds_a_report_as_a_file_is_a_persons():
    (event,) = READER.events(read(mail("Look at this", To=TAGS.reply_address(THREAD))), 0)
    assert not isinstance(event, Receipt)
