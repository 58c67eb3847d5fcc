"""The how-to speaks of everything that there is, and its examples work."""

import re
from pathlib import Path

import pytest

from warmline.core.triggers import TRIGGERS
from warmline.policies import KEYS, LANGUAGES, TOPICS, default_policy, load, to_json, warnings

PAGE = (Path(__file__).parents[2] / "docs" / "policy.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
def test_each_example_in_the_how_to_can_be_used(example):
    assert warnings(load(example)) == ()


def test_the_how_to_names_every_key_field_trigger_text_and_topic():
    form = to_json(default_policy())
    words = {*form, *form["rules"][0], *TRIGGERS, *KEYS, *TOPICS}
    assert {word for word in words if f"`{word}`" not in PAGE} == set()
    assert all(language in PAGE for language in LANGUAGES)


def test_the_how_to_gives_each_text_its_placeholders():
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| [^|]+ \|(.*)\|$", PAGE, re.MULTILINE)
    told = {
        key: frozenset(re.findall(r"\{(\w+)\}", names))
        for keys, names in rows
        for key in re.findall(r"`(\w+)`", keys)
    }
    assert {key: told[key] for key in KEYS} == dict(KEYS)
