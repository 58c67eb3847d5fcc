"""How a ladder is climbed: one clock after the other, until somebody takes the matter up."""

from collections.abc import Iterable, Iterator

from warmline.core.effects import Later
from warmline.core.facts import Entry, Escalated, HandoffRequested
from warmline.core.inputs import LadderRang
from warmline.core.ladder import meant, unattended
from warmline.core.model import Conversation, Handoff, Millis
from warmline.core.policy import Context


def first_rung(entry: Entry, after: Conversation, context: Context) -> Iterator[Later]:
    """The clock of the ladder's first step, where somebody begins to wait."""
    if begins_to_wait(entry, after):
        yield from _clock(after, 0, context.now, context)


def next_rung(fact: Escalated, after: Conversation, context: Context) -> Iterator[Later]:
    return _clock(after, fact.rung + 1, fact.started, context)


def rang(now: Conversation, input: LadderRang, context: Context) -> Iterable[Escalated]:
    """A step of the ladder, unless somebody has taken the matter up, or it has moved on."""
    handoff = now.handoff
    if handoff is None or not unattended(now) or not _same_wait(handoff, input):
        return ()
    rungs = context.team(handoff.team).ladder
    if input.rung >= len(rungs):
        return ()  # the ladder has become shorter
    rung = rungs[input.rung]
    return (
        Escalated(
            at=context.now,
            handoff=handoff.number,
            rung=input.rung,
            started=input.started,
            way=rung.way,
            to=rung.to,
            told=tuple(seat.operator for seat in meant(rung, handoff.team, context.roster)),
        ),
    )


def begins_to_wait(entry: Entry, after: Conversation) -> bool:
    """Of a step that hands on and asks for a person, only the asking begins the wait."""
    fresh = isinstance(entry.fact, HandoffRequested)
    return fresh or (after.handoff is not None and after.handoff.number < entry.seq)


def _clock(after: Conversation, rung: int, started: Millis, context: Context) -> Iterator[Later]:
    handoff = after.handoff
    if handoff is None or not unattended(after):
        return
    rungs = context.team(handoff.team).ladder
    if rung < len(rungs):
        due = max(started + rungs[rung].after - context.now, 0)
        rings = LadderRang(handoff=handoff.number, rung=rung, team=handoff.team, started=started)
        yield Later(after=due, input=rings)


def _same_wait(handoff: Handoff, input: LadderRang) -> bool:
    """Whether the clock was wound up for this very wait, and in this team's line."""
    begun = handoff.since or handoff.requested_at
    same = handoff.number == input.handoff and handoff.team == input.team
    return same and input.started >= begun
