"""Looking behind the veil, entry by entry, and the audit log in which each look is written down."""

from collections.abc import Iterator, Sequence
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from warmline.core.facts import Entry
from warmline.core.model import ConversationId
from warmline.core.reading import words_now
from warmline.flow.desk import AuditLine
from warmline.web import frames as f
from warmline.web.auth import LoggedIn, Manager
from warmline.web.beside import Beside
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Strict, TheConversation, looking_far
from warmline.web.problems import Problem
from warmline.web.veil import Veil
from warmline.web.views import operator_entry

router = APIRouter(prefix="/api", dependencies=[Depends(looking_far)])
TheDesk = Annotated[Desk, Depends(the_desk)]
NOTHING = Veil(kinds=())
NEWEST = 2**53
MOST_BEHIND = 500  # entries in which a change of it is looked for


class Unmasking(Strict):
    seq: Annotated[int, Field(ge=1, le=f.LARGEST_SEQ, strict=True)]


class OriginalView(BaseModel):
    seq: int
    text: str  # of a message or note; of an event, what is masked in it, a line for each


class AuditLineView(BaseModel):
    id: int
    at: int
    operator: str  # an id; "command line": whoever has the server
    name: str
    action: str  # login, unmasked, transcript_exported, …
    object: str  # what with: an id, ``conversation:entry``, a file


class AuditView(BaseModel):
    lines: list[AuditLineView]  # newest first
    next: int  # ``before`` of the following page; 0: this is the last


async def may_unmask(session: LoggedIn, desk: TheDesk) -> None:
    if session.operator.role not in desk.unmasking:
        raise Problem(403, "forbidden", "Your account may not see what is masked.")


@router.post(
    "/operator/conversations/{id}/unmask", tags=["operator"], dependencies=[Depends(may_unmask)]
)
async def unmask(
    id: TheConversation, body: Unmasking, session: LoggedIn, desk: TheDesk
) -> OriginalView:
    """What one entry says, with nothing masked. Each use leaves a line in the audit log first."""
    entry, *later = await _entries(desk, id, body.seq)
    await desk.accounts.note(session.operator.id, "unmasked", f"{id}:{body.seq}")
    words = Beside(words=words_now(later))
    return OriginalView(seq=body.seq, text=_original(entry, desk.veil, words))


async def _entries(desk: Desk, id: ConversationId, seq: int) -> Sequence[Entry]:
    """The entry, and those behind it: there stands what the visitor changed it to."""
    found = await desk.store.entries(id, after=seq - 1, limit=MOST_BEHIND)
    if not found or found[0].seq != seq:
        raise Problem(404, "unknown_entry", "There is no such entry.")
    return found


def _original(entry: Entry, veil: Veil, beside: Beside) -> str:
    plain = operator_entry(entry, str, "", NOTHING, beside)
    if not isinstance(plain, f.OperatorEvent):
        return plain.text
    shown = operator_entry(entry, str, "", veil, beside)
    return "\n".join(_differing(plain.model_dump(), shown.model_dump()))


def _differing(plain: object, shown: object) -> Iterator[str]:
    """The texts of one document that are others in the other, of the same shape."""
    match plain, shown:
        case str(), str():
            yield from [plain] if plain != shown else ()
        case dict(), dict():
            theirs = cast("dict[str, object]", shown)
            for key, one in cast("dict[str, object]", plain).items():
                yield from _differing(one, theirs[key])
        case list(), list():
            pairs = zip(cast("list[object]", plain), cast("list[object]", shown), strict=True)
            for one, other in pairs:
                yield from _differing(one, other)
        case _:
            pass


@router.get("/admin/audit", tags=["operators"])
async def audit(
    session: Manager,
    desk: TheDesk,
    before: Annotated[int, Query(ge=1, le=NEWEST)] = NEWEST,
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> AuditView:
    """Who did what and when, newest first."""
    lines = await desk.accounts.audited(before=before, limit=limit)
    more = lines[-1].id if len(lines) == limit else 0
    return AuditView(lines=[_line(desk, one) for one in lines], next=more)


def _line(desk: Desk, one: AuditLine) -> AuditLineView:
    known = {str(who.id): who.name for who in desk.staff.all()}
    return AuditLineView(
        id=one.id,
        at=one.at,
        operator=one.operator,
        name=known.get(one.operator, one.operator),
        action=one.action,
        object=one.object,
    )
