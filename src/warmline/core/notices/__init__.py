"""Notices: what staff should be told of. One file each; this tuple is the registration."""

from warmline.core.notices._notice import Notice
from warmline.core.notices.new_conversation import new_conversation
from warmline.core.notices.person_wanted import person_wanted
from warmline.core.notices.ticket_opened import ticket_opened

NOTICES: tuple[Notice, ...] = (person_wanted, ticket_opened, new_conversation)

__all__ = ["NOTICES"]
