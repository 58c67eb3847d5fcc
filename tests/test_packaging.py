"""What goes into the package: pinned by hash, built from the sources, fit for a strict page."""

import json
import re
import runpy
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "src/warmline/web/static"


@pytest.fixture
def front_end() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "tools/frontend.py"))


def test_every_python_dependency_is_pinned_by_hash_and_names_no_host():
    lock = (ROOT / "requirements.lock").read_text()
    requirements = re.findall(
        r"^[a-z0-9].*(?:\n .*--hash=sha256:[0-9a-f]{64}.*)*", lock, re.MULTILINE
    )
    assert len(requirements) > 50
    assert [it for it in requirements if "==" not in it or "--hash" not in it] == []
    assert "://" not in lock


def test_every_front_end_dependency_is_pinned_exactly_and_names_no_host():
    wanted = json.loads((ROOT / "frontend/package.json").read_text())
    pins = {**wanted["dependencies"], **wanted["devDependencies"]}
    locked = json.loads((ROOT / "frontend/package-lock.json").read_text())["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in pins} == pins
    assert [name for name, entry in locked.items() if "resolved" in entry] == []


def test_whatever_is_installed_on_linux_is_locked_by_hash():
    locked = json.loads((ROOT / "frontend/package-lock.json").read_text())["packages"]
    assert [
        name
        for name, entry in locked.items()
        if name and "integrity" not in entry and not entry.get("optional")
    ] == []


def test_the_front_end_was_built_from_these_sources(front_end: dict[str, Any]):
    assert front_end["fresh"]()


def test_tests_and_packages_are_no_sources(front_end: dict[str, Any]):
    sources = [it.relative_to(ROOT).as_posix() for it in front_end["sources"]()]
    assert "frontend/src/widget/launcher.ts" in sources
    assert [it for it in sources if "node_modules" in it or ".test." in it] == []


class Inline(HTMLParser):
    """Counts what a page without ``unsafe-inline`` would refuse to run or apply."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "style" or (tag == "script" and not named.get("src")):
            self.found.append(f"<{tag}>")
        self.found += [name for name in named if name == "style" or name.startswith("on")]


def test_the_built_console_runs_under_a_strict_content_security_policy():
    page = Inline()
    page.feed((STATIC / "console/index.html").read_text())
    assert page.found == []


def test_the_launcher_is_one_plain_script():
    launcher = (STATIC / "widget.js").read_text()
    assert not re.search(r"^\s*(import|export)\b", launcher, re.MULTILINE)


def test_sizes_are_within_their_budgets():
    done = subprocess.run(
        [sys.executable, ROOT / "tools/sizes.py"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
