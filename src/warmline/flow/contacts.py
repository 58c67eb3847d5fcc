"""Who is whom: contacts that are one person, and when that may be known without asking anybody.

A person is a contact with all those merged into it. A merge is a link from one such person to
another; undoing it takes that link away and nothing else, so that merges can be undone in any
order. By itself a merge is made on proof alone: what somebody typed proves nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Literal, Protocol

from warmline.core.model import AssistantId, ContactId, ConversationId, Millis
from warmline.core.refusals import Refused
from warmline.flow.channels import Person

SITE: Final = "site:"
"""Kind of an identity that a site's server signed: the visitor's id there, by assistant."""
SIGNED_EMAIL: Final = "signed_email"
"""Kind of an address that a site's server signed, in small letters."""
EMAIL: Final = "email"  # the channel
NUMBERED: Final = ("sms", "whatsapp")
"""Channels whose identities are telephone numbers, as a rule."""
NUMBER: Final = re.compile(r"\+?[0-9 ()./-]+")
SHORTEST_NUMBER: Final = 7  # digits; what is shorter is no telephone number

Place = tuple[Millis, ConversationId]
"""Where a page of conversations ended: when the last one was updated, and its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the contacts that a person consists of."""

    id: ContactId
    name: str = ""  # as typed
    email: str = ""  # as typed: shown, suggested by, and never believed
    created_at: Millis = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """By what somebody is known, on a kind of channel or to a site's server."""

    kind: str
    identity: str
    contact: ContactId
    person: Person
    at: Millis = 0

    @property
    def signed(self) -> bool:
        return self.kind == SIGNED_EMAIL or self.kind.startswith(SITE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two are one person, or were until ``ended_at``. A split is one that never began."""

    id: int
    kept: ContactId
    gone: ContactId
    at: Millis
    by: str = ""  # an operator; "": it was proved
    why: str = ""  # how it was proved: link, signed_id, signed_email, verified_email; or split
    ended_at: Millis = 0  # 0: it holds
    ended_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person: a contact with all those merged into it."""

    id: ContactId  # of the one that was merged into none
    parts: tuple[Part, ...]
    identities: tuple[Identity, ...] = ()
    merges: tuple[Merge, ...] = ()  # of any of the parts, newest first, ended ones included

    @property
    def ids(self) -> frozenset[ContactId]:
        return frozenset(part.id for part in self.parts)

    @property
    def name(self) -> str:
        """As the kept part is called, else any other, else as a channel or site says."""
        typed = sorted(self.parts, key=lambda part: part.id != self.id)
        names = [*(part.name for part in typed), *(one.person.name for one in self.identities)]
        return next(filter(None, names), "")

    @property
    def email(self) -> str:
        """An address to show; a proved one where there is any."""
        proved = [one.person.email for one in self.identities if one.person.verified]
        return next(filter(None, [*proved, *(part.email for part in self.parts)]), "")


def called(contact: Contact) -> dict[ContactId, str]:
    """Each part by its own name: what was typed, else as its channel or site says."""
    told = {one.contact: one.person.name for one in reversed(contact.identities)}
    return {part.id: part.name or told.get(part.id, "") for part in contact.parts}


# ── refusals ──────────────────────────────────────────────────────────────────────────────────────


class UnknownContact(Refused):
    code: ClassVar[str] = "unknown_contact"

    def __init__(self) -> None:
        super().__init__("There is no such contact.")


class UnknownMerge(Refused):
    code: ClassVar[str] = "unknown_merge"

    def __init__(self) -> None:
        super().__init__("There is no such merge.")


class SamePerson(Refused):
    code: ClassVar[str] = "same_person"

    def __init__(self) -> None:
        super().__init__("These two are one person already.")


class AlreadyEnded(Refused):
    code: ClassVar[str] = "already_ended"

    def __init__(self) -> None:
        super().__init__("That merge was undone before.")


class UnknownIdentity(Refused):
    code: ClassVar[str] = "unknown_identity"

    def __init__(self) -> None:
        super().__init__("This person is not known by that on any channel.")


class OnlyIdentity(Refused):
    code: ClassVar[str] = "only_identity"

    def __init__(self) -> None:
        super().__init__("Nothing would be left: this is all that is known of this person.")


# ── what is kept ──────────────────────────────────────────────────────────────────────────────────


class Contacts(Protocol):
    """``store.contacts``."""

    async def of(self, id: ContactId) -> Contact | None:
        """The person whom a contact belongs to; None: nobody was ever known by it."""
        ...

    async def conversations(
        self, contact: Contact, *, after: Place | None = None, limit: int
    ) -> Sequence[Place]:
        """Of all parts, over all channels, newest first."""
        ...

    async def find(self, words: str, *, limit: int) -> Sequence[Contact]:
        """Whose name, address or handle holds these words."""
        ...

    async def alike(self, contact: Contact, *, limit: int) -> Sequence[Contact]:
        """Others who share something with it: see ``likenesses``."""
        ...

    async def merge(self, kept: ContactId, gone: ContactId, *, by: str) -> Merge:
        """An operator says that two are one person. Raises ``UnknownContact``, ``SamePerson``."""
        ...

    async def undo(self, id: int, *, by: str) -> Merge:
        """Take a merge back. Raises ``UnknownMerge``, ``AlreadyEnded``."""
        ...

    async def merge_of(self, id: int) -> Merge | None: ...
    async def split(self, contact: ContactId, kind: str, identity: str, *, by: str) -> ContactId:
        """Give an identity and its threads' conversations to a contact of its own.

        Raises ``UnknownContact``, ``UnknownIdentity``, ``OnlyIdentity``.
        """
        ...

    async def knows(self, kind: str, person: Person) -> bool:
        """Whether somebody of that identity was here before."""
        ...

    async def linked(self, one: ContactId, kind: str, person: Person) -> None:
        """Who ``one`` is came by our sealed link to where ``person`` writes."""
        ...

    async def signed(
        self, contact: ContactId, assistant: AssistantId, attributes: Mapping[str, str]
    ) -> None:
        """A site's server vouches for these attributes of who ``contact`` is."""
        ...

    async def proved(self, kind: str, person: Person) -> None:
        """Somebody wrote whose address was proved on their way in."""
        ...


# ── when nobody needs to be asked ─────────────────────────────────────────────────────────────────


def merges_by_itself(one: Contact, other: Contact) -> bool:
    """Whether proof is enough: not against an operator's word, nor two users of one site."""
    return one.id != other.id and not severed(one, other) and not clash(one, other)


def severed(one: Contact, other: Contact) -> bool:
    """Whether an operator has said that these two are not one person."""
    return any(
        merge.ended_by
        and (
            (merge.kept in one.ids and merge.gone in other.ids)
            or (merge.kept in other.ids and merge.gone in one.ids)
        )
        for merge in (*one.merges, *other.merges)
    )


def clash(one: Contact, other: Contact) -> bool:
    """Whether one site knows them as two: a browser may be shared, an account is not."""
    ours, theirs = users(one), users(other)
    return any(ours[site] != theirs[site] for site in ours.keys() & theirs.keys())


def users(contact: Contact) -> dict[str, frozenset[str]]:
    """As whom each site knows a person."""
    sites = {one.kind for one in contact.identities if one.kind.startswith(SITE)}
    return {
        site: frozenset(one.identity for one in contact.identities if one.kind == site)
        for site in sites
    }


def older(one: Contact, other: Contact) -> tuple[Contact, Contact]:
    """The one to keep, and the other."""

    def age(contact: Contact) -> tuple[Millis, str]:
        return (min(part.created_at for part in contact.parts), contact.id)

    return (one, other) if age(one) <= age(other) else (other, one)


def address_of(text: str) -> str:
    """An address of mail as it is compared; "": that is none."""
    local, at, domain = text.strip().lower().rpartition("@")
    return f"{local}{at}{domain}" if local and domain and " " not in local + domain else ""


# ── who may be asked about ────────────────────────────────────────────────────────────────────────

What = Literal["email", "phone", "handle", "name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Something that two have in common: a hint for people, never more."""

    what: What
    value: str
    proved: bool = False  # of both


def likenesses(one: Contact, other: Contact) -> tuple[Likeness, ...]:
    """What two have in common, what says most first."""
    ours, theirs = dict(_traits(one)), dict(_traits(other))
    return tuple(
        Likeness(what=what, value=value, proved=ours[what, value] and theirs[what, value])
        for what, value in ours
        if (what, value) in theirs
    )


def traits(contact: Contact) -> Sequence[tuple[What, str]]:
    return list(dict(_traits(contact)))


def _traits(contact: Contact) -> list[tuple[tuple[What, str], bool]]:
    """Sorted so that what says most comes first, and of the same what is proved comes last."""
    order: Sequence[What] = ("email", "phone", "handle", "name")
    found = [
        (key, proved) for what, value, proved in _told(contact) if (key := _trait(what, value))
    ]
    return sorted(found, key=lambda one: (order.index(one[0][0]), one[1]))


def _told(contact: Contact) -> Iterator[tuple[What, str, bool]]:
    for part in contact.parts:
        yield "email", part.email, False
        yield "name", part.name, False
    for one in contact.identities:
        who = one.person
        yield "email", who.email, who.verified
        yield "phone", who.phone, who.verified
        yield "phone", one.identity if one.kind in NUMBERED else "", True
        yield "handle", who.handle, False
        yield "name", who.name, False


def digits_of(number: str) -> str:
    """Of a telephone number, however it is written; "": it is none."""
    digits = "".join(filter(str.isdecimal, number))
    return digits if NUMBER.fullmatch(number) and len(digits) >= SHORTEST_NUMBER else ""


def _trait(what: What, value: str) -> tuple[What, str] | None:
    """As it is compared; None: it says nothing."""
    match what:
        case "email":
            plain = address_of(value)
        case "phone":
            plain = digits_of(value)
        case "handle":
            plain = value.strip().removeprefix("@").casefold()
            plain = "" if "@" in plain else plain  # an address of mail, which is told as such
        case "name":
            words = value.casefold().split()
            plain = " ".join(words) if len(words) > 1 else ""  # half the world is called Anna
    return (what, plain) if plain else None
