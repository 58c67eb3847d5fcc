"""What docs/flows.md shows is what works."""

import re
from pathlib import Path

from warmline.flows import load
from warmline.flows.fields import KINDS
from warmline.flows.steps import _verbs

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "flows.md").read_text(encoding="utf-8")


def test_the_examples_on_the_page_are_the_files():
    shown = dict(re.findall(r"<!-- (examples/\S+) -->\n```yaml\n(.*?)```", PAGE, re.DOTALL))
    files = sorted((ROOT / "examples" / "flows").glob("*.yaml"))
    assert {ROOT / name: text for name, text in shown.items()} == {
        file: file.read_text(encoding="utf-8") for file in files
    }


def test_the_page_names_every_key_of_every_step_and_every_kind_of_field():
    keys = {key for checks in _verbs(frozenset()).values() for key in checks} | set(KINDS)
    assert {key for key in keys if not re.search(rf"\b{key}\b", PAGE)} == set()


def test_the_question_on_the_page_is_good():
    [step] = re.findall(r"```yaml\n(- id: people.*?)```", PAGE, re.DOTALL)
    steps = step.replace("\n", "\n      ")
    text = f"flows:\n  - id: a\n    start: {{ words: [x] }}\n    steps:\n      {steps}"
    assert load(text + "- { id: too-many, answer: x }").flows[0].steps


def test_the_demo_shows_one_of_the_examples():
    demo = ROOT / "src" / "warmline" / "demo" / "flows.yaml"
    assert demo.read_text() == (ROOT / "examples" / "flows" / "order-status.yaml").read_text()


def test_the_service_on_the_page_of_assistants_is_the_example():
    page = (ROOT / "docs" / "assistants.md").read_text(encoding="utf-8")
    code = (ROOT / "examples" / "webhook_assistant.py").read_text().split('"""\n\n', 1)[1]
    assert f"```python\n{code}```" in page
