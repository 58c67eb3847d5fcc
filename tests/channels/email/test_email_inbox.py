"""Mail comes in from a real mailbox: at once, each letter once, none lost whatever breaks."""

import asyncio
import shutil
import subprocess
import time
from dataclasses import replace
from random import Random

import pytest

from tests.channels.email.office import Office, Taken, at_once, mail, opened, setup_of, until
from tests.services import Server, running_dovecot
from tools.services import dovecot
from warmline.flow.channels import Said, Unread
from warmline.flow.failures import Permanent, Temporary
from warmline.testing.email import ADDRESS, PASSWORD, Email


async def test_a_mail_is_taken_in_and_marked_only_then(office: Office):
    taken = Taken()
    states = []

    async def look(_):
        states.append(await asyncio.to_thread(office.unread))

    taken.before = look
    await asyncio.to_thread(office.put, mail("Hello"))
    async with office.receiving(taken):
        await office.settled()
    assert taken.texts == ["Hello"]
    assert len(states[0]) == 1
    with office.box() as box:
        assert box.uids("KEYWORD $Warmline SEEN") == box.uids()


async def test_the_server_tells_of_new_mail_at_once(office: Office):
    taken = Taken()
    async with office.receiving(taken, every="3600") as adapter:
        assert any(
            one.step == "New mail" and "at once" in one.words for one in await adapter.check("")
        )
        began = time.monotonic()
        await office.arrives(mail("Hello", From=office.visitor))
        async with asyncio.timeout(30):
            await taken.came.wait()
        await office.settled()
    assert taken.texts == ["Hello"]
    assert time.monotonic() - began < 45  # the next look would be after a minute


async def test_a_restart_before_the_mark_takes_the_same_event_again_under_the_same_id(
    office: Office,
):
    """Arrivals feel an event once by its id: so a crash anywhere costs nothing."""
    first, second = Taken(), Taken()

    async def dies(_):
        raise asyncio.CancelledError

    first.after = dies
    await asyncio.to_thread(office.put, mail("Hello"))
    with pytest.raises(asyncio.CancelledError):
        await opened(office.setup()).receive(first)
    assert len(office.unread()) == 1
    async with office.receiving(second):
        await office.settled()
    assert first.events == second.events


async def test_what_cannot_be_committed_stays_and_comes_again(office: Office):
    taken = Taken()
    tries = []

    async def away(_):
        tries.append(1)
        if len(tries) < 3:
            raise Temporary("the store is away")

    taken.before = away
    await asyncio.to_thread(office.put, mail("One"), mail("Two"))
    async with office.receiving(taken):
        await office.settled()
    assert taken.texts == ["One", "Two"]


async def test_a_letter_that_breaks_us_is_flagged_shown_and_holds_up_no_others(office: Office):
    taken = Taken()

    async def breaks(events):
        if any(isinstance(one, Said) and one.text == "Poison" for one in events):
            raise KeyError("bug")

    taken.before = breaks
    await asyncio.to_thread(office.put, mail("Poison"), mail("Fine"))
    async with office.receiving(taken):
        await office.settled()
    assert taken.texts == ["Fine"]
    assert [one.what for one in taken.events if isinstance(one, Unread)] == [
        "a mail that cannot be read (it broke us (KeyError))"
    ]
    with office.box() as box:
        assert len(box.uids("FLAGGED")) == 1


async def test_a_trap_is_flagged_and_never_looked_at_again(office: Office):
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(1500)
    )
    taken = Taken()
    await asyncio.to_thread(office.put, b"From: m@evil.test\r\n" + deep, mail("Fine"))
    async with office.receiving(taken):
        await office.settled()
    assert [type(one).__name__ for one in taken.events] == ["Unread", "Said"]
    with office.box() as box:
        assert len(box.uids("FLAGGED")) == 1


