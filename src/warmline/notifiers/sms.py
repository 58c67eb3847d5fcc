"""Notices by SMS, through Twilio's Messages API or one that speaks it.

What may have been sent before is looked for first: each text ends in a mark of its own.
"""

from dataclasses import dataclass

from warmline.core.effects import Notify
from warmline.flow.failures import Permanent
from warmline.flow.ports import Letter
from warmline.notifiers import _words
from warmline.notifiers._sending import check, send
from warmline.outside import twilio
from warmline.outside.posting import Outside, Reply
from warmline.outside.twilio import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Sms:
    """Short, and never with a word of the conversation."""

    outside: Outside
    account: Account
    console: str  # address of the console

    async def notify(self, notify: Notify, letter: Letter, *, key: str) -> str:
        body = self._body(notify, letter, key)
        if letter.tried and (found := await self._sent_before(letter.phone, body)):
            return f"{found} (it had been sent already)"
        form = {"To": letter.phone, **twilio.by_sender(self.account), "Body": body}
        reply = await send(self.outside, twilio.request(self.account, "/Messages.json", form=form))
        return _taken(reply)

    async def _sent_before(self, phone: str, body: str) -> str:
        """The state of the message with these very words; "": there is none that went out."""
        reply = await send(self.outside, twilio.newest_to(self.account, phone))
        check(reply, twilio.fault(reply))
        for one in twilio.found_with(reply, body):
            return f"message {one.get('sid')} is {one.get('status')}"
        return ""

    def _body(self, notify: Notify, letter: Letter, key: str) -> str:
        mark = key.removeprefix("msg_")[:8]
        parts = (f"{_words.title(notify)}.", *_words.asides(letter))
        return f"{' '.join(parts)} {_words.address(self.console, letter)} ({mark})"


def _taken(reply: Reply) -> str:
    check(reply, twilio.fault(reply))
    document = twilio.document(reply)
    status = str(document.get("status", ""))
    if status in twilio.LOST:
        raise Permanent(f"the message is {status}: {document.get('error_message') or ''}")
    return f"message {document.get('sid')} is {status}"
