"""Who is who on WhatsApp: numbers, business-scoped user ids, and who turns from one into another.

Somebody is their business-scoped user id (BSUID) where WhatsApp tells it, else their number.
Whoever was known by number and then comes with a user id is the same person: ``Moved`` says so
before what they say. Numbers and user names may be missing or change; user ids change with the
number, which WhatsApp tells in a system message. Its words hold the person's own name, so only its
fields count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from warmline.channels._loose import items, mapping, text
from warmline.channels._meta.envelope import digest, name_of, odd
from warmline.flow.channels import Event, Moved, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who wrote, in all the names that a webhook gives them."""

    number: str  # digits; "": not told
    user_id: str  # BSUID; "": not told
    name: str = ""
    username: str = ""

    @property
    def thread(self) -> str:
        return self.user_id or self.number

    @property
    def person(self) -> Person:
        return Person(
            identity=self.thread,
            name=self.name,
            handle=self.username,
            phone=f"+{self.number}" if self.number.isdigit() else "",
            verified=self.number.isdigit(),  # WhatsApp has proved its people's numbers
        )

    def moves(self) -> Iterator[Moved]:
        if self.number and self.user_id:
            yield moved(self.number, self.user_id)


def moved(thread: str, to: str) -> Moved:
    """The same each time that it is told."""
    return Moved(id=f"moved-{digest([thread, to])}", thread=thread, to=to)


def sender_of(message: Mapping[str, object], contacts: Sequence[Mapping[str, object]]) -> Sender:
    number, user_id = name_of(message.get("from")), name_of(message.get("from_user_id"))
    known = {number, user_id} - {""}
    same = (one for one in contacts if known & _names(one))
    contact = next(same, dict[str, object]())
    profile = mapping(contact.get("profile"))
    return Sender(
        number=number or name_of(contact.get("wa_id")),
        user_id=user_id or name_of(contact.get("user_id")),
        name=text(profile.get("name"), 200),
        username=text(profile.get("username"), 100),
    )


def _names(contact: Mapping[str, object]) -> set[str]:
    return {name_of(contact.get("wa_id")), name_of(contact.get("user_id"))}


def renumbered(message: Mapping[str, object], sender: Sender) -> Iterator[Event]:
    """Somebody has another number, and with it another user id."""
    system = mapping(message.get("system"))
    kind = text(system.get("type"), 60)
    number = name_of(system.get("wa_id")) or name_of(system.get("new_wa_id"))
    to = name_of(system.get("user_id")) or number
    before = name_of(system.get("previous_user_id"))
    olds = dict.fromkeys((sender.number, sender.user_id, before))
    moves = [moved(old, to) for old in olds if old and to and old != to]
    if kind in ("user_changed_number", "user_changed_user_id") and moves:
        yield from moves
    else:
        yield odd(f"system {kind}", message)


def updated(value: Mapping[str, object]) -> Iterator[Event]:
    """The webhook field ``user_id_update``."""
    for update in map(mapping, items(value.get("user_id_update"))):
        ids = mapping(update.get("user_id"))
        before, to = name_of(ids.get("previous")), name_of(ids.get("current"))
        olds = [old for old in (before, name_of(update.get("wa_id"))) if old and to and old != to]
        yield from (moved(old, to) for old in olds)
        if not olds:
            yield odd("user_id_update", update)
