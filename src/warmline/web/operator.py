"""The operator's HTTP: log in, lists, threads, packages, and every action of the inbox."""

import re
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from warmline.core.model import ConversationId
from warmline.core.refusals import UnknownConversation
from warmline.flow.desk import BadCursor, Operator, Role, Session
from warmline.flow.ports import Whisper
from warmline.web import acting, auth, showing
from warmline.web import frames as f
from warmline.web.auth import LoggedIn
from warmline.web.cleaning import clean_line
from warmline.web.desk import Desk, address, the_desk
from warmline.web.limits import Limiter
from warmline.web.problems import Problem
from warmline.web.rights import opens, sees

router = APIRouter(prefix="/api", tags=["operator"])
TheDesk = Annotated[Desk, Depends(the_desk)]
Seq = Annotated[int, Query(ge=0, le=f.LARGEST_SEQ)]
ID = re.compile(f.ID)
Password = Annotated[str, StringConstraints(min_length=1, max_length=200)]
PersonName = Annotated[f.Name, StringConstraints(min_length=1, max_length=100)]
List = Literal["waiting", "mine", "assistant", "active", "open", "all", "resolved"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Login(Strict):
    email: Annotated[str, StringConstraints(max_length=254)]
    password: Password


class FirstOwner(Login):
    token: Annotated[str, StringConstraints(max_length=200)]
    name: PersonName


class PasswordChange(Strict):
    old: Password
    new: Password


class MePatch(Strict):
    name: PersonName | None = None
    email_notices: bool | None = None
    password: PasswordChange | None = None


class Me(BaseModel):
    id: str
    email: str
    name: str
    role: Role
    teams: list[str]
    skills: list[str]
    capacity: int  # conversations at once
    csrf: str
    email_notices: bool
    unmasks: bool  # may look at what is masked: see ``unmask``
    scans: bool  # files are shown to a virus scanner before anybody gets them


class Needed(BaseModel):
    needed: bool


class Rows(BaseModel):
    rows: list[f.SeenRow]
    next: str


class Thread(BaseModel):
    entries: list[f.OperatorEntry]
    first: int


class Numbers(BaseModel):
    waiting: int
    mine: int
    assistant: int
    active: int


class Doing(Strict):
    id: f.Id


class Done(BaseModel):
    seq: int  # number of the entry


class Nothing(BaseModel):
    """Done; there is nothing to say about it."""


async def slowed_down(request: Request, session: LoggedIn, desk: TheDesk) -> None:
    """The same limit as on the socket."""
    if wait := request.app.state.act_limiter.wait(session.operator.id, desk.clock()):
        raise Problem(429, "rate_limited", "Too much at once.", retry_after_ms=wait)


async def looking_far(request: Request, session: LoggedIn, desk: TheDesk) -> None:
    """How often somebody may ask for what reads much: searches, reports, transcripts."""
    if wait := request.app.state.look_limiter.wait(session.operator.id, desk.clock()):
        raise Problem(429, "rate_limited", "Too much at once.", retry_after_ms=wait)


async def trying_out(request: Request, session: LoggedIn, desk: TheDesk) -> None:
    """How often somebody may have something sent to see whether it arrives: it may cost money."""
    if wait := request.app.state.test_limiter.wait(session.operator.id, desk.clock()):
        detail = "Enough tests for now. Try again in a moment."
        raise Problem(429, "rate_limited", detail, retry_after_ms=wait)


def known(id: str) -> ConversationId:
    """What could be a conversation's id."""
    if not ID.fullmatch(id):
        raise UnknownConversation(ConversationId(""))
    return ConversationId(id)


AnyConversation = Annotated[ConversationId, Depends(known)]
"""What could be one; who acts on it is checked where it is locked."""


async def opened(id: AnyConversation, session: LoggedIn, desk: TheDesk) -> ConversationId:
    """A conversation that the asker may see."""
    now = await desk.store.conversation(id)
    if now is None or not opens(session.operator, now):
        raise UnknownConversation(id)
    return id


TheConversation = Annotated[ConversationId, Depends(opened)]


# ── who I am ──────────────────────────────────────────────────────────────────────────────────────


@router.get("/setup")
async def setup_needed(desk: TheDesk) -> Needed:
    """Whether the first account is still to be made."""
    return Needed(needed=not await desk.accounts.operators())


@router.post("/setup", dependencies=[Depends(auth.not_foreign)])
async def set_up(body: FirstOwner, request: Request, response: Response, desk: TheDesk) -> Me:
    """Create the owner's account with the token that the server printed. Works once."""
    _throttle(request, desk, f"address:{address(request)}")
    if await desk.accounts.operators():
        raise Problem(409, "already_set_up", "The first account exists. Log in.")
    if not acting.same(body.token, desk.setup_token):
        raise Problem(403, "bad_setup_token", "That is not the token that the server printed.")
    owner = await acting.new_operator(
        email=body.email, name=body.name, role=Role.OWNER, password=body.password
    )
    try:
        await acting.add(desk, owner, first=True)
    except Problem as error:
        raise Problem(409, "already_set_up", "The first account exists. Log in.") from error
    await desk.accounts.note(owner.id, "set_up")
    return me_view(desk, await auth.open_session(desk, owner, response))


@router.post("/login", dependencies=[Depends(auth.not_foreign)])
async def log_in(body: Login, request: Request, response: Response, desk: TheDesk) -> Me:
    """A session in a cookie, and the token that goes with its changing requests."""
    _throttle(request, desk, f"address:{address(request)}")
    _throttle(request, desk, f"account:{body.email.strip().lower()}", one=True)
    operator = await desk.accounts.by_email(clean_line(body.email))
    fits = await auth.password_fits(desk.hashing, operator, body.password)
    if operator is None or not fits:
        raise Problem(401, "wrong_login", "Email or password is wrong.")
    await desk.accounts.note(operator.id, "login")
    return me_view(desk, await auth.open_session(desk, operator, response))


def _throttle(request: Request, desk: Desk, who: str, *, one: bool = False) -> None:
    """By address, and by account: more for an account, so that nobody can lock another out."""
    state = request.app.state
    limiter: Limiter = state.account_limiter if one else state.login_limiter
    if wait := limiter.wait(who, desk.clock()):
        detail = "Too many attempts. Try again in a moment."
        raise Problem(429, "rate_limited", detail, retry_after_ms=wait)


@router.post("/logout")
async def log_out(session: LoggedIn, response: Response, desk: TheDesk) -> Nothing:
    """End this session, here and on its sockets."""
    await desk.accounts.close_session(session.hash)
    await desk.bus.whisper(Whisper(kind="revoked", operator=session.operator.id))
    await desk.accounts.note(session.operator.id, "logout")
    auth.close_cookie(desk, response)
    return Nothing()


@router.get("/me")
async def me(session: LoggedIn, desk: TheDesk) -> Me:
    """Who is logged in."""
    return me_view(desk, session)


@router.patch("/me")
async def change_me(body: MePatch, session: LoggedIn, request: Request, desk: TheDesk) -> Me:
    """Change my name, my password, or whether I get mail."""
    changed = await _changed(body, session, request, desk)
    await acting.change(desk, changed, was=session.operator)
    if body.password:
        await desk.accounts.close_sessions(changed.id, but=session.hash)
        await desk.bus.whisper(Whisper(kind="revoked", operator=changed.id))
        await desk.accounts.note(changed.id, "password_changed")
    return me_view(desk, Session(operator=changed, csrf=session.csrf, hash=session.hash))


async def _changed(body: MePatch, session: Session, request: Request, desk: Desk) -> Operator:
    fields: dict[str, Any] = body.model_dump(exclude_none=True, exclude={"password"})
    if body.password:
        _throttle(request, desk, f"account:{session.operator.email}", one=True)
        if not await auth.password_fits(desk.hashing, session.operator, body.password.old):
            raise Problem(403, "wrong_password", "The old password is wrong.")
        auth.check_new_password(body.password.new)
        fields["password"] = await auth.hash_password(body.password.new)
    return replace(session.operator, **fields)


def me_view(desk: Desk, session: Session) -> Me:
    who = session.operator
    return Me(
        id=who.id,
        email=who.email,
        name=who.name,
        role=who.role,
        teams=list(who.teams),
        skills=list(who.skills),
        capacity=who.capacity,
        csrf=session.csrf,
        email_notices=who.email_notices,
        unmasks=who.role in desk.unmasking,
        scans=desk.files is not None and desk.files.files.scans,
    )


# ── the inbox ─────────────────────────────────────────────────────────────────────────────────────


@router.get("/conversations")
async def conversations(
    session: LoggedIn,
    desk: TheDesk,
    list: List = "waiting",
    cursor: Annotated[str, Query(max_length=400)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Rows:
    """One page of a list. ``waiting``: by priority, then longest wait; others: newest first.

    A page may hold fewer rows than asked for: what is not for the asker's eyes is left out.
    """
    try:
        page = await desk.inbox.lines(list, session.operator.id, cursor=cursor, limit=limit)
    except BadCursor as error:
        raise Problem(400, "bad_cursor", str(error)) from error
    mine = [line for line in page.lines if sees(session.operator, line.conversation)]
    return Rows(rows=await showing.rows(desk, mine), next=page.next)


@router.get("/conversations/counts")
async def counts(session: LoggedIn, desk: TheDesk) -> Numbers:
    """How many conversations each list holds."""
    tally = await desk.inbox.tally(session.operator.id)
    return Numbers(
        waiting=tally.waiting, mine=tally.mine, assistant=tally.assistant, active=tally.active
    )


@router.get("/conversations/{id}")
async def conversation(id: TheConversation, session: LoggedIn, desk: TheDesk) -> f.SeenRow:
    """One conversation, as its line in the inbox."""
    return await _row(desk, session, id)


async def _row(desk: Desk, session: Session, id: ConversationId) -> f.SeenRow:
    line = await desk.inbox.line(id, session.operator.id)
    if line is None:
        raise UnknownConversation(id)
    return await showing.row(desk, line)


@router.get("/conversations/{id}/entries")
async def entries(
    id: TheConversation,
    session: LoggedIn,
    desk: TheDesk,
    before: Seq = 0,
    after: Seq = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Thread:
    """Without ``before`` and ``after``: the newest."""
    row = await _row(desk, session, id)
    newest_first = before or (row.seq + 1 if not after else 0)
    page = await desk.store.entries(id, after=after, before=newest_first, limit=limit)
    shown = await showing.thread(desk, row, page)
    return Thread(entries=shown.entries, first=shown.first)


@router.get("/conversations/{id}/package")
async def package(id: TheConversation, session: LoggedIn, desk: TheDesk) -> acting.PackageView:
    """The handoff package, version 2: the same document that mail and webhooks carry."""
    row = await _row(desk, session, id)
    found = await desk.store.package(id)
    if found is None:
        raise Problem(404, "no_package", "Nobody asked for a person here yet.")
    return acting.package_view(found, row, desk.veil)
