"""How I am told of things, how a team is, and what became of each notice."""

import re
import secrets
from collections.abc import Mapping, Sequence
from typing import Annotated, Final, Literal
from zoneinfo import available_timezones

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field, StringConstraints

from warmline.core.ladder import ESCALATED
from warmline.core.model import OperatorId
from warmline.core.ways import CHOSEN, EVENTS, OWN
from warmline.flow.desk import Session
from warmline.flow.failures import Permanent, PutOff, Temporary
from warmline.flow.telling import PACES
from warmline.flow.wishes import DEVICES, Quiet, Subscription, Wishes
from warmline.outside.reach import Network, fault_of
from warmline.web import rights
from warmline.web.assistants import IdPath
from warmline.web.auth import LoggedIn
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Strict, TheConversation, slowed_down, trying_out
from warmline.web.problems import Problem

router = APIRouter(prefix="/api", tags=["notices"])
TheDesk = Annotated[Desk, Depends(the_desk)]
PHONE: Final = re.compile(r"\+[1-9]\d{6,14}")  # E.164
AWAY: Final[tuple["Way", ...]] = ("push", "email", "sms")
LONGEST_PAUSE: Final = 24 * 3600  # seconds

Way = Literal["console", "push", "email", "sms"]
Minute = Annotated[int, Field(ge=0, le=24 * 60 - 1)]
Day = Annotated[int, Field(ge=0, le=6)]
Url = Annotated[str, StringConstraints(max_length=2000)]
Faults = list[Mapping[str, str]]
Label = Annotated[str, StringConstraints(max_length=80)]


class QuietBody(Strict):
    since: Minute  # minutes after midnight
    until: Minute  # below ``since``: of the next day
    days: Annotated[list[Day], Field(min_length=1, max_length=7)] = Field(
        default_factory=lambda: [0, 1, 2, 3, 4, 5, 6]
    )


class WishesBody(Strict):
    """How I want to be told. An event that is not named follows my team."""

    events: dict[str, list[Way]] = Field(default_factory=dict[str, list[Way]])
    quiet: Annotated[list[QuietBody], Field(max_length=10)] = Field(default_factory=list[QuietBody])
    zone: Annotated[str, StringConstraints(max_length=64)] = "UTC"
    away_only: list[Way] = Field(default_factory=lambda: list(AWAY))
    """Only while no console of mine is open."""
    email_after_s: Annotated[int, Field(ge=0, le=LONGEST_PAUSE)] = 0
    phone: Annotated[str, StringConstraints(max_length=32)] = ""
    text: bool = False  # words of the conversation may be in it


class WayView(BaseModel):
    way: str
    ready: bool  # it reaches me
    why: str  # what is missing where it does not
    most: int  # at most so many notices to me
    within_s: int  # in that time; 0: any number


class EventView(BaseModel):
    event: str
    title: str
    ways: list[str]  # as it is now
    own: bool  # I chose it myself


class NoticesView(BaseModel):
    wishes: WishesBody
    events: list[EventView]
    ways: list[WayView]
    text_allowed: bool  # by the server's settings


class TryBody(Strict):
    way: Way


class TriedView(BaseModel):
    """What the provider said."""

    ok: bool
    answer: str


@router.get("/operator/notices")
async def my_notices(session: LoggedIn, desk: TheDesk) -> NoticesView:
    """How I am told of things."""
    return await _view(desk, session)


@router.put("/operator/notices", dependencies=[Depends(slowed_down)])
async def change_my_notices(body: WishesBody, session: LoggedIn, desk: TheDesk) -> NoticesView:
    """Change it. A way that does not reach me yet may be chosen; it counts from when it does."""
    if faults := [*event_faults(body.events), *_wish_faults(body)]:
        raise Problem(422, "invalid", "Some settings do not fit.", errors=faults)
    wishes = Wishes(
        events={event: tuple(dict.fromkeys(ways)) for event, ways in body.events.items()},
        quiet=tuple(Quiet(since=q.since, until=q.until, days=tuple(q.days)) for q in body.quiet),
        zone=body.zone,
        away_only=tuple(dict.fromkeys(body.away_only)),
        email_after=body.email_after_s * 1000,
        phone=body.phone,
        text=body.text,
    )
    await desk.notices.notebook.wish(session.operator.id, wishes)
    return await _view(desk, session)


