"""Every wait ends: with a person, or with an honest next step by its deadline."""

from simulation.checker.answers import answered
from simulation.checker.assigning import end_offer
from simulation.checker.cases import Case, Fact
from simulation.checker.found import PRECISE
from simulation.checker.reading import Reading
from simulation.checker.turns import check_forgotten
from warmline.core.model import Millis

WORDS = ("message_added", "mail_continued")
CLOCKS = ("clock_paused", "clock_stopped", "late")
HONEST = {
    "fallback_ran": (*WORDS, *CLOCKS),
    "handoff_requested": (*WORDS, *CLOCKS, "fallback_ran", "assigned"),
    "released": (*WORDS, *CLOCKS, "fallback_ran", "handoff_requested"),
}
"""After which facts the visitor must hear something, and what may come before that."""


def handoff_requested(on: Reading, case: Case, fact: Fact) -> None:
    answered(on, case, fact)
    case.priority, case.skills = fact["priority"], tuple(fact["skills"])
    case.requested_at, case.told = fact["at"], fact["wait"][1]
    case.fell_back = case.taken = case.withdrawn = False
    join(on, case, fact, fact["team"], fact["deadline_at"])
    case.straight = bool(fact["deadline_at"])


def join(on: Reading, case: Case, fact: Fact, team: str, deadline: Millis) -> None:
    leave(on, case, fact)
    case.waits, case.team, case.deadline = True, team, deadline
    case.since, case.straight, case.passed = fact["at"], False, ()
    case.free_since, case.rungs = fact["at"], set()
    on.lines[team].add(case.id)


def rejoin(on: Reading, case: Case, fact: Fact) -> None:
    """At its old place: who first asked now has a request from now on."""
    passed = case.passed
    join(on, case, fact, fact["team"], fact["deadline_at"])
    case.passed = passed if fact["kind"] == "transferred" and not fact["by"] else ()


def leave(on: Reading, case: Case, fact: Fact) -> None:
    """The line; whatever for."""
    if not case.waits:
        return
    if case.deadline and fact["at"] > case.deadline + PRECISE:
        on.breach("no dead end", case, fact, "nobody came, and nothing else, by the deadline")
    _check_ladder(on, case, fact["at"])
    case.waits = False
    on.lines[case.team].discard(case.id)


def fallback_ran(on: Reading, case: Case, fact: Fact) -> None:
    on.found.fallbacks[fact["cause"]] += 1
    if fact["cause"] == "deadline":
        if not case.waits:
            on.breach("timers", case, fact, "a deadline rang for who does not wait")
        on.rang(case, fact, case.deadline, "the fallback")
        check_forgotten(on, case, fact)
    if not (case.fell_back or case.taken):
        on.found.fell_back += 1
    end_offer(on, case, fact)
    leave(on, case, fact)
    case.straight, case.fell_back = False, True


def check_honest(on: Reading, case: Case, fact: Fact) -> None:
    """With each fact, before it counts as read."""
    before = case.newest.get("kind", "")
    if before in HONEST and fact["kind"] not in HONEST[before]:
        on.breach("honest next step", case, fact, f"{fact['kind']}, but nothing said of {before}")


def handoff_cancelled(on: Reading, case: Case, fact: Fact) -> None:
    case.withdrawn = True
    end_offer(on, case, fact)
    leave(on, case, fact)


def priority_changed(on: Reading, case: Case, fact: Fact) -> None:
    case.priority = fact["priority"]


# ── the ladder ────────────────────────────────────────────────────────────────────────────────────


def _check_ladder(on: Reading, case: Case, at: Millis) -> None:
    team = on.teams.get(case.team)
    for place, rung in enumerate(team.ladder if team else ()):
        due = case.since + rung.after
        if due + PRECISE < at and place not in case.rungs:
            on.breach("timers", case, {"at": due}, f"step {place} of the ladder was lost")


def escalated(on: Reading, case: Case, fact: Fact) -> None:
    ladder = on.teams[case.team].ladder
    place: int = fact["rung"]
    if fact["started"] != case.since or place >= len(ladder):
        return
    if place in case.rungs:
        on.breach("timers", case, fact, f"step {place} of the ladder came twice")
    on.rang(case, fact, case.since + ladder[place].after, "the ladder")
    case.rungs.add(place)
