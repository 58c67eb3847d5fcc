"""What the checker knows of everything while it reads the log from its beginning to its end."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from simulation.checker.cases import Case, Fact
from simulation.checker.found import PRECISE, Breach, Found
from simulation.day import Lived
from simulation.sightings import Seen
from warmline.core.model import Millis, OperatorId
from warmline.core.teams import Team
from warmline.flow.desk import Operator


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Who had what, of which team, from when until when; and when they had put it aside."""

    operator: str
    conversation: str
    team: str
    since: Millis
    until: Millis
    asides: tuple[tuple[Millis, Millis], ...] = ()


@dataclass(slots=True)
class Reading:
    """``load``, ``offers`` and ``room_since`` are of operators.

    How many they have, what they were given and have not taken up, and since when they have had
    room for more.
    """

    lived: Lived
    teams: Mapping[str, Team]
    people: Mapping[str, Operator]
    cases: dict[str, Case] = field(default_factory=dict[str, Case])
    lines: dict[str, set[str]] = field(default_factory=lambda: defaultdict[str, set[str]](set))
    load: Counter[str] = field(default_factory=Counter[str])
    offers: dict[str, set[str]] = field(default_factory=lambda: defaultdict[str, set[str]](set))
    room_since: dict[str, Millis] = field(default_factory=dict[str, Millis])
    held: list[Held] = field(default_factory=list[Held])
    found: Found = field(default_factory=Found)

    def breach(self, promise: str, case: Case, fact: Fact, what: str) -> None:
        self.found.breaches.append(
            Breach(promise=promise, conversation=case.id, at=fact["at"], what=what)
        )

    def rang(self, case: Case, fact: Fact, due: Millis, what: str) -> None:
        """A timer did what it was set for."""
        late = fact["at"] - due
        self.found.timers.append(late)
        if late < 0:
            self.breach("timers", case, fact, f"{what} came {-late} ms early")
        elif late > PRECISE:
            self.breach("timers", case, fact, f"{what} came {late} ms late")

    def seen(self, operator: str) -> Seen:
        return self.lived.seen[OperatorId(operator)]

    def move(self, operator: str, by: int, at: Millis) -> None:
        """They have one more, or one less."""
        self.load[operator] += by
        most = self.found.most_at_once
        most[operator] = max(most[operator], self.load[operator])
        self.note_room(operator, at)

    def note_room(self, operator: str, at: Millis) -> None:
        has = self.load[operator] < self.people[operator].capacity and not self.offers[operator]
        if has:
            self.room_since.setdefault(operator, at)
        else:
            self.room_since.pop(operator, None)


def reading(lived: Lived) -> Reading:
    """Before the first fact: everybody has room."""
    return Reading(
        lived,
        {team.id: team for team in lived.town.teams},
        {worker.id: worker.account for worker in lived.town.workers},
        room_since={worker.id: 0 for worker in lived.town.workers},
    )
