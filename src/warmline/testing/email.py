"""A mail provider: a mailbox that can be read over IMAP, SMTP to answer, and people with mail.

People answer in the thread, as their programs do: with a quotation below, In-Reply-To, References.
The provider vouches for them (DMARC), under the name in ``authserv``.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from types import MappingProxyType

from starlette.routing import BaseRoute

from warmline.testing._imap import Imap
from warmline.testing._mailbox import Folder
from warmline.testing._mischief import CALM, Mischief
from warmline.testing._provider import Bubble, Enclosed, Provider
from warmline.testing._smtp import Posted, Smtp

ADDRESS = "support@shop.test"
PASSWORD = "password-of-the-stand-in"  # noqa: S105 - everybody may know it
AUTHSERV = "mx.stand-in.test"
REQUIRED = ("from", "to", "subject", "date", "message-id", "reply-to", "mime-version")
ONCE = (*REQUIRED, "in-reply-to", "references", "content-type", "auto-submitted", "sender", "cc")


class Email(Provider):
    """``imap_port`` and ``smtp_port`` are set while it is ``open``."""

    kind = "email"
    hints: Mapping[str, str] = MappingProxyType(
        {
            "address": ADDRESS,
            "imap_user": ADDRESS,
            "imap_password": PASSWORD,
            "imap_tls": "none",
            "smtp_tls": "none",
            "authserv": AUTHSERV,
        }
    )

    def __init__(self, *, seed: int = 0, mischief: Mischief = CALM) -> None:
        super().__init__(seed=seed, mischief=mischief)
        self.folder = Folder()
        self.posted = list[Posted]()
        self.imap_port = self.smtp_port = 0
        self.imap = Imap(self.folder, ADDRESS, PASSWORD, self.fault)
        self.smtp = Smtp((ADDRESS, PASSWORD), self.dice, self.fault, self._accept)
        self._threads = defaultdict[str, list[str]](list)  # ids of each person's mails
        self._newest = dict[str, EmailMessage]()  # of ours, by person
        self._count = 0

    def routes(self) -> Sequence[BaseRoute]:
        return ()

    @asynccontextmanager
    async def open(self, imap_port: int = 0, smtp_port: int = 0) -> AsyncGenerator[None]:
        """Both servers listen on 127.0.0.1; port 0: any that is free."""
        imap = await asyncio.start_server(self.imap.serve, "127.0.0.1", imap_port)
        smtp = await asyncio.start_server(self.smtp.serve, "127.0.0.1", smtp_port)
        self.imap_port = imap.sockets[0].getsockname()[1]
        self.smtp_port = smtp.sockets[0].getsockname()[1]
        try:
            yield
        finally:
            await self.imap.cut()
            for one in (imap, smtp):
                one.close()
                await one.wait_closed()

    def address(self, person: str) -> str:
        return f"{person}@people.test"

    async def say(
        self, person: str, text: str, *, files: Sequence[Enclosed] = (), press: str = ""
    ) -> str:
        """They write a mail; all but their first is in the same thread."""
        mail = self.mail(person, press or text, files)
        raw = mail.as_bytes(policy=policy.SMTP)
        for _ in range(self.dice.times()):
            await self.folder.put(raw)
        return str(mail["Message-ID"])

    def mail(self, person: str, text: str, files: Sequence[Enclosed] = ()) -> EmailMessage:
        """What their program makes of it."""
        self._count += 1
        id = f"<{self.start + self._count}.{person}@people.test>"
        newest, before = self._newest.get(person), self._threads[person]
        mail = EmailMessage(policy=policy.SMTP)
        mail["Return-Path"] = f"<{self.address(person)}>"
        mail["Authentication-Results"] = (
            f"{AUTHSERV}; dmarc=pass (p=reject) header.from=people.test; spf=pass"
        )
        mail["From"] = f"{person.title()} <{self.address(person)}>"
        mail["To"] = str(newest["Reply-To"]) if newest else ADDRESS
        mail["Subject"] = str(newest["Subject"]) if newest else f"A question of {person.title()}"
        mail["Date"] = format_datetime(datetime.fromtimestamp(self.now(), UTC))
        mail["Message-ID"] = id
        if before:
            mail["In-Reply-To"] = before[-1]
            mail["References"] = " ".join(before)
        quoted = "" if newest is None else _quotation(newest)
        mail.set_content(f"{text}\n{quoted}", cte="quoted-printable")
        for one in files:
            main, _, sub = one.type.partition("/")
            mail.add_attachment(one.content, maintype=main, subtype=sub, filename=one.name)
        before.append(id)
        self.show(person, Bubble(id=id, text=text, mine=True))
        return mail

    async def come_back(
        self, person: str, status: str = "5.1.1", why: str = "no such user"
    ) -> None:
        """Their server tells that our newest mail came back (RFC 3464)."""
        newest = self._newest[person]
        mark = "report-of-a-stand-in"
        await self.folder.put(
            "\r\n".join(
                (
                    "Return-Path: <>",
                    "From: Mail Delivery System <MAILER-DAEMON@people.test>",
                    f"To: {ADDRESS}",
                    f"Message-ID: <{self._count}.report@people.test>",
                    "Auto-Submitted: auto-replied",
                    f"Content-Type: multipart/report; report-type=delivery-status; boundary={mark}",
                    "",
                    f"--{mark}",
                    "",
                    "It could not be delivered.",
                    f"--{mark}",
                    "Content-Type: message/delivery-status",
                    "",
                    "Reporting-MTA: dns; mail.people.test",
                    "",
                    f"Final-Recipient: rfc822; {self.address(person)}",
                    f"Action: {'failed' if status.startswith('5') else 'delayed'}",
                    f"Status: {status}",
                    f"Diagnostic-Code: smtp; 550 {status} {why}",
                    f"--{mark}",
                    "Content-Type: text/rfc822-headers",
                    "",
                    f"Message-ID: {newest['Message-ID']}",
                    f"--{mark}--",
                    "",
                )
            ).encode()
        )

    async def _accept(self, posted: Posted) -> None:
        """A mail of ours: looked at strictly, and shown to whom it is for."""
        self.posted.append(posted)
        mail = message_from_bytes(posted.raw, policy=policy.default)
        for words in _faults(mail, posted):
            self.fault(words)
        person = posted.to.partition("@")[0]
        id = str(mail["Message-ID"])
        if id in self._threads[person]:
            return  # mail programs show a mail once, however often it comes
        self._threads[person].append(id)
        self._newest[person] = mail
        self.show(person, _bubble(id, mail))


def _faults(mail: EmailMessage, posted: Posted) -> list[str]:
    """What a strict receiver would not like."""
    names = [name.lower() for name in mail]
    found = [f"no {one}" for one in REQUIRED if one not in names]
    found += [f"{names.count(one)} times {one}" for one in ONCE if names.count(one) > 1]
    found += [f"the head holds {one}" for one in mail.defects]
    to = mail["To"]
    if not to or [one.addr_spec for one in to.addresses] != [posted.to]:
        found.append("To is not who gets it")
    automatic = "auto-submitted" in names
    if automatic != (posted.sender == ""):
        found.append("an automatic mail leaves with an empty sender, and no other does")
    return found


def _bubble(id: str, mail: EmailMessage) -> Bubble:
    body = mail.get_body(("plain",))
    text = str(body.get_content()) if body else ""
    files = [
        Enclosed(name=one.get_filename("file"), type=one.get_content_type(), content=_content(one))
        for one in mail.iter_attachments()
    ]
    return Bubble(id=id, text=_own(text), file=files[0] if files else None)


def _content(part: "EmailMessage") -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _own(text: str) -> str:
    """As mail programs show it: what is quoted at the end is folded."""
    lines = text.rstrip().splitlines()
    while lines and lines[-1].startswith(">"):
        lines.pop()
        if not lines or not lines[-1].startswith(">"):
            lines = lines[:-1]  # the line that introduces it
    return "\n".join(lines).rstrip()


def _quotation(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    lines = str(body.get_content()).splitlines() if body else []
    return "\n".join(("", f"On 3 May 2026, {mail['From']} wrote:", *(f"> {one}" for one in lines)))
