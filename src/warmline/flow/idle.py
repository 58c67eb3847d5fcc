"""The round that finds conversations in which nobody says anything any more (S-7).

It walks along those that were not touched for long enough, oldest first, and remembers how far it
got: whatever happens to a conversation moves it behind that place again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from warmline.core.idle import Idle
from warmline.core.idling import idle_at
from warmline.core.inputs import IdleNoticed
from warmline.core.model import AssistantId, Conversation, Millis, Status, TeamId
from warmline.core.policy import Policy
from warmline.core.staffing import has_request
from warmline.core.teams import Team
from warmline.flow.ports import Command, Outcome
from warmline.flow.rounds import hand_in

EVERY = 10.0  # seconds between two rounds: what is looked for takes minutes to come about
PAGE = 100
MOST_PAGES = 20  # in one round; the rest comes in the next
AFRESH: Millis = 3_600_000  # after so long it begins again with the oldest

Place = tuple[Millis, str]
"""When a conversation was last touched, and its id."""
START: Place = (0, "")


@dataclass(frozen=True, slots=True)
class Quiet:
    """A conversation that nothing happened to since ``touched``."""

    conversation: Conversation
    touched: Millis


class Handles(Protocol):
    async def handle(self, command: Command) -> Outcome: ...
    async def policy(self, assistant: AssistantId) -> Policy: ...


class Quietest(Protocol):
    async def quiet(
        self, status: Status, *, until: Millis, after: Place, limit: int
    ) -> Sequence[Quiet]:
        """Those last touched until then, the longest untouched first, from a place on."""
        ...


class Teams(Protocol):
    async def all(self) -> Sequence[Team]: ...


class Idling:
    """One round: warns and closes what is idle, in every team that wants it."""

    def __init__(
        self,
        handles: Handles,
        quietest: Quietest,
        teams: Teams,
        clock: Callable[[], Millis],
        *,
        page: int = PAGE,
    ) -> None:
        self._handles = handles
        self._quietest = quietest
        self._teams = teams
        self._clock = clock
        self._page = page
        self._seen: dict[tuple[Status, Millis], Place] = {}
        self._rules: Mapping[TeamId, Idle] = {}
        self._begun: Millis = 0

    async def __call__(self) -> None:
        rules = {team.id: team.idle for team in await self._teams.all()}
        if rules != self._rules or self._clock() - self._begun >= AFRESH:
            self._seen, self._rules, self._begun = {}, rules, self._clock()
        for status, silence in sorted(set(_silences(rules.values()))):
            await self._walk(status, silence)

    async def _walk(self, status: Status, silence: Millis) -> None:
        for _ in range(MOST_PAGES):
            found = await self._quietest.quiet(
                status,
                until=self._clock() - silence,
                after=self._seen.get((status, silence), START),
                limit=self._page,
            )
            for one in found:
                await self._look_at(one.conversation, one.touched)
            if found:
                last = found[-1]
                self._seen[status, silence] = (last.touched, last.conversation.id)
            if len(found) < self._page:
                return

    async def _look_at(self, now: Conversation, touched: Millis) -> None:
        """Those of older versions do not know when somebody spoke: nobody did since ``touched``."""
        due = idle_at(now, self._rules.get(await self._team(now)) or Idle(), touched)
        if due is None or due > self._clock():
            return
        input = IdleNoticed(since=now.spoken_at or touched, warned=now.idle_warned)
        await hand_in(self._handles, Command(now.id, input, f"idle:{now.id}:{now.seq}"))

    async def _team(self, now: Conversation) -> TeamId:
        if now.handoff and has_request(now):
            return now.handoff.team
        return (await self._handles.policy(now.assistant)).team


def _silences(rules: Iterable[Idle]) -> Iterator[tuple[Status, Millis]]:
    """After which times untouched a conversation of each status may be due."""
    for idle in (Idle(), *rules):
        if idle.assistant is not None:
            yield Status.OPEN, idle.assistant
        if idle.person is not None:
            yield Status.ACTIVE, max(0, idle.person - idle.warn_before)
            yield Status.ACTIVE, idle.warn_before
