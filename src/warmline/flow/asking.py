"""Asking the assistant: while it writes, its draft is whispered; when the floor moves, it stops."""

import asyncio
from collections.abc import Coroutine
from contextlib import aclosing, nullcontext
from dataclasses import replace
from functools import reduce

import structlog

from warmline.core.effects import AskAssistant
from warmline.core.evolve import evolved
from warmline.core.facts import MessageAdded, NoteAdded
from warmline.core.fallbacks_kept import answered_broadly
from warmline.core.inputs import AssistantAnswered, AssistantFailed
from warmline.core.model import Conversation, Millis
from warmline.core.reading import as_read, told
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.feed import follow
from warmline.flow.ports import Answer, Job, Question, Whisper
from warmline.flow.world import World
from warmline.signals import offers_person

MARGIN = 2.0  # seconds between the assistant's time limit and the moment the visitor must hear
DRAFT_EVERY = 0.06  # seconds between two drafts of one answer
LOG_READ = 200  # newest entries that an assistant is shown
LAST_WORDS = 1.0  # seconds that a cancelled assistant has to leave
BROADER = 0.5  # of the bar: from what confidence on a broader answer is given
LONGEST_ERROR = 300  # characters

log = structlog.get_logger()


async def ask(
    world: World, job: Job, wanted: AskAssistant
) -> AssistantAnswered | AssistantFailed | None:
    """The assistant's answer as an input, or None when nobody waits for it any more.

    Raises ``Temporary`` where the store is away; whatever the assistant does wrong is a failure.
    """
    now = await world.store.conversation(job.conversation)
    if now is None or not now.awaits(wanted.answers, wanted.epoch):
        return None
    question = await _question(world, now, wanted)
    if question is None:
        return None
    try:
        async with world.channels.typing(now) if world.channels else nullcontext():
            answer = await _answer(world, job, question, wanted)
    except (Temporary, Permanent, TimeoutError) as error:
        log.warning("assistant_failed", conversation=now.id, error=type(error).__name__)
        return failure(wanted, str(error) or "time limit")
    except Exception:
        log.exception("assistant_broke", conversation=now.id)
        return failure(wanted, "the assistant broke")
    return _input(answer, wanted) if answer else None


def failure(asked: AskAssistant | AssistantAnswered, why: str) -> AssistantFailed:
    """``why`` may come from anywhere: what is not printable is left out."""
    error = "".join(letter for letter in why if letter.isprintable())[:LONGEST_ERROR]
    return AssistantFailed(answers=asked.answers, epoch=asked.epoch, error=error)


async def _answer(
    world: World, job: Job, question: Question, wanted: AskAssistant
) -> Answer | None:
    assistant = world.assistants.get(question.profile.kind)
    if assistant is None:
        raise Permanent(f"no assistant of the kind {question.profile.kind!r} is set up")
    drafts = Drafts(world, job, wanted)
    try:
        return await _unless_moved(world, question, wanted, assistant.answer(question, drafts.show))
    finally:
        await drafts.stop()


async def _question(world: World, now: Conversation, wanted: AskAssistant) -> Question | None:
    log = await world.store.entries(now.id, before=now.seq + 1, limit=LOG_READ)
    entries = [told(entry) for entry in as_read(log)]
    said = [entry for entry in entries if entry.seq == wanted.answers]
    if not said or not isinstance(said[0].fact, MessageAdded):
        return None
    policy = await world.store.policy(now.assistant)
    broader = answered_broadly(now, wanted.answers)
    return Question(
        conversation=now,
        text=(broader and now.matter) or said[0].fact.text,
        log=tuple(entry for entry in entries if not isinstance(entry.fact, NoteAdded)),
        profile=await world.store.profile(now.assistant),
        policy=replace(policy, bar=policy.bar * BROADER) if broader else policy,
        answers=wanted.answers,
    )


async def _unless_moved(
    world: World,
    question: Question,
    wanted: AskAssistant,
    answering: Coroutine[None, None, Answer],
) -> Answer | None:
    """The answer, or None as soon as the floor or the question has moved on.

    Raises ``TimeoutError`` also where the assistant does not heed being cancelled.
    """
    answer = asyncio.create_task(answering)
    moved = asyncio.create_task(_moved(world, question.conversation, wanted))
    try:
        async with asyncio.timeout(limit(question.policy.answer_within)):
            await asyncio.wait({answer, moved}, return_when=asyncio.FIRST_COMPLETED)
            if moved.done() and moved.exception():  # then the engine itself must judge the answer
                await asyncio.wait({answer})
        if answer.cancelled():
            raise Permanent("the assistant gave up")
        return answer.result() if answer.done() else None
    finally:
        answer.cancel()
        moved.cancel()
        await asyncio.wait({answer, moved}, timeout=LAST_WORDS)


def limit(answer_within: Millis) -> float:
    """Seconds that the assistant has, so that its failure is told before the clock says so."""
    seconds = answer_within / 1000
    return max(seconds - MARGIN, seconds / 2)


async def _moved(world: World, now: Conversation, wanted: AskAssistant) -> None:
    """Return when the answer is no longer awaited."""
    pieces = follow(world.store, world.tail, now.id, after=now.seq, wanted=lambda _: False)
    async with aclosing(pieces):
        async for piece in pieces:
            if not isinstance(piece, Whisper):
                now = reduce(evolved, piece, now)
                if not now.awaits(wanted.answers, wanted.epoch):
                    return


def _input(answer: Answer, wanted: AskAssistant) -> AssistantAnswered:
    return AssistantAnswered(
        answers=wanted.answers,
        epoch=wanted.epoch,
        text=answer.text,
        confidence=answer.confidence,
        signs=answer.signs,
        abstained=answer.abstained,
        sources=answer.sources,
        handoff=answer.handoff,
        offers=offers_person(answer.text),
        judged=answer.judged,
        rule=answer.rule,
        buttons=answer.buttons,
        attributes=answer.attributes,
        flow=answer.flow,
        team=answer.team,
        priority=answer.priority,
        data=answer.data,
    )


class Drafts:
    """Whispers the newest text of an answer, at most every ``DRAFT_EVERY`` seconds."""

    def __init__(self, world: World, job: Job, wanted: AskAssistant) -> None:
        self._world = world
        self._job = job
        self._wanted = wanted
        self._text = ""
        self._shown = ""
        self._stopped = False
        self._task: asyncio.Task[None] | None = None

    def show(self, text: str) -> None:
        self._text = text
        if not self._stopped and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._flush())

    async def stop(self) -> None:
        """Nothing is whispered after this."""
        self._stopped = True
        if self._task:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _flush(self) -> None:
        while self._text != self._shown:
            self._shown = self._text
            await self._world.bus.whisper(
                Whisper(
                    kind="draft",
                    conversation=self._job.conversation,
                    text=self._shown,
                    answers=self._wanted.answers,
                    epoch=self._wanted.epoch,
                )
            )
            await asyncio.sleep(DRAFT_EVERY)
