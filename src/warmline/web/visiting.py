"""What a visitor asks for, as commands: the same for the socket and for plain HTTP."""

import re
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import assert_never
from urllib.parse import urlsplit

from warmline.core.facts import Entry, MessageAdded
from warmline.core.inputs import (
    ContactLeft,
    HandoffWithdrawn,
    Input,
    OfferAnswered,
    Open,
    PersonRequested,
    VisitorSaid,
)
from warmline.core.model import Author, Conversation, ConversationId, Floor, Signal
from warmline.core.refusals import KeyReused, Refused
from warmline.flow.desk import Setup
from warmline.flow.failures import Temporary
from warmline.flow.ports import Command, Outcome
from warmline.signals import BESIDE_A_PERSON
from warmline.web import frames as f
from warmline.web.cleaning import clean_line
from warmline.web.desk import Desk
from warmline.web.socket import refusal
from warmline.web.tokens import Visitor

Request = f.Say | f.RequestPerson | f.AnswerOffer | f.Withdraw | f.LeaveContact
Answering = Coroutine[None, None, Outcome]
EMAIL = re.compile(r"[^@\s<>()\[\]\"',;:\\\x00-\x1f\x7f-\x9f]{1,64}@(?:[\w-]+\.)+[\w-]{2,}")
ANSWERS_TO_OFFERS = ("accepts_offer", "declines_offer")
PAGE = 2000  # characters
RECENT = 5  # visitor turns that a new one is compared with
LOOK_BACK = 20  # entries in which they are looked for


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


async def hand_in(desk: Desk, asking: Asking, request: Request) -> Outcome:
    """Open the conversation where it is new, then hand the request in. Raises ``Refused``."""
    id = asking.visitor.conversation
    input = await _input(desk, asking, request)
    if not asking.now.channel:
        with suppress(KeyReused):  # opened meanwhile, from another page
            await desk.store.handle(Command(id, _open(asking, request), f"open:{id}"))
    return await desk.store.handle(Command(id, input, _key(asking, request)))


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
    )


async def _input(desk: Desk, asking: Asking, request: Request) -> Input:
    match request:
        case f.Say():
            return VisitorSaid(
                text=request.text, signals=_signals(desk, asking, request.text), draft=request.id
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
        case _:
            assert_never(request)


async def recent_turns(desk: Desk, id: ConversationId, until: int) -> tuple[str, ...]:
    """The visitor's newest turns up to an entry, which a new one is compared with."""
    log = await desk.store.entries(id, before=until + 1, limit=LOOK_BACK)
    turns = [turn for entry in log if (turn := visitor_turn(entry))]
    return tuple(turns[-RECENT:])


def visitor_turn(entry: Entry) -> str:
    """What a visitor said in an entry; "": nothing, or only the label of a button."""
    match entry.fact:
        case MessageAdded(author=Author.VISITOR, text=text, signals=signals):
            answers = any(signal.name in ANSWERS_TO_OFFERS for signal in signals)
            return "" if answers else text
        case _:
            return ""


def _signals(desk: Desk, asking: Asking, text: str) -> tuple[Signal, ...]:
    now = asking.now
    if now.floor is Floor.HUMAN:
        return desk.read(text, hint=now.language, only=BESIDE_A_PERSON)
    return desk.read(text, recent=asking.recent, offered=now.offered, hint=now.language)


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
