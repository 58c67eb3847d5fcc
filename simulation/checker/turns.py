"""Nobody is overtaken in line, and nobody waits while somebody is free who may have them."""

from simulation.agenda import SECOND
from simulation.checker import truth
from simulation.checker.cases import Case, Fact, turn
from simulation.checker.reading import Reading
from warmline.core.model import Millis
from warmline.core.teams import Strategy

AT_ONCE: Millis = 10 * SECOND  # who is free longer than this while somebody waits was forgotten


def check_turn(on: Reading, case: Case, fact: Fact) -> None:
    """Nobody before them in line could have been given to the same person."""
    line = on.lines[case.team]
    on.found.backlog = max(on.found.backlog, len(line))
    mine, who = turn(case), fact["operator"]
    for id in line:
        other = on.cases[id]
        just_now = other.free_since == fact["at"]  # the round had looked when they came
        if other is case or other.assigned or just_now or turn(other) >= mine:
            continue
        if _may_have(on, other, who, fact["at"]):
            on.breach("no starvation", other, fact, f"overtaken by {case.id}: to {who}")


def check_forgotten(on: Reading, case: Case, fact: Fact) -> None:
    """When a wait ends: nobody was free for them all the last seconds of it."""
    team, until = on.teams[case.team], fact["at"]
    since = until - AT_ONCE
    if team.strategy is Strategy.PULL or case.assigned or case.free_since > since:
        return
    free = [who for who, free_since in on.room_since.items() if free_since <= since]
    for who in free:
        if _may_have(on, case, who, since) and _takes(on, who, since, until):
            on.breach("no starvation", case, fact, f"waited though {who} was free")


def _takes(on: Reading, who: str, since: Millis, until: Millis) -> bool:
    seen = on.seen(who)
    return truth.there(seen, since, until) and not truth.partly_away(seen, since, until)


def _may_have(on: Reading, case: Case, who: str, at: Millis) -> bool:
    """As far as team, skills and what was before go; not whether they are there."""
    team, account = on.teams[case.team], on.people[who]
    if team.id not in account.teams:
        return False
    waited = at - max(case.requested_at, case.since)
    waived = team.relax_after and waited >= team.relax_after
    if not set(case.skills) <= set(account.skills) and not waived:
        return False
    return who not in case.passed or at >= case.until + team.accept_within
