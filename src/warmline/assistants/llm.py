"""The assistant that has a language model phrase what the knowledge base says."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Final

from warmline.assistants import recall
from warmline.assistants._failures import ModelFailed
from warmline.assistants._knowledge import Alike, Cite, KnowledgeOf
from warmline.assistants._polarity import tongue
from warmline.assistants._thread import operator_replies
from warmline.assistants.budget import Payer, Purse, tokens_in, tokens_of
from warmline.assistants.citations import Cited
from warmline.assistants.extractive import search, unsure
from warmline.assistants.grounding import doubtful, judge, with_meaning
from warmline.assistants.hearing import Hearing
from warmline.assistants.honesty import claims_to_be_a_person
from warmline.assistants.prompt import NO_ANSWER, Mask, described, prompt_of
from warmline.assistants.provider import ChatModel, Limits, Used
from warmline.assistants.small_talk import small_talk
from warmline.assistants.sureness import NOT_SEARCHED, UNFOUNDED, is_unfounded, signs_of, sureness
from warmline.core.model import Source
from warmline.flow.ports import Answer, Draft, Question

PASSAGES: Final = 6  # of the knowledge base
REPLIES: Final = 3  # of operators in this thread, the newest
QUOTE: Final = 300  # characters
USUALLY_MEANT: Final = 0.5  # stands for the cosine where the sentence model cannot compare


async def no_likeness(texts: Sequence[str], others: Sequence[Sequence[str]]) -> Sequence[float]:
    """Where no sentence model is loaded: words alone count."""
    return ()


async def as_it_is(raw: float) -> float:
    """Where nothing was learnt from judgements."""
    return raw


Recalibrated = Callable[[float], Awaitable[float]]


class Llm:
    """Grounded, cited, streamed, within limits. It can do one thing besides talk: ask for a person.

    ``model`` is built at the first question, since loading a provider's library takes seconds.
    """

    def __init__(  # noqa: PLR0913 - ports, each a word at the call
        self,
        knowledge: KnowledgeOf,
        model: Callable[[], Awaitable[ChatModel]],
        limits: Limits,
        *,
        alike: Alike = no_likeness,
        mask: Mask = str,
        purse: Purse | None = None,
        recalibrated: Recalibrated = as_it_is,
    ) -> None:
        """``mask`` is what the words of visitors and operators lose before they leave.

        ``recalibrated`` is what judgements of such answers made of a raw confidence.
        """
        self._knowledge = knowledge
        self._load = model
        self._limits = limits
        self._alike = alike
        self._mask = mask
        self._purse = purse or Purse()
        self._recalibrated = recalibrated
        self._model: ChatModel | None = None
        self._loading = asyncio.Lock()

    async def answer(self, question: Question, draft: Draft) -> Answer:
        """Raises ``ModelFailed`` (a ``Temporary``), ``Temporary`` and ``Permanent``."""
        model = await self._ready()
        try:
            async with asyncio.timeout(self._limits.whole):
                passages, retrieval = await self._passages(question)
                hearing = Hearing(
                    question=question, passages=passages, draft=draft, most=self._limits.characters
                )
                await self._hear(model, hearing)
        except TimeoutError:
            raise ModelFailed("slow") from None
        return await self._weighed(hearing, retrieval)

    async def close(self) -> None:
        if self._model is not None:
            await self._model.close()

    async def _ready(self) -> ChatModel:
        async with self._loading:
            if self._model is None:
                self._model = await self._load()
            return self._model

    async def _passages(self, question: Question) -> tuple[tuple[Cite, ...], float]:
        """What the model may cite, and how probable it is that the best of it answers."""
        found = await search(self._knowledge(question.profile.id), question, PASSAGES)
        title = recall.title(question.conversation.language)
        replies = operator_replies(question)[-REPLIES:]
        said = tuple(Cite(title=title, text=self._mask(reply.text)) for reply in replies)
        return (*found.passages[:PASSAGES], *said), found.confidence

    async def _hear(self, model: ChatModel, hearing: Hearing) -> None:
        prompt = prompt_of(hearing.question, hearing.passages, self._mask)
        most = tokens_of(prompt) + self._limits.tokens
        bill = await self._purse.reserve(_payer(hearing.question), most)
        used = 0
        try:
            first = asyncio.timeout(self._limits.first_token)
            async with first, aclosing(model.say(prompt)) as pieces:
                async for piece in pieces:
                    first.reschedule(None)
                    if isinstance(piece, Used):
                        used = piece.tokens
                    else:
                        hearing.hear(piece)
        finally:
            guess = tokens_of(prompt) + tokens_in(hearing.text)
            await asyncio.shield(self._purse.settle(bill, used or guess))

    async def _weighed(self, heard: Hearing, retrieval: float) -> Answer:
        if NO_ANSWER in heard.text:
            return _unsure(heard, 0.0)
        said = heard.safe(heard.text)
        if not said.text and not heard.handoff:
            raise ModelFailed("empty")
        if _must_not_be_said(said.text, heard):
            return _unsure(heard, 0.0)
        sure, signs = (
            await self._sure(said, heard, retrieval) if said.text else (1.0, dict[str, float]())
        )
        if sure < heard.question.policy.bar:
            return _unsure(heard, sure)
        return replace(_answer(said, heard, sure), signs=signs)

    async def _sure(
        self, said: Cited, heard: Hearing, retrieval: float
    ) -> tuple[float, dict[str, float]]:
        """How probable it is that the answer is right, and what that rests on."""
        ground = heard.ground_of(said.order)
        judged = judge(said.text, ground)
        polite = small_talk(heard.question.text, heard.question.conversation.language)
        if polite and not judged:
            return 1.0, {}
        cited = tuple(heard.passages[at] for at in said.order)
        doubts = doubtful(judged, ground)
        places = (*doubts.values(), tuple(f"{one.title}\n{one.text}" for one in cited))
        texts = (*doubts, heard.question.text)
        cosines = list(await self._alike(texts, places)) if judged else []
        judged = with_meaning(judged, dict(zip(doubts, cosines, strict=False)))
        known = any(one.passage for one in cited)
        alike = bool(cosines) and known and tongue(heard.question.text) == ground.language
        signs = signs_of(
            judged,
            retrieval=retrieval if known else NOT_SEARCHED,
            meaning=cosines[-1] if alike else USUALLY_MEANT,
        )
        raw = sureness(judged, signs)
        sure = await self._recalibrated(raw)
        if heard.strayed or is_unfounded(judged):
            sure = min(sure, UNFOUNDED)
        return sure, {name: round(sign, 3) for name, sign in signs.items()} | {"raw": round(raw, 6)}


def _must_not_be_said(text: str, heard: Hearing) -> bool:
    """Whatever the bar is: a lie about what speaks, the instructions, a text without a word."""
    wordless = bool(text) and not any(letter.isalpha() for letter in text)
    return wordless or claims_to_be_a_person(text) or heard.secret.told_in(text)


def _payer(question: Question) -> Payer:
    now = question.conversation
    return Payer(conversation=now.id, contact=now.contact, assistant=question.profile.id)


def _answer(said: Cited, heard: Hearing, sure: float) -> Answer:
    heard.draft(said.text)
    return Answer(
        text=said.text,
        confidence=sure,
        sources=tuple(_source(heard.passages[at]) for at in said.order),
        handoff=heard.handoff,
        judged=bool(described(heard.question)),
        rule=heard.rule,
    )


def _unsure(heard: Hearing, sure: float) -> Answer:
    """What was shown as a draft and does not hold is replaced by honest words, or polite ones."""
    question = heard.question
    if polite := small_talk(question.text, question.conversation.language):
        answer = Answer(text=polite, confidence=1.0)
    else:
        answer = unsure(question, sure)
    heard.draft(answer.text)
    return Answer(
        text=answer.text,
        confidence=answer.confidence,
        abstained=answer.abstained,
        handoff=heard.handoff,
        judged=bool(described(question)),
        rule=heard.rule,
    )


def _source(cite: Cite) -> Source:
    text = " ".join(cite.text.split())
    quote = text if len(text) <= QUOTE else text[: QUOTE - 1].rstrip() + "…"
    return Source(title=cite.title, url=cite.url, passage=cite.passage, quote=quote)
