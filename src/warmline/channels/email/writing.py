"""The mail that brings a message of ours: to one address, in the thread of theirs.

Nothing that a visitor wrote can end a header, add a recipient or become markup. What nobody wrote
by hand says so (RFC 3834); while it is not sure that the address is theirs, it holds no word of
theirs either, so that nobody writes to others through us (I-07).
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from warmline.channels.email.account import Account
from warmline.channels.email.heads import ADDRESS
from warmline.channels.email.letter import ID, message_id_in
from warmline.channels.email.part import ODD
from warmline.channels.email.tags import THREAD, Tags
from warmline.core.model import Author, Millis
from warmline.flow.channels import Outgoing
from warmline.flow.failures import Permanent

LONGEST_SUBJECT = 200
MOST_REFERENCES = 20
PLAIN = policy.SMTP.clone(cte_type="7bit")  # no server must know 8BITMIME for text
ANSWERS = re.compile(
    r"(?:re|aw|sv|antw|vs|odp|ynt|rif|res|回复|答复|回覆)\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE
)
DOT_ATOM = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
DOMAIN = re.compile(r"\w[\w-]{0,62}(?:\.\w[\w-]{0,62})+", re.ASCII)
SENDABLE = ("image", "audio", "video", "application", "font")
ANCHOR = re.compile(r"https?://[^\s<>\"']{1,1000}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    mail: EmailMessage
    to: str
    automatic: bool  # nobody wrote it by hand
    known: bool  # who gets it has that address for sure


def write(out: Outgoing, account: Account, tags: Tags, now: Millis) -> Written:
    """The same key makes the same mail. Raises ``Permanent`` where nobody knows whereto."""
    notes = out.notes
    to = _recipient(out)
    automatic = out.author is not Author.OPERATOR
    known = notes.get("proved") == "yes" or not THREAD.fullmatch(out.thread)
    own_words = known or not automatic
    mail = EmailMessage(policy=PLAIN)
    mail["Subject"] = _subject(notes.get("subject", "") if own_words else "", account.name)
    mail["From"] = _mailbox(out.speaker or account.name, account.address)
    mail["To"] = _mailbox(notes.get("name", "") if own_words else "", to)
    mail["Reply-To"] = tags.reply_address(out.thread)
    mail["Date"] = format_datetime(datetime.fromtimestamp(now / 1000, UTC))
    mail["Message-ID"] = tags.message_id(out.key, out.thread)
    for name, value in _thread(out).items():
        mail[name] = value
    if automatic:
        mail["Auto-Submitted"] = "auto-replied"  # RFC 3834: no robot answers a robot
        mail["X-Auto-Response-Suppress"] = "All"
    _fill(mail, out, tuple(_quoted(notes)) if own_words else (), with_html=account.html)
    return Written(mail=mail, to=_quoted_address(to), automatic=automatic, known=known)


def _recipient(out: Outgoing) -> str:
    """One address, never more; a thread that is an address is one that an owner typed in."""
    to = out.notes.get("to", "") or ("" if THREAD.fullmatch(out.thread) else out.thread)
    domain = to.rpartition("@")[2]
    if not (
        ADDRESS.fullmatch(to) and DOMAIN.fullmatch(domain) and to.isascii() and to.isprintable()
    ):
        raise Permanent("the address is none that mail can be sent to")
    return to


class _Mailbox(Address):
    """The standard library knows no local part that must be quoted for its dots."""

    @property
    def addr_spec(self) -> str:
        return _quoted_address(f"{self.username}@{self.domain}")


def _mailbox(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return _Mailbox(display_name=_line(name), username=local, domain=domain)


def _quoted_address(address: str) -> str:
    """As RFC 5322 (3.4.1) wants it: some mobile providers gave out ``a..b@`` and ``a.@``."""
    local, _, domain = address.rpartition("@")
    return address if DOT_ATOM.fullmatch(local) else f'"{local}"@{domain}'


def _subject(theirs: str, house: str) -> str:
    line = _line(theirs)[:LONGEST_SUBJECT] or _line(house)
    return line if ANSWERS.match(line) else f"Re: {line}"


def _line(text: str) -> str:
    """Nothing in it may end a header."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _thread(out: Outgoing) -> Mapping[str, str]:
    """In-Reply-To and References (RFC 5322, 3.6.4)."""
    theirs = ID.fullmatch(message_id_in(out.answers) or out.notes.get("id", ""))
    if not theirs:
        return {}
    whole = dict.fromkeys((*ID.findall(out.notes.get("references", "")), theirs[0]))
    return {"In-Reply-To": theirs[0], "References": " ".join([*whole][-MOST_REFERENCES:])}


def _quoted(notes: Mapping[str, str]) -> Iterator[str]:
    """What they wrote, as a quotation that mail programs fold."""
    if said := notes.get("said", ""):
        at = int(notes.get("said_at", "0") or 0)
        date = f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d %H:%M} UTC " if at else ""
        yield f"{date}<{notes.get('to', '')}>:"
        yield from said.splitlines()


def _fill(mail: EmailMessage, out: Outgoing, quoted: tuple[str, ...], *, with_html: bool) -> None:
    text = out.text or (out.file.file.name if out.file else "")
    if out.buttons:
        choices = (f"{n}. {one.label}" for n, one in enumerate(out.buttons, 1))
        text = "\n".join((text, "", *choices))
    below = "" if not quoted else "\n".join(("", quoted[0], *(f"> {one}" for one in quoted[1:])))
    mail.set_content(f"{text}\n{below}".rstrip() + "\n")
    if with_html:
        mail.add_alternative(_page(text, quoted), subtype="html")
    if out.file:
        main, _, sub = out.file.file.type.partition("/")
        safe = main in SENDABLE and re.fullmatch(r"[\w.+-]{1,80}", sub, re.ASCII)
        name = " ".join(ODD.sub(" ", out.file.file.name).split())[:120] or "file"
        mail.add_attachment(
            out.file.content,
            maintype=main if safe else "application",
            subtype=sub if safe else "octet-stream",
            filename=name,
        )


def _page(text: str, quoted: tuple[str, ...]) -> str:
    said = "<br>\n".join(map(_linked, text.splitlines()))
    if not quoted:
        return f"<div>{said}</div>\n"
    lines = "<br>\n".join(map(html.escape, quoted[1:]))
    head = html.escape(quoted[0])
    return f"<div>{said}</div>\n<p>{head}</p>\n<blockquote>{lines}</blockquote>\n"


def _linked(line: str) -> str:
    """Escaped; web addresses of ours can be followed."""
    done, at = list[str](), 0
    for found in ANCHOR.finditer(line):
        done.append(html.escape(line[at : found.start()]))
        done.append(f'<a href="{html.escape(found[0])}">{html.escape(found[0])}</a>')
        at = found.end()
    return "".join((*done, html.escape(line[at:])))
