"""Presence does not lie for long, and who vanishes keeps nothing beyond the lease."""

from collections.abc import Iterator, Mapping

from simulation.agenda import SECOND
from simulation.checker import truth
from simulation.checker.found import Breach
from simulation.checker.reading import Held, Reading
from simulation.sightings import ALIVE, Seen
from warmline.core.model import Millis, Presence

LONGEST_LIE: Millis = 45 * SECOND
SETTLES: Millis = 2 * SECOND  # what people did themselves shows at once
SLACK: Millis = 5 * SECOND  # after a lease


def check_leases(on: Reading) -> Iterator[Breach]:
    ended = on.lived.ended
    gaps = {who: list(truth.gaps(on.seen(who), ended)) for who in on.people}
    for held in on.held:
        lease = max(on.teams[held.team].lease, ALIVE)
        for gone, back in gaps[held.operator]:
            by = _over(held, max(gone, held.since) + lease) + SLACK
            if held.since <= gone and by < min(held.until, back):
                yield _kept(held, gone, by)


def _over(held: Held, lease_over: Millis) -> Millis:
    """What was put aside is theirs until it wakes: until then nobody waits for them."""
    return max(
        (until for since, until in held.asides if since <= lease_over <= until), default=lease_over
    )


def _kept(held: Held, gone: Millis, by: Millis) -> Breach:
    what = f"{held.operator} had gone {held.until - gone} ms before they lost it"
    return Breach(promise="lease", conversation=held.conversation, at=by, what=what)


def check_presence(on: Reading) -> Iterator[Breach]:
    """Every look at who is there, as the day took it from the product."""
    for at, shown in on.lived.presence:
        yield from _lies(on, at, shown)


def _lies(on: Reading, at: Millis, shown: Mapping[str, Presence]) -> Iterator[Breach]:
    for who, presence in shown.items():
        if lie := _lie(on.seen(who), at, presence):
            what = f"{who} is shown as {presence}, and {lie}"
            yield Breach(promise="presence", conversation="-", at=at, what=what)


def _lie(seen: Seen, at: Millis, presence: Presence) -> str:
    """What was really so; "": nothing else."""
    if presence is Presence.OFFLINE:
        return "is there" if truth.there(seen, at - SETTLES, at) else ""
    if at - truth.last_sign(seen, at) > LONGEST_LIE:
        return "has been gone for long"
    chose = truth.away(seen, at - SETTLES, at)
    if presence is Presence.ONLINE:
        return "chose to be left alone" if chose else ""
    return "" if truth.partly_away(seen, at - SETTLES, at) else "did not choose to be left alone"
