"""What operators do with what they have: answer, set aside, hand on, resolve."""

import random
from collections.abc import Callable

from simulation.agenda import MINUTE, SECOND, Deed
from simulation.desk import Desk
from simulation.town import Worker
from simulation.visitors import around
from warmline.core.inputs import (
    OperatorResolved,
    OperatorReturned,
    OperatorSaid,
    OperatorSnoozed,
    OperatorTransferred,
)
from warmline.core.model import ConversationId, OperatorId, TeamId


class Work:
    """What one person has, and does next in it."""

    def __init__(
        self,
        desk: Desk,
        worker: Worker,
        chance: random.Random,
        later: Callable[[float, Deed], None],
    ) -> None:
        """``later`` does something after a while, unless their browser is gone by then."""
        self.mine: dict[ConversationId, int] = {}  # their replies still to come
        self.id = worker.id
        self._desk = desk
        self._worker = worker
        self._chance = chance
        self._later = later
        self._asked: set[ConversationId] = set()  # in which they mean to do something

    def begin_again(self) -> None:
        """In a new browser: whatever was meant to be done is to be meant again."""
        self._asked.clear()
        for id in sorted(self.mine):
            self._think(id)

    async def hand_all_on(self) -> None:
        """To the team: the shift is over."""
        for id in sorted(self.mine):
            await self._hand_on(id, stay_in_team=True)

    def has(self, id: ConversationId) -> None:
        """It is theirs now."""
        if id not in self.mine:
            self.mine[id] = self._chance.choice((1, 2, 2, 3, 3, 4))
            self._think(id)

    def has_not(self, id: ConversationId) -> None:
        if self.mine.pop(id, None) is not None:
            self._asked.discard(id)

    def hears(self, id: ConversationId) -> None:
        """The visitor wrote."""
        self._think(id)

    def _think(self, id: ConversationId) -> None:
        if id in self._asked:
            return
        self._asked.add(id)
        pressed = 1 + 0.12 * len(self.mine)
        self._later(around(self._chance, 24 * SECOND * pressed), lambda: self._do_next(id))

    async def _do_next(self, id: ConversationId) -> None:
        self._asked.discard(id)
        if id not in self.mine:
            return
        roll = self._chance.random()
        if self.mine[id] <= 0:
            await self._close(id)
        elif roll < 0.03:
            await self._hand_on(id)
        elif roll < 0.045:
            aside = self._desk.agenda.now + round(self._chance.uniform(3, 10) * MINUTE)
            if await self._desk.act(id, OperatorSnoozed(operator=self.id, until=aside)):
                self._later(aside - self._desk.agenda.now + SECOND, lambda: self._wake(id))
        else:
            await self._say(id)

    async def _wake(self, id: ConversationId) -> None:
        if id in self.mine:
            self._think(id)

    async def _say(self, id: ConversationId) -> None:
        self.mine[id] -= 1
        seen = self._desk.state(id).seq
        said = OperatorSaid(operator=self.id, text="Let me see.", draft=f"o{seen}", seen=seen)
        if await self._desk.act(id, said):
            quiet = self._desk.state(id).visitor_messages
            self._later(2.5 * MINUTE, lambda: self._unless_answered(id, quiet))

    async def _unless_answered(self, id: ConversationId, messages: int) -> None:
        """The visitor has gone without a word."""
        if id in self.mine and self._desk.state(id).visitor_messages == messages:
            await self._close(id)

    async def _close(self, id: ConversationId) -> None:
        now = self._desk.state(id)
        if now.snoozed_until:
            return
        if self._chance.random() < 0.06:
            await self._desk.act(id, OperatorReturned(operator=self.id))
        elif not await self._desk.act(id, OperatorResolved(operator=self.id, seen=now.seq)):
            self._think(id)

    async def _hand_on(self, id: ConversationId, *, stay_in_team: bool = False) -> None:
        """To another team, or to a colleague who is there; at the end of a shift to one's own."""
        handoff = self._desk.state(id).handoff
        team = handoff.team if handoff else self._worker.account.teams[0]
        to, stay = None, False
        if not stay_in_team:
            colleague = await self._colleague(team)
            if colleague and self._chance.random() < 0.5:
                to, stay = colleague, self._chance.random() < 0.5
            else:
                team = self._chance.choice(self._desk.team_ids())
        given = OperatorTransferred(operator=self.id, team=team, to=to, note="Yours?", stay=stay)
        if not await self._desk.act(id, given) and id in self.mine and not stay_in_team:
            self._think(id)
        elif stay:
            self._later(MINUTE, lambda: self._wake(id))

    async def _colleague(self, team: TeamId) -> OperatorId | None:
        there = [
            seat.operator
            for seat in await self._desk.seats()
            if seat.online and team in seat.teams and seat.operator != self.id and seat.room
        ]
        return self._chance.choice(there) if there else None
