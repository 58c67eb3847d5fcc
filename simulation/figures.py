"""What a day came to: its figures, what of them must hold, and how they are shown."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from statistics import median

from simulation.checker import Breach, Found
from simulation.day import Lived
from warmline.core.model import Millis

KEPT = (0.75, 0.85)  # of the longest waits told, from enough of them on
ENOUGH = 2_000
FEWEST = 100  # of which nothing is said
GOALS = ("first_reply", "next_reply", "resolution")
SHOWN = 12  # breaches


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    name: str
    value: str
    ok: bool | None = None  # None: nothing is expected of it


def breaches(found: Found, shown: Sequence[Figure]) -> Sequence[Breach]:
    """What the checker found, and the figures that are not as they must be."""
    wrong = [
        Breach(promise=one.name, conversation="-", at=0, what=one.value)
        for one in shown
        if one.ok is False
    ]
    return sorted(
        (*found.breaches, *wrong), key=lambda one: (one.promise, one.at, one.conversation)
    )


def figures(lived: Lived, found: Found) -> Iterator[Figure]:
    counts = found.counts
    yield Figure(name="conversations", value=f"{counts['opened']:,}")
    yield Figure(name="facts", value=f"{counts.total():,}")
    yield Figure(name="messages", value=f"{counts['message_added']:,}")
    yield Figure(name="requests for a person", value=f"{counts['handoff_requested']:,}")
    yield Figure(name="picked up in time", value=f"{found.picked_up:,}")
    yield Figure(name="fell back, by cause", value=_told(found.fallbacks))
    yield Figure(name="withdrawn", value=f"{counts['handoff_cancelled']:,}")
    yield Figure(name="given out, taken back", value=_pair(counts, "assigned", "assignment_ended"))
    yield Figure(
        name="handed on, lost by who vanished", value=_pair(counts, "transferred", "released")
    )
    yield Figure(name="taken over, snoozed", value=_pair(counts, "taken_over", "snoozed"))
    crashes = sum(seen.crashes for seen in lived.seen.values())
    yield Figure(name="browsers crashed", value=f"{crashes:,}")
    yield Figure(name="steps of the ladder", value=f"{counts['escalated']:,}")
    yield Figure(name="notices", value=f"{lived.notices:,}")
    yield Figure(name="wait: median, p90, longest", value=_spread(found.waits))
    yield from _coverage(found)
    yield from _service(found)
    yield Figure(name="timers: rang, worst lateness", value=_lateness(found.timers))
    yield from _load(lived, found)
    yield from _reports(found, lived.reported)


def _told(causes: Counter[str]) -> str:
    return ", ".join(f"{cause} {many:,}" for cause, many in sorted(causes.items())) or "none"


def _pair(counts: Counter[str], one: str, other: str) -> str:
    return f"{counts[one]:,}, {counts[other]:,}"


def _quantile(values: Sequence[Millis], at: float) -> Millis:
    return sorted(values)[min(ceil(len(values) * at), len(values)) - 1]


def _spread(waits: Sequence[Millis]) -> str:
    if not waits:
        return "none"
    shown = (_quantile(waits, 0.5), _quantile(waits, 0.9), max(waits))
    return ", ".join(f"{one / 1000:.0f} s" for one in shown)


def _lateness(timers: Sequence[Millis]) -> str:
    return f"{len(timers):,}, {max(timers, default=0)} ms"


def coverage(found: Found, team: str = "") -> tuple[float, int]:
    """The share of the longest waits told that were kept to, and of how many."""
    of = [(waited, told) for one, waited, told in found.promised if team in ("", one)]
    return sum(waited <= told for waited, told in of) / max(len(of), 1), len(of)


def _coverage(found: Found) -> Iterator[Figure]:
    kept, of = coverage(found)
    low, high = KEPT
    loose = 0.0 if of >= ENOUGH else 2.5 * sqrt(0.16 / max(of, 1))  # few say little
    ok = low - loose <= kept <= high + loose if of >= FEWEST else None
    yield Figure(name="longest wait told, kept to", value=f"{kept:.1%} of {of:,}", ok=ok)
    for team in sorted({team for team, _, _ in found.promised}):
        share, many = coverage(found, team)
        yield Figure(name=f"    {team}", value=f"{share:.1%} of {many:,}")


def _service(found: Found) -> Iterator[Figure]:
    for goal in GOALS:
        kept, late = (found.targets[goal, what] for what in ("kept", "late"))
        if kept + late:
            share = f"{kept / (kept + late):.1%} of {kept + late:,}"
            yield Figure(name=f"kept: {goal.replace('_', ' ')}", value=share)


def _load(lived: Lived, found: Found) -> Iterator[Figure]:
    handled = [found.handled[worker.id] for worker in lived.town.workers]
    shown = f"{min(handled)}, {median(handled):.0f}, {max(handled)}"
    yield Figure(name="conversations an operator: least, median, most", value=shown)
    yield Figure(name="at once, at most", value=str(max(found.most_at_once.values(), default=0)))
    yield Figure(name="longest line that was given out", value=str(found.backlog))


def _reports(found: Found, reported: Mapping[str, float]) -> Iterator[Figure]:
    """The ledger, told from the same log, must count the same."""
    own = own_figures(found)
    for name, value in reported.items():
        same = abs(own[name] - value) < 0.5
        shown = f"{value:,.0f}, here {own[name]:,.0f}"
        yield Figure(name=f"report: {name}", value=shown, ok=same)


def own_figures(found: Found) -> Mapping[str, float]:
    """What the reports should say, counted by the checker."""
    return {
        "handoffs": found.counts["handoff_requested"],
        "fell_back": found.fell_back,
        "waits": len(found.first_waits),
        "median wait, ms": _quantile(found.first_waits or [0], 0.5),
        "kept_first_reply": found.targets["first_reply", "kept"],
        "kept_next_reply": found.targets["next_reply", "kept"],
        "kept_resolution": found.targets["resolution", "kept"],
    }


def table(shown: Sequence[Figure]) -> str:
    lines = list[str]()
    for one in shown:
        verdict = {True: "ok", False: "NO", None: ""}[one.ok]
        lines.append(f"{one.name:48} {one.value:44} {verdict}".rstrip())
    return "\n".join(lines)


def told(broken: Sequence[Breach], begins: Millis) -> str:
    """Each promise that was broken, with some of its cases."""
    by_promise = Counter(one.promise for one in broken)
    lines = [f"BROKEN {promise}: {many}" for promise, many in sorted(by_promise.items())]
    seen = Counter[str]()
    for one in broken:
        seen[one.promise] += 1
        if seen[one.promise] <= SHOWN // len(by_promise) + 1:
            at = (one.at - begins) / 1000
            lines.append(f"  {one.promise}: {one.conversation} at {at:,.1f} s: {one.what}")
    return "\n".join(lines)
