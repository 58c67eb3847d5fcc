"""What visitors asked that people had to answer, grouped by meaning: where knowledge is missing.

Made in the background, a little at a time, of the newest handed-off questions; kept for everybody
until it is asked for again and has grown old.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

import structlog

from warmline.core.model import Millis
from warmline.flow.desk import Audience
from warmline.flow.failures import Temporary
from warmline.flow.library import Library
from warmline.flow.tasks import ended

DAYS: Final = 90
MOST: Final = 2_000  # newest questions
AT_ONCE: Final = 16  # embedded between two pauses
PAUSE: Final = 3  # so many times as long as what was just done: visitors' questions come first
FEWEST: Final = 2  # questions that are a group
MOST_GROUPS: Final = 50
EXAMPLES: Final = 5
STALE_AFTER: Final[Millis] = 6 * 3_600_000
DAY: Final[Millis] = 86_400_000

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question for which a person was fetched."""

    conversation: str
    seq: int  # of the request
    at: Millis
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Questions that mean the same."""

    label: str  # the one that is nearest to all others
    count: int
    newest: Millis
    examples: tuple[Asked, ...]  # the most typical ones
    confidence: float | None  # with which the knowledge base would answer the label now; None: not
    answer: str = ""  # what it would say
    source: str = ""  # that the answer is from: its id


@dataclass(frozen=True, slots=True, kw_only=True)
class GapReport:
    at: Millis
    questions: int  # looked at
    alone: int  # that nobody else asked
    gaps: tuple[Gap, ...] = field(default_factory=tuple[Gap, ...])


class GapReports(Protocol):
    async def questions(self, since: Millis, limit: int) -> Sequence[Asked]:
        """The newest questions that led to a handoff, newest first."""
        ...

    async def newest(self) -> GapReport | None: ...
    async def keep(self, report: GapReport) -> None: ...


class Gaps:
    def __init__(
        self,
        kept: GapReports,
        library: Library,
        clock: Callable[[], Millis],
        mask: Callable[[str], str],
    ) -> None:
        """``mask`` takes out what says who somebody is."""
        self._kept = kept
        self._library = library
        self._clock = clock
        self._mask = mask
        self._task: asyncio.Task[None] | None = None

    @property
    def working(self) -> bool:
        return self._task is not None and not self._task.done()

    async def newest(self, *, anew: bool = False) -> GapReport | None:
        """The newest report; one that is old, or not wanted any more, is soon made anew."""
        kept = await self._kept.newest()
        found = await self._without_what_is_gone(kept) if kept else None
        old = kept is None or self._clock() - kept.at >= STALE_AFTER or found != kept
        if (old or anew) and not self.working:
            self._task = asyncio.create_task(self._make())
        return found

    async def _without_what_is_gone(self, kept: GapReport) -> GapReport:
        """No answer of a source that was deleted or made internal since the report was made."""
        lines = await self._library.sources()
        public = {line.id for line in lines if line.audience is Audience.PUBLIC}
        return replace(
            kept, gaps=tuple(g if g.source in public else _unanswered(g) for g in kept.gaps)
        )

    async def settled(self) -> None:
        """Wait until nothing is being made."""
        if self._task:
            await asyncio.gather(self._task, return_exceptions=True)

    async def close(self) -> None:
        await ended(self._task)

    async def _make(self) -> None:
        try:
            await self._kept.keep(await self._made())
        except Temporary:
            log.warning("gap_report_not_made")  # whoever asks next begins again
        except Exception:
            log.exception("gap_report_broke")

    async def _made(self) -> GapReport:
        now = self._clock()
        asked = [
            one for one in await self._kept.questions(now - DAYS * DAY, MOST) if one.text.strip()
        ]
        grouped = await self._library.grouped([one.text for one in asked], AT_ONCE, PAUSE)
        several = [members for members in grouped if len(members) >= FEWEST]
        gaps = [await self._gap([asked[n] for n in members]) for members in several[:MOST_GROUPS]]
        alone = sum(len(members) < FEWEST for members in grouped)
        return GapReport(at=now, questions=len(asked), alone=alone, gaps=tuple(gaps))

    async def _gap(self, members: Sequence[Asked]) -> Gap:
        """``members``: the most typical one first."""
        finding = await self._library.find(members[0].text, "en")
        answer = finding.answer
        return Gap(
            label=self._mask(members[0].text),
            count=len(members),
            newest=max(one.at for one in members),
            examples=tuple(self._shown(one) for one in members[:EXAMPLES]),
            confidence=answer.confidence if answer else None,
            answer=answer.text if answer else "",
            source=_source_of(answer.sources[0].passage_id) if answer else "",
        )

    def _shown(self, one: Asked) -> Asked:
        text = self._mask(one.text)
        return Asked(conversation=one.conversation, seq=one.seq, at=one.at, text=text)


def _unanswered(gap: Gap) -> Gap:
    return replace(gap, confidence=None, answer="", source="")


def _source_of(passage: str) -> str:
    """The source's id: what stands before a passage's own."""
    return passage.partition("/")[0]
