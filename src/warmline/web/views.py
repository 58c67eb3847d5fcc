"""What each audience may see of an entry. Allow-lists: a field not named here stays here."""

from collections.abc import Callable
from typing import Any

from warmline.core.facts import (
    AnswerJudged,
    AssistantMissed,
    AttributesNoted,
    Claimed,
    Entry,
    FallbackRan,
    FlowMoved,
    HandoffCancelled,
    HandoffOffered,
    HandoffRequested,
    MessageAdded,
    NoteAdded,
    OfferDeclined,
    Opened,
    Reopened,
    Resolved,
    ReturnedToAssistant,
    TicketOpened,
)
from warmline.core.judging import judgeable
from warmline.core.model import Author, Conversation, Handoff, HandoffStatus, Why
from warmline.flow.desk import Line
from warmline.web import frames as f

Names = Callable[[str], str]
"""An operator's display name by id."""


# ── the visitor's view ────────────────────────────────────────────────────────────────────────────


def visitor_entry(entry: Entry, names: Names, assistant: str) -> f.VisitorEntry:
    fact = entry.fact
    match fact:
        case MessageAdded():
            return _visitor_message(entry.seq, fact, names, assistant)
        case HandoffRequested():
            return f.VisitorEvent(
                seq=entry.seq,
                at=fact.at,
                event=fact.kind,
                place=fact.place,
                wait_ms=fact.typical_wait,
            )
        case Claimed():
            return f.VisitorEvent(
                seq=entry.seq, at=fact.at, event=fact.kind, name=names(fact.operator)
            )
        case TicketOpened():
            return f.VisitorEvent(seq=entry.seq, at=fact.at, event=fact.kind, ticket=fact.ticket)
        case AnswerJudged(by=None):
            return f.VisitorEvent(
                seq=entry.seq, at=fact.at, event=fact.kind, answer=fact.seq, right=fact.right
            )
        case HandoffCancelled() | FallbackRan() | ReturnedToAssistant() | Resolved() | Reopened():
            return f.VisitorEvent(seq=entry.seq, at=fact.at, event=fact.kind)
        case NoteAdded() | Opened() | AssistantMissed() | HandoffOffered() | OfferDeclined():
            return f.HiddenEntry(seq=entry.seq)
        case AttributesNoted() | FlowMoved() | AnswerJudged():
            return f.HiddenEntry(seq=entry.seq)


def _visitor_message(
    seq: int, fact: MessageAdded, names: Names, assistant: str
) -> f.VisitorMessage:
    return f.VisitorMessage(
        seq=seq,
        at=fact.at,
        author=fact.author.value,
        name=_speaker(fact, names, assistant),
        text=fact.text,
        draft=fact.draft if fact.author is Author.VISITOR else "",
        sources=[f.Cited(title=s.title, url=s.url, quote=s.quote) for s in fact.sources],
        buttons=[f.Choice(id=b.id, label=b.label) for b in fact.buttons],
        form="contact" if fact.form == "contact" else "",
        answer=_answers(fact),
    )


def _answers(fact: MessageAdded) -> bool:
    return fact.author is Author.ASSISTANT and judgeable(fact)


def _speaker(fact: MessageAdded, names: Names, assistant: str) -> str:
    if fact.author is Author.OPERATOR and fact.operator:
        return names(fact.operator)
    return assistant if fact.author is Author.ASSISTANT else ""


def visitor_state(now: Conversation, names: Names) -> f.VisitorState:
    return f.VisitorState(
        status=now.status.value,
        floor=now.floor.value,
        epoch=now.epoch,
        speaker=names(now.operator) if now.operator else "",
        handoff=_visitor_handoff(now.handoff),
        owed=now.owed,
    )


def _visitor_handoff(handoff: Handoff | None) -> f.VisitorHandoff | None:
    live = (HandoffStatus.PENDING, HandoffStatus.ACKNOWLEDGED)
    if handoff is None or handoff.status not in live:
        return None
    return f.VisitorHandoff(
        status=handoff.status.value, fallback=handoff.fallback, ticket=handoff.ticket
    )


# ── the operator's view ───────────────────────────────────────────────────────────────────────────


def operator_entry(entry: Entry, names: Names, assistant: str) -> f.OperatorEntry:
    fact = entry.fact
    match fact:
        case MessageAdded():
            return _operator_message(entry.seq, fact, names, assistant)
        case NoteAdded():
            return f.OperatorNote(
                seq=entry.seq,
                at=fact.at,
                operator=fact.operator,
                name=names(fact.operator),
                text=fact.text,
                draft=fact.draft,
            )
        case _:
            return _operator_event(entry.seq, fact, names)


