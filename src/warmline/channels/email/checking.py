"""The guided check: whether the mailbox can be read, whether mail can leave, what is missing."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

import aiosmtplib

from warmline.channels.email.account import Account
from warmline.channels.email.inbox import Inbox
from warmline.channels.email.reach import Reach
from warmline.channels.email.sending import Sender, failure_of
from warmline.flow.channels import Finding
from warmline.flow.failures import Permanent, Temporary


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    account: Account
    reach: Reach
    sender: Sender

    async def findings(self) -> list[Finding]:
        return [*await self._reading(), await self._sending(), *self._trust()]

    async def _reading(self) -> list[Finding]:
        inbox = Inbox(self.account)
        try:
            ip = await self.reach.address(self.account.imap)
            await asyncio.to_thread(inbox.connect, ip)
            return list(_of_inbox(inbox))
        except (Permanent, Temporary) as failure:
            words = f"The mailbox cannot be read: {failure}."
            remedy = "Look at server, port, encryption, user, password and folder for IMAP."
            return [Finding(step="Reading", well=False, words=words, remedy=remedy)]
        finally:
            await asyncio.to_thread(inbox.close)

    async def _sending(self) -> Finding:
        try:
            async with await self.sender.connected():
                pass
        except (Permanent, Temporary) as failure:
            why: Exception = failure
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            why = failure_of(error)
        else:
            return Finding(step="Sending", well=True, words="The server lets us send mail.")
        remedy = "Look at server, port, encryption, user and password for SMTP."
        return Finding(
            step="Sending", well=False, words=f"Mail cannot be sent: {why}.", remedy=remedy
        )

    def _trust(self) -> Iterator[Finding]:
        if self.account.authserv:
            words = f"Senders are believed where {self.account.authserv} says that DMARC passed."
            yield Finding(step="Senders", well=True, words=words)
        else:
            yield Finding(
                step="Senders",
                well=False,
                words="No sender is believed to be who they say: each new mail is a new contact.",
                remedy="Type in the name of your mail server in Authentication-Results.",
            )
        domain = self.account.address.rpartition("@")[2]
        yield Finding(
            step="Arriving",
            well=True,
            words=f"Whether our mails arrive depends on the DNS of {domain}: it should have an SPF"
            f" record that names {self.account.smtp.host}, a DKIM key, and a DMARC record.",
        )


def _of_inbox(inbox: Inbox) -> Iterator[Finding]:
    folder = inbox.account.folder
    yield Finding(step="Reading", well=True, words=f"The folder {folder} can be read.")
    if inbox.tells:
        yield Finding(step="New mail", well=True, words="The server tells of new mail at once.")
    else:
        words = f"The server has no IDLE: it is asked every {inbox.account.every:g} seconds."
        yield Finding(step="New mail", well=True, words=words)
    if not inbox.keeps_keywords:
        yield Finding(
            step="Marks",
            well=False,
            words="The server keeps no marks of ours: what somebody else reads first is missed.",
            remedy="Let nobody else read this folder.",
        )
