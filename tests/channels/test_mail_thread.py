"""A conversation goes on by mail and comes back: over real SMTP, from a real mailbox."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import uuid4

import pytest
from aiosmtpd.smtp import SMTP
from imap_tools import MailBoxUnencrypted

from tests.services import MAILBOX_PASSWORD, Server
from tests.web.conftest import serving, until
from tests.web.scripted import Quick
from warmline.channels.mail.codes import Codes
from warmline.core.facts import MessageAdded
from warmline.core.inputs import OperatorClaimed, OperatorResolved, OperatorSaid
from warmline.core.model import Author, ConversationId, OperatorId
from warmline.flow.ports import Command
from warmline.settings import ImapSettings, Settings, SmtpSettings

EVE = "eve@example.com"
ANN = OperatorId("ann")


@dataclass
class Sent:
    """The visitor's mail server: what arrived there."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    refuse: str = ""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.refuse:
            return self.refuse
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@dataclass
class Shop:
    """An installation with a mailbox, and a visitor who left their address."""

    server: object
    sent: Sent
    mailbox: str
    imap_port: int
    id: ConversationId = field(default_factory=lambda: ConversationId(""))

    @property
    def store(self):
        return self.server.installation.store

    @property
    def codes(self) -> Codes:
        return Codes(secret=self.server.installation.secret, address=self.mailbox)

    async def operator(self, *words: str) -> list[EmailMessage]:
        """Ann says it; the mails that bring it to the visitor."""
        before = len(self.sent.mails)
        now = await self.store.conversation(self.id)
        if now.operator is None:
            await self.store.handle(Command(self.id, OperatorClaimed(operator=ANN), uuid4().hex))
        for text in words:
            input = OperatorSaid(operator=ANN, text=text)
            await self.store.handle(Command(self.id, input, uuid4().hex))
        await until(lambda: len(self.sent.mails) == before + len(words))
        return self.sent.mails[before:]

    def put(self, *mails: EmailMessage | bytes) -> None:
        """Mail arrives."""
        with MailBoxUnencrypted("127.0.0.1", self.imap_port).login(
            self.mailbox, MAILBOX_PASSWORD
        ) as box:
            for mail in mails:
                box.append(mail if isinstance(mail, bytes) else mail.as_bytes())

    async def arrived(self, *mails: EmailMessage | bytes) -> None:
        """They were put into the mailbox, and looked at."""
        await asyncio.to_thread(self.put, *mails)
        async with asyncio.timeout(30):
            while await asyncio.to_thread(self._unread):
                await asyncio.sleep(0.02)

    def _unread(self) -> bool:
        with MailBoxUnencrypted("127.0.0.1", self.imap_port).login(
            self.mailbox, MAILBOX_PASSWORD
        ) as box:
            return bool(box.uids("UNSEEN"))

    async def said(self) -> list[str]:
        """What the visitor said, oldest first."""
        log = await self.store.entries(self.id)
        facts = [entry.fact for entry in log if isinstance(entry.fact, MessageAdded)]
        return [fact.text for fact in facts if fact.author is Author.VISITOR]


def reply(to: EmailMessage, text: str, **more: str) -> EmailMessage:
    """As a mail program answers."""
    mail = EmailMessage()
    mail["From"] = more.get("sender", f"Eve <{EVE}>")
    mail["To"] = more.get("address", to["Reply-To"])
    mail["Subject"] = more.get("subject", to["Subject"])
    mail["Message-ID"] = more.get("id", f"<{uuid4().hex}@example.com>")
    if more.get("threaded", "yes") == "yes":
        mail["In-Reply-To"] = to["Message-ID"]
        mail["References"] = f"{to.get('References', '')} {to['Message-ID']}".strip()
    quoted = "\n".join(f"> {line}" for line in to.get_content().splitlines())
    mail.set_content(f"{text}\n\nOn 3 May 2026, Shop <{to['From']}> wrote:\n\n{quoted}\n")
    return mail


@asynccontextmanager
async def smtp_server() -> AsyncIterator[Sent]:
    sent, loop = Sent(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(sent, loop=loop), "127.0.0.1", 0)
    sent.port = server.sockets[0].getsockname()[1]
    try:
        yield sent
    finally:
        server.close()
        await server.wait_closed()


@pytest.fixture
async def shop(tmp_path, dovecot_server: Server):
    mailbox = f"shop{uuid4().hex[:8]}@shop.test"
    async with smtp_server() as sent:
        smtp = SmtpSettings(host="127.0.0.1", port=sent.port, tls="none", sender="w@shop.test")
        imap = ImapSettings(
            host="127.0.0.1",
            port=dovecot_server.port,
            user=mailbox,
            password=MAILBOX_PASSWORD,
            tls="none",
            every_s=0.1,
            most_kib=16,
        )
        settings = Settings(data=tmp_path, port=0, smtp=smtp, imap=imap)
        async with serving(settings, assistants={"auto": Quick()}) as server:
            shop = Shop(server, sent, mailbox, dovecot_server.port)
            async with server.visitor() as visitor:
                await visitor.say("My lamp 4711 is broken. I want to talk to a human")
                await visitor.do("leave_contact", email=EVE, name="Eve", message="")
                shop.id = ConversationId(visitor.welcome["conversation"])
            yield shop


