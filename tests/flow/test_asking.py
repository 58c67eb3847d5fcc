"""Asking the assistant: it is heard in time or not at all, and never over a person."""

import asyncio
from dataclasses import replace

import pytest

from tests.flow.town import SOON, SURE, Town, Wayward
from tests.shell import ANN, begin, claiming, command, log_of, replying, saying, texts_of
from warmline.core.effects import AskAssistant
from warmline.core.facts import MessageAdded
from warmline.core.inputs import (
    AssistantAnswered,
    AssistantFailed,
    OperatorNoted,
    OperatorReturned,
    VisitorEdited,
    VisitorSaid,
    VisitorWithdrew,
)
from warmline.core.model import ConversationId, File, Source
from warmline.flow.asking import ask, limit
from warmline.flow.failures import Temporary
from warmline.flow.perform import perform
from warmline.flow.ports import Answer, Draft, Job, Question, Whisper

C = ConversationId("c")


async def asked(town: Town, job: Job) -> AssistantAnswered | AssistantFailed | None:
    assert isinstance(job.effect, AskAssistant)
    async with asyncio.timeout(SOON):
        return await ask(town.world, job, job.effect)


class Writing:
    """An assistant that writes a draft and then waits until it is told to finish."""

    def __init__(self, town: Town) -> None:
        self.began = asyncio.Event()
        self.finish = asyncio.Event()
        town.assistant.script = self.answer

    async def answer(self, question: Question, draft: Draft) -> Answer:
        draft("It is on")
        self.began.set()
        await self.finish.wait()
        return SURE


async def test_the_answer_carries_what_it_answers_and_where_it_came_from(town: Town):
    sources = (Source(title="Shipping", url="/shipping"),)

    async def answers(question: Question, draft: Draft) -> Answer:
        return replace(SURE, sources=sources, handoff="angry")

    town.assistant.script = answers
    job = await town.ask()
    assert await asked(town, job) == AssistantAnswered(
        answers=2, epoch=0, text=SURE.text, confidence=0.9, sources=sources, handoff="angry"
    )


async def test_the_assistant_is_told_the_thread_and_no_notes(town: Town):
    await begin(town.store)
    await town.store.handle(saying("My parcel is 4711.", "1"))
    await town.store.handle(command("c", OperatorNoted(operator=ANN, text="secret"), "note"))
    job = await town.ask("Where is it?")
    await asked(town, replace(job, effect=AskAssistant(answers=4, epoch=0)))
    (question,) = town.assistant.asked
    assert question.text == "Where is it?"
    assert [entry.seq for entry in question.log] == [1, 2, 4]
    assert (question.profile.kind, question.conversation.id) == ("scripted", "c")
    assert question.policy.rules


async def test_the_assistant_is_told_the_newest_words_and_files_by_their_names(town: Town):
    photo = File(id="f1", name="leak.jpg")
    said = VisitorSaid(text="My zink leaks", via="telegram", files=(photo,))
    wrong = VisitorSaid(text="Never mind", via="telegram")
    await begin(town.store)
    await town.store.handle(command("c", said, "1"))
    await town.store.handle(command("c", wrong, "2"))
    await town.store.handle(command("c", VisitorWithdrew(message=3), "3"))
    await town.store.handle(command("c", VisitorEdited(message=2, text="My sink leaks"), "4"))
    now = await town.store.conversation(C)
    assert now is not None
    *_, job = await town.store.claim(limit=9, lease=60, kinds=["ask_assistant"])
    assert job.effect == AskAssistant(answers=2, epoch=now.epoch)
    await asked(town, job)
    (question,) = town.assistant.asked
    assert question.text == "My sink leaks\n[file: leak.jpg]"
    texts = [e.fact.text for e in question.log if isinstance(e.fact, MessageAdded)]
    assert texts == [question.text]


async def test_the_assistant_knows_what_a_person_said(town: Town):
    await begin(town.store)
    await town.store.handle(saying("Where is it?", "1"))
    await town.store.handle(replying("I sent it anew.", "2"))
    await town.store.handle(command("c", OperatorReturned(operator=ANN), "3"))
    (job, *_) = await town.store.claim(limit=9, lease=60, kinds=["ask_assistant"])
    await town.store.settle(job)
    job = await town.ask("When?")
    await asked(town, job)
    said = [getattr(entry.fact, "text", "") for entry in town.assistant.asked[-1].log]
    assert "I sent it anew." in said


async def test_nobody_is_asked_when_nobody_waits_any_more(town: Town):
    job = await town.ask()
    await town.store.handle(claiming(ANN))
    assert await asked(town, job) is None
    assert town.assistant.asked == []


async def test_a_question_of_a_conversation_that_is_not_there_is_nobodys(town: Town):
    lost = Job("job-1", ConversationId("lost"), AskAssistant(answers=1, epoch=0), 1)
    assert await asked(town, lost) is None


# ── the floor moves ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "step", [claiming(ANN), replying("I am here.", "r"), saying("Forget it, another thing", "k2")]
)
async def test_an_assistant_whose_answer_is_no_longer_wanted_is_stopped(town: Town, step):
    writing = Writing(town)
    asking = asyncio.create_task(perform(town.world, await town.ask()))
    await writing.began.wait()
    await town.store.handle(step)
    async with asyncio.timeout(SOON):
        await town.assistant.cancelled.wait()
        await asking
    assert SURE.text not in await texts_of(town.store)


