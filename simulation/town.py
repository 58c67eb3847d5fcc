"""Who works where, when and how, and where the visitors' requests go: all that is set up."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from simulation.agenda import DAY, HOUR, MIDNIGHT, MINUTE, SECOND
from warmline.core.fallbacks import Fallback, Fallbacks
from warmline.core.hours import Hours
from warmline.core.idle import Idle
from warmline.core.ladder import Rung
from warmline.core.model import Millis, OperatorId, TeamId
from warmline.core.service import Deed, Service, Target
from warmline.core.teams import Strategy, Team
from warmline.flow.desk import Operator, Role

A_DAY = 400  # conversations that an operator's share of a day brings
FIRST: Millis = 6 * HOUR + 20 * MINUTE  # when a part of a day begins: before people come

WEEKDAYS = 5
DAILY = (((8 * 60, 18 * 60),),) * WEEKDAYS + ((),) * 2
OFFICE = (((9 * 60, 17 * 60),),) * WEEKDAYS + ((),) * 2
TOKYO = (((9 * 60, 12 * 60), (12 * 60 + 30, 18 * 60)),) * WEEKDAYS + ((),) * 2

ROUTES: Sequence[tuple[str, str, str, str]] = (
    ("japanese", "asia", "{ language: ja }", "skills: [japanese]"),
    (
        "gold bills",
        "billing",
        "{ signal.topic.value: billing, page: { contains: /gold } }",
        "priority: 5",
    ),
    (
        "german bills",
        "billing",
        "{ signal.topic.value: billing, language: de }",
        "skills: [german]",
    ),
    ("bills", "billing", "{ signal.topic.value: billing }", ""),
    (
        "machines",
        "tech",
        "{ signal.topic.value: technical, page: { contains: /network } }",
        "skills: [network]",
    ),
    ("technical", "tech", "{ signal.topic.value: technical }", ""),
    ("orders", "sales", "{ page: { contains: /checkout } }", ""),
    ("everything else", "support", "", ""),
)
"""Name, team, condition, and what else; in order."""


def _teams() -> Iterator[Team]:
    replies = Target(limit=90 * SECOND, warn_before=30 * SECOND)
    yield Team(
        id=TeamId("support"),
        name="Support",
        strategy=Strategy.PULL,
        patience=6 * MINUTE,
        service=Service(
            first_reply=Target(limit=4 * MINUTE, warn_before=90 * SECOND),
            next_reply=Target(limit=3 * MINUTE),
            late=(Deed(do="raise", priority=3, goals=("first_reply",)),),
        ),
    )
    yield Team(
        id=TeamId("billing"),
        name="Billing",
        strategy=Strategy.LEAST_LOADED,
        accept_within=30 * SECOND,
        patience=8 * MINUTE,
        sticky=20 * MINUTE,
        longest_line=40,
        hours=Hours(zone="Europe/Berlin", week=DAILY),
        service=Service(
            first_reply=Target(limit=3 * MINUTE, business=True, warn_before=MINUTE),
            next_reply=replies,
            resolution=Target(limit=40 * MINUTE, business=True),
            late=(Deed(do="raise", priority=2, goals=("first_reply",)),),
        ),
    )
    yield Team(
        id=TeamId("tech"),
        name="Technical",
        strategy=Strategy.LEAST_LOADED,
        patience=20 * MINUTE,
        lease=60 * SECOND,
        relax_after=90 * SECOND,
        service=Service(first_reply=Target(limit=6 * MINUTE), next_reply=Target(limit=4 * MINUTE)),
        idle=Idle(assistant=2 * HOUR, person=40 * MINUTE, warn_before=10 * MINUTE),
        ladder=(
            Rung(after=2 * MINUTE, way="console", to="team"),
            Rung(after=5 * MINUTE, way="console", to="supervisors"),
        ),
    )
    yield Team(
        id=TeamId("sales"),
        name="Sales",
        strategy=Strategy.ROUND_ROBIN,
        accept_within=20 * SECOND,
        patience=4 * MINUTE,
        hours=Hours(zone="America/New_York", week=OFFICE),
        fallbacks=Fallbacks(closed=Fallback.BROADER, deadline=Fallback.BROADER),
        service=Service(
            first_reply=Target(limit=2 * MINUTE),
            late=(Deed(do="move", team=TeamId("support"), goals=("first_reply",)),),
        ),
    )
    yield Team(
        id=TeamId("asia"),
        name="Asia",
        strategy=Strategy.ROUND_ROBIN,
        relax_after=0,
        patience=5 * MINUTE,
        hours=Hours(zone="Asia/Tokyo", week=TOKYO),
        service=Service(first_reply=Target(limit=3 * MINUTE, warn_before=MINUTE)),
    )


TEAMS: Sequence[Team] = tuple(_teams())
PEOPLE: Mapping[str, int] = {"support": 13, "billing": 11, "tech": 13, "sales": 7, "asia": 6}
"""How many of fifty are in each team."""
SKILLS: Mapping[str, tuple[str, ...]] = {
    "billing": ("german",),
    "tech": ("network",),
    "asia": ("japanese",),
}
SKILLED: Mapping[str, float] = {"billing": 0.5, "tech": 0.4, "asia": 0.8}

Window = tuple[Millis, Millis]
ROUND_THE_CLOCK: Sequence[tuple[float, Window]] = (
    (0.16, (-1 * HOUR, 7 * HOUR)),
    (0.34, (6 * HOUR + 30 * MINUTE, 15 * HOUR)),
    (0.22, (9 * HOUR, 17 * HOUR + 30 * MINUTE)),
    (0.20, (14 * HOUR, 22 * HOUR + 30 * MINUTE)),
    (0.08, (21 * HOUR + 45 * MINUTE, 29 * HOUR)),
)
"""Shifts by the share of a team that works them, from midnight UTC."""
SHIFTS: Mapping[str, Sequence[tuple[float, Window]]] = {
    "billing": (
        (0.6, (7 * HOUR, 15 * HOUR + 15 * MINUTE)),
        (0.4, (8 * HOUR + 30 * MINUTE, 17 * HOUR + 5 * MINUTE)),
    ),
    "sales": ((1.0, (13 * HOUR, 21 * HOUR + 5 * MINUTE)),),
    "asia": ((1.0, (-10 * MINUTE, 9 * HOUR + 5 * MINUTE)),),
}

# visitors an hour, as shares of their busiest: midnight UTC first
BUSY: Mapping[str, Sequence[float]] = {
    "support": (3, 2, 2, 2, 2, 3, 5, 8, 10, 10, 9, 8, 7, 8, 9, 9, 8, 7, 5, 4, 4, 4, 3, 3),
    "billing": (0.3, 0.2, 0.2, 0.2, 0.3, 0.6, 2, 7, 10, 10, 9, 8, 7, 9, 8, 7, 4, 1, *(0.4,) * 6),
    "tech": (3, 3, 2, 2, 2, 4, 8, 9, 10, 10, 8, 8, 8, 9, 10, 9, 8, 7, 6, 5, 4, 4, 4, 3),
    "sales": (*(0.4,) * 12, 1, 7, 9, 10, 9, 8, 9, 8, 7, 3, 1, 0.5),
    "asia": (8, 10, 9, 7, 9, 10, 9, 8, 5, 1, *(0.4,) * 12, 1, 3),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """An operator, and when they work."""

    account: Operator
    shift: Window
    seed: str

    @property
    def id(self) -> OperatorId:
        return self.account.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Everything that a day begins with."""

    seed: int
    conversations: int
    teams: Sequence[Team]
    workers: Sequence[Worker]
    begins: Millis
    ends: Millis  # the last visitor has come by then
    arrivals: Sequence[tuple[Millis, TeamId]] = field(repr=False)


