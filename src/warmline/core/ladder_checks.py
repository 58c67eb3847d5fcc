"""Whom the steps of a ladder reach: one that would reach nobody helps nobody."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from warmline.core.ladder import ESCALATED, SUPERVISORS, TEAM, Rung, meant
from warmline.core.model import Seat, TeamId
from warmline.core.ways import SHARED

Tells = Mapping[TeamId, Mapping[str, Sequence[tuple[str, str]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderFault:
    """``where``: like ``ladder[1].to``. A doubt is lawful, and probably not what was meant."""

    where: str
    expected: str
    came: str
    doubt: bool = False


def ladder_faults(
    team: TeamId,
    ladder: Sequence[Rung],
    *,
    roster: Iterable[Seat],
    tells: Tells,
    set_up: Iterable[str],
) -> Iterator[LadderFault]:
    """``roster`` with everybody's ways; ``tells``: what teams share; ``set_up``: ways there are."""
    seats, there = tuple(roster), frozenset(set_up)
    for at, rung in enumerate(ladder):
        where = f"ladder[{at}]"
        if rung.way not in there:
            yield LadderFault(
                where=f"{where}.way",
                expected="a way that is set up on this server (see the settings)",
                came=rung.way,
            )
        elif rung.way in SHARED:
            yield from _shared(where, rung, team, tells)
        else:
            yield from _people(where, rung, team, seats)


def _shared(where: str, rung: Rung, team: TeamId, tells: Tells) -> Iterator[LadderFault]:
    if not any(way == rung.way for way, _ in tells.get(team, {}).get(ESCALATED, ())):
        yield LadderFault(
            where=f"{where}.way", expected=f"a {rung.way} that the team has set up", came="none"
        )


def _people(where: str, rung: Rung, team: TeamId, seats: tuple[Seat, ...]) -> Iterator[LadderFault]:
    reached = meant(rung, team, seats)
    if rung.to not in (TEAM, SUPERVISORS):
        yield from _one(where, rung, seats)
    elif not reached:
        who = "a member of the team" if rung.to == TEAM else "a supervisor"
        yield LadderFault(
            where=f"{where}.to",
            expected=f"{who} whom {rung.way} reaches",
            came="none: " + _lack(rung.way),
            doubt=True,  # people come and go; the team must not be locked by it
        )


def _one(where: str, rung: Rung, seats: tuple[Seat, ...]) -> Iterator[LadderFault]:
    seat = next((one for one in seats if one.operator == rung.to), None)
    if seat is None:
        yield LadderFault(
            where=f"{where}.to", expected="the team, the supervisors or an operator", came=rung.to
        )
    elif rung.way not in seat.ways.get(ESCALATED, ()):
        yield LadderFault(
            where=f"{where}.to", expected=f"somebody whom {rung.way} reaches", came=_lack(rung.way)
        )


def _lack(way: str) -> str:
    match way:
        case "sms":
            return "no phone number is given in their notifications"
        case "push":
            return "no browser of theirs takes pushes"
        case "email":
            return "mail is switched off in their profile"
        case _:
            return "nobody is there"
