"""Answers that people of the owner's give in a channel's own program: they have the floor as well.

Nobody can tell who it was, or whether they are still there: such a holder has no seat, and whoever
works here may take the conversation from them.
"""

from warmline.core.facts import MessageAdded
from warmline.core.model import Conversation, OperatorId

ELSEWHERE = OperatorId("elsewhere")


def has_it(said: MessageAdded) -> bool:
    """Whether the visitor has read it already where it was written."""
    return said.operator == ELSEWHERE


def holder(now: Conversation) -> OperatorId | None:
    """Who of the operators here holds it."""
    return None if now.operator == ELSEWHERE else now.operator
