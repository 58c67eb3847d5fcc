"""A whole installation between real mail servers: who writes a mail is answered by mail."""

import asyncio
from dataclasses import replace
from email.message import EmailMessage
from ipaddress import ip_network

from tests.channels.email.office import Office, mail
from tests.channels.email.test_email_delivery import reply
from tests.web.conftest import serving
from tests.web.scripted import Quick
from warmline.core.facts import MessageAdded, NoteAdded
from warmline.core.inputs import OperatorClaimed, OperatorSaid
from warmline.core.model import Author, ConversationId, OperatorId
from warmline.flow.ports import Command
from warmline.settings import ExternalSettings, Settings

ANN = OperatorId("ann")


async def log_of(server, id: ConversationId) -> list:
    return [one.fact for one in await server.installation.store.entries(id)]


async def test_an_answer_a_handoff_a_reply_and_what_a_stranger_says_to_that(
    tmp_path, office: Office
):
    external = ExternalSettings(networks=(ip_network("127.0.0.0/8"),))
    settings = Settings(data=tmp_path, port=0, external=external)
    async with serving(settings, assistants={"auto": Quick("It takes two days.")}) as server:
        house = server.installation
        setup = await house.channels.setups.save(office.setup())
        await office.arrives(mail("How long does delivery take?", From=office.visitor))
        (answer,) = await office.got(1)
        assert answer.get_content().startswith("It takes two days.")
        assert answer["Auto-Submitted"] == "auto-replied"
        thread = office_tags(house, office, setup.id).thread_of(answer["Message-ID"])
        found = await house.channels.threads.at(setup.id, thread)
        assert found
        id = found.conversation
        await house.store.handle(Command(id, OperatorClaimed(operator=ANN), "c1"))
        await house.store.handle(Command(id, OperatorSaid(operator=ANN, text="Ann here."), "c2"))
        _, by_ann = await office.got(2)
        assert_in_thread(by_ann, answer)
        await office.arrives(reply(by_ann, "Thank you, Ann.", office.visitor))
        await office.arrives(reply(by_ann, "I am Eve, too.", "m@evil.test"), "m@evil.test")
        await until_said(server, id, "Thank you, Ann.", "I am Eve, too.")
        facts = await log_of(server, id)
    said = [one.text for one in facts if isinstance(one, MessageAdded)]
    theirs = [
        one.text for one in facts if isinstance(one, MessageAdded) and one.author is Author.VISITOR
    ]
    assert theirs == ["How long does delivery take?", "Thank you, Ann."]
    assert said.count("It takes two days.") == 1
    (note,) = (one.text for one in facts if isinstance(one, NoteAdded))
    assert "m@evil.test" in note


def office_tags(house, office: Office, channel: str):
    return replace(office.tags, secret=house.secret, channel=channel)


def assert_in_thread(mail: EmailMessage, before: EmailMessage) -> None:
    assert mail.get_content().startswith("Ann here.")
    assert mail["Auto-Submitted"] is None
    assert mail["Reply-To"] == before["Reply-To"]
    assert mail["In-Reply-To"] == before["In-Reply-To"]


async def until_said(server, id: ConversationId, *words: str) -> None:
    async with asyncio.timeout(20):
        while True:
            log = str(await log_of(server, id))
            if all(one in log for one in words):
                return
            await asyncio.sleep(0.05)
