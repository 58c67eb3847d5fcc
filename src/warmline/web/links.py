"""Ways to go on elsewhere: what a visitor's widget offers, and the sealed links for it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, StringConstraints

from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Strict
from warmline.web.problems import Problem
from warmline.web.visitor import Admitted

router = APIRouter(prefix="/api/visitor", tags=["visitor"])
TheDesk = Annotated[Desk, Depends(the_desk)]


class Asking(Strict):
    kind: Annotated[str, StringConstraints(max_length=40)] = ""  # "": every kind there is


class LinkView(BaseModel):
    kind: str  # telegram, whatsapp, …
    label: str
    url: str  # good for an hour, and for one person


class LinksView(BaseModel):
    links: list[LinkView]


@router.post("/links")
async def links(body: Asking, request: Request, desk: TheDesk, asker: Admitted) -> LinksView:
    """Addresses that open a channel and take this conversation along.

    None before the visitor has said something: there is nothing to take along yet.
    """
    visitor, setup = asker
    if wait := request.app.state.say_limiter.wait(visitor.conversation, desk.clock()):
        raise Problem(429, "rate_limited", "Too much at once.", retry_after_ms=wait)
    now = await desk.store.conversation(visitor.conversation)
    if now is None or not now.seq or visitor.drill:
        return LinksView(links=[])
    found = await desk.links.offered(setup.profile.id, visitor.conversation, body.kind)
    return LinksView(links=[LinkView(kind=one.kind, label=one.label, url=one.url) for one in found])
