"""Promises 3, 4, 13 and 16: every screen shows the one log, all of it, and nobody else's."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from faults.checker.record import Breach, Entry, Event, Record

CANARY = re.compile(r"canary[a-z]{8}")
COMING_BACK = -1  # no socket has this number
REVOKED_WITHIN = 2_000  # milliseconds
REVOKED_WITHOUT_BUS = 5_000


def different(record: Record) -> Iterator[Breach]:
    """What any screen ever showed is what the log holds under that number."""
    for event in record.of("saw", "view"):
        log = record.logs.get(event["conversation"], ())
        for shown in event["entries"]:
            if what := _differs(shown, log):
                yield Breach(promise=3, what=f"{event['who']} saw {what}",
                             conversation=event["conversation"], at=event["at"])  # fmt: skip


def _differs(shown: Mapping[str, object], log: "list[Entry] | tuple[Entry, ...]") -> str:
    seq = int(str(shown["seq"]))
    if seq > len(log):
        return f"entry {seq} of {len(log)}"
    fact = log[seq - 1].fact
    if shown["kind"] == "message":
        same = shown.get("text", "") == fact.get("text") and shown.get("author") == fact["author"]
    elif shown["kind"] == "event":
        same = shown["event"] == fact["kind"]
    else:
        same = True  # hidden from this reader, or a note
    return "" if same else f"{dict(shown)!r:.120} where the log has {dict(fact)!r:.120}"


def incomplete(record: Record) -> Iterator[Breach]:
    """A view that was fetched at the end has every entry."""
    for event in record.of("view"):
        count = len(record.logs.get(event["conversation"], ()))
        seqs = [entry["seq"] for entry in event["entries"]]
        if seqs != list(range(1, count + 1)):
            yield Breach(promise=3, what=f"{event['who']} gives {seqs} of {count} entries",
                         conversation=event["conversation"], at=event["at"])  # fmt: skip


def broken_off(record: Record) -> Iterator[Breach]:
    """On one socket each entry comes once and in order; on the next nothing is left out."""
    seen = dict[tuple[str, str], tuple[int, int]]()  # by reader and conversation: socket, number
    for event in record.of("joined", "saw", "resync"):
        if event["kind"] == "resync":
            seen = {key: it for key, it in seen.items() if key[0] != event["who"]}
            continue
        key = (event["who"], event["conversation"])
        if event["kind"] == "joined":
            seen[key] = (COMING_BACK, event["after"])
            continue
        for entry in event["entries"]:
            yield from _step(seen.get(key), entry["seq"], event)
            seen[key] = (event["socket"], entry["seq"])


def _step(before: tuple[int, int] | None, seq: int, event: Event) -> Iterator[Breach]:
    """From what a reader saw last to what they see now; who comes first may come in the middle."""
    if before is None:
        return
    socket, last = before
    same = socket == event["socket"]
    strict = same or socket == COMING_BACK  # a visitor says after which entry they come back
    if seq != last + 1 if strict else seq > last + 1:
        yield Breach(
            promise=3 if same else 4,
            what=f"{event['who']} was shown {seq} after {last}",
            conversation=event["conversation"],
            at=event["at"],
        )


def not_converged(record: Record) -> Iterator[Breach]:
    """When all was quiet, whoever had a screen open saw the newest entry."""
    last, lost = dict[tuple[str, str], int](), set[str]()
    for event in record.of("joined", "saw", "resync", "gone"):
        if event["kind"] in ("resync", "gone"):
            lost.add(event["who"])
        elif event["kind"] == "joined":
            last.setdefault((event["who"], event["conversation"]), event["after"])
        else:
            last[event["who"], event["conversation"]] = event["entries"][-1]["seq"]
    for (who, id), seq in last.items():
        newest = len(record.logs.get(id, ()))
        if seq != newest and who not in lost:
            yield Breach(promise=4, what=f"{who} stands at {seq} of {newest}", conversation=id)


def seen_after_revocation(record: Record) -> Iterator[Breach]:
    revoked = {event["who"]: event for event in record.of("revoked")}
    for event in record.of("saw"):
        ended = revoked.get(event["who"])
        within = REVOKED_WITHOUT_BUS if ended and ended.get("bus_away") else REVOKED_WITHIN
        if ended and event["at"] > ended["at"] + within + record.lag:
            late = event["at"] - ended["at"]
            yield Breach(promise=13, what=f"{event['who']} saw more {late} ms after they may not",
                         conversation=event["conversation"], at=event["at"])  # fmt: skip


def foreign_words(record: Record) -> Iterator[Breach]:
    """A conversation's canary sings in that conversation alone."""
    homes = _homes(record)
    for id, log in record.logs.items():
        for entry in log:
            for word in CANARY.findall(str(entry.fact.get("text", ""))):
                if homes.get(word, id) != id:
                    yield Breach(promise=16, what=f"{word} of {homes[word]} stands at {entry.seq}",
                                 conversation=id, at=entry.at)  # fmt: skip
    for event in record.of("saw", "view", "draft"):
        shown = f"{event.get('text', '')}{event.get('entries', '')}"
        for word in set(CANARY.findall(shown)):
            if homes.get(word, event["conversation"]) != event["conversation"]:
                yield Breach(promise=16, what=f"{event['who']} was shown {word}",
                             conversation=event["conversation"], at=event["at"])  # fmt: skip
    for event in record.of("asked"):
        if len(event["canaries"]) > 1:
            yield Breach(promise=16, what=f"one prompt holds {event['canaries']}", at=event["at"])


def _homes(record: Record) -> Mapping[str, str]:
    found = defaultdict[str, str](str)
    for event in record.of("invoke"):
        for word in CANARY.findall(event.get("text") or ""):
            found.setdefault(word, event["conversation"])
    return dict(found)


def memory(record: Record) -> Iterator[Breach]:
    """Readers who do not read cost a bounded share of memory, and nobody else's time."""
    for event in record.of("memory"):
        if event["grown"] > event["most"]:
            grown, most = (round(event[key] / 2**20) for key in ("grown", "most"))
            yield Breach(promise=14, what=f"memory grew by {grown} MiB, {most} are allowed",
                         at=event["at"])  # fmt: skip
    for event in record.of("deaf"):
        if event["dropped"] < event["of"]:
            what = f"{event['dropped']} of {event['of']} readers who did not read were dropped"
            yield Breach(promise=14, what=what, at=event["at"])
