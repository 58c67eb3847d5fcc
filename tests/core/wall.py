"""An independent reading of business hours: the clock on a shop's wall, watched step by step.

It shares no code with ``core.hours``, and turns no window into moments. The shop's clock is one
that is never put back: while an hour repeats itself in autumn, it stands and waits. The shop is
open while that clock shows a time within a window.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from warmline.core.hours import Hours

DAY = 86_400
EARLIER = DAY // 2  # the clock is watched from so long before, so that it stands right


def watched(hours: Hours, start: int, length: int, step: int = 1) -> list[bool]:
    """Whether it is open at ``start``, ``start + step`` … (seconds since 1970), for ``length``."""
    zone = ZoneInfo(hours.zone)
    shown = datetime.min  # noqa: DTZ901 the clock on a wall knows no zone
    seen = list[bool]()
    for second in range(start - EARLIER, start + length, step):
        there = datetime.fromtimestamp(second, UTC).astimezone(zone).replace(tzinfo=None)
        shown = max(shown, there)
        if second >= start:
            seen.append(_open(hours, shown))
    return seen


def _open(hours: Hours, shown: datetime) -> bool:
    for back in range(3):
        day = shown.date() - timedelta(days=back)
        passed = (shown - datetime.combine(day, time())).total_seconds()
        if any(begin * 60 <= passed < end * 60 for begin, end in _windows(hours, day)):
            return True
    return False


def _windows(hours: Hours, day: date) -> tuple[tuple[int, int], ...]:
    for name in (f"{day:%Y-%m-%d}", f"{day:%m-%d}"):
        if name in hours.exceptions:
            return hours.exceptions[name]
    return hours.week[day.isoweekday() - 1]
