"""Deciding without doing: a step as it looks where nothing that it decided happened."""

from collections.abc import Iterator
from functools import reduce

from warmline.core.engine import Step
from warmline.core.evolve import evolve
from warmline.core.facts import (
    AssistantMissed,
    AttributesNoted,
    Claimed,
    Entry,
    Fact,
    MessageAdded,
    Opened,
    Reopened,
    Resolved,
    ReturnedToAssistant,
)
from warmline.core.inputs import AssistantAnswered, Input
from warmline.core.model import Author, Conversation

TOLD = (Opened, AttributesNoted, Claimed, ReturnedToAssistant, Reopened, Resolved)
"""What others did; no rule brings it about."""


def really(before: Conversation, taken: Step, input: Input) -> Step:
    """The step without what rules brought about: nobody was fetched, offered or told anything."""
    kept = [fact for entry in taken.entries for fact in _kept(entry.fact, input)]
    after = reduce(evolve, kept, before)
    entries = tuple(Entry(before.seq + place, fact) for place, fact in enumerate(kept, 1))
    return Step(after, entries, ())


def _kept(fact: Fact, input: Input) -> Iterator[Fact]:
    match fact:
        case MessageAdded(author=Author.SYSTEM):
            pass
        case AssistantMissed(at=at) if isinstance(input, AssistantAnswered) and input.text:
            yield _answered(at, input)  # a rule held it back; it was shown all the same
        case MessageAdded() | AssistantMissed():
            yield fact
        case _ if isinstance(fact, TOLD):
            yield fact
        case _:
            pass


def _answered(at: int, input: AssistantAnswered) -> MessageAdded:
    return MessageAdded(
        at=at,
        author=Author.ASSISTANT,
        text=input.text,
        answers=input.answers,
        confidence=input.confidence,
        abstained=input.abstained,
        handoff=input.handoff,
        offers=input.offers,
        judged=input.judged,
        rule=input.rule,
        sources=input.sources,
    )
