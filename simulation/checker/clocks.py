"""Service levels and snoozes: no timer is early, late, lost or doubled."""

from simulation.checker.cases import Case, Clock, Fact
from simulation.checker.found import PRECISE
from simulation.checker.reading import Reading


def clock_started(on: Reading, case: Case, fact: Fact) -> None:
    was = case.clocks.get(fact["target"])
    missed(on, case, fact)
    case.clocks[fact["target"]] = Clock(
        goal=fact["target"],
        due_at=fact["due_at"],
        warn_at=fact["warn_at"],
        started=fact["at"],
        late=fact["late"],
        warned=was.warned if was else False,
    )


def missed(on: Reading, case: Case, fact: Fact) -> None:
    """A clock that ends, or stands still: whether it should have rung before."""
    clock = case.clocks.get(fact["target"])
    if clock is None or not clock.due_at or clock.late:
        return
    if fact["at"] > max(clock.due_at, clock.started) + PRECISE:
        on.breach("timers", case, fact, f"nobody said that {clock.goal} was late")
    if clock.warn_at and not clock.warned and fact["at"] > clock.warn_at + PRECISE:
        on.breach("timers", case, fact, f"nobody warned that {clock.goal} was due soon")


def clock_paused(on: Reading, case: Case, fact: Fact) -> None:
    missed(on, case, fact)
    clock = case.clocks[fact["target"]]
    clock.due_at = clock.warn_at = 0


def clock_stopped(on: Reading, case: Case, fact: Fact) -> None:
    missed(on, case, fact)
    case.clocks.pop(fact["target"], None)
    if fact["met"]:
        on.found.targets[fact["target"], "kept"] += 1


def due_soon(on: Reading, case: Case, fact: Fact) -> None:
    clock = case.clocks[fact["target"]]
    if clock.warned:
        on.breach("timers", case, fact, f"the warning of {clock.goal} came twice")
    on.rang(case, fact, clock.warn_at, f"the warning of {clock.goal}")
    clock.warned = True


def late(on: Reading, case: Case, fact: Fact) -> None:
    clock = case.clocks[fact["target"]]
    if clock.late:
        on.breach("timers", case, fact, f"{clock.goal} was late twice")
    on.rang(case, fact, max(clock.due_at, clock.started), clock.goal)
    clock.late = True
    on.found.targets[fact["target"], "late"] += 1


# ── snoozes ───────────────────────────────────────────────────────────────────────────────────────


def snoozed(on: Reading, case: Case, fact: Fact) -> None:
    case.snoozed = fact["until"]
    case.asides.append((fact["at"], fact["until"]))


def woke(on: Reading, case: Case, fact: Fact) -> None:
    if fact["cause"] == "time":
        on.rang(case, fact, case.snoozed, "the end of a snooze")
    elif fact["at"] > case.snoozed + PRECISE:
        on.breach("timers", case, fact, "the end of a snooze was lost")
    case.snoozed = 0
    if case.asides:
        case.asides[-1] = (case.asides[-1][0], fact["at"])
