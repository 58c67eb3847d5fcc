"""What each audience may see of an entry. Allow-lists: a field not named here stays here."""

from warmline.core.facts import (
    AnswerJudged,
    Assigned,
    AssignmentEnded,
    AssistantMissed,
    AttributesNoted,
    ChannelJoined,
    Claimed,
    ClockPaused,
    ClockStarted,
    ClockStopped,
    DueSoon,
    Entry,
    Escalated,
    FallbackRan,
    FlowMoved,
    HandoffCancelled,
    HandoffJudged,
    HandoffOffered,
    HandoffRequested,
    IdleWarned,
    Late,
    MailContinued,
    MessageAdded,
    MessageEdited,
    MessageWithdrawn,
    NoteAdded,
    OfferDeclined,
    Opened,
    PriorityChanged,
    Released,
    Reopened,
    Resolved,
    ReturnedToAssistant,
    Snoozed,
    TakenOver,
    TicketOpened,
    Transferred,
    Woke,
)
from warmline.core.judging import judgeable
from warmline.core.model import (
    Author,
    Conversation,
    ConversationId,
    File,
    Floor,
    Handoff,
    HandoffStatus,
    Status,
    Why,
)
from warmline.flow.lines import Standing
from warmline.web import frames as f
from warmline.web.beside import BARE, Beside
from warmline.web.rows import Names
from warmline.web.veil import Veil

# ── the visitor's view ────────────────────────────────────────────────────────────────────────────


