"""The assistant that has a language model phrase what the knowledge base says."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Final

from warmline.assistants import recall
from warmline.assistants._failures import ModelFailed
from warmline.assistants._knowledge import Cite, KnowledgeOf
from warmline.assistants._thread import earlier, messages, operator_replies
from warmline.assistants.citations import Cited, cited
from warmline.assistants.extractive import search, unsure
from warmline.assistants.grounding import confidence
from warmline.assistants.plain import addresses, finished, plain
from warmline.assistants.prompt import NO_ANSWER, prompt_of
from warmline.assistants.provider import ChatModel, HandOff, Limits
from warmline.assistants.small_talk import small_talk
from warmline.core.model import Author, Source
from warmline.flow.ports import Answer, Draft, Question

PASSAGES: Final = 6  # of the knowledge base
REPLIES: Final = 3  # of operators in this thread, the newest
REASON: Final = 300  # characters
QUOTE: Final = 300  # characters
STEP: Final = 50  # a draft comes when the text has grown by one part in so many


class Llm:
    """Grounded, cited, streamed, within limits. It can do one thing besides talk: ask for a person.

    ``model`` is built at the first question, since loading a provider's library takes seconds.
    """

    def __init__(
        self,
        knowledge: KnowledgeOf,
        model: Callable[[], Awaitable[ChatModel]],
        limits: Limits,
    ) -> None:
        self._knowledge = knowledge
        self._load = model
        self._limits = limits
        self._model: ChatModel | None = None
        self._loading = asyncio.Lock()

    async def answer(self, question: Question, draft: Draft) -> Answer:
        """Raises ``ModelFailed`` (a ``Temporary``), ``Temporary`` and ``Permanent``."""
        model = await self._ready()
        try:
            async with asyncio.timeout(self._limits.whole):
                passages = await self._passages(question)
                hearing = _Hearing(question, passages, draft, self._limits.characters)
                await self._hear(model, hearing)
        except TimeoutError:
            raise ModelFailed("slow") from None
        return _answer(hearing)

    async def close(self) -> None:
        if self._model is not None:
            await self._model.close()

    async def _ready(self) -> ChatModel:
        async with self._loading:
            if self._model is None:
                self._model = await self._load()
            return self._model

    async def _passages(self, question: Question) -> tuple[Cite, ...]:
        found = await search(self._knowledge(question.profile.id), question, PASSAGES)
        title = recall.title(question.conversation.language)
        replies = operator_replies(question)[-REPLIES:]
        said = tuple(Cite(title=title, text=reply.text) for reply in replies)
        return (*found.passages[:PASSAGES], *said)

    async def _hear(self, model: ChatModel, hearing: "_Hearing") -> None:
        prompt = prompt_of(hearing.question, hearing.passages)
        first = asyncio.timeout(self._limits.first_token)
        async with first, aclosing(model.say(prompt)) as pieces:
            async for piece in pieces:
                first.reschedule(None)
                hearing.hear(piece)


@dataclass(slots=True)
class _Hearing:
    """An answer while it comes in."""

    question: Question
    passages: Sequence[Cite]
    draft: Draft
    most: int  # characters
    text: str = ""
    handoff: str = ""
    shown: int = 0  # characters of ``text`` that the draft was made of
    allowed: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        own = self.question.profile.instructions
        texts = (part for cite in self.passages for part in (cite.text, cite.url))
        self.allowed = addresses("\n".join((own, *texts)))

    def hear(self, piece: str | HandOff) -> None:
        if isinstance(piece, HandOff):
            if self.question.policy.handoff:
                self.handoff = " ".join(plain(piece.reason, frozenset()).split())[:REASON]
                self.handoff = self.handoff or "it gave no reason"
            return
        self.text += piece
        if len(self.text) > self.most:
            raise ModelFailed("too_long")
        self._show()

    def _show(self) -> None:
        if NO_ANSWER.startswith(self.text.strip()[: len(NO_ANSWER)]):
            return  # it may be about to say that it does not know
        if len(self.text) - self.shown < len(self.text) // STEP:
            return  # the longer the text, the rarer its drafts: each reads all of it
        self.shown = len(self.text)
        if text := self.safe(finished(self.text)).text:
            self.draft(text)

    def safe(self, text: str) -> Cited:
        return cited(plain(text, self.allowed), len(self.passages))


def _answer(heard: _Hearing) -> Answer:
    question, language = heard.question, heard.question.conversation.language
    if NO_ANSWER in heard.text:
        return _unsure(heard, 0.0)
    said = heard.safe(heard.text)
    if not said.text and not heard.handoff:
        raise ModelFailed("empty")
    nothing_to_check = not said.text or bool(small_talk(question.text, language))
    sure = 1.0 if nothing_to_check else _confidence(said, heard)
    if sure < question.policy.bar:
        return _unsure(heard, sure)
    heard.draft(said.text)
    sources = tuple(_source(heard.passages[at]) for at in said.order)
    return Answer(text=said.text, confidence=sure, sources=sources, handoff=heard.handoff)


def _confidence(said: Cited, heard: _Hearing) -> float:
    texts = [f"{heard.passages[at].title}\n{heard.passages[at].text}" for at in said.order]
    own = heard.question.profile.instructions
    visitor = (m.text for m in messages(earlier(heard.question)) if m.author is Author.VISITOR)
    own_words = "\n".join((heard.question.text, *visitor))
    return confidence(said.text, texts, owner=own, visitor=own_words)


def _unsure(heard: _Hearing, sure: float) -> Answer:
    """What was shown as a draft and does not hold is replaced by the honest words."""
    answer = unsure(heard.question, sure)
    heard.draft(answer.text)
    return Answer(text=answer.text, confidence=sure, abstained=True, handoff=heard.handoff)


def _source(cite: Cite) -> Source:
    text = " ".join(cite.text.split())
    quote = text if len(text) <= QUOTE else text[: QUOTE - 1].rstrip() + "…"
    return Source(title=cite.title, url=cite.url, passage=cite.passage, quote=quote)
