"""What was really so with people's browsers, asked of what the day itself saw."""

from collections.abc import Iterator

from simulation.sightings import ALIVE, Seen, Sighting
from warmline.core.model import Millis


def dead_at(sighting: Sighting) -> Millis:
    """From when on nobody may take them to be there."""
    return sighting.last if sighting.closed else sighting.last + ALIVE


def there(seen: Seen, since: Millis, until: Millis) -> bool:
    """Whether their browser was open all that time, for certain."""
    return any(one.first <= since and until <= one.last for one in seen.there)


def maybe_there(seen: Seen, at: Millis) -> bool:
    return any(one.first <= at <= dead_at(one) for one in seen.there)


def away(seen: Seen, since: Millis, until: Millis) -> bool:
    """Whether they chose to be left alone all that time."""
    return any(begun <= since and until <= over for begun, over in seen.away)


def partly_away(seen: Seen, since: Millis, until: Millis) -> bool:
    return any(begun <= until and since <= over for begun, over in seen.away)


def last_sign(seen: Seen, at: Millis) -> Millis:
    """When their browser last gave a sign of life before then; 0: never."""
    return max((min(one.last, at) for one in seen.there if one.first <= at), default=0)


def gaps(seen: Seen, ended: Millis) -> Iterator[tuple[Millis, Millis]]:
    """From the last sign of life to the next."""
    nexts = [one.first for one in seen.there[1:]] + [ended]
    for one, back in zip(seen.there, nexts, strict=False):
        if back > one.last:
            yield one.last, back
