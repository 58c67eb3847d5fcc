"""Who has a conversation: one at a time, within what they may have, until they let it go."""

from simulation.checker import truth
from simulation.checker.assigning import end_offer, give
from simulation.checker.cases import Case, Fact
from simulation.checker.reading import Held, Reading
from simulation.checker.waiting import leave, rejoin
from warmline.core.teams import Strategy


def claimed(on: Reading, case: Case, fact: Fact) -> None:
    who, invited = fact["operator"], fact["operator"] == case.assigned
    if case.holder and case.holder != who and not invited:
        on.breach("one holder", case, fact, f"{who} took what {case.holder} has")
    _reached(on, case, fact)
    end_offer(on, case, fact)
    let_go(on, case, fact)
    team = on.teams.get(case.team)
    free = team is not None and team.strategy is Strategy.PULL  # how much they take is theirs
    if free or invited:
        on.move(who, 1, fact["at"])
    else:
        give(on, case, fact, who)
    _take(on, case, fact, who)


def _reached(on: Reading, case: Case, fact: Fact) -> None:
    """What became of the wait, for the figures."""
    waited = fact["at"] - case.requested_at
    if case.waits and not case.fell_back:
        on.found.picked_up += 1
    if case.requested_at and not (case.fell_back or case.taken or case.withdrawn):
        on.found.first_waits.append(waited)
    if case.waits and case.straight:
        on.found.waits.append(waited)
        if case.told:
            on.found.promised.append((case.team, waited, case.told))
    case.taken = True
    leave(on, case, fact)


def _take(on: Reading, case: Case, fact: Fact, who: str) -> None:
    case.holder, case.held_since, case.owed = who, fact["at"], 0
    case.asides = []
    on.found.handled[who] += 1


def let_go(on: Reading, case: Case, fact: Fact) -> None:
    if not case.holder:
        return
    on.move(case.holder, -1, fact["at"])
    on.held.append(held(case, fact))
    case.holder = ""


def held(case: Case, fact: Fact) -> Held:
    return Held(
        operator=case.holder,
        conversation=case.id,
        team=case.team,
        since=case.held_since,
        until=fact["at"],
        asides=tuple(case.asides),
    )


def taken_over(on: Reading, case: Case, fact: Fact) -> None:
    let_go(on, case, fact)
    on.move(fact["by"], 1, fact["at"])  # a supervisor may, whatever they have
    _take(on, case, fact, fact["by"])


def returned_to_assistant(on: Reading, case: Case, fact: Fact) -> None:
    end_offer(on, case, fact)
    let_go(on, case, fact)


def resolved(on: Reading, case: Case, fact: Fact) -> None:
    end_offer(on, case, fact)
    leave(on, case, fact)
    let_go(on, case, fact)


def transferred(on: Reading, case: Case, fact: Fact) -> None:
    if fact["stay"]:
        return
    end_offer(on, case, fact)
    let_go(on, case, fact)
    rejoin(on, case, fact)


def released(on: Reading, case: Case, fact: Fact) -> None:
    who, lease = fact["operator"], on.teams[fact["team"]].lease
    if fact["at"] < truth.last_sign(on.seen(who), fact["at"]) + lease:
        on.breach("lease", case, fact, f"{who} lost it before the lease was over")
    let_go(on, case, fact)
    rejoin(on, case, fact)
