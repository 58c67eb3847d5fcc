"""What a policy makes of one conversation, and how that fits what was needed."""

from dataclasses import dataclass
from enum import StrEnum


class Fit(StrEnum):
    """A policy's outcome held against the truth."""

    ON_TIME = "on_time"  # a person was needed, and fetched or offered by then
    LATE = "late"  # fetched or offered, and only at a later turn
    MISSED = "missed"  # needed, and neither fetched nor offered
    UNNEEDED = "unneeded"  # fetched, and not needed
    OFFERED = "offered"  # only offered, and not needed
    QUIET = "quiet"  # neither needed nor fetched nor offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When a policy fetched or offered a person, and why."""

    turn: str  # id of the visitor's turn that it was in
    number: int  # of that turn, counted from 1
    by: str  # visitor: the turn itself; assistant: the answer to it
    rule: str
    reason: str
    words: str
    score: float | None
    threshold: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    handoff: Moment | None = None  # the first
    offer: Moment | None = None  # the first, where no handoff came before it

    @property
    def first(self) -> Moment | None:
        """The moment from which the visitor had a way to a person."""
        return self.offer or self.handoff


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """The visitor's turn, counted from 1, at which a person was needed, and who says so."""

    number: int
    by: str  # label, handoff, person


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One conversation under each of the policies."""

    id: str
    line: int  # in its file; 0: the installation's own
    turns: int  # of the visitor
    needed: Needed | None
    outcomes: tuple[Outcome, ...]

    def fits(self) -> tuple[Fit, ...]:
        return tuple(fit_of(outcome, self.needed) for outcome in self.outcomes)


def fit_of(outcome: Outcome, needed: Needed | None) -> Fit:
    first = outcome.first
    return fit(
        handoff=outcome.handoff is not None,
        reached=first.number if first else None,
        needed=needed.number if needed else None,
    )


def fit(*, handoff: bool, reached: int | None, needed: int | None) -> Fit:
    """``reached``, ``needed``: numbers of visitor turns; None: never."""
    if needed is None:
        idle = Fit.QUIET if reached is None else Fit.OFFERED
        return Fit.UNNEEDED if handoff else idle
    if reached is None:
        return Fit.MISSED
    return Fit.ON_TIME if reached <= needed else Fit.LATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """How many conversations end how where the threshold is this."""

    threshold: float
    handoffs: int
    offers: int  # with an offer and no handoff
    missed: int
    late: int
    unneeded: int  # handoffs
