"""The checker: reads the log from the database, and says where a promise was broken.

It knows the product's facts and its documents, and uses none of its code: not how a fact changes a
conversation, nor how anything is decided. What really happened to people's browsers it is told by
the day (``Seen``).
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from simulation.checker import answers, assigning, clocks, holding, waiting
from simulation.checker.cases import Case, Fact
from simulation.checker.found import PRECISE, Breach, Found
from simulation.checker.presence import check_leases, check_presence
from simulation.checker.reading import Reading, reading
from simulation.day import Lived

__all__ = ["Breach", "Found", "check"]

Heeds = Callable[[Reading, Case, Fact], None]
HEED: Mapping[str, Heeds] = {
    one.__name__: one
    for one in (
        answers.message_added,
        assigning.assigned,
        assigning.assignment_ended,
        clocks.clock_paused,
        clocks.clock_started,
        clocks.clock_stopped,
        clocks.due_soon,
        clocks.late,
        clocks.snoozed,
        clocks.woke,
        holding.claimed,
        holding.released,
        holding.resolved,
        holding.returned_to_assistant,
        holding.taken_over,
        holding.transferred,
        waiting.escalated,
        waiting.fallback_ran,
        waiting.handoff_cancelled,
        waiting.handoff_requested,
        waiting.priority_changed,
    )
} | {"assistant_missed": answers.answered}
"""What is done with a fact, by its kind."""


def check(lived: Lived, path: Path) -> Found:
    """``path``: the day's database."""
    on = reading(lived)
    with sqlite3.connect(path) as db:
        on.found.digest = _read(on, db)
        on.found.breaches.extend(_left_over(db, lived.ended))
    _end(on)
    on.found.breaches.extend((*check_leases(on), *check_presence(on)))
    return on.found


def _read(on: Reading, db: sqlite3.Connection) -> str:
    """Every fact in the order of the log; returns the digest of them all."""
    digest = hashlib.blake2b(digest_size=16)
    rows = db.execute("SELECT position, conversation, seq, body FROM entry ORDER BY position")
    for position, conversation, seq, body in rows:
        digest.update(f"{position} {conversation} {seq} {body}\n".encode())
        case = on.cases.setdefault(conversation, Case(id=conversation))
        _heed(on, case, json.loads(body))
    return digest.hexdigest()


def _heed(on: Reading, case: Case, fact: Fact) -> None:
    on.found.counts[fact["kind"]] += 1
    if heed := HEED.get(fact["kind"]):
        heed(on, case, fact)
    waiting.check_honest(on, case, fact)
    case.newest = fact


def _end(on: Reading) -> None:
    """What should have been over by the end of the day."""
    end: Fact = {"at": on.lived.ended, "kind": "end"}
    for case in on.cases.values():
        if case.waits and not case.deadline:
            on.breach("no dead end", case, end, "waits without a deadline")
        if case.assigned and end["at"] > case.until + PRECISE:
            on.breach("assignments", case, end, f"{case.assigned} still has it to take up")
        if case.snoozed and end["at"] > case.snoozed + PRECISE:
            on.breach("timers", case, end, "a snooze was never ended")
        for goal in tuple(case.clocks):
            clocks.missed(on, case, {**end, "target": goal})
        answers.answered(on, case, end)
        waiting.leave(on, case, end)
        if case.holder:
            on.held.append(holding.held(case, end))


def _left_over(db: sqlite3.Connection, ended: int) -> Iterator[Breach]:
    """What the outbox still holds is not due yet, and nothing was given up."""
    rows = db.execute(
        "SELECT conversation, kind, due FROM outbox WHERE due IS NULL OR due < ?",
        (ended - PRECISE,),
    )
    for conversation, kind, due in rows:
        what = f"a job of kind {kind} was {'left' if due else 'buried'}"
        yield Breach(promise="timers", conversation=conversation, at=due or 0, what=what)
