"""What the facts of staffing make of a conversation."""

from dataclasses import replace

from warmline.core.facts import Assigned, AssignmentEnded, Released, TakenOver, Transferred
from warmline.core.model import Conversation, Floor, Handoff, HandoffStatus, Status
from warmline.core.staffing import has_request


def with_assignment(now: Conversation, fact: Assigned) -> Conversation:
    return replace(now, assigned=fact.operator, assigned_until=fact.until)


def without_assignment(now: Conversation, fact: AssignmentEnded) -> Conversation:
    """Whoever did not take it is asked again only after the others."""
    others = (one for one in now.passed if one != fact.operator)
    return replace(now, assigned=None, passed=(*others, fact.operator))


def in_line_again(now: Conversation, fact: Transferred | Released) -> Conversation:
    """Nobody has it; where a person had been asked for, that request waits once more."""
    asked = now.handoff if has_request(now) else None
    return replace(
        now,
        status=Status.WAITING if asked else Status.OPEN,
        floor=Floor.HUMAN if asked else Floor.ASSISTANT,
        epoch=now.epoch + 1,
        operator=None,
        assigned=None,
        passed=(),
        handoff=_waits_again(asked, fact) if asked else now.handoff,
    )


def _waits_again(handoff: Handoff, fact: Transferred | Released) -> Handoff:
    return replace(
        handoff,
        status=HandoffStatus.PENDING,
        team=fact.team,
        skills=handoff.skills if handoff.team == fact.team else (),
        acknowledged_at=0,
        fallback="",
        since=fact.at,
        deadline_at=fact.deadline_at,
    )


def taken_over(now: Conversation, fact: TakenOver) -> Conversation:
    return replace(now, operator=fact.by, epoch=now.epoch + 1, assigned=None, idle_warned=0)
