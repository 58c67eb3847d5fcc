"""Whether a channel works: the guided check, a test message, and what is known of it."""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, StringConstraints

from warmline.core.model import Author
from warmline.flow.channel_records import Health
from warmline.flow.channels import Adapter, Finding, Outgoing, Setup
from warmline.flow.failures import Forged, Permanent, PutOff, Temporary
from warmline.web.assistants import IdPath
from warmline.web.auth import Manager
from warmline.web.channel_views import (
    ChannelView,
    HealthView,
    LoadView,
    channel_view,
    hook_url,
    setup_of,
)
from warmline.web.contacts import veiled_address
from warmline.web.desk import Desk, the_desk
from warmline.web.notices import TriedView
from warmline.web.operator import Strict, slowed_down, trying_out

router = APIRouter(prefix="/api/channels", tags=["channels"])
TheDesk = Annotated[Desk, Depends(the_desk)]
PATIENCE: Final = 30.0  # seconds for a provider to answer all that a check asks
TEXT: Final = "This is a test message from Warmline. It works."
LOOK_AGAIN: Final = 0.1  # seconds
LOOKS: Final = 5
KNOWN: Final = 10  # people who wrote lately
FAILURES: Final = (Temporary, Permanent, PutOff, Forged)
HERE: Final = ("127.0.0.1", "localhost", "::1")


class TestBody(Strict):
    to: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
    """An address as the channel has them: a number, the id of a chat, an email address.

    Or as ``KnownView`` shows it.
    """


class KnownView(BaseModel):
    address: str  # where replies to them go; a masked one can be told from others, and written to
    name: str
    heard_at: int


class ChannelHealthView(BaseModel):
    standing: str  # off, trouble, expiring, new, good
    health: HealthView
    load: LoadView
    known: list[KnownView]  # who wrote lately, the latest first


class UnreadView(BaseModel):
    id: str
    what: str  # the provider's name of it
    raw: str  # as it came, with what is masked on screens masked
    at: int


@router.post("/{id}/check", dependencies=[Depends(slowed_down)])
async def check_channel(id: IdPath, session: Manager, desk: TheDesk) -> ChannelView:
    """Look whether everything is set up, and set up at the provider what can be."""
    setup = await setup_of(desk, id)
    url = hook_url(desk, setup)
    findings = (*_address(desk, setup, url), *await _findings(desk, setup, url))
    ends = max((one.expires_at for one in findings), default=0)
    note = Health(checked_at=desk.clock(), findings=findings, expires_at=ends)
    await desk.channels.setups.noted(id, note)
    await desk.accounts.note(session.operator.id, "channel_checked", id)
    return await channel_view(desk, setup)


@router.post("/{id}/test", dependencies=[Depends(trying_out)])
async def send_test(id: IdPath, body: TestBody, session: Manager, desk: TheDesk) -> TriedView:
    """Send a test message to an address, now, and say what the provider said."""
    setup = await setup_of(desk, id)
    key = f"test-{secrets.token_hex(8)}"
    to = await _meant(desk, setup, body.to)
    message = Outgoing(key=key, thread=to, text=TEXT, author=Author.SYSTEM)
    try:
        async with asyncio.timeout(PATIENCE):
            adapter = await _opened(desk, setup)
            sent = await adapter.send(message)
    except FAILURES as error:
        return TriedView(ok=False, answer=desk.veil.text(str(error)) or type(error).__name__)
    except TimeoutError:
        return TriedView(ok=False, answer=f"no answer within {PATIENCE:.0f} seconds")
    await desk.channels.setups.noted(id, Health(sent_at=desk.clock()))
    await desk.accounts.note(session.operator.id, "channel_tested", id)
    return TriedView(ok=True, answer=f"Taken, as {sent}" if sent else "Taken")


@router.get("/{id}/health")
async def channel_health(id: IdPath, session: Manager, desk: TheDesk) -> ChannelHealthView:
    """How a channel is: what came and went last, what failed, and what lies on it."""
    setup = await setup_of(desk, id)
    view = await channel_view(desk, setup)
    known = await desk.channels.watch.known(id, KNOWN)
    return ChannelHealthView(
        standing=view.standing,
        health=view.health,
        load=view.load,
        known=[
            KnownView(
                address=_shown(desk, setup, one.address),
                name=desk.veil.text(one.name),
                heard_at=one.heard_at,
            )
            for one in known
        ],
    )


@router.get("/{id}/unread")
async def unread_events(
    id: IdPath,
    session: Manager,
    desk: TheDesk,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[UnreadView]:
    """What the provider sent and nobody here could read, the newest first."""
    await setup_of(desk, id)
    events = await desk.channels.watch.unread(id, limit)
    return [
        UnreadView(id=one.id, what=one.what, raw=desk.veil.text(one.raw), at=one.at)
        for one in events
    ]


def _shown(desk: Desk, setup: Setup, address: str) -> str:
    """An address, masked as on every screen; behind a mark, by what it is told from the others."""
    shown = veiled_address(setup.kind, address, desk.veil)
    if shown == address:
        return address
    named = f"address\n{setup.id}\n{address}".encode()
    return f"{shown} {hmac.digest(desk.secret, named, hashlib.sha256).hex()[:8]}"


async def _meant(desk: Desk, setup: Setup, to: str) -> str:
    """The address of somebody who wrote lately, where it is written as it is shown."""
    known = await desk.channels.watch.known(setup.id, KNOWN)
    return next((one.address for one in known if _shown(desk, setup, one.address) == to), to)


async def _opened(desk: Desk, setup: Setup) -> Adapter:
    """The channel as it is set up now: what was saved a moment ago may not be open yet.

    Raises ``Permanent``: it is off, or cannot be opened.
    """
    for _ in range(LOOKS if setup.on else 0):
        with suppress(Permanent):
            found, _, adapter = await desk.channels.switchboard.adapter(setup.id)
            if found.version >= setup.version:
                return adapter
        await asyncio.sleep(LOOK_AGAIN)
    _, _, adapter = await desk.channels.switchboard.adapter(setup.id)
    return adapter


async def _findings(desk: Desk, setup: Setup, url: str) -> Sequence[Finding]:
    try:
        async with asyncio.timeout(PATIENCE):
            adapter = await _opened(desk, setup)
            return await adapter.check(url)
    except FAILURES as error:
        words = f"It could not be checked: {error}."
    except TimeoutError:
        words = f"No answer within {PATIENCE:.0f} seconds."
    remedy = "Look at what is typed into the form, switch the channel on, and check again."
    return [Finding(step="Connection", well=False, words=words, remedy=remedy)]


def _address(desk: Desk, setup: Setup, url: str) -> Sequence[Finding]:
    """Whether a provider can reach this server at all; one that stands here always can."""
    if not url:
        return ()
    ours, theirs = urlsplit(desk.base_url), urlsplit(setup["base_url"])
    step = "Address of this server"
    if ours.scheme == "https" and ours.hostname not in HERE:
        return (Finding(step=step, well=True, words=f"{desk.base_url} can be reached securely."),)
    if theirs.hostname in HERE:
        words = f"{desk.base_url} is enough for a provider on this machine."
        return (Finding(step=step, well=True, words=words),)
    words = f"{desk.base_url} cannot be reached from outside, or not securely."
    remedy = "Give this server an https address that the internet can reach: WARMLINE_BASE_URL."
    return (Finding(step=step, well=False, words=words, remedy=remedy),)