async def test_a_mail_that_a_person_read_first_is_taken_in_all_the_same(office: Office):
    taken = Taken()
    async with office.receiving(taken):
        await asyncio.to_thread(office.put, mail("One"))
        await office.settled()
        with office.box() as box:
            box.append(mail("Two"), flag_set=["\\Seen"])
        await until(lambda: len(taken.texts) == 2)
    assert taken.texts == ["One", "Two"]


async def test_what_was_read_before_the_channel_was_made_stays_where_it_is(office: Office):
    with office.box() as box:
        box.append(mail("Old"), flag_set=["\\Seen"])
    taken = Taken()
    async with office.receiving(taken):
        await asyncio.to_thread(office.put, mail("New"))
        await office.settled()
    assert taken.texts == ["New"]


async def test_a_large_letter_comes_whole_up_to_the_bound_and_beyond_it_its_words(office: Office):
    picture = b"A" * 76 + b"\r\n"
    head = b"Content-Type: multipart/mixed; boundary=b\r\nFrom: eve@example.com\r\n\r\n"
    file = b"Content-Type: image/png; name=lamp.png\r\nContent-Transfer-Encoding: base64"
    head += b"--b\r\n\r\nWords\r\n"
    file = b"--b\r\n" + file + b"\r\n\r\n"
    taken = Taken()
    await asyncio.to_thread(
        office.put,
        head + file + picture * 20_000 + b"--b--\r\n",
        b"X: y\r\n" + head + file + picture * 60_000 + b"--b--\r\n",
    )
    async with office.receiving(taken, most_mib="2"):
        await office.settled()
    whole, cut = taken.events
    assert [one.size for one in whole.files] == [20_000 * 57]
    assert cut.files == ()
    assert cut.text == "Words\n\n📎 lamp.png (not kept: too large, or too many)"


async def test_a_file_is_found_again_in_the_mailbox(office: Office):
    raw = mail("x").replace(
        b"\r\n\r\nx",
        b"\r\nContent-Type: text/csv; name=a.csv\r\nContent-Disposition: attachment\r\n\r\n1,2",
    )
    taken = Taken()
    await asyncio.to_thread(office.put, raw)
    async with office.receiving(taken) as adapter:
        await office.settled()
        [said] = taken.events
        [file] = said.files
        bare = type(file)(reference=file.reference, name=file.name, type=file.type, size=file.size)
        assert (await adapter.fetch(bare, 100)).strip() == b"1,2"
        with pytest.raises(Permanent):
            await adapter.fetch(bare, 2)


async def test_a_file_is_never_taken_from_another_mail_under_the_same_id(office: Office):
    head = "Content-Type: text/csv\r\nContent-Disposition: attachment\r\n\r\n"
    one, two = (mail("x", Message_ID="<same@x.test>") for _ in "ab")
    one, two = (
        raw.replace(b"\r\nx", head.encode() + said) for raw, said in ((one, b"1"), (two, b"2"))
    )
    taken = Taken()
    await asyncio.to_thread(office.put, one, two)
    async with office.receiving(taken) as adapter:
        await office.settled()
        for said in taken.events:
            [file] = said.files
            found = await adapter.fetch(replace(file, content=b""), 100)
            assert found == file.content


async def test_a_server_that_does_not_tell_is_asked_now_and_then():
    provider, taken, pauses = Email(), Taken(), list[float]()
    provider.imap.tells = False

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        await provider.say("ada", f"No. {len(pauses)}")

    async with provider.open():
        setup = setup_of(ADDRESS, provider.imap_port, 1, password=PASSWORD, every="45")
        receiving = opened(setup).receiving()
        receiving.sleep = pause
        task = asyncio.create_task(receiving.run(taken))
        await until(lambda: len(taken.events) > 3)
        task.cancel()
        await asyncio.wait([task])
    assert taken.texts[:3] == ["No. 1", "No. 2", "No. 3"]
    assert set(pauses) == {45.0}
    assert provider.faults == []


async def test_a_wrong_password_is_told_and_not_tried_again(office: Office):
    with pytest.raises(Permanent, match="refused the user or the password"):
        await opened(office.setup(password="wrong")).receive(Taken())
    with pytest.raises(Permanent, match="no folder"):
        await opened(office.setup(folder="Nowhere")).receive(Taken())


