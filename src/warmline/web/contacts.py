"""Contacts: who somebody is over all channels, what they said there, and who is the same person."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel

from warmline.core.model import ContactId, ConversationId
from warmline.flow.contacts import (
    EMAIL,
    NUMBERED,
    SIGNED_EMAIL,
    SITE,
    Contact,
    Identity,
    Likeness,
    Merge,
    Place,
    UnknownContact,
    UnknownIdentity,
    UnknownMerge,
    called,
    likenesses,
)
from warmline.flow.desk import Line, Operator, Role, Session
from warmline.flow.ports import Whisper
from warmline.web import frames as f
from warmline.web import showing
from warmline.web.auth import LoggedIn
from warmline.web.cleaning import clean_line
from warmline.web.cursors import bad_cursor, cursor_of, place_of
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Strict, looking_far, slowed_down
from warmline.web.rights import SEE_ALL, ReadOnly, sees
from warmline.web.veil import Veil

router = APIRouter(prefix="/api/contacts", tags=["contacts"])
TheDesk = Annotated[Desk, Depends(the_desk)]
MOST_ALIKE = 10
MOST_FOUND = 20
MOST_SHOWN_ANEW = 50  # rows
MOST_ENDS = 50  # merges whose ends are looked up by name
LOOKED_AT = 200  # conversations in which somebody looks for one that they may see
LARGEST = 2**53  # number of a merge


class IdentityView(BaseModel):
    """By what a person is known on a kind of channel, or to a site's server."""

    id: str  # by which it is split off; it tells nothing
    kind: str  # telegram, email, …; ``site:<assistant>`` and ``signed_email``: signed by a site
    identity: str  # a number, an address, or an id there: masked like any other words
    name: str
    handle: str
    phone: str
    email: str
    verified: bool
    signed: bool  # it cannot be split off: undo the merge instead
    at: int  # since when


class MergeView(BaseModel):
    """Two that are one person, or were; why ``split``: one of which an identity was split off."""

    id: int
    kept: str
    kept_name: str
    gone: str
    gone_name: str
    at: int
    by: str  # an operator; "": it was proved
    by_name: str
    why: str  # how: link, signed_id, signed_email, verified_email; split
    ended_at: int  # 0: it holds
    ended_by: str
    ended_by_name: str


class BriefView(BaseModel):
    """A person in a few words."""

    id: str
    name: str
    email: str
    kinds: list[str]  # of their identities
    conversations: int  # that you may see, of the newest 200
    newest: int  # when the newest of them was updated; 0: there is none


class ContactView(BaseModel):
    id: str  # of the part that stands for all
    name: str
    email: str
    emails: list[str]  # that were typed: nothing proves them
    identities: list[IdentityView]
    merges: list[MergeView]  # newest first, with those that ended
    conversations: list[f.Row]  # over all channels, newest first
    next: str  # cursor of what is older; "": this is all


class LikenessView(BaseModel):
    what: str  # email, phone, handle, name
    value: str
    proved: bool  # of both


class AlikeView(BaseModel):
    contact: BriefView
    why: list[LikenessView]  # what says most first


class Merging(Strict):
    other: f.Id


class Splitting(Strict):
    identity: f.Id  # the id of one


class MergedView(BaseModel):
    merge: int  # with which it can be undone
    contact: str  # who both are now


class UndoneView(BaseModel):
    contact: str  # who stayed
    other: str  # and who is somebody else again


class SplitView(BaseModel):
    contact: str  # who has it now


async def the_contact(id: str, session: Session, desk: Desk) -> Contact:
    """A person of whom the asker may see something. Raises ``UnknownContact``."""
    found = await desk.contacts.of(ContactId(id))
    if found is None or not await _may_see(desk, session.operator, found):
        raise UnknownContact
    return found


async def known(
    id: Annotated[str, Path(pattern=f.ID)], session: LoggedIn, desk: TheDesk
) -> Contact:
    return await the_contact(id, session, desk)


async def changeable(
    id: Annotated[str, Path(pattern=f.ID)], session: LoggedIn, desk: TheDesk
) -> Contact:
    found = await the_contact(id, session, desk)
    _check_may_change(session.operator)
    return found


def _check_may_change(who: Operator) -> None:
    if who.role is Role.VIEWER:
        raise ReadOnly


TheContact = Annotated[Contact, Depends(known)]
MyContact = Annotated[Contact, Depends(changeable)]
"""One whom the asker may merge and split."""
Looks = Depends(looking_far)
Changes = [Depends(slowed_down)]


# ── looking ───────────────────────────────────────────────────────────────────────────────────────


