"""What a notice is, and whom it goes to: each member in the ways that they want, and the team."""

from collections.abc import Callable, Iterable, Iterator

from warmline.core.effects import Notify
from warmline.core.elsewhere import ELSEWHERE, holder
from warmline.core.facts import Entry
from warmline.core.model import Conversation, OperatorId, Seat, TeamId
from warmline.core.policy import Context
from warmline.core.staffing import team_of
from warmline.core.ways import CONSOLE, shared_by

Notice = Callable[[Entry, Conversation, Context], Iterable[Notify]]
"""Whom to tell about an entry, given the conversation that its step left behind."""


def to_team(notice: str, entry: Entry, team: TeamId, context: Context) -> Iterator[Notify]:
    """Everybody in a team. Their consoles are told together, by one job."""
    members = [seat for seat in context.roster if team in seat.teams]
    if any(CONSOLE in seat.ways.get(notice, ()) for seat in members):
        yield Notify(notice=notice, to=shared_by(team), seq=entry.seq, way=CONSOLE)
    for seat in members:
        ways = (way for way in seat.ways.get(notice, ()) if way != CONSOLE)
        yield from to_seat(notice, entry, seat, ways)
    yield from to_shared(notice, entry, team, context)


def to_shared(
    notice: str, entry: Entry, team: TeamId, context: Context, *, only: str = ""
) -> Iterator[Notify]:
    """The services and rooms of a team; ``only`` those of that way."""
    for way, target in context.tells.get(team, {}).get(notice, ()):
        if only in ("", way):
            yield Notify(notice=notice, to=shared_by(team, target), seq=entry.seq, way=way)


def to_operator(
    notice: str, entry: Entry, operator: OperatorId | None, context: Context
) -> Iterator[Notify]:
    for seat in context.roster:
        if seat.operator == operator:
            yield from to_seat(notice, entry, seat, seat.ways.get(notice, ()))


def to_seat(notice: str, entry: Entry, seat: Seat, ways: Iterable[str]) -> Iterator[Notify]:
    for way in ways:
        pause = seat.pauses.get(way, 0)
        yield Notify(notice=notice, to=seat.operator, seq=entry.seq, way=way, after=pause)


def to_whoever_has_it(
    notice: str, entry: Entry, after: Conversation, context: Context
) -> Iterator[Notify]:
    """Who holds it, or was given it; else the team in whose line it stands."""
    if has := holder(after) or after.assigned:
        yield from to_operator(notice, entry, has, context)
    elif after.handoff or after.operator == ELSEWHERE:
        yield from to_team(notice, entry, team_of(after, context), context)
