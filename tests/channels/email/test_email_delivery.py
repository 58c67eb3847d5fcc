"""There and back again: over a real Exim, into and out of a real Dovecot."""

import asyncio
from email.message import EmailMessage

import pytest

from tests.channels.email.office import Office, Taken, mail, opened, outgoing, setup_of, until
from warmline.channels.email.heads import Mailer
from warmline.core.model import Author, File
from warmline.flow.channels import Attachment, Outgoing, Receipt, Said
from warmline.flow.failures import Permanent, Temporary
from warmline.testing.email import ADDRESS, PASSWORD, Email


async def heard(office: Office, taken: Taken, count: int = 1) -> Said:
    await until(lambda: len(taken.texts) >= count)
    *_, newest = (one for one in taken.events if isinstance(one, Said))
    return newest


def reply(to: EmailMessage, text: str, sender: str) -> bytes:
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = sender, to["Reply-To"], to["Subject"]
    answer["In-Reply-To"] = answer["References"] = to["Message-ID"]
    answer["Message-ID"] = f"<{abs(hash(text))}@example.com>"
    answer.set_content(f"{text}\n\nOn 3 May 2026, {to['From']} wrote:\n> {to.get_content()}")
    return answer.as_bytes()


async def test_a_question_its_answer_and_what_they_say_to_that_are_one_thread(office: Office):
    taken = Taken()
    async with office.receiving(taken) as adapter:
        await office.arrives(mail("Where is my lamp? 💡", From=f"Eve <{office.visitor}>"))
        first = await heard(office, taken)
        id = await adapter.send(outgoing(first, "Which one? Größe 漢字"))
        (came,) = await office.got(1)
        assert came["Message-ID"] == id
        assert came.get_content().startswith("Which one? Größe 漢字")
        assert came["Return-Path"] == "<>"  # as a robot's mail leaves
        await office.arrives(reply(came, "The red one.", office.visitor))
        second = await heard(office, taken, 2)
    assert (second.thread, second.text, second.answers) == (first.thread, "The red one.", id)
    assert second.aside == ""


async def test_a_person_writes_under_their_name_with_a_file_and_it_may_come_back(office: Office):
    taken = Taken()
    file = Attachment(
        file=File(id="f", name="Plan Größe.pdf", type="application/pdf"),
        medium="document",
        content=b"%PDF" * 9999,
    )
    async with office.receiving(taken) as adapter:
        await office.arrives(mail("Hello?", From=office.visitor))
        said = await heard(office, taken)
        by_ann = {"author": Author.OPERATOR, "speaker": "Ann"}
        await adapter.send(outgoing(said, "The plan", file=file, **by_ann))
        (came,) = await office.got(1)
        (part,) = came.iter_attachments()
        assert (part.get_filename(), part.get_content()) == ("Plan Größe.pdf", b"%PDF" * 9999)
        assert came["Return-Path"] == f"<{office.address}>"


async def test_a_mail_that_comes_back_is_a_receipt(office: Office):
    taken = Taken()
    thread = office.tags.thread("<1@x>", _mailer("gone@example.com"), proved=False)
    async with office.receiving(taken) as adapter:
        gone = Outgoing(
            key="k1",
            thread=thread,
            text="Hello?",
            author=Author.OPERATOR,
            notes={"to": "gone@example.com"},
        )
        id = await adapter.send(gone)
        await until(lambda: bool(taken.events))
    (receipt,) = taken.events
    assert isinstance(receipt, Receipt)
    assert (receipt.state, receipt.thread, receipt.ids) == ("failed", thread, (id,))
    assert receipt.why.startswith("5.")


