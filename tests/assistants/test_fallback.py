"""When an assistant fails: who stands in, what is logged, and when a provider is left alone."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from subprocess import run
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from scripted_model import ScriptedModel, breaks_off, calls, hangs, says, status
from worlds import UNSURE, Shelf, ask, returns

from warmline.assistants import ASSISTANTS, Closable, Limits, Parts, Provider, breaker
from warmline.assistants._failures import ModelFailed
from warmline.assistants.breaker import FAILURES, REST, Breaker
from warmline.assistants.fallback import Fallback
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Answer, Draft, Question

ASKED = "Can I return my shoes?"
FIRST = Answer(text="From the first.", confidence=0.9)
SECOND = Answer(text="From the second.", confidence=0.7)


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Speaker:
    """Gives its answers, or raises them, in turn; the last one for ever."""

    says: list[Answer | Exception]
    asked: int = 0
    closed: bool = False
    entered: asyncio.Event = field(default_factory=asyncio.Event)
    holds: asyncio.Event | None = None

    async def answer(self, question: Question, draft: Draft) -> Answer:
        self.asked += 1
        self.entered.set()
        if self.holds is not None:
            await self.holds.wait()
        said = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        draft("half of it")
        if isinstance(said, Exception):
            raise said
        draft(said.text)
        return said

    async def close(self) -> None:
        self.closed = True


async def answered(fallback: Fallback) -> tuple[Answer, list[str]]:
    drafts: list[str] = []
    return await fallback.answer(ask(ASKED), drafts.append), drafts


@pytest.mark.parametrize(
    "failure",
    [
        ModelFailed("slow"),
        Temporary("busy"),
        Permanent("wrong key"),
        Answer(text="", confidence=0.9),
        Answer(text=" \n", confidence=0.9),
    ],
)
async def test_a_failed_answers_draft_is_withdrawn_and_the_second_assistant_answers(
    failure: Answer | Exception,
):
    fallback = Fallback(Speaker([failure]), Speaker([SECOND]), now=Clock())
    answer, drafts = await answered(fallback)
    assert answer == SECOND
    assert drafts[-3:] == ["", "half of it", SECOND.text]


async def test_asking_for_a_person_without_words_is_an_answer():
    asks = Answer(text="", confidence=1.0, handoff="a bill")
    fallback = Fallback(Speaker([asks]), Speaker([SECOND]), now=Clock())
    assert (await answered(fallback))[0] == asks


@pytest.mark.parametrize(
    "failure", [Temporary("no disk"), Permanent("gone"), Answer(text="", confidence=0)]
)
async def test_where_none_can_answer_the_failure_is_temporary(failure: Answer | Exception):
    fallback = Fallback(Speaker([ModelFailed("slow")]), Speaker([failure]), now=Clock())
    with pytest.raises(Temporary, match="no assistant could answer"):
        await answered(fallback)


async def test_a_bug_is_not_hidden_by_the_second_assistant():
    fallback = Fallback(Speaker([ZeroDivisionError()]), Speaker([SECOND]), now=Clock())
    with pytest.raises(ZeroDivisionError):
        await answered(fallback)


async def test_closing_closes_both():
    first, second = Speaker([FIRST]), Speaker([SECOND])
    await Fallback(first, second, now=Clock()).close()
    assert (first.closed, second.closed) == (True, True)


# ── the circuit ───────────────────────────────────────────────────────────────────────────────────


async def test_after_failures_in_a_row_the_provider_is_left_alone_and_then_tried_once():
    clock = Clock()
    first = Speaker([*[ModelFailed("slow")] * (FAILURES + 1), FIRST])
    fallback = Fallback(first, Speaker([SECOND]), now=clock)
    for _ in range(FAILURES + 3):
        assert (await answered(fallback))[0] == SECOND
    assert first.asked == FAILURES
    clock.now += REST
    assert (await answered(fallback))[0] == SECOND  # the probe fails
    assert (await answered(fallback))[0] == SECOND
    assert first.asked == FAILURES + 1
    clock.now += REST
    assert (await answered(fallback))[0] == FIRST
    assert (await answered(fallback))[0] == FIRST


async def test_while_one_probe_is_under_way_there_is_no_second():
    clock = Clock()
    first = Speaker([*[ModelFailed("slow")] * FAILURES, FIRST])
    fallback = Fallback(first, Speaker([SECOND]), now=clock)
    for _ in range(FAILURES):
        await answered(fallback)
    clock.now += REST
    first.holds, first.entered = asyncio.Event(), asyncio.Event()
    probe = asyncio.create_task(answered(fallback))
    await first.entered.wait()
    assert (await answered(fallback))[0] == SECOND
    first.holds.set()
    assert (await probe)[0] == FIRST


async def test_a_cancelled_probe_lets_another_one_through():
    clock = Clock()
    first = Speaker([*[ModelFailed("slow")] * FAILURES, FIRST])
    fallback = Fallback(first, Speaker([SECOND]), now=clock)
    for _ in range(FAILURES):
        await answered(fallback)
    clock.now += REST
    first.holds, first.entered = asyncio.Event(), asyncio.Event()
    probe = asyncio.create_task(answered(fallback))
    await first.entered.wait()
    probe.cancel()
    with pytest.raises(asyncio.CancelledError):
        await probe
    first.holds.set()
    assert (await answered(fallback))[0] == FIRST


async def test_a_provider_that_says_when_to_come_back_is_left_alone_until_then():
    clock = Clock()
    first = Speaker([ModelFailed("busy", status=429, retry_after=7.0), FIRST])
    fallback = Fallback(first, Speaker([SECOND]), now=clock)
    assert (await answered(fallback))[0] == SECOND
    clock.now += 6.9
    assert (await answered(fallback))[0] == SECOND
    clock.now += 0.1
    assert (await answered(fallback))[0] == FIRST


EVENTS = st.lists(st.sampled_from(["fails", "works", "cancelled", "waits"]), max_size=40)


@given(EVENTS)
def test_an_open_breaker_tries_once_in_each_rest_until_something_works(events: list[str]):
    state, now, failed_at = Breaker(), 0.0, -REST
    for event in events:
        was_open = state.rests_until is not None
        if event == "waits":
            now += REST / 2
            continue
        assert breaker.lets_through(state, now) is (not was_open or now - failed_at >= REST)
        if not breaker.lets_through(state, now):
            continue
        state = breaker.asked(state)
        assert breaker.lets_through(state, now) is not was_open
        match event:
            case "fails":
                state, failed_at = breaker.failed(state, now), now
                assert (state.rests_until is not None) == (was_open or state.failures == FAILURES)
            case "works":
                state = breaker.succeeded()
            case _:
                state = breaker.withdrawn(state)


# ── the whole, against the scripted endpoint ──────────────────────────────────────────────────────


@dataclass
class Stand:
    model: ScriptedModel
    clock: Clock = field(default_factory=Clock)
    drafts: list[str] = field(default_factory=list)
    open: list[Closable] = field(default_factory=list)

    def build(self, shelf: Shelf | None = None, **limits: float) -> Closable:
        build: Callable[[Parts], Closable] = ASSISTANTS["llm"]
        own: Any = {"first_token": 30, "whole": 60} | limits
        provider = Provider(
            model="scripted", base_url=self.model.base_url, key="sk-canary", limits=Limits(**own)
        )
        knowledge = shelf or Shelf({ASKED: returns()})
        built = build(Parts(knowledge=lambda _: knowledge, now=self.clock, provider=provider))
        self.open.append(built)
        return built

    async def answer(self, built: Closable) -> Answer:
        return await built.answer(ask(ASKED), self.drafts.append)


@pytest.fixture
async def stand(model: ScriptedModel) -> AsyncIterator[Stand]:
    stand = Stand(model)
    yield stand
    for built in stand.open:
        await built.close()


QUOTED = returns().answer
FAILURES_SEEN = [
    (hangs(), "slow", 0),
    (status(429, Retry_After="7"), "busy", 429),
    (status(500), "status", 500),
    (status(401), "permanent", 0),
    (says(), "empty", 0),
    (breaks_off("You can return "), "cut", 0),
    (calls("refund", "{}"), "empty", 0),
]


@pytest.mark.parametrize(
    ("play", "kind", "code"), FAILURES_SEEN, ids=[k for _, k, _ in FAILURES_SEEN]
)
async def test_whatever_the_model_does_the_visitor_gets_the_knowledges_own_answer(
    stand: Stand, play: Any, kind: str, code: int
):
    """Promise 8: an answer, also when the model hangs, fails or says nothing."""
    assert QUOTED is not None
    stand.model.will(play)
    built = stand.build(first_token=0.5) if kind == "slow" else stand.build()
    with structlog.testing.capture_logs() as logs:
        answer = await stand.answer(built)
    assert (answer.text, answer.sources) == (QUOTED.text, QUOTED.sources)
    assert stand.drafts[-2:] == ["", QUOTED.text]
    assert [(log["event"], log["kind"], log["status"]) for log in logs] == [
        ("assistant_failed", kind, code)
    ]
    for secret in ("sk-canary", "shoes", "return"):
        assert secret not in json.dumps(logs)


async def test_where_the_knowledge_has_no_answer_either_the_visitor_is_told_so(stand: Stand):
    stand.model.will(status(500))
    answer = await stand.answer(stand.build(Shelf()))
    assert (answer.text, answer.abstained) == (UNSURE, True)


async def test_a_dead_provider_is_not_asked_for_every_visitor(stand: Stand):
    built = stand.build()
    for _ in range(FAILURES + 4):
        await stand.answer(built)
    assert len(stand.model.requests) == FAILURES
    stand.clock.now += REST
    stand.model.will(says("You can return any item within 30 days [1]."))
    assert (await stand.answer(built)).text == "You can return any item within 30 days [1]."


# ── importing ─────────────────────────────────────────────────────────────────────────────────────


def loaded_after(statement: str) -> set[str]:
    script = f"import sys; {statement}; print(*sys.modules)"
    done = run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_without_a_language_model_its_library_is_never_imported():
    loaded = loaded_after("import warmline.assistants")
    assert "warmline.assistants.llm" in loaded
    assert loaded.isdisjoint({"pydantic_ai", "openai", "anthropic", "httpx2"})


def test_without_the_extra_the_owner_is_told_what_to_install():
    hidden = (
        "sys.modules['pydantic_ai'] = None; import asyncio\n"
        "from warmline.assistants import Provider\n"
        "from warmline.assistants.loading import loader\n"
        "from warmline.flow.failures import Permanent\n"
        "try: asyncio.run(loader(Provider(model='openai:x'))())\n"
        "except Permanent as error: print('told:', error)\n"
    )
    script = "import sys; " + hidden
    done = run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "told: install warmline[llm]" in done.stdout
