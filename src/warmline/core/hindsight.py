"""Whether a request for a person was needed, as an operator says when they have seen the matter.

Said once of each request, and of the newest one only: that is the one before them.
"""

from collections.abc import Iterator
from dataclasses import replace

from warmline.core import facts, inputs
from warmline.core.model import Conversation
from warmline.core.policy import Context
from warmline.core.refusals import AlreadyJudged, NotTheNewest


def handoff_judged(
    now: Conversation, input: inputs.HandoffJudged, context: Context
) -> Iterator[facts.HandoffJudged]:
    if now.handoff is None or now.handoff.number != input.handoff:
        raise NotTheNewest(input.handoff)
    if now.handoff.needed is not None:
        raise AlreadyJudged(input.handoff)
    yield facts.HandoffJudged(
        at=context.now, operator=input.operator, handoff=input.handoff, needed=input.needed
    )


def with_hindsight(now: Conversation, fact: facts.HandoffJudged) -> Conversation:
    if now.handoff is None or now.handoff.number != fact.handoff:
        return now
    return replace(now, handoff=replace(now.handoff, needed=fact.needed))
