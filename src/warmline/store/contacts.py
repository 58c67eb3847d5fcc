"""What operators and proofs say of who is whom: merges, their undoing, and splits."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection, insert, select, tuple_, update

from warmline.core.model import AssistantId, ContactId, ConversationId, Millis
from warmline.flow.channels import Person
from warmline.flow.contacts import (
    EMAIL,
    SIGNED_EMAIL,
    SITE,
    AlreadyEnded,
    Contact,
    Identity,
    Merge,
    OnlyIdentity,
    Place,
    SamePerson,
    UnknownIdentity,
    UnknownMerge,
    address_of,
    likenesses,
    merges_by_itself,
    older,
    traits,
    users,
)
from warmline.store import counters
from warmline.store import tables as t
from warmline.store.dialects import insert_into
from warmline.store.persons import (
    PERSON,
    belongs_to,
    holder,
    holding,
    known_person,
    merge_from,
    person_of,
    persons_of,
    same_person,
    says,
    the_person,
)
from warmline.store.sql import SqlStore

LOCK = "version:contacts"
"""The counter that each change of who is whom moves first: one is made at a time."""
MOST_SETTLED = 10_000  # signatures that one process remembers to have dealt with

_c, _i, _m, _h, _v = t.contact.c, t.identity.c, t.merge.c, t.thread.c, t.conversation.c


class SqlContacts:
    """``flow.contacts.Contacts``."""

    def __init__(self, store: SqlStore, fresh: Callable[[], str]) -> None:
        """``fresh`` makes the id of a contact that a split needs."""
        self._store = store
        self._fresh = fresh
        self._settled: dict[tuple[str, ...], None] = {}

    # ── looking ───────────────────────────────────────────────────────────────────────────────────

    async def of(self, id: ContactId) -> Contact | None:
        return await self._store.read(lambda db: known_person(db, id))

    async def conversations(
        self, contact: Contact, *, after: Place | None = None, limit: int
    ) -> Sequence[Place]:
        query = select(_v.updated_at, _v.id).where(belongs_to(contact.ids))
        if after:
            query = query.where(tuple_(_v.updated_at, _v.id) < tuple_(*after))
        query = query.order_by(_v.updated_at.desc(), _v.id.desc()).limit(limit)
        rows = await self._store.read(lambda db: db.execute(query).all())
        return [(row.updated_at, ConversationId(row.id)) for row in rows]

    async def find(self, words: str, *, limit: int) -> Sequence[Contact]:
        def find(db: Connection) -> Sequence[Contact]:
            found = persons_of(db, holding(db, [words]))
            return [one for one in found if says(one, words)][:limit]

        return await self._store.read(find)

    async def alike(self, contact: Contact, *, limit: int) -> Sequence[Contact]:
        values = [value for _, value in traits(contact)]

        def alike(db: Connection) -> Sequence[Contact]:
            found = persons_of(db, holding(db, values)) if values else []
            others = [one for one in found if one.id != contact.id and likenesses(contact, one)]
            return sorted(others, key=lambda one: -len(likenesses(contact, one)))[:limit]

        return await self._store.read(alike)

    async def merge_of(self, id: int) -> Merge | None:
        query = select(t.merge).where(_m.id == id)
        row = await self._store.read(lambda db: db.execute(query).one_or_none())
        return merge_from(row) if row else None

    # ── what operators do ─────────────────────────────────────────────────────────────────────────

    async def merge(self, kept: ContactId, gone: ContactId, *, by: str) -> Merge:
        now = self._store.clock()

        def merge(db: Connection) -> Merge:
            _lock(db)
            into, other = the_person(db, kept), the_person(db, gone)
            made = _join(db, into, other, now, by=by)
            _note(db, now, by, "contacts_merged", f"{made.kept}:{made.gone}")
            return made

        return await self._store.write(merge)

    async def undo(self, id: int, *, by: str) -> Merge:
        now = self._store.clock()
        return await self._store.write(lambda db: _undo(db, id, now, by))

    async def split(self, contact: ContactId, kind: str, identity: str, *, by: str) -> ContactId:
        now, new = self._store.clock(), ContactId(self._fresh())

        def split(db: Connection) -> ContactId:
            _lock(db)
            whole = the_person(db, contact)
            _split(db, whole, _to_split(whole, kind, identity), new, now, by)
            return new

        return await self._store.write(split)

    # ── what is proved ────────────────────────────────────────────────────────────────────────────

    async def knows(self, kind: str, person: Person) -> bool:
        found = await self._store.read(lambda db: holder(db, kind, person.identity))
        return found is not None

    async def linked(self, one: ContactId, kind: str, person: Person) -> None:
        now = self._store.clock()

        def linked(db: Connection) -> None:
            _lock(db)
            _meet(db, one, holder(db, kind, person.identity), now, "link")

        await self._store.write(linked)

    async def signed(
        self, contact: ContactId, assistant: AssistantId, attributes: Mapping[str, str]
    ) -> None:
        user, email = attributes.get("id", ""), address_of(attributes.get("email", ""))
        key = (contact, assistant, user, email)
        if not user or key in self._settled:
            return
        who = Person(identity=user, name=attributes.get("name", ""), email=email, verified=True)
        now = self._store.clock()
        await self._store.write(lambda db: _signed(db, contact, assistant, who, now))
        self._settled[key] = None
        if len(self._settled) > MOST_SETTLED:
            del self._settled[next(iter(self._settled))]

    async def proved(self, kind: str, person: Person) -> None:
        email = address_of(person.email)
        if kind != EMAIL or not person.verified or not email:
            return

        def pair(db: Connection) -> tuple[ContactId | None, ContactId | None]:
            return holder(db, SIGNED_EMAIL, email), holder(db, kind, person.identity)

        one, other = await self._store.read(pair)
        if not one or not other or await self._store.read(lambda db: same_person(db, one, other)):
            return
        now = self._store.clock()

        def prove(db: Connection) -> None:
            _lock(db)
            _meet(db, *pair(db), now, "verified_email")

        await self._store.write(prove)


# ── changes: each takes the lock first ────────────────────────────────────────────────────────────


def _lock(db: Connection) -> None:
    """Nobody else changes who is whom until this is committed: no circle can come about."""
    counters.move(db, {LOCK: 1})


def _join(
    db: Connection, into: Contact, other: Contact, now: Millis, *, by: str, why: str = ""
) -> Merge:
    if into.id == other.id:
        raise SamePerson
    _make_sure_of(db, into.id, now)
    _make_sure_of(db, other.id, now)
    db.execute(update(t.contact).where(_c.id == other.id).values(merged_into=into.id))
    row = {"kept": into.id, "gone": other.id, "at": now, "by": by, "why": why}
    made = insert(t.merge).values(row).returning(t.merge)
    return merge_from(db.execute(made).one())


def _meet(
    db: Connection, one: ContactId | None, other: ContactId | None, now: Millis, why: str
) -> None:
    """Two were proved to be one person: merged, unless something stands against it."""
    if not one or not other:
        return
    ours, theirs = person_of(db, one), person_of(db, other)
    if merges_by_itself(ours, theirs):
        _join(db, *older(ours, theirs), now, by="", why=why)


def _make_sure_of(db: Connection, id: ContactId, now: Millis) -> None:
    """A visitor of whom nothing was noted yet has no row."""
    row = {"id": id, "name": "", "email": "", "created_at": now}
    db.execute(insert_into(db, t.contact).values(row).on_conflict_do_nothing())


def _undo(db: Connection, id: int, now: Millis, by: str) -> Merge:
    _lock(db)
    row = db.execute(select(t.merge).where(_m.id == id)).one_or_none()
    if row is None:
        raise UnknownMerge
    if row.ended_at:
        raise AlreadyEnded
    db.execute(update(t.contact).where(_c.id == row.gone).values(merged_into=None))
    end = update(t.merge).where(_m.id == id).values(ended_at=now, ended_by=by)
    ended = db.execute(end.returning(t.merge)).one()
    _note(db, now, by, "merge_undone", f"{row.kept}:{row.gone}")
    return merge_from(ended)


def _to_split(whole: Contact, kind: str, identity: str) -> Identity:
    """What a site signed is no channel's: who wants it apart undoes the merge."""
    for one in whole.identities:
        if (one.kind, one.identity) == (kind, identity) and not one.signed:
            return one
    raise UnknownIdentity


