"""Promises 8, 10, 12 and 15: answers come, the assistant remembers, jobs and mails get done."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from faults.checker.floor import ASSISTANT, turns
from faults.checker.record import Breach, Entry, Record, Row

LATE = 20_000  # milliseconds that a job may be overdue when all is quiet
RECOVERED_WITHIN = 10_000  # milliseconds
MAILED_WITHIN = 30_000  # with the tries that a busy mail server asks for
SETTLED = frozenset({"claimed", "handoff_cancelled", "resolved", "returned_to_assistant"})
LASTING = frozenset({"disk full", "database stop", "database crash", "database cut"})


def unanswered(record: Record) -> Iterator[Breach]:
    """While the assistant has the floor each message of the visitor leads to something in time."""
    within = record.params.get("answer_within_ms", 30_000)
    for id, log in record.logs.items():
        for turn in turns(log):
            if turn.entry.author != "visitor" or turn.before != ASSISTANT:
                continue
            begun = record.when(turn.entry)
            rest = log[turn.entry.seq :]
            closing = next((e for e in rest if _answers(e, turn.entry.seq)), None)
            if begun is None:
                continue
            told = record.when(closing) if closing else record.end
            if told is not None and told > record.due(begun + within):
                how = "was answered" if closing else "is still unanswered"
                what = f"entry {turn.entry.seq} {how} after {told - begun} ms"
                yield Breach(promise=8, what=what, conversation=id, at=begun)


def _answers(entry: Entry, seq: int) -> bool:
    """Whether it ends the wait for an answer to entry ``seq``; a newer question waits instead."""
    if entry.author in ("assistant", "system"):
        return entry.fact.get("answers", 0) >= seq
    ends = ("claimed", "handoff_requested", "resolved")
    return entry.author in ("visitor", "operator") or entry.kind in ends


def forgotten(record: Record) -> Iterator[Breach]:
    """Who answers after a person was there was told what the person said."""
    prompts = defaultdict[str, list[str]](list)
    for event in record.of("asked"):
        for word in event["canaries"]:
            prompts[word].append(event["prompt"])
    for id, log in record.logs.items():
        words = [e.fact["text"] for e in log if e.author == "operator"]
        for entry in log if words else ():
            asked = entry.fact.get("answers", 0)
            if entry.author != "assistant" or not asked or not entry.fact["text"]:
                continue
            said = [e.fact["text"] for e in log[: asked - 1] if e.author == "operator"]
            question = log[asked - 1].fact.get("text", "")
            told = [p for p in prompts.get(question.rpartition(" ")[2], ()) if question in p]
            if said and told and not any(said[-1] in prompt for prompt in told):
                yield Breach(promise=10, what=f"{entry.seq} was written without {said[-1]!r}",
                             conversation=id, at=entry.at)  # fmt: skip


def left_undone(record: Record) -> Iterator[Breach]:
    """When all is quiet nothing is overdue in the outbox, and nothing was given up."""
    for row in record.tables["outbox"]:
        if row["due"] is None or _overdue(record, row):
            state = "given up" if row["due"] is None else "overdue"
            what = f"job {row['id']} ({row['kind']}) is {state}: {row['error']!r}"
            yield Breach(promise=12, what=what, conversation=row["conversation"])


def _overdue(record: Record, row: Row) -> bool:
    """Where clocks were moved: a timer that is older than the newest entry that may have set it."""
    if not record.jumped:
        return row["due"] < record.end - LATE
    seqs = range(1, len(record.logs.get(row["conversation"], ())) + 1)
    seen = [record.first_seen.get((row["conversation"], seq), 0) for seq in seqs]
    after = json.loads(row["body"]).get("after")
    return after is not None and max(seen, default=0) + after < record.end - LATE


def mailed_twice(record: Record) -> Iterator[Breach]:
    """Each cause makes one mail to each person; sent again it is the same mail."""
    ids = defaultdict[tuple[str, str], set[str]](set)
    for mail in record.of("mail"):
        ids[mail["conversation"], mail["to"]].add(mail["id"])
    for (id, to), found in ids.items():
        log = record.logs.get(id, ())
        causes = sum(e.kind in CAUSES for e in log)
        if len(found) > causes:
            yield Breach(promise=12, what=f"{to} got {len(found)} mails for {causes} causes",
                         conversation=id)  # fmt: skip


CAUSES = frozenset({"handoff_requested", "ticket_opened", "released", "transferred", "escalated"})


def never_mailed(record: Record) -> Iterator[Breach]:
    """Of a request that nobody took up everybody has been told who wants mail and sat at no screen.

    A mail that the server holds back, since they got many lately, is still to come.
    """
    seated = {event["who"] for event in record.of("seated")}
    absent = [row for row in record.tables["operator"] if row["name"] not in seated]
    staff = [row["email"] for row in absent if _wants_mail(row)]
    told = {(mail["conversation"], mail["to"]) for mail in record.of("mail")} | _to_come(record)
    for id, log in record.logs.items():
        first = next((e for e in log if e.kind == "handoff_requested"), None)
        if first is None or record.jumped or _settled(log[first.seq :]):
            continue
        if record.end < record.due(first.at, MAILED_WITHIN, MAILED_WITHIN):
            continue
        for email in staff:
            if (id, email) not in told:
                yield Breach(promise=12, what=f"{email} was never told", conversation=id,
                             at=first.at)  # fmt: skip


def _to_come(record: Record) -> set[tuple[str, str]]:
    """By conversation and address: the mails that wait in the outbox for their time."""
    emails = {row["id"]: row["email"] for row in record.tables["operator"]}
    waiting = (row for row in record.tables["outbox"] if row["kind"] == "notify" and row["due"])
    return {(row["conversation"], emails.get(json.loads(row["body"])["to"], "")) for row in waiting}


def _wants_mail(row: "dict[str, object] | object") -> bool:
    assert isinstance(row, dict)
    return bool(row.get("email_notices", 1)) and not row["disabled"]


def _settled(rest: Sequence[Entry]) -> bool:
    return any(entry.kind in SETTLED for entry in rest)


def not_recovered(record: Record) -> Iterator[Breach]:
    """After the disk or the database is back, something is acknowledged again within 10 s."""
    told = [event["at"] for event in record.of("ok")]
    asked = [event["at"] for event in record.of("invoke")]
    for event in record.of("fault"):
        if event["phase"] != "end" or event["op"] not in LASTING:
            continue
        back, limit = event["at"], event["at"] + RECOVERED_WITHIN + record.lag
        calm = not any(begun < limit and ended > back for begun, ended in record.outages)
        wanted = any(back - 2_000 < at < limit - 5_000 for at in asked)
        if calm and wanted and not any(back < at <= limit for at in told):
            yield Breach(promise=15, what=f"nothing was acknowledged after {event['op']}", at=back)


def damaged(record: Record) -> Iterator[Breach]:
    for fault in record.faults:
        yield Breach(promise=15, what=f"the database is damaged: {fault}")
