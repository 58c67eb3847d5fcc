"""What is wrong with a team's settings: where it stands, what was expected and what came."""

from collections.abc import Collection, Iterator
from typing import Final

from warmline.core.ladder import SUPERVISORS, TEAM, Rung
from warmline.core.model import Millis, OperatorId, TeamId
from warmline.core.teams import Team
from warmline.core.ways import SHARED, WAYS
from warmline.policies.errors import PolicyError, shown
from warmline.teams.times import times_faults

DAY: Final[Millis] = 86_400_000
SHORTEST_LEASE: Final[Millis] = 45_000  # a socket may be silent so long and still be alive
MOST_NAME: Final = 80

_BOUNDS: Final = {
    "accept_within": (5_000, DAY),
    "relax_after": (0, 7 * DAY),
    "lease": (SHORTEST_LEASE, DAY),
    "longest_line": (0, 100_000),
    "patience": (1_000, 7 * DAY),
    "sticky": (0, 30 * DAY),
}
"""Least and most of each number; of lengths of time in milliseconds."""


def faults_of(
    team: Team, now: Millis, *, teams: Collection[TeamId], operators: Collection[OperatorId]
) -> tuple[PolicyError, ...]:
    """All faults of a team, given which teams and operators there are."""
    return (
        *_name(team),
        *_numbers(team),
        *times_faults(team, now, teams),
        *_ladder(team, operators),
    )


def _fault(where: str, expected: str, came: object) -> PolicyError:
    return PolicyError(where=where, expected=expected, came=shown(came))


def _name(team: Team) -> Iterator[PolicyError]:
    if not team.name.strip() or len(team.name) > MOST_NAME or not team.name.isprintable():
        yield _fault("name", f"1 to {MOST_NAME} characters that can be seen", team.name)


def _numbers(team: Team) -> Iterator[PolicyError]:
    for name, (least, most) in _BOUNDS.items():
        value = getattr(team, name)
        if value is not None and not least <= value <= most:
            unit = "" if name == "longest_line" else " milliseconds"
            yield _fault(name, f"{least} to {most}{unit}", value)


def _ladder(team: Team, operators: Collection[OperatorId]) -> Iterator[PolicyError]:
    after: Millis = -1
    for index, rung in enumerate(team.ladder):
        where = f"ladder[{index}]"
        if rung.after < 0 or rung.after < after:
            yield _fault(f"{where}.after", "no less than the step before it", rung.after)
        after = max(after, rung.after)
        yield from _reaches(where, rung, operators)


def _reaches(where: str, rung: Rung, operators: Collection[OperatorId]) -> Iterator[PolicyError]:
    if rung.way not in WAYS:
        yield _fault(f"{where}.way", ", ".join(WAYS), rung.way)
    people = (TEAM, SUPERVISORS)
    if rung.to not in people and rung.to not in operators:
        yield _fault(f"{where}.to", "team, supervisors or the id of an operator", rung.to)
    if rung.way in SHARED and rung.to != TEAM:
        yield _fault(f"{where}.to", f"team: {rung.way} goes to the whole team", rung.to)
