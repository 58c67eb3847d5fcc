"""The engine as a black box: whatever order things happen in, its promises hold."""

from copy import deepcopy
from dataclasses import replace
from functools import reduce

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.core.ledger import Ledger, Scene
from tests.core.outbox import Outbox, Timer
from tests.core.promises_answers import ANSWER_PROMISES, OFFER_PROMISES
from tests.core.promises_floor import FLOOR_PROMISES
from tests.core.promises_package import SECRET, h3_the_package_of_each_handoff_is_complete
from tests.core.promises_rules import RULE_PROMISES
from tests.core.refusals_due import names_the_winner, refusal_due
from tests.core.strategies import (
    COOLING_TURNS,
    COOLS,
    DESCRIBED,
    FETCHES,
    JUDGED,
    LIKE,
    NARROWED,
    NOBODY,
    OFFERS,
    answers,
    confidences,
    operators,
    policies,
    queues,
    rosters,
    shows,
    turns,
)
from tests.core.world import ANN, ASKS, BLANK, BOB, OPEN
from warmline.core.engine import Step, step
from warmline.core.evolve import evolve
from warmline.core.facts import Entry
from warmline.core.inputs import (
    AssistantAnswered,
    AssistantFailed,
    AttributesSet,
    ChannelJoined,
    ContactLeft,
    HandoffOverdue,
    HandoffWithdrawn,
    Input,
    OfferAnswered,
    OperatorCancelled,
    OperatorClaimed,
    OperatorJudged,
    OperatorNoted,
    OperatorResolved,
    OperatorReturned,
    OperatorSaid,
    OutsideSaid,
    PersonRequested,
    VisitorEdited,
    VisitorJudged,
    VisitorSaid,
    VisitorWithdrew,
)
from warmline.core.model import File, Floor, Millis, OperatorId, Seat, Signal
from warmline.core.policy import Context, Policy, Rule
from warmline.core.refusals import Refused
from warmline.core.waits import Queue

PROMISES = (*FLOOR_PROMISES, *OFFER_PROMISES, *RULE_PROMISES, *ANSWER_PROMISES)
picks = st.integers(0, 9)  # which of the jobs there are, the newest first