def routes(teams: Sequence[Team]) -> str:
    """The routes to these teams, as they are published."""
    known = {team.id for team in teams}
    lines = [_route(*route) for route in ROUTES if route[1] in known]
    return "\n".join(("routes:", *lines, ""))


def _route(name: str, team: str, when: str, more: str) -> str:
    said = (f"id: {name}", f"team: {team}", when and f"when: {when}", more)
    return f"  - {{ {', '.join(filter(None, said))} }}"


def town(*, seed: int, conversations: int, operators: int, teams: int) -> Town:
    chosen = TEAMS[:teams]
    workers = tuple(_workers(seed, operators, chosen))
    chance = random.Random(f"{seed}:arrivals")
    begins, ends = _span(conversations, operators, chosen)
    arrivals = sorted(_arrivals(chance, conversations, chosen, begins, ends))
    return Town(
        seed=seed,
        conversations=conversations,
        teams=chosen,
        workers=workers,
        begins=MIDNIGHT + begins,
        ends=MIDNIGHT + ends,
        arrivals=arrivals,
    )


# ── people ────────────────────────────────────────────────────────────────────────────────────────


def _workers(seed: int, operators: int, teams: Sequence[Team]) -> Iterator[Worker]:
    whole = sum(PEOPLE[team.id] for team in teams)
    edges, first = [0.0], 0
    for team in teams:
        edges.append(edges[-1] + operators * PEOPLE[team.id] / whole)
    for team, edge in zip(teams, edges[1:], strict=True):
        last = round(edge)
        for place in range(last - first):
            yield _worker(seed, first + place, team, place, last - first, teams)
        first = last


