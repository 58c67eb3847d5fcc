"""Files of messages as screens show them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from warmline.core.model import ConversationId, File, Millis, OperatorId
from warmline.flow.file_parts import VISITOR, Stored
from warmline.flow.files import Files
from warmline.web import frames as f
from warmline.web.file_links import Reader, link


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDesk:
    """``web.beside.Files``, for one kind of reader."""

    files: Files
    secret: bytes
    clock: Callable[[], Millis]
    reader: Reader = "o"

    async def taken(
        self,
        conversation: ConversationId,
        owner: OperatorId | None,
        ids: Sequence[str],
        draft: str,
    ) -> tuple[File, ...]:
        """What was put up for a message of theirs. None: the visitor. Raises ``UnknownFile``."""
        return await self.files.claim(conversation, owner_of(owner), ids, draft)

    async def views(
        self, conversation: ConversationId, ids: Collection[str]
    ) -> Mapping[str, f.FileView]:
        found = await self.files.by_ids(list(ids))
        return {
            id: self.view(stored)
            for id, stored in found.items()
            if stored.conversation == conversation and stored.state != "withdrawn"
        }

    def view(self, stored: Stored) -> f.FileView:
        ready = stored.state == "ready"
        url = self._link(stored) if ready else ""
        return f.FileView(
            id=stored.id,
            name=stored.name,
            type=stored.type or stored.claimed,
            size=stored.size,
            state=stored.state if stored.state != "withdrawn" else "refused",
            why=stored.why,
            url=url,
            thumbnail_url=f"{url}?thumbnail" if ready and stored.thumbnail else "",
        )

    def _link(self, stored: Stored) -> str:
        id, now = stored.id, self.clock()
        return link(self.secret, self.reader, id, stored.conversation, stored.name, now)


def for_visitors(desk: FileDesk | None) -> FileDesk | None:
    """The same, with addresses that need no session."""
    if desk is None:
        return None
    return FileDesk(files=desk.files, secret=desk.secret, clock=desk.clock, reader="v")


def owner_of(operator: OperatorId | None) -> str:
    """Whose a file is, as its row says."""
    return f"operator:{operator}" if operator else VISITOR
