"""A shift: many conversations, people who come, go, pass and vanish, and the rounds."""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.core.world import ANN, ASKS, BOB, CLEO, ON_REQUEST, OPEN, SUPPORT, seat
from warmline.core.effects import Later
from warmline.core.engine import step
from warmline.core.inputs import (
    Input,
    OperatorAssigned,
    OperatorClaimed,
    OperatorPassed,
    OperatorResolved,
    OperatorTookOver,
    OperatorTransferred,
    OperatorVanished,
    PersonRequested,
)
from warmline.core.model import (
    Conversation,
    ConversationId,
    Millis,
    OperatorId,
    Presence,
    Seat,
    Status,
)
from warmline.core.policy import Context, Policy
from warmline.core.refusals import Refused
from warmline.core.routing import assign, in_order, waiting
from warmline.core.staffing import in_line
from warmline.core.teams import Strategy, Team

TEAM = Team(id=SUPPORT, strategy=Strategy.LEAST_LOADED, relax_after=0)
PATIENCE = 10**7  # nobody gives up: what waits is to be given to somebody
PEOPLE = (ANN, BOB, CLEO)
people = st.sampled_from(PEOPLE)
which = st.integers(0, 3)


class Shift(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.clock: Millis = 1_000_000
        self.seats = {who: replace(seat(who), capacity=2) for who in PEOPLE}
        self.seats[CLEO] = replace(self.seats[CLEO], supervisor=True)
        self.threads = dict[ConversationId, Conversation]()
        self.timers = list[tuple[Millis, ConversationId, Input]]()

    # ── the world ─────────────────────────────────────────────────────────────────────────────────

    def load(self, who: OperatorId) -> int:
        return sum((now.operator == who) + (now.assigned == who) for now in self.threads.values())

    def roster(self) -> tuple[Seat, ...]:
        offered = {who: sum(n.assigned == who for n in self.threads.values()) for who in PEOPLE}
        return tuple(
            replace(one, load=self.load(who), offered=offered[who])
            for who, one in self.seats.items()
        )

    def feed(self, id: ConversationId, input: Input) -> None:
        policy = Policy(rules=(ON_REQUEST,), patience=PATIENCE)
        context = Context(
            now=self.clock, policy=policy, roster=self.roster(), teams={SUPPORT: TEAM}
        )
        before = self.threads.get(id, Conversation(id=id))
        try:
            taken = step(before, input, context)
        except Refused:
            return
        self.threads[id] = taken.conversation
        for effect in taken.effects:
            if isinstance(effect, Later):
                self.timers.append((self.clock + effect.after, id, effect.input))

    def pick(self, place: int) -> ConversationId | None:
        ids = sorted(self.threads)
        return ids[place % len(ids)] if ids else None

    def at(self, place: int, input: Input) -> None:
        if id := self.pick(place):
            self.feed(id, input)

    # ── what happens ──────────────────────────────────────────────────────────────────────────────

    @rule()
    def a_visitor_asks_for_a_person(self) -> None:
        if len(self.threads) < 9:
            id = ConversationId(f"c{len(self.threads)}")
            self.feed(id, OPEN)
            self.feed(id, PersonRequested(text=ASKS.words))

    @rule(who=people, presence=st.sampled_from(Presence))
    def somebody_comes_or_goes(self, who: OperatorId, presence: Presence) -> None:
        self.seats[who] = replace(self.seats[who], presence=presence, seen_at=self.clock)

    @rule(times=st.integers(1, 2))
    def the_rounds_are_made_maybe_by_two_processes(self, times: int) -> None:
        line = [one for now in self.threads.values() if in_line(now) and (one := waiting(now))]
        found = assign(line, self.roster(), TEAM, self.clock)
        for _ in range(times):
            for id, who, why in found:
                handoff = self.threads[id].handoff
                assert handoff
                self.feed(id, OperatorAssigned(operator=who, handoff=handoff.number, why=why))

    @rule(who=people, place=which)
    def somebody_claims(self, who: OperatorId, place: int) -> None:
        self.at(place, OperatorClaimed(operator=who))

    @rule(who=people)
    def somebody_takes_what_they_were_given(self, who: OperatorId) -> None:
        for id, now in list(self.threads.items()):
            if now.assigned == who:
                self.feed(id, OperatorClaimed(operator=who))

    @rule(who=people, place=which)
    def somebody_passes(self, who: OperatorId, place: int) -> None:
        self.at(place, OperatorPassed(operator=who))

    @rule(who=people, to=st.sampled_from((None, *PEOPLE)), place=which, stay=st.booleans())
    def somebody_hands_it_on(self, who, to, place, stay) -> None:
        self.at(place, OperatorTransferred(operator=who, team=SUPPORT, to=to, stay=stay))

    @rule(who=people, place=which)
    def somebody_takes_over(self, who: OperatorId, place: int) -> None:
        if self.seats[who].capacity > self.load(who):
            self.at(place, OperatorTookOver(operator=who))

    @rule(who=people, place=which)
    def somebody_resolves(self, who: OperatorId, place: int) -> None:
        self.at(place, OperatorResolved(operator=who))

    @rule()
    def who_vanished_is_noticed(self) -> None:
        for id, now in list(self.threads.items()):
            for who in {now.operator, now.assigned} - {None}:
                self.feed(id, OperatorVanished(operator=who, epoch=self.threads[id].epoch))

    @rule(passed=st.sampled_from((1_000, 45_000, 90_000)))
    def time_passes(self, passed: Millis) -> None:
        self.clock += passed
        due = sorted((t for t in self.timers if t[0] <= self.clock), key=lambda t: t[0])
        self.timers = [t for t in self.timers if t[0] > self.clock]
        for _, id, input in due:
            self.feed(id, input)
            self.feed(id, input)  # at least once

    # ── what always holds ─────────────────────────────────────────────────────────────────────────

    @invariant()
    def nobody_has_more_than_their_capacity(self) -> None:
        for who, one in self.seats.items():
            assert self.load(who) <= one.capacity

    @invariant()
    def a_conversation_has_one_holder_who_is_not_assigned_it_too(self) -> None:
        for now in self.threads.values():
            assert (now.operator is not None) == (now.status is Status.ACTIVE)
            assert now.assigned is None or now.assigned != now.operator
            assert now.assigned is None or in_line(now) or now.operator is not None

    @invariant()
    def every_assignment_has_a_timer_that_ends_it(self) -> None:
        for now in self.threads.values():
            if now.assigned is not None:
                assert any(
                    id == now.id and getattr(input, "until", 0) == now.assigned_until
                    for _, id, input in self.timers
                )

    @invariant()
    def an_assignment_is_never_older_than_its_time(self) -> None:
        for now in self.threads.values():
            assert now.assigned is None or now.assigned_until > self.clock

    def teardown(self) -> None:
        """Whatever happened: once people are there who take what they get, the line empties.

        And in its order: whoever stands first has somebody before whoever stands behind.
        """
        for who in PEOPLE:
            self.somebody_comes_or_goes(who, Presence.ONLINE)
        for _ in range(60):
            line = [one for now in self.threads.values() if in_line(now) and (one := waiting(now))]
            if not line:
                break
            self.time_passes(90_000)
            self.the_rounds_are_made_maybe_by_two_processes(1)
            for who in PEOPLE:
                self.somebody_takes_what_they_were_given(who)
            for id, now in list(self.threads.items()):
                if now.operator is not None:
                    self.feed(id, OperatorResolved(operator=now.operator))
        left = [one for now in self.threads.values() if in_line(now) and (one := waiting(now))]
        assert not in_order(left)


TestShift = Shift.TestCase
TestShift.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
