"""Rehearsals of a handoff: a made-up visitor, and an operator who is there only to meet them.

A drill goes the way of every conversation, in a house that is always open: who works there is told
nothing and given nothing, and the drill's own operator is in every team.
"""

from collections.abc import Iterator
from dataclasses import replace

from warmline.core.model import Presence, Seat, TeamId
from warmline.core.policy import Context
from warmline.core.ways import CONSOLE

PREFIX = "drill-"  # of the ids of a drill's operators; nobody else's has one
WANTED = "person_wanted"  # the notice that every drill waits for


def rehearses(operator: str) -> bool:
    """Whether an operator is a drill's, and no person."""
    return operator.startswith(PREFIX)


def people(roster: tuple[Seat, ...]) -> tuple[Seat, ...]:
    """The seats of those who are no drill's."""
    return tuple(seat for seat in roster if not rehearses(seat.operator))


def drilled(context: Context) -> Context:
    """What a drill is decided on: plain teams, which are always open, and its own operator alone.

    The people stay on the roster, as away as can be: notices are made for them at once, and go
    nowhere. See ``flow.rehearsal``.
    """
    teams = tuple(dict.fromkeys(_teams(context)))
    roster = tuple(_drilled(seat, teams) for seat in context.roster)
    return replace(context, roster=roster, teams={}, summarises=False)


def _drilled(seat: Seat, teams: tuple[TeamId, ...]) -> Seat:
    if rehearses(seat.operator):
        return replace(seat, teams=teams, ways={WANTED: (CONSOLE,)})
    return replace(seat, presence=Presence.OFFLINE, pauses={})


def _teams(context: Context) -> Iterator[TeamId]:
    """Every team that a handoff may be for."""
    yield context.policy.team
    yield from context.teams
    yield from (route.team for route in context.routes)
    yield from (rule.team for rule in context.policy.rules if rule.team)