def visitor_entry(  # noqa: C901, PLR0912 one flat match
    entry: Entry, names: Names, assistant: str, beside: Beside = BARE
) -> f.VisitorEntry:
    fact = entry.fact
    match fact:
        case MessageAdded():
            return _visitor_message(entry.seq, fact, names, assistant, beside)
        case HandoffRequested():
            return f.VisitorEvent(
                seq=entry.seq,
                at=fact.at,
                event=fact.kind,
                place=fact.place,
                low_ms=fact.wait[0],
                high_ms=fact.wait[1],
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
        case MessageEdited():
            return f.VisitorEvent(
                seq=entry.seq, at=fact.at, event=fact.kind, said=fact.message, text=fact.text
            )
        case MessageWithdrawn():
            return f.VisitorEvent(seq=entry.seq, at=fact.at, event=fact.kind, said=fact.message)
        case ChannelJoined():
            return f.VisitorEvent(seq=entry.seq, at=fact.at, event=fact.kind, name=fact.channel)
        case NoteAdded() | Opened() | AssistantMissed() | HandoffOffered() | OfferDeclined():
            return f.HiddenEntry(seq=entry.seq)
        case ClockStarted() | ClockPaused() | ClockStopped() | DueSoon() | Late():
            return f.HiddenEntry(seq=entry.seq)
        case Snoozed() | Woke() | IdleWarned():
            return f.HiddenEntry(seq=entry.seq)
        case TakenOver():
            return f.VisitorEvent(seq=entry.seq, at=fact.at, event="claimed", name=names(fact.by))
        case Assigned() | AssignmentEnded() | Transferred() | Released() | PriorityChanged():
            return f.HiddenEntry(seq=entry.seq)
        case Escalated():
            return f.HiddenEntry(seq=entry.seq)
        case AttributesNoted() | FlowMoved() | AnswerJudged() | HandoffJudged() | MailContinued():
            return f.HiddenEntry(seq=entry.seq)


def _visitor_message(
    seq: int, fact: MessageAdded, names: Names, assistant: str, beside: Beside
) -> f.VisitorMessage:
    text, edited, withdrawn = _words(seq, fact, beside)
    return f.VisitorMessage(
        seq=seq,
        at=fact.at,
        author=fact.author.value,
        name=_speaker(fact, names, assistant),
        text=text,
        draft=fact.draft if fact.author is Author.VISITOR else "",
        sources=[f.Cited(title=s.title, url=s.url, quote=s.quote) for s in fact.sources],
        buttons=[f.Choice(id=b.id, label=b.label) for b in fact.buttons],
        form="contact" if fact.form == "contact" else "",
        answer=_answers(fact),
        files=[_file(one, beside) for one in fact.files],
        edited=edited,
        withdrawn=withdrawn,
    )


def _words(seq: int, fact: MessageAdded, beside: Beside) -> tuple[str, bool, bool]:
    """A message's words now, whether the visitor changed them, and whether they took it back.

    A message of nothing is one that was taken back, and whose entry was emptied.
    """
    words = beside.words.get(seq, fact.text)
    gone = words is None or not (words or fact.files)
    return words or "", words is not None and seq in beside.words, gone


def _file(file: File, beside: Beside) -> f.FileView:
    known = beside.files.get(file.id)
    return known or f.FileView(id=file.id, name=file.name, type=file.type, size=file.size)


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


def stands_in_line(now: Conversation) -> bool:
    """Whether the visitor waits for a person, and was not told that nobody can come."""
    return now.status is Status.WAITING and now.floor is Floor.HUMAN


def line_view(id: ConversationId, standing: Standing) -> f.VisitorLine:
    return f.VisitorLine(
        conversation=id, place=standing.place, low_ms=standing.low, high_ms=standing.high
    )


# ── the operator's view ───────────────────────────────────────────────────────────────────────────


def operator_entry(
    entry: Entry, names: Names, assistant: str, veil: Veil, beside: Beside = BARE
) -> f.OperatorEntry:
    fact = entry.fact
    match fact:
        case MessageAdded():
            return _operator_message(entry.seq, fact, names, assistant, veil, beside)
        case NoteAdded():
            text = veil.text(fact.text)
            return f.OperatorNote(
                seq=entry.seq,
                at=fact.at,
                operator=fact.operator,
                name=names(fact.operator),
                text=text,
                draft=fact.draft,
                masked=text != fact.text,
            )
        case _:
            return _operator_event(entry.seq, fact, names, veil)


def _operator_message(
    seq: int, fact: MessageAdded, names: Names, assistant: str, veil: Veil, beside: Beside
) -> f.OperatorMessage:
    said, edited, withdrawn = _words(seq, fact, beside)
    text = veil.text(said)
    masked = text != said
    return f.OperatorMessage(
        seq=seq,
        at=fact.at,
        author=fact.author.value,
        operator=fact.operator or "",
        name=_speaker(fact, names, assistant),
        text=text,
        draft=fact.draft,
        answers=fact.answers,
        signals=[] if edited or withdrawn else _signals(fact, veil, masked=masked),
        confidence=fact.confidence,
        signs=dict(fact.signs),
        abstained=fact.abstained,
        answer=_answers(fact),
        sources=[f.Cited(title=s.title, url=s.url, quote=s.quote) for s in fact.sources],
        buttons=[f.Choice(id=b.id, label=veil.text(b.label)) for b in fact.buttons],
        form=fact.form,
        quoted="" if withdrawn else veil.text(fact.quoted),
        via=fact.via,
        masked=masked,
        files=[_file(one, beside) for one in fact.files],
        delivery=beside.deliveries.get(seq),
        edited=edited,
        withdrawn=withdrawn,
    )


def _signals(fact: MessageAdded, veil: Veil, *, masked: bool) -> list[f.SignalView]:
    """What a turn showed; where something in it is masked, that is masked here, too."""
    views = [
        f.SignalView(name=s.name, score=s.score, words=s.words, value=s.value) for s in fact.signals
    ]
    return veil.signals(views, fact.text) if masked else views


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
    | MailContinued
    | AttributesNoted
    | AnswerJudged
    | HandoffJudged
    | Claimed
    | ReturnedToAssistant
    | Resolved
    | Reopened
    | ClockStarted
    | ClockPaused
    | ClockStopped
    | DueSoon
    | Late
    | Snoozed
    | Woke
    | IdleWarned
    | Assigned
    | AssignmentEnded
    | Transferred
    | Released
    | TakenOver
    | PriorityChanged
    | Escalated
    | MessageEdited
    | MessageWithdrawn
    | ChannelJoined
)


