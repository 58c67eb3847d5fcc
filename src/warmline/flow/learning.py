"""Learning from judgements: each is kept with what the answer's confidence rested on, then counted.

What is learnt is two numbers for each kind of answer (``knowledge.recalibration``); they are read
again every few seconds, so that all processes go by the same ones.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from warmline.core.effects import Learn
from warmline.core.facts import AnswerJudged, Entry, MessageAdded
from warmline.core.model import AssistantId, ConversationId, Millis, OperatorId
from warmline.flow.ports import Job, Store
from warmline.knowledge.recalibration import Judged, Recalibration, refitted

RAW: Final = "raw"  # of an answer's signs: its confidence before recalibration
QUOTED: Final = "quoted"  # answers in the words of the knowledge base
WRITTEN: Final = "written"  # answers that a language model phrased
KINDS: Final = (QUOTED, WRITTEN)
WRITTEN_SIGN: Final = "support"  # of the signs of those alone
MOST: Final = 5_000  # newest judgements of a kind that are counted
STALE_AFTER: Final[Millis] = 5_000
PATIENCE: Final = 0.02  # of the judgements counted: so many new ones before the next count


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What somebody said of an answer, with what the answer's confidence rested on."""

    conversation: ConversationId
    seq: int  # entry number of the answer
    at: Millis
    assistant: AssistantId
    kind: str  # of the answer: quoted, written
    right: bool
    operator: OperatorId | None
    visitor: str  # who judged, where it was no operator: their address if it is known
    confidence: float  # that was shown
    signs: Mapping[str, float]

    @property
    def judged(self) -> Judged:
        return Judged(raw=self.signs[RAW], right=self.right, visitor=self.visitor)


class Judgements(Protocol):
    """Where they are kept, and what was made of them."""

    async def keep(self, judgement: Judgement) -> None:
        """Kept once, however often it is handed in."""
        ...

    async def newest(self, kind: str, limit: int) -> list[Judgement]: ...
    async def count(self, kind: str) -> int: ...
    async def learnt(self) -> Mapping[str, Recalibration]:
        """The newest recalibration of each kind."""
        ...

    async def keep_learnt(self, kind: str, learnt: Recalibration) -> None:
        """Nothing happens where that version is there already."""
        ...


class Learning:
    def __init__(
        self,
        store: Store,
        judgements: Judgements,
        address: Callable[[ConversationId], Awaitable[str]],
        clock: Callable[[], Millis],
    ) -> None:
        """``address`` tells from where a conversation was begun, as a hash; "": not known."""
        self._store = store
        self._judgements = judgements
        self._address = address
        self._clock = clock
        self._learnt: Mapping[str, Recalibration] = {}
        self._looked_at: Millis | None = None

    async def recalibrated(self, kind: str, raw: float) -> float:
        """The probability that an answer of that kind is right. Raises ``Temporary``."""
        now = self._clock()
        if self._looked_at is None or now - self._looked_at >= STALE_AFTER:
            self._learnt = await self._judgements.learnt()
            self._looked_at = now
        known = self._learnt.get(kind)
        return known.probability(raw) if known else raw

    async def learn(self, job: Job, wanted: Learn) -> None:
        """Keep a judgement and count it. Felt once. Raises ``Temporary``."""
        judgement = await self._judgement(job.conversation, wanted.judged)
        if judgement is not None:
            await self._judgements.keep(judgement)
            await self._count(judgement.kind)

    async def _judgement(self, id: ConversationId, seq: int) -> Judgement | None:
        """None: nothing can be learnt, for nobody said how sure the answer was."""
        now = await self._store.conversation(id)
        judged = await self._entry(id, seq)
        if now is None or judged is None or not isinstance(judged.fact, AnswerJudged):
            return None
        said = judged.fact
        answer = await self._entry(id, said.seq)
        if answer is None or not isinstance(answer.fact, MessageAdded):
            return None
        if RAW not in answer.fact.signs:
            return None
        visitor = "" if said.by else await self._address(id) or now.contact
        return Judgement(
            conversation=id,
            seq=said.seq,
            at=said.at,
            assistant=now.assistant,
            kind=kind_of(answer.fact.signs),
            right=said.right,
            operator=said.by,
            visitor=visitor,
            confidence=answer.fact.confidence or 0.0,
            signs=answer.fact.signs,
        )

    async def _entry(self, id: ConversationId, seq: int) -> Entry | None:
        found = await self._store.entries(id, after=seq - 1, limit=1)
        return found[0] if found and found[0].seq == seq else None

    async def _count(self, kind: str) -> None:
        """Fit again once enough is new: at first each judgement, later every fiftieth part."""
        learnt = (await self._judgements.learnt()).get(kind, Recalibration())
        total = await self._judgements.count(kind)
        if total - learnt.judgements < max(1, PATIENCE * learnt.judgements):
            return
        newest = await self._judgements.newest(kind, MOST)
        judged = [judgement.judged for judgement in newest]
        fitted = refitted(judged, version=learnt.version + 1, total=total)
        await self._judgements.keep_learnt(kind, fitted)
        self._looked_at = None


def kind_of(signs: Mapping[str, float]) -> str:
    return WRITTEN if WRITTEN_SIGN in signs else QUOTED
