"""Flows in front of an assistant: who speaks when, and what goes back to the engine."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from worlds import POLICY, ask, assistant, visitor

from warmline.assistants.flow import Scripted, no_flows
from warmline.core.facts import Entry, FlowMoved, MessageAdded
from warmline.core.model import AssistantId, Author, Button, Source, Stand
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Answer, Draft, Question
from warmline.flows import Flows, load

TEXT = """
flows:
  - id: menu
    start: { opening: true }
    steps:
      - say: Welcome!
      - { ask: what, text: What is it about?, options: [Order, Other] }
      - { branch: [{ when: { field.what: Order }, goto: order }] }
      - { look_up: '{message}', otherwise: person }
      - goto: end
      - { id: person, hand_off: Nobody knows, team: support, priority: 2 }
      - { id: order, ask: order, as: order, text: Which one? }
      - set: { order: '{order}' }
      - answer: Order {order} is on its way.
"""
KNOWS = Answer(
    text="We open at nine.", confidence=0.8, sources=(Source(title="Hours"),), abstained=False
)
DOES_NOT = Answer(text="I don't know.", confidence=0.1, abstained=True)


@dataclass
class Behind:
    """The assistant behind the flows; remembers what it was asked."""

    script: Callable[[], Answer] = lambda: KNOWS
    asked: list[str] = field(default_factory=list)

    async def answer(self, question: Question, draft: Draft) -> Answer:
        self.asked.append(question.text)
        draft("We open")
        return self.script()

    async def close(self) -> None:
        """Nothing is held open."""


def failing(error: Exception) -> Callable[[], Answer]:
    def fail() -> Answer:
        raise error

    return fail


async def flows_of(id: AssistantId, version: int) -> Flows:
    return load(TEXT, version=version or 4)


def asking(
    text: str, *before: object, stand: Stand | None = None, choice: str = "", **more
) -> Question:
    question = ask(text, before, **more)
    said = MessageAdded(at=1_795_000_000_000, author=Author.VISITOR, text=text, choice=choice)
    log = (*question.log[:-1], Entry(question.answers, said))
    return replace(question, log=log, conversation=replace(question.conversation, flow=stand))


AT_MENU = Stand(flow="menu", version=3, step="#1")
AT_ORDER = Stand(flow="menu", version=3, step="order", fields={"what": "Order"})
ASKED = (visitor("hi"), assistant("What is it about?"))


async def said(question: Question, behind: Behind | None = None) -> Answer:
    return await Scripted(behind or Behind(), flows_of).answer(question, lambda _: None)


async def test_a_flow_speaks_instead_of_the_assistant():
    behind = Behind()
    answer = await said(asking("hi"), behind)
    assert (answer.text, answer.confidence) == ("What is it about?", None)
    assert answer.buttons == (Button(id="Order", label="Order"), Button(id="Other", label="Other"))
    assert answer.flow is not None
    assert (answer.flow.stand, answer.flow.ended) == (replace(AT_MENU, version=4), "")
    assert behind.asked == []


async def test_without_flows_the_assistant_answers_as_ever():
    answer = await Scripted(Behind(), no_flows).answer(asking("hi"), lambda _: None)
    assert answer == KNOWS


async def test_where_no_flow_begins_the_assistant_answers_as_ever():
    assert await said(asking("And now?", *ASKED)) == KNOWS


async def test_a_conversation_ends_in_the_version_of_the_flow_that_it_began_in():
    answer = await said(asking("4127", *ASKED, stand=AT_ORDER))
    assert answer.text == "Order 4127 is on its way."
    assert answer.flow is not None
    assert answer.flow.stand.version == 3
    assert (answer.flow.ended, answer.flow.answers) == ("answered", True)
    assert answer.attributes == {"order": "4127"}


async def test_asked_twice_for_one_message_it_says_the_same():
    question = asking("4127", *ASKED, stand=AT_ORDER)
    assert await said(question) == await said(question)


async def test_a_button_answers_by_its_id():
    answer = await said(asking("Bestellung", *ASKED, stand=AT_MENU, choice="Order"))
    assert answer.text == "Which one?"


async def test_a_question_of_the_visitors_own_goes_to_the_assistant_and_the_flow_asks_again():
    behind = Behind()
    drafts: list[str] = []
    question = asking("When do you open?", *ASKED, stand=AT_ORDER)
    answer = await Scripted(behind, flows_of).answer(question, drafts.append)
    assert behind.asked == ["When do you open?"]
    assert answer.text == "We open at nine.\n\nWhich one?"
    assert (answer.confidence, answer.sources) == (0.8, KNOWS.sources)
    assert answer.flow is not None
    assert answer.flow.stand == AT_ORDER
    assert drafts == ["We open"]


async def test_what_the_flow_leaves_to_the_assistant_is_shown_after_what_it_said_itself():
    drafts: list[str] = []
    question = asking("Other", *ASKED, stand=AT_MENU)
    answer = await Scripted(Behind(), flows_of).answer(question, drafts.append)
    assert (answer.text, answer.confidence) == ("We open at nine.", 0.8)
    assert answer.flow is not None
    assert answer.flow.ended == "answered"


@pytest.mark.parametrize(
    "script", [lambda: DOES_NOT, failing(Temporary("away")), failing(Permanent("gone"))]
)
async def test_where_the_assistant_knows_nothing_or_fails_the_flow_goes_its_other_way(script):
    answer = await said(asking("Other", *ASKED, stand=AT_MENU), Behind(script))
    assert (answer.handoff, answer.team, answer.priority) == ("Nobody knows", "support", 2)
    assert answer.flow is not None
    assert answer.flow.ended == "handoff"


async def test_a_question_that_nobody_can_answer_is_as_doubtful_as_without_a_flow():
    question = asking("Why is the sky blue?", *ASKED, stand=AT_ORDER)
    answer = await said(question, Behind(lambda: DOES_NOT))
    assert answer.text == "I don't know.\n\nWhich one?"
    assert (answer.confidence, answer.abstained) == (0.1, False)


async def test_a_person_that_the_assistant_behind_wants_is_wanted():
    behind = Behind(lambda: replace(KNOWS, handoff="A refund"))
    answer = await said(asking("What about a refund?", *ASKED, stand=AT_ORDER), behind)
    assert answer.handoff == "A refund"


async def test_a_failure_outside_of_any_flow_is_the_assistants_own():
    with pytest.raises(Temporary):
        await said(asking("And now?", *ASKED), Behind(failing(Temporary("away"))))


async def test_flows_that_were_taken_away_leave_the_answer_to_the_assistant():
    gone = Stand(flow="gone", version=2, step="x")
    assert (await said(asking("And now?", *ASKED, stand=gone))).text == KNOWS.text


async def test_a_conversation_in_which_somebody_has_spoken_is_not_opened_again():
    began = FlowMoved(at=0, stand=AT_MENU, ended="left")
    assert await said(asking("hello", visitor("hi"), began)) == KNOWS


async def test_conditions_see_the_time_and_the_place_of_the_message():
    text = (
        "flows: [{ id: a, start: { words: [hi], when: { weekday: [wed], language: en } },"
        " steps: [{ answer: Hello }] }]"
    )

    async def flows(id: AssistantId, version: int) -> Flows:
        return load(text, version=1)

    scripted = Scripted(Behind(), flows)
    assert (await scripted.answer(asking("hi"), lambda _: None)).text == "Hello"
    elsewhere = asking("hi", language="de")
    assert (await scripted.answer(elsewhere, lambda _: None)) == KNOWS
    late = asking("hi", policy=replace(POLICY, zone="Pacific/Kiritimati"))
    assert (await scripted.answer(late, lambda _: None)) == KNOWS
