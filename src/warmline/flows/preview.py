"""Playing flows on paper: what would be said to these words, with nothing recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from warmline.core.conditions import Scene
from warmline.core.model import Button, FlowEnd, Stand
from warmline.flows.model import Flows
from warmline.flows.playing import Look, played
from warmline.flows.start import Began
from warmline.flows.talk import Heard, Turned, hear
from warmline.signals import SIGNALS, read

ON_A_BUTTON = ("explicit_request", "entities")  # what is read of words that the owner wrote
SURE = 0.5  # the score from which a call for a person counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one message of the visitor would lead to."""

    said: str  # by the visitor
    says: tuple[str, ...]
    buttons: tuple[Button, ...] = ()
    flow: str = ""  # "": none is under way; the assistant behind answers alone
    step: str = ""  # whose question waits now
    ended: FlowEnd = ""
    fields: Mapping[str, str] = field(default_factory=dict[str, str])
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    handoff: str = ""
    team: str = ""
    priority: int | None = None
    looked_up: str = ""  # what the assistant behind was asked
    asks_person: bool = False  # the policy's rules decide before any flow does
    passed: tuple[str, ...] = ()  # ids of the steps that were taken


async def preview(
    flows: Flows, inputs: Sequence[tuple[str, str]], scene: Scene, look: Look
) -> tuple[Shown, ...]:
    """One ``Shown`` for each input: its words, and the id of the button pressed or ""."""
    stand: Stand | None = None
    began = Began(first=True)
    shown: list[Shown] = []
    for number, (text, choice) in enumerate(inputs):
        offered = {button.id for button in shown[-1].buttons} if shown else set[str]()
        pressed = choice if choice in offered else ""
        heard = heard_in(replace(scene, text=text, visitor_messages=number + 1), pressed)
        one, stand = await _one(flows, stand, began, heard, look)
        shown.append(one)
        began = Began(flows=began.flows | frozenset(filter(None, [one.flow])))
    return tuple(shown)


def heard_in(scene: Scene, choice: str) -> Heard:
    only = ON_A_BUTTON if choice else tuple(SIGNALS)
    signals = read(scene.text, hint=scene.language, only=only)
    return Heard(
        scene=replace(scene, signals=signals), choice=choice, opened=scene.channel == "web"
    )


async def _one(
    flows: Flows, stand: Stand | None, began: Began, heard: Heard, look: Look
) -> tuple[Shown, Stand | None]:
    turn = hear(flows, stand, began, heard)
    if turn is None:
        found = await look(heard.scene.text, ())
        return replace(_shown(heard, None), says=(found.text,), looked_up=heard.scene.text), None
    found = await played(flows, turn, heard, look)
    one = replace(_shown(heard, found.turn), says=found.turn.says, looked_up=found.looked_up)
    return one, None if found.turn.ended else found.turn.stand


def _shown(heard: Heard, turn: Turned | None) -> Shown:
    signals = heard.scene.signals
    person = any(s.name == "explicit_request" and s.score >= SURE for s in signals)
    said = Shown(said=heard.scene.text, says=(), asks_person=person)
    if turn is None:
        return said
    return replace(
        said,
        buttons=turn.buttons,
        flow=turn.stand.flow,
        step="" if turn.ended else turn.stand.step,
        ended=turn.ended,
        fields=turn.stand.fields,
        attributes=turn.attributes,
        handoff=turn.handoff,
        team=turn.team,
        priority=turn.priority,
        passed=turn.passed,
    )
