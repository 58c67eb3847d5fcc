"""Scripted flows in front of an assistant: the flow speaks first, and asks the one behind it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from warmline.assistants.fallback import Closable
from warmline.core.attributes import counted
from warmline.core.conditions import Scene
from warmline.core.facts import FlowMoved, MessageAdded
from warmline.core.inputs import FlowTurn
from warmline.core.model import AssistantId, Author
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Answer, Draft, Question
from warmline.flows import Began, Flows, Heard, Looked, Played, hear, played

FlowsOf = Callable[[AssistantId, int], Awaitable[Flows]]
"""An assistant's flows in that version; 0: the one that is live."""


async def no_flows(assistant: AssistantId, version: int) -> Flows:
    """Where no flows are kept."""
    return Flows()


class Scripted:
    """Answers by the assistant's flows, and by ``behind`` where none speaks or one says so.

    Where the flow stands is read from the conversation, and what it did goes back with the answer:
    asked twice for one message, it says the same twice, and only the first is heard.
    """

    def __init__(self, behind: Closable, flows: FlowsOf) -> None:
        self._behind = behind
        self._flows = flows

    async def answer(self, question: Question, draft: Draft) -> Answer:
        """Raises ``Temporary`` and ``Permanent`` only where no flow speaks."""
        stand = question.conversation.flow
        flows = await self._flows(question.profile.id, stand.version if stand else 0)
        if not flows.flows:
            return await self._behind.answer(question, draft)
        heard = _heard(question)
        turn = hear(flows, stand, _began(question), heard)
        if turn is None:
            return await self._behind.answer(question, draft)
        asking = _Asking(self._behind, question, draft)
        return asking.answer(await played(flows, turn, heard, asking.look))

    async def close(self) -> None:
        await self._behind.close()


class _Asking:
    """The assistant behind, as one turn of a flow asks it."""

    def __init__(self, behind: Closable, question: Question, draft: Draft) -> None:
        self._behind = behind
        self._question = question
        self._draft = draft
        self._found: Answer | None = None  # its newest answer

    async def look(self, text: str, said: Sequence[str]) -> Looked:
        """An assistant that fails knows nothing: the flow goes on without it."""

        def draft(piece: str) -> None:
            self._draft("\n\n".join([*said, piece]))

        try:
            asked = replace(self._question, text=text)
            self._found = found = await self._behind.answer(asked, draft)
        except (Temporary, Permanent):
            return Looked(text="", known=False)
        return Looked(
            text=found.text.strip(), known=bool(found.text.strip()) and not found.abstained
        )

    def answer(self, done: Played) -> Answer:
        """What the flow and the assistant behind it have said, as one answer."""
        turn, text = done.turn, "\n\n".join(done.turn.says)
        behind = self._found or Answer(text="", confidence=None)
        if not done.known and text:
            sure = behind.confidence if done.unanswered else None
            behind = replace(behind, abstained=False, confidence=sure, sources=())
        return replace(
            behind,
            text=text or behind.text,
            handoff=turn.handoff or behind.handoff,
            team=turn.team,
            priority=turn.priority,
            buttons=turn.buttons,
            attributes=turn.attributes,
            flow=FlowTurn(stand=turn.stand, ended=turn.ended, answers=turn.tells or done.known),
        )


def _heard(question: Question) -> Heard:
    now = question.conversation
    message = _message(question)
    scene = Scene(
        at=message.at if message else 0,
        zone=question.policy.zone,
        text=question.text,
        signals=message.signals if message else (),
        attributes=counted(now, trust_page=question.policy.trust_page),
        channel=now.channel,
        page=now.page,
        language=now.language,
        exchanges=now.exchanges,
        visitor_messages=now.visitor_messages,
    )
    return Heard(scene=scene, choice=message.choice if message else "", opened=now.channel == "web")


def _message(question: Question) -> MessageAdded | None:
    facts = (entry.fact for entry in question.log if entry.seq == question.answers)
    return next((fact for fact in facts if isinstance(fact, MessageAdded)), None)


def _began(question: Question) -> Began:
    """Which flows have been in the conversation, and whether only the visitor spoke in it yet."""
    facts = [entry.fact for entry in question.log]
    said = [fact for fact in facts if isinstance(fact, MessageAdded)]
    spoken = any(one.author is not Author.VISITOR for one in said)
    seen = frozenset(one.stand.flow for one in facts if isinstance(one, FlowMoved))
    return Began(first=not spoken and not seen, flows=seen)
