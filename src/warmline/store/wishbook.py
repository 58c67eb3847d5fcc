"""Who is told how, as decisions need it: read at most every two seconds, not for each message."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, select

from warmline.core.ladder import ESCALATED
from warmline.core.model import Millis, OperatorId, Seat, TeamId
from warmline.core.ways import CHOSEN, CONSOLE, OWN
from warmline.flow.wishes import Board, Wishes, ways_of
from warmline.store import tables as t

FRESH: Final[Millis] = 2_000  # for this long what was read is not read again
BOARD: TypeAdapter[Board] = TypeAdapter(Board)
WISHES: TypeAdapter[Wishes] = TypeAdapter(Wishes)

PEOPLE = select(t.operator.c.id, t.operator.c.email_notices)
PAGES = select(t.wish)
BROWSERS = select(t.push.c.operator).distinct()

Ways = Mapping[str, tuple[str, ...]]
Tells = Mapping[TeamId, Mapping[str, tuple[tuple[str, str], ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What everybody wishes, as it was at one moment."""

    at: Millis
    wishes: Mapping[str, Wishes]
    boards: Mapping[TeamId, Board]
    able: Mapping[str, tuple[str, ...]]  # the ways that reach each operator
    tells: Tells
    known: dict[tuple[str, tuple[TeamId, ...]], Ways] = field(
        default_factory=dict[tuple[str, tuple[TeamId, ...]], Ways], repr=False
    )

    seats: dict[int, tuple[Seat, Seat]] = field(
        default_factory=dict[int, tuple[Seat, Seat]], repr=False
    )
    """Each seat that was asked for, with what came of it; by its ``id``, as it cannot be hashed."""
    holders: dict[OperatorId, Seat | None] = field(
        default_factory=dict[OperatorId, Seat | None], repr=False
    )

    def seated(self, seats: Iterable[Seat]) -> tuple[Seat, ...]:
        """The same seats, with how each wants to be told."""
        return tuple(self._known(seat) for seat in seats)

    def _known(self, seat: Seat) -> Seat:
        known = self.seats.get(id(seat))
        if known is None or known[0] is not seat:
            known = self.seats[id(seat)] = (seat, self._seated(seat))
        return known[1]

    def _seated(self, seat: Seat) -> Seat:
        wishes = self.wishes.get(seat.operator, Wishes())
        pauses = {"email": wishes.email_after} if wishes.email_after else {}
        return replace(seat, ways=self.ways(seat.operator, seat.teams), pauses=pauses)

    def ways(self, operator: OperatorId, teams: tuple[TeamId, ...]) -> Ways:
        if (operator, teams) not in self.known:
            boards = [self.boards[team] for team in teams if team in self.boards]
            able = self.able.get(operator, (CONSOLE,))
            found = ways_of(self.wishes.get(operator, Wishes()), boards, able)
            self.known[operator, teams] = found
        return self.known[operator, teams]

    def out_of_band(self, operator: OperatorId) -> Seat | None:
        """The seat of somebody who is told of each message in another way than by the console."""
        if operator not in self.holders:
            self.holders[operator] = self._out_of_band(operator)
        return self.holders[operator]

    def _out_of_band(self, operator: OperatorId) -> Seat | None:
        wishes = self.wishes.get(operator, Wishes())
        if not set(self.able.get(operator, ())) - {CONSOLE}:
            return None
        teams = tuple(self.boards)
        ways = self.ways(operator, teams).get("visitor_replied", ())
        if not set(ways) - {CONSOLE}:
            return None
        pauses = {"email": wishes.email_after} if wishes.email_after else {}
        return Seat(operator=operator, ways={"visitor_replied": ways}, pauses=pauses)


class Wishbook:
    """The newest book that was read."""

    def __init__(self, ways: frozenset[str] = frozenset({CONSOLE})) -> None:
        """``ways``: those that this server can take."""
        self._ways = ways
        self._book: Book | None = None

    def read(self, db: Connection, now: Millis) -> Book:
        book = self._book
        if book is None or not 0 <= now - book.at < FRESH:
            book = self._book = _read(db, self._ways, now)
        return book

    def forget(self) -> None:
        """Something was changed here: the next decision sees it."""
        self._book = None


def _read(db: Connection, set_up: frozenset[str], now: Millis) -> Book:
    wishes, boards = dict[str, Wishes](), dict[TeamId, Board]()
    for row in db.execute(PAGES):
        kind, _, owner = row.owner.partition(":")
        try:
            if kind == "team":
                boards[TeamId(owner)] = BOARD.validate_json(row.body)
            else:
                wishes[owner] = WISHES.validate_json(row.body)
        except ValidationError:  # of a newer version, or by hand: as if nothing were wished
            continue
    browsers = set(db.execute(BROWSERS).scalars())

    def reached(id: str, *, mailed: bool) -> frozenset[str]:
        """The ways that reach an operator, as far as it is theirs to say."""
        own = {"push": id in browsers, "email": mailed, "sms": bool(phone_of(id))}
        return frozenset({CONSOLE, *(way for way, does in own.items() if does)})

    def phone_of(id: str) -> str:
        return wishes[id].phone if id in wishes else ""

    able = {
        id: tuple(way for way in OWN if way in set_up & reached(id, mailed=mailed))
        for id, mailed in db.execute(PEOPLE)
    }
    tells = {team: dict(_tells(board, set_up)) for team, board in boards.items()}
    return Book(at=now, wishes=wishes, boards=boards, able=able, tells=tells)


def _tells(
    board: Board, set_up: frozenset[str]
) -> Iterable[tuple[str, tuple[tuple[str, str], ...]]]:
    for event in (*CHOSEN, ESCALATED):
        told = [
            (one.way, one.id)
            for one in board.targets
            if one.way in set_up and event in (*one.events, ESCALATED)
        ]
        if told:
            yield event, tuple(told)
