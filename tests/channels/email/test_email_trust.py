"""Only what the owner's own mail server says of a sender is believed."""

from email import message_from_bytes

import pytest

from tests.channels.email.office import SECRET, mail
from warmline.channels.email.heads import heads_of
from warmline.channels.email.letter import read
from warmline.channels.email.parsing import Reader
from warmline.channels.email.tags import Tags
from warmline.channels.email.trust import proved

GMAIL = (
    "mx.google.com;\r\n dkim=pass header.i=@example.com header.s=s1 header.b=abc;\r\n"
    " spf=pass (google.com: domain of eve@example.com designates 192.0.2.1 as permitted sender)"
    " smtp.mailfrom=eve@example.com;\r\n dmarc=pass (p=NONE sp=NONE dis=NONE)"
    " header.from=example.com"
)
OUTLOOK = (
    "mx.google.com; spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=example.com; dkim=pass"
    " (signature was verified) header.d=example.com;dmarc=pass action=none"
    " header.from=example.com;compauth=pass reason=100"
)
RSPAMD = (
    "mx.google.com;\r\n\tdkim=pass header.d=example.com header.s=x header.b=abc;\r\n"
    '\tdmarc=pass (policy=quarantine) header.from="example.com";\r\n\tarc=none'
)
VERSION = "mx.google.com 1; dmarc=pass header.from=EXAMPLE.com"
FAILS = {
    "another server": "mx.other.test; dmarc=pass header.from=example.com",
    "failed": "mx.google.com; dmarc=fail header.from=example.com",
    "passed something else": "mx.google.com; dkim=pass header.from=example.com",
    "another domain": "mx.google.com; dmarc=pass header.from=evil.test",
    "a part of the domain": "mx.google.com; dmarc=pass header.from=example.com.evil.test",
    "in a comment": "mx.google.com; dmarc=fail (dmarc=pass header.from=example.com) x=y",
    "in a comment in a comment": "mx.google.com; (a (b) dmarc=pass header.from=example.com) none",
    "in quotation marks": 'mx.google.com; spf=fail x="; dmarc=pass header.from=example.com"',
    "passthrough": "mx.google.com; dmarc=pass-through header.from=example.com",
    "no domain": "mx.google.com; dmarc=pass",
    "nothing": "mx.google.com; none",
    "a name that begins so": "mx.google.com.evil.test; dmarc=pass header.from=example.com",
}


def is_proved(*results: str, head: str = "From: Eve <eve@example.com>") -> bool:
    fields = "".join(f"Authentication-Results: {one}\r\n" for one in results)
    message = message_from_bytes(f"{fields}{head}\r\n\r\nx".encode())
    return proved(heads_of(message), server="mx.google.com", domain="example.com")


@pytest.mark.parametrize("results", [GMAIL, OUTLOOK, RSPAMD, VERSION])
def test_what_known_servers_write_is_understood(results: str):
    assert is_proved(results)


@pytest.mark.parametrize("why", FAILS)
def test_nothing_else_is_a_proof(why: str):
    assert not is_proved(FAILS[why])


def test_only_the_topmost_of_that_name_counts():
    assert not is_proved(FAILS["failed"], GMAIL)
    assert is_proved(FAILS["another server"], GMAIL)
    assert is_proved(GMAIL, FAILS["failed"])


def test_two_senders_are_none():
    assert not is_proved(GMAIL, head="From: eve@example.com\r\nFrom: m@evil.test")


def test_without_a_name_of_the_server_nobody_is_believed():
    message = message_from_bytes(
        f"Authentication-Results: {GMAIL}\r\nFrom: e@example.com\r\n\r\nx".encode()
    )
    assert not proved(heads_of(message), server="", domain="example.com")


ONE = [
    "eve@example.com",
    "<eve@example.com>",
    "eve@example.com (Eve)",
    "Eve O'Neil Jr. <eve@example.com>",
    "Eve (Shop) <eve@example.com>",
    '"Doe, Eve" <eve@example.com>',
    '"eve@example.com" <eve@example.com>',
    '"Eve \\"E\\" Doe" <eve@example.com>',
    "=?utf-8?B?w4l2ZQ==?= <Eve@EXAMPLE.com>",
    "Ève <eve@example.com>",
]
SEVERAL = [
    "eve@example.com <m@example.com>",
    "eve@example.com, m@example.com",
    "eve@example.com; m@example.com",
    "eve@example.com m@example.com",
    "<eve@example.com> m@example.com",
    "<eve@example.com> <m@example.com>",
    "<eve@example.com>, nobody",
    '"M" <eve@example.com> "x" <m@example.com>',
    '"a\\" <m@example.com> b" <eve@example.com>',
    "(m@example.com) eve@example.com",
    "eve@example.com (<m@example.com>)",
    '(" ) <m@example.com> (") <eve@example.com>',
    "<@m.example.com:eve@example.com>",
    "Group: eve@example.com;",
    "Eve <eve@example.com",
    "Eve eve@example.com>",
]


@pytest.mark.parametrize("sender", ONE)
def test_who_is_named_in_one_way_alone_can_be_proved(sender: str):
    assert is_proved(GMAIL, head=f"From: {sender}")


@pytest.mark.parametrize("sender", SEVERAL)
def test_a_domain_proves_nobody_where_several_addresses_may_be_read(sender: str):
    """DMARC binds the domain: a colleague of Eve's may write this, and prove it."""
    assert not is_proved(GMAIL, head=f"From: {sender}")


@pytest.mark.parametrize(
    "sender", ["eve@example.com <m@example.com>", "<eve@example.com> m@x.test"]
)
def test_a_colleague_gets_no_verified_identity_of_hers(sender: str):
    tags = Tags(secret=SECRET, channel="ch-email", address="support@shop.test")
    head = {"From": sender, "Authentication-Results": GMAIL.replace("\r\n", "")}
    raw = mail("Hello", **head)
    (said,) = Reader(tags=tags, server="mx.google.com").events(read(raw), 0)
    assert not said.person.verified
    assert said.person.identity.startswith("unverified:")


def test_a_field_too_long_to_read_hides_no_older_one_that_others_wrote():
    long = f"mx.google.com; dmarc=fail header.from=example.com; {'x' * 9000}"
    assert not is_proved(long, GMAIL)
    assert not is_proved("", GMAIL)
    assert is_proved(GMAIL, long)
