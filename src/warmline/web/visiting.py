"""What a visitor asks for, as commands: the same for the socket and for plain HTTP."""

import asyncio
import re
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import assert_never
from urllib.parse import urlsplit

import structlog

from warmline.core.attributes import news
from warmline.core.inputs import (
    AttributesSet,
    ContactLeft,
    HandoffWithdrawn,
    Input,
    OfferAnswered,
    Open,
    PersonRequested,
    VisitorJudged,
    VisitorSaid,
)
from warmline.core.model import Conversation, ConversationId, File, Signal
from warmline.core.refusals import KeyReused, Refused
from warmline.flow.desk import Setup
from warmline.flow.failures import Temporary
from warmline.flow.hearing import LOOK_BACK, turns
from warmline.flow.ports import Command, Outcome
from warmline.web import frames as f
from warmline.web.beside import taken
from warmline.web.cleaning import clean_line
from warmline.web.desk import Desk
from warmline.web.identity import BadIdentity, clean_attributes, read_identity, secret_of
from warmline.web.socket import refusal
from warmline.web.tokens import Visitor

Request = f.Say | f.RequestPerson | f.AnswerOffer | f.Withdraw | f.LeaveContact | f.Judge
Answering = Coroutine[None, None, Outcome]
EMAIL = re.compile(r"[^@\s<>()\[\]\"',;:\\\x00-\x1f\x7f-\x9f]{1,64}@(?:[\w-]+\.)+[\w-]{2,}")
PAGE = 2000  # characters
TOKEN = "token"  # noqa: S105 the attribute in which the site's server says who the visitor is
MODEL = "llm"  # the kind of assistant that judges the described rules itself

log = structlog.get_logger()


class BadEmail(Refused):
    code = "bad_email"

    def __init__(self) -> None:
        super().__init__("That does not look like an email address: name@example.com is expected.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks, and how their conversation stood when they did."""

    visitor: Visitor
    setup: Setup
    now: Conversation
    recent: tuple[str, ...] = ()  # their newest turns, oldest first
    address: str = ""  # from where they ask
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)  # what is said next waits for it


async def hand_in(desk: Desk, asking: Asking, request: Request) -> Outcome:
    """Open the conversation where it is new, then hand the request in. Raises ``Refused``."""
    id = asking.visitor.conversation
    input = await _input(desk, asking, request)
    if not asking.now.channel:
        with suppress(KeyReused):  # opened meanwhile, from another page
            await desk.store.handle(Command(id, _open(asking, request), f"open:{id}"))
        if desk.begins_at:
            await desk.begins_at(id, asking.address)
    signed = _signed(desk, asking, request)
    for told in _told(asking, request, signed):
        key = f"{_key(asking, request)}:{'signed' if told.verified else 'page'}"
        with suppress(KeyReused):  # the same message again, and the page tells more by now
            await desk.store.handle(Command(id, told, key))
    if signed and not asking.visitor.drill:
        await desk.contacts.signed(asking.visitor.contact, asking.visitor.assistant, signed)
    return await desk.store.handle(Command(id, input, _key(asking, request)))


def _told(asking: Asking, request: Request, signed: Mapping[str, str]) -> Iterator[AttributesSet]:
    """What the site tells of the visitor with a request, as far as it is news."""
    if not isinstance(request, f.Say | f.RequestPerson) or not request.attributes:
        return
    page = {name: value for name, value in request.attributes.items() if name != TOKEN}
    for verified, given in ((True, signed), (False, clean_attributes(page))):
        if fresh := news(asking.now, given, verified=verified):
            yield AttributesSet(attributes=fresh, verified=verified)


def _signed(desk: Desk, asking: Asking, request: Request) -> Mapping[str, str]:
    """What a signed identity vouches for: nothing where it is not good, and the message counts."""
    profile = asking.setup.profile
    known = isinstance(request, f.Say | f.RequestPerson)
    token = request.attributes.get(TOKEN) if known else ""
    if not token or not isinstance(token, str):
        return {}
    try:
        secret = secret_of(desk.secret, profile.id, profile.identity)
        return read_identity(secret, token, desk.clock())
    except BadIdentity as error:
        log.warning("identity_refused", assistant=profile.id, why=str(error))
        return {}


