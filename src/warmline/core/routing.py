"""Who gets a waiting conversation, and why; pure: the same people and lines, the same choice."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from warmline.core.model import (
    Conversation,
    ConversationId,
    Millis,
    OperatorId,
    Presence,
    Seat,
    TeamId,
)
from warmline.core.teams import SUPPORT, Strategy, Team

Given = tuple[ConversationId, OperatorId, str]
"""A conversation, who gets it, and what spoke for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A conversation in a team's line."""

    id: ConversationId
    requested_at: Millis
    team: TeamId = SUPPORT
    priority: int = 0
    due_at: Millis = 0  # of the clock that runs out first; 0: none runs
    since: Millis = 0  # when it came back into the line; 0: it never left it
    skills: tuple[str, ...] = ()
    assigned: OperatorId | None = None
    assigned_until: Millis = 0  # of the newest assignment, ended or not
    passed: tuple[OperatorId, ...] = ()  # oldest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one member of the team stands towards a waiting conversation."""

    operator: OperatorId
    name: str
    fit: bool  # it may be given to them now
    why: str  # in words: what speaks for or against it


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a conversation is where it is."""

    verdict: str  # one sentence
    people: tuple[Standing, ...]


def waiting(now: Conversation) -> Waiting | None:
    """A conversation as its line sees it; None: no request for a person waits there."""
    handoff = now.handoff
    if handoff is None:
        return None
    dues = [clock.due_at for clock in now.clocks if clock.due_at]
    return Waiting(
        id=now.id,
        requested_at=handoff.requested_at,
        team=handoff.team,
        priority=handoff.priority,
        due_at=min(dues, default=0),
        since=handoff.since,
        skills=handoff.skills,
        assigned=now.assigned,
        assigned_until=now.assigned_until,
        passed=now.passed,
    )


def in_order(line: Iterable[Waiting]) -> list[Waiting]:
    """By priority, then by who is late first, then by who came first (R-3)."""
    return sorted(line, key=_turn)


def _turn(one: Waiting) -> tuple[float, float, Millis, str]:
    return (-one.priority, one.due_at or inf, one.requested_at, one.id)


def assign(
    line: Iterable[Waiting], seats: Sequence[Seat], team: Team, now: Millis
) -> tuple[Given, ...]:
    """Give what waits to who is there, in the line's order.

    Nobody is offered a second one before they took up the first: so the backlog of a night is
    spread over those who come, and whoever comes later finds something left. What nobody may have
    yet is stepped over, and keeps its place.
    """
    if team.strategy is Strategy.PULL:
        return ()
    free = {seat.operator: seat for seat in seats if not _barred(seat, team)}
    given = list[Given]()
    for one in in_order(line):
        if not free:
            break
        seat = _chosen(one, list(free.values()), team, now) if one.assigned is None else None
        if seat is not None:
            given.append((one.id, seat.operator, _because(one, seat, team, now)))
            del free[seat.operator]
    return tuple(given)


def _chosen(one: Waiting, free: Sequence[Seat], team: Team, now: Millis) -> Seat | None:
    able = [seat for seat in free if not _unfit(one, seat, team, now)]
    return min(able, key=lambda seat: _rank(one, seat, team), default=None)


def _rank(one: Waiting, seat: Seat, team: Team) -> tuple[float, ...]:
    """Lowest first: who has not had it, who has the skills, then as the team's strategy says."""
    tried = one.passed.index(seat.operator) + 1 if seat.operator in one.passed else 0
    lacking = len(lacks(one, seat))
    busy = seat.load / seat.capacity if team.strategy is Strategy.LEAST_LOADED else 0.0
    return (tried, lacking, busy, float(seat.given_at), -float(seat.room))


def lacks(one: Waiting, seat: Seat) -> list[str]:
    has = {skill.casefold() for skill in seat.skills}
    return [skill for skill in one.skills if skill.casefold() not in has]


