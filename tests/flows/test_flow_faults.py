"""What is wrong with a file of flows is told with its line and key, all at once."""

from pathlib import Path

import pytest

from warmline.flows import BadFlows, load, outline, warnings

EXAMPLES = Path(__file__).parents[2] / "examples" / "flows"
OPENING = "- { id: %s, start: { opening: true }, steps: [{ say: Hi }] }\n"
HEAD = "flows:\n  - id: a\n    start: { words: [hi] }\n    steps:\n"


def faults(text: str) -> list[str]:
    try:
        load(text)
    except BadFlows as bad:
        return [str(one) for one in bad.errors]
    return []


def of_steps(*steps: str) -> list[str]:
    return faults(HEAD + "".join(f"      - {step}\n" for step in steps))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_examples_are_good_and_undoubtful(path: Path):
    text = path.read_text(encoding="utf-8")
    assert faults(text) == []
    doubts = warnings(load(text))
    assert [one for one in doubts if "may not have been asked" not in one] == []


def test_there_are_three_examples():
    assert len(list(EXAMPLES.glob("*.yaml"))) == 3


def test_a_file_without_flows_is_good():
    assert load("flows: []").flows == ()


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        (["say: Hi {nam}", "{ ask: name, text: Who are you? }"],
         "line 5, flows[0].steps[0].say: expected no braces but {name}, came '{nam}'"),
        (["say: Hi {x}"], "line 5, flows[0].steps[0].say: expected no braces, came '{x}'"),
        (["{ say: Hi, ansver: Ho }"], "line 5, flows[0].steps[0].ansver: expected one of id, say"),
        (["{ say: Hi, answer: Ho }"], "line 5, flows[0].steps[0]: expected a step with one of"),
        (["foo"], "line 5, flows[0].steps[0]: expected a step with one of say, ask"),
        (["{ ask: name }"], "line 5, flows[0].steps[0].text: expected the words of the question"),
        (["{ ask: name, tekst: Who? }"],
         "line 5, flows[0].steps[0].tekst: expected 'text', came 'tekst'"),
        (["{ ask: n, as: numbr, text: How many? }"],
         "flows[0].steps[0].as: expected one of text, order"),
        (["{ ask: n, as: number, text: How many?, min: few }"],
         "flows[0].steps[0].min: expected a number, came 'few'"),
        (["{ ask: n, as: date, text: When?, max: soon }"],
         "flows[0].steps[0].max: expected a day such as 2026-12-24, today or today+14"),
        (["{ ask: n, as: email, text: Mail?, pattern: a }"],
         "flows[0].steps[0].pattern: expected no pattern in a question for email"),
        (["{ ask: n, text: Code?, pattern: '(a+)+' }"],
         "flows[0].steps[0].pattern: expected a regular expression"),
        (["{ ask: n, text: Which?, options: [A, A] }"],
         "flows[0].steps[0].options[1]: expected a choice that is not there yet, came 'A'"),
        (["{ ask: n, text: Which?, options: [] }"],
         "flows[0].steps[0].options: expected at least 1, came 0"),
        (["{ ask: n, as: choice, text: Which? }"],
         "flows[0].steps[0].options: expected the choices"),
        (["{ ask: n, text: Which?, options: [{ id: accept, label: Yes }] }"],
         "flows[0].steps[0].options[0].id: expected an id that is not one of Warmline's own"),
        (["{ ask: n, text: Which?, options: [{ label: Yes, goto: nowhere }] }"],
         "flows[0].steps[0].options[0].goto: expected the id of a step, or end, came nowhere"),
        (["{ id: one, say: Hi }", "goto: oen"],
         "line 6, flows[0].steps[1].goto: expected 'one', came oen"),
        (["{ branch: [{ when: { field.z: 3 }, goto: end }] }", "{ ask: order, text: Which? }"],
         "flows[0].steps[0].branch[0].when['field.z']: expected a field that the flow asks for"),
        (["{ branch: [{ when: { chanel: web }, goto: end }] }"],
         "flows[0].steps[0].branch[0].when.chanel: expected 'channel'"),
        (["{ branch: [{ goto: end }] }"],
         "flows[0].steps[0].branch[0].when: expected this key, came a way without it"),
        (["end: maybe"], "flows[0].steps[0].end: expected one of answered, unanswered"),
        (["{ id: end, say: Hi }"], "flows[0].steps[0].id: expected an id other than end"),
        (["{ id: x, say: Hi }", "{ id: x, say: Ho }"],
         "flows[0].steps[1].id: expected an id that steps[0] does not have, came 'x'"),
        (["goto: end", "say: Hi"],
         "line 6, flows[0].steps[1]: expected a step that can be reached, came #1, which nothing"),
        (["{ id: x, say: Hi }", "goto: x"],
         "expected a question on the way round, came the endless loop x → #1 → x"),
        (["{ id: x, look_up: '{message}', otherwise: x }"],
         "flows[0].steps[0]: expected a question on the way round"),
        (["set: { plan: '{z}' }"], "flows[0].steps[0].set.plan: expected no braces, came '{z}'"),
        (["{ hand_off: Help, priority: high }"],
         "flows[0].steps[0].priority: expected a whole number from -1000 to 1,000, came 'high'"),
    ],
)  # fmt: skip
def test_each_fault_of_a_step_names_its_line_and_key(steps: list[str], fault: str):
    found = of_steps(*steps)
    assert any(fault in one for one in found), found
    assert all(one.startswith("line ") for one in found)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "the file: expected a mapping"),
        ("[]", "line 1: expected a mapping"),
        ("{", "line 2, column 1: expected YAML"),
        ("flow: []", "line 1, flow: expected 'flows', came 'flow'"),
        ("flows: 3", "line 1, flows: expected a list, came 3"),
        ("flows: [{ id: a, start: {}, steps: [{ say: Hi }] }]",
         "flows[0].start: expected opening, words or topics"),
        ("flows: [{ id: a, start: { words: [hi] } }]",
         "flows[0].steps: expected this key, came a flow without it"),
        ("flows: [{ id: a, start: { words: [hi] }, steps: [] }]",
         "flows[0].steps: expected at least 1, came 0"),
        ("flows:\n" + "- { id: a, start: { words: [hi] }, steps: [{ say: Hi }] }\n" * 2,
         "line 3, flows[1].id: expected an id that flows[0] does not have, came 'a'"),
        ("flows:\n" + OPENING % "a" + OPENING % "b",
         "line 3, flows[1].start.opening: expected one opening flow"),
        ("flows: &a []", "expected a value without an anchor"),
        ("x" * 300_000, "the file: expected at most 256 KiB"),
    ],
)  # fmt: skip
def test_each_fault_of_a_file_is_told(text: str, fault: str):
    found = faults(text)
    assert any(fault in one for one in found), found


