"""What the operator's HTTP and settings share: accounts, names, the package as it is shown."""

import hmac
import secrets
from dataclasses import asdict

from pydantic import BaseModel

from warmline.core.evidence import Evidence
from warmline.core.model import AssistantId, OperatorId, Why
from warmline.core.package import Entity, Intent, Line, Mood, Package, Summary, Tried
from warmline.flow.desk import EmailTaken, LastOwner, Operator, Role
from warmline.flow.ports import Whisper
from warmline.web import auth
from warmline.web import frames as f
from warmline.web.desk import Desk
from warmline.web.problems import Problem
from warmline.web.veil import Veil
from warmline.web.visiting import EMAIL


class PackageVisitor(BaseModel):
    contact: str
    name: str
    email: str
    language: str
    page: str
    channel: str
    attributes: dict[str, str]  # what the site told of the visitor
    verified: list[str]  # the names of those that its server signed


class PackageView(BaseModel):
    """Everything about a request for a person (version 2), built when it was made."""

    version: int
    conversation: str
    handoff: int  # its number: the entry that requested it
    made_at: int
    why: Why
    also: list[Why]
    visitor: PackageVisitor
    question: str  # the original one
    summary: Summary  # made by extraction
    intent: Intent | None
    mood: list[Mood]
    language: str
    entities: list[Entity]
    tried: list[Tried]
    transcript: list[Line]
    policy: int  # the version whose rules were asked
    signals: list[Evidence]  # of the newest turn, each with the rule that fired on it
    revision: int  # moves when something is added later
    ai_summary: Summary | None  # written by a language model and checked; null: there is none


def same(one: str, other: str) -> bool:
    """Equal, in constant time; an empty secret equals nothing."""
    return bool(other) and hmac.compare_digest(one.encode(), other.encode())


async def new_operator(*, email: str, name: str, role: Role, password: str) -> Operator:
    if not EMAIL.fullmatch(email.strip()):
        fault = {
            "where": "email",
            "expected": "an address like name@example.com",
            "came": email[:80],
        }
        raise Problem(422, "invalid", "The email address is not one.", errors=[fault])
    auth.check_new_password(password)
    return Operator(
        id=OperatorId(secrets.token_hex(8)),
        email=email.strip().lower(),
        name=name,
        role=role,
        password=await auth.hash_password(password),
    )


async def add(desk: Desk, operator: Operator, *, first: bool = False) -> None:
    try:
        await desk.accounts.add(operator, first=first)
    except EmailTaken as error:
        raise Problem(409, "email_taken", "Somebody has that address already.") from error
    await desk.staff.refresh()


async def change(desk: Desk, operator: Operator, *, was: Operator) -> None:
    """Write what differs from how the operator was: a colleague's change meanwhile stays."""
    try:
        await desk.accounts.change(operator, was=was)
    except LastOwner as error:
        detail = "The last owner cannot be demoted or disabled."
        raise Problem(409, "last_owner", detail) from error
    except EmailTaken as error:
        raise Problem(409, "email_taken", "Somebody has that address already.") from error
    await desk.staff.refresh()
    if operator.teams != was.teams:  # their open sockets show what they may see from now on
        await desk.bus.whisper(Whisper(kind="revoked", operator=operator.id))


async def assistant_name(desk: Desk, id: str) -> str:
    setup = await desk.assistants.by_id(AssistantId(id))
    return setup.profile.name if setup else "Assistant"


def package_view(package: Package, row: f.SeenRow, veil: Veil) -> PackageView:
    """The stored document; the visitor's name and address are as they are known now."""
    document = asdict(package)
    document["visitor"] |= {"name": row.name, "email": row.email}
    hidden = veil.hidden(line.text for line in package.transcript)
    return PackageView.model_validate(veil.document(document, hidden))
