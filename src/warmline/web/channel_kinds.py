"""The kinds of channels: their forms, the steps of setting them up, what they can do."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from warmline.flow.channels import Abilities, Kind, Medium
from warmline.web.auth import LoggedIn
from warmline.web.channel_forms import FieldView, field_view
from warmline.web.desk import Desk, the_desk

router = APIRouter(prefix="/api/channels", tags=["channels"])
TheDesk = Annotated[Desk, Depends(the_desk)]


class AbilitiesView(BaseModel):
    """What a kind of channel can do. Lengths of time are milliseconds."""

    length: int  # of a message; longer ones are split
    unit: str  # characters, utf16, bytes
    buttons: int  # under a message; more become numbers
    media: dict[Medium, int]  # largest file in bytes, by medium
    typing: bool
    receipts: list[str]  # states besides "sent"
    edits: bool
    window: int  # in which replies are free, after the visitor's newest message; 0: for ever
    window_of_people: int  # the same for what a person writes; 0: as ``window``
    templates: bool


class KindView(BaseModel):
    name: str
    label: str
    guide: list[str]
    form: list[FieldView]
    abilities: AbilitiesView


@router.get("/kinds")
async def channel_kinds(session: LoggedIn, desk: TheDesk) -> list[KindView]:
    """What a channel can be, what each kind wants to be told, and what it can do."""
    return [_kind_view(kind) for kind in desk.channels.kinds.values()]


def _kind_view(kind: Kind) -> KindView:
    return KindView(
        name=kind.name,
        label=kind.label,
        guide=list(kind.guide),
        form=[field_view(one) for one in kind.form],
        abilities=_abilities_view(kind.abilities),
    )


def _abilities_view(abilities: Abilities) -> AbilitiesView:
    return AbilitiesView(
        length=abilities.length,
        unit=abilities.unit,
        buttons=abilities.buttons,
        media=dict(abilities.media),
        typing=abilities.typing,
        receipts=sorted(abilities.receipts),
        edits=abilities.edits,
        window=abilities.window,
        window_of_people=abilities.window_of_people,
        templates=abilities.templates,
    )
