"""Who is whom, read from the tables: contacts, by what they are known, and their merges."""

from collections.abc import Collection, Iterable
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from warmline.core.model import ContactId
from warmline.flow.channels import Person
from warmline.flow.contacts import Contact, Identity, Merge, Part, UnknownContact
from warmline.store import tables as t

PERSON: TypeAdapter[Person] = TypeAdapter(Person)
MOST_PARTS = 1000  # of one person; what is more is not looked at
MOST_LOOKED_AT = 200  # rows that a search reads
MOST_VALUES = 20  # that it looks for

_c, _i, _m, _h, _v = t.contact.c, t.identity.c, t.merge.c, t.thread.c, t.conversation.c


def root_of(db: Connection, id: ContactId) -> ContactId:
    """The contact that was merged into none; where there is no row of it, it is its own."""
    seen = {id}
    into = select(_c.merged_into)
    while above := db.execute(into.where(_c.id == id)).scalar_one_or_none():
        id = ContactId(above)
        if id in seen:
            raise AssertionError(f"expected merges that lead somewhere, got a circle at {id}")
        seen.add(id)
    return id


def same_person(db: Connection, one: ContactId, other: ContactId) -> bool:
    return root_of(db, one) == root_of(db, other)


def members(db: Connection, root: ContactId) -> list[ContactId]:
    found, level = [root], [root]
    while level and len(found) < MOST_PARTS:
        below = select(_c.id).where(_c.merged_into.in_(level)).order_by(_c.id)
        level = [ContactId(id) for id in db.execute(below).scalars()]
        found += level
    return found


def person_of(db: Connection, id: ContactId) -> Contact:
    """The person whom a contact belongs to, whether or not anything is known of it."""
    root = root_of(db, id)
    ids = members(db, root)
    rows = {row.id: row for row in db.execute(select(t.contact).where(_c.id.in_(ids)))}
    known = select(t.identity).where(_i.contact.in_(ids)).order_by(_i.at, _i.kind, _i.identity)
    merges = select(t.merge).where(or_(_m.kept.in_(ids), _m.gone.in_(ids)))
    return Contact(
        id=root,
        parts=tuple(part_from(one, rows.get(one)) for one in ids),
        identities=tuple(map(identity_from, db.execute(known))),
        merges=tuple(map(merge_from, db.execute(merges.order_by(_m.id.desc())))),
    )


def known_person(db: Connection, id: ContactId) -> Contact | None:
    contact = person_of(db, id)
    if len(contact.parts) > 1 or contact.identities or any(one.created_at for one in contact.parts):
        return contact
    talked = select(_v.id).where(_v.contact == id).limit(1)
    return contact if db.execute(talked).first() else None


def the_person(db: Connection, id: ContactId) -> Contact:
    if (found := known_person(db, id)) is None:
        raise UnknownContact
    return found


def persons_of(db: Connection, ids: Iterable[ContactId]) -> list[Contact]:
    """The persons whom these belong to, each once."""
    roots = sorted({root_of(db, id) for id in ids})
    return [person_of(db, root) for root in roots]


def holder(db: Connection, kind: str, identity: str) -> ContactId | None:
    mine = select(_i.contact).where(_i.kind == kind, _i.identity == identity)
    found = db.execute(mine).scalar_one_or_none()
    return ContactId(found) if found else None


def belongs_to(ids: Collection[ContactId]) -> ColumnElement[bool]:
    """A conversation belongs to who has a thread of it, and to who began it.

    Who began it on a channel and gave that thread away by a split has it no longer.
    """
    threads = select(_h.conversation).where(_h.conversation == _v.id)
    given_away = and_(exists(threads), ~exists(threads.where(_h.contact == _v.contact)))
    theirs = select(_h.conversation).where(_h.contact.in_(ids))
    return or_(and_(_v.contact.in_(ids), ~given_away), _v.id.in_(theirs))


def owner() -> ColumnElement[str]:
    """Whose a conversation is by the same rule."""
    return func.coalesce(held(_h.contact), _v.contact)


def held(column: ColumnElement[str]) -> ColumnElement[str]:
    """Of the thread in which a conversation lives; where it has several, of who began it."""
    found = select(column).where(_h.conversation == _v.id).order_by(_h.created_at)
    begun = found.where(_h.contact == _v.contact)
    one, other = (way.limit(1).correlate(t.conversation) for way in (begun, found))
    return func.coalesce(one.scalar_subquery(), other.scalar_subquery())


def person_from(told: str | None) -> Person:
    """As a thread keeps them; nobody where there is none."""
    return PERSON.validate_json(told) if told else Person(identity="")


def holding(db: Connection, values: Collection[str]) -> list[ContactId]:
    """Contacts of whom anything that is known holds one of these texts."""
    wanted = {spelt for value in list(values)[:MOST_VALUES] for spelt in _spellings(value)}
    typed = select(_c.id).where(_any_holds((_c.name, _c.email), wanted))
    told = select(_i.contact).where(_any_holds((_i.identity, _i.person), wanted))
    typed = typed.order_by(_c.created_at.desc(), _c.id).limit(MOST_LOOKED_AT)
    told = told.order_by(_i.at.desc(), _i.contact).limit(MOST_LOOKED_AT)
    found = [*db.execute(typed).scalars(), *db.execute(told).scalars()]
    return [ContactId(id) for id in dict.fromkeys(found)]


def _any_holds(
    columns: Collection[ColumnElement[str]], values: Collection[str]
) -> ColumnElement[bool]:
    return or_(
        *(column.icontains(v, autoescape=True) for v in sorted(values) for column in columns)
    )


def _spellings(value: str) -> set[str]:
    """SQLite knows large and small letters of ASCII alone."""
    return {value} if value.isascii() else {value, value.lower(), value.upper(), value.title()}


def says(contact: Contact, words: str) -> bool:
    """Whether a value holds them, and not just the way in which values are kept."""
    wanted = words.casefold()
    told = [text for part in contact.parts for text in (part.name, part.email)]
    for one in contact.identities:
        who = one.person
        told += [one.identity, who.name, who.handle, who.phone, who.email]
    return any(wanted in text.casefold() for text in told)


# ── rows ──────────────────────────────────────────────────────────────────────────────────────────


def part_from(id: ContactId, row: Any) -> Part:  # noqa: ANN401 - a row of the table, or None
    if row is None:
        return Part(id=id)
    return Part(id=id, name=row.name, email=row.email, created_at=row.created_at)


def identity_from(row: Any) -> Identity:  # noqa: ANN401 - a row of the table
    return Identity(
        kind=row.kind,
        identity=row.identity,
        contact=ContactId(row.contact),
        person=PERSON.validate_json(row.person),
        at=row.at,
    )


def merge_from(row: Any) -> Merge:  # noqa: ANN401 - a row of the table
    return Merge(
        id=row.id,
        kept=ContactId(row.kept),
        gone=ContactId(row.gone),
        at=row.at,
        by=row.by,
        why=row.why,
        ended_at=row.ended_at or 0,
        ended_by=row.ended_by,
    )
