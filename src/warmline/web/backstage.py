"""The drill's way in from inside: a temporary operator with a session, and a visitor's pass."""

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from warmline.core.drills import PREFIX
from warmline.core.inputs import OperatorResolved
from warmline.core.model import AssistantId, ConversationId, Millis, OperatorId, TeamId
from warmline.core.refusals import Refused
from warmline.flow.desk import Accounts, Assistants, Operator, Role, Session
from warmline.flow.drill import Cast, NoDrill
from warmline.flow.ports import Command, Store
from warmline.web.auth import hashed
from warmline.web.tokens import drill_pass

LIVES: Millis = 5 * 60_000  # the longest that a drill can take; who was killed is gone after it
NOBODYS = "!"  # no password has this hash


class Drills(Protocol):
    """What drills leave in the database."""

    async def begin(self, operator: Operator, session: Session, until: Millis) -> None: ...
    async def end(self, operator: OperatorId) -> None: ...
    async def remove_before(self, before: Millis) -> None: ...
    async def left(self, before: Millis) -> Sequence[ConversationId]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wings:
    """``flow.drill.Backstage``."""

    drills: Drills
    store: Store
    accounts: Accounts
    assistants: Assistants
    secret: bytes
    clock: Callable[[], Millis]
    cookie: str  # the name of the session's

    async def begin(self, assistant: AssistantId) -> Cast:
        setup = await self.assistants.by_id(assistant)
        if setup is None:
            raise NoDrill(f"there is no assistant {assistant!r}")
        if not await self.accounts.operators():
            raise NoDrill("nobody has an account yet: set one up at /console/")
        await self.sweep()
        token, csrf, until = _secret(), _secret(), self.clock() + LIVES
        operator = _operator(await self._team(assistant))
        session = Session(operator=operator, csrf=csrf, hash=hashed(token))
        await self.drills.begin(operator, session, until)
        return Cast(
            operator=operator.id,
            cookie=f"{self.cookie}={token}",
            csrf=csrf,
            key=setup.profile.public_key,
            visitor_pass=drill_pass(self.secret, until),
        )

    async def end(self, cast: Cast, conversation: ConversationId | None) -> None:
        if conversation:
            await self._resolve(conversation)
        await self.drills.end(cast.operator)

    async def sweep(self) -> None:
        """Take away what drills left behind whose players are dead."""
        before = self.clock() - LIVES
        await self.drills.remove_before(before)
        for conversation in await self.drills.left(before):
            await self._resolve(conversation)

    async def _team(self, assistant: AssistantId) -> str:
        return (await self.store.policy(assistant)).team

    async def _resolve(self, id: ConversationId) -> None:
        """Whoever holds it: only drills' operators ever do."""
        now = await self.store.conversation(id)
        if now is None or not now.drill:
            return
        who = now.operator or OperatorId(f"{PREFIX}nobody")
        with suppress(Refused):
            await self.store.handle(
                Command(id, OperatorResolved(operator=who), f"drill-over:{id}:{now.seq}")
            )


def _operator(team: str) -> Operator:
    id = OperatorId(f"{PREFIX}{secrets.token_hex(8)}")
    return Operator(
        id=id,
        email=f"{id}@drill.invalid",
        name="Drill",
        role=Role.OPERATOR,
        teams=(TeamId(team),),
        password=NOBODYS,
        email_notices=False,
    )


def _secret() -> str:
    return secrets.token_urlsafe(32)
