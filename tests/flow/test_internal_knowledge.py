"""Two libraries on one shelf: what one makes internal or deletes, the other soon forgets."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest

from tests.flow.test_library import Letters
from tests.flow.town import Town
from tests.shell import Clock
from warmline.flow.catalogue import STALE_AFTER
from warmline.flow.desk import Audience
from warmline.flow.library import Library
from warmline.flow.retrieval import Retrieval
from warmline.knowledge.passages import Passage
from warmline.store.shelf import SqlShelf
from warmline.store.sql import SqlStore

MINUTE = 60_000
SAME = b'{"question": "Where is my order?", "answer": "Open Orders and press Track."}\n'
ASKED = "where is my order"


@pytest.fixture
async def two(town: Town) -> AsyncIterator[tuple[Library, Library]]:
    """As two processes hold them: they share the database and nothing else."""
    pair = [
        Library(SqlShelf(town.store), lambda: Retrieval(Letters("m")), town.store.clock)
        for _ in range(2)
    ]
    await pair[0].put("faq.jsonl", SAME)
    await pair[0].settled()
    yield pair[0], pair[1]
    for library in pair:
        await library.close()


async def only(library: Library) -> str:
    [line] = await library.sources()
    return line.id


async def hits(library: Library) -> list[int]:
    """How many passages visitors, and staff besides, would be shown."""
    return [
        len((await library.find(ASKED, "en")).hits),
        len((await library.public.find(ASKED, "en")).hits),
        len(await library.look_inside(ASKED)),
    ]


def test_that_is_well_within_a_minute():
    assert STALE_AFTER <= MINUTE / 10


async def test_what_one_makes_internal_the_other_tells_staff_alone(
    two: tuple[Library, Library], clock: Clock
):
    here, there = two
    assert await hits(here) == await hits(there) == [1, 1, 0]
    await here.show_to(await only(here), Audience.INTERNAL)
    assert await hits(here) == [0, 0, 1]  # at once
    clock.move(STALE_AFTER)
    assert await hits(there) == [0, 0, 1]
    await there.show_to(await only(there), Audience.PUBLIC)
    clock.move(STALE_AFTER)
    assert await hits(here) == await hits(there) == [1, 1, 0]


async def test_what_one_deletes_the_other_tells_nobody(two: tuple[Library, Library], clock: Clock):
    here, there = two
    for audience, before in ((Audience.PUBLIC, [1, 1, 0]), (Audience.INTERNAL, [0, 0, 1])):
        await here.put("faq.jsonl", SAME, audience)
        await here.settled()
        clock.move(STALE_AFTER)
        assert await hits(there) == before
        assert await here.remove(await only(here))
        assert await hits(here) == [0, 0, 0]
        clock.move(STALE_AFTER)
        assert await hits(there) == [0, 0, 0]


async def test_the_same_words_in_a_public_file_still_answer(
    two: tuple[Library, Library], clock: Clock
):
    here, there = two
    await here.put("inside.jsonl", SAME, Audience.INTERNAL)
    await here.settled()
    clock.move(STALE_AFTER)
    for library in two:
        found = await library.find(ASKED, "en")
        assert [found.sources[hit.passage.id] for hit in found.hits] == ["faq.jsonl"]
        [inside] = await library.look_inside(ASKED)
        assert inside["source"] == "inside.jsonl"
    await here.show_to(await only_public(here), Audience.INTERNAL)
    clock.move(STALE_AFTER)
    assert await hits(here) == await hits(there) == [0, 0, 2]


async def only_public(library: Library) -> str:
    [line] = [one for one in await library.sources() if one.audience is Audience.PUBLIC]
    return line.id


async def test_what_is_internal_changes_no_answer_to_a_visitor(
    two: tuple[Library, Library], clock: Clock
):
    """Not its confidence either: that depends on what else is in an index."""
    here, there = two
    before = await here.find(ASKED, "en")
    crowd = b"".join(SAME.replace(b"order", b"order %d" % n) for n in range(30))
    await here.put("crowd.jsonl", crowd, Audience.INTERNAL)
    await here.settled()
    clock.move(STALE_AFTER)
    for library in (here, there):
        after = await library.find(ASKED, "en")
        assert (after.answer, after.hits) == (before.answer, before.hits)
    await here.put("crowd.jsonl", crowd, Audience.PUBLIC)
    await here.settled()
    assert (await here.find(ASKED, "en")).hits != before.hits


class Slow(SqlShelf):
    """Reads the passages, and is slow to hand them over."""

    def __init__(self, store: SqlStore) -> None:
        super().__init__(store)
        self.has_read, self.goes_on = asyncio.Event(), asyncio.Event()

    async def passages(self, audience: Audience) -> Sequence[tuple[str, Passage]]:
        found = await super().passages(audience)
        self.has_read.set()
        await self.goes_on.wait()
        return found


async def test_what_is_asked_after_the_switch_never_sees_an_index_from_before(
    two: tuple[Library, Library], town: Town
):
    """Not even where that index was being built when the switch was made."""
    shelf = Slow(town.store)
    library = Library(shelf, lambda: Retrieval(Letters("m")), town.store.clock)
    before = asyncio.create_task(library.find(ASKED, "en"))
    await shelf.has_read.wait()
    await library.show_to(await only(library), Audience.INTERNAL)
    shelf.goes_on.set()
    await before
    assert not (await library.find(ASKED, "en")).hits
    await library.close()
