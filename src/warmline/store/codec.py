"""Values to JSON and back. The core's dataclasses are the schema; nothing is mapped by hand."""

from functools import cache
from typing import Annotated

import structlog
from pydantic import Discriminator, TypeAdapter, ValidationError

from warmline.core.effects import Effect
from warmline.core.facts import Fact
from warmline.core.model import Conversation
from warmline.core.package import Package
from warmline.core.teams import Team
from warmline.flow.ports import Profile

FACT: TypeAdapter[Fact] = TypeAdapter(Annotated[Fact, Discriminator("kind")])
EFFECT: TypeAdapter[Effect] = TypeAdapter(Annotated[Effect, Discriminator("kind")])
CONVERSATION: TypeAdapter[Conversation] = TypeAdapter(Conversation)
PACKAGE: TypeAdapter[Package] = TypeAdapter(Package)
TEAM: TypeAdapter[Team] = TypeAdapter(Team)
PROFILE: TypeAdapter[Profile] = TypeAdapter(Profile)

log = structlog.get_logger()


def fact_json(fact: Fact) -> str:
    """As ``FACT`` writes it, at half its cost: it would look among all kinds first."""
    return _shape(type(fact)).dump_json(fact).decode()


@cache
def _shape(kind: type[Fact]) -> TypeAdapter[Fact]:
    return TypeAdapter(kind)


def readable(id: str, state: str) -> Conversation | None:
    """None, and told, where it cannot be read: who looks through many goes on with the others."""
    try:
        return CONVERSATION.validate_json(state)
    except ValidationError:
        log.exception("conversation_unreadable", conversation=id)
        return None
