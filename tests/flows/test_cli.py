"""``warmline flow check``: faults with their lines, or a talk on paper."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from warmline.cli import app

HELLO = "< Hello! I am the lamp shop's assistant. / What can I do for you?"
OPENING = f"{HELLO} [Book an appointment] [Something else]"
EXAMPLES = Path(__file__).parents[2] / "examples" / "flows"


def run(*arguments: str):
    return CliRunner().invoke(app, ["flow", "check", *arguments])


def test_a_good_file_says_what_it_holds():
    done = run(str(EXAMPLES / "order-status.yaml"))
    assert (done.exit_code, done.output) == (0, "order-status: 8 steps\n")


def test_it_talks_on_paper():
    done = run(
        str(EXAMPLES / "appointment.yaml"), "--say", "Book an appointment", "--say", "Never mind"
    )
    assert done.output.splitlines() == [
        "menu: 9 steps",
        OPENING,
        "> Book an appointment",
        "< On which day would you like to come? We are here from Monday to Saturday.",
        "> Never mind",
        "< All right, we leave it there. What else can I do?",
        "= the flow menu ended: left",
    ]


def test_faults_end_the_command_with_their_lines(tmp_path: Path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("flows:\n- id: a\n  start: { words: [x] }\n  steps: [{ goto: nowhere }]")
    done = run(str(bad))
    assert done.exit_code == 1
    assert "line 4, flows[0].steps[0].goto: expected the id of a step, or end" in done.output


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: bytes | None):
    path = tmp_path / "x.yaml"
    if content is not None:
        path.write_bytes(content)
    done = run(str(path))
    assert done.exit_code == 2
    assert "cannot be read as text" in done.output
