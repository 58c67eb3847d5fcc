"""An assistant that a test leads by the hand: it writes when it is told to, and as far."""

import asyncio
from dataclasses import dataclass, field

from warmline.flow.ports import Answer, Draft, Question


@dataclass
class Scripted:
    """Writes each of ``words`` when ``go`` is released once more, then answers with all of them."""

    words: tuple[str, ...] = ("One", "two", "three")
    confidence: float = 0.9
    abstained: bool = False
    go: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    asked: list[Question] = field(default_factory=list)
    cancelled: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, question: Question, draft: Draft) -> Answer:
        self.asked.append(question)
        text = ""
        try:
            for word in self.words:
                await self.go.acquire()
                text = f"{text} {word}".strip()
                draft(text)
            await self.go.acquire()
        except asyncio.CancelledError:
            self.cancelled.set()
            raise
        return Answer(text=text, confidence=self.confidence, abstained=self.abstained)

    def write(self, times: int = 1) -> None:
        for _ in range(times):
            self.go.release()


@dataclass
class Quick:
    """Answers at once."""

    text: str = "Here is your answer."
    confidence: float = 0.9
    abstained: bool = False

    async def answer(self, question: Question, draft: Draft) -> Answer:
        return Answer(text=self.text, confidence=self.confidence, abstained=self.abstained)
