"""Settings of the channels: which there are, and how each is set up."""

import secrets
from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field, StringConstraints

from warmline.core.model import AssistantId
from warmline.flow.channels import Setup
from warmline.web.assistants import IdPath, Line
from warmline.web.auth import Manager
from warmline.web.channel_forms import Fault, filled
from warmline.web.channel_views import ChannelView, channel_view, setup_of
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Strict
from warmline.web.problems import Problem

router = APIRouter(prefix="/api/channels", tags=["channels"])
TheDesk = Annotated[Desk, Depends(the_desk)]
MOST: Final = 100
ID_BYTES: Final = 18  # of randomness in an address that only its provider is told

Key = Annotated[str, StringConstraints(max_length=64)]
Value = Annotated[str, StringConstraints(max_length=4_000)]
Values = Annotated[dict[Key, Value | None], Field(max_length=60)]
Name = Annotated[Line, StringConstraints(min_length=1, max_length=80)]
AssistantName = Annotated[str, StringConstraints(max_length=64)]


class NewChannel(Strict):
    kind: Annotated[str, StringConstraints(max_length=64)]
    name: Name
    assistant: AssistantName
    settings: Values = Field(default_factory=dict[str, str | None])
    secrets: Values = Field(default_factory=dict[str, str | None])
    on: bool = True


class ChannelPatch(Strict):
    """What is not given stays. A secret that is empty stays, too; null clears it."""

    name: Name | None = None
    assistant: AssistantName | None = None
    settings: Values = Field(default_factory=dict[str, str | None])
    secrets: Values = Field(default_factory=dict[str, str | None])
    on: bool | None = None


class RemovedView(BaseModel):
    conversations: int  # that came by it, and stay
    open: int  # of them, those that are not resolved: replies to them can no longer go out


@router.get("")
async def channels(session: Manager, desk: TheDesk) -> list[ChannelView]:
    """All channels, each with how it is."""
    loads = await desk.channels.watch.loads()
    setups = sorted(await desk.channels.setups.all(), key=lambda one: (one.name.lower(), one.id))
    return [await channel_view(desk, setup, loads) for setup in setups]


@router.post("")
async def add_channel(body: NewChannel, session: Manager, desk: TheDesk) -> ChannelView:
    """Set a channel up. Its id, which stands in its webhook's address, is made here."""
    kind = desk.channels.kinds.get(body.kind)
    if kind is None:
        expected = f"one of {', '.join(desk.channels.kinds)}"
        fault = {"where": "kind", "expected": expected, "came": body.kind}
        raise Problem(422, "invalid", "There is no such kind of channel here.", errors=[fault])
    if len(await desk.channels.setups.all()) >= MOST:
        raise Problem(409, "too_many_channels", f"There are at most {MOST}. Remove one first.")
    form = filled(kind, None, body.settings, body.secrets)
    _check([*await _assistant_faults(desk, body.assistant), *form.faults])
    setup = Setup(
        id=secrets.token_urlsafe(ID_BYTES),
        kind=kind.name,
        name=body.name,
        assistant=AssistantId(body.assistant),
        settings=form.settings,
        secrets=form.secrets,
        on=body.on,
    )
    saved = await desk.channels.setups.save(setup)
    await desk.accounts.note(session.operator.id, "channel_added", saved.id)
    return await channel_view(desk, saved)


@router.get("/{id}")
async def channel(id: IdPath, session: Manager, desk: TheDesk) -> ChannelView:
    """One channel. Of its secrets, only whether they are set."""
    return await channel_view(desk, await setup_of(desk, id))


@router.patch("/{id}")
async def change_channel(
    id: IdPath, body: ChannelPatch, session: Manager, desk: TheDesk
) -> ChannelView:
    """Change what is given. With another address, the secrets that go there are asked for again."""
    before = await setup_of(desk, id)
    changed = await _changed(desk, before, body)
    saved = await desk.channels.setups.save(changed)
    what = "channel_changed" if changed.on == before.on else f"channel_{_switched(changed)}"
    await desk.accounts.note(session.operator.id, what, id)
    return await channel_view(desk, saved)


@router.delete("/{id}")
async def remove_channel(id: IdPath, session: Manager, desk: TheDesk) -> RemovedView:
    """Remove a channel. Its conversations stay; replies to them can no longer go out."""
    await setup_of(desk, id)
    load = (await desk.channels.watch.loads()).get(id)
    await desk.channels.setups.remove(id)
    await desk.accounts.note(session.operator.id, "channel_removed", id)
    return RemovedView(
        conversations=load.conversations if load else 0, open=load.open if load else 0
    )


async def _changed(desk: Desk, before: Setup, body: ChannelPatch) -> Setup:
    """Raises ``Problem`` with every fault."""
    changed = replace(
        before,
        name=before.name if body.name is None else body.name,
        assistant=before.assistant if body.assistant is None else AssistantId(body.assistant),
        on=before.on if body.on is None else body.on,
    )
    faults = await _assistant_faults(desk, changed.assistant) if body.assistant else []
    kind = desk.channels.kinds.get(before.kind)
    if body.settings or body.secrets:
        if kind is None:
            raise Problem(409, "unknown_kind", "This kind of channel is not known here any more.")
        form = filled(kind, before, body.settings, body.secrets)
        faults = [*faults, *form.faults]
        changed = replace(changed, settings=form.settings, secrets=form.secrets)
    _check(faults)
    return changed


async def _assistant_faults(desk: Desk, id: str) -> list[Fault]:
    known = [setup.profile.id for setup in await desk.assistants.all()]
    if id in known:
        return []
    return [{"where": "assistant", "expected": f"one of {', '.join(known)}", "came": id}]


def _check(faults: list[Fault]) -> None:
    if faults:
        raise Problem(422, "invalid", "Some of it does not fit.", errors=faults)


def _switched(setup: Setup) -> str:
    return "switched_on" if setup.on else "switched_off"