async def test_notes_and_other_conversations_do_not_stop_it(town: Town):
    writing = Writing(town)
    asking = asyncio.create_task(perform(town.world, await town.ask()))
    await writing.began.wait()
    await begin(town.store, "d")
    await town.store.handle(command("c", OperatorNoted(operator=ANN, text="hm"), "note"))
    await town.until(lambda log: len(log) == 3)
    writing.finish.set()
    await asking
    assert (await texts_of(town.store))[-1] == SURE.text


async def test_an_answer_that_comes_just_after_the_claim_is_dropped(town: Town):
    """Also where the assistant was done before it could be stopped."""
    job = await town.ask()
    answer = await asked(town, job)
    await town.store.handle(claiming(ANN))
    await town.store.handle(command("c", answer, "late"))
    assert SURE.text not in await texts_of(town.store)


async def test_in_any_race_of_an_answer_with_a_claim_no_answer_follows_the_claim(town: Town):
    for n in range(30):
        id = f"c{n}"
        job = await town.ask(id=id)

        async def claim(id: str, turns: int) -> None:
            for _ in range(turns):
                await asyncio.sleep(0)
            await town.store.handle(claiming(ANN, id))

        await asyncio.gather(perform(town.world, job), claim(id, n * 3))
        kinds = [entry.fact.kind for entry in await log_of(town.store, id)]
        after = kinds[kinds.index("claimed") :]
        assert "message_added" not in after, id


# ── drafts ────────────────────────────────────────────────────────────────────────────────────────


class Overheard:
    """The drafts that come over the bus."""

    def __init__(self, town: Town) -> None:
        self.drafts: list[Whisper] = []
        self._town = town
        self._task = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        async for piece in self._town.bus.listen():
            if piece is not None:
                self.drafts.append(piece)

    async def all(self) -> list[Whisper]:
        """Once everything said so far has been heard."""
        await asyncio.sleep(0)  # it listens from now on
        end = Whisper(kind="end")
        await self._town.bus.whisper(end)
        async with asyncio.timeout(SOON):
            while end not in self.drafts:
                await asyncio.sleep(0)
        self._task.cancel()
        return [one for one in self.drafts if one != end]


async def test_drafts_name_the_question_and_the_floor_and_end_with_the_answer(town: Town):
    heard = Overheard(town)
    shown: list[Draft] = []

    async def writes(question: Question, draft: Draft) -> Answer:
        shown.append(draft)
        for n in range(1, 100):
            draft(SURE.text[:n])
            await asyncio.sleep(0)
        return SURE

    town.assistant.script = writes
    await asked(town, await town.ask())
    shown[0]("too late")
    await asyncio.sleep(0)
    drafts = await heard.all()
    assert drafts[0] == Whisper(
        kind="draft", conversation="c", text=drafts[0].text, answers=2, epoch=0
    )
    assert all(SURE.text.startswith(draft.text) for draft in drafts)
    assert len(drafts) < 20  # not one for each letter


async def test_after_a_claim_no_draft_is_whispered(town: Town):
    writing = Writing(town)
    heard = Overheard(town)
    asking = asyncio.create_task(perform(town.world, await town.ask()))
    await writing.began.wait()
    await town.store.handle(claiming(ANN))
    await asking
    before = len(await heard.all())
    again = Overheard(town)
    writing.finish.set()
    assert await again.all() == []
    assert before <= 1


# ── time ──────────────────────────────────────────────────────────────────────────────────────────


async def test_a_hanging_assistant_has_failed_before_the_visitor_must_hear_something(town: Town):
    await town.answer_within(1_000)
    Writing(town)
    failed = await asked(town, await town.ask())
    assert failed == AssistantFailed(answers=2, epoch=0, error="time limit")
    assert town.assistant.cancelled.is_set()


async def test_an_assistant_that_does_not_heed_being_stopped_is_left_behind(town: Town):
    await town.answer_within(1_000)
    deaf = asyncio.Event()

    async def stubborn(question: Question, draft: Draft) -> Answer:
        while not deaf.is_set():
            try:
                await deaf.wait()
            except asyncio.CancelledError:
                continue
        return SURE

    town.assistant.script = stubborn
    try:
        assert isinstance(await asked(town, await town.ask()), AssistantFailed)
    finally:
        deaf.set()


async def test_an_assistant_that_cancels_itself_has_failed(town: Town):
    async def gives_up(question: Question, draft: Draft) -> Answer:
        raise asyncio.CancelledError

    town.assistant.script = gives_up
    assert isinstance(await asked(town, await town.ask()), AssistantFailed)


def test_the_limit_leaves_time_to_tell_the_visitor():
    assert limit(25_000) == 23.0
    assert limit(2_000) == 1.0
    assert limit(100) == 0.05


async def test_a_store_that_is_away_is_no_failure_of_the_assistant(town: Town):
    job = await town.ask()
    away = town.over(Wayward(town.store, profile=[Temporary("away")]))
    with pytest.raises(Temporary):
        await ask(away, job, job.effect)
    assert town.assistant.asked == []
