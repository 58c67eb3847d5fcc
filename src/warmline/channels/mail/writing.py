"""The mail that brings an entry to the visitor: who writes, what was said, where replies go."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from warmline.channels.mail.codes import Codes
from warmline.core.facts import Entry, MailContinued, MessageAdded
from warmline.core.model import Author
from warmline.flow.ports import Parcel

MOST_QUOTED = 12  # entries
MOST_REFERENCES = 20
PLAIN = policy.SMTP.clone(cte_type="7bit")  # no server must know 8BITMIME or SMTPUTF8 for text


def write(parcel: Parcel, codes: Codes) -> EmailMessage:
    """The same entry makes the same mail, so that one sent twice shows once."""
    entry = parcel.entry
    fact = entry.fact
    assert isinstance(fact, MessageAdded)  # noqa: S101 - only messages are delivered
    id = parcel.conversation.id
    before = [one for one in parcel.log if one.seq < entry.seq and _said(one)]
    mails = list(_mails(before, parcel, codes))
    message = EmailMessage(policy=PLAIN)
    message["Subject"] = _subject(parcel)
    message["From"] = _sender(parcel.speaker or parcel.house, codes)
    message["To"] = parcel.conversation.mail
    message["Reply-To"] = codes.reply_address(id)
    message["Date"] = format_datetime(datetime.fromtimestamp(fact.at / 1000, UTC))
    message["Message-ID"] = codes.message_id(id, entry.seq)
    if mails:
        message["In-Reply-To"] = mails[-1]
        message["References"] = " ".join(mails[-MOST_REFERENCES:])
    if fact.author is not Author.OPERATOR:
        message["Auto-Submitted"] = "auto-replied"  # RFC 3834: no robot answers a robot
        message["X-Auto-Response-Suppress"] = "All"
    quoted = _quoted(before[-MOST_QUOTED:], parcel) if before else ()
    message.set_content("\n".join((fact.text, "", *quoted)))
    return message


def _subject(parcel: Parcel) -> str:
    """The same in each mail of a matter, as programs thread by it; no word of the visitor's."""
    handoff = parcel.conversation.handoff
    ticket = f" [{handoff.ticket}]" if handoff and handoff.ticket else ""
    return _line(f"Re: {parcel.house}{ticket}")


def _sender(name: str, codes: Codes) -> Address:
    return Address(display_name=_line(name), addr_spec=codes.address)


def _line(text: str) -> str:
    """Nothing in it may end a header."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _said(entry: Entry) -> bool:
    """What the visitor may read; the log has no notes, but is not trusted for it."""
    return isinstance(entry.fact, MessageAdded)


def _mails(before: Sequence[Entry], parcel: Parcel, codes: Codes) -> Iterator[str]:
    """The mails of this thread so far, ours and theirs, oldest first."""
    went = [one.seq for one in parcel.log if isinstance(one.fact, MailContinued)]
    for entry in before:
        match entry.fact:
            case MessageAdded(author=Author.VISITOR, via="email", draft=theirs) if theirs:
                yield theirs
            case MessageAdded(author=Author.OPERATOR) if not went or entry.seq > went[-1]:
                yield codes.message_id(parcel.conversation.id, entry.seq)
            case _:
                pass


def _quoted(entries: Sequence[Entry], parcel: Parcel) -> Iterator[str]:
    """What was said before, newest first, as a quotation that mail programs fold."""
    names = {Author.VISITOR: parcel.conversation.mail, Author.ASSISTANT: parcel.house}
    newest = entries[-1].fact
    yield f"{_date(newest.at)} <{parcel.conversation.mail}>:"
    for entry in reversed(entries):
        fact = entry.fact
        if isinstance(fact, MessageAdded):
            yield f"> {names.get(fact.author, parcel.house)}, {_date(fact.at)}"
            yield from (f"> {line}" for line in fact.text.splitlines())
            yield ">"


def _date(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d %H:%M} UTC"
