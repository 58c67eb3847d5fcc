"""Rows and threads as operators see them, with what other rooms know of them."""

from collections.abc import Sequence

from warmline.core.facts import Entry
from warmline.core.model import ConversationId
from warmline.flow.desk import Line
from warmline.web import acting
from warmline.web import frames as f
from warmline.web.beside import NOWHERE, beside, deliveries_of, places_of
from warmline.web.desk import Desk
from warmline.web.rows import seen_row
from warmline.web.views import operator_entry


async def rows(desk: Desk, lines: Sequence[Line]) -> list[f.SeenRow]:
    """Lines of the inbox, with where each of them lives. Raises ``Temporary``."""
    places = await places_of([line.conversation for line in lines], desk.places)
    return [
        seen_row(line, desk.staff.name, desk.veil, places.get(line.conversation.id, NOWHERE))
        for line in lines
    ]


async def row(desk: Desk, line: Line) -> f.SeenRow:
    return (await rows(desk, [line]))[0]


async def thread(desk: Desk, row: f.SeenRow, page: Sequence[Entry]) -> f.ThreadFrame:
    """A stretch of a conversation's log, up to its end or to what the reader has."""
    id = ConversationId(row.id)
    name = await acting.assistant_name(desk, row.assistant)
    deliveries = await deliveries_of(id, row.channel, desk.threads)
    known = await beside(id, page, desk.files, deliveries)
    first = page[0].seq if page else 0
    return f.ThreadFrame(
        conversation=id,
        row=row,
        entries=[operator_entry(one, desk.staff.name, name, desk.veil, known) for one in page],
        first=first,
        deliveries={seq: one for seq, one in deliveries.items() if not first or seq < first},
    )
