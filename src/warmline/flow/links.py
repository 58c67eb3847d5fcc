"""Links that take a web visitor to another channel, and their conversation along.

A link carries a code: the conversation and the time it ends, sealed for one channel. Who brings it
there within the hour goes on with that conversation, and nobody else does after them.
"""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from warmline.core.inputs import ChannelJoined
from warmline.core.model import AssistantId, Conversation, ConversationId, Millis
from warmline.core.refusals import Refused
from warmline.flow.channel_records import Setups, Threads
from warmline.flow.channels import Began, Kind, Said, Setup
from warmline.flow.contacts import Contacts
from warmline.flow.ports import Bus, Command, Store, Whisper

LIVES: Final[Millis] = 3600 * 1000
MARK: Final = "wl"
ID: Final = 15  # bytes of a web conversation's id, which is base32
UNTIL: Final = 4  # bytes of a time in seconds since 1970
SEAL: Final = 10  # bytes: a guess in 2^80 is right
LENGTH: Final = len(MARK) + 39  # a multiple of three bytes would be 40 characters, without padding
CODE: Final = re.compile(rf"(?<![A-Za-z0-9_-]){MARK}[A-Za-z0-9_-]{{39}}(?![A-Za-z0-9_-])")
WORDS: Final = "Please continue my conversation here."
"""What stands before the code where a link can only open a message for the visitor to send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A way to go on elsewhere."""

    kind: str
    label: str  # Telegram
    url: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a code says."""

    conversation: ConversationId
    until: Millis


# ── codes ─────────────────────────────────────────────────────────────────────────────────────────


def seal(secret: bytes, channel: str, conversation: ConversationId, until: Millis) -> str:
    """41 characters of A-Z, a-z, 0-9, "_" and "-". Raises ``ValueError``: no web conversation."""
    try:
        id = base64.b32decode(conversation.upper())
    except binascii.Error as error:
        raise ValueError("expected the id of a conversation on the web") from error
    if len(id) != ID:
        raise ValueError(f"expected an id of {ID} bytes, got {len(id)}")
    body = id + (until // 1000).to_bytes(UNTIL, "big")
    return MARK + base64.urlsafe_b64encode(body + _seal(secret, channel, body)).decode().rstrip("=")


def opened(secret: bytes, channel: str, code: str) -> Sealed | None:
    """None: it is not ours, or another channel's."""
    try:
        raw = base64.urlsafe_b64decode(code.removeprefix(MARK) + "=")
    except binascii.Error:
        return None
    body, given = raw[:-SEAL], raw[-SEAL:]
    if len(body) != ID + UNTIL or not hmac.compare_digest(given, _seal(secret, channel, body)):
        return None
    conversation = base64.b32encode(body[:ID]).decode().lower()
    return Sealed(ConversationId(conversation), int.from_bytes(body[ID:], "big") * 1000)


def _seal(secret: bytes, channel: str, body: bytes) -> bytes:
    return hmac.digest(secret, b"link\n" + channel.encode() + b"\n" + body, hashlib.sha256)[:SEAL]


def prefilled(code: str) -> str:
    """The message that a link opens where it can carry nothing else."""
    return f"{WORDS} ({code})"


def holds_code(text: str) -> bool:
    return bool(CODE.search(text))


def without_code(text: str) -> str:
    """What the visitor said beside the code and our own words; "": nothing."""
    left = CODE.sub("", text).replace("()", "").replace(WORDS, "")
    return left.strip()


# ── the way over ──────────────────────────────────────────────────────────────────────────────────


class Links:
    """Makes links, and lets in who comes by one."""

    def __init__(  # noqa: PLR0913 what it needs of the world, each by name
        self,
        *,
        store: Store,
        threads: Threads,
        setups: Setups,
        kinds: Mapping[str, Kind],
        contacts: Contacts,
        bus: Bus,
        secret: bytes,
        clock: Callable[[], Millis],
    ) -> None:
        self._store = store
        self._threads = threads
        self._setups = setups
        self._kinds = kinds
        self._contacts = contacts
        self._bus = bus
        self._secret = secret
        self._clock = clock

    async def there(self, assistant: AssistantId) -> bool:
        """Whether any channel of an assistant can be gone on in."""
        return any(self._link(setup, "code") for setup in await self._open_to(assistant))

    async def offered(
        self, assistant: AssistantId, conversation: ConversationId, kind: str = ""
    ) -> Sequence[Offered]:
        """A fresh link to each channel that can be gone on in; ``kind``: to that alone."""
        until = self._clock() + LIVES
        return [
            Offered(kind=setup.kind, label=self._kinds[setup.kind].label, url=url)
            for setup in await self._open_to(assistant)
            if kind in ("", setup.kind)
            and (url := self._link(setup, seal(self._secret, setup.id, conversation, until)))
        ]

    async def _open_to(self, assistant: AssistantId) -> Sequence[Setup]:
        return [
            one
            for one in await self._setups.all()
            if one.on and one.assistant == assistant and one.kind in self._kinds
        ]

    def _link(self, setup: Setup, code: str) -> str:
        return self._kinds[setup.kind].link(setup, code)

    async def redeem(
        self, payload: str, setup: Setup, event: Said | Began
    ) -> ConversationId | None:
        """The conversation that goes on in this thread from now on; None: none does.

        A code that is forged, too old, or was used by somebody else changes nothing. Raises
        ``Temporary``; the same event again does the same again.
        """
        found = CODE.search(payload)
        code = opened(self._secret, setup.id, found.group()) if found else None
        if found is None or code is None:
            return None
        thread = await self._threads.at(setup.id, event.thread)
        if thread and thread.conversation == code.conversation:
            return code.conversation
        older = await self._store.conversation(thread.conversation) if thread else None
        now = await self._store.conversation(code.conversation)
        if code.until <= self._clock() or now is None or not joins(now, setup, older):
            return None
        there = await self._threads.of(now.id)
        if there and there.channel == setup.id:
            return None  # somebody went on there before
        if not await self._come(now, found.group(), setup, event):
            return None
        new = not await self._contacts.knows(setup.kind, event.person)
        await self._threads.join(setup, event.thread, event.person, now.id)
        if new and there is None:  # else somebody else's link may have been handed to them
            await self._contacts.linked(now.contact, setup.kind, event.person)
        await self._bus.whisper(Whisper(kind="named", conversation=now.id))
        return now.id

    async def _come(self, now: Conversation, code: str, setup: Setup, event: Said | Began) -> bool:
        """Whether the code is theirs: its first use names them in its key, for ever."""
        key = f"link:{hashlib.sha256(code.encode()).hexdigest()[:32]}"
        named = f"{setup.id}\n{event.thread}\n{event.person.identity}".encode()
        who = hmac.digest(self._secret, b"who came by a link\n" + named, hashlib.sha256).hex()[:32]
        joined = ChannelJoined(channel=setup.kind, who=who)
        try:
            await self._store.handle(Command(now.id, joined, key))
        except Refused:  # somebody else came by it before
            return False
        return True


def joins(now: Conversation, setup: Setup, older: Conversation | None) -> bool:
    """Whether a conversation may go on there; ``older``: what the thread holds so far.

    Who has written there goes on as before: a link that somebody handed them takes nothing away.
    """
    if now.drill or now.assistant != setup.assistant:
        return False
    return older is None or not older.visitor_messages