@router.post("/operator/notices/test", dependencies=[Depends(trying_out)])
async def try_way(body: TryBody, session: LoggedIn, desk: TheDesk) -> TriedView:
    """Send me a test by a way, now, and say what came of it."""
    key = f"msg_{secrets.token_hex(16)}"
    telling, me = desk.notices.telling, session.operator.id
    try:
        said = await telling.try_out(me, body.way, key=key)
    except (Temporary, Permanent, PutOff) as error:
        return TriedView(ok=False, answer=str(error))
    return TriedView(ok=True, answer=said)


async def _view(desk: Desk, session: Session) -> NoticesView:
    me = session.operator
    wishes = await desk.notices.notebook.wishes(me.id)
    seats = await desk.accounts.seats()
    seat = next((one for one in seats if one.operator == me.id), None)
    ways = seat.ways if seat else NOTHING
    able = ways.get(ESCALATED, ())
    return NoticesView(
        wishes=_body(wishes),
        events=[
            EventView(
                event=event,
                title=EVENTS[event],
                ways=list(ways.get(event, ())),
                own=event in wishes.events,
            )
            for event in CHOSEN
        ],
        ways=[_way(desk, way, ready=way in able) for way in OWN],
        text_allowed=desk.notices.with_text,
    )


def _body(wishes: Wishes) -> WishesBody:
    return WishesBody.model_validate(
        {
            "events": {event: list(ways) for event, ways in wishes.events.items()},
            "quiet": [
                {"since": one.since, "until": one.until, "days": list(one.days)}
                for one in wishes.quiet
            ],
            "zone": wishes.zone,
            "away_only": list(wishes.away_only),
            "email_after_s": wishes.email_after // 1000,
            "phone": wishes.phone,
            "text": wishes.text,
        }
    )


NOTHING: Final[Mapping[str, tuple[str, ...]]] = {}
MISSING: Final = {
    "push": "no browser of yours takes pushes yet",
    "email": "mail is switched off in your profile",
    "sms": "no phone number is given",
}


def _way(desk: Desk, way: str, *, ready: bool) -> WayView:
    pace = PACES.get(way)
    missing = "" if ready else MISSING.get(way, "your account is told nothing")
    there = way in desk.notices.ways
    return WayView(
        way=way,
        ready=ready,
        why=missing if there else "it is not set up on this server",
        most=pace.most if pace else 0,
        within_s=pace.within // 1000 if pace else 0,
    )


def fault(where: str, *, expected: str, came: str) -> Mapping[str, str]:
    return {"where": where, "expected": expected, "came": came}


def event_faults(events: "dict[str, list[Way]]") -> Faults:
    return [
        fault(f"events.{event}", expected=f"one of {', '.join(CHOSEN)}", came=event[:80])
        for event in events
        if event not in CHOSEN
    ]


def _wish_faults(body: WishesBody) -> Faults:
    faults: Faults = []
    if body.zone not in available_timezones():
        expected = "a time zone such as Europe/Berlin"
        faults.append(fault("zone", expected=expected, came=body.zone))
    if body.phone and not PHONE.fullmatch(body.phone):
        expected = "a number with + and its country, like +4915112345678"
        faults.append(fault("phone", expected=expected, came=body.phone))
    for at, one in enumerate(body.quiet):
        if one.since == one.until != 0:  # from midnight to midnight is the whole day
            expected = "another time than the beginning"
            came = f"{one.since // 60:02}:{one.since % 60:02} to the same"
            faults.append(fault(f"quiet[{at}].until", expected=expected, came=came))
    return faults


# ── my browsers ───────────────────────────────────────────────────────────────────────────────────


class PushKeys(Strict):
    p256dh: Annotated[str, StringConstraints(max_length=200)]
    auth: Annotated[str, StringConstraints(max_length=100)]


class PushBody(Strict):
    """What ``PushSubscription.toJSON()`` gives, and a name for it."""

    endpoint: Url
    keys: PushKeys
    label: Label = ""