def test_all_faults_are_told_at_once_in_the_order_of_their_lines():
    found = of_steps("say: '{a}'", "foo", "end: maybe", "{ ask: x }")
    assert [one.split(",")[0] for one in found] == ["line 5", "line 6", "line 7", "line 8"]


def test_a_loop_through_a_question_is_none():
    assert of_steps("{ id: x, ask: n, text: Again? }", "goto: x") == []


def test_a_field_that_may_not_have_been_asked_for_is_a_doubt():
    text = HEAD + "".join(
        f"      - {step}\n"
        for step in (
            "{ ask: which, text: Which?, options: [A, { label: B, goto: last }] }",
            "{ ask: order, as: order, text: Number? }",
            "{ id: last, answer: 'Order {order} of {which}.' }",
        )
    )
    [doubt] = warnings(load(text))
    assert doubt.startswith("flows[0].steps[2] uses {order}")


def test_words_that_begin_another_flow_already_are_a_doubt():
    flow = "- { id: %s, start: { words: [Where is it?] }, steps: [{ say: Hi }] }\n"
    [doubt] = warnings(load("flows:\n" + flow % "a" + flow % "b"))
    assert "begins a already" in doubt


def test_an_outline_shows_where_each_step_leads():
    flow = load((EXAMPLES / "order-status.yaml").read_text()).flows[0]
    boxes = {box.id: box for box in outline(flow)}
    assert boxes["number"].leads_to == ("by-mail", "#1")
    assert boxes["#1"].leads_to == ("on-its-way", "packing", "unknown")
    assert (boxes["number"].field, boxes["number"].kind) == ("order", "order")
    assert boxes["unknown"].leads_to == ()
