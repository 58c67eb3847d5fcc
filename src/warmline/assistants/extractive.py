"""The assistant that needs no key: it quotes the knowledge base, or says that it does not know."""

from typing import Final

from warmline.assistants._knowledge import Found, Knowledge, KnowledgeOf
from warmline.assistants._thread import operator_replies, previous_question
from warmline.assistants._words import has_wide, spaced
from warmline.assistants.recall import Recalled, recall, refers_back
from warmline.assistants.small_talk import small_talk
from warmline.flow.ports import Answer, Draft, Question

PASSAGES: Final = 10  # that are searched for: the rivals of the best tell how sure it is
_SHORT: Final = 3  # words
_SHORT_WIDE: Final = 6  # characters, in scripts without spaces


class Extractive:
    """Answers in the words of the knowledge base, of an operator in this thread, or not at all."""

    def __init__(self, knowledge: KnowledgeOf) -> None:
        self._knowledge = knowledge

    async def answer(self, question: Question, draft: Draft) -> Answer:
        answer = await self._answer(question)
        draft(answer.text)
        return answer

    async def close(self) -> None:
        """Nothing is held open."""

    async def _answer(self, question: Question) -> Answer:
        language = question.conversation.language
        if polite := small_talk(question.text, language):
            return Answer(text=polite, confidence=1.0)
        found = await search(self._knowledge(question.profile.id), question, PASSAGES)
        again = recall(operator_replies(question), question.text, language)
        if again and (
            found.confidence < question.policy.bar or refers_back(question.text, language)
        ):
            return _recalled(again)
        return _quoted(found, question)


async def search(knowledge: Knowledge, question: Question, limit: int) -> Found:
    """What the visitor's words find; words that lean on the question before are joined to it.

    They are joined only where they find no answer by themselves: "and to Norway?" needs the
    question before, "Opening hours?" does not.
    """
    language = question.conversation.language
    found = await knowledge.search(question.text, language, limit)
    if found.confidence >= question.policy.bar or not leans(question.text, language):
        return found
    if not (before := previous_question(question)):
        return found
    joined = await knowledge.search(f"{before}\n{question.text}", language, limit)
    return max(found, joined, key=lambda each: each.confidence)


def leans(text: str, language: str) -> bool:
    """Whether ``text`` is too short to stand alone, or says that it refers back."""
    words = spaced(text)
    wide = has_wide(text)
    short = len("".join(words)) <= _SHORT_WIDE if wide else len(words) <= _SHORT
    return short or refers_back(text, language)


def _recalled(again: Recalled) -> Answer:
    return Answer(text=again.text, confidence=again.confidence, sources=(again.source,))


def _quoted(found: Found, question: Question) -> Answer:
    if found.answer is None or found.confidence < question.policy.bar:
        return unsure(question, found.confidence)
    return Answer(
        text=found.answer.text,
        confidence=found.confidence,
        signs=found.answer.signs,
        sources=found.answer.sources,
    )


def unsure(question: Question, confidence: float) -> Answer:
    """The honest words of an assistant that does not know."""
    text = question.policy.say("unsure", question.conversation.language)
    return Answer(text=text, confidence=confidence, abstained=True)