class BrowserView(BaseModel):
    id: str
    label: str
    endpoint_host: str  # whose push service it is
    created_at: int


class PushView(BaseModel):
    key: str  # the ``applicationServerKey`` to subscribe with
    browsers: list[BrowserView]


@router.get("/operator/push")
async def my_browsers(session: LoggedIn, desk: TheDesk) -> PushView:
    """The key to subscribe with, and the browsers that take pushes for me."""
    return await _browsers(desk, session)


@router.post("/operator/push", dependencies=[Depends(slowed_down)])
async def add_browser(body: PushBody, session: LoggedIn, desk: TheDesk) -> PushView:
    """Take pushes in this browser. Said again by the same browser, it changes nothing."""
    if faults := _push_faults(desk, body):
        raise Problem(422, "invalid", "That is no push subscription.", errors=faults)
    subscription = Subscription(
        id=secrets.token_hex(8),
        endpoint=body.endpoint,
        p256dh=body.keys.p256dh,
        auth=body.keys.auth,
        label=body.label,
        created_at=desk.clock(),
    )
    if not await desk.notices.notebook.subscribe(session.operator.id, subscription):
        detail = f"At most {DEVICES} browsers take pushes for you. Remove one first."
        raise Problem(409, "too_many_browsers", detail)
    return await _browsers(desk, session)


@router.delete("/operator/push/{id}", dependencies=[Depends(slowed_down)])
async def remove_browser(id: IdPath, session: LoggedIn, desk: TheDesk) -> PushView:
    """Take no pushes in that browser any more."""
    if not await desk.notices.notebook.unsubscribe(session.operator.id, id):
        raise Problem(404, "unknown_browser", "There is no such browser of yours.")
    return await _browsers(desk, session)


async def _browsers(desk: Desk, session: Session) -> PushView:
    mine = await desk.notices.notebook.subscriptions(session.operator.id)
    browsers = [
        BrowserView(
            id=one.id,
            label=one.label,
            endpoint_host=one.endpoint.split("/")[2],
            created_at=one.created_at,
        )
        for one in mine
    ]
    return PushView(key=await desk.notices.identity.public(), browsers=browsers)


def _push_faults(desk: Desk, body: PushBody) -> Faults:
    faults: Faults = []
    networks = desk.notices.push_networks
    if wrong := fault_of(body.endpoint) or insecure(body.endpoint, networks):
        faults.append(fault("endpoint", expected=wrong, came=body.endpoint[:200]))
    if wrong := desk.notices.identity.fault_of(body.keys.p256dh, body.keys.auth):
        faults.append(fault("keys", expected=wrong, came="something else"))
    return faults


def insecure(url: str, networks: Sequence[Network]) -> str:
    """Outside of the private networks that are allowed, only TLS will do."""
    secure = url.startswith("https:") or bool(networks)
    return "" if secure else "an address that begins with https://"


# ── what became of each ───────────────────────────────────────────────────────────────────────────


class ToldNotice(BaseModel):
    """What became of a notice: sent, dropped, held, folded (told with others), failed, pending."""

    seq: int  # the entry that caused it
    notice: str
    title: str
    to: str  # an operator's id, or ``team:…``
    name: str
    way: str
    state: Literal["sent", "dropped", "held", "folded", "failed", "pending"]
    why: str  # why it was not sent, or what the provider said
    at: int


@router.get("/operator/conversations/{id}/notices")
async def told(id: TheConversation, session: LoggedIn, desk: TheDesk) -> list[ToldNotice]:
    """Who was told of this conversation, and how that went."""
    line = await desk.inbox.line(id, session.operator.id)
    if line is None or not rights.opens(session.operator, line.conversation):
        raise Problem(404, "unknown_conversation", "There is no such conversation.")
    return [
        ToldNotice(
            seq=one.seq,
            notice=one.notice,
            title=EVENTS.get(one.notice, one.notice),
            to=one.to,
            name="" if one.to.startswith("team:") else desk.staff.name(OperatorId(one.to)),
            way=one.way,
            state=one.state,
            why=one.why,
            at=one.at,
        )
        for one in await desk.notices.notebook.told(id)
    ]
