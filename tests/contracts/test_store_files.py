"""Files are kept, found, shared, fetched and forgotten alike on both databases."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.files import made
from tests.files.cabinet import Cabinet, Scans, cabinet
from tests.shell import HOUR, MINUTE, SECOND, Clock, OpenStore, command, opening
from warmline.core.inputs import VisitorSaid, VisitorWithdrew
from warmline.core.model import ConversationId, File
from warmline.flow.channels import Remote
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.file_parts import (
    VISITOR,
    BadFile,
    Incoming,
    Stored,
    TooManyFiles,
    UnknownFile,
)
from warmline.store import tables as t
from warmline.store.sql import SqlStore

C = ConversationId("c")
PICTURE = made.picture()


@pytest.fixture
def desk(store: SqlStore, tmp_path: Path) -> Cabinet:
    return cabinet(store, tmp_path / "files")


def sent(content: bytes = PICTURE, name: str = "a.png", **more) -> Incoming:
    given = {"conversation": C, "owner": VISITOR, "claimed": "image/png", **more}
    return Incoming(name=name, content=content, **given)


async def say(store: SqlStore, *files: File, id: str = "m1", text: str = "look"):
    await store.handle(opening())
    return await store.handle(command("c", VisitorSaid(text=text, draft=id, files=files), id))


async def the(desk: Cabinet, id: str) -> Stored:
    found = await desk.files.by_id(id)
    assert found is not None
    return found


# ── what is put up ────────────────────────────────────────────────────────────────────────────────


async def test_a_file_that_is_put_up_is_ready_and_can_be_read(desk):
    stored = await desk.files.put(sent(made.PDF, "invoice.pdf", claimed="text/html"))
    assert (stored.state, stored.type, stored.size) == ("ready", "application/pdf", len(made.PDF))
    assert await the(desk, stored.id) == stored
    assert await desk.files.read(stored, 0, 8) == b"%PDF-1.7"


async def test_a_picture_has_a_thumbnail_and_other_files_have_none(desk):
    picture, paper = await desk.files.put(sent()), await desk.files.put(sent(made.PDF))
    assert (picture.thumbnail, paper.thumbnail) == (True, False)
    assert await desk.files.read(picture, thumbnail=True) == b"a small picture"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"x" * 20_001, "too_large"),
        (made.HTML, "type"),
        (made.SVG, "type"),
        (made.JAR, "type"),
        (made.MACROS, "type"),
        (b"\0\1\2", "type"),
    ],
)
async def test_what_is_not_taken_leaves_no_trace(store, tmp_path, content, why):
    desk = cabinet(store, tmp_path / "files", most=20_000)
    with pytest.raises(BadFile) as refused:
        await desk.files.put(sent(content, "photo.png"))
    assert refused.value.why == why
    assert desk.kept() == set()
    assert await desk.files.by_ids(["file0001"]) == {}


async def test_one_conversation_has_only_so_many_files_that_nobody_sent(store, tmp_path):
    desk = cabinet(store, tmp_path / "files", unsent=2)
    for _ in range(2):
        await desk.files.put(sent())
    with pytest.raises(TooManyFiles):
        await desk.files.put(sent())
    await desk.files.put(sent(conversation=ConversationId("another")))


async def test_one_conversation_and_all_together_take_only_so_many_bytes(store, tmp_path):
    desk = cabinet(store, tmp_path / "files", conversation=2_000, all=3_000)
    await desk.files.put(sent(b"a" * 1_500))
    with pytest.raises(TooManyFiles):
        await desk.files.put(sent(b"b" * 600))
    await desk.files.put(sent(b"b" * 1_400, conversation=ConversationId("another")))
    with pytest.raises(Temporary):
        await desk.files.put(sent(b"b" * 200, conversation=ConversationId("a third")))


async def test_the_same_bytes_are_kept_once_until_the_last_file_of_them_goes(desk, store, clock):
    one, two = await desk.files.put(sent()), await desk.files.put(sent(name="b.png"))
    assert (one.id != two.id, one.blob == two.blob) == (True, True)
    assert len(desk.kept()) == 2  # the picture and its thumbnail
    await say(store, File(id=two.id, name="b.png"))
    clock.move(25 * HOUR)
    await desk.filing()
    assert await desk.files.by_id(one.id) is None
    assert await desk.files.read(two) == PICTURE


async def test_the_same_bytes_put_up_at_once_are_whole_for_both(desk):
    both = await asyncio.gather(*(desk.files.put(sent(name=f"{n}.png")) for n in range(4)))
    for stored in both:
        assert await desk.files.read(stored) == PICTURE


# ── what goes with a message ──────────────────────────────────────────────────────────────────────


async def test_a_message_takes_its_senders_own_files_and_no_others(desk):
    mine = await desk.files.put(sent())
    theirs = await desk.files.put(sent(owner="operator:ann"))
    elsewhere = await desk.files.put(sent(conversation=ConversationId("d")))
    [taken] = await desk.files.claim(C, VISITOR, [mine.id], "m1")
    assert (taken.id, taken.type, taken.size) == (mine.id, "image/png", mine.size)
    for ids in ([theirs.id], [elsewhere.id], ["nothing"], [mine.id, mine.id], [mine.id] * 11):
        with pytest.raises(UnknownFile):
            await desk.files.claim(C, VISITOR, ids, "m1")


async def test_a_file_goes_with_one_message_and_with_that_one_again(desk, store):
    stored = await desk.files.put(sent())
    taken = await desk.files.claim(C, VISITOR, [stored.id], "m1")
    outcome = await say(store, *taken)
    assert (await the(desk, stored.id)).message == outcome.first
    assert await desk.files.claim(C, VISITOR, [stored.id], "m1") == taken
    with pytest.raises(UnknownFile):
        await desk.files.claim(C, VISITOR, [stored.id], "m2")


async def test_what_no_message_has_is_forgotten_after_a_day_and_what_one_has_is_not(
    desk, store, clock: Clock
):
    left, used = await desk.files.put(sent()), await desk.files.put(sent(made.PDF))
    await say(store, *(await desk.files.claim(C, VISITOR, [used.id], "m1")))
    await desk.filing()
    clock.move(23 * HOUR)
    await desk.filing()
    assert await desk.files.by_id(left.id)
    clock.move(2 * HOUR)
    await desk.filing()
    assert await desk.files.by_id(left.id) is None
    assert desk.kept() == {used.blob}
    assert await desk.files.read(used) == made.PDF


async def test_a_message_that_is_taken_back_takes_its_files_along(desk, store, clock: Clock):
    stored = await desk.files.put(sent())
    await store.handle(opening())
    taken = await desk.files.claim(C, VISITOR, [stored.id], "m1")
    said = VisitorSaid(text="look", draft="m1", files=taken, via="telegram")
    seq = (await store.handle(command("c", said, "m1"))).first
    await store.handle(command("c", VisitorWithdrew(message=seq), "gone"))
    assert (await the(desk, stored.id)).state == "withdrawn"
    assert await desk.files.content(taken[0]) is None
    await desk.filing()
    assert await desk.files.by_id(stored.id) is None
    assert desk.kept() == set()


# ── what comes by a channel ───────────────────────────────────────────────────────────────────────


async def test_a_file_of_a_channel_waits_until_it_was_fetched_and_the_screens_hear_of_it(desk):
    remote = Remote(reference="r1", name="holiday", type="image/png; x=y", size=9)
    file = await desk.files.expect(C, "tg", remote)
    assert file == await desk.files.expect(C, "tg", remote)
    assert (file.name, file.type, file.size) == ("holiday.png", "image/png", 9)
    with pytest.raises(Temporary):
        await desk.files.content(file)
    desk.channel.holds["r1"] = PICTURE
    await desk.filing()
    attachment = await desk.files.content(file)
    assert attachment is not None
    assert (attachment.content, attachment.medium) == (PICTURE, "image")
    assert [(one.kind, one.text) for one in desk.told] == [("file", file.id)]
    assert desk.channel.asked == ["tg/r1"]


async def test_a_file_that_comes_along_is_there_at_once(desk):
    file = await desk.files.expect(C, "mail", Remote(reference="r", name="a", content=made.PDF))
    attachment = await desk.files.content(file)
    assert attachment is not None
    assert attachment.file.name == "a.pdf"
    again = Remote(reference="r", name="a", content=made.PDF)
    assert await desk.files.expect(C, "mail", again) == file
    assert desk.channel.asked == []


async def test_a_bad_file_of_a_channel_is_refused_with_the_reason_and_its_bytes_are_not_kept(desk):
    remote = Remote(reference="r", name="photo.png", content=made.HTML)
    file = await desk.files.expect(C, "mail", remote)
    stored = await the(desk, file.id)
    assert (stored.state, stored.why, stored.blob) == ("refused", "type", "")
    assert await desk.files.content(file) is None
    assert desk.kept() == set()


async def test_a_file_that_says_it_is_too_large_is_not_even_fetched(desk):
    file = await desk.files.expect(C, "tg", Remote(reference="r", size=10**9))
    await desk.filing()
    stored = await the(desk, file.id)
    assert (stored.state, stored.why) == ("refused", "too_large")
    assert desk.channel.asked == []


async def test_a_file_that_cannot_be_fetched_now_is_fetched_later_ever_more_patiently(desk, clock):
    file = await desk.files.expect(C, "tg", Remote(reference="r"))
    await desk.filing()
    await desk.filing()
    assert len(desk.channel.asked) == 1
    desk.channel.holds["r"] = made.PDF
    clock.move(3 * SECOND)
    await desk.filing()
    assert (await the(desk, file.id)).state == "ready"


async def test_a_file_that_its_provider_does_not_hand_out_is_refused(desk):
    file = await desk.files.expect(C, "tg", Remote(reference="r"))
    desk.channel.holds["r"] = Permanent("too old")
    await desk.filing()
    assert (await the(desk, file.id)).why == "unreachable"


async def test_a_file_that_never_comes_is_given_up_in_the_end(desk, clock: Clock):
    file = await desk.files.expect(C, "tg", Remote(reference="r"))
    await say(desk.rows._store, file)
    for _ in range(25):
        await desk.filing()
        clock.move(11 * MINUTE)
    assert (await the(desk, file.id)).why == "unreachable"
    assert len(desk.channel.asked) == 20


async def test_two_processes_fetch_a_file_once(open_store: OpenStore, tmp_path: Path):
    one, two = (cabinet(open_store(), tmp_path / "files") for _ in range(2))
    two.channel.holds = one.channel.holds = {"r": made.PDF}
    await one.files.expect(C, "tg", Remote(reference="r"))
    await asyncio.gather(one.filing(), two.filing())
    assert len(one.channel.asked) + len(two.channel.asked) == 1


async def test_what_a_process_that_died_had_taken_up_is_fetched_by_another(desk, clock: Clock):
    file = await desk.files.expect(C, "tg", Remote(reference="r"))
    assert len(await desk.rows.claim(lease=3 * MINUTE, limit=9)) == 1
    desk.channel.holds["r"] = made.PDF
    await desk.filing()
    assert desk.channel.asked == []
    clock.move(4 * MINUTE)
    await desk.filing()
    assert (await the(desk, file.id)).state == "ready"


async def test_a_file_whose_bytes_did_not_get_there_is_fetched_anew(desk, clock: Clock):
    file = await desk.files.expect(C, "tg", Remote(reference="r"))
    stored = await the(desk, file.id)
    await desk.rows.lodge(replace(stored, blob="ab/gone", sha256="ab"), 0, fresh=False)
    desk.channel.holds["r"] = made.PDF
    await desk.filing()
    assert await desk.files.read(await the(desk, file.id)) == made.PDF


@pytest.mark.parametrize("swept", [False, True])
async def test_what_is_taken_back_while_it_is_fetched_leaves_no_bytes(desk, store, swept):
    file = await desk.files.expect(C, "tg", Remote(reference="r"))

    async def fetch() -> bytes:
        await store.write(lambda db: _withdrawn(db, file.id))
        if swept:
            await desk.files.sweep(0)
        return made.PDF

    stored = await the(desk, file.id)
    await desk.files.try_to_take(stored, await fetch())
    await desk.filing()
    assert await desk.files.by_id(file.id) is None
    assert desk.kept() == set()


async def test_what_is_taken_back_and_swept_while_it_is_scanned_leaves_no_bytes(store, tmp_path):
    async def scan(_: bytes) -> str:
        await store.write(lambda db: _withdrawn(db, file.id))
        await desk.files.sweep(0)
        return ""

    desk = cabinet(store, tmp_path / "files", scan=scan)
    file = await desk.files.expect(C, "tg", Remote(reference="r"))
    desk.channel.holds["r"] = made.PDF
    await desk.filing()
    assert await desk.files.by_id(file.id) is None
    assert desk.kept() == set()


# ── what is scanned ───────────────────────────────────────────────────────────────────────────────


async def test_what_holds_a_virus_is_refused_and_its_bytes_are_gone(store, tmp_path):
    desk = cabinet(store, tmp_path / "files", scan=Scans(virus="Eicar"))
    with pytest.raises(BadFile) as refused:
        await desk.files.put(sent())
    assert refused.value.why == "virus"
    stored = await the(desk, "file0001")
    assert (stored.state, stored.why, stored.blob) == ("refused", "virus", "")
    assert desk.kept() == set()
    with pytest.raises(UnknownFile):
        await desk.files.claim(C, VISITOR, [stored.id], "m1")


async def test_while_the_scanner_is_away_a_file_waits_and_nobody_gets_it(store, tmp_path, clock):
    scans = Scans(away=True)
    desk = cabinet(store, tmp_path / "files", scan=scans)
    stored = await desk.files.put(sent())
    [file] = await desk.files.claim(C, VISITOR, [stored.id], "m1")
    await say(store, file)
    for _ in range(30):
        clock.move(11 * MINUTE)
        await desk.filing()
    assert (await the(desk, stored.id)).state == "waiting"
    with pytest.raises(Temporary):
        await desk.files.content(file)
    scans.away = False
    clock.move(11 * MINUTE)
    await desk.filing()
    assert (await the(desk, stored.id)).state == "ready"
    assert scans.seen == [PICTURE]
    assert desk.told[-1].text == stored.id


async def test_what_was_taken_back_while_it_was_scanned_stays_so(store, tmp_path, desk):
    stored = await desk.files.put(sent())
    await store.write(lambda db: _withdrawn(db, stored.id))
    await desk.rows.settle(stored, None)
    assert (await the(desk, stored.id)).state == "withdrawn"


def _withdrawn(db, id: str) -> None:
    db.execute(update(t.file).where(t.file.c.id == id).values(state="withdrawn"))
