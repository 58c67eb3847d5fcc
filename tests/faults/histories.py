"""Hand-written histories: a good one, of which tests make bad ones."""

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from faults.checker import Breach, Record, check

ANN, BOB = "ann", "bob"
C = "conversation"
WORD, OTHER_WORD = "canaryaaaaaaaa", "canarybbbbbbbb"
PROMISED = "A person is fetched."

Fact = dict[str, Any]


def said(at: int, author: str, text: str, **more: Any) -> Fact:
    return {"at": at, "kind": "message_added", "author": author, "text": text, **more}


def happened(at: int, kind: str, **more: Any) -> Fact:
    return {"at": at, "kind": kind, **more}


LOG: Sequence[Fact] = (
    happened(1_000, "opened"),
    said(1_000, "visitor", f"A lamp? {WORD}", draft="v-1"),
    said(1_500, "assistant", f"Yes. {WORD}", answers=2),
    said(2_000, "visitor", f"A person {WORD}", draft="v-2"),
    happened(2_000, "handoff_requested", deadline_at=7_000),
    said(2_000, "system", PROMISED, answers=4),
    happened(3_000, "claimed", operator=ANN),
    said(3_500, "operator", "A person is here.", operator=ANN, draft="o-1"),
    happened(4_000, "returned_to_assistant", by=ANN),
    said(5_000, "visitor", f"And now? {WORD}", draft="v-3"),
    said(6_000, "assistant", "It is so.", answers=10),
)


def op(kind: str, at: int, who: str, op: str, id: str, **more: Any) -> Fact:
    return {"kind": kind, "at": at, "who": who, "op": op, "id": id, "conversation": C, **more}


def asked_and_told(at: int, who: str, name: str, id: str, seq: int, **more: Any) -> list[Fact]:
    begun = op("invoke", at, who, name, id, **more)
    return [begun, op("ok", at + 10, who, name, id, seq=seq, **more)]


EVENTS: Sequence[Fact] = (
    {"kind": "params", "at": 0, "patience_ms": 5_000, "answer_within_ms": 8_000,
     "handoff_text": PROMISED},
    {"kind": "joined", "at": 900, "who": "v", "conversation": C, "socket": 1, "after": 0},
    *asked_and_told(1_000, "v", "say", "v-1", 2, text=f"A lamp? {WORD}"),
    {"kind": "asked", "at": 1_200, "canaries": [WORD], "prompt": f"A lamp? {WORD}"},
    *asked_and_told(2_000, "v", "say", "v-2", 4, text=f"A person {WORD}"),
    *asked_and_told(3_000, "Ann", "claim", "o-0", 7, operator=ANN),
    *asked_and_told(3_500, "Ann", "reply", "o-1", 8, operator=ANN, text="A person is here."),
    *asked_and_told(5_000, "v", "say", "v-3", 10, text=f"And now? {WORD}"),
    {"kind": "asked", "at": 5_500, "canaries": [WORD],
     "prompt": f"(a person) A person is here. And now? {WORD}"},
    {"kind": "mail", "at": 6_500, "conversation": C, "to": "ann@example.org", "id": "<1>"},
)  # fmt: skip


def shown(log: Sequence[Fact]) -> list[Fact]:
    """The log as a screen shows it."""
    return [
        {"seq": seq, "kind": "message", "author": fact["author"], "text": fact["text"]}
        if fact["kind"] == "message_added"
        else {"seq": seq, "kind": "event", "event": fact["kind"]}
        for seq, fact in enumerate(log, 1)
    ]


def saw(log: Sequence[Fact], at: int = 8_000, who: str = "v", socket: int = 1) -> Fact:
    entries = shown(log)
    return {
        "kind": "saw", "at": at, "who": who, "conversation": C, "socket": socket,
        "entries": entries,
    }  # fmt: skip


def record(  # noqa: PLR0913 each named at the call
    log: Sequence[Fact] = LOG,
    events: Sequence[Fact] = EVENTS,
    *,
    more: Sequence[Fact] = (),
    screen: Sequence[Fact] | None = None,
    end: int = 9_000,
    outbox: Sequence[Mapping[str, Any]] = (),
    entries: Sequence[Mapping[str, Any]] | None = None,
    faults: Sequence[str] = (),
) -> Record:
    """``more`` events come before the screen's; ``screen`` is what the visitor saw: the log."""
    screens = [saw(log if screen is None else screen)] if screen != [] else []
    rows = [
        {"conversation": C, "seq": seq, "position": seq, "body": json.dumps(fact)}
        for seq, fact in enumerate(log, 1)
    ]
    people = ((ANN, "Ann"), (BOB, "Bob"))
    tables = {
        "conversation": [{"id": C, "seq": len(log)}],
        "entry": rows if entries is None else entries,
        "log": [{"id": 1, "position": max(len(log), 1)}],
        "outbox": outbox,
        "operator": [
            {"id": id, "name": name, "email": f"{id}@example.org", "disabled": 0,
             "email_notices": 1}
            for id, name in people
        ],
        "handled": [],
    }  # fmt: skip
    happened_ = [*deepcopy(list(events)), *more, *screens, {"kind": "end", "at": end}]
    return Record(happened_, tables, faults)


def promises(made: Record) -> set[int]:
    return {breach.promise for breach in check(made)}


def only(made: Record) -> Breach:
    [breach] = check(made)
    return breach
