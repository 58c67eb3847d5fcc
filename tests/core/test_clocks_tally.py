"""A watcher with a stop watch looks at the log minute by minute; the clocks must agree with it."""

from dataclasses import dataclass, field, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.world import ANN, ASKS, BILLING, BOB, OPEN, SUPPORT, Thread, seat
from warmline.core.effects import Later
from warmline.core.facts import (
    Claimed,
    Fact,
    FallbackRan,
    HandoffCancelled,
    HandoffRequested,
    Late,
    MessageAdded,
    Released,
    Resolved,
    ReturnedToAssistant,
    Snoozed,
    TicketOpened,
    Transferred,
    Woke,
)
from warmline.core.hours import Hours
from warmline.core.inputs import (
    ContactLeft,
    HandoffWithdrawn,
    Input,
    OperatorClaimed,
    OperatorResolved,
    OperatorReturned,
    OperatorSaid,
    OperatorSnoozed,
    OperatorTransferred,
    VisitorSaid,
)
from warmline.core.model import Author, Goal, OperatorId
from warmline.core.refusals import Refused
from warmline.core.service import Service, Target
from warmline.core.teams import Team

MINUTE = 60_000
GOALS: tuple[Goal, ...] = ("first_reply", "next_reply", "resolution")
HALF_HOURS = Hours(week=(tuple((60 * hour, 60 * hour + 30) for hour in range(24)),) * 7)


@dataclass
class Watcher:
    """Reads the facts only, and counts minutes."""

    teams: dict[str, Team]
    asked: bool = False  # a request for a person goes on
    holder: OperatorId | None = None
    told: bool = False  # that nobody can come
    address: bool = False
    replied: bool = False  # to this request
    owed: bool = False
    snoozed: bool = False
    team: str = SUPPORT
    used: dict[Goal, int] = field(default_factory=lambda: dict.fromkeys(GOALS, 0))

    def see(self, fact: Fact) -> None:  # noqa: C901, PLR0912, PLR0915 a case for each fact
        match fact:
            case HandoffRequested(team=team, ticket=ticket):
                self.asked, self.told, self.replied = True, False, False
                self.address = bool(ticket)
                self.team = team
                self.used = dict.fromkeys(GOALS, 0)
            case FallbackRan():
                self.told = True
            case TicketOpened():
                self.address = True
            case Claimed(operator=operator):
                self.holder, self.told = operator, False
            case Transferred(team=team) | Released(team=team):
                self.holder, self.team, self.told = None, team, False
            case HandoffCancelled() | ReturnedToAssistant() | Resolved():
                self.asked, self.holder, self.told = False, None, False
                self.team = SUPPORT
                self.owed = self.owed and not isinstance(fact, Resolved)
            case MessageAdded(author=Author.VISITOR):
                self.owed = True
            case MessageAdded(author=Author.OPERATOR):
                self.owed, self.replied = False, self.asked or self.replied
            case MessageAdded(author=Author.SYSTEM, answers=answers) if answers:
                self.owed = False
            case Snoozed():
                self.snoozed = True
            case Woke():
                self.snoozed = False
            case _:
                pass
        for goal in GOALS:
            if not self.measures(goal):
                self.used[goal] = 0

    def measures(self, goal: Goal) -> bool:
        first = self.asked and not self.replied
        if goal == "first_reply":
            return first
        if goal == "resolution":
            return self.asked or self.holder is not None
        in_line = self.asked and self.holder is None
        return not self.told and not first and (in_line or (bool(self.holder) and self.owed))

    def runs(self, goal: Goal) -> bool:
        nobody_to_answer = self.told and not self.address
        return self.measures(goal) and not self.snoozed and not nobody_to_answer

    def minute_passes(self, minute: int) -> None:
        """The minute from ``minute`` on."""
        for goal in GOALS:
            target = self.teams[self.team].service.target(goal)
            if target and self.runs(goal) and (not target.business or minute % 60 < 30):
                self.used[goal] += 1

    def used_up(self, goal: Goal) -> bool:
        target = self.teams[self.team].service.target(goal)
        return target is not None and self.used[goal] * MINUTE >= target.limit


