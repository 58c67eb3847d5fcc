"""What is given out: to one at a time, who is there and has room, until taken up or taken back."""

from simulation.checker import truth
from simulation.checker.cases import Case, Fact
from simulation.checker.found import PRECISE
from simulation.checker.reading import Reading
from simulation.checker.turns import check_forgotten, check_turn

BY_PEOPLE = ("handoff_requested", "transferred")
"""An assignment right after one of these is no round's: somebody chose, or a rule did."""


def assigned(on: Reading, case: Case, fact: Fact) -> None:
    who = fact["operator"]
    if case.assigned:
        what = f"given to {who} while {case.assigned} had it to take up"
        on.breach("one holder", case, fact, what)
    if case.newest.get("kind") not in BY_PEOPLE:
        _check_round(on, case, fact)
    _check_there(on, case, fact)
    case.assigned, case.until = who, fact["until"]
    on.offers[who].add(case.id)
    give(on, case, fact, who)


def _check_round(on: Reading, case: Case, fact: Fact) -> None:
    who = fact["operator"]
    if case.holder:
        on.breach("one holder", case, fact, f"given to {who} while {case.holder} has it")
    check_turn(on, case, fact)
    check_forgotten(on, case, fact)
    if on.offers[who]:
        on.breach("backlog spread", case, fact, f"{who} has another one to take up")


def _check_there(on: Reading, case: Case, fact: Fact) -> None:
    who, at = fact["operator"], fact["at"]
    if not truth.maybe_there(on.seen(who), at):
        on.breach("presence", case, fact, f"given to {who}, who is not there")
    if any(since < at < until for since, until in on.seen(who).away):
        on.breach("presence", case, fact, f"given to {who}, who is away")


def give(on: Reading, case: Case, fact: Fact, who: str) -> None:
    """One more for them, which they must have room for."""
    on.move(who, 1, fact["at"])
    capacity = on.people[who].capacity
    if on.load[who] > capacity:
        what = f"{who} was given a {on.load[who]}th, and has room for {capacity}"
        on.breach("capacity", case, fact, what)


def assignment_ended(on: Reading, case: Case, fact: Fact) -> None:
    if fact["cause"] == "expired":
        on.rang(case, fact, case.until, "the end of an assignment")
    if case.assigned != fact["operator"]:
        on.breach("assignments", case, fact, "an assignment ended that was none")
    who = case.assigned
    end_offer(on, case, fact)
    case.passed = (*(one for one in case.passed if one != who), who)


def end_offer(on: Reading, case: Case, fact: Fact) -> None:
    """Whoever was to take it up need not any more."""
    if not (who := case.assigned):
        return
    if fact["at"] > case.until + PRECISE:
        on.breach("assignments", case, fact, f"{who} had it beyond its time")
    case.assigned, case.free_since = "", fact["at"]
    on.offers[who].discard(case.id)
    on.move(who, -1, fact["at"])