@router.get("", dependencies=[Looks])
async def find(
    session: LoggedIn,
    desk: TheDesk,
    q: Annotated[str, Query(min_length=2, max_length=100)],
) -> list[BriefView]:
    """People whose name, address, number or handle holds these words, where they can be read."""
    words = clean_line(q)
    found = await desk.contacts.find(words, limit=LOOKED_AT) if words else ()
    told = [one for one in found if _says(one, words, desk.veil)][:MOST_FOUND]
    briefs = [await _brief(desk, session.operator, one) for one in told]
    return [brief for brief in briefs if brief]


@router.get("/{id}")  # noqa: FAST003 `id` is read before
async def contact(
    found: TheContact,
    session: LoggedIn,
    desk: TheDesk,
    cursor: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
) -> ContactView:
    """Who somebody is. Any part of a person is the person.

    A page of conversations may hold fewer than asked for: what is not for the asker's eyes is
    left out.
    """
    page = await desk.contacts.conversations(found, after=_after(cursor), limit=limit)
    lines = await _lines(desk, session.operator, page)
    names = await _names(desk, session.operator, found)
    rows = await showing.rows(desk, lines)
    return ContactView(
        id=found.id,
        name=desk.veil.text(found.name),
        email=desk.veil.text(found.email),
        emails=sorted({desk.veil.text(part.email) for part in found.parts if part.email}),
        identities=[_identity(one, desk) for one in found.identities],
        merges=[_merge(one, names, desk) for one in found.merges],
        conversations=[f.Row(**row.model_dump(exclude={"seen"})) for row in rows],
        next=cursor_of(*page[-1]) if len(page) == limit else "",
    )


@router.get("/{id}/alike", dependencies=[Looks])  # noqa: FAST003 `id` is read before
async def alike(found: TheContact, session: LoggedIn, desk: TheDesk) -> list[AlikeView]:
    """Who may be the same person, and why: hints, on which nothing is ever done by itself."""
    views = list[AlikeView]()
    for other in await desk.contacts.alike(found, limit=MOST_ALIKE):
        if brief := await _brief(desk, session.operator, other):
            why = [_likeness(one, desk.veil) for one in likenesses(found, other)]
            views.append(AlikeView(contact=brief, why=why))
    return views


# ── saying who is whom ────────────────────────────────────────────────────────────────────────────


@router.post("/{id}/merge", dependencies=Changes)  # noqa: FAST003 `id` is read before
async def merge(body: Merging, found: MyContact, session: LoggedIn, desk: TheDesk) -> MergedView:
    """These two are one person. It can be undone at any time; it leaves a line of audit."""
    other = await the_contact(body.other, session, desk)
    made = await desk.contacts.merge(found.id, other.id, by=session.operator.id)
    return MergedView(merge=made.id, contact=made.kept)


@router.post("/merges/{merge}/undo", dependencies=Changes)
async def undo(
    merge: Annotated[int, Path(ge=1, lt=LARGEST)], session: LoggedIn, desk: TheDesk
) -> UndoneView:
    """Those two are not one person. What was merged since stays merged."""
    known = await desk.contacts.merge_of(merge)
    if known is None:
        raise UnknownMerge
    try:
        await the_contact(known.kept, session, desk)
    except UnknownContact as error:
        raise UnknownMerge from error
    _check_may_change(session.operator)
    ended = await desk.contacts.undo(merge, by=session.operator.id)
    return UndoneView(contact=ended.kept, other=ended.gone)


@router.post("/{id}/split", dependencies=Changes)  # noqa: FAST003 `id` is read before
async def split(body: Splitting, found: MyContact, session: LoggedIn, desk: TheDesk) -> SplitView:
    """An identity is somebody else's: it goes to a contact of its own, with what began there."""
    ids = {_id_of(one, desk.secret): one for one in found.identities}
    if (one := ids.get(body.identity)) is None:
        raise UnknownIdentity
    new = await desk.contacts.split(found.id, one.kind, one.identity, by=session.operator.id)
    await _show_anew(desk, new)
    return SplitView(contact=new)


async def _show_anew(desk: Desk, contact: ContactId) -> None:
    """Their rows in open inboxes; those that were not touched for long are read with the list."""
    if theirs := await desk.contacts.of(contact):
        for _, id in await desk.contacts.conversations(theirs, limit=MOST_SHOWN_ANEW):
            await desk.bus.whisper(Whisper(kind="named", conversation=id))


# ── what the asker may see ────────────────────────────────────────────────────────────────────────


