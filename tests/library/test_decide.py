"""``warmline decide``: a line in, a decision out, and what cannot be read is told."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from warmline.cli import app
from warmline.core.model import Signal
from warmline.deciding import scores

ASK = {"id": "a", "text": "I want to speak to a real person"}
DIALOGUE = {
    "id": "d",
    "turns": [
        {"role": "user", "text": "Where is my parcel?"},
        {"role": "bot", "text": "Shall I connect you with a human agent?"},
        {"role": "user", "text": "yes please"},
        {"role": "bot", "text": "One moment."},
        {"role": "user", "text": "Thank you"},
    ],
}


def decide(*words, input=""):
    result = CliRunner().invoke(app, ["decide", *map(str, words)], input=input)
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def jsonl(*lines):
    return "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in lines)


def test_each_visitor_turn_gets_its_decision_with_reason_signals_and_scores():
    result, lines = decide(input=jsonl(ASK, DIALOGUE))
    assert result.exit_code == 0
    assert [line["id"] for line in lines] == ["a", "d#0", "d#2", "d#4"]
    asked = lines[0]
    assert (asked["action"], asked["rule"]) == ("handoff", "asks-for-a-person")
    assert asked["reason"]
    assert asked["scores"]["explicit_request"] >= 0.5
    assert {"name", "score", "value", "words"} == set(asked["signals"][0])
    assert asked["ms"] > 0
    assert [line["action"] for line in lines] == ["handoff", "none", "handoff", "none"]


def test_after_a_handoff_that_did_not_happen_the_talk_goes_on_as_it_went():
    """Each turn is decided on its own: a first handoff does not silence the second."""
    turns = [{"role": "user", "text": "get me a human"}, {"role": "bot", "text": "No."}] * 3
    _, lines = decide(input=jsonl({"id": "x", "turns": turns}))
    assert [line["action"] for line in lines] == ["handoff"] * 3


def test_what_an_answer_led_to_stands_with_the_turn_that_it_answers():
    turns = [
        {"role": "user", "text": "Do you ship to the moon?"},
        {"role": "bot", "text": "Perhaps.", "confidence": 0.1},
        {"role": "user", "text": "Hm"},
    ]
    _, lines = decide(input=jsonl({"id": "x", "turns": turns}))
    assert lines[0]["action"] == "none"
    assert (lines[0]["after_answer"]["action"], lines[0]["after_answer"]["rule"]) == (
        "offer",
        "unsure",
    )
    assert "after_answer" not in lines[1]


def test_of_a_pair_the_second_turn_is_decided():
    pair = {"id": "p", "a": "where is my parcel now", "b": "where is my parcel right now"}
    _, lines = decide(input=jsonl(pair))
    assert [line["id"] for line in lines] == ["p"]
    assert lines[0]["scores"]["same_need"] > 0.5


def test_bad_lines_are_told_by_number_and_the_rest_is_decided(tmp_path):
    file = tmp_path / "turns.jsonl"
    file.write_text(jsonl(ASK, "nonsense", {"id": "b", "text": "hello"}))
    output = tmp_path / "decisions.jsonl"
    result, _ = decide("--input", file, "--output", output)
    assert result.exit_code == 1
    assert "line 2: expected a JSON object" in result.stderr
    assert [json.loads(line)["id"] for line in output.read_text().splitlines()] == ["a", "b"]


def test_csv_is_read_as_well(tmp_path):
    file = tmp_path / "turns.csv"
    file.write_text("conversation,role,text\nx,visitor,get me a human\n")
    result, lines = decide("--input", file)
    assert (result.exit_code, lines[0]["id"], lines[0]["action"]) == (0, "x#0", "handoff")


def test_a_policy_file_decides_and_its_faults_end_it(tmp_path):
    policy = tmp_path / "policy.yaml"
    policy.write_text("rules: [{id: mine, trigger: explicit_request, action: offer}]")
    _, lines = decide("--policy", policy, input=jsonl(ASK))
    assert (lines[0]["action"], lines[0]["rule"]) == ("offer", "mine")
    policy.write_text("rules: 7")
    result, _ = decide("--policy", policy, input=jsonl(ASK))
    assert result.exit_code == 2
    assert "line 1" in result.stderr


def test_explained_each_rule_says_why_it_did_not_fire():
    _, lines = decide("--explain", input=jsonl({"id": "a", "text": "hello there"}))
    assert len(lines[0]["verdicts"]) > 5
    assert all(one["reason"] for one in lines[0]["verdicts"])


def test_by_meaning_other_words_for_the_same_need_are_known_and_by_words_less():
    pair = {"id": "p", "a": "how long does delivery take", "b": "when will my parcel arrive"}
    scored = {
        flag: decide(flag, input=jsonl(pair))[1][0]["scores"]["same_need"]
        for flag in ("--model", "--no-model")
    }
    assert scored["--model"] > scored["--no-model"]


@pytest.mark.parametrize("where", ["--input", "--policy"])
def test_a_file_that_is_not_there_is_told_in_one_line(where, tmp_path):
    result, _ = decide(where, tmp_path / "gone.jsonl")
    assert result.exit_code == 2
    assert "gone.jsonl: No such file or directory" in result.stderr
    assert "Traceback" not in result.output


def test_piped_it_speaks_utf8_whatever_the_machine_speaks():
    line = jsonl({"id": "ü", "text": "¿Puedo hablar con una persona? 谢谢"})
    done = subprocess.run(
        [sys.executable, "-m", "warmline", "decide"],
        input=line.encode(),
        env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )
    told = json.loads(done.stdout.decode())
    assert (told["id"], told["action"]) == ("ü", "handoff")


def test_memory_stays_where_it_is_however_long_the_file(tmp_path):
    """The words come again, so that no cache of them grows."""

    def peak(lines):
        file = tmp_path / f"{lines}.jsonl"
        with file.open("w") as out:
            for number in range(lines):
                text = f"where is parcel {number % 1000}? " + "it is late " * 10
                out.write(json.dumps({"id": number, "text": text}) + "\n")
        watch = (
            "import sys; sys.argv[1:] = ['decide', '--input', sys.argv[1], '--output',"
            " '/dev/null']\nfrom warmline.cli import app\n"
            "try: app()\nexcept SystemExit: pass\n"
            "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"  # its own alone
        )
        command = [sys.executable, "-c", watch, file]
        return int(subprocess.run(command, capture_output=True, check=True).stdout)

    assert peak(8_000) < peak(4_000) + 1_000  # KiB


def test_scores_are_those_of_the_strongest_signals():
    found = scores(
        [
            Signal(name="topic", value="billing", score=0.8),
            Signal(name="topic", value="legal", score=0.9),
            Signal(name="sentiment", score=-0.6),
            Signal(name="entity", value="amount:89.00 EUR", score=0.9),
            Signal(name="entity", value="amount:120.50 USD", score=0.9),
            Signal(name="entity", value="order:1", score=0.9),
        ]
    )
    assert found["topics"] == {"billing": 0.8, "legal": 0.9}
    assert found["amount"] == {"value": 120.5, "currency": "USD"}
    assert found["frustration"] > scores([])["frustration"]
    assert scores([])["amount"] is None
