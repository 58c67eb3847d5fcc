"""Mail out: one letter to one address, and what the server's answers mean."""

from dataclasses import dataclass
from typing import Self

import aiosmtplib

from warmline.channels.email.account import Account
from warmline.channels.email.reach import Pinned, Reach
from warmline.channels.email.reports import PRIVATE
from warmline.channels.email.writing import Written
from warmline.flow.failures import Permanent, Temporary

TIME_LIMIT = 60.0  # seconds for one answer of the server; a large file takes its time
PERMANENT_FROM = 500  # SMTP reply codes that will not change
LONGEST = 120  # characters of what a server says


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    account: Account
    reach: Reach

    async def send(self, written: Written) -> None:
        """Raises ``Temporary``, ``Permanent``."""
        empty = written.automatic and self.account.empty_sender
        try:
            async with await self.connected() as smtp:
                await self._send(smtp, written, empty=empty)
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise failure_of(error) from error

    async def _send(self, smtp: aiosmtplib.SMTP, written: Written, *, empty: bool) -> None:
        """Many servers refuse an empty envelope sender of those who log in: then ours is used."""
        own = self.account.address
        try:
            await smtp.send_message(
                written.mail, sender="" if empty else own, recipients=[written.to]
            )
        except aiosmtplib.SMTPSenderRefused as error:
            if not empty or error.code < PERMANENT_FROM:
                raise
            await smtp.send_message(written.mail, sender=own, recipients=[written.to])

    async def connected(self) -> aiosmtplib.SMTP:
        """Logged in, where the server wants that. To be entered as a context, which ends it."""
        server = self.account.smtp
        ip = await self.reach.address(server)
        smtp = _Entered(
            hostname=ip,
            port=server.port,
            use_tls=server.tls == "tls",
            start_tls=server.tls == "starttls",
            tls_context=None if server.tls == "none" else Pinned.to(server.host),
            timeout=TIME_LIMIT,
        )
        try:
            await smtp.connect()
            await smtp.ehlo()
            if server.user and smtp.supports_extension("auth"):
                await smtp.login(server.user, server.password)
        except BaseException:
            smtp.close()
            raise
        return smtp


class _Entered(aiosmtplib.SMTP):
    """Connected already when it is entered."""

    async def __aenter__(self) -> Self:
        return self


def failure_of(error: Exception) -> Temporary | Permanent:
    """What a failure of SMTP means, in the server's words and without addresses."""
    match error:
        case aiosmtplib.SMTPRecipientsRefused():
            first = error.recipients[0]
            return _failure(first.code, "refused the address", first.message)
        case aiosmtplib.SMTPAuthenticationError():
            return _failure(error.code, "refused the user or the password", error.message)
        case aiosmtplib.SMTPResponseException():
            return _failure(error.code, "refused the mail", error.message)
        case ValueError():
            return Permanent("the address is none that mail can be sent to")
        case _:
            return Temporary(f"the mail server cannot be reached ({type(error).__name__})")


def _failure(code: int, what: str, said: str) -> Temporary | Permanent:
    kind = Permanent if code >= PERMANENT_FROM else Temporary
    words = " ".join(PRIVATE.sub("…", said[:1000]).split())[:LONGEST]
    return kind(f"the mail server {what} ({f'{code} {words}'.strip()})")
