"""Conversations and colleagues as lines of the inbox: what operators may see of each."""

from collections.abc import Callable
from typing import Any

from warmline.core.model import Clock, Conversation, Handoff, Presence, Seat
from warmline.flow.desk import Line, Operator
from warmline.web import frames as f
from warmline.web.beside import NOWHERE, Place
from warmline.web.veil import Veil

Names = Callable[[str], str]
"""An operator's display name by id."""


def colleague(who: Operator, seat: Seat | None) -> f.Colleague:
    """An operator as their colleagues see them; who only reads has no seat."""
    presence = seat.presence if seat else Presence.OFFLINE
    return f.Colleague(
        id=who.id,
        name=who.name,
        online=presence is not Presence.OFFLINE,
        presence=presence.value,
        role=who.role,
        teams=list(who.teams),
        skills=list(who.skills),
        capacity=who.capacity,
        load=seat.load if seat else 0,
    )


def row(line: Line, names: Names, veil: Veil, place: Place = NOWHERE) -> f.Row:
    return f.Row(**_row(line, names, veil, place))


def seen_row(line: Line, names: Names, veil: Veil, place: Place = NOWHERE) -> f.SeenRow:
    return f.SeenRow(**_row(line, names, veil, place), seen=line.seen)


def _row(line: Line, names: Names, veil: Veil, place: Place) -> dict[str, Any]:
    now = line.conversation
    return {
        "id": now.id,
        "name": veil.text(line.contact_name)
        or veil.number(line.contact_number)
        or f"Visitor {now.id[:4]}",
        "email": veil.text(line.contact_email),
        "channel": now.channel,
        "channel_name": place.name,
        "window_until": place.window_until,
        "window_template": place.template,
        "window_carries": place.carries,
        "contact": line.contact or now.contact,
        "assistant": now.assistant,
        "language": now.language,
        "page": veil.page(now.page),
        "status": now.status.value,
        "floor": now.floor.value,
        "epoch": now.epoch,
        "operator": now.operator or "",
        "operator_name": names(now.operator) if now.operator else "",
        "handoff": _handoff_view(now.handoff, veil),
        "seq": now.seq,
        "updated_at": line.updated_at,
        "preview": veil.preview(line.preview),
        "preview_author": line.preview_author,
        "visitor_messages": now.visitor_messages,
        "owed": now.owed,
        "mood": now.moods[-1] if now.moods else None,
        "attributes": veil.fields(now.attributes),
        "verified": list(now.verified),
        **_standing(now, names),
    }


def _standing(now: Conversation, names: Names) -> dict[str, Any]:
    """Whose it is, to whom it is offered, and what is due when."""
    handoff = now.handoff
    running = [clock.due_at for clock in now.clocks if clock.due_at]
    return {
        "team": handoff.team if handoff else "",
        "skills": list(handoff.skills) if handoff else [],
        "assigned": now.assigned or "",
        "assigned_name": names(now.assigned) if now.assigned else "",
        "assigned_until": now.assigned_until if now.assigned else 0,
        "snoozed_until": now.snoozed_until,
        "clocks": [_clock_view(clock) for clock in now.clocks],
        "due_at": min(running, default=0),
        "drill": now.drill,
    }


def _clock_view(clock: Clock) -> f.ClockView:
    return f.ClockView(
        target=clock.goal,
        due_at=clock.due_at,
        warn_at=clock.warn_at,
        left_ms=clock.left,
        late=clock.late,
    )


def _handoff_view(handoff: Handoff | None, veil: Veil) -> f.HandoffView | None:
    if handoff is None:
        return None
    return f.HandoffView(
        number=handoff.number,
        status=handoff.status.value,
        team=handoff.team,
        priority=handoff.priority,
        trigger=handoff.trigger,
        reason=veil.text(handoff.reason),
        requested_at=handoff.requested_at,
        deadline_at=handoff.deadline_at,
        acknowledged_at=handoff.acknowledged_at,
        first_reply_at=handoff.first_reply_at,
        ended_at=handoff.ended_at,
        fallback=handoff.fallback,
        ticket=handoff.ticket,
    )
