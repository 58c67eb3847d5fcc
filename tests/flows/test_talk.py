"""How a flow talks: it asks, checks, asks again, branches, answers, gives way and ends."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from warmline.core.conditions import Scene
from warmline.flows import Flows, Looked, Shown, load, opening, preview

EXAMPLES = Path(__file__).parents[2] / "examples" / "flows"
AT = 1_795_000_000_000  # 18 November 2026
KNOWN = "You can park behind the shop."


def example(name: str) -> Flows:
    return load((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"), version=1)


def flow(*steps: str, start: str = "{ words: [begin] }", more: str = "") -> Flows:
    lines = "".join(f"      - {step}\n" for step in steps)
    return load(f"flows:\n  - id: a\n    start: {start}\n{more}    steps:\n{lines}", version=1)


async def look(question: str, said: Sequence[str]) -> Looked:
    """It knows about parking, and nothing else."""
    known = "park" in question.lower()
    return Looked(text=KNOWN if known else "I don't know.", known=known)


def play(flows: Flows, *inputs: str | tuple[str, str], **scene) -> tuple[Shown, ...]:
    words = [one if isinstance(one, tuple) else (one, "") for one in inputs]
    around = Scene(**{"at": AT, "language": "en", "channel": "web", **scene})
    return asyncio.run(preview(flows, words, around, look))


def says(shown: Sequence[Shown]) -> list[tuple[str, ...]]:
    return [one.says for one in shown]


# ── from question to question ─────────────────────────────────────────────────────────────────────


def test_a_flow_asks_checks_and_answers():
    turns = play(example("order-status"), "where is my order", "dunno", "L-4127")
    assert says(turns) == [
        ("What is your order number? It is in the confirmation mail and looks like L-4127.",),
        ("I could not read a number in that. It looks like 4127 or L-4127.",),
        ("Order L-4127 is on its way. It usually arrives within two working days.",),
    ]
    assert turns[-1].ended == "answered"


def test_what_the_first_words_name_is_not_asked_for():
    [turn] = play(example("order-status"), "Where is my order L-5127?")
    assert turn.says == ("Order L-5127 is being packed and leaves us today.",)


def test_a_flow_speaks_the_visitors_language_and_its_own_words_too():
    turns = play(example("order-status"), "Wo ist meine Bestellung?", "hm", language="de-AT")
    assert turns[0].says[0].startswith("Wie lautet Ihre Bestellnummer?")
    assert turns[1].says[0].startswith("Darin konnte ich keine Nummer lesen.")


def test_too_many_answers_that_do_not_fit_lead_elsewhere():
    turns = play(example("order-status"), "where is my order", "hm", "eh", "vera@x.example.com")
    assert turns[2].says == ("No problem. Which email address did you order with?",)
    assert turns[3].ended == "handoff"
    assert turns[3].handoff == (
        "The visitor asks where an order is (number –, email vera@x.example.com)"
    )


def test_without_another_way_they_end_the_flow_without_an_answer():
    flows = flow("{ ask: n, as: number, text: How many?, tries: 2 }", "answer: '{n}'")
    turns = play(flows, "begin", "x", "y")
    assert (turns[-1].ended, turns[-1].says) == ("unanswered", ())


def test_a_retry_of_the_owners_own_stands_before_the_built_in_one():
    flows = flow("{ ask: n, as: number, text: How many?, retry: 'A number, please.' }")
    assert says(play(flows, "begin", "x"))[1] == ("A number, please.",)


def test_a_question_may_be_skipped_where_the_owner_allows_it():
    flows = flow("{ ask: n, as: phone, text: Phone?, optional: true }", "answer: 'Thanks {n}.'")
    turns = play(flows, "begin", ("Skip", "skip"))
    assert [button.id for button in turns[0].buttons] == ["skip"]
    assert (turns[1].says, turns[1].fields) == (("Thanks .",), {"n": ""})
    strict = flow("{ ask: n, as: phone, text: Phone? }", "answer: x")
    assert play(strict, "begin", "Skip")[1].ended == ""


def test_buttons_lead_where_their_choice_says():
    turns = play(
        example("return"), "return an item", "4127", ("It is broken or damaged", "broken"), "Glass"
    )
    assert [button.id for button in turns[1].buttons] == ["unwanted", "broken", "wrong"]
    assert turns[2].says == ("I'm sorry to hear that. What exactly is broken?",)
    assert turns[3].handoff == "Return of order 4127: broken Glass"
    assert (turns[3].team, turns[3].priority) == ("returns", 2)


def test_a_choice_is_shown_by_its_label_and_kept_by_its_id():
    flows = flow(
        "{ ask: c, text: Which?, options: [{ id: r, label: { en: Red, de: Rot } }] }",
        "answer: 'You chose {c}.'",
    )
    [_, turn] = play(flows, "begin", "1", language="de")
    assert (turn.says, turn.fields) == (("You chose Rot.",), {"c": "r"})


def test_branches_go_by_fields_and_by_everything_that_conditions_know():
    flows = flow(
        "{ ask: n, as: number, text: How many? }",
        "branch: [{ when: { field.n: { above: 10 } }, goto: many },"
        " { when: { page: { contains: /b2b } }, goto: many }]",
        "answer: Few.",
        "goto: end",
        "{ id: many, hand_off: '{n} pieces' }",
    )
    assert play(flows, "begin", "3")[1].says == ("Few.",)
    assert play(flows, "begin", "30")[1].handoff == "30 pieces"
    assert play(flows, "begin", "3", page="https://x.example/b2b")[1].ended == "handoff"


def test_attributes_are_set_from_fields():
    flows = flow("{ ask: p, text: Plan? }", "set: { plan: '{p}', seen: true }", "answer: Thanks.")
    assert play(flows, "begin", "gold")[1].attributes == {"plan": "gold", "seen": "true"}


def test_the_same_question_may_be_asked_again_and_its_answer_replaced():
    flows = flow(
        "{ id: q, ask: n, as: number, text: How many? }",
        "{ ask: ok, text: 'Really {n}?', options: [Yes, { label: No, goto: q }] }",
        "answer: '{n} it is.'",
    )
    turns = play(flows, "begin", "3", "No", "4", "Yes")
    assert turns[-1].says == ("4 it is.",)


# ── the assistant behind ──────────────────────────────────────────────────────────────────────────


def test_a_flow_can_leave_the_answer_to_the_knowledge_base():
    flows = flow("say: I'll look.", "{ ask: q, text: What about? }", "look_up: '{q}'", "say: Bye.")
    turns = play(flows, "begin", "parking")
    assert turns[1].says == (KNOWN, "Bye.")
    assert (turns[1].looked_up, turns[1].ended) == ("parking", "answered")


def test_where_the_knowledge_base_knows_nothing_another_step_follows():
    flows = flow(
        "{ look_up: '{message}', otherwise: no }", "goto: end", "{ id: no, hand_off: Help }"
    )
    [turn] = play(flow("look_up: '{message}'"), "begin")
    assert (turn.says, turn.ended) == ((), "unanswered")
    assert play(flows, "begin")[0].ended == "handoff"


def test_a_question_of_the_visitors_own_is_answered_and_the_flow_goes_on():
    turns = play(example("order-status"), "where is my order", "Where can I park?", "4127")
    question = "What is your order number? It is in the confirmation mail and looks like L-4127."
    assert turns[1].says == (KNOWN, question)
    assert turns[2].ended == "answered"


def test_a_question_that_nobody_can_answer_is_answered_honestly_and_counts_as_a_try():
    turns = play(example("order-status"), "where is my order", "Why is the sky blue?", "And why?")
    assert turns[1].says == ("I don't know.", *turns[0].says)
    assert turns[2].step == "by-mail"


def test_words_that_are_neither_an_answer_nor_a_question_are_asked_for_again():
    turns = play(example("order-status"), "where is my order", "it is somewhere at home")
    assert turns[1].says == ("I could not read a number in that. It looks like 4127 or L-4127.",)


def test_a_flow_may_end_with_a_question_of_the_visitors_own():
    flows = flow(
        "{ ask: n, as: number, text: How many? }", "answer: x", more="    on_question: end\n"
    )
    turns = play(flows, "begin", "Where can I park?")
    assert (turns[1].says, turns[1].ended) == ((KNOWN,), "left")


# ── ways in and out ───────────────────────────────────────────────────────────────────────────────


def test_words_begin_a_flow_wherever_they_stand_in_a_message():
    flows = example("order-status")
    assert play(flows, "Hi there, where is my order?!")[0].flow == "order-status"
    assert play(flows, "Where is the order form?")[0].flow == ""


def test_a_topic_begins_a_flow_once_in_a_conversation():
    flows = flow("answer: Refunds take five days.", start="{ topics: [refund] }")
    turns = play(flows, "I want my money back", "and I really want my money back")
    assert [turn.flow for turn in turns] == ["a", ""]


def test_a_condition_narrows_when_a_flow_begins():
    flows = flow("answer: Hi.", start="{ words: [begin], when: { language: de } }")
    assert play(flows, "begin")[0].flow == ""
    assert play(flows, "begin", language="de")[0].flow == "a"


def test_a_visitor_can_leave_at_any_time():
    turns = play(example("order-status"), "where is my order", "Never mind", "Where can I park?")
    assert (turns[1].ended, turns[1].says) == (
        "left",
        ("All right, we leave it there. What else can I do?",),
    )
    assert (turns[2].flow, turns[2].says) == ("", (KNOWN,))


def test_words_of_another_flow_lead_over_to_it():
    text = (EXAMPLES / "return.yaml").read_text().partition("flows:\n")[2]
    flows = load((EXAMPLES / "order-status.yaml").read_text() + text)
    turns = play(flows, "where is my order", "I want to return an item")
    assert [turn.flow for turn in turns] == ["order-status", "return"]


def test_who_asks_for_a_person_is_no_wrong_answer():
    """The policy comes before any flow; where it wants a second ask, the flow just asks again."""
    turns = play(example("order-status"), "where is my order", "I want to talk to a human")
    assert turns[1].asks_person
    assert turns[1].says == turns[0].says


# ── opening ───────────────────────────────────────────────────────────────────────────────────────


def test_an_opening_flow_stands_on_the_screen_before_the_first_word():
    shown = opening(example("appointment"), "en")
    assert shown is not None
    assert shown.text == "Hello! I am the lamp shop's assistant.\n\nWhat can I do for you?"
    assert shown.labels == ("Book an appointment", "Something else")
    assert opening(example("order-status"), "en") is None


def test_the_first_message_may_be_one_of_its_choices():
    [turn] = play(example("appointment"), "Book an appointment")
    assert turn.says[0].startswith("On which day would you like to come?")


def test_a_first_message_that_is_a_question_is_answered_before_the_flow_asks():
    [turn] = play(example("appointment"), "Where can I park?")
    assert turn.says == (KNOWN, "What can I do for you?")
    assert [button.label for button in turn.buttons] == ["Book an appointment", "Something else"]


def test_a_greeting_is_answered_by_the_flows_question():
    assert play(example("appointment"), "hi")[0].says == ("What can I do for you?",)
    said = play(example("appointment"), "hi", channel="email")[0].says
    assert said == ("Hello! I am the lamp shop's assistant.", "What can I do for you?")


def test_an_opening_flow_opens_once():
    turns = play(example("appointment"), "hi", "cancel", "hi")
    assert [turn.flow for turn in turns] == ["menu", "menu", ""]


def test_an_appointment_is_collected_whole():
    turns = play(
        example("appointment"),
        "Book an appointment",
        "yesterday",
        "24 November",
        "we are 8 people",
        "3",
        ("Skip", "skip"),
        "vera@x.example.com",
    )
    assert turns[1].says[0].startswith("I need a day from tomorrow on")
    assert turns[3].says[0].startswith("We have room for one to six people.")
    assert turns[-1].handoff == "Appointment on 2026-11-24 for 3, confirm to vera@x.example.com –"
    assert turns[-1].team == "showroom"


# ── harm ──────────────────────────────────────────────────────────────────────────────────────────


def test_what_a_visitor_says_becomes_no_link_and_no_markup():
    flows = flow("{ ask: n, text: Name? }", "answer: 'Hello {n}!'")
    said = play(flows, "begin", "[click](https://evil.example) <b>{n}</b> `x`")[1].says[0]
    assert not set("[]<>`") & set(said)
    assert "://" not in said


def test_a_button_that_was_not_offered_is_only_its_words():
    turns = play(example("return"), "return an item", ("4127", "broken"))
    assert turns[1].fields == {"order": "4127"}


@given(st.lists(st.text(max_size=60), max_size=8), st.sampled_from(["return", "appointment"]))
def test_any_words_lead_somewhere(words: list[str], name: str):
    for turn in play(example(name), *words):
        assert turn.flow == "" or turn.ended or turn.step
        assert turn.says or turn.ended or not turn.flow