def _split(
    db: Connection, whole: Contact, known: Identity, new: ContactId, now: Millis, by: str
) -> None:
    moved = _threads_of(db, known)
    if len(whole.parts) == 1 and len(whole.identities) == 1 and not _more(db, whole, known):
        raise OnlyIdentity
    row = {"id": new, "name": known.person.name, "email": "", "created_at": now}
    db.execute(insert(t.contact).values(row))
    mine = (_i.kind == known.kind) & (_i.identity == known.identity)
    db.execute(update(t.identity).where(mine).values(contact=new))
    for channel, address in moved:
        here = (_h.channel == channel) & (_h.address == address)
        db.execute(update(t.thread).where(here).values(contact=new))
    parted = {"kept": known.contact, "gone": new, "at": known.at or now, "by": "", "why": "split"}
    db.execute(insert(t.merge).values(parted | {"ended_at": now, "ended_by": by}))
    _note(db, now, by, "contact_split", f"{known.contact}:{new}")


def _threads_of(db: Connection, known: Identity) -> list[tuple[str, str]]:
    """Those that it began; one that joined somebody's conversation stays with them."""
    query = select(_h.channel, _h.address, _h.person, t.channel.c.kind)
    query = query.join(t.channel, t.channel.c.id == _h.channel, isouter=True)
    rows = db.execute(query.where(_h.contact == known.contact)).all()
    return [
        (row.channel, row.address)
        for row in rows
        if row.kind in (known.kind, None)  # None: the channel is no longer set up
        and PERSON.validate_json(row.person).identity == known.identity
    ]


