"""The visitor's HTTP: a session to begin with, and a way to talk where sockets are blocked."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from warmline.core.model import Conversation
from warmline.flow.desk import Setup
from warmline.flows import opening
from warmline.web import frames as f
from warmline.web import visiting
from warmline.web.beside import beside
from warmline.web.desk import Desk, address, the_desk
from warmline.web.file_views import for_visitors
from warmline.web.limits import Limiter
from warmline.web.problems import Problem
from warmline.web.tokens import BadToken, Visitor, new_token, passes, read_token
from warmline.web.views import line_view, stands_in_line, visitor_entry, visitor_state

router = APIRouter(prefix="/api/visitor", tags=["visitor"])
TheDesk = Annotated[Desk, Depends(the_desk)]
BEARER = HTTPBearer(auto_error=False, description="The token of the visitor's session.")
Short = Annotated[str, StringConstraints(max_length=200)]


class SessionRequest(BaseModel):
    model_config = ConfigDict(extra="forbid")
    key: Short
    token: Short = ""
    language: Annotated[str, StringConstraints(max_length=35, pattern=r"^[A-Za-z0-9-]*$")] = ""
    page: Annotated[str, StringConstraints(max_length=2000)] = ""
    drill: Short = ""  # a drill's pass; nobody else needs it


class AssistantView(BaseModel):
    name: str
    greeting: str
    starters: list[str]
    language: str
    accent: str
    handoff: bool


class SessionView(BaseModel):
    token: str
    conversation: str
    newest: int
    assistant: AssistantView
    socket: str = "/api/visitor/socket"


class EntriesView(BaseModel):
    entries: list[f.VisitorEntry]
    state: f.VisitorState
    line: f.VisitorLine | None = None  # while the visitor waits for a person
    more: bool


class Said(BaseModel):
    seq: int  # number of the entry


Asked = Annotated[visiting.Request, Field(discriminator="type")]


@router.post("/session")
async def open_session(body: SessionRequest, request: Request, desk: TheDesk) -> SessionView:
    """A token for this browser: the one it has, if it is still good. Stores nothing."""
    setup = await desk.assistants.by_key(body.key)
    if setup is None:
        raise Problem(404, "unknown_key", "No assistant has this key.")
    _check_origin(desk, setup, request)
    _slow_down(request.app.state.session_limiter, address(request), desk)
    if body.drill and not passes(desk.secret, body.drill, desk.clock()):
        raise Problem(403, "bad_pass", "That is no drill's pass, or no longer.")
    token, visitor = _known_or_new(desk, setup, body.token, drill=bool(body.drill))
    known = await desk.store.conversation(visitor.conversation)
    return SessionView(
        token=token,
        conversation=visitor.conversation if known else "",
        newest=known.seq if known else 0,
        assistant=await _assistant(desk, setup, body.language or "en"),
    )


async def admitted(
    request: Request,
    desk: TheDesk,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)],
) -> tuple[Visitor, Setup]:
    """Whose token it is, and the assistant that they talk to."""
    token = credentials.credentials if credentials else ""
    try:
        visitor = read_token(desk.secret, token, desk.clock())
    except BadToken as error:
        raise Problem(401, "bad_token", "Ask for a session again.") from error
    setup = await desk.assistants.by_id(visitor.assistant)
    if setup is None:
        raise Problem(401, "bad_token", "Ask for a session again.")
    _check_origin(desk, setup, request)
    return visitor, setup


Admitted = Annotated[tuple[Visitor, Setup], Depends(admitted)]


@router.get("/entries")
async def entries(
    request: Request,
    desk: TheDesk,
    asker: Admitted,
    after: Annotated[int, Query(ge=0, le=f.LARGEST_SEQ)] = 0,
) -> EntriesView:
    """What came after an entry, where WebSockets are blocked."""
    visitor, setup = asker
    _slow_down(request.app.state.read_limiter, visitor.conversation, desk)
    page = await desk.store.entries(visitor.conversation, after=after, limit=200)
    now = await desk.store.conversation(visitor.conversation)
    name = desk.staff.name
    known = await beside(visitor.conversation, page, for_visitors(desk.files))
    return EntriesView(
        entries=[visitor_entry(entry, name, setup.profile.name, known) for entry in page],
        state=visitor_state(now or Conversation(id=visitor.conversation), name),
        line=await _line(desk, now),
        more=bool(page) and now is not None and page[-1].seq < now.seq,
    )


async def _line(desk: Desk, now: Conversation | None) -> f.VisitorLine | None:
    if now is None or not stands_in_line(now):
        return None
    standing = await desk.lines.of(now.id)
    return line_view(now.id, standing) if standing else None


@router.post("/say")
async def say(body: f.Say, request: Request, desk: TheDesk, asker: Admitted) -> Said:
    """A message, where WebSockets are blocked. The same ``id`` again has no second effect."""
    return await ask(body, request, desk, asker)


@router.post("/ask")
async def ask(body: Asked, request: Request, desk: TheDesk, asker: Admitted) -> Said:
    """Any request that the socket takes, as the same frame, where WebSockets are blocked."""
    visitor, setup = asker
    _slow_down(request.app.state.say_limiter, visitor.conversation, desk)
    now = await desk.store.conversation(visitor.conversation)
    now = now or Conversation(id=visitor.conversation)
    recent = await visiting.recent_turns(desk, now.id, now.seq)
    asking = visiting.Asking(
        visitor=visitor, setup=setup, now=now, recent=recent, address=address(request)
    )
    outcome = await visiting.hand_in(desk, asking, body)
    return Said(seq=outcome.first)


def _check_origin(desk: Desk, setup: Setup, request: Request) -> None:
    if not visiting.origin_allowed(desk, setup, request.headers.get("origin")):
        raise Problem(403, "origin_not_allowed", "This site may not use this assistant.")


def _slow_down(limiter: Limiter, who: str, desk: Desk) -> None:
    if wait := limiter.wait(who, desk.clock()):
        raise Problem(429, "rate_limited", "Too much at once.", retry_after_ms=wait)


def _known_or_new(
    desk: Desk, setup: Setup, token: str, *, drill: bool = False
) -> tuple[str, Visitor]:
    now = desk.clock()
    try:
        visitor = read_token(desk.secret, token, now)
        if visitor.assistant == setup.profile.id and visitor.drill is drill:
            return token, visitor
    except BadToken:
        pass
    fresh = new_token(desk.secret, setup.profile.id, now, drill=drill)
    return fresh, read_token(desk.secret, fresh, now)


async def _assistant(desk: Desk, setup: Setup, language: str) -> AssistantView:
    policy = await desk.store.policy(setup.profile.id)
    greeting = setup.profile.greeting or policy.say("greeting", language)
    opens = opening(await desk.flows.of(setup.profile.id), language)
    return AssistantView(
        name=setup.profile.name,
        greeting=opens.text if opens else greeting,
        starters=list(opens.labels if opens else setup.profile.starters),
        language=language,
        accent=setup.profile.accent,
        handoff=setup.handoff,
    )
