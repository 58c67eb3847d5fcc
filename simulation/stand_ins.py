"""The outermost ports: an assistant that follows a script, and who counts notices."""

from collections import Counter
from dataclasses import dataclass, field

from warmline.core.effects import Notify
from warmline.core.model import Millis
from warmline.flow.failures import Permanent
from warmline.flow.ports import Answer, Draft, Job, Question

SURE, UNSURE, LOST = 0.9, 0.35, 0.1


class ScriptedAssistant:
    """How sure it is stands in the question: it was written for it."""

    async def answer(self, question: Question, draft: Draft) -> Answer:
        if "[ill]" in question.text:
            raise Permanent("the assistant is out of order")
        if "[lost]" in question.text:
            return Answer(text="I do not know.", confidence=LOST, abstained=True)
        if "[hard]" in question.text:
            return Answer(text="It may be so, I think.", confidence=UNSURE)
        return Answer(text="It is as follows.", confidence=SURE)


@dataclass(slots=True)
class Told:
    """``flow.world.Tells``: counts what staff would have been told."""

    notices: Counter[str] = field(default_factory=Counter[str])

    async def tell(self, job: Job, notify: Notify, now: Millis) -> None:
        self.notices[notify.notice] += 1

    async def give_up(self, job: Job, notify: Notify, why: str, now: Millis) -> None:
        raise AssertionError(f"expected no notice to fail, came {notify}: {why}")
