"""Where conversations live, for the inbox: the channel's name and until when it takes replies."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from warmline.core.model import Author, ConversationId
from warmline.flow.channel_desk import ChannelWatch, Whereabouts
from warmline.flow.channels import Kind, answers_window
from warmline.flow.composing import carried_by_template
from warmline.web.beside import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPlaces:
    """``web.beside.Places``."""

    kinds: Mapping[str, Kind]
    watch: ChannelWatch

    async def of(self, ids: Collection[ConversationId]) -> Mapping[ConversationId, Place]:
        found = await self.watch.whereabouts(ids)
        return {id: self._place(where) for id, where in found.items()}

    def _place(self, where: Whereabouts) -> Place:
        kind = self.kinds.get(where.kind)
        window = answers_window(kind.abilities, Author.OPERATOR) if kind else 0
        template = where.template if kind and kind.abilities.templates else ""
        carries = carried_by_template(kind.abilities, where.carries) if kind and template else 0
        return Place(
            name=where.name,
            heard_at=where.heard_at,
            window=window,
            template=template,
            carries=carries,
        )
