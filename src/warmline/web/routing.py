"""Settings of the routes: read, check, publish, try; and why a conversation is where it is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field, StringConstraints

from warmline.core.model import (
    AssistantId,
    ContactId,
    Conversation,
    ConversationId,
    Signal,
)
from warmline.core.policy import Context, Rule
from warmline.core.refusals import UnknownConversation
from warmline.core.routing import Waiting, explain, waiting
from warmline.core.routing_direction import asked, direct, gathered
from warmline.core.staffing import has_request
from warmline.core.teams import Route, Team
from warmline.flow.desk import Session, VersionMoved
from warmline.teams import BadPolicy, doubts, dump, from_json, load, to_json
from warmline.web.assistants import IdPath
from warmline.web.auth import LoggedIn, Manager
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Strict, looking_far, slowed_down
from warmline.web.problems import Problem
from warmline.web.rights import opens

router = APIRouter(prefix="/api", tags=["routing"])
TheDesk = Annotated[Desk, Depends(the_desk)]
Text = Annotated[str, StringConstraints(max_length=256 * 1024)]
Short = Annotated[str, StringConstraints(max_length=2_000)]
Name = Annotated[str, StringConstraints(max_length=64)]


class RoutingDraft(Strict):
    text: Text | None = None
    routing: dict[str, Any] | None = None


class RoutingBody(RoutingDraft):
    base_version: int


class CheckedRouting(BaseModel):
    text: str
    routing: dict[str, Any]
    warnings: list[str]


class RoutingView(CheckedRouting):
    version: int  # 0: nobody has written any
    published_at: int
    by: str


class RoutingLine(BaseModel):
    version: int
    published_at: int
    by: str
    text: str


class MadeUp(Strict):
    """A conversation that might be."""

    assistant: Name = "main"
    text: Short = ""  # what the visitor asks
    channel: Name = "web"
    page: Short = ""
    language: Name = ""
    attributes: Annotated[dict[str, Short], Field(max_length=50, default_factory=dict)]
    trigger: Name = "explicit_request"
    priority: int = Field(default=0, ge=-1000, le=1000)


class Tried(RoutingDraft):
    """What to try, and with which routes: a draft's, or those that are live."""

    conversation: Name = ""  # a real one; "": the made-up one
    made_up: MadeUp = Field(default_factory=lambda: MadeUp(attributes={}))


class RouteAsked(BaseModel):
    route: str
    matched: bool
    why: str


class Person(BaseModel):
    operator: str
    name: str
    fit: bool  # it may be given to them now
    why: str


class RoutingResult(BaseModel):
    """To whom a request for a person goes, or would go, and why."""

    team: str
    priority: int
    skills: list[str]
    route: str  # that chose the team; "": a rule or the default did
    why: str  # that team
    routes: list[RouteAsked]
    verdict: str  # who gets it, or why nobody does
    people: list[Person]


@router.get("/admin/routing")
async def routing(session: LoggedIn, desk: TheDesk) -> RoutingView:
    """The routes that are live: as text, parsed, and with what looks doubtful in them."""
    versions = await desk.teams.versions()
    newest = versions[0] if versions else None
    text = newest.text if newest else dump(())
    return RoutingView(
        **(await _checked_view(desk, text)).model_dump(),
        version=newest.version if newest else 0,
        published_at=newest.published_at if newest else 0,
        by=newest.by if newest else "",
    )


@router.put("/admin/routing")
async def publish_routing(body: RoutingBody, session: Manager, desk: TheDesk) -> RoutingView:
    """Check the routes whole, and make them the live ones."""
    text = _text_of(body)
    _check_teams(load(text), await desk.teams.all())
    try:
        made = await desk.teams.publish(text, base=body.base_version, by=session.operator.name)
    except VersionMoved as error:
        detail = f"Somebody published version {error.version} in the meantime. Load it again."
        raise Problem(409, "version_moved", detail) from error
    await desk.accounts.note(session.operator.id, "routing_published", str(made.version))
    return await routing(session, desk)


@router.post("/admin/routing/check", dependencies=[Depends(slowed_down)])
async def check_routing(body: RoutingDraft, session: LoggedIn, desk: TheDesk) -> CheckedRouting:
    """Say what is wrong or doubtful in a draft, and give it as a form and as text."""
    return await _checked_view(desk, _text_of(body))


@router.get("/admin/routing/versions")
async def routing_versions(session: LoggedIn, desk: TheDesk) -> list[RoutingLine]:
    """Every version ever published, newest first."""
    return [
        RoutingLine(version=v.version, published_at=v.published_at, by=v.by, text=v.text)
        for v in await desk.teams.versions()
    ]


@router.post("/admin/routing/try", dependencies=[Depends(looking_far)])
async def try_routing(body: Tried, session: LoggedIn, desk: TheDesk) -> RoutingResult:
    """Where a conversation would go if a person were wanted in it now; nothing happens."""
    draft = body.text is not None or body.routing is not None
    routes = load(_text_of(body)) if draft else await desk.teams.routes()
    if body.conversation:
        now = await _seen(desk, session, body.conversation)
        rule = Rule(id="", trigger="explicit_request")
    else:
        now = await _made_up(desk, body.made_up)
        rule = Rule(id="", trigger=body.made_up.trigger, priority=body.made_up.priority)
    return desk.veil.document(await _result(desk, now, rule, routes))


