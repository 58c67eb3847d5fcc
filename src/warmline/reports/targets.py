"""The clocks of the service levels, as rows: started, and stopped in time or late."""

from collections.abc import Iterable
from dataclasses import replace

from warmline.core.facts import ClockStarted, ClockStopped, Entry, Late
from warmline.reports.rows import Target

Targets = tuple[Target, ...]


def targets_after(
    running: Targets, entry: Entry, names: Target
) -> tuple[Targets, Iterable[Target]]:
    """The clocks that run after an entry, and the rows that it made or changed.

    ``names``: a row of this moment, for everything but the clock. A clock that was paused and goes
    on is the same one. One that is late has missed its target, although it runs on; one that
    stopped neither met nor late decides nothing.
    """
    fact = entry.fact
    match fact:
        case ClockStarted():
            began = next(iter(_of(running, fact.target)), None)
            fresh = began or replace(names, at=fact.at, team=fact.team, target=fact.target)
            fresh = replace(fresh, due_at=fact.due_at, met=False if fact.late else fresh.met)
            return (*_others(running, fact.target), fresh), (fresh,)
        case Late():
            late = [replace(one, met=False) for one in _of(running, fact.target)]
            return (*_others(running, fact.target), *late), late
        case ClockStopped():
            stopped = [
                replace(
                    one,
                    ended_at=fact.at,
                    met=True if fact.met and one.met is None else one.met,
                    operator=names.operator,
                )
                for one in _of(running, fact.target)
            ]
            return _others(running, fact.target), stopped
        case _:
            return running, ()


def _of(running: Targets, target: str) -> Targets:
    return tuple(one for one in running if one.target == target)


def _others(running: Targets, target: str) -> Targets:
    return tuple(one for one in running if one.target != target)