async def test_what_their_server_tells_later_is_a_receipt_too():
    provider, taken = Email(), Taken()
    async with provider.open():
        setup = setup_of(ADDRESS, provider.imap_port, provider.smtp_port, password=PASSWORD)
        task = asyncio.create_task(opened(setup).receive(taken))
        await provider.say("ada", "Hello?")
        await until(lambda: len(taken.events) == 1)
        by_ann = {"author": Author.OPERATOR, "speaker": "Ann"}
        id = await opened(setup).send(outgoing(taken.events[0], "Yes?", **by_ann))
        await provider.come_back("ada", "5.2.2", "mailbox full")
        await until(lambda: len(taken.events) == 2)
        task.cancel()
        await asyncio.wait([task])
    receipt = taken.events[1]
    assert isinstance(receipt, Receipt)
    assert (receipt.ids, receipt.why) == ((id,), "5.2.2 550 5.2.2 mailbox full")
    assert provider.faults == []


async def test_with_its_own_envelope_sender_also_an_automatic_mail_comes_back(office: Office):
    taken = Taken()
    async with office.receiving(taken, envelope="own") as adapter:
        await adapter.send(Outgoing(key="k1", thread="gone@example.com", text="Hello?"))
        await until(lambda: bool(taken.events))


def _mailer(address: str) -> Mailer:
    return Mailer(name="", address=address)


@pytest.mark.parametrize(
    ("to", "kind", "words"),
    [
        ("nobody@example.com", Permanent, "550 5.1.1 There is nobody of that name"),
        ("later@example.com", Temporary, "451 4.2.1 Come again later"),
    ],
)
async def test_a_refusal_is_told_in_the_servers_words(office: Office, to, kind, words):
    with pytest.raises(kind, match=words) as caught:
        await opened(office.setup()).send(Outgoing(key="k1", thread=to, text="x"))
    assert to not in str(caught.value)


async def test_a_wrong_password_for_sending_is_for_good(office: Office):
    adapter = opened(office.setup(smtp_user="x@shop.test", password="wrong"))
    with pytest.raises(Permanent, match="535"):
        await adapter.send(Outgoing(key="k1", thread="eve@example.com", text="x"))


async def test_a_server_that_is_away_is_tried_again(office: Office):
    with pytest.raises(Temporary, match="cannot be reached"):
        await opened(office.setup(smtp_port="1")).send(Outgoing(key="k", thread="a@b.cd", text="x"))


@pytest.mark.parametrize("which", ["imap", "smtp"])
async def test_a_server_inside_is_reached_only_where_the_settings_allow_it(
    office: Office, which: str
):
    adapter = opened(office.setup(**{f"{which}_host": "10.0.0.1"}))
    work = adapter.receive(Taken())
    if which == "smtp":
        work.close()
        work = adapter.send(Outgoing(key="k", thread="a@b.cd", text="x"))
    with pytest.raises(Permanent, match=r"external\.networks"):
        await work


async def test_automatic_mails_to_one_thread_end(office: Office):
    taken = Taken()
    async with office.receiving(taken) as adapter:
        await office.arrives(mail("Hello?", From=office.visitor))
        said = await heard(office, taken)
        for n in range(5):
            await adapter.send(outgoing(said, key=f"k{n}"))
        with pytest.raises(Permanent, match="held back"):
            await adapter.send(outgoing(said, key="k5"))
        await adapter.send(outgoing(said, key="k6", author=Author.OPERATOR, speaker="Ann"))


async def test_the_check_says_what_is_well_and_what_is_not(office: Office):
    found = {one.step: one for one in await opened(office.setup()).check("")}
    assert all(one.well for one in found.values()), found
    assert "SPF" in found["Arriving"].words
    wrong = {
        one.step: one for one in await opened(office.setup(password="no", authserv="")).check("")
    }
    assert [step for step, one in wrong.items() if not one.well] == [
        "Reading",
        "Sending",
        "Senders",
    ]
    assert all(one.remedy for one in wrong.values() if not one.well)


async def test_a_mail_for_a_conversation_of_the_web_goes_there_and_nowhere_else(office: Office):
    taken, web = Taken(), []

    async def continued(raw: bytes) -> bool:
        web.append(raw)
        return b"for the web" in raw

    adapter = opened(office.setup(), continued=continued)
    await asyncio.to_thread(office.put, mail("for the web"), mail("for the channel"))
    task = asyncio.create_task(adapter.receive(taken))
    await office.settled()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert taken.texts == ["for the channel"]
    assert len(web) == 2
