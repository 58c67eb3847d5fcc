"""SMS through Twilio's API: webhooks in, one request a message out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin, urlsplit

from warmline.channels.parts import Parts
from warmline.channels.sms.checking import findings
from warmline.channels.sms.parsing import events_of
from warmline.channels.sms.sending import account_of, check, form_of, sent_before, sid_of
from warmline.channels.sms.signing import verify
from warmline.core.model import Millis
from warmline.flow.channels import Event, Finding, Hook, HookReply, Outgoing, Remote, Setup
from warmline.flow.failures import Permanent, Temporary
from warmline.outside import twilio
from warmline.outside.failed import ServiceFailed
from warmline.outside.posting import Outside, Post, Reply

NOTHING: Final = HookReply(body=b"<Response/>", media_type="text/xml")  # no answer in words
HOPS: Final = 3  # from the API to where a file lies
STORES: Final = (".twilio.com", ".twiliocdn.com")  # where Twilio keeps files
WITHIN: Final = 60.0  # seconds that a file may take


@dataclass(frozen=True, slots=True, kw_only=True)
class Sms:
    outside: Outside = field(repr=False)
    setup: Setup = field(repr=False)
    account: twilio.Account
    clock: Callable[[], Millis]

    def verify(self, hook: Hook) -> None:
        verify(hook, token=self.setup["auth_token"], shared_key=self.setup["shared_key"])

    def parse(self, hook: Hook) -> Sequence[Event]:
        return events_of(hook, account=self.account.id, sender=self.account.sender)

    def reply(self, hook: Hook, events: Sequence[Event]) -> HookReply:
        return NOTHING

    async def send(self, message: Outgoing) -> str:
        """What may have been sent before is looked for: the API knows no key of ours."""
        form = form_of(message, self.account, self.setup)
        if message.tried:
            reply = await self.ask(twilio.newest_to(self.account, message.thread))
            if found := sent_before(reply, form["Body"], self.clock()):
                return found
        return sid_of(await self.ask(twilio.request(self.account, "/Messages.json", form=form)))

    async def typing(self, thread: str, answers: str) -> None:
        """A phone shows no such thing."""

    async def fetch(self, remote: Remote, most: int) -> bytes:
        """The account's name and secret go to its API alone, and to nowhere that it points to."""
        url = remote.reference
        if not self._at_the_api(url):
            raise Permanent("the file is not where the SMS provider keeps files")
        for _ in range(HOPS):
            ours = self._at_the_api(url)
            headers = {"Authorization": twilio.authorization(self.account)} if ours else {}
            headers |= {"Accept": "*/*"}
            post = Post(url=url, body=b"", method="GET", headers=headers, most=most, within=WITHIN)
            reply = await self.ask(post)
            if not 300 <= reply.status < 400:
                return _content(reply)
            url = self._next(url, reply.headers.get("location", ""))
        raise Permanent("the file is behind too many addresses")

    async def check(self, hook_url: str) -> Sequence[Finding]:
        return await findings(self.ask, self.account, hook_url, mms=self.setup["mms"] == "on")

    async def close(self) -> None:
        """Nothing here is open."""

    async def ask(self, post: Post) -> Reply:
        try:
            return await self.outside.ask(post)
        except ServiceFailed as error:
            if error.kind in ("forbidden", "too_long"):
                raise Permanent(str(error)) from None
            raise

    def _at_the_api(self, url: str) -> bool:
        return _origin(url) == _origin(self.account.base_url)

    def _next(self, url: str, location: str) -> str:
        found = urljoin(url, location)
        host = urlsplit(found).hostname or ""
        kept = found.startswith("https:") and host.endswith(STORES)
        if not location or not (kept or self._at_the_api(found)):
            raise Permanent("the file is not where the SMS provider keeps files")
        return found


def _origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port; ("", "", 0): it is no address."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    except ValueError:
        return "", "", 0
    return parts.scheme, parts.hostname or "", port


def _content(reply: Reply) -> bytes:
    if reply.status == 404:
        raise Permanent("the SMS provider has the file no more")
    check(reply)
    if reply.packed:
        raise Temporary("the file came packed")
    return reply.body


def opened(setup: Setup, parts: Parts) -> Sms:
    return Sms(outside=parts.outside, setup=setup, account=account_of(setup), clock=parts.clock)