def relaxed(one: Waiting, team: Team, now: Millis) -> bool:
    """Whether it has waited so long that anybody may have it."""
    waited = now - max(one.requested_at, one.since)
    return team.relax_after > 0 and waited >= team.relax_after


def _barred(seat: Seat, team: Team) -> str:
    """What keeps somebody from any conversation of the team's now; "": nothing."""
    match seat.presence:
        case Presence.OFFLINE:
            return "is offline"
        case Presence.AWAY:
            return "is away"
        case Presence.ONLINE:
            pass
    if team.id not in seat.teams:
        return "is not in the team"
    if not seat.room:
        return f"has {seat.load} of {seat.capacity} conversations"
    return "has another one to take up first" if seat.offered else ""


def _unfit(one: Waiting, seat: Seat, team: Team, now: Millis) -> str:
    """What keeps somebody from this very conversation; "": nothing."""
    missing = lacks(one, seat)
    if missing and not relaxed(one, team, now):
        return "lacks " + ", ".join(missing)
    if seat.operator in one.passed and now < one.assigned_until + team.accept_within:
        return "did not take it just now"
    return ""


def _because(one: Waiting, seat: Seat, team: Team, now: Millis) -> str:
    match team.strategy:
        case Strategy.LEAST_LOADED:
            parts = [f"has the most room: {seat.load} of {seat.capacity}"]
        case Strategy.ROUND_ROBIN:
            parts = ["is next in turn"]
        case Strategy.PULL:
            parts = [f"has room: {seat.load} of {seat.capacity}"]
    missing = lacks(one, seat)
    if one.skills and not missing:
        parts.append("has " + ", ".join(one.skills))
    elif missing:
        waited = (now - max(one.requested_at, one.since)) // 1000
        parts.append(f"nobody with {', '.join(missing)} took it in {waited} s")
    if seat.operator in one.passed:
        parts.append("nobody else is there who has not had it")
    return "; ".join(parts)


# ── why this one, why nobody ──────────────────────────────────────────────────────────────────────


def explain(
    one: Waiting, line: Iterable[Waiting], seats: Sequence[Seat], team: Team, now: Millis
) -> Explanation:
    """Why a waiting conversation has whom it has, or nobody."""
    people = tuple(_standings(one, seats, team, now))
    return Explanation(verdict=_verdict(one, list(line), people, team, seats, now), people=people)


def _standings(one: Waiting, seats: Iterable[Seat], team: Team, now: Millis) -> Iterator[Standing]:
    for seat in seats:
        if team.id not in seat.teams:
            continue
        against = _barred(seat, team) or _unfit(one, seat, team, now)
        if one.assigned == seat.operator:
            against = "was given it and has not taken it up yet"
        yield Standing(
            operator=seat.operator,
            name=seat.name,
            fit=not against,
            why=against or _because(one, seat, team, now),
        )


def _verdict(
    one: Waiting,
    line: list[Waiting],
    people: Sequence[Standing],
    team: Team,
    seats: Sequence[Seat],
    now: Millis,
) -> str:
    called = team.name or team.id
    if one.assigned is not None:
        left = max(0, one.assigned_until - now) // 1000
        name = next((p.name for p in people if p.operator == one.assigned), one.assigned)
        return f"{name} was given it and has {left} s left to take it up."
    if not people:
        return f"Nobody is in {called}."
    if not any(person.fit for person in people):
        return f"Nobody of {called} can take it now."
    if team.strategy is Strategy.PULL:
        return f"Those of {called} take what they choose: nobody is given it."
    mine = next(
        (given for given in assign([*line, one], seats, team, now) if given[0] == one.id), None
    )
    if mine is None:
        return "Others in line come first."
    name = next((p.name for p in people if p.operator == mine[1]), mine[1])
    return f"{name} gets it next: {mine[2]}."


def with_one_more(seat: Seat, at: Millis) -> Seat:
    """Somebody as they are once they were given one."""
    return replace(seat, load=seat.load + 1, offered=seat.offered + 1, given_at=at)
