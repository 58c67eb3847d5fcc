"""Questions, threads and knowledge to try assistants on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from warmline.assistants import Cite, Extract, Found
from warmline.core.facts import Claimed, Entry, Fact, MessageAdded, NoteAdded, Resolved
from warmline.core.model import (
    AssistantId,
    Author,
    Conversation,
    ConversationId,
    OperatorId,
    Source,
)
from warmline.core.policy import Policy
from warmline.flow.ports import Profile, Question

UNSURE = "I don't know that."
POLICY = Policy(bar=0.5, texts={"en": {"unsure": UNSURE}, "de": {"unsure": "Das weiß ich nicht."}})
NINA = OperatorId("nina")
SHOP = AssistantId("shop")


@dataclass
class Shelf:
    """Knowledge that finds what it was given for exactly these words, and remembers the words."""

    finds: Mapping[str, Found] = field(default_factory=dict)
    searched: list[str] = field(default_factory=list)

    async def search(self, text: str, language: str, limit: int) -> Found:
        self.searched.append(text)
        return self.finds.get(text, Found())


def returns(confidence: float = 0.9) -> Found:
    """What a shop's knowledge holds about returns, found by somebody."""
    text = "You can return any item within 30 days. See https://shop.example/returns for the form."
    cite = Cite(title="Returns", url="https://shop.example/returns", passage="p1", text=text)
    other = Cite(title="Shipping", passage="p2", text="Shipping to Norway costs 12 EUR.")
    source = Source(title="Returns", url=cite.url, passage="p1", quote=text)
    answer = Extract(text=text, confidence=confidence, sources=(source,))
    return Found(passages=(cite, other), answer=answer)


def visitor(text: str) -> MessageAdded:
    return MessageAdded(at=0, author=Author.VISITOR, text=text)


def assistant(text: str) -> MessageAdded:
    return MessageAdded(at=0, author=Author.ASSISTANT, text=text)


def operator(text: str) -> MessageAdded:
    return MessageAdded(at=0, author=Author.OPERATOR, operator=NINA, text=text)


def note(text: str) -> NoteAdded:
    return NoteAdded(at=0, operator=NINA, text=text)


def taken() -> Claimed:
    return Claimed(at=0, operator=NINA)


def resolved() -> Resolved:
    return Resolved(at=0, by=NINA)


def ask(
    text: str,
    before: Iterable[Fact] = (),
    *,
    language: str = "en",
    instructions: str = "",
    policy: Policy = POLICY,
) -> Question:
    facts = (*before, visitor(text))
    return Question(
        conversation=Conversation(id=ConversationId("c1"), language=language, channel="web"),
        text=text,
        log=tuple(Entry(seq, fact) for seq, fact in enumerate(facts, 1)),
        profile=Profile(id=SHOP, name="Ada", instructions=instructions),
        policy=policy,
        answers=len(facts),
    )
