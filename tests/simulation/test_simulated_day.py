"""A day in accelerated time: nothing is broken in it, and the same seed is the same day."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulation.agenda import HOUR
from simulation.checker import Found, check
from simulation.day import Day, Lived
from simulation.figures import breaches, coverage, figures
from simulation.planted import ROOT
from simulation.town import town


def lived_through(folder: Path, *, conversations: int, operators: int) -> tuple[Lived, Found]:
    made = town(seed=3, conversations=conversations, operators=operators, teams=5)
    path = folder / "day.db"
    lived = asyncio.run(Day(made, path).run(lambda _, __: None))
    return lived, check(lived, path)


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> tuple[Lived, Found]:
    return lived_through(tmp_path_factory.mktemp("day"), conversations=160, operators=10)


def test_no_promise_is_broken_in_a_morning_of_hundreds(morning: tuple[Lived, Found]):
    lived, found = morning
    assert breaches(found, list(figures(lived, found))) == []


def test_a_morning_holds_what_may_go_wrong_in_it(morning: tuple[Lived, Found]):
    lived, found = morning
    kinds = ("assigned", "assignment_ended", "transferred", "fallback_ran", "snoozed", "escalated")
    assert all(found.counts[kind] for kind in kinds)
    assert sum(seen.crashes for seen in lived.seen.values()) > 2
    assert coverage(found)[1] > 20
    assert lived.ended - lived.town.begins > HOUR


def digest(seed: int, hashing: int) -> str:
    options = ("--conversations", "40", "--operators", "6", "--seed", str(seed), "--json")
    done = subprocess.run(
        [sys.executable, "-m", "simulation", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(hashing)},
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)["digest"]


def test_the_same_seed_is_the_same_day_to_the_last_fact_whatever_python_hashes():
    first = digest(1, hashing=1)
    assert first == digest(1, hashing=2)
