"""Promises 1, 2, 3: nothing acknowledged is lost, nothing stands twice or in another place."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from faults.checker.record import Breach, Entry, Event, Record

SAYING = frozenset({"say", "person", "reply", "note"})
BESIDE = 4  # entries that one request may make around the one that it is about


def lost(record: Record) -> Iterator[Breach]:
    """Each acknowledged message stands in the log in its words, about where the answer said."""
    said = _said(record)
    for event in record.of("ok"):
        id, text = event["conversation"], event.get("text", "")
        if event["op"] not in SAYING:
            continue
        found = said.get((id, event["id"]), [])
        if not any(_is(entry, text, event["seq"]) for entry in found):
            what = f"{event['who']} was told that {event['id']} is entry {event['seq']}"
            stands = [(entry.seq, entry.fact.get("text", "")[:40]) for entry in found]
            yield Breach(promise=1, what=f"{what}; there is {stands or 'nothing'}",
                         conversation=id, at=event["at"])  # fmt: skip


def _is(entry: Entry, text: str, seq: int) -> bool:
    return entry.fact["text"] == text and abs(entry.seq - seq) <= BESIDE


def _said(record: Record) -> Mapping[tuple[str, str], list[Entry]]:
    """Entries by conversation and the sender's id."""
    found = defaultdict[tuple[str, str], list[Entry]](list)
    for id, log in record.logs.items():
        web = log[0].fact.get("channel", "web") == "web"
        for entry in log:
            if entry.author == "visitor" and not web:
                continue  # see ``channels``
            if entry.kind in ("message_added", "note_added") and entry.fact.get("draft"):
                found[id, entry.fact["draft"]].append(entry)
    return found


def lost_tickets(record: Record) -> Iterator[Breach]:
    for event in record.of("ok"):
        if event["op"] == "contact":
            log = record.logs.get(event["conversation"], ())
            if not any(entry.kind == "ticket_opened" for entry in log):
                yield Breach(promise=1, what="an address was taken and no ticket opened",
                             conversation=event["conversation"], at=event["at"])  # fmt: skip


def doubled(record: Record) -> Iterator[Breach]:
    for (id, draft), found in _said(record).items():
        if len(found) > 1:
            places = [entry.seq for entry in found]
            yield Breach(promise=2, what=f"{draft} stands at {places}", conversation=id,
                         at=found[1].at)  # fmt: skip
    tickets = Counter(
        (id, entry.fact["email"])
        for id, log in record.logs.items()
        for entry in log
        if entry.kind == "ticket_opened"
    )
    asked = Counter(e["conversation"] for e in record.of("invoke") if e["op"] == "contact")
    for (id, email), count in tickets.items():
        if count > max(asked[id], 1):
            yield Breach(promise=2, what=f"{count} tickets for {email}", conversation=id)


def answered_otherwise(record: Record) -> Iterator[Breach]:
    """The same request again gets the same answer."""
    first = dict[tuple[str, str], Event]()
    for event in record.of("ok"):
        before = first.setdefault((event["who"], event["id"]), event)
        if before["seq"] != event["seq"]:
            what = f"{event['id']} was entry {before['seq']}, and then {event['seq']}"
            yield Breach(promise=2, what=what, conversation=event["conversation"], at=event["at"])


def phantoms(record: Record) -> Iterator[Breach]:
    """Nobody's words are in the log whom the rig did not let speak."""
    spoken = {(e["conversation"], e["id"]): e.get("text") for e in record.of("invoke")}
    for (id, draft), found in _said(record).items():
        for entry in found:
            if spoken.get((id, draft)) != entry.fact["text"]:
                yield Breach(promise=2, what=f"nobody said {draft}: {entry.fact['text'][:60]!r}",
                             conversation=id, at=entry.at)  # fmt: skip


def gaps(record: Record) -> Iterator[Breach]:
    """Numbered 1, 2, 3 …, as the conversation's own row says; places in the log are unique."""
    for id, log in record.logs.items():
        seqs = [entry.seq for entry in log]
        if seqs != list(range(1, len(seqs) + 1)):
            yield Breach(promise=3, what=f"the log is numbered {seqs}", conversation=id)
    for row in record.tables["conversation"]:
        if row["seq"] != len(record.logs.get(row["id"], ())):
            count = len(record.logs.get(row["id"], ()))
            what = f"its row says {row['seq']} entries, there are {count}"
            yield Breach(promise=3, what=what, conversation=row["id"])
    places = Counter(entry.position for log in record.logs.values() for entry in log)
    newest = max((row["position"] for row in record.tables["log"]), default=0)
    for place, count in places.items():
        if count > 1 or place > newest:
            yield Breach(promise=3, what=f"place {place} of {newest} is taken {count} times")


def reordered(record: Record) -> Iterator[Breach]:
    """What was acknowledged before something else was said stands before it."""
    newest = dict[tuple[str, str], tuple[int, str]]()  # acknowledged by then: number, id
    begun = dict[str, tuple[int, str]]()
    for event in record.of("invoke", "ok"):
        who = (event["who"], event["conversation"])
        if event["kind"] == "invoke":
            begun.setdefault(event["id"], newest.get(who, (0, "")))
        elif event["seq"] and event["op"] in SAYING:
            seq, id = begun[event["id"]]
            if seq > event["seq"]:
                what = f"{event['id']} ({event['seq']}) was said after {id} ({seq})"
                yield Breach(promise=3, what=what, conversation=event["conversation"],
                             at=event["at"])  # fmt: skip
            newest[who] = max(newest.get(who, (0, "")), (event["seq"], event["id"]))
