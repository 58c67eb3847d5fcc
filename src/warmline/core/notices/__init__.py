"""Notices: what staff should be told of. One file each; this tuple is the registration."""

from warmline.core.notices._notice import Notice
from warmline.core.notices.assigned import assigned
from warmline.core.notices.due_soon import due_soon
from warmline.core.notices.escalated import escalated
from warmline.core.notices.late import late
from warmline.core.notices.new_conversation import new_conversation
from warmline.core.notices.person_wanted import person_wanted
from warmline.core.notices.released import released
from warmline.core.notices.ticket_opened import ticket_opened
from warmline.core.notices.transferred import transferred
from warmline.core.notices.visitor_replied import visitor_replied
from warmline.core.notices.woke import woke

NOTICES: tuple[Notice, ...] = (
    person_wanted,
    assigned,
    transferred,
    released,
    visitor_replied,
    ticket_opened,
    due_soon,
    late,
    woke,
    escalated,
    new_conversation,
)

__all__ = ["NOTICES"]
