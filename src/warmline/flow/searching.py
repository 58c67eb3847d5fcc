"""Full-text search over everything that was ever said: an index that follows the log."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import structlog

from warmline.core.facts import Fact, MessageAdded, MessageEdited, NoteAdded, TicketOpened
from warmline.core.model import Author, ConversationId
from warmline.flow.pace import PAGE, Pace, keep_up
from warmline.flow.ports import News
from warmline.flow.search_terms import Wanted, folded, terms, wanted
from warmline.flow.tasks import ended

AROUND: Final = 70  # characters of an excerpt on either side

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Said:
    """An entry as it is indexed."""

    position: int
    terms: Sequence[str]


@dataclass(frozen=True, slots=True)
class Hit:
    position: int  # in the log of all conversations
    conversation: ConversationId
    seq: int
    fact: Fact


class SearchIndex(Protocol):
    async def open(self) -> None:
        """Make the index where there is none yet."""
        ...

    async def page(self, limit: int) -> tuple[int, Sequence[News]]:
        """How far the log is indexed, and what follows."""
        ...

    async def keep(self, said: Sequence[Said], *, after: int, upto: int) -> bool:
        """All or nothing; False: somebody else has indexed it already."""
        ...

    async def restart(self) -> None:
        """Throw the index away; the log is read from its beginning."""
        ...

    async def find(self, asked: Sequence[Wanted], *, before: int, limit: int) -> Sequence[Hit]:
        """Entries that say all of it, newest first, from below a position."""
        ...


class Searching:
    """Keeps the index in the background, and asks it."""

    def __init__(self, index: SearchIndex, pace: Pace | None = None) -> None:
        """``pace``: None where nothing else goes on."""
        self._index = index
        self._pace = pace or Pace()
        self._one = asyncio.Semaphore(1)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await self._index.open()
        self._task = asyncio.create_task(keep_up(self._turn, self._pace, "search_index_broke"))

    async def stop(self) -> None:
        await ended(self._task)

    async def catch_up(self) -> int:
        """Index everything that is in the log now; how many entries those were."""
        await self._index.open()
        entries = 0
        while more := await self._turn(PAGE):
            entries += more
        return entries

    async def find(self, query: str, *, before: int, limit: int) -> Sequence[Hit]:
        """Newest first. Nothing where the query holds no word.

        One after the other: a query of many common beginnings reads for a second, and whoever
        answers visitors reads beside it.
        """
        asked = wanted(query)
        if not asked:
            return ()
        async with self._one:
            return await self._index.find(asked, before=before, limit=limit)

    async def _turn(self, limit: int) -> int:
        """One page; how many entries it had."""
        after, news = await self._index.page(limit)
        if not news:
            return 0
        said = await asyncio.to_thread(_said, news)
        await self._index.keep(said, after=after, upto=news[-1].position)
        return len(news)


def _said(news: Sequence[News]) -> list[Said]:
    found = ((one.position, terms(text_of(one.entry.fact))) for one in news)
    return [Said(position, words) for position, words in found if words]


def text_of(fact: Fact) -> str:
    """What an entry says that somebody may look for; "" where it says nothing."""
    match fact:
        case MessageAdded() if fact.author is not Author.SYSTEM:
            return " ".join((fact.text, *(file.name for file in fact.files)))
        case MessageEdited():
            return fact.text
        case NoteAdded():
            return fact.text
        case TicketOpened():
            return f"{fact.ticket} {fact.name} {fact.email} {fact.message}"
        case _:
            return ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    text: str
    marks: tuple[tuple[int, int], ...]  # from and to, in characters of the text


def excerpt(text: str, query: str) -> Excerpt:
    """The part of a text in which the query is first found, and where."""
    shown = " ".join(text.split())
    plain = [folded(c) or " " for c in shown]
    places = [i for i, part in enumerate(plain) for _ in part]  # of each folded character
    line = "".join(plain)
    needles = {_as_written(one) for one in wanted(query)}
    found = sorted(place for needle in needles for place in _occurrences(line, needle))
    spans = [(places[start], places[end - 1] + 1) for start, end in found]
    middle = spans[0][0] if spans else 0
    begin, end = max(0, middle - AROUND), middle + 2 * AROUND
    lead, tail = "…" if begin else "", "…" if end < len(shown) else ""
    marks = [(a - begin + len(lead), b - begin + len(lead)) for a, b in spans if b <= end]
    return Excerpt(lead + shown[begin:end] + tail, tuple(_apart(marks)))


def holds(text: str, query: str) -> bool:
    """Whether everything that is asked for stands somewhere in ``text``."""
    line = " ".join("".join(folded(c) or " " for c in text).split())
    return all(_as_written(one) in line for one in wanted(query))


def _as_written(one: Wanted) -> str:
    """The text of what is wanted: two neighbours share a character where there are no spaces."""
    first, *rest = one.terms
    overlap = all(a[1:] == b[:1] and len(a) == len(b) == 2 for a, b in zip(one.terms, rest))  # noqa: B905 - the last has no neighbour
    return first + "".join(term[1:] for term in rest) if overlap else " ".join(one.terms)


def _occurrences(line: str, needle: str) -> list[tuple[int, int]]:
    found, at = list[tuple[int, int]](), line.find(needle)
    while at >= 0 and len(found) < 20:
        found.append((at, at + len(needle)))
        at = line.find(needle, at + len(needle))
    return found


def _apart(marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks in order, none within another."""
    found = list[tuple[int, int]]()
    for start, end in sorted(set(marks)):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found