async def test_a_mailbox_that_stays_away_is_told_after_a_few_tries(office: Office):
    receiving, pauses = opened(office.setup(imap_port="1")).receiving(), list[float]()

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    receiving.sleep, receiving.jitter = pause, lambda: 0.5
    with pytest.raises(Temporary, match="cannot be connected to"):
        await receiving.run(Taken())
    assert pauses == [1.0, 2.0, 4.0]


def mishaps(dice: Random, provider: Email) -> Taken:
    """Fetches that break off, lost connections, new numbers, a store that is away, restarts."""

    async def before(_) -> None:
        if dice.random() < 0.1:
            raise Temporary("the store is away")

    async def after(_) -> None:
        match dice.randrange(12):
            case 0:
                provider.imap.breaks = dice.randint(1, 3)
            case 1:
                await provider.imap.cut()
            case 2:
                provider.folder.renumber()
                await provider.imap.cut()
            case 3:
                raise asyncio.CancelledError  # the process ends before the letter is marked
            case _:
                pass

    return Taken(before=before, after=after)


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_breaks_each_letter_comes_in_and_comes_as_one(seed: int):
    provider = Email()
    taken = mishaps(Random(seed), provider)
    said = [f"No. {n}" for n in range(40)]
    async with provider.open(), asyncio.timeout(90):
        setup = setup_of(ADDRESS, provider.imap_port, 1, password=PASSWORD)
        sending = asyncio.create_task(_say(provider, said))
        while provider.folder.unread() or not sending.done():
            receiving = opened(setup).receiving()
            receiving.sleep = at_once
            task = asyncio.create_task(receiving.run(taken))
            read = asyncio.create_task(_read(provider, sending))
            await asyncio.wait({task, read}, return_when=asyncio.FIRST_COMPLETED)
            task.cancel()
            read.cancel()
            await asyncio.wait({task, read})
    assert list(dict.fromkeys(taken.texts)) == said
    assert len({one.id for one in taken.events}) == len(said)
    assert provider.faults == []


async def _say(provider: Email, words: list[str]) -> None:
    for text in words:
        await provider.say("ada", text)
        await asyncio.sleep(0.005)


async def _read(provider: Email, sending: asyncio.Task[None]) -> None:
    """Until all was said and nothing is unread."""
    await asyncio.wait({sending})
    while provider.folder.unread():
        await asyncio.sleep(0.01)


async def test_nothing_is_lost_or_doubled_over_a_restart_of_the_server_and_new_numbers(
    office: Office,
):
    """The server ends in the middle of a fetch, and comes back with another UIDVALIDITY."""
    program = dovecot()
    assert program
    taken = Taken()
    with running_dovecot(program) as first:
        office.imap = first.port
        await asyncio.to_thread(office.put, *(mail(f"No. {n}") for n in range(20)))

        async def cut(_):
            if len(taken.events) == 7:
                _cut(first)

        taken.after = cut
        adapter = opened(office.setup())
        task = asyncio.create_task(adapter.receive(taken))
        await until(lambda: len(taken.events) >= 20)
        await office.settled()
        for index in (first.folder / office.address / "Maildir").glob("dovecot*"):
            index.unlink()  # all numbers are given anew
        _cut(first)
        await asyncio.to_thread(office.put, mail("After"))
        await until(lambda: "After" in taken.texts)
        await office.settled()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    ids = [one.id for one in taken.events]
    assert list(dict.fromkeys(taken.texts)) == [*(f"No. {n}" for n in range(20)), "After"]
    assert len(set(ids)) == 21


def _cut(server: Server) -> None:
    """All of its connections end, as if it were started anew."""
    assert shutil.which("doveadm")
    subprocess.run(
        ["doveadm", "-c", server.folder / "dovecot.conf", "kick", "*"],
        check=False,
        capture_output=True,
    )
