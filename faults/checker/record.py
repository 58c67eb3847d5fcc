"""Everything the checker looks at: the clients' history, and the tables as plain rows."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

Event = Mapping[str, Any]
Row = Mapping[str, Any]
TABLES = ("conversation", "entry", "log", "outbox", "operator", "handled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A broken promise: its number, what happened, where (a conversation's id or "") and when."""

    promise: int
    what: str
    conversation: str = ""
    at: int = 0  # milliseconds since 1970


@dataclass(frozen=True, slots=True)
class Entry:
    conversation: str
    seq: int
    position: int
    fact: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return self.fact["kind"]

    @property
    def at(self) -> int:
        return self.fact["at"]

    @property
    def author(self) -> str:
        """Of a message; "": it is none."""
        return self.fact.get("author", "") if self.kind == "message_added" else ""


@dataclass(frozen=True)
class Record:
    """``events`` in the order in which the rig noted them."""

    events: Sequence[Event]
    tables: Mapping[str, Sequence[Row]]
    faults: Sequence[str] = field(default_factory=tuple)  # what the database itself complains of

    @cached_property
    def params(self) -> Event:
        """What the rig had set: patience_ms, answer_within_ms, handoff_text."""
        return next((e for e in self.events if e["kind"] == "params"), {})

    @cached_property
    def logs(self) -> Mapping[str, Sequence[Entry]]:
        """By conversation, in order of their numbers."""
        found = defaultdict[str, list[Entry]](list)
        for row in self.tables["entry"]:
            fact = json.loads(row["body"])
            found[row["conversation"]].append(
                Entry(row["conversation"], row["seq"], row["position"], fact)
            )
        return {id: sorted(log, key=lambda e: e.seq) for id, log in found.items()}

    def of(self, *kinds: str) -> Iterator[Event]:
        return (event for event in self.events if event["kind"] in kinds)

    @cached_property
    def end(self) -> int:
        """When the rig stopped looking."""
        return max((event["at"] for event in self.events), default=0)

    @cached_property
    def jumped(self) -> bool:
        """The servers' clocks were moved: the times in their facts say nothing."""
        return any(event["offset"] for event in self.of("clock"))

    @cached_property
    def outages(self) -> Sequence[tuple[int, int]]:
        """From when to when something stood still on purpose, oldest first."""
        begun, found = dict[str, int](), list[tuple[int, int]]()
        for event in self.of("fault"):
            if not event["stops"]:
                continue
            if event["phase"] == "begin":
                begun[event["op"]] = event["at"]
            else:
                found.append((begun.pop(event["op"], event["at"]), event["at"]))
        return sorted([*found, *((at, self.end) for at in begun.values())])

    @cached_property
    def first_seen(self) -> Mapping[tuple[str, int], int]:
        """When any screen first showed an entry."""
        found = dict[tuple[str, int], int]()
        for event in self.of("saw"):
            for entry in event["entries"]:
                found.setdefault((event["conversation"], entry["seq"]), event["at"])
        return found

    def when(self, entry: Entry) -> int | None:
        """By the rig's clock; None where the server's says nothing and nobody saw it."""
        if not self.jumped:
            return entry.at
        return self.first_seen.get((entry.conversation, entry.seq))

    def due(self, at: int, up: int = 5_000, restarted: int = 10_000) -> int:
        """Until when something due ``at`` must be done: soon, or soon after what stood still."""
        limit = at + up + self.lag
        for begun, ended in self.outages:
            if begun <= limit and ended + restarted > at:
                limit = max(limit, ended + restarted + self.lag)
        return limit

    @cached_property
    def lag(self) -> int:
        """How long the rig itself was kept from running: nobody can be blamed for less."""
        return max((event["lag"] for event in self.of("lag")), default=0)


def read(history: Path, rows: Callable[[str], Sequence[Row]], faults: Sequence[str] = ()) -> Record:
    """``rows`` gives all rows of a table."""
    lines = history.read_text(encoding="utf-8").splitlines()
    return Record([json.loads(line) for line in lines], {t: rows(t) for t in TABLES}, faults)


def sqlite_rows(file: Path) -> Callable[[str], Sequence[Row]]:
    def rows(table: str) -> Sequence[Row]:
        with sqlite3.connect(file) as db:
            db.row_factory = sqlite3.Row
            return [dict(row) for row in db.execute(f'SELECT * FROM "{table}"')]

    return rows


def sqlite_faults(file: Path) -> Sequence[str]:
    """What SQLite finds wrong with the file."""
    with sqlite3.connect(file) as db:
        found = [str(row[0]) for row in db.execute("PRAGMA integrity_check")]
    return [one for one in found if one != "ok"]


def postgres_rows(psql: Callable[[str], Sequence[str]]) -> Callable[[str], Sequence[Row]]:
    """``psql`` runs a statement and gives the lines that it prints."""

    def rows(table: str) -> Sequence[Row]:
        return [json.loads(line) for line in psql(f'SELECT row_to_json(t) FROM "{table}" t')]

    return rows