class ConversationMachine(RuleBasedStateMachine):
    """Inputs in any order; jobs performed in any order, twice, late, or not before the end."""

    def __init__(self) -> None:
        super().__init__()
        self.now = BLANK
        self.ledger = Ledger()
        self.log: list[Entry] = []
        self.outbox = Outbox()
        self.clock: Millis = 1_000_000
        self.context = Context(now=self.clock)

    # ── the world ─────────────────────────────────────────────────────────────────────────────────

    @initialize(policy=policies(), roster=rosters, delivers=st.booleans())
    def the_visitor_opens(self, policy: Policy, roster: tuple[Seat, ...], delivers: bool) -> None:  # noqa: FBT001 hypothesis calls it by name
        self.context = replace(self.context, policy=policy, roster=roster, delivers=delivers)
        self.feed(OPEN)

    @rule(roster=rosters, queue=queues)
    def the_shift_changes(self, roster: tuple[Seat, ...], queue: Queue) -> None:
        self.context = replace(self.context, roster=roster, queue=queue)

    @rule(policy=policies())
    def the_owner_edits_the_policy(self, policy: Policy) -> None:
        self.context = replace(self.context, policy=policy)

    @rule(passed=st.sampled_from((1_000, 20_000, 200_000)))
    def time_passes(self, passed: Millis) -> None:
        self.move_clock(self.clock + passed)

    # ── the visitor ───────────────────────────────────────────────────────────────────────────────

    @rule(signals=turns, judge=st.sampled_from((False, False, True)))
    def visitor_speaks(self, signals: tuple[Signal, ...], judge: bool) -> None:  # noqa: FBT001
        self.feed(VisitorSaid(text="Where is my order?", signals=signals, judge=judge))

    @rule(text=st.sampled_from(("And shipping?", "")), signals=turns)
    def visitor_writes_by_a_channel(self, text: str, signals: tuple[Signal, ...]) -> None:
        files = () if text else (File(id="f", name="bill.pdf"),)
        self.feed(VisitorSaid(text=text, signals=signals, via="telegram", files=files))

    @precondition(lambda self: self.ledger.visitor_messages)
    @rule(pick=picks, newest=st.booleans(), gone=st.booleans(), later=st.booleans())
    def visitor_changes_what_they_wrote(
        self,
        pick: int,
        newest: bool,  # noqa: FBT001
        gone: bool,  # noqa: FBT001
        later: bool,  # noqa: FBT001
    ) -> None:
        """Any of the newest entries, or their newest message; and writes another after it."""
        seq = self.ledger.asked if newest else max(self.now.seq - pick, 1)
        words = VisitorEdited(message=seq, text="Where is my other order?")
        self.feed(VisitorWithdrew(message=seq) if gone else words)
        if later:
            self.visitor_writes_by_a_channel(text="And shipping?", signals=())

    @precondition(lambda self: self.ledger.floor is Floor.ASSISTANT)
    @rule(earlier=st.booleans(), gone=st.booleans())
    def visitor_changes_an_open_question(self, earlier: bool, gone: bool) -> None:  # noqa: FBT001
        """Asked alone, or after another that waits still."""
        if earlier:
            self.visitor_writes_by_a_channel(text="And shipping?", signals=())
        self.visitor_writes_by_a_channel(text="Where is it?", signals=())
        self.visitor_changes_what_they_wrote(pick=0, newest=True, gone=gone, later=False)

    @rule(kind=st.sampled_from(("telegram", "sms", "web")))
    def the_visitor_goes_on_elsewhere(self, kind: str) -> None:
        self.feed(ChannelJoined(channel=kind))

    @rule()
    def somebody_answers_in_the_channels_own_program(self) -> None:
        self.feed(OutsideSaid(text="We are on it."))

    @rule(
        plan=st.sampled_from(("gold", "gold", "free")),
        verified=st.booleans(),
        trusts=st.booleans(),
        asks=st.sampled_from((True, True, False)),
    )
    def the_site_tells_of_the_visitor(
        self,
        plan: str,
        verified: bool,  # noqa: FBT001
        trusts: bool,  # noqa: FBT001
        asks: bool,  # noqa: FBT001
    ) -> None:
        """And a rule goes by it, or not."""
        told = {"plan": plan, "name": "Vera"} if verified else {"plan": plan}
        self.feed(AttributesSet(attributes=told, verified=verified))
        if asks and not self.ledger.pending and self.ledger.floor is Floor.ASSISTANT:
            self.under(NARROWED, cool_down=0, trust_page=trusts)
            self.feed(VisitorSaid(text="My parcel and my bill.", signals=shows("complexity")))

    @precondition(lambda self: not self.ledger.vouched)
    @rule(trusts=st.booleans())
    def a_page_claims_what_nobody_signed(self, trusts: bool) -> None:  # noqa: FBT001
        self.the_site_tells_of_the_visitor(plan="gold", verified=False, trusts=trusts, asks=True)

    @precondition(lambda self: self.ledger.floor is Floor.ASSISTANT and not self.ledger.pending)
    @rule(
        signals=st.sampled_from(((), *LIKE)),
        judge=st.sampled_from((True, True, False)),
        answer=st.fixed_dictionaries(
            {
                "judged": st.booleans(),
                "rule": st.sampled_from(("", *DESCRIBED, "made up")),
                "handoff": st.sampled_from(("", "", "the tool was called")),
                "text": answers,
            }
        ),
    )
    def a_language_model_judges_what_the_owner_described(
        self,
        signals: tuple[Signal, ...],
        judge: bool,  # noqa: FBT001
        answer: dict[str, str | bool],
    ) -> None:
        """Or should have, and another answers."""
        self.under(JUDGED, cool_down=0)
        self.visitor_speaks(signals=signals, judge=judge)
        self.assistant_answers_in_time(asks=False, confidence=0.9, abstained=False, **answer)

    @precondition(lambda self: self.ledger.floor is Floor.ASSISTANT and not self.ledger.pending)
    @rule(
        operator=operators,
        ends=st.sampled_from(("returned", "returned", "cancelled", "resolved")),
        cool_down=st.integers(0, 2),
        cooled=st.booleans(),
        turns=st.lists(st.sampled_from(COOLING_TURNS), min_size=1, max_size=4),
    )
    def a_person_gives_it_back_and_the_visitor_goes_on(
        self,
        operator: OperatorId,
        ends: str,
        cool_down: int,
        cooled: bool,  # noqa: FBT001
        turns: list[tuple[Signal, ...]],
    ) -> None:
        """So that it cools down, and after that does not."""
        self.under(COOLS, cool_down=cool_down)
        if ends == "cancelled":
            self.visitor_asks_for_a_person(presses=True)
            self.feed(OperatorCancelled(operator=operator))
        else:
            self.feed(OperatorSaid(operator=operator, text="Done."))
            self.feed(OperatorReturned(operator=operator))
        if ends == "resolved":
            self.feed(OperatorResolved(operator=operator))
        passed = cool_down if cooled else 0
        for signals in (*[shows("complexity")] * passed, *turns):
            self.visitor_speaks(signals=signals, judge=False)

    @rule(presses=st.booleans())
    def visitor_asks_for_a_person(self, presses: bool) -> None:  # noqa: FBT001
        said = VisitorSaid(text="A person, please.", signals=(ASKS,))
        self.feed(PersonRequested(text="Talk to a person") if presses else said)

    @rule(
        input=st.sampled_from(
            (
                OPEN,
                OfferAnswered(accepted=True, text="Yes"),
                OfferAnswered(accepted=False, text="No"),
                HandoffWithdrawn(),
            )
        )
    )
    def visitor_presses(self, input: Input) -> None:
        self.feed(input)

    @precondition(lambda self: not self.context.policy.handoff)
    @rule()
    def visitor_leaves_an_address(self) -> None:
        self.feed(ContactLeft(ticket="T-1", email="vera@example.org"))

    @precondition(lambda self: self.now.offer)
    @rule(accepted=st.booleans())
    def visitor_answers_the_offer(self, accepted: bool) -> None:  # noqa: FBT001
        self.feed(OfferAnswered(accepted=accepted, text="Well"))

    @precondition(lambda self: self.ledger.floor is Floor.ASSISTANT and not self.ledger.pending)
    @rule(
        words=st.sampled_from(("", "", "accepts_offer", "declines_offer")),
        presses=st.booleans(),
        switched_off=st.booleans(),
        answer=st.fixed_dictionaries(
            {
                "handoff": st.sampled_from(("", "the tool was called")),
                "abstained": st.booleans(),
            }
        ),
    )
    def an_offer_waits_for_the_answer(
        self,
        words: str,
        presses: bool,  # noqa: FBT001
        switched_off: bool,  # noqa: FBT001
        answer: dict[str, str | bool],
    ) -> None:
        """And a word, a button or the owner comes first, or nothing does."""
        policy = replace(self.context.policy, rules=OFFERS, handoff=True, cool_down=0)
        self.the_owner_edits_the_policy(policy)
        self.feed(VisitorSaid(text="My parcel and my bill.", signals=shows("complexity")))
        if presses:
            self.feed(OfferAnswered(accepted=True, text="Yes"))
        if words:
            self.feed(VisitorSaid(text="Well.", signals=shows(words)))
        self.the_owner_edits_the_policy(replace(policy, handoff=not switched_off))
        self.assistant_answers_in_time(asks=False, text="Hm.", confidence=0.4, **answer)

    @precondition(lambda self: self.ledger.pending)
    @rule(
        input=st.sampled_from(
            (
                HandoffWithdrawn(),
                ContactLeft(ticket="T-2", email="vera@example.org"),
                OperatorCancelled(operator=ANN),
                OperatorClaimed(operator=BOB),
                VisitorSaid(text="Are you there?"),
            )
        )
    )
    def somebody_acts_while_a_handoff_is_pending(self, input: Input) -> None:
        self.feed(input)

    @precondition(lambda self: self.ledger.pending)
    @rule()
    def visitor_changes_their_mind_twice(self) -> None:
        """Leaves the timer of the first handoff behind."""
        self.feed(HandoffWithdrawn())
        self.visitor_asks_for_a_person(presses=False)

    @precondition(lambda self: self.ledger.floor is Floor.ASSISTANT)
    @rule(
        fetches=st.sampled_from(FETCHES),
        roster=rosters,
        presses=st.booleans(),
        leaves_an_address=st.booleans(),
    )
    def visitor_asks_again_after_the_fallback(
        self,
        fetches: Rule,
        roster: tuple[Seat, ...],
        presses: bool,  # noqa: FBT001
        leaves_an_address: bool,  # noqa: FBT001
    ) -> None:
        if not self.ledger.pending:
            policy = replace(self.context.policy, rules=(fetches,), handoff=True)
            self.the_owner_edits_the_policy(policy)
            self.the_shift_changes(NOBODY, self.context.queue)
            self.visitor_asks_for_a_person(presses=False)
        if leaves_an_address:
            self.feed(ContactLeft(ticket="T-3", email="vera@example.org"))
        self.the_shift_changes(roster, self.context.queue)
        self.visitor_asks_for_a_person(presses)

    @precondition(lambda self: self.ledger.floor is Floor.HUMAN)
    @rule(operator=operators)
    def the_contact_form_arrives_just_after_a_claim(self, operator: OperatorId) -> None:
        self.feed(OperatorClaimed(operator=operator))
        self.feed(ContactLeft(ticket="T-4", email="vera@example.org"))

    # ── operators ─────────────────────────────────────────────────────────────────────────────────

    @rule(operator=operators)
    def operator_claims(self, operator: OperatorId) -> None:
        self.feed(OperatorClaimed(operator=operator))

    @precondition(lambda self: self.ledger.unanswered)
    @rule(operator=operators)
    def operator_looks_in_and_gives_it_back(self, operator: OperatorId) -> None:
        self.feed(OperatorClaimed(operator=operator))
        self.feed(OperatorReturned(operator=operator))

    @rule(operator=operators, alongside=st.booleans())
    def operator_speaks(self, operator: OperatorId, alongside: bool) -> None:  # noqa: FBT001
        self.feed(OperatorSaid(operator=operator, text="Hello.", alongside=alongside))

    @rule(
        operator=operators,
        act=st.sampled_from((OperatorReturned, OperatorCancelled, OperatorResolved)),
    )
    def operator_ends_it(self, operator: OperatorId, act: type[OperatorReturned]) -> None:
        self.feed(act(operator=operator))

    @rule(operator=operators, back=st.integers(0, 3), asks=st.booleans())
    def operator_resolves_what_they_see(
        self,
        operator: OperatorId,
        back: int,
        asks: bool,  # noqa: FBT001
    ) -> None:
        """With the newest entries on their screen, or not yet."""
        if asks:
            self.feed(VisitorSaid(text="And when?"))
        seen = max(self.now.seq - back, 0)
        self.feed(OperatorResolved(operator=operator, seen=seen))

    @precondition(lambda self: self.now.operator)
    @rule(act=st.sampled_from((OperatorReturned, OperatorResolved)))
    def the_holder_ends_it(self, act: type[OperatorReturned]) -> None:
        self.feed(act(operator=self.now.operator))

    @rule(back=st.integers(-1, 6), right=st.booleans(), operator=st.none() | operators)
    def somebody_judges_an_entry(
        self,
        back: int,
        right: bool,  # noqa: FBT001
        operator: OperatorId | None,
    ) -> None:
        """Any of the newest, an answer or not, or one that is not there yet."""
        self.judge(self.now.seq - back, right, operator)

    @precondition(lambda self: self.ledger.answers)
    @rule(pick=picks, right=st.booleans(), operator=st.none() | operators, twice=st.booleans())
    def somebody_judges_an_answer(
        self,
        pick: int,
        right: bool,  # noqa: FBT001
        operator: OperatorId | None,
        twice: bool,  # noqa: FBT001
    ) -> None:
        answers = self.ledger.answers
        for _ in range(1 + twice):
            self.judge(answers[-1 - pick % len(answers)], right, operator)

    def judge(self, seq: int, right: bool, operator: OperatorId | None) -> None:  # noqa: FBT001
        before = self.now
        if operator:
            self.feed(OperatorJudged(operator=operator, seq=seq, right=right))
        else:
            self.feed(VisitorJudged(seq=seq, right=right))
        judged = {"judged_by_visitor", "judged_by_operator", "seq"}
        same = {name: getattr(before, name) for name in judged}
        assert replace(self.now, **same) == before, "a judgement changes nothing else"

    @rule(operator=operators)
    def operator_notes(self, operator: OperatorId) -> None:
        self.feed(OperatorNoted(operator=operator, text=SECRET))

    # ── the outbox ────────────────────────────────────────────────────────────────────────────────

    @precondition(lambda self: self.outbox.asks)
    @rule(
        pick=picks,
        text=answers,
        confidence=confidences,
        abstained=st.booleans(),
        handoff=st.sampled_from(("", "", "the tool was called")),
        judged=st.booleans(),
        rule=st.sampled_from(("", "", *DESCRIBED, "made up")),
    )
    def assistant_answers(self, pick: int, **answer) -> None:
        """To any question that it was ever asked, however long ago, and as often as it likes."""
        job = self.outbox.asks[-1 - pick % len(self.outbox.asks)]
        self.feed(AssistantAnswered(answers=job.answers, epoch=job.epoch, **answer))

    @rule(asks=st.booleans(), text=answers, confidence=confidences, abstained=st.booleans())
    def assistant_answers_in_time(self, asks: bool, **answer) -> None:  # noqa: FBT001
        if asks:
            self.feed(VisitorSaid(text="And what does shipping cost?"))
        if self.ledger.unanswered and self.ledger.floor is Floor.ASSISTANT:
            asked = {"answers": self.now.asked_at, "epoch": self.now.epoch}
            self.feed(AssistantAnswered(**answer, **asked))

    @precondition(lambda self: self.outbox.asks)
    @rule(pick=picks)
    def assistant_fails(self, pick: int) -> None:
        job = self.outbox.asks[-1 - pick % len(self.outbox.asks)]
        self.feed(AssistantFailed(answers=job.answers, epoch=job.epoch, error="timeout"))

    @rule(answers=st.integers(0, 12), epoch=st.integers(0, 9))
    def somebody_answers_unasked(self, answers: int, epoch: int) -> None:
        self.feed(AssistantAnswered(answers=answers, epoch=epoch, text="Hm.", confidence=1.0))

    @precondition(lambda self: self.ledger.pending)
    @rule(pick=picks, twice=st.booleans())
    def the_timer_of_some_handoff_fires(self, pick: int, twice: bool) -> None:  # noqa: FBT001
        """Of this one or an earlier one."""
        timers = [t for t in self.outbox.timers if isinstance(t.input, HandoffOverdue)]
        if timers:
            timer = timers[-1 - pick % len(timers)]
            self.move_clock(max(self.clock, timer.due))
            for _ in range(1 + twice):
                self.fire(timer)

    @precondition(lambda self: self.outbox.due(self.clock))
    @rule(pick=picks)
    def a_due_timer_fires(self, pick: int) -> None:
        due = self.outbox.due(self.clock)
        self.fire(due[-1 - pick % len(due)])

    @precondition(lambda self: self.outbox.outstanding())
    @rule()
    def the_next_timer_fires_in_time(self) -> None:
        timer = self.outbox.outstanding()[0]
        self.move_clock(max(self.clock, timer.due))
        self.fire(timer)

    def under(self, rules: tuple[Rule, ...], **policy: object) -> None:
        """From now on with these rules, and people there to be fetched."""
        changed = replace(self.context.policy, rules=rules, handoff=True, **policy)
        self.the_owner_edits_the_policy(changed)

    # ── how it is checked ─────────────────────────────────────────────────────────────────────────

    def feed(self, input: Input) -> None:
        due = refusal_due(self.ledger, input, self.context.policy)
        came = self.attempt(input)
        if isinstance(came, Refused):
            assert type(came) is due, f"promise 6: {input} refused with {came!r}, not {due}"
            assert names_the_winner(came, self.ledger), "promise 6: names the wrong winner"
            return
        assert due is None, f"promise 6: {input} was taken, should be refused with {due}"
        assert self.attempt(input) == came, "the same step, another outcome"
        self.take(input, came)

    def attempt(self, input: Input) -> Step | Refused:
        """What the step gives; whatever it gives, the conversation handed in stays as it was."""
        before = deepcopy(self.now)
        try:
            return step(self.now, input, self.context)
        except Refused as refusal:
            return refusal
        finally:
            assert self.now == before, f"promise 6: {input} changed the state that it was given"

    def take(self, input: Input, taken: Step) -> None:
        scene = Scene(input, self.context, self.now, self.ledger, taken)
        self.now, self.ledger = taken.conversation, scene.after
        self.log += taken.entries
        self.outbox.put(taken.effects, self.clock, self.ledger.floor_changes)
        for promise in PROMISES:
            promise(scene, self.outbox)
        h3_the_package_of_each_handoff_is_complete(scene, self.log)

    def fire(self, timer: Timer) -> None:
        timer.fired = True
        self.feed(timer.input)

    def move_clock(self, to: Millis) -> None:
        self.clock = to
        self.context = replace(self.context, now=to)

    def teardown(self) -> None:
        """Nobody does anything any more and the assistant hangs for ever: only timers fire."""
        assert reduce(evolve, [entry.fact for entry in self.log], BLANK) == self.now
        while outstanding := self.outbox.outstanding():
            self.move_clock(max(self.clock, outstanding[0].due))
            self.fire(outstanding[0])
        owed = self.ledger.unanswered and self.ledger.floor is Floor.ASSISTANT
        assert not owed, "promise 8: the visitor hears nothing"
        stuck = self.ledger.pending and not self.ledger.fell_back
        assert not stuck, f"promise 7: dead end: nobody comes for handoff {self.ledger.pending}"
        if self.ledger.pending:
            assert not list(self.outbox.waits_for(HandoffOverdue(handoff=self.ledger.pending)))


ConversationMachine.TestCase.settings = settings()
TestConversation = ConversationMachine.TestCase
