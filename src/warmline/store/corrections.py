"""What visitors change and take back, in what is kept beside the log: rows, entries, the index.

The log keeps that a message was taken back, and nothing of what it said. All of this is rare, and
costs nothing where it does not happen.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from warmline.core.corrections import unquoted
from warmline.core.facts import (
    Fact,
    HandoffOffered,
    HandoffRequested,
    MessageAdded,
    MessageEdited,
    MessageWithdrawn,
)
from warmline.core.model import Author, ConversationId, Why
from warmline.core.preview import shortened
from warmline.flow.ports import Taken
from warmline.flow.search_terms import terms
from warmline.flow.searching import text_of
from warmline.store import tables as t
from warmline.store.codec import FACT, fact_json
from warmline.store.file_marks import taken_back
from warmline.store.said import forget

Correction = MessageEdited | MessageWithdrawn

SHOWN = (
    update(t.conversation)
    .where(
        t.conversation.c.id == bindparam("key"),
        t.conversation.c.preview_author == Author.VISITOR.value,
    )
    .values(preview=bindparam("shown"))
)
LOG = (
    select(t.entry.c.seq, t.entry.c.position, t.entry.c.body)
    .where(t.entry.c.conversation == bindparam("key"), t.entry.c.seq >= bindparam("first"))
    .order_by(t.entry.c.seq)
)
UNASKED = (  # which of the words it was is not known there
    update(t.report_request)
    .where(t.report_request.c.conversation == bindparam("key"))
    .values(question="")
)
UNPROPOSED = delete(t.proposal).where(
    t.proposal.c.conversation == bindparam("key"), t.proposal.c.state == "open"
)
BODY = (
    update(t.entry)
    .where(t.entry.c.conversation == bindparam("key"), t.entry.c.seq == bindparam("number"))
    .values(body=bindparam("to"))
)


def correct(
    db: Connection, corrected: Iterable[tuple[Taken, Correction]], taken: Sequence[Taken]
) -> None:
    """To be called once everything else of a transaction is recorded."""
    for one, fact in corrected:
        now = one.step.conversation
        gone = isinstance(fact, MessageWithdrawn)
        if gone:
            _empty(db, now.id, fact.message)
            taken_back(db, now.id, fact.message)
            db.execute(UNASKED, {"key": now.id})
            db.execute(UNPROPOSED, {"key": now.id})
        if fact.message >= now.asked_at and not _spoken_since(one, taken):
            shown = "" if gone else shortened(fact.text)
            db.execute(SHOWN, {"key": now.id, "shown": shown})


def _spoken_since(one: Taken, taken: Sequence[Taken]) -> bool:
    """Whether the row shows other words already, of a later step of the same transaction."""
    later = taken[taken.index(one) + 1 :]
    return any(
        isinstance(entry.fact, MessageAdded) and entry.fact.author is not Author.SYSTEM
        for other in later
        if other.step.conversation.id == one.step.conversation.id
        for entry in other.step.entries
    )


def _empty(db: Connection, id: ConversationId, message: int) -> None:
    """Nothing of what a message said is left, nor of what it was changed to, nor quotes of it."""
    rows = db.execute(LOG, {"key": id, "first": message}).all()
    said = "\n".join(_said(rows, message))
    for row in rows:
        fact = FACT.validate_json(row.body)
        emptied = _emptied(fact, said, itself=row.seq == message, message=message)
        if emptied != fact:
            body = fact_json(emptied)
            db.execute(BODY, {"key": id, "number": row.seq, "to": body})
            forget(db, row.position, terms(text_of(fact)))


def _said(rows: Iterable[Any], message: int) -> Iterator[str]:
    for row in rows:
        match FACT.validate_json(row.body):
            case MessageAdded(text=said) if row.seq == message:
                yield said
            case MessageEdited(message=of, text=said) if of == message:
                yield said
            case _:
                pass


def _emptied(fact: Fact, said: str, *, itself: bool, message: int) -> Fact:
    match fact:
        case MessageAdded(author=Author.VISITOR) if itself:
            return replace(fact, text="", signals=(), files=(), choice="", draft="", quoted="")
        case MessageEdited(message=of) if of == message:
            return replace(fact, text="", signals=())
        case MessageAdded(signals=signals) | MessageEdited(signals=signals) if signals:
            return replace(fact, signals=unquoted(signals))
        case HandoffOffered(why=why):
            return replace(fact, why=_unquoted(why, said))
        case HandoffRequested(why=why, also=also):
            rest = tuple(_unquoted(one, said) for one in also)
            return replace(fact, why=_unquoted(why, said), also=rest)
        case _:
            return fact


def _unquoted(why: Why, said: str) -> Why:
    return replace(why, words="") if why.words and why.words in said else why