def _operator_message(
    seq: int, fact: MessageAdded, names: Names, assistant: str
) -> f.OperatorMessage:
    return f.OperatorMessage(
        seq=seq,
        at=fact.at,
        author=fact.author.value,
        operator=fact.operator or "",
        name=_speaker(fact, names, assistant),
        text=fact.text,
        draft=fact.draft,
        answers=fact.answers,
        signals=[
            f.SignalView(name=s.name, score=s.score, words=s.words, value=s.value)
            for s in fact.signals
        ],
        confidence=fact.confidence,
        signs=dict(fact.signs),
        abstained=fact.abstained,
        answer=_answers(fact),
        sources=[f.Cited(title=s.title, url=s.url, quote=s.quote) for s in fact.sources],
        buttons=[f.Choice(id=b.id, label=b.label) for b in fact.buttons],
        form=fact.form,
    )


Event = (
    Opened
    | AssistantMissed
    | FlowMoved
    | HandoffOffered
    | OfferDeclined
    | HandoffRequested
    | HandoffCancelled
    | FallbackRan
    | TicketOpened
    | AttributesNoted
    | AnswerJudged
    | Claimed
    | ReturnedToAssistant
    | Resolved
    | Reopened
)


def _operator_event(seq: int, fact: Event, names: Names) -> f.OperatorEvent:  # noqa: C901 one flat match, a case for each event
    event = f.OperatorEvent(seq=seq, at=fact.at, event=fact.kind)
    match fact:
        case HandoffRequested():
            more: dict[str, object] = {
                "why": why_view(fact.why),
                "also": [why_view(why) for why in fact.also],
                "place": fact.place,
                "wait_ms": fact.typical_wait,
            }
        case HandoffOffered():
            more = {"why": why_view(fact.why)}
        case AssistantMissed():
            more = {"cause": fact.error}
        case FlowMoved(stand=stand):
            more = {"cause": fact.ended, "name": stand.flow, "fields": dict(stand.fields)}
        case FallbackRan():
            more = {"cause": fact.cause}
        case TicketOpened():
            more = {
                "ticket": fact.ticket,
                "email": fact.email,
                "contact_name": fact.name,
                "message": fact.message,
            }
        case Claimed():
            more = {"by": fact.operator, "name": names(fact.operator)}
        case ReturnedToAssistant() | Resolved() | HandoffCancelled():
            more = {"by": fact.by or "", "name": names(fact.by) if fact.by else ""}
        case AnswerJudged():
            more = {
                "answer": fact.seq,
                "right": fact.right,
                "by": fact.by or "",
                "name": names(fact.by) if fact.by else "",
            }
        case AttributesNoted():
            more = {"attributes": dict(fact.attributes), "verified": fact.verified}
        case Opened() | OfferDeclined() | Reopened():
            more = {}
    return event.model_copy(update=more)


def why_view(why: Why) -> f.WhyView:
    return f.WhyView(
        rule=why.rule,
        trigger=why.trigger,
        reason=why.reason,
        words=why.words,
        score=why.score,
        threshold=why.threshold,
        signal=why.signal,
    )


def row(line: Line, names: Names) -> f.Row:
    return f.Row(**_row(line, names))


def seen_row(line: Line, names: Names) -> f.SeenRow:
    return f.SeenRow(**_row(line, names), seen=line.seen)


def _row(line: Line, names: Names) -> dict[str, Any]:
    now = line.conversation
    return {
        "id": now.id,
        "name": line.contact_name or f"Visitor {now.id[:4]}",
        "email": line.contact_email,
        "channel": now.channel,
        "assistant": now.assistant,
        "language": now.language,
        "page": now.page,
        "status": now.status.value,
        "floor": now.floor.value,
        "epoch": now.epoch,
        "operator": now.operator or "",
        "operator_name": names(now.operator) if now.operator else "",
        "handoff": _handoff_view(now.handoff),
        "seq": now.seq,
        "updated_at": line.updated_at,
        "preview": line.preview,
        "preview_author": line.preview_author,
        "visitor_messages": now.visitor_messages,
        "owed": now.owed,
        "mood": now.moods[-1] if now.moods else None,
        "attributes": dict(now.attributes),
        "verified": list(now.verified),
    }


def _handoff_view(handoff: Handoff | None) -> f.HandoffView | None:
    if handoff is None:
        return None
    return f.HandoffView(
        number=handoff.number,
        status=handoff.status.value,
        team=handoff.team,
        priority=handoff.priority,
        trigger=handoff.trigger,
        reason=handoff.reason,
        requested_at=handoff.requested_at,
        deadline_at=handoff.deadline_at,
        acknowledged_at=handoff.acknowledged_at,
        first_reply_at=handoff.first_reply_at,
        ended_at=handoff.ended_at,
        fallback=handoff.fallback,
        ticket=handoff.ticket,
    )
