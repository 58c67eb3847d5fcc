"""How a run is told: a table of what was done, and a short story of each broken promise."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from faults.checker import channels
from faults.checker.record import Breach, Event, Record
from faults.playing import Result

TOLD = 8  # stories printed of one run
LINES = 14  # of one story
BEFORE, AFTER = 12_000, 3_000  # milliseconds around what happened
COLUMNS = ("world", "seed", "seconds", "faults", "kills", "said", "acknowledged", "conversations",
           "handoffs", "broken")  # fmt: skip


def table(results: Sequence[Result]) -> str:
    rows = [COLUMNS, *(tuple(map(str, _row(one))) for one in results)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.rjust(w) for cell, w in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(lines)


def _row(result: Result) -> tuple[object, ...]:
    record, blows = result.record, _blows(result.record)
    kills = sum(count for name, count in blows.items() if name.startswith("kill"))
    logs = record.logs.values()
    handoffs = sum(entry.kind == "handoff_requested" for log in logs for entry in log)
    asked = {event["id"] for event in record.of("invoke")}
    told = sum(1 for _ in record.of("ok"))
    return (
        result.run.world, result.run.seed, round(result.seconds), blows.total(), kills, len(asked),
        told, len(record.logs), handoffs, len(result.breaches),
    )  # fmt: skip


def _blows(record: Record) -> Counter[str]:
    return Counter(event["op"] for event in record.of("fault") if event["phase"] == "begin")


def faults_done(results: Sequence[Result]) -> str:
    total = Counter[str]()
    for result in results:
        total.update(_blows(result.record))
    return ", ".join(f"{name} {count}" for name, count in total.most_common())


def by_channel(results: Sequence[Result]) -> Iterator[str]:
    """How much went over each provider, and how often a message came twice."""
    wrote, seen, twice, unanswered = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for record in (result.record for result in results):
        wrote.update(event["provider"] for event in record.of("wrote"))
        for event, walk in channels.walks(record):
            seen[event["provider"]] += len(walk.said) - len(walk.missing)
            twice[event["provider"]] += len(walk.again)
        for event in record.of("provider"):
            unanswered[event["provider"]] += event["dropped"]
    for name in sorted(wrote):
        yield (
            f"{name}: {wrote[name]} written, {seen[name]} delivered, {twice[name]} of them twice"
            f" ({unanswered[name]} answers were lost on purpose)"
        )


def stories(result: Result) -> Iterator[str]:
    """Each broken promise with the seed that shows it again and what happened around it."""
    kinds = dict[tuple[int, str], Breach]()
    for breach in result.breaches:  # one of each kind first: the rest is more of the same
        kinds.setdefault((breach.promise, breach.what[:12]), breach)
    for breach in list(kinds.values())[:TOLD]:
        yield f"promise {breach.promise}: {breach.what}"
        run = result.run
        yield f"    again: ./run faults --only {run.world} --seed {run.seed}"
        yield from (f"    {line}" for line in _story(result.record, breach))
    if len(result.breaches) > TOLD:
        promises = Counter(breach.promise for breach in result.breaches)
        told = ", ".join(f"{promise}: {count}" for promise, count in sorted(promises.items()))
        yield f"all {len(result.breaches)}, by promise: {told}"
    yield from (f"a server said: {line}" for line in dict.fromkeys(result.broke))


def _story(record: Record, breach: Breach) -> Iterator[str]:
    """The newest lines about that conversation around that moment, and the faults among them."""
    at = breach.at or record.end
    near = [
        _line(event, at)
        for event in record.events
        if at - BEFORE <= event["at"] <= at + AFTER and _concerns(event, breach.conversation)
    ]
    yield from near[-LINES:]


def _concerns(event: Event, conversation: str) -> bool:
    if event["kind"] in ("fault", "clock"):
        return True
    return bool(conversation) and event.get("conversation") == conversation


def _line(event: Event, at: int) -> str:
    moment = f"{(event['at'] - at) / 1000:+7.2f} s"
    what = _SHORT.get(event["kind"], "{kind} {who}").format_map(_Plain(event))
    if event["kind"] == "saw":
        shown = [f"{e['seq']} {e.get('author') or e.get('event', '')}" for e in event["entries"]]
        what += " " + ", ".join(shown)
    return f"{moment}  {what}"


class _Plain(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""


_SHORT: Mapping[str, str] = {
    "fault": "── {op} {phase}",
    "clock": "── the clocks stand {offset} ms off",
    "invoke": "{who} asks to {op} ({id})",
    "ok": "{who} is told that {op} ({id}) is entry {seq}",
    "fail": "{who} is refused {op} ({id}): {code} {by}",
    "info": "{who} never learns what came of {op} ({id})",
    "saw": "{who} sees",
    "mail": "mail to {to} ({manner})",
}
