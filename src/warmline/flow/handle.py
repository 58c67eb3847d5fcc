"""The way in: inputs become steps, many at a time, in one transaction.

A store calls ``handle_all`` with everything that waits, inside the transaction that it will commit;
whoever waits is told only after that commit. One refusal does not undo its neighbours: a refused
input records nothing, and the next one sees the conversation as the last good step left it.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Final, TypeVar

from pydantic import Discriminator, TypeAdapter
from pydantic_core import PydanticSerializationError

from warmline.core.engine import step
from warmline.core.facts import Entry, HandoffRequested, MessageWithdrawn
from warmline.core.inputs import (
    ContactLeft,
    Input,
    OperatorAssigned,
    OperatorClaimed,
    OperatorTransferred,
    OutsideSaid,
    VisitorEdited,
    VisitorSaid,
)
from warmline.core.model import Conversation, Floor, OperatorId, Seat, Status, TeamId
from warmline.core.package import pack
from warmline.core.policy import Context
from warmline.core.reading import as_read
from warmline.core.refusals import KeyReused, Refused, UnreadableText
from warmline.dialogue import with_entities
from warmline.flow.joining import Joined
from warmline.flow.ports import Command, Outcome, Remembered, Taken, Tx

T = TypeVar("T")
Answer = Outcome | Exception
"""What a command did, why it was refused, or the bug that it ran into."""

INPUT: Final[TypeAdapter[Input]] = TypeAdapter(Annotated[Input, Discriminator("kind")])
NUL: Final = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")  # in JSON: after no or two backslashes …


def handle_all(tx: Tx, commands: Sequence[Command]) -> list[Answer]:
    """One answer per command, in order. Nothing is durable before the caller commits."""
    batch = _Batch(tx, commands)
    answers = [batch.answer(command) for command in commands]
    tx.record(batch.taken)
    _pack_handoffs(tx, batch.taken)
    return answers


class _Batch:
    """The commands of one transaction, each of which sees what those before it did."""

    def __init__(self, tx: Tx, commands: Sequence[Command]) -> None:
        self._tx = tx
        self._states = tx.load(sorted({command.conversation for command in commands}))
        self._remembered = dict(tx.remembered([command.key for command in commands]))
        tx.hold(sorted(filter(None, map(given_to, commands))))
        self._joined = Counter[TeamId]()  # how many have joined or left each team's line
        self._given = Counter[OperatorId]()  # how many each operator was given, or lost
        self._offered = Counter[OperatorId]()  # of them those that are still to be taken up
        self.taken: list[Taken] = []

    def answer(self, command: Command) -> Answer:
        try:
            named = digest(command)
            known = self._remembered.get(command.key)
            return _replay(command, named, known) if known else self._take(command, named)
        except Refused as refusal:
            return refusal

    def _take(self, command: Command, named: bytes) -> Answer:
        before = self._states[command.conversation]
        if command.check:
            command.check(before)
        context = self._context(before, command.input)
        try:
            taken = step(before, command.input, context)
        except Refused:
            raise
        except Exception as bug:  # noqa: BLE001 - its own; the step is pure, the others stand
            return bug
        remembered = Remembered(_outcome(taken.entries), named)
        self.taken.append(Taken(command, taken, remembered))
        self._states[command.conversation] = taken.conversation
        self._remembered[command.key] = remembered
        self._count(before, taken.conversation)
        return remembered.outcome

    def _count(self, before: Conversation, after: Conversation) -> None:
        _move(self._joined, teams_waited_for(before), teams_waited_for(after))
        _move(self._given, who_has(before), who_has(after))
        _move(self._offered, who_is_asked(before), who_is_asked(after))

    def _context(self, before: Conversation, input: Input) -> Context:
        context = self._tx.context(before, input)
        if any(self._given.values()) or any(self._offered.values()):
            context = replace(context, roster=tuple(map(self._as_loaded, context.roster)))
        if not any(self._joined.values()):
            return context
        return replace(context, queues=Joined(context.queues, dict(self._joined)))

    def _as_loaded(self, seat: Seat) -> Seat:
        more, asked = self._given[seat.operator], self._offered[seat.operator]
        if not (more or asked):
            return seat
        return replace(seat, load=seat.load + more, offered=seat.offered + asked)


def _move(counter: Counter[T], before: Sequence[T], after: Sequence[T]) -> None:
    if before != after:  # a message moves nobody
        counter.update(after)
        counter.subtract(before)


def given_to(command: Command) -> OperatorId | None:
    """Who will have one conversation more; None: that of nobody is to be weighed."""
    match command.input:
        case OperatorAssigned(operator=operator) | OperatorClaimed(operator=operator):
            return operator
        case OperatorTransferred(to=to):
            return to
        case _:
            return None


def who_has(now: Conversation) -> Sequence[OperatorId]:
    """Who holds a conversation, and to whom it was given: each counts in their load."""
    if now.drill:
        return ()
    return [one for one in (now.operator, now.assigned) if one is not None]


def who_is_asked(now: Conversation) -> Sequence[OperatorId]:
    """To whom it was given, and who has not taken it up."""
    return [] if now.drill or now.assigned is None else [now.assigned]


def digest(command: Command) -> bytes:
    """Names what was said under a key.

    In hexadecimal letters. Signals, the number that a ticket would get and the ids of files that a
    channel brings are made anew on each try, and do not count.
    Raises ``UnreadableText`` where it holds something that no database can keep.
    """
    input = command.input
    if isinstance(input, ContactLeft):
        input = replace(input, ticket="")  # not left out: it has no default, and names hold it so
    try:
        # without defaults, so that a field added later does not change the names of old inputs
        body = INPUT.dump_json(input, exclude=_made_anew(input), exclude_defaults=True)
        id = f"{command.conversation}\n{command.key}".encode()
    except (PydanticSerializationError, UnicodeEncodeError) as error:
        raise UnreadableText from error
    if b"\0" in id or (b"\\u0000" in body and NUL.search(body)):
        raise UnreadableText
    named = b"\n".join((command.conversation.encode(), input.kind.encode(), body))
    return hashlib.blake2b(named, digest_size=16).hexdigest().encode()


def _made_anew(input: Input) -> set[str] | None:
    match input:
        case VisitorSaid(via=""):
            return {"signals", "judge"}
        case VisitorSaid():
            return {"signals", "judge", "files"}
        case VisitorEdited():
            return {"signals", "judge"}
        case OutsideSaid():
            return {"files"}
        case _:
            return None


def _replay(command: Command, named: bytes, known: Remembered) -> Answer:
    if known.digest != named:
        raise KeyReused(command.key)
    return replace(known.outcome, replayed=True)


def _outcome(entries: Sequence[Entry]) -> Outcome:
    return Outcome(entries[0].seq, entries[-1].seq) if entries else Outcome(0, 0)


def teams_waited_for(now: Conversation) -> Sequence[TeamId]:
    """The team whose line the visitor stands in: none, or one.

    Who was told that nobody can come waits too, but not in line; nor is a drill in anybody's way.
    """
    in_line = now.status is Status.WAITING and now.floor is Floor.HUMAN and not now.drill
    return [now.handoff.team] if in_line and now.handoff else []


def _pack_handoffs(tx: Tx, taken: Sequence[Taken]) -> None:
    """Build the package of each handoff that these steps requested, in the same transaction.

    What a visitor takes back goes from the packages that there are, too.
    """
    for one in taken:
        now = one.step.conversation
        for entry in one.step.entries:
            match entry.fact:
                case HandoffRequested():
                    tx.keep_package(pack(now, _history(tx, now), entry))
                case MessageWithdrawn(message=message):
                    log = _history(tx, now)
                    later = (old for old in log if old.seq > message)
                    for requested in later:
                        if isinstance(requested.fact, HandoffRequested):
                            tx.keep_package(pack(now, log, requested))
                case _:
                    pass


def _history(tx: Tx, now: Conversation) -> tuple[Entry, ...]:
    return tuple(with_entities(as_read(tx.history(now.id))))