def _operator_event(seq: int, fact: Event, names: Names, veil: Veil) -> f.OperatorEvent:  # noqa: C901, PLR0912, PLR0915 one flat match, a case for each event
    event = f.OperatorEvent(seq=seq, at=fact.at, event=fact.kind)
    match fact:
        case HandoffRequested():
            more: dict[str, object] = {
                "why": why_view(fact.why),
                "also": [why_view(why) for why in fact.also],
                "place": fact.place,
                "wait_ms": fact.wait[1],
            }
        case HandoffOffered():
            more = {"why": why_view(fact.why)}
        case AssistantMissed():
            more = {"cause": fact.error}
        case FlowMoved(stand=stand):
            more = {"cause": fact.ended, "name": stand.flow, "fields": dict(stand.fields)}
        case FallbackRan():
            more = {"cause": fact.cause, "fallback": fact.fallback, "until": fact.opens_at}
        case MailContinued():
            more = {"email": fact.address}
        case TicketOpened():
            more = {
                "ticket": fact.ticket,
                "email": fact.email,
                "contact_name": fact.name,
                "message": fact.message,
            }
        case Claimed():
            more = {"by": fact.operator, "name": names(fact.operator)}
        case ReturnedToAssistant() | HandoffCancelled():
            more = {"by": fact.by or "", "name": names(fact.by) if fact.by else ""}
        case Resolved():
            name = names(fact.by) if fact.by else ""
            more = {"by": fact.by or "", "name": name, "cause": fact.cause}
        case AnswerJudged():
            more = {
                "answer": fact.seq,
                "right": fact.right,
                "by": fact.by or "",
                "name": names(fact.by) if fact.by else "",
            }
        case HandoffJudged():
            more = {
                "handoff": fact.handoff,
                "needed": fact.needed,
                "by": fact.operator,
                "name": names(fact.operator),
            }
        case ClockStarted() | DueSoon() | Late():
            more = {"target": fact.target, "due_at": fact.due_at}
        case ClockStopped():
            more = {"target": fact.target, "met": fact.met}
        case ClockPaused():
            more = {"target": fact.target}
        case Snoozed():
            more = {"by": fact.by, "name": names(fact.by), "until": fact.until}
        case Woke():
            more = {"cause": fact.cause}
        case Escalated():
            told = ", ".join(map(names, fact.told))
            more = {"handoff": fact.handoff, "cause": fact.way, "to": fact.to, "to_name": told}
        case Assigned() | AssignmentEnded() | Transferred() | Released():
            more = handed_view(fact, names)
        case TakenOver():
            more = {
                "by": fact.by,
                "name": names(fact.by),
                "to": fact.was,
                "to_name": names(fact.was),
            }
        case PriorityChanged():
            more = {
                "by": fact.by or "",
                "name": names(fact.by) if fact.by else "",
                "priority": fact.priority,
                "cause": fact.cause,
            }
        case IdleWarned():
            more = {"until": fact.closes_at}
        case AttributesNoted():
            more = {"attributes": dict(fact.attributes), "verified": fact.verified}
        case MessageEdited():
            more = {"said": fact.message, "text": fact.text}
        case MessageWithdrawn():
            more = {"said": fact.message}
        case ChannelJoined():
            more = {"channel": fact.channel}
        case Opened() | OfferDeclined() | Reopened():
            more = {}
    shown = veil.event(more)
    return event.model_copy(update={**shown, "masked": shown != more})


def handed_view(
    fact: Assigned | AssignmentEnded | Transferred | Released, names: Names
) -> dict[str, object]:
    """A conversation on its way from one operator or team to another."""
    match fact:
        case Assigned():
            to = {"to": fact.operator, "to_name": names(fact.operator)}
            return {**to, "until": fact.until, "cause": "" if fact.by else fact.why}
        case AssignmentEnded():
            return {"to": fact.operator, "to_name": names(fact.operator), "cause": fact.cause}
        case Released():
            to = {"to": fact.operator, "to_name": names(fact.operator)}
            return {**to, "cause": fact.cause, "team": fact.team}
        case Transferred():
            return {
                "by": fact.by or "",
                "name": names(fact.by) if fact.by else "",
                "team": fact.team,
                "to": fact.to or "",
                "to_name": names(fact.to) if fact.to else "",
                "note": fact.note,
            }


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
