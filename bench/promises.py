"""What must hold of a thread and of a package, whoever looks: each breach in one sentence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

Entry = Mapping[str, Any]
SAID_BY_ASSISTANT = ("message", "assistant")
VERSION = 2  # of the packages that are looked at here


def gapless(who: str, seqs: Sequence[int]) -> Iterator[str]:
    """Numbered 1, 2, 3 …, each once, in this order."""
    for place, seq in enumerate(seqs, 1):
        if seq != place:
            yield f"{who}: expected entry {place}, came {seq}"
            return


def onward(who: str, positions: Sequence[int]) -> Iterator[str]:
    """A place in the log of all conversations never goes back."""
    for before, after in pairwise(positions):
        if after < before:
            yield f"{who}: position {before} was followed by {after}"
            return


def said_once(
    who: str, entries: Iterable[Entry], said: Mapping[str, tuple[int, str]]
) -> Iterator[str]:
    """Each message that was acknowledged stands once, under its number, in its words."""
    shown: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.get("author") == "visitor":
            shown.setdefault(entry["draft"], []).append(entry)
    for id, (seq, text) in said.items():
        found = shown.pop(id, [])
        if [(one["seq"], one["text"]) for one in found] != [(seq, text)]:
            places = [one["seq"] for one in found]
            yield f"{who}: message {id} was acknowledged as {seq}, stands at {places}"
    for id in shown:
        yield f"{who}: message {id} was never acknowledged"


def alike(who: str, one: Sequence[Entry], other: Sequence[Entry]) -> Iterator[str]:
    """The same numbers with the same words (what one may not see is hidden to it)."""
    if len(one) != len(other):
        yield f"{who}: {len(one)} entries on one side, {len(other)} on the other"
    for left, right in zip(one, other, strict=False):
        hidden = "hidden" in (left["kind"], right["kind"])
        if not hidden and left.get("text", "") != right.get("text", ""):
            yield f"{who}: entry {left['seq']} reads differently on the two sides"


def complete(package: Mapping[str, Any], requested: Entry, log: Sequence[Entry]) -> Iterator[str]:
    """The package of the handoff that ``requested`` began, against the log as operators see it."""
    who = f"package of {package['conversation']} at {requested['seq']}"
    before = [entry for entry in log if entry["seq"] < requested["seq"]]
    messages = [entry for entry in before if entry["kind"] == "message"]
    visitor = {entry["seq"]: entry["text"] for entry in messages if entry["author"] == "visitor"}
    wanted = {
        "version": VERSION,
        "handoff": requested["seq"],
        "made_at": requested["at"],
        "why": requested["why"],
        "also": requested["also"],
        "transcript": [_line(entry) for entry in messages],
        "tried": [entry["seq"] for entry in before if _tried(entry)],
    }
    came = {
        **{key: package.get(key) for key in wanted},
        "transcript": [_line(entry) for entry in package["transcript"]],
        "tried": [one["seq"] for one in package["tried"]],
    }
    for key, value in wanted.items():
        if came[key] != value:
            yield f"{who}: {key}: expected {value!r:.120}, came {came[key]!r:.120}"
    yield from _filled(who, package)
    if package["question"] not in visitor.values():
        yield f"{who}: the question is not the visitor's"
    for key in ("mood", "entities"):
        strays = [one["seq"] for one in package[key] if one["seq"] not in visitor]
        if strays:
            yield f"{who}: {key} names entries {strays} that are no words of the visitor"
    shows = {entry["seq"] for entry in before if entry["kind"] == "message" or _tried(entry)}
    if strays := [one["seq"] for one in package["signals"] if one["seq"] not in shows]:
        yield f"{who}: signals name entries {strays} that show none"


def _line(entry: Entry) -> tuple[int, int, str, str]:
    return entry["seq"], entry["at"], entry["author"], entry["text"]


def _tried(entry: Entry) -> bool:
    missed = entry["kind"] == "event" and entry["event"] == "assistant_missed"
    return missed or (entry["kind"], entry.get("author")) == SAID_BY_ASSISTANT


def _filled(who: str, package: Mapping[str, Any]) -> Iterator[str]:
    """What no package may lack."""
    must = {
        "why.rule": package["why"]["rule"],
        "why.reason": package["why"]["reason"],
        "visitor.contact": package["visitor"]["contact"],
        "visitor.channel": package["visitor"]["channel"],
        "visitor.language": package["visitor"]["language"],
        "question": package["question"],
        "summary.wants": package["summary"]["wants"],
        "summary.open": package["summary"]["open"],
        "language": package["language"],
    }
    for name, value in must.items():
        if not value:
            yield f"{who}: {name} is empty"
