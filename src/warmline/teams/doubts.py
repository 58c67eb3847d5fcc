"""What teams and routes may lawfully say but their owner probably did not mean."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from warmline.core.conditions import Condition
from warmline.core.model import Seat, TeamId
from warmline.core.policy import Policy
from warmline.core.teams import Route, Strategy, Team
from warmline.policies.doubts import SIGNALS
from warmline.policies.errors import nearest
from warmline.policies.reach import never_holds, signals_asked
from warmline.teams.times import times_doubts


def doubts(routes: Sequence[Route], teams: Sequence[Team], seats: Sequence[Seat]) -> list[str]:
    """One sentence for each thing that is legal and suspicious."""
    found = [
        *_shadowed(routes),
        *_impossible(routes),
        *_unknown_signals(routes),
        *_unknown_teams(routes, {team.id for team in teams}),
        *_nobody_there(routes, seats),
        *_nobody_able(routes, teams, seats),
    ]
    return list(dict.fromkeys(found))


def policy_doubts(policy: Policy, teams: Sequence[Team], seats: Sequence[Seat]) -> list[str]:
    """The same of the teams that a policy names."""
    named = {"team": policy.team}
    for index, rule in enumerate(policy.rules):
        if rule.team:
            named[f"rules[{index}] '{rule.id}'"] = rule.team
    known = {team.id for team in teams}
    return [
        f"{where} leads to the team '{team}'{_unknown(team, known) or ', which nobody is in'}"
        for where, team in named.items()
        if team not in known or not any(team in seat.teams for seat in seats)
    ]


def team_doubts(team: Team, seats: Sequence[Seat]) -> list[str]:
    """The same of one team's own settings."""
    return [said for look in _LOOKS for said in look(team, seats)]


def _shadowed(routes: Sequence[Route]) -> Iterator[str]:
    for index, route in enumerate(routes):
        cover = next((o for o in routes[:index] if _wider(o.when, route.when)), None)
        if cover:
            yield f"{_named(index, route)} can never match: '{cover.id}' above it matches first"


def _wider(other: Condition | None, condition: Condition | None) -> bool:
    return other is None or other == condition


def _impossible(routes: Sequence[Route]) -> Iterator[str]:
    for index, route in enumerate(routes):
        if route.when and (why := never_holds(route.when)):
            yield f"{_named(index, route)} can never match: {why}"


def _unknown_signals(routes: Sequence[Route]) -> Iterator[str]:
    for index, route in enumerate(routes):
        for name in signals_asked(route.when) if route.when else ():
            if name not in SIGNALS:
                meant = nearest(name, SIGNALS)
                hint = f"; did you mean '{meant}'?" if meant else ": there is none"
                yield f"{_named(index, route)} asks for the signal '{name}'{hint}"


def _unknown_teams(routes: Sequence[Route], known: Collection[TeamId]) -> Iterator[str]:
    for index, route in enumerate(routes):
        if hint := _unknown(route.team, known):
            yield f"{_named(index, route)} leads to the team '{route.team}'{hint}"


def _unknown(team: TeamId, known: Collection[TeamId]) -> str:
    """What is to be said of a team that there is not; "": there is."""
    if team in known:
        return ""
    meant = nearest(team, known)
    return f"; did you mean '{meant}'?" if meant else ": there is no such team"


def _nobody_there(routes: Sequence[Route], seats: Sequence[Seat]) -> Iterator[str]:
    for index, route in enumerate(routes):
        if not any(route.team in seat.teams for seat in seats):
            yield f"{_named(index, route)} leads to the team '{route.team}', which nobody is in"


def _nobody_able(
    routes: Sequence[Route], teams: Sequence[Team], seats: Sequence[Seat]
) -> Iterator[str]:
    never = {team.id for team in teams if not team.relax_after}
    for index, route in enumerate(routes):
        members = [set(seat.skills) for seat in seats if route.team in seat.teams]
        if members and not any(set(route.skills) <= skills for skills in members):
            wanted = ", ".join(route.skills)
            then = "so nobody is ever given it" if route.team in never else "so it always waits"
            yield f"{_named(index, route)} asks for {wanted}, and no member has that: {then}"


def _named(index: int, route: Route) -> str:
    return f"routes[{index}] '{route.id}'"


# ── of one team ───────────────────────────────────────────────────────────────────────────────────


def _empty(team: Team, seats: Sequence[Seat]) -> Iterator[str]:
    if not any(team.id in seat.teams for seat in seats):
        yield "nobody is in this team: whoever is sent to it is told that nobody is there"


def _no_room(team: Team, seats: Sequence[Seat]) -> Iterator[str]:
    members = [seat for seat in seats if team.id in seat.teams]
    if members and team.strategy is not Strategy.PULL and not any(one.capacity for one in members):
        yield "every member has a capacity of 0: nobody is ever given a conversation"


def _impatient(team: Team, seats: Sequence[Seat]) -> Iterator[str]:
    if team.strategy is Strategy.PULL or team.patience is None:
        return
    if team.patience <= team.accept_within:
        yield "a visitor waits no longer than one assignment lasts: there is no second try"


def _skills_too_late(team: Team, seats: Sequence[Seat]) -> Iterator[str]:
    if team.patience is not None and team.relax_after >= team.patience:
        yield "skills are waived only after the visitor's patience: who lacks them never gets it"


def _times(team: Team, seats: Sequence[Seat]) -> Iterator[str]:
    return times_doubts(team)


_LOOKS: Final[tuple[Callable[[Team, Sequence[Seat]], Iterator[str]], ...]] = (
    _empty,
    _no_room,
    _impatient,
    _skills_too_late,
    _times,
)
