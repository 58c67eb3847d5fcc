"""Transcripts: search over everything that was said, and a conversation to take away."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel

from warmline.core.facts import Entry
from warmline.core.model import ConversationId
from warmline.core.refusals import UnknownConversation
from warmline.flow.desk import Line as InboxLine
from warmline.flow.desk import Session
from warmline.flow.searching import Excerpt, Hit, excerpt, holds, text_of
from warmline.web import frames as f
from warmline.web import printed, showing
from warmline.web.auth import LoggedIn
from warmline.web.cursors import bad_cursor, cursor_of, place_of
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import TheConversation, looking_far
from warmline.web.problems import Problem
from warmline.web.rights import opens
from warmline.web.rows import seen_row
from warmline.web.spreadsheet import CSV_RESPONSE, csv_response
from warmline.web.veil import Veil

router = APIRouter(
    prefix="/api/operator", tags=["transcripts"], dependencies=[Depends(looking_far)]
)
TheDesk = Annotated[Desk, Depends(the_desk)]
MOST_ENTRIES = 20_000  # of one transcript
PAGE = 500
LOOKED_AT = 4  # pages of hits that are looked at for a page of those that may be shown
FAR = 2**53
Notes = Annotated[Literal["with", "without"], Query(description="Operators' notes.")]


class FoundView(BaseModel):
    """An entry that holds what was looked for."""

    conversation: str
    name: str  # of the visitor
    status: str
    seq: int
    at: int
    author: str  # visitor, assistant, operator, note, event
    text: str  # the part that holds it
    marks: list[tuple[int, int]]  # what was found: from and to, in characters of ``text``


class FindingsView(BaseModel):
    found: list[FoundView]
    next: str  # cursor of what is older; "": this is the last


class TranscriptView(BaseModel):
    conversation: f.SeenRow
    entries: list[f.OperatorEntry]


# ── search ────────────────────────────────────────────────────────────────────────────────────────


@router.get("/search")
async def search(
    session: LoggedIn,
    desk: TheDesk,
    q: Annotated[str, Query(min_length=1, max_length=200)],
    cursor: Annotated[str, Query(max_length=100)] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
) -> FindingsView:
    """What was ever said that holds these words, newest first.

    Words are found by how they begin, without accents or case; ``"…"`` as they stand. Only
    conversations that the asker may open are shown, and nothing is found by what is masked in it.
    """
    found, before = list[FoundView](), _before(cursor)
    for _ in range(LOOKED_AT):
        hits = await desk.searching.find(q, before=before, limit=limit)
        lines = await desk.inbox.lines_of(sorted({hit.conversation for hit in hits}))
        for hit in hits:
            before = hit.position
            line = lines.get(hit.conversation)
            if line and opens(session.operator, line.conversation):
                part = await asyncio.to_thread(_part, hit, q, desk.veil)
                found += [_found(hit, line, part, desk)] if part else []
            if len(found) == limit:
                return FindingsView(found=found, next=cursor_of(before))
        if len(hits) < limit:
            return FindingsView(found=found, next="")
    return FindingsView(found=found, next=cursor_of(before))


def _before(cursor: str) -> int:
    if not cursor:
        return FAR
    match place_of(cursor):
        case [int() as position]:
            return position
        case _:
            raise bad_cursor()


def _part(hit: Hit, query: str, veil: Veil) -> Excerpt | None:
    """The part to show; None where only what is masked fits: else digits could be tried out."""
    said = text_of(hit.fact)
    shown = veil.text(said)
    fits = shown == said or holds(shown, query)
    return excerpt(shown, query) if fits else None


def _found(hit: Hit, line: InboxLine, part: Excerpt, desk: Desk) -> FoundView:
    row = seen_row(line, desk.staff.name, desk.veil)
    kinds = {"note_added": "note", "ticket_opened": "event", "message_edited": "visitor"}
    author = getattr(hit.fact, "author", None)
    return FoundView(
        conversation=hit.conversation,
        name=row.name,
        status=row.status,
        seq=hit.seq,
        at=hit.fact.at,
        author=str(author) if author else kinds.get(hit.fact.kind, "event"),
        text=part.text,
        marks=list(part.marks),
    )


# ── a conversation to take away ───────────────────────────────────────────────────────────────────


@router.get("/conversations/{id}/transcript.json")
async def transcript_json(
    id: TheConversation, session: LoggedIn, desk: TheDesk, notes: Notes = "with"
) -> TranscriptView:
    """All of it, as operators see it."""
    row, entries = await _transcript(desk, session, id, "json")
    kept = [one for one in entries if notes == "with" or not isinstance(one, f.OperatorNote)]
    return TranscriptView(conversation=row, entries=kept)


@router.get("/conversations/{id}/transcript.csv", response_class=Response, responses=CSV_RESPONSE)
async def transcript_csv(
    id: TheConversation, session: LoggedIn, desk: TheDesk, notes: Notes = "with", zone: str = "UTC"
) -> Response:
    """A line for each entry: its number, time, speaker, kind and text."""
    where = _zone(zone)
    row, entries = await _transcript(desk, session, id, "csv")
    said = printed.lines(entries, notes=notes == "with")
    return csv_response(f"conversation_{row.id}", printed.HEAD, (one.cells(where) for one in said))


@router.get("/conversations/{id}/transcript.html", response_class=HTMLResponse)
async def transcript_html(
    id: TheConversation, session: LoggedIn, desk: TheDesk, notes: Notes = "with", zone: str = "UTC"
) -> HTMLResponse:
    """A page to print."""
    where = _zone(zone)
    row, entries = await _transcript(desk, session, id, "html")
    said = list(printed.lines(entries, notes=notes == "with"))
    headers = {"Content-Security-Policy": printed.POLICY}
    return HTMLResponse(printed.page(row, said, where), headers=headers)


async def _transcript(
    desk: Desk, session: Session, id: ConversationId, form: str
) -> tuple[f.SeenRow, list[f.OperatorEntry]]:
    """Leaves a line of audit. Raises ``UnknownConversation`` also where it is not theirs."""
    line = await desk.inbox.line(id, session.operator.id)
    if line is None or not opens(session.operator, line.conversation):
        raise UnknownConversation(id)
    await desk.accounts.note(session.operator.id, "transcript_exported", f"{id}.{form}")
    row = await showing.row(desk, line)
    log = [entry async for entry in _entries(desk, id)]
    return row, (await showing.thread(desk, row, log)).entries


async def _entries(desk: Desk, id: ConversationId) -> AsyncIterator[Entry]:
    after = 0
    while after < MOST_ENTRIES:
        page = await desk.store.entries(id, after=after, limit=PAGE)
        for entry in page:
            yield entry
        if len(page) < PAGE:
            return
        after = page[-1].seq


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        fault = {
            "where": "zone",
            "expected": "the name of a time zone, like Europe/Berlin",
            "came": name[:80],
        }
        raise Problem(422, "invalid", "There is no such time zone.", errors=[fault]) from error