async def test_a_reply_goes_out_by_mail_and_its_answer_comes_back_into_the_same_thread(shop: Shop):
    [mail] = await shop.operator("Which lamp is it?")
    assert mail["To"] == EVE
    assert mail.get_content().startswith("Which lamp is it?")
    assert "> My lamp 4711 is broken." in mail.get_content()
    await shop.arrived(reply(mail, "The red one."))
    assert (await shop.said())[-1] == "The red one."


async def test_the_mails_of_a_thread_name_each_other(shop: Shop):
    [first] = await shop.operator("Which lamp is it?")
    answer = reply(first, "The red one.")
    await shop.arrived(answer)
    [second] = await shop.operator("Thank you.")
    assert second["In-Reply-To"] == answer["Message-ID"]
    assert second["References"].split() == [first["Message-ID"], answer["Message-ID"]]
    assert second["Subject"] == first["Subject"]


async def test_the_same_mail_twice_is_one_message(shop: Shop):
    [mail] = await shop.operator("Which lamp is it?")
    answer = reply(mail, "The red one.")
    await shop.arrived(answer, answer)
    await shop.arrived(answer)
    assert (await shop.said()).count("The red one.") == 1


async def test_the_sealed_address_and_the_visitors_own_are_enough(shop: Shop):
    [mail] = await shop.operator("Which lamp is it?")
    await shop.arrived(reply(mail, "It is red.", threaded="no"))
    assert (await shop.said())[-1] == "It is red."


async def test_without_it_only_the_visitors_own_address_may_answer_a_mail_of_ours(shop: Shop):
    [mail] = await shop.operator("Which lamp is it?")
    await shop.arrived(reply(mail, "Give me the data.", sender="m@evil.test", address=shop.mailbox))
    assert "Give me the data." not in await shop.said()
    await shop.arrived(reply(mail, "The red one.", address=shop.mailbox))
    assert (await shop.said())[-1] == "The red one."


async def test_a_subject_and_a_sender_alone_lead_nowhere(shop: Shop):
    [mail] = await shop.operator("Which lamp is it?")
    before = await shop.said()
    await shop.arrived(reply(mail, "Hello?", address=shop.mailbox, threaded="no"))
    forged = shop.mailbox.replace("@", f"+{shop.id}-aaaaaaaaaaaaaaaa@")
    await shop.arrived(reply(mail, "Hello?", address=forged, threaded="no"))
    assert await shop.said() == before


async def test_robots_and_our_own_mails_are_left_out(shop: Shop):
    [mail] = await shop.operator("Which lamp is it?")
    before = await shop.said()
    away = reply(mail, "I am on holiday.")
    away["Auto-Submitted"] = "auto-replied"
    await shop.arrived(away, reply(mail, "Loop.", sender=mail["Reply-To"]))
    assert await shop.said() == before


async def test_a_robot_that_nothing_gives_away_is_stopped(shop: Shop):
    [mail] = await shop.operator("Which lamp is it?")
    await shop.arrived(*(reply(mail, f"Received, number {n}.") for n in range(35)))
    assert len([one for one in await shop.said() if one.startswith("Received")]) == 30


async def test_a_mail_after_the_end_opens_the_conversation_again_and_is_answered_by_mail(
    shop: Shop,
):
    [mail] = await shop.operator("It is on its way.")
    await shop.store.handle(Command(shop.id, OperatorResolved(operator=ANN), "done"))
    await shop.arrived(reply(mail, "How long does delivery take?"))
    await until(lambda: len(shop.sent.mails) == 2)
    answer = shop.sent.mails[-1]
    assert answer["Auto-Submitted"] == "auto-replied"
    assert answer["Reply-To"] == mail["Reply-To"]


async def test_a_huge_mail_brings_its_words_and_the_name_of_what_came_with_it(shop: Shop):
    [mail] = await shop.operator("Do you have a picture?")
    answer = reply(mail, "Here it is.")
    answer.add_attachment(b"x" * 3_000_000, maintype="image", subtype="png", filename="lamp.png")
    await shop.arrived(answer)
    assert (await shop.said())[-1] == "Here it is.\n\n📎 lamp.png"


async def test_bytes_that_are_no_mail_hold_nothing_up(shop: Shop):
    [mail] = await shop.operator("Which lamp is it?")
    await shop.arrived(b"\xff\xfe\r\n\r\nnothing", reply(mail, "The red one."))
    assert (await shop.said())[-1] == "The red one."


async def test_a_mail_that_the_server_refuses_for_good_can_be_seen(shop: Shop):
    shop.sent.refuse = "550 no such person"
    await shop.store.handle(Command(shop.id, OperatorClaimed(operator=ANN), "k1"))
    said = OperatorSaid(operator=ANN, text="Hello?")
    await shop.store.handle(Command(shop.id, said, "k2"))
    async with asyncio.timeout(30):
        while not (dead := await shop.server.desk.dead_letters.all()):
            await asyncio.sleep(0.02)
    assert "550" in dead[0].error


async def test_a_visitor_whose_address_nobody_knows_gets_no_mail(tmp_path, shop: Shop):
    async with shop.server.visitor() as visitor:
        await visitor.say("I want to talk to a human")
        shop.id = ConversationId(visitor.welcome["conversation"])
    await shop.store.handle(Command(shop.id, OperatorClaimed(operator=ANN), "k1"))
    said = OperatorSaid(operator=ANN, text="Hello?")
    await shop.store.handle(Command(shop.id, said, "k2"))
    now = await shop.store.conversation(shop.id)
    assert now.mail == ""
    assert shop.sent.mails == []
