"""Questions with answers that operators propose for the knowledge base, from what they replied."""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from warmline.core.facts import Entry, MessageAdded, Opened, Reopened
from warmline.core.matter import matter_after
from warmline.core.model import Author, ConversationId, Millis, OperatorId
from warmline.flow.library import Finding, Library
from warmline.flow.ports import Store

OPEN, ACCEPTED, REJECTED = "open", "accepted", "rejected"
ALIKE: Final = 0.8  # cosine of two questions from which they may be one
LONGEST_QUESTION: Final = 500  # characters
LONGEST_ANSWER: Final = 10_000
LOOK_BACK: Final = 500  # entries before the reply
MOST_COMPARED: Final = 100  # open proposals


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    id: str
    conversation: str
    seq: int  # the reply that it is made of
    at: Millis
    by: str
    question: str
    answer: str
    state: str = OPEN
    decided_at: Millis | None = None
    decided_by: str = ""
    source: str = ""  # of the knowledge base, once it is accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """What is known already, or proposed, about nearly the same question."""

    question: str
    answer: str
    alike: float  # cosine, 0..1
    source: str = ""  # its name in the knowledge base; "": it is only proposed
    proposal: str = ""  # its id
    conversation: str = ""  # that it was made of


class Proposals(Protocol):
    async def add(self, proposal: Proposal) -> Proposal:
        """Keep it; of one reply there is one: the one that is there comes back instead."""
        ...

    async def by_id(self, id: str) -> Proposal | None: ...
    async def all(self, state: str, limit: int) -> Sequence[Proposal]:
        """Newest first."""
        ...

    async def decide(self, decided: Proposal) -> bool:
        """Keep the decision where none was made before; whether it was so."""
        ...


class NotAReply(Exception):
    """The entry is no operator's message."""


class Decided(Exception):
    """Somebody else decided already."""


class KnowledgeLoop:
    def __init__(
        self,
        store: Store,
        proposals: Proposals,
        library: Library,
        clock: Callable[[], Millis],
        mask: Callable[[str], str],
    ) -> None:
        """``mask`` takes out what says who somebody is."""
        self.proposals = proposals
        self._store = store
        self._library = library
        self._clock = clock
        self._mask = mask

    async def draft(self, id: ConversationId, seq: int, by: OperatorId) -> Proposal:
        """What an operator's reply would add to the knowledge base. Raises ``NotAReply``."""
        before = await self._store.entries(id, before=seq + 1, limit=LOOK_BACK)
        question, answer = drafted(before, seq)
        return Proposal(
            id=secrets.token_hex(8),
            conversation=id,
            seq=seq,
            at=self._clock(),
            by=by,
            question=self._mask(question)[:LONGEST_QUESTION],
            answer=self._mask(answer)[:LONGEST_ANSWER],
        )

    async def propose(self, draft: Proposal) -> Proposal:
        """Keep a draft as its author left it, without what says who somebody is."""
        return await self.proposals.add(
            replace(draft, question=self._mask(draft.question), answer=self._mask(draft.answer))
        )

    async def similar(self, question: str, *, but: str = "") -> Sequence[Similar]:
        """What is known or proposed about nearly the same, nearest first; ``but`` itself."""
        known = _known(await self._library.find(question, "en"))
        others = [one for one in await self.proposals.all(OPEN, MOST_COMPARED) if one.id != but]
        alike = await self._library.alike(
            [one.question for one in others], [[question] for _ in others]
        )
        proposed = [
            Similar(
                question=one.question,
                answer=one.answer,
                alike=near,
                proposal=one.id,
                conversation=one.conversation,
            )
            for one, near in zip(others, alike, strict=True)
            if near >= ALIKE
        ]
        return sorted((*known, *proposed), key=lambda one: -one.alike)

    async def accept(self, was: Proposal, question: str, answer: str, by: OperatorId) -> Proposal:
        """It answers questions from now on. Raises ``Decided``, ``BadSource``."""
        if was.state != OPEN:
            raise Decided
        name = f"{question[:80]} ({was.id[:6]}).jsonl".replace("/", " ")
        pair = json.dumps({"question": question, "answer": answer}, ensure_ascii=False)
        line = await self._library.put(name, pair.encode())
        return await self._decide(
            replace(was, state=ACCEPTED, question=question, answer=answer, source=line.id), by
        )

    async def reject(self, was: Proposal, by: OperatorId) -> Proposal:
        """Raises ``Decided``."""
        return await self._decide(replace(was, state=REJECTED), by)

    async def _decide(self, decided: Proposal, by: OperatorId) -> Proposal:
        decided = replace(decided, decided_at=self._clock(), decided_by=by)
        if not await self.proposals.decide(decided):
            raise Decided
        return decided


def drafted(before: Sequence[Entry], seq: int) -> tuple[str, str]:
    """The matter that was open when an operator replied, and the reply. Raises ``NotAReply``."""
    reply = before[-1].fact if before and before[-1].seq == seq else None
    if not isinstance(reply, MessageAdded) or reply.author is not Author.OPERATOR:
        raise NotAReply
    matter = ""
    for entry in before[:-1]:
        match entry.fact:
            case Opened() | Reopened():
                matter = ""
            case MessageAdded(author=Author.VISITOR) as said:
                matter = matter_after(matter, said.text, said.signals)
            case _:
                pass
    return " ".join(matter.split()), reply.text.strip()


def _known(finding: Finding) -> list[Similar]:
    return [
        Similar(
            question=hit.nearest,
            answer=hit.passage.text,
            alike=round(hit.meaning, 4),
            source=finding.sources.get(hit.passage.id, ""),
        )
        for hit in finding.hits
        if hit.meaning >= ALIKE
    ]
