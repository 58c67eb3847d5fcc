"""Mail out: one letter to one address, and what the server's answer means."""

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal

import aiosmtplib

from warmline.channels.mail.codes import Codes
from warmline.channels.mail.writing import write
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Parcel

TIME_LIMIT = 20.0  # seconds for one mail
PERMANENT_FROM = 500  # SMTP reply codes that will not change


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    host: str
    port: int = 587
    user: str = ""
    password: str = ""
    tls: Literal["none", "starttls", "tls"] = "starttls"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailer:
    """``flow.ports.Mailer``."""

    server: Outgoing
    codes: Codes

    async def send(self, parcel: Parcel) -> None:
        """Raises ``Temporary``, ``Permanent``."""
        message = write(parcel, self.codes)
        try:
            await self._send(message)
        except aiosmtplib.SMTPRecipientsRefused as error:
            codes = {one.code for one in error.recipients}
            raise _failure(min(codes), "refused the address") from error
        except aiosmtplib.SMTPResponseException as error:
            raise _failure(error.code, "refused the mail") from error
        except (aiosmtplib.SMTPException, OSError) as error:
            why = f"the mail server cannot be reached ({type(error).__name__})"
            raise Temporary(why) from error

    async def _send(self, message: EmailMessage) -> None:
        server = self.server
        await aiosmtplib.send(
            message,
            hostname=server.host,
            port=server.port,
            username=server.user or None,
            password=server.password or None,
            use_tls=server.tls == "tls",
            start_tls=server.tls == "starttls",
            timeout=TIME_LIMIT,
        )


def _failure(code: int, what: str) -> Temporary | Permanent:
    kind = Permanent if code >= PERMANENT_FROM else Temporary
    return kind(f"the mail server {what} ({code})")
