"""What a visitor takes back is gone from everything that is kept, on both databases."""

import asyncio

import pytest
from sqlalchemy import text

from tests.shell import ANN, MAIN, begin, claiming, command, replying, wanting
from warmline.core.facts import HandoffRequested, MessageAdded, MessageWithdrawn
from warmline.core.inputs import VisitorEdited, VisitorSaid, VisitorWithdrew
from warmline.core.model import ConversationId, File, Signal
from warmline.core.reading import as_read
from warmline.flow.searching import Searching
from warmline.store.inbox import SqlInbox
from warmline.store.search import SqlSearchIndex
from warmline.store.sql import SqlStore
from warmline.store.tables import metadata

C = ConversationId("c")
FAR = 2**53
PHOTO = File(id="f1", name="zanzibar.jpg")


def says(words: str, key: str, **more):
    return command("c", VisitorSaid(text=words, draft=key, via="telegram", **more), key)


def edits(message: int, words: str, key: str = "edit"):
    return command("c", VisitorEdited(message=message, text=words), key)


def takes_back(message: int, key: str = "back"):
    return command("c", VisitorWithdrew(message=message), key)


async def said(store: SqlStore, words: str = "My IBAN is zanzibar", **more) -> int:
    await begin(store)
    return (await store.handle(says(words, "one", **more))).first


async def shown(store: SqlStore) -> str:
    line = await SqlInbox(store).line(C, ANN)
    assert line is not None
    return line.preview


async def kept_anywhere(store: SqlStore, word: str) -> list[str]:
    """The tables in which the word stands, whatever they are for."""

    def look(db) -> list[str]:
        return [
            name
            for name in metadata.tables
            if any(word in repr(tuple(row)) for row in db.execute(text(f"SELECT * FROM {name}")))
        ]

    return await store.read(look)


async def found(searching: Searching, word: str) -> list[int]:
    await searching.catch_up()
    return [hit.seq for hit in await searching.find(word, before=FAR, limit=10)]


# ── the inbox's line ──────────────────────────────────────────────────────────────────────────────


async def test_the_line_shows_the_newest_words_of_the_newest_message(store: SqlStore):
    seq = await said(store, "Where is it?")
    await store.handle(edits(seq, "Where is my\norder?"))
    assert await shown(store) == "Where is my order?"


async def test_the_line_shows_files_by_their_names(store: SqlStore):
    await said(store, "", files=(PHOTO,))
    assert await shown(store) == "📎 zanzibar.jpg"


async def test_what_was_said_since_stays_in_the_line(store: SqlStore):
    seq = await said(store)
    await store.handle(claiming(ANN))
    await store.handle(replying("On its way.", "reply"))
    await store.handle(edits(seq, "Where is it?"))
    assert await shown(store) == "On its way."
    await store.handle(takes_back(seq))
    assert await shown(store) == "On its way."


async def test_an_older_message_changes_nothing_in_the_line(store: SqlStore):
    seq = await said(store)
    await store.handle(says("And my refund?", "two"))
    await store.handle(edits(seq, "Where is it?"))
    await store.handle(takes_back(seq))
    assert await shown(store) == "And my refund?"


@pytest.mark.parametrize("after", ["", "And my refund?"])
async def test_in_one_transaction_the_line_shows_what_was_said_last(store: SqlStore, after: str):
    await begin(store)
    number = 2  # after the opening
    commands = [says("My IBAN is zanzibar", "one"), takes_back(number)]
    if after:
        commands.append(says(after, "two"))
    await asyncio.gather(*map(store.handle, commands))
    assert await shown(store) == after
    assert await kept_anywhere(store, "zanzibar") == []


# ── what is left of it ────────────────────────────────────────────────────────────────────────────


async def test_nothing_of_a_message_that_was_taken_back_is_kept(store: SqlStore):
    shows = (Signal(name="entity", score=0.9, words="zanzibar", value="iban:zanzibar"),)
    seq = await said(store, signals=shows, files=(PHOTO,))
    await store.handle(edits(seq, "No, zanzibar it is"))
    await store.handle(wanting())
    assert "package" in await kept_anywhere(store, "zanzibar")
    await store.handle(takes_back(seq))
    assert await kept_anywhere(store, "zanzibar") == []
    emptied = (await store.entries(C, after=seq - 1, limit=1))[0].fact
    assert isinstance(emptied, MessageAdded)
    assert (emptied.text, emptied.files, emptied.signals) == ("", (), ())


async def test_that_it_was_taken_back_stays_known_and_its_place_too(store: SqlStore):
    seq = await said(store)
    await store.handle(says("And my refund?", "two"))
    await store.handle(takes_back(seq))
    log = await store.entries(C)
    assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
    assert isinstance(log[-1].fact, MessageWithdrawn)
    texts = [e.fact.text for e in as_read(log) if isinstance(e.fact, MessageAdded)]
    assert texts == ["And my refund?"]


async def test_the_words_of_others_stay(store: SqlStore):
    seq = await said(store)
    await store.handle(claiming(ANN))
    await store.handle(replying("Zanzibar is not an IBAN.", "reply"))
    await store.handle(takes_back(seq))
    assert "entry" in await kept_anywhere(store, "Zanzibar is not")


async def test_why_a_person_came_quotes_nothing_of_it(store: SqlStore):
    asks = Signal(name="explicit_request", score=0.9, words="zanzibar person")
    seq = await said(store, "Get me a zanzibar person", signals=(asks,))
    log = [entry.fact for entry in await store.entries(C)]
    assert any(isinstance(fact, HandoffRequested) and fact.why.words for fact in log)
    await store.handle(takes_back(seq))
    assert await kept_anywhere(store, "zanzibar") == []


async def test_it_is_found_no_more_and_new_words_are(store: SqlStore):
    searching = Searching(SqlSearchIndex(store))
    seq = await said(store, files=(PHOTO,))
    assert await found(searching, "zanzibar") == [seq]
    assert await found(searching, "iban") == [seq]
    edit = (await store.handle(edits(seq, "My account is timbuktu"))).first
    assert await found(searching, "timbuktu") == [edit]
    await store.handle(takes_back(seq))
    assert await found(searching, "zanzibar") == []
    assert await found(searching, "iban") == []
    assert await found(searching, "timbuktu") == []


async def test_what_was_never_indexed_is_forgotten_as_well(store: SqlStore):
    searching = Searching(SqlSearchIndex(store))
    seq = await said(store)
    await store.handle(takes_back(seq))
    assert await found(searching, "zanzibar") == []
    again = (await store.handle(says("Zanzibar again", "two"))).first
    assert await found(searching, "zanzibar") == [again]


# ── the same again ────────────────────────────────────────────────────────────────────────────────


async def test_a_message_that_comes_again_with_files_fetched_anew_is_the_same(store: SqlStore):
    await begin(store)
    first = await store.handle(says("", "one", files=(File(id="f1", name="a.jpg"),)))
    again = await store.handle(says("", "one", files=(File(id="f2", name="a.jpg"),)))
    assert (again.first, again.replayed) == (first.first, True)


async def test_new_words_that_come_again_are_felt_once(store: SqlStore):
    seq = await said(store)
    shows = (Signal(name="topic", score=0.9, value="billing"),)
    input = VisitorEdited(message=seq, text="Where is it?", signals=shows)
    first = await store.handle(command("c", input, "edit"))
    again = await store.handle(edits(seq, "Where is it?"))
    assert (again.first, again.replayed) == (first.first, True)
    assert (await store.profile(MAIN)).id == MAIN