@dataclass
class Play:
    """A thread whose timers ring on the minute."""

    thread: Thread
    watcher: Watcher
    minute: int
    timers: list[tuple[int, Input]] = field(default_factory=list)
    late: dict[Goal, int] = field(default_factory=dict)
    read: int = 0

    def do(self, input: Input) -> None:
        seen = len(self.thread.effects)
        try:
            self.thread.feed(input)
        except Refused:
            return
        for effect in self.thread.effects[seen:]:
            if isinstance(effect, Later):
                self.timers.append((self.minute * MINUTE + effect.after, effect.input))
        facts = [entry.fact for entry in self.thread.log[self.read :]]
        for fact in facts:
            if isinstance(fact, Late):
                assert fact.target not in self.late, "said once of a clock"
                assert self.watcher.used_up(fact.target), "not before its time"
                self.late[fact.target] = self.minute
        for fact in facts:
            self.watcher.see(fact)
            for goal in GOALS:
                if not self.watcher.measures(goal) or isinstance(fact, HandoffRequested):
                    self.late.pop(goal, None)
        self.read = len(self.thread.log)
        self.check_clocks()

    def pass_minutes(self, count: int) -> None:
        for _ in range(count):
            self.watcher.minute_passes(self.minute)
            self.minute += 1
            self.thread.change(now=self.minute * MINUTE)
            self.ring()
            for goal in GOALS:
                due = self.watcher.runs(goal) and self.watcher.used_up(goal)
                assert goal in self.late or not due, (goal, self.minute)

    def ring(self) -> None:
        while due := [timer for timer in self.timers if timer[0] <= self.minute * MINUTE]:
            self.timers.remove(due[0])
            self.do(due[0][1])

    def check_clocks(self) -> None:
        """Each clock stands as the watcher would have it."""
        running = {clock.goal: bool(clock.due_at) for clock in self.thread.now.clocks}
        for goal in GOALS:
            assert running.get(goal, False) == self.watcher.runs(goal), goal


DEEDS: tuple[Input | str, ...] = (
    VisitorSaid(text="Hm"),
    VisitorSaid(text="A person, please", signals=(ASKS,)),
    HandoffWithdrawn(),
    ContactLeft(ticket="W-1", email="vera@example.org"),
    OperatorClaimed(operator=ANN),
    OperatorSaid(operator=ANN, text="Hello"),
    OperatorSaid(operator=BOB, text="Hello"),
    OperatorReturned(operator=ANN),
    OperatorResolved(operator=ANN),
    OperatorTransferred(operator=ANN, team=BILLING),
    OperatorTransferred(operator=BOB, team=SUPPORT),
    OperatorSnoozed(operator=ANN),
    "snooze",
)

targets = st.builds(
    lambda limit, business, warn: Target(
        limit=limit * MINUTE, business=business, warn_before=warn * MINUTE
    ),
    st.integers(2, 45),
    st.booleans(),
    st.sampled_from((0, 1)),
)


@st.composite
def alike(draw: st.DrawFn) -> dict[str, Team]:
    """Two teams: other limits, but the same way of counting, so that minutes add up."""
    first = {goal: draw(targets) for goal in GOALS}
    other = {goal: replace(t, limit=draw(st.integers(2, 45)) * MINUTE) for goal, t in first.items()}
    return {
        id: Team(id=id, hours=HALF_HOURS, service=Service(**service))
        for id, service in ((SUPPORT, first), (BILLING, other))
    }


@given(
    teams=alike(),
    deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 25)), min_size=4, max_size=25),
)
@settings(max_examples=300, deadline=None)
def test_a_target_is_late_in_the_very_minute_in_which_its_time_is_used_up(
    teams: dict[str, Team], deeds: list[tuple[Input | str, int]]
) -> None:
    thread = Thread()
    people = tuple(replace(seat(one), teams=(SUPPORT, BILLING)) for one in (ANN, BOB))
    minute = 1_000 * 24 * 60
    thread.change(teams=teams, roster=people, now=minute * MINUTE)
    play = Play(thread, Watcher(teams), minute)
    for deed in (OPEN, VisitorSaid(text="A person, please", signals=(ASKS,))):
        play.do(deed)
    for deed, passed in deeds:
        aside = OperatorSnoozed(operator=ANN, until=(play.minute + 7) * MINUTE)
        play.do(aside if isinstance(deed, str) else deed)
        play.pass_minutes(passed)