def _key(asking: Asking, request: Request) -> str:
    return f"v:{asking.visitor.conversation}:{request.id}"


def _open(asking: Asking, request: Request) -> Open:
    page = request.page if isinstance(request, f.Say | f.RequestPerson) else ""
    return Open(
        channel="web",
        assistant=asking.visitor.assistant,
        contact=asking.visitor.contact,
        language=asking.now.language,
        page=web_address(page),
        drill=asking.visitor.drill,
    )


async def _input(desk: Desk, asking: Asking, request: Request) -> Input:
    match request:
        case f.Say():
            return VisitorSaid(
                text=request.text,
                signals=await _signals(desk, asking, request),
                draft=request.id,
                choice=request.choice,
                judge=_kind(desk, asking.setup) == MODEL,
                files=await _files(desk, asking, request),
            )
        case f.RequestPerson():
            return PersonRequested(text=request.text, draft=request.id)
        case f.AnswerOffer():
            return OfferAnswered(accepted=request.accepted, text=request.text, draft=request.id)
        case f.Withdraw():
            return HandoffWithdrawn()
        case f.LeaveContact():
            if not EMAIL.fullmatch(request.email.strip()):
                raise BadEmail
            return ContactLeft(
                ticket=await desk.inbox.next_ticket(),
                email=request.email.strip(),
                name=request.name,
                message=request.message.strip(),
            )
        case f.Judge():
            return VisitorJudged(seq=request.seq, right=request.right)
        case _:
            assert_never(request)


async def _files(desk: Desk, asking: Asking, said: f.Say) -> tuple[File, ...]:
    """What the visitor put up before. Raises ``UnknownFile``."""
    id = asking.visitor.conversation
    return await taken(desk.files, id, None, said.files, said.id)


def _kind(desk: Desk, setup: Setup) -> str:
    """What answers in this conversation."""
    return desk.brain.kind if setup.profile.kind == "auto" else setup.profile.kind


async def recent_turns(desk: Desk, id: ConversationId, until: int) -> tuple[str, ...]:
    """The visitor's newest turns up to an entry, which a new one is compared with."""
    return turns(await desk.store.entries(id, before=until + 1, limit=LOOK_BACK))


async def _signals(desk: Desk, asking: Asking, said: f.Say) -> tuple[Signal, ...]:
    """What the words show. Hearing may take a while; nothing said later overtakes it."""
    assistant, recent = asking.setup.profile.id, asking.recent
    async with asking.turn:
        return await desk.ears.hear(
            assistant, said.text, asking.now, recent=recent, choice=said.choice
        )


async def told(id: str, answering: Answering) -> f.Ack | f.RefusedFrame:
    """The answer to a request, as a frame."""
    try:
        outcome = await answering
    except (Refused, Temporary) as error:
        return refusal(id, error)
    return f.Ack(id=id, seq=outcome.first)


def web_address(text: str) -> str:
    """A page's address as it may be shown and linked: http or https, else nothing."""
    text = clean_line(text)
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text[:PAGE] if parts.scheme in ("http", "https") and parts.netloc else ""


def origin_allowed(desk: Desk, setup: Setup, origin: str | None) -> bool:
    """Whether a page of that origin may hold this assistant's widget.

    No list: any page may. A request without an Origin header is no browser's page; it needs the
    token all the same, so nothing is gained by refusing it.
    """
    allowed = setup.profile.origins
    return origin is None or not allowed or origin in allowed or origin == desk.base_url


async def origin_known(desk: Desk, origin: str) -> bool:
    """Whether any assistant's widget may be on that page: who may read what we answer."""
    return any(origin_allowed(desk, setup, origin) for setup in await desk.assistants.all())
