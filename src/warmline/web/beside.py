"""What stands beside entries and rows on a screen and is kept elsewhere: deliveries, files, places.

Nothing is asked for where nothing is: a conversation of the widget without files costs no look.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from warmline.core.facts import Entry, MessageAdded
from warmline.core.model import Author, Conversation, ConversationId, File, Millis, OperatorId
from warmline.core.reading import words_now
from warmline.flow.channel_records import Delivery, Threads
from warmline.flow.file_parts import UnknownFile
from warmline.web import frames as f

WEB = "web"  # the channel that reads the log itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a conversation lives, as the inbox shows it."""

    name: str = ""  # of the channel, as its owner named it
    heard_at: Millis = 0  # when the visitor last wrote there
    window: Millis = 0  # after that, for free replies of people; 0: for ever
    template: str = ""  # the message that goes out for a reply once the window is shut
    carries: int = 0  # characters of the reply that it has in it; 0: it goes in place of them

    @property
    def window_until(self) -> Millis:
        return self.heard_at + self.window if self.window else 0


NOWHERE = Place()


class Files(Protocol):
    """The files of messages, as screens need them."""

    async def taken(
        self,
        conversation: ConversationId,
        owner: OperatorId | None,
        ids: Sequence[str],
        draft: str,
    ) -> tuple[File, ...]:
        """What was put up for a message of theirs. None: the visitor. Raises ``UnknownFile``.

        ``draft``: its sender's id of the message, which may be sent again.
        """
        ...

    async def views(
        self, conversation: ConversationId, ids: Collection[str]
    ) -> Mapping[str, f.FileView]:
        """How it stands with each, with addresses that can be opened; unknown ones are left out."""
        ...


async def taken(
    files: Files | None,
    id: ConversationId,
    owner: OperatorId | None,
    ids: Sequence[str],
    draft: str,
) -> tuple[File, ...]:
    """The files that go with a message of theirs. Raises ``UnknownFile``."""
    if not ids:
        return ()
    if files is None:
        raise UnknownFile
    return await files.taken(id, owner, ids, draft)


class Places(Protocol):
    async def of(self, ids: Collection[ConversationId]) -> Mapping[ConversationId, Place]:
        """Those that live on a channel."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What belongs to some entries and does not stand in them."""

    deliveries: Mapping[int, f.DeliveryView] = field(default_factory=dict[int, f.DeliveryView])
    files: Mapping[str, f.FileView] = field(default_factory=dict[str, f.FileView])
    words: Mapping[int, str | None] = field(default_factory=dict[int, str | None])
    """What the visitor made of a message of theirs, by its number; None: they took it back."""


BARE = Beside()


async def beside(
    id: ConversationId,
    entries: Sequence[Entry],
    files: Files | None,
    deliveries: Mapping[int, f.DeliveryView] | None = None,
) -> Beside:
    """What belongs to a stretch of one conversation's log."""
    words = words_now(entries)
    shown = await file_views(id, entries, files)
    if not (words or shown or deliveries):
        return BARE
    return replace(BARE, words=words, files=shown, deliveries=deliveries or {})


async def file_views(
    id: ConversationId, entries: Iterable[Entry], files: Files | None
) -> Mapping[str, f.FileView]:
    ids = {
        one.id
        for entry in entries
        if isinstance(entry.fact, MessageAdded) and entry.fact.files
        for one in entry.fact.files
    }
    return await files.views(id, ids) if files and ids else {}


async def deliveries_of(
    id: ConversationId, channel: str, threads: Threads | None
) -> Mapping[int, f.DeliveryView]:
    """What is known of all that went out, by number; ``channel``: the conversation's."""
    if threads is None or channel == WEB:
        return {}
    return {one.seq: delivery_view(one) for one in await threads.deliveries(id)}


def delivery_view(delivery: Delivery) -> f.DeliveryView:
    return f.DeliveryView(
        state=delivery.state,
        why=delivery.why,
        at=delivery.at,
        can_retry=delivery.state == "failed",
    )


async def places_of(
    conversations: Iterable[Conversation], places: Places | None
) -> Mapping[ConversationId, Place]:
    """Where those live that are not the widget's."""
    elsewhere = [one.id for one in conversations if one.channel != WEB]
    return await places.of(elsewhere) if places and elsewhere else {}


def heard_in(place: Place, entries: Iterable[Entry]) -> Place:
    """With what these entries say of it, which may be newer than what was read."""
    heard = [
        entry.fact.at
        for entry in entries
        if isinstance(entry.fact, MessageAdded) and entry.fact.author is Author.VISITOR
    ]
    return replace(place, heard_at=max((place.heard_at, *heard)))
