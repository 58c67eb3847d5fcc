"""Files of messages: taken in, looked at, kept, given out. Never shown before they are ready."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import structlog

from warmline.core.facts import MessageAdded
from warmline.core.model import ConversationId, File, Millis
from warmline.flow.channels import Attachment, Medium, Remote
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.file_parts import (
    DRAWN,
    MOST_OF_ONE_MESSAGE,
    VISITOR,
    BadFile,
    Bounds,
    Incoming,
    Parts,
    Stored,
    TooManyFiles,
    UnknownFile,
    Why,
)
from warmline.flow.ports import Whisper

THUMBNAIL: Final = ".thumbnail"  # behind the name of a picture's bytes
SOON: Final = 3.0  # seconds after which to ask again for what is waiting
UNTOUCHED: Final[Millis] = 120_000  # a file that nobody works at any more is looked at after that
AT_ONCE: Final = 3  # files whose bytes are in memory

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A file that is taken, as it is kept."""

    content: bytes
    name: str
    type: str
    small: bytes = b""


class Files:
    """Everything that is done with files."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._rows = parts.rows
        self._room = asyncio.Semaphore(AT_ONCE)
        self.wake: Callable[[], None] = lambda: None  # told when something waits

    @property
    def bounds(self) -> Bounds:
        return self._parts.bounds

    @property
    def scans(self) -> bool:
        return self._parts.scan is not None

    # ── what comes in ─────────────────────────────────────────────────────────────────────────────

    async def put(self, incoming: Incoming) -> Stored:
        """Take a file in. Raises ``BadFile``, ``TooManyFiles``, ``Temporary``."""
        await self._check_room(incoming)
        parts = self._parts
        stored = Stored(
            id=parts.new_id(),
            conversation=incoming.conversation,
            owner=incoming.owner,
            name=parts.kinds.name(incoming.name, ""),
            claimed=_media_type(incoming.claimed),
            at=parts.clock(),
        )
        stored = await self.take(stored, incoming.content, fresh=True)
        if stored.state == "refused":
            raise BadFile("virus")
        return stored

    async def _check_room(self, incoming: Incoming) -> None:
        used, coming = await self._rows.usage(incoming.conversation), len(incoming.content)
        if used.unsent >= self.bounds.unsent or not self.bounds.allows(used.bytes + coming):
            raise TooManyFiles
        if not self.bounds.holds(used.all + coming):
            raise Temporary("the storage for files is full")

    async def _check_fits(self, conversation: ConversationId, coming: int, *, counted: int) -> None:
        """Of a file that nobody here can be asked to send again. Raises ``BadFile``.

        ``counted``: so many of its ``coming`` bytes count as kept already, by what its sender said.
        """
        used, more = await self._rows.usage(conversation), coming - counted
        if not self.bounds.allows(used.bytes + more) or not self.bounds.holds(used.all + more):
            raise BadFile("too_large")

    async def expect(self, conversation: ConversationId, channel: str, remote: Remote) -> File:
        """A file that comes by a channel: fetched in the background, or kept at once if it is here.

        The same one again, by its reference, is the same file. Raises ``Temporary``.
        """
        size = len(remote.content) or max(0, remote.size)
        whole = f"{conversation}\n{channel}\n{remote.reference}"
        stored = Stored(
            id=hashlib.sha256(whole.encode()).hexdigest()[:24],
            conversation=conversation,
            owner=VISITOR,
            name=self._parts.kinds.name(remote.name, _media_type(remote.type)),
            claimed=_media_type(remote.type),
            size=size,
            channel=channel,
            remote=remote.reference,
            at=self._parts.clock(),
        )
        kept = await self._rows.add(await self._expected(stored), self._parts.clock())
        if remote.content and kept.state == "waiting" and not kept.blob:
            await self.try_to_take(kept, remote.content)
        elif kept.state == "waiting":
            self.wake()
        return File(id=stored.id, name=stored.name, type=stored.claimed, size=stored.size)

    async def _expected(self, stored: Stored) -> Stored:
        """As it is kept at first: what is too large by its sender's own words is not fetched."""
        if stored.size > self.bounds.most:
            return _refused(stored, "too_large")
        if await self.by_id(stored.id):
            return stored  # it is kept already, and counts
        try:
            await self._check_fits(stored.conversation, stored.size, counted=0)
        except BadFile as error:
            return _refused(stored, error.why)
        return stored

    async def go_on(self, stored: Stored) -> None:
        """Fetch or judge a file that waits, and tell the screens. Raises ``Temporary``."""
        if stored.blob:
            await self._judge_again(stored)
        else:
            await self._fetch(stored)
        await self._parts.tell(
            Whisper(kind="file", conversation=stored.conversation, text=stored.id)
        )

    async def _fetch(self, stored: Stored) -> None:
        if not stored.channel:
            await self.refuse(stored, "unreachable")
            return
        remote = Remote(
            reference=stored.remote, name=stored.name, type=stored.claimed, size=stored.size
        )
        try:
            content = await self._parts.fetch(stored.channel, remote, self.bounds.most)
        except Permanent as error:
            log.warning("file_not_fetched", file=stored.id, why=str(error))
            await self.refuse(stored, "unreachable")
        else:
            await self.try_to_take(stored, content)

    async def _judge_again(self, stored: Stored) -> None:
        """Its bytes may not have got there: whoever brought them died meanwhile."""
        try:
            content = await self._parts.blobs.read(stored.blob)
        except Permanent:
            await self._fetch(replace(stored, blob=""))
        else:
            await self._judge(stored, content)

    async def try_to_take(self, stored: Stored, content: bytes) -> None:
        """As ``take``; a file that is bad, or does not fit, is kept as one that was refused.

        What its sender said of its size may have been a lie: it counts as what it is.
        """
        try:
            await self._check_fits(stored.conversation, len(content), counted=stored.size)
            await self.take(stored, content)
        except BadFile as error:
            await self.refuse(stored, error.why)

    async def refuse(self, stored: Stored, why: Why) -> None:
        await self._rows.settle(_refused(stored, why), None)

    async def take(self, stored: Stored, content: bytes, *, fresh: bool = False) -> Stored:
        """Look at the bytes of a file, keep them, and have them scanned. Raises ``BadFile``.

        ``fresh``: nothing is known of it yet. Else it may be taken back meanwhile; then nothing of
        it is left.
        """
        async with self._room:
            seen = await self._seen(stored, content)
            stored = replace(
                stored,
                name=seen.name,
                type=seen.type,
                size=len(seen.content),
                sha256=hashlib.sha256(seen.content).hexdigest(),
                thumbnail=bool(seen.small),
            )
            stored = replace(stored, blob=_blob(stored))
            due = self._parts.clock() + UNTOUCHED
            lodged = await self._rows.lodge(stored, due, fresh=fresh)
            if lodged is None:
                return stored
            if lodged.blob == stored.blob:
                await self._put(lodged.blob, seen)
            return await self._judge(lodged, seen.content)

    async def _put(self, blob: str, seen: _Seen) -> None:
        await self._parts.blobs.put(blob, seen.content)
        if seen.small:
            await self._parts.blobs.put(blob + THUMBNAIL, seen.small)

    async def _seen(self, stored: Stored, content: bytes) -> _Seen:
        """What it is, and whether that is taken. Raises ``BadFile``, ``Temporary``."""
        if not content:
            raise BadFile("empty")
        if len(content) > self.bounds.most:
            raise BadFile("too_large")
        kinds = self._parts.kinds
        type = await asyncio.to_thread(kinds.sniff, content, stored.name)
        if not self.bounds.takes(type):
            raise BadFile("type")
        content = await asyncio.to_thread(kinds.strip, content, type)
        small = await self._parts.draw(content) if type in DRAWN else b""
        return _Seen(content=content, name=kinds.name(stored.name, type), type=type, small=small)

    async def _judge(self, stored: Stored, content: bytes) -> Stored:
        """Have it scanned, where anything is: while nobody can, it waits."""
        scan, now = self._parts.scan, self._parts.clock()
        try:
            virus = await scan(content) if scan else ""
        except Temporary as error:
            log.warning("file_not_scanned", file=stored.id, why=str(error))
            await self._settle(stored, now + wait_after(stored.tries))
            return stored
        if virus:
            log.warning("virus_found", file=stored.id, virus=virus)
        settled = replace(stored, state="ready", why="")
        if virus:
            settled = _refused(stored, "virus")
            await self._drop_own(stored)
        await self._settle(settled, None)
        return settled

    async def _settle(self, stored: Stored, due: Millis | None) -> None:
        if not await self._rows.settle(stored, due):
            await self._drop_own(stored)  # it was taken back, and may have been swept already

    async def _drop_own(self, stored: Stored) -> None:
        """Its bytes, where no other file can have them, too: while it was not ready."""
        if stored.blob == _blob(stored):
            await self._drop(stored.blob)

    # ── what goes with a message ──────────────────────────────────────────────────────────────────

    async def claim(
        self, conversation: ConversationId, owner: str, ids: Sequence[str], draft: str
    ) -> tuple[File, ...]:
        """Files for a message, ``draft`` its sender's id of it. Raises ``UnknownFile``.

        They are of that conversation and sender, and no other message's.
        """
        if len(set(ids)) != len(ids) or len(ids) > MOST_OF_ONE_MESSAGE:
            raise UnknownFile
        found = await self.by_ids(ids)
        chosen = list[File]()
        for id in ids:
            stored = found.get(id)
            if stored is None or not await self._free(stored, conversation, owner, draft):
                raise UnknownFile
            chosen.append(_file(stored))
        return tuple(chosen)

    async def _free(
        self, stored: Stored, conversation: ConversationId, owner: str, draft: str
    ) -> bool:
        if (stored.conversation, stored.owner) != (conversation, owner):
            return False
        if stored.state not in ("waiting", "ready"):
            return False
        if not stored.message:
            return True
        facts = [one.fact for one in await self._parts.entry(conversation, stored.message)]
        return any(isinstance(one, MessageAdded) and one.draft == draft for one in facts)

    # ── what is given out ─────────────────────────────────────────────────────────────────────────

    async def by_ids(self, ids: Sequence[str]) -> Mapping[str, Stored]:
        return await self._rows.by_ids(ids) if ids else {}

    async def by_id(self, id: str) -> Stored | None:
        return (await self._rows.by_ids([id])).get(id)

    async def read(
        self, stored: Stored, start: int = 0, end: int | None = None, *, thumbnail: bool = False
    ) -> bytes:
        """Its bytes, or its thumbnail's. Raises ``Temporary``, ``Permanent``."""
        name = stored.blob + THUMBNAIL if thumbnail else stored.blob
        return await self._parts.blobs.read(name, start, end)

    async def content(self, file: File) -> Attachment | None:
        """A file that is being sent by a channel, with its link; None: there is none.

        Raises ``Temporary`` while it waits.
        """
        stored = await self.by_id(file.id)
        if stored is None or stored.state in ("refused", "withdrawn"):
            return None
        if stored.state == "waiting":
            raise Temporary("the file is not ready yet", retry_after=SOON)
        try:
            content = await self.read(stored)
        except Permanent:
            return None
        return Attachment(
            file=_file(stored),
            medium=medium_of(stored.type),
            content=content,
            link=self._parts.link(stored),
        )

    # ── what goes away ────────────────────────────────────────────────────────────────────────────

    async def sweep(self, before: Millis, *, limit: int = 200) -> int:
        """Forget what was taken back, and what no message has had since; how many blobs it was."""
        blobs = await self._rows.sweep(before, limit)
        for blob in blobs:
            await self._drop(blob)
        return len(blobs)

    async def _drop(self, blob: str) -> None:
        await self._parts.blobs.delete(blob)
        await self._parts.blobs.delete(blob + THUMBNAIL)


