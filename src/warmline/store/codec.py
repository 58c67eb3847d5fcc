"""Values to JSON and back. The core's dataclasses are the schema; nothing is mapped by hand."""

from typing import Annotated

from pydantic import Discriminator, TypeAdapter

from warmline.core.effects import Effect
from warmline.core.facts import Fact
from warmline.core.model import Conversation
from warmline.core.package import Package
from warmline.flow.ports import Profile

FACT: TypeAdapter[Fact] = TypeAdapter(Annotated[Fact, Discriminator("kind")])
EFFECT: TypeAdapter[Effect] = TypeAdapter(Annotated[Effect, Discriminator("kind")])
CONVERSATION: TypeAdapter[Conversation] = TypeAdapter(Conversation)
PACKAGE: TypeAdapter[Package] = TypeAdapter(Package)
PROFILE: TypeAdapter[Profile] = TypeAdapter(Profile)
