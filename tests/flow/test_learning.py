"""A judgement on an answer is kept once and counted; from then on confidences go by it."""

from dataclasses import replace

import pytest

from tests.flow.town import Town, take
from tests.shell import ANN, BOB, Clock, begin, command, log_of, saying
from warmline.core.effects import Learn
from warmline.core.facts import AnswerJudged
from warmline.core.inputs import AssistantAnswered, Input, OperatorJudged, VisitorJudged
from warmline.core.model import ConversationId
from warmline.flow.learning import QUOTED, STALE_AFTER, WRITTEN, Learning
from warmline.flow.perform import perform
from warmline.store.judgements import SqlJudgements

ANSWER = 3  # the number of the first answer of a conversation
QUOTE = {"raw": 0.8, "share": 0.9}
PROSE_OF_A_MODEL = {"raw": 0.8, "support": 1.0}


@pytest.fixture
def judgements(town: Town) -> SqlJudgements:
    return SqlJudgements(town.store)


@pytest.fixture
def learning(town: Town, judgements: SqlJudgements) -> Learning:
    return learner(town, judgements)


def learner(town: Town, judgements: SqlJudgements, address: str = "") -> Learning:
    async def begun_at(_: ConversationId) -> str:
        return address

    return Learning(town.store, judgements, begun_at, town.store.clock)


async def answered(town: Town, id: str = "c", signs: dict[str, float] | None = None) -> None:
    await begin(town.store, id)
    await town.store.handle(saying("Where is my parcel?", f"{id}:ask", id=id))
    await take(town, "ask_assistant")
    said = AssistantAnswered(
        answers=2,
        epoch=0,
        text="It is on its way.",
        confidence=0.8,
        signs=QUOTE if signs is None else signs,
    )
    await town.store.handle(command(id, said, f"{id}:answer"))


async def judge(town: Town, learning: Learning, said: Input, id: str = "c") -> None:
    """Hand a judgement in, and perform what follows from it."""
    await town.store.handle(command(id, said, f"{id}:{said}"))
    for job in await take(town, "learn"):
        await perform(replace(town.world, learn=learning.learn), job)


async def test_a_judgement_is_kept_with_what_the_confidence_rested_on(
    town: Town, learning: Learning, judgements: SqlJudgements
):
    await answered(town)
    await judge(town, learning, OperatorJudged(operator=ANN, seq=ANSWER, right=False))
    [kept] = await judgements.newest(QUOTED, 10)
    assert (kept.conversation, kept.seq, kept.right, kept.operator) == ("c", 3, False, ANN)
    assert (kept.confidence, kept.signs, kept.visitor) == (0.8, QUOTE, "")


async def test_the_visitors_and_an_operators_judgement_are_two(
    town: Town, learning: Learning, judgements: SqlJudgements
):
    await answered(town)
    await judge(town, learning, VisitorJudged(seq=ANSWER, right=False))
    await judge(town, learning, OperatorJudged(operator=BOB, seq=ANSWER, right=True))
    kept = await judgements.newest(QUOTED, 10)
    assert {(one.visitor, one.right) for one in kept} == {("contact-c", False), ("", True)}


async def test_a_job_performed_twice_is_felt_once(
    town: Town, learning: Learning, judgements: SqlJudgements
):
    await answered(town)
    await judge(town, learning, VisitorJudged(seq=ANSWER, right=False))
    learnt = await judgements.learnt()
    judged = next(e.seq for e in await log_of(town.store) if isinstance(e.fact, AnswerJudged))
    again = Learn(judged=judged)
    job = replace((await town_job(town)), effect=again)
    await learning.learn(job, again)
    assert len(await judgements.newest(QUOTED, 10)) == 1
    assert await judgements.learnt() == learnt


async def town_job(town: Town):
    """Any job of the conversation."""
    return await town.ask("And when?")


async def test_from_then_on_confidences_go_by_it_in_every_process(
    town: Town, learning: Learning, judgements: SqlJudgements, clock: Clock
):
    other = learner(town, judgements)
    assert await other.recalibrated(QUOTED, 0.8) == 0.8
    for name in "abcdef":
        await answered(town, name)
        said = OperatorJudged(operator=ANN, seq=ANSWER, right=False)
        await judge(town, learning, said, id=name)
    here = await learning.recalibrated(QUOTED, 0.8)
    assert 0.3 < here < 0.7
    clock.move(STALE_AFTER)
    assert await other.recalibrated(QUOTED, 0.8) == here
    assert (await judgements.learnt())[QUOTED].version == 6


async def test_what_is_learnt_of_quotations_says_nothing_of_a_models_prose(
    town: Town, learning: Learning
):
    await answered(town, signs=PROSE_OF_A_MODEL)
    await judge(town, learning, OperatorJudged(operator=ANN, seq=ANSWER, right=False))
    assert await learning.recalibrated(WRITTEN, 0.8) < 0.8
    assert await learning.recalibrated(QUOTED, 0.8) == 0.8


async def test_nothing_is_learnt_of_an_answer_that_did_not_say_how_sure_it_was(
    town: Town, learning: Learning, judgements: SqlJudgements
):
    await answered(town, signs={})
    await judge(town, learning, VisitorJudged(seq=ANSWER, right=False))
    assert await judgements.count(QUOTED) == 0
    assert await judgements.learnt() == {}


async def test_one_address_is_one_visitor_whoever_they_say_they_are(
    town: Town, judgements: SqlJudgements
):
    learning = learner(town, judgements, address="an address")
    for name in "abcdefgh":
        await answered(town, name)
        await judge(town, learning, VisitorJudged(seq=ANSWER, right=False), id=name)
    assert {one.visitor for one in await judgements.newest(QUOTED, 10)} == {"an address"}
    assert await learning.recalibrated(QUOTED, 0.8) > 0.74


async def test_judgements_are_counted_again_less_often_the_more_there_are(
    town: Town, learning: Learning, judgements: SqlJudgements
):
    await answered(town)
    await judge(town, learning, OperatorJudged(operator=ANN, seq=ANSWER, right=True))
    [one] = await judgements.newest(QUOTED, 1)
    learnt = (await judgements.learnt())[QUOTED]
    await judgements.keep_learnt(QUOTED, replace(learnt, version=2, judgements=1_000))
    for number in range(1_005):
        await judgements.keep(replace(one, seq=number + 10))
    await answered(town, "d")
    await judge(town, learning, OperatorJudged(operator=ANN, seq=ANSWER, right=True), id="d")
    assert (await judgements.learnt())[QUOTED].version == 2