def _worker(
    seed: int, number: int, team: Team, place: int, many: int, teams: Sequence[Team]
) -> Worker:
    chance = random.Random(f"{seed}:worker:{number}")
    second = chance.choice([*teams]).id if chance.random() < 0.15 else team.id
    has = [skill for skill in SKILLS.get(team.id, ()) if place < SKILLED[team.id] * many]
    id = OperatorId(f"op{number:02}")
    account = Operator(
        id=id,
        email=f"{id}@example.org",
        name=f"Operator {number}",
        role=Role.SUPERVISOR if place == 0 else Role.OPERATOR,
        password="",
        teams=tuple(dict.fromkeys((team.id, second))),
        skills=tuple(has),
        capacity=chance.choice((3, 4, 4, 5, 6)),
    )
    return Worker(account=account, shift=_shift(team, place, many), seed=f"{seed}:{id}")


def _shift(team: Team, place: int, many: int) -> Window:
    shifts = SHIFTS.get(team.id, ROUND_THE_CLOCK)
    shuffled = (place * 7) % many if many % 7 else place  # so that no shift has all the skills
    edges = accumulate(share for share, _ in shifts)
    own = (
        shift for edge, (_, shift) in zip(edges, shifts, strict=True) if _at(shuffled, many) <= edge
    )
    begins, ends = next(own, shifts[-1][1])
    return MIDNIGHT + begins, MIDNIGHT + ends


def _at(place: int, many: int) -> float:
    return (place + 0.5) / many


# ── visitors ──────────────────────────────────────────────────────────────────────────────────────


def _weight(team: Team, hour: int) -> float:
    busy = BUSY[team.id]
    return PEOPLE[team.id] * busy[hour] / sum(busy)


def _span(conversations: int, operators: int, teams: Sequence[Team]) -> Window:
    """A whole day; for fewer visitors so much of its morning as brings that many."""
    share = conversations / (operators * A_DAY)
    if share >= 1:
        return 0, DAY
    whole = sum(_weight(team, hour) for team in teams for hour in range(24))
    passed, at = 0.0, FIRST
    while passed < share and at < DAY:
        at += MINUTE
        passed += sum(_weight(team, at // HOUR % 24) for team in teams) / 60 / whole
    return FIRST, at


def _arrivals(
    chance: random.Random, many: int, teams: Sequence[Team], begins: Millis, ends: Millis
) -> Iterator[tuple[Millis, TeamId]]:
    step = 5 * MINUTE
    cells = [(at, team) for at in range(begins, ends, step) for team in teams]
    weights = [_weight(team, at // HOUR % 24) for at, team in cells]
    for at, team in chance.choices(cells, weights, k=many):
        yield MIDNIGHT + at + chance.randrange(min(step, ends - at)), team.id
