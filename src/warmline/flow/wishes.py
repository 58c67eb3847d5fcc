"""How an operator wants to be told, what a team shares, and when a notice has to wait or is none.

Pure: whether to tell somebody is a question whose answer is the reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from warmline.core.ladder import ESCALATED
from warmline.core.model import Millis
from warmline.core.ways import CHOSEN, CONSOLE, OWN

DAY: Final = 24 * 60  # minutes
DEVICES: Final = 10  # browsers that one operator may have told
TARGETS: Final = 10  # services and rooms that one team may share

USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "person_wanted": (CONSOLE, "push", "email"),
    "assigned": (CONSOLE, "push"),
    "visitor_replied": (CONSOLE, "push"),
    "transferred": (CONSOLE, "push", "email"),
    "ticket_opened": (CONSOLE, "email"),
    "due_soon": (CONSOLE, "push"),
    "late": (CONSOLE, "push", "email"),
    "released": (CONSOLE,),
    "woke": (CONSOLE, "push"),
    "new_conversation": (CONSOLE, "email"),
}
"""What those get who chose nothing, in teams that chose nothing. An SMS is never sent unasked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Hours without notices, on these days. ``until`` below ``since``: into the next day."""

    since: int  # minutes after midnight
    until: int
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)  # Monday is 0; the day on which they begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How one operator wants to be told of things."""

    events: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Ways by notice; a notice that is not named follows the team."""
    quiet: tuple[Quiet, ...] = ()
    zone: str = "UTC"  # in which the quiet hours are meant
    away_only: tuple[str, ...] = ("push", "email", "sms")  # ways for when no console is open
    email_after: Millis = 0  # a mail waits this long for the matter to settle by itself
    phone: str = ""  # for SMS, like +4915112345678
    text: bool = False  # words of the conversation may be in it, where the server allows that


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A service, or a room of a messenger, that a team shares."""

    id: str
    way: Literal["webhook", "chat"]
    name: str
    url: str
    secret: str = ""  # webhook: ``whsec_…``, which signs
    events: tuple[str, ...] = CHOSEN  # what it is told of
    text: bool = False  # as in ``Wishes``


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """How a team is told of things."""

    events: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """What members get who chose nothing themselves."""
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A browser that takes pushes for an operator (RFC 8030)."""

    id: str
    endpoint: str
    p256dh: str  # its public key, base64url
    auth: str  # its secret, base64url
    label: str = ""
    created_at: Millis = 0


def ways_of(
    wishes: Wishes, boards: Sequence[Board], able: Sequence[str]
) -> Mapping[str, tuple[str, ...]]:
    """The ways in which an operator in these teams is told, by notice; ``able``: that reach them.

    A step of a ladder may take any of them: it is the team's to say how it rings.
    """
    chosen = {event: _chosen(event, wishes, boards) for event in CHOSEN}
    ways = {event: tuple(w for w in OWN if w in able and w in chosen[event]) for event in CHOSEN}
    return {**{event: those for event, those in ways.items() if those}, ESCALATED: tuple(able)}


def _chosen(event: str, wishes: Wishes, boards: Sequence[Board]) -> Sequence[str]:
    if event in wishes.events:
        return wishes.events[event]
    of_teams = [board.events[event] for board in boards if event in board.events]
    return [way for ways in of_teams for way in ways] if of_teams else USUAL[event]


def quiet_until(wishes: Wishes, now: Millis) -> Millis:
    """When the quiet hours end that ``now`` is in; 0: it is in none.

    Hours that touch each other are one: their last end counts.
    """
    end = _quiet_end(wishes, now)
    for _ in range(len(wishes.quiet) * 7):
        later = _quiet_end(wishes, end) if end else 0
        if later <= end:
            break
        end = later
    return end


def _quiet_end(wishes: Wishes, now: Millis) -> Millis:
    zone = ZoneInfo(wishes.zone)
    here = datetime.fromtimestamp(now / 1000, zone)
    ends = [0]
    for back in (0, 1):
        midnight = (here - timedelta(days=back)).replace(hour=0, minute=0, second=0, microsecond=0)
        for quiet in wishes.quiet:
            if midnight.weekday() in quiet.days:
                begin, end = _span(midnight, quiet)
                if begin <= now < end:
                    ends.append(end)
    return max(ends)


def _span(midnight: datetime, quiet: Quiet) -> tuple[Millis, Millis]:
    """By the clock on the wall: an hour that is put forward or back changes their length."""
    until = quiet.until if quiet.until > quiet.since else quiet.until + DAY
    return _at(midnight, quiet.since), _at(midnight, until)


def _at(midnight: datetime, minutes: int) -> Millis:
    day, minute = divmod(minutes, DAY)
    on = (midnight + timedelta(days=day)).replace(hour=minute // 60, minute=minute % 60)
    return round(on.timestamp() * 1000)
