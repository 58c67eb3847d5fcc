"""A backtest's result in plain values, for files and for screens."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from warmline.backtest.curve import ALL
from warmline.backtest.outcome import Case, Fit, Moment, Outcome, fit_of
from warmline.backtest.result import Result
from warmline.backtest.tally import SIDES, OfPolicy, side_of
from warmline.core.policy import Policy

VERSION = 1  # of this shape
LONGEST = 300  # characters of what is quoted
Json = Mapping[str, Any]


def summary_of(result: Result, names: tuple[str, ...]) -> Json:
    """Everything but the conversations. ``names`` are what the policies are called."""
    tally = result.tally
    policies = zip(names, result.plan.policies, tally.policies, strict=True)
    return {
        "version": VERSION,
        "conversations": tally.conversations,
        "turns": tally.turns,
        "needed": tally.needed.total(),
        "needed_by": dict(tally.needed),
        "policies": [_policy(name, policy, counts) for name, policy, counts in policies],
        "sides": {side: tally.sides[side] for side in SIDES} if len(names) > 1 else None,
        "bad_lines": {
            "count": result.bad,
            "lines": [{"line": bad.line, "reason": bad.reason} for bad in result.bad_lines],
        },
    }


def _policy(name: str, policy: Policy, counts: OfPolicy) -> Json:
    return {
        "name": name,
        "handoffs": counts.handoffs,
        "offers": counts.offers,
        "fits": {fit.value: counts.fits[fit] for fit in Fit},
        "rules": [
            {"rule": rule, "conversations": count} for rule, count in counts.rules.most_common()
        ],
        "curves": list(_curves(policy, counts)),
    }


def _curves(policy: Policy, counts: OfPolicy) -> Iterator[Json]:
    """That of all thresholds, then those of the rules, in the policy's order; none if not drawn."""
    drawn = set(counts.curves.rules())
    if not counts.curves.same:
        return
    yield {"rule": ALL, "threshold": None, "points": _points(counts, ALL)}
    for rule in policy.rules:
        if rule.id in drawn:
            points = _points(counts, rule.id)
            yield {"rule": rule.id, "threshold": rule.threshold, "points": points}


def _points(counts: OfPolicy, rule: str) -> list[Json]:
    return [asdict(point) for point in counts.curves.points(rule)]


def result_json(result: Result, names: tuple[str, ...]) -> Json:
    """All of it, with the conversations that were kept."""
    return {
        "summary": summary_of(result, names),
        "conversations": [case_json(case) for case in result.cases],
        "left_out": result.left_out(),
    }


def case_json(case: Case) -> Json:
    return {
        "id": case.id,
        "line": case.line,
        "turns": case.turns,
        "needed": asdict(case.needed) if case.needed else None,
        "side": side_of(case) if len(case.outcomes) > 1 else None,
        "outcomes": [_outcome(case, outcome) for outcome in case.outcomes],
    }


def _outcome(case: Case, outcome: Outcome) -> Json:
    fit = fit_of(outcome, case.needed).value
    return {"fit": fit, "handoff": _moment(outcome.handoff), "offer": _moment(outcome.offer)}


def _moment(moment: Moment | None) -> Json | None:
    if moment is None:
        return None
    return asdict(moment) | {"words": moment.words[:LONGEST], "reason": moment.reason[:LONGEST]}
