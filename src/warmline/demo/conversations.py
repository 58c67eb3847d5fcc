"""The demo's conversations, played through the engine: visitors speak, the assistant answers."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warmline.app import FIRST_ASSISTANT, Installation
from warmline.core.inputs import (
    Input,
    Open,
    OperatorClaimed,
    OperatorNoted,
    OperatorResolved,
    OperatorSaid,
    VisitorSaid,
)
from warmline.core.model import ContactId, Conversation, ConversationId, Floor, OperatorId
from warmline.flow.feed import follow
from warmline.flow.ports import Command
from warmline.signals import read

PATIENCE = 20.0  # seconds that an answer may take
PRESENT = 120_000  # milliseconds for which the demo's colleague is there
MAYA, TOM = OperatorId("maya"), OperatorId("tom")


@dataclass(frozen=True, slots=True)
class Said:
    """What the visitor says; the assistant's answer is waited for."""

    text: str


@dataclass(frozen=True, slots=True)
class Did:
    """What an operator does."""

    input: Input


Move = Said | Did


def _reply(operator: OperatorId, text: str) -> Did:
    return Did(OperatorSaid(operator=operator, text=text))


SCRIPTS: Mapping[str, Sequence[Move]] = {
    "anselm": (
        Said("Do your lamps come with a bulb?"),
        Said("And can I dim them?"),
    ),
    "brigid": (
        Said("How long does delivery take?"),
        Said("I was charged 89.00 EUR twice for order #4127, this is really annoying"),
        Said("I want to talk to a real person"),
    ),
    "carlos": (
        Said("¿Puedo hablar con una persona, por favor?"),
        Did(OperatorClaimed(operator=TOM)),
        _reply(TOM, "Hola, soy Tom. ¿En qué puedo ayudarte?"),
        Said("Mi lámpara llegó rota. El pedido es 5203."),
        Did(OperatorNoted(operator=TOM, text="Photo asked for by mail. Replacement is in stock.")),
    ),
    "dana": (
        Said("How do I return a lamp?"),
        Said("Thank you, that helps"),
    ),
    "emil": (
        Said("Kann ich bitte mit einem Menschen sprechen?"),
        _reply(MAYA, "Guten Tag, hier ist Maya. Worum geht es?"),
        Said("Ich brauche eine Rechnung mit meiner USt-IdNr."),
        _reply(MAYA, "Die schicke ich Ihnen gleich per E-Mail."),
        Did(OperatorResolved(operator=MAYA)),
    ),
}


async def play_conversations(installation: Installation) -> None:
    """Play every script, one after the other, with a colleague present."""
    until = installation.store.clock() + PRESENT
    await installation.accounts.beat("demo", TOM, until)
    for name, moves in SCRIPTS.items():
        await _play(installation, name, moves)


async def _play(installation: Installation, name: str, moves: Sequence[Move]) -> None:
    id = ConversationId(f"{name}-demo")
    opened = Open(
        channel="web",
        assistant=FIRST_ASSISTANT,
        contact=ContactId(f"demo-{name}"),
        page=f"{installation.desk.base_url}/demo",
    )
    await _hand_in(installation, id, opened, "open")
    for number, move in enumerate(moves):
        match move:
            case Said(text=text):
                said = VisitorSaid(text=text, signals=read(text))
                await _hand_in(installation, id, said, str(number))
                await _answered(installation, id)
            case Did(input=input):
                await _hand_in(installation, id, input, str(number))


async def _hand_in(installation: Installation, id: ConversationId, input: Input, key: str) -> None:
    await installation.store.handle(Command(id, input, f"demo:{id}:{key}"))


async def _answered(installation: Installation, id: ConversationId) -> None:
    """Wait until the assistant owes nothing any more."""
    store, tail = installation.store, installation.tail
    async with asyncio.timeout(PATIENCE):
        async for _ in follow(store, tail, id, after=0, wanted=lambda _: False):
            now = await store.conversation(id)
            if now and not _owed(now):
                return


def _owed(now: Conversation) -> bool:
    return now.owed and now.floor is Floor.ASSISTANT