def _more(db: Connection, whole: Contact, known: Identity) -> bool:
    """Whether the person has a conversation that is not of this identity."""
    threads = _threads_of(db, known)
    theirs = select(_h.conversation).where(tuple_(_h.channel, _h.address).in_(threads))
    rest = select(_v.id).where(belongs_to(whole.ids))
    rest = rest.where(_v.id.not_in(theirs)) if threads else rest
    return db.execute(rest.limit(1)).first() is not None


def _signed(
    db: Connection, contact: ContactId, assistant: AssistantId, who: Person, now: Millis
) -> None:
    """Who first signed in at a browser has it: another user of the site is another person."""
    _lock(db)
    site = f"{SITE}{assistant}"
    mine = frozenset({who.identity})
    if users(person_of(db, contact)).get(site, mine) != mine:
        return
    _make_sure_of(db, contact, now)
    for kind, identity, why in (
        (site, who.identity, "signed_id"),
        (SIGNED_EMAIL, who.email, "signed_email"),
    ):
        if identity:
            _keep(db, kind, identity, contact, who, now)
            _meet(db, contact, holder(db, kind, identity), now, why)
    if who.email and _was_proved(db, who.email):
        _meet(db, contact, holder(db, EMAIL, who.email), now, "verified_email")


def _keep(
    db: Connection, kind: str, identity: str, contact: ContactId, who: Person, now: Millis
) -> None:
    """Whose it is; where it is somebody's already, it stays theirs."""
    row = {"kind": kind, "identity": identity, "contact": contact, "at": now}
    row["person"] = PERSON.dump_json(who).decode()
    db.execute(insert_into(db, t.identity).values(row).on_conflict_do_nothing())


def _was_proved(db: Connection, email: str) -> bool:
    mine = select(_i.person).where(_i.kind == EMAIL, _i.identity == email)
    found = db.execute(mine).scalar_one_or_none()
    return bool(found) and PERSON.validate_json(found or "").verified


def _note(db: Connection, now: Millis, by: str, action: str, object: str) -> None:
    row = {"at": now, "operator": by, "action": action, "object": object}
    db.execute(insert(t.audit).values(row))
