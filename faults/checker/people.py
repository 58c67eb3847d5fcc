"""Promises 5, 6, 7, 9 and 11: one speaks at a time, one wins, nobody is left waiting."""

from collections.abc import Iterator, Sequence

from faults.checker.floor import ASSISTANT, QUEUE, turns
from faults.checker.record import Breach, Entry, Event, Record

ENDS = frozenset(
    {"claimed", "fallback_ran", "handoff_cancelled", "resolved", "taken_over", "handoff_requested"}
)
EARLY = 300  # milliseconds that clocks and roundings may differ by
BESIDE = 4  # entries that one request may make
REFRESHED = 15_000  # milliseconds in which a server learns of new colleagues
COMES_BACK = 40_000  # milliseconds: after an outage a server waits so long for who comes back


def talked_over(record: Record) -> Iterator[Breach]:
    """No word of the assistant while a person has the floor or is being fetched."""
    for id, log in record.logs.items():
        for turn in turns(log):
            if turn.entry.author == "assistant" and turn.before != ASSISTANT:
                what = f"the assistant spoke at {turn.entry.seq} while {turn.before} had the floor"
                yield Breach(promise=5, what=what, conversation=id, at=turn.entry.at)


def overlaps(record: Record) -> Iterator[Breach]:
    """Nobody claims or speaks over a colleague."""
    for id, log in record.logs.items():
        for turn in turns(log):
            entry, holder = turn.entry, turn.before
            speaks = entry.author == "operator" or entry.kind == "claimed"
            who = entry.fact.get("operator")
            if speaks and holder not in (ASSISTANT, QUEUE, who):
                what = f"{who} ({entry.kind}, {entry.seq}) while {holder} held it"
                yield Breach(promise=6, what=what, conversation=id, at=entry.at)


def won_and_lost(record: Record) -> Iterator[Breach]:
    """Who was told that they have it has it; whoever lost was told truly who has it."""
    names = {row["id"]: row["name"] for row in record.tables["operator"]}
    begun = min((event["at"] for event in record.events), default=0) + REFRESHED
    for event in record.of("ok", "fail"):
        if event["op"] != "claim":
            continue
        claims = [e for e in record.logs.get(event["conversation"], ()) if e.kind == "claimed"]
        if event["kind"] == "ok":
            wrong = event["seq"] and not any(_mine(claim, event) for claim in claims)
            what = f"{event['who']} was told that they have it, at {event['seq']}"
        else:
            holders = {names.get(claim.fact["operator"], "") for claim in claims}
            known = event["by"] in holders or event["at"] < begun
            wrong = event["code"] == "already_taken" and not known
            what = f"{event['who']} was told that {event['by']!r} has it; {holders} had it"
        if wrong:
            yield Breach(promise=6, what=what, conversation=event["conversation"], at=event["at"])


def _mine(claim: Entry, event: Event) -> bool:
    near = abs(claim.seq - event["seq"]) <= BESIDE
    return near and claim.fact["operator"] == event["operator"]


def left_waiting(record: Record) -> Iterator[Breach]:
    """Each request for a person is taken up, ended, or told the truth by its deadline."""
    for id, log in record.logs.items():
        for at, entry in enumerate(log):
            if entry.kind == "handoff_requested" and entry.fact.get("deadline_at"):
                yield from _waited(record, id, entry, log[at + 1 :])


def _waited(record: Record, id: str, asked: Entry, rest: Sequence[Entry]) -> Iterator[Breach]:
    begun = record.when(asked)
    if begun is None:
        return
    deadline = begun + asked.fact["deadline_at"] - asked.at
    limit = record.due(deadline)
    ends = [entry for entry in rest if entry.kind in ENDS]
    if not ends:
        if record.end > limit:
            late = record.end - deadline
            yield Breach(promise=7, what=f"asked for at {asked.seq}: nothing {late} ms after "
                         "the deadline", conversation=id, at=deadline)  # fmt: skip
        return
    ended = record.when(ends[0])
    if ended is not None and ended > limit:
        what = f"asked for at {asked.seq}: ended {ended - deadline} ms after the deadline"
        yield Breach(promise=7, what=what, conversation=id, at=ended)
    early = ended is not None and ended < deadline - EARLY
    if early and ends[0].fact.get("cause") == "deadline":
        what = f"the timer of {asked.seq} rang {deadline - (ended or 0)} ms early"
        yield Breach(promise=12, what=what, conversation=id, at=ended or 0)


def rang_twice(record: Record) -> Iterator[Breach]:
    """One request falls back once, one question is missed once."""
    for id, log in record.logs.items():
        fallen, missed = False, set[int]()
        for entry in log:
            if entry.kind in ("handoff_requested", "released", "transferred"):
                fallen = False
            twice = (entry.kind == "fallback_ran" and fallen) or (
                entry.kind == "assistant_missed" and entry.fact["answers"] in missed
            )
            if twice:
                yield Breach(promise=12, what=f"{entry.kind} again at {entry.seq}",
                             conversation=id, at=entry.at)  # fmt: skip
            fallen = fallen or entry.kind == "fallback_ran"
            if entry.kind == "assistant_missed":
                missed.add(entry.fact["answers"])


def announced_otherwise(record: Record) -> Iterator[Breach]:
    """A person is promised once for each request, and never without one."""
    words = record.params.get("handoff_text")
    for id, log in record.logs.items() if words else ():
        told = 0
        for entry in log:
            if entry.kind == "handoff_requested":
                told = 0
            if entry.author == "system" and entry.fact["text"].startswith(words):
                told += 1
                before = [e.kind for e in log[: entry.seq - 1]]
                if told > 1 or "handoff_requested" not in before[-BESIDE:]:
                    yield Breach(promise=9, what=f"a person was promised at {entry.seq}",
                                 conversation=id, at=entry.at)  # fmt: skip


def held_by_nobody(record: Record) -> Iterator[Breach]:
    """What somebody held who vanished goes back within the lease, and is said to have."""
    for event in record.of("vanished"):
        for id, log in record.logs.items():
            before = [turn for turn in turns(log) if turn.entry.at <= event["at"]]
            after = [entry for entry in log if entry.at > event["at"]]
            if not before or before[-1].after != event["operator"]:
                continue
            ended = next((e.at for e in after if e.kind in ("released", "taken_over")), None)
            own = any(e.fact.get("by") == event["operator"] for e in after)
            limit = record.due(event["at"] + event["lease_ms"], restarted=COMES_BACK)
            if not own and (ended or record.end) > limit:
                late = (ended or record.end) - event["at"]
                yield Breach(promise=11, what=f"held {late} ms by {event['operator']}, who is gone",
                             conversation=id, at=event["at"])  # fmt: skip
