"""Telegram, by webhook or by long polling: never by both at once."""

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from warmline.channels._loose import document, items, mapping, whole
from warmline.channels.parts import Parts
from warmline.channels.telegram.api import Api
from warmline.channels.telegram.checking import findings
from warmline.channels.telegram.form import POLLING
from warmline.channels.telegram.parsing import (
    TAKEN,
    events_of,
    number_of,
    query_of,
    update_of,
)
from warmline.channels.telegram.sending import Ask, MovedTo, as_document, ask_of, typing_of
from warmline.flow.channels import (
    Event,
    Finding,
    Hook,
    HookReply,
    Outgoing,
    Remote,
    Setup,
    Take,
)
from warmline.flow.failures import Forged, Permanent

WAIT: Final = 12  # seconds that Telegram holds a question for news: less than ours are given
_UNFIT: Final = ("photo", "image", "dimensions")  # why a picture is not taken as one


@dataclass(frozen=True, slots=True, kw_only=True)
class Telegram:
    api: Api
    setup: Setup = field(repr=False)
    secret: str = field(repr=False)  # that Telegram's webhooks carry; "": they are off

    def verify(self, hook: Hook) -> None:
        """Telegram signs nothing: it sends a secret along, and always an update."""
        said = hook.headers.get("x-telegram-bot-api-secret-token", "")
        right = hmac.compare_digest(said.encode(), self.secret.encode())
        off = not self.secret or self.setup["way"] == POLLING
        if off or not right or not hook.body:
            raise Forged("the secret of Telegram's webhook")

    def parse(self, hook: Hook) -> Sequence[Event]:
        return events_of(hook.body)

    def reply(self, hook: Hook, events: Sequence[Event]) -> HookReply:
        """A pressed button turns until its press is answered; the response may do so."""
        if not (query := query_of(document(hook.body))):
            return HookReply()
        answer = {"method": "answerCallbackQuery", "callback_query_id": query}
        return HookReply(body=json.dumps(answer).encode(), media_type="application/json")

    async def send(self, message: Outgoing) -> str:
        """Telegram knows no key of ours: what was sent and not answered is sent again."""
        ask = ask_of(message)
        try:
            return _id(await self._ask(ask))
        except Permanent as error:
            unfit = any(word in str(error).lower() for word in _UNFIT)
            if ask.method != "sendPhoto" or not unfit:
                raise
        return _id(await self._ask(as_document(ask)))

    async def typing(self, thread: str, answers: str) -> None:
        await self._ask(typing_of(thread))

    async def fetch(self, remote: Remote, most: int) -> bytes:
        return await self.api.file(remote.reference, most)

    async def check(self, hook_url: str) -> Sequence[Finding]:
        return await findings(self.api, self.setup, hook_url, self.secret)

    async def receive(self, take: Take) -> None:
        """Telegram forgets news once they were asked for what comes behind them: never before."""
        await self.api.ask(Ask(method="deleteWebhook", fields={}))
        offset = 0
        while True:
            offset = await self._received(take, offset)

    async def close(self) -> None:
        """Nothing here is open."""

    async def _received(self, take: Take, offset: int) -> int:
        """The next offset."""
        fields = {"timeout": WAIT, "allowed_updates": list(TAKEN)}
        fields |= {"offset": offset} if offset else {}
        updates = items(await self.api.ask(Ask(method="getUpdates", fields=fields)))
        await take([event for one in updates for event in update_of(mapping(one))])
        for query in filter(None, map(query_of, updates)):
            await self._answer(query)
        return max([offset, *(number_of(one) + 1 for one in updates)])

    async def _answer(self, query: str) -> None:
        """A press is answerable for a short while; one that is too old turns no more."""
        try:
            await self.api.ask(
                Ask(method="answerCallbackQuery", fields={"callback_query_id": query})
            )
        except Permanent:
            return

    async def _ask(self, ask: Ask) -> object:
        """A chat that has another id by now is asked there."""
        try:
            return await self.api.ask(ask)
        except MovedTo as moved:
            fields = {**ask.fields, "chat_id": int(moved.thread)}
        again = Ask(method=ask.method, fields=fields, file=ask.file, under=ask.under)
        try:
            return await self.api.ask(again)
        except MovedTo as moved:
            raise Permanent(str(moved)) from None


def _id(sent: object) -> str:
    found = mapping(sent)
    chat = whole(mapping(found.get("chat")).get("id"))
    return f"{chat}:{whole(found.get('message_id'))}"


def opened(setup: Setup, parts: Parts) -> Telegram:
    token = setup["token"]
    base = setup["base_url"] or "https://api.telegram.org"
    api = Api(outside=parts.outside, token=token, base_url=base.rstrip("/"))
    return Telegram(api=api, setup=setup, secret=_secret(setup, parts.secret))


def _secret(setup: Setup, key: bytes) -> str:
    """What the owner chose, or one that is made of the token; "" without a token."""
    if setup["webhook_secret"] or not setup["token"] or not key:
        return setup["webhook_secret"]
    words = f"telegram webhook {setup.id} {setup['token']}".encode()
    return hmac.new(key, words, sha256).hexdigest()
