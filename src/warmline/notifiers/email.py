"""Notices by mail. No word of the conversation is in them unless the owner wants it (M-03)."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate

import aiosmtplib

from warmline.core.effects import Notify
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Letter
from warmline.notifiers import _words

TIME_LIMIT = 20.0  # seconds for one mail
SAID = 200  # characters of what a mail server says
PERMANENT_FROM = 500  # SMTP reply codes that will not change


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """How mail leaves. ``tls``: none, starttls, or tls from the first byte."""

    host: str
    port: int = 587
    user: str = ""
    password: str = ""
    sender: str = "warmline@localhost"
    tls: str = "starttls"


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """One mail a notice. The same job sent twice has one Message-ID: mail programs show it once."""

    smtp: Smtp
    console: str  # address of the console
    with_text: bool = False  # put the summary into the mail
    mask: Callable[[str], str] = str  # what the summary loses on its way

    async def notify(self, notify: Notify, letter: Letter, *, key: str) -> str:
        message = self._message(notify, letter, key)
        smtp = self.smtp
        try:
            _, said = await aiosmtplib.send(
                message,
                hostname=smtp.host,
                port=smtp.port,
                username=smtp.user or None,
                password=smtp.password or None,
                use_tls=smtp.tls == "tls",
                start_tls=smtp.tls == "starttls",
                timeout=TIME_LIMIT,
            )
        except aiosmtplib.SMTPResponseException as error:
            kind = Permanent if error.code >= PERMANENT_FROM else Temporary
            raise kind(f"the mail server answered {error.code}") from error
        except aiosmtplib.SMTPRecipientsRefused as error:
            codes = {one.code for one in error.recipients}
            kind = Permanent if min(codes) >= PERMANENT_FROM else Temporary
            raise kind(f"the mail server refused the address ({min(codes)})") from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise Temporary(
                f"the mail server cannot be reached ({type(error).__name__})"
            ) from error
        return f"the mail server took it: {said}"[:SAID]

    def _message(self, notify: Notify, letter: Letter, key: str) -> EmailMessage:
        message = EmailMessage()
        message["Subject"] = _words.title(notify)
        message["From"] = self.smtp.sender
        message["To"] = letter.email
        message["Date"] = formatdate()
        domain = self.smtp.sender.rsplit("@", 1)[-1]
        message["Message-ID"] = f"<{notify.notice}.{letter.conversation.id}.{key}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's robot answers it
        message.set_content("\n".join(self._lines(notify, letter)))
        return message

    def _lines(self, notify: Notify, letter: Letter) -> list[str]:
        lines = [f"Hello {letter.name},", "", f"{_words.title(notify)}."]
        package = letter.package
        if package and notify.notice != "new_conversation":
            if self.with_text or letter.text:
                lines.append(self.mask(f"Why: {package.why.reason}"))
                lines += ["", *_words.told(package, self.mask)]
            else:  # a reason may quote the visitor, a model, or what a colleague noted
                lines.append(f"Why: {package.why.trigger.replace('_', ' ')}")
        lines += _words.asides(letter)
        address = _words.address(self.console, letter)
        return [*lines, "", f"Open the conversation: {address}", ""]
