"""A conversation's log, told entry by entry: what it says for the reports so far.

``told`` is a fold: the rows depend on the entries and on the teams' hours alone, so the same log
makes the same rows, whether it is told as it grows or all at once later.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from warmline.core.facts import (
    AnswerJudged,
    ChannelJoined,
    Claimed,
    Entry,
    Fact,
    FallbackRan,
    HandoffCancelled,
    HandoffJudged,
    HandoffRequested,
    MessageAdded,
    MessageWithdrawn,
    OfferDeclined,
    Opened,
    Released,
    Reopened,
    Resolved,
    ReturnedToAssistant,
    TakenOver,
    Transferred,
)
from warmline.core.matter import matter_after
from warmline.core.model import Author, Millis, Signal
from warmline.reports.rows import Holding, Reply, Request, Row, Stretch, Target, Verdict
from warmline.reports.targets import targets_after

ASKED_FROM = 0.5  # of the signal explicit_request
UPSET_FROM = -0.5  # of the signal sentiment, downwards
BOUNCES_WITHIN = 3  # visitor messages after a person gave the floor back
MATTER_KEPT = 200  # characters

Business = Callable[[str, Millis, Millis], Millis]
"""How much of the time between two moments a team was there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How far a conversation is told: the rows that may still change, and what they wait for."""

    conversation: str
    seq: int = 0  # the newest entry told
    drill: bool = False
    channel: str = ""
    assistant: str = ""
    matter: str = ""
    unanswered: Millis | None = None  # since when the visitor's words have had no answer
    since_return: int | None = None  # visitor messages since it was given back; None: it was not
    stretch: Stretch | None = None
    request: Request | None = None  # the newest, ended or not
    holding: Holding | None = None  # while somebody has it
    targets: tuple[Target, ...] = ()  # the clocks that run


def told(
    before: Telling, entries: Sequence[Entry], business: Business
) -> tuple[Telling, tuple[Row, ...]]:
    """The telling after these entries, and every row that they made or changed. Drills leave none.

    Entries that were told before are passed over.
    """
    rows: dict[tuple[type[Row], int], Row] = {}
    now = before
    for entry in entries:
        if entry.seq <= now.seq:
            continue
        after, made = _step(replace(now, seq=entry.seq), entry, business)
        for row in (*made, *_changed(now, after)):
            rows[type(row), row.seq] = row
        now = after
    return now, () if now.drill else tuple(rows.values())


def _changed(before: Telling, after: Telling) -> Iterator[Row]:
    """The rows of ``after`` that are not as they were. An ended holding is told by its step."""
    for was, row in (
        (before.stretch, after.stretch),
        (before.request, after.request),
        (before.holding, after.holding),
    ):
        if row is not None and row is not was:
            yield row


Step = tuple[Telling, Iterable[Row]]


def _step(now: Telling, entry: Entry, business: Business) -> Step:
    """The telling after one entry, and the rows that it no longer holds itself."""
    fact = entry.fact
    targets, made = targets_after(now.targets, entry, _names(now))
    if targets is not now.targets:
        now = replace(now, targets=targets)
    if isinstance(fact, Opened):
        return _opened(now, fact), made
    if now.stretch is None:
        return now, made
    after, more = _during(now, now.stretch, entry, business)
    return after, (*made, *more)


def _during(now: Telling, stretch: Stretch, entry: Entry, business: Business) -> Step:  # noqa: C901, PLR0912 one flat match, a case for each fact that counts
    fact = entry.fact
    match fact:
        case MessageAdded(author=Author.VISITOR):
            return _visitor_said(now, stretch, fact), ()
        case MessageAdded(author=Author.ASSISTANT):
            answered = replace(stretch, answers=stretch.answers + 1)
            return replace(now, stretch=answered, unanswered=None), ()
        case MessageAdded(author=Author.OPERATOR):
            return _operator_said(now, stretch, fact, business)
        case HandoffRequested():
            return _requested(now, stretch, fact)
        case Claimed():
            taken = _taken(now, fact.at, fact.operator, business)
            return _held_by(taken, fact.operator, fact.at, "taken_over")
        case TakenOver():
            return _held_by(now, fact.by, fact.at, "taken_over")
        case Transferred(stay=True):
            return now, ()
        case Transferred() | Released():
            return _back_in_line(now, stretch, fact)
        case FallbackRan():
            return _fell_back(now, stretch, fact), ()
        case HandoffCancelled():
            return _cancelled(now, stretch, fact)
        case ReturnedToAssistant():
            return _let_go(
                replace(_ended(now, "returned", fact.at), since_return=0), "returned", fact
            )
        case Resolved():
            return _resolved(now, fact, business)
        case Reopened():
            return _reopened(now, fact), ()
        case AnswerJudged():
            return _judged(now, stretch, fact)
        case OfferDeclined():
            return replace(now, stretch=replace(stretch, withdrawn=True)), ()
        case ChannelJoined():
            return replace(now, channel=fact.channel), ()
        case MessageWithdrawn():
            return _withdrawn(now), ()
        case HandoffJudged() if now.request and now.request.seq == fact.handoff:
            return replace(now, request=replace(now.request, needed=fact.needed)), ()
        case _:
            return now, ()


# ── how it begins and ends ────────────────────────────────────────────────────────────────────────


def _opened(now: Telling, fact: Opened) -> Telling:
    now = replace(now, channel=fact.channel, assistant=fact.assistant, drill=fact.drill)
    return replace(now, stretch=_fresh(now, fact.at))


def _fresh(now: Telling, at: Millis) -> Stretch:
    return Stretch(
        conversation=now.conversation,
        seq=now.seq,
        at=at,
        channel=now.channel,
        assistant=now.assistant,
    )


def _reopened(now: Telling, fact: Reopened) -> Telling:
    return replace(
        now,
        stretch=_fresh(now, fact.at),
        request=None,
        matter="",
        unanswered=None,
        since_return=None,
    )


def _resolved(now: Telling, fact: Resolved, business: Business) -> Step:
    now, made = _let_go(_ended(now, "resolved", fact.at), "resolved", fact)
    assert now.stretch is not None  # noqa: S101 - `_during` has one
    stretch = replace(
        now.stretch,
        ended_at=fact.at,
        ended_by=fact.by or "",
        in_line=False,
        took=_passed(now.stretch.at, fact.at),
        took_business=business(now.stretch.team, now.stretch.at, fact.at),
    )
    return replace(now, stretch=stretch, unanswered=None), made


# ── what is said ──────────────────────────────────────────────────────────────────────────────────


def _visitor_said(now: Telling, stretch: Stretch, fact: MessageAdded) -> Telling:
    asked = any(s.name == "explicit_request" and s.score >= ASKED_FROM for s in fact.signals)
    upset = any(s.name == "sentiment" and s.score <= UPSET_FROM for s in fact.signals)
    stretch = replace(
        stretch,
        visitor_messages=stretch.visitor_messages + 1,
        asked=stretch.asked or asked,
        upset=stretch.upset or upset,
        withdrawn=stretch.withdrawn and not asked,
        helped=False,
    )
    return replace(
        now,
        stretch=stretch,
        matter=_matter(now.matter, fact.text, fact.signals),
        unanswered=fact.at if now.unanswered is None else now.unanswered,
        since_return=None if now.since_return is None else now.since_return + 1,
    )


def _withdrawn(now: Telling) -> Telling:
    """Nothing that was taken back is kept; which of the words it was is not known here."""
    request = replace(now.request, question="") if now.request else None
    return replace(now, matter="", request=request)


def _matter(matter: str, text: str, signals: Iterable[Signal]) -> str:
    return matter_after(matter, text, signals)[:MATTER_KEPT]


def _operator_said(now: Telling, stretch: Stretch, fact: MessageAdded, business: Business) -> Step:
    operator = fact.operator or ""
    since, names = now.unanswered, _names(now)
    reply = Reply(
        conversation=now.conversation,
        seq=now.seq,
        at=fact.at,
        team=stretch.team,
        channel=now.channel,
        assistant=now.assistant,
        operator=operator,
        rule=names.rule,
        took=None if since is None else _passed(since, fact.at),
        took_business=None if since is None else business(stretch.team, since, fact.at),
    )
    stretch = replace(stretch, replies=stretch.replies + 1, operator=operator)
    request = _replied(now.request, fact.at, business)
    return replace(now, stretch=stretch, request=request, unanswered=None), (reply,)


def _replied(request: Request | None, at: Millis, business: Business) -> Request | None:
    if request is None or request.ended_at is not None:
        return request
    request = replace(request, replies=request.replies + 1)
    if request.replied_at is not None:
        return request
    return replace(
        request,
        replied_at=at,
        first_reply=_passed(request.at, at),
        first_reply_business=business(request.team, request.at, at),
    )


# ── how a person comes ────────────────────────────────────────────────────────────────────────────


def _requested(now: Telling, stretch: Stretch, fact: HandoffRequested) -> Step:
    made = tuple(_before_a_new_one(now, fact))
    request = Request(
        conversation=now.conversation,
        seq=now.seq,
        at=fact.at,
        stretch=stretch.seq,
        team=fact.team,
        channel=now.channel,
        assistant=now.assistant,
        rule=fact.why.rule,
        trigger=fact.why.trigger,
        priority=fact.priority,
        question=now.matter,
    )
    stretch = replace(
        stretch,
        team=fact.team,
        rule=stretch.rule or fact.why.rule,
        handoffs=stretch.handoffs + 1,
        in_line=True,
        withdrawn=False,
    )
    return replace(now, request=request, stretch=stretch, since_return=None), made


def _before_a_new_one(now: Telling, fact: HandoffRequested) -> Iterator[Request]:
    """The request before, where the new one changes what it was: it bounced, or was renewed."""
    was = now.request
    if was is None:
        return
    if was.end == "returned" and (now.since_return or 0) <= BOUNCES_WITHIN:
        yield replace(was, bounced=True)
    elif was.end == "withdrawn" and was.ended_at == fact.at:
        yield replace(was, end="renewed")
    elif was.ended_at is None:
        yield replace(was, end="renewed", ended_at=fact.at)


def _taken(now: Telling, at: Millis, operator: str, business: Business) -> Telling:
    """Somebody took up the request, where one is pending. The first one counts."""
    request = now.request
    if request is None or request.ended_at is not None or request.taken_at is not None:
        return now
    request = replace(
        request,
        taken_at=at,
        operator=operator,
        waited=_passed(request.at, at),
        waited_business=business(request.team, request.at, at),
    )
    return replace(now, request=request)


def _held_by(now: Telling, operator: str, at: Millis, end: str) -> Step:
    """``end`` is how it ended for whoever had it before."""
    made = tuple(_over(now.holding, end, at))
    names = _names(now)
    holding = Holding(
        conversation=now.conversation,
        seq=now.seq,
        at=at,
        team=names.team,
        channel=now.channel,
        assistant=now.assistant,
        operator=operator,
        rule=names.rule,
    )
    return replace(now, holding=holding), made


def _back_in_line(now: Telling, stretch: Stretch, fact: Transferred | Released) -> Step:
    end = "transferred" if isinstance(fact, Transferred) else "released"
    request = now.request
    if request and request.ended_at is None and isinstance(fact, Transferred):
        request = replace(request, transfers=request.transfers + 1)
    stretch = replace(stretch, team=fact.team)
    now, made = _let_go(now, end, fact)
    return replace(now, stretch=stretch, request=request), made


def _fell_back(now: Telling, stretch: Stretch, fact: FallbackRan) -> Telling:
    request = now.request
    if request and request.ended_at is None and not (request.taken_at or request.fallback):
        request = replace(request, fallback=fact.cause)
    return replace(now, request=request, stretch=replace(stretch, in_line=False))


def _cancelled(now: Telling, stretch: Stretch, fact: HandoffCancelled) -> Step:
    end = "cancelled" if fact.by else "withdrawn"
    stretch = replace(stretch, in_line=False, withdrawn=fact.by is None)
    return _let_go(replace(_ended(now, end, fact.at), stretch=stretch), end, fact)


def _ended(now: Telling, end: str, at: Millis) -> Telling:
    """The open request is over, and nobody waits in line."""
    request = now.request
    if request and request.ended_at is None:
        now = replace(now, request=replace(request, ended_at=at, end=end))
    stretch = now.stretch
    return replace(now, stretch=replace(stretch, in_line=False) if stretch else None)


def _let_go(now: Telling, end: str, fact: Fact) -> Step:
    return replace(now, holding=None), tuple(_over(now.holding, end, fact.at))


def _over(holding: Holding | None, end: str, at: Millis) -> Iterator[Holding]:
    if holding:
        yield replace(holding, ended_at=at, end=end, took=_passed(holding.at, at))


# ── what is said of it ────────────────────────────────────────────────────────────────────────────


def _judged(now: Telling, stretch: Stretch, fact: AnswerJudged) -> Step:
    names = _names(now)
    verdict = Verdict(
        conversation=now.conversation,
        seq=now.seq,
        at=fact.at,
        team=names.team,
        channel=now.channel,
        assistant=now.assistant,
        operator=fact.by or "",
        rule=names.rule,
        answer=fact.seq,
        right=fact.right,
    )
    if fact.by is None:
        now = replace(now, stretch=replace(stretch, helped=fact.right))
    return now, (verdict,)


def _names(now: Telling) -> Target:
    """What rows of this moment are looked at by; of a clock, for it has nothing else."""
    return Target(
        conversation=now.conversation,
        seq=now.seq,
        at=0,
        team=now.stretch.team if now.stretch else "",
        channel=now.channel,
        assistant=now.assistant,
        operator=now.holding.operator if now.holding else "",
        rule=now.request.rule if now.request else "",
    )


def _passed(since: Millis, until: Millis) -> Millis:
    """Never below nothing: a clock may be set back between two entries."""
    return max(0, until - since)