async def _may_see(desk: Desk, who: Operator, contact: Contact) -> bool:
    """Who sees every conversation, sees everybody; else whom they talk with, or could."""
    return who.role in SEE_ALL or bool(await _seen(desk, who, contact))


async def _seen(desk: Desk, who: Operator, contact: Contact) -> Sequence[Line]:
    page = await desk.contacts.conversations(contact, limit=LOOKED_AT)
    return await _lines(desk, who, page)


async def _lines(desk: Desk, who: Operator, page: Sequence[Place]) -> Sequence[Line]:
    """In the order of the page, without what the asker may not see."""
    lines = await desk.inbox.lines_of([id for _, id in page])
    there = [lines[id] for _, id in page if id in lines]
    return [line for line in there if sees(who, line.conversation)]


async def _brief(desk: Desk, who: Operator, contact: Contact) -> BriefView | None:
    """None: the asker may see nothing of them."""
    lines = await _seen(desk, who, contact)
    if not lines and who.role not in SEE_ALL:
        return None
    return BriefView(
        id=contact.id,
        name=desk.veil.text(contact.name),
        email=desk.veil.text(contact.email),
        kinds=sorted({one.kind for one in contact.identities}),
        conversations=len(lines),
        newest=max((line.updated_at for line in lines), default=0),
    )


async def _names(desk: Desk, who: Operator, contact: Contact) -> Mapping[ContactId, str]:
    """How those are called whom its merges are about; "" for whom the asker may not see."""
    ends = {end for merge in contact.merges[:MOST_ENDS] for end in (merge.kept, merge.gone)}
    others = [await desk.contacts.of(id) for id in sorted(ends - contact.ids)]
    seen = [one for one in others if one and await _may_see(desk, who, one)]
    return {id: named for one in (contact, *seen) for id, named in called(one).items()}


# ── views ─────────────────────────────────────────────────────────────────────────────────────────


def _after(cursor: str) -> Place | None:
    if not cursor:
        return None
    match place_of(cursor):
        case [int() as at, str() as id]:
            return at, ConversationId(id)
        case _:
            raise bad_cursor()


def veiled_address(kind: str, address: str, veil: Veil) -> str:
    """Where somebody is reached on a kind of channel, as operators see it."""
    if kind in NUMBERED:
        return veil.number(address)
    if kind in ("web", EMAIL, SIGNED_EMAIL) or kind.startswith(SITE):  # made up by people
        return veil.text(address)
    return veil.address(address)


def _says(contact: Contact, words: str, veil: Veil) -> bool:
    """Whether what operators see of somebody holds these words; what is masked tells nothing."""
    told = [veil.text(text) for part in contact.parts for text in (part.name, part.email)]
    for one in contact.identities:
        who = one.person
        told += [veiled_address(one.kind, one.identity, veil), veil.number(who.phone)]
        told += [veil.text(text) for text in (who.name, who.handle, who.email)]
    return any(words.casefold() in _without_marks(text, veil).casefold() for text in told)


def _without_marks(shown: str, veil: Veil) -> str:
    for kind in veil.kinds:
        shown = shown.replace(f"[{kind}]", "\n")  # which no line of words holds
    return shown


def _id_of(one: Identity, secret: bytes) -> str:
    named = f"identity\n{one.kind}\n{one.identity}".encode()
    return hmac.digest(secret, named, hashlib.sha256).hex()[:32]


def _identity(one: Identity, desk: Desk) -> IdentityView:
    who, veil = one.person, desk.veil
    return IdentityView(
        id=_id_of(one, desk.secret),
        kind=one.kind,
        identity=veiled_address(one.kind, one.identity, veil),
        name=veil.text(who.name),
        handle=veil.text(who.handle),
        phone=veil.number(who.phone),
        email=veil.text(who.email),
        verified=who.verified,
        signed=one.signed,
        at=one.at,
    )


def _merge(one: Merge, names: Mapping[ContactId, str], desk: Desk) -> MergeView:
    name = desk.staff.name
    return MergeView(
        id=one.id,
        kept=one.kept,
        kept_name=desk.veil.text(names.get(one.kept, "")),
        gone=one.gone,
        gone_name=desk.veil.text(names.get(one.gone, "")),
        at=one.at,
        by=one.by,
        by_name=name(one.by) if one.by else "",
        why=one.why,
        ended_at=one.ended_at,
        ended_by=one.ended_by,
        ended_by_name=name(one.ended_by) if one.ended_by else "",
    )


def _likeness(one: Likeness, veil: Veil) -> LikenessView:
    value = veil.number(one.value) if one.what == "phone" else veil.text(one.value)
    return LikenessView(what=one.what, value=value, proved=one.proved)