@router.get("/operator/conversations/{id}/routing")
async def why_there(id: IdPath, session: LoggedIn, desk: TheDesk) -> RoutingResult:
    """Why a conversation is with whom it is, or with nobody."""
    now = await _seen(desk, session, id)
    handoff = now.handoff if has_request(now) else None
    rule = Rule(id="", trigger=handoff.trigger if handoff else "explicit_request")
    routes = await desk.teams.routes()
    found = desk.veil.document(await _result(desk, now, rule, routes, stands=True))
    if now.operator is None:
        return found
    return found.model_copy(update={"verdict": f"{desk.staff.name(now.operator)} has it."})


# ── reading ───────────────────────────────────────────────────────────────────────────────────────


def _text_of(body: RoutingDraft) -> str:
    """The routes as a text that can be loaded. Raises ``Problem`` with all its faults."""
    try:
        text = body.text if body.text is not None else dump(from_json(body.routing or {}))
        load(text)
    except BadPolicy as error:
        raise _bad_routing(
            [
                {"where": one.where, "expected": one.expected, "came": one.came}
                for one in error.errors
            ]
        ) from error
    return text


def _bad_routing(faults: list[dict[str, str]]) -> Problem:
    return Problem(422, "bad_routing", "The routes have faults.", errors=faults)


def _check_teams(routes: Sequence[Route], teams: Sequence[Team]) -> None:
    """A route to a team that is not there would be a dead end."""
    known = [team.id for team in teams]
    faults = [
        {"where": f"routes[{index}].team", "expected": ", ".join(known), "came": route.team}
        for index, route in enumerate(routes)
        if route.team not in known
    ]
    if faults:
        raise _bad_routing(faults)


async def _checked_view(desk: Desk, text: str) -> CheckedRouting:
    routes = load(text)
    found = doubts(routes, await desk.teams.all(), await desk.accounts.seats())
    return CheckedRouting(text=text, routing=to_json(routes), warnings=found)


async def _seen(desk: Desk, session: Session, id: str) -> Conversation:
    now = await desk.store.conversation(ConversationId(id))
    if now is None or not opens(session.operator, now):
        raise UnknownConversation(ConversationId(id))
    return now


async def _made_up(desk: Desk, wanted: MadeUp) -> Conversation:
    """The conversation as it stands when its first message has come in."""
    assistant = AssistantId(wanted.assistant)
    blank = Conversation(
        id=ConversationId("try"),
        channel=wanted.channel,
        assistant=assistant,
        contact=ContactId("try"),
        page=wanted.page,
        language=wanted.language or "en",
        attributes=wanted.attributes,
        verified=tuple(wanted.attributes),
    )
    shown: tuple[Signal, ...] = ()
    if wanted.text:
        shown = await desk.ears.hear(assistant, wanted.text, blank)
    heard = next((one.value for one in shown if one.name == "language" and one.score >= 0.8), "")
    return replace(
        blank,
        shown=shown,
        gathered=gathered((), shown),
        matter=wanted.text,
        language=wanted.language or heard or "en",
        visitor_messages=1,
    )


async def _result(
    desk: Desk, now: Conversation, rule: Rule, routes: Sequence[Route], *, stands: bool = False
) -> RoutingResult:
    """What would be, or with ``stands`` what is: the team that has the request keeps it."""
    policy = await desk.store.policy(now.assistant)
    teams = {team.id: team for team in await desk.teams.all()}
    seats = await desk.accounts.seats()
    context = Context(
        now=desk.clock(), policy=policy, roster=tuple(seats), teams=teams, routes=tuple(routes)
    )
    where = direct(now, rule, context)
    one = waiting(now) if stands and has_request(now) else None
    handoff = now.handoff if one else None
    team = context.team(handoff.team if handoff else where.team)
    one = one or Waiting(
        id=now.id, requested_at=desk.clock(), priority=where.priority, skills=where.skills
    )
    line = [
        other
        for other in map(waiting, await desk.waitlist.lines())
        if other is not None and other.id != one.id
    ]
    line = [other for other in line if other.team == team.id]
    found = explain(one, line, seats, team, desk.clock())
    return RoutingResult(
        team=team.id,
        priority=one.priority,
        skills=list(one.skills),
        route=handoff.route if handoff else where.route,
        why=_why(handoff.route, where.why) if handoff else where.why,
        routes=[
            RouteAsked(route=a.route, matched=a.matched, why=a.why)
            for a in asked(now, rule, context)
        ],
        verdict=found.verdict,
        people=[
            Person(operator=p.operator, name=p.name, fit=p.fit, why=p.why) for p in found.people
        ],
    )


def _why(route: str, now: str) -> str:
    """Of a request that stands: what chose its team then; the routes may have changed since."""
    return f"route {route} chose the team" if route else f"no route chose the team; now: {now}"