def medium_of(type: str) -> Medium:
    """As what a channel sends it."""
    if type in DRAWN:
        return "image"
    match type.partition("/")[0]:
        case "audio":
            return "audio"
        case "video":
            return "video"
        case _:
            return "document"


def wait_after(tries: int) -> Millis:
    """Until the next try: 2 s, 4 s … 10 minutes."""
    return min(2 ** min(tries, 10) * 1000, 600_000)


def _refused(stored: Stored, why: Why) -> Stored:
    """Nothing of it is kept, and nothing of it counts."""
    return replace(stored, state="refused", why=why, size=0, blob="", thumbnail=False)


def _file(stored: Stored) -> File:
    type = stored.type or stored.claimed
    return File(id=stored.id, name=stored.name, type=type, size=stored.size)


def _blob(stored: Stored) -> str:
    """By its hash; with its id, so that what is deleted is never what was just put there."""
    return f"{stored.sha256[:2]}/{stored.sha256}-{stored.id[:12]}"


def _media_type(claimed: str) -> str:
    """As it is written, without its parameters; "" where it is none."""
    type = claimed.partition(";")[0].strip().lower()[:100]
    main, slash, rest = type.partition("/")
    plain = (main + rest).translate(str.maketrans("", "", "+-._")).isalnum()
    return type if slash and plain and type.isascii() else ""
