"""A backtest's result as a person reads it in a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from warmline.backtest.outcome import Fit

Json = Mapping[str, Any]
EXAMPLES = 5  # conversations shown of each kind
CURVE = 25  # characters that a bar may be wide
TOLD: Mapping[str, str] = {
    Fit.ON_TIME: "needed a person, and had a way to one in time",
    Fit.LATE: "needed a person, and had a way to one too late",
    Fit.MISSED: "needed a person, and had no way to one",
    Fit.UNNEEDED: "handed off, and nobody says that it was needed",
    Fit.OFFERED: "offered a person, and nobody says that one was needed",
    Fit.QUIET: "went on with the assistant",
}


def in_words(summary: Json, cases: Sequence[Json]) -> str:
    return "\n".join(_lines(summary, cases)) + "\n"


def _lines(summary: Json, cases: Sequence[Json]) -> Iterator[str]:
    yield f"{summary['conversations']:,} conversations, {summary['turns']:,} visitor turns"
    by = ", ".join(f"{count:,} by {who}" for who, count in summary["needed_by"].items())
    yield f"a person was needed in {summary['needed']:,}{f' ({by})' if by else ''}"
    for place, policy in enumerate(summary["policies"]):
        yield from _policy(summary, policy)
        yield from _curve(policy)
        yield from _examples(cases, place)
    yield from _sides(summary, cases)
    yield from _bad_lines(summary["bad_lines"])


def _policy(summary: Json, policy: Json) -> Iterator[str]:
    total = max(summary["conversations"], 1)
    yield ""
    yield f"── {policy['name']}"
    yield (
        f"handed off {policy['handoffs']:,} ({policy['handoffs'] / total:.1%}),"
        f" offered only {policy['offers']:,} ({policy['offers'] / total:.1%})"
    )
    for fit, told in TOLD.items():
        yield f"  {policy['fits'][fit]:>8,}  {told}"
    if policy["rules"]:
        yield "by the rule that decided:"
    for one in policy["rules"]:
        yield f"  {one['conversations']:>8,}  {one['rule']}"


def _curve(policy: Json) -> Iterator[str]:
    """Every second point of the curve of all thresholds."""
    if not policy["curves"]:
        return
    points = policy["curves"][0]["points"]
    most = max(max(p["handoffs"], p["missed"]) for p in points) or 1
    yield "with every threshold at:"
    yield f"  {'':>5} {'handoffs':>9} {'offers':>9} {'missed':>9} {'unneeded':>9}"
    for point in points[::2]:
        bar = "█" * round(point["handoffs"] / most * CURVE)
        yield (
            f"  {point['threshold']:>5.2f} {point['handoffs']:>9,} {point['offers']:>9,}"
            f" {point['missed']:>9,} {point['unneeded']:>9,}  {bar}"
        )


def _examples(cases: Sequence[Json], place: int) -> Iterator[str]:
    for fit in (Fit.MISSED, Fit.LATE, Fit.UNNEEDED):
        found = [case for case in cases if case["outcomes"][place]["fit"] == fit]
        if found:
            yield f"{TOLD[fit]}, for example:"
        for case in found[:EXAMPLES]:
            yield f"  {case['id']}: {_why(case, place)}"


def _why(case: Json, place: int) -> str:
    outcome = case["outcomes"][place]
    moment = outcome["handoff"] or outcome["offer"]
    needed = f"needed at turn {case['needed']['number']}" if case["needed"] else ""
    if moment is None:
        return needed
    words = f" “{moment['words']}”" if moment["words"] else ""
    did = f"turn {moment['number']}, {moment['rule']}: {moment['reason']}{words}"
    return f"{needed}; {did}" if needed else did


def _sides(summary: Json, cases: Sequence[Json]) -> Iterator[str]:
    sides = summary["sides"]
    if not sides:
        return
    first, second = (policy["name"] for policy in summary["policies"])
    yield ""
    yield "── side by side"
    yield f"  {sides['both']:>8,}  handed off by both"
    for side, place, name in (("only_first", 0, first), ("only_second", 1, second)):
        yield f"  {sides[side]:>8,}  only by {name}"
        for case in [case for case in cases if case["side"] == side][:EXAMPLES]:
            yield f"            {case['id']}: {_why(case, place)}"
    yield f"  {sides['neither']:>8,}  by neither"


def _bad_lines(bad: Json) -> Iterator[str]:
    if bad["count"]:
        yield ""
        yield f"{bad['count']:,} lines could not be read:"
    yield from (f"  line {one['line']}: {one['reason']}" for one in bad["lines"][:EXAMPLES])
    if bad["count"] > EXAMPLES:
        yield f"  and {bad['count'] - EXAMPLES:,} more"
