"""Mail notices over real SMTP: one each, none too late, none with a visitor's words."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import SMTP
from sqlalchemy import func, select

from tests.web.conftest import serving, until
from tests.web.scripted import Quick
from warmline.core.effects import Notify
from warmline.core.model import Conversation, ConversationId, OperatorId
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Letter
from warmline.notifiers import Email, Smtp
from warmline.settings import Settings, SmtpSettings
from warmline.store.tables import outbox

CANARY = "CANARY-WORDS-OF-A-VISITOR"


@dataclass
class Post:
    """What the mail server does with the next recipients, and what it has taken."""

    port: int = 0
    answers: list[str] = field(default_factory=list)  # to RCPT; none: 250
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    tried: int = 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.tried += 1
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        self.recipients += envelope.rcpt_tos
        return "250 OK"


@asynccontextmanager
async def mail_server() -> AsyncIterator[Post]:
    post = Post()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(post, loop=loop), "127.0.0.1", 0)
    post.port = server.sockets[0].getsockname()[1]
    try:
        yield post
    finally:
        server.close()
        await server.wait_closed()


@pytest.fixture
async def post():
    async with mail_server() as running:
        yield running


@asynccontextmanager
async def office(tmp_path, post, **more):
    """A server with Ann (no mail wanted) and Bob and Cat, who want it; nobody is online."""
    smtp = SmtpSettings(host="127.0.0.1", port=post.port, tls="none", sender="w@shop.test", **more)
    settings = Settings(data=tmp_path, port=0, smtp=smtp)
    async with serving(settings, assistants={"auto": Quick()}) as server:
        boss = await server.login("ann")
        await boss.patch("/api/me", json={"email_notices": False})
        for name in ("bob", "cat"):
            await server.login(name, "operator")
        yield server, boss


async def settled(server):
    """No notice waits to be sent any more."""
    c = outbox.c
    waiting = select(func.count()).where(c.kind == "notify", c.due.is_not(None))
    async with asyncio.timeout(30):
        while await server.installation.store.read(lambda db: db.execute(waiting).scalar()):
            await asyncio.sleep(0.01)


def a_letter(**more) -> Letter:
    given = {"operator": OperatorId("o"), "name": "Bob", "email": "bob@shop.test"}
    now = Conversation(id=ConversationId("c1"))
    return Letter(**(given | more), conversation=now, package=None)


def an_email(port: int, **more) -> Email:
    smtp = Smtp(host="127.0.0.1", port=port, tls="none", sender="w@shop.test", **more)
    return Email(smtp=smtp, console="https://shop.test/console")


WANTED = Notify(notice="person_wanted", to=OperatorId("o"), seq=2)


async def test_a_handoff_is_one_mail_to_each_who_wants_mail_without_the_visitors_words(
    tmp_path, post
):
    async with office(tmp_path, post) as (server, _), server.visitor() as visitor:
        await visitor.say(f"{CANARY} I want to talk to a human")
        await until(lambda: len(post.taken) == 2)
        await settled(server)
    assert sorted(post.recipients) == ["bob@example.com", "cat@example.com"]
    for mail in post.taken:
        text = mail.get_content()
        assert mail["From"] == "w@shop.test"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert f"/console/inbox/open/{visitor.welcome['conversation']}" in text
        assert CANARY not in mail.as_string()
    assert len({mail["Message-ID"] for mail in post.taken}) == 2


async def test_the_summary_is_in_the_mail_where_the_owner_wants_it(tmp_path, post):
    async with office(tmp_path, post, with_text=True) as (server, _), server.visitor() as visitor:
        await visitor.say(f"{CANARY} my lamp is broken")
        await visitor.say("I want to talk to a human")
        await until(lambda: len(post.taken) == 2)
    assert CANARY in post.taken[0].get_content()


async def test_a_job_performed_twice_has_one_message_id(post):
    email = an_email(post.port)
    await email.notify(WANTED, a_letter(), key="job-7")
    await email.notify(WANTED, a_letter(), key="job-7")
    await email.notify(WANTED, a_letter(), key="job-8")
    ids = [mail["Message-ID"] for mail in post.taken]
    assert ids[0] == ids[1] != ids[2]


async def test_nothing_is_sent_after_the_matter_is_settled(tmp_path, post):
    post.answers = ["451 later"] * 20  # until it is settled, however long that takes
    async with office(tmp_path, post) as (server, boss), server.visitor() as visitor:
        await visitor.say("I want to talk to a human")
        await until(lambda: post.tried >= 2)
        url = f"/api/conversations/{visitor.welcome['conversation']}/resolve"
        assert (await boss.post(url, json={"id": "r"})).status_code == 200
        post.answers.clear()
        await settled(server)
    assert post.taken == []


async def test_asking_and_withdrawing_again_and_again_is_told_once(tmp_path, post):
    async with office(tmp_path, post) as (server, _), server.visitor() as visitor:
        for _n in range(3):
            asked = await visitor.do("request_person", text="Talk to a person")
            assert asked["type"] == "ack"
            await settled(server)
            await visitor.do("withdraw")
        await settled(server)
    assert len(post.taken) == 2  # Bob and Cat, once each


async def test_a_server_that_says_later_is_asked_again(tmp_path, post):
    post.answers = ["451 greylisted", "421 busy"]
    async with office(tmp_path, post) as (server, boss), server.visitor() as visitor:
        await visitor.say("I want to talk to a human")
        await until(lambda: len(post.taken) == 2)
        assert (await boss.get("/api/outbox/dead")).json() == []
    assert post.tried == 4
    assert len(post.taken) == 2


async def test_a_refused_mail_is_buried_where_it_can_be_seen_and_sent_again(tmp_path, post):
    post.answers = ["550 no such user"] * 2
    async with office(tmp_path, post) as (server, boss), server.visitor() as visitor:
        await visitor.say(f"{CANARY} I want to talk to a human")
        await until(lambda: post.tried == 2)
        await settled(server)
        dead = (await boss.get("/api/outbox/dead")).json()
        assert [job["kind"] for job in dead] == ["notify", "notify"]
        assert "550" in dead[0]["error"]
        assert CANARY not in json.dumps(dead)
        assert post.taken == []
        for job in dead:
            assert (await boss.post(f"/api/outbox/{job['id']}/replay")).status_code == 200
        await until(lambda: len(post.taken) == 2)
        await settled(server)
        assert (await boss.get("/api/outbox/dead")).json() == []
        assert (await boss.post(f"/api/outbox/{dead[0]['id']}/replay")).status_code == 404


async def test_who_left_an_address_is_told_of_too(tmp_path, post):
    async with office(tmp_path, post) as (server, _), server.visitor() as visitor:
        await visitor.say("I want to talk to a human")
        await until(lambda: len(post.taken) == 2)
        await visitor.do("leave_contact", email="v@example.com", message=CANARY)
        await until(lambda: len(post.taken) == 4)
        await settled(server)
    subjects = {mail["Subject"] for mail in post.taken}
    assert len(subjects) == 2
    assert not [mail for mail in post.taken if CANARY in mail.as_string()]
    assert not [mail for mail in post.taken if "v@example.com" in mail.as_string()]


@pytest.mark.parametrize(
    "name", ["Bob\r\nBcc: thief@evil.test", "Bob\nX: y", "=?utf-8?q?=0ABcc:x?=", "B\u202eob, <a@b>"]
)
async def test_a_name_cannot_become_a_header_or_a_recipient(post, name):
    await an_email(post.port).notify(WANTED, a_letter(name=name), key="job-1")
    [mail] = post.taken
    assert post.recipients == ["bob@shop.test"]
    assert set(mail.keys()) <= {
        "Subject",
        "From",
        "To",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "Content-Type",
        "Content-Transfer-Encoding",
        "MIME-Version",
    }


@pytest.mark.parametrize("code", [450, 451, 421])
async def test_a_passing_refusal_is_temporary(post, code):
    post.answers = [f"{code} later"]
    with pytest.raises(Temporary, match=str(code)):
        await an_email(post.port).notify(WANTED, a_letter(), key="job-1")


@pytest.mark.parametrize("code", [550, 553, 554])
async def test_a_lasting_refusal_is_permanent_and_names_no_address(post, code):
    post.answers = [f"{code} bob@shop.test is unknown"]
    with pytest.raises(Permanent, match=str(code)) as error:
        await an_email(post.port).notify(WANTED, a_letter(), key="job-1")
    assert "bob" not in str(error.value)


async def test_a_server_that_is_not_there_is_temporary(post):
    gone = post.port
    with pytest.raises(Temporary):
        await Email(
            smtp=Smtp(host="127.0.0.1", port=1, tls="none"), console="https://shop.test"
        ).notify(WANTED, a_letter(), key="job-1")
    with pytest.raises(Temporary):  # it speaks no TLS
        await Email(
            smtp=Smtp(host="127.0.0.1", port=gone, tls="starttls"), console="https://shop.test"
        ).notify(WANTED, a_letter(), key="job-1")
